"""A page's fonts: what is copied beside it, and what letters they set."""

import pytest

from reelwright.release.page.faces import copy_faces, face_rules

from makers.fonts import MARKED, heading_in_parts
from servers.pages import served
from values import release_campaign as rc

WIDTH = """async letter => {
  await document.fonts.load("64px 'Page Heading'", letter);
  const at = document.createElement('span');
  at.style.font = "64px 'Page Heading', monospace";
  at.textContent = letter;
  document.body.append(at);
  return at.getBoundingClientRect().width;
}"""


@pytest.fixture
def widths(browser, assets, tmp_path):
    """How wide a page sets each letter of its heading, by brand."""

    def of(brand, name, letters):
        out = tmp_path / name
        rules = face_rules(copy_faces(brand, out / "fonts", assets), "fonts")
        (out / "index.html").write_text(f"<style>{rules}</style><body>", "utf-8")
        with served(out) as where:
            tab = browser.new_page()
            tab.goto(f"{where}/index.html")
            found = [tab.evaluate(WIDTH, letter) for letter in letters]
            tab.close()
        return found

    return of


def test_letters_of_a_familys_other_file_are_set_in_it(widths, assets):
    brand = rc.brand(assets)
    letters = "az" + MARKED
    whole = widths(brand, "whole", letters)
    assert widths(heading_in_parts(brand, assets), "parts", letters) == whole
    assert len(set(whole)) > 4


def test_a_whole_family_brings_no_more_files_than_it_needs(assets, tmp_path):
    faces = copy_faces(rc.brand(assets), tmp_path, assets)
    assert [f.letters for f in faces] == [""] * len(faces)
    parts = copy_faces(heading_in_parts(rc.brand(assets), assets), tmp_path / "parts", assets)
    assert len(parts) == len(faces) + 1
    (more,) = [f for f in parts if f.letters]
    assert more.family == "Page Heading"
    assert "U+104-107" in more.letters

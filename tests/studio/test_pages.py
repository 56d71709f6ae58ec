"""Landing pages of the kit through the facade: made, exported, changed in words, undone."""

import json
import re
import zipfile

import pytest

from reelwright.domain.errors import Missing, NotFound
from reelwright.studio import audit, campaigns, films, pages
from reelwright.studio.campaigns import Overrides


@pytest.fixture
def film(copy, page_tools, monkeypatch):
    """The one film's id, where pages can be built."""
    monkeypatch.setenv("REELWRIGHT_PAGE_TOOLS", str(page_tools))
    return films.listed(copy)[0].id


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


@pytest.mark.longer
def test_a_page_is_built_for_a_film_and_leaves_with_its_project(copy, film):
    with pytest.raises(NotFound, match="--build"):
        pages.one(copy, film)
    plain = files(copy / "out" / film / "page")
    made = pages.build(copy, film)
    assert made.failed == ()
    assert (made.blocks[0], made.blocks[-2:]) == ("hero", ("call", "footer"))
    assert made.folder == copy / "out" / film / "page"
    built = files(made.folder)
    assert built["index.html"] != plain["index.html"]
    assert built["media/film.mp4"] == plain["media/film.mp4"]
    with zipfile.ZipFile(copy / "out" / film / "page-project.zip") as packed:
        names = {n.removeprefix("landing-page/") for n in packed.namelist()}
    assert {"package.json", "package-lock.json", "src/pages/index.ts", "src/facts.ts"} <= names
    assert "public/media/film.mp4" in names
    assert pages.file(copy, film, "").read_bytes() == built["index.html"]
    assert "build page" in {entry.what for entry in audit.listed(copy)}

    # `make` finds it again, as bytes and without work, and lets it stand in the export.
    again = campaigns.make(copy, yes=True, overrides=Overrides(page="built"))
    assert (again.made, again.failed) == (0, ())
    assert files(copy / "out" / film / "page") == built
    states = {r.name: r.state for r in campaigns.status(copy)}
    assert states[f"page/{film}"] == states[f"built page/{film}"] == "done"
    # Nobody asked for it this time: the plain page is back.
    campaigns.make(copy, yes=True)
    assert files(copy / "out" / film / "page") == plain


def test_the_page_that_goes_out_is_looked_at_as_one_document_that_asks_for_nothing(copy):
    (film,) = films.listed(copy)
    html, policy = pages.preview(copy, film.id)
    told = (copy / "out" / film.id / "page" / "index.html").read_text(encoding="utf-8")
    head = told.partition("<h1>")[2].partition("</h1>")[0]
    assert f"<h1>{head}</h1>" in html
    assert "<style>" in html
    assert 'src="data:image/jpeg' in html
    assert not re.search(r'(?:src|poster|srcset)="(?!data:)', html)
    assert "default-src 'none'" in policy
    with pytest.raises(NotFound, match="has no page yet"):
        pages.preview(copy, "nothing")


def test_without_node_the_plain_page_stays_and_the_reason_is_told(copy, film, monkeypatch):
    def absent(*args, **named):
        raise Missing("there is no Node here: install Node 20.19 or newer")

    monkeypatch.setattr("reelwright.backends.node.packages", absent)
    plain = files(copy / "out" / film / "page")
    heard = []
    made = campaigns.make(copy, yes=True, overrides=Overrides(page="built"), listener=heard.append)
    assert (len(made.films), made.failed) == (1, ())
    notes = [h.text for h in heard if h.kind == "note"]
    assert any("plain page stays" in n and "install Node" in n for n in notes), notes
    assert files(copy / "out" / film / "page") == plain
    with pytest.raises(Missing, match="install Node"):
        pages.build(copy, film)


@pytest.mark.longer
def test_a_page_with_findings_does_not_go_out(copy, film):
    from reelwright.studio import items

    pages.build(copy, film)
    before = files(copy / "out" / film / "page")
    text = json.loads(items.draft(copy, f"page/{film}").text)
    text["facts"]["lines"]["head"] = "8,888 families stay"
    items.edit(copy, f"page/{film}", json.dumps(text))
    assert pages.one(copy, film).edited
    made = pages.build(copy, film)
    assert any("8,888" in found for found in made.failed)
    assert files(copy / "out" / film / "page") == before
    items.undo(copy, f"page/{film}")
    assert "8,888" not in items.read(copy, f"page/{film}").text

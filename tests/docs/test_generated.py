"""Pages that are read off the code say what the code says today."""

import runpy
from pathlib import Path

import pytest

from reelwright.settings import Settings

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = runpy.run_path(str(DOCS / "generate.py"))["PAGES"]


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_up_to_date(name):
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"


def test_every_setting_says_what_it_means():
    silent = [n for n, f in Settings.model_fields.items() if not f.description]
    assert not silent, f"write a docstring under {', '.join(silent)} in settings.py"

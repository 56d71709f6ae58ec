"""Pages that are read off the code say what the code says today."""

import runpy
from pathlib import Path

import pytest

from reelwright.settings import Settings

DOCS = Path(__file__).resolve().parents[2] / "docs"
GENERATE = runpy.run_path(str(DOCS / "generate.py"))
PAGES = GENERATE["PAGES"]


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_up_to_date(name):
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"


def test_every_setting_says_what_it_means():
    silent = Settings.model_fields.keys() - GENERATE["meanings"]().keys()
    assert not silent, f"write a docstring under {', '.join(sorted(silent))} in settings.py"

"""One whole film from a finished script: storyboard, narration and captions, word for word."""

import json
import re
import shutil
from typing import Any

import pytest

import reelwright

SCRIPT = """# The kettle

## 1. Kitchen

A woman makes tea in the kitchen.

VO: Some mornings start **slowly**. Nobody minds.

## 2. The garden

Two people on a bench in the garden.

Super: Every week

> 97% of visits begin with the best tea.
"""
SAID = (
    "Some mornings start slowly. Nobody minds.",
    "97% of visits begin with the best tea.",
)


def rows(folder) -> dict[str, Any]:
    return {r.name: r for r in reelwright.campaigns.status(folder)}


@pytest.mark.longer
def test_a_script_becomes_the_film_word_for_word(copy):
    (copy / "script.md").write_text(SCRIPT, encoding="utf-8")
    notes = reelwright.campaigns.check(copy).notes
    assert any("script.md: 2 scenes become one film, for everybody" in n for n in notes)
    assert any("script.md, line 9: “97% of visits" in n for n in notes)
    shutil.rmtree(copy / "out", ignore_errors=True)

    waits = reelwright.campaigns.make(copy)
    assert waits.waiting == "storyboards"
    name = "storyboard/everybody--script"
    board = json.loads(reelwright.items.read(copy, name).text)
    assert [s["narration"] for s in board["scenes"]] == [*SAID, ""]
    assert board["scenes"][1]["text"]["head"] == "Every week"
    page = reelwright.items.page(copy, "storyboards").read_text("utf-8")
    assert "Some mornings start slowly. Nobody minds." in page
    reelwright.decisions.approve(copy, [name])

    made = reelwright.campaigns.make(copy, yes=True)
    assert not made.failed
    (place,) = (p for p in (copy / "out").iterdir() if (p / "manifest.json").exists())
    manifest = json.loads((place / "manifest.json").read_text("utf-8"))
    assert manifest["checks_passed"]
    assert [s["narration"] for s in manifest["scenes"]] == [*SAID, ""]
    assert manifest["scenes"][1]["claims"] == [{"text": SAID[1], "source": "the script, script.md"}]
    assert (place / "page" / "index.html").is_file()
    captions = (place / f"{place.name}.srt").read_text("utf-8")
    words = re.sub(r"(?m)^(\d+|[\d:,]+ --> [\d:,]+)$", " ", captions)
    assert " ".join(words.split()) == " ".join(SAID)

    # Another line makes that scene stale, and no other.
    text = SCRIPT.replace("Nobody minds.", "Nobody minds that.")
    (copy / "script.md").write_text(text, encoding="utf-8")
    stale = {n: r for n, r in rows(copy).items() if r.state == "stale"}
    assert name in stale
    assert "recording/script--en--s2" not in stale or "its storyboard" in (
        stale["recording/script--en--s2"].why
    )
    again = reelwright.campaigns.make(copy, until="storyboard", yes=True)
    assert not again.failed
    stale = {n for n, r in rows(copy).items() if r.state == "stale"}
    assert "recording/script--en--s1" in stale
    assert "recording/script--en--s2" not in stale

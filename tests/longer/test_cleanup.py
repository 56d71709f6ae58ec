"""What was removed is made again, and is what it was."""

import shutil
from pathlib import Path

from reelwright.studio import campaigns, cleanup, films
from reelwright.studio.campaigns import Overrides

ROOT = Path(__file__).resolve().parents[2]


def test_films_that_were_removed_are_made_again_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_WHO", "ann")
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("REELWRIGHT_CAMPAIGNS", str(tmp_path / "campaigns"))
    folder = tmp_path / "fernhill"
    leave = shutil.ignore_patterns("draw", "out", ".reelwright", "*.py")
    shutil.copytree(ROOT / "examples" / "fernhill", folder, ignore=leave)
    small = Overrides(
        films=1, segments=("family-carers-in-the-middle",), formats=("1:1",), seconds=6
    )
    campaigns.make(folder, yes=True, overrides=small)
    before = {f.id: f.sha256 for f in films.listed(folder)}
    assert before
    for kinds in (["assets", "speech"], ["pipeline"], ["campaigns"]):
        assert not [h for h in cleanup.remove(kinds, folders=[folder]).left if h.ours]
        campaigns.make(folder, yes=True, overrides=small)
        assert {f.id: f.sha256 for f in films.listed(folder)} == before

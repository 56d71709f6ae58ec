"""A narrated film's worth of sound, recorded once."""

import pytest

from reelwright.sound import record

from makers.folder_assets import FolderAssets
from values.lines import ESPEAK, LINES


@pytest.fixture(scope="session")
def studio(tmp_path_factory):
    """A store for the whole session."""
    return FolderAssets(tmp_path_factory.mktemp("assets"))


@pytest.fixture(scope="session")
def narration(studio):
    """Four recordings with half a second of breath between, as (recording, start)."""
    placed, at = [], 0.4
    for i, line in enumerate(LINES, 1):
        recording = record(f"s{i}", line, profile=ESPEAK, assets=studio)
        placed.append((recording, at))
        at += float(recording.seconds) + 0.5
    return tuple(placed)

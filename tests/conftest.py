"""Fixtures every room may use."""

from pathlib import Path

import pytest

from makers.folder_assets import FolderAssets

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def assets(tmp_path):
    """A store in a fresh folder."""
    return FolderAssets(tmp_path / "assets")


@pytest.fixture
def fernhill():
    """The example campaign's folder."""
    return ROOT / "examples" / "fernhill"


@pytest.fixture
def shared_data():
    """Real photographs and surveys, which stay out of the repository."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real photographs and surveys are not here: put them in ../shared/data")
    return folder

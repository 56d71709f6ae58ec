"""A library in a fresh folder, and one with six captioned scenes."""

import shutil

import pytest

from reelwright.domain.errors import Missing
from reelwright.library.ingest.run import ingest

from makers.bases import library_of, write_scenes


@pytest.fixture
def library(tmp_path):
    """An empty library of ann's."""
    found = library_of(tmp_path / "home")
    yield found
    found.close()


@pytest.fixture(scope="session")
def scenes_home(tmp_path_factory):
    """A home with the base `scenes`: six approved pictures with captions."""
    folder = tmp_path_factory.mktemp("scenes")
    library = library_of(folder / "home")
    try:
        base = library.new("scenes", "Scenes")
    except Missing as problem:
        pytest.skip(str(problem))
    done = ingest(base, write_scenes(folder / "pictures"), approve=True)
    assert len(done.added) == 6
    library.close()
    return folder / "home"


@pytest.fixture
def scenes(scenes_home, tmp_path):
    """A copy of the six scenes, to change."""
    shutil.copytree(scenes_home, tmp_path / "home")
    library = library_of(tmp_path / "home")
    yield library.open("scenes")
    library.close()

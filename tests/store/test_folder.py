"""Assets are kept once, whole, and their use is noted."""

import json
import os

import pytest

from reelwright.domain.asset import Asset
from reelwright.domain.errors import NotFound, StoreFailed
from reelwright.store import FolderStore


@pytest.fixture
def store(tmp_path):
    return FolderStore(tmp_path / "assets")


@pytest.mark.proves("S0-07")
def test_the_same_bytes_are_kept_once_in_their_namespace(store):
    a = store.put(b"picture", "a.png", "image/png", "references")
    b = store.put(b"picture", "b.png", "image/png", "references")
    assert a.sha256 == b.sha256
    assert store.listing("references") == (a.sha256,)
    assert store.listing("takes") == ()
    assert store.path(b).read_bytes() == b"picture"


def test_a_file_has_the_same_address_as_its_bytes(store, tmp_path):
    path = tmp_path / "film.mp4"
    path.write_bytes(b"x" * 3_000_000)
    kept = store.put_file(path, "video/mp4", "releases")
    assert kept.sha256 == store.put(b"x" * 3_000_000, "y", "video/mp4", "releases").sha256
    assert kept.bytes == 3_000_000


def test_reads_and_writes_are_noted(store):
    kept = store.put(b"words", "a.txt", "text/plain", "inputs")
    store.path(kept)
    lines = (store.root / "access" / "log.jsonl").read_text().splitlines()
    assert [json.loads(line)["act"] for line in lines] == ["write", "read"]


def test_a_missing_asset_says_what_to_do(store):
    with pytest.raises(NotFound, match="run `reelwright make` again"):
        store.path(Asset(sha256="f" * 64, media_type="x/y", bytes=1, name="gone.png"))


def test_a_full_disk_leaves_nothing_half_written(store, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreFailed, match=r"No space left.*free some space"):
        store.put(b"film", "f.mp4", "video/mp4", "releases")
    assert [p for p in (store.root / "releases").rglob("*") if p.is_file()] == []


@pytest.mark.parametrize("named", [False, True])
def test_what_intake_read_can_be_read_by_its_owner_alone(tmp_path, named):
    from reelwright.settings import Settings
    from reelwright.wiring.places import catalogue_of, store

    before, campaign = os.umask(0o022), tmp_path / "campaign"
    try:
        workspace = tmp_path / "elsewhere" if named else campaign / ".reelwright"
        workspace.mkdir(0o755, parents=True)
        # An older version left them open.
        (workspace / "catalogue.db").touch(0o644)
        (workspace / "assets" / "inputs").mkdir(0o755, parents=True)
        store(workspace, Settings()).put(b"answers", "survey.csv", "text/csv", "inputs")
        catalogue = catalogue_of(workspace, Settings())
        catalogue.tell("run", "begin")
        shut = [*workspace.glob("catalogue.db*"), workspace / "assets" / "inputs"]
        assert len(shut) > 2, "the database keeps a file beside itself"
        assert {path: path.stat().st_mode & 0o077 for path in shut} == dict.fromkeys(shut, 0)
        # What somebody chose and had before is theirs to open or shut.
        assert workspace.stat().st_mode & 0o777 == (0o755 if named else 0o700)
    finally:
        os.umask(before)
    catalogue.close()

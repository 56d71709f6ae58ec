"""A disk that takes no more: a clear error, nothing half-written, and the next run goes on."""

import hashlib
import json
import resource

import pytest

from reelwright.domain.errors import StoreFailed
from reelwright.store import FolderStore

LIMIT = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
"""
"""No file may grow beyond so many bytes: writing stops in its midst, as on a full disk."""


def whole(folder):
    """Every file kept in a store has the content that its name says."""
    kept = [p for p in folder.glob("*/??/*") if p.is_file()]
    return all(hashlib.sha256(p.read_bytes()).hexdigest() == p.name for p in kept)


@pytest.mark.parametrize("size", [100_000, 12_000])
def test_a_full_disk_is_named_and_leaves_nothing_half_written(desk, size):
    desk.write("library/captions.csv", (desk.folder / "library/captions.csv").read_bytes() + b"\n")
    work = desk.folder / "new-place"
    said = desk.alone(
        "check",
        str(desk.folder),
        "--workspace",
        str(work),
        code=1,
        before=LIMIT.format(size=size),
    )
    assert "error: " in said
    assert "free some space" in said
    assert str(work) in said
    assert desk.leftovers() == []
    assert whole(work / "assets")
    again = desk.run("check", str(desk.folder), "--workspace", str(work))
    assert "4 pictures" in again
    assert whole(work / "assets")


def test_new_on_a_full_disk_leaves_no_folder(desk, tmp_path):
    place = tmp_path / "a" / "b"
    said = desk.alone("new", str(place), code=1, before=LIMIT.format(size=20_000))
    assert "could not be made" in said
    assert "make room" in said
    assert not (tmp_path / "a").exists()


def test_a_codebook_is_drafted_whole_or_not_at_all(desk):
    (desk.folder / "codebook.toml").unlink()
    said = desk.alone(
        "check",
        str(desk.folder),
        code=1,
        before="import reelwright.intake.survey_table, pathlib\n"
        "real = pathlib.Path.write_text\n"
        "def full(self, text, *a, **k):\n"
        "    real(self, text[:500], *a, **k)\n"
        "    raise OSError(28, 'No space left on device')\n"
        "pathlib.Path.write_text = full\n",
    )
    assert "codebook.toml" in said
    assert "No space left on device" in said
    assert desk.leftovers() == []
    assert not (desk.folder / "codebook.toml").exists()


def test_the_access_log_holds_whole_lines_only(tmp_path):
    store = FolderStore(tmp_path / "assets")
    store.put(b"first", "a.txt", "text/plain", "inputs")
    log = tmp_path / "assets" / "access" / "log.jsonl"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 20, before[1]))
    try:
        with pytest.raises(StoreFailed, match=r"access log.*free some space"):
            store.put(b"second", "b.txt", "text/plain", "inputs")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    store.put(b"third", "c.txt", "text/plain", "inputs")
    rows = [json.loads(line) for line in log.read_text().splitlines()]
    assert [row["name"] for row in rows] == ["a.txt", "c.txt"]

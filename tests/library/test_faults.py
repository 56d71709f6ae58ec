"""What is broken, hostile, killed or full: a clear word, nothing lost, nothing half in or twice."""

import io
import random
import resource
import signal
import time

import cv2
import numpy as np
import pytest
from PIL import Image

from reelwright.domain.errors import MediaRefused, StoreFailed
from reelwright.library.ingest.prepare import prepare
from reelwright.library.ingest.run import ingest
from reelwright.library.retrieval import handover

from makers.bases import began, drawn, jpeg_of, library_of, write_pictures
from makers.hostile_files import bomb, jpeg


@pytest.fixture
def base(library):
    """A base without a language model: quick to add to."""
    return library.new("base", spaces=["embed/descriptors"])


def noise_jpeg(width, height):
    sink = io.BytesIO()
    Image.new("RGB", (width, height), (90, 120, 60)).save(sink, "JPEG", quality=60)
    return sink.getvalue()


def whole(base):
    """Nothing is half in: every item has bytes, vectors, one line in the audit, and is found."""
    items = list(base.ledger.every())
    assert len({i.id for i in items}) == len(items)
    added = [c.item for c in base.audit() if c.what == "add"]
    assert sorted(added) == sorted(i.id for i in items)
    for item in items:
        assert base.store.holds(item.asset)
        parts = base.ledger.parts([item.id])[item.id]
        assert all(p.vectors for p in parts)
    found = base.search(picture=drawn(0), k=1000)
    assert {f.item.id for f in found.found} == {i.id for i in items if i.state == "approved"}
    return items


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("torn.jpg", jpeg(400, 300)[:-4000], "breaks off"),
        ("torn.png", None, "broken or breaks off"),
        ("text.jpg", b"To whom it may concern\n" * 90, "no picture that can be read"),
        ("empty.jpg", b"", "is empty"),
        ("bomb.png", bomb(), "pixels; save it with at most 120 million"),
        ("strip.jpg", jpeg(4000, 210), "a strip; crop it"),
        ("tiny.jpg", jpeg(120, 90), "too small for a film"),
        ("gif.jpg", b"GIF89a" + bytes(900), "no picture that can be read"),
        ("torn.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(4000), "is broken or breaks off"),
        ("torn.flac", b"fLaC" + bytes(4000), "is broken or breaks off"),
        ("page.svg", b"<html><body>no</body></html>", "no"),
    ],
)
def test_a_bad_file_is_refused_by_name_and_holds_up_no_other(base, tmp_path, name, data, why):
    if data is None:
        sink = io.BytesIO()
        Image.fromarray(drawn(1)).save(sink, "PNG")
        data = sink.getvalue()[: len(sink.getvalue()) // 2]
    write_pictures(tmp_path / "in", 2)
    (tmp_path / "in" / name).write_bytes(data)
    done = ingest(base, tmp_path / "in", approve=True)
    assert len(done.added) == 2
    assert len(done.refused) == 1
    assert done.refused[0].startswith(name)
    assert why in done.refused[0]
    whole(base)


def test_what_a_file_is_counts_and_not_its_name(base, tmp_path):
    (tmp_path / "a.png").write_bytes(jpeg_of(drawn(1)))
    (tmp_path / "b.jpg").write_bytes(cv2.imencode(".webp", drawn(2))[1].tobytes())
    (tmp_path / "c.mp3").write_bytes(jpeg_of(drawn(3)))
    done = ingest(base, [tmp_path / n for n in ("a.png", "b.jpg", "c.mp3")])
    kinds = [base.item_now(i).asset.media_type for i in done.added]
    assert kinds == ["image/jpeg", "image/webp", "image/jpeg"]


def test_avif_and_heic_are_read_or_named_with_what_they_need(base, tmp_path):
    sink = io.BytesIO()
    Image.fromarray(drawn(4)[..., ::-1]).save(sink, "AVIF")
    (tmp_path / "a.avif").write_bytes(sink.getvalue())
    heic = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(600)
    (tmp_path / "b.heic").write_bytes(heic)
    done = ingest(base, [tmp_path / "a.avif", tmp_path / "b.heic"])
    assert [base.item_now(i).asset.media_type for i in done.added] == ["image/avif"]
    assert "b.heic" in done.refused[0]
    if "reelwright[heic]" in done.refused[0]:
        # Once the extra is installed the same run takes it in: such a refusal is not kept.
        assert base.ledger.seen([str((tmp_path / "b.heic").resolve())]) == {}


def test_a_camera_of_a_hundred_megapixels_is_read_and_a_larger_one_refused():
    record = prepare(noise_jpeg(11_600, 8_700), "large.jpg")
    assert (record.picture.width, record.picture.height) == (11_600, 8_700)
    assert max(record.look.shape) <= 640
    with pytest.raises(MediaRefused, match="at most 120 million"):
        prepare(noise_jpeg(12_000, 10_500), "larger.jpg")


ADD = """
import sys
from pathlib import Path
from makers.bases import library_of
from reelwright.library.retrieval import handover
from reelwright.library.ingest.run import ingest
handover.MOST_PENDING = int(sys.argv[3])
base = library_of(Path(sys.argv[1])).open("base")
print("ready", flush=True)
for path in sorted(Path(sys.argv[2]).glob("*.jpg")) if sys.argv[4:] else [Path(sys.argv[2])]:
    ingest(base, path, approve=True)
    print(path.name, flush=True)
"""


@pytest.mark.longer
@pytest.mark.proves("S2-14")
def test_a_killed_run_goes_on_where_it_stopped(base, tmp_path):
    write_pictures(tmp_path / "in", 100)
    for _ in range(2):
        before = sum(base.ledger.counts().values())
        process = began(ADD, str(base.folder.parent), str(tmp_path / "in"), "2000")
        assert process.stdout.readline() == "ready\n"
        while sum(base.ledger.counts().values()) < before + 32:
            assert process.poll() is None, process.stderr.read()
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        kept = whole(base)
        assert before + 32 <= len(kept) < 100
    done = ingest(base, tmp_path / "in", approve=True)
    assert done.already >= 64
    assert len(done.added) == 100 - len(kept)
    assert len(whole(base)) == 100


@pytest.mark.longer
def test_killed_while_handing_over_to_the_index_nothing_is_lost_or_twice(base, tmp_path):
    write_pictures(tmp_path / "in", 32)
    source = random.Random(7)
    for n in range(2):
        process = began(ADD, str(base.folder.parent), str(tmp_path / "in"), "4", "each")
        for line in process.stdout:
            if line.startswith("scene") and int(line[6:10]) >= 11 * (n + 1):
                break
        time.sleep(source.uniform(0, 0.08))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        whole(base)
    ingest(base, tmp_path / "in", approve=True)
    items = whole(base)
    assert len(items) == 32
    _, door, _ = base.way_in()
    door.hand_over(all_of_it=True)
    index = door.index()
    assert sorted(index.ids()) == sorted(f"{i.id}#0" for i in items)
    assert index.facts().rows == 32


@pytest.mark.proves("S3-07")
def test_an_addition_is_found_by_another_process_at_once(base, tmp_path):
    searcher = began(
        """
        import sys
        from pathlib import Path
        from makers.bases import library_of
        base = library_of(Path(sys.argv[1])).open("base")
        print("ready", flush=True)
        for line in sys.stdin:
            best = base.search(picture=Path(line.strip()), k=1).found
            sure = [f.item.asset.name for f in best if f.score > 0.97]
            print(*sure, "", flush=True)
        """,
        str(base.folder.parent),
        stdin=True,
    )
    assert searcher.stdout.readline() == "ready\n"
    try:
        for path in write_pictures(tmp_path / "in", 12):
            ingest(base, path, approve=True)
            searcher.stdin.write(f"{path}\n")
            searcher.stdin.flush()
            assert searcher.stdout.readline().strip() == path.name
    finally:
        searcher.communicate(timeout=240)


@pytest.mark.longer
def test_two_processes_adding_the_same_files_keep_each_once(base, tmp_path):
    write_pictures(tmp_path / "in", 24)
    home = str(base.folder.parent)
    processes = [began(ADD, home, str(tmp_path / "in"), "10") for _ in range(2)]
    for process in processes:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    assert len(whole(base)) == 24
    _, door, _ = base.way_in()
    door.hand_over(all_of_it=True)
    assert door.index().facts().rows == 24


@pytest.mark.parametrize("limit", [150_000, 60_000])
def test_on_a_full_disk_what_was_kept_stays_whole(base, tmp_path, limit):
    write_pictures(tmp_path / "in", 10)
    ingest(base, tmp_path / "in" / "scene-0000.jpg", approve=True)
    big = np.random.default_rng(1).integers(0, 255, (900, 900, 3), np.uint8)
    (tmp_path / "in" / "scene-0005-big.jpg").write_bytes(jpeg_of(big, 95))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        with pytest.raises(StoreFailed, match="free some space"):
            ingest(base, tmp_path / "in", approve=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    whole(base)
    done = ingest(base, tmp_path / "in", approve=True)
    assert done.refused == ()
    assert len(whole(base)) == 11


def test_an_index_that_cannot_be_written_keeps_what_is_pending(base, tmp_path, monkeypatch):
    monkeypatch.setattr(handover, "MOST_PENDING", 3)
    folder = base.folder / "index"
    folder.write_text("in the way")
    paths = write_pictures(tmp_path / "in", 4)
    with pytest.raises(StoreFailed, match="index"):
        ingest(base, paths, approve=True)
    whole(base)
    folder.unlink()
    assert library_of(base.folder.parent).open("base").settle() == 4
    whole(base)

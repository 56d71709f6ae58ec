"""Files are taken in once, described by whoever knows best, and again from where a run stopped."""

import json
import threading

import cv2
import numpy as np
import pytest
from PIL import Image

from reelwright.domain.errors import InvalidIntake
from reelwright.domain.picture import Rights
from reelwright.library.ingest import runners
from reelwright.library.ingest.prepare import prepare
from reelwright.library.ingest.run import ingest

from makers.bases import drawn, jpeg_of, library_of, write_pictures


@pytest.fixture
def base(library):
    """A base without a language model: quick to add to."""
    return library.new("base", spaces=["embed/descriptors"])


@pytest.mark.proves("S2-17")
def test_a_folder_is_taken_in_and_counted(base, tmp_path):
    write_pictures(tmp_path / "in", 40)
    (tmp_path / "in" / "deep" / "er").mkdir(parents=True)
    write_pictures(tmp_path / "in" / "deep" / "er", 3, first=100)
    told = []
    done = ingest(base, tmp_path / "in", approve=True, progress=lambda d, n: told.append((d, n)))
    assert len(done.added) == 43
    assert base.ledger.counts() == {"approved": 43}
    assert len(base.store.listing("references")) == 43
    assert told[-1] == (43, 43)
    assert base.search(picture=drawn(101), k=1).found[0].item.asset.name == "scene-0101.jpg"


@pytest.mark.proves("S2-14")
def test_a_second_run_reads_nothing_again(base, tmp_path, monkeypatch):
    paths = write_pictures(tmp_path / "in", 5)
    (tmp_path / "in" / "broken.jpg").write_bytes(b"no picture at all")
    first = ingest(base, tmp_path / "in")
    assert len(first.added) == 5

    def never(*_):
        raise AssertionError("a file was prepared twice")

    monkeypatch.setattr(runners, "prepare", never)
    again = ingest(base, tmp_path / "in")
    assert again.added == ()
    assert again.already == 5
    assert again.refused == first.refused, "what is wrong with a file is said each time"
    monkeypatch.undo()
    paths[0].write_bytes(jpeg_of(drawn(77)))
    assert len(ingest(base, tmp_path / "in").added) == 1


def test_the_same_bytes_are_taken_in_once_and_fill_what_was_not_known(base, tmp_path):
    path = write_pictures(tmp_path / "in", 1)[0]
    item = ingest(base, path).added[0]
    base.caption(item, "What Ann says")
    copy = tmp_path / "other" / "copy-of-it.jpg"
    copy.parent.mkdir()
    copy.write_bytes(path.read_bytes())
    copy.with_suffix(".json").write_text(
        '{"caption": "What a sidecar says", "rights": "A. Holder", "facets": {"Season": ["May"]}}'
    )
    done = ingest(base, copy.parent)
    assert (done.added, done.already, done.filled) == ((), 1, 1)
    found = base.item_now(item)
    assert [(c.source, c.text) for c in found.captions] == [
        ("person", "What Ann says"),
        ("sidecar", "What a sidecar says"),
        ("file name", "scene"),
    ]
    assert found.rights.holder == "A. Holder"
    assert found.facets == {"season": ("may",)}
    assert found.picture.captions == found.captions
    assert ingest(base, copy.parent).filled == 0


def test_nearly_equal_pictures_are_named_and_kept(base, tmp_path):
    folder = tmp_path / "in"
    write_pictures(folder, 4)
    big = cv2.resize(drawn(2), (720, 480), interpolation=cv2.INTER_CUBIC)
    (folder / "scene-again.jpg").write_bytes(jpeg_of(big, 60))
    done = ingest(base, folder)
    assert len(done.added) == 5
    pair = {base.item_now(i).asset.name for pair in done.alike for i in pair}
    assert pair == {"scene-0002.jpg", "scene-again.jpg"}
    groups = base.report().alike
    assert [{base.item_now(i).asset.name for i in g} for g in groups] == [pair]


def test_captions_come_by_precedence_and_all_are_kept(base, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    exif = Image.Exif()
    exif[0x010E] = "From the camera's maker"
    Image.fromarray(drawn(1)[..., ::-1]).save(folder / "green-hill.jpg", exif=exif)
    (folder / "green-hill.txt").write_text("From a sidecar")
    (folder / "captions.csv").write_text("file,caption\ngreen-hill.jpg,From a person\n")
    item = base.item_now(ingest(base, folder).added[0])
    assert [(c.source, c.text) for c in item.captions] == [
        ("person", "From a person"),
        ("sidecar", "From a sidecar"),
        ("xmp", "From the camera's maker"),
        ("file name", "green hill"),
    ]
    assert item.caption == "From a person"
    without = base.caption(item.id, "")
    assert without.caption == "From a sidecar"


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_list_says_what_to_take_in(base, tmp_path, kind):
    paths = write_pictures(tmp_path / "in", 3)
    rows = [
        {"file": "scene-0000.jpg", "caption": "First", "holder": "Ann", "subject": "a; b"},
        {"file": "scene-0002.jpg", "caption": "Third", "expires": "2030-01-31"},
        {"file": "lost.jpg", "caption": "Nowhere"},
    ]
    listed = tmp_path / "in" / f"list.{kind}"
    if kind == "jsonl":
        listed.write_text("\n".join(json.dumps(r) for r in rows))
    else:
        head = ("file", "caption", "holder", "subject", "expires")
        lines = [",".join(r.get(c, "") for c in head) for r in rows]
        listed.write_text("\n".join([",".join(head), *lines]))
    done = ingest(base, listed, rights=Rights(holder="Everybody", licence="CC0"))
    found = {base.item_now(i).asset.name: base.item_now(i) for i in done.added}
    assert set(found) == {"scene-0000.jpg", "scene-0002.jpg"}
    assert found["scene-0000.jpg"].rights.holder == "Ann"
    assert found["scene-0000.jpg"].facets == {"subject": ("a", "b")}
    assert found["scene-0002.jpg"].rights.holder == "Everybody"
    assert found["scene-0002.jpg"].rights.expires == "2030-01-31"
    assert done.refused == ("lost.jpg is in the list, but there is no such file beside it",)
    assert paths[1].exists()


def test_a_broken_list_stops_all_and_a_broken_sidecar_only_its_picture(base, tmp_path):
    write_pictures(tmp_path / "in", 2)
    (tmp_path / "in" / "scene-0001.json").write_text("{broken")
    done = ingest(base, tmp_path / "in")
    assert len(done.added) == 1
    assert "scene-0001" in done.refused[0]
    bad = tmp_path / "list.csv"
    bad.write_text("caption\nno file\n")
    with pytest.raises(InvalidIntake, match="column file"):
        ingest(base, bad)


def test_orientation_is_applied(base, tmp_path):
    upright = drawn(3)
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side; to be turned clockwise
    lying = np.ascontiguousarray(np.rot90(upright))
    path = tmp_path / "lying.jpg"
    Image.fromarray(lying[..., ::-1]).save(path, exif=exif, quality=92)
    item = base.item_now(ingest(base, path, approve=True).added[0])
    assert (item.picture.width, item.picture.height) == (360, 240)
    found = base.search(picture=upright, k=1).found[0]
    assert found.score > 0.9


def test_two_writers_of_the_same_item_keep_it_once(base, tmp_path):
    paths = write_pictures(tmp_path / "in", 30)
    libraries = [library_of(base.folder.parent) for _ in range(3)]
    problems = []

    def add(library):
        try:
            ingest(library.open("base"), tmp_path / "in", approve=True)
        except Exception as problem:
            problems.append(problem)
        finally:
            library.close()

    threads = [threading.Thread(target=add, args=(one,)) for one in libraries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert base.ledger.counts() == {"approved": len(paths)}
    assert len([c for c in base.audit() if c.what == "add"]) == len(paths)
    assert len(base.search(picture=drawn(0), k=100).found) == len(paths)


@pytest.mark.longer
@pytest.mark.parametrize("runner", ["daft", "ray"])
def test_every_runner_gives_the_same_records(base, tmp_path, runner, library):
    pytest.importorskip(runner, reason=f"{runner} is not installed: make torch")
    folder = tmp_path / "in"
    write_pictures(folder, 6)
    (folder / "broken.jpg").write_bytes(b"\xff\xd8 broken")
    here = ingest(base, folder)
    other = library.new("other", spaces=["embed/descriptors"])
    there = ingest(other, folder, runner=runner, workers=2)
    assert there.added == here.added
    assert there.refused == here.refused
    own = {"base", "source", "like"}
    for id_ in here.added:
        one, two = base.item_now(id_), other.item_now(id_)
        assert one.model_dump(exclude=own) == two.model_dump(exclude=own)
        assert other.store.path(two.asset).read_bytes() == base.store.path(one.asset).read_bytes()
    vectors = [[p.vectors for p in b.ledger.parts([id_])[id_]] for b in (base, other)]
    assert vectors[0] == vectors[1]


def test_a_record_depends_on_the_bytes_and_the_name_alone(tmp_path):
    data = jpeg_of(drawn(9))
    assert prepare(data, "a-name.jpg") == prepare(data, "a-name.jpg")
    assert prepare(data, "a-name.jpg").asset.sha256 == prepare(data, "b.png").asset.sha256

"""A campaign's folder as a value: the same files anywhere, and nothing but them."""

import os
import shutil
import threading
from pathlib import Path

import pytest

from reelwright.domain.asset import Asset
from reelwright.domain.errors import InvalidIntake, StoreFailed
from reelwright.store import snapshot as module
from reelwright.store.catalogue import Catalogue
from reelwright.store.retention import needed
from reelwright.store.snapshot import (
    Snapshot,
    SnapshotFile,
    keep_snapshot,
    latest_snapshot,
    lay_out,
    snapshot_of,
    snapshots,
    take_snapshot,
)

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "fernhill"
FILES = {
    "campaign.toml": b'name = "spring"\n',
    "library/a lamp.jpg": b"\xff\xd8 lamp",
    "library/deep/er/bü.png": b"png",
    "survey.csv": b"id,answer\n1,yes\n",
    "empty.txt": b"",
}


@pytest.fixture
def campaign(tmp_path):
    folder = tmp_path / "spring"
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    for left_out in (".reelwright/catalogue.db", "out/film.mp4", ".git/HEAD"):
        (folder / left_out).parent.mkdir(parents=True, exist_ok=True)
        (folder / left_out).write_bytes(b"a result")
    return folder


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".reelwright" not in path.parts and "out" not in path.parts
    }


def left(tmp_path):
    return [p.name for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_a_worker_without_the_folder_lays_out_the_same(campaign, shelves, tmp_path):
    taken = take_snapshot(campaign, shelves)
    assert (taken.version, {f.path for f in taken.files}) == (1, set(FILES))
    assert taken.digests == set(shelves.listing("inputs"))
    told = snapshot_of(taken.model_dump(mode="json"))
    folder = lay_out(told, shelves, tmp_path / "worker" / "spring")
    assert files_of(folder) == FILES
    assert take_snapshot(folder, shelves).digest() == taken.digest()


def test_a_campaign_that_was_laid_out_is_the_same_campaign(again, tmp_path):
    from reelwright.graphics.fonts import read_face
    from reelwright.intake.campaign import load_campaign
    from reelwright.library import read_pictures
    from reelwright.studio.campaigns import new

    store = again("folder")
    given = new(tmp_path / "given")
    shutil.copy(EXAMPLE / "survey.csv", given)
    shutil.copy(EXAMPLE / "library" / "crossword.svg", given / "library")
    taken = take_snapshot(given, store)
    folder = lay_out(taken, store, tmp_path / "worker")

    def loaded(place):
        campaign, notes = load_campaign(place, store, read_pictures, read_face, lambda *_: None)
        return campaign.digest(), notes

    assert loaded(folder) == loaded(given)


def test_an_unchanged_folder_is_no_new_version(campaign, again):
    store = again("folder")
    first = take_snapshot(campaign, store)
    os.utime(campaign / "survey.csv", (1, 1))
    (campaign / "out" / "film.mp4").write_bytes(b"another result")
    assert take_snapshot(campaign, store, first) is first
    (campaign / "survey.csv").write_bytes(b"id,answer\n1,no!\n")
    second = take_snapshot(campaign, store, first)
    assert (second.version, second.digest() == first.digest()) == (2, False)
    (campaign / "survey.csv").rename(campaign / "answers.csv")
    third = take_snapshot(campaign, store, second)
    assert (third.version, third.digest() == second.digest()) == (3, False)


def test_the_next_version_replaces_the_one_before_and_keeps_the_results(campaign, again, tmp_path):
    store = again("folder")
    first = take_snapshot(campaign, store)
    folder = lay_out(first, store, tmp_path / "worker")
    (folder / "out").mkdir()
    (folder / "out" / "film.mp4").write_bytes(b"made here")
    (folder / ".reelwright" / "catalogue.db").write_bytes(b"kept here")
    (campaign / "survey.csv").unlink()
    (campaign / "campaign.toml").write_bytes(b'name = "autumn"\n')
    second = take_snapshot(campaign, store, first)
    read = len([row for row in store.log() if row["act"] == "read"])
    lay_out(second, store, folder)
    assert files_of(folder) == {n: d for n, d in files_of(campaign).items() if ".git" not in n}
    assert len([row for row in store.log() if row["act"] == "read"]) == read + 1, "one file is new"
    assert (folder / "out" / "film.mp4").read_bytes() == b"made here"
    assert (folder / ".reelwright" / "catalogue.db").read_bytes() == b"kept here"
    times = {path: path.stat().st_ino for path in folder.rglob("*")}
    lay_out(second, store, folder)
    assert {path: path.stat().st_ino for path in folder.rglob("*")} == times
    assert left(tmp_path) == []


@pytest.mark.parametrize("old_mark", [False, True])
@pytest.mark.parametrize("results", [False, True])
@pytest.mark.parametrize(
    ("act", "named"),
    [
        (lambda f: (f / "survey.csv").write_bytes(b"id,answer\n1,yeS\n"), "survey.csv was changed"),
        (lambda f: (f / "library" / "mine.txt").write_bytes(b""), "library/mine.txt was added"),
        (lambda f: (f / "empty.txt").unlink(), "empty.txt was taken away"),
        (lambda f: (f / "mine").symlink_to(f / "survey.csv"), "mine is a link"),
    ],
)
def test_a_laid_out_folder_that_a_person_touched_is_left_alone(
    campaign, again, tmp_path, act, named, results, old_mark
):
    store = again("folder")
    taken = take_snapshot(campaign, store)
    folder = lay_out(taken, store, tmp_path / "worker")
    mark = folder / ".reelwright" / "snapshot"
    if results:
        (folder / ".reelwright" / "catalogue.db").write_bytes(b"kept here")
    if old_mark:  # as it was written before it listed the files
        mark.write_text(f"{taken.digest()}\n")
        named = named if "link" in named else "not those that were laid out"
    act(folder)
    before = {p: p.is_file() and p.read_bytes() for p in folder.rglob("*")}
    (campaign / "survey.csv").write_bytes(b"id\n")
    for wanted in (taken, take_snapshot(campaign, store, taken)):
        with pytest.raises(InvalidIntake, match=f"{named}.*a person may work in it"):
            lay_out(wanted, store, folder)
    assert {p: p.is_file() and p.read_bytes() for p in folder.rglob("*")} == before
    assert left(tmp_path) == []


def test_a_folder_laid_out_before_the_mark_listed_files_is_replaced(campaign, again, tmp_path):
    store = again("folder")
    taken = take_snapshot(campaign, store)
    folder = lay_out(taken, store, tmp_path / "worker")
    (folder / ".reelwright" / "snapshot").write_text(f"{taken.digest()}\n")
    (campaign / "survey.csv").write_bytes(b"id\n")
    lay_out(take_snapshot(campaign, store, taken), store, folder)
    assert files_of(folder) == FILES | {"survey.csv": b"id\n"}


def test_nothing_beside_the_folder_is_touched_or_left(campaign, again, tmp_path):
    store = again("folder")
    taken = take_snapshot(campaign, store)
    theirs = [tmp_path / "desk" / name for name in (".plan.old", ".plan.new-ideas")]
    for place in theirs:
        place.mkdir(parents=True)
        (place / "note.txt").write_text("mine")
    folder = lay_out(taken, store, tmp_path / "desk" / "plan")
    (folder / ".git").write_text("gitdir: elsewhere")
    (folder / "out").symlink_to(tmp_path)
    (campaign / "survey.csv").write_bytes(b"id\n")
    lay_out(take_snapshot(campaign, store, taken), store, folder)
    assert sorted(p.name for p in (tmp_path / "desk").iterdir()) == [
        ".plan.new-ideas",
        ".plan.old",
        "plan",
    ]
    assert [(p / "note.txt").read_text() for p in theirs] == ["mine", "mine"]
    assert (folder / ".git").read_text() == "gitdir: elsewhere"
    assert (folder / "out").readlink() == tmp_path


def test_a_link_to_a_folder_stays_a_link(campaign, again, tmp_path):
    store = again("folder")
    (tmp_path / "disk" / "place").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "disk" / "place")
    lay_out(take_snapshot(campaign, store), store, tmp_path / "link")
    assert files_of(tmp_path / "disk" / "place") == FILES
    assert [p.name for p in (tmp_path / "disk").iterdir()] == ["place"]


@pytest.mark.parametrize("name", ["file", "file/below"])
def test_a_file_is_no_place_for_a_folder(campaign, again, tmp_path, name):
    store = again("folder")
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises((InvalidIntake, StoreFailed)) as refused:
        lay_out(take_snapshot(campaign, store), store, tmp_path / name)
    assert "name " in str(refused.value)
    assert "space" not in str(refused.value)
    assert (tmp_path / "file").read_bytes() == b"mine"


def test_a_kept_file_that_was_damaged_is_mended_by_the_next_snapshot(campaign, again, tmp_path):
    store = again("folder")
    taken = take_snapshot(campaign, store)
    (kept,) = [f.asset for f in taken.files if f.path == "survey.csv"]
    (place,) = store.root.glob(f"inputs/??/{kept.sha256}")
    for spoil in (lambda: place.write_bytes(b"damaged"), place.unlink):
        spoil()
        assert take_snapshot(campaign, store, taken, mend=True) is taken
        assert place.read_bytes() == FILES["survey.csv"]
    assert files_of(lay_out(taken, store, tmp_path / "worker")) == FILES


def test_times_follow_the_bytes(campaign, again, tmp_path):
    store = again("folder")
    taken = take_snapshot(campaign, store)
    one, two = (lay_out(taken, store, tmp_path / n) for n in ("one", "two"))
    assert [(one / n).stat().st_mtime_ns for n in FILES] == [
        (two / n).stat().st_mtime_ns for n in FILES
    ]
    assert len({(one / n).stat().st_mtime_ns for n in FILES}) == len(FILES)


def test_a_folder_in_which_a_person_works_is_left_alone(campaign, again, tmp_path):
    store = again("folder")
    taken = take_snapshot(campaign, store)
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "campaign.toml").write_bytes(b"mine")
    with pytest.raises(InvalidIntake, match="a person may work in it"):
        lay_out(taken, store, theirs)
    with pytest.raises(InvalidIntake, match="a person may work in it"):
        lay_out(taken, store, campaign)
    assert files_of(theirs) == {"campaign.toml": b"mine"}


def test_versions_are_kept_in_the_catalogue(campaign, again, tmp_path):
    store, catalogue = again("folder"), Catalogue(tmp_path / "catalogue.db")
    assert (latest_snapshot(catalogue), snapshots(catalogue)) == (None, ())
    first = keep_snapshot(catalogue, take_snapshot(campaign, store))
    assert keep_snapshot(catalogue, take_snapshot(campaign, store, first)) == first
    before = (campaign / "survey.csv").read_bytes()
    (campaign / "survey.csv").write_bytes(b"id\n")
    second = keep_snapshot(catalogue, take_snapshot(campaign, store, latest_snapshot(catalogue)))
    assert [s.version for s in snapshots(catalogue)] == [1, 2]
    assert latest_snapshot(catalogue) == second
    both = first.digests | second.digests
    assert needed(catalogue, None, ()) == both, "a sweep leaves what any version needs"
    (campaign / "survey.csv").write_bytes(before)
    assert keep_snapshot(catalogue, take_snapshot(campaign, store, second)) == first
    assert latest_snapshot(catalogue) == first
    assert snapshots(catalogue) == (first, second)
    catalogue.close()


class TestRefused:
    def test_links_and_what_is_no_file(self, campaign, again, tmp_path):
        store = again("folder")
        secret = tmp_path / "secret"
        secret.write_bytes(b"secret")
        for name, target in (("link.csv", secret), ("library/all", tmp_path)):
            (campaign / name).symlink_to(target)
            with pytest.raises(InvalidIntake, match=r"is a link"):
                take_snapshot(campaign, store)
            (campaign / name).unlink()
        os.mkfifo(campaign / "pipe")
        with pytest.raises(InvalidIntake, match="neither a file nor a folder"):
            take_snapshot(campaign, store)

    @pytest.mark.parametrize(
        "path",
        [
            *("../x", "/etc/x", "a/../../x", "a//b", "./a", "", "out/x", ".reelwright/snapshot"),
            *("a\\b", "C:x", "a\0b", ".git/hooks/x", "a/./b", "a/"),
        ],
    )
    def test_paths_that_lead_elsewhere(self, again, tmp_path, path):
        store = again("folder")
        kept = store.put(b"evil", "x", "x/y", "inputs")
        taken = Snapshot(version=1, files=(SnapshotFile(path=path, asset=kept),))
        with pytest.raises(InvalidIntake, match="no path of a file within a campaign"):
            lay_out(taken, store, tmp_path / "worker" / "spring")
        assert not list(tmp_path.rglob("x"))

    def test_too_much(self, campaign, again, monkeypatch):
        store = again("folder")
        for limit, most in (("MOST_FILES", 4), ("MOST_BYTES", 12), ("MOST_IN_ALL", 30)):
            monkeypatch.setattr(module, limit, most)
            with pytest.raises(InvalidIntake, match="too large"):
                take_snapshot(campaign, store)
            monkeypatch.undo()
        assert take_snapshot(campaign, store).bytes == sum(map(len, FILES.values()))

    def test_a_value_that_is_none(self):
        with pytest.raises(StoreFailed, match="cannot be read"):
            snapshot_of({"files": "all"})


class TestCutOff:
    def test_bytes_that_are_gone_leave_no_folder(self, campaign, again, tmp_path):
        store = again("folder")
        taken = take_snapshot(campaign, store)
        lost = Asset(sha256="0" * 64, media_type="x/y", bytes=3, name="lost")
        more = Snapshot(
            version=2, files=(*taken.files, SnapshotFile(path="z/lost.csv", asset=lost))
        )
        with pytest.raises(Exception, match="'lost'"):
            lay_out(more, store, tmp_path / "worker")
        assert not (tmp_path / "worker").exists()
        assert left(tmp_path) == []

    def test_a_swap_that_was_cut_off_is_undone(self, campaign, again, tmp_path, monkeypatch):
        store = again("folder")
        taken = take_snapshot(campaign, store)
        folder = lay_out(taken, store, tmp_path / "worker")
        (folder / ".reelwright" / "catalogue.db").write_bytes(b"kept here")
        (campaign / "survey.csv").write_bytes(b"id\n")
        newer = take_snapshot(campaign, store, taken)
        real = os.rename

        def killed(one, two):
            # The new folder was to take the old one's place; other threads rename as they like.
            if Path(two) == folder:
                raise KeyboardInterrupt
            real(one, two)

        monkeypatch.setattr(os, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            lay_out(newer, store, folder)
        assert not folder.exists()
        monkeypatch.undo()
        lay_out(newer, store, folder)
        assert (folder / "survey.csv").read_bytes() == b"id\n"
        assert (folder / ".reelwright" / "catalogue.db").read_bytes() == b"kept here"
        assert left(tmp_path) == []

    def test_several_at_once_lay_out_one_folder(self, campaign, again, tmp_path):
        store = again("folder")
        taken = take_snapshot(campaign, store)
        said = []

        def work():
            try:
                said.append(files_of(lay_out(taken, store, tmp_path / "worker")))
            except Exception as problem:
                said.append(problem)

        threads = [threading.Thread(target=work) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert said == [FILES] * 6
        assert left(tmp_path) == []

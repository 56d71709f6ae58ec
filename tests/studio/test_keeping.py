"""What is kept is swept, sealed and laid out anew, and no film and no decision is harmed by it."""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time

import pytest

from reelwright import campaigns, films
from reelwright.domain.errors import StoreFailed
from reelwright.settings import Settings
from reelwright.wiring.places import store

from servers import warm

RULES = [f"--rule={name}=30" for name in ("inputs", "takes", "references", "releases")]


def kept_files(folder):
    """Bytes by path of what is kept under its SHA-256."""
    root = folder / ".reelwright" / "assets"
    return {p.relative_to(root): p.read_bytes() for p in root.glob("*/??/*")}


def tree(folder):
    """Bytes by path of a campaign's folder, without results."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and p.relative_to(folder).parts[0] not in (".reelwright", "out", ".git")
    }


def film_bytes(folder):
    """Hex SHA-256 of every film's file, read through the store."""
    return {f.id: hashlib.sha256(f.file.read_bytes()).hexdigest() for f in films.listed(folder)}


def aged(folder):
    """Let everything that is kept have come 100 days ago."""
    then = time.time() - 100 * 86_400
    for path in (folder / ".reelwright" / "assets").glob("*/??/*"):
        os.utime(path, (then, then))


@pytest.mark.longer
@pytest.mark.proves("S1-04")
def test_a_sweep_takes_what_nothing_needs_and_harms_nothing(told, copy):
    assets = store(copy / ".reelwright", Settings())
    loose = assets.put(b"a take that no film shows", "loose.mp4", "video/mp4", "takes")
    told("snapshot", copy, "--note", "before the sweep")
    first = tree(copy)
    (copy / "campaign.toml").write_text((copy / "campaign.toml").read_text() + "\n# later\n")
    told("snapshot", copy)
    aged(copy)
    before, whole = kept_files(copy), film_bytes(copy)
    assert "no store has a rule" in told("sweep", copy, code=1)
    would = json.loads(told("sweep", copy, *RULES, "--json", who="bob"))
    going = [fate["sha256"] for fate in would["fates"] if fate["why"] == "old"]
    assert loose.sha256 in going
    assert len(going) < len(before) / 4
    said = told("sweep", copy, *RULES, who="bob")
    assert f"{len(going)} file{'s' * (len(going) != 1)}, " in said
    assert "would go; nothing was changed" in said
    assert kept_files(copy) == before
    assert "went" in told("sweep", copy, *RULES, "--yes", who="bob")
    assert {p.name for p in before} - {p.name for p in kept_files(copy)} == set(going)
    assert film_bytes(copy) == whole
    assert [f.sha256 for f in films.listed(copy)] == list(whole.values())
    told("snapshot", copy, "--lay-out", copy.parent / "again", "--version", "1")
    assert tree(copy.parent / "again") == first, "the first snapshot lost nothing"
    # Nothing has to be made anew: all that stands still has its bytes.
    assert campaigns.make(copy, yes=True).made == 0
    assert {row.state for row in campaigns.status(copy)} <= {
        "done",
        "person",
        "approved",
        "undecided",
        "unused",
    }
    assert film_bytes(copy) == whole
    acts = [(e["who"], e["what"]) for e in json.loads(told("audit", copy, "--json"))]
    assert acts.count(("bob", "sweep")) == 1, "a trial run is no act"
    assert acts.count(("ann", "snapshot")) == 2


@pytest.mark.longer
def test_a_sweep_waits_for_a_run_that_is_under_way(copy):
    text = (copy / "campaign.toml").read_text("utf-8").replace("seed = 7", "seed = 8")
    (copy / "campaign.toml").write_text(text, "utf-8")
    aged(copy)
    make = warm.Program(
        [sys.executable, "-m", "reelwright", "make", str(copy), "--yes"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    refused = ""
    try:
        while make.poll() is None and "at work here" not in refused:
            refused = warm.run(
                [sys.executable, "-m", "reelwright", "sweep", str(copy), *RULES, "--yes"],
                capture_output=True,
                text=True,
            ).stderr
    finally:
        assert make.wait(240) == 0
    assert f"process {make.pid} is at work here" in refused
    assert film_bytes(copy)


@pytest.mark.longer
def test_a_snapshot_is_laid_out_byte_by_byte_and_never_over_a_persons_work(told, copy):
    before = tree(copy)
    assert "kept as version 1" in told("snapshot", copy)
    assert "nothing changed since version 1" in told("snapshot", copy)
    (copy / "offers.txt").write_text("three for two")
    assert "kept as version 2" in told("snapshot", copy, who="bob")
    listed = json.loads(told("snapshot", copy, "--list", "--json"))
    found = [(v["version"], v["files"]) for v in listed]
    assert found == [(1, len(before)), (2, len(before) + 1)]
    to = copy.parent / "restored"
    told("snapshot", copy, "--lay-out", to, "--version", "1")
    assert tree(to) == before
    told("snapshot", copy, "--lay-out", to)
    assert tree(to) == tree(copy)
    assert "there are: 1, 2" in told("snapshot", copy, "--lay-out", to, "--version", "3", code=1)
    said = told("snapshot", copy, "--lay-out", copy, code=1)
    assert "a person may work in it" in said
    (to / "offers.txt").write_text("four for three")
    mine = tree(to)
    said = told("snapshot", copy, "--lay-out", to, "--version", "1", code=1)
    assert "offers.txt was changed since it was laid out" in said
    assert tree(to) == mine
    (copy / "offers.txt").unlink()
    assert "again as in version 1" in told("snapshot", copy)
    shutil.rmtree(to / ".reelwright")
    assert "a person may work in it" in told("snapshot", copy, "--lay-out", to, code=1)
    assert "campaign.toml" in told("snapshot", to / "library", code=1)


@pytest.mark.longer
@pytest.mark.proves("S1-04")
def test_films_are_the_same_bytes_once_sealed_once_turned_and_once_opened(
    told, copy, tmp_path, monkeypatch
):
    whole, plain = film_bytes(copy), kept_files(copy)
    file = tmp_path / "films.key"
    told("seal", copy, code=1)
    with_key = {"REELWRIGHT_ENCRYPTION_KEY_FILE": str(file)}
    assert "cannot be read" in told("seal", copy, "--new-key", code=1, **with_key)
    assert not file.exists()
    file.write_bytes(base64.b64encode(bytes(range(32))))
    assert f"{len(plain)} files sealed" in told("seal", copy, **with_key)
    first = kept_files(copy)
    assert {data[:8] for data in first.values()} == {b"RWSEAL1\n"}
    assert "no key is given" in told("make", copy, "--yes", code=1)
    assert f"{len(plain)} files sealed" in told("seal", copy, "--new-key", who="bob", **with_key)
    place = copy / ".reelwright" / "assets" / next(iter(first))
    sealed = place.read_bytes()
    place.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    keys = file.read_text()
    assert "damaged" in told("seal", copy, "--new-key", code=1, **with_key)
    assert file.read_text() == keys, "no key that nothing is sealed with"
    place.write_bytes(sealed)
    newest, oldest = file.read_text().splitlines()
    file.write_text(newest + "\n")
    monkeypatch.setenv("REELWRIGHT_ENCRYPTION_KEY_FILE", str(file))
    assert film_bytes(copy) == whole, "the old key is needed for nothing"
    assert all(kept_files(copy)[path] != first[path] for path in first)
    file.write_text(oldest + "\n")
    assert "another key is given" in told("seal", copy, code=1, **with_key)
    file.write_text(newest + "\n")
    assert f"{len(plain)} files opened" in told("seal", copy, "--undo", **with_key)
    monkeypatch.delenv("REELWRIGHT_ENCRYPTION_KEY_FILE")
    assert film_bytes(copy) == whole
    assert {p: d for p, d in kept_files(copy).items() if p in plain} == plain
    acts = [(e["who"], e["what"]) for e in json.loads(told("audit", copy, "--json"))]
    assert [a for a in acts if "seal" in a[1]] == [
        ("ann", "seal"),
        ("bob", "seal"),
        ("ann", "seal"),
        ("ann", "not done: seal"),
        ("ann", "seal"),
        ("ann", "not done: seal"),
        ("ann", "unseal"),
    ]


@pytest.mark.longer
@pytest.mark.proves("S0-53")
def test_a_person_chooses_what_films_a_scene_and_frees_a_job_that_was_lost(told, copy):
    from reelwright.shooting.filming import Note
    from reelwright.wiring import desk
    from reelwright.workflow.campaign.submissions import Submissions

    film = films.listed(copy)[0]
    shown = told("shot", copy, film.id)
    assert "motion" in shown
    said = told(
        "shot", copy, film.id, "1", "--backend", "motion", "--note", "it is ours", who="bob"
    )
    assert f"scene s1 of {film.storyboard} is filmed by motion" in said
    assert "motion" in told("shot", copy, film.id, "s1")
    missing = told("shot", copy, film.id, "1", "--backend", "openai", code=1)
    assert "no video back end 'openai' is set up; there are: library, motion" in missing
    told("shot", copy, film.id, "1", "--free")
    assert "no submission is unsure" in told("shot", copy, film.id, "1", "--again", code=1)
    catalogue = desk(copy, Settings())
    ledger = Submissions(catalogue, f"{film.storyboard}--s1--1x1")
    ledger.note("k" * 64, Note(state="lost", why="the answer did not come"))
    catalogue.close()
    said = told("shot", copy, film.id, "1", "--again", "--note", "none is listed", who="bob")
    assert "1 job of scene s1" in said
    acts = [(e["who"], e["what"], e["why"]) for e in json.loads(told("audit", copy, "--json"))[-3:]]
    assert acts == [
        ("bob", "use", "it is ours"),
        ("ann", "free", ""),
        ("bob", "again", "none is listed"),
    ]
    assert "no submission is unsure" in told("shot", copy, film.id, "1", "--again", code=1)


@pytest.mark.longer
@pytest.mark.proves("S1-04")
def test_a_base_is_sealed_searched_and_opened(told, tmp_path):
    from makers.bases import write_pictures

    file = tmp_path / "bases.key"
    file.write_bytes(base64.b64encode(bytes(range(32))))
    home = {"REELWRIGHT_LIBRARY": str(tmp_path / "home")}
    keyed = home | {"REELWRIGHT_ENCRYPTION_KEY_FILE": str(file)}
    paths = write_pictures(tmp_path / "in", 2)
    told("library", "new", "garden", "--space", "embed/descriptors", **home)
    told("library", "add", "garden", tmp_path / "in", "--approve", **home)
    lie = list((tmp_path / "home" / "garden" / "assets").glob("references/??/*"))
    assert sorted(p.read_bytes() for p in lie) == sorted(p.read_bytes() for p in paths)
    assert "2 files of garden sealed" in told("library", "seal", "garden", **keyed)
    assert {p.read_bytes()[:8] for p in lie} == {b"RWSEAL1\n"}
    found = json.loads(told("library", "search", "--picture", paths[1], "--json", **keyed))
    assert found["found"][0]["score"] > 0.97
    assert "owner" in told("library", "seal", "garden", who="bob", code=1, **keyed)
    assert "2 files of garden opened" in told("library", "seal", "garden", "--undo", **keyed)
    assert sorted(p.read_bytes() for p in lie) == sorted(p.read_bytes() for p in paths)


def test_a_folder_that_is_moved_while_it_is_made_is_named_and_nothing_stray_is_left(copy):
    moved = copy.with_name("moved")

    def moves(heard):
        # Only what lies in the out folder is left to do then.
        if heard.kind == "end":
            copy.rename(moved)

    with pytest.raises(StoreFailed, match=r"fernhill is no longer there.*goes on from there"):
        campaigns.make(copy, yes=True, listener=moves)
    assert not copy.exists()
    again = campaigns.make(moved, yes=True)
    assert (again.made, again.exported.films) == (0, 1)

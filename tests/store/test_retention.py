"""A rule for each store, enforced by a sweep that says what went, what stays, and why."""

import os
import time

import pytest

from reelwright.domain.errors import InvalidIntake, NotFound
from reelwright.store.catalogue import Catalogue, Result, now
from reelwright.store.jobs import Jobs
from reelwright.store.retention import DAY, digests_in, needed, sweep


def four(store):
    return {
        n: store.put(n.encode(), f"{n}.bin", "x/y", n)
        for n in ("inputs", "takes", "references", "releases")
    }


@pytest.mark.proves("S1-04")
def test_what_is_older_than_its_rule_and_not_needed_goes(shelves):
    kept = four(shelves)
    needed = shelves.put(b"a take in a film", "b.bin", "x/y", "takes")
    later = time.time() + 100 * DAY
    rules = {"takes": 90, "inputs": 365}
    would = sweep(shelves, rules, {needed.sha256}, later, dry_run=True)
    assert [fate.sha256 for fate in would.gone] == [kept["takes"].sha256]
    assert shelves.path(kept["takes"]), "a trial takes nothing"
    done = sweep(shelves, rules, {needed.sha256}, later)
    assert done.fates == would.fates
    why = {fate.sha256: fate.why for fate in done.fates}
    assert why == {
        kept["takes"].sha256: "old",
        needed.sha256: "needed",
        kept["inputs"].sha256: "young",
        kept["references"].sha256: "no rule",
        kept["releases"].sha256: "no rule",
    }
    with pytest.raises(NotFound):
        shelves.path(kept["takes"])
    assert shelves.path(needed).read_bytes() == b"a take in a film"
    gone = [row for row in shelves.log() if row["act"] == "delete"]
    assert [(row["space"], row["sha256"]) for row in gone] == [("takes", kept["takes"].sha256)]
    assert gone[0]["name"] == "kept for 90 days"
    said = "\n".join(done.lines())
    assert "takes: 1 went (old" in said
    assert "takes: 1 stay (needed" in said


def test_nothing_goes_without_a_rule(shelves):
    kept = four(shelves)
    done = sweep(shelves, {}, (), time.time() + 10_000 * DAY)
    assert done.gone == ()
    assert all(shelves.path(one) for one in kept.values())


@pytest.mark.proves("S1-04")
def test_the_access_log_has_a_rule_too(shelves):
    kept = four(shelves)
    now = time.time()
    assert sweep(shelves, {"access": 30}, (), now + 29 * DAY).log_files == 0
    assert {row["sha256"] for row in shelves.log()} >= {one.sha256 for one in kept.values()}
    assert sweep(shelves, {"access": 30}, (), now + 31 * DAY, dry_run=True).log_files >= 1
    assert sweep(shelves, {"access": 30}, (), now + 31 * DAY).log_files >= 1
    rows = list(shelves.log())
    assert {row["act"] for row in rows} == {"delete"}, "that lines went is noted"


def test_keeping_the_same_bytes_again_makes_them_young(again):
    store = again("folder")
    kept = store.put(b"asked for again", "a", "x/y", "takes")
    place = store.path(kept)
    old = time.time() - 100 * DAY
    os.utime(place, (old, old))
    store.put(b"asked for again", "a", "x/y", "takes")
    assert sweep(store, {"takes": 90}, ()).gone == ()
    os.utime(place, (old, old))
    assert len(sweep(store, {"takes": 90}, ()).gone) == 1


def test_what_the_bucket_holds_for_half_a_day_is_sent_again(again, monkeypatch):
    from reelwright.store import bucket

    store = again("bucket")
    store.put(b"asked for again", "a", "x/y", "takes")
    (first,) = store.kept("takes")
    time.sleep(1.1)
    store.put(b"asked for again", "a", "x/y", "takes")
    assert list(store.kept("takes")) == [first]
    monkeypatch.setattr(bucket, "FRESH", 0)
    store.put(b"asked for again", "a", "x/y", "takes")
    (second,) = store.kept("takes")
    assert second.at > first.at


def test_half_written_files_go_after_an_hour(shelves, tmp_path):
    root = getattr(shelves, "cache", shelves).root
    (root / "takes" / "ab").mkdir()
    files = [root / "takes" / "ab" / ".part-x", root / ".part-y"]
    for path in files:
        path.write_bytes(b"half")
    assert sweep(shelves, {}, ()).leftovers == 0
    assert sweep(shelves, {}, (), time.time() + 4000, dry_run=True).leftovers == 2
    assert sweep(shelves, {}, (), time.time() + 4000).leftovers == 2
    assert not any(path.exists() for path in files)


@pytest.mark.parametrize(
    ("rules", "said"),
    [({"films": 3}, "no store 'films'"), ({"takes": 0}, "takes"), ({"takes": 1.5}, "1.5")],
)
def test_rules_that_mean_nothing_are_refused(again, rules, said):
    with pytest.raises(InvalidIntake, match=said):
        sweep(again("folder"), rules, ())


def test_digests_are_found_anywhere_in_a_result():
    asset = {"sha256": "a" * 64, "media_type": "x/y", "bytes": 1, "name": "a"}
    value = {"scenes": [{"still": asset}, {"still": {**asset, "sha256": "b" * 64}}], "sha256": "no"}
    assert set(digests_in(value)) == {"a" * 64, "b" * 64}


def result(key, item, sha, digest="d", stage="take"):
    return Result(key, stage, item, {"film": "d0"}, {"file": {"sha256": sha}}, digest, 1.0, now())


@pytest.mark.proves("S1-04")
def test_a_result_whose_bytes_go_is_made_anew_and_told_of_as_before(database, tmp_path):
    catalogue = Catalogue(database)
    jobs = Jobs(tmp_path / "jobs.db")
    shas = {n: n * 64 for n in "abcdefg"}
    catalogue.keep(result("k1", "s1", shas["a"], "d1"))
    catalogue.keep(result("k2", "s1", shas["b"], "d2"))
    catalogue.keep(result("k3", "s2", shas["c"], "made"))
    catalogue.keep_edit("take/s2", "made", {"file": {"sha256": shas["d"]}}, "ann")
    catalogue.keep(result("k4", "s2", shas["d"], "edited"))
    catalogue.keep(result("k5", "lamp", shas["e"], "d0", "film"))
    catalogue.keep(result("k6", "lamp", shas["f"], "d6", "film"))
    catalogue.keep(result("k7", "lamp", shas["g"], "d7", "release"))
    catalogue.keep(result("k8", "lamp", "9" * 64, "d8", "release"))
    jobs.ask([("j", {"picture": {"sha256": "1" * 64}})], batch="b", limit_s=60)
    # What was released once stays with its film, however often it was made anew since.
    stays = {shas[n] for n in "bdefg"} | {"9" * 64, "1" * 64}
    assert needed(catalogue, jobs, ("release",)) == stays
    lost = {shas["a"], shas["b"], shas["c"]}
    assert catalogue.set_aside(lambda value: not lost.isdisjoint(digests_in(value))) == 1
    assert catalogue.result("k1") is None
    assert catalogue.result("k2") is not None, "it stands, whatever was said of its bytes"
    assert catalogue.result("k3") is not None, "an edit stands in for it, and can be undone"
    assert [r.digest for r in catalogue.versions("take", "s1")] == ["d1", "d2"]
    assert catalogue.set_aside(lambda value: True) == 2, "the film and release before"
    jobs.close()


def test_what_is_asked_for_again_at_the_last_moment_stays(shelves):
    kept = four(shelves)
    told = []

    def before(lost):
        told.append(lost)
        return {kept["takes"].sha256}

    later = time.time() + 100 * DAY
    done = sweep(shelves, {"takes": 90, "inputs": 90}, (), later, before=before)
    assert told == [{kept["takes"].sha256, kept["inputs"].sha256}]
    assert [fate.sha256 for fate in done.gone] == [kept["inputs"].sha256]
    assert shelves.path(kept["takes"])


def test_the_same_bytes_in_another_store_are_not_lost(shelves):
    for namespace in ("takes", "references"):
        kept = shelves.put(b"one picture", "a.png", "image/png", namespace)
    told = []
    sweep(
        shelves,
        {"takes": 9},
        (),
        time.time() + 10 * DAY,
        before=lambda lost: told.append(lost) or (),
    )
    assert told == []
    assert shelves.path(kept).read_bytes() == b"one picture"

"""Runs killed at random moments over a campaign on SQLite: nothing is lost, repeated or locked.

    python -m pytest tests/longer/test_chaos.py -s

200 kills take about 25 minutes on two quiet cores; CHAOS_KILLS=20 has fewer, CHAOS_SEED=2 has
others. Each round starts from a campaign of which nothing was made; its runs are killed, process
group and all, until one gets to its end. A kill falls while the program is being imported, among
the steps, in the middle of a write (the moment after something was kept), or near the end.
"""

import fcntl
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reelwright.domain.base import digest_of
from reelwright.release import read_credentials
from reelwright.workflow.build.bench import LIVES
from workflow.conftest import OTHER, SEGMENT, small_campaign

KILLS = int(os.environ.get("CHAOS_KILLS", "200"))
SEED = int(os.environ.get("CHAOS_SEED", "1"))

WAIT = 120.0
"""Seconds within which a run has to get on, on a busy machine."""

MOMENTS = (("import", 0.25), ("step", 0.35), ("write", 0.25), ("end", 0.15))
"""Where kills fall, and their shares."""

RESULTS = "select number, key, stage, item, digest, made_at, value from results order by number"


@dataclass(frozen=True)
class Kept:
    """What a workspace held at a moment: results by key, events, steps that the engine noted."""

    results: dict[str, tuple]
    events: list[tuple]
    steps: dict[tuple, tuple]

    def of(self, stage: str) -> list[tuple]:
        return [row for row in self.results.values() if row[2] == stage]


@dataclass
class Figures:
    kills: Counter = field(default_factory=Counter)
    given_up: int = 0
    rounds: int = 0
    starts: list[float] = field(default_factory=list)
    leases: int = 0


def asked(path: Path, question: str) -> list[tuple]:
    if not path.exists():
        return []
    with closing(sqlite3.connect(path, timeout=30)) as db:
        try:
            return db.execute(question).fetchall()
        except sqlite3.OperationalError as problem:
            if "no such table" not in str(problem):
                raise
            return []  # killed before the tables were there


class Workplace:
    def __init__(self, folder: Path):
        self.folder, self.state = folder, folder / ".reelwright"

    def kept(self) -> Kept:
        results = asked(self.state / "catalogue.db", RESULTS)
        keys = [row[1] for row in results]
        assert len(keys) == len(set(keys)), "a row a key"
        events = asked(
            self.state / "catalogue.db", "select id, kind, stage, item, body from events"
        )
        steps = asked(
            self.state / "workflow.db",
            "select workflow_uuid, function_id, function_name, output, error "
            "from operation_outputs",
        )
        return Kept({r[1]: r for r in results}, events, {s[:3]: s for s in steps})

    def sound(self) -> None:
        """Both databases are whole, and nobody holds them."""
        for name in ("catalogue.db", "workflow.db"):
            if (path := self.state / name).exists():
                with closing(sqlite3.connect(path, timeout=1)) as db:
                    assert db.execute("pragma quick_check").fetchall() == [("ok",)], name
                    db.execute("begin immediate")
                    db.rollback()

    def locked(self) -> list[str]:
        """Leases that somebody holds."""
        found = []
        for path in sorted((self.state / "leases").glob("*")):
            with path.open("r+") as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    found.append(path.name)
        return found

    def start(self) -> subprocess.Popen:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("REELWRIGHT_")}
        with (self.folder.parent / "said.txt").open("w") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "reelwright", "make", str(self.folder), "--yes"],
                stdout=said,
                stderr=subprocess.STDOUT,
                env=environment | {"REELWRIGHT_WHO": "ann"},
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return (self.folder.parent / "said.txt").read_text(encoding="utf-8")


def until(true, process, limit=WAIT) -> bool:
    """Wait for something while a run is alive; False: it ended first."""
    end = time.monotonic() + limit
    while not true():
        if process.poll() is not None:
            return False
        assert time.monotonic() < end, "the run does not get on: is something locked?"
        time.sleep(0.01)
    return True


def told(place: Workplace, after: int) -> list[tuple]:
    return asked(
        place.state / "catalogue.db",
        f"select kind, stage from events where id > {after} order by id",
    )


def killed(place: Workplace, moment: str, by: random.Random, figures: Figures) -> bool:
    """Start a run and kill it at some moment; False: it came to the campaign's end before."""
    last = max((e[0] for e in place.kept().events), default=0)
    began = time.monotonic()
    process = place.start()
    if moment == "import":
        wait = by.uniform(0.0, 3.0)
    else:
        alive = until(lambda: told(place, last), process)
        if alive:
            figures.starts.append(time.monotonic() - began)
        if moment == "end":
            late = {"checks", "release", ""}
            until(lambda: any(s in late for _, s in told(place, last)), process)
            wait = by.uniform(0.0, 1.5)
        elif moment == "write":
            # A result, or a step of the engine, was kept this very moment.
            more = by.randint(1, 6)
            until(lambda: len(told(place, last)) > more, process)
            wait = by.uniform(0.0, 0.02)
        else:
            wait = by.uniform(0.0, 4.0)
    try:
        process.wait(wait)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        figures.kills[moment] += 1
        return True
    return gave_up(process.returncode, place, figures)


def gave_up(code: int, place: Workplace, figures: Figures) -> bool:
    """Whether a run gave up an item that its processes had died over; the next tries it again."""
    if code and f"was begun {LIVES} times" in " ".join(place.said.split()):
        figures.given_up += 1
        return True
    assert code == 0, place.said[-3000:]
    return False


def stands(before: Kept, after: Kept) -> None:
    """What was finished stands, as it was, and nothing of it was begun again."""
    for key, row in before.results.items():
        assert after.results.get(key) == row, f"{row[2]} {row[3]} is not what it was"
    there = {(r[2], r[3]) for r in before.results.values()}
    last = max((e[0] for e in before.events), default=0)
    again = [(e[2], e[3]) for e in after.events if e[0] > last and e[1] == "begin"]
    assert not there & set(again), "a finished result was made again"
    for name, step in before.steps.items():
        assert after.steps.get(name, step) == step, f"step {name} was worked on again"


def films(kept: Kept) -> dict[str, str]:
    return {r[3]: json.loads(r[6])["file"]["sha256"] for r in kept.of("film")}


def results(kept: Kept) -> dict[tuple, str]:
    """What every result is, but for signatures, which are the workspace's, and seconds spent."""
    own = ("release", "campaign", "opening", "shelf", "submission")
    return {(r[2], r[3]): _timeless(r) for r in kept.results.values() if r[2] not in own}


def _timeless(row: tuple) -> str:
    return row[4] if row[2] != "attempt" else digest_of(json.loads(row[6])["take"])


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """A campaign of two segments with a film of six seconds each, of which nothing was made."""
    bench = small_campaign(tmp_path_factory.mktemp("chaos") / "fernhill", pictures=6)
    bench.change("campaign.toml", f'["{SEGMENT}"]', f'["{OTHER}", "{SEGMENT}"]')
    return bench.folder


def test_runs_killed_at_random_moments_lose_repeat_and_lock_nothing(fresh, tmp_path):
    whole = Workplace(shutil.copytree(fresh, tmp_path / "whole" / "fernhill"))
    assert whole.start().wait() == 0, whole.said
    unkilled = whole.kept()
    assert len(films(unkilled)) == 2
    by, figures = random.Random(SEED), Figures()
    began = time.monotonic()
    while figures.kills.total() < KILLS:
        place = Workplace(shutil.copytree(fresh, tmp_path / f"round-{figures.rounds}" / "fernhill"))
        figures.rounds += 1
        one_round(place, by, figures)
        alike(place, unkilled, figures)
        shutil.rmtree(place.folder.parent)
        told_so_far(figures, time.monotonic() - began)
    assert figures.kills.total() == KILLS
    assert figures.leases == 0, "every lease was given back"
    assert KILLS < 50 or set(figures.kills) == {m for m, _ in MOMENTS}


def one_round(place: Workplace, by: random.Random, figures: Figures) -> None:
    """Kill the runs of a campaign until one ends, or the last kill is done and one is let be."""
    before = place.kept()
    names, shares = zip(*MOMENTS, strict=True)
    while figures.kills.total() < KILLS:
        ended = not killed(place, by.choices(names, shares)[0], by, figures)
        after = place.kept()
        stands(before, after)
        place.sound()
        assert place.locked() == [], "a dead process holds nothing"
        before = after
        if ended:
            return
    while gave_up(place.start().wait(), place, figures):
        pass
    stands(before, place.kept())


def alike(place: Workplace, unkilled: Kept, figures: Figures) -> None:
    """A campaign that was killed so often is the one that never was."""
    kept = place.kept()
    assert films(kept) == films(unkilled), "the films' bytes"
    assert results(kept) == results(unkilled), "everything that they were made from"
    done = Counter(
        (e[2], e[3]) for e in kept.events if e[1] == "done" and json.loads(e[4])["fresh"]
    )
    assert max(done.values()) == 1, "each was made once"
    assert not list((place.folder / "out").glob(".*")), "nothing half-written was left to a person"
    for name in films(kept):
        film = place.folder / "out" / name / f"{name}.mp4"
        assert read_credentials(film).state == "valid"
    figures.leases = max(figures.leases, len(list((place.state / "leases").glob("*"))))
    open_ = asked(
        place.state / "workflow.db",
        "select workflow_uuid, status from workflow_status where status in ('PENDING', 'ENQUEUED')",
    )
    assert open_ == [], "no work is left that nobody will do"


def told_so_far(figures: Figures, seconds: float) -> None:
    starts = sorted(figures.starts) or [0.0]
    print(
        f"{figures.kills.total()} kills in {figures.rounds} rounds, {seconds:.0f} s: "
        f"{dict(figures.kills)}; a run began its work {starts[len(starts) // 2]:.1f} s after its "
        f"start (at most {starts[-1]:.1f} s); an item was given up {figures.given_up} times, and "
        "made by the next run; films equal in every round",
        flush=True,
    )

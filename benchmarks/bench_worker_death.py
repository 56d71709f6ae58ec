"""Seconds from a run's sudden death to the moment at which another worker has its work.

Run on a quiet machine: `python benchmarks/bench_worker_death.py`; about four minutes. A run of a
small campaign is killed in the middle of its shooting (SIGKILL, its whole process group) while a
`reelwright worker` of the same folder waits for work. Limit: 2 s until the worker owns the run's
workflows, the slowest of ten deaths. How long it then takes until the next item is begun is printed
beside it: that goes through what is finished first.
"""

import os
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FERNHILL = ROOT / "examples" / "fernhill"
ONE = "family-carers-in-the-middle"
DEATHS = 10
LIMITS = {"noticed_seconds": 2.0}
WAIT = 300.0

OWNERS = "select executor_id from workflow_status where status = 'PENDING'"
SHOT = "select count(*) from results where stage = 'recording'"
BEGUN = "select count(*) from events where kind = 'begin' and id > {}"
LAST = "select max(id) from events"


def program(*words: str) -> subprocess.Popen[str]:
    """A command of ours, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "reelwright", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def asked(file: Path, question: str) -> list[tuple[object, ...]]:
    """Rows of a database that others write."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=30)) as db:
        return db.execute(question).fetchall()


def until(true: Callable[[], bool]) -> float:
    """The moment at which something is so, to some five milliseconds."""
    end = time.perf_counter() + WAIT
    while not true():
        if time.perf_counter() > end:
            sys.exit("it did not come to that")
        time.sleep(0.005)
    return time.perf_counter()


def killed(process: subprocess.Popen[str]) -> float:
    """Kill a process and all that it started; returns when."""
    began = time.perf_counter()
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return began


def death(folder: Path) -> tuple[float, float]:
    """Seconds until a worker owns what a killed run left, and until it begins an item of it."""
    workflows = folder / ".reelwright" / "workflow.db"
    catalogue = folder / ".reelwright" / "catalogue.db"

    def owners() -> set[object]:
        return {owner for (owner,) in asked(workflows, OWNERS)}

    run = program("make", str(folder), "--yes")
    until(lambda: asked(catalogue, SHOT)[0][0] != 0)
    worker = program("worker", str(folder))
    assert worker.stdout
    if "takes work" not in (said := worker.stdout.readline()):
        sys.exit(said + worker.stdout.read())
    before = owners()
    if run.poll() is not None or not before:
        sys.exit("the run was over before it could be killed")
    last = asked(catalogue, LAST)[0][0]
    at = killed(run)
    noticed = until(lambda: bool(owners() - before)) - at
    begun = until(lambda: asked(catalogue, BEGUN.format(last))[0][0] != 0) - at
    killed(worker)
    return noticed, begun


def drawn(place: Path) -> Path:
    """Fernhill with one film of ten seconds, made as far as its pictures."""
    left = shutil.ignore_patterns("out", ".reelwright", "draw")
    folder = Path(shutil.copytree(FERNHILL, place / "drawn", ignore=left))
    path = folder / "campaign.toml"
    head, _, _ = path.read_text(encoding="utf-8").partition("[wanted]")
    wanted = f'[wanted]\nseconds = 10\nformats = ["1:1"]\nsegments = ["{ONE}"]\nseed = 7\n'
    path.write_text(head + wanted, encoding="utf-8")
    done = program("continuity", str(folder), "--yes")
    said, _ = done.communicate()
    if done.returncode:
        sys.exit(said[-2000:])
    return folder


def main() -> int:
    """Print the figures, last; 1 when one is over its limit."""
    noticed: list[float] = []
    begun: list[float] = []
    with tempfile.TemporaryDirectory() as place:
        base = drawn(Path(place))
        for n in range(DEATHS):
            folder = Path(shutil.copytree(base, Path(place) / f"death-{n}"))
            seconds, more = death(folder)
            print(f"death {n + 1}: noticed in {seconds:.2f} s, next item begun in {more:.2f} s")
            noticed.append(seconds)
            begun.append(more)
            shutil.rmtree(folder)
    print(
        f"noticed: median {statistics.median(noticed):.2f} s, {min(noticed):.2f} to "
        f"{max(noticed):.2f} s; next item begun: median {statistics.median(begun):.2f} s"
    )
    figures = {"noticed_seconds": max(noticed)}
    over = False
    for name, value in figures.items():
        word = "ok" if value <= LIMITS[name] else "over"
        over |= word == "over"
        print(f"figure {name} {value:.3f} limit {LIMITS[name]:g} {word}")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())

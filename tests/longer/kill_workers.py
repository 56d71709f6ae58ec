"""Workers that share no disk are killed at random while they make a campaign.

    python tests/longer/kill_workers.py [--kills 50] [--seed 1]

Two workers on a fresh PostgreSQL server and an S3 bucket, each with a temporary folder of its own
and none of the campaign; now one, now the other is killed (SIGKILL) after a random while and
another comes in its place. Campaigns are made one after the other until enough were killed. Ends
with 1 unless every film has the bytes that it has without a kill, no step that was finished was
done again, and nothing is left locked.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
TESTS, ROOT = HERE.parent, HERE.parents[1]
sys.path[:0] = [str(TESTS), str(ROOT / "src")]

import psycopg  # noqa: E402

from workflow.conftest import OTHER, SEGMENT, small_campaign  # noqa: E402

from servers.rented import rented  # noqa: E402


class Machines:
    """Processes that share a server and no disk."""

    def __init__(self, root: Path, env: dict[str, str]) -> None:
        self.root, self.env, self.count = root, env, 0

    def start(self, *words: str) -> subprocess.Popen:
        self.count += 1
        home = self.root / f"machine-{self.count}"
        home.mkdir()
        # What a worker says, and what it would write by mistake, lies in its own folder.
        with (home / "said").open("w") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "reelwright", *words],
                stdout=said,
                stderr=subprocess.STDOUT,
                cwd=home,
                env=self.env | {"HOME": str(home), "TMPDIR": str(home)},
                start_new_session=True,
            )

    def worker(self) -> subprocess.Popen:
        return self.start("worker")


def campaign(folder: Path) -> Path:
    """Two segments, one film of six seconds each."""
    bench = small_campaign(folder)
    bench.change("campaign.toml", f'["{SEGMENT}"]', f'["{OTHER}", "{SEGMENT}"]')
    return bench.folder


def films(folder: Path, env: dict[str, str]) -> dict[str, str]:
    """SHA-256 of every film that stands, by id."""
    program = (
        "import hashlib, json, sys; from reelwright.studio import films\n"
        "found = films.listed(sys.argv[1])\n"
        "print(json.dumps({f.id: hashlib.sha256(f.file.read_bytes()).hexdigest() for f in found}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)], env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def space(folder: Path) -> str:
    place = (folder / ".reelwright" / "place").read_text().strip()
    return "reelwright_" + place.replace("-", "_")


def repeated(url: str, schema: str) -> list[str]:
    """Items that were made afresh more often than once."""
    with psycopg.connect(url) as session:
        made = session.execute(
            f"select 1 from {schema}.events where kind = 'done' and body like '%\"fresh\": true%'"
        ).fetchall()
        if not made:
            return ["nothing was noted as made"]
        rows = session.execute(
            f"select stage, item, count(*) from {schema}.events where kind = 'done' "
            "and body like '%\"fresh\": true%' group by stage, item having count(*) > 1"
        ).fetchall()
    return [f"{stage} {item}: {n} times" for stage, item, n in rows]


def unfinished(url: str) -> int:
    """Runs, and parts of runs, that nobody ended."""
    with psycopg.connect(url) as session:
        rows = session.execute(
            "select 1 from reelwright_runs.workflow_status where status in ('PENDING', 'ENQUEUED')"
        ).fetchall()
    return len(rows)


def locks(url: str) -> int:
    with psycopg.connect(url) as session:
        rows = session.execute("select 1 from pg_locks where locktype = 'advisory'").fetchall()
    return len(rows)


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--kills", type=int, default=50)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--longest", type=float, default=9.0, help="seconds between kills")
    given = asked.parse_args()
    draw = random.Random(given.seed)
    root = Path(tempfile.mkdtemp(prefix="kill-workers-"))
    wrong: list[str] = []
    kills = rounds = 0
    with rented() as env:
        env["PYTHONPATH"] = str(ROOT / "src")
        url = env["REELWRIGHT_DATABASE_URL"]
        machines = Machines(root, env)
        alone = campaign(root / "alone" / "fernhill")
        plain = {k: v for k, v in env.items() if not k.startswith("REELWRIGHT_")}
        subprocess.run(
            [sys.executable, "-m", "reelwright", "make", str(alone), "--yes"],
            env=plain,
            check=True,
            capture_output=True,
        )
        right = films(alone, plain)
        print(f"without a kill: {len(right)} films", flush=True)
        workers = [machines.worker(), machines.worker()]
        while kills < given.kills:
            rounds += 1
            folder = campaign(root / f"round-{rounds}" / "fernhill")
            make = machines.start("make", str(folder), "--yes")
            here = 0
            while make.poll() is None:
                time.sleep(draw.uniform(0.3, given.longest))
                if make.poll() is None and kills < given.kills:
                    n = draw.randrange(2)
                    os.killpg(workers[n].pid, signal.SIGKILL)
                    workers[n].wait()
                    workers[n] = machines.worker()
                    kills, here = kills + 1, here + 1
            log = (root / f"machine-{machines.count - here}" / "said").read_text()
            if make.returncode:
                wrong.append(f"round {rounds}: make ended with {make.returncode}: {log[-900:]}")
                break
            made = films(folder, env)
            if made != right:
                wrong.append(f"round {rounds}: other films: {made} instead of {right}")
            wrong += [f"round {rounds}: {what}" for what in repeated(url, space(folder))]
            began = time.monotonic()
            again = machines.start("make", str(folder), "--yes")
            again.wait(timeout=120)
            text = (root / f"machine-{machines.count}" / "said").read_text()
            if "0 made" not in text:
                wrong.append(f"round {rounds}: made again after the end: {text[-900:]}")
            print(
                f"round {rounds}: {here} kills, same films: {made == right}, "
                f"again in {time.monotonic() - began:.1f} s",
                flush=True,
            )
        for worker in workers:
            worker.terminate()
        ended = [worker.wait(timeout=120) for worker in workers]
        if any(ended):
            wrong.append(f"workers ended with {ended}")
        if left := unfinished(url):
            wrong.append(f"{left} runs are left unfinished")
        if left := locks(url):
            wrong.append(f"{left} locks are left")
    shutil.rmtree(root, ignore_errors=True)
    print(f"{kills} kills in {rounds} campaigns: {'; '.join(wrong) or 'nothing lost or repeated'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

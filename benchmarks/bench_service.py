"""The service under load: 200 clients poll and 20 follow events while a campaign is made.

    python benchmarks/bench_service.py [--clients 200] [--streams 20] [--seconds 30]

A service and a worker run in processes of their own, over files. Prints the share of failed
requests, the 50th and 99th percentile of reads, and the latter as a ratio to the limit of 300 ms.
Ends with 1 over the limit, or where a request failed.
"""

import argparse
import asyncio
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx2

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 0.3
"""Seconds that 99 of 100 reads take at most."""
KEYS = 20
PATHS = ("/api/orders/{order}", "/api/campaigns", "/api/campaigns/fernhill/status", "/api/session")


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--streams", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30)
    return parser.parse_args()


def started(words: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    """A command of ours in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "reelwright", *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def found(address: str, word: str) -> tuple[list[str], str]:
    """Found the house, make keys, ask for the campaign: the keys' secrets, and the order's id."""
    with httpx2.Client(base_url=address, timeout=60) as http:
        wanted = {"word": word, "name": "ann", "password": "a long enough word"}
        proof = http.post("/api/founding", json=wanted).raise_for_status().json()["proof"]
        headers = {"X-Reelwright-Proof": proof}
        secrets = [
            http.post("/api/keys", json={"label": str(n), "scopes": ["admin"]}, headers=headers)
            .raise_for_status()
            .json()["secret"]
            for n in range(KEYS)
        ]
        path = "/api/campaigns/fernhill/orders"
        order = http.post(path, json={"yes": True}, headers=headers).raise_for_status().json()
        return secrets, order["id"]


async def polls(
    address: str, secret: str, paths: list[str], ends: float, took: list[float], bad: list[str]
) -> None:
    """Ask once a second until it ends."""
    headers = {"Authorization": f"Bearer {secret}"}
    # Plain HTTP: 200 readings of the authorities for TLS would be what is measured.
    async with httpx2.AsyncClient(
        base_url=address, headers=headers, timeout=30, verify=False
    ) as http:
        turn = 0
        while time.monotonic() < ends:
            path, turn = paths[turn % len(paths)], turn + 1
            began = time.monotonic()
            try:
                answer = await http.get(path)
                if answer.status_code != 200:
                    bad.append(f"{path}: {answer.status_code} {answer.text[:100]}")
            except httpx2.HTTPError as problem:
                bad.append(f"{path}: {type(problem).__name__}")
            took.append(time.monotonic() - began)
            await asyncio.sleep(max(0.0, began + 1 - time.monotonic()))


async def follows(address: str, secret: str, ends: float, heard: list[str], bad: list[str]) -> None:
    """Follow events until it ends."""
    headers = {"Authorization": f"Bearer {secret}"}
    async with (
        httpx2.AsyncClient(base_url=address, headers=headers, timeout=60, verify=False) as http,
        http.stream("GET", "/api/events?after=0") as answer,
    ):
        if answer.status_code != 200:
            bad.append(f"/api/events: {answer.status_code}")
            return
        async for line in answer.aiter_lines():
            if line.startswith("id:"):
                heard.append(line)
            if time.monotonic() > ends:
                return


async def load(address: str, secrets: list[str], order: str, given: argparse.Namespace) -> int:
    took: list[float] = []
    heard: list[str] = []
    bad: list[str] = []
    ends = time.monotonic() + given.seconds
    paths = [p.format(order=order) for p in PATHS]
    clients: list[asyncio.Task[None]] = []
    for n in range(given.clients):
        turned = paths[n % len(paths) :] + paths[: n % len(paths)]
        task = polls(address, secrets[n % KEYS], turned, ends, took, bad)
        clients.append(asyncio.create_task(task))
        await asyncio.sleep(1 / given.clients)  # people do not all ask in one moment
    streams = [
        asyncio.create_task(follows(address, secrets[n % KEYS], ends, heard, bad))
        for n in range(given.streams)
    ]
    await asyncio.gather(*clients)
    for stream in streams:
        stream.cancel()
    await asyncio.gather(*streams, return_exceptions=True)
    cuts = statistics.quantiles(took, n=100)
    print(f"{len(took)} reads of {given.clients} clients, {len(heard)} events to {given.streams}")
    print(f"failed: {len(bad)}{f', first: {bad[0]}' if bad else ''}")
    print(f"reads: median {cuts[49] * 1000:.0f} ms, 99th {cuts[98] * 1000:.0f} ms")
    print(f"99th to the limit of {LIMIT * 1000:.0f} ms: {cuts[98] / LIMIT:.2f}")
    return int(bool(bad) or cuts[98] > LIMIT or not heard)


def main() -> int:
    given = asked()
    with tempfile.TemporaryDirectory(prefix="bench-service-") as scratch:
        home = Path(scratch)
        ignore = shutil.ignore_patterns("out", ".reelwright", "draw")
        shutil.copytree(ROOT / "examples" / "fernhill", home / "campaigns/fernhill", ignore=ignore)
        environment = {k: v for k, v in os.environ.items() if not k.startswith("REELWRIGHT_")}
        environment |= {
            "REELWRIGHT_LIBRARY": str(home / "library"),
            "REELWRIGHT_CAMPAIGNS": str(home / "campaigns"),
            "REELWRIGHT_WHO": "ann",
        }
        os.environ.update(environment)
        from reelwright.studio import house

        house.adopt(home / "campaigns/fernhill", "fernhill")
        service = started(["service", "--port", "0"], environment)
        worker = started(["worker"], environment)
        try:
            said = ""
            while "word " not in said:
                said += service.stdout.readline()  # pyright: ignore[reportOptionalMemberAccess]
            address = re.findall(r"http://\S+?(?=;)", said)[0]
            word = re.findall(r"word (\S+)", said)[0]
            secrets, order = found(address, word)
            return asyncio.run(load(address, secrets, order, given))
        finally:
            for process in (worker, service):
                process.terminate()
            for process in (worker, service):
                process.wait(90)


if __name__ == "__main__":
    sys.exit(main())

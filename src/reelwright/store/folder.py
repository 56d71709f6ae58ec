"""Bytes in a local folder, each kept once under its SHA-256.

Four namespaces hold what was given (`inputs`), filmed (`takes`), referred to (`references`) and
finished (`releases`); every read and write is noted in a fifth, `access` (one JSON object a line).
"""

import errno
import hashlib
import json
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from typing import IO, get_args

from ..domain.asset import Asset, Namespace
from ..domain.errors import NotFound, StoreFailed

NAMESPACES: tuple[Namespace, ...] = get_args(Namespace)
PARTIAL = ".part-"
"""How the name of a file begins that is still being written."""


class FolderStore:
    """Implements `domain.asset.Assets` over a folder on a local disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = threading.Lock()
        for name in (*NAMESPACES, "access"):
            (root / name).mkdir(parents=True, exist_ok=True)

    def put(self, data: bytes, name: str, media_type: str, namespace: Namespace) -> Asset:
        """Keep bytes; they are written under a temporary name, synced and renamed."""
        sha = hashlib.sha256(data).hexdigest()
        with self._incoming(namespace, sha) as sink:
            if sink:
                sink.write(data)
        self.note("write", namespace, sha, name)
        return Asset(sha256=sha, media_type=media_type, bytes=len(data), name=name)

    def put_file(self, path: Path, media_type: str, namespace: Namespace) -> Asset:
        """Keep a file's bytes, copied block by block."""
        digest, size = hashlib.sha256(), 0
        with path.open("rb") as source:
            while block := source.read(1 << 20):
                digest.update(block)
                size += len(block)
        sha = digest.hexdigest()
        with path.open("rb") as source, self._incoming(namespace, sha) as sink:
            while sink and (block := source.read(1 << 20)):
                sink.write(block)
        self.note("write", namespace, sha, path.name)
        return Asset(sha256=sha, media_type=media_type, bytes=size, name=path.name)

    def path(self, asset: Asset) -> Path:
        """Where the bytes lie. Raises NotFound when no namespace holds them."""
        for namespace in NAMESPACES:
            place = self._place(namespace, asset.sha256)
            if place.exists():
                self.note("read", namespace, asset.sha256, asset.name)
                return place
        raise NotFound(
            f"the bytes of {asset.name!r} ({asset.sha256[:12]}) are gone from {self.root}; "
            "run `reelwright make` again to make them anew"
        )

    def holds(self, asset: Asset) -> bool:
        """Whether the bytes are here."""
        return any(self._place(n, asset.sha256).exists() for n in NAMESPACES)

    def listing(self, namespace: Namespace) -> tuple[str, ...]:
        """SHA-256 of everything kept in a namespace, sorted."""
        return tuple(
            sorted(
                p.name
                for p in (self.root / namespace).glob("??/*")
                if p.is_file() and not p.name.startswith(PARTIAL)
            )
        )

    def clear(self) -> tuple[int, int]:
        """Take everything out but the access log; returns how many files and bytes went."""
        gone = [p for n in NAMESPACES for p in (self.root / n).glob("??/*") if p.is_file()]
        size = sum(p.stat().st_size for p in gone)
        for path in gone:
            path.unlink()
        return len(gone), size

    def _place(self, namespace: str, sha: str) -> Path:
        return self.root / namespace / sha[:2] / sha

    @contextmanager
    def _incoming(self, namespace: Namespace, sha: str) -> Iterator[IO[bytes] | None]:
        place = self._place(namespace, sha)
        if place.exists():
            yield None
            return
        partial = None
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, partial = tempfile.mkstemp(prefix=PARTIAL, dir=place.parent)
            with os.fdopen(handle, "wb") as sink:
                yield sink
                sink.flush()
                os.fsync(sink.fileno())
            os.chmod(partial, 0o644)
            os.replace(partial, place)
        except OSError as problem:
            raise StoreFailed(
                f"could not keep {sha[:12]} in {self.root}: {problem.strerror or problem}; "
                "free some space or choose another --workspace, then run the same command again"
            ) from problem
        finally:
            # A person's Ctrl-C leaves nothing behind either; what was renamed is not here any more.
            if partial:
                Path(partial).unlink(missing_ok=True)

    def note(self, act: str, namespace: str, sha: str, name: str) -> None:
        """Write a line of the access log."""
        row = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "act": act,
            "space": namespace,
            "sha256": sha,
            "name": name,
        }
        try:
            with self._lock, (self.root / "access" / "log.jsonl").open("ab", buffering=0) as log:
                _append(log, (json.dumps(row, ensure_ascii=False) + "\n").encode())
        except OSError as problem:
            raise StoreFailed(
                f"could not write the access log in {self.root}: {problem.strerror}; "
                "free some space, then run the same command again"
            ) from problem


def _append(log: FileIO, line: bytes) -> None:
    """Write a line at a file's end, whole or not at all, even when the disk fills up."""
    start = log.seek(0, os.SEEK_END)
    written = log.write(line) or 0
    if written == len(line):
        return
    # What another process wrote behind it meanwhile stays.
    if os.fstat(log.fileno()).st_size == start + written:
        log.truncate(start)
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

"""Bytes in an S3 bucket, each kept once under its SHA-256, as `FolderStore` keeps them on a disk.

Any service that speaks S3 will do. Keys and region come from the usual AWS_* variables or from the
machine's role; they are never kept with a base. What is read lies in a local folder afterwards.
"""

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from ..domain.asset import Asset, Namespace
from ..domain.errors import Missing, NotFound, StoreFailed
from .folder import NAMESPACES, FolderStore

LARGE = 16 << 20
"""Bytes from which a file is sent in parts."""

PATIENCE = timedelta(seconds=20)
"""How long a request is tried again before it counts as failed."""


class BucketStore:
    """Implements `domain.asset.Assets` over a bucket."""

    def __init__(
        self,
        cache: Path,
        *,
        bucket: str,
        prefix: str = "",
        endpoint: str | None = None,
        region: str | None = None,
        access_key_id: str | None = None,
        secret_access_key: str | None = None,
    ) -> None:
        """cache: the local folder for what is read, and for the log of reads and writes.

        endpoint: None for Amazon's own. Raises Missing when the extra `s3` is not installed, and
        StoreFailed when there is no such bucket or it cannot be reached.
        """
        self.bucket = bucket
        self.cache = FolderStore(cache)
        self._where = f"bucket {bucket!r}" + (f" at {endpoint}" if endpoint else "")
        given = {
            "prefix": prefix or None,
            "endpoint": endpoint,
            "region": region,
            "access_key_id": access_key_id,
            "secret_access_key": secret_access_key,
            # Other services than Amazon's have no name for each bucket.
            "virtual_hosted_style_request": False if endpoint else None,
        }
        options: dict[str, Any] = {k: v for k, v in given.items() if v is not None}
        try:
            import obstore
            from obstore.store import S3Store
        except ImportError as problem:
            raise Missing(
                f"{self._where} needs the package obstore: pip install 'reelwright[s3]'"
            ) from problem
        self._obstore = obstore
        self._s3: Any = S3Store(
            bucket,
            client_options={
                "allow_http": bool(endpoint and endpoint.startswith("http://")),
                "connect_timeout": timedelta(seconds=5),
                "timeout": timedelta(seconds=60),
            },
            retry_config={"max_retries": 3, "retry_timeout": PATIENCE},
            **options,
        )
        # A wrong name, key or address is told here, before anything is built on it.
        self._asked(lambda: next(iter(obstore.list(self._s3, chunk_size=1)), None))

    def put(self, data: bytes, name: str, media_type: str, namespace: Namespace) -> Asset:
        """Keep bytes; an object appears whole or not at all."""
        sha = hashlib.sha256(data).hexdigest()
        self._send(namespace, sha, media_type, data)
        self.cache.note("write", namespace, sha, name)
        return Asset(sha256=sha, media_type=media_type, bytes=len(data), name=name)

    def put_file(self, path: Path, media_type: str, namespace: Namespace) -> Asset:
        """Keep a file's bytes, sent in parts where it is large."""
        with path.open("rb") as file:
            sha = hashlib.file_digest(file, "sha256").hexdigest()
        size = path.stat().st_size
        self._send(namespace, sha, media_type, path)
        self.cache.note("write", namespace, sha, path.name)
        return Asset(sha256=sha, media_type=media_type, bytes=size, name=path.name)

    def path(self, asset: Asset) -> Path:
        """A local file holding the bytes, fetched once. Raises NotFound, StoreFailed."""
        if self.cache.holds(asset):
            return self.cache.path(asset)
        for namespace in NAMESPACES:
            with self._fetched(namespace, asset) as part:
                if part:
                    self.cache.put_file(part, asset.media_type, namespace)
                    return self.cache.path(asset)
        raise NotFound(
            f"the bytes of {asset.name!r} ({asset.sha256[:12]}) are gone from {self._where}; "
            "add the file to its knowledge base again"
        )

    def holds(self, asset: Asset) -> bool:
        """Whether the bucket holds the bytes."""
        return any(self._there(n, asset.sha256) for n in NAMESPACES)

    def listing(self, namespace: Namespace) -> tuple[str, ...]:
        """SHA-256 of everything kept in a namespace, sorted."""
        return tuple(sorted(key.rpartition("/")[2] for key, _ in self._keys(f"{namespace}/")))

    def clear(self) -> tuple[int, int]:
        """Take everything out, of the bucket and of the local folder; returns files and bytes."""
        keys = list(self._keys(""))
        for start in range(0, len(keys), 1000):
            part = [key for key, _ in keys[start : start + 1000]]
            self._asked(lambda part=part: self._obstore.delete(self._s3, part))
        self.cache.clear()
        return len(keys), sum(size for _, size in keys)

    def _keys(self, prefix: str) -> list[tuple[str, int]]:
        found = self._asked(lambda: self._obstore.list(self._s3, prefix=prefix).collect())
        return [(o["path"], o["size"]) for o in found if o["path"].partition("/")[0] in NAMESPACES]

    def _send(self, namespace: str, sha: str, media_type: str, data: bytes | Path) -> None:
        if self._there(namespace, sha):
            return
        size = data.stat().st_size if isinstance(data, Path) else len(data)
        self._asked(
            lambda: self._obstore.put(
                self._s3,
                _key(namespace, sha),
                data,
                attributes={"Content-Type": media_type},
                use_multipart=size > LARGE,
            )
        )

    def _there(self, namespace: str, sha: str) -> bool:
        return self._asked(lambda: self._obstore.head(self._s3, _key(namespace, sha))) is not None

    @contextmanager
    def _fetched(self, namespace: str, asset: Asset) -> Iterator[Path | None]:
        """A temporary file with the bytes, checked; None: they are not there."""
        answer = self._asked(lambda: self._obstore.get(self._s3, _key(namespace, asset.sha256)))
        if answer is None:
            yield None
            return
        with tempfile.TemporaryDirectory(dir=self.cache.root) as folder:
            part = Path(folder) / asset.sha256
            if self._asked(lambda: _saved(answer, part)) != asset.sha256:
                raise StoreFailed(
                    f"{asset.name!r} came damaged from {self._where}: its bytes are not those of "
                    f"{asset.sha256[:12]}; add the file to its knowledge base again"
                )
            yield part

    def _asked(self, work: Callable[[], Any]) -> Any:
        """A request's answer; None when the object is not there, StoreFailed when all else is."""
        errors = self._obstore.exceptions
        try:
            return work()
        except (errors.BaseError, OSError, ValueError) as problem:
            said = " ".join(str(problem).split())
            if "NoSuchBucket" in said:
                raise StoreFailed(
                    f"there is no {self._where}; make it, or name the right one in the knowledge "
                    "base's store options"
                ) from problem
            if isinstance(problem, (errors.NotFoundError, FileNotFoundError)):
                return None
            raise StoreFailed(
                f"{self._where} did not do what was asked: {said.split(' Debug source')[0][:300]}; "
                "check the address, the keys and the network, then run the same command again"
            ) from problem


def _saved(answer: Any, part: Path) -> str:
    """Write what was fetched to a file and return its SHA-256."""
    digest = hashlib.sha256()
    with part.open("wb") as sink:
        for block in answer.stream(min_chunk_size=1 << 20):
            digest.update(block)
            sink.write(block)
    return digest.hexdigest()


def _key(namespace: str, sha: str) -> str:
    return f"{namespace}/{sha[:2]}/{sha}"

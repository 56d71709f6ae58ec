"""Bytes in an S3 bucket, each kept once under its SHA-256, as `FolderStore` keeps them on a disk.

Any service that speaks S3 will do. Keys and region come from the usual AWS_* variables or from the
machine's role; they are never kept with a base. What is read lies in a local folder afterwards.
"""

import atexit
import errno
import hashlib
import os
import secrets
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from ..domain.asset import Asset, Namespace
from ..domain.errors import Missing, NotFound, StoreFailed
from .access import read_rows
from .folder import NAMESPACES, PARTIAL, FolderStore, Kept, file_blocks
from .scratch import Scratch
from .sealed import HEAD, NO_KEY, Damaged, Keys, Locked, key_id, key_of, sealed_size

LARGE = 16 << 20
"""Bytes from which a file is sent in parts."""

PATIENCE = timedelta(seconds=20)
"""How long a request is tried again before it counts as failed."""

FRESH = 43_200
"""Seconds for which keeping the same bytes again leaves their age as it is: after that they are
sent again, so that a retention rule does not take what was just asked for."""

MOST_ROWS, MOST_SECONDS = 500, 5.0
"""Lines of the access log, and seconds, after which they are sent."""

PAUSE = 60.0
"""Seconds in which the log is not sent again after that failed."""

_open: "weakref.WeakSet[BucketStore]" = weakref.WeakSet()


class BucketStore:
    """Implements `store.assets.Shelves` over a bucket."""

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
        encryption: str | None = None,
        kms_key: str | None = None,
        keys: Keys | None = None,
        open_in: Scratch | None = None,
        stays: bool = False,
    ) -> None:
        """cache: the local folder for what is read, and for log lines that were not sent yet.

        endpoint: None for Amazon's own. encryption, kms_key: what the service is asked to encrypt
        with ("AES256", "aws:kms"). keys: seal what is sent, before it leaves this machine. stays:
        what is written lies in the local folder too. Raises Missing when the extra `s3` is not
        installed, and StoreFailed when there is no such bucket or it cannot be reached.
        """
        self.bucket = bucket
        self.cache = FolderStore(cache, keys=keys, open_in=open_in)
        self.keys = keys
        self._stays = stays
        self._where = f"bucket {bucket!r}" + (f" at {endpoint}" if endpoint else "")
        given = {
            "prefix": prefix or None,
            "endpoint": endpoint,
            "region": region,
            "access_key_id": access_key_id,
            "secret_access_key": secret_access_key,
            "server_side_encryption": encryption,
            "sse_kms_key_id": kms_key,
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
        self._asked(lambda: next(iter(self._listed(chunk_size=1)), None))
        self._sending = threading.Lock()
        self._timer: threading.Timer | None = None
        self._unsent, self._paused = 0, 0.0
        self._pid = os.getpid()
        self._damaged: set[str] = set()
        _open.add(self)

    def put(self, data: bytes, name: str, media_type: str, namespace: Namespace) -> Asset:
        """Keep bytes; an object appears whole or not at all."""
        sha = hashlib.sha256(data).hexdigest()
        kept = Asset(sha256=sha, media_type=media_type, bytes=len(data), name=name)
        self._keep(namespace, kept, lambda: iter([data]), data)
        return kept

    def put_file(self, path: Path, media_type: str, namespace: Namespace) -> Asset:
        """Keep a file's bytes, sent in parts where it is large."""
        with path.open("rb") as file:
            sha = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
        kept = Asset(sha256=sha, media_type=media_type, bytes=size, name=path.name)
        self._keep(namespace, kept, lambda: file_blocks(path, sha), path)
        return kept

    def path(self, asset: Asset) -> Path:
        """A local file holding the bytes, fetched once. Raises NotFound, StoreFailed."""
        if self.cache.holds(asset):
            try:
                return self._read(asset)
            except Damaged:
                # What lies here is only a copy.
                self.cache.discard(asset.sha256)
        for namespace in NAMESPACES:
            if self._fetched(namespace, asset):
                try:
                    return self._read(asset)
                except Damaged as problem:
                    self.cache.discard(asset.sha256)
                    self._damaged.add(asset.sha256)
                    raise Damaged(
                        f"{asset.name!r} came damaged from {self._where}: its bytes are not those "
                        f"of {asset.sha256[:12]}; give the same file again, or bring the object "
                        "back from a backup"
                    ) from problem
        raise NotFound(
            f"the bytes of {asset.name!r} ({asset.sha256[:12]}) are gone from {self._where}; "
            "give the same file again"
        )

    def prove(self) -> None:
        """Keep, read and take away a small probe. Raises StoreFailed where that cannot be.

        A role that may not delete is enough to work, so that is no error: the probe stays then.
        """
        key, probe = f"inputs/probe-{secrets.token_hex(8)}", secrets.token_bytes(32)
        self._send(key, "application/octet-stream", probe)
        found = self._asked(lambda: self._obstore.get(self._s3, key))
        if found is None or bytes(self._asked(found.bytes)) != probe:
            raise StoreFailed(
                f"{self._where} does not give back what was just kept in it; use a service that "
                "shows an object as soon as it is kept"
            )
        with suppress(StoreFailed):
            self._delete([key])

    def holds(self, asset: Asset) -> bool:
        """Whether the bucket holds the bytes."""
        return any(self._head(n, asset.sha256) is not None for n in NAMESPACES)

    def listing(self, namespace: Namespace) -> tuple[str, ...]:
        """SHA-256 of everything kept in a namespace, sorted."""
        return tuple(sorted(kept.sha256 for kept in self.kept(namespace)))

    def kept(self, namespace: Namespace) -> Iterator[Kept]:
        """Everything kept in a namespace, with its size and age."""
        for found in self._objects(namespace):
            sha = found["path"].rpartition("/")[2]
            yield Kept(sha, found["size"], found["last_modified"].timestamp())

    def remove(self, namespace: Namespace, shas: Iterable[str], why: str) -> None:
        """Delete what is kept under these SHA-256, and note it with the reason."""
        gone = list(shas)
        self._delete([_key(namespace, sha) for sha in gone])
        for sha in gone:
            self.cache.discard(sha)
            self._note("delete", namespace, sha, why)

    def clear(self) -> tuple[int, int]:
        """Take everything out but the log, here and in the bucket; returns files and bytes."""
        self.send_log()
        gone = [found for namespace in NAMESPACES for found in self._objects(namespace)]
        self._delete([found["path"] for found in gone])
        self.cache.clear()
        return len(gone), sum(found["size"] for found in gone)

    def held(self) -> tuple[int, int]:
        """How many objects there are, and their bytes: the access log as well."""
        found = self._all()
        return len(found), sum(o["size"] for o in found)

    def drop(self) -> None:
        """Take everything away, here and in the bucket, the access log as well."""
        _open.discard(self)
        with self._sending:
            if self._timer:
                self._timer.cancel()
            self._unsent, self._timer = 0, None
            self._delete([found["path"] for found in self._all()])
            self.cache.drop()

    def tidy(self, now: float | None = None, dry_run: bool = False) -> int:
        """Remove what died half-written in the local folder; returns how many.

        Uploads in parts that were cut off are seen by nobody; a rule of the bucket ends them.
        """
        return self.cache.tidy(now, dry_run)

    def seal(self) -> int:
        """Seal what was kept before there was a key, or under an older one; returns how many."""
        if self.keys is None:
            raise Locked(NO_KEY)
        first, done = key_id(self.keys.first), 0
        for namespace in NAMESPACES:
            for kept in list(self.kept(namespace)):
                key = _key(namespace, kept.sha256)
                if self._key_of(key, kept.bytes) == first:
                    continue
                answer = self._asked(lambda key=key: self._obstore.get(self._s3, key))
                if answer is None:
                    continue
                media_type = answer.attributes.get("Content-Type", "application/octet-stream")
                # Its length is not known before it is open, and nobody asks for it here.
                asset = Asset(sha256=kept.sha256, media_type=media_type, bytes=0, name=kept.sha256)
                plain = self.path(asset)
                with self._staged(file_blocks(plain, kept.sha256), kept.sha256) as part:
                    self._send(key, media_type, part)
                self.cache.discard(kept.sha256)
                done += 1
        self.cache.seal()
        return done

    def unseal(self) -> int:
        """Open for good what lies sealed; returns how many. Raises Locked without its key."""
        done = 0
        for namespace in NAMESPACES:
            for kept in list(self.kept(namespace)):
                key = _key(namespace, kept.sha256)
                if self._key_of(key, kept.bytes) is None:
                    continue
                answer = self._asked(lambda key=key: self._obstore.get(self._s3, key))
                if answer is None:
                    continue
                media_type = answer.attributes.get("Content-Type", "application/octet-stream")
                asset = Asset(sha256=kept.sha256, media_type=media_type, bytes=0, name=kept.sha256)
                plain = self.path(asset)
                if plain.stat().st_size == kept.bytes:
                    # A plain file that begins as sealed ones do.
                    continue
                self._send(key, media_type, plain)
                self.cache.discard(kept.sha256)
                done += 1
        self.cache.unseal()
        return done

    # -- the access log ------------------------------------------------------------------------

    def log(self) -> Iterator[dict[str, Any]]:
        """Every line of the access log: those in the bucket, then those not sent yet."""
        for found in self._objects("access"):
            answer = self._asked(lambda f=found: self._obstore.get(self._s3, f["path"]))
            if answer is not None:
                yield from read_rows(bytes(self._asked(answer.bytes)))
        yield from self.cache.log()

    def send_log(self) -> None:
        """Send the lines that were not sent yet; they stay here until they are there."""
        with self._sending:
            self._timer, self._unsent = None, 0
            try:
                self.cache.access.set_aside()
                for part in self.cache.access.aside():
                    self._send_part(part)
            except OSError as problem:
                raise StoreFailed(_no_room(self.cache.root, problem)) from problem

    def forget_log(self, before: float, dry_run: bool = False) -> int:
        """Delete objects of the access log whose last line is older (epoch s); returns how many."""
        if not dry_run:
            self.send_log()
        old = [f for f in self._objects("access") if f["last_modified"].timestamp() < before]
        if not dry_run:
            self._delete([found["path"] for found in old])
            for found in old:
                self._note("delete", "access", "", found["path"])
        return len(old)

    def close(self) -> None:
        """Send what is left of the access log. Raises StoreFailed; the lines stay here then."""
        if self._timer:
            self._timer.cancel()
        if self._unsent and self._pid == os.getpid():
            self.send_log()

    def _send_part(self, part: Path) -> None:
        try:
            data = part.read_bytes()
        except FileNotFoundError:
            # Another process on this folder has sent it.
            return
        # Sent twice, it is the same object: a kill in between doubles no line.
        self._send(f"access/{part.name[4:12]}/{part.name}", "application/x-ndjson", data)
        part.unlink(missing_ok=True)

    def _note(self, act: str, namespace: str, sha: str, name: str) -> None:
        self.cache.note(act, namespace, sha, name)
        self._noted()

    def _noted(self) -> None:
        self._unsent += 1
        if self._unsent >= MOST_ROWS:
            self._try_to_send()
        elif self._timer is None or not self._timer.is_alive():
            self._timer = threading.Timer(MOST_SECONDS, self._try_to_send)
            self._timer.daemon = True
            self._timer.start()

    def _try_to_send(self) -> None:
        if time.monotonic() < self._paused:
            return
        try:
            self.send_log()
        except StoreFailed:
            # Nothing is lost, the lines lie here: no read fails because its note could not travel.
            self._paused = time.monotonic() + PAUSE

    # -- within --------------------------------------------------------------------------------

    def _keep(
        self,
        namespace: Namespace,
        kept: Asset,
        blocks: Callable[[], Iterable[bytes]],
        plain: bytes | Path,
    ) -> None:
        key, sha = _key(namespace, kept.sha256), kept.sha256
        if self._stays:
            # Here first: a store that seals sends the very file that lies here.
            place = self.cache.keep(sha, blocks, namespace, kept.name)
            if not self._there(key, kept):
                self._send(key, kept.media_type, place)
        elif not self._there(key, kept):
            if self.keys:
                with self._staged(blocks(), sha) as part:
                    self._send(key, kept.media_type, part)
            else:
                self._send(key, kept.media_type, plain)
        self._damaged.discard(sha)
        self._note("write", namespace, sha, kept.name)

    def _there(self, key: str, kept: Asset) -> bool:
        """Whether an object need not be sent: it is there as it is to be, and not too old."""
        found = self._asked(lambda: self._obstore.head(self._s3, key))
        if found is None or kept.sha256 in self._damaged:
            return False
        sealed = sealed_size(kept.bytes)
        if self.keys is None and found["size"] == sealed and self._key_of(key, sealed):
            raise Locked(
                f"{kept.name!r} ({kept.sha256[:12]}) lies sealed in {self._where}, and no key is "
                "given; name the file that holds it in REELWRIGHT_ENCRYPTION_KEY_FILE"
            )
        fresh = time.time() - found["last_modified"].timestamp() < FRESH
        return fresh and found["size"] == (sealed if self.keys else kept.bytes)

    def _key_of(self, key: str, size: int) -> bytes | None:
        """The id of the key that an object is sealed by; None: it is not sealed."""
        if size < HEAD:
            return None
        head = self._asked(lambda: self._obstore.get_range(self._s3, key, start=0, length=HEAD))
        return key_of(bytes(head)) if head is not None else None

    def _head(self, namespace: str, sha: str) -> Any:
        return self._asked(lambda: self._obstore.head(self._s3, _key(namespace, sha)))

    def _read(self, asset: Asset) -> Path:
        path = self.cache.path(asset)
        self._noted()
        return path

    def _all(self) -> list[Any]:
        return [found for name in (*NAMESPACES, "access") for found in self._objects(name)]

    def _objects(self, namespace: str) -> list[Any]:
        found = self._asked(lambda: self._listed(prefix=f"{namespace}/").collect())
        return sorted(found, key=lambda o: o["path"])

    def _listed(self, **asked: Any) -> Any:
        # Typed only where the package arro3 is there to type it.
        return self._obstore.list(self._s3, **asked)  # pyright: ignore[reportUnknownMemberType]

    def _delete(self, keys: list[str]) -> None:
        for start in range(0, len(keys), 1000):
            part = keys[start : start + 1000]
            self._asked(lambda part=part: self._obstore.delete(self._s3, part))

    def _send(self, key: str, media_type: str, data: bytes | Path) -> None:
        size = data.stat().st_size if isinstance(data, Path) else len(data)
        done = self._asked(
            lambda: self._obstore.put(
                self._s3,
                key,
                data,
                attributes={"Content-Type": media_type},
                use_multipart=size > LARGE,
            )
        )
        if done is None:
            raise StoreFailed(f"{data} went away while it was sent; run the same command again")

    @contextmanager
    def _staged(self, blocks: Iterable[bytes], sha: str) -> Generator[Path]:
        """A file of our own with the bytes as they are to be kept."""
        handle, part = tempfile.mkstemp(prefix=PARTIAL, dir=self.cache.root)
        try:
            with os.fdopen(handle, "wb") as sink:
                self.cache.sealing(blocks, sink, sha)
            yield Path(part)
        except OSError as problem:
            raise StoreFailed(_no_room(self.cache.root, problem)) from problem
        finally:
            Path(part).unlink(missing_ok=True)

    def _fetched(self, namespace: Namespace, asset: Asset) -> bool:
        """Bring an object into the local folder as it is; False: there is none."""
        key = _key(namespace, asset.sha256)
        answer = self._asked(lambda: self._obstore.get(self._s3, key))
        if answer is None:
            return False
        handle, part = tempfile.mkstemp(prefix=PARTIAL, dir=self.cache.root)
        try:
            with os.fdopen(handle, "wb") as sink:
                self._asked(lambda: sink.writelines(answer.stream(min_chunk_size=1 << 20)))
            self.cache.adopt(Path(part), namespace, asset.sha256)
        finally:
            Path(part).unlink(missing_ok=True)
        return True

    def _asked(self, work: Callable[[], Any]) -> Any:
        """A request's answer; None when the object is not there, StoreFailed when all else is."""
        errors = self._obstore.exceptions
        try:
            return work()
        except (errors.BaseError, OSError, ValueError) as problem:
            said = " ".join(str(problem).split())
            if "NoSuchBucket" in said:
                raise StoreFailed(
                    f"there is no {self._where}; make it, or name the right one in the address "
                    "of the assets, or in the knowledge base's store options"
                ) from problem
            if isinstance(problem, FileNotFoundError):
                return None
            if isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EFBIG):
                raise StoreFailed(_no_room(self.cache.root, problem)) from problem
            raise StoreFailed(
                f"{self._where} did not do what was asked: {said.split(' Debug source')[0][:300]}; "
                "check the address, the keys and the network, then run the same command again"
            ) from problem


@atexit.register
def _send_logs() -> None:
    for store in list(_open):
        # What could not travel lies in the local folder, and goes with the next lines from there.
        with suppress(StoreFailed):
            store.close()


def _key(namespace: str, sha: str) -> str:
    return f"{namespace}/{sha[:2]}/{sha}"


def _no_room(root: Path, problem: OSError) -> str:
    return (
        f"could not keep a copy in {root}: {problem.strerror or problem}; free some space or "
        "choose another --workspace, then run the same command again"
    )

"""Bytes in a local folder, each kept once under its SHA-256.

Four namespaces hold what was given (`inputs`), filmed (`takes`), referred to (`references`) and
finished (`releases`); every read, write and deletion is noted in a fifth, `access`. Bytes are
compared with their SHA-256 before they are handed out, once a process while the file is unchanged.
"""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, get_args

from ..domain.asset import Asset, Namespace
from ..domain.errors import NotFound, StoreFailed
from .access import AccessLog
from .owned import own
from .scratch import Scratch, scratch
from .sealed import HEAD, NO_KEY, Damaged, Keys, Locked, key_id, key_of, seal, unseal

NAMESPACES: tuple[Namespace, ...] = get_args(Namespace)
PARTIAL = ".part-"
"""How the name of a file begins that is still being written."""
ABANDONED = 3600
"""Seconds after which a file that is still being written is nobody's."""
FRESH = 3600
"""Seconds for which keeping the same bytes again leaves their age as it is."""
MODES = {"inputs": 0o700, "access": 0o700}
"""Folders that nobody else on the machine may look into; the rest is as the umask says."""
READ = 1 << 20

_Stamp = tuple[int, int, int]
_sound: dict[str, tuple[_Stamp, bytes | None]] = {}
"""Files whose bytes were found right: size, time and inode then, and the key they are sealed by."""
_MOST_SOUND = 200_000
_RACY = 50_000_000
"""Nanoseconds in which a file may change without its time changing."""


@dataclass(frozen=True)
class Kept:
    """What is kept under a SHA-256: its bytes as they lie there, and when they came (epoch s)."""

    sha256: str
    bytes: int
    at: float


class FolderStore:
    """Implements `store.assets.Shelves` over a folder on a local disk."""

    def __init__(
        self, root: Path, *, keys: Keys | None = None, open_in: Scratch | None = None
    ) -> None:
        """keys: seal what is written, and open what is sealed; open_in: where to, None: by default.

        Raises OSError where nothing can be written.
        """
        self.root = root
        self.keys = keys
        self._open_in = open_in
        self.access = AccessLog(root / "access")
        for name in (*NAMESPACES, "access"):
            (root / name).mkdir(MODES.get(name, 0o777), parents=True, exist_ok=True)
            if name in MODES:
                own(root / name)

    def put(self, data: bytes, name: str, media_type: str, namespace: Namespace) -> Asset:
        """Keep bytes; they are written under a temporary name, synced and renamed."""
        sha = hashlib.sha256(data).hexdigest()
        self.keep(sha, lambda: [data], namespace, name)
        self.note("write", namespace, sha, name)
        return Asset(sha256=sha, media_type=media_type, bytes=len(data), name=name)

    def put_file(self, path: Path, media_type: str, namespace: Namespace) -> Asset:
        """Keep a file's bytes, copied block by block."""
        with path.open("rb") as source:
            sha = hashlib.file_digest(source, "sha256").hexdigest()
            size = source.tell()
        self.keep(sha, lambda: file_blocks(path, sha), namespace, path.name)
        self.note("write", namespace, sha, path.name)
        return Asset(sha256=sha, media_type=media_type, bytes=size, name=path.name)

    def path(self, asset: Asset) -> Path:
        """A file with the bytes, compared with their SHA-256; a private copy where they are sealed.

        Raises NotFound when no namespace holds them, StoreFailed when they are damaged or sealed
        with a key that is not at hand.
        """
        damage: Damaged | None = None
        for namespace in NAMESPACES:
            place = self._place(namespace, asset.sha256)
            try:
                ready = self._opened(place, asset)
            except FileNotFoundError:
                continue
            except Damaged as problem:
                damage = problem
                continue
            self.note("read", namespace, asset.sha256, asset.name)
            return ready
        if damage:
            raise damage
        raise NotFound(
            f"the bytes of {asset.name!r} ({asset.sha256[:12]}) are gone from {self.root}; "
            "run `reelwright make` again to make them anew"
        )

    def prove(self) -> None:
        """Keep, read and take away a small probe. Raises StoreFailed where that cannot be."""
        try:
            with tempfile.NamedTemporaryFile(prefix=PARTIAL, dir=self.root) as probe:
                probe.write(os.urandom(32))
        except OSError as problem:
            raise StoreFailed(
                f"nothing can be kept in {self.root}: {problem.strerror}; free some space, let it "
                "be written to, or choose another --workspace"
            ) from problem

    def holds(self, asset: Asset) -> bool:
        """Whether the bytes are here."""
        return any(self._place(n, asset.sha256).exists() for n in NAMESPACES)

    def listing(self, namespace: Namespace) -> tuple[str, ...]:
        """SHA-256 of everything kept in a namespace, sorted."""
        return tuple(sorted(kept.sha256 for kept in self.kept(namespace)))

    def kept(self, namespace: Namespace) -> Iterator[Kept]:
        """Everything kept in a namespace, with its size and age."""
        for path in (self.root / namespace).glob("??/*"):
            try:
                told = path.stat()
            except FileNotFoundError:
                continue
            if path.is_file() and not path.name.startswith(PARTIAL):
                yield Kept(path.name, told.st_size, told.st_mtime)

    def remove(self, namespace: Namespace, shas: Iterable[str], why: str) -> None:
        """Delete what is kept under these SHA-256, and note it with the reason."""
        for sha in shas:
            self._place(namespace, sha).unlink(missing_ok=True)
            self._drop(sha)
            self.note("delete", namespace, sha, why)

    def clear(self) -> tuple[int, int]:
        """Take everything out but the access log; returns how many files and bytes went."""
        gone = [p for n in NAMESPACES for p in (self.root / n).glob("??/*") if p.is_file()]
        size = sum(p.stat().st_size for p in gone)
        for path in gone:
            path.unlink()
            self._drop(path.name)
        return len(gone), size

    def held(self) -> tuple[int, int]:
        """How many files lie here, and their bytes: the access log as well."""
        sizes = [p.stat().st_size for p in self.root.rglob("*") if p.is_file()]
        return len(sizes), sum(sizes)

    def drop(self) -> None:
        """Take everything away, the access log and the folder itself as well."""
        for namespace in NAMESPACES:
            for kept in self.kept(namespace):
                self._drop(kept.sha256)
        try:
            if self.root.exists():
                shutil.rmtree(self.root)
        except OSError as problem:
            raise StoreFailed(f"{self.root} could not be removed: {problem.strerror}") from problem

    def tidy(self, now: float | None = None, dry_run: bool = False) -> int:
        """Remove what writers that died left half-written over an hour ago; returns how many."""
        late, gone = (now or time.time()) - ABANDONED, 0
        for path in (*self.root.glob(f"{PARTIAL}*"), *self.root.glob(f"*/??/{PARTIAL}*")):
            try:
                if path.stat().st_mtime >= late:
                    continue
                if not dry_run:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
                gone += 1
            except FileNotFoundError:
                continue
        return gone

    def seal(self) -> int:
        """Seal what was kept before there was a key, or under an older one; returns how many.

        Each file is replaced whole, so that a run that is cut off can be run again.
        """
        done = 0
        for namespace in NAMESPACES:
            for kept in list(self.kept(namespace)):
                done += self._sealed(self._place(namespace, kept.sha256), namespace, kept)
        return done

    def unseal(self) -> int:
        """Open for good what lies sealed; returns how many. Raises Locked without its key.

        Each file is replaced whole, so that a run that is cut off can be run again.
        """
        done = 0
        for namespace in NAMESPACES:
            for kept in list(self.kept(namespace)):
                done += self._unsealed(self._place(namespace, kept.sha256), namespace, kept)
        return done

    def log(self) -> Iterator[dict[str, Any]]:
        """Every line of the access log, the oldest first."""
        yield from self.access.rows()

    def forget_log(self, before: float, dry_run: bool = False) -> int:
        """Delete files of the access log whose last line is older (epoch s); returns how many."""
        if not dry_run:
            self.access.set_aside()
        old = [path for path in self.access.aside() if path.stat().st_mtime < before]
        if not dry_run:
            for path in old:
                path.unlink(missing_ok=True)
                self.note("delete", "access", "", path.name)
        return len(old)

    def close(self) -> None:
        """The access log lies here already."""

    def note(self, act: str, namespace: str, sha: str, name: str) -> None:
        """Write a line of the access log."""
        self.access.note(act, namespace, sha, name)

    # -- for a store that has its bytes elsewhere, and copies here -----------------------------

    def keep(
        self, sha: str, blocks: Callable[[], Iterable[bytes]], namespace: Namespace, name: str
    ) -> Path:
        """Keep bytes of a known SHA-256 without a note; returns where they lie, sealed or plain."""
        if not self._has(namespace, sha, name):
            with self._incoming(namespace, sha) as sink:
                self.sealing(blocks(), sink, sha)
        return self._place(namespace, sha)

    def adopt(self, part: Path, namespace: Namespace, sha: str) -> None:
        """Take in a file of this disk as it is: sealed or plain, checked when it is read."""
        place = self._place(namespace, sha)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(part, place)

    def discard(self, sha: str) -> None:
        """Take a copy away without a note."""
        for namespace in NAMESPACES:
            self._place(namespace, sha).unlink(missing_ok=True)
        self._drop(sha)

    def sealing(self, blocks: Iterable[bytes], sink: IO[bytes], sha: str) -> None:
        """Write blocks as this store keeps them."""
        if self.keys:
            seal(blocks, sink, self.keys.first, sha)
        else:
            sink.writelines(blocks)

    # -- within --------------------------------------------------------------------------------

    @property
    def _opens(self) -> Scratch:
        if self._open_in is None:
            self._open_in = scratch()
        return self._open_in

    def _place(self, namespace: str, sha: str) -> Path:
        return self.root / namespace / sha[:2] / sha

    def _drop(self, sha: str) -> None:
        """Close what is open of a sealed file."""
        if self._open_in or self.keys:
            self._opens.drop(sha)

    def _has(self, namespace: str, sha: str, name: str) -> bool:
        """Whether the bytes are here, whole and as they are to be kept; they count as new then."""
        place = self._place(namespace, sha)
        try:
            named = self._verified(place, sha, f"{name!r} ({sha[:12]})")
            if named != (key_id(self.keys.first) if self.keys else None):
                return False
            told = place.stat()
            if time.time() - told.st_mtime > FRESH:
                os.utime(place)
                _remember(place, _stamp(place), named)
        except (FileNotFoundError, Damaged):
            return False
        return True

    def _opened(self, place: Path, asset: Asset) -> Path:
        """The plain bytes of a file. Raises FileNotFoundError, Damaged, Locked."""
        label, sha = _label(asset), asset.sha256
        if _sound.get(str(place)) == (_stamp(place), None):
            return place
        with place.open("rb") as file:
            named = self._key_of(file, sha)
            if named is None:
                self._verified(place, sha, label)
                return place
            ready = self._opens.find(sha)
            return ready or self._opens.keep(sha, self._plain(file, sha, label, named))

    def _verified(self, place: Path, sha: str, label: str) -> bytes | None:
        """The id of the key a file is sealed by; None: it is plain. Raises as `_opened` does."""
        stamp = _stamp(place)
        known = _sound.get(str(place))
        if known and known[0] == stamp:
            return known[1]
        with place.open("rb") as file:
            named = self._key_of(file, sha)
            for _ in self._plain(file, sha, label, named):
                pass
        _remember(place, stamp, named)
        return named

    def _key_of(self, file: IO[bytes], sha: str) -> bytes | None:
        """The id of the key an open file is sealed by; None: it is plain, whatever it looks like.

        Someone may have given us a sealed file to keep: that is a plain file with a sealed look.
        """
        file.seek(0)
        named = key_of(file.read(HEAD))
        if named is None:
            return None
        if self.keys and self.keys.named(named):
            file.seek(0)
            try:
                next(unseal(file, self.keys, sha, ""))
                return named
            except Damaged:
                pass
        file.seek(0)
        digest = hashlib.sha256()
        for block in _blocks(file):
            digest.update(block)
        return None if digest.hexdigest() == sha else named

    def _plain(self, file: IO[bytes], sha: str, label: str, named: bytes | None) -> Iterator[bytes]:
        """The plain bytes of an open file, to its end only if they are those of the SHA-256."""
        label = f"{label} in {self.root}"
        file.seek(0)
        blocks = _blocks(file) if named is None else unseal(file, self.keys, sha, label)
        try:
            yield from checked(blocks, sha, label)
        except Damaged as problem:
            raise Damaged(
                f"{problem}: its bytes are no longer those that were kept; give the same file "
                "again or bring it back from a backup, or begin anew with another --workspace"
            ) from problem

    def _sealed(self, place: Path, namespace: Namespace, kept: Kept) -> bool:
        if self.keys is None:
            raise Locked(NO_KEY)
        try:
            named = self._verified(place, kept.sha256, kept.sha256[:12])
            if named == key_id(self.keys.first):
                return False
            with place.open("rb") as file, self._incoming(namespace, kept.sha256) as sink:
                blocks = self._plain(file, kept.sha256, kept.sha256[:12], named)
                self.sealing(blocks, sink, kept.sha256)
            # Its age is that of its bytes.
            os.utime(place, (kept.at, kept.at))
        except FileNotFoundError:
            return False
        return True

    def _unsealed(self, place: Path, namespace: Namespace, kept: Kept) -> bool:
        try:
            named = self._verified(place, kept.sha256, kept.sha256[:12])
            if named is None:
                return False
            with place.open("rb") as file, self._incoming(namespace, kept.sha256) as sink:
                sink.writelines(self._plain(file, kept.sha256, kept.sha256[:12], named))
            os.utime(place, (kept.at, kept.at))
        except FileNotFoundError:
            return False
        return True

    @contextmanager
    def _incoming(self, namespace: Namespace, sha: str) -> Generator[IO[bytes]]:
        place = self._place(namespace, sha)
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


def checked(blocks: Iterable[bytes], sha: str, label: str) -> Iterator[bytes]:
    """The same blocks; raises Damaged at their end unless they are those of the SHA-256."""
    digest = hashlib.sha256()
    for block in blocks:
        digest.update(block)
        yield block
    if digest.hexdigest() != sha:
        raise Damaged(f"{label} is damaged")


def file_blocks(path: Path, sha: str) -> Iterator[bytes]:
    """The bytes of a file; raises StoreFailed at their end where it changed since its SHA-256."""
    with path.open("rb") as file:
        try:
            yield from checked(_blocks(file), sha, str(path))
        except Damaged as problem:
            raise StoreFailed(
                f"{path} changed while it was read; run the same command again"
            ) from problem


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(READ):
        yield block


def _label(asset: Asset) -> str:
    return f"{asset.name!r} ({asset.sha256[:12]})"


def _stamp(place: Path) -> _Stamp:
    told = place.stat()
    return told.st_size, told.st_mtime_ns, told.st_ino


def _remember(place: Path, stamp: _Stamp, named: bytes | None) -> None:
    if abs(time.time_ns() - stamp[1]) < _RACY:
        return
    if len(_sound) >= _MOST_SOUND:
        _sound.clear()
    _sound[str(place)] = (stamp, named)

"""A campaign's folder as a value: its files by digest, so that any worker can lay it out anew.

The folder on a person's machine stays the place of editing. A snapshot of it is a version: the same
files are the same version, whenever and wherever they are taken.
"""

import errno
import fcntl
import glob
import hashlib
import mimetypes
import os
import re
import secrets
import shutil
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from ..domain.asset import Asset, Assets
from ..domain.base import Frozen, digest_of
from ..domain.errors import InvalidIntake, StoreFailed
from .catalogue import Catalogue, Result, now

LEFT_OUT = (".reelwright", "out", ".git")
"""What lies at the top of a campaign's folder and is no part of it: results and history."""
MOST_FILES = 20_000
MOST_BYTES = 2_000_000_000
"""Bytes of one file."""
MOST_IN_ALL = 20_000_000_000
STAGE, ITEM = "snapshot", "campaign"
"""What versions are called in a catalogue."""
LAID_OUT = ".reelwright/snapshot"
"""Tells a folder that was laid out, and may be laid out again, from one that a person works in."""


class SnapshotFile(Frozen):
    """A file: its path in the folder, with slashes, and its bytes."""

    path: str
    asset: Asset


class Snapshot(Frozen):
    """The files of a campaign's folder by path, and which of its versions this is, from 1."""

    version: int
    files: tuple[SnapshotFile, ...]

    def digest(self) -> str:
        """Hex SHA-256 of the paths and their bytes, whichever version they are called."""
        return digest_of([[file.path, file.asset.sha256] for file in self.files])

    @property
    def bytes(self) -> int:
        """Bytes of all files."""
        return sum(file.asset.bytes for file in self.files)

    @property
    def digests(self) -> frozenset[str]:
        """SHA-256 of all files: what a retention sweep has to keep."""
        return frozenset(file.asset.sha256 for file in self.files)


def take_snapshot(
    folder: Path, assets: Assets, before: Snapshot | None = None, *, mend: bool = False
) -> Snapshot:
    """Keep a campaign folder's files and return what it is made of.

    before: the version that was taken last; it is returned when nothing changed since. mend: give
    also the files to the store that did not change, so that what was damaged there is right again;
    in a bucket that asks for each of them. Raises InvalidIntake for links, for what is no file, and
    for folders beyond the limits.
    """
    files: list[SnapshotFile] = []
    total = 0
    known = {file.path: file for file in before.files} if before else {}
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        check_path(name)
        size = path.stat().st_size
        total += size
        if size > MOST_BYTES or total > MOST_IN_ALL or len(files) >= MOST_FILES:
            raise InvalidIntake(
                f"{folder} is too large to be kept at {name}: {MOST_FILES} files, "
                f"{MOST_BYTES // 10**9} GB each and {MOST_IN_ALL // 10**9} GB in all may be; move "
                "what the campaign does not use out of it"
            )
        if not mend and name in known and _right(path, known[name].asset):
            files.append(known[name])
            continue
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        files.append(SnapshotFile(path=name, asset=assets.put_file(path, media_type, "inputs")))
    if not files:
        raise InvalidIntake(f"there is nothing in {folder} to keep")
    taken = Snapshot(version=before.version + 1 if before else 1, files=tuple(files))
    return before if before and before.digest() == taken.digest() else taken


def lay_out(snapshot: Snapshot, assets: Assets, folder: Path) -> Path:
    """Make a folder with a snapshot's files, whole or not at all; returns it.

    A folder that was laid out before is replaced while its files are those that were laid out:
    those that are right already are used again, and its results (`.reelwright`, `out`) stay. A
    file's time is drawn from its bytes, so that what is remembered by size and time holds on every
    machine. Raises InvalidIntake for paths that lead outside and for a folder that a person works
    in, which is left as it is; StoreFailed where it cannot be written.
    """
    for file in snapshot.files:
        check_path(file.path)
    try:
        # Through a link, so that what it leads to is replaced and not the link.
        folder = folder.resolve()
        if folder.exists() and not folder.is_dir():
            raise InvalidIntake(
                f"{folder} is a file; name a folder that is empty or does not exist"
            )
        with _alone(folder):
            _repair(folder)
            return _laid_out(snapshot, assets, folder)
    except OSError as problem:
        room = problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        act = "free some space there" if room else "let it be written to, or name another folder"
        raise StoreFailed(
            f"could not lay out {folder}: {problem.strerror or problem}; {act}, then run the same "
            "command again"
        ) from problem


def keep_snapshot(catalogue: Catalogue, snapshot: Snapshot) -> Snapshot:
    """Keep a snapshot in a campaign's catalogue, as the one that counts; returns it numbered.

    The same files are the version that they were when they were first kept.
    """
    value = snapshot.model_dump(mode="json")
    key = digest_of([STAGE, snapshot.digest()])
    catalogue.keep(Result(key, STAGE, ITEM, {}, value, snapshot.digest(), 0.0, now()))
    return next(kept for kept in snapshots(catalogue) if kept.digest() == snapshot.digest())


def snapshots(catalogue: Catalogue) -> tuple[Snapshot, ...]:
    """Every version of a campaign's folder, the first first."""
    # Numbered by their order, so that two who keep one at the same time cannot share a number.
    return tuple(
        snapshot_of(kept.value).model_copy(update={"version": number})
        for number, kept in enumerate(catalogue.versions(STAGE, ITEM), 1)
    )


def latest_snapshot(catalogue: Catalogue) -> Snapshot | None:
    """The version that was kept last; None: there is none."""
    kept = catalogue.latest(STAGE, ITEM)
    if kept is None:
        return None
    digest = snapshot_of(kept.value).digest()
    return next(found for found in snapshots(catalogue) if found.digest() == digest)


def snapshot_of(value: Any) -> Snapshot:
    """A snapshot from its JSON value. Raises StoreFailed when it is none."""
    try:
        return Snapshot.model_validate(value)
    except ValidationError as problem:
        raise StoreFailed("a kept snapshot cannot be read; take the campaign's again") from problem


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder in a fixed order."""
    if not folder.is_dir():
        raise InvalidIntake(f"there is no folder {folder}")

    def walk(here: Path) -> Iterator[Path]:
        with os.scandir(here) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            path = Path(entry.path)
            if here == folder and entry.name in LEFT_OUT:
                continue
            if entry.is_symlink():
                raise InvalidIntake(
                    f"{path} is a link; put the file itself there, a link means nothing elsewhere"
                )
            if entry.is_dir():
                yield from walk(path)
            elif entry.is_file():
                yield path
            else:
                raise InvalidIntake(f"{path} is neither a file nor a folder; take it out")

    yield from walk(folder)


def check_path(name: str) -> None:
    """Refuse a path that could lead outside the folder, or into its results, on any system."""
    parts = PurePosixPath(name).parts
    try:
        name.encode()
        sound = True
    except UnicodeEncodeError:
        sound = False
    if (
        not sound
        or not parts
        or name != "/".join(parts)
        or name.startswith("/")
        or any(part in ("..", ".") for part in parts)
        or re.search(r"[\\:\x00-\x1f]", name)
        or parts[0] in LEFT_OUT
        or len(name) > 1000
    ):
        raise InvalidIntake(f"{name!r} is no path of a file within a campaign; rename it")


def _time(sha: str) -> int:
    """A time (epoch ns, before 2007) for each content."""
    return int(sha[:15], 16)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _right(path: Path, asset: Asset) -> bool:
    if path.is_symlink() or not path.is_file() or path.stat().st_size != asset.bytes:
        return False
    return _hash(path) == asset.sha256


def _listing(files: Iterable[tuple[str, str]]) -> str:
    """What a folder holds, (path, SHA-256) of each file, as the mark of a lay-out notes it."""
    return "".join(f"{sha}  {name}\n" for name, sha in files)


def _touched(folder: Path) -> str:
    """What a person changed in a folder since it was laid out, in words; "" where nothing.

    Raises InvalidIntake for links and for what is no file: nothing like it was laid out.
    """
    digest, _, listing = (folder / LAID_OUT).read_text("utf-8").partition("\n")
    there = [(path.relative_to(folder).as_posix(), _hash(path)) for path in _files(folder)]
    if digest_of([list(pair) for pair in there]) == digest.strip():
        return ""
    laid = {line[66:]: line[:64] for line in listing.splitlines()}
    found = dict(there)
    if not laid:
        return "its files are not those that were laid out"
    told = [
        f"{name} {how}"
        for how, names in (
            ("was changed", [n for n in found if n in laid and found[n] != laid[n]]),
            ("was added", [n for n in found if n not in laid]),
            ("was taken away", [n for n in laid if n not in found]),
        )
        for name in names
    ]
    more = f" and {len(told) - 3} more" if len(told) > 3 else ""
    return f"{', '.join(told[:3])}{more} since it was laid out"


def _matches(snapshot: Snapshot, folder: Path) -> bool:
    """Whether a folder that nobody touched holds a snapshot's very files."""
    mark = folder / LAID_OUT
    return mark.is_file() and mark.read_text("utf-8").split("\n")[0] == snapshot.digest()


def _free(folder: Path) -> None:
    """Raise InvalidIntake where a folder holds anything that a lay-out did not leave there."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / LAID_OUT).is_file():
        why = "was not laid out from a snapshot"
    else:
        try:
            why = _touched(folder)
        except InvalidIntake as problem:
            why = str(problem)
        why = why and f"is no longer as it was laid out ({why})"
    if why:
        raise InvalidIntake(
            f"{folder} {why}, a person may work in it; choose a folder that is empty or does not "
            "exist"
        )


def _laid_out(snapshot: Snapshot, assets: Assets, folder: Path) -> Path:
    _free(folder)
    if _matches(snapshot, folder):
        return folder
    for left in _beside(folder, "new"):
        shutil.rmtree(left, ignore_errors=True)
    new = folder.with_name(f".{folder.name}.new-{secrets.token_hex(4)}")
    try:
        for file in snapshot.files:
            _lay(file, assets, folder, new)
        _mark(snapshot, new)
        _swap(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return folder


def _beside(folder: Path, what: str) -> list[Path]:
    """What a lay-out that was cut off left beside a folder, by the name that it draws."""
    return sorted(folder.parent.glob(f".{glob.escape(folder.name)}.{what}-{'[0-9a-f]' * 8}"))


@contextmanager
def _alone(folder: Path) -> Generator[None]:
    """One process at a time lays out a folder; nothing of the lock stays beside it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    place = folder.with_name(f".{folder.name}.lock")
    while True:
        handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            # Who held it before took its name away: then others lock another file.
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(handle), os.stat(place)):
                    try:
                        yield
                    finally:
                        place.unlink(missing_ok=True)
                    return
        finally:
            os.close(handle)


def _lay(file: SnapshotFile, assets: Assets, old: Path, new: Path) -> None:
    place, before = new / file.path, old / file.path
    place.parent.mkdir(parents=True, exist_ok=True)
    if _right(before, file.asset):
        shutil.copyfile(before, place)
    else:
        shutil.copyfile(assets.path(file.asset), place)
    stamp = _time(file.asset.sha256)
    os.utime(place, ns=(stamp, stamp))


def _mark(snapshot: Snapshot, new: Path) -> None:
    mark = new / LAID_OUT
    mark.parent.mkdir()
    listing = _listing((file.path, file.asset.sha256) for file in snapshot.files)
    mark.write_text(f"{snapshot.digest()}\n{listing}", "utf-8")


def _swap(new: Path, folder: Path) -> None:
    """Put a finished folder in the other's place; the other's results move along."""
    if not folder.exists() or not any(folder.iterdir()):
        os.rename(new, folder)
        return
    old = folder.with_name(f".{folder.name}.old-{secrets.token_hex(4)}")
    os.rename(folder, old)
    os.rename(new, folder)
    _bring(old, folder)


def _repair(folder: Path) -> None:
    """Finish or undo a swap that was cut off."""
    for old in _beside(folder, "old"):
        if folder.exists():
            _bring(old, folder)
        else:
            os.rename(old, folder)


def _bring(old: Path, folder: Path) -> None:
    """Move results from a replaced folder into the new one, and take the old one away."""
    for name in LEFT_OUT:
        if not os.path.lexists(old / name):
            continue
        if name == ".reelwright":
            for path in (old / name).iterdir():
                if path != old / LAID_OUT:
                    os.rename(path, folder / name / path.name)
        elif not os.path.lexists(folder / name):
            os.rename(old / name, folder / name)
    shutil.rmtree(old, ignore_errors=True)

"""Versions of a campaign's folder: taken, listed, laid out anew in another folder."""

from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.base import Frozen
from ..domain.errors import InvalidIntake, NotFound
from . import _audit, _given
from ._rights import demand

if TYPE_CHECKING:
    from ..wiring.keeping import Holding


class Version(Frozen):
    """A version of a campaign's folder, numbered from 1; sha256 is that of its paths and bytes."""

    version: int
    sha256: str
    files: int
    bytes: int
    taken_at: str


class Taken(Frozen):
    """The version that the folder is now.

    fresh: it was none of those that were kept before. changed: it is another than the one kept
    last; with fresh False the folder is again as it was in an older version, which counts now.
    """

    version: Version
    fresh: bool
    changed: bool


def take(
    folder: Path | str, *, note: str = "", who: str | None = None, workspace: Path | None = None
) -> Taken:
    """Keep the files of a campaign's folder as a version; the same files are the same version.

    Results (`.reelwright`, `out`) and history (`.git`) are no part of it.

    Args:
        folder: The campaign's folder.
        note: Why, for the record.
        who: Who takes it; None: the person of the settings.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotAllowed: It takes the role editor.
        InvalidIntake: It is no campaign's folder, holds links, or is too large.
    """
    from ..store.snapshot import keep_snapshot, latest_snapshot, take_snapshot

    demand("editor", who)
    place = Path(folder)
    if not (place / "campaign.toml").is_file():
        raise InvalidIntake(f"{folder} is no campaign's folder: there is no campaign.toml in it")
    kept = _kept(place, workspace)
    within = kept.workspace.is_relative_to(place.resolve())
    if within and kept.workspace.relative_to(place.resolve()).parts[:1] != (".reelwright",):
        raise InvalidIntake(
            f"the results lie in {kept.workspace}, a part of the folder itself; leave --workspace "
            "out or choose one outside of it"
        )
    before, last = {one.sha256 for one in _listed(kept)}, latest_snapshot(kept.catalogue)
    taken = take_snapshot(place, kept.assets, last, mend=True)
    told = f"{len(taken.files)} files, {taken.digest()[:12]}"
    with _audit.acting(kept.catalogue.trail, who, "snapshot", place.name, told, note):
        number = keep_snapshot(kept.catalogue, taken).version
    found = next(one for one in _listed(kept) if one.version == number)
    return Taken(
        version=found,
        fresh=found.sha256 not in before,
        changed=last is None or last.digest() != found.sha256,
    )


def listed(folder: Path | str, *, workspace: Path | None = None) -> tuple[Version, ...]:
    """Every version that was kept, the first first.

    Raises:
        NotFound: Nothing of the campaign was kept yet.
    """
    _given.catalogue(folder, workspace).close()
    return _listed(_kept(Path(folder), workspace))


def lay_out(
    folder: Path | str,
    to: Path | str,
    version: int | None = None,
    *,
    who: str | None = None,
    workspace: Path | None = None,
) -> Version:
    """Write the files of a version into a folder, whole or not at all.

    Args:
        folder: The campaign's folder, or what is left of it: its results.
        to: A folder that is empty, not there yet, or just as another version was laid out there.
        version: Which one; None: the one that was kept last.
        who: Who wants it; None: the person of the settings.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotAllowed: It takes the role viewer.
        NotFound: There is no such version, or bytes of it are gone.
        InvalidIntake: A person may work in the folder; nothing in it was changed.
        StoreFailed: It cannot be written, or bytes are damaged.
    """
    from ..store.snapshot import latest_snapshot, snapshots
    from ..store.snapshot import lay_out as write

    demand("viewer", who)
    _given.catalogue(folder, workspace).close()
    kept = _kept(Path(folder), workspace)
    known = {one.version: one for one in snapshots(kept.catalogue)}
    last = latest_snapshot(kept.catalogue)
    chosen = known.get(last.version if last and version is None else version or 0)
    if chosen is None:
        there = ", ".join(map(str, known)) or "none yet"
        raise NotFound(
            f"there is no version {version or 'at all'} of {folder} (there are: {there}); "
            f"`reelwright snapshot {folder}` keeps one"
        )
    told = f"version {chosen.version} to {Path(to).absolute()}"
    with _audit.acting(kept.catalogue.trail, who, "lay out", Path(folder).name, told):
        write(chosen, kept.assets, Path(to))
    return next(one for one in _listed(kept) if one.version == chosen.version)


def _listed(kept: "Holding") -> tuple[Version, ...]:
    from ..store.snapshot import ITEM, STAGE, snapshots

    times = [result.made_at for result in kept.catalogue.versions(STAGE, ITEM)]
    return tuple(
        Version(
            version=one.version,
            sha256=one.digest(),
            files=len(one.files),
            bytes=one.bytes,
            taken_at=at,
        )
        for one, at in zip(snapshots(kept.catalogue), times, strict=True)
    )


def _kept(folder: Path, workspace: Path | None) -> "Holding":
    from ..wiring.keeping import kept_of

    return kept_of(folder, _given.settings(workspace=workspace))

"""A campaign's files out of an archive, and where each may lie."""

import stat
import zipfile
from pathlib import Path
from typing import BinaryIO

from ..domain.errors import InvalidIntake
from ._received import write_within

LEFT_BY_SYSTEMS = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What operating systems add to folders and archives; no part of a campaign."""

LONGEST_NAME = 200
"""Bytes of a file's name; disks keep 255, and a part of a name is added while it is written."""


def inside(folder: Path, path: str) -> Path:
    """A file's place in a campaign's folder. Raises InvalidIntake where it would lie outside."""
    from ..store.snapshot import check_path

    check_path(path)
    if any(len(part.encode()) > LONGEST_NAME for part in Path(path).parts):
        raise InvalidIntake(
            f"{path[:60]}... has a name of over {LONGEST_NAME} bytes, which not every disk keeps; "
            "give it a shorter one"
        )
    at = folder / path
    if not at.resolve().is_relative_to(folder.resolve()):
        raise InvalidIntake(f"{path} leads out of the campaign; choose another path")
    return at


def unpack(archive: BinaryIO | Path | str, to: Path) -> None:
    """Write an archive's files into an empty folder; all limits hold for what really comes out."""
    from ..store.snapshot import MOST_BYTES, MOST_FILES, MOST_IN_ALL

    try:
        with zipfile.ZipFile(archive) as packed:
            members = [m for m in packed.infolist() if not _unwanted(m)]
            if len(members) > MOST_FILES:
                raise InvalidIntake(f"the archive holds over {MOST_FILES} files; pack fewer")
            top, left = _top(members), MOST_IN_ALL
            for member in members:
                name = member.filename.removeprefix(top)
                if stat.S_ISLNK(member.external_attr >> 16) or member.flag_bits & 1:
                    raise InvalidIntake(
                        f"{member.filename} in the archive is a link, or has a password; pack the "
                        "files themselves, without one"
                    )
                at = inside(to, name)
                if at.exists():
                    raise InvalidIntake(f"{member.filename} is in the archive twice; pack it once")
                with packed.open(member) as data:
                    write_within(at, data, min(left, MOST_BYTES), name)  # pyright: ignore[reportArgumentType]
                left -= at.stat().st_size
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError) as problem:
        raise InvalidIntake(
            f"this is no zip archive that can be read ({problem}); pack the campaign's folder anew"
        ) from problem
    if not (to / "campaign.toml").is_file():
        raise InvalidIntake(
            "there is no campaign.toml in the archive; pack the campaign's folder, with the file "
            "at its top"
        )


def _unwanted(member: zipfile.ZipInfo) -> bool:
    from ..store.snapshot import LEFT_OUT

    parts = member.filename.split("/")
    results = {*LEFT_OUT, *LEFT_BY_SYSTEMS}
    return member.is_dir() or not results.isdisjoint(parts[:2]) or parts[-1] in LEFT_BY_SYSTEMS


def _top(members: list[zipfile.ZipInfo]) -> str:
    """The one folder at the top of an archive, with its slash; "" where there is more."""
    tops = {m.filename.partition("/")[0] for m in members}
    if len(tops) == 1 and all("/" in m.filename for m in members):
        return f"{tops.pop()}/"
    return ""

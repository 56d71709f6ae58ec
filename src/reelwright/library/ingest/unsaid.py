"""What to do about pictures that nobody has said anything of: the list to write, and how."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from ...domain.errors import InvalidIntake
from .lists import LISTS, folded, read_list
from .shelf import files_in

TO_FILL = (
    "file", "caption", "keywords", "people", "scale", "holder", "licence", "expires",
    "people_consented",
)  # fmt: skip
"""Columns of a list to fill in; all but file may stay empty."""

FEW = 3
"""Files that are named; of more it is said how many."""


def unsaid(files: Sequence[str], total: int, folder: Path, *, base: str = "") -> tuple[str, ...]:
    """What to do about files without a caption, in lines for people; () where there are none.

    total: how many there are in all. folder: where they came from, which gets the list. base: the
    knowledge base that they are in, if any: a model can caption what is there.
    """
    if not files:
        return ()
    place = folder / LISTS[0]
    what = "all" if len(files) == total else str(len(files))
    row = (files[0], "what it shows in one sentence", "a word; another", "", "", "", "", "", "")
    then = f", then run reelwright library add {base} {folder} again" if base else ""
    told = [
        f"{what} of {total} files have no caption ({named(files)}): what they show is guessed from "
        "their file names, and a search that asks for it will miss them",
        f"write {place}, one row a file, with the columns {', '.join(TO_FILL)}; a row: "
        f"{_line(row)}",
        f"`reelwright library captions {folder}` writes that list to be filled in{then}",
    ]
    if base:
        told.append(f"or let a vision model say it: reelwright library caption {base} --model NAME")
    return tuple(told)


def named(files: Sequence[str]) -> str:
    """The first few of some files, and how many more there are."""
    return ", ".join(files[:FEW]) + (f" and {len(files) - FEW} more" if len(files) > FEW else "")


def write_list(folder: Path, to: Path | None = None) -> tuple[Path, tuple[str, ...]]:
    """Write a list of the files of a folder, to be filled in; returns its path and the files.

    to: where it goes; None: captions.csv in the folder, which a folder's search reads. Raises
    InvalidIntake for a folder without pictures, and rather than write over a list: it then names
    the files that the list lacks.
    """
    if not folder.is_dir():
        raise InvalidIntake(f"{folder} is no folder; name the folder that holds the pictures")
    paths, _ = files_in(folder)
    names = [p.relative_to(folder).as_posix() for p in paths]
    if not names:
        raise InvalidIntake(f"{folder} holds no picture; put some in, or name another folder")
    listed = {folded(row.file) for row in read_list(folder).rows}
    lacking = [n for n in names if folded(n) not in listed and folded(Path(n).name) not in listed]
    place = to or folder / LISTS[0]
    if place.exists() or (to is None and any((folder / one).exists() for one in LISTS)):
        there = (
            place if place.exists() else next(folder / o for o in LISTS if (folder / o).exists())
        )
        more = f"; it has no row for {', '.join(lacking)}" if lacking else "; every file has a row"
        raise InvalidIntake(f"{there} is there already and is not written over{more}")
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(TO_FILL)
    writer.writerows([name, *[""] * (len(TO_FILL) - 1)] for name in lacking)
    aside = place.with_name(f".{place.name}.part")
    aside.write_text(sink.getvalue(), encoding="utf-8")
    aside.replace(place)
    return place, tuple(lacking)


def _line(cells: Sequence[str]) -> str:
    sink = io.StringIO()
    csv.writer(sink, lineterminator="").writerow(cells)
    return sink.getvalue()

"""What the pictures of a campaign show and may be used for, as a form: read, and kept by picture.

It stands in library/captions.csv. What a form does not tell of, other columns too, stays there as
it is.
"""

import hashlib
import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from ..domain.base import Frozen
from ..domain.errors import Conflict, InvalidIntake, Missing, NotFound, WrongFields
from . import _given, house
from ._rights import demand
from .facts import Apart

if TYPE_CHECKING:
    from ..library.ingest.lists import Listed, ListRow

LIBRARY = "library"
LIST = f"{LIBRARY}/captions.csv"
MOST = 20_000
"""Pictures of a campaign's library that are written at once."""

KEPT = 400
"""Small pictures that are kept in memory."""

Words = Annotated[str, Field(max_length=2000)]


class CaptionRow(Frozen):
    """What a campaign's list says of one picture or clip; "" for what it does not say.

    file: its path in the library. expires: the last day of the licence, as 2027-12-31.
    people_consented: yes, no, or "" where it is not known.
    """

    file: Words
    caption: Words
    keywords: Words
    people: Words
    scale: Words
    holder: Words
    licence: Words
    expires: Words
    people_consented: Words


class Captions(Frozen):
    """The pictures of a campaign's library, by path; path: of the list that tells of them.

    version: of the list as it was read, "" where there is none; given back with what was changed.
    """

    path: Words
    version: str
    pictures: Annotated[tuple[CaptionRow, ...], Field(max_length=MOST)]


class CaptionFinding(Frozen):
    """What `check` says of a picture. file: its path in the library; "" for the list as a whole.

    field: of CaptionRow; "" for the picture as a whole. wrong: nothing can be made while it is so.
    """

    file: str
    field: str = ""
    text: str
    wrong: bool


def found(name: str, *, who: str | None = None) -> Captions:
    """The pictures and clips of a campaign's library, with what its list says of each.

    Args:
        name: The campaign.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is none of that name.
        InvalidIntake: The list cannot be read; the message names the row.
    """
    return _captions(house.folder(name, who=who))


def findings(
    name: str, *, who: str | None = None, apart: Apart | None = None
) -> tuple[CaptionFinding, ...]:
    """What `check` says of a campaign's pictures, each line at the picture that it tells of.

    Args:
        name: The campaign.
        who: Who asks; None: the person of the settings.
        apart: Where the check is done, which takes seconds; None: here.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is none of that name.
    """
    from ..library.ingest.relisting import faults, said_in

    at = house.folder(name, who=who)
    try:
        told: tuple[str, ...] = apart(_looked, at) if apart else _looked(at)
        lines = [(line, False) for line in told]
    except (InvalidIntake, Missing) as problem:
        lines = [(str(problem), True)]
    files, rows = _files(at), _numbered(at)
    at_fields = [
        CaptionFinding(file=file, field=field, text=why, wrong=True)
        for file, row in rows.items()
        for field, why in faults(said_in(row)).items()
    ]
    # A check ends at the first field that is wrong; here each is told at its own.
    known = {one.file for one in at_fields}
    numbers = {row.number: file for file, row in rows.items()}
    placed = [_placed(house.unplaced(line, at), files, numbers, wrong) for line, wrong in lines]
    return tuple(
        dict.fromkeys((*at_fields, *(p for p in placed if not (p.wrong and p.file in known))))
    )


def keep(name: str, wanted: Captions, *, who: str | None = None) -> Captions:
    """Write what is said of pictures into a campaign's list; all else in it stays.

    Args:
        name: The campaign.
        wanted: The pictures that somebody changed, with the version that the list was read in.
            Those that it does not name stay as they are.
        who: Who writes them; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such campaign, or no such picture in it.
        InvalidIntake: The list cannot be read, or is none that a form can change.
        WrongFields: A field is wrong; it is named as "pictures.0.expires".
        Conflict: Somebody changed the list meanwhile.

    Nothing is written where it raises.
    """
    from ..library.ingest.lists import cleaned, read_rows, written_in
    from ..library.ingest.relisting import FIELDS, faults, relisted, said_in

    demand("editor", who)
    at = house.folder(name, who=who)
    path, files = _list(at), _files(at)
    if not path.lower().endswith(".csv"):
        raise InvalidIntake(
            f"{path} is no list that a form can change; change its text, or save it as captions.csv"
        )
    if unknown := [one.file for one in wanted.pictures if one.file not in files]:
        raise NotFound(f"there is no picture {unknown[0]} in {name}; load the page again")
    said = {
        one.file: {field: cleaned(getattr(one, field)) for field in FIELDS}
        for one in wanted.pictures
    }
    wrong = [
        (f"pictures.{n}.{field}", why)
        for n, one in enumerate(wanted.pictures)
        for field, why in faults(said[one.file]).items()
    ]
    if wrong:
        raise WrongFields(wrong)
    data = _data(at, path)
    version, was = _version(data), written_in(data, path)
    if version != wanted.version:
        raise Conflict(
            f"{path} was changed meanwhile; look at it again, and do your change once more"
        )
    text = relisted(was.text, path, said, _rows(at))
    if text == was.text:
        return _captions(at)
    written = was.bytes_of(text)
    rows, _ = _matched(read_rows(path, text), at)
    if was.bytes_of(was.text) != data or any(
        said_in(rows.get(f)) != will for f, will in said.items()
    ):
        raise InvalidIntake(f"{path} says this in a way that a form cannot change; change its text")
    house.put_file(name, path, written, version=version, who=who)
    return _captions(house.folder(name, who=who))


def small(name: str, file: str, *, wide: int = 320, who: str | None = None) -> bytes:
    """A picture of a campaign's library as a small JPEG.

    Args:
        name: The campaign.
        file: The picture's path in the library.
        wide: The most pixels on its longer side.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is no such picture.
        MediaRefused: It cannot be read as a picture, as a clip cannot.
    """
    at = house.file(name, f"{LIBRARY}/{file}", who=who)
    known = at.stat()
    return _small(at, known.st_mtime_ns, known.st_size, wide)


@lru_cache(maxsize=KEPT)
def _small(at: Path, _changed: int, _bytes: int, wide: int) -> bytes:
    from ..media.pictures.files import open_picture, write_jpeg

    return write_jpeg(open_picture(at, max_side=wide), 84)


def _captions(folder: Path) -> Captions:
    from ..library.ingest.relisting import said_in

    path, rows = _list(folder), _rows(folder)
    return Captions(
        path=path,
        version=_version(_data(folder, path)),
        pictures=tuple(CaptionRow(file=file, **said_in(rows.get(file))) for file in _files(folder)),
    )


def _files(folder: Path) -> dict[str, Path]:
    """The pictures and clips of a campaign's library, by path in it."""
    from ..library.ingest.shelf import files_in

    library = folder / LIBRARY
    paths, _ = files_in(library) if library.is_dir() else ([], [])
    return {path.relative_to(library).as_posix(): path for path in paths}


def _list(folder: Path) -> str:
    """The path of the list that tells of the pictures, or of the one to begin."""
    from ..library.ingest.lists import list_in

    there = list_in(folder / LIBRARY)
    return there.relative_to(folder).as_posix() if there else LIST


def _data(folder: Path, path: str) -> bytes:
    return (folder / path).read_bytes() if (folder / path).is_file() else b""


def _version(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest() if data else ""


def _rows(folder: Path) -> "dict[str, ListRow]":
    """The row of each file of the library that has one. Raises InvalidIntake."""
    from ..library.ingest.lists import read_list

    return _matched(read_list(folder / LIBRARY), folder)[0]


def _matched(listed: "Listed", folder: Path) -> "tuple[dict[str, ListRow], list[str]]":
    from ..library.ingest.shelf import rows_of

    return rows_of(listed, folder / LIBRARY, list(_files(folder).values()))


def _numbered(folder: Path) -> "dict[str, ListRow]":
    """The row of each file; as the list calls them where it cannot be matched."""
    from ..library.ingest.lists import read_list

    try:
        return _rows(folder)
    except InvalidIntake:
        pass
    try:
        return {row.file: row for row in read_list(folder / LIBRARY).rows}
    except InvalidIntake:
        return {}


def _looked(folder: Path) -> tuple[str, ...]:
    """What is noticed of a campaign's pictures where they are read. Raises InvalidIntake."""
    from ..library import read_pictures

    library = folder / LIBRARY
    return read_pictures(library, _given.assets(folder)).refused if library.is_dir() else ()


def _placed(
    line: str, files: Collection[str], rows: Mapping[int, str], wrong: bool
) -> CaptionFinding:
    """A line of `check` at the picture that it tells of."""
    line = line.removeprefix(f"{LIBRARY}/")
    if told := _ROW.match(line):
        file = rows.get(int(told["row"]), "")
        text = told["why"].removeprefix(f"{Path(file).name}: ") if file in files else line
        return CaptionFinding(file=file if file in files else "", text=text, wrong=wrong)
    for file in sorted(files, key=len, reverse=True):
        if line.startswith((f"{file} ", f"{file}: ")):
            text = line.removeprefix(file).removeprefix(":").strip()
            return CaptionFinding(file=file, text=text, wrong=wrong)
    return CaptionFinding(file="", text=line, wrong=wrong)


_ROW = re.compile(r"captions\.\w+, row (?P<row>\d+)(?:, |: )(?P<why>.*)", re.S | re.I)

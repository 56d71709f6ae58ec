"""The campaigns of a house, by name: begun, filled with files, listed, removed.

On one machine a campaign is a folder there. With a database and a bucket its files are kept as
versions, and every machine lays out what it needs: `folder` says where.
"""

import hashlib
import mimetypes
import re
import shutil
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from ..domain.base import Frozen, slug
from ..domain.errors import Conflict, InvalidIntake, NotFound
from . import _given
from ._archives import LEFT_BY_SYSTEMS, inside, unpack
from ._enrolled import demand_answers, enrolled, hidden, note_change, roster
from ._received import write_within
from ._rights import demand, people_there

if TYPE_CHECKING:
    from ..store.roster import Enrolled

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
"""How campaigns are called: in addresses, on disks and in databases."""

GIVEN_FOLDERS = ("library", "brand", "voice", "translations")
"""Folders of a campaign whose lists tell of pictures and words, and of no respondent."""


class CampaignEntry(Frozen):
    """A campaign of the house. title is for people. Times are UTC, ISO 8601.

    team: the people that it is kept to, beside admins; () where it is open to the house.
    """

    name: str
    title: str
    created_at: str
    created_by: str
    changed_at: str
    changed_by: str
    team: tuple[str, ...] = ()


class CampaignFile(Frozen):
    """A file of a campaign: its path with slashes; version is the hex SHA-256 of its bytes."""

    path: str
    bytes: int
    media_type: str
    version: str


def listed(who: str | None = None) -> tuple[CampaignEntry, ...]:
    """Every campaign, by name.

    Args:
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: They may not look.
    """
    demand("viewer", who)
    kept, books = hidden(who), roster()
    teams = books.teams()
    shown = (one for one in books.listed() if one.name not in kept)
    return tuple(_entry(one, teams.get(one.place, ())) for one in shown)


def one(name: str, *, who: str | None = None) -> CampaignEntry:
    """One campaign.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is none of that name.
    """
    demand("viewer", who)
    return _entry(enrolled(name, who))


def folder(name: str, *, who: str | None = None) -> Path:
    """The folder with a campaign's files, as other operations take it.

    With a database and a bucket it is a copy to read: what is changed in it is lost.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is none of that name, or its files are gone.
    """
    from ..wiring.houses import folder_of

    demand("viewer", who)
    return folder_of(enrolled(name, who), _given.settings())


def unplaced(text: str, folder: Path) -> str:
    """A text without where a campaign lies on this machine, which is nobody's business."""
    return text.replace(f"{folder}/", "").replace(str(folder), "the campaign")


def placeless(text: str, campaign: str = "") -> str:
    """A text without where this machine keeps campaigns and bases; campaign: one it may be of.

    For what everybody reads who asks the service: errors, and what is told of an order.
    """
    from contextlib import suppress

    from ..domain.errors import StudioError
    from ..settings import campaigns_home, library_home
    from ..wiring.houses import folder_of

    if "/" not in text and "\\" not in text:
        return text
    settings = _given.settings()
    if campaign:
        with suppress(StudioError):
            text = unplaced(text, folder_of(roster().one(campaign), settings))
    homes = {campaigns_home(settings): "the house", library_home(settings): "the library"}
    for home, name in homes.items():
        text = text.replace(f"{home}/", "").replace(str(home), name)
    return text


def new(name: str, company: str = "", *, who: str | None = None) -> CampaignEntry:
    """Begin a campaign with a folder to fill in.

    Args:
        name: Small letters, digits and hyphens, 1 to 40.
        company: The company's name; "" is read from the campaign's.
        who: Who begins it; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor.
        InvalidIntake: The name cannot be used.
        Conflict: It is taken.
    """
    from ..wiring.houses import editing
    from ._scaffold import scaffold

    title = company or name.replace("-", " ").title()
    with _enrolling(name, title, who) as entry, editing(entry, _given.settings(), new=True) as at:
        scaffold(at, title)
    return _entry(entry)


def take_in(name: str, archive: BinaryIO | Path | str, *, who: str | None = None) -> CampaignEntry:
    """Begin a campaign with the files of a zip archive; a single folder at its top is opened.

    Args:
        name: Small letters, digits and hyphens, 1 to 40.
        archive: The archive, or where it lies.
        who: Who begins it; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor.
        InvalidIntake: It is no zip archive of a campaign, or leads outside; nothing was kept.
        Conflict: The name is taken.
    """
    from ..wiring.houses import editing

    with _enrolling(name, "", who) as entry, editing(entry, _given.settings(), new=True) as at:
        unpack(archive, at)
    note_change(name, "upload campaign", "", who)
    return one(name, who=who)


def adopters() -> tuple[str, ...]:
    """Who may be at this machine, where no setting says so and its own user is nobody here.

    Those who may add a campaign, by name; () where it is known who is here.
    """
    there = people_there()
    everybody = there.listed() if there else ()
    if _given.settings().who or _given.name_of(None) in {one.name for one in everybody}:
        return ()
    return tuple(one.name for one in everybody if one.may("editor"))


def adopt(folder: Path | str, name: str = "", *, who: str | None = None) -> CampaignEntry:
    """Let a campaign's folder on this machine be one of the house; it stays where it is.

    With a database and a bucket its files are kept there, and the folder is not needed any more.
    A folder that is one of the house already stays what it is.

    Args:
        folder: The campaign's folder.
        name: What it is called here; "" is read from the folder's name.
        who: Who adds it; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor.
        InvalidIntake: It is no campaign's folder.
        Conflict: The name is taken by another.
    """
    from ..settings import campaigns_home
    from ..wiring.houses import editing, roster_of
    from ..wiring.places import shared

    given = Path(folder).resolve()
    if not (given / "campaign.toml").is_file():
        raise InvalidIntake(
            f"{folder} is no campaign's folder (there is no campaign.toml in it); name the right "
            "one, or begin a new campaign"
        )
    settings = _given.settings()
    for there in roster_of(settings).listed():
        if not shared(settings) and given in (
            Path(there.folder),
            campaigns_home(settings) / there.name,
        ):
            return _entry(enrolled(there.name, who))
    demand("editor", who)
    called = name or slug(given.name, "campaign")[:40].strip("-")
    if not shared(settings):
        with _enrolling(called, "", who, str(given)) as entry:
            pass
    else:
        with _enrolling(called, "", who) as entry, editing(entry, settings, new=True) as at:
            for path in _files_in(given):
                to = at / path.relative_to(given)
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, to)
    note_change(called, "adopt campaign", str(given), who)
    return one(called, who=who)


def files(name: str, *, who: str | None = None) -> tuple[CampaignFile, ...]:
    """The files of a campaign, by path.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is none of that name.
    """
    at = folder(name, who=who)
    return tuple(_file(path, path.relative_to(at).as_posix()) for path in _files_in(at))


def file(name: str, path: str, *, who: str | None = None) -> Path:
    """Where the bytes of a campaign's file lie, to be read.

    Raises:
        NotAllowed: They may not look; at answers of a survey it takes the role editor or approver.
        NotFound: There is no such file in the campaign.
        InvalidIntake: The path leads outside.
    """
    at = inside(folder(name, who=who), path)
    if holds_answers(path):
        demand_answers(path, who)
    if not at.is_file():
        raise NotFound(f"there is no file {path} in {name}; look at the list of its files")
    return at


def put_file(
    name: str,
    path: str,
    data: BinaryIO | bytes,
    *,
    version: str | None = None,
    who: str | None = None,
) -> CampaignFile:
    """Write a file of a campaign, whole or not at all.

    Args:
        name: The campaign.
        path: Where in it, with slashes.
        data: Its bytes.
        version: What it was when it was read; "" where it shall be new; None: whatever it is.
        who: Who writes it; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor.
        InvalidIntake: The path cannot be used, or the file is too large.
        Conflict: It is another version now: somebody changed it meanwhile.
    """
    from ..store.snapshot import MOST_BYTES
    from ..wiring.houses import editing

    by = demand("editor", who)
    with editing(enrolled(name, who), _given.settings()) as folder:
        at = inside(folder, path)
        _unchanged(at, path, version)
        if at.is_dir() or any(p.is_file() for p in at.parents if p.is_relative_to(folder)):
            raise InvalidIntake(f"{path} is a folder, or leads through a file; choose another name")
        write_within(at, data, MOST_BYTES, path)
        kept = _file(at, path)
    note_change(name, "write file", path, by)
    return kept


def remove_file(
    name: str, path: str, *, version: str | None = None, who: str | None = None
) -> None:
    """Take a file out of a campaign.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such file.
        Conflict: It is another version now.
    """
    from ..wiring.houses import editing

    by = demand("editor", who)
    with editing(enrolled(name, who), _given.settings()) as folder:
        at = inside(folder, path)
        if not at.is_file():
            raise NotFound(f"there is no file {path} in {name}; look at the list of its files")
        _unchanged(at, path, version)
        at.unlink()
    note_change(name, "remove file", path, by)


def keep_to(name: str, people: Sequence[str], *, who: str | None = None) -> CampaignEntry:
    """Keep a campaign to a team: for all others but admins there is none of that name.

    Args:
        name: The campaign.
        people: The names of its team; () opens it to the house. Who sets it stays of it.
        who: Who sets it; None: the person of the settings.

    Raises:
        NotAllowed: It takes an admin, or the editor who began it.
        NotFound: There is no such campaign, or nobody of such a name.
    """
    by, entry = demand("editor", who), enrolled(name, who)
    if by != entry.created_by:
        demand("admin", who)
    there = people_there()
    everybody = {one.name: one for one in there.listed()} if there else {}
    if strange := sorted(set(people) - set(everybody)):
        raise NotFound(f"there is nobody called {', '.join(strange)} in this house; add them first")
    mine = () if by not in everybody or everybody[by].may("admin") else (by,)
    roster().keep_to(name, (*people, *mine) if people else (), by)
    return _entry(enrolled(name, who))


def holds_answers(path: str) -> bool:
    """Whether a file of a campaign may hold what respondents answered, by its place and ending.

    Args:
        path: Where it lies in the campaign, with slashes.
    """
    from ..intake.campaign import SURVEY_TYPES

    top, _, inner = path.partition("/")
    kind = PurePosixPath(path).suffix.lower() in SURVEY_TYPES
    return kind and (not inner or top not in GIVEN_FOLDERS)


def remove(name: str, *, who: str | None = None) -> None:
    """Take a campaign off the list; its files and all that was made of it are put away, and kept.

    A folder that was adopted stays where it is.

    Raises:
        NotAllowed: Only an admin may.
        NotFound: There is none of that name.
        Conflict: An order works at it; nothing was changed.
    """
    from ..wiring.houses import orders_of, put_away, roster_of

    by = demand("admin", who)
    settings, entry = _given.settings(), enrolled(name, who)
    for state in ("running", "queued"):
        for order in orders_of(settings).listed(name, state, limit=1):
            raise Conflict(
                f"{name} is asked to be made ({order.id}, {state}): stop that order first, on its "
                f"page or by POST /api/orders/{order.id}/stop, and remove it when that has ended"
            )
    roster_of(settings).remove(name, by)
    put_away(entry, settings)


@contextmanager
def _enrolling(name: str, title: str, who: str | None, folder: str = "") -> "Generator[Enrolled]":
    """Enrol a campaign for a block that fills it; where that fails, it is none."""
    from ..wiring.houses import new_place, roster_of

    by = demand("editor", who)
    if not NAME.fullmatch(name):
        raise InvalidIntake(
            f"{name!r} cannot be a campaign's name: small letters, digits and hyphens, 1 to 40, "
            'as "spring-sale"'
        )
    roster = roster_of(_given.settings())
    entry = roster.enrol(name, new_place(name), title, by, folder)
    try:
        yield entry
    except BaseException:
        roster.remove(name, by)
        raise


def _entry(found: "Enrolled", team: tuple[str, ...] | None = None) -> CampaignEntry:
    """A campaign as it is told of. team: None looks it up."""
    return CampaignEntry(
        name=found.name,
        title=found.title or found.name,
        created_at=found.created_at,
        created_by=found.created_by,
        changed_at=found.changed_at,
        changed_by=found.changed_by,
        team=roster().team(found.name) if team is None else team,
    )


def _file(at: Path, path: str) -> CampaignFile:
    return CampaignFile(
        path=path,
        bytes=at.stat().st_size,
        media_type=mimetypes.guess_type(at.name)[0] or "application/octet-stream",
        version=_digest(at),
    )


def _digest(at: Path) -> str:
    with at.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files_in(folder: Path) -> Iterator[Path]:
    from ..store.snapshot import LEFT_OUT

    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if parts[0] not in LEFT_OUT and path.name not in LEFT_BY_SYSTEMS and path.is_file():
            yield path


def _unchanged(at: Path, path: str, version: str | None) -> None:
    if version is None:
        return
    there = _digest(at) if at.is_file() else ""
    if there != version:
        how = "was changed" if there and version else "is there" if there else "was removed"
        raise Conflict(f"{path} {how} meanwhile; look at it again, and do your change once more")

"""One respondent's row, and all that is kept of it: found first, then taken away for good."""

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..domain.asset import Asset, Namespace
from ..domain.errors import InvalidIntake, NotFound
from ..domain.loose import is_list, is_table
from ..domain.respondent import Marks, marks_of, without
from ..intake.campaign import SURVEY_TYPES, find_survey
from ..intake.codebook import load_codebook
from ..intake.survey_books import ZIP, is_book
from ..intake.survey_erase import Answered, answered
from ..intake.survey_erase import without as without_rows
from ..intake.survey_files import read_records
from ..intake.survey_labelled import is_labelled
from ..intake.toml import read_toml
from ..settings import Settings, campaigns_home, workspace_of
from ..store import erasing
from ..store.assets import Shelves
from ..store.catalogue import Catalogue
from ..store.database import Database
from ..store.emptying import files_of, take_away
from ..store.folder import NAMESPACES
from ..store.retention import digests_in
from ..store.snapshot import LEFT_OUT
from ..store.snapshot import STAGE as SNAPSHOT
from .houses import LAID
from .keeping import at_rest
from .places import catalogue_of, catalogue_there, on_server, shared, store
from .sites import house_there

QUOTED = ("audience", "segment")
"""Stages whose results name respondents and quote them: these entries go, and the rest stays."""

MOST = 300_000_000
"""Bytes of a file that is looked through."""

WHY = "a respondent was erased"

BEYOND = (
    "backups, and copies of the campaign's folder, that were made before",
    "films, pages and papers that were given out already",
    "what a model's vendor was sent, where the models are not offline",
    "what the disk keeps of deleted files, and file-system snapshots",
)
"""What is not reached anywhere."""

BEYOND_SERVERS = (
    "older versions of objects, where the bucket keeps them: let a rule of its life cycle end them",
    "the database server's log of changes and its backups",
    "copies that other machines laid out: they go when newer versions take their place, or with "
    "`reelwright cleanup --only pipeline` there",
)


@dataclass(frozen=True)
class KeptAt:
    """Where a respondent is erased: a campaign's folder as it lies now, and its place in a house.

    write: puts files' new bytes, by path, in the campaign; on servers that is a new version. name,
    place: those that a house knows it by; "" where it is of none.
    """

    folder: Path
    settings: Settings
    write: Callable[[Mapping[str, bytes]], None]
    name: str = ""
    place: str = ""

    @property
    def workspace(self) -> Path:
        """Where results are kept."""
        return workspace_of(self.folder, self.settings)


@dataclass
class Remains:
    """What there is of a respondent.

    rows: how many are theirs. files: path in the folder -> their rows there. kept: SHA-256 of kept
    bytes that hold their answers, by namespace. results, edits: how many hold them. beside: files
    that this program wrote. left: what stays, and what to do about it.
    """

    marks: Marks
    rows: int
    files: dict[str, Answered]
    kept: dict[Namespace, list[str]]
    results: int = 0
    edits: int = 0
    beside: list[Path] = field(default_factory=list[Path])
    left: list[str] = field(default_factory=list[str])


def find(ground: KeptAt, respondent: str) -> Remains:
    """Look for all that holds what a respondent answered; nothing is changed.

    Raises NotFound where no row, now or in a version that was kept, is theirs, and InvalidIntake
    where several people's may be meant, or a file cannot be read.
    """
    folder = ground.folder
    if not folder.is_dir():
        raise NotFound(f"there is no folder {folder}; name the campaign's, as it is called now")
    files: dict[str, Answered] = {}
    for name, sheet in _surveys(folder):
        if rows := answered(folder / name, name, respondent, sheet, **_own(folder)):
            files[name] = rows
    with _opened(ground) as (assets, catalogue):
        older = list(_of_versions(ground, assets, catalogue, respondent))
        all_ = [*files.values(), *older]
        if not all_:
            raise NotFound(
                "no row of the survey holds that, now or in a version that was kept; give an id, "
                "an e-mail address or an answer as it stands in the file, or row-17 for line 17"
            )
        marks = marks_of(
            (row for one in all_ for row in one.rows),
            (row for one in all_ for row in one.others),
            (called for one in all_ for called in one.ids),
        )
        found = Remains(marks, max(len(one.lines) for one in all_), files, {})
        for namespace, sha, path in _bytes(assets):
            if _holds_file(path, marks):
                found.kept.setdefault(namespace, []).append(sha)
        if catalogue:
            _count(catalogue, found)
    found.beside = [path for path in _beside(ground) if _holds_file(path, marks)]
    for path in _own_files(folder):
        name = path.relative_to(folder).as_posix()
        if name not in files and _holds_file(path, marks):
            found.left.append(f"{name} holds words of it; take them out there, by hand")
    if (folder / ".git").exists():
        found.left.append("the history in .git may hold the file as it was; rewrite it, or drop it")
    return found


def clear(ground: KeptAt, found: Remains, told: Callable[[str], None]) -> None:
    """Take away what was found: the rows of the files first, then all that was kept of them.

    Cut off half-way, the next call goes on. told: hears each step once it is done. Raises
    InvalidIntake, and changes nothing, where a file cannot be written without loss; StudioError
    while something is made of the campaign.
    """
    sheets = dict(_surveys(ground.folder))
    made = {
        name: without_rows(ground.folder / name, name, rows.lines, sheets[name])
        for name, rows in found.files.items()
    }
    if ground.workspace.is_dir():
        at_rest(ground.workspace, ground.settings, "erase")
    with _opened(ground) as (assets, catalogue):
        # The versions first: while a version holds the row, it is found again by the next call.
        if assets and catalogue:
            put = _anew(ground, assets, catalogue, found)
            count = erasing.replace_versions(catalogue, put) if put else 0
            if count:
                told(f"versions of the folder: {count} kept without it")
        ground.write(made)
        for name, rows in found.files.items():
            told(f"{name}: {len(rows.lines)} taken out")
        if catalogue:
            _rows(catalogue, found, told)
        for namespace in NAMESPACES:
            if assets and (shas := found.kept.get(namespace)):
                assets.remove(namespace, shas, WHY)
                told(f"{namespace}: bytes of {len(shas)} kept files")
        if catalogue:
            catalogue.database.scrub()
    for path in found.beside:
        if path.name == "workflow.db":
            take_away(Database(path, what="the journal in"))
        path.unlink(missing_ok=True)
        told(f"{path.parent.name}/{path.name}: removed")
    _in_house(ground, found.marks, told)
    if ground.place and (copies := _copies(ground)):
        shutil.rmtree(copies, ignore_errors=True)
        told("copies that this machine laid out: removed")


def beyond(settings: Settings) -> tuple[str, ...]:
    """What is not reached, in words."""
    return (*BEYOND, *(BEYOND_SERVERS if shared(settings) else ()))


# -- what is found --------------------------------------------------------------------------------


def _surveys(folder: Path) -> Iterator[tuple[str, str]]:
    """Files of a folder that may be surveys, each with its sheet: those called so as well."""
    try:
        named = read_toml(folder / "campaign.toml").get("survey")
        survey, sheet = find_survey(folder, named)
    except InvalidIntake:
        survey, sheet = None, ""
    for path in _own_files(folder):
        there = path == survey or path.name.startswith("survey")
        if there and path.suffix.lower() in SURVEY_TYPES:
            yield path.relative_to(folder).as_posix(), sheet if path == survey else ""


def _own(folder: Path) -> dict[str, frozenset[str]]:
    """Headers of columns that say who somebody is (own), and of those that are ids alone (ids)."""
    try:
        columns = load_codebook(folder / "codebook.toml").columns
    except InvalidIntake:
        return {}
    return {
        "own": frozenset(c.header for c in columns if c.role in ("id", "contact")),
        "ids": frozenset(c.header for c in columns if c.role == "id"),
    }


def _own_files(folder: Path) -> Iterator[Path]:
    """Files that a person keeps in a campaign's folder."""
    for path in sorted(folder.rglob("*")):
        if path.relative_to(folder).parts[0] not in LEFT_OUT and path.is_file():
            yield path


def _of_versions(
    ground: KeptAt, assets: Shelves | None, catalogue: Catalogue | None, respondent: str
) -> Iterator[Answered]:
    """Their rows in surveys that were kept. A number of a row is that of the file as it is now."""
    if catalogue is None or assets is None or respondent.strip().startswith("row-"):
        return
    sheets = {Path(name).name: sheet for name, sheet in _surveys(ground.folder)}
    for asset in kept_surveys(catalogue):
        if not assets.holds(asset):
            continue
        try:
            rows = answered(
                assets.path(asset), asset.name, respondent, sheets.get(asset.name, ""),
                **_own(ground.folder),
            )  # fmt: skip
        except InvalidIntake:
            continue  # another survey, or one whose sheet was called otherwise
        if rows:
            yield rows


def kept_surveys(catalogue: Catalogue) -> tuple[Asset, ...]:
    """Every kept file with the ending of a survey that a campaign is, or was, made of."""
    found: dict[str, Asset] = {}
    for stage in ("campaign", SNAPSHOT):
        for result in catalogue.every(stage):
            for asset in _assets(result.value):
                if asset.suffix in SURVEY_TYPES:
                    found[asset.sha256] = asset
    return tuple(found.values())


def _assets(value: Any) -> Iterator[Asset]:
    if is_table(value):
        if {"sha256", "name", "media_type", "bytes"} <= set(value):
            yield Asset.model_validate(value)
        value = list(value.values())
    if is_list(value):
        for one in value:
            yield from _assets(one)


def _bytes(assets: Shelves | None) -> Iterator[tuple[Namespace, str, Path]]:
    """Everything kept, opened."""
    if assets is None:
        return
    for namespace in NAMESPACES:
        for kept in list(assets.kept(namespace)):
            asset = Asset(sha256=kept.sha256, media_type="", bytes=kept.bytes, name=kept.sha256)
            yield namespace, kept.sha256, assets.path(asset)


def _holds_file(path: Path, marks: Marks) -> bool:
    """Whether a file holds a mark: packed ones are opened, and surveys read cell by cell."""
    if path.stat().st_size > MOST:
        return False
    data = path.read_bytes()
    if marks.held_in(data):
        return True
    if is_book(data) or is_labelled(data, path):
        try:
            rows = read_records(path, path.name).rows
        except InvalidIntake:
            rows = list[list[str]]()
        if any(marks.held_by(cell) for row in rows for cell in row):
            return True
    if data[:4] == ZIP:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                small = [i for i in packed.infolist() if i.file_size <= MOST]
                return any(marks.held_in(packed.read(info)) for info in small)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
            return False
    return False


def _count(catalogue: Catalogue, found: Remains) -> None:
    """Count the results and edits that hold it, and name the lines that stand for good."""
    values = catalogue.database.read("select value from results")
    found.results = sum(found.marks.held_by(json.loads(value)) for (value,) in values)
    found.edits = sum(found.marks.held_by(value) for value in catalogue.edits())
    if lines := erasing.told_of_it(catalogue, found.marks.held_by):
        shown = ", ".join(map(str, lines))
        found.left.append(
            f"the audit's lines {shown} hold words of it: lines cannot be changed; "
            "`reelwright cleanup` takes the whole audit away with the campaign"
        )


def _beside(ground: KeptAt) -> list[Path]:
    """Files that this program wrote in the workspace and among the films."""
    # Files that a server took over go too.
    taken = on_server(ground.settings)
    databases = [] if taken else [p.name for p in files_of(Path("catalogue.db"))]
    out, found = ground.folder / "out", list[Path]()
    for top in (ground.workspace, out):
        found += [p for p in sorted(top.rglob("*")) if p.is_file() and not p.is_symlink()]
    assets = ground.workspace / "assets"
    return [p for p in found if p.name not in databases and not p.is_relative_to(assets)]


# -- what is taken away ---------------------------------------------------------------------------


def _anew(
    ground: KeptAt, assets: Shelves, catalogue: Catalogue, found: Remains
) -> dict[str, Asset | None]:
    """What takes the place of kept files in versions: the same without the rows, or nothing."""
    lost = {sha for shas in found.kept.values() for sha in shas}
    sheets = {Path(name).name: sheet for name, sheet in _surveys(ground.folder)}
    put: dict[str, Asset | None] = dict.fromkeys(lost)
    for asset in kept_surveys(catalogue):
        if asset.sha256 not in lost:
            continue
        with suppress(InvalidIntake):
            path, sheet = assets.path(asset), sheets.get(asset.name, "")
            lines: set[int] = set()
            for called in sorted(found.marks.names):
                if rows := answered(path, asset.name, called, sheet, **_own(ground.folder)):
                    lines |= {*rows.lines}
            data = without_rows(path, asset.name, lines, sheet)
            if lines and not found.marks.held_in(data):
                put[asset.sha256] = assets.put(data, asset.name, asset.media_type, "inputs")
    return put


def _rows(catalogue: Catalogue, found: Remains, told: Callable[[str], None]) -> None:
    marks, lost = found.marks, {sha for shas in found.kept.values() for sha in shas}

    def amended(stage: str, value: Any) -> Any:
        if not lost.isdisjoint(digests_in(value)):
            return None
        if not marks.held_by(value):
            return value
        return without(value, marks) if stage in QUOTED else None

    changed, gone = erasing.amend(catalogue, amended)
    told(f"results: {changed} changed, {gone} forgotten")
    edits = 0
    for item, base, value, who, _ in catalogue.edited():
        if not marks.held_by(value):
            continue
        edits += 1
        left = without(value, marks) if item.partition("/")[0] in QUOTED else None
        if left is None:
            catalogue.drop_edit(item, base, who)
        else:
            catalogue.keep_edit(item, base, left, who)
    if edits:
        told(f"edits: {edits} changed or forgotten")
    if loose := erasing.forget_rows(catalogue.database, erasing.LOOSE, marks.held_by):
        told(f"events, failures and jobs: {loose} forgotten")


def _in_house(ground: KeptAt, marks: Marks, told: Callable[[str], None]) -> None:
    house = house_there(ground.settings)
    if house is None or not ground.name:
        return
    if gone := erasing.forget_rows(house, erasing.OF_HOUSE, marks.held_by, ground.name):
        told(f"orders, events and comments: {gone} forgotten")
        house.scrub()


def _copies(ground: KeptAt) -> Path | None:
    at = campaigns_home(ground.settings) / LAID / ground.place
    return at if at.is_dir() else None


@contextmanager
def _opened(ground: KeptAt) -> Generator[tuple[Shelves | None, Catalogue | None]]:
    """The bytes and the catalogue of the campaign; (None, None) where nothing of it was kept."""
    if not catalogue_there(ground.workspace, ground.settings):
        yield None, None
        return
    assets = store(ground.workspace, ground.settings)
    catalogue = catalogue_of(ground.workspace, ground.settings)
    try:
        yield assets, catalogue
    finally:
        assets.close()
        catalogue.close()

"""A campaign folder becomes a Campaign, or an error that names file and field."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from ..domain.asset import Asset, Assets
from ..domain.base import slug
from ..domain.brand import Brand
from ..domain.campaign import Campaign
from ..domain.errors import InvalidIntake
from ..domain.loose import is_list, is_table, quoted
from ..domain.picture import Picture
from ..domain.survey import Codebook
from ..domain.tongues import base_of, language_name, tag_of
from ..domain.wording import says
from .brand import FaceReader, load_brand
from .deadlines import dated, unsayable
from .faults import Faults
from .music import ChosenMusic, read_music
from .script import load_script
from .stand_ins import read_on
from .survey import draft_codebook, load_codebook, read_table, save_codebook
from .toml import inside, read_toml

SURVEY_TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".sav": "application/x-spss-sav",
    ".zsav": "application/x-spss-sav",
    ".dta": "application/x-stata-dta",
}
SURVEYS = tuple(f"survey{suffix}" for suffix in SURVEY_TYPES)
SOUND_TYPES = {
    ".wav": "audio/wav",
    ".flac": "audio/flac",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
}


_NO_ANSWERS = Codebook(columns=(), confirmed=True)
"""What a campaign without a survey has to say of answers; nobody has to agree to it."""

MOST_REASONS = 10
"""Refused pictures that an error lists."""


class ReadPictures(Protocol):
    """The pictures that were read, and why others were not."""

    @property
    def pictures(self) -> tuple[Picture, ...]: ...  # noqa: D102
    @property
    def refused(self) -> tuple[str, ...]: ...  # noqa: D102


@dataclass(frozen=True)
class _Shelf:
    pictures: tuple[Picture, ...] = ()
    refused: tuple[str, ...] = ()


_NO_SHELF = _Shelf()
_UNREAD = Brand.model_construct(name="", tagline="", tone=(), say=(), never_say=(), music="")
"""Stands for a brand that cannot be read, while the rest of the folder is looked through."""

_ELSEWHERE = {
    "brand": "the brand stands in brand.toml",
    "pictures": "pictures lie in the folder library, their captions in a list there",
    "codebook": "what is known of the survey's columns stands in codebook.toml",
    "recordings": "recordings of the narration lie in the folder voice",
}
"""Keys that campaign.toml has not, as a campaign has these of other files; and which."""

ShelfReader = Callable[[Path, Assets], ReadPictures]
BaseReader = Callable[[str, Assets], ReadPictures]
"""Gives the approved pictures of the knowledge base with a name."""


def load_campaign(
    folder: Path,
    assets: Assets,
    read_pictures: ShelfReader,
    read_face: FaceReader,
    read_base: BaseReader | None = None,
    texts: Mapping[str, str] | None = None,
) -> tuple[Campaign, tuple[str, ...]]:
    """Read a whole campaign folder; also returns notes about pictures left out.

    A folder without a codebook.toml gets a draft, which waits for a person to confirm it. texts:
    what campaign.toml and brand.toml would hold, by name, read instead of what lies there.
    """
    if not folder.is_dir():
        raise InvalidIntake(f"there is no folder {folder}; `reelwright new {folder}` makes one")
    file = "campaign.toml"
    faults = Faults()
    new = texts or {}
    raw = faults.read(lambda: read_toml(folder / file, text=new.get(file)), {})
    # What campaign.toml would say of other files is not known where it cannot be read.
    known = not faults
    brand_text = new.get("brand.toml")
    brand = faults.read(lambda: load_brand(folder, assets, read_face, brand_text), _UNREAD)
    house = _toml_or_nothing(folder / "brand.toml", brand_text).get("music")
    chosen = raw.pop("music", None)
    music = faults.read(lambda: read_music(folder, assets, chosen, house), ChosenMusic())
    brand = brand.model_copy(update={"music": music.mood})
    written, before = raw.pop("script", None), len(faults)
    script = faults.read(lambda: load_script(folder, written), None) if known else None
    scripted = script is not None or len(faults) > before
    named = raw.pop("survey", None)
    # A script is for everybody: it needs no answers, and takes those that lie there.
    without = scripted and named is None and not _survey_lies_in(folder)
    survey, sheet = (
        (None, "")
        if without or not known
        else faults.read(lambda: find_survey(folder, named), (None, ""))
    )
    library = raw.pop("library", {})
    bases = faults.read(lambda: _bases(library, assets, read_base), None)
    needed = known and bases == []
    shelf = faults.read(lambda: _shelf(folder, assets, read_pictures, needed=needed), _NO_SHELF)
    pictures, refused = _joined([shelf, *(bases or ())])
    pictures = faults.read(lambda: _sounding(pictures, library), ())
    codebook = faults.read(lambda: _codebook(folder, survey, sheet), _NO_ANSWERS)
    translated = raw.pop("translations", {})
    faults.tell(
        f"{file}: {key}: is not a known key; {where}"
        for key, where in _ELSEWHERE.items()
        if raw.pop(key, None) is not None
    )
    if raw.get("slug") in (None, ""):
        raw["slug"] = slug(str(raw.get("name", "")), "campaign")
    value: dict[str, Any] = raw | {
        "script": script,
        "brand": brand,
        "pictures": pictures,
        "codebook": codebook,
        "survey": assets.put_file(survey, SURVEY_TYPES[survey.suffix.lower()], "inputs")
        if survey
        else None,
        "recordings": faults.read(lambda: _recordings(folder, assets), ()),
        "music": music.music,
        "translations": faults.read(lambda: _translations(folder, translated), {}),
    }
    value.setdefault("tone", brand.tone)
    wanted, own = value.get("wanted", {}), value.get("language")
    if is_table(wanted) and isinstance(own, str) and tag_of(own):
        # Films speak the campaign's own language, unless others are asked for.
        value["wanted"] = {"languages": [own]} | wanted
    campaign = read_on(Campaign, value, file, faults) if known else None
    if campaign:
        faults.tell([*_contradictions(campaign, raw), *unsayable(campaign)])
    faults.end()
    assert campaign, "faults were told of what is no campaign"
    return dated(campaign), (*refused, *music.notes, *_unread_voices(folder))


def find_survey(folder: Path, name: Any = None) -> tuple[Path, str]:
    """The campaign's survey file, and the sheet of it that is named ("answers.xlsx#Responses").

    Raises InvalidIntake when there is none.
    """
    if name is not None:
        if not isinstance(name, str):
            raise InvalidIntake(
                f"campaign.toml: survey: {name!r} is no file name; put it in quotes"
            )
        file, _, sheet = name.partition("#")
        path = inside(folder, file, "campaign.toml", "survey")
        if path.suffix.lower() not in SURVEY_TYPES:
            kinds = ", ".join(s.removeprefix(".").upper() for s in SURVEY_TYPES)
            raise InvalidIntake(f"campaign.toml: survey: {name!r} is none of {kinds}")
        return path, sheet
    for candidate in SURVEYS:
        if (folder / candidate).is_file():
            return inside(folder, candidate, "campaign.toml", "survey"), ""
    raise InvalidIntake(
        f"{folder} has no survey; save the answers as survey.csv, one row for each respondent, or "
        "put a finished script there as script.md or script.fountain, which needs none"
    )


def _survey_lies_in(folder: Path) -> bool:
    return any((folder / name).is_file() for name in SURVEYS)


def _toml_or_nothing(path: Path, text: str | None) -> dict[str, Any]:
    try:
        return read_toml(path, text=text)
    except InvalidIntake:
        return {}


def _codebook(folder: Path, survey: Path | None, sheet: str) -> Codebook:
    if survey is None:
        return _NO_ANSWERS
    path = folder / "codebook.toml"
    if path.exists():
        codebook = load_codebook(path)
        return codebook.model_copy(update={"sheet": sheet}) if sheet else codebook
    draft = draft_codebook(read_table(survey, sheet=sheet))
    save_codebook(draft, path)
    return draft


def _bases(given: Any, assets: Assets, read_base: BaseReader | None) -> list[ReadPictures]:
    """The pictures of each knowledge base that [library] names."""
    if not is_table(given) or not set(given) <= {"bases", "sound"}:
        raise InvalidIntake(
            'campaign.toml: library: write [library] with bases = ["garden"], or with sound = '
            '"keep" for the clips\' own sound'
        )
    names = given.get("bases", [])
    if not is_list(names) or not all(isinstance(n, str) for n in names):
        raise InvalidIntake('campaign.toml: library.bases is no list of names; write ["garden"]')
    if names and read_base is None:
        raise InvalidIntake("campaign.toml: library.bases: no knowledge bases can be read here")
    return [read_base(name, assets) for name in dict.fromkeys(names)] if read_base else []


def _sounding(pictures: tuple[Picture, ...], library: Any) -> tuple[Picture, ...]:
    """The pictures, the clips among them with their sound as the campaign wants it.

    What a list says of one clip counts more.
    """
    wanted = library.get("sound", "mute") if is_table(library) else "mute"
    if wanted not in ("keep", "mute"):
        raise InvalidIntake(
            f"campaign.toml: library.sound: {quoted(wanted)} is neither keep nor mute; a clip's "
            "own sound is kept under the narration, or it is silent"
        )
    return tuple(
        p.model_copy(update={"moving": p.moving.model_copy(update={"sound": wanted})})
        if p.moving and p.moving.sound is None
        else p
        for p in pictures
    )


def _joined(shelves: Sequence[ReadPictures]) -> tuple[tuple[Picture, ...], tuple[str, ...]]:
    """All pictures, the campaign's own first; one that is in twice counts once."""
    pictures: dict[str, Picture] = {}
    ids: set[str] = set()
    for picture in (p for shelf in shelves for p in shelf.pictures):
        if picture.file.sha256 not in pictures and picture.id not in ids:
            pictures[picture.file.sha256] = picture
            ids.add(picture.id)
    return tuple(pictures.values()), tuple(line for s in shelves for line in s.refused)


def _shelf(
    folder: Path, assets: Assets, read_pictures: ShelfReader, *, needed: bool
) -> ReadPictures:
    library = folder / "library"
    if not library.is_dir() and not needed:
        library.mkdir()
    if not library.is_dir():
        raise InvalidIntake(f"{folder} has no library folder; put the pictures for the ads in it")
    shelf = read_pictures(library, assets)
    if not shelf.pictures and needed:
        # What is wrong with a file that is there says more than a caption for one that is not.
        lines = sorted(shelf.refused, key=lambda line: line.startswith("the captions list names"))
        why = "".join(f"\n  {line}" for line in lines[:MOST_REASONS])
        if len(lines) > MOST_REASONS:
            why += f"\n  and {len(lines) - MOST_REASONS} more"
        raise InvalidIntake(
            f"{library} holds no picture that can be used; add JPEG, PNG, WebP, AVIF, HEIC or SVG "
            f"files, or clips as MP4 or MOV{why}"
        )
    return shelf


def _recordings(folder: Path, assets: Assets) -> tuple[Asset, ...]:
    found = sorted(p for p in (folder / "voice").glob("*") if p.suffix.lower() in SOUND_TYPES)
    return tuple(
        assets.put_file(
            inside(folder, f"voice/{p.name}", "voice", p.name),
            SOUND_TYPES[p.suffix.lower()],
            "inputs",
        )
        for p in found
    )


def _unread_voices(folder: Path) -> Iterator[str]:
    for path in sorted((folder / "voice").glob("*")):
        if path.name[0] == "." or path.is_dir():
            continue
        if not path.is_file():
            yield f"voice/{path.name} is no file that can be read (a pipe, a device, a dead link)"
        elif path.suffix.lower() not in SOUND_TYPES:
            kinds = ", ".join(s.removeprefix(".").upper() for s in SOUND_TYPES)
            yield f"voice/{path.name} is of a kind that is not read; save it as one of {kinds}"


def _translations(folder: Path, given: Any) -> dict[str, dict[str, str]]:
    form = '"sentence" = "translation"'
    if not is_table(given):
        raise InvalidIntake(
            f"campaign.toml: translations: give a table for each language of {form}"
        )
    # What a language of the table holds is checked with the campaign.
    found: dict[str, Any] = dict(given)
    for path in sorted((folder / "translations").glob("*.toml")):
        lines = read_toml(path, root=folder).get("lines")
        if not is_table(lines) or not all(isinstance(v, str) for v in lines.values()):
            raise InvalidIntake(f"translations/{path.name}: give a table [lines] of {form}")
        there = found.get(path.stem, {})
        if is_table(there):
            wrong = {k: v for k, v in there.items() if not isinstance(v, str)}
            found[path.stem] = there | lines | wrong
    if misnamed := [*_misnamed(given, ""), *_misnamed(set(found) - set(given), ".toml")]:
        raise InvalidIntake("\n".join(misnamed))
    return found


def _misnamed(names: Iterable[str], suffix: str) -> Iterator[str]:
    """Translations by a name that no film asks for. suffix: of files; "" for tables."""
    for name in sorted(names):
        place = f"translations/{name}{suffix}" if suffix else f"campaign.toml: translations.{name}"
        if not (tag := tag_of(name)):
            yield f"{place}: is of no language; name it by its code, such as de or pt-BR"
        elif tag != name:
            yield f"{place}: films look for it by the code of its language; name it {tag}{suffix}"


def _contradictions(campaign: Campaign, raw: Mapping[str, Any]) -> list[str]:
    """The rules no field can check alone. raw: the campaign as its file has it."""
    problems: list[str] = []
    if not _is_https(campaign.call.link):
        link = quoted(campaign.call.link)
        problems.append(f"campaign.toml: call.link: {link} is not an https address")
    if not raw.get("proofs") and not raw.get("offers"):
        problems.append("campaign.toml: give at least one [[proofs]] or [[offers]] to speak of")
    given = (
        ("name", campaign.name), ("product", campaign.product), ("call.text", campaign.call.text),
        *((f"offers: {o.id!r}: name", o.name) for o in campaign.offers),
        *((f"proofs: {p.id!r}: claim", p.claim) for p in campaign.proofs),
    )  # fmt: skip
    problems += [
        f"campaign.toml: {field}: is blank; write it, as films say it or show it"
        for field, text in given
        if not text.strip()
    ]
    problems += _twice([p.id for p in campaign.proofs], "proofs")
    problems += _twice([o.id for o in campaign.offers], "offers")
    for proof in campaign.proofs:
        if not proof.substantiation.strip():
            problems.append(
                f"campaign.toml: proofs: {proof.id!r} has no substantiation; say what proves it "
                "or take it out"
            )
    return problems + _unheard_accent(campaign) + _never_said(campaign)


def _unheard_accent(campaign: Campaign) -> list[str]:
    """An accent of a language in which no film is: nobody would hear it."""
    accent, own = campaign.brand.voice.accent, campaign.wanted.languages
    spoken = {base_of(tag) for tag in (campaign.language, *own, *campaign.translations)}
    if not accent or base_of(accent) in spoken:
        return []
    films = " and ".join(dict.fromkeys(f"{language_name(tag)} ({tag})" for tag in own))
    return [
        f"brand.toml: voice.accent: {quoted(accent)} is an accent of {language_name(accent)}, and "
        f'the films are in {films}; write one of theirs, such as "en-GB" or "es-419", or "" for any'
    ]


def _never_said(campaign: Campaign) -> list[str]:
    """The campaign's own words that the brand never says: one of the two has to give way."""
    return [
        f"{where} says {phrase!r}, which brand.toml forbids under never_say; take it out of one of "
        "them"
        for where, text in _own_lines(campaign)
        for phrase in campaign.brand.never_say
        if says(text, phrase)
    ]


def _own_lines(campaign: Campaign) -> Iterator[tuple[str, str]]:
    """(file and field, text) of everything that films and pages say as it is."""
    file = "campaign.toml"
    yield f"{file}: product", campaign.product
    yield f"{file}: category", campaign.category
    yield f"{file}: call.text", campaign.call.text
    yield f"{file}: call.spoken", campaign.call.spoken
    yield "brand.toml: tagline", campaign.brand.tagline
    tables = {
        "proofs": (
            campaign.proofs,
            ("claim", "short", "spoken", "more", "source", "substantiation"),
        ),
        "offers": (campaign.offers, ("name", "text", "price", "terms", "short", "spoken", "more")),
        "moments": (campaign.moments, ("head", "spoken", "more")),
        "metaphors": (campaign.metaphors, ("head", "spoken", "turn", "more")),
    }
    for table, (items, fields) in tables.items():
        for item in items:
            for field in fields:
                value = getattr(item, field)
                for text in (value,) if isinstance(value, str) else value:
                    yield f"{file}: {table} {item.id!r}: {field}", text
    script = campaign.script
    for scene in script.scenes if script else ():
        for text in (scene.said, scene.shown):
            yield (script.place(scene) if script else file), text
    for language, lines in campaign.translations.items():
        for text in lines.values():
            yield f"translations/{language}.toml: {text[:40]!r}", text


def _is_https(address: str) -> bool:
    try:
        link = urlsplit(address)
        # Reading a port says whether it is one.
        return link.scheme == "https" and bool(link.hostname) and link.port != 0
    except ValueError:
        return False


def _twice(ids: Sequence[str], table: str) -> list[str]:
    double = sorted({i for i in ids if ids.count(i) > 1})
    return [f"campaign.toml: {table}: the id {i!r} is used twice; rename one" for i in double]

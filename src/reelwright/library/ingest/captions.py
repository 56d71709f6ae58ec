"""What people and files say of a picture: lists, sidecars, embedded metadata, file names."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath
from typing import Any, Literal, cast, get_args

from defusedxml.ElementTree import fromstring
from PIL import Image, IptcImagePlugin

from ...domain.errors import InvalidIntake, MediaRefused
from ...domain.knowledge import Facets, State, facets_of
from ...domain.loose import from_json, half_letter, is_table, quoted
from ...domain.picture import Caption, CaptionSource, Edit, Rights
from ...media.pictures.files import is_bitmap
from ...media.pictures.source import Source, opened
from .edits import RECORD, edit_of, record_in
from .lists import FACETS, ListRow, cleaned, read_list, text_of
from .sidecars import Sidecars

ORDER: tuple[CaptionSource, ...] = get_args(CaptionSource)
_STATES = get_args(State)
MAX_SIDECAR = 1_000_000
YES = frozenset(
    "1 1.0 true yes y ja j wahr oui o vrai sí si s sì vero verdadero verdadeiro sim waar sant "
    "tak t prawda はい 有 有り あり 可 同意 同意済 同意済み 済 済み ○ 〇 ◯ ✓ ✔ ☑".split()
)
NO = frozenset(
    "0 0.0 false f no n nein nee nej falsch non faux falso não nao onwaar falskt nie fałsz "
    "いいえ 無 無し なし 不可 未 不同意 同意なし × ✗ ✘ ☒".split()
)
"""Yes and no in the languages that films are made in. An x is a tick to some, a no to others."""
NOBODY = NO | frozenset(
    "none nobody keine keiner niemand aucun aucune personne ninguno ninguna nadie nessuno nessuna "
    "ninguém nenhum nenhuma geen niemand ingen inga nikt brak 無人 誰も".split()
)

_DC, _RIGHTS = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/xap/1.0/rights/}"
_SOURCE_TYPE = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"
_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
_OF_CAMERAS = re.compile(
    r"^(olympus|sony|minolta|samsung|canon|nikon|kodak|dcim|dsc|img|untitled)\b|digital camera",
    re.IGNORECASE,
)
"""Descriptions that cameras write by themselves and that say nothing of the picture."""
_LI = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"


@dataclass
class Said:
    """All that was said of one picture, by whoever said it."""

    captions: dict[CaptionSource, str] = field(default_factory=dict[CaptionSource, str])
    keywords: list[str] = field(default_factory=list[str])
    people: list[str] = field(default_factory=list[str])
    rights: dict[str, Any] = field(default_factory=dict[str, Any])
    facets: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    scale: str = ""
    by_ai: bool | None = None
    edit: Edit | None = None
    state: State | None = None
    """What it was in the base that a list was exported from."""
    sound: Literal["keep", "mute"] | None = None
    """Whether a clip's own sound is to be heard."""

    def ordered(self) -> tuple[Caption, ...]:
        """Captions, the one that counts first."""
        return tuple(Caption(text=self.captions[s], source=s) for s in ORDER if s in self.captions)

    def rights_of(self) -> Rights:
        """The rights as far as they are known."""
        return Rights.model_validate(self.rights)


def said_outside(path: Path, row: ListRow | None = None, beside: Sidecars | None = None) -> Said:
    """What is said of a file by others: its row in a list, and the sidecars beside it.

    Raises InvalidIntake naming the row or the sidecar, and the field that is wrong.
    """
    said = Said()
    if row:
        _take(said, row.fields, "person", f"{row.where}, {path.name}")
    beside = beside or Sidecars()
    for sidecar in beside.of(path):
        _sidecar(said, sidecar, beside.called(sidecar))
    return said


def said_of_one(path: Path) -> Said:
    """What is said of a picture that comes alone: by a list in its folder, and by sidecars."""
    listed = read_list(path.parent)
    names = [p.name for p in path.parent.iterdir() if p.is_file()] if listed.rows else []
    return said_outside(path, listed.matched(names)[0].get(path.name))


def fault_of(fields: Mapping[str, Any]) -> str:
    """What is wrong with fields of a list's row, for people; "" where they can be read."""
    try:
        _take(Said(), fields, "person", "")
    except InvalidIntake as problem:
        return str(problem).removeprefix(": ")
    return ""


def answered(text: str) -> bool | None:
    """Whether a text says yes or no; None for neither."""
    try:
        return _yes({"": text}, ("",), "")
    except InvalidIntake:
        return None


def said_inside(source: Source, said: Said | None = None) -> Said:
    """What a file says of itself, its metadata and its name, added to what others say of it."""
    found = Said() if said is None else deepcopy(said)
    if is_bitmap(source):
        _embedded(found, source)
    stem = PurePath(source.name).stem
    plain = re.sub(r"[_\-.]+|(?<=[a-z])(?=[A-Z0-9])", " ", stem).strip().lower()
    found.captions["file name"] = re.sub(r"\s+\d+$", "", plain) or plain or "picture"
    return found


def _take(said: Said, row: Mapping[str, Any], source: CaptionSource, where: str) -> None:
    if text := cleaned(row.get("caption") or row.get("description")):
        said.captions.setdefault(source, text)
    people = [name for name in _listed(row.get("people")) if _somebody(name)]
    _more(said.people, people)
    _more(said.keywords, (*_listed(row.get("keywords")), *people))
    for name, values in _facets(row, where).items():
        _more(said.facets.setdefault(name, []), values)
    if scale := cleaned(row.get("scale")).lower():
        if scale not in ("wide", "medium", "close"):
            raise InvalidIntake(
                f"{where}: scale {quoted(scale)} is none of wide, medium and close; change or "
                "empty it"
            )
        said.scale = said.scale or scale
    said.sound = said.sound or _sound(row, where)
    said.state = said.state or _state(row)
    for ours, theirs in (
        ("holder", "rights"),
        ("holder", "holder"),
        ("licence", "licence"),
        ("licence", "license"),
        ("expires", "expires"),
    ):
        if value := cleaned(row.get(theirs)):
            said.rights.setdefault(ours, value)
    if "expires" in said.rights:
        said.rights["expires"] = _date(str(said.rights["expires"]), where)
    consent = _yes(row, ("people_consented", "consent"), where)
    if consent is not None:
        said.rights.setdefault("people_consented", consent)
    if said.by_ai is None:
        said.by_ai = _yes(row, ("made_by_ai", "ai"), where)
    if said.by_ai is None and (kind := cleaned(row.get("digitalsourcetype"))):
        said.by_ai = _is_ai(kind)
    if said.edit is None and (edit := edit_of(row, where)):
        said.edit = edit
        # Whoever wrote the list may not know what a model did to the picture before.
        said.by_ai = True if edit.by_ai else said.by_ai


def _state(row: Mapping[str, Any]) -> State | None:
    # Other tools have a column of that name for a part of a country.
    state = cleaned(row.get("state")).lower()
    return cast("State", state) if state in _STATES else None


def _sound(row: Mapping[str, Any], where: str) -> Literal["keep", "mute"] | None:
    wanted = cleaned(row.get("sound")).lower()
    if wanted not in ("", "keep", "mute"):
        raise InvalidIntake(
            f"{where}: sound {quoted(wanted)} is neither keep nor mute; change or empty it"
        )
    return "keep" if wanted == "keep" else "mute" if wanted else None


def _more(held: list[str], values: Iterable[str]) -> None:
    held += [v for v in dict.fromkeys(values) if v not in held]


def _facets(row: Mapping[str, Any], where: str) -> Facets:
    """Facets of a row: the four usual ones by name, others as "facet:name" or in a {...}."""
    given = {name: _listed(row[name]) for name in FACETS if row.get(name)}
    for name, value in row.items():
        if name.startswith("facet:"):
            given[name.removeprefix("facet:")] = _listed(value)
    held = row.get("facets")
    if is_table(held):
        given |= {name: _listed(value) for name, value in held.items()}
    elif held:
        raise InvalidIntake(
            f'{where}: facets is no {{...}}; write {{"subject": ["botany"]}}, or a column '
            "facet:subject for each"
        )
    return facets_of(given)


def _listed(value: Any) -> list[str]:
    if isinstance(value, str):
        value = re.split(r"[,;、]", value)
    if not isinstance(value, list | tuple):
        return []
    # Google Takeout writes people as [{"name": "Ann"}].
    parts = [v.get("name") if is_table(v) else v for v in cast("Sequence[Any]", value)]
    return [w for p in parts if (w := cleaned(p))]


def _somebody(name: str) -> bool:
    """Whether it is a name: some write how many people there are, or that there are none."""
    return any(letter.isalpha() for letter in name) and name.casefold() not in NOBODY


def _yes(row: Mapping[str, Any], columns: Sequence[str], where: str) -> bool | None:
    """What the first of these columns that is filled says; None where none is.

    Raises InvalidIntake for what is neither yes nor no: a consent is not to be guessed.
    """
    for column in columns:
        value = row.get(column)
        word = unicodedata.normalize("NFKC", "" if value is None else str(value))
        word = word.strip().rstrip(".!。").casefold()
        if word in YES:
            return True
        if word in NO:
            return False
        if word:
            raise InvalidIntake(
                f"{where}: {column} {quoted(cleaned(value))} is neither yes nor no; write one of "
                "them, or leave it empty where it is not known"
            )
    return None


def _date(text: str, where: str) -> str:
    # Spreadsheets add a time to dates.
    day = re.sub(r"[T ]00:00(:00(\.0+)?)?Z?$", "", text)
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError as problem:
        raise InvalidIntake(
            f"{where}: expires {quoted(text)} is no date; write it as 2027-12-31"
        ) from problem


def _is_ai(kind: str) -> bool:
    """Whether an IPTC digital source type says that a model made the picture, or parts of it."""
    return "trainedalgorithmic" in kind.lower()


def _sidecar(said: Said, path: Path, where: str) -> None:
    if path.is_symlink() or path.stat().st_size > MAX_SIDECAR:
        return
    text = text_of(path, MAX_SIDECAR, where)
    suffix = path.suffix.lower()
    if suffix == ".txt":
        if caption := cleaned(text):
            said.captions.setdefault("sidecar", caption)
    elif suffix == ".json":
        try:
            row = from_json(text)
        except ValueError as problem:
            raise InvalidIntake(f"{where}, {problem}; correct it") from problem
        if not is_table(row) or half_letter(row):
            raise InvalidIntake(f"{where} holds no {{...}} of fields; correct it")
        kept = {str(k).strip().lower(): v for k, v in row.items()}
        _take(said, kept, "sidecar", where)
    else:
        _xmp(said, text, "sidecar", where)


def _embedded(said: Said, source: Source) -> None:
    try:
        with opened(source) as file, Image.open(file) as picture:
            iptc = IptcImagePlugin.getiptcinfo(picture) or {}
            packet = picture.info.get("xmp")
            exif = picture.getexif()
            title, holder = exif.get(0x010E), exif.get(0x8298)
    except Exception:
        # Metadata is a courtesy: a picture whose metadata cannot be read is still a picture.
        return
    if text := cleaned(_bytes(iptc.get((2, 120)))):
        said.captions.setdefault("iptc", text)
    words = iptc.get((2, 25)) or []
    for word in words if isinstance(words, list) else [words]:
        if (text := cleaned(_bytes(word))) and text not in said.keywords:
            said.keywords.append(text)
    if named := cleaned(_bytes(iptc.get((2, 116)))):
        said.rights.setdefault("holder", named)
    if isinstance(packet, bytes):
        try:
            _xmp(said, packet.decode("utf-8", "replace"), "xmp", "its metadata")
        except InvalidIntake as problem:
            raise MediaRefused(f"{source.name}: {problem}") from problem
    text = cleaned(_repaired(title)) if isinstance(title, str) else ""
    if text and not _OF_CAMERAS.search(text):
        said.captions.setdefault("xmp", text)
    if isinstance(holder, str) and (text := cleaned(_repaired(holder))):
        said.rights.setdefault("holder", text)


def _xmp(said: Said, text: str, source: CaptionSource, where: str) -> None:
    try:
        root = fromstring(text[text.find("<") :].rstrip("\x00 \n"), forbid_dtd=True)
    except Exception:
        return
    for tag, wanted in (
        (f"{_DC}description", "caption"),
        (f"{_DC}rights", "holder"),
        (f"{_RIGHTS}UsageTerms", "licence"),
    ):
        item = root.find(f".//{tag}//{_LI}")
        value = cleaned(item.text if item is not None else None)
        if value and wanted == "caption":
            said.captions.setdefault(source, value)
        elif value:
            said.rights.setdefault(wanted, value)
    for item in root.findall(f".//{_DC}subject//{_LI}"):
        if (word := cleaned(item.text)) and word not in said.keywords:
            said.keywords.append(word)
    for item in root.iter(RECORD):
        if row := record_in(item.text):
            _take(said, row, source, where)
    kinds = [e.text for e in root.iter(_SOURCE_TYPE)]
    kinds += [e.get(_SOURCE_TYPE) for e in root.iter() if e.get(_SOURCE_TYPE)]
    kinds += [e.get(_RESOURCE) for e in root.iter(_SOURCE_TYPE)]
    if said.by_ai is None and any(kinds):
        said.by_ai = any(_is_ai(k) for k in kinds if k)


def _bytes(value: Any) -> str | None:
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return value.decode("cp1252", "replace")
    return value if isinstance(value, str) else None


def _repaired(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text

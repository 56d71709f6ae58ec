"""What people and files say of a picture: manifests, sidecars, embedded metadata, file names."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath
from typing import Any, cast, get_args

from defusedxml.ElementTree import fromstring
from PIL import Image, IptcImagePlugin

from ...domain.errors import InvalidIntake
from ...domain.knowledge import Facets, facets_of
from ...domain.loose import is_list, is_table
from ...domain.picture import Caption, CaptionSource, Rights
from ...media.pictures.source import Source, opened

ORDER: tuple[CaptionSource, ...] = get_args(CaptionSource)
MANIFESTS = ("captions.csv", "captions.json", "captions.jsonl")
FACETS = ("subject", "demographic", "feature", "interest")
"""Columns of a manifest that are facets by themselves."""

EMBEDS = frozenset((".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff"))
"""Endings of files that Pillow reads metadata from."""

MAX_TEXT = 2_000
MAX_MANIFEST = 50_000_000
MAX_SIDECAR = 1_000_000
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

    def ordered(self) -> tuple[Caption, ...]:
        """Captions, the one that counts first."""
        return tuple(Caption(text=self.captions[s], source=s) for s in ORDER if s in self.captions)

    def rights_of(self) -> Rights:
        """The rights as far as they are known."""
        return Rights.model_validate(self.rights)


def read_manifest(place: Path) -> dict[str, Mapping[str, Any]]:
    """Rows by file name: of a file .csv, .json or .jsonl, or of the captions.* in a folder.

    Raises InvalidIntake naming the row; a folder without such a file has no rows.
    """
    for path in [place] if place.is_file() else [place / name for name in MANIFESTS]:
        if path.is_file():
            return _rows(path.name, _read(path))
    return {}


def _read(path: Path) -> str:
    """Text as UTF-8, else as the Windows code page that spreadsheets still write."""
    if path.stat().st_size > MAX_MANIFEST:
        raise InvalidIntake(
            f"library/{path.name} is over {MAX_MANIFEST // 1_000_000} MB, no list of captions"
        )
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _rows(name: str, text: str) -> dict[str, Mapping[str, Any]]:
    try:
        if name.endswith(".csv"):
            rows: list[Any] = list(csv.DictReader(io.StringIO(text), delimiter=_delimiter(text)))
        elif name.endswith(".jsonl"):
            rows = [json.loads(line) for line in text.splitlines() if line.strip()]
        else:
            given = json.loads(text)
            rows = given if is_list(given) else [{"file": k} | v for k, v in given.items()]
    except (json.JSONDecodeError, csv.Error, AttributeError, TypeError) as problem:
        raise InvalidIntake(f"library/{name} cannot be read: {problem}; correct it") from problem
    found: dict[str, Mapping[str, Any]] = {}
    for number, row in enumerate(rows, start=2 if name.endswith(".csv") else 1):
        if not isinstance(row, dict):
            raise InvalidIntake(f"library/{name}, row {number}: {row!r} has no named fields")
        # A row of a list that is longer than its header keeps the rest under no name.
        fields = cast("dict[str | None, Any]", row)
        kept = {str(k).strip().lower(): v for k, v in fields.items() if k is not None}
        file = cleaned(kept.get("file") or kept.get("filename")).replace("\\", "/")
        if not file:
            if not any(cleaned(v) for v in kept.values()):
                continue
            raise InvalidIntake(
                f"library/{name}, row {number}: the column file is empty or missing; it holds the "
                "picture's file name"
            )
        if file in found:
            raise InvalidIntake(f"library/{name}, row {number}: {file} has a row already")
        found[file] = kept
    return found


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def said_outside(path: Path, relative: str, manifest: Mapping[str, Mapping[str, Any]]) -> Said:
    """What is said of a file by others: its row in a manifest, and the sidecars beside it."""
    said = Said()
    row = manifest.get(relative) or manifest.get(path.name)
    if row:
        _take(said, row, "person", f"library/captions, {path.name}")
    for sidecar in sidecars_of(path):
        _sidecar(said, sidecar)
    return said


def said_inside(source: Source, said: Said | None = None) -> Said:
    """What a file says of itself, its metadata and its name, added to what others say of it."""
    found = Said() if said is None else deepcopy(said)
    if source.suffix.lower() in EMBEDS:
        _embedded(found, source)
    stem = PurePath(source.name).stem
    plain = re.sub(r"[_\-.]+|(?<=[a-z])(?=[A-Z0-9])", " ", stem).strip().lower()
    found.captions["file name"] = re.sub(r"\s+\d+$", "", plain) or plain or "picture"
    return found


def sidecars_of(path: Path) -> list[Path]:
    """Files beside a file that describe it: name.json, name.jpg.txt, name.xmp."""
    return [
        sidecar
        for suffix in (".json", ".txt", ".xmp")
        for sidecar in (path.with_suffix(suffix), path.with_name(path.name + suffix))
        if sidecar.is_file()
    ]


def _take(said: Said, row: Mapping[str, Any], source: CaptionSource, where: str) -> None:
    if text := cleaned(row.get("caption") or row.get("description")):
        said.captions.setdefault(source, text)
    people = _listed(row.get("people"))
    _more(said.people, people)
    _more(said.keywords, (*_listed(row.get("keywords")), *people))
    for name, values in _facets(row, where).items():
        _more(said.facets.setdefault(name, []), values)
    if scale := cleaned(row.get("scale")).lower():
        if scale not in ("wide", "medium", "close"):
            raise InvalidIntake(
                f"{where}: scale {scale!r} is none of wide, medium and close; change or empty it"
            )
        said.scale = said.scale or scale
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
        _date(str(said.rights["expires"]), where)
    consent = _yes(row.get("people_consented", row.get("consent")))
    if consent is not None:
        said.rights.setdefault("people_consented", consent)
    if said.by_ai is None:
        said.by_ai = _yes(row.get("made_by_ai", row.get("ai")))
    if said.by_ai is None and (kind := cleaned(row.get("digitalsourcetype"))):
        said.by_ai = _is_ai(kind)


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
        value = re.split(r"[,;]", value)
    if not isinstance(value, list | tuple):
        return []
    return [w for p in cast("Sequence[Any]", value) if (w := cleaned(p))]


def _yes(value: Any) -> bool | None:
    """What "yes", "no", true or 1 mean; None for anything else, which is nothing said."""
    word = str(value).strip().lower()
    return True if word in ("yes", "true", "1") else False if word in ("no", "false", "0") else None


def _date(text: str, where: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as problem:
        raise InvalidIntake(
            f"{where}: expires {text!r} is no date; write it as 2027-12-31"
        ) from problem


def _is_ai(kind: str) -> bool:
    """Whether an IPTC digital source type says that a model made the picture, or parts of it."""
    return "trainedalgorithmic" in kind.lower()


def _sidecar(said: Said, path: Path) -> None:
    if path.is_symlink() or path.stat().st_size > MAX_SIDECAR:
        return
    text = _read(path)
    if path.suffix == ".txt":
        if caption := cleaned(text):
            said.captions.setdefault("sidecar", caption)
    elif path.suffix == ".json":
        try:
            row = json.loads(text)
        except json.JSONDecodeError as problem:
            raise InvalidIntake(
                f"library/{path.name}, line {problem.lineno}: {problem.msg}; correct it"
            ) from problem
        if not is_table(row):
            raise InvalidIntake(f"library/{path.name} holds no {{...}} of fields; correct it")
        kept = {str(k).strip().lower(): v for k, v in row.items()}
        _take(said, kept, "sidecar", f"library/{path.name}")
    else:
        _xmp(said, text, "sidecar")


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
        _xmp(said, packet.decode("utf-8", "replace"), "xmp")
    text = cleaned(_repaired(title)) if isinstance(title, str) else ""
    if text and not _OF_CAMERAS.search(text):
        said.captions.setdefault("xmp", text)
    if isinstance(holder, str) and (text := cleaned(_repaired(holder))):
        said.rights.setdefault("holder", text)


def _xmp(said: Said, text: str, source: CaptionSource) -> None:
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


def cleaned(value: Any) -> str:
    """One line of text without control characters, of bounded length; "" for nothing."""
    shown = "".join(c if c.isprintable() else " " for c in str(value)) if value else ""
    return " ".join(shown.split())[:MAX_TEXT]

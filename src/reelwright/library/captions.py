"""What people and files say of a picture: manifests, sidecars, embedded metadata, file names."""

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from defusedxml.ElementTree import fromstring
from PIL import Image, IptcImagePlugin

from ..domain.errors import InvalidIntake
from ..domain.picture import Caption, CaptionSource, Rights

ORDER: tuple[CaptionSource, ...] = get_args(CaptionSource)
MANIFESTS = ("captions.csv", "captions.json", "captions.jsonl")
MAX_TEXT = 2_000
_DC, _RIGHTS = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/xap/1.0/rights/}"
_IPTC_EXT = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
_LI = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"


@dataclass
class Said:
    """All that was said of one picture, by whoever said it."""

    captions: dict[CaptionSource, str] = field(default_factory=dict)
    keywords: list[str] = field(default_factory=list)
    rights: dict[str, Any] = field(default_factory=dict)
    scale: str = ""
    by_ai: bool | None = None

    def ordered(self) -> tuple[Caption, ...]:
        """Captions, the one that counts first."""
        return tuple(Caption(text=self.captions[s], source=s) for s in ORDER if s in self.captions)

    def rights_of(self) -> Rights:
        """The rights as far as they are known."""
        return Rights.model_validate(self.rights)


def read_manifest(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Rows of captions.csv, .json or .jsonl by file name. Raises InvalidIntake naming the row."""
    for name in MANIFESTS:
        path = folder / name
        if path.is_file():
            text = path.read_text(encoding="utf-8-sig", errors="replace")
            return _rows(name, text)
    return {}


def _rows(name: str, text: str) -> dict[str, Mapping[str, Any]]:
    try:
        if name.endswith(".csv"):
            rows: list[Any] = list(csv.DictReader(io.StringIO(text)))
        elif name.endswith(".jsonl"):
            rows = [json.loads(line) for line in text.splitlines() if line.strip()]
        else:
            given = json.loads(text)
            rows = given if isinstance(given, list) else [{"file": k} | v for k, v in given.items()]
    except (json.JSONDecodeError, csv.Error, AttributeError, TypeError) as problem:
        raise InvalidIntake(f"library/{name} cannot be read: {problem}; correct it") from problem
    found: dict[str, Mapping[str, Any]] = {}
    for number, row in enumerate(rows, start=2):
        file = row.get("file") if isinstance(row, dict) else None
        if not file:
            raise InvalidIntake(
                f"library/{name}, row {number}: the column file is empty or missing"
            )
        found[str(file)] = row
    return found


def gather(path: Path, relative: str, manifest: Mapping[str, Mapping[str, Any]]) -> Said:
    """Everything said of a picture: manifest, sidecars beside it, what is in it, its name."""
    said = Said()
    row = manifest.get(relative) or manifest.get(path.name)
    if row:
        _take(said, row, "person")
    for suffix in (".json", ".txt", ".xmp"):
        for sidecar in (path.with_suffix(suffix), path.with_name(path.name + suffix)):
            if sidecar.is_file():
                _sidecar(said, sidecar)
    if path.suffix.lower() != ".svg":
        _embedded(said, path)
    plain = re.sub(r"[_\-.]+|(?<=[a-z])(?=[A-Z0-9])", " ", path.stem).strip().lower()
    said.captions["file name"] = re.sub(r"\s+\d+$", "", plain) or plain
    return said


def _take(said: Said, row: Mapping[str, Any], source: CaptionSource) -> None:
    if text := _clean(row.get("caption") or row.get("description")):
        said.captions.setdefault(source, text)
    words = row.get("keywords") or ()
    listed = words.split(",") if isinstance(words, str) else words
    people = row.get("people") or ()
    listed = [*listed, *(people.split(",") if isinstance(people, str) else people)]
    said.keywords += [k for w in listed if (k := _clean(w)) and k not in said.keywords]
    if row.get("scale") in ("wide", "medium", "close"):
        said.scale = said.scale or str(row["scale"])
    for ours, theirs in (
        ("holder", "rights"),
        ("holder", "holder"),
        ("licence", "licence"),
        ("licence", "license"),
        ("expires", "expires"),
    ):
        if value := _clean(row.get(theirs)):
            said.rights.setdefault(ours, value)
    consent = str(row.get("people_consented", "")).lower()
    if consent in ("yes", "true", "no", "false"):
        said.rights.setdefault("people_consented", consent in ("yes", "true"))
    made = str(row.get("made_by_ai", "")).lower()
    if made in ("yes", "true", "no", "false"):
        said.by_ai = made in ("yes", "true")


def _sidecar(said: Said, path: Path) -> None:
    text = path.read_text(encoding="utf-8-sig", errors="replace")[:200_000]
    if path.suffix == ".txt":
        if caption := _clean(text):
            said.captions.setdefault("sidecar", caption)
    elif path.suffix == ".json":
        try:
            row = json.loads(text)
        except json.JSONDecodeError as problem:
            raise InvalidIntake(
                f"library/{path.name}, line {problem.lineno}: {problem.msg}; correct it"
            ) from problem
        if isinstance(row, dict):
            _take(said, row, "sidecar")
    else:
        _xmp(said, text, "sidecar")


def _embedded(said: Said, path: Path) -> None:
    try:
        with Image.open(path) as picture:
            iptc = IptcImagePlugin.getiptcinfo(picture) or {}
            packet = picture.info.get("xmp")
            title = picture.getexif().get(0x010E)
    except Exception:
        # Metadata is a courtesy: a picture whose metadata cannot be read is still a picture.
        return
    if text := _clean(_bytes(iptc.get((2, 120)))):
        said.captions.setdefault("iptc", text)
    words = iptc.get((2, 25)) or []
    for word in words if isinstance(words, list) else [words]:
        if (text := _clean(_bytes(word))) and text not in said.keywords:
            said.keywords.append(text)
    if holder := _clean(_bytes(iptc.get((2, 116)))):
        said.rights.setdefault("holder", holder)
    if isinstance(packet, bytes):
        _xmp(said, packet.decode("utf-8", "replace"), "xmp")
    if isinstance(title, str) and (text := _clean(_repaired(title))):
        said.captions.setdefault("xmp", text)


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
        value = _clean(item.text if item is not None else None)
        if value and wanted == "caption":
            said.captions.setdefault(source, value)
        elif value:
            said.rights.setdefault(wanted, value)
    for item in root.findall(f".//{_DC}subject//{_LI}"):
        if (word := _clean(item.text)) and word not in said.keywords:
            said.keywords.append(word)
    kind = next((e.text or "" for e in root.iter(f"{_IPTC_EXT}DigitalSourceType")), "")
    if "trainedAlgorithmic" in kind or "TrainedAlgorithmic" in kind:
        said.by_ai = True


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


def _clean(value: Any) -> str:
    return " ".join(str(value).split())[:MAX_TEXT] if value else ""

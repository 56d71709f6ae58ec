"""A folder of in-painted candidates, and the pick among them that becomes a picture.

Picking copies a candidate beside a sidecar that a library reads: what it shows, whose rights it
carries, and that it was edited, by what, from which pictures.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..backends.inpaint.interface import Mode
from ..domain.base import Frozen, slug
from ..domain.errors import InvalidIntake, NotAllowed, NotFound
from ..domain.knowledge import Facets
from ..domain.picture import Edit, Parent, Rights
from ..library.ingest.recaption import kept_keywords, recaptioned

RECORD = "inpaint.json"

_SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class File(Frozen):
    """A file by name and content."""

    file: str
    sha256: str


class PaintedCandidate(File):
    """One candidate. number counts from 1; score and parts are the judge's, 0-10."""

    number: int
    score: float
    parts: dict[str, float]
    why: str


class Painted(Frozen):
    """How a folder of candidates was made; the candidates best first.

    parents: what they were made from, the picture first; () in records of before that was kept.
    mask_named: the words that found the mask, "" for a file.
    """

    version: int = 1
    picture: File
    width: int
    height: int
    caption: str
    keywords: tuple[str, ...] = ()
    facets: Facets = {}
    rights: Rights
    people: tuple[str, ...] = ()
    parents: tuple[Parent, ...] = ()
    mask: File
    masked: float
    mask_from: str
    mask_named: str = ""
    mode: Mode
    words: str
    source: File | None = None
    source_caption: str = ""
    source_score: float | None = None
    source_rights: Rights | None = None
    backend: str
    model: str
    generated: bool
    seed: int
    candidates: tuple[PaintedCandidate, ...] = ()
    notes: tuple[str, ...] = ()
    picked: int | None = None
    picked_by: str = ""


def read(out: Path) -> Painted:
    """The record of a folder of candidates. Raises NotFound, InvalidIntake."""
    path = out / RECORD
    if not path.is_file():
        raise NotFound(f"{out} holds no candidates; make some with `reelwright inpaint PICTURE`")
    try:
        painted = Painted.model_validate_json(path.read_bytes())
    except ValidationError as problem:
        raise InvalidIntake(
            f"{path} cannot be read ({problem.errors()[0]['msg']}); paint the candidates again"
        ) from problem
    if not painted.candidates:
        raise InvalidIntake(f"{path} names no candidate; paint them again")
    return painted


def write(painted: Painted, out: Path) -> None:
    """Keep the record of a folder of candidates."""
    keep(out, RECORD, painted.model_dump_json(indent=2).encode())


def keep(out: Path, name: str, data: bytes) -> File:
    """Write a file whole or not at all."""
    part = out / f".{name}.part"
    part.write_bytes(data)
    os.replace(part, out / name)
    return File(file=name, sha256=hashlib.sha256(data).hexdigest())


def sha_of(path: Path) -> str:
    """Hex SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def chosen(painted: Painted, which: str) -> PaintedCandidate:
    """A candidate by its number, or the best. Raises NotFound where there is none such."""
    if which == "best":
        return painted.candidates[0]
    for candidate in painted.candidates:
        if which.strip() == str(candidate.number):
            return candidate
    numbers = ", ".join(str(c.number) for c in sorted(painted.candidates, key=lambda c: c.number))
    raise NotFound(f"there is no candidate {which!r}; pick best or one of {numbers}")


def pick(out: Path, which: str, *, to: Path | None = None, who: str = "judge") -> Path:
    """Copy a candidate ("best", or its number) into a folder, with its sidecar; note it as picked.

    to: a library's folder; None: the folder of the candidates. who picked it stands in the trace.
    Returns the picture's path. Picking the same again changes nothing. Raises NotFound where there
    is no such candidate, InvalidIntake where it was changed since, and NotAllowed where it may
    join no library for its parent's licence.
    """
    painted = read(out)
    taken = chosen(painted, which)
    data = (out / taken.file).read_bytes()
    if hashlib.sha256(data).hexdigest() != taken.sha256:
        raise InvalidIntake(f"{taken.file} was changed after it was made; paint it again")
    edit = edit_of(painted, taken.number)
    if to is not None and edit.forbidden:
        raise NotAllowed(refusal(taken, edit.forbidden))
    by = "judge" if which == "best" else who
    place = to or out
    place.mkdir(parents=True, exist_ok=True)
    stem = slug(Path(painted.picture.file).stem)
    path = place / f"{stem}-{painted.mode}-{taken.sha256[:8]}.png"
    keep(place, path.name, data)
    row = row_of(painted, edit)
    told = {"score": taken.score, "why": taken.why, "picked_by": by}
    row["edit"] = edit.model_dump(mode="json") | told
    keep(place, f"{path.stem}.json", json.dumps(row, indent=2, ensure_ascii=False).encode())
    write(painted.model_copy(update={"picked": taken.number, "picked_by": by}), out)
    return path


def refusal(candidate: PaintedCandidate, why: str) -> str:
    """Why a candidate may not be taken, with the next act."""
    return (
        f"candidate {candidate.number} may not be used: {why}; ask its holder for leave and note "
        "the new licence, or paint another picture"
        if "lets nothing be made" in why
        else f"candidate {candidate.number} may not be used: {why}"
    )


def edit_of(painted: Painted, number: int) -> Edit:
    """How a candidate was made, and from what."""
    return Edit(
        mode=painted.mode,
        words=painted.words or painted.source_caption,
        mask=painted.mask.sha256,
        mask_from=painted.mask_from,
        masked=painted.masked,
        engine=painted.backend,
        model=painted.model,
        generated=painted.generated,
        seed=painted.seed,
        candidate=number,
        parents=painted.parents or _parents_of_before(painted),
    )


def _parents_of_before(painted: Painted) -> tuple[Parent, ...]:
    first = Parent(
        file=painted.picture.file,
        sha256=painted.picture.sha256,
        caption=painted.caption,
        rights=painted.rights,
    )
    if painted.source is None:
        return (first,)
    other = Parent(
        file=painted.source.file,
        sha256=painted.source.sha256,
        role="source",
        caption=painted.source_caption,
        rights=painted.source_rights or Rights(),
    )
    return first, other


def row_of(painted: Painted, edit: Edit) -> dict[str, Any]:
    """What a library reads of a candidate, besides the edit itself."""
    if edit.by_ai:
        kind = "compositeWithTrainedAlgorithmicMedia"
    else:
        kind = "compositeCapture" if painted.source else "humanEdits"
    named = painted.mask_named
    row: dict[str, Any] = {
        "caption": recaptioned(painted.caption, painted.mode, named, edit.words),
        "made_by_ai": edit.by_ai,
        "edited": True,
        "digitalsourcetype": _SOURCE_TYPE + kind,
    }
    row |= _joined(painted.rights, painted.source_rights)
    if keywords := kept_keywords(painted.keywords, painted.mode, named):
        row["keywords"] = list(keywords)
    if painted.people:
        row["people"] = list(painted.people)
    facets = {name: list(values) for name, values in painted.facets.items()}
    row["facets"] = facets | {"edited": sorted({*facets.get("edited", ()), painted.mode})}
    row["made_from"] = painted.picture.model_dump() | {"role": "picture"}
    return row


def _joined(rights: Rights, others: Rights | None) -> dict[str, Any]:
    """The rights of a picture made of two: all holders and licences, the earlier end."""
    both = [r for r in (rights, others) if r is not None]
    row: dict[str, Any] = {}
    for ours in ("holder", "licence"):
        if said := dict.fromkeys(getattr(r, ours) for r in both if getattr(r, ours)):
            row[ours] = "; ".join(said)
    if ends := [r.expires for r in both if r.expires]:
        row["expires"] = min(ends)
    consents = [r.people_consented for r in both if r.people_consented is not None]
    if consents:
        row["people_consented"] = all(consents)
    return row

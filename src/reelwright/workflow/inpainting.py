"""Candidates of an in-painted picture, ranked and kept with their trace; a pick becomes a picture.

A folder holds one request: the picture as it was opened, the mask, the candidates, a sheet, and
`inpaint.json`, which says how each was made. Picking copies one beside a sidecar that a library
reads: what it shows, whose rights it carries, and that it was edited, by what, from which file.
"""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import ValidationError

from ..backends import registry
from ..backends.inpaint.interface import Inpainter, Mode, Names
from ..domain.base import Frozen, slug
from ..domain.errors import DoesNotFit, InvalidIntake, NotFound
from ..domain.picture import Picture, Rights
from ..judging.painting import Ranked, rank_candidates
from ..library.ingest.captions import said_of_one
from ..library.ingest.prepare import prepare_picture, whole
from ..media.models3d.gltf import read_gltf
from ..media.models3d.mesh import view
from ..media.painting.inlay import png
from ..media.painting.mask import FoundMask, from_words, grown, read_mask
from ..media.pictures.files import kind_of, open_picture
from ..media.pictures.svg import layers_of, render_svg
from ..release.papers.candidates import SheetCell, candidate_sheet

RECORD = "inpaint.json"
SIDE = 2560
"""Pixels of the longer side that pictures are opened at: more than any film shows."""

MODEL_SIDE = 1280
"""Pixels of the view of a 3D model that is to stand in a picture."""

SUBJECT, SVG_WIDTH = "layer-subject", 1600
"""The layer of a drawing that is taken from it, and pixels across that it is drawn at."""

HALO = 0.006
"""How far a mask found by words grows before something is removed, in shares of the longer side.

Shadows, soft edges and reflections lie just outside of what was found.
"""

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
    """How a folder of candidates was made; the candidates best first."""

    version: int = 1
    picture: File
    width: int
    height: int
    caption: str
    rights: Rights
    people: tuple[str, ...] = ()
    mask: File
    masked: float
    mask_from: str
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
    candidates: tuple[PaintedCandidate, ...]
    notes: tuple[str, ...] = ()
    picked: int | None = None
    picked_by: str = ""


@dataclass(frozen=True)
class PaintSource:
    """A picture to take from: its file, and its caption, score and rights where it was searched."""

    path: Path
    caption: str = ""
    score: float | None = None
    rights: Rights | None = None


@dataclass(frozen=True)
class Request:
    """What to paint. Give mask (a file) or where (words); white in a mask file is what changes.

    words say what shall be seen; source is what the embedded back end takes it from. side: pixels
    of the longer side that the picture is opened at, 0 for all of them. options go to the back end.
    """

    picture: Path
    mode: Mode
    mask: Path | None = None
    where: str = ""
    words: str = ""
    source: PaintSource | None = None
    count: int = 4
    seed: int = 1
    backend: str = "inpaint/patch"
    side: int = SIDE
    white_changes: bool = True
    options: dict[str, Any] = field(default_factory=dict[str, Any])


def paint(
    request: Request, out: Path, *, tell: Callable[[str], None] = lambda line: None
) -> Painted:
    """Make, rank and keep the candidates; tell hears what was noticed.

    Raises DoesNotFit, InvalidIntake, MediaRefused, Missing and BackendFailed.
    """
    if bool(request.mask) == bool(request.where):
        raise InvalidIntake("say what shall change by a mask file or by words, and not by both")
    known = _known(request.picture)
    picture = open_picture(request.picture, max_side=request.side or None)
    inpainter: Inpainter = registry.load(request.backend, **request.options)
    source = _opened(request.source.path) if request.source else None
    args: dict[str, Any] = {
        "mode": request.mode,
        "words": request.words,
        "count": request.count,
        "seed": request.seed,
    }
    try:
        found = _mask(request, picture)
        layer = _layer_named(request)
        more: dict[str, Any] = {}
        if layer and request.mode == "replace" and inpainter.profile.grounds:
            more["ground"] = _without(request.picture, layer, picture)
        candidates = inpainter.paint(picture, found.mask, source=source, **args, **more)
        if layer and request.mode == "remove":
            # Nothing fills a hole as well as the drawing that lies under it.
            candidates = [_without(request.picture, layer, picture), *candidates[:-1]]
            found = FoundMask(found.mask, (f"candidate 1 is the drawing without {layer}",))
    except DoesNotFit:
        if not (inpainter.profile.names and request.where and isinstance(inpainter, Names)):
            raise
        candidates = inpainter.paint_named(picture, request.where, **args)
        found = FoundMask(
            _differing(picture, candidates), ("the model itself found what the words name",)
        )
    for note in found.notes:
        tell(note)
    ranked = rank_candidates(picture, found.mask, candidates, new=request.mode == "replace")
    out.mkdir(parents=True, exist_ok=True)
    painted = Painted(
        picture=File(file=request.picture.name, sha256=_sha(request.picture)),
        width=picture.shape[1],
        height=picture.shape[0],
        caption=known.caption,
        rights=known.rights,
        people=known.people,
        mask=_keep(out, "mask.png", png(found.mask)),
        masked=round(float((found.mask > 0).mean()), 4),
        mask_from=request.where or str(request.mask and request.mask.name),
        mode=request.mode,
        words=request.words,
        source=File(file=request.source.path.name, sha256=_sha(request.source.path))
        if request.source
        else None,
        source_caption=request.source.caption if request.source else "",
        source_score=request.source.score if request.source else None,
        source_rights=_source_rights(request.source),
        backend=request.backend,
        model=inpainter.profile.model,
        generated=inpainter.profile.generates,
        seed=request.seed,
        candidates=tuple(_candidate(out, r, candidates[r.number - 1]) for r in ranked),
        notes=found.notes,
    )
    _keep(out, "reference.png", png(picture))
    _show(painted, out, picture, found.mask, candidates)
    _write(painted, out)
    return painted


def read(out: Path) -> Painted:
    """The record of a folder of candidates. Raises NotFound, InvalidIntake."""
    path = out / RECORD
    if not path.is_file():
        raise NotFound(f"{out} holds no candidates; make some with `reelwright inpaint PICTURE`")
    try:
        return Painted.model_validate_json(path.read_bytes())
    except ValidationError as problem:
        raise InvalidIntake(
            f"{path} cannot be read ({problem.errors()[0]['msg']}); paint the candidates again"
        ) from problem


def pick(out: Path, which: str, *, to: Path | None = None, who: str = "judge") -> Path:
    """Copy a candidate ("best", or its number) into a folder, with its sidecar; note it as picked.

    to: a library's folder; None: the folder of the candidates. who picked it stands in the trace.
    Returns the picture's path. Raises NotFound where there is no such candidate.
    """
    painted = read(out)
    chosen = _chosen(painted, which)
    data = (out / chosen.file).read_bytes()
    if hashlib.sha256(data).hexdigest() != chosen.sha256:
        raise InvalidIntake(f"{chosen.file} was changed after it was made; paint it again")
    by = "judge" if which == "best" else who
    place = to or out
    place.mkdir(parents=True, exist_ok=True)
    stem = slug(Path(painted.picture.file).stem)
    path = place / f"{stem}-{painted.mode}-{chosen.sha256[:8]}.png"
    _keep(place, path.name, data)
    row = json.dumps(_sidecar(painted, chosen, by), indent=2, ensure_ascii=False)
    _keep(place, f"{path.stem}.json", row.encode())
    _write(painted.model_copy(update={"picked": chosen.number, "picked_by": by}), out)
    return path


def _chosen(painted: Painted, which: str) -> PaintedCandidate:
    if which == "best":
        return painted.candidates[0]
    for candidate in painted.candidates:
        if which.strip() == str(candidate.number):
            return candidate
    numbers = ", ".join(str(c.number) for c in sorted(painted.candidates, key=lambda c: c.number))
    raise NotFound(f"there is no candidate {which!r}; pick best or one of {numbers}")


def _sidecar(painted: Painted, chosen: PaintedCandidate, by: str) -> dict[str, Any]:
    """What a library reads of the pick, and its whole trace."""
    caption = painted.caption
    if painted.mode == "replace" and (new := painted.words or painted.source_caption):
        caption = f"{caption.rstrip('.')}, with {new}"
    if painted.generated:
        kind = "compositeWithTrainedAlgorithmicMedia"
    else:
        kind = "compositeCapture" if painted.source else "humanEdits"
    row: dict[str, Any] = {"caption": caption, "made_by_ai": painted.generated, "edited": True}
    row["digitalsourcetype"] = _SOURCE_TYPE + kind
    row |= _joined(painted.rights, painted.source_rights)
    if painted.people:
        row["people"] = list(painted.people)
    row["facets"] = {"edited": [painted.mode]}
    row["made_from"] = painted.picture.model_dump() | {"role": "picture"}
    row["edit"] = painted.model_dump(
        mode="json", include={"mode", "words", "mask", "mask_from", "masked", "source", "backend"}
    ) | {"model": painted.model, "seed": painted.seed, "candidate": chosen.number}
    row["edit"] |= {"score": chosen.score, "why": chosen.why, "picked_by": by}
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


def _mask(request: Request, picture: np.ndarray) -> FoundMask:
    height, width = picture.shape[:2]
    if request.mask:
        return read_mask(request.mask, width, height, white_changes=request.white_changes)
    found = _layer(request, width, height) or from_words(picture, request.where)
    if request.mode == "remove":
        return FoundMask(grown(found.mask, round(HALO * max(width, height))), found.notes)
    return found


def _layer_named(request: Request) -> str:
    """The layer of a layered drawing that the words name; "" for other words and pictures."""
    if not request.where or kind_of(request.picture) != "image/svg+xml":
        return ""
    wanted = slug(request.where).removeprefix("the-").removeprefix("layer-").removesuffix("-layer")
    names = layers_of(request.picture)
    return next((name for name in names if name.removeprefix("layer-") == wanted), "")


def _layer(request: Request, width: int, height: int) -> FoundMask | None:
    """What a named layer of a drawing covers; None where the words name none."""
    name = _layer_named(request)
    if not name:
        return None
    alpha = render_svg(request.picture, width=width, layers=[name])[:height, :width, 3]
    mask = np.zeros((height, width), np.uint8)
    mask[: alpha.shape[0], : alpha.shape[1]] = np.where(alpha > 8, 255, 0)
    return FoundMask(mask)


def _opened(path: Path) -> np.ndarray:
    """A picture to take from; of a layered drawing its subject, of a 3D model a view, BGRA."""
    if _is_model(path):
        return view(read_gltf(path), (MODEL_SIDE, MODEL_SIDE), bare=True)
    if kind_of(path) == "image/svg+xml" and SUBJECT in layers_of(path):
        drawn = render_svg(path, width=SVG_WIDTH, layers=[SUBJECT])
        if (drawn[..., 3] > 127).mean() > 0.01:
            return np.ascontiguousarray(drawn[..., [2, 1, 0, 3]])
    return open_picture(path, max_side=SIDE)


def _is_model(path: Path) -> bool:
    """Whether a file holds glTF, whatever it is called: a library names files by their digest."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(64).lstrip()
    return head[:4] == b"glTF" or head[:1] == b"{"


def _without(path: Path, layer: str, picture: np.ndarray) -> np.ndarray:
    """A drawing without one of its layers, at the size of the picture, over white."""
    rest = [name for name in layers_of(path) if name != layer]
    drawn = render_svg(path, width=picture.shape[1], layers=rest).astype(np.float32)
    share = drawn[..., 3:] / 255
    found = (drawn[..., 2::-1] * share + 255 * (1 - share)).round().astype(np.uint8)
    whole = picture.copy()
    height, width = (min(a, b) for a, b in zip(found.shape[:2], picture.shape[:2], strict=True))
    whole[:height, :width] = found[:height, :width]
    return whole


def _differing(picture: np.ndarray, candidates: list[np.ndarray]) -> np.ndarray:
    off = np.zeros(picture.shape[:2], bool)
    for candidate in candidates:
        off |= (candidate != picture).any(-1)
    return np.where(off, 255, 0).astype(np.uint8)


def _known(path: Path) -> Picture:
    if not path.is_file():
        raise InvalidIntake(f"there is no picture {path}; name an image file")
    return prepare_picture(whole(path), said_of_one(path))[1]


def _source_rights(source: PaintSource | None) -> Rights | None:
    if source is None:
        return None
    if source.rights is None and _is_model(source.path):
        return None  # A model's file says nothing of who holds it.
    return source.rights if source.rights is not None else _known(source.path).rights


def _candidate(out: Path, ranked: Ranked, picture: np.ndarray) -> PaintedCandidate:
    kept = _keep(out, f"candidate-{ranked.number}.png", png(picture))
    return PaintedCandidate(
        file=kept.file,
        sha256=kept.sha256,
        number=ranked.number,
        score=ranked.score,
        parts=ranked.parts,
        why=ranked.why,
    )


def _show(
    painted: Painted, out: Path, picture: np.ndarray, mask: np.ndarray, made: list[np.ndarray]
) -> None:
    what = {"replace": "Replaced", "remove": "Removed", "repair": "Repaired"}[painted.mode]
    title = f"{what}: {painted.mask_from}" + (f", by {painted.words}" if painted.words else "")
    first = SheetCell(picture, "The picture", f"{painted.masked:.1%} of it is to change", "", mask)
    best = painted.candidates[0].number
    cells = [
        SheetCell(
            made[c.number - 1],
            f"Candidate {c.number}",
            c.why,
            f"{c.score:.1f}",
            best=c.number == best,
            link=c.file,
        )
        for c in sorted(painted.candidates, key=lambda c: c.number)
    ]
    maker = painted.backend + (f", {painted.model}" if painted.model else "")
    candidate_sheet(
        [first, *cells],
        out,
        title=title,
        facts=f"{painted.picture.file}, {maker}, seed {painted.seed}",
    )


def _keep(out: Path, name: str, data: bytes) -> File:
    """Write a file whole or not at all."""
    part = out / f".{name}.part"
    part.write_bytes(data)
    os.replace(part, out / name)
    return File(file=name, sha256=hashlib.sha256(data).hexdigest())


def _write(painted: Painted, out: Path) -> None:
    _keep(out, RECORD, painted.model_dump_json(indent=2).encode())


def _sha(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

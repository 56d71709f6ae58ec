"""Candidates of an in-painted picture, ranked and kept with their trace.

A folder holds one request: the picture as it was opened, the mask, the candidates, a sheet, and
`inpaint.json`, which says how each was made. Every candidate says in its own bytes what it shows,
whose rights it carries, and from what it was made, by what: it may be used without being picked.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np

from ..backends import registry
from ..backends.inpaint.interface import Inpainter, Mode, Names
from ..domain.base import slug
from ..domain.errors import DoesNotFit, InvalidIntake, NotAllowed
from ..domain.knowledge import Facets
from ..domain.picture import Parent, Picture, Rights
from ..judging.painting import Ranked, rank_candidates
from ..library.ingest.captions import said_of_one
from ..library.ingest.edits import packet_of
from ..library.ingest.prepare import prepare_picture, whole
from ..media.models3d.gltf import read_gltf
from ..media.models3d.mesh import view
from ..media.painting.inlay import png
from ..media.painting.mask import FoundMask, from_words, grown, read_mask, turned_round
from ..media.pictures.files import kind_of, open_picture
from ..media.pictures.packet import with_packet
from ..media.pictures.svg import layers_of, render_svg
from ..media.streams.snippets import kind_of_item
from ..release.papers.candidates import SheetCell, candidate_sheet
from .painted import (
    File,
    Painted,
    PaintedCandidate,
    edit_of,
    keep,
    row_of,
    sha_of,
    write,
)

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


@dataclass(frozen=True)
class PaintSource:
    """A picture to take from: its file, and its caption, score and rights where it was searched.

    known: what is known of it, None: what its file and its sidecars say. base: the knowledge base
    it was taken from.
    """

    path: Path
    caption: str = ""
    score: float | None = None
    rights: Rights | None = None
    known: Picture | None = None
    base: str = ""


@dataclass(frozen=True)
class Request:
    """What to paint. Give mask (a file) or where (words); white in a mask file is what changes.

    words say what shall be seen; source is what the embedded back end takes it from. side: pixels
    of the longer side that the picture is opened at, 0 for all of them. options go to the back end.
    known, facets and base: what a knowledge base knows of a picture that was taken from it; None:
    what its file and its sidecars say. barred: why a picture may not be used, "" where it may.
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
    known: Picture | None = None
    facets: Facets = field(default_factory=dict[str, tuple[str, ...]])
    base: str = ""
    barred: Callable[[Parent], str] = lambda parent: ""


def paint(
    request: Request, out: Path, *, tell: Callable[[str], None] = lambda line: None
) -> Painted:
    """Make, rank and keep the candidates; tell hears what was noticed.

    Raises DoesNotFit, InvalidIntake, MediaRefused, Missing, BackendFailed, and NotAllowed for what
    may not be used.
    """
    if bool(request.mask) == bool(request.where):
        raise InvalidIntake("say what shall change by a mask file or by words, and not by both")
    known, facets = request.known, request.facets
    if known is None:
        known, facets = _known(request.picture)
    if known.rights.forbids_changes:
        tell(
            f"{request.picture.name} is under {known.rights.licence}, which lets nothing be made "
            "of it: look at the candidates, but none of them may be filmed or join a base"
        )
    parents = (_parent(request.picture, known, "picture", request.base), *_source(request.source))
    for parent in parents:
        if why := request.barred(parent):
            raise NotAllowed(f"{parent.file} cannot be painted: {why}")
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
        found = _mask(request, picture, known.caption)
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
        picture=File(file=request.picture.name, sha256=parents[0].sha256),
        width=picture.shape[1],
        height=picture.shape[0],
        caption=known.caption,
        keywords=known.keywords,
        facets=facets,
        rights=known.rights,
        people=known.people,
        parents=parents,
        mask=keep(out, "mask.png", png(found.mask)),
        masked=round(float((found.mask > 0).mean()), 4),
        mask_from=request.where or str(request.mask and request.mask.name),
        # Of what the words leave out nothing is gone from the caption.
        mask_named="" if turned_round(request.where) else request.where,
        mode=request.mode,
        words=request.words,
        source=File(file=parents[1].file, sha256=parents[1].sha256) if request.source else None,
        source_caption=request.source.caption if request.source else "",
        source_score=request.source.score if request.source else None,
        source_rights=parents[1].rights if request.source else None,
        backend=request.backend,
        model=inpainter.profile.model,
        generated=inpainter.profile.generates,
        seed=request.seed,
        notes=found.notes,
    )
    kept = tuple(_candidate(painted, out, r, candidates[r.number - 1]) for r in ranked)
    painted = painted.model_copy(update={"candidates": kept})
    keep(out, "reference.png", png(picture))
    _show(painted, out, picture, found.mask, candidates)
    write(painted, out)
    return painted


def find(request: Request) -> FoundMask:
    """What shall change by a request, as painting it would take it; nothing is painted or kept.

    Raises DoesNotFit, InvalidIntake, MediaRefused, Missing.
    """
    known = request.known or _known(request.picture)[0]
    picture = open_picture(request.picture, max_side=request.side or None)
    return _mask(request, picture, known.caption)


def _mask(request: Request, picture: np.ndarray, shows: str) -> FoundMask:
    height, width = picture.shape[:2]
    if request.mask:
        return read_mask(request.mask, width, height, white_changes=request.white_changes)
    found = _layer(request, width, height) or from_words(picture, request.where, shows)
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


def _known(path: Path) -> tuple[Picture, Facets]:
    if not path.is_file():
        raise InvalidIntake(f"there is no picture {path}; name an image file")
    if kind_of_item(path) == "video":
        raise InvalidIntake(
            f"{path.name} is a clip, and only pictures can be painted; save one of its frames as a "
            "picture and paint that"
        )
    record, picture = prepare_picture(whole(path), said_of_one(path))
    return picture, record.facets


def _parent(path: Path, known: Picture, role: Literal["picture", "source"], base: str) -> Parent:
    """What is known of a picture, for those that are made of it."""
    return Parent(
        picture=known.id,
        file=path.name,
        sha256=sha_of(path),
        role=role,
        base=base,
        caption=known.caption,
        rights=known.rights,
        made_by_ai=known.made_by_ai,
        edit=known.edit,
    )


def _source(source: PaintSource | None) -> tuple[Parent, ...]:
    """The picture or 3D model that something is taken from, as a parent; () without one."""
    if source is None:
        return ()
    if source.known is None and _is_model(source.path):
        # A model's file says nothing of who holds it.
        rights = source.rights or Rights()
        return (
            Parent(
                file=source.path.name,
                base=source.base,
                sha256=sha_of(source.path),
                role="source",
                caption=source.caption,
                rights=rights,
            ),
        )
    found = _parent(source.path, source.known or _known(source.path)[0], "source", source.base)
    return (found.model_copy(update={"rights": source.rights}) if source.rights else found,)


def _candidate(
    painted: Painted, out: Path, ranked: Ranked, picture: np.ndarray
) -> PaintedCandidate:
    edit = edit_of(painted, ranked.number)
    data = with_packet(png(picture), packet_of(row_of(painted, edit), edit))
    kept = keep(out, f"candidate-{ranked.number}.png", data)
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

"""What waits at a gate laid out to be read: each item with the pictures that would go with it."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...domain.brief import Brief
from ...domain.errors import NotFound, StudioError
from ...domain.gate import Gate
from ...domain.picture import Picture
from ...domain.segment import Segment
from ...domain.storyboard import Storyboard
from ...store.owned import own
from .alike import alike
from .gates import STAGE, full
from .references import chosen
from .stages import STAGES
from .stale import stale
from .studio import Studio

if TYPE_CHECKING:
    from ...domain.continuity import Reference
    from ...library import Searcher
    from ...release.papers.gate_page import Waits

READ: tuple[Gate, ...] = ("segments", "briefs", "storyboards")
"""Gates whose items are read on a page of their own; films are watched on the review sheet."""

FITTING = 3
"""Pictures shown with a segment or a brief."""


def sheet_of(studio: Studio, gate: str) -> Path:
    """Where the page is that a gate's items are read or watched on."""
    return studio.workspace / "review" / (f"{gate}.html" if gate in READ else "index.html")


def gate_sheet(studio: Studio, gate: Gate, names: Collection[str], folder: Path | str) -> Path:
    """Write the page of these items of a gate, by whole name, into the workspace; returns its path.

    Pictures are searched as a film's would be; nothing is kept as a result. folder is the
    campaign's, as the page's commands name it. Raises NotFound where there is none of the items.
    """
    from ...library import open_search
    from ...release.papers.gate_page import Waits, gate_page

    kind = STAGES.named(STAGE[gate])
    found = [
        (name, value)
        for kept in studio.catalogue.items(STAGE[gate])
        for name in [full(gate, kept.item)]
        for value in [studio.bench.read(kind, kept)]
        if name in names and value is not None
    ]
    if not found:
        raise NotFound(f"there are no {gate} to read yet; run `reelwright make {folder}`")
    segments = _segments(studio)
    same = alike(studio, stale(studio)) if gate == "storyboards" else {}
    pictures = studio.campaign.pictures
    searcher = open_search(pictures, at=studio.workspace / "index")
    waits: list[Waits] = []
    for name, value in found:
        segment = value if isinstance(value, Segment) else segments.get(value.segment)
        if segment is None:
            continue
        if isinstance(value, Storyboard):
            shown = references_for(studio, value, searcher)
            others = tuple(full(gate, item) for item in same.get(name.partition("/")[2], ()))
            waits.append(Waits(name, value, segment, references=shown, alike=others))
        else:
            waits.append(Waits(name, value, segment, _fitting(value, pictures, searcher)))
    waits.sort(key=_order)
    sheet = sheet_of(studio, gate)
    # It quotes what respondents said.
    sheet.parent.mkdir(0o700, parents=True, exist_ok=True)
    own(sheet.parent)
    gate_page(gate, waits, studio.campaign, folder, sheet, studio.assets)
    return sheet


def _order(item: "Waits") -> tuple[Any, ...]:
    """The largest segment first; of a segment's briefs that which weighs most."""
    of, value = item.segment, item.value
    weight = value.weighing.total if isinstance(value, Brief) else 0.0
    return (-of.share.value, of.id, -weight, item.name)


def _segments(studio: Studio) -> dict[str, Segment]:
    kind = STAGES.named("segment")
    read = (studio.bench.read(kind, kept) for kept in studio.catalogue.items("segment"))
    return {s.id: s for s in read if isinstance(s, Segment)}


def likely(studio: Studio, board: Storyboard) -> tuple["Reference", ...]:
    """The picture that each scene would be shot from, were pictures chosen now; nothing is kept."""
    from ...library import open_search

    searcher = open_search(studio.campaign.pictures, at=studio.workspace / "index")
    return tuple(references_for(studio, board, searcher).values())


def references_for(
    studio: Studio, board: Storyboard, searcher: "Searcher"
) -> dict[str, "Reference"]:
    """The picture that each scene would be shot from, by scene; {} where there is none."""
    from ...continuity.choose import choose

    said, floor = chosen(studio.catalogue, board), studio.choices.floor
    with suppress(StudioError):
        found = choose(
            board.scenes,
            studio.campaign.pictures,
            searcher,
            floor=searcher.floor if floor is None else floor,
            banned=said.banned,
            pins=said.pins,
            bound="pictures" in studio.choices.tiers,
        )
        return {r.scene: r for r in found}
    return {}


def _fitting(
    value: Segment | Brief, pictures: Sequence[Picture], searcher: "Searcher"
) -> tuple[Picture, ...]:
    """Pictures of the library that fit what a segment wants, or what a brief is about."""
    if isinstance(value, Segment):
        asked = [t.text for t in value.traits if t.group != "demographics"]
    else:
        asked = [value.concept.idea, value.concept.hook, value.message, value.promise]
    shut = sorted(p.id for p in pictures if p.rights.people_consented is False)
    by_id, found = {p.id: p for p in pictures}, dict[str, Picture]()
    for words in asked:
        for hit in searcher.search(words, k=1, exclude=[*shut, *found]):
            if hit.score >= searcher.floor and len(found) < FITTING:
                found[hit.picture] = by_id[hit.picture]
    return tuple(found.values())

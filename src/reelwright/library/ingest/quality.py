"""What a curator should look at: of one picture, and of a whole base."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

import numpy as np

from ...domain.knowledge import Item, KnowledgeBase, Quality, QualityReport
from ...domain.picture import Picture
from ...media.pictures import analysis
from ...media.pictures.exposure import exposure

SOFT = 60.0
"""Sharpness below which a photograph looks soft (variance of the Laplacian at 512 px)."""

SMALL = 1080
"""Pixels of the shorter side below which a picture is enlarged in a full-HD film."""

DIM, GLARING = 0.14, 0.88
"""Mean luma under and over which a photograph looks wrongly exposed."""

LOST = 0.35
"""Share of a photograph in pure black or white from which it looks wrongly exposed."""

NEAR = 3
"""Difference hashes this close are those of one picture, saved twice."""

MAYBE = 10
"""Difference hashes this close may be, when the descriptors agree."""

AGREE = 0.97
"""Cosine of descriptors from which two such pictures count as the same."""

_NOTHING = (0, 2**64 - 1)


def judged(look: np.ndarray, picture: Picture, *, drawn: bool) -> Quality:
    """What is measured of a picture; drawings have neither blur nor exposure."""
    light = exposure(look)
    seen = analysis.dhash(look)
    findings: list[str] = []
    if not drawn:
        if picture.sharpness < SOFT:
            findings.append("soft")
        if min(picture.width, picture.height) < SMALL:
            findings.append("small")
        if light.mean < DIM or light.dark > LOST:
            findings.append("dark")
        if light.mean > GLARING or light.bright > LOST:
            findings.append("bright")
    # Drawings of one hand share their layout, which is all that the hash sees.
    says = not picture.layers and seen not in _NOTHING
    return Quality(
        sharpness=picture.sharpness,
        brightness=light.mean,
        dark=light.dark,
        bright=light.bright,
        dhash=f"{seen:016x}" if says else "",
        findings=tuple(findings),
    )


def same_picture(bits: int, cosine: float | None) -> bool:
    """Whether two pictures are one, from the bits that part them and their descriptors' cosine."""
    if cosine is None:
        return bits <= NEAR
    return bits <= MAYBE and cosine >= AGREE


def report(
    base: KnowledgeBase, items: Iterable[Item], now: datetime, barred_by: Callable[[Item], str]
) -> QualityReport:
    """What a whole base holds, and what is wrong with it.

    barred_by: why an approved item may not be retrieved all the same; "" when it may.
    """
    states: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    problems: dict[str, list[str]] = {}
    barred: dict[str, list[str]] = {}
    like: dict[str, tuple[str, ...]] = {}
    total = 0
    for item in items:
        total += 1
        states[item.state] += 1
        kinds[item.kind] += 1
        sources[item.captions[0].source] += 1
        if item.state == "revoked":
            continue
        for finding in findings_of(item):
            problems.setdefault(finding, []).append(item.id)
        if item.state == "approved" and (why := barred_by(item)):
            barred.setdefault(why, []).append(item.id)
        if item.like:
            like[item.id] = item.like
    return QualityReport(
        base=base.id,
        at=now.isoformat(timespec="seconds"),
        items=total,
        states=dict(sorted(states.items())),
        kinds=dict(sorted(kinds.items())),
        captioned_by=dict(sources.most_common()),
        problems={k: tuple(v) for k, v in sorted(problems.items())},
        alike=_groups(like),
        barred={k: tuple(v) for k, v in sorted(barred.items())},
    )


def findings_of(item: Item) -> tuple[str, ...]:
    """What is wrong with one item, in words that need no explanation."""
    said = list(item.quality.findings)
    if item.captions[0].source == "file name":
        said.append("no caption but the file name")
    if not item.rights.holder and not item.rights.licence:
        said.append("no holder and no licence noted")
    return tuple(said)


WHAT_TO_DO = {
    "soft": "out of focus or moved: use it small, or take a sharper one",
    "small": f"under {SMALL} pixels on the shorter side: it is enlarged in a full-HD film",
    "dark": "underexposed: little of it can be told apart",
    "bright": "overexposed: much of it is plain white",
    "silent": "nothing can be heard in it",
    "clipped": "distorted: recorded too loud",
    "no caption but the file name": "write a caption: it decides whether the item is found",
    "no holder and no licence noted": "note who holds it and under what licence",
}
"""What to do about each finding."""


def _groups(like: dict[str, tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Items that look alike, joined into groups."""
    root: dict[str, str] = {}

    def find(one: str) -> str:
        while root.setdefault(one, one) != one:
            one = root[one]
        return one

    for one, others in like.items():
        for other in others:
            root[find(one)] = find(other)
    groups: dict[str, list[str]] = {}
    for one in sorted(root):
        groups.setdefault(find(one), []).append(one)
    return tuple(sorted(tuple(g) for g in groups.values() if len(g) > 1))

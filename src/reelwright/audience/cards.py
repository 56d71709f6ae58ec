"""Segment cards: four attribute groups, drivers, voices, and what to be careful about."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..backends.text.write import write
from ..domain.base import slug
from ..domain.segment import UNCOUNTED, Segment, Trait, TraitGroup
from ..domain.survey import Cell, Survey
from .cells import Contrast, effective, wilson
from .clauses import called_by, clause_for, keywords, quoted, sayable
from .naming import PORTRAIT, SegmentFacts, quotes
from .thresholds import AudienceThresholds
from .voices import Voices, phrases, verbatims

GROUPS: tuple[TraitGroup, ...] = ("demographics", "motivations", "pain points", "decision factors")
TRAITS = 4
"""Traits a group at most."""
COMMON: dict[str, float] = {
    "demographics": 0.45,
    "motivations": 0.35,
    "pain points": 0.35,
    "decision factors": 0.35,
}
"""Share of the segment that must give an answer before it may stand for the segment."""
CELLS_TOLD = 60
NAMED = 2 / 3
"""Share of a segment that a trait should hold for to give it its name."""
LONGEST_NAME = 8
"""Words of a name, which is whole or is not used: a part of an answer may say its opposite."""


@dataclass(frozen=True)
class Cluster:
    """One segment as the statistics found it.

    sure [n]: who belongs with certainty. member [n]: membership probability. modal [n]: whose
    likeliest segment it is. alone: it is everyone, because there are no reliable segments.
    """

    sure: np.ndarray
    member: np.ndarray
    modal: np.ndarray
    contrasts: list[Contrast]
    stability: float
    alone: bool = False


def draw_card(
    found: Cluster,
    survey: Survey,
    voices: Voices,
    weights: np.ndarray,
    *,
    taken: Sequence[str],
    thresholds: AudienceThresholds,
    seed: int,
    model: str,
    temperature: float | None = None,
    category: str = "",
) -> Segment:
    """The card of one segment."""
    caveats: list[str] = []
    traits = _traits(found, thresholds, caveats)
    drivers = _drivers(found, thresholds)
    share = float((found.member * weights).sum() / weights.sum())
    interval = wilson(share, effective(weights))
    n = int(found.sure.sum())
    said = verbatims(voices, survey, found.sure, found.member)
    own = phrases(voices, found.sure)
    caveats += _caveats(found, survey, n, said, thresholds)
    cells = _told(found, traits, drivers, thresholds)
    written = write(
        PORTRAIT,
        SegmentFacts(
            size=_size(found, share, n),
            traits=traits,
            cells=cells,
            calls=(*_calls(found), *names_for(found.contrasts)),
            phrases=own,
            answers=tuple(v.text for v in said),
            taken=tuple(taken),
            alone=found.alone,
            category=category,
        ),
        model=model,
        seed=seed,
        temperature=temperature,
    )
    portrait = written.value
    return Segment(
        id="everyone" if found.alone else slug(portrait.name, "segment"),
        name=portrait.name,
        summary=portrait.summary,
        n=n,
        share=interval,
        traits=traits,
        drivers=drivers,
        verbatims=said,
        respondents=tuple(survey.respondents[i] for i in np.flatnonzero(found.sure)),
        certainty=round(float(found.member[found.modal].mean()), 4) if found.modal.any() else 0.0,
        phrases=own,
        not_for=_not_for(found, traits),
        caveats=tuple(caveats),
        origin=written.origin,
    )


def _traits(
    found: Cluster, thresholds: AudienceThresholds, caveats: list[str]
) -> tuple[Trait, ...]:
    most = 0.5 * found.sure.sum()
    usable = [
        s
        for s in found.contrasts
        if s.cell.n >= thresholds.smallest_cell and (s.box.given & found.sure).sum() >= most
    ]
    chosen: dict[TraitGroup, list[tuple[Contrast, bool]]] = {}
    used: set[str] = set()
    for group in GROUPS:
        here = [s for s in usable if _group(s) == group]
        least = COMMON[group]
        strong = _best([s for s in here if s.distinctive and s.cell.share >= least])
        chosen[group] = [(s, True) for s in strong[:TRAITS]]
        if not strong and here:
            typical = _typical(here)
            chosen[group] = [(s, False) for s in typical[: 2 if found.alone else 1]]
            if typical and not found.alone:
                caveats.append(
                    f"no answer on {group} sets this segment apart: its commonest answer is shown"
                )
        used |= {s.cell.column for s, _ in chosen[group]}
    for group in GROUPS:
        if not chosen[group]:
            spare = [
                s for s in usable if s.cell.column not in used and s.box.column.role == "basis"
            ]
            stand_in = _best(
                [s for s in spare if s.distinctive and s.cell.share >= 0.5]
            ) or _typical(spare)
            if stand_in:
                chosen[group] = [(stand_in[0], stand_in[0].distinctive)]
                used.add(stand_in[0].cell.column)
                caveats.append(
                    f"the survey has no usable question on {group}: the nearest answer stands in"
                )
    traits: list[Trait] = []
    taken: set[str] = set()
    for group in GROUPS:
        for contrast, _ in chosen[group]:
            traits.append(_trait(contrast, group, taken))
        if not chosen[group]:
            asked = any(_group(s) == group for s in found.contrasts)
            traits.append(_unknown(found, group, asked=asked))
            few, none = "too few answers to say anything", "the survey asks nothing"
            caveats.append(f"{few if asked else none} on {group}")
    return tuple(traits)


def _trait(contrast: Contrast, group: TraitGroup, taken: set[str]) -> Trait:
    text = clause_for(contrast.box)
    name = slug(f"{group[:4]}-{contrast.cell.column}-{contrast.box.side}")
    name = name if name not in taken else f"{name[:56]}-{len(taken)}"
    taken.add(name)
    return Trait(
        id=name,
        group=group,
        text=text,
        cell=contrast.cell,
        keywords=keywords(text),
        said=group == "demographics" or sayable(contrast.box, text),
        denied=_denies(contrast) and quoted(text),
    )


def _unknown(found: Cluster, group: TraitGroup, *, asked: bool) -> Trait:
    """A group nothing may be said about: not asked about, or cells too small to show."""
    n = int(found.sure.sum())
    cell = _NOTHING.model_copy(update={"n": n})
    few, none = "gave too few answers to describe", "were not asked about"
    text = f"{few if asked else none} their {group}"
    return Trait(id=slug(f"{group}-unknown"), group=group, text=text, cell=cell, said=False)


_NOTHING = Cell(column=UNCOUNTED, level="any answer", share=1, base_share=1, index=100, n=0)


def _group(contrast: Contrast) -> str:
    column = contrast.box.column
    return "demographics" if column.role == "profile" else (column.group or "decision factors")


def _best(contrasts: Sequence[Contrast]) -> list[Contrast]:
    """The strongest contrast of each column, strongest first."""
    best: dict[str, Contrast] = {}
    for s in sorted(contrasts, key=_telling, reverse=True):
        best.setdefault(s.cell.column, s)
    return list(best.values())


def _telling(contrast: Contrast) -> tuple[float, str, str]:
    """How much an answer tells: what people are or want before what they are not or do not want."""
    denies = _denies(contrast)
    ages = contrast.box.column.role == "profile" and "old" in clause_for(contrast.box)
    weight = 0.55 if denies else (1.5 if ages else 1.0)
    weight *= 0.92 ** (len(contrast.box.places) - 1) if contrast.box.side == "run" else 1.0
    return weight * contrast.z, contrast.cell.column, contrast.cell.level


def _typical(contrasts: Sequence[Contrast]) -> list[Contrast]:
    """The commonest single answer of each column, those further above average first.

    What most did not pick of many options is common and tells nothing: it comes last.
    """
    best: dict[str, Contrast] = {}
    for s in sorted(contrasts, key=lambda s: (-s.cell.share, len(s.box.places))):
        if s.box.side != "run" or len(s.box.places) <= 2:
            best.setdefault(s.cell.column, s)
    return sorted(
        best.values(), key=lambda s: (_denies(s), s.cell.share < 0.5, -s.z, -s.cell.share)
    )


def _denies(contrast: Contrast) -> bool:
    return contrast.box.side == "low" and contrast.box.column.role == "basis"


def _drivers(found: Cluster, thresholds: AudienceThresholds) -> tuple[Cell, ...]:
    """The cell that marks the segment most, for each of the columns that part segments most."""
    best: dict[str, Contrast] = {}
    for s in sorted(found.contrasts, key=lambda s: -abs(s.z)):
        if s.box.column.role == "basis" and s.cell.n >= thresholds.smallest_cell:
            best.setdefault(s.cell.column, s)
    ranked = sorted(best.values(), key=lambda s: (not s.cell.significant, -s.cell.effect))
    return tuple(s.cell for s in ranked[:6])


def _told(
    found: Cluster, traits: Sequence[Trait], drivers: Sequence[Cell], thresholds: AudienceThresholds
) -> tuple[Cell, ...]:
    """The cells a portrait may rest on: none too small to show."""
    cells = {(c.column, c.level): c for c in (*[t.cell for t in traits], *drivers)}
    for s in sorted(found.contrasts, key=lambda s: -abs(s.z)):
        if len(cells) >= CELLS_TOLD:
            break
        if s.cell.n >= thresholds.smallest_cell:
            cells.setdefault((s.cell.column, s.cell.level), s.cell)
    return tuple(cells.values())


def _calls(found: Cluster) -> tuple[str, ...]:
    ranked = sorted(found.contrasts, key=lambda s: -s.z)
    calls = (s.box.column.called for s in ranked if s.distinctive and s.box.side == "high")
    return tuple(dict.fromkeys(c for c in calls if c))


def names_for(contrasts: Sequence[Contrast]) -> tuple[str, ...]:
    """Names from what sets the segment apart and most of it share, the most telling first.

    Needs and habits come before age, what nearly all share before what most do.
    """
    apart = [s for s in contrasts if s.distinctive and s.cell.share > 0.5]
    names = {id(s): called_by(s.box, clause_for(s.box)) for s in apart}
    usable = {n for n in names.values() if 2 <= len(n.split()) <= LONGEST_NAME and not quotes(n)}
    ranked = sorted(
        (s for s in apart if names[id(s)] in usable),
        key=lambda s: (s.box.column.role == "profile", s.cell.share < NAMED, -_telling(s)[0]),
    )
    return tuple(dict.fromkeys(names[id(s)] for s in ranked))


def _not_for(found: Cluster, traits: Sequence[Trait]) -> str:
    if found.alone:
        return ""
    shown = {t.cell.column for t in traits}
    low = [
        s
        for s in found.contrasts
        if s.cell.significant and s.z < 0 and s.cell.base_share >= 0.15 and s.cell.index <= 60
        and s.box.column.role == "basis" and s.box.side in {"high", "level"}
    ]  # fmt: skip
    low.sort(key=lambda s: (s.cell.column in shown, s.z))
    picked = list({s.cell.column: s for s in reversed(low)}.values())[::-1][:2]
    if not picked:
        return ""
    return "Not for people who " + ", or who ".join(clause_for(s.box) for s in picked) + "."


def _size(found: Cluster, share: float, n: int) -> str:
    if found.alone:
        return f"all {n:,} respondents, taken as one group"
    return f"about {share:.0%} of those asked (n = {n:,})"


def _caveats(
    found: Cluster, survey: Survey, n: int, said: Sequence[object], thresholds: AudienceThresholds
) -> list[str]:
    out: list[str] = []
    if not found.alone and found.stability < thresholds.stable:
        out.append(
            f"this segment came back in other samples with Jaccard {found.stability:.2f}: usable, "
            f"but under {thresholds.stable} it is not called stable"
        )
    if n < 100:
        out.append(
            f"n = {n}: read shares with an error of about {98 / max(1, n) ** 0.5:.0f} points"
        )
    small = sum(0 < s.cell.n < thresholds.smallest_cell for s in found.contrasts)
    if small:
        out.append(
            f"answers given by under {thresholds.smallest_cell} respondents are not shown ({small})"
        )
    if any(c.role == "text" for c in survey.columns) and len(said) < 3:
        out.append(f"only {len(said)} free answers were typical and readable enough to show")
    return out

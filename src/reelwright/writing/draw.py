"""Draws which of a segment's traits a storyboard stresses."""

import random

from ..domain.base import digest_of
from ..domain.brief import FeatureDraw
from ..domain.segment import Segment, Trait
from .vocabulary import GROUP_WEIGHT, drives, is_wanted


def draw_features(segment: Segment, *, seed: int, count: int = 3) -> FeatureDraw:
    """`count` trait ids, at least one a driving one, the same for the same segment and seed.

    Driving traits are motivations and pain points (S0-34); without any, decision factors. Traits
    are drawn without repetition, in proportion to their group's weight and their index. What people
    do not want or feel is drawn only where there is not enough else: no film can speak to it.
    """
    source = random.Random(digest_of(["features", segment.id, seed]))
    driving = [t for t in drives(segment) if t.group in ("motivations", "pain points")]
    first = _draw(driving or list(drives(segment)), source)
    rest = [t for t in segment.traits if t.id != first.id and is_wanted(t)]
    if len(rest) < count - 1:
        rest = [t for t in segment.traits if t.id != first.id]
    chosen = [first]
    while rest and len(chosen) < count:
        trait = _draw(rest, source)
        rest.remove(trait)
        chosen.append(trait)
    return FeatureDraw(segment=segment.id, seed=seed, traits=tuple(t.id for t in chosen))


def _draw(traits: list[Trait], source: random.Random) -> Trait:
    weights = [GROUP_WEIGHT[t.group] * max(1, t.cell.index) for t in traits]
    return source.choices(traits, weights)[0]

"""Judges a take: three scores with reasons, what fails, and what would help."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from ..backends.text.ask import Model
from ..domain.brand import Brand
from ..domain.continuity import Reference
from ..domain.errors import MediaRefused
from ..domain.origin import Origin
from ..domain.places import Places
from ..domain.storyboard import Scene
from ..domain.take import Score, Take, Verdict
from . import brand as brand_rules
from . import narrative, visual
from .opinion import ask_opinion
from .thresholds import BRAND, DIMENSIONS, NARRATIVE, VISUAL, Finding, Thresholds

VERSION = "1"


def judge_take(
    take: Take,
    scene: Scene,
    reference: Reference,
    brand: Brand,
    frames: Sequence[np.ndarray],
    *,
    thresholds: Thresholds | None = None,
    text_zone: Literal["top", "bottom", "none"] | None = None,
    places: Places | None = None,
    model: str | Model = "offline",
    seed: int = 1,
    temperature: float | None = None,
) -> Verdict:
    """Three scores (0-10) with reasons, which of them fail, and what would help (S0-59).

    frames are two or more BGR previews, evenly spaced over the take. text_zone None: the calmer
    end is taken for the type; places: where its very words may stand, which is better. model
    "offline" measures and claims no opinion; with a model its opinion is asked too, and a
    dimension that fails by measurement stays failed.
    """
    if len(frames) < 2:
        raise MediaRefused(
            f"take {take.id!r} has {len(frames)} preview frames; judge at least 2, evenly spaced"
        )
    limits = thresholds or Thresholds()
    parts = {
        NARRATIVE: narrative.findings(take, scene, reference),
        VISUAL: visual.findings(take, frames),
        BRAND: brand_rules.findings(take, scene, reference, brand, frames, text_zone, places),
    }
    scores = tuple(_score(name, parts[name]) for name in DIMENSIONS)
    origin = Origin(maker="offline", version=VERSION, seed=seed)
    if model != "offline":
        scores, origin = ask_opinion(
            scores,
            take,
            scene,
            reference,
            brand,
            frames,
            limits,
            model=model,
            seed=seed,
            temperature=temperature,
        )
    table = limits.table()
    failing = tuple(s.name for s in scores if s.value < table[s.name])
    return Verdict(
        scores=scores,
        thresholds=table,
        failing=failing,
        advice=_advice([f for name in failing for f in parts[name]]),
        origin=origin,
    )


def _score(name: str, found: Sequence[Finding]) -> Score:
    value = max(0.0, 10.0 - sum(f.cost for f in found))
    told = sorted(found, key=lambda f: -f.cost)
    return Score(name=name, value=round(value, 1), why="; ".join(f.text for f in told))


def _advice(found: Sequence[Finding]) -> str:
    """The act that saves the most points, and why. "" when nothing fails or nothing helps."""
    useful = [f for f in found if f.act and f.cost > 0]
    if not useful:
        return ""
    worst = max(useful, key=lambda f: f.cost)
    return f"{worst.act}: {worst.text}"

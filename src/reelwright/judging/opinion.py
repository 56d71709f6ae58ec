"""Asks a model that sees the frames for its opinion of a take."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pydantic import BaseModel, Field

from ..backends.text.ask import Ask, Model, fenced
from ..backends.text.write import write
from ..domain.brand import Brand
from ..domain.continuity import Reference
from ..domain.origin import Origin
from ..domain.storyboard import Scene
from ..domain.take import Score, Take
from ..media.pictures.measure import jpeg, small
from .thresholds import BRAND, NARRATIVE, VISUAL, Thresholds

SHOWN = 4
"""Frames a model is shown."""


class Opinion(BaseModel):
    """Three scores from 0 to 10, each with what was seen that led to it."""

    narrative: float = Field(ge=0, le=10)
    narrative_why: str
    visual: float = Field(ge=0, le=10)
    visual_why: str
    brand: float = Field(ge=0, le=10)
    brand_why: str


@dataclass(frozen=True)
class _Seen:
    """All that the model is given."""

    scene: Scene
    caption: str
    brand: Brand
    direction: str
    thresholds: Thresholds
    measured: tuple[Score, ...]
    frames: tuple[bytes, ...]


def _prompt(seen: _Seen) -> str:
    brand = seen.brand
    rules = "\n".join([*(f"do: {r}" for r in brand.do), *(f"don't: {r}" for r in brand.dont)])
    colours = ", ".join((brand.palette.primary, brand.palette.accent, *brand.palette.supporting))
    limits = seen.thresholds
    return "\n\n".join(
        [
            f"You see {len(seen.frames)} frames of one scene of a video ad, in order. Score it "
            "from 0 to 10 on three dimensions and say for each what you saw, in one sentence. "
            "Judge only what is in the frames; type and logo are added later.",
            f"narrative: does it show what the storyboard asks for? Under {limits.narrative:g} it "
            "is shot again.",
            "visual: is it free of faults: softness, bad light, cut-off subjects, wrong anatomy, "
            f"garbled objects? Under {limits.visual:g} it is shot again.",
            f"brand: does it keep the brand's rules and colours? Under {limits.brand:g} it is shot "
            "again.",
            fenced("scene", f"{seen.scene.description}\nmust show: {seen.scene.seek}"),
            fenced("camera", seen.direction),
            fenced("caption", seen.caption),
            fenced("brand", f"{brand.name}; colours {colours}\n{rules}"),
        ]
    )


def _measured(seen: _Seen, source: random.Random) -> Opinion:
    """Without a model the measured scores stand; they are never passed off as an opinion."""
    by_name = {s.name: s for s in seen.measured}
    n, v, b = by_name[NARRATIVE], by_name[VISUAL], by_name[BRAND]
    return Opinion(
        narrative=n.value,
        narrative_why=n.why,
        visual=v.value,
        visual_why=v.why,
        brand=b.value,
        brand_why=b.why,
    )


def _complaints(seen: _Seen, opinion: Opinion) -> list[str]:
    whys = {
        "narrative_why": opinion.narrative_why,
        "visual_why": opinion.visual_why,
        "brand_why": opinion.brand_why,
    }
    return [f"{k} is empty: say what you saw" for k, why in whys.items() if len(why.split()) < 3]


ASK: Ask[_Seen, Opinion] = Ask(
    name="judge take",
    version="1",
    output=Opinion,
    prompt=_prompt,
    offline=_measured,
    check=_complaints,
    temperature=0.0,
    images=lambda seen: [(f, "image/jpeg") for f in seen.frames],
)


def ask_opinion(
    measured: tuple[Score, ...],
    take: Take,
    scene: Scene,
    reference: Reference,
    brand: Brand,
    frames: Sequence[np.ndarray],
    thresholds: Thresholds,
    *,
    model: str | Model,
    seed: int,
    temperature: float | None = None,
) -> tuple[tuple[Score, ...], Origin]:
    """Measured scores and a model's, joined: what fails by measurement stays failed.

    Raises Missing or BackendFailed when the model cannot be asked; nothing stands in for it.
    """
    picks = np.linspace(0, len(frames) - 1, min(SHOWN, len(frames))).round().astype(int)
    seen = _Seen(
        scene=scene,
        caption=reference.picture.caption,
        brand=brand,
        direction=take.direction,
        thresholds=thresholds,
        measured=measured,
        frames=tuple(jpeg(small(frames[int(i)], 512)) for i in picks),
    )
    written = write(ASK, seen, model=model, seed=seed, temperature=temperature)
    said = written.value
    by_model = {
        NARRATIVE: (said.narrative, said.narrative_why),
        VISUAL: (said.visual, said.visual_why),
        BRAND: (said.brand, said.brand_why),
    }
    return tuple(_joined(s, *by_model[s.name], thresholds) for s in measured), written.origin


def _joined(measured: Score, value: float, why: str, thresholds: Thresholds) -> Score:
    if measured.value < thresholds.table()[measured.name] and measured.value <= value:
        return measured
    return Score(
        name=measured.name,
        value=round(value, 1),
        why=f"{why} (measured {measured.value:g}: {measured.why})",
        by="model",
    )

"""The looks that type can take on the picture: all on brand, and yet not the same."""

from dataclasses import dataclass
from typing import Literal

from ..domain.brand import Brand
from ..domain.colour import contrast, luminance, mixed, vividness
from .legibility import readable

Form = Literal["card", "tape", "open"]
"""card: a panel that holds all type; tape: each line on its own strip, from the frame's edge;
open: bare type on the picture, with a shade where it needs one."""


@dataclass(frozen=True)
class Look:
    """ground: the colour under type (unused by open). rule: a short line before the headline."""

    form: Form
    ground: Literal["paper", "primary", "ink"]
    rule: bool = False


LOOKS: dict[str, Look] = {
    "warm": Look("card", "paper", rule=True),
    "bright": Look("tape", "primary"),
    "tender": Look("open", "ink"),
    "driving": Look("tape", "ink"),
}


def look_for(mood: str) -> Look:
    """The look of a storyboard's mood."""
    return LOOKS.get(mood, LOOKS["warm"])


def colours(brand: Brand) -> dict[str, str]:
    """The brand's colours by the job they do. accent marks what the viewer is asked to do only."""
    p = brand.palette
    light = max((p.paper, p.ink), key=luminance)
    dark = min((p.paper, p.ink), key=luminance)
    shade = dark if luminance(dark) < 0.06 else mixed(dark, "#000000", 0.6)
    named = {
        "primary": p.primary,
        "ink": p.ink,
        "paper": p.paper,
        "accent": p.accent,
        "light": light,
        "dark": shade,
        "shade": f"{shade}e8",
        "white": "#ffffff",
        "black": "#000000",
    }
    for ground in ("primary", "ink", "paper", "accent", "dark"):
        on = readable(named[ground], (light, "#ffffff", dark, "#000000"))
        named[f"on {ground}"] = on
        soft = mixed(on, named[ground], 0.22)
        named[f"soft on {ground}"] = soft if contrast(soft, named[ground]) >= 4.8 else on
    named["strong on paper"] = readable(p.paper, (p.primary, p.ink))
    named["mark"] = readable(shade, _marks(brand), least=6.0)
    named["rule on dark"], named["rule on paper"] = named["mark"], named["strong on paper"]
    return named


def _marks(brand: Brand) -> tuple[str, ...]:
    """Colours for the spoken word, most vivid first; the accent keeps to its own job."""
    p = brand.palette
    own = sorted((*p.supporting, p.primary), key=vividness, reverse=True)
    tints = [mixed(c, "#ffffff", 0.6) for c in (p.accent, p.primary)]
    return (
        *(c for c in own if vividness(c) > 70),
        *(c for c in tints if vividness(c) > 50),
        "#ffd75e",
    )

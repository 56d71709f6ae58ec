"""The parts a page of type is made of, as templates/card.typ reads them. Lengths are pixels."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..domain.letters import unspaced
from ..domain.sentences import short_form
from .breaking import closing, finer, leaning, pieces

Part = Mapping[str, Any]
Sizes = Sequence[tuple[float, int]]
"""Sizes to try, in order, each with the most lines it may take."""


@dataclass(frozen=True)
class Finer:
    """How words may be divided: as their language does, or, for share, between any two letters.

    share: the part of its smallest size that type is set in, not under least pixels, on as many
    lines as it takes; 0 keeps to the sizes that it has.
    """

    language: str
    share: float = 0.0
    least: float = 0.0


Fine = Finer | None
"""None keeps words whole."""

SHARES = (1.0, 0.8, 0.64, 0.5)
"""What type is set in, of its smallest size, where dividing its words was not enough."""


def ever_finer(language: str, least: float) -> tuple[Fine, ...]:
    """The ways to set type, best first: whole words, divided ones, ever smaller letters."""
    return (None, Finer(language), *(Finer(language, share, least) for share in SHARES))


MANY = 24
"""Lines that the smallest type may take, as far as the room goes."""

_PITCH = {"ARABIC": (1.42, 1.5), "DEVANAGARI": (1.3, 1.4), "CJK": (1.22, 1.36), "": (1.08, 1.24)}
"""Line to line in type sizes, for headlines and for body, by script."""


@dataclass(frozen=True)
class Voice:
    """How a kind of text is set: which face, weight and colour."""

    face: str
    weight: int
    colour: str
    head: bool = False


def text(
    words: str,
    voice: Voice,
    sizes: Sizes,
    width: float,
    *,
    name: str,
    fine: Fine = None,
    **more: Any,
) -> Part:
    """A text that is broken into even lines and set as large as fits.

    fine: how words may be divided, because whole ones do not fit.
    """
    script = script_of(words)
    cut = pieces(words)
    if fine is not None:
        cut = finer(cut, fine.language, anywhere=True, all_of_it=fine.share > 0)
        if fine.share:
            sizes = [(max(sizes[-1][0] * fine.share, min(fine.least, sizes[-1][0])), MANY)]
        elif not unspaced(words):
            # In its smallest size as few words as can be are divided.
            sizes = [*sizes[-2:], (sizes[-1][0], sizes[-1][1] + 1)]
    behind = [*cut[1:], ""]
    # The stop of "No." and "lek. wet." closes nothing.
    held = [short_form("".join(cut[: k + 1]).strip(), n) for k, n in enumerate(behind)]
    return {
        "kind": "text",
        "name": name,
        "pieces": cut,
        "leaning": [leaning(p, n) for p, n in zip(cut, behind, strict=True)],
        "closing": [closing(p) and not h for p, h in zip(cut, held, strict=True)],
        "held": held,
        "face": voice.face,
        "weight": voice.weight,
        "colour": voice.colour,
        "sizes": [[round(size, 1), most] for size, most in sizes],
        "width": round(width),
        "pitch": _PITCH.get(script, _PITCH[""])[0 if voice.head else 1],
        # Joined and stacked scripts fall apart when their letters are moved.
        "tracking": -0.012 if voice.head and script == "" else 0,
        **more,
    }


def gap(size: float) -> Part:
    """Empty space down the page."""
    return {"kind": "gap", "size": round(size)}


def rule(width: float, height: float, colour: str) -> Part:
    """A short thick line."""
    return {"kind": "rule", "width": round(width), "height": round(height), "colour": colour}


def image(file: str, width: float) -> Part:
    """A picture from the compiler's folder."""
    return {"kind": "image", "file": file, "width": round(width)}


def panel(
    fill: str, *, start: float, end: float, top: float, bottom: float, radius: float = 0
) -> Mapping[str, Any]:
    """A filled ground around a page; start is the side that reading begins on."""
    return {
        "fill": fill,
        "start": round(start),
        "end": round(end),
        "top": round(top),
        "bottom": round(bottom),
        "radius": round(radius),
    }


def script_of(words: str) -> str:
    """The script that decides the lines' distance: ARABIC, DEVANAGARI, CJK, or "" for others."""
    for char in words:
        if char.isalpha():
            name = unicodedata.name(char, "").split(" ")[0]
            if name in ("ARABIC", "DEVANAGARI"):
                return name
            if name in ("CJK", "HIRAGANA", "KATAKANA", "FULLWIDTH", "HALFWIDTH"):
                return "CJK"
    return ""

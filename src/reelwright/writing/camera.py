"""Camera directions in ordinary words, each for a reason, never the same move twice in a row."""

import random
import re
from collections.abc import Sequence

from ..domain.storyboard import Beat

MOVES: dict[str, str] = {
    "push in": r"push(?:es|ing)?[- ]in|zoom(?:s|ing)?(?:[- ]in)?\b(?![- ]out)|lean(?:s|ing)? in",
    "pull out": r"pull(?:s|ing)?[- ](?:out|back|away)|zoom(?:s|ing)?[- ]out|step(?:s|ping)? back",
    "pan": r"pan(?:s|ning)?|drift(?:s|ing)?|sweep(?:s|ing)?",
    "truck": r"truck(?:s|ing)?|slid(?:e|es|ing)|track(?:s|ing)?|follow(?:s|ing)?",
    "tilt": r"tilt(?:s|ing)?|crane(?:s)?|ris(?:e|es|ing)",
    "dolly": r"dolly(?:ing)?|glid(?:e|es|ing)",
    "orbit": r"orbit(?:s|ing)?|arc(?:s|ing)?|circl(?:e|es|ing)",
    "roll": r"roll(?:s|ing)?|rotat(?:e|es|ing)",
    "rack focus": r"rack(?:s|ing)? focus|focus pull|pull focus",
    "still": r"still|static|hold(?:s|ing)?|lock(?:ed)?[- ]off|steady|rest(?:s|ing)?",
}
"""Moves a direction may name, as patterns; the first one named is meant."""

_FOR: dict[Beat, tuple[tuple[str, str], ...]] = {
    "hook": (
        ("push in", "{slow}push in{face}, to feel it"),
        ("pan", "{slow}pan to the right"),
    ),
    "tension": (
        ("still", "hold still and let the line land"),
        ("truck", "{slow}slide to the left, alongside"),
        ("pan", "{slow}pan to the left"),
    ),
    "turn": (
        ("pull out", "{slow}pull back to reveal the whole scene"),
        ("tilt", "{slow}tilt up into the light"),
        ("truck", "{slow}slide to the right, alongside"),
    ),
    "proof": (
        ("push in", "{slow}push in{face}"),
        ("pan", "{slow}pan to the right, across the picture"),
        ("still", "hold still so that the words can be read"),
    ),
    "offer": (
        ("truck", "{slow}slide to the right"),
        ("pan", "{slow}pan to the left"),
        ("push in", "{slow}push in{face}"),
    ),
    "call": (
        ("still", "hold still until the end"),
        ("pull out", "{slow}pull back, and come to rest"),
    ),
}


def move_of(direction: str) -> str:
    """The first move that a direction names, or ""."""
    found = [
        (hit.start(), move)
        for move, pattern in MOVES.items()
        if (hit := re.search(rf"\b(?:{pattern})", direction.lower()))
    ]
    return min(found)[1] if found else ""


def directions(
    beats: Sequence[Beat], faces: Sequence[bool], pace: str, source: random.Random
) -> tuple[str, ...]:
    """A direction for each scene. faces says where people are seen, so that a push goes to them."""
    slow = {"calm": "slow ", "steady": "gentle ", "brisk": ""}[pace]
    found: list[str] = []
    last = ""
    used: dict[str, int] = {}
    for beat, face in zip(beats, faces, strict=True):
        choices = [c for c in _FOR[beat] if c[0] != last]
        least = min(used.get(move, 0) for move, _ in choices)
        move, words = source.choice([c for c in choices if used.get(c[0], 0) == least])
        used[move] = used.get(move, 0) + 1
        last = move
        text = words.format(slow=slow, face=" on the face" if face else "")
        found.append(text[0].upper() + text[1:])
    return tuple(found)

"""Which words of a prompt the picture answers, which the camera, and which text alone (S3-03)."""

import re
from collections.abc import Callable, Iterable, Mapping

from ..backends.index.exact import words
from ..domain.base import Box
from ..domain.campaign import Format
from ..domain.clip import Asked, Coverage
from ..domain.framing import shown
from ..domain.take import Move
from ..media.pictures.colour import RANGES
from .aiming import Find
from .camera_words import FILLER
from .direction import read_direction
from .plain import plainly

SEEN = 0.35
"""Share of a thing that must once be in the frame for it to be shown."""

Shown = Callable[[str], float | None]
"""The largest share of a thing that is ever in the frame, 0-1; None where it is not found."""

_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_SIZES = frozenset("wide medium close closeup close-up macro aerial long full drone".split())
_CRAFT = frozenset(
    "shot view video clip film footage cinematic photorealistic realistic picture photo image "
    "scene camera show make create generate".split()
)


def shown_by(shots: Iterable[tuple[Move, Find]], format: Format) -> Shown:
    """What finds how much of a thing some shots ever show: each with what finds in its picture."""
    told = tuple(shots)

    def share(name: str) -> float | None:
        found = [(move, box) for move, find in told if (box := find(name)) is not None]
        return max((_most(box, move, format) for move, box in found), default=None)

    return share


def _most(box: Box, move: Move, format: Format) -> float:
    """The largest share of a box in any window; of what is larger than the frame a part will do."""
    whole = box.w * box.h
    share = max(shown(box, window, move.picture, format) for window in move.windows)
    return min(1.0, share * max(1.0, whole / 0.25))


def cover(
    prompt: str,
    asked: Asked,
    said: Iterable[str],
    *,
    carried: bool,
    shown: Shown = lambda name: None,
) -> Coverage:
    """What answers each word of a prompt that carries sense.

    said: captions and keywords of the pictures that it stands on. carried: whether its words reach
    the film as text, to a model that films them or as type. shown: how much of a thing the frame
    ever shows. A word that the pictures' captions do not say, and that no text carries, is left
    over: a person has to look whether it is shown.
    """
    held = {stem for text in said for stem in words(text)}
    unread = {stem for word in asked.unread for stem in words(word)}
    aims = _aims(asked, shown)
    moved = set(words(plainly(asked.action))) - unread - set(aims)
    seen: dict[str, list[str]] = {"picture": [], "cropped": [], "text": [], "left": []}
    for token in _TOKEN.findall(plainly(prompt)):
        stems = set(words(token))
        bare = token.lower()
        if not stems or bare in _CRAFT or (bare in _SIZES and asked.scale != "any"):
            continue
        kind = _kind(bare, stems, held, moved, aims, shown)
        if kind is None:
            continue
        if kind == "left" and carried:
            kind = "text"
        if bare not in (w.lower() for w in seen[kind]):
            seen[kind].append(token)
    return Coverage(
        picture=tuple(seen["picture"]),
        cropped=tuple(seen["cropped"]),
        camera=asked.action,
        text=tuple(seen["text"]),
        left=tuple(seen["left"]),
    )


def _kind(
    bare: str,
    stems: set[str],
    held: set[str],
    moved: set[str],
    aims: Mapping[str, float | None],
    shown: Shown,
) -> str | None:
    """What answers a word; None: the camera."""
    if stems <= moved and bare in FILLER:
        # "Left" is where it pans, though a caption tells what stands left.
        return None
    aimed = next((aims[s] for s in sorted(stems) if s in aims), None)
    if aimed is None and not stems <= moved and bare not in FILLER and bare not in RANGES:
        aimed = shown(bare)
    if aimed is not None:
        return "picture" if aimed >= SEEN else "cropped"
    if stems & held:
        return "picture"
    return None if stems <= moved else "left"


def _aims(asked: Asked, shown: Shown) -> dict[str, float | None]:
    """Stem of what the camera is sent from or to -> how much of it is shown; None: not found."""
    found: dict[str, float | None] = {}
    for leg in read_direction(asked.action).legs if asked.action else ():
        for name in (leg.origin, leg.subject):
            share = shown(name) if name else None
            found |= {stem: share for stem in words(name) if stem not in found}
    return found

"""Finds in a picture what a camera is sent to: "the cup", "the sky", "the red car", "the left".

By what can be known without a model: the named parts of a drawing, places, sky and ground, what
captions say stands where, the thing that a caption is about, colours. What none of them tells is
not found; it is never guessed.
"""

import re
from collections.abc import Callable

import numpy as np

from ..backends.index.exact import words as stems
from ..domain.asset import Assets
from ..domain.base import Box
from ..domain.errors import DoesNotFit, MediaRefused
from ..domain.framing import ENDLESS, around
from ..domain.picture import Picture
from ..media.painting.mask import from_words
from ..media.pictures.colour import RANGES
from ..media.pictures.files import open_picture
from ..media.pictures.svg import render_called

Find = Callable[[str], Box | None]
"""The box of a thing by its name, in shares of the picture; None where it is not found."""

SIDE = 640
"""Pixels of the longer side that a picture is looked at."""

LEAST = 0.002
"""Share of the picture under which what has a colour is no thing to go to."""

_SKY = frozenset("sky skies cloud clouds star stars heaven heavens aurora skyline".split())
_GROUND = frozenset(
    "ground floor road street path pavement grass lawn meadow field sand beach carpet tarmac track "
    "trail".split()
)
_PLACES: tuple[tuple[str, Box], ...] = (
    (r"(?:top|upper) left", Box(x=0, y=0, w=0.45, h=0.45)),
    (r"(?:top|upper) right", Box(x=0.55, y=0, w=0.45, h=0.45)),
    (r"(?:bottom|lower) left", Box(x=0, y=0.55, w=0.45, h=0.45)),
    (r"(?:bottom|lower) right", Box(x=0.55, y=0.55, w=0.45, h=0.45)),
    (r"left", Box(x=0, y=0.1, w=0.4, h=0.8)),
    (r"right", Box(x=0.6, y=0.1, w=0.4, h=0.8)),
    (r"top|upper part", Box(x=0.1, y=0, w=0.8, h=0.4)),
    (r"bottom|lower part|foreground|front", Box(x=0.1, y=0.6, w=0.8, h=0.4)),
    (r"background|distance|horizon", Box(x=0.1, y=0.05, w=0.8, h=0.35)),
    (r"middle|centre|center", Box(x=0.3, y=0.3, w=0.4, h=0.4)),
)
_PLACE_WORDS = re.compile(
    r"(?:the |far |very |extreme )*"
    r"(?P<place>(?:top|upper|bottom|lower) (?:left|right)|left|right|top|bottom|"
    r"foreground|background|distance|middle|centre|center)"
    r"(?: (?:side|hand side|half|third|corner|edge|part|end))?(?: of (?:the )?(?:picture|frame|"
    r"image|scene|photo))?"
)
_FACES = frozenset("face faces eyes smile head".split())
_LINKS = re.compile(
    r"\b(?:on|in|at|by|near|with|under|over|beside|behind|before|against|of|from|into|through|"
    r"across|along|and|while|as|above|below|around|next|who|that|which|holding|wearing)\b|[,;:(]"
)
_SAID_WHERE = (
    r"\b(?:on|at|to|in) (?:the |her |his |their |its )?(?:far |very )?"
    r"(?P<place>(?:top|upper|bottom|lower) (?:left|right)|left|right|top|bottom|foreground|"
    r"background|distance|middle|centre|center)\b"
)


def finder(picture: Picture, assets: Assets) -> Find:
    """What finds things in this picture. The picture is opened when it is first asked for."""
    known: dict[str, Box | None] = {}
    opened: list[np.ndarray] = []

    def pixels() -> np.ndarray:
        if not opened:
            opened.append(open_picture(assets.path(picture.asset), max_side=SIDE))
        return opened[0]

    def find(words: str) -> Box | None:
        name = " ".join(re.findall(r"[^\W_]+(?:['-][^\W_]+)*", words.lower()))
        if name not in known:
            try:
                known[name] = _found(name, picture, assets, pixels) if name else None
            except MediaRefused:
                known[name] = None
        return known[name]

    return find


def _found(
    name: str, picture: Picture, assets: Assets, pixels: Callable[[], np.ndarray]
) -> Box | None:
    if hit := _PLACE_WORDS.fullmatch(name):
        return _place(hit["place"])
    told = name.split()
    if picture.asset.media_type in ENDLESS and (box := _drawn(told, picture, assets)):
        return box
    if box := _said_where(name, picture):
        return box
    if picture.keep and set(told) & _FACES:
        return around(picture.keep)
    if set(told) & _SKY and (box := _region(pixels(), "sky")):
        return box
    coloured = [w for w in told if w in RANGES]
    if coloured and (box := _coloured(pixels(), name, len(told) == len(coloured), picture)):
        return box
    if _is_subject(name, picture):
        return picture.subject
    if set(told) & _GROUND:
        return _region(pixels(), "ground")
    return None


def _place(name: str) -> Box:
    return next(box for pattern, box in _PLACES if re.fullmatch(pattern, name))


def _drawn(told: list[str], picture: Picture, assets: Assets) -> Box | None:
    """The parts of a drawing that are called so: by the last word that names any."""
    path = assets.path(picture.asset)
    for word in reversed(told):
        boxes = [b for a in render_called(path, width=SIDE // 2, name=word) if (b := _box(a > 60))]
        if boxes:
            return around(boxes)
    return None


def _said_where(name: str, picture: Picture) -> Box | None:
    """Where a caption says that it stands: "a cup on the left and a window on the right"."""
    wanted = stems(name)[-1:]
    for caption in picture.captions:
        for clause in re.split(r"[,;.]| and | with | while ", caption.text.lower()):
            hit = re.search(_SAID_WHERE, clause)
            if hit and wanted and wanted[0] in stems(clause[: hit.start()]):
                return _place(hit["place"])
    return None


def _is_subject(name: str, picture: Picture) -> bool:
    """Whether a caption is about it: the thing that it names first, before any other."""
    wanted = set(stems(name))
    if not wanted:
        return False
    for caption in picture.captions:
        first = _LINKS.split(caption.text.lower())[0]
        head = stems(first)
        # All that is asked must be said of it: a red car is no blue one.
        if head and head[-1] in wanted and wanted <= set(stems(caption.text)):
            return True
        if head and wanted <= set(head):
            return True
    return False


def _region(picture: np.ndarray, name: str) -> Box | None:
    try:
        return _box(from_words(picture, name).mask > 0)
    except DoesNotFit:
        return None


def _coloured(picture: np.ndarray, name: str, alone: bool, about: Picture) -> Box | None:
    """What has a colour that is named; beside a thing, only where a caption tells of that thing."""
    if not alone:
        bare = [w for w in stems(name) if w not in RANGES]
        said = {s for c in about.captions for s in stems(c.text)} | {
            s for k in about.keywords for s in stems(k)
        }
        if not set(bare[-1:]) <= said:
            return None
    try:
        mask = from_words(picture, name).mask
    except DoesNotFit:
        return None
    return _box(mask > 0) if float((mask > 0).mean()) >= LEAST else None


def _box(mask: np.ndarray) -> Box | None:
    """The box of most of a mask, without its last stray pixels."""
    if not mask.any():
        return None
    kept = np.asarray(mask, np.uint8)
    spans: list[tuple[float, float]] = []
    for axis in (0, 1):
        along = np.cumsum(kept.sum(axis, dtype=np.float64))
        low, high = np.searchsorted(along, (0.01 * along[-1], 0.99 * along[-1]))
        spans.append((float(low) / len(along), float(high + 1) / len(along)))
    (x0, x1), (y0, y1) = spans
    return Box(x=round(x0, 4), y=round(y0, 4), w=round(x1 - x0, 4), h=round(y1 - y0, 4))

"""Masks from files and from words. Ours are uint8 [height, width]: 255 is what shall change.

Words are grounded in what can be measured: colours, places, sky, ground, subject, background,
scratches and spots. A thing's name ("cup") tells nothing by itself; beside a colour or a place it
means whatever has that colour there, and `FoundMask.unread` says so.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from ...domain.errors import DoesNotFit, MediaRefused
from ..pictures.colour import RANGES
from ..pictures.files import kind_of, open_picture
from .certain import several
from .cuts import shrunk
from .mask_finding import background, flaws, ground, sky, subject
from .picking import apart, picked, read_pick
from .things import clear_pieces, coloured, standing_out, things

UNDERSTOOD = (
    f"colours ({', '.join(RANGES)}), places (left, right, top, bottom, middle, corner, with half, "
    "third or quarter), sky, ground, subject, background, scratches, spots, and 'everything but' "
    "or 'not'"
)
"""What words can name, for messages and for help."""

_PLACES = {
    "left": (0, -1),
    "right": (0, 1),
    "top": (1, -1),
    "upper": (1, -1),
    "bottom": (1, 1),
    "lower": (1, 1),
}
_MIDDLE = {"middle", "centre", "center", "central"}
_SHARES = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "corner": 1 / 3}
_REGIONS = {
    "sky": sky,
    "ground": ground,
    "floor": ground,
    "subject": subject,
    "product": subject,
    "foreground": subject,
    "background": background,
    "backdrop": background,
}
_FLAWS = {
    "scratch": "lines",
    "crack": "lines",
    "line": "lines",
    "hair": "lines",
    "spot": "spots",
    "dust": "spots",
    "speck": "spots",
    "stain": "spots",
}
_SAME = {
    "gray": "grey",
    "violet": "purple",
    "cyan": "turquoise",
    "teal": "turquoise",
    "golden": "yellow",
    "gold": "yellow",
    "silver": "grey",
    "scarlet": "red",
    "navy": "blue",
}
_SMALL = (
    "a an the of in on at to from with its this that one some part side area region thing object "
    "picture image photo photograph whole entire all every"
).split()
_INVERSE = re.compile(
    r"^\s*(?:(?:everything|all|anything|(?:the )?(?:whole |entire )?(?:picture|image|photo|rest))"
    r"[\s,]+)?(?:but(?: for| not)?|except(?: for| from)?|excepting|excluding|apart from|aside from|"
    r"other than|besides|save for|minus|outside(?: of)?|without|not|no|non|"
    r"(?:do not|don['’]?t|never) (?:change|touch|alter|edit|remove|replace|paint|mask|select)|"
    r"keep|leave|spare|preserve|protect)[\s-]+",
    re.IGNORECASE,
)
_ALONE = re.compile(r"^\s*(?:nothing (?:but|except|other than)|only|just)\s+", re.IGNORECASE)
_RATHER = re.compile(r"^\s*not\s+\S.*?,?\s+but\s+(?:rather\s+|only\s+)?(?=\S)", re.IGNORECASE)
"""Not the sky but the ground: the ground."""

_APART = re.compile(
    r"\s*,?\s+(?:but not|and not|not|except(?: for)?|excluding|apart from|other than|minus)\s+",
    re.IGNORECASE,
)
"""The red things, not the cup."""

GREYS = 0.25
"""Share of pixels that are neither dark nor light from which a file is no mask."""


@dataclass(frozen=True)
class FoundMask:
    """A mask, and notes in words on how it came to be."""

    mask: np.ndarray
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Phrase:
    """One thing named: its colours, places (axis, side), share of the picture, region, flaw."""

    colours: tuple[str, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    middle: bool = False
    share: float | None = None
    region: str = ""
    flaw: str = ""
    unread: tuple[str, ...] = ()
    many: bool = False

    @property
    def placed(self) -> bool:
        return bool(self.places or self.middle)


def from_words(picture: np.ndarray, words: str, shows: str = "") -> FoundMask:
    """What the words name in a BGR picture: "the red cup", "sky", "left third", "scratches".

    shows: the picture's caption. A bare name is taken for the subject where the caption begins with
    it: "the car" in "A car on a road". Several things are joined by "and"; "not the sky" is all
    else, and "the red things, not the cup" are those without it. Raises DoesNotFit where nothing in
    the words can be found by measuring, or where nothing like it is in the picture.
    """
    wanted = _ALONE.sub("", _RATHER.sub("", words))
    notes: list[str] = []
    if turned_round(words):
        found = _all_of(picture, _INVERSE.sub("", wanted), shows, notes)
        return FoundMask(cv2.bitwise_not(found), tuple(notes))
    kept, *apart = _APART.split(wanted)
    mask = _all_of(picture, kept, shows, notes)
    for part in apart:
        mask &= cv2.bitwise_not(_all_of(picture, part, shows, notes))
    if not mask.any():
        raise DoesNotFit(
            f"nothing is left of {words.strip()!r}; name it otherwise, or give a mask image "
            "(white: change)"
        )
    return FoundMask(mask, tuple(notes))


def turned_round(words: str) -> bool:
    """Whether words name what shall stay: "everything but the sky", "not the sky"."""
    return bool(_INVERSE.search(_ALONE.sub("", _RATHER.sub("", words))))


def _all_of(picture: np.ndarray, words: str, shows: str, notes: list[str]) -> np.ndarray:
    """The mask of all things that are joined by "and"; what was noticed joins the notes."""
    mask = np.zeros(picture.shape[:2], np.uint8)
    for part in re.split(r"\s+and\s+|\s*[;&+]\s*", words.strip()):
        pick, told = read_pick(part)
        if pick and pick.open:
            raise _unsure(part, pick.open)
        phrase = _read(told)
        several_of = _told_apart(picture, phrase) if pick else []
        if pick and len(several_of) > 1:
            found, doubt = picked(several_of, pick)
            if doubt:
                raise _unsure(part, doubt)
            mask |= found
            notes += _unread(phrase, part)
            continue
        if pick and (pick.count > 1 or pick.rank > 1):
            raise _unsure(part, "no several such things that stand apart were found")
        phrase = _read(part)
        bare = not (phrase.colours or phrase.placed or phrase.region or phrase.flaw)
        named = bare and bool(phrase.unread) and _begins(shows, phrase.unread[-1])
        if named:
            phrase = replace(phrase, region="subject")
        if not (phrase.colours or phrase.placed or phrase.region or phrase.flaw):
            raise DoesNotFit(
                f"{part.strip()!r} cannot be found by measuring: words can name {UNDERSTOOD}; add "
                "one of these, or give a mask image (white: change)"
            )
        found, doubt = _ground(picture, phrase)
        if not found.any():
            raise DoesNotFit(
                f"nothing in the picture answers to {part.strip()!r}; name it otherwise, or give a "
                "mask image (white: change)"
            )
        if named and _OTHERS.search(shows) and _holds_several(picture, found):
            doubt = "it stands together with other things of the picture"
        if doubt:
            raise _unsure(part, doubt)
        mask |= found
        notes += _unread(phrase, part)
    return mask


def _unsure(part: str, doubt: str) -> DoesNotFit:
    return DoesNotFit(
        f"{part.strip()!r} was not found for sure: {doubt}; name its colour and its place "
        "('the red cup on the left') or a part of the picture ('left third'), or give a "
        "mask image (white: change)"
    )


def _unread(phrase: _Phrase, part: str) -> tuple[str, ...]:
    if not phrase.unread:
        return ()
    return (
        f"{' '.join(phrase.unread)!r} is not recognised as such: taken for what stands out "
        f"by the other words of {part.strip()!r}",
    )


def _told_apart(picture: np.ndarray, phrase: _Phrase) -> list[np.ndarray]:
    """The things that a phrase could mean, each by itself; [] where they are not told apart."""
    where = _place(picture.shape[:2], phrase)
    if phrase.colours:
        found, doubt = things(picture, phrase.colours, where, one=False)
        return [] if doubt else apart(found)
    if phrase.unread and not (phrase.region or phrase.flaw):
        return [piece & where for piece in clear_pieces(picture) if (piece & where).any()]
    return []


def read_mask(path: Path, width: int, height: int, *, white_changes: bool = True) -> FoundMask:
    """A mask file for a picture of this size: white (or transparent) is what shall change.

    white_changes False: the file means it the other way round, as Amazon Nova Canvas does. Greys
    are parted at the middle, and another size of the same shape is scaled, both with a note.
    Raises MediaRefused for a file that is no mask, DoesNotFit for another shape.
    """
    picture = open_picture(path)
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    if white_changes and not (grey > 127).any() and (share := _painted(picture)):
        raise MediaRefused(
            f"{path.name}: what is painted on it ({share:.1%}) is coloured and not white, and "
            "would count as black; paint what shall change white (#ffffff) and the rest black"
        )
    unsure = float(((grey > 25) & (grey < 230)).mean())
    if unsure > GREYS:
        raise MediaRefused(
            f"{path.name} is no mask: {unsure:.0%} of it is neither black nor white; paint what "
            "shall change white and the rest black"
        )
    notes: list[str] = []
    impure = float(((grey > 0) & (grey < 255)).mean())
    if kind_of(path) == "image/jpeg" and impure > 0:
        notes.append(f"{path.name} is a JPEG with blurred edges: parted at middle grey; use a PNG")
    elif impure > 0.001:
        notes.append(f"{impure:.1%} of {path.name} is grey: parted at middle grey")
    mask = np.where(grey > 127, 255, 0).astype(np.uint8)
    if mask.shape != (height, width):
        shape = mask.shape[1] / mask.shape[0] * height / width
        if abs(shape - 1) > 0.02:
            raise DoesNotFit(
                f"{path.name} is {mask.shape[1]} x {mask.shape[0]}, the picture {width} x {height}:"
                " another shape; paint the mask on the picture itself"
            )
        notes.append(f"{path.name} was scaled to the picture's {width} x {height}")
        mask = cv2.resize(mask, (width, height), interpolation=cv2.INTER_LINEAR)
        mask = np.where(mask > 127, 255, 0).astype(np.uint8)
    return FoundMask(mask if white_changes else cv2.bitwise_not(mask), tuple(notes))


def _painted(picture: np.ndarray) -> float:
    """Share of a BGR picture that is of a plain colour."""
    return float((np.ptp(picture, axis=2) > 60).mean())


def checked(mask: np.ndarray, picture: np.ndarray) -> np.ndarray:
    """The mask as 0 and 255 only. Raises DoesNotFit where it does not belong to the picture."""
    if mask.dtype != np.uint8 or mask.shape != picture.shape[:2]:
        raise DoesNotFit(
            f"the mask is {mask.dtype} {mask.shape}, the picture {picture.shape[:2]}: a mask is "
            "uint8 of the picture's height and width"
        )
    sharp = np.where(mask > 127, 255, 0).astype(np.uint8)
    if not sharp.any():
        raise DoesNotFit("the mask is empty: paint what shall change white")
    return sharp


def grown(mask: np.ndarray, by: int) -> np.ndarray:
    """The mask grown by so many pixels on every side."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * by + 1, 2 * by + 1))
    return cv2.dilate(mask, disc) if by else mask


_OTHERS = re.compile(
    r"\b(?:with|and|on|in|at|by|under|near|before|beside|behind|against|over|holding|wearing|next)\b",
    re.IGNORECASE,
)
"""Words after which a caption tells of other things than the first."""


def _holds_several(picture: np.ndarray, mask: np.ndarray) -> bool:
    small = shrunk(picture)
    size = (small.shape[1], small.shape[0])
    seen = cv2.resize(mask, size, interpolation=cv2.INTER_AREA) > 127
    return several(small, np.asarray(seen, np.uint8))


def _begins(caption: str, name: str) -> bool:
    """Whether what a caption tells of first is the thing of a name, one or several of it."""
    first = re.split(
        r"[,;.]|\b(?:with|and|on|in|at|of|by|under|near|before|beside|behind|is|are|\w+ing)\b",
        caption.lower(),
        maxsplit=1,
    )[0]
    told = re.findall(r"[a-z]+", first)
    if len(told) > 1 and told[-1].endswith("ed"):
        told.pop()  # "A car parked on a road".
    return bool(told) and told[-1].removesuffix("s") == name.removesuffix("s")


def _read(text: str) -> _Phrase:
    colours: list[str] = []
    unread: list[str] = []
    places: list[tuple[int, int]] = []
    middle, many, share, region, flaw = False, False, None, "", ""
    for word in re.findall(r"[a-z]+", text.lower()):
        many = many or word in ("all", "every")
        name = _SAME.get(word, word)
        single = name[:-2] if name.endswith("ches") else name.rstrip("s")
        if name in RANGES:
            colours.append(name)
        elif name in _PLACES:
            places.append(_PLACES[name])
        elif name in _MIDDLE:
            middle = True
        elif single in _SHARES or name == "halves":
            share = _SHARES.get(single, 1 / 2)
        elif name in _REGIONS:
            region = name
        elif single in _FLAWS:
            flaw = _FLAWS[single]
        elif name not in _SMALL:
            unread.append(word)
            many = many or (name.endswith("s") and not name.endswith("ss"))
    return _Phrase(tuple(colours), tuple(places), middle, share, region, flaw, tuple(unread), many)


def _ground(picture: np.ndarray, phrase: _Phrase) -> tuple[np.ndarray, str]:
    """What a phrase names, and why it is likely none of a whole thing ("": it is)."""
    where = _place(picture.shape[:2], phrase)
    if phrase.flaw:
        return flaws(picture, phrase.flaw) & where, ""
    if phrase.region:
        return _REGIONS[phrase.region](picture) & where, ""
    if phrase.colours:
        if not phrase.unread:
            return coloured(picture, phrase.colours, where, one=False), ""
        return things(picture, phrase.colours, where, one=not phrase.many)
    if phrase.unread:
        return standing_out(picture, where)
    return where, ""


def _place(shape: tuple[int, int], phrase: _Phrase) -> np.ndarray:
    """Where in the picture the words point, as a mask; all of it when they do not."""
    height, width = shape
    mask = np.zeros(shape, np.uint8)
    span = [[0, height], [0, width]]
    share = phrase.share or 1 / 2
    for axis, side in phrase.places:
        size = (width, height)[axis]
        cut = round(size * share)
        span[1 - axis] = [0, cut] if side < 0 else [size - cut, size]
    if phrase.middle:
        across = {axis for axis, _ in phrase.places}
        for axis in (0, 1):
            # "middle third" alone is an upright band; "middle" alone is a box.
            if axis in across or (axis == 1 and phrase.share and not across):
                continue
            size = (width, height)[axis]
            part = phrase.share or 1 / 2
            span[1 - axis] = [round(size * (0.5 - part / 2)), round(size * (0.5 + part / 2))]
    (y0, y1), (x0, x1) = span
    mask[y0:y1, x0:x1] = 255
    return mask

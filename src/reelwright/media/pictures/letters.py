"""Reads how letters stand out from the pixels that are really behind them."""

import cv2
import numpy as np

from ...domain.base import Box
from ...domain.colour import ratio
from .colour import from_hex, lab, luminances

STROKE = 0.0135
"""Half the width of the boldest stroke, in shares of the frame's shorter side."""

LARGE = 44
"""Pixels of height from which type has strokes of three pixels and more."""

NEAR = 22.0
"""Distance in Lab within which a pixel belongs to a letter of that colour."""


GAP, LINE_HEIGHT = 0.2, 1.36
"""Space between words and height of a line, in type sizes: letters stand nearer, lines about so."""

FAR = 64
"""Steps of a channel from its field's colour from which a pixel of a card is ink."""

DESCENDERS = 0.15
"""Share of a line's fullest row of pixels under which a row holds nothing but tails of letters."""


def words_in(picture: np.ndarray, size: float) -> int:
    """How many words a card of type shows: letters on a field of one colour, parted by spaces.

    picture is BGRA uint8 [h, w, 4] with straight alpha; size is the type's, in pixels. Scripts
    whose letters stand apart within a word may count more words than there are, never fewer.
    """
    ink = _inked(picture)[0]
    if not ink.any():
        return 0
    lines = max(1, round(picture.shape[0] / (size * LINE_HEIGHT)))
    found = 0
    for line in np.array_split(ink, lines):
        # A descender reaches under the word before it: "Auf jede".
        rows = line.sum(axis=1)
        columns = np.flatnonzero(line[rows >= DESCENDERS * rows.max()].any(axis=0))
        found += int((np.diff(columns) > size * GAP).sum()) + bool(len(columns))
    return found


def type_on(picture: np.ndarray, colour: str) -> np.ndarray:
    """Where a card bears type of any colour, its soft edges too: bool [h, w].

    picture is BGRA uint8 with straight alpha, colour that of most of its letters. Bare letters have
    no field to stand out from, and are not told from what is about them.
    """
    ink, field = _inked(picture)
    own = np.array(from_hex(colour), np.int16)
    if np.abs(own - field).max() <= FAR:
        return np.zeros_like(ink)
    radius = max(3, round(min(picture.shape[:2]) * 0.1))
    thin = _without_fields(ink.astype(np.uint8), radius)
    return cv2.dilate(thin, _disc(3)) > 0


def _inked(picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where a card is another colour than most of it (bool [h, w]), and that colour (BGR)."""
    solid = picture[..., 3] > 127
    bgr = picture[..., :3].astype(np.int16)
    part = bgr[solid] >> 3
    counts = np.bincount((part[:, 0] << 10) | (part[:, 1] << 5) | part[:, 2], minlength=1)
    most = int(counts.argmax())
    field = (np.array([most >> 10, most >> 5 & 31, most & 31], np.int16) << 3) + 4
    return solid & (np.abs(bgr - field).max(axis=2) > FAR), field


def contrast_behind(
    frame: np.ndarray,
    box: Box,
    colour: str,
    painted: np.ndarray | None = None,
    lettered: np.ndarray | None = None,
) -> float | None:
    """Least contrast of letters of a colour with the pixels around them; None: no letters found.

    frame is the whole BGR frame with the letters in it, box the letters' place in shares of it.
    painted (bool, [height, width] of the frame) is where type or its panel was painted: a picture
    can have the letters' colour beside them. None: letters may be anywhere in the box. lettered
    (alike) is where its card bears type of any colour, which is behind no other: a marked word.
    What is behind is the ring around the letters, its softened edge left out; the worse of its
    10th and 90th percentile counts.
    """
    height, width = frame.shape[:2]
    pad = max(4, round(height * 0.006))
    x0, y0 = max(0, int(box.x * width) - pad), max(0, int(box.y * height) - pad)
    x1, y1 = int((box.x + box.w) * width) + pad, int((box.y + box.h) * height) + pad
    if painted is not None and painted.any():
        # A field that the box cuts is known for one by the whole of it.
        left, top, wide, high = cv2.boundingRect(painted.astype(np.uint8))
        x0, y0 = min(x0, left), min(y0, top)
        x1, y1 = max(x1, left + wide), max(y1, top + high)
    part = frame[y0:y1, x0:x1]
    if part.size == 0:
        return None
    ink = lab(from_hex(colour)[None, None])[0, 0]
    letters = (np.linalg.norm(lab(part) - ink, axis=2) < NEAR).astype(np.uint8)
    # What lies outside the box is behind the letters, whatever its colour.
    inside = np.zeros_like(letters)
    inside[
        int(box.y * height) - y0 : int((box.y + box.h) * height) - y0,
        int(box.x * width) - x0 : int((box.x + box.w) * width) - x0,
    ] = 1
    letters &= inside if painted is None else painted[y0:y1, x0:x1].astype(np.uint8)
    if box.h * height > LARGE:
        # The soft edge of a letter of another colour can have this one's: strokes are wider.
        letters = cv2.morphologyEx(letters, cv2.MORPH_OPEN, _square(1))
    radius = max(3, round(min(height, width) * STROKE))
    thin = _without_fields(letters, radius)
    fields: np.ndarray = letters - thin
    if painted is not None and fields.any():
        # What a field encloses, as in an o of other letters, is of the field.
        thin &= 1 - cv2.morphologyEx(fields, cv2.MORPH_CLOSE, _square(radius))
    # A painted field of the letters' colour is the ground of other letters, and not of these.
    grounds = (letters > thin) if painted is not None else np.zeros_like(letters, bool)
    letters = thin & inside
    if letters.sum() < 0.004 * max(1, int(inside.sum())):
        return None
    edge, ring = max(2, round(height * 0.0016)), max(5, round(height * 0.007))
    behind = (cv2.dilate(letters, _disc(ring)) > 0) & (cv2.dilate(letters, _disc(edge)) == 0)
    behind &= ~grounds
    if lettered is not None:
        behind &= ~lettered[y0:y1, x0:x1]
    if behind.sum() < 30:
        return None
    seen = luminances(part[behind])
    own = float(luminances(from_hex(colour)[None])[0])
    return min(ratio(own, float(np.percentile(seen, q))) for q in (10, 90))


def _without_fields(letters: np.ndarray, radius: int) -> np.ndarray:
    """Letters are thin and many: a wide field of their colour is a panel, whole, not a letter."""
    core = cv2.morphologyEx(letters, cv2.MORPH_OPEN, _square(radius))
    if not core.any():
        return letters
    _, parts = cv2.connectedComponents(letters)
    return np.where(np.isin(parts, np.unique(parts[core > 0])), 0, letters).astype(np.uint8)


def _square(radius: int) -> np.ndarray:
    # Squares are eroded row by row, which keeps wide ones cheap.
    return np.ones((2 * radius + 1, 2 * radius + 1), np.uint8)


def _disc(radius: int) -> np.ndarray:
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))

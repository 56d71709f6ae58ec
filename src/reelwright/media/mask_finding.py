"""Finds in a picture what can be told by measuring: colours, sky, ground, subject, flaws.

Every function takes a BGR uint8 picture and returns a mask, uint8 [height, width], 255 where the
thing is; an empty one where there is none.
"""

import cv2
import numpy as np

from .analysis import subject_box

SIDE = 560
"""Pixels of the longer side that things are looked for at."""

COLOURS: dict[str, tuple[float, float, float, float, float]] = {
    # hue in degrees of CIE LCh, half its width, least and most lightness, least chroma
    "red": (34, 20, 18, 75, 34),
    "orange": (62, 14, 45, 85, 34),
    "yellow": (92, 18, 55, 98, 28),
    "green": (138, 36, 14, 92, 16),
    "turquoise": (200, 26, 25, 92, 12),
    "blue": (275, 32, 12, 92, 14),
    "purple": (316, 16, 12, 80, 14),
    "pink": (2, 26, 48, 92, 16),
    "brown": (62, 26, 14, 56, 12),
    "beige": (82, 24, 62, 92, 8),
    "black": (0, 0, 0, 24, 0),
    "grey": (0, 0, 26, 76, 0),
    "white": (0, 0, 80, 101, 0),
}
_DULL = {"black": 16.0, "grey": 10.0, "white": 12.0}
"""Most chroma of the colours that have no hue."""

SMALLEST = 0.0008
"""Share of the picture under which a patch of colour is no thing."""


def coloured(
    picture: np.ndarray, colours: tuple[str, ...], where: np.ndarray, *, one: bool
) -> np.ndarray:
    """What has one of the colours inside `where`; one: the largest such thing only."""
    small = _small(picture)
    inside = cv2.resize(where, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_NEAREST)
    seen = np.max([_likeness(small, c) for c in colours], axis=0)
    mask = np.asarray((seen > 0.5), np.uint8)
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, _disc(1))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, _disc(3))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(mask)
    kept = []
    for label in range(1, count):
        x, y = (int(v) for v in centres[label])
        if stats[label, cv2.CC_STAT_AREA] >= SMALLEST * mask.size and inside[y, x]:
            kept.append((int(stats[label, cv2.CC_STAT_AREA]), label))
    if not kept:
        return np.zeros(picture.shape[:2], np.uint8)
    kept.sort(reverse=True)
    chosen = [label for area, label in kept if not one or label == kept[0][1]]
    chosen = [n for n in chosen if one or stats[n, cv2.CC_STAT_AREA] > 0.04 * kept[0][0]]
    mask = np.asarray(np.isin(labels, chosen), np.uint8)
    return _grown(_refined(small, mask), picture)


def subject(picture: np.ndarray) -> np.ndarray:
    """What the eye goes to, cut along its edges."""
    small = _small(picture)
    height, width = small.shape[:2]
    box = subject_box(small)
    x0, y0 = max(1, round(box.x * width)), max(1, round(box.y * height))
    x1 = min(width - 1, round((box.x + box.w) * width))
    y1 = min(height - 1, round((box.y + box.h) * height))
    seeds = np.full((height, width), cv2.GC_BGD, np.uint8)
    seeds[y0:y1, x0:x1] = cv2.GC_PR_FGD
    found = _cut(small, seeds, 5)
    share = float(found[y0:y1, x0:x1].mean()) if x1 > x0 and y1 > y0 else 0.0
    if share < 0.12:
        return np.zeros(picture.shape[:2], np.uint8)
    return _grown(_main(found, 0.12), picture)


def background(picture: np.ndarray) -> np.ndarray:
    """All but the subject."""
    found = subject(picture)
    return cv2.bitwise_not(found) if found.any() else found


def sky(picture: np.ndarray) -> np.ndarray:
    """The smooth field that comes down from the upper edge; empty where there is none.

    The border of Shen and Wang (2013): of all gradient levels, the one whose field is most even,
    and least like what is under it.
    """
    small = _small(picture)
    height, width = small.shape[:2]
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (0, 0), 1.2)
    edges = cv2.magnitude(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    lab = cv2.cvtColor(small, cv2.COLOR_BGR2LAB).astype(np.float32)
    best, border = -1.0, np.zeros(width, np.int64)
    for level in np.geomspace(8, 300, 24):
        over = edges > level
        found = np.where(over.any(0), over.argmax(0), height)
        above = np.arange(height)[:, None] < found[None]
        share = float(above.mean())
        if not 0.04 < share < 0.97:
            continue
        worth = 1 / (2.0 * _volume(lab[above]) + _volume(lab[~above]) + 1e-6)
        if worth > best:
            best, border = worth, found
    above = np.arange(height)[:, None] < border[None]
    if best < 0 or float(np.mean(border > 0.03 * height)) < 0.35:
        return np.zeros(picture.shape[:2], np.uint8)
    seeds = np.where(above, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    seeds[cv2.erode(np.asarray(above, np.uint8), _disc(4), borderValue=1) > 0] = cv2.GC_FGD
    seeds[int(border.max()) + height // 20 :] = cv2.GC_BGD
    found = _cut(small, seeds, 3)
    return _grown(_touching(found, np.s_[0, :]), picture)


def ground(picture: np.ndarray) -> np.ndarray:
    """What lies along the lower edge and reaches up until it changes; not the subject."""
    small = _small(picture)
    height, width = small.shape[:2]
    above = cv2.resize(sky(picture), (width, height), interpolation=cv2.INTER_NEAREST)
    thing = cv2.resize(subject(picture), (width, height), interpolation=cv2.INTER_NEAREST)
    seeds = np.full((height, width), cv2.GC_PR_BGD, np.uint8)
    seeds[int(0.72 * height) :] = cv2.GC_PR_FGD
    seeds[int(0.93 * height) :] = cv2.GC_FGD
    seeds[: int(0.3 * height)] = cv2.GC_BGD
    seeds[above > 0] = cv2.GC_BGD
    seeds[thing > 0] = cv2.GC_BGD
    if not (seeds == cv2.GC_FGD).any():
        return np.zeros(picture.shape[:2], np.uint8)
    found = _cut(small, seeds, 4)
    return _grown(_touching(found, np.s_[-1, :]), picture)


def flaws(picture: np.ndarray, kind: str) -> np.ndarray:
    """Thin bright or dark lines ("lines") or small spots ("spots") that do not belong."""
    small = _small(picture, 1280)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    reach = _disc(max(3, round(max(grey.shape) / 180)))
    light = cv2.morphologyEx(grey, cv2.MORPH_TOPHAT, reach)
    dark = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, reach)
    out = cv2.max(light, dark)
    # A flaw stands out from the restlessness around it, not only from the pixels beside it.
    usual = cv2.boxFilter(out.astype(np.float32), -1, (61, 61))
    mask = np.asarray((out > 26) & (out > 4.0 * usual), np.uint8)
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, _disc(2))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    long = 0.06 * min(grey.shape)
    kept = []
    for label in range(1, count):
        w, h, area = (int(stats[label, k]) for k in (2, 3, 4))
        span = float(np.hypot(w, h))
        thin = area / span
        if (kind == "lines" and span > long and thin < 0.16 * span) or (kind == "spots" and area >= 4 and span < long and area / (w * h) > 0.35):
            kept.append(label)
    mask = cv2.dilate(np.asarray(np.isin(labels, kept), np.uint8), _disc(2))
    return _grown(mask, picture)


def cut_out(picture: np.ndarray) -> np.ndarray:
    """The subject as soft opacity, float32 [height, width] 0 to 1; all 0 where it has no edge."""
    mask = subject(picture)
    if not mask.any():
        return np.zeros(mask.shape, np.float32)
    soft = max(0.8, max(mask.shape) / 900)
    inner = cv2.erode(mask, _disc(max(1, round(soft))))
    return cv2.GaussianBlur(inner, (0, 0), soft).astype(np.float32) / 255


def _likeness(small: np.ndarray, colour: str) -> np.ndarray:
    """How much each pixel has the colour, 0 to 1."""
    hue, width, low, high, least = COLOURS[colour]
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (0, 0), 1.2).astype(np.float32) / 255, cv2.COLOR_BGR2LAB)
    lightness, a, b = cv2.split(lab)
    chroma = np.hypot(a, b)
    found = _over(lightness, low, 8) * _over(-lightness, -high, 8)
    if colour in _DULL:
        return found * _over(-chroma, -_DULL[colour], 4)
    angle = np.degrees(np.arctan2(b, a))
    off = np.abs((angle - hue + 180) % 360 - 180)
    return found * _over(chroma, least, 8) * _over(-off, -width, 6)


def _over(values: np.ndarray, level: float, soft: float) -> np.ndarray:
    return 1 / (1 + np.exp(np.clip(-(values - level) / soft * 4, -40, 40)))


def _volume(colours: np.ndarray) -> float:
    """How spread colours are: the determinant of their covariance, and its largest axis."""
    values = np.linalg.eigvalsh(np.cov(colours.T) + np.eye(3))
    return float(np.cbrt(np.prod(values)) + values[-1] / 4)


def _refined(small: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The mask along the edges that are there; as it was where cutting would lose it."""
    near = cv2.dilate(mask, _disc(10))
    seeds = np.full(mask.shape, cv2.GC_BGD, np.uint8)
    seeds[near > 0] = cv2.GC_PR_BGD
    seeds[mask > 0] = cv2.GC_PR_FGD
    seeds[cv2.erode(mask, _disc(3)) > 0] = cv2.GC_FGD
    closed = _holes_closed(mask)
    found = _cut(small, seeds, 3)
    both, either = (found & closed).sum(), (found | closed).sum()
    return _holes_closed(found) | mask if both > 0.5 * either else closed


def _holes_closed(mask: np.ndarray) -> np.ndarray:
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return cv2.drawContours(np.zeros_like(mask), outlines, -1, 1, -1)


def _cut(small: np.ndarray, seeds: np.ndarray, rounds: int) -> np.ndarray:
    """GrabCut from seeds; 1 where it says foreground."""
    kinds = {int(k) for k in np.unique(seeds)}
    front, back = {cv2.GC_FGD, cv2.GC_PR_FGD}, {cv2.GC_BGD, cv2.GC_PR_BGD}
    if not kinds & front or not kinds & back:
        return np.asarray(np.isin(seeds, list(front)), np.uint8)
    cv2.setRNGSeed(1)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    mask, *_ = cv2.grabCut(
        small, seeds.copy(), (0, 0, 1, 1), *models, rounds, cv2.GC_INIT_WITH_MASK
    )
    return np.asarray(np.isin(mask, list(front)), np.uint8)


def _main(mask: np.ndarray, least: float) -> np.ndarray:
    """The largest pieces of a mask, their holes closed; pieces under `least` of it are dropped."""
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, _disc(1))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    if count < 2:
        return mask
    areas = stats[1:, cv2.CC_STAT_AREA]
    kept = 1 + np.flatnonzero(areas >= least * areas.max())
    return cv2.morphologyEx(np.asarray(np.isin(labels, kept), np.uint8), cv2.MORPH_CLOSE, _disc(2))


def _touching(mask: np.ndarray, edge: tuple) -> np.ndarray:
    """The pieces that reach an edge of the picture."""
    _, labels = cv2.connectedComponents(mask)
    kept = np.setdiff1d(labels[edge], [0])
    return np.asarray(np.isin(labels, kept) & (mask > 0), np.uint8)


def _grown(mask: np.ndarray, picture: np.ndarray) -> np.ndarray:
    """A small mask at the picture's size, its steps smoothed."""
    height, width = picture.shape[:2]
    if mask.shape == (height, width):
        return mask * np.uint8(255)
    large = cv2.resize(mask.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    large = cv2.GaussianBlur(large, (0, 0), max(0.5, 0.6 * width / mask.shape[1]))
    return np.where(large > 0.5, 255, 0).astype(np.uint8)


def _small(picture: np.ndarray, side: int = SIDE) -> np.ndarray:
    height, width = picture.shape[:2]
    scale = side / max(height, width)
    if scale >= 1:
        return np.ascontiguousarray(picture)
    size = (max(2, round(width * scale)), max(2, round(height * scale)))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def _disc(radius: int) -> np.ndarray:
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))

"""Whether a mask that was found covers one whole thing, and not a part of it or its neighbours.

Nothing here knows what a thing is called: a mask is doubted by what can be measured. Masks are of
0 and 1, at the size of the small BGR picture that they were found in.
"""

import cv2
import numpy as np

from ..pictures.colour import byte_lab
from ..pictures.colour import lab as lab_of
from .cuts import disc

SIDE = 300
"""Pixels of the longer side that is parted into regions."""

EASE, LEAST = 120.0, 40
"""How unlike neighbours in a small region may be (Lab, times pixels); the fewest pixels of one."""

ACROSS, COVERED, BESIDE, EDGED = 0.28, 0.65, 0.85, 0.4
"""Most of the outline that may run through a region; least of its regions that a thing fills, and a
thing that touches others; least of the outline on edges. Of 24 things found rightly in photographs
and drawings none is beyond."""

APART, SHARE, COMPACT = 24.0, 0.3, 0.6
"""Two things in one mask: how far apart their colours are (Lab, half of the light), the least share
of each, and how much of each hangs together."""


def doubt(small: np.ndarray, mask: np.ndarray, *, tiny: bool = False, beside: bool = False) -> str:
    """Why a mask is likely not one whole thing, in words; "" where nothing speaks against it.

    tiny: it holds many things which are small beside regions. beside: it touches other things that
    stand out as it does, whose rims are easily missed.
    """
    parted = regions(small)
    if edged(small, mask) < EDGED:
        return "it does not part from what is around it"
    least = 0.0 if tiny else BESIDE if beside else COVERED
    if _across(parted, mask) > ACROSS or _covered(parted, mask) < least:
        return "what was found is likely a part of something larger"
    return ""


def edged(small: np.ndarray, mask: np.ndarray) -> float:
    """Share of a mask's outline that lies on a real edge of the picture; its frame is none."""
    lab = byte_lab(small)
    inner = np.asarray(cv2.erode(mask, disc(2)))
    outer = np.asarray(cv2.dilate(mask, disc(2)))
    # Mean colour of the near inside and of the near outside, seen from every outline pixel.
    means: list[np.ndarray] = []
    parts: tuple[np.ndarray, np.ndarray] = mask * (inner == 0), outer * (mask == 0)
    for part in parts:
        weight = cv2.blur(part.astype(np.float32), (7, 7))
        mean: np.ndarray = (
            cv2.blur(lab * part[..., None], (7, 7)) / np.maximum(weight, 1e-3)[..., None]
        )
        means.append(mean)
    outline = (mask > 0) & (inner == 0)
    outline[[0, -1]] = outline[:, [0, -1]] = False
    step = np.linalg.norm(means[0] - means[1], axis=-1)[outline]
    return float((step > 14).mean()) if len(step) else 0.0


def several(small: np.ndarray, mask: np.ndarray) -> bool:
    """Whether a mask holds two things of other colours side by side, as a hat on a bag."""
    if not mask.any():
        return False
    lab = lab_of(cv2.GaussianBlur(small, (0, 0), 2.0)) * np.array((0.5, 1, 1), np.float32)
    cv2.setRNGSeed(1)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 1.0)
    points = np.ascontiguousarray(lab[mask > 0], np.float32)
    if len(points) < 2:
        return False
    _, labels, centres = cv2.kmeans(points, 2, np.empty(0), stop, 3, cv2.KMEANS_PP_CENTERS)
    if float(np.linalg.norm(centres[0] - centres[1])) < APART:
        return False
    of = np.full(mask.shape, -1)
    of[mask > 0] = np.ravel(labels)
    for one in (0, 1):
        part = np.asarray(of == one, np.uint8)
        if part.sum() < SHARE * mask.sum():
            return False
        _, _, stats, _ = cv2.connectedComponentsWithStats(
            cv2.morphologyEx(part, cv2.MORPH_OPEN, disc(3))
        )
        if max(stats[1:, cv2.CC_STAT_AREA], default=0) < COMPACT * part.sum():
            return False
    return True


def _across(parted: np.ndarray, mask: np.ndarray) -> float:
    """Share of a mask's outline on whose two sides the same region lies."""
    inside = cv2.distanceTransform(mask, cv2.DIST_L2, 5)
    outside = cv2.distanceTransform(1 - mask, cv2.DIST_L2, 5)
    field = cv2.GaussianBlur(inside - outside, (0, 0), 2.0)
    across, down = cv2.Sobel(field, cv2.CV_32F, 1, 0), cv2.Sobel(field, cv2.CV_32F, 0, 1)
    size = np.maximum(np.hypot(across, down), 1e-3)
    y, x = np.nonzero((mask > 0) & (inside <= 1.5))
    height, width = mask.shape
    within = (x > 6) & (x < width - 7) & (y > 6) & (y < height - 7)
    y, x = y[within], x[within]
    if not len(x):
        return 0.0
    right, low = (across / size)[y, x], (down / size)[y, x]

    def at(steps: float) -> np.ndarray:
        rows = np.clip(np.rint(y + low * steps), 0, height - 1).astype(int)
        columns = np.clip(np.rint(x + right * steps), 0, width - 1).astype(int)
        return parted[rows, columns]

    return float((at(4.0) == at(-5.0)).mean())


def _covered(parted: np.ndarray, mask: np.ndarray) -> float:
    """How much of its region a mask covers, as its pixels see it on average."""
    whole = np.bincount(parted.ravel())
    own = np.bincount(parted.ravel(), mask.ravel(), len(whole))
    return float((own**2 / whole).sum() / max(1.0, float(own.sum())))


def regions(picture: np.ndarray) -> np.ndarray:
    """The region of each pixel of a small BGR picture, int32 of its size, numbered from 0.

    Two regions join where the step between them is no larger than the largest inside each, and a
    little more for small ones; the smallest steps are tried first.
    """
    height, width = picture.shape[:2]
    scale = min(1.0, SIDE / max(height, width))
    size = (max(2, round(width * scale)), max(2, round(height * scale)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    lab = lab_of(cv2.GaussianBlur(small, (0, 0), 0.8))
    number = np.arange(size[0] * size[1]).reshape(size[1], size[0])
    one = np.concatenate([number[:, :-1].ravel(), number[:-1].ravel()])
    other = np.concatenate([number[:, 1:].ravel(), number[1:].ravel()])
    flat = lab.reshape(-1, 3)
    step = np.linalg.norm(flat[one] - flat[other], axis=1)
    order = np.argsort(step, kind="stable")
    joined = _joined(one[order].tolist(), other[order].tolist(), step[order].tolist(), len(flat))
    _, labels = np.unique(joined, return_inverse=True)
    shown = np.ravel(labels).reshape(size[1], size[0]).astype(np.float32)
    return cv2.resize(shown, (width, height), interpolation=cv2.INTER_NEAREST).astype(np.int32)


def _joined(one: list[int], other: list[int], step: list[float], count: int) -> np.ndarray:
    """The region of every pixel, given pairs of neighbours, the most alike first."""
    parent, size, inner = list(range(count)), [1] * count, [0.0] * count

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for a, b, weight in zip(one, other, step, strict=True):
        a, b = root(a), root(b)
        if a != b and weight <= min(inner[a] + EASE / size[a], inner[b] + EASE / size[b]):
            parent[b] = a
            size[a] += size[b]
            inner[a] = weight
    for a, b in zip(one, other, strict=True):
        a, b = root(a), root(b)
        if a != b and min(size[a], size[b]) < LEAST:
            parent[b] = a
            size[a] += size[b]
    return np.array([root(n) for n in range(count)])

"""Measures how well a painted part sits in its picture (BGR uint8; masks are 255 inside)."""

from dataclasses import dataclass

import cv2
import numpy as np

from ..pictures.colour import lab as lab_of

SIDE = 640
"""Longest side in pixels that is looked at: seams are judged as a viewer sees them."""

NEAR, FAR = 6, 14
"""Pixels from the outline: the strips whose colours are compared across it, and the ring beside."""


@dataclass(frozen=True)
class Seams:
    """What was measured.

    step: how much colours jump across the outline beyond what they do beside it (CIE Lab units,
    the worst fifth of the outline). detail: how far the fine detail inside lies beyond what is
    usual around it, as a power of two: -1 is half of the least, 0 is usual. colour: how far
    colours inside are from the nearest ones around (Lab). moved: mean change inside (levels of
    255).
    """

    step: float
    detail: float
    colour: float
    moved: float


def seams(before: np.ndarray, after: np.ndarray, mask: np.ndarray, *, new: bool = False) -> Seams:
    """Measure the part of `after` that the mask covers against what is around it.

    new: something else stands there on purpose, so that an edge that was there before may stay.
    """
    before, after, hole = _looked_at(before, after, mask)
    lab = lab_of(after)
    inside = cv2.distanceTransform(hole, cv2.DIST_L2, 5)
    outside = cv2.distanceTransform(255 - hole, cv2.DIST_L2, 5)
    strip, beside = (inside > 0.5) & (inside <= NEAR), (outside > 0.5) & (outside <= NEAR)
    further = (outside > NEAR) & (outside <= 2 * NEAR)
    outline = beside & (outside <= 1.5)
    within_, near, far = (_mean(lab, part) for part in (strip, beside, further))
    across = np.linalg.norm(within_ - near, axis=-1)[outline]
    usual = np.linalg.norm(near - far, axis=-1)[outline]
    if new:
        old = lab_of(before)
        old_step = np.linalg.norm(_mean(old, strip) - _mean(old, beside), axis=-1)[outline]
        usual = np.maximum(usual, old_step)
    excess = np.maximum(across - usual, 0)
    worst = np.sort(excess)[int(0.8 * len(excess)) :]
    ring = (outside > 0.5) & (outside <= FAR * 2)
    within = hole > 0
    return Seams(
        step=round(float(worst.mean()), 3) if len(worst) else 0.0,
        detail=round(_detail(after, before if new else after, within, ring), 3),
        colour=round(_strange(lab, within, ring), 3),
        moved=round(float(np.abs(after.astype(int) - before)[within].mean()), 3),
    )


def _looked_at(
    before: np.ndarray, after: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The mask's surroundings, at most SIDE pixels wide."""
    x, y, w, h = cv2.boundingRect(mask)
    room = max(4 * FAR, max(w, h) // 3)
    rows = slice(max(0, y - room), min(mask.shape[0], y + h + room))
    columns = slice(max(0, x - room), min(mask.shape[1], x + w + room))
    parts = [p[rows, columns] for p in (before, after, mask)]
    scale = min(1.0, SIDE / max(parts[2].shape))
    if scale < 1:
        size = tuple(max(1, round(v * scale)) for v in parts[2].shape[::-1])
        parts = [cv2.resize(p, size, interpolation=cv2.INTER_AREA) for p in parts]
    return parts[0], parts[1], np.where(parts[2] > 127, 255, 0).astype(np.uint8)


def _mean(lab: np.ndarray, part: np.ndarray) -> np.ndarray:
    """Mean colour of a part around every pixel."""
    side = (2 * NEAR + 1, 2 * NEAR + 1)
    weight = cv2.boxFilter(part.astype(np.float32), -1, side, normalize=False)
    total = cv2.boxFilter(lab * part[..., None], -1, side, normalize=False)
    return total / np.maximum(weight, 1)[..., None]


def _detail(picture: np.ndarray, before: np.ndarray, within: np.ndarray, ring: np.ndarray) -> float:
    """How far the detail inside lies beyond what is usual around it, or was there before."""
    level = _fineness(picture)
    # The outline itself is detail of neither side.
    core = cv2.erode(within.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    core = core if core.any() else within
    if not ring.any():
        return 0.0
    inner = float(np.median(level[core]))
    low, high = (float(v) for v in np.percentile(level[ring], (20, 80)))
    if before is not picture:
        old = float(np.median(_fineness(before)[core]))
        low, high = min(low, old), max(high, old)
    return min(0.0, inner - low) + max(0.0, inner - high)


def _fineness(picture: np.ndarray) -> np.ndarray:
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.float32)
    fine = (grey - cv2.GaussianBlur(grey, (0, 0), 1.5)) ** 2
    return np.log2(cv2.blur(fine, (15, 15)) + 1.5) / 2


def _strange(lab: np.ndarray, within: np.ndarray, ring: np.ndarray) -> float:
    known = lab[ring].reshape(-1, 3)
    new = lab[within].reshape(-1, 3)
    if not len(known) or not len(new):
        return 0.0
    known = known[:: max(1, len(known) // 600)]
    new = new[:: max(1, len(new) // 1200)]
    off = np.linalg.norm(new[:, None] - known[None], axis=-1).min(1)
    return float(off.mean())

"""Finds in a picture what can be told by measuring: colours, sky, ground, subject, flaws.

Every function takes a BGR uint8 picture and returns a mask, uint8 [height, width], 255 where the
thing is; an empty one where there is none.
"""

import cv2
import numpy as np

from ...domain.base import Box
from ..pictures.analysis import subject_box
from ..pictures.colour import byte_lab
from ..pictures.colour import lab as lab_of
from ..pictures.planes import sides
from ..pictures.salient import SURE, installed, salience
from .certain import edged
from .cuts import at_size, closed_over, disc, grab_cut, shrunk
from .scratches import scratches

SUBJECT_SIDE, HORIZON_SIDE = 420, 320

GUESSES = ((1.0, 1.5), (1.2, 1.6), (1.35, 1.35))
"""How much larger than the box that draws the eye a subject likely is, and possibly."""


def subject(picture: np.ndarray) -> np.ndarray:
    """What the eye goes to, cut along its edges.

    By the network where its weights are installed and it is sure of one subject; else by GrabCut
    from the box that draws the eye, beyond which it may reach.
    """
    small = shrunk(picture, SUBJECT_SIDE)
    if (clear := clear_subject(small)) is not None:
        return at_size(clear, picture)
    box = subject_box(small)
    found = max((_within(small, box, *guess) for guess in GUESSES), key=lambda m: _worth(small, m))
    inner = found[_slices(box, 1.0, small.shape)]
    if inner.size == 0 or float(inner.mean()) < 0.12:
        return np.zeros(picture.shape[:2], np.uint8)
    return at_size(found, picture)


def clear_subject(small: np.ndarray) -> np.ndarray | None:
    """A small picture's one subject (0 and 1), along the edges there are; None: none is sure."""
    if not installed():
        return None
    seen = salience(small)
    if float(seen.max()) < SURE:
        return None
    seeds = np.full(small.shape[:2], cv2.GC_BGD, np.uint8)
    seeds[cv2.dilate(np.asarray(seen > 0.1, np.uint8), disc(3)) > 0] = cv2.GC_PR_BGD
    seeds[seen > 0.5] = cv2.GC_PR_FGD
    seeds[seen > 0.9] = cv2.GC_FGD
    cut, felt = grab_cut(small, seeds, 2), np.asarray(seen > 0.5, np.uint8)
    # A cut that is far from what was felt followed the wrong edges.
    both, either = float((cut & felt).sum()), float((cut | felt).sum())
    return _solid(_main(cut if both > 0.8 * either else felt, 0.05), seen)


def _solid(mask: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """A subject without holes but those that it is not felt in: a dark nose is the dog's own."""
    holes = np.asarray(closed_over(mask) & (1 - mask), np.uint8)
    count, labels = cv2.connectedComponents(holes)
    for label in range(1, count):
        inner = labels == label
        if float(seen[inner].mean()) > 0.1:
            mask[inner] = 1
    return mask


def _within(small: np.ndarray, box: Box, likely: float, possible: float) -> np.ndarray:
    """What GrabCut takes for the subject, if it likely fills a box and may reach into another."""
    height, width = small.shape[:2]
    seeds = np.full((height, width), cv2.GC_BGD, np.uint8)
    seeds[_slices(box, possible, small.shape)] = cv2.GC_PR_BGD
    seeds[_slices(box, likely, small.shape)] = cv2.GC_PR_FGD
    if likely > 1:
        seeds[_slices(box, 0.2, small.shape)] = cv2.GC_FGD
    return closed_over(_main(grab_cut(small, seeds, 5), 0.12))


def _worth(small: np.ndarray, mask: np.ndarray) -> float:
    """How likely a mask is a whole subject: its outline lies on edges, and it is no mere part."""
    return edged(small, mask) + 0.1 * float(np.log2(mask.mean() + 1e-3))


def _slices(box: Box, grown: float, shape: tuple[int, ...]) -> tuple[slice, slice]:
    height, width = shape[:2]
    x, y = box.centre
    w, h = box.w * grown / 2, box.h * grown / 2
    return (
        slice(max(0, round((y - h) * height)), min(height, round((y + h) * height))),
        slice(max(0, round((x - w) * width)), min(width, round((x + w) * width))),
    )


def background(picture: np.ndarray) -> np.ndarray:
    """All but the subject."""
    found = subject(picture)
    return cv2.bitwise_not(found) if found.any() else found


def sky(picture: np.ndarray) -> np.ndarray:
    """All that lies over the horizon but what stands up into it; empty where there is no sky."""
    small = shrunk(picture, HORIZON_SIDE)
    lab = byte_lab(small)
    border = _horizon(lab)
    if border is None:
        return np.zeros(picture.shape[:2], np.uint8)
    above = np.asarray(np.arange(len(small))[:, None] < border[None], np.uint8)
    # What stands up differs from the sky beside it and joins what is under the horizon.
    even = cv2.merge([cv2.medianBlur(c, 61) for c in cv2.split(lab.astype(np.uint8))])
    off = np.linalg.norm(lab - even.astype(np.float32), axis=-1)
    dark = lab[..., 0] < np.minimum(even[..., 0] - 22.0, 150)
    object_ = np.asarray((off > 26) & dark & (above > 0), np.uint8)
    joined = _touching_below(object_, above)
    clear = cv2.morphologyEx(above & ~joined & 1, cv2.MORPH_OPEN, disc(1))
    return _between_twigs(at_size(_reaching(clear, np.s_[0, :]), picture), border, picture)


def _between_twigs(mask: np.ndarray, border: np.ndarray, picture: np.ndarray) -> np.ndarray:
    """The sky's mask drawn along fine edges: over the horizon, what has the sky's colour is sky."""
    height, width = sides(mask)
    scale = height * HORIZON_SIDE / max(height, width)
    low = np.interp(np.arange(width), np.linspace(0, width - 1, len(border)), border)
    over: np.ndarray = (
        np.arange(height)[:, None] < (low * height / max(scale, 1) - 0.012 * height)[None]
    )
    side = 2 * (max(height, width) // 20) + 1
    weight = cv2.blur((mask > 0).astype(np.float32), (side, side))
    lab = lab_of(picture)
    mean = cv2.blur(lab * (mask > 0)[..., None], (side, side))
    mean /= np.maximum(weight, 1e-3)[..., None]
    like = np.linalg.norm(lab - mean, axis=-1) < 18
    # A sun is lighter than its sky and belongs to it; twigs are darker and do not.
    dark = lab[..., 0] < mean[..., 0] - 13
    near = over & (weight > 0.01) & (weight < 0.999)
    sky_ = np.where(mask > 0, ~dark, like)
    return np.where(near, np.where(sky_, 255, 0), mask).astype(np.uint8)


def ground(picture: np.ndarray) -> np.ndarray:
    """What lies under the horizon; without one, what runs along the lower edge until it changes."""
    above = sky(picture)
    if above.any():
        small = shrunk(picture, HORIZON_SIDE)
        border = _horizon(byte_lab(small))
        assert border is not None
        under = np.asarray(np.arange(len(small))[:, None] >= border[None], np.uint8)
        return at_size(under, picture)
    small = shrunk(picture)
    height, width = small.shape[:2]
    thing = cv2.resize(subject(picture), (width, height), interpolation=cv2.INTER_NEAREST)
    seeds = np.full((height, width), cv2.GC_PR_BGD, np.uint8)
    seeds[int(0.72 * height) :] = cv2.GC_PR_FGD
    seeds[int(0.93 * height) :] = cv2.GC_FGD
    seeds[: int(0.3 * height)] = cv2.GC_BGD
    seeds[thing > 0] = cv2.GC_BGD
    if not (seeds == cv2.GC_FGD).any():
        return np.zeros(picture.shape[:2], np.uint8)
    return at_size(_reaching(grab_cut(small, seeds, 4), np.s_[-1, :]), picture)


def _horizon(lab: np.ndarray) -> np.ndarray | None:
    """The row of the horizon in every column, or None: the path across that parts best.

    Found by dynamic programming: what is over a row differs from what is under it, neighbours lie
    at nearly the same row, and all over the path is calmer and lighter than what is under it (so
    that a night sky without light in it is not found).
    """
    height, width = sides(lab)
    reach = max(3, height // 36)
    sums = np.concatenate([np.zeros((1, width, 3), np.float32), np.cumsum(lab, axis=0)])
    rows = np.arange(height)
    up, down = np.maximum(rows - reach, 0), np.minimum(rows + reach, height)
    over = (sums[rows] - sums[up]) / np.maximum(rows - up, 1)[:, None, None]
    under = (sums[down] - sums[rows]) / np.maximum(down - rows, 1)[:, None, None]
    step = np.linalg.norm((over - under) * (1.0, 1.0, 1.6), axis=-1)
    # A sky is seldom darker than the land under it.
    step -= 0.9 * np.maximum(0, under[..., 0] - over[..., 0])
    step[: max(2, height // 16)] = -1e3
    step[-max(2, height // 16) :] = -1e3
    edges = cv2.magnitude(cv2.Sobel(lab[..., 0], -1, 1, 0), cv2.Sobel(lab[..., 0], -1, 0, 1))
    restless = np.minimum(edges, 120)
    count = np.arange(1, height + 1)[:, None]
    calm = np.cumsum(restless, 0) / count
    rough = np.cumsum(restless[::-1], 0)[::-1] / count[::-1]
    worth = np.minimum(step, 70) + 0.35 * np.clip(rough - calm, -60, 60)
    total = worth.copy()
    for x in range(1, width):
        best = total[:, x - 1].copy()
        for k in (1, 2, 3):
            best[k:] = np.maximum(best[k:], total[:-k, x - 1] - 4.0 * k)
            best[:-k] = np.maximum(best[:-k], total[k:, x - 1] - 4.0 * k)
        total[:, x] += best
    path = np.empty(width, np.int64)
    path[-1] = int(total[:, -1].argmax())
    for x in range(width - 1, 0, -1):
        low, high = max(0, int(path[x]) - 3), min(height, int(path[x]) + 4)
        near = total[low:high, x - 1] - 4.0 * np.abs(np.arange(low, high) - int(path[x]))
        path[x - 1] = low + int(near.argmax())
    above = rows[:, None] < path[None]
    parted = float(np.percentile(step[path, np.arange(width)], 20))
    quiet = float(restless[above].mean()) < 1.2 * float(restless[~above].mean())
    sky_, land = float(lab[..., 0][above].mean()), float(lab[..., 0][~above].mean())
    return path if parted > 25 and quiet and sky_ > 90 and sky_ > 1.22 * land else None


def flaws(picture: np.ndarray, kind: str) -> np.ndarray:
    """Thin bright or dark lines ("lines") or small spots ("spots") that do not belong."""
    small = shrunk(picture, 1280)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    if kind == "lines":
        return at_size(cv2.dilate(scratches(grey), disc(2)), picture)
    reach = disc(max(3, round(max(grey.shape) / 180)))
    light = cv2.morphologyEx(grey, cv2.MORPH_TOPHAT, reach)
    dark = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, reach)
    out = cv2.max(light, dark)
    # A flaw stands out from the restlessness around it, not only from the pixels beside it.
    usual = cv2.boxFilter(out.astype(np.float32), -1, (61, 61))
    mask = np.asarray((out > 26) & (out > 4.0 * usual), np.uint8)
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, disc(2))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    long = 0.06 * min(grey.shape)
    kept: list[int] = []
    for label in range(1, count):
        w, h, area = (int(stats[label, k]) for k in (2, 3, 4))
        span = float(np.hypot(w, h))
        if area >= 4 and span < long and area / (w * h) > 0.35:
            kept.append(label)
    mask = cv2.dilate(np.asarray(np.isin(labels, kept), np.uint8), disc(2))
    return at_size(mask, picture)


def cut_out(picture: np.ndarray) -> np.ndarray:
    """The subject as soft opacity, float32 [height, width] 0 to 1; all 0 where it has no edge."""
    mask = subject(picture)
    if not mask.any():
        return np.zeros(mask.shape, np.float32)
    soft = max(0.8, max(mask.shape) / 900)
    inner = cv2.erode(mask, disc(max(1, round(soft))))
    return cv2.GaussianBlur(inner, (0, 0), soft).astype(np.float32) / 255


def _main(mask: np.ndarray, least: float) -> np.ndarray:
    """The largest pieces of a mask, without what hangs on them by a thread."""
    core = cv2.morphologyEx(mask, cv2.MORPH_OPEN, disc(4))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(core)
    if count < 2:
        return cv2.morphologyEx(mask, cv2.MORPH_OPEN, disc(1))
    areas = stats[1:, cv2.CC_STAT_AREA]
    kept = np.asarray(np.isin(labels, 1 + np.flatnonzero(areas >= least * areas.max())), np.uint8)
    return cv2.morphologyEx(_both(cv2.dilate(kept, disc(5)), mask), cv2.MORPH_CLOSE, disc(2))


def _both(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.asarray((one > 0) & (other > 0), np.uint8)


def _reaching(mask: np.ndarray, edge: tuple[slice | int, ...]) -> np.ndarray:
    """The pieces that reach an edge of the picture."""
    _, labels = cv2.connectedComponents(mask)
    kept = np.setdiff1d(labels[edge], [0])
    return np.asarray(np.isin(labels, kept) & (mask > 0), np.uint8)


def _touching_below(things: np.ndarray, above: np.ndarray) -> np.ndarray:
    """The pieces of `things` that reach down to where `above` ends."""
    _, labels = cv2.connectedComponents(_both(cv2.dilate(things, disc(1)), above))
    foot = (cv2.dilate(1 - above, disc(2)) > 0) & (above > 0)
    kept = np.setdiff1d(labels[foot], [0])
    return np.asarray(np.isin(labels, kept), np.uint8)

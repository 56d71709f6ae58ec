"""Finds in a picture what can be told by measuring: colours, sky, ground, subject, flaws.

Every function takes a BGR uint8 picture and returns a mask, uint8 [height, width], 255 where the
thing is; an empty one where there is none.
"""

import cv2
import numpy as np

from ...domain.base import Box
from ..pictures.analysis import subject_box
from ..pictures.colour import byte_lab, likeness
from ..pictures.colour import lab as lab_of
from ..pictures.planes import sides
from .scratches import scratches

SIDE = 560
"""Pixels of the longer side that things are looked for at."""

SUBJECT_SIDE, HORIZON_SIDE = 420, 320

GUESSES = ((1.0, 1.5), (1.2, 1.6), (1.35, 1.35))
"""How much larger than the box that draws the eye a subject likely is, and possibly."""

SMALLEST = 0.0008
"""Share of the picture under which a patch of colour is no thing."""


def coloured(
    picture: np.ndarray, colours: tuple[str, ...], where: np.ndarray, *, one: bool
) -> np.ndarray:
    """What has one of the colours inside `where`; one: the largest such thing only."""
    small = _small(picture)
    inside = cv2.resize(where, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_NEAREST)
    seen = np.max([likeness(small, c) for c in colours], axis=0)
    mask = np.asarray((seen > 0.5), np.uint8)
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, _disc(1))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, _disc(3))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(mask)
    kept: list[tuple[int, int]] = []
    for label in range(1, count):
        x, y = (int(v) for v in centres[label])
        if stats[label, cv2.CC_STAT_AREA] >= SMALLEST * mask.size and inside[y, x]:
            kept.append((int(stats[label, cv2.CC_STAT_AREA]), label))
    if not kept:
        return np.zeros(picture.shape[:2], np.uint8)
    kept.sort(reverse=True)
    chosen = [label for _, label in kept if not one or label == kept[0][1]]
    chosen = [n for n in chosen if one or stats[n, cv2.CC_STAT_AREA] > 0.04 * kept[0][0]]
    mask = np.asarray(np.isin(labels, chosen), np.uint8)
    return _grown(_refined(small, mask), picture)


def subject(picture: np.ndarray) -> np.ndarray:
    """What the eye goes to, cut along its edges; it may reach beyond the box that drew the eye."""
    small = _small(picture, SUBJECT_SIDE)
    box = subject_box(small)
    found = max((_within(small, box, *guess) for guess in GUESSES), key=lambda m: _worth(small, m))
    inner = found[_slices(box, 1.0, small.shape)]
    if inner.size == 0 or float(inner.mean()) < 0.12:
        return np.zeros(picture.shape[:2], np.uint8)
    return _grown(found, picture)


def _within(small: np.ndarray, box: Box, likely: float, possible: float) -> np.ndarray:
    """What GrabCut takes for the subject, if it likely fills a box and may reach into another."""
    height, width = small.shape[:2]
    seeds = np.full((height, width), cv2.GC_BGD, np.uint8)
    seeds[_slices(box, possible, small.shape)] = cv2.GC_PR_BGD
    seeds[_slices(box, likely, small.shape)] = cv2.GC_PR_FGD
    if likely > 1:
        seeds[_slices(box, 0.2, small.shape)] = cv2.GC_FGD
    return _holes_closed(_main(_cut(small, seeds, 5), 0.12))


def _worth(small: np.ndarray, mask: np.ndarray) -> float:
    """How likely a mask is a whole subject: its outline lies on edges, and it is no mere part."""
    return _edged(small, mask) + 0.1 * float(np.log2(mask.mean() + 1e-3))


def _edged(small: np.ndarray, mask: np.ndarray) -> float:
    """Share of a mask's outline that lies on a real edge of the picture; its frame is none."""
    lab = byte_lab(small)
    inner = np.asarray(cv2.erode(mask, _disc(2)))
    outer = np.asarray(cv2.dilate(mask, _disc(2)))
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
    small = _small(picture, HORIZON_SIDE)
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
    clear = cv2.morphologyEx(above & ~joined & 1, cv2.MORPH_OPEN, _disc(1))
    return _between_twigs(_grown(_reaching(clear, np.s_[0, :]), picture), border, picture)


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
        small = _small(picture, HORIZON_SIDE)
        border = _horizon(byte_lab(small))
        assert border is not None
        under = np.asarray(np.arange(len(small))[:, None] >= border[None], np.uint8)
        return _grown(under, picture)
    small = _small(picture)
    height, width = small.shape[:2]
    thing = cv2.resize(subject(picture), (width, height), interpolation=cv2.INTER_NEAREST)
    seeds = np.full((height, width), cv2.GC_PR_BGD, np.uint8)
    seeds[int(0.72 * height) :] = cv2.GC_PR_FGD
    seeds[int(0.93 * height) :] = cv2.GC_FGD
    seeds[: int(0.3 * height)] = cv2.GC_BGD
    seeds[thing > 0] = cv2.GC_BGD
    if not (seeds == cv2.GC_FGD).any():
        return np.zeros(picture.shape[:2], np.uint8)
    return _grown(_reaching(_cut(small, seeds, 4), np.s_[-1, :]), picture)


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
    small = _small(picture, 1280)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    if kind == "lines":
        return _grown(cv2.dilate(scratches(grey), _disc(2)), picture)
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
    kept: list[int] = []
    for label in range(1, count):
        w, h, area = (int(stats[label, k]) for k in (2, 3, 4))
        span = float(np.hypot(w, h))
        if area >= 4 and span < long and area / (w * h) > 0.35:
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
    """The largest pieces of a mask, without what hangs on them by a thread."""
    core = cv2.morphologyEx(mask, cv2.MORPH_OPEN, _disc(4))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(core)
    if count < 2:
        return cv2.morphologyEx(mask, cv2.MORPH_OPEN, _disc(1))
    areas = stats[1:, cv2.CC_STAT_AREA]
    kept = np.asarray(np.isin(labels, 1 + np.flatnonzero(areas >= least * areas.max())), np.uint8)
    return cv2.morphologyEx(_both(cv2.dilate(kept, _disc(5)), mask), cv2.MORPH_CLOSE, _disc(2))


def _both(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.asarray((one > 0) & (other > 0), np.uint8)


def _reaching(mask: np.ndarray, edge: tuple[slice | int, ...]) -> np.ndarray:
    """The pieces that reach an edge of the picture."""
    _, labels = cv2.connectedComponents(mask)
    kept = np.setdiff1d(labels[edge], [0])
    return np.asarray(np.isin(labels, kept) & (mask > 0), np.uint8)


def _touching_below(things: np.ndarray, above: np.ndarray) -> np.ndarray:
    """The pieces of `things` that reach down to where `above` ends."""
    _, labels = cv2.connectedComponents(_both(cv2.dilate(things, _disc(1)), above))
    foot = (cv2.dilate(1 - above, _disc(2)) > 0) & (above > 0)
    kept = np.setdiff1d(labels[foot], [0])
    return np.asarray(np.isin(labels, kept), np.uint8)


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

"""What can be measured of a picture: where its subject is, where it is quiet, its colours."""

from collections.abc import Sequence

import cv2
import numpy as np

from ...domain.base import Box
from ...domain.colour import written
from .colour import byte_lab, from_byte_lab
from .planes import sides
from .source import Source
from .svg import layers_of, render_marked, render_svg

SIDE = 320
"""Pixels of the longer side that pictures are looked at."""

SUBJECT_SIDE = 160
MOST_KEPT = 8
SHARP_SIDE = 512


def subject_box(picture: np.ndarray) -> Box:
    """The box of what the eye goes to, in shares of a BGR picture.

    What stands apart from the border counts: by colour, by detail, and by how high a barrier of
    colour must be crossed to reach it. A crisp subject is boxed whole; of a diffuse picture (sky,
    forest, crowd) the core that draws the eye is boxed. A picture of one colour: its middle.
    """
    small = _small(picture, SUBJECT_SIDE)
    map_ = _saliency(small)
    if map_ is None:
        return Box(x=0.25, y=0.25, w=0.5, h=0.5)
    mask = cv2.morphologyEx(
        np.asarray(map_ > _cutting(map_), np.uint8),
        cv2.MORPH_OPEN,
        cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3)),
    )
    count, labels = cv2.connectedComponents(mask)
    if count < 2:
        return Box(x=0.25, y=0.25, w=0.5, h=0.5)
    weight = np.bincount(labels.ravel(), map_.ravel(), count)[1:]
    kept = np.where(np.isin(labels, 1 + np.flatnonzero(weight >= 0.3 * weight.max())), map_, 0)
    x0, x1 = _ends(kept.sum(0))
    y0, y1 = _ends(kept.sum(1))
    return _box(max(0, x0 - 0.01), max(0, y0 - 0.01), min(1, x1 + 0.01), min(1, y1 + 0.01))


def layer_box(path: Source) -> Box | None:
    """What the nearest layer of a layered drawing covers; None where that says little."""
    names = [n for n in layers_of(path) if n in ("layer-subject", "layer-near")]
    if not names:
        return None
    chosen = "layer-subject" if "layer-subject" in names else names[0]
    alpha = render_svg(path, width=SIDE, layers=[chosen])[..., 3]
    height, width = alpha.shape
    rows, columns = np.flatnonzero(alpha.max(1) > 60), np.flatnonzero(alpha.max(0) > 60)
    if not len(rows):
        return None
    box = _box(
        columns[0] / width, rows[0] / height, (columns[-1] + 1) / width, (rows[-1] + 1) / height
    )
    return box if 0.03 <= box.w * box.h <= 0.85 else None


def keep_boxes(path: Source) -> tuple[Box, ...]:
    """What a drawing marks as not to be covered: the boxes of its groups "keep-...", in order.

    Boxes that overlap become one; there are eight at most.
    """
    found: list[Box] = []
    for alpha in render_marked(path, width=SIDE):
        height, width = alpha.shape
        rows, columns = np.flatnonzero(alpha.max(1) > 60), np.flatnonzero(alpha.max(0) > 60)
        if not len(rows):
            continue
        box = _box(
            columns[0] / width, rows[0] / height, (columns[-1] + 1) / width, (rows[-1] + 1) / height
        )
        for other in [b for b in found if b.overlap(box) > 0]:
            found.remove(other)
            box = _both(box, other)
        found.append(box)
    while len(found) > MOST_KEPT:
        found = [_both(found[0], found[1]), *found[2:]]
    return tuple(found)


def _both(one: Box, other: Box) -> Box:
    return _box(
        min(one.x, other.x),
        min(one.y, other.y),
        max(one.x + one.w, other.x + other.w),
        max(one.y + one.h, other.y + other.h),
    )


def calm_thirds(picture: np.ndarray) -> tuple[float, float, float]:
    """How quiet the top, middle and bottom thirds are: 1 is empty, 0 is full of edges."""
    grey = cv2.cvtColor(_small(picture, SIDE), cv2.COLOR_BGR2GRAY)
    edges = cv2.magnitude(
        cv2.Sobel(grey, cv2.CV_32F, 1, 0, ksize=3), cv2.Sobel(grey, cv2.CV_32F, 0, 1, ksize=3)
    )
    busy = np.clip(cv2.GaussianBlur(edges, (0, 0), 3) / 120, 0, 1)
    top, middle, bottom = (float(1 - part.mean()) for part in np.array_split(busy, 3, axis=0))
    return round(top, 3), round(middle, 3), round(bottom, 3)


def palette(picture: np.ndarray, count: int = 5) -> tuple[str, ...]:
    """The picture's colours as "#rrggbb", most of it first; the same picture gives the same."""
    small = _small(picture, 96)
    lab = byte_lab(small).reshape(-1, 3)
    cv2.setRNGSeed(1)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    _, labels, centres = cv2.kmeans(
        lab, min(count, len(lab)), np.empty(0, np.int32), stop, 2, cv2.KMEANS_PP_CENTERS
    )
    order = np.argsort(-np.bincount(labels.ravel(), minlength=len(centres)), kind="stable")
    bgr = from_byte_lab(np.clip(centres[order], 0, 255).astype(np.uint8)[None])[0]
    return tuple(written(r, g, b) for b, g, r in bgr.tolist())


def sharpness(picture: np.ndarray) -> float:
    """Variance of the Laplacian at 512 pixels; under 60 a photograph looks soft."""
    grey = cv2.cvtColor(_small(picture, SHARP_SIDE), cv2.COLOR_BGR2GRAY)
    return round(float(cv2.Laplacian(grey, cv2.CV_64F).var()), 1)


def dhash(picture: np.ndarray) -> int:
    """64-bit difference hash: near-duplicates differ in few bits (see `apart`)."""
    grey = cv2.resize(
        cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), (9, 8), interpolation=cv2.INTER_AREA
    )
    bits = (grey[:, 1:] > grey[:, :-1]).ravel()
    return int("".join("1" if b else "0" for b in bits.tolist()), 2)


def apart(a: int, b: int) -> int:
    """How many bits two difference hashes differ in; 4 or fewer: nearly the same picture."""
    return (a ^ b).bit_count()


def shot_scale(box: Box) -> str:
    """A guess at "wide", "medium" or "close" from how much of the picture the subject fills."""
    share = box.w * box.h
    return "wide" if share < 0.2 else ("close" if share > 0.42 else "medium")


def _saliency(small: np.ndarray) -> np.ndarray | None:
    """How much each pixel draws the eye, 0 to 1; None where there is nothing to see."""
    if small.std((0, 1)).max() < 1:
        return None
    height, width = small.shape[:2]
    lab = byte_lab(cv2.GaussianBlur(small, (0, 0), 1.0))
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    middle = np.exp(-(((x / width - 0.5) / 0.5) ** 2 + ((y / height - 0.52) / 0.5) ** 2) / 2)
    apart_ = _unit(_barrier(lab)) + _unit(_interest(small))
    map_ = cv2.GaussianBlur(
        np.asarray(apart_ * (0.4 + 0.6 * middle), np.float32), (0, 0), max(width / 60, 0.8)
    )
    top = float(map_.max())
    return map_ / top if top > 0.05 else None


def _cutting(map_: np.ndarray) -> float:
    """The level that parts subject from ground: higher the less the two are told apart."""
    level = cv2.threshold(
        np.asarray(map_ * 255, np.uint8), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU
    )[0]
    level /= 255
    over = map_ > level
    share = float(over.mean())
    if not 0 < share < 1:
        return level
    between = share * (1 - share) * float(map_[over].mean() - map_[~over].mean()) ** 2
    crisp = between / (float(map_.var()) + 1e-9)
    return min(0.8, level * float(np.interp(crisp, [0.72, 0.84], [1.45, 0.75])))


def _ends(weights: np.ndarray) -> tuple[float, float]:
    """Where a profile begins and ends, 0 to 1, less the last .6 % of its weight at either end."""
    reached = np.cumsum(weights) / weights.sum()
    first, last = np.searchsorted(reached, 0.006), np.searchsorted(reached, 0.994)
    return float(first / len(weights)), float((last + 1) / len(weights))


def _barrier(lab: np.ndarray) -> np.ndarray:
    """The least span of colour that any path from a pixel to the border must cross.

    The minimum barrier distance (Zhang et al., 2015), swept line by line in four directions.
    """
    cost = np.full(lab.shape[:2], 1e9, np.float32)
    cost[0] = cost[-1] = 0
    cost[:, 0] = cost[:, -1] = 0
    # Colours first, so that each line of a colour lies in one piece.
    planes = np.ascontiguousarray(lab.transpose(2, 0, 1))
    high, low = planes.copy(), planes.copy()
    for _ in range(2):
        _sweep(cost, high, low, planes, 1)
        _sweep(cost, high, low, planes, -1)
        cost, high, low, planes = (_turned(a) for a in (cost, high, low, planes))
        _sweep(cost, high, low, planes, 1)
        _sweep(cost, high, low, planes, -1)
        cost, high, low, planes = (_turned(a) for a in (cost, high, low, planes))
    return cost


def _sweep(
    cost: np.ndarray, high: np.ndarray, low: np.ndarray, planes: np.ndarray, way: int
) -> None:
    """Carry the span from line to line: cost [h, w]; high, low, planes [3, h, w]; all in place."""
    width = cost.shape[1]
    span, better = np.empty(width, np.float32), np.empty(width, bool)
    top, bottom, apart_ = (np.empty((3, width), np.float32) for _ in range(3))
    lines = [(cost[k], high[:, k], low[:, k], planes[:, k]) for k in range(len(cost))[::way]]
    _, high_before, low_before, _ = lines[0]
    for line_cost, line_high, line_low, line in lines[1:]:
        np.maximum(high_before, line, out=top)
        np.minimum(low_before, line, out=bottom)
        np.subtract(top, bottom, out=apart_)
        np.maximum(apart_[0], apart_[1], out=span)
        np.maximum(span, apart_[2], out=span)
        np.less(span, line_cost, out=better)
        np.copyto(line_cost, span, where=better)
        np.copyto(line_high, top, where=better)
        np.copyto(line_low, bottom, where=better)
        high_before, low_before = line_high, line_low


def _turned(a: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(a.swapaxes(-1, -2))


def _interest(small: np.ndarray) -> np.ndarray:
    height, width = sides(small)
    lab = byte_lab(small)
    edge = max(4, min(height, width) // 14)
    border = np.concatenate(
        [lab[:edge].reshape(-1, 3), lab[:, :edge].reshape(-1, 3), lab[:, -edge:].reshape(-1, 3)]
    )
    spread = np.cov(border.T) + np.eye(3) * 40
    off = lab - border.mean(0)
    colour = np.sqrt(np.einsum("hwi,ij,hwj->hw", off, np.linalg.inv(spread), off))
    grey = lab[..., 0]
    detail = sum(np.abs(grey - cv2.GaussianBlur(grey, (0, 0), k)) for k in (2, 5))
    detail = cv2.GaussianBlur(np.asarray(detail, np.float32), (0, 0), width / 25)
    map_ = _unit(colour) * 0.6 + _unit(detail) * 0.4
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    middle: np.ndarray = np.exp(
        -(((x / width - 0.5) / 0.42) ** 2 + ((y / height - 0.52) / 0.42) ** 2) / 2
    )
    return cv2.GaussianBlur((map_ * middle).astype(np.float32), (0, 0), width / 40)


def _unit(values: np.ndarray) -> np.ndarray:
    return np.clip(values / (np.percentile(values, 98) + 1e-6), 0, 1)


def _small(picture: np.ndarray, side: int) -> np.ndarray:
    height, width = picture.shape[:2]
    scale = side / max(height, width)
    if scale >= 1:
        return picture
    size = (max(2, round(width * scale)), max(2, round(height * scale)))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def _box(x0: float, y0: float, x1: float, y1: float) -> Box:
    edges: Sequence[float] = [round(float(v), 4) for v in (x0, y0, x1, y1)]
    return Box(x=edges[0], y=edges[1], w=edges[2] - edges[0], h=edges[3] - edges[1])

"""Lays copied pixels into a hole so that no seam shows: Poisson blending by multigrid."""

import cv2
import numpy as np

AGREE, DISAGREE = 24.0, 64.0
"""Levels of 255 by which a rim pixel may differ from what was expected of it and be met in full,
and from which it is not met at all.

A rim that shows a bit of what was removed must not bleed its colour into the hole.
"""

CYCLES = 5


def seamless(
    picture: np.ndarray, hole: np.ndarray, rows: np.ndarray, columns: np.ndarray
) -> np.ndarray:
    """The BGR uint8 picture with its hole (bool) copied from rows and columns of itself.

    rows and columns say for each pixel where it comes from. Within a piece slopes stay as they
    are; where two pieces meet they are the mean of what either expects.
    """
    y0, y1, x0, x1 = _around(hole)
    ys, xs = rows[y0:y1, x0:x1], columns[y0:y1, x0:x1]
    inside = hole[y0:y1, x0:x1]
    laid = picture[ys, xs].astype(np.float32)
    rest = np.zeros_like(laid)
    for dy, dx in ((0, 1), (1, 0)):
        here, beside = np.s_[: len(ys) - dy, : ys.shape[1] - dx], np.s_[dy:, dx:]
        actual = laid[beside] - laid[here]
        onward = _expected(picture, ys[here] + dy, xs[here] + dx) - laid[here]
        back = laid[beside] - _expected(picture, ys[beside] - dy, xs[beside] - dx)
        # An end outside the hole expects nothing: it is what it is.
        out_here, out_beside = ~inside[here][..., None], ~inside[beside][..., None]
        wished = np.where(out_here, back, np.where(out_beside, onward, (onward + back) / 2))
        off = wished - actual
        far = np.abs(off).max(-1, keepdims=True)
        met = np.clip((DISAGREE - far) / (DISAGREE - AGREE), 0, 1)
        off *= np.where(out_here | out_beside, met, 1)
        off *= ~(out_here & out_beside)
        rest[here] -= off
        rest[beside] += off
    light = laid + _solved(rest * inside[..., None], inside)
    found = picture.copy()
    part = found[y0:y1, x0:x1]
    part[inside] = np.clip(light[inside], 0, 255).round().astype(np.uint8)
    return found


def _expected(picture: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    height, width = picture.shape[:2]
    return picture[np.clip(rows, 0, height - 1), np.clip(columns, 0, width - 1)].astype(np.float32)


def _solved(wish: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """The values, zero outside, whose Laplacian is -wish inside."""
    found = np.zeros_like(wish)
    for turn in range(CYCLES):
        rest = wish if not turn else (wish + _laplace(found)) * inside[..., None]
        found += _cycle(rest, inside)
    return found


def _laplace(values: np.ndarray) -> np.ndarray:
    """Sum of the differences to the four neighbours; the edge of the array pulls nowhere."""
    rest = np.zeros_like(values)
    across, down = values[:, 1:] - values[:, :-1], values[1:] - values[:-1]
    rest[:, :-1] += across
    rest[:, 1:] -= across
    rest[:-1] += down
    rest[1:] -= down
    return rest


def _cycle(wish: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """One multigrid cycle from nothing."""
    pull = np.full(inside.shape, 4, np.float32)
    pull[0] -= 1
    pull[-1] -= 1
    pull[:, 0] -= 1
    pull[:, -1] -= 1
    share = (0.8 * inside / np.maximum(pull, 1))[..., None].astype(np.float32)
    found = wish * share
    for _ in range(2):
        found += share * (wish + _laplace(found))
    if min(inside.shape) >= 6 and inside.sum() > 24:
        rest = (wish + _laplace(found)) * inside[..., None]
        held = _halved(inside.astype(np.float32)) > 0.6
        step = _cycle(4 * _halved(rest) * held[..., None], held)
        size = (step.shape[1] * 2, step.shape[0] * 2)
        step = cv2.resize(step, size, interpolation=cv2.INTER_LINEAR)
        found += step[: inside.shape[0], : inside.shape[1]] * inside[..., None]
    for _ in range(3):
        found += share * (wish + _laplace(found))
    return found


def _halved(values: np.ndarray) -> np.ndarray:
    down, right = values.shape[0] % 2, values.shape[1] % 2
    even = cv2.copyMakeBorder(values, 0, down, 0, right, cv2.BORDER_REPLICATE)
    size = (even.shape[1] // 2, even.shape[0] // 2)
    return cv2.resize(even, size, interpolation=cv2.INTER_AREA)


def _around(hole: np.ndarray) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero(hole.any(1)), np.flatnonzero(hole.any(0))
    height, width = hole.shape
    return (
        max(0, int(rows[0]) - 1),
        min(height, int(rows[-1]) + 2),
        max(0, int(columns[0]) - 1),
        min(width, int(columns[-1]) + 2),
    )

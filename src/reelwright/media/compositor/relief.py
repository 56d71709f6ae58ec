"""A flat photograph filmed as if it had depth.

Depth is guessed at 384 pixels from three cues (lower, sharper, and unlike the borders is nearer),
smoothed along the picture's own edges. It is a mild relief, not a model of the scene: smooth depth
bends straight lines a little but never tears.
"""

import math
from pathlib import Path as File

import cv2
import numpy as np

from ..pictures.colour import byte_lab
from ..pictures.files import open_picture
from ..pictures.planes import U8, sides
from ..pictures.svg import render_svg
from .camera import Path, Pose
from .cropped import Cropped, opaque, prepared

SIDE = 384

FLAT = 0.22
"""A picture whose nearness spreads less than this has no depth to tell: it is filmed flat."""

_CELL = 4


def depth_of(path: Path) -> np.ndarray | None:
    """Nearness 0-1, float32, over the whole picture; None where the picture tells no depth."""
    shot = path.shot
    if shot.vector:
        rgba = render_svg(File(shot.path), width=SIDE)
        bgr = opaque(cv2.cvtColor(rgba, cv2.COLOR_RGBA2BGRA))
    else:
        bgr = open_picture(File(shot.path), max_side=2 * SIDE)
    return nearness(bgr, shot.subject)


def nearness(
    bgr: U8, subject: tuple[float, float, float, float] | None = None
) -> np.ndarray | None:
    """Nearness 0-1 of a picture at most 384 pixels large; None where it would be arbitrary."""
    shrink = SIDE / max(bgr.shape[:2])
    small = cv2.resize(bgr, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    height, width = sides(small)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).astype(np.float32) / 255
    details = [np.abs(grey - cv2.GaussianBlur(grey, (0, 0), k)) for k in (1, 2, 4)]
    focus: np.ndarray = np.sum(details, axis=0)
    focus = cv2.GaussianBlur(focus.astype(np.float32), (0, 0), width / 30)
    focus = np.clip(focus / (np.percentile(focus, 98) + 1e-6), 0, 1)
    front = 0.55 * focus + 0.45 * _apart(small)
    if subject is not None:
        front = 0.65 * front + 0.35 * _bump(width, height, subject)
    front = cv2.GaussianBlur(front.astype(np.float32), (0, 0), width / 80)
    if float(np.percentile(front, 92) - np.percentile(front, 8)) < FLAT:
        return None
    ramp = np.linspace(0, 1, height, dtype=np.float32)[:, None] ** 1.2
    depth = 0.4 * ramp + 0.6 * front
    depth = _guided(grey, depth.astype(np.float32), width // 24, 2e-3)
    depth = cv2.GaussianBlur(depth, (0, 0), width / 90)
    low, high = np.percentile(depth, 2), np.percentile(depth, 98)
    return np.clip((depth - low) / (high - low + 1e-6), 0, 1).astype(np.float32)


def _apart(small: U8) -> np.ndarray:
    """How far each colour is from those along the top and the sides, 0-1."""
    height, width = sides(small)
    lab = byte_lab(small)
    edge = max(1, width // 16)
    border = np.concatenate(
        [
            lab[: max(1, height // 12)].reshape(-1, 3),
            lab[:, :edge].reshape(-1, 3),
            lab[:, -edge:].reshape(-1, 3),
        ]
    )
    spread = np.cov(border.T) + np.eye(3) * 40
    off = lab - border.mean(0)
    far: np.ndarray = np.sqrt(np.einsum("hwi,ij,hwj->hw", off, np.linalg.inv(spread), off))
    far = np.clip(far / (np.percentile(far, 97) + 1e-6), 0, 1).astype(np.float32)
    return cv2.GaussianBlur(far, (0, 0), width / 60)


def _bump(width: int, height: int, box: tuple[float, float, float, float]) -> np.ndarray:
    """A soft hill over the subject's box, 1 inside."""
    x, y, w, h = box
    across = (np.arange(width) / width - x - w / 2) / max(w, 0.05)
    down = (np.arange(height) / height - y - h / 2) / max(h, 0.05)
    return np.exp(-2.0 * (np.abs(across)[None] ** 3 + np.abs(down)[:, None] ** 3)).astype(
        np.float32
    )


def _guided(guide: np.ndarray, value: np.ndarray, radius: int, eps: float) -> np.ndarray:
    """Guided filter: smooth, but along the guide's edges."""

    def mean(x: np.ndarray) -> np.ndarray:
        side = 2 * radius + 1
        return cv2.boxFilter(x, -1, (side, side), borderType=cv2.BORDER_REFLECT)

    mean_guide, mean_value = mean(guide), mean(value)
    slope = mean(guide * value) - mean_guide * mean_value
    slope /= mean(guide * guide) - mean_guide**2 + eps
    return mean(slope) * guide + mean(mean_value - slope * mean_guide)


class Relief:
    """A still moved by remapping, near things further than far ones."""

    def __init__(self, path: Path, depth: np.ndarray, grade: float = 0.0) -> None:
        self.path, self.depth = path, depth
        self.cropped = Cropped(path, path.working_scale())
        self.y, uv = prepared(opaque(self.cropped.image), grade, 0.2)
        self.cropped.let_go()
        self.u, self.v = cv2.split(uv)
        # The map is computed on a coarse grid with one cell to spare on every side.
        self.wide = math.ceil(path.width / _CELL) + 2
        self.high = math.ceil(path.height / _CELL) + 2
        self.px = ((np.arange(self.wide) - 0.5) * _CELL - 0.5).astype(np.float32)
        self.py = ((np.arange(self.high) - 0.5) * _CELL - 0.5).astype(np.float32)

    def film(self, n: int, y: U8, uv: U8) -> None:
        """Write frame n of the shot into the planes."""
        path, pose = self.path, self.path.at(n)
        at = self.cropped.map(path, pose)
        near = self._near(pose) - 0.5
        middle_x = self.px + 0.5 - path.width / 2
        middle_y = self.py + 0.5 - path.height / 2
        gx = (at.xx * (pose.swell * middle_x + pose.shift[0])).astype(np.float32)
        gy = (at.yy * (pose.swell * middle_y + pose.shift[1])).astype(np.float32)
        map_x = (at.xx * self.px + at.x0).astype(np.float32) - near * gx
        map_y = (at.yy * self.py + at.y0).astype(np.float32)[:, None] - near * gy[:, None]
        height, width = y.shape
        self._remap(self.y, map_x, map_y, 1, y)
        # Chroma stands on even columns and between rows: half a column left of where the halved
        # map looks, half a row below in the chroma plane's own count.
        map_x, map_y = (map_x - 0.5 * at.xx) * 0.5, (map_y - 0.5) * 0.5
        parts = [np.empty((height // 2, width // 2), np.uint8) for _ in range(2)]
        for plane, part in zip((self.u, self.v), parts, strict=True):
            self._remap(plane, map_x, map_y, 2, part)
        cv2.merge(parts, dst=uv)

    def _near(self, pose: Pose) -> np.ndarray:
        """Nearness at every cell of the grid, for the window of this pose."""
        shot = self.path.shot
        rows, columns = self.depth.shape
        rx, ry = columns / shot.width, rows / shot.height
        step = _CELL * pose.scale
        first_x = pose.x + pose.scale * (float(self.px[0]) + 0.5 - self.path.width / 2)
        first_y = pose.y + pose.scale * (float(self.py[0]) + 0.5 - self.path.height / 2)
        matrix = np.array([[step * rx, 0, first_x * rx - 0.5], [0, step * ry, first_y * ry - 0.5]])
        return cv2.warpAffine(
            self.depth,
            matrix,
            (self.wide, self.high),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )

    def _remap(self, plane: U8, map_x: np.ndarray, map_y: np.ndarray, half: int, into: U8) -> None:
        cell = _CELL // half
        size = (self.wide * cell, self.high * cell)
        height, width = into.shape
        box = np.s_[cell : cell + height, cell : cell + width]
        xs = cv2.resize(map_x, size, interpolation=cv2.INTER_LINEAR)[box]
        ys = cv2.resize(map_y, size, interpolation=cv2.INTER_LINEAR)[box]
        cv2.remap(plane, xs, ys, cv2.INTER_LINEAR, dst=into, borderMode=cv2.BORDER_REPLICATE)

"""Views of a 3D model: drawn in software, lit from above, on an even ground, any side of it."""

import math
from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from .gltf import Surface

FINER = 2
"""Each pixel is drawn as so many by so many, which smooths edges."""

LENS = math.radians(28)
"""Angle of view, top to bottom: a portrait lens, so that shapes keep their proportions."""

FILL = 0.8
"""Share of the frame's width or height that the model fills, whichever is reached first."""

_GROUND = ((244, 242, 240), (206, 202, 198))
"""BGR above and below."""

_SMALL = (4, 8, 16, 32)
"""Triangles are drawn by the thousand where they fit into squares of these sides."""

_SAMPLES = 6_000_000


def view(
    surfaces: Sequence[Surface],
    size: tuple[int, int] = (1600, 1200),
    *,
    yaw: float = 32.0,
    pitch: float = 16.0,
    bare: bool = False,
) -> np.ndarray:
    """The model seen from a side, BGR uint8 [height, width, 3].

    yaw: degrees around it, 0 is its front (+z); pitch: degrees above its middle. bare: without
    ground and shadow, BGRA, to stand in another picture.
    """
    width, height = size[0] * FINER, size[1] * FINER
    points = np.concatenate([s.corners.reshape(-1, 3) for s in surfaces])
    low, high = points.min(0), points.max(0)
    centre = (low + high) / 2
    radius = max(float(np.linalg.norm(points - centre, axis=1).max()), 1e-9)
    turn = _turn(math.radians(yaw), math.radians(pitch))
    away = 1.05 / math.sin(LENS / 2)
    placed = [((s.corners - centre) / radius) @ turn.T for s in surfaces]
    for seen in placed:
        seen[..., 2] = away - seen[..., 2]
        seen[..., :2] /= seen[..., 2:]
    spread = np.concatenate([seen[..., :2].reshape(-1, 2) for seen in placed])
    left, right = spread.min(0), spread.max(0)
    extent = np.maximum(right - left, 1e-6)
    scale = FILL * min(width / extent[0], height / extent[1])
    middle = (left + right) / 2
    frame = _Frame(width, height)
    for surface, seen in zip(surfaces, placed, strict=True):
        x = width / 2 + scale * (seen[..., 0] - middle[0])
        y = height * 0.49 - scale * (seen[..., 1] - middle[1])
        frame.draw(np.stack([x, y, seen[..., 2]], -1), surface, surface.normals @ turn.T)
    lit, cover = _lit(frame, size)
    return _cut_out(lit, cover) if bare else _on_ground(lit, cover)


def _turn(yaw: float, pitch: float) -> np.ndarray:
    """From the model's space to the camera's: x right, y up, z towards the camera."""
    c, s = math.cos(-yaw), math.sin(-yaw)
    around = np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
    c, s = math.cos(pitch), math.sin(pitch)
    over = np.array([[1, 0, 0], [0, c, -s], [0, s, c]])
    return (over @ around).astype(np.float32)


class _Frame:
    """Depth, normal and colour of what is nearest, by pixel."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.depth = np.full(width * height, np.inf, np.float32)
        self.normal = np.zeros((width * height, 3), np.float16)
        self.colour = np.zeros((width * height, 3), np.uint8)

    def draw(self, corners: np.ndarray, surface: Surface, normals: np.ndarray) -> None:
        """Draw triangles: corners [n, 3, 3] in pixels and depth, normals in camera space."""
        for chosen, x, y in self._batches(corners):
            part = corners[chosen]
            a, b, c = part[:, 0, None, None], part[:, 1, None, None], part[:, 2, None, None]
            area = (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (
                (c[..., 0] - a[..., 0]) * (b[..., 1] - a[..., 1])
            )
            with np.errstate(divide="ignore", invalid="ignore"):
                wb = (
                    (x - a[..., 0]) * (c[..., 1] - a[..., 1])
                    - (c[..., 0] - a[..., 0]) * (y - a[..., 1])
                ) / area
                wc = (
                    (b[..., 0] - a[..., 0]) * (y - a[..., 1])
                    - (x - a[..., 0]) * (b[..., 1] - a[..., 1])
                ) / area
            wa = 1 - wb - wc
            inside = (wa >= 0) & (wb >= 0) & (wc >= 0)
            inside &= (x >= 0) & (x < self.width) & (y >= 0) & (y < self.height)
            which, row, column = np.nonzero(inside)
            if not len(which):
                continue
            # Shares are bent by depth, so that textures lie flat on what recedes.
            shares = np.stack([w[which, row, column] for w in (wa, wb, wc)], -1)
            shares = shares / part[which, :, 2]
            depth = 1 / shares.sum(-1)
            shares *= depth[:, None]
            xs = np.broadcast_to(x, inside.shape)[which, row, column]
            ys = np.broadcast_to(y, inside.shape)[which, row, column]
            self._keep(
                ys.astype(np.int64) * self.width + xs.astype(np.int64),
                depth.astype(np.float32),
                chosen[which],
                shares.astype(np.float32),
                surface,
                normals,
            )

    def _keep(
        self,
        at: np.ndarray,
        depth: np.ndarray,
        triangle: np.ndarray,
        shares: np.ndarray,
        surface: Surface,
        normals: np.ndarray,
    ) -> None:
        """Enter what is nearer than what stands there; of several the nearest comes last."""
        nearer = np.flatnonzero(depth < self.depth[at])
        nearer = nearer[np.argsort(-depth[nearer], kind="stable")]
        at, triangle, shares = at[nearer], triangle[nearer], shares[nearer]
        self.depth[at] = depth[nearer]
        self.normal[at] = np.einsum("nk,nkc->nc", shares, normals[triangle])
        tint = np.array(surface.colour[::-1], np.float32)
        if surface.texture is None or surface.uvs is None:
            self.colour[at] = np.uint8(tint * 255)
            return
        u, v = np.einsum("nk,nkc->cn", shares, surface.uvs[triangle])
        height, width = surface.texture.shape[:2]
        column = np.int64(np.mod(u, 1) * width) % width
        row = np.int64(np.mod(v, 1) * height) % height
        self.colour[at] = np.uint8(surface.texture[row, column] * tint)

    def _batches(self, corners: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """(triangles, x, y): pixel centres of the square around each, [n, rows, columns]."""
        low = np.floor(corners[..., :2].min(1)).astype(np.int64)
        high = np.ceil(corners[..., :2].max(1)).astype(np.int64)
        low = np.maximum(low, 0)
        high = np.minimum(high, [self.width, self.height])
        side = (high - low).max(1)
        shown = (high > low).all(1)
        before = 0
        for square in _SMALL:
            fit = np.flatnonzero(shown & (side > before) & (side <= square))
            before = square
            steps = np.arange(square) + 0.5
            many = max(1, _SAMPLES // 8 // (square * square))
            for start in range(0, len(fit), many):
                chosen = fit[start : start + many]
                yield (
                    chosen,
                    low[chosen, 0, None, None] + steps[None, None, :],
                    low[chosen, 1, None, None] + steps[None, :, None],
                )
        for n in np.flatnonzero(shown & (side > before)):
            x = np.arange(int(low[n, 0]), int(high[n, 0])) + 0.5
            rows = max(1, _SAMPLES // 8 // max(1, len(x)))
            for top in range(low[n, 1], high[n, 1], rows):
                y = np.arange(top, min(top + rows, high[n, 1])) + 0.5
                yield np.array([n]), x[None, None, :], y[None, :, None]


def _lit(frame: _Frame, size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """The model under a soft light from above left: BGR times cover, and cover from 0 to 1."""
    there = np.flatnonzero(np.isfinite(frame.depth))
    normal = frame.normal[there].astype(np.float32)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-6)
    # Some files turn their surfaces inside out: what is seen faces the camera.
    normal[normal[:, 2] < 0] *= -1
    key = np.clip(normal @ _direction(-0.5, 0.75, 0.65), 0, 1)
    fill = np.clip(normal @ _direction(0.8, 0.1, 0.5), 0, 1)
    light = 0.42 + 0.52 * key + 0.18 * fill + 0.06 * np.clip(normal[:, 1], 0, 1)
    shine = 34 * np.clip(normal @ _direction(-0.25, 0.42, 0.9), 0, 1) ** 40
    lit = np.clip(frame.colour[there] * light[:, None] + shine[:, None], 0, 255)
    shape = (frame.height, frame.width)
    colour, cover = np.zeros((frame.height * frame.width, 3), np.uint8), np.zeros(shape, np.uint8)
    colour[there] = lit
    cover.reshape(-1)[there] = 255
    small = cv2.resize(colour.reshape(*shape, 3), size, interpolation=cv2.INTER_AREA)
    return small.astype(np.float32), cv2.resize(cover, size, interpolation=cv2.INTER_AREA) / 255


def _on_ground(lit: np.ndarray, cover: np.ndarray) -> np.ndarray:
    """The model before an even ground, with its shadow."""
    rise = np.linspace(0, 1, len(cover), dtype=np.float32)[:, None, None]
    ground = np.array(_GROUND[0], np.float32) * (1 - rise) + np.array(_GROUND[1], np.float32) * rise
    ground = ground * _shadow(cover > 0.5)[..., None]
    return np.clip(lit + ground * (1 - cover[..., None]) + 0.5, 0, 255).astype(np.uint8)


def _cut_out(lit: np.ndarray, cover: np.ndarray) -> np.ndarray:
    """The model alone, its colours carried over its soft edge: BGRA."""
    colour = lit / np.maximum(cover, 1 / 255)[..., None]
    whole = np.concatenate([np.where(cover[..., None] > 0, colour, 0), 255 * cover[..., None]], -1)
    return np.clip(whole + 0.5, 0, 255).astype(np.uint8)


def _shadow(there: np.ndarray) -> np.ndarray:
    """How much light reaches the ground: less under the model."""
    height, width = there.shape
    rows, columns = np.flatnonzero(there.any(1)), np.flatnonzero(there.any(0))
    if not len(rows):
        return np.ones((height, width), np.float32)
    small = np.zeros((height // 8, width // 8), np.float32)
    middle = (columns[0] + columns[-1]) // 16
    half = max(2, int((columns[-1] - columns[0]) / 16 * 0.82))
    centre = (middle, min(height // 8 - 1, int(rows[-1] / 8) - half // 10))
    cv2.ellipse(small, centre, (half, max(1, half // 7)), 0, 0, 360, 1.0, -1)
    small = cv2.GaussianBlur(small, (0, 0), max(1.0, half / 6))
    return 1 - 0.38 * cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)


def _direction(x: float, y: float, z: float) -> np.ndarray:
    found = np.array([x, y, z], np.float32)
    return found / np.linalg.norm(found)

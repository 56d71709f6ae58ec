"""What a picture looks like, as numbers: its layout in Lab, its edges, its colours by name."""

import cv2
import numpy as np

SIZE = 332
"""Numbers in a description: 8 x 8 cells of Lab, 4 x 4 cells of 8 edge directions, 12 colours."""

COLOURS = (
    "black", "grey", "white", "red", "orange", "yellow",
    "green", "turquoise", "blue", "purple", "pink", "brown",
)  # fmt: skip
"""The colour names, in the order of a description's last twelve numbers."""

_SIDE = 64
_BLUR = 0.7
_SIDE_WEIGHT = 0.5
_LAYOUT, _CELLS, _TURNS = 8, 4, 8
_LIGHT_WEIGHT, _TINT_WEIGHT, _EDGE_WEIGHT, _COLOUR_WEIGHT = 0.42, 0.35, 0.62, 0.56
"""Shares of the four parts in a cosine are their squares; chosen on near-duplicates of photographs
and drawings (cropped, brightened, mirrored, greyed, halved) among a thousand others."""

_PATTERNS = {
    "black": "000000 161616 201c24",
    "grey": "4c4c4c 6e6e6e 8c8c8c aaaaaa 8a9096",
    "white": "ffffff ececec f6f1e6",
    "red": "e01010 b01018 d03a32 7c1016",
    "orange": "ff8c00 f07020 e8964a",
    "yellow": "ffe000 f2d85c fff19a cfae1c",
    "green": "00a000 2e7d32 7cb860 3c5a24 a8dca0 8a9a4c 1c3c20",
    "turquoise": "00c8c8 40e0d0 1f8088 9adfd8",
    "blue": "1040d0 4080e0 87b8eb 1c2c60 5a86b4 a4caf2",
    "purple": "800080 9060c0 4c2474 b492d8",
    "pink": "ff69b4 ffb6c8 e28aa4 d01884",
    "brown": "6b3e1c 8b5a2b a47a52 3a2412 d2b48c",
}
"""What a name stands for, in sRGB: a pixel belongs to the names whose patterns lie near it."""

_SOFTNESS = 9.0
"""Lab distance within which a pixel belongs to a name almost wholly."""


def describe(picture: np.ndarray) -> np.ndarray:
    """A description of a BGR picture: float32 [332] of unit length; like pictures, near cosines."""
    lab = _lab(cv2.resize(picture, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA))
    layout = cv2.resize(lab, (_LAYOUT, _LAYOUT), interpolation=cv2.INTER_AREA)
    parts = (
        # A little is added to each length, so that noise in an even picture stays noise.
        _LIGHT_WEIGHT * _shortened(_halved(layout[..., 0] - layout[..., 0].mean()), 8.0),
        _TINT_WEIGHT * _shortened(_halved(layout[..., 1:]), 24.0),
        _EDGE_WEIGHT * _shortened(_edges(lab[..., 0]), 0.05),
        colour_part(_named(lab)),
    )
    return _unit(np.concatenate([part.ravel() for part in parts]))


def colour_part(shares: np.ndarray) -> np.ndarray:
    """The last numbers of a description, for shares of the colours in the order of COLOURS."""
    return _COLOUR_WEIGHT * np.sqrt(shares / max(float(shares.sum()), 1e-9))


def colour_query(shares: np.ndarray) -> np.ndarray:
    """A vector that lies near descriptions of pictures with these colours, whatever they show."""
    blank = np.zeros(SIZE - len(COLOURS))
    return _unit(np.concatenate([blank, colour_part(np.asarray(shares, np.float64))]))


def _named(lab: np.ndarray) -> np.ndarray:
    """How much of a picture each colour covers; sums to 1."""
    pixels = cv2.resize(lab, (32, 32), interpolation=cv2.INTER_AREA).reshape(-1, 3)
    away = ((pixels[:, None] - _POINTS[None]) ** 2).sum(-1)
    near = np.exp(-(away - away.min(1, keepdims=True)) / (2 * _SOFTNESS**2))
    names = near @ _OF_NAME
    return (names / names.sum(1, keepdims=True)).mean(0)


def _edges(light: np.ndarray) -> np.ndarray:
    """Strength of edges by cell and direction, roots, so that one strong edge is not all."""
    smooth = cv2.GaussianBlur(light / 100, (0, 0), _BLUR)
    dx = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, ksize=3)
    dy = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, ksize=3)
    # Directions lie half a step off the axes, so that a mirror turns each into another one.
    turn = np.mod(np.arctan2(dy, dx), np.pi) / np.pi * _TURNS - 0.5
    low = np.floor(turn).astype(int)
    part = (turn - low).ravel()
    force = np.hypot(dx, dy).ravel()
    step = _SIDE // _CELLS
    y, x = np.mgrid[0:_SIDE, 0:_SIDE] // step
    place = ((y * _CELLS + x) * _TURNS).ravel()
    size = _CELLS * _CELLS * _TURNS
    # An edge between two directions counts for both.
    found = np.bincount(place + (low % _TURNS).ravel(), force * (1 - part), size)
    found += np.bincount(place + ((low + 1) % _TURNS).ravel(), force * part, size)
    cells = np.sqrt(found / (step * step)).reshape(_CELLS, _CELLS, _TURNS)
    return _halved(cells - cells.mean(), turned=True)


def _halved(cells: np.ndarray, *, turned: bool = False) -> np.ndarray:
    """The same numbers as what a mirror keeps and what it turns round; the latter counts less.

    turned: the last axis holds directions, which a mirror reverses.
    """
    mirrored = cells[:, ::-1, ::-1] if turned else cells[:, ::-1]
    half = cells.shape[1] // 2
    kept, lost = (cells + mirrored)[:, :half], (cells - mirrored)[:, :half]
    return np.concatenate([kept, _SIDE_WEIGHT * lost]) / np.sqrt(2)


def _lab(bgr: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(np.asarray(bgr, np.float32) / 255, cv2.COLOR_BGR2LAB)


def _shortened(values: np.ndarray, little: float) -> np.ndarray:
    return values / (np.linalg.norm(values) + little)


def _unit(values: np.ndarray) -> np.ndarray:
    return np.asarray(values / np.linalg.norm(values), np.float32)


def _patterns() -> tuple[np.ndarray, np.ndarray]:
    """Lab points of all patterns [n, 3], and which name each is of [n, 12]."""
    points: list[list[int]] = []
    of: list[int] = []
    for n, name in enumerate(COLOURS):
        for code in _PATTERNS[name].split():
            points.append([int(code[k : k + 2], 16) for k in (4, 2, 0)])
            of.append(n)
    lab = _lab(np.asarray([points], np.float32))[0]
    return lab, np.eye(len(COLOURS), dtype=np.float32)[of]


_POINTS, _OF_NAME = _patterns()

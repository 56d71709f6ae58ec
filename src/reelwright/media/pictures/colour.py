"""Colours of many pixels at once: Lab, light, and how near they are to colours with names.

Pixels are BGR. Single colours "#rrggbb" have their arithmetic in `domain.colour`.
"""

from functools import cache

import cv2
import numpy as np

from ...domain.colour import rgb

BASIC = (
    "black", "grey", "white", "red", "orange", "yellow",
    "green", "turquoise", "blue", "purple", "pink", "brown",
)  # fmt: skip
"""The names that pictures are described with, in the order of a description's last numbers."""

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

RANGES: dict[str, tuple[float, float, float, float, float]] = {
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


def from_hex(colour: str) -> np.ndarray:
    """BGR uint8 of "#rrggbb"."""
    return np.array(rgb(colour)[::-1], np.uint8)


def luminances(colours: np.ndarray) -> np.ndarray:
    """WCAG relative luminance (0-1) of BGR uint8 pixels [..., 3]."""
    c = colours.astype(np.float32) / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.0722, 0.7152, 0.2126], np.float32)


def lab(colours: np.ndarray) -> np.ndarray:
    """CIE Lab (L 0-100), float32, of BGR pixels 0-255 of any shape [..., 3]."""
    flat = np.ascontiguousarray(colours.reshape(1, -1, 3)).astype(np.float32) / 255
    return cv2.cvtColor(flat, cv2.COLOR_BGR2Lab).reshape(colours.shape)


def from_lab(colours: np.ndarray) -> np.ndarray:
    """BGR 0-255, float32, of a picture in Lab [H, W, 3]; what no screen shows is cut off."""
    return np.clip(cv2.cvtColor(colours, cv2.COLOR_Lab2BGR), 0, 1) * 255


def byte_lab(picture: np.ndarray) -> np.ndarray:
    """Lab of a BGR uint8 picture [H, W, 3] in OpenCV's bytes (L 0-255, a and b from 128), float32.

    Its steps of 1 are coarse for single colours, and fine enough to tell regions apart.
    """
    return cv2.cvtColor(picture, cv2.COLOR_BGR2LAB).astype(np.float32)


def from_byte_lab(colours: np.ndarray) -> np.ndarray:
    """BGR uint8 of a picture in bytes of Lab [H, W, 3]."""
    return cv2.cvtColor(colours, cv2.COLOR_LAB2BGR)


def shares_by_name(picture: np.ndarray) -> np.ndarray:
    """How much of a picture in Lab each of the BASIC colours covers, [12]; sums to 1."""
    pixels = cv2.resize(picture, (32, 32), interpolation=cv2.INTER_AREA).reshape(-1, 3)
    points, of_name = _patterns()
    away = ((pixels[:, None] - points[None]) ** 2).sum(-1)
    near = np.exp(-(away - away.min(1, keepdims=True)) / (2 * _SOFTNESS**2))
    names = near @ of_name
    return (names / names.sum(1, keepdims=True)).mean(0)


def likeness(small: np.ndarray, colour: str) -> np.ndarray:
    """How much each pixel of a BGR picture has a colour of RANGES, 0 to 1, [H, W]."""
    hue, width, low, high, least = RANGES[colour]
    lightness, a, b = cv2.split(lab(cv2.GaussianBlur(small, (0, 0), 1.2)))
    chroma = np.hypot(a, b)
    found = _over(lightness, low, 8) * _over(-lightness, -high, 8)
    if colour in _DULL:
        return found * _over(-chroma, -_DULL[colour], 4)
    angle = np.degrees(np.arctan2(b, a))
    off = np.abs((angle - hue + 180) % 360 - 180)
    return found * _over(chroma, least, 8) * _over(-off, -width, 6)


def _over(values: np.ndarray, level: float, soft: float) -> np.ndarray:
    return 1 / (1 + np.exp(np.clip(-(values - level) / soft * 4, -40, 40)))


@cache
def _patterns() -> tuple[np.ndarray, np.ndarray]:
    """Lab points of all patterns [n, 3], and which name each is of [n, 12].

    Made when they are asked for: OpenCV takes a quarter of a second before its first Lab.
    """
    points: list[list[int]] = []
    of: list[int] = []
    for n, name in enumerate(BASIC):
        for code in _PATTERNS[name].split():
            points.append(list(rgb(code)[::-1]))
            of.append(n)
    near = lab(np.asarray([points], np.float32))[0]
    return near, np.eye(len(BASIC), dtype=np.float32)[of]

"""Pictures as BT.709 limited-range planes, the form the encoder takes.

A frame is NV12: Y [H, W] and UV [H/2, W/2, 2], uint8, in one buffer [H*3/2, W]. Chroma is sited
left, as H.264 assumes: chroma column j stands on luma column 2j, chroma row i between luma rows
2i and 2i+1. OpenCV's own conversions are BT.601, so none of them is used.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from ...domain.colour import rgb

U8 = np.ndarray

_STRIP = 256
"""Rows converted at a time; even."""

_RGB_TO_YUV = np.array(
    [
        [0.2126 * 219 / 255, 0.7152 * 219 / 255, 0.0722 * 219 / 255],
        [-0.114572 * 224 / 255, -0.385428 * 224 / 255, 0.5 * 224 / 255],
        [0.5 * 224 / 255, -0.454153 * 224 / 255, -0.045847 * 224 / 255],
    ]
)
_OFFSET = np.array([16.0, 128.0, 128.0])
_BGR_TO_YUV = np.hstack([_RGB_TO_YUV[:, ::-1], _OFFSET[:, None]]).astype(np.float32)
_PREMULTIPLIED = np.hstack([_RGB_TO_YUV[:, ::-1], _OFFSET[:, None] / 255]).astype(np.float32)
_YUV_TO_BGR = np.linalg.inv(_RGB_TO_YUV)[::-1]


def sides(picture: np.ndarray) -> tuple[int, int]:
    """Height and width in pixels, which an array's own shape leaves untyped."""
    height, width = picture.shape[:2]
    return height, width


def buffer(width: int, height: int) -> U8:
    """An empty NV12 frame. width and height must be even."""
    return np.empty((height * 3 // 2, width), np.uint8)


def split(frame: U8) -> tuple[U8, U8]:
    """The Y and UV planes of a frame, as views into it."""
    height = frame.shape[0] * 2 // 3
    return frame[:height], frame[height:].reshape(height // 2, frame.shape[1] // 2, 2)


def colour_planes(colour: str) -> tuple[int, int, int]:
    """Y, U and V of an sRGB colour "#rrggbb"."""
    bgr = list(rgb(colour)[::-1])
    y, u, v = (_BGR_TO_YUV[:, :3] @ bgr + _OFFSET).round().astype(int)
    return int(y), int(u), int(v)


def _half(image: U8) -> U8:
    """Halve both ways for left-sited chroma: rows averaged in pairs, columns by 1-2-1."""
    height, width = image.shape[:2]
    rows = cv2.resize(image, (width, height // 2), interpolation=cv2.INTER_AREA)
    kernel = np.array([0.25, 0.5, 0.25])
    smooth = cv2.sepFilter2D(rows, -1, kernel, np.array([1.0]), borderType=cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(smooth[:, ::2])


def planes_of(bgr: U8) -> tuple[U8, U8]:
    """Y and UV of a BGR picture; an odd last row or column is dropped."""
    height, width = bgr.shape[0] & ~1, bgr.shape[1] & ~1
    y = np.empty((height, width), np.uint8)
    uv = np.empty((height // 2, width // 2, 2), np.uint8)
    for rows, half in strips(height):
        part = bgr[rows, :width]
        cv2.transform(part, _BGR_TO_YUV[:1], dst=y[rows])
        cv2.transform(_half(part), _BGR_TO_YUV[1:], dst=uv[half])
    return y, uv


def strips(height: int) -> Iterator[tuple[slice, slice]]:
    """Rows of a plane and of its half, a few at a time: work on them needs little room."""
    for top in range(0, height, _STRIP):
        low = min(height, top + _STRIP)
        yield slice(top, low), slice(top // 2, low // 2)


@dataclass(frozen=True)
class AlphaPlanes:
    """A picture with transparency, premultiplied: frame * inverse / 255 + colour.

    y, inverse: [h, w]; uv, inverse_uv: [h/2, w/2, 2], all uint8. inverse is 255 where clear.
    """

    y: U8
    uv: U8
    inverse: U8
    inverse_uv: U8

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in luma pixels, both even."""
        return self.y.shape[1], self.y.shape[0]


def alpha_planes(bgra: U8) -> AlphaPlanes:
    """Premultiplied planes of a BGRA picture with straight alpha; odd sides are padded clear."""
    height, width = bgra.shape[:2]
    if height % 2 or width % 2:
        bgra = cv2.copyMakeBorder(
            bgra, 0, height % 2, 0, width % 2, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0)
        )
        height, width = bgra.shape[:2]
    made = AlphaPlanes(
        y=np.empty((height, width), np.uint8),
        uv=np.empty((height // 2, width // 2, 2), np.uint8),
        inverse=np.empty((height, width), np.uint8),
        inverse_uv=np.empty((height // 2, width // 2, 2), np.uint8),
    )
    for rows, half in strips(height):
        *colours, alpha = cv2.split(bgra[rows])
        for colour in colours:
            cv2.multiply(colour, alpha, dst=colour, scale=1 / 255)
        whole = cv2.merge([*colours, alpha])
        small = _half(whole)
        thin = cv2.bitwise_not(np.ascontiguousarray(small[..., 3]))
        cv2.transform(whole, _PREMULTIPLIED[:1, :], dst=made.y[rows])
        cv2.transform(small, _PREMULTIPLIED[1:, :], dst=made.uv[half])
        cv2.bitwise_not(alpha, dst=made.inverse[rows])
        cv2.merge([thin, thin], dst=made.inverse_uv[half])
    return made


def faded(planes: AlphaPlanes, amount: float) -> AlphaPlanes:
    """The same picture at a share of its opacity, 0-1."""
    if amount >= 1:
        return planes

    def thinner(inverse: U8) -> U8:
        return cv2.convertScaleAbs(inverse, alpha=amount, beta=255 * (1 - amount))

    return AlphaPlanes(
        y=cv2.convertScaleAbs(planes.y, alpha=amount),
        uv=cv2.convertScaleAbs(planes.uv, alpha=amount),
        inverse=thinner(planes.inverse),
        inverse_uv=thinner(planes.inverse_uv),
    )


def lay(planes: AlphaPlanes, x: int, y: int, y_plane: U8, uv_plane: U8) -> None:
    """Blend planes into a frame with their top left corner at even x, y; what falls outside is cut.

    Only the box they cover is touched.
    """
    x, y = x & ~1, y & ~1
    width, height = planes.size
    left, top = max(0, -x), max(0, -y)
    right = min(width, y_plane.shape[1] - x)
    low = min(height, y_plane.shape[0] - y)
    if left >= right or top >= low:
        return
    box = np.s_[top:low, left:right]
    half = np.s_[top // 2 : low // 2, left // 2 : right // 2]
    _over(y_plane[y + top : y + low, x + left : x + right], planes.inverse[box], planes.y[box])
    _over(
        uv_plane[(y + top) // 2 : (y + low) // 2, (x + left) // 2 : (x + right) // 2],
        planes.inverse_uv[half],
        planes.uv[half],
    )


def _over(under: U8, inverse: U8, colour: U8) -> None:
    cv2.multiply(under, inverse, dst=under, scale=1 / 255)
    cv2.add(under, colour, dst=under)


def darken(y: U8, uv: U8, amount: float) -> None:
    """Darken planes in place by a share, 0-1: black at 1."""
    if amount > 0:
        keep = 1 - amount
        cv2.convertScaleAbs(y, dst=y, alpha=keep, beta=16 * amount)
        cv2.convertScaleAbs(uv, dst=uv, alpha=keep, beta=128 * amount)


def to_bgr(frame: U8) -> U8:
    """A frame as BGR [H, W, 3] uint8, for eyes and for measurements; not for encoding again."""
    y, uv = split(frame)
    height, width = y.shape
    # Left siting: luma column x lies at chroma column x/2, luma row y at (y - 0.5) / 2.
    up = np.array([[0.5, 0, 0], [0, 0.5, -0.25]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    colour = [
        cv2.warpAffine(
            np.ascontiguousarray(uv[..., i]),
            up,
            (width, height),
            flags=flags,
            borderMode=cv2.BORDER_REPLICATE,
        )
        for i in (0, 1)
    ]
    matrix = np.hstack([_YUV_TO_BGR, -(_YUV_TO_BGR @ _OFFSET)[:, None]]).astype(np.float32)
    return cv2.transform(cv2.merge([y, *colour]), matrix)

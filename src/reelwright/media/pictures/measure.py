"""Measurements of frames: sharpness, light, colour, movement, calm. Frames are HxWx3 BGR uint8."""

from dataclasses import dataclass

import cv2
import numpy as np

from ...domain.base import Box

_WIDTH = 256
"""Frames are measured at this width, so that numbers of different previews compare."""


@dataclass(frozen=True)
class Light:
    """Mean luma (0-255), and the shares of pixels that are crushed (< 6) or burnt out (> 249)."""

    mean: float
    crushed: float
    burnt: float


def luma(frame: np.ndarray, width: int = _WIDTH) -> np.ndarray:
    """The frame as grey uint8 of this width."""
    grey = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY) if frame.ndim == 3 else frame
    if grey.shape[1] == width:
        return grey
    height = max(2, round(grey.shape[0] * width / grey.shape[1]))
    return cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA)


def crispness(frame: np.ndarray) -> float:
    """Variance of the Laplacian at 256 px: under 20 nothing in the frame has an edge."""
    return float(cv2.Laplacian(luma(frame), cv2.CV_32F).var())


def light(frame: np.ndarray) -> Light:
    """How bright the frame is."""
    grey = luma(frame)
    return Light(float(grey.mean()), float((grey < 6).mean()), float((grey > 249).mean()))


def travel(a: np.ndarray, b: np.ndarray) -> float:
    """How far the picture moved from one frame to the next: share of the frame's width.

    The 75th percentile of dense flow where the frame has texture, so that empty walls do not
    count as stillness; 0 for frames without any texture.
    """
    first, second = luma(a, 160), luma(b, 160)
    nothing = np.zeros((*first.shape, 2), np.float32)
    flow = cv2.calcOpticalFlowFarneback(first, second, nothing, 0.5, 4, 21, 3, 7, 1.5, 0)
    edges = _gradient(first)
    textured = edges > 12
    if textured.mean() < 0.005:
        return 0.0
    return float(np.percentile(np.hypot(flow[..., 0], flow[..., 1])[textured], 75) / 160)


def busyness(frame: np.ndarray, box: Box) -> float:
    """How restless a part of the frame is: 0 is an even field, 1 is gravel."""
    grey = luma(frame)
    part = _cut(_gradient(grey), box)
    return float(min(1.0, part.mean() / 40)) if part.size else 0.0


def small(frame: np.ndarray, width: int) -> np.ndarray:
    """The frame at this width; never enlarged."""
    if frame.shape[1] <= width:
        return frame
    height = max(2, round(frame.shape[0] * width / frame.shape[1]))
    return cv2.resize(frame, (width, height), interpolation=cv2.INTER_AREA)


def jpeg(frame: np.ndarray, quality: int = 86) -> bytes:
    """The frame as a JPEG file."""
    done, data = cv2.imencode(
        ".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
    )
    if not done:
        raise ValueError("the frame could not be written as JPEG")
    return data.tobytes()


def decoded(data: bytes) -> np.ndarray:
    """A JPEG or PNG of our own making as BGR."""
    frame = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if frame is None:
        raise ValueError("not a picture that can be decoded")
    return frame


def _gradient(grey: np.ndarray) -> np.ndarray:
    return np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)) / 2


def _cut(image: np.ndarray, box: Box) -> np.ndarray:
    height, width = image.shape[:2]
    x0, y0 = max(0, int(box.x * width)), max(0, int(box.y * height))
    x1, y1 = int(np.ceil((box.x + box.w) * width)), int(np.ceil((box.y + box.h) * height))
    return image[y0 : min(height, y1), x0 : min(width, x1)]

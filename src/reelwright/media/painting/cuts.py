"""What masks are found with: a smaller picture, GrabCut, discs, and the way back to full size."""

import cv2
import numpy as np

SIDE = 560
"""Pixels of the longer side that things are looked for at."""


def closed_over(mask: np.ndarray) -> np.ndarray:
    """A mask of 0 and 1 without holes."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return cv2.drawContours(np.zeros_like(mask), outlines, -1, 1, -1)


def grab_cut(small: np.ndarray, seeds: np.ndarray, rounds: int) -> np.ndarray:
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


def at_size(mask: np.ndarray, picture: np.ndarray) -> np.ndarray:
    """A small mask at the picture's size, its steps smoothed."""
    height, width = picture.shape[:2]
    if mask.shape == (height, width):
        return mask * np.uint8(255)
    large = cv2.resize(mask.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    large = cv2.GaussianBlur(large, (0, 0), max(0.5, 0.6 * width / mask.shape[1]))
    return np.where(large > 0.5, 255, 0).astype(np.uint8)


def shrunk(picture: np.ndarray, side: int = SIDE) -> np.ndarray:
    """A picture whose longer side has at most so many pixels."""
    height, width = picture.shape[:2]
    scale = side / max(height, width)
    if scale >= 1:
        return np.ascontiguousarray(picture)
    size = (max(2, round(width * scale)), max(2, round(height * scale)))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def disc(radius: int) -> np.ndarray:
    """A disc to dilate, erode, open and close with, its radius in pixels."""
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))

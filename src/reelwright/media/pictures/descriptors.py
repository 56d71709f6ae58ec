"""What a picture looks like, as numbers: its layout in Lab, its edges, its colours by name."""

import cv2
import numpy as np

from .colour import BASIC, shares_by_name
from .colour import lab as lab_of

SIZE = 332
"""Numbers in a description: 8 x 8 cells of Lab, 4 x 4 cells of 8 edge directions, 12 colours."""

_SIDE = 64
_BLUR = 0.7
_SIDE_WEIGHT = 0.5
_LAYOUT, _CELLS, _TURNS = 8, 4, 8
_LIGHT_WEIGHT, _TINT_WEIGHT, _EDGE_WEIGHT, _COLOUR_WEIGHT = 0.42, 0.35, 0.62, 0.56
"""Shares of the four parts in a cosine are their squares; chosen on near-duplicates of photographs
and drawings (cropped, brightened, mirrored, greyed, halved) among a thousand others."""


def describe(picture: np.ndarray) -> np.ndarray:
    """A description of a BGR picture: float32 [332] of unit length; like pictures, near cosines."""
    lab = lab_of(cv2.resize(picture, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA))
    layout = cv2.resize(lab, (_LAYOUT, _LAYOUT), interpolation=cv2.INTER_AREA)
    parts = (
        # A little is added to each length, so that noise in an even picture stays noise.
        _LIGHT_WEIGHT * _shortened(_halved(layout[..., 0] - layout[..., 0].mean()), 8.0),
        _TINT_WEIGHT * _shortened(_halved(layout[..., 1:]), 24.0),
        _EDGE_WEIGHT * _shortened(_edges(lab[..., 0]), 0.05),
        colour_part(shares_by_name(lab)),
    )
    return _unit(np.concatenate([part.ravel() for part in parts]))


def colour_part(shares: np.ndarray) -> np.ndarray:
    """The last numbers of a description, for shares of the colours in the order of BASIC."""
    return _COLOUR_WEIGHT * np.sqrt(shares / max(float(shares.sum()), 1e-9))


def colour_query(shares: np.ndarray) -> np.ndarray:
    """A vector that lies near descriptions of pictures with these colours, whatever they show."""
    blank = np.zeros(SIZE - len(BASIC))
    return _unit(np.concatenate([blank, colour_part(np.asarray(shares, np.float64))]))


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


def _shortened(values: np.ndarray, little: float) -> np.ndarray:
    return values / (np.linalg.norm(values) + little)


def _unit(values: np.ndarray) -> np.ndarray:
    return np.asarray(values / np.linalg.norm(values), np.float32)

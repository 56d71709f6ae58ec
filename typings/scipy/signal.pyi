from typing import Literal

import numpy as np

def butter(
    N: int,
    Wn: float | tuple[float, float],
    btype: str = "low",
    *,
    output: Literal["sos"],
    fs: float | None = None,
) -> np.ndarray: ...
def fftconvolve(
    in1: np.ndarray,
    in2: np.ndarray,
    mode: Literal["full", "valid", "same"] = "full",
    axes: int | None = None,
) -> np.ndarray: ...
def resample_poly(x: np.ndarray, up: int, down: int, axis: int = 0) -> np.ndarray: ...
def sosfilt(sos: np.ndarray, x: np.ndarray, axis: int = -1) -> np.ndarray: ...
def sosfiltfilt(sos: np.ndarray, x: np.ndarray, axis: int = -1) -> np.ndarray: ...

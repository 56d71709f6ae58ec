from os import PathLike
from types import TracebackType
from typing import IO, Literal

import numpy as np

class LibsndfileError(RuntimeError): ...

class SoundFile:
    frames: int
    samplerate: int
    channels: int

    def __init__(self, file: str | PathLike[str] | IO[bytes]) -> None: ...
    def __enter__(self) -> SoundFile: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
    def seek(self, frames: int) -> int: ...
    def read(
        self,
        frames: int = -1,
        dtype: Literal["float32", "float64"] = "float64",
        *,
        always_2d: bool = False,
    ) -> np.ndarray: ...

def read(
    file: str | PathLike[str] | IO[bytes],
    *,
    dtype: Literal["float32", "float64"] = "float64",
    always_2d: bool = False,
) -> tuple[np.ndarray, int]: ...
def write(file: str | PathLike[str] | IO[bytes], data: np.ndarray, samplerate: int) -> None: ...

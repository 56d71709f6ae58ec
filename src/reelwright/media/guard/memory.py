"""How this process holds on to memory: glibc only, elsewhere nothing is done."""

import contextlib
import ctypes
import functools
import sys
from collections.abc import Generator

_MMAP_THRESHOLD = -3
_LARGE = 256 * 1024
_most: int | None = None
"""What keep_blocks was told; None: the library's own way."""


@functools.cache
def _library() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    with contextlib.suppress(OSError):
        library = ctypes.CDLL(None)
        if hasattr(library, "malloc_trim"):
            return library
    return None


def keep_blocks(most: int) -> None:
    """Keep freed blocks up to this many bytes for the next taker; larger ones are given back.

    An encoder takes 150 MB anew for every span; having them cleared each time costs 4% of a film.
    """
    global _most
    if library := _library():
        library.mallopt(_MMAP_THRESHOLD, most)
        _most = most


@contextlib.contextmanager
def apart() -> Generator[None]:
    """Within it, large blocks are taken apart from the kept ones, and go back when they are freed.

    Planes of stills and overlays outlive encoders. Taken among an encoder's blocks they would
    leave holes that the next one does not fit into: 80 MB a process.
    """
    library = _library()
    if library is None or _most is None:
        yield
        return
    library.mallopt(_MMAP_THRESHOLD, _LARGE)
    try:
        yield
    finally:
        library.mallopt(_MMAP_THRESHOLD, _most)


def give_back() -> None:
    """Give back what is free: after work that took much more than it keeps."""
    if library := _library():
        library.malloc_trim(0)

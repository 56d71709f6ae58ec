"""How this process holds on to memory: glibc only, elsewhere nothing is done."""

import contextlib
import ctypes
import functools
import sys

_MMAP_THRESHOLD = -3


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
    if library := _library():
        library.mallopt(_MMAP_THRESHOLD, most)


def give_back() -> None:
    """Give back what is free: after work that took much more than it keeps."""
    if library := _library():
        library.malloc_trim(0)

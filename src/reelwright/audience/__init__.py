"""Survey statistics, segments, evidence."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .find import find_segments

__all__ = ["find_segments"]


def __getattr__(name: str) -> Any:
    """`find_segments`, imported when it is asked for: the statistics libraries take seconds."""
    if name != "find_segments":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .find import find_segments

    return find_segments

"""Survey statistics, segments, evidence."""

from .find import find_segments

__all__ = ["find_segments"]

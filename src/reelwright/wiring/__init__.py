"""Builds what the facade works with, from settings and folders; only the facade imports it.

Rooms with heavy libraries are imported where they are first needed: `approve` and `status` must
answer at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .campaigns import Opened, desk, make, open_studio
    from .clips import clip_desk, clip_jobs, clip_results, clip_trail, clips_at_work
    from .libraries import open_library

__all__ = [
    "Opened",
    "clip_desk",
    "clip_jobs",
    "clip_results",
    "clip_trail",
    "clips_at_work",
    "desk",
    "make",
    "open_library",
    "open_studio",
]

_WHERE = {
    "Opened": "campaigns",
    "clip_desk": "clips",
    "clip_jobs": "clips",
    "clip_results": "clips",
    "clip_trail": "clips",
    "clips_at_work": "clips",
    "desk": "campaigns",
    "make": "campaigns",
    "open_library": "libraries",
    "open_studio": "campaigns",
}


def __getattr__(name: str) -> Any:
    """A part, imported when it is asked for: a kept answer of `status` needs none of them."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_WHERE[name]}", __name__), name)

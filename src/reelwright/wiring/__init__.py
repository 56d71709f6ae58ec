"""Builds what the facade works with, from settings and folders; only the facade imports it.

Rooms with heavy libraries are imported where they are first needed: `approve` and `status` must
answer at once.
"""

from .campaigns import Opened, desk, make, open_studio
from .clips import clip_desk, clip_jobs, clip_results
from .libraries import open_library

__all__ = [
    "Opened",
    "clip_desk",
    "clip_jobs",
    "clip_results",
    "desk",
    "make",
    "open_library",
    "open_studio",
]

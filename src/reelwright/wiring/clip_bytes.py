"""Where the bytes of a house's clips lie, on one machine or for many."""

from pathlib import Path

from ..settings import Settings, campaigns_home
from ..store.assets import Shelves
from .places import PLACE, shared, store

CLIPS = ".clips"
"""The folder, among the campaigns, of the clips of a house."""

SHARED = "house-clips"
"""What the clips of a house are known by where every machine makes them."""


def clip_store(settings: Settings) -> Shelves:
    """The bytes of the house's clips. Raises StoreFailed."""
    return store(workspace_of_clips(settings), settings)


def workspace_of_clips(settings: Settings) -> Path:
    """What this machine keeps of the house's clips, made where there is none."""
    workspace = campaigns_home(settings) / CLIPS / ".reelwright"
    workspace.mkdir(parents=True, exist_ok=True, mode=0o700)
    if shared(settings) and not (workspace / PLACE).exists():
        (workspace / PLACE).write_text(f"{SHARED}\n", "utf-8")
    return workspace

"""Narration, music, the mix, and the timing of captions."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .captions import caption_cues, to_srt, to_vtt
    from .mix import master
    from .music import compose_bed
    from .narration import record
    from .own_music import fit_own
    from .paces import hurry

__all__ = [
    "caption_cues",
    "compose_bed",
    "fit_own",
    "hurry",
    "master",
    "record",
    "to_srt",
    "to_vtt",
]

_WHERE = {
    "caption_cues": ".captions",
    "to_srt": ".captions",
    "to_vtt": ".captions",
    "master": ".mix",
    "compose_bed": ".music",
    "fit_own": ".own_music",
    "record": ".narration",
    "hurry": ".paces",
}


def __getattr__(name: str) -> Any:
    """A public name, imported when it is asked for: what it brings along is heavy."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name], __name__), name)

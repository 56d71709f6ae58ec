"""Measurements and model opinion become a verdict; a verdict says what happens next."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .acts import NextAct, best, next_act
    from .judge import judge_take
    from .thresholds import DIMENSIONS, Thresholds

__all__ = [
    "DIMENSIONS",
    "NextAct",
    "Thresholds",
    "best",
    "judge_take",
    "next_act",
]

_WHERE = {
    "NextAct": ".acts",
    "best": ".acts",
    "judge_take": ".judge",
    "next_act": ".acts",
    "DIMENSIONS": ".thresholds",
    "Thresholds": ".thresholds",
}


def __getattr__(name: str) -> Any:
    """A public name, imported when it is asked for: what it brings along is heavy."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name], __name__), name)

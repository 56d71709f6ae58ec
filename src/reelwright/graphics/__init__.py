"""Brand templates become overlays."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .painter import Painter
    from .zones import Zones

__all__ = ["Painter", "Zones"]

_WHERE = {
    "Painter": ".painter",
    "Zones": ".zones",
}


def __getattr__(name: str) -> Any:
    """A public name, imported when it is asked for: what it brings along is heavy."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name], __name__), name)

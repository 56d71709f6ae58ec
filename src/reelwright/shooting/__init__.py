"""Which back end films which scene, in which order; takes."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .asking import Filled, fill, read_templates, split_prompt
    from .coverage import cover
    from .direction import Direction, read_direction
    from .moves import shoot
    from .route import Route, choose_route, waves

__all__ = [
    "Direction",
    "Filled",
    "Route",
    "choose_route",
    "cover",
    "fill",
    "read_direction",
    "read_templates",
    "shoot",
    "split_prompt",
    "waves",
]

_WHERE = {
    "Direction": ".direction",
    "Filled": ".asking",
    "Route": ".route",
    "choose_route": ".route",
    "cover": ".coverage",
    "fill": ".asking",
    "read_direction": ".direction",
    "read_templates": ".asking",
    "shoot": ".moves",
    "split_prompt": ".asking",
    "waves": ".route",
}


def __getattr__(name: str) -> Any:
    """A public name, imported when it is asked for: what it brings along is heavy."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name], __name__), name)

"""Which back end films which scene, in which order; takes."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .aiming import Find, finder
    from .asking import Filled, fill, read_templates, split_prompt
    from .coverage import cover, shown_by
    from .direction import Direction, read_direction
    from .filming import Memory, Note, SubmissionNotes
    from .moves import before, shoot
    from .route import Route, choose_route, parts, waves
    from .setup import SetUp, set_up
    from .unasked import suggested

__all__ = [
    "Direction",
    "Filled",
    "Find",
    "Memory",
    "Note",
    "Route",
    "SetUp",
    "SubmissionNotes",
    "before",
    "choose_route",
    "cover",
    "fill",
    "finder",
    "parts",
    "read_direction",
    "read_templates",
    "set_up",
    "shoot",
    "shown_by",
    "split_prompt",
    "suggested",
    "waves",
]

_WHERE = {
    "Direction": ".direction",
    "Filled": ".asking",
    "Find": ".aiming",
    "SubmissionNotes": ".filming",
    "Memory": ".filming",
    "Note": ".filming",
    "Route": ".route",
    "SetUp": ".setup",
    "before": ".moves",
    "choose_route": ".route",
    "cover": ".coverage",
    "fill": ".asking",
    "finder": ".aiming",
    "parts": ".route",
    "read_direction": ".direction",
    "read_templates": ".asking",
    "set_up": ".setup",
    "shoot": ".moves",
    "shown_by": ".coverage",
    "split_prompt": ".asking",
    "suggested": ".unasked",
    "waves": ".route",
}


def __getattr__(name: str) -> Any:
    """A public name, imported when it is asked for: what it brings along is heavy."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name], __name__), name)

"""The picture library: read, described, searched; and knowledge bases, vetted and traced."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .bases import Library
    from .ingest.shelf import Shelf, read_pictures
    from .retrieval.scoring import FLOOR
    from .retrieval.search import Searcher, open_search

__all__ = ["FLOOR", "Library", "Searcher", "Shelf", "open_search", "read_pictures"]

_WHERE = {
    "FLOOR": ".retrieval.scoring",
    "Library": ".bases",
    "Searcher": ".retrieval.search",
    "Shelf": ".ingest.shelf",
    "open_search": ".retrieval.search",
    "read_pictures": ".ingest.shelf",
}


def __getattr__(name: str) -> Any:
    """A public name, imported when it is asked for: what it brings along is heavy."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name], __name__), name)

"""Content-addressed assets and the catalogue of results, approvals and lineage."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .catalogue import Catalogue
    from .folder import FolderStore

__all__ = ["Catalogue", "FolderStore"]

_WHERE = {"Catalogue": "catalogue", "FolderStore": "folder"}


def __getattr__(name: str) -> Any:
    """A part, imported when it is asked for: the catalogue brings SQLAlchemy along."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_WHERE[name]}", __name__), name)

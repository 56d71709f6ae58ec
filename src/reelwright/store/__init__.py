"""Content-addressed assets and the catalogue of results, approvals and lineage."""

from .catalogue import Catalogue
from .folder import FolderStore

__all__ = ["Catalogue", "FolderStore"]

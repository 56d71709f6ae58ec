"""The picture library: read, described, searched."""

from .search import FLOOR, Searcher, open_search
from .shelf import Shelf, read_pictures

__all__ = ["FLOOR", "Searcher", "Shelf", "open_search", "read_pictures"]

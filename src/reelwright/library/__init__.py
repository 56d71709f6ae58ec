"""The picture library: read, described, searched."""

from .scoring import FLOOR
from .search import Searcher, open_search
from .shelf import Shelf, read_pictures

__all__ = ["FLOOR", "Searcher", "Shelf", "open_search", "read_pictures"]

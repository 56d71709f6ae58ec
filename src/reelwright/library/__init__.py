"""The picture library: read, described, searched; and knowledge bases, vetted and traced."""

from .bases import Library
from .scoring import FLOOR
from .search import Searcher, open_search
from .shelf import Shelf, read_pictures

__all__ = ["FLOOR", "Library", "Searcher", "Shelf", "open_search", "read_pictures"]

"""The picture library: read, described, searched; and knowledge bases, vetted and traced."""

from .bases import Library
from .ingest.shelf import Shelf, read_pictures
from .retrieval.scoring import FLOOR
from .retrieval.search import Searcher, open_search

__all__ = ["FLOOR", "Library", "Searcher", "Shelf", "open_search", "read_pictures"]

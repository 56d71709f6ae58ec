"""All knowledge bases, opened for one operation of one person."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.knowledge import Item
from ..wiring import open_library
from . import _given
from ._rights import standing

if TYPE_CHECKING:
    from ..library import Library
    from ..library.base import Base

Counted = Callable[[int], None]
"""Hears how many are done."""

Shared = Callable[[int, int], None]
"""Hears how many are done, of how many."""


@contextmanager
def library_of(home: Path | None, who: str | None = None) -> "Generator[Library]":
    """The library in a folder, for the length of a block."""
    least = standing(who) if home is None else None
    library = open_library(_given.settings(library=home, who=who), least)
    try:
        yield library
    finally:
        library.close()


def items_of(base: "Base", names: Sequence[str]) -> list[Item]:
    """The items that a person named, each once."""
    return list({item.id: item for item in map(base.item, names)}.values())

"""What follows from a segment that a person renamed is made as before, and called by the new name.

Chance and prompts hold a segment's name: made under another, concepts would be others.
"""

from typing import Any, TypeVar

from pydantic import BaseModel

from ...domain.base import within
from ...domain.loose import is_list, is_table
from ...domain.segment import Segment
from ...domain.storyboard import LONGEST_ID, board_id
from ...store.catalogue import Catalogue
from ..build.bench import EDIT_ITEM

M = TypeVar("M", bound=BaseModel)


def by_its_name(made: M, segment: Segment) -> M:
    """A result that was made under a segment's former name, by the name that it has now."""
    return _told(made, segment.as_made(), segment)


def by_its_former_name(given: M, segment: Segment) -> M:
    """The other way round: what a result is made of."""
    return _told(given, segment, segment.as_made())


def retold(value: Any, before: tuple[str, str], after: tuple[str, str]) -> Any:
    """A value as JSON that goes by a segment's id and name, by the id and name that it has now."""
    if before == after:
        return value
    return _renamed(value, before, after)


def names_of(catalogue: Catalogue, segment: str) -> list[tuple[str, str]]:
    """Every id and name that a segment went by in its versions, the newest first."""
    versions = catalogue.every("segment")
    made = {v.inputs.get(EDIT_ITEM, v.item) for v in versions if v.item == segment}
    of_it = [v for v in versions if v.inputs.get(EDIT_ITEM, v.item) in made]
    return list(dict.fromkeys((v.item, v.value["name"]) for v in reversed(of_it)))


def former_items(catalogue: Catalogue, item: str) -> tuple[str, ...]:
    """An item that begins with a segment's id, and what it was called under the other ids."""
    segment, sign, rest = item.partition("--")
    ids = {id_ for id_, _ in names_of(catalogue, segment)} | {segment}
    return tuple(f"{id_}{sign}{rest}" for id_ in sorted(ids))


def former_boards(catalogue: Catalogue, board: str) -> frozenset[str]:
    """A storyboard's id, and what it was under the names that its segment had before."""
    kept = next((k for k in catalogue.items("storyboard") if k.value["id"] == board), None)
    if kept is None:
        return frozenset({board})
    of = kept.value["segment"]
    ids = [id_ for id_, _ in names_of(catalogue, of)]
    # Of a long id the end cannot be read off: what it was called is put together again.
    told = kept.item.removeprefix(f"{of}--").split("--")
    names = {board_id(id_, told[0]) for id_ in ids}
    for language in told[1:]:
        names = {board_id(name, language) for name in names}
    if board.startswith(of):
        names |= {called(board, of, id_) for id_ in ids}
    return frozenset({board, *names})


def called(id: str, before: str, after: str) -> str:
    """An id that begins with a segment's, by the segment's other id."""
    return within(LONGEST_ID, after + id.removeprefix(before))


def _told(value: M, before: Segment, after: Segment) -> M:
    own, new = (before.id, before.name), (after.id, after.name)
    if own == new:
        return value
    return value.model_validate(_renamed(value.model_dump(mode="json"), own, new))


def _renamed(value: Any, before: tuple[str, str], after: tuple[str, str]) -> Any:
    if is_table(value):
        return {k: _renamed(v, before, after) for k, v in value.items()}
    if is_list(value):
        return [_renamed(v, before, after) for v in value]
    if not isinstance(value, str):
        return value
    # Ids begin with the segment's; sentences may hold its name.
    if value.startswith(before[0]) and " " not in value:
        return called(value, before[0], after[0])
    return value.replace(before[1], after[1])

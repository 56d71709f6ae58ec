"""What follows from a segment that a person renamed is made as before, and called by the new name.

Chance and prompts hold a segment's name: made under another, concepts would be others.
"""

from typing import Any, TypeVar

from pydantic import BaseModel

from ...domain.loose import is_list, is_table
from ...domain.segment import Segment
from ...store.catalogue import Catalogue
from ..build.bench import EDIT_ITEM

M = TypeVar("M", bound=BaseModel)


def by_its_name(made: M, segment: Segment) -> M:
    """A result that was made under a segment's former name, by the name that it has now."""
    return _told(made, segment.as_made(), segment)


def by_its_former_name(given: M, segment: Segment) -> M:
    """The other way round: what a result is made of."""
    return _told(given, segment, segment.as_made())


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


def _told(value: M, before: Segment, after: Segment) -> M:
    if (before.id, before.name) == (after.id, after.name):
        return value
    return value.model_validate(_renamed(value.model_dump(mode="json"), before, after))


def _renamed(value: Any, before: Segment, after: Segment) -> Any:
    if is_table(value):
        return {k: _renamed(v, before, after) for k, v in value.items()}
    if is_list(value):
        return [_renamed(v, before, after) for v in value]
    if not isinstance(value, str):
        return value
    # Ids begin with the segment's; sentences may hold its name.
    if value.startswith(before.id) and " " not in value:
        return after.id + value[len(before.id) :]
    return value.replace(before.name, after.name)

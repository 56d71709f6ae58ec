"""Lines of the audit for what is no row of a catalogue.

A decision is kept in one transaction with its line (`Catalogue.decide`, `keep_edit`). All else is
noted before it is done: a kill in between leaves a line too many, never an act without one.
"""

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..domain.errors import StudioError
from . import _given

if TYPE_CHECKING:
    from ..settings import Settings
    from ..store.catalogue import Catalogue
    from ..store.trail import Trail


def noted(
    catalogue: "Catalogue",
    who: str | None,
    what: str,
    thing: str = "",
    detail: str = "",
    why: str = "",
) -> str:
    """Note an act in a campaign's audit, before it is done; returns who does it."""
    by = _given.name_of(who)
    catalogue.trail.note(by, what, thing, detail, why)
    return by


@contextmanager
def acting(
    trail: "Trail", who: str | None, what: str, thing: str = "", detail: str = "", why: str = ""
) -> Generator[str]:
    """Note an act before a block does it, and that it was not done where the block raises."""
    by = _given.name_of(who)
    trail.note(by, what, thing, detail, why)
    try:
        yield by
    except BaseException as problem:
        said = str(problem) if isinstance(problem, StudioError) else type(problem).__name__
        trail.note(by, f"not done: {what}", thing, said[:500])
        raise


@contextmanager
def in_house(
    settings: "Settings",
    who: str | None,
    what: str,
    thing: str = "",
    detail: str = "",
    why: str = "",
) -> Generator[str]:
    """As `acting`, in the audit of the house: for what belongs to no campaign."""
    from ..wiring.places import house_trail

    trail = house_trail(settings)
    assert trail is not None
    try:
        with acting(trail, who, what, thing, detail, why) as by:
            yield by
    finally:
        trail.close()

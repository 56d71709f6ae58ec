"""A campaign of the house by its name, for whoever asks."""

from typing import TYPE_CHECKING

from . import _given

if TYPE_CHECKING:
    from ..store.roster import Enrolled


def enrolled(name: str) -> "Enrolled":
    """The place of a campaign. Raises NotFound where there is none of that name."""
    from ..wiring.houses import roster_of

    return roster_of(_given.settings()).one(name)

"""Where a house's paid calls are counted, capped and their answers kept."""

from functools import partial

from ..settings import Settings, library_home
from ..store.answers import Answers
from ..store.months import Months
from ..workflow.spending import Books, HouseTill, Prices, Work
from .clip_bytes import clip_store
from .places import house_of

LOCKS = ".asking"
"""The folder, among the bases, of who asks a paid back end for what just now."""


def months_of(settings: Settings) -> Months:
    """What the house spent, and its caps. Raises StoreFailed."""
    database, file = house_of(settings)
    return Months(database, file)


def till_of(settings: Settings, work: Work, item: str, place: str = "") -> HouseTill:
    """Where the house pays for a work; nothing is opened before something costs."""
    prices = Prices(settings.price_list(), settings.currency)
    return HouseTill(partial(_books, settings), prices, work, item, place)


def _books(settings: Settings) -> Books:
    locks = library_home(settings) / LOCKS
    database, file = house_of(settings)
    # A bucket is not looked at for every call that is counted.
    return Books(Months(database, file), lambda: Answers(database, clip_store(settings), locks))

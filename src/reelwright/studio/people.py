"""Who works here."""

from ..domain.base import Frozen
from ..settings import editor as _editor
from . import _given


class Person(Frozen):
    """A person, by the name that decisions are noted under."""

    name: str


def me(who: str | None = None) -> Person:
    """Whose name decisions of this process are noted under.

    Args:
        who: A name to go by; None takes REELWRIGHT_WHO, else the account's name.
    """
    return Person(name=_given.name_of(who))


def editor() -> str | None:
    """The program that a person opens files with on this machine; None when none is set."""
    return _editor(_given.settings())

"""What callers give becomes what the wiring works with; what they leave out, the settings say."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import wiring
from ..domain.errors import NotAllowed
from ..settings import Settings, person, workspace_of

if TYPE_CHECKING:
    from ..domain.asset import Assets
    from ..store import Catalogue
    from ..workflow.campaign.studio import Studio


_CALLER: "ContextVar[tuple[str, frozenset[str]] | None]" = ContextVar("caller", default=None)
"""Who was let in by a door and what they may do; None: whoever has this machine's account."""


@contextmanager
def called_by(name: str, duties: Sequence[str]) -> Generator[None]:
    """All that is asked for in this block is asked in a person's name, and within these duties."""
    token = _CALLER.set((name, frozenset(duties)))
    try:
        yield
    finally:
        _CALLER.reset(token)


def limits() -> frozenset[str] | None:
    """What whoever was let in may do; None where nobody was let in by a door."""
    caller = _CALLER.get()
    return caller[1] if caller else None


def settings(**given: Any) -> Settings:
    """The settings, with what was given in place of the environment's; None is not given."""
    if caller := _CALLER.get():
        given = {**given, "who": _same(given.get("who"), caller[0])}
    return Settings(**{name: value for name, value in given.items() if value is not None})


def name_of(who: str | None) -> str:
    """The name that a decision is noted under. Nobody decides without one."""
    return person(settings(who=who or None))


def _same(who: str | None, name: str) -> str:
    if who and who != name:
        raise NotAllowed(f"{name} cannot act in the name of {who}; they have to sign in themselves")
    return name


def catalogue(folder: Path | str, workspace: Path | str | None = None) -> "Catalogue":
    """The catalogue of a campaign that was made before. Raises NotFound when it never was."""
    return wiring.desk(Path(folder), settings(workspace=workspace))


def opened(folder: Path | str, workspace: Path | str | None = None, **given: Any) -> "Studio":
    """A campaign's folder, read, and all that works on it."""
    return wiring.open_studio(Path(folder), settings(workspace=workspace, **given)).studio


def assets(folder: Path | str, workspace: Path | str | None = None) -> "Assets":
    """The bytes of a campaign's results."""
    from ..wiring.places import store

    given = settings(workspace=workspace)
    return store(workspace_of(Path(folder), given), given)

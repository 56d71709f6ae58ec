"""The house's campaigns for who was let in otherwise than by a role: by a review link."""

from pathlib import Path

from . import _given


def folder(name: str) -> Path:
    """The folder with a campaign's files. Raises NotFound."""
    from ..wiring.houses import folder_of, roster_of

    settings = _given.settings()
    return folder_of(roster_of(settings).one(name), settings)


def title(name: str) -> str:
    """What a campaign is called for people. Raises NotFound."""
    from ..wiring.houses import roster_of

    return roster_of(_given.settings()).one(name).title or name

"""What callers give becomes what the wiring works with; what they leave out, the settings say."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import wiring
from ..settings import Settings, person, workspace_of

if TYPE_CHECKING:
    from ..domain.asset import Assets
    from ..store import Catalogue
    from ..workflow.campaign.studio import Studio


def settings(**given: Any) -> Settings:
    """The settings, with what was given in place of the environment's; None is not given."""
    return Settings(**{name: value for name, value in given.items() if value is not None})


def name_of(who: str | None) -> str:
    """The name that a decision is noted under. Nobody decides without one."""
    return person(settings(who=who or None))


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

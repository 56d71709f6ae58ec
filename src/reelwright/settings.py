"""One typed Settings; no other file reads the environment."""

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What a machine or a person sets, from REELWRIGHT_* variables or command-line options.

    `model` writes every text; `models` gives single jobs another ("briefs" = "bedrock:...").
    `database_url` is where the durable workflow keeps its steps; None: a file in the workspace.
    """

    model_config = SettingsConfigDict(env_prefix="REELWRIGHT_", extra="ignore")

    model: str = "offline"
    models: dict[str, str] = {}
    temperatures: dict[str, float] = {}
    workspace: Path | None = None
    database_url: str | None = None
    workers: int = Field(default=0, ge=0, le=256)
    """Encoding processes; 0: one for each core."""
    attempts: int = Field(default=3, ge=1, le=10)
    """How often a scene may be shot before a person is asked."""
    thresholds: dict[str, float] = {}
    """Judge thresholds by dimension; what is not named keeps its default."""
    credentials: Path | None = None
    """Folder with the signing certificate and key; None: one of our own in the workspace."""
    editor: str | None = None
    who: str | None = None
    """Whose decisions `approve` and `reject` note; None: the account's name."""

    def model_for(self, job: str) -> str:
        """The text model of one job."""
        return self.models.get(job, self.model)


def person(settings: Settings) -> str:
    """The name that decisions are noted under."""
    return settings.who or os.environ.get("USER") or os.environ.get("USERNAME") or "unknown"


def editor(settings: Settings) -> str | None:
    """The program that `edit` opens a file with; None when there is none."""
    return settings.editor or os.environ.get("VISUAL") or os.environ.get("EDITOR")

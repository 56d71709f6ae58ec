"""One typed Settings; no other file reads the environment."""

import getpass
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal, get_origin

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from .domain.gate import Gate
from .domain.spending import Price
from .domain.tiers import BOTH, Tier
from .workflow.engine.lease import POSTGRES

PREFIX = "REELWRIGHT_"
"""How the names of our variables begin."""


class Settings(BaseModel):
    """What a machine or a person sets, from REELWRIGHT_* variables or command-line options.

    The text under each field is its row in docs/settings.md: `make docs`.
    """

    model_config = ConfigDict(extra="ignore", validate_default=True)

    model: str = "offline"
    """The text model that writes everything: "offline", or "vendor:name" (docs/backends.md)."""
    models: dict[str, str] = {}
    """Another text model for single jobs, as {"briefs": "bedrock:..."}."""
    temperatures: dict[str, Annotated[float, Field(ge=0, le=2)]] = {}
    """Another temperature for single jobs, as {"edit": 0}."""
    workspace: Path | None = None
    """Where a campaign's results are kept; None: `.reelwright` in the campaign's own folder."""
    database_url: str | None = None
    """PostgreSQL database in which the durable workflow keeps its steps, each workspace its
    catalogue, jobs and audit, and the house its knowledge bases and people, as
    "postgresql://user@host/name"; None: files in the workspace and in the folder of the bases."""
    assets_url: str = ""
    """Where bytes are kept: "" is the workspace, "s3://bucket/prefix" a bucket, in which every
    campaign has a folder of its own. Its keys come from the usual AWS_* variables."""
    assets_options: dict[str, str] = {}
    """What a bucket is told besides: "endpoint", "region", "encryption" ("AES256", "aws:kms") and
    "kms_key" for what the service is asked to encrypt with."""
    encryption_key_file: Path | None = None
    """Seals bytes at rest (AES-256-GCM): a file of 32 random bytes in base64, one key a line, the
    newest first (`openssl rand -base64 32 > FILE`); None: bytes lie as they are."""
    scratch: Path | None = None
    """Where sealed bytes are opened, in a private folder; None: the system's temporary folder."""
    retention: dict[str, Annotated[int, Field(ge=1)]] = {}
    """Days after which a sweep may take what nothing needs, as {"takes": 90, "access": 365}."""
    workers: int = Field(default=0, ge=0, le=256)
    """Encoding processes; 0: one for each core."""
    cache_bytes: int = Field(default=2_000_000_000, ge=0)
    """What encoded parts of films, kept so that an edit re-encodes little, may take on the disk."""
    attempts: int = Field(default=3, ge=1, le=10)
    """How often a scene may be shot before a person is asked."""
    thresholds: dict[str, float] = {}
    """Judge thresholds by dimension; what is not named keeps its default."""
    tiers: tuple[Tier, ...] = BOTH
    """What binds a film's scenes: "words" (blueprints), "pictures" (chosen for one another)."""
    floor: float | None = Field(default=None, ge=0, le=1)
    """Score under which a picture does not count as showing what was asked; None: the search's."""
    credentials: Path | None = None
    """Folder with the signing certificate and key; None: one of our own in the workspace."""
    embedders: dict[str, dict[str, Any]] = {}
    """Options of embedders by name, as {"embed/siglip": {"model": "/models/siglip2"}}."""
    embed_key: SecretStr | None = None
    """What the endpoint of embed/openai is paid with."""
    video: dict[str, dict[str, Any]] = {}
    """Video back ends beside the camera over stills, with their options: docs/backends.md."""
    video_key: SecretStr | None = None
    """What the endpoint of video/openai is paid with."""
    prices: dict[str, Price] = {}
    """What back ends cost, as {"video/openai": {"second": 0.1}, "anthropic:claude-sonnet-4-5":
    {"tokens_in": 3, "tokens_out": 15}}; {} is what costs nothing: docs/budgets.md."""
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    """What prices, budgets and all amounts are in."""
    page_tools: Path | None = None
    """Where what builds landing pages is kept (a compiler, and the rules they are checked by, which
    npm fetches once); None: a folder among the person's own data."""
    editor: str | None = None
    """The program that `edit` opens a file with; None: what VISUAL or EDITOR names."""
    log: Literal["", "text", "json"] = ""
    """How service and workers log what they do, to their error output: "text" for people, "json" a
    line of JSON each; "": only what goes wrong."""
    traces: str = ""
    """Where service and workers send spans of what they do (OpenTelemetry, OTLP over HTTP), as
    "http://collector:4318"; "": nowhere."""
    who: str | None = None
    """Whose decisions `approve` and `reject` note; None: the account's name."""

    four_eyes: tuple[Gate, ...] = ()
    """Gates at which two people have to approve the same version, as ["storyboards", "final"];
    `--yes` passes none of them."""
    campaigns: Path | None = None
    """Where the campaigns of the studio live; None: a folder among the person's own data. With a
    database and a bucket it is where this machine lays out what it works on."""
    allow_from: tuple[str, ...] = ()
    """Addresses from which the service may be asked, as ["192.0.2.7/32"], when it listens on more
    than this machine; whole ranges of the internet are refused."""
    hosts: tuple[str, ...] = ()
    """Names under which browsers reach the service, beside those of this machine itself."""
    oidc: dict[str, Any] = {}
    """An OpenID Connect issuer that people sign in by, as {"issuer": "https://...", "client_id":
    "..."}; "label", "name_claim", "roles_claim" and "roles" besides: docs/service.md."""
    oidc_secret: SecretStr | None = None
    """What the service proves itself with to that issuer; None: it is a public client."""
    hooks_to: tuple[str, ...] = ()
    """Networks of one's own that hooks may lead to, as ["10.0.0.0/8"]; others must be public and
    spoken to over TLS."""
    library: Path | None = None
    """Where knowledge bases live; None: a folder among the person's own data."""
    runner: Literal["threads", "daft", "ray"] = "threads"
    """What prepares the files that are taken into a knowledge base."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**(_variables() | given))

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str | None) -> str | None:
        if value and not value.startswith((*POSTGRES, "sqlite:///")):
            raise ValueError('it has to begin with "postgresql://"')
        return value

    @field_validator("assets_url")
    @classmethod
    def _assets(cls, value: str) -> str:
        if value and (not value.startswith("s3://") or not value[5:].strip("/")):
            raise ValueError('it has to be empty or look like "s3://bucket/prefix"')
        return value

    @field_validator("retention")
    @classmethod
    def _stores(cls, value: dict[str, int]) -> dict[str, int]:
        stores = ("inputs", "takes", "references", "releases", "access")
        if unknown := sorted(set(value) - set(stores)):
            raise ValueError(f"there is no store {unknown[0]!r}; there are {', '.join(stores)}")
        return value

    @field_validator("models", "temperatures")
    @classmethod
    def _known(cls, value: dict[str, Any]) -> dict[str, Any]:
        if not value:
            return value  # the stages take longer to import than most commands to answer
        from .workflow.campaign.stages import JOBS

        if unknown := sorted(set(value) - set(JOBS)):
            raise ValueError(f"there is no job {', '.join(unknown)}; there are {', '.join(JOBS)}")
        return value

    def model_for(self, job: str) -> str:
        """The text model of one job."""
        return self.models.get(job, self.model)

    def video_options(self) -> dict[str, dict[str, Any]]:
        """Options of each video back end that is set up on this machine, keys among them."""
        key = {"video/openai": {"key": self.video_key}} if self.video_key else {}
        return {name: {**key.get(name, {}), **options} for name, options in self.video.items()}

    def price_list(self) -> dict[str, Price]:
        """Prices by name, with those that stand among the options of video back ends."""
        beside = {n: Price(second=o["price"]) for n, o in self.video.items() if o.get("price")}
        return beside | self.prices

    def embedder_options(self, name: str) -> dict[str, Any]:
        """What the embedder called name ("embed/...") is to be loaded with on this machine."""
        key = {"key": self.embed_key} if name == "embed/openai" and self.embed_key else {}
        return {**key, **self.embedders.get(name, {})}


def _variables() -> dict[str, Any]:
    """What the environment sets, by field; maps and lists as JSON, lists also between commas.

    A library for this takes longer to import than most commands take to answer.
    """
    there = {name.upper(): value for name, value in os.environ.items()}
    found: dict[str, Any] = {}
    for name, field in Settings.model_fields.items():
        text = there.get(f"{PREFIX}{name.upper()}")
        # Set to nothing is not set: an empty path would be the folder that one stands in.
        if text is None or (not text.strip() and field.default is None):
            continue
        found[name] = text
        if get_origin(field.annotation) is tuple and text.lstrip()[:1] not in ("[", "{"):
            found[name] = [part.strip() for part in text.split(",") if part.strip()]
        elif get_origin(field.annotation) in (dict, tuple):
            # What is no JSON is refused as what it is: text in place of a map or list.
            with suppress(json.JSONDecodeError):
                found[name] = json.loads(text)
    return found


def person(settings: Settings) -> str:
    """The name that decisions are noted under."""
    if settings.who:
        return settings.who
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def workspace_of(folder: Path, settings: Settings) -> Path:
    """Where the results of a campaign's folder are kept."""
    return (settings.workspace or folder / ".reelwright").resolve()


def library_home(settings: Settings) -> Path:
    """The folder of all knowledge bases."""
    return _home(settings.library, "library")


def page_tools(settings: Settings) -> Path:
    """The folder of what builds landing pages."""
    return _home(settings.page_tools, "page-tools")


def campaigns_home(settings: Settings) -> Path:
    """The folder of the campaigns of a house."""
    return _home(settings.campaigns, "campaigns")


def _home(given: Path | None, name: str) -> Path:
    if given:
        return given.expanduser().resolve()
    if sys.platform == "darwin":
        data = Path.home() / "Library" / "Application Support"
    elif sys.platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return data / "reelwright" / name


def editor(settings: Settings) -> str | None:
    """The program that `edit` opens a file with; None when there is none."""
    return settings.editor or os.environ.get("VISUAL") or os.environ.get("EDITOR")


def environment() -> dict[str, str]:
    """All that the environment holds, for a process that is forked off another one."""
    return dict(os.environ)


def take_on(variables: dict[str, str]) -> None:
    """Let this process's environment be another's, as `environment` gave it."""
    os.environ.clear()
    os.environ.update(variables)

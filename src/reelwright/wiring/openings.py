"""How a campaign was opened by who asked for a run, kept so that workers open the very same."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from ..domain.asset import Asset
from ..domain.base import Frozen, digest_of
from ..domain.campaign import Campaign
from ..domain.errors import NotFound, StoreFailed
from ..settings import Settings
from ..store.assets import Shelves
from ..store.catalogue import Catalogue, Result, now
from ..store.snapshot import keep_snapshot, latest_snapshot, take_snapshot
from ..workflow.engine.studios import OPENED

if TYPE_CHECKING:
    from ..workflow.campaign.studio import Studio

STAGE = "opening"
"""What openings are called in a catalogue."""

CHOICES = (
    "model",
    "models",
    "temperatures",
    "thresholds",
    "attempts",
    "tiers",
    "floor",
)
"""Settings that results depend on: a worker takes those of the run, and all others of its own."""


class Opening(Frozen):
    """One campaign as a run works on it, or one desk of clips.

    campaign: its value as JSON, with the run's own options; None at a desk. settings: the CHOICES.
    voices: those that the machine had. files: which version of the folder's files it was read from,
    0 where they lie in the folder alone.
    """

    campaign: Asset | None = None
    settings: dict[str, Any]
    voices: tuple[str, ...] = ()
    files: int = 0


def note_opening(studio: "Studio", settings: Settings, folder: Path | None = None) -> str:
    """Keep how a campaign was opened and return the id that workers open it by.

    folder: whose files are kept too, so that the campaign can be laid out where there is no such
    folder; None: they stay where they are. Raises InvalidIntake for files that cannot be kept.
    """
    text = studio.campaign.model_dump_json().encode()
    opening = Opening(
        campaign=studio.assets.put(text, "campaign.json", "application/json", "inputs"),
        settings=_choices(settings),
        voices=tuple(studio.engines),
        files=_files(studio, folder) if folder else 0,
    )
    return _noted(studio.id, opening, studio.catalogue)


def note_desk(place: str, catalogue: Catalogue, settings: Settings) -> str:
    """Keep how a desk of clips was opened and return the id that workers open it by."""
    return _noted(place, Opening(settings=_choices(settings)), catalogue)


def _noted(place: str, opening: Opening, catalogue: Catalogue) -> str:
    value = opening.model_dump(mode="json")
    key = digest_of({STAGE: value})
    catalogue.keep(Result(key, STAGE, STAGE, {}, value, digest_of(value), 0.0, now()))
    return f"{place}{OPENED}{key}"


def _choices(settings: Settings) -> dict[str, Any]:
    return settings.model_dump(mode="json", include=set(CHOICES))


def opening_of(id_: str, catalogue: Catalogue) -> Opening:
    """How the campaign of an id was opened. Raises NotFound, StoreFailed."""
    kept = catalogue.result(id_.partition(OPENED)[2])
    if kept is None:
        raise NotFound(f"{id_} was never opened here; make the campaign again")
    try:
        return Opening.model_validate(kept.value)
    except ValidationError as problem:
        raise StoreFailed(_strange(id_)) from problem


def campaign_of(id_: str, opening: Opening, assets: Shelves) -> Campaign:
    """The campaign's value. Raises NotFound, StoreFailed."""
    if opening.campaign is None:
        raise NotFound(f"{id_} is a desk of clips, no campaign")
    try:
        return Campaign.model_validate_json(assets.path(opening.campaign).read_bytes())
    except ValidationError as problem:
        raise StoreFailed(_strange(id_)) from problem


def settings_of(opening: Opening, settings: Settings) -> Settings:
    """The settings of this machine with the choices of a run."""
    given = {name: opening.settings[name] for name in CHOICES if name in opening.settings}
    return Settings(**settings.model_dump(exclude=set(CHOICES)) | given)


def _files(studio: "Studio", folder: Path) -> int:
    taken = take_snapshot(folder, studio.assets, latest_snapshot(studio.catalogue))
    return keep_snapshot(studio.catalogue, taken).version


def _strange(id_: str) -> str:
    return (
        f"how {id_} was opened cannot be read by this version; make the campaign again with the "
        "version that its workers have"
    )

"""What a run came to, as people read it."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..domain.errors import StudioError
from ..domain.film import Checked, Film
from ..workflow.campaign.codebook import NAME
from ..workflow.campaign.cuts import Failed, Outcome
from ..workflow.campaign.reading import sheet_of
from ..workflow.campaign.stages import STAGES
from . import _names
from ._results import Exported, FilmFailed, FilmMade, Made, Named

if TYPE_CHECKING:
    from ..workflow.build.ref import Ref
    from ..workflow.campaign.studio import Studio


def told(studio: "Studio", result: Outcome) -> Made:
    """A run's result in words, from what the workflow returned."""
    failed = tuple(_failed(studio, film) for film in result.failed)
    if gate := result.waiting:
        sheet = sheet_of(studio, gate)
        return Made(
            waiting=gate,
            items=tuple(_named(studio, name) for name in result.items),
            failed=failed,
            review=None if gate == NAME else sheet,
            seconds_by_step=_steps(studio),
        )
    if step := result.stopped:
        names = (
            f"{stage}/{kept.item}"
            for stage in STAGES.names
            if STAGES.step(stage) == step
            for kept in studio.catalogue.items(stage)
        )
        return Made(
            stopped=step,
            items=tuple(_named(studio, name) for name in names),
            failed=failed,
            seconds_by_step=_steps(studio),
        )
    exported = result.exported
    if exported is None:
        raise StudioError(f"{studio.campaign.name} ended without an export; make it again")
    return Made(
        films=tuple(_film(studio, ref, exported.seconds) for ref in result.films),
        failed=failed,
        exported=Exported(
            films=exported.films,
            folder=exported.folder,
            sheet=exported.sheet,
            held=exported.held,
        ),
        seconds_by_step=_steps(studio),
    )


def _film(studio: "Studio", ref: "Ref[Film]", spent: dict[str, float]) -> FilmMade:
    film = studio.bench.value(ref)
    kept = studio.catalogue.latest("checks", film.id)
    return FilmMade(
        id=film.id,
        segment=_names.segment(studio.catalogue, film.segment),
        concept=_names.concept(studio.catalogue, film.brief) or film.storyboard,
        seconds=film.seconds,
        format=film.format,
        bytes=film.file.bytes,
        loudness=film.loudness,
        passed=kept is not None and Checked.model_validate(kept.value).passed,
        spent=spent.get(film.id, 0.0),
    )


def _failed(studio: "Studio", film: Failed) -> FilmFailed:
    kept = studio.catalogue.latest("storyboard", film.storyboard) if film.storyboard else None
    board: dict[str, Any] = kept.value if kept else {}
    return FilmFailed(
        id=film.film,
        segment=_names.segment(studio.catalogue, board.get("segment", film.segment)),
        concept=_names.concept(studio.catalogue, board.get("brief", "")) or film.film,
        seconds=Fraction(board.get("seconds", 0)),
        format=film.format,
        storyboard=film.storyboard,
        why=film.why,
    )


def _named(studio: "Studio", name: str) -> Named:
    stage, _, item = name.partition("/")
    kept = studio.catalogue.latest(stage, item or stage)
    seconds = float(studio.campaign.wanted.seconds)
    return Named(name=name, what=_names.what(stage, kept.value, seconds) if kept else "")


def _steps(studio: "Studio") -> tuple[tuple[str, float], ...]:
    spent: dict[str, float] = {}
    for stage in STAGES.names:
        step = STAGES.step(stage)
        for kept in studio.catalogue.items(stage):
            spent[step] = spent.get(step, 0.0) + kept.seconds
    return tuple(spent.items())

"""How much a run will make; guessed from what was asked for where it is not known yet."""

from collections.abc import Sequence

from ...domain.storyboard import Storyboard
from ..build.ref import Ref
from ..build.stage import Extent
from .studio import Studio

USUAL = 3
"""Segments that a survey usually shows."""


def extent(
    studio: Studio,
    languages: Sequence[str],
    formats: Sequence[str],
    extra_formats: Sequence[str],
    *,
    segments: int | None = None,
    boards: Sequence[Ref[Storyboard]] | None = None,
) -> Extent:
    """How much there will be. segments: approved ones; boards: approved storyboards."""
    wanted = studio.campaign.wanted
    scenes = [len(studio.bench.value(b).scenes) for b in boards or ()]
    if segments is None:
        segments = len(wanted.segments) or len(studio.catalogue.items("segment")) or USUAL
    each = len(boards) / max(1, segments) if boards is not None else wanted.films
    return Extent(
        segments=segments,
        films_each=round(each) or 1,
        concepts=1 if studio.campaign.script else wanted.concepts,
        scenes=round(sum(scenes) / len(scenes)) if scenes else max(2, round(wanted.seconds / 5)),
        languages=len(languages),
        formats=len(formats),
        extra=len([f for f in extra_formats if f not in formats]),
    )

"""Recorded narration and its timing, and the music under it."""

from typing import Literal, get_args

from pydantic import Field

from .asset import Asset
from .base import Frozen, Seconds, Slug
from .origin import Origin
from .picture import Rights

Mood = Literal["warm", "bright", "tender", "driving"]
MOODS: tuple[Mood, ...] = get_args(Mood)
"""The moods of music that is composed here, by the name that a brand gives."""


class MusicFile(Frozen):
    """A music file of the campaign's own. asset is called by its path in the campaign folder.

    start: the second of the file at which films begin; None lets each film find a bar that suits.
    credit: how its makers want to be named. made_by_ai: as a person declared it.
    """

    asset: Asset
    seconds: float = Field(gt=0)
    start: float | None = Field(default=None, ge=0)
    rights: Rights = Rights()
    credit: str = ""
    made_by_ai: bool | None = None


Bed = MusicFile | Literal["made", "none"]
"""A film's music: a file of its own, composed for it, or none at all."""


class Word(Frozen):
    """A spoken word as written (with its punctuation), start and end from the line's start."""

    text: str
    start: Seconds
    end: Seconds


class Recording(Frozen):
    """One scene's narration, recorded. asset is mono 48 kHz 16-bit WAV, silence trimmed.

    timing says how the words were timed: "alignment", "engine" or "syllables".
    """

    scene: Slug
    text: str
    language: str
    asset: Asset
    seconds: Seconds
    words: tuple[Word, ...]
    timing: str
    engine: str
    voice: str
    origin: Origin = Origin()


class OwnSound(Frozen):
    """The sound of a clip's part that is heard in a film.

    offset to until are seconds of the clip, shown at a pace (clip seconds in one of the film).
    start is the film's second at which it begins; it fades in and out over so many seconds.
    """

    scene: Slug
    clip: Asset
    offset: Seconds
    until: Seconds
    pace: float
    start: float
    fades: tuple[float, float]


class CaptionCue(Frozen):
    """One caption: at most two lines; words carry times on the film's clock."""

    start: Seconds
    end: Seconds
    lines: tuple[str, ...] = Field(min_length=1, max_length=2)
    words: tuple[Word, ...]


class Mix(Frozen):
    """A film's finished sound: stereo 48 kHz 16-bit WAV, with what was measured on it.

    loudness is integrated, in LUFS (-inf for silence); true_peak in dBTP.
    """

    asset: Asset
    loudness: float
    true_peak: float

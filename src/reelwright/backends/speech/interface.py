"""The seam to whatever says a line: a speech engine, or a person's own recording.

A back end is a class with one verb, `speak`, and a static `presence`. What it can do is data in
its profile, which stands in the registry.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ...domain.base import Frozen
from ...domain.brand import VoiceProfile

if TYPE_CHECKING:
    import numpy as np


class SpeechProfile(Frozen):
    """What an engine can do.

    languages are primary subtags ("en"); "*" is any. word_timings: it reports when each word
    starts. rank orders engines for "auto", 0 first. paced: it follows the profile's speed.
    voice_file: its voice is a file of the user's. softened: its sound is harsh and gets smoothed.
    trained: its voices are models derived from recordings of people, which films must say of
    themselves. lifelike: one could be taken for a person, so that a label must be seen.
    """

    languages: tuple[str, ...]
    word_timings: bool
    rank: int
    paced: bool = True
    voice_file: bool = False
    softened: bool = False
    trained: bool = False
    lifelike: bool = False

    def speaks(self, language: str) -> bool:
        """Whether it can say words of a language tag such as "en" or "pt-BR"."""
        return "*" in self.languages or language.split("-")[0].lower() in self.languages


class Line(Frozen):
    """What to say. text is spelled out for speech (no digits or signs); scene names recordings.

    written is the line as it stands in the storyboard, which recordings are found by.
    """

    scene: str
    text: str
    language: str = "en"
    voice: VoiceProfile = VoiceProfile()
    written: str = ""


@dataclass(frozen=True)
class TimedWord:
    """A word of Line.text: where it begins in the text (characters), and when it is said (s)."""

    at: int
    start: float
    end: float


@dataclass(frozen=True)
class Spoken:
    """What came out: mono float32 samples in -1..1, their rate in Hz, and the voice's name.

    words is () when the engine does not tell. synthetic is False for a person's own voice, whose
    sound is left as it is.
    """

    samples: "np.ndarray"
    rate: int
    voice: str
    words: tuple[TimedWord, ...] = ()
    synthetic: bool = True


class Speaker(Protocol):
    """Says a line."""

    @staticmethod
    def presence() -> str | None:
        """What of it is on this machine, in a few words; None when it is absent."""
        ...

    def speak(self, line: Line) -> Spoken:
        """Say a line. Same line, same samples.

        Raises NotFound when there is no such voice (or no recording of the line), Missing when
        the engine is not installed, BackendFailed when it fails or says nothing.
        """
        ...

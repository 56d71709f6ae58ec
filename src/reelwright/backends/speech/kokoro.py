"""Kokoro: trained voices that sound like people, in six languages and accents."""

import re
from functools import lru_cache

import numpy as np

from ...domain.errors import BackendFailed, NotFound
from . import presence
from .casting import cast, had, read_as, wanted
from .interface import Line, Spoken, TimedWord
from .kokoro_net import MOST, RATE, spoken
from .pronouncing import Pronounced, pronounced

WORDS_A_MINUTE = 185
"""What its voices say in a minute by themselves."""

_LATE_S = 0.06
"""Seconds by which a sign's duration begins after what is heard of it."""

_BREATH_S = 0.3
_SHORT, _LONG = 40, 300
"""Phonemes under which a sentence is said with its neighbour, and over which no two are."""

_SENTENCE = re.compile(r"[^.!?…]+(?:[.!?…]+[\"”’)]*|$)\s*")


class Kokoro:
    """Speaks English, Spanish, French, Italian and Brazilian Portuguese."""

    presence = staticmethod(presence.kokoro)

    def speak(self, line: Line) -> Spoken:
        """Say a line, sentence by sentence, with the time of every word."""
        voice = cast("speech/kokoro", line)
        if voice is None:
            raise NotFound(
                f"kokoro has no {wanted(line)} for {line.language!r}; it has {had('speech/kokoro')}"
            )
        pace = line.voice.speed / WORDS_A_MINUTE
        sound: list[np.ndarray] = []
        words: list[TimedWord] = []
        passed = 0.0
        for at, said in _pieces(line.text, read_as(voice, line)):
            samples, times = spoken(said.phonemes, voice, pace)
            first, last = _heard(samples)
            if sound:
                sound.append(np.zeros(int(_BREATH_S * RATE), np.float32))
                passed += _BREATH_S
            ends = last / RATE
            for word, begin, end in said.words:
                start, stop = (min(float(times[n]) - _LATE_S, ends) for n in (begin, end))
                words.append(
                    TimedWord(
                        at + word, *(passed + max(0.0, t - first / RATE) for t in (start, stop))
                    )
                )
            sound.append(samples[first:last])
            passed += (last - first) / RATE
        if not sound or not any(s.any() for s in sound):
            raise BackendFailed(f"kokoro said nothing for {line.text[:60]!r}")
        return Spoken(np.concatenate(sound), RATE, voice, tuple(words))


@lru_cache(256)
def _pieces(text: str, accent: str) -> tuple[tuple[int, Pronounced], ...]:
    """What is said in one breath each: where it begins in the text, and its phonemes."""
    parts = [(m.start(), m[0]) for m in _SENTENCE.finditer(text) if any(c.isalpha() for c in m[0])]
    joined: list[tuple[int, str]] = []
    sizes: list[int] = []
    for at, part in parts:
        size = len(pronounced(part, accent).phonemes)
        if joined and min(size, sizes[-1]) < _SHORT and size + sizes[-1] < _LONG:
            begin = joined[-1][0]
            joined[-1] = (begin, text[begin : at + len(part)])
            sizes[-1] += size + 1
        else:
            joined.append((at, part))
            sizes.append(size)
    return tuple(p for at, part in joined for p in _fitting(at, part, accent))


def _fitting(at: int, part: str, accent: str) -> list[tuple[int, Pronounced]]:
    """A sentence in pieces that the network takes: cut at a comma or a space near its middle."""
    said = pronounced(part, accent)
    if len(said.phonemes) <= MOST:
        return [(at, said)]
    places = [m.end() for m in re.finditer(r"[,;:—]\s+", part)] or [
        m.end() for m in re.finditer(r"\s+", part)
    ]
    cut = min(places or [len(part) // 2], key=lambda n: abs(n - len(part) / 2))
    return _fitting(at, part[:cut], accent) + _fitting(at + cut, part[cut:], accent)


def _heard(samples: np.ndarray) -> tuple[int, int]:
    """The samples between which something is heard: a voice runs on in silence at both ends."""
    loud = np.flatnonzero(np.abs(samples) > 0.01 * max(1e-6, float(np.abs(samples).max())))
    if not len(loud):
        return 0, 0
    return max(0, int(loud[0]) - RATE // 50), min(len(samples), int(loud[-1]) + RATE // 12)

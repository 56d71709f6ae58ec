"""When each written word is said."""

import re
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from ..backends.speech.interface import TimedWord
from ..domain.letters import syllables
from ..domain.sound import Word
from .script import Script
from .wave import frames_rms

_SHORTEST = 0.06
_STEP = 0.01


def place_words(
    script: Script, timed: Sequence[TimedWord], samples: np.ndarray, seconds: float
) -> tuple[Word, ...] | None:
    """Written words with the times of what is said for them.

    timed are words of script.spoken with times in the recording. None when too few of the words
    were timed to trust them (an engine that skips or merges).
    """
    spans: list[list[float]] = [[] for _ in script.words]
    for word in timed:
        spans[script.word_at(word.at)] += [word.start, word.end]
    known = sum(bool(s) for s in spans)
    if not known or known < 0.6 * len(spans):
        return None
    starts = [min(s) if s else None for s in spans]
    ends = [max(s) if s else None for s in spans]
    return _fitted(script, _filled(script, starts, ends, seconds), samples, seconds)


def share_words(script: Script, samples: np.ndarray, seconds: float) -> tuple[Word, ...]:
    """Words timed by their syllables and the pauses of their punctuation, within the sound."""
    weights = [_weight(w.spoken) for w in script.words]
    total = sum(weights)
    at = 0.0
    spans: list[tuple[float, float]] = []
    for weight, word in zip(weights, script.words, strict=True):
        pause = _pause(word.spoken)
        spans.append((at / total * seconds, (at + weight - pause) / total * seconds))
        at += weight
    return _fitted(script, spans, samples, seconds)


def _filled(
    script: Script, starts: list[float | None], ends: list[float | None], seconds: float
) -> list[tuple[float, float]]:
    """Words nobody timed share the time between their neighbours by their syllables."""
    spans: list[tuple[float, float]] = []
    i, count = 0, len(starts)
    while i < count:
        start, end = starts[i], ends[i]
        if start is not None and end is not None:
            spans.append((start, end))
            i += 1
            continue
        j = i
        while j < count and starts[j] is None:
            j += 1
        before = spans[-1][1] if spans else 0.0
        after = next((s for s in starts[j:] if s is not None), seconds)
        if after - before < _SHORTEST and spans:
            # No room is left between: the word before gives up its share.
            before = spans[-1][0] + (spans[-1][1] - spans[-1][0]) / (j - i + 1)
            spans[-1] = (spans[-1][0], before)
        weights = [_weight(w.spoken) for w in script.words[i:j]]
        at = before
        for weight in weights:
            step = max(0.0, after - before) * weight / sum(weights)
            spans.append((at, at + step))
            at += step
        i = j
    return spans


def _fitted(
    script: Script, spans: list[tuple[float, float]], samples: np.ndarray, seconds: float
) -> tuple[Word, ...]:
    """Spans made orderly: inside the recording, one after the other, ending where sound ends."""
    levels = frames_rms(samples, _STEP)
    audible = levels > np.percentile(levels, 95) - 32
    limit, floor = int(seconds * 1000), 0
    words: list[Word] = []
    for i, (word, (start, end)) in enumerate(zip(script.words, spans, strict=True)):
        left = len(spans) - i
        # Each word keeps room for those behind it, even in a recording far too short.
        first = min(max(round(start * 1000), floor), max(floor, limit - left))
        until = spans[i + 1][0] if i + 1 < len(spans) else seconds
        last = round(min(_quiet_from(audible, start, end), max(until, start)) * 1000)
        last = max(last, first + 1, min(first + round(_SHORTEST * 1000), round(until * 1000)))
        last = min(last, max(first + 1, limit - left + 1))
        words.append(Word(text=word.written, start=Fraction(first, 1000), end=Fraction(last, 1000)))
        floor = last
    return tuple(words)


def _quiet_from(audible: np.ndarray, start: float, end: float) -> float:
    """Where the sound of a word stops inside its span: engines count the pause to the word."""
    first, last = int(start / _STEP), max(int(end / _STEP), int(start / _STEP) + 1)
    heard = np.flatnonzero(audible[first:last])
    return min(end, (first + int(heard[-1]) + 4) * _STEP) if len(heard) else end


def _pause(spoken: str) -> float:
    """Syllables' worth of silence after a word."""
    last = spoken.rstrip("\"”’')")[-1:]
    return 2.2 if last in ".!?。！？।؟" else 1.0 if last in ",;:،、؛" else 0.0


def _weight(spoken: str) -> float:
    """How long a word takes, in syllables, with the pause behind it."""
    latin = re.findall(r"[aeiouyáéíóúàèìòùâêîôûäëïöüãõåæø]+", spoken.lower())
    letters = sum(c.isalpha() for c in spoken)
    own = syllables(spoken)
    count = own if own is not None else len(latin) if latin else letters * 0.45
    return max(1.0, count) + _pause(spoken)

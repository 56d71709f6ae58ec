"""Captions: when which words stand on screen, broken where a reader would breathe."""

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from ..domain.letters import clusters, unspaced
from ..domain.sentences import CLOSING, ends, short_form
from ..domain.sound import CaptionCue, Recording, Word

CHARS_A_SECOND = 20
SHORTEST = Fraction(5, 6)
LONGEST = Fraction(7)
_LINGER = Fraction(2, 5)
_APART = Fraction(1, 25)

# A line or cue that ends in one of these leaves the reader hanging.
_LEANING = (
    "a an the of to in on at by for from with and or but nor as than that which who whose your "
    "our my his her its their this these those is are was be will can may no not so if when "
    "el la los las un una de del en con por para y o que le les des du au et ou une der die das "
    "ein eine und oder mit von zu im am"
)
_LEANING_WORDS = frozenset(_LEANING.split())


def caption_cues(
    narration: Sequence[tuple[Recording, float]], *, chars: int = 32
) -> tuple[CaptionCue, ...]:
    """Cues for recordings that start at their seconds, on the film's clock, never overlapping.

    Lines hold at most `chars` columns (a Chinese or Japanese character takes two); one word
    longer than that stands alone on its line. Cues stay 5/6 s to 7 s and are read at no more
    than 20 characters a second wherever the speech leaves room for it.
    """
    placed = sorted(narration, key=lambda n: n[1])
    groups: list[tuple[list[Word], str]] = []
    for recording, start in placed:
        at = Fraction(float(start)).limit_denominator(90_000)
        joiner = "" if unspaced(recording.text) else " "
        words = [
            Word(text=w.text, start=w.start + at, end=w.end + at)
            for w in _short_enough(recording.words, joiner, chars)
        ]
        groups += [(g, joiner) for g in _grouped(words, joiner, chars)]
    cues: list[CaptionCue] = []
    for i, (words, joiner) in enumerate(groups):
        until = groups[i + 1][0][0].start if i + 1 < len(groups) else None
        lines = _lines([w.text for w in words], joiner, chars)
        cues.append(
            CaptionCue(start=words[0].start, end=_end(words, joiner, until), lines=lines,
                       words=tuple(words))
        )  # fmt: skip
    return tuple(cues)


def width(text: str) -> int:
    """Columns a text takes: wide East Asian characters two, combining marks none."""
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) in {"Mn", "Cf"}
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def _end(words: Sequence[Word], joiner: str, until: Fraction | None) -> Fraction:
    """A cue lingers after its last word for as long as its reading needs, if nothing follows.

    until: when the next one begins. It ends a little before, unless its reading needs that too.
    """
    start, spoken = words[0].start, words[-1].end
    reading = Fraction(width(joiner.join(w.text for w in words)), CHARS_A_SECOND)
    read = start + max(SHORTEST, reading)
    end = min(max(spoken + _LINGER / 2, read), max(start + LONGEST, spoken))
    if until is not None:
        apart = until - _APART
        if 0 < apart - end < _LINGER:
            end = apart  # a caption that blinks off and on again disturbs more than it helps
        end = max(min(end, apart), min(read, until), start + Fraction(1, 30))
    return end


def _short_enough(words: Sequence[Word], joiner: str, chars: int) -> list[Word]:
    """Phrases of scripts without spaces, split where they are wider than a line."""
    out: list[Word] = []
    for word in words:
        if joiner or width(word.text) <= chars:
            out.append(word)
            continue
        parts: list[str] = []
        part = ""
        for cluster in clusters(word.text):
            if part and width(part + cluster) > chars:
                parts.append(part)
                part = ""
            part += cluster
        parts.append(part)
        step = (word.end - word.start) / len(parts)
        out += [
            Word(text=p, start=word.start + step * i, end=word.start + step * (i + 1))
            for i, p in enumerate(parts)
        ]
    return out


def _grouped(words: Sequence[Word], joiner: str, chars: int) -> list[list[Word]]:
    """The words of one line in cues, so that the sum of what is bad about the cues is least."""
    count = len(words)

    @cache
    def best(first: int) -> tuple[float, int]:
        if first == count:
            return 0.0, count
        options: list[tuple[float, int]] = []
        for last in range(first + 1, count + 1):
            cost = _cue_cost(words, first, last, joiner, chars)
            if cost is None and last > first + 1:
                break
            options.append(((cost or 200.0) + best(last)[0], last))
        return min(options)

    groups: list[list[Word]] = []
    first = 0
    while first < count:
        last = best(first)[1]
        groups.append(list(words[first:last]))
        first = last
    return groups


def _cue_cost(
    words: Sequence[Word], first: int, last: int, joiner: str, chars: int
) -> float | None:
    """How bad words[first:last] are as one cue; None when they do not fit two lines."""
    group = words[first:last]
    lines = _lines([w.text for w in group], joiner, chars)
    if len(lines) > 2 or (max(width(line) for line in lines) > chars and len(group) > 1):
        return None
    cost = 12.0 + 200 * (len(lines) == 2 and short_form(lines[0], lines[1]))
    spoken = [w.text for w in words]
    cost += _break_cost(_up_to(spoken, last), words[last].text if last < len(words) else "")
    room = (words[last].start if last < len(words) else group[-1].end + 1) - group[0].start
    if group[-1].end - group[0].start > LONGEST:
        cost += 60
    if room < SHORTEST:
        cost += 40
    size = width(joiner.join(w.text for w in group))
    cost += 4 * max(0.0, size / CHARS_A_SECOND - float(room)) * 10
    if len(group) == 1 and len(words) > 1 and joiner:
        cost += 45
    for n in range(first + 1, last):
        if ends(_up_to(spoken, n), spoken[n]):
            cost += 14  # two sentences in one cue show the second before it is said
    return cost


def _up_to(texts: Sequence[str], last: int) -> str:
    """The last few words before the one at `last`."""
    return " ".join(texts[max(0, last - 4) : last])


def _break_cost(text: str, following: str) -> float:
    """How bad it is to stop after these words, before the one that follows ("" for none).

    What stands before a short form tells it from a word: "lek. wet.", "2 Std.", "12 Elm St."
    """
    if not following or ends(text, following):
        return 0
    if short_form(text, following):
        return 200  # "Dr." is half a name
    if re.search(rf"[,;:、،؛—–…][{CLOSING}]*$", text):
        return 5
    bare = re.sub(r"\W", "", text.lower().split(" ")[-1])
    return 32 if bare in _LEANING_WORDS else 16


def _lines(texts: list[str], joiner: str, chars: int) -> tuple[str, ...]:
    """One line if it fits, else the best two; more (a sign that it cannot fit) one a word."""
    whole = joiner.join(texts)
    if width(whole) <= chars or len(texts) == 1:
        return (whole,)
    options: list[tuple[float, tuple[str, str]]] = []
    for i in range(1, len(texts)):
        upper, lower = joiner.join(texts[:i]), joiner.join(texts[i:])
        if max(width(upper), width(lower)) > chars:
            overlong = (width(upper) > chars and i > 1) or (
                width(lower) > chars and i < len(texts) - 1
            )
            if overlong or len(texts) > 2:
                continue
        cost = (
            abs(width(upper) - width(lower)) * 1.0 + _break_cost(_up_to(texts, i), texts[i]) * 0.6
        )
        if len(texts) > 2 and joiner:
            cost += 14 * (i == len(texts) - 1) + 6 * (i == 1)
        options.append((cost, (upper, lower)))
    return min(options)[1] if options else tuple(texts)


def to_srt(cues: Sequence[CaptionCue]) -> str:
    """Cues as an SRT file's text."""
    blocks = [
        f"{i}\n{_clock(c.start, ',')} --> {_clock(c.end, ',')}\n"
        + "\n".join(line.replace("-->", "→") for line in c.lines)
        for i, c in enumerate(cues, 1)
    ]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def to_vtt(cues: Sequence[CaptionCue]) -> str:
    """Cues as a WebVTT file's text, its three special characters escaped."""
    blocks = [
        f"{i}\n{_clock(c.start, '.')} --> {_clock(c.end, '.')}\n"
        + "\n".join(_escaped(line) for line in c.lines)
        for i, c in enumerate(cues, 1)
    ]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(seconds: Fraction, point: str) -> str:
    """HH:MM:SS and milliseconds."""
    whole = round(seconds * 1000)
    minutes, milliseconds = divmod(whole, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{milliseconds // 1000:02d}{point}{milliseconds % 1000:03d}"

"""How long a scene lasts, as people write it in scripts of the ten languages."""

import re
from fractions import Fraction
from typing import NamedTuple

from .script_words import COUNTED

TIMECODE_FRAMES = 25
"""Frames of a second in a timecode that does not tell."""


class Time(NamedTuple):
    """seconds: None where a text gives none; rest: the text without it; wrong: what is no time."""

    seconds: Fraction | None
    rest: str
    wrong: str = ""


_NUMBER = r"\d{1,3}(?:[.,]\d{1,3})?"
_SECONDS = (
    r"(?:secs?|seconds?|sek|sekunden?|sekunder|sekundy?|segs?|segundos?|secondes?|second[io]|"
    r"seconden|s|秒間?|″|”|'')(?![^\W\d_])\.?"
)
_MINUTES = (
    r"(?:mins?|minutes?|minuten?|minut[aoiy]?s?|minuut|minuter|m|分|′|’|')(?![^\W\d_]|['’′])\.?"
)
_TO = r"\s*(?:-|–|—|−|to|bis|à|a|tot|till|do|〜|～|~|から)\s*"
_CODE = r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:([:;.,])(\d{1,3}))?"
_RANGE = re.compile(rf"(?<![\d:]){_CODE}{_TO}{_CODE}(?![\d:])")
_SPAN = re.compile(rf"(?<![\d.,:])({_NUMBER})({_TO})({_NUMBER})\s*(?:{_SECONDS}|\")", re.I)
_LONG = re.compile(
    rf"(?<![\d.,:])([-−]?)(?:({_NUMBER})\s*{_MINUTES}\s*)?({_NUMBER})\s*(?:{_SECONDS}|\")", re.I
)
_WHOLE = re.compile(rf"(?<![\d.,:])([-−]?)({_NUMBER})\s*{_MINUTES}", re.I)
_CLOCK = re.compile(r"[(（\[]\s*(\d{1,2}:\d{2}(?::\d{2}){0,2})\s*[)）\]]")
_CLOCKED = re.compile(rf"(?<![\d:])(\d{{1,2}}):(\d{{2}})\s*{_MINUTES}", re.I)
_BARE = re.compile(rf"\s*([-−]?)({_NUMBER})\s*")
_AMOUNT = rf"(?:{_NUMBER}\s*(?:{_SECONDS}|\"))"
_FROM_TO = rf"(?:{_CODE}{_TO}{_CODE}|{_NUMBER}{_TO}{_AMOUNT})"
_LEADS = re.compile(
    rf"[\s|｜*•>]*([\[(（【]\s*(?:{_FROM_TO}|{_AMOUNT})\s*[\])）】]|{_FROM_TO}(?!\w|:\d)|"
    rf"{_AMOUNT}(?=\s*[|｜:：–—\t]|\s-\s))[\s|｜:：–—,;→-]*",
    re.I,
)
_ENDS = re.compile(rf"\s*[\[(（]\s*(?:{_FROM_TO}|{_AMOUNT})\s*[\])）]\s*\.?$", re.I)
_PARTS = str.maketrans({"½": ".5", "¼": ".25", "¾": ".75"})


def seconds_in(text: str, *, bare: bool = False, nth: int = 0) -> Time:
    """The seconds that a text gives: "4 s", "3,5 Sek.", "1 min", "0:04–0:08", "4秒".

    bare: the text is a time and nothing else, so that a number alone counts. nth: the number of the
    scene that it heads, which is no time.
    """
    text = re.sub(r"(?<!\d)(?=[½¼¾])", "0", text).translate(_PARTS)
    if hit := _RANGE.search(text):
        groups = hit.groups()
        seconds = _of_code(groups[5:]) - _of_code(groups[:5])
        return _without(text, hit.start(), hit.end(), seconds, "ends before it begins")
    if hit := _SPAN.search(text):
        return _span(text, hit, nth)
    if hit := _CLOCKED.search(text):
        return _without(text, hit.start(), hit.end(), 60 * _number(hit[1]) + _number(hit[2]))
    if hit := _LONG.search(text):
        seconds = _number(hit[3]) + 60 * _number(hit[2] or "0")
        minus = _minus(text, hit)
        return _without(text, hit.start(), hit.end(), -seconds if minus else seconds)
    if hit := _minutes(text, bare):
        seconds = 60 * _number(hit[2])
        return _without(text, hit.start(), hit.end(), -seconds if _minus(text, hit) else seconds)
    if bare and (hit := _BARE.fullmatch(text)):
        return _without(text, 0, len(text), (-1 if hit[1] else 1) * _number(hit[2]))
    if hit := _CLOCK.search(text if not bare else f"({text.strip()})"):
        rest = "" if bare else _bared(text[: hit.start()] + text[hit.end() :])
        return Time(
            None, rest, f"“{hit[1]}” may be where a scene begins or how long it is; write “4 s”"
        )
    if bare and any(c.isalnum() for c in text):
        return Time(None, "", f"“{text.strip()[:40]}” is no time; write “4 s” or “0:04–0:08”")
    return Time(None, text)


def leading(text: str) -> Time | None:
    """The seconds that a line begins with, as a shot list has them: "0:00-0:04 | Road | VO: ...".

    None for a line that begins otherwise; a lone number of seconds counts in brackets, or before a
    mark that parts it from the rest: "4 s later" is no time of a scene.
    """
    hit = _LEADS.match(text)
    time = seconds_in(hit[1]) if hit else Time(None, text)
    if not hit or not (time.seconds or time.wrong):
        return None
    return time._replace(rest=text[hit.end() :].strip())


def ending(text: str) -> Time:
    """The seconds in brackets at the end of a line: "Road at dawn (4s)"."""
    hit = _ENDS.search(text)
    time = seconds_in(hit[0]) if hit else Time(None, text)
    return time._replace(rest=text[: hit.start()]) if hit and time.seconds else Time(None, text)


def _span(text: str, hit: re.Match[str], nth: int) -> Time:
    """From one second to another, or the number of a scene and its seconds behind a dash."""
    first, last = _number(hit[1]), _number(hit[3])
    before = text[: hit.start()].strip()
    heads = not before and (first == nth or last <= first)
    counted = hit[1].isdigit() and hit[2] != hit[2].strip() and (_counts(before) or heads)
    if counted:
        return _without(text, hit.start(3), hit.end(), last)
    return _without(text, hit.start(), hit.end(), last - first, "ends before it begins")


def _counts(before: str) -> bool:
    return bool(re.search(rf"(?:^|\W)(?:{COUNTED})\s*[#№]?$", before, re.I))


def _minutes(text: str, bare: bool) -> re.Match[str] | None:
    """Minutes that stand alone: "12 minutes a day" is no time of a scene."""
    for hit in _WHOLE.finditer(text):
        unit = text[hit.end(2) : hit.end()].strip(" .")
        before, after = text[: hit.start()].rstrip()[-1:], text[hit.end() :].lstrip()[:1]
        parted = before in ("(", "[", "（", "-", "–", "—", "|", ",", ":", "：", "")
        ends = after in (")", "]", "）", "|", "")
        if bare or (ends and (parted or len(unit) > 1)) or unit == "分":
            return hit
    return None


def _minus(text: str, hit: re.Match[str]) -> bool:
    """Whether a sign before a number makes it less than nothing, and is no dash."""
    before = text[: hit.start()]
    return bool(hit[1]) and not (before[-1:].isalnum() or before[-1:].isspace())


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def _of_code(groups: tuple[str | None, ...]) -> Fraction:
    hours, minutes, seconds, mark, rest = groups
    whole = Fraction(int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0))
    if mark in (":", ";"):
        return whole + Fraction(int(rest or 0), TIMECODE_FRAMES)
    return whole + Fraction(f"0.{rest}" if rest else "0")


def _without(
    text: str, start: int, end: int, seconds: Fraction, why: str = "is no time that a scene has"
) -> Time:
    wrong = "" if seconds > 0 else f"“{text[start:end].strip()}” {why}"
    rest = _bared(f"{text[:start]} {text[end:]}")
    return Time(seconds if seconds > 0 else None, rest, wrong)


def _bared(text: str) -> str:
    text = re.sub(r"[(（\[]\s*[)）\]]", "", text)
    return " ".join(text.split()).strip(" -–—,;:|·・")

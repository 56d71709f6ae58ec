"""A written line becomes what is said: signs and figures spelled out, each word remembered.

English only: engines spell out the figures of other languages themselves.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..domain.letters import unspaced
from .numbers import cardinal, decimal, digits, ordinal, year

if TYPE_CHECKING:
    from budoux import Parser  # pyright: ignore[reportMissingModuleSource]

_MONEY = {
    "£": ("pound", "pounds", "pence"),
    "$": ("dollar", "dollars", "cents"),
    "€": ("euro", "euros", "cents"),
}
_SIZES = {"k": "thousand", "m": "million", "bn": "billion", "b": "billion"}
_UNITS = {
    "kg": "kilogram",
    "g": "gram",
    "mg": "milligram",
    "km": "kilometre",
    "cm": "centimetre",
    "mm": "millimetre",
    "m": "metre",
    "l": "litre",
    "ml": "millilitre",
    "w": "watt",
    "kw": "kilowatt",
    "kwh": "kilowatt hour",
    "gb": "gigabyte",
    "mb": "megabyte",
    "h": "hour",
    "hr": "hour",
    "hrs": "hour",
    "min": "minute",
    "mins": "minute",
    "s": "second",
    "oz": "ounce",
    "lb": "pound",
    "lbs": "pound",
    "ft": "foot",
    "yr": "year",
    "yrs": "year",
}
_SHORT = {
    "mr": "mister",
    "mrs": "missis",
    "ms": "miz",
    "dr": "doctor",
    "prof": "professor",
    "st": "saint",
    "vs": "versus",
    "approx": "approximately",
    "min": "minutes",
    "max": "maximum",
    "etc": "et cetera",
    "e.g": "for example",
    "i.e": "that is",
    "incl": "including",
    "tel": "telephone",
    "hrs": "hours",
    "hr": "hour",
    "mins": "minutes",
    "p.m": "p m",
    "a.m": "a m",
}
_SIGNS = {
    "&": "and",
    "+": "plus",
    "=": "equals",
    "@": "at",
    "%": "percent",
    "×": "times",
    "½": "half",
    "¼": "a quarter",
    "¾": "three quarters",
    "²": "squared",
    "³": "cubed",
    "°": "degrees",
}
_SPELLED = frozenset(
    [
        "AI",
        "API",
        "BBC",
        "CEO",
        "CPR",
        "DBS",
        "DIY",
        "EU",
        "FAQ",
        "GP",
        "HR",
        "ID",
        "IT",
        "PC",
        "QR",
        "TV",
        "UK",
        "UN",
        "US",
        "USA",
        "USB",
        "VAT",
        "VIP",
    ]
)
_FRACTIONS = {
    "1/2": "half",
    "1/3": "a third",
    "1/4": "a quarter",
    "2/3": "two thirds",
    "3/4": "three quarters",
}
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"


@dataclass(frozen=True)
class ScriptWord:
    """A word as written, punctuation and all, and what is said for it.

    at is where its saying begins in Script.spoken, in characters.
    """

    written: str
    spoken: str
    at: int


@dataclass(frozen=True)
class Script:
    """A line to say. spoken is the whole of it; joiner parts the written words ("" in Japanese)."""

    words: tuple[ScriptWord, ...]
    spoken: str
    joiner: str = " "

    def word_at(self, position: int) -> int:
        """Index of the word that a character of `spoken` belongs to."""
        index = 0
        for i, word in enumerate(self.words):
            if word.at > position:
                break
            index = i
        return index


def write_script(text: str, language: str = "en") -> Script:
    """A line as it is said. Every word of the line is in it, in order."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    english = language.split("-")[0].lower() == "en"
    joiner = "" if unspaced(text) else " "
    words: list[ScriptWord] = []
    spoken = ""
    written_words = _written_words(text, language)
    telephone = _telephones(written_words) if english else frozenset[int]()
    for i, written in enumerate(written_words):
        if i in telephone:
            said = digits(written) + re.sub(r"[^,.;:!?]", "", written)
        else:
            said = say(written) if english else _plain(written)
        if spoken:
            spoken += joiner
        words.append(ScriptWord(written, said, len(spoken)))
        spoken += said
    return Script(tuple(words), spoken, joiner)


def _telephones(words: list[str]) -> frozenset[int]:
    """Indices of words that are parts of telephone numbers: "0800 123 4567"."""
    found: set[int] = set()
    run: list[int] = []
    for i, word in enumerate([*words, ""]):
        if re.fullmatch(r"\(?\+?\d{2,5}\)?[,.;:!?]?", word):
            run.append(i)
            continue
        started = run and re.match(r"\(?(0|\+)", words[run[0]])
        if started and sum(c.isdecimal() for j in run for c in words[j]) >= 7:
            found.update(run)
        run = []
    return frozenset(found)


def _written_words(text: str, language: str) -> list[str]:
    """Words with their punctuation; a lone dash or sign of punctuation joins the word before."""
    if unspaced(text):
        return _phrases(text, language)
    words: list[str] = []
    for part in text.split():
        if words and not any(c.isalnum() or c in _SIGNS or c in _MONEY for c in part):
            words[-1] += " " + part
        else:
            words.append(part)
    return words


def _phrases(text: str, language: str) -> list[str]:
    """Phrases of a script without spaces, short enough to break lines between."""
    parser = _budoux(language)
    if parser is not None:
        return [part for phrase in parser.parse(text) for part in phrase.split() if part]
    return [part for part in _KANA_BREAK.findall(text.replace(" ", "")) if part]


# A phrase in Japanese mostly begins where kana give way to kanji or katakana, and ends at a mark.
_MARKS = "、。！？，．・…」』）!?,."
_KANA_BREAK = re.compile(rf"[^ぁ-ん{_MARKS}]*[ぁ-ん]*[{_MARKS}]*", re.DOTALL)


@cache
def _budoux(language: str) -> "Parser | None":
    """The phrase parser of the extra `japanese`, or None where it is not installed."""
    try:
        import budoux  # pyright: ignore[reportMissingModuleSource]
    except ModuleNotFoundError:
        return None
    makers = {
        "ja": budoux.load_default_japanese_parser,
        "zh": budoux.load_default_simplified_chinese_parser,
        "th": budoux.load_default_thai_parser,
    }
    make = makers.get(language.split("-")[0].lower())
    return make() if make else None


def _plain(written: str) -> str:
    """A word without the marks that engines read aloud or choke on."""
    return re.sub(r"[*_#<>|\"“”„«»‹›]", "", written).replace("—", ",").replace("–", ",") or written


def say(written: str) -> str:
    """What is said for one written English word, its punctuation kept for the melody."""
    head, core, tail = _parts(written)
    if not core:
        return _plain(written)
    dotted = tail.startswith(".") and core.lower() in _SHORT
    said = _SHORT[core.lower()] if dotted else _core(core)
    if dotted:
        tail = tail[1:]
    head = "".join(c for c in head if c in "¿¡")
    tail = re.sub(r"\s*[—–-]+\s*$", ",", tail)
    return head + said + re.sub(r"[^,.;:!?…]", "", tail)


def _parts(written: str) -> tuple[str, str, str]:
    """Opening punctuation, the word, closing punctuation."""
    match = re.fullmatch(r"([^\w£$€#&+=@×%]*)(.*?)([^\w%&+=@×°]*)", written, re.DOTALL)
    assert match is not None  # both ends may be empty, so every text matches
    return match.group(1), match.group(2), match.group(3)


def _core(core: str) -> str:
    for pattern, make in _RULES:
        match = pattern.fullmatch(core)
        if match:
            return make(match)
    if any(c.isdecimal() or c in _SIGNS for c in core) and core not in _SIGNS:
        return _mixed(core)
    return _word(core)


def _word(core: str) -> str:
    core = core.replace("’", "'")
    if core in _SPELLED or (
        2 <= len(core) <= 5 and core.isupper() and core.isalpha() and not set(core) & set("AEIOUY")
    ):
        return " ".join(core)
    if core in _SIGNS:
        return _SIGNS[core]
    if re.fullmatch(r"[\w']+(?:[/&+][\w']+)+", core):
        joint = " and " if "&" in core or "+" in core else " "
        return joint.join(_word(part) for part in re.split(r"[/&+]", core))
    if re.fullmatch(r"[\w']+(?:[–—-][\w']+)+", core):
        return "-".join(_word(part) for part in re.split(r"[–—-]", core))
    return re.sub(r"[*_#<>|\"“”—–]", " ", core).strip() or core


def _mixed(core: str) -> str:
    """Letters and figures in one word: "A4", "covid-19", "3D"."""
    parts = re.findall(r"\d+(?:\.\d+)?|[^\W\d_²³½¼¾]+|[²³½¼¾°&+=@%×]", core)
    return " ".join(decimal(p) if p[0].isdecimal() else _word(p) for p in parts) or core


def _money(match: re.Match[str]) -> str:
    one, many, part = _MONEY[match["sign"]]
    amount, size = match["amount"], (match["size"] or "").lower()
    whole, _, rest = amount.replace(",", "").partition(".")
    if size:
        return f"{decimal(amount)} {_SIZES[size]} {many}"
    if len(rest) == 2 and rest != "00":
        if int(whole) == 0:
            return f"{cardinal(int(rest))} {part}"
        return f"{cardinal(int(whole))} {one if int(whole) == 1 else many} {cardinal(int(rest))}"
    if rest and rest != "00":
        return f"{decimal(amount)} {many}"
    return f"{cardinal(int(whole))} {one if int(whole) == 1 else many}"


def _times(match: re.Match[str]) -> str:
    low, high, half = match["low"], match["high"], match["half"]
    first = _core(low + match["own"]) if match["own"] else cardinal(int(low))
    return f"{first} to {_core(high + half)}"


def _per(match: re.Match[str]) -> str:
    unit = match["unit"].lower()
    return f"{_core(match['head'])} per {_UNITS.get(unit, unit)}"


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    said = cardinal(hour)
    if minute:
        said += f" oh {cardinal(minute)}" if minute < 10 else f" {cardinal(minute)}"
    half = (match["half"] or "").lower().replace(".", "")
    if half:
        return f"{said} {half[0]} m"
    return said if minute else f"{said} o'clock"


def _range(match: re.Match[str]) -> str:
    sign = match["sign"] or ""
    return f"{_core(sign + match['low'])} to {_core(sign + match['high'] + (match['tail'] or ''))}"


def _unit(match: re.Match[str]) -> str:
    name = _UNITS[match["unit"].lower()]
    if match["number"] == "1":
        return f"one {name}"
    return f"{decimal(match['number'])} {'feet' if name == 'foot' else name + 's'}"


def _figure(match: re.Match[str]) -> str:
    text = match.group(0)
    if text.isdecimal() and len(text) == 4 and "1100" <= text <= "2099":
        return year(int(text))
    if text.isdecimal() and (len(text) > 9 or (text[0] == "0" and len(text) > 1)):
        return digits(text)
    return decimal(text)


def _address(match: re.Match[str]) -> str:
    text = re.sub(r"^(https?://)?(www\.)?", "", match.group(0)).rstrip("/")
    names = {".": " dot ", "/": " slash ", "@": " at ", "-": " dash ", "_": " underscore "}
    parts = re.split(r"([./@_-])", text)
    return re.sub(r" +", " ", "".join(names.get(p) or _tail(p) for p in parts)).strip()


def _tail(part: str) -> str:
    if part.isdecimal():
        return digits(part)
    return " ".join(part.upper()) if part in {"uk", "us", "eu", "tv", "ai", "io"} else part


_SAID: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"24/7", lambda m: "twenty-four seven"),
    (r"(?P<part>1/2|1/3|1/4|2/3|3/4)", lambda m: _FRACTIONS[m["part"]]),
    (rf"(?P<sign>[£$€])(?P<amount>{_NUMBER})(?P<size>k|m|bn|b)?", _money),
    (rf"(?P<head>[£$€]?{_NUMBER}(?:k|m|bn)?)/(?P<unit>[a-z]+)", _per),
    (rf"(?P<low>{_NUMBER})%", lambda m: f"{decimal(m['low'])} percent"),
    (r"#(?P<n>\d+)", lambda m: f"number {cardinal(int(m['n']))}"),
    (r"#(?P<n>\w+)", lambda m: f"hashtag {m['n']}"),
    (r"(?P<n>\d+)(?:st|nd|rd|th)", lambda m: ordinal(int(m["n"]))),
    (r"(?P<n>\d{3}0)s", lambda m: _decade(int(m["n"]))),
    (
        r"(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d)(?P<half>[ap]\.?m)?"
        r"(?<=:\d\d|.[ap]m|[ap]\.m)",
        _time,
    ),
    (r"(?P<hour>1[0-2]|[1-9])(?P<minute>)(?P<half>[ap]\.?m)", _time),
    (r"(?P<low>\d{1,2})(?P<own>[ap]m)?[–—-](?P<high>\d{1,2})(?P<half>[ap]m)", _times),
    (
        rf"(?P<sign>[£$€])?(?P<low>{_NUMBER})[–—-]\1?(?P<high>{_NUMBER})"
        r"(?P<tail>%|[a-z]{1,3})?",
        _range,
    ),
    (rf"(?P<number>{_NUMBER})(?P<unit>{'|'.join(_UNITS)})", _unit),
    (
        rf"(?P<n>{_NUMBER})(?P<size>k|bn)",
        lambda m: f"{decimal(m['n'])} {_SIZES[m['size'].lower()]}",
    ),
    (rf"(?P<n>{_NUMBER})\+", lambda m: f"{_core(m['n'])} plus"),
    (r"\+?\d{2,}(?:-\d{2,}){2,}", lambda m: digits(m.group(0))),
    (_NUMBER, _figure),
    (
        r"(?:https?://)?[\w-]+(?:\.[\w-]{2,})*(?:\.(?:com|org|net|co|uk|eu|de|fr|es|io|ai|tv|app|"
        r"care|shop|info|example|test))(?:/[\w/-]*)?",
        _address,
    ),
    (r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", _address),
)
_RULES = tuple((re.compile(pattern, re.IGNORECASE), make) for pattern, make in _SAID)


def _decade(number: int) -> str:
    """A decade: 1990 is "nineteen nineties"."""
    said = year(number)
    return said[:-1] + "ies" if said.endswith("y") else said + "s"

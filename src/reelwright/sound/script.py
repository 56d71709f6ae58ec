"""A written line becomes what is said: signs and figures spelled out, each word remembered.

`reading` knows how ten languages say them; the figures of others are left to the engine.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..domain.letters import unspaced
from ..domain.sentences import ends, numbered
from .reading.english import decimal
from .reading.english_shorts import BEFORE_FIGURE, DAYS, LETTERED, MONTH_PART, ON_DAY, SHORT, TITLES
from .reading.english_streets import kind_of_street
from .reading.rules import Reading, readings
from .reading.tongues import Tongue, tongue_of

if TYPE_CHECKING:
    from budoux import Parser  # pyright: ignore[reportMissingModuleSource]

_NONE: Mapping[str, str] = MappingProxyType({})
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


def write_script(text: str, language: str = "en", names: Mapping[str, str] = _NONE) -> Script:
    """A line as it is said. Every word of the line is in it, in order; marks of Markdown are not.

    A figure and what belongs to it ("27,50 €", "5 p.m.") are one word. names: how a brand wants
    names to be said, which goes before all else.
    """
    text = unmarked(text)
    tongue = tongue_of(language)
    joiner = "" if unspaced(text) else " "
    own = _own(text, names)
    by_rule = readings(text, tongue) if tongue else ()
    free = (r for r in by_rule if not any(o.start < r.end and r.start < o.end for o in own))
    found = tuple(sorted((*own, *free), key=lambda r: r.start))
    words: list[ScriptWord] = []
    spoken = ""
    placed = _placed(text, _written_words(text, language), found)
    for n, (start, end) in enumerate(placed):
        written = text[start:end]
        inside = [r for r in found if start <= r.start and r.end <= end]
        following = text[placed[n + 1][0] : placed[n + 1][1]] if n + 1 < len(placed) else ""
        said = _said(text, start, end, inside, following, tongue)
        opens, closes = _bracketed(text, start, end, found)
        if opens:
            said = re.sub(r"^[(（]", "", said)
        if closes:
            said = re.sub(r"[)）](?=[.,;:!?…、。！？]*$)", "", said)
        if tongue is not None and tongue.code == "ja":
            said = _IN_BRACKETS.sub("、", re.sub(r"[)）](?=$|[。、！？])", "", said))
        pause = "、" if tongue is not None and tongue.code == "ja" else ","
        if opens and words and said and spoken[-1:].isalnum():
            words[-1] = replace(words[-1], spoken=words[-1].spoken + pause)
            spoken += pause
        if closes and following and said[-1:].isalnum():
            said += pause
        if spoken and said:
            spoken += joiner
        words.append(ScriptWord(written, said, len(spoken)))
        spoken += said
    return Script(tuple(words), spoken, joiner)


def _own(text: str, names: Mapping[str, str]) -> tuple[Reading, ...]:
    """Where names stand whose sound a brand tells, the longest first: "Anna Lou" before "Lou"."""
    found: list[Reading] = []
    for name in sorted(names, key=len, reverse=True):
        sought = r"\s+".join(re.escape(part) for part in unmarked(name).split())
        for match in re.finditer(rf"{sought}(['’]s\b)?", text, re.IGNORECASE):
            start, end = match.span()
            taken = any(r.start < end and start < r.end for r in found)
            if not taken and _apart(text, start) and _apart(text, end):
                found.append(Reading(start, end, names[name].strip() + ("'s" if match[1] else "")))
    return tuple(found)


def _apart(text: str, at: int) -> bool:
    """Whether no word goes on at a place of a text; scripts without spaces have no such words."""
    near = text[max(0, at - 1) : at + 1] if at else ""
    return not (len(near) == 2 and near.isalnum()) or any(unspaced(c) for c in near)


_IN_BRACKETS = re.compile(r"[()（）]+")


def _bracketed(text: str, start: int, end: int, found: tuple[Reading, ...]) -> tuple[bool, bool]:
    """Whether a bracket opens before a word, and closes behind it, that no reading has: a pause."""

    def bare(at: int) -> bool:
        return not any(r.start <= at < r.end for r in found)

    last = end - 1
    while last > start and text[last] in ".,;:!?…、。！？":
        last -= 1
    opens = text[start] in "(（" and end - start > 1 and bare(start)
    # "Book(s)" has its bracket within.
    closes = text[last] in ")）" and bare(last) and not re.search(r"\w[(（]", text[start:end])
    return opens, closes


_MARKDOWN = (
    (re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)"), r"\1"),
    (re.compile(r"(?<![\w*])(\*\*\*|\*\*|\*)(?=[^\s*])(.+?)(?<=[^\s*])\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<!\w)(__|_)(?=[^\s_])(.+?)(?<=[^\s_])\1(?!\w)"), r"\2"),
    (re.compile(r"~~(?=\S)(.+?)(?<=\S)~~"), r"\1"),
    (re.compile(r"`+([^`]+)`+"), r"\1"),
    (re.compile(r"</?(?:b|i|em|strong|u|br|p|span|mark|small)\s*/?>"), ""),
    (re.compile(r"(?m)^\s*(?:(?:#{1,6}|[-*+])\s+(?=\S)|>\s+(?=[^\s\d]))"), ""),
    (re.compile(r"(?m)^\s*(?:[-*_]\s*){3,}$"), ""),
)


def unmarked(text: str) -> str:
    """A line without the marks of Markdown and HTML, in NFC, its spaces made single."""
    text = unicodedata.normalize("NFC", text)
    for pattern, plain in _MARKDOWN:
        text = pattern.sub(plain, text)
    return " ".join(text.split())


def _placed(text: str, words: list[str], found: tuple[Reading, ...]) -> list[tuple[int, int]]:
    """Where each word stands in the text; words that one reading covers become one."""
    spans: list[tuple[int, int]] = []
    at = 0
    for word in words:
        while text[at].isspace():
            at += 1
        start = at
        # A phrase of a script without spaces may stand over one that was typed.
        for char in word:
            at = text.index(char, at) + 1
        joined = spans and any(r.start < spans[-1][1] and start < r.end for r in found)
        spans[-1:] = [(spans[-1][0], at)] if joined else [*spans[-1:], (start, at)]
    return spans


def _said(
    text: str,
    start: int,
    end: int,
    inside: list[Reading],
    following: str,
    tongue: Tongue | None,
) -> str:
    """What is said for the word text[start:end], with the readings inside it."""
    english = tongue is not None and tongue.code == "en"
    if not inside:
        written = text[start:end]
        if english:
            return say(written, following=following, before=text[:start])
        full = _short_form(written, text[:start], following, tongue) if tongue else None
        return full or _plain(written)
    made, at = "", start
    pause = "、" if tongue is not None and tongue.code == "ja" else ", "
    for reading in [*inside, Reading(end, end, "")]:
        between = text[at : reading.start]
        if any(c.isalpha() for c in between):
            first, last = ("-" if between[end] in "-–" else "" for end in (0, -1))
            bare = between.strip("-–")
            said = say(bare.strip()) if english else _plain(bare)
            ahead, behind = (" " if bare[end].isspace() else "" for end in (0, -1))
            between = first + ahead + said + behind + last
        else:
            if made[-1:].isalnum() and reading.said:
                between = re.sub(r"[()（）]+", pause, between)
            between = re.sub(r"[^\s,.;:!?¿¡…、。！？]", "", between)
            between = " " if between == ":" and reading.said else between
            if made and reading.said and not between:
                between = _joint(text[at : reading.start], tongue)
        if made and between[:1].isalnum() and made[-1].isalnum() and not unspaced(between):
            made += " "
        made += between + reading.said
        at = reading.end
    made = re.sub(r" +", " ", made).strip()
    # The stop of "a.m." is a stop only where the sentence ends.
    if made.endswith(".") and following and not ends(text[start:end], following):
        made = made[:-1]
    return made


def _joint(between: str, tongue: Tongue | None) -> str:
    """What is said for the signs between two figures: a dash is "to", a stroke a pause."""
    space = "" if tongue is not None and tongue.code == "ja" else " "
    if tongue is not None and between.strip() and between.strip() in "–—-〜～":
        return f"{space}{tongue.word('to')}{space}"
    return space if between else ""


def _short_form(written: str, before: str, following: str, tongue: Tongue) -> str | None:
    """A short form in full, with the stop of a sentence where it ends one.

    None for what is none, and for a word that looks like one where the sentence ends: "un art."
    """
    short = tongue.short
    match = re.fullmatch(r"([(\[“«„\"]*)(.+?)((?:\s?[,;:!?)\]”»“\"…]|(?<=\))\.)*)", written)
    if match is None:
        return None
    core = match[2]
    if core.endswith("str.") and "Str." in short:
        return core.removesuffix("tr.") + "traße" + re.sub(r"[^,.;:!?…]", "", match[3])
    said = short.get(core) or (short.get(core[:1].lower() + core[1:]) if core[1:2] else None)
    if said is None:
        return None
    closed = core.endswith(".") and not following[:1].isdecimal() and ends(before + core, following)
    counted = re.search(r"\d\S*\s*$", before) is not None
    if closed and not counted and not match[3] and tongue.is_word(core[:-1]):
        return None
    stop = "." if closed and not re.search(r"[,;:.]", match[3]) else ""
    return said + stop + re.sub(r"[^,.;:!?…]", "", match[3])


def _written_words(text: str, language: str) -> list[str]:
    """Words with their punctuation; a lone dash or sign of punctuation joins the word before."""
    if unspaced(text):
        return _phrases(text, language)
    words: list[str] = []
    for part in text.split():
        if words and not any(c.isalnum() or c in _SIGNS or c in "£$€¥₹" for c in part):
            words[-1] += " " + part
        else:
            words.append(part)
    return words


def _phrases(text: str, language: str) -> list[str]:
    """Phrases of a script without spaces, short enough to break lines between."""
    parser = _budoux(language)
    named = _NAMES.sub("\u00a0", text)
    parts = parser.parse(named) if parser else _KANA_BREAK.findall(named.replace(" ", ""))
    found = (part for phrase in _whole(parts) for part in phrase.split(" ") if part)
    return [part.replace("\u00a0", " ") for part in found]


_NAMES = re.compile(r"(?<=[A-Za-z][.'’A-Za-z])\s(?=[A-Z])")
"""A space within a name in Latin letters: "Dr. Lee"."""


def _whole(phrases: list[str]) -> list[str]:
    """Phrases, of which none ends or begins within a name in Latin letters."""
    whole: list[str] = []
    for phrase in phrases:
        if whole and (whole[-1].endswith("\u00a0") or phrase.startswith("\u00a0")):
            whole[-1] += phrase
        else:
            whole.append(phrase)
    return whole


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


_WITHIN = re.compile(r"(?<=\w)\(([^\W\d_]{1,5})\)")
"""Brackets within a word: "book(s)", "Kund(inn)en"."""


def _plain(written: str) -> str:
    """A word without the marks and pictures that engines read aloud or choke on."""
    kept = "".join(c for c in written if unicodedata.category(c) not in ("So", "Cs"))
    kept = re.sub(r"[*_#<>|\"“”„«»‹›\ufe0f\u200d]", "", kept)
    kept = _WITHIN.sub(r"\1", kept)
    return kept.replace("—", ",").replace("–", ",").strip()


def say(written: str, *, following: str = "", before: str = "") -> str:
    """What is said for one written English word, its punctuation kept for the melody.

    following and before are its neighbours: a stop of a short form stays where the sentence ends,
    and "St." is a saint before a name and a street behind one, "Dr." a doctor and a drive.
    """
    written = _WITHIN.sub(r"\1", written)
    head, core, tail = _parts(written)
    if not core:
        return _plain(written)
    low = core.lower()
    street = kind_of_street(core, tail, before, following)
    if tail.startswith(".") and (street or (low in SHORT and _is_short(core, before, following))):
        said = street or SHORT[low]
        closed = bool(street or low not in TITLES) and ends(f"{before} {written}", following)
        stop = "." if closed and len(tail) == 1 else ""
        tail = stop + tail[1:]
    elif street:
        said = street
    elif low in TITLES and following[:1].isupper() and not tail:
        said = SHORT[low]
    else:
        said = _core(core)
    if tail.startswith(".") and (within := MONTH_PART.fullmatch(low)):
        # "From mid-Jan. to late Feb.": the stop is the month's, unless the sentence ends.
        said = f"{within[1]}{SHORT[within[2]]}"
        tail = ("." if len(tail) == 1 and ends(f"{before} {written}", following) else "") + tail[1:]
    head = "".join(c for c in head if c in "¿¡")
    tail = re.sub(r"\s*[—–-]+\s*$", ",", tail)
    return head + said + re.sub(r"[^,.;:!?…]", "", tail)


def _is_short(core: str, before: str, following: str) -> bool:
    """Whether a short form is one: "Max." and "No." are only before a figure."""
    low = core.lower()
    on_day = low in DAYS and ON_DAY.search(before) is not None
    lettered = low in LETTERED and re.match(r"[A-Z](?!\w)", following) is not None
    return low not in BEFORE_FIGURE or numbered(following) or on_day or lettered


def _parts(written: str) -> tuple[str, str, str]:
    """Opening punctuation, the word, closing punctuation."""
    match = re.fullmatch(r"([^\w£$€#&+=@×%]*)(.*?)([^\w%&+=@×°]*)", written, re.DOTALL)
    assert match is not None  # both ends may be empty, so every text matches
    return match.group(1), match.group(2), match.group(3)


def _core(core: str) -> str:
    if tag := re.fullmatch(r"#(\w+)", core):
        return f"hashtag {tag[1]}"
    if any(c.isdecimal() or c in _SIGNS for c in core) and core not in _SIGNS:
        if owner := re.fullmatch(r"(\w+(?:[&+]\w+)+)['’]s", core):
            return f"{_mixed(owner[1])}'s"
        return _mixed(core)
    return _word(core)


def _word(core: str) -> str:
    core = core.replace("’", "'")
    if core in _SPELLED or (
        2 <= len(core) <= 5 and core.isupper() and core.isalpha() and not set(core) & set("AEIOUY")
    ):
        return " ".join(core)
    if re.fullmatch(r"[A-Z]{2,5}s", core) and _word(core[:-1]) != core[:-1]:
        return " ".join(core[:-1]) + "s"
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

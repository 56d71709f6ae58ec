"""Personal data taken out of free text before anything else reads it."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from .given_names import MONTHS, PLACES, SURE, WORDS

MARKS = ("[e-mail]", "[link]", "[number]", "[postcode]", "[address]", "[name]", "[date]")
"""What stands in place of personal data."""

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Fr|Sr|Sir|Dame|Herr|Frau|Mme|Mlle|Nurse|Sister)"
_NAME = r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f'\u2019-]+"
_ROAD = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Way|Place|Crescent|Terrace|"
    r"Gardens|Grove|Square|Boulevard|Blvd|Parade|Row|Hill|Mews)"
)
_KIN = (
    r"(?:step-?)?(?:mum|mummy|mam|mom|mother|dad|daddy|father|husband|wife|partner|boyfriend|"
    r"girlfriend|fianc\u00e9e?|son|daughter|brother|sister|nan|nana|gran|granny|grandad|granddad|"
    r"grandma|grandpa|grandmother|grandfather|grandson|granddaughter|aunt|auntie|aunty|uncle|"
    r"cousin|niece|nephew|friend|neighbour|neighbor|flatmate|colleague|boss|manager|cleaner|"
    r"gardener|carer|nurse|doctor|GP)(?:-in-law)?"
)
_ELDER = r"(?:Aunt|Auntie|Aunty|Uncle|Nan|Nana|Gran|Granny|Grandma|Grandpa|Grandad|Granddad)"
# Capitalised words that follow "called" or kin words and are no names.
_NO_NAME = (
    r"(?!(?:I|I'm|I\u2019m|I've|I\u2019ve|I'd|I\u2019d|I'll|I\u2019ll|A|The|She|He|They|We|It|It's|"
    r"But|And|So|My|Our|GP|NHS|OK|No|Not|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Christmas|Easter|Parkinson\S*|Alzheimer\S*|Zimmer|Zoom|WhatsApp|FaceTime|Skype)\b)"
)

_AT = re.compile(r"@|[(\[]at[)\]]", re.I)
_DIGIT = re.compile(r"\d")
_NUMERIC = {"[number]", "[postcode]", "[date]"}
_LINK = re.compile(r"//|www\.", re.I)
_BEFORE_CAPITAL = re.compile(r"(?<!\S)(\S+)\s+(?=[A-Z\u00c0-\u00de][\w\u00c0-\u024f'\u2019-])")
"""A word before a capital. It is looked for from where words begin, in time of their length."""
_INTRODUCED = {"[address]", r"\1[name]"}
"""Marks of what holds a capital behind a space: most answers have none, and are read sooner."""
_INTRODUCING = re.compile(
    rf"(?:{_KIN}|{_ELDER}|called|named|is|name['\u2019]s|signed|regards|yours|wishes|me|for|contact|"
    r"to|with)$",
    re.I,
)
"""How a word ends that introduces the name behind it, in the rules that begin with such words."""
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # From where a word begins: from every letter of it, it takes the square of the length.
    (re.compile(r"(?<![\w.+%-])[\w.+%-]+\s?@\s?[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (
        re.compile(
            r"(?<![\w.+-])[\w.+-]+\s?(?:\(at\)|\[at\])\s?[\w-]+(?:\s?(?:\.|\(dot\))\s?[\w-]+)+"
        ),
        "[e-mail]",
    ),
    (re.compile(r"(?:https?://|www\.)\S+", re.I), "[link]"),
    (re.compile(r"(?<!\w)@[A-Za-z_]\w{2,}"), "[name]"),
    (
        re.compile(
            rf"\b(?:(?:flat|apartment|apt|unit)\s+\w+,?\s+)?\d+[a-zA-Z]?,?\s+"
            rf"(?:{_NAME}\s+){{1,3}}{_ROAD}\b\.?"
        ),
        "[address]",
    ),
    (
        re.compile(rf"\b(?:{_NAME}\s+){{1,2}}(?:Street|Road|Avenue|Lane|Crescent|Mews)\b"),
        "[address]",
    ),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"), "[postcode]"),
    (re.compile(r"\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b"), "[postcode]"),
    (re.compile(r"\b\d{5}-\d{4}\b"), "[postcode]"),
    (
        re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}\b|\b(?:19|20)\d{2}-\d\d-\d\d\b"),
        "[date]",
    ),
    (re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){3,7}(?:\s?[A-Z\d]{1,3})?\b"), "[number]"),
    (re.compile(r"\+?\(?\d(?:[\s().-]{0,2}\d){6,}"), "[number]"),
    (re.compile(r"\b\d{5,}\b"), "[number]"),
    (re.compile(rf"\b{_TITLE}\.?\s+(?:{_NAME})(?:[\s-]{_NAME})?"), "[name]"),
    (
        re.compile(
            rf"(?<=\b)((?i:my name is|my name's|my name\u2019s|i am called|i'm called|signed|"
            rf"kind regards,|regards,|yours,|best wishes,|call me|ask for|contact)\s+)"
            rf"{_NO_NAME}{_NAME}(?:\s+{_NAME})?"
        ),
        r"\1[name]",
    ),
    (re.compile(rf"\b((?i:called|named)\s+){_NO_NAME}{_NAME}(?:\s+{_NAME})?"), r"\1[name]"),
    (
        re.compile(
            rf"\b((?i:my|our|his|her|their|\w+['\u2019]s)\s+(?:[a-z][\w-]*\s+){{0,2}}?(?i:{_KIN}),?\s+)"
            rf"{_NO_NAME}{_NAME}(?:\s+{_NO_NAME}[A-Z][a-z]+)?"
        ),
        r"\1[name]",
    ),
    (re.compile(rf"\b({_ELDER}\s+){_NO_NAME}{_NAME}"), r"\1[name]"),
    (
        re.compile(
            rf"\b((?i:spoke|spoken|speak|talk|talked|talking)\s+(?:to|with)\s+){_NO_NAME}{_NAME}"
        ),
        r"\1[name]",
    ),
    (re.compile(rf"\b((?i:this is)\s+){_NO_NAME}{_NAME}\s+{_NAME}"), r"\1[name]"),
)


def redact(text: str, known: Iterable[str] = ()) -> str:
    """The text with e-mail addresses, links, numbers, addresses, postcodes and names marked.

    known holds further words to take out: a respondent's own name, for one. Redacting twice
    changes nothing more. Given names are found by what introduces them ("my mum Margaret", "ask
    for Dave") and by a list ("Maria came on Monday"); those that are words too ("Grace", "May",
    "Will") only where the sentence makes them names. Rarer names that nothing introduces are
    missed: a person still reads every verbatim before it is used.
    """
    for word in known:
        word = word.strip()
        if len(word) >= 3 and not word.isdigit():
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "[name]", text, flags=re.I)
    digits = _DIGIT.search(text) is not None
    at = _AT.search(text) is not None
    link = _LINK.search(text) is not None
    before = _BEFORE_CAPITAL.findall(text)
    introduced = any(map(_introduces, before))
    for pattern, mark in _RULES:
        if (mark in _NUMERIC and not digits) or (mark == "[e-mail]" and not at):
            continue
        if (mark in _INTRODUCED and not before) or (mark == r"\1[name]" and not introduced):
            continue
        if (mark == "[link]" and not link) or (mark == "[name]" and not (at or before)):
            continue
        text = pattern.sub(mark, text)
    return _without_given_names(text)


@lru_cache(maxsize=20_000)
def _introduces(word: str) -> bool:
    return _INTRODUCING.search(word.rstrip(",")) is not None


def is_redacted(text: str) -> bool:
    """Whether something was taken out of this text."""
    return any(mark in text for mark in MARKS)


_CAPITAL = re.compile(r"(?<![^\W_])[A-Z\u00c0-\u00de\u0141\u015a][^\W\d_]+(?:-[^\W\d_]+)*")
_SURNAME = re.compile(
    rf"\s+{_NO_NAME}(?!(?:Mum|Dad|Nan|Gran)\b)[A-Z](?:['\u2019][A-Z])?[a-z]+(?:-[A-Z][a-z]+)?\b"
)
_PUBLIC = re.compile(
    r"\b(?:John Lewis|Marie Curie|Ben Nevis|Jack Russell|Harry Potter|Mary Poppins|Florence "
    r"Nightingale|Charles de Gaulle|"
    r"(?:St|Saint|Queen|King|Prince|Princess|Lady|Lake|Mount|San|Santa)\.?\s+[A-Z]\w+)"
)
"""Shops, charities, saints and mountains: names, but of nobody who answered."""

_OPENS = re.compile(r"(?:^|[.!?:;\u2026\n\u201c\"(\[*\u2013\u2014-])\s*[\u2018']?$")
"""What stands before the first word of a sentence, whose capital means nothing."""

_DOES = re.compile(
    r"\s+(?:said|says|told|tells|rang|rings|phoned|phones|visited|visits|cooked|cooks|washed|"
    r"washes|lives|lived|died|drives|drove|answered|answers|knew|knows|who|and I)\b"
)
"""What only people do, behind a word that may be a name."""

_WHEN = re.compile(
    r"\b(?:in|by|since|until|till|last|next|every|each|early|late|mid|during|of|from|to|this|on|"
    r"before|after|around|and|or|\d+(?:st|nd|rd|th)?)\s+$",
    re.I,
)
_WHERE = re.compile(
    r"\b(?:in|at|from|to|near|of|via|through|into|towards?|around|over|by|for)\s+$", re.I
)
_WITH = re.compile(
    r"\b(?:our|dear|hi|hello|with|asked?|called|tell|told|thanks?|poor|lovely)\s+$", re.I
)
_LETTERS = str.maketrans("\u0141\u0142\u00d8\u00f8\u0110\u0111", "LlOoDd")


def _without_given_names(text: str) -> str:
    """The text with names of the list marked, each with a surname behind it."""
    out: list[str] = []
    done = 0
    for match in _CAPITAL.finditer(text):
        start, end = match.span()
        kind = _kind(match.group())
        if start < done or kind is None or not _is_name(kind, text, start, end):
            continue
        if any(m.start() <= start < m.end() for m in _PUBLIC.finditer(text)):
            continue
        out += [text[done:start], "[name]"]
        behind = None if match.group().isupper() else _SURNAME.match(text, end)
        done = behind.end() if behind else end
    return "".join([*out, text[done:]]) if out else text


@lru_cache(maxsize=50_000)
def _kind(word: str) -> str | None:
    """Which list a capitalised word is on: "sure", "word", "month", "place", or None."""
    bare = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    plain = bare.encode("ascii", "ignore").decode().lower()
    if "-" in plain:
        return "sure" if all(p in SURE | WORDS for p in plain.split("-")) else None
    lists = (("sure", SURE), ("word", WORDS), ("month", MONTHS), ("place", PLACES))
    return next((kind for kind, names in lists if plain in names), None)


def _is_name(kind: str, text: str, start: int, end: int) -> bool:
    """Whether a word of a list is a name here. Titles and shouting tell nothing by capitals."""
    if kind == "sure":
        return True
    words = re.findall(r"[^\W\d_]{3,}", text)
    if sum(w[0].isupper() for w in words) > 0.6 * len(words) and len(words) > 3:
        return False
    before = text[:start]
    if _WITH.search(before) and kind != "place":
        return True
    does = _DOES.match(text, end) is not None
    if _OPENS.search(before):
        return kind == "word" and does
    if kind == "month":
        return does and not _WHEN.search(before)
    if kind == "place":
        return does and not _WHERE.search(before)
    return True

"""Personal data taken out of free text before anything else reads it."""

import re
from collections.abc import Iterable

MARKS = ("[e-mail]", "[link]", "[number]", "[postcode]", "[address]", "[name]", "[date]")
"""What stands in place of personal data."""

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Fr|Sr|Sir|Dame|Herr|Frau|Mme|Mlle|Nurse|Sister)"
_NAME = r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f'\u2019-]+"
_ROAD = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Way|Place|Crescent|Terrace|"
    r"Gardens|Grove|Square|Boulevard|Blvd|Parade|Row|Hill|Mews)"
)
_KIN = (
    r"(?:mum|mom|mother|dad|father|husband|wife|partner|son|daughter|brother|sister|nan|gran|"
    r"grandad|grandma|aunt|uncle|friend|neighbour|neighbor|carer|nurse|doctor|GP)"
)
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
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[\w.+%-]+\s?@\s?[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (
        re.compile(r"[\w.+-]+\s?(?:\(at\)|\[at\])\s?[\w-]+(?:\s?(?:\.|\(dot\))\s?[\w-]+)+"),
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
            rf"\b((?i:my|our|his|her|their|\w+['\u2019]s)\s+(?i:{_KIN}),?\s+){_NO_NAME}{_NAME}"
        ),
        r"\1[name]",
    ),
    (re.compile(rf"\b((?i:this is)\s+){_NO_NAME}{_NAME}\s+{_NAME}"), r"\1[name]"),
)


def redact(text: str, known: Iterable[str] = ()) -> str:
    """The text with e-mail addresses, links, numbers, addresses, postcodes and names marked.

    known holds further words to take out: a respondent's own name, for one. Redacting twice
    changes nothing more. Names that nothing introduces ("Maria came on Monday") are not found:
    a person still reads every verbatim before it is used.
    """
    for word in known:
        word = word.strip()
        if len(word) >= 3 and not word.isdigit():
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "[name]", text, flags=re.I)
    digits = _DIGIT.search(text) is not None
    at = _AT.search(text) is not None
    for pattern, mark in _RULES:
        if (mark in _NUMERIC and not digits) or (mark == "[e-mail]" and not at):
            continue
        text = pattern.sub(mark, text)
    return text


def is_redacted(text: str) -> bool:
    """Whether something was taken out of this text."""
    return any(mark in text for mark in MARKS)

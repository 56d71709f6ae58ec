"""What numbers the options of a question is no part of what they say."""

import re
from collections.abc import Sequence

_DIGITS = r"[0-9０-９]{1,2}"
_MARK = re.compile(
    rf"^\s*(?:[(\[（]?(?P<n>{_DIGITS})(?:[.)\]）．]\s*(?![\d\s])|[.)\]）．]\s+|\s?:\s+|\s?[-–—=]\s+(?!\d))"
    r"|(?P<ring>[\u2460-\u2473])\s*|(?P<key>[0-9])\ufe0f?\u20e3\s*"
    r"|[(\[（]?(?P<letter>[A-Za-z])[.)\]）．]\s+|(?P<kana>[アイウエオカキクケコ])[.．)）]\s*)(?=\S)"
)
"""What stands before an option: "2. ", "b) ", "(3) ", "4 - ", "②", "ア．"."""
_WORDED = re.compile(r"[^\W\d_]{2}|[\u3040-\u30ff\u3400-\u9fff]|\d")
_KANA = "アイウエオカキクケコ"
SPREAD = 3
"""How many times as far as there are options their numbers go at most: some are never chosen."""
BARE = 0.25
"""Share of options that may stand without a number: "Other", "None of these"."""


def marked(text: str) -> bool:
    """Whether a text begins with what may be the number of an option."""
    return bool(_MARK.match(text))


def unmarked(text: str) -> str:
    """A text without what may be its number, where words are left."""
    rest = _MARK.sub("", text, count=1)
    return rest if _WORDED.search(rest) else text


def unnumbered(options: Sequence[str]) -> tuple[str, ...]:
    """The options of one question without their numbers, and as they are where these are none.

    One text that begins so may be a name ("A. Lange"), so that all of them tell: options are
    numbered on from the first, no two alike.
    """
    marks = [(found, option) for option in options if (found := _MARK.match(option))]
    bare = [option for option in options if not _MARK.match(option)]
    if len(marks) < 2 or len(bare) > max(1, BARE * len(options)):
        return tuple(options)
    if any(not re.search(r"[^\W\d]", option) for option in bare):
        return tuple(options)  # figures of a scale whose ends alone have words
    places = [_place(found) for found, _ in marks]
    rest = tuple(map(unmarked, options))
    told = len(set(places)) == len(places) and max(places) <= SPREAD * len(options)
    lettered = sum(bool(found["letter"]) for found, _ in marks)
    told = told and lettered in {0, len(marks)} and len({r.casefold() for r in rest}) == len(rest)
    if lettered and max(places) > len(options) + 1:
        told = False  # "J. Crew" and "L. Bean" are names
    return rest if told else tuple(options)


def _place(found: re.Match[str]) -> int:
    if found["letter"]:
        return ord(found["letter"].lower()) - ord("a") + 1
    if found["ring"]:
        return ord(found["ring"]) - 0x245F
    if found["kana"]:
        return _KANA.index(found["kana"]) + 1
    return int(found["n"] or found["key"])

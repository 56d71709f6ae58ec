"""Kinds of streets as English writes them short: "Elm Dr.", "12 Hill Ct", "High St."."""

import re

from ...domain.sentences import ends, opens, short_form

_KINDS = {
    "st": "street",
    "dr": "drive",
    "ct": "court",
    "pl": "place",
    "sq": "square",
    "ln": "lane",
    "cres": "crescent",
    "ter": "terrace",
    "cir": "circle",
    "pkwy": "parkway",
}
"""Short forms behind a name; some are titles, or other words, elsewhere."""

_NAMED = re.compile(r"(?:^|\s)([A-Z][\w'’-]*|[JS]r\.|\d+(?:st|nd|rd|th))$")
_HOUSE = re.compile(r"\d+[A-Za-z]?(?: [A-Z][\w'’-]*| \d+(?:st|nd|rd|th)){1,3}$")
"""What stands before the kind of a street: its name, and the number of a house."""


def kind_of_street(core: str, tail: str, before: str, following: str) -> str:
    """What is said for a short form that is the kind of a street, "" where it is none.

    core and tail are the word and the marks behind it, before and following what stands about it:
    before a name "Dr." is a title, and "St." a saint.
    """
    said = _KINDS.get(core.lower(), "")
    if core.lower() == "st":
        return said if tail.startswith(".") and not _saint(before, following) else ""
    before = before.rstrip()
    named = _NAMED.search(before)
    if named is None or not core[:1].isupper() or opens(named[1]):
        return ""
    if not tail.startswith("."):
        goes_on = not tail and following[:1].isupper()
        return said if _HOUSE.search(before) and not goes_on else ""
    street = len(tail) > 1 or not following[:1].isupper() or ends(f"{before} {core}.", following)
    return said if street else ""


def _saint(before: str, following: str) -> bool:
    """Whether "St." stands for saint: no street's name is before it, and a name follows."""
    return following[:1].isupper() and short_form(f"{before} St.".strip(), following)

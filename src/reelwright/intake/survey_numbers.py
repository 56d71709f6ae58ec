"""Numbers as people and spreadsheets write them: "1,729.50", "1.729,50", "0,544", "1 200"."""

import re
from collections.abc import Sequence

_BLANKS = re.compile(r"(?<=\d)[\s'\u2019\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_FORM = re.compile(r"[-+\u2212]?(?:\d[\d.,]*|[.,]\d+)(?:[eE][-+]?\d{1,3})?")
_MONEY = r"(?:[$\u20ac\u00a3\u00a5%]|EUR|USD|GBP|CHF|PLN|SEK|kr|z\u0142|\u5186|R\$)"
_SIGNS = re.compile(rf"^{_MONEY}\s*|\s*{_MONEY}$", re.I)
_COMMA = re.compile(r"^[-+]?0,\d|,\d{1,2}$|,\d{4,}$|\.\d{3},|^,\d")
_POINT = re.compile(r"^[-+]?0\.\d|\.\d{1,2}$|\.\d{4,}$|,\d{3}\.|^\.\d")

LARGEST = 1e30
"""What nobody counts: such a cell is a slip of the keyboard, and its square would overflow."""


def decimal_mark(cells: Sequence[str | None], fallback: str = ".") -> str:
    """The sign before the decimals in these cells, fallback where they do not tell.

    "1,423" alone could be either; "0,544" beside it settles it.
    """
    comma = point = 0
    for cell in cells:
        text = _stripped(cell) if cell else ""
        if text and _FORM.fullmatch(text):
            comma += bool(_COMMA.search(text))
            point += bool(_POINT.search(text))
    if comma == point:
        return fallback
    return "," if comma > point else "."


def number(text: str, mark: str = ".") -> float | None:
    """The value of a number, None where the text is none. mark: the decimal sign."""
    plain = _stripped(text)
    if not _FORM.fullmatch(plain):
        return None
    other = "." if mark == "," else ","
    whole, _, tail = plain.partition(mark)
    groups = whole.lstrip("-+\u2212").split(other)
    if other in tail or (len(groups) > 1 and not all(len(g) == 3 for g in groups[1:])):
        # The other sign stands where thousands cannot: it is the decimal sign here.
        if plain.count(other) != 1 or mark in plain:
            return None
        plain = plain.replace(other, ".")
    else:
        plain = plain.replace(other, "").replace(mark, ".")
    try:
        value = float(plain.replace("\u2212", "-"))
    except ValueError:
        return None
    return value if abs(value) < LARGEST else None


def numbers(cells: Sequence[str], limit: float) -> bool:
    """Whether all cells are numbers smaller than a limit."""
    mark = decimal_mark(cells[:2_000])
    values = (number(c, mark) for c in cells[:2_000])
    return all(v is not None and abs(v) < limit for v in values)


def _stripped(text: str) -> str:
    return _BLANKS.sub("", _SIGNS.sub("", text.strip()))

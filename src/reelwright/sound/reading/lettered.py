"""Figures with letters that count nothing: house numbers, models, resolutions, "2-in-1"."""

import re
from collections.abc import Callable, Iterator

from . import japanese
from .tongues import Tongue

Say = Callable[[re.Match[str], Tongue], str | None]

_LEFT, _RIGHT = r"(?<![\w.,/$€£¥-])", r"(?!\w)"
_STREETS = (
    r"(?:St|Str|Street|Rd|Road|Ave?|Avenue|Ln|Lane|Dr|Drive|Ct|Court|Pl|Place|Sq|Square|Way|Close|"
    r"Terrace|Crescent|Gardens|Grove|Mews|Hill|Park|Row|Walk|Yard|Gate|Quay|Wharf|Green|Parade|"
    r"Blvd|Boulevard|Hwy|Highway|Pkwy|Parkway|House|Mansions|Arcade)"
)
_NUMBERED_STREET = re.compile(rf"\s(?:[A-Z][\w'’.-]*\s){{0,3}}{_STREETS}(?!\w)|"
                              r"\s(?:The\s[A-Z]|(?:rue|avenue|boulevard|place|quai|impasse|allée|"
                              r"chemin|route)\s)")  # fmt: skip
_STREET_BEFORE = re.compile(
    r"(?:\b(?:[A-ZÄÖÜÅŁŚŻ][\w'’-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|hof|"
    r"straat|laan|plein|gracht|kade|dijk|singel|gatan|vägen|torget|gränd|gata|väg|stigen|allén))|"
    r"\b(?:[Uu]l\.|[Uu]lica|[Aa]l\.|[Aa]leja|[Pp]l\.|[Pp]lac|[Oo]s\.|[Vv]ia|[Vv]iale|[Vv]\.le|"
    r"[Cc]orso|[Pp]iazza|[Ll]argo|[Cc]alle|[Cc]/|[Aa]v(?:da|enida)?\.?|[Pp]laza|[Pp]aseo|[Rr]ua|"
    r"[Rr]\.|[Pp]raça|[Tt]ravessa|[Rr]ue|[Aa]venue|[Bb]oulevard|[Bb]d\.?|[Pp]lace|Straße)"
    r"\s?(?:(?:de|del|della|dei|do|da|dos|di|la|las|los|des|du|św\.|San|Santa)\s)*"
    r"[\w'’.-]+(?:\s[A-ZÄÖÜÅŁŚŻ][\w'’.-]*){0,2}),?\s(?:n\.?[º°]?\s?)?$"
)
_LINES = {"480": "four eighty", "576": "five seventy-six", "720": "seven twenty",
          "1080": "ten eighty", "1440": "fourteen forty", "2160": "twenty-one sixty"}  # fmt: skip
_WITHIN = "in|en|em|i|w|to|for|for the|tot|auf|op|til|till|na|a|à|per|por|pour|für"


_RANKING = {"fr": "e", "nl": "e", "es": "ao", "it": "ao", "pt": "ao"}
"""Letters that make ranks of figures."""


def letter_rules(code: str) -> Iterator[tuple[str, Say]]:
    """Patterns that no amount may look at first, first come first served."""
    yield _LEFT + rf"(?P<n>{'|'.join(_LINES)})(?P<letter>[pi])" + _RIGHT, _resolution
    size = r"(?:\d?X{1,4}[SL]|[SML])"
    yield rf"(?<![\w.-])(?P<low>{size})\s?[-–—〜～]\s?(?P<high>{size})(?![\w-])", _sizes
    joints = rf"(?P<joint>{_WITHIN})"
    yield (
        rf"(?<![\w.,/-])(?P<a>\d{{1,2}})-{joints}-(?P<b>\d{{1,2}})(?![\w-])",
        lambda m, t: _within(m, t),
    )
    yield rf"(?<![\w.,/-])(?P<a>\d{{1,2}})-{joints}-(?=[^\W\d])", _within
    yield _LEFT + r"(?P<n>\d{1,4})\s?(?P<letter>[A-Za-z])" + _RIGHT, _house
    yield _LEFT + r"(?P<n>\d{1,4})/(?P<letter>[A-F])" + _RIGHT, _lettered


def loose_letter_rules(code: str) -> Iterator[tuple[str, Say]]:
    """Patterns for figures and letters that nothing else has read, first come first served."""
    if code == "en":
        return
    yield _LEFT + r"(?P<n>\d{1,4})(?P<letter>[A-Za-z])" + _RIGHT, _lettered
    edge = "" if code == "ja" else r"(?<![\w./-])"
    yield (
        edge + r"(?<![A-Za-z])(?P<letters>[A-Z]{1,3})-?(?P<n>\d{1,4})(?P<behind>[A-Z])?"
        r"(?P<plus>\+)?(?![\w/]|[.,:-]\d)",
        _model,
    )
    if code == "ja":
        yield r"(?<![\w.,])(?P<n>\d{1,2})(?P<letters>[SLDK]{2,4})" + _RIGHT, _rooms


def letter(text: str, tongue: Tongue) -> str:
    """Capital letters as they are spelled aloud."""
    if tongue.code == "ja":
        return "".join(japanese.LETTERS[c] for c in text.upper())
    return " ".join(text.upper())


def is_address(before: str, after: str) -> bool:
    """Whether a figure and its letter number a house: a street is named before or behind."""
    return bool(_NUMBERED_STREET.match(after) or _STREET_BEFORE.search(before))


def _house(match: re.Match[str], tongue: Tongue) -> str | None:
    text, start, end = match.string, match.start(), match.end()
    if match["letter"] in ("k", "m", "h") and not _NUMBERED_STREET.match(text[end:]):
        return None
    if match["letter"] in _RANKING.get(tongue.code, ""):
        # "8 rue Pasteur, 2e étage": a rank.
        return None
    spaced = match[0][-2].isspace()
    if not is_address(text[:start], text[end:]) or (spaced and not match["letter"].isupper()):
        return None
    if spaced and _NUMBERED_STREET.match(text[end:]) and not _STREET_BEFORE.search(text[:start]):
        return None
    return _lettered(match, tongue)


def _lettered(match: re.Match[str], tongue: Tongue) -> str:
    joint = "" if tongue.code == "ja" else " "
    return f"{tongue.number(match['n'])}{joint}{letter(match['letter'], tongue)}"


def _sizes(match: re.Match[str], tongue: Tongue) -> str:
    """Sizes from one to another: "S–XL", "XS-3XL"."""
    joint = "" if tongue.code == "ja" else " "

    def told(text: str) -> str:
        number, letters = re.fullmatch(r"(\d?)(\w+)", text).groups()  # type: ignore[union-attr]
        said = letter(letters, tongue)
        return f"{tongue.cardinal(int(number))}{joint}{said}" if number else said

    return f"{told(match['low'])}{joint}{tongue.word('to')}{joint}{told(match['high'])}"


def _resolution(match: re.Match[str], tongue: Tongue) -> str:
    said = _LINES[match["n"]] if tongue.code == "en" else tongue.cardinal(int(match["n"]))
    return f"{said}{'' if tongue.code == 'ja' else ' '}{letter(match['letter'], tongue)}"


def _within(match: re.Match[str], tongue: Tongue) -> str:
    """Things of several uses: "2-in-1", "5-a-day"."""
    last = match.groupdict().get("b")
    joint = "イン" if tongue.code == "ja" and match["joint"] == "in" else f" {match['joint']} "
    behind = tongue.cardinal(int(last)) if last else ""
    return f"{tongue.cardinal(int(match['a']))}{joint}{behind}"


def _model(match: re.Match[str], tongue: Tongue) -> str:
    """A letter and its figure, as models and sizes of paper have them: "A4", "S24+"."""
    joint = "" if tongue.code == "ja" else " "
    figure = match["n"]
    said = tongue.digits(figure) if figure[0] == "0" and figure != "0" else tongue.number(figure)
    parts = [letter(match["letters"], tongue), said]
    parts += [letter(match["behind"], tongue)] if match["behind"] else []
    parts += [tongue.word("plus")] if match["plus"] else []
    return joint.join(parts)


def _rooms(match: re.Match[str], tongue: Tongue) -> str:
    return tongue.number(match["n"]) + letter(match["letters"], tongue)

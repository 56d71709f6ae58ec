"""Names and short forms made of figures and letters, and measures in inches, in ten languages."""

import re
from collections.abc import Callable, Iterator

from .lettered import letter
from .tongues import Noun, Tongue

Say = Callable[[re.Match[str], Tongue], str | None]

_LEFT, _RIGHT = r"(?<![\w.,/$€£¥%'’-])", r"(?!\w)"
_ENDS = r"(?=['’]s(?!\w)|\s*(?:[.,;:!?…。、)»”\"]|$))"
"""Where nothing follows that a figure could count."""

_VERSIONS = {
    "de": "Version", "fr": "version", "es": "versión", "it": "versione", "pt": "versão",
    "nl": "versie", "sv": "version", "pl": "wersja", "ja": "バージョン",
}  # fmt: skip
_INCHES = {
    "en": "inch|inches", "de": "Zoll|Zoll m", "fr": "pouce|pouces m", "es": "pulgada|pulgadas f",
    "it": "pollice|pollici m", "pt": "polegada|polegadas f", "nl": "inch|inch", "sv": "tum|tum",
    "pl": "cal|cale|cali|cala m", "ja": "インチ",
}  # fmt: skip
_RACES = r"Lauf|Läufe\w*|Rennen|[Rr]un|[Ll]oop|[Ll]opp\w*|[Rr]ace|ラン|マラソン|レース"
_RACED = r"(?i:\b(?:course|carrera|corsa|corrida|gara|prova|bieg\w*|lopp\w*|loop)\s(?:\w{1,3}\s)?)"
_COUNTED = {
    "en": "over|than|nearly|almost|about|to|of|raised|reached", "de": "über|als|fast|rund|von|auf",
    "fr": "plus de|moins de|presque|environ|à", "es": "más de|menos de|casi|hasta|unos",
    "it": "più di|meno di|quasi|oltre|circa", "pt": "mais de|menos de|quase|cerca de",
    "nl": "meer dan|minder dan|bijna|ruim", "sv": "mer än|mindre än|nästan|över",
    "pl": "ponad|prawie|około|poniżej|powyżej", "ja": "約|およそ|ほぼ",
}  # fmt: skip
"""Words before a figure that is an amount, and no name."""


def is_amount(match: re.Match[str], tongue: Tongue) -> bool:
    """Whether the words before a figure say that it counts: "over 3M"."""
    before = match.string[: match.start()]
    return re.search(rf"(?i)(?:^|\W)(?:{_COUNTED[tongue.code]})\s?$", before) is not None


def token_rules(code: str) -> Iterator[tuple[str, Say]]:
    """Patterns of names and short forms, first come first served."""
    ends = r"(?=[はがをにのでと、。]|です|$)" if code == "ja" else _ENDS
    yield _LEFT + r"3M" + _RIGHT + ends, _three_m
    yield _LEFT + r"7-(?:Eleven|ELEVEN)" + _RIGHT, _seven_eleven
    yield r"(?<![\w.])802\.11(?P<kinds>[a-z]{1,2}(?:/[a-z]{1,2})*)?" + _RIGHT, _wireless
    if code == "es":
        yield _LEFT + rf"(?P<n>\d{{1,2}})-(?P<letter>[{''.join(_MONTH)}])" + _RIGHT, _day_of_history
    yield _LEFT + r"4711" + _RIGHT + ends, _in_pairs
    yield _LEFT + r"(?P<a>\d{1,2})&(?P<b>\d{1,2})" + _RIGHT, _and
    if word := _VERSIONS.get(code):
        joint = "" if code == "ja" else " "
        yield (
            r"(?<!\w)[vV](?P<n>\d+(?:\.\d+)+)" + _RIGHT,
            lambda m, t: word + joint + _dotted(m["n"], t),
        )
        # A race of ten kilometres is called by its K; ten thousand are counted by theirs.
        yield _LEFT + rf"(?P<n>\d{{1,3}})K(?=[-\s]?(?:{_RACES}))", _race
    if code in ("fr", "es", "it", "pt", "pl", "sv", "nl"):
        yield rf"(?P<race>{_RACED})(?P<n>\d{{1,3}})K" + _RIGHT, _race
    yield _LEFT + r"(?P<n>\d{1,3}(?:[.,]\d{1,2})?)\s?(?P<sign>[\"″”])(?!\d)", _inches


_MONTH = {"E": "e", "F": "efe", "M": "eme", "A": "a", "J": "jota", "S": "ese", "O": "o", "N": "ene",
          "D": "de"}  # fmt: skip
"""How Spain says the months of the days that it remembers: "11-M", "23-F"."""


def _day_of_history(match: re.Match[str], tongue: Tongue) -> str:
    return f"{tongue.cardinal(int(match['n']))} {_MONTH[match['letter']]}"


def _seven_eleven(match: re.Match[str], tongue: Tongue) -> str:
    return "セブンイレブン" if tongue.code == "ja" else "Seven Eleven"


def _wireless(match: re.Match[str], tongue: Tongue) -> str:
    """The name of a wireless network's standard: its figures, then its letters one by one."""
    eight = "eight oh two" if tongue.code == "en" else tongue.digits("802")
    point = tongue.word("point" if tongue.code in ("en", "ja") else "dot")
    kinds = [letter(kind, tongue) for kind in (match["kinds"] or "").split("/") if kind]
    return " ".join([eight, point, tongue.cardinal(11), *kinds])


def _three_m(match: re.Match[str], tongue: Tongue) -> str | None:
    if is_amount(match, tongue):
        return None
    return "スリーエム" if tongue.code == "ja" else f"{tongue.cardinal(3)} M"


def _in_pairs(match: re.Match[str], tongue: Tongue) -> str | None:
    if is_amount(match, tongue):
        return None
    if tongue.code == "ja":
        return "フォーセブンイレブン"
    return f"{tongue.cardinal(47)} {tongue.cardinal(11)}"


def _and(match: re.Match[str], tongue: Tongue) -> str:
    joint = "アンド" if tongue.code == "ja" else f" {tongue.word('and')} "
    return joint.join(tongue.cardinal(int(match[k])) for k in "ab")


def _dotted(text: str, tongue: Tongue) -> str:
    joint = tongue.word("point") if tongue.code == "ja" else f" {tongue.word('dot')} "
    return joint.join(tongue.cardinal(int(n)) for n in text.split("."))


def _race(match: re.Match[str], tongue: Tongue) -> str:
    lead = match.groupdict().get("race") or ""
    said = tongue.cardinal(int(match["n"]))
    return f"{lead}{said}キロ" if tongue.code == "ja" else f"{lead}{said} K"


def _inches(match: re.Match[str], tongue: Tongue) -> str | None:
    """A measure in inches; None where the sign closes a quotation."""
    before, sign = match.string[: match.start()], match["sign"]
    if sign == '"' and quoting(before):
        return None
    if sign == "”" and before.count("“") + before.count("„") > before.count("”"):
        return None
    text = match["n"].replace(",", ".")
    said = tongue.counted(text, Noun.read(_INCHES[tongue.code]))
    after = match.string[match.end() :]
    if tongue.code == "en" and re.match(r"[- ](?!wide|long|tall|high|deep|thick|by|and|or)[a-z]",
                                        after):  # fmt: skip
        said = said.replace("inches", "inch")
    return said


def quoting(text: str) -> bool:
    """Whether a quotation with straight marks is open at the end of a text.

    Behind a figure a mark closes the quotation that is open, and is else of inches.
    """
    is_open = False
    for mark in re.finditer('"', text):
        is_open = not is_open and not text[: mark.start()][-1:].isdecimal()
    return is_open

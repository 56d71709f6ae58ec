"""Telephone numbers, addresses of the net and of houses, as they are said."""

import re
from collections.abc import Callable, Iterator

from . import polish
from .ranks import value
from .tongues import Tongue

Say = Callable[[re.Match[str], Tongue], str | None]

_STREETS = {
    "nl": {"str": "straat", "ln": "laan", "wg": "weg"},
    "sv": {"g": "gatan", "v": "vägen"},
}
"""How names of streets are shortened, at their end."""


def street_rules(code: str) -> Iterator[tuple[str, Say]]:
    """Patterns of streets and flats before their figures."""
    for short, full in _STREETS.get(code, {}).items():
        yield rf"(?<=[a-zåäö]){short}\.(?=\s\d)", lambda m, t, full=full: full
    if code == "pl":
        yield (
            r"(?<!\w)(?P<w>[Uu]l|[Aa]l|[Pp]l|[Oo]s)\.(?=\s(?P<name>[A-ZĄĆĘŁŃÓŚŹŻ][^\W\d]*|\d+\s[A-Z]))",
            lambda m, t: polish.place(m["w"], m.string[: m.start()], m["name"]),
        )
        yield (
            r"(?<!\w)(?:(?P<roman>[IVX]{1,4})|(?P<n>\d{1,2})\.)\s(?:p\.|piętro)(?!\w)",
            lambda m, t: (
                polish.floor(t.ordinal(_floor(m)), m.string[: m.start()])
                + ("." if m[0].endswith(".") and not m.string[m.end() :].strip() else "")
            ),
        )
        yield (
            (
                r"(?<![\w.,/-])(?P<n>\d{1,4}[a-zA-Z]?)(?:,?\s?(?:m\.|lok\.)|\s?/m\.?)\s?"
                r"(?P<flat>\d{1,4})(?!\w)"
            ),
            _flat,
        )


def _floor(match: re.Match[str]) -> int:
    return int(match["n"]) if match["n"] else value(match["roman"])


def _flat(match: re.Match[str], tongue: Tongue) -> str:
    """A Polish house and the flat in it: "5 m. 3" is "pięć mieszkania trzy"."""
    house = re.match(r"(\d+)(\w*)", match["n"])
    assert house is not None
    number = f"{tongue.number(house[1])} {house[2]}".strip()
    kind = "lokalu" if "lok" in match[0] else "mieszkania"
    return f"{number} {kind} {tongue.number(match['flat'])}"


def telephone(match: re.Match[str], tongue: Tongue) -> str | None:
    """Groups of figures that are a telephone number by their form, or by the word before them."""
    text = match[0]
    groups = re.findall(r"\d+", re.sub(r"(?<=\d )\(0\)|(?<=\d)\(0\)", "", text))
    count = sum(map(len, groups))
    if not 7 <= count <= 15 or (re.search(r"[.,]\d{1,2}$", text) and groups[0][0] != "0"):
        return None
    before = match.string[max(0, match.start() - 30) : match.start()]
    asked = re.search(f"(?i)(?:{tongue.word('call')})", before) and len(groups) > 1
    thousands = all(len(g) == 3 for g in groups[1:]) and len(groups[0]) <= 3
    starts = text[0] in "+(" or (text[0] == "0" and (len(groups) > 1 or count >= 9))
    sizes = [len(g) for g in groups]
    american = sizes[-3:] == [3, 3, 4] and len(groups) <= 4
    american = american or (sizes == [3, 4] and "-" in text and tongue.code == "en")
    if not (starts or american or asked) or (thousands and not (starts or asked)):
        return None
    plus = f"{tongue.word('plus')} " if text[0] == "+" else ""
    return plus + " ".join(tongue.digits(g) for g in groups)


_SERVICES = frozenset(
    "110 111 112 113 114 115 116 117 118 119 122 123 133 143 144 147 190 192 193 199 "
    "061 062 080 085 088 091 101 105 159 211 311 411 511 611 711 811 911 985 986 991 992 993 "
    "994 997 998 999 000".split()
)
"""Emergency and service numbers of three figures."""

_HELP = {
    "en": "emergenc|helpline|hotline|police|ambulance", "de": "notruf|notfall|wähl|polizei",
    "es": "emergencia|marc|policía", "it": "emergenz|compon",
    "pt": "emergência|disque|marque|polícia",
    "nl": "nood|alarm|politie|brand|draai", "sv": "nöd|akut|slå|larm|fara",
    "pl": "alarmow|numer|pogotow|wybierz|ratunk|wykręć",
}  # fmt: skip
"""Words near a number for help, besides those for a call."""


def short_code(match: re.Match[str], tongue: Tongue) -> str | None:
    """A short number behind "text" or near "call", figure by figure: "call 999 or 112".

    French and Japanese have names for theirs, the numbers themselves. None: it is no such number.
    """
    text, call = match["n"], tongue.word("call")
    near = match.string[max(0, match.start() - 12) : match.start()]
    if re.fullmatch(r"\d{5,6}", text) and re.search(f"(?i){call}", near):
        return tongue.digits(text)
    if text not in _SERVICES or tongue.code not in _HELP:
        return None
    after = match.string[match.end() :]
    about = re.split(r"[.!?]\s", match.string[max(0, match.start() - 40) : match.start()])[-1]
    about += re.split(r"[.!?](?:\s|$)", after[:20])[0]
    if not re.search(rf"(?i)\b(?:{call}|{_HELP[tongue.code]})", about):
        return None
    counts = re.match(r"\s(?P<noun>[^\W\d_]{3,})", after)
    return None if counts and _COUNTED.fullmatch(counts["noun"]) else tongue.digits(text)


_COUNTED = re.compile(
    r"(?i)(?:people|customers|calls|times|euros?|pounds|dollars|kunden|menschen|anrufe|mal|clientes|personas|"
    r"pessoas|clienti|persone|klanten|mensen|kunder|personer|osób|klientów)"
)


def address(match: re.Match[str], tongue: Tongue) -> str:
    """An address of the net or of mail, its signs in words."""
    text = re.sub(r"^(https?://)?(www\.)?", "", match[0]).split("?")[0].rstrip("/")
    names = {".": "dot", "/": "slash", "@": "at", "-": "dash"}
    parts = [p for p in re.split(r"([./@-])", text) if p]
    said = [tongue.word(names[p]) if p in names else _part_of_address(p, tongue) for p in parts]
    return " ".join(said)


def _part_of_address(part: str, tongue: Tongue) -> str:
    if part.isdecimal():
        return tongue.number(part) if len(part) < 4 and part[0] != "0" else tongue.digits(part)
    short = {"uk", "us", "eu", "tv", "ai", "io", "de", "fr", "es", "nl", "pl", "pt", "jp", "se"}
    if part in short and (tongue.code == "en" or len(part) == 2):
        return " ".join(part.upper())
    pieces = re.findall(r"\d+|[^\d]+", part.replace("_", " underscore ").replace("+", " plus "))
    said = (tongue.number(p) if p.isdecimal() and len(p) < 5 else p for p in pieces)
    return " ".join(" ".join(said).split())

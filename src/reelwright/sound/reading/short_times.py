"""Short months and days with their stop, where the words about them tell of time: "late Feb."."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from ...domain.sentences import ends
from .tongues import Tongue, tongue_of

Say = Callable[[re.Match[str], Tongue], str | None]
"""What is said for a match; None: it is not what it looked like."""

_PART = {
    "en": "early|late|mid|middle of|(?:the )?end of|beginning of|start of|month of",
    "de": "Anfang|Ende|Mitte|Monat",
    "fr": "fin|début|mi|mi-?|courant|milieu|mois de|fin de|début de|mois d['’]",
    "es": "(?:finales|fines|principios|mediados|comienzos|inicios|fin|mes) de",
    "it": "fine|inizio|metà|mese di|fine di|inizio di|metà di|primi di",
    "pt": "(?:fim|fins|final|finais|início|inícios|meados|começo|mês) de",
    "nl": "eind|einde|begin|half|medio|midden|maand",
    "sv": "(?:slutet|början|mitten|månaden) av",
    "pl": "(?:koniec|końcu|końca|początek|początku|połow[aęyie]+|środku|miesiąca?)",
}
"""Words for a part of a month: what follows is one, even where the sentence ends."""

_IN = {
    "en": "in|since|until|till|by|from|to|through|thru|during|before|after|of|every|each|next|"
    "last|this|between|for",
    "de": "im|seit|bis|ab|von|vom|zum|vor|nach|zwischen|für|(?:dies|nächst|letzt|kommend|jed)en",
    "fr": "en|de|dès|depuis|jusqu['’]en|d['’]ici|avant|après|entre|à partir de|et|ou|au",
    "es": "en|desde|hasta|de|del|entre|este|cada|próximo|pasado|para|a partir de|a",
    "it": "a|in|da|di|entro|fino a|tra|fra|dopo|prima di|ogni|per|ad",
    "pt": "em|de|desde|até|entre|cada|para|a partir de|a",
    "nl": "in|sinds|vanaf|tot|van|per|t/m|tussen|na|voor|elke|tot en met",
    "sv": "i|sedan|från|till|av|före|efter|mellan|varje|under|fr\\.o\\.m\\.|t\\.o\\.m\\.",
    "pl": "w|we|od|do|z|po|na|przed|między|przez|lub|każdy",
}
"""Words before a month."""

_ON = {
    "en": "on|every|each|alternate|next|last|this|until|till|through|thru|(?:late|early) (?:on )?|"
    "Easter|Good|Whit|Black|Cyber|Ash|Shrove|Maundy|Palm|from|to|except|closed|open|only",
    "de": "am|jeden|bis|ab|vom|zum|(?:dies|nächst|letzt|kommend|vorig)en|immer|außer|und|oder",
    "fr": "le|du|au|chaque|ce|dès|jusqu['’]au|sauf|tous les|un|et|ou",
    "es": "el|los|del|al|cada|este|próximo|pasado|y|o",
    "it": "il|la|del|dal|al|ogni|questo|tutti i|entro|e|o|di",
    "pt": "na|no|à|às|aos|toda|todo|nesta|neste|próxima|próximo|e|ou",
    "nl": "op|elke|iedere|vanaf|t/m|deze|volgende|aanstaande|en|of|tot en met",
    "sv": "på|varje|nästa|till|från|om|varannan|före|efter|t\\.o\\.m\\.|och|eller|alla",
    "pl": "w|we|na|do|od|co|każdą|każdy|każdego|przed|po|i|oraz|lub|albo|tylko",
}
"""Words before a day of the week."""

_AND = {"en": "and|or|to|until|through|but not", "de": "und|oder|bis|sowie", "fr": "et|ou|à|au",
        "es": "y|o|a|al|e", "it": "e|o|a|al|ed", "pt": "e|ou|a|ao", "nl": "en|of|tot|t/m",
        "sv": "och|eller|till|samt", "pl": "i|lub|oraz|albo|do"}  # fmt: skip
"""Words between two of them."""

_HOUR = {"en": "from|at", "de": "ab|um|von|bis", "fr": "de|à|dès", "es": "de|a las|desde las",
         "it": "dalle|alle|ore", "pt": "das|às|a partir das", "nl": "van|om|vanaf|tot",
         "sv": "kl\\.?|från", "pl": "od|o|do|godz\\."}  # fmt: skip
"""Words between a day and its hours."""

_WORDS = {
    "en": "Jan Mar Sun Sat May".split(),
    "es": "mar dic dom may".split(),
    "it": "mar set gen dom sab".split(),
    "pt": "mar dez set out dom ter sex".split(),
    "fr": "mer mar".split(),
    "pl": "mar lis".split(),
    "sv": "mar".split(),
}
"""What a name or another word is as well: at the end of a sentence it is left as it is."""

_LOCATIVE = (
    "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie "
    "grudniu"
).split()
_NOMINATIVE = (
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad "
    "grudzień"
).split()
_DAYS_OF = {"środa": "środy", "sobota": "soboty", "niedziela": "niedzieli",
            "poniedziałek": "poniedziałku", "wtorek": "wtorku", "czwartek": "czwartku",
            "piątek": "piątku"}  # fmt: skip
_DAYS_ON = {"środa": "środę", "sobota": "sobotę", "niedziela": "niedzielę"}


# The stop is left for the sentence that it may end, and taken where it cannot.
_STOP = r"(?!\.?\s?[-–—/&+])(?:\.(?=[,;:)!?…])|(?=\.(?!\w)))"
_LEFT = r"(?<![\w/.–—-])"


def short_month_rules(code: str) -> Iterator[tuple[str, Say]]:
    """Patterns of short months that no day stands before."""
    if code in _PART:
        yield rf"{_LEFT}(?P<name>{_names(code, months=True)}){_STOP}", _month


def short_day_rules(code: str) -> Iterator[tuple[str, Say]]:
    """Patterns of short days of the week."""
    if code in _PART:
        yield rf"{_LEFT}(?P<name>{_names(code, months=False)}){_STOP}", _day
    if code == "pl":
        yield rf"{_LEFT}(?P<name>{_names(code, months=False)})(?=\s\d)", _day


@cache
def _names(code: str, *, months: bool) -> str:
    tongue = tongue_of(code)
    assert tongue is not None
    short = sorted(tongue.short_months if months else tongue.days, key=len, reverse=True)
    names = "|".join(map(re.escape, short))
    return names if code in ("en", "de") else f"(?i:{names})"


def _told(match: re.Match[str], lead: str, code: str, *, months: bool) -> tuple[str, bool] | None:
    """The word that leads to a name, and whether it can lead to nothing else; None: there is none.

    "In Jan. and Feb.": what leads to the first leads to the others.
    """
    before = match.string[: match.start()]
    names = _names(code, months=months)
    chain = rf"(?:(?:{names})\.?(?:,\s|,?\s(?:{_AND[code]})\s(?:\w+\s)?))*"
    for words, sure in ((_PART[code] if months else "", True), (lead, False)):
        found = words and re.search(rf"(?i:(?<![\w-])(?P<lead>{words}))\s?{chain}$", before)
        if found and (found["lead"][-1] in "'’" or before[found.end("lead") :][:1].isspace()):
            return found["lead"].lower(), sure
    return None


def _ended(match: re.Match[str]) -> bool:
    """Whether the sentence ends with the name and its stop."""
    rest = match.string[match.end() :].removeprefix(".")
    return not rest.strip() or ends(f"{match['name']}.", rest.strip())


def _month(match: re.Match[str], tongue: Tongue) -> str | None:
    told = _told(match, _IN[tongue.code], tongue.code, months=True)
    behind = match.string[match.end() :].removeprefix(".")
    year = re.match(r"\s(?:de\s)?(?:1[6-9]|20)\d\d(?!\w)", behind)
    name = match["name"]
    if told is None and year is None:
        return None
    lead, sure = told or ("", True)
    if not sure and not year and name.lower() in map(str.lower, _WORDS.get(tongue.code, ())):
        following = re.match(r"\s?(\w*)", behind)
        if _ended(match) or (following and following[1][:1].isupper()):
            return None
    if tongue.code == "it" and name.lower() in ("sett", "sem") and lead in ("a", "per", "ogni"):
        # "Due volte a sett.": a week.
        return None
    number = next(n for short, n in tongue.short_months.items() if short.lower() == name.lower())
    if tongue.code == "pl":
        if lead in ("w", "we", "po", "przy"):
            return _LOCATIVE[number - 1]
        if lead in ("na", "przez", "każdy", "lub", ""):
            return _NOMINATIVE[number - 1]
    return tongue.months[number - 1]


def _day(match: re.Match[str], tongue: Tongue) -> str | None:
    code, name = tongue.code, match["name"]
    behind = match.string[match.end() :].removeprefix(".")
    hours = re.match(rf"\s(?:(?:{_HOUR[code]})\s)\d", behind)
    told = _told(match, _ON[code], code, months=False)
    if told is None and hours is None:
        return None
    lead, _ = told or ("", False)
    if code == "de" and name == "Fr" and re.match(r"\s[A-ZÄÖÜ]", behind) and lead != "am":
        return None
    if not hours and name.lower() in map(str.lower, _WORDS.get(code, ())):
        strong = re.fullmatch(r"on|every|each|alternate|easter|palm|na|às?|toda|nesta", lead)
        if _ended(match) and not strong:
            return None
    full = next(d for short, d in tongue.days.items() if short.lower() == name.lower())
    if code == "pl":
        if lead in ("do", "od"):
            return _DAYS_OF[full]
        if lead in ("w", "we", "na", "co", "każdą", "każdy"):
            return _DAYS_ON.get(full, full)
    several = lead in ("às", "aos", "los") and full[-1] in "ao"
    return full + "s" * several

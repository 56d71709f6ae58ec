"""What only English writes: "9am", "the '90s", "6'2", "£400 pcm", "5* hotel"."""

import re
from collections.abc import Callable, Iterator

from . import amounts, english
from .tokens import quoting
from .tongues import Tongue

Say = Callable[[re.Match[str], Tongue], str | None]

_LEFT, _RIGHT = r"(?<![\w.,/-])", r"(?!\w)"
_DAYS = "(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?:days?)?"
_WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


_COUNTED = (
    "people|person|views?|viewers?|sold|users?|downloads?|downloaded|customers?|followers?|fans?|"
    "subscribers?|subscriptions?|members?|visitors?|visits|readers?|listeners?|players?|copies|"
    "plays|streams|streamed|streaming|likes|clicks|hits|shares|posts|impressions|installs|"
    "accounts|jobs|homes|households|families|children|kids|adults|women|men|patients|parents|"
    "pupils|students|teachers|workers|employees|staff|voters|drivers|passengers|tourists|guests|"
    "travellers|commuters|cyclists|gamers|Britons|Brits|Americans|Europeans|trees|meals|orders|"
    "ordered|sales|units|items|products|books|records|songs|tickets|trips|journeys|rides|bookings|"
    "nights|deliveries|delivered|parcels|shipped|served|sent|made|planted|raised|donated|helped|"
    "watched|tonnes|tons|miles|pounds|dollars|euros|phones|cars|bikes|cups|bottles|times|hours|"
    "lives|species|photos|pictures|videos|messages|emails|reviews|ratings|questions|searches|"
    "citizens|residents|inhabitants|businesses|companies|shops|stores|subs|strong"
)
_MANY = (
    r"(?:"
    rf"(?:(?!long\b|wide\b|tall\b|high\b|deep\b|thick\b|of\b|by\b|and\b|or\b|to\b|from\b)[a-z]+\s)"
    rf"{{0,2}}(?:{_COUNTED})\b|of\s(?:us|them|you|our|your|these|those)\b"
    r")"
)
"""What millions are counted of, where a lone "m" is no metre: "3m people", "10m monthly users"."""
_UNITS = (
    "volt|watt|amp|ampere|kilowatt|litre|liter|gallon|metre|meter|kilometre|mile|inch|foot|pound|"
    "ounce|tonne|ton|kilo|gram|kilogram|hertz|pixel|megapixel|lumen|degree|acre"
)


def idiom_rules(each: str) -> Iterator[tuple[str, Say]]:
    """English patterns, first come first served; each: the pattern of what a price is for."""
    yield (
        _LEFT + r"(?:(?P<whole>\d{1,2})[ -])?(?P<a>\d)/(?P<b>2|3|4|8|16|32)\s?(?P<sign>[\"″”])",
        _part_of_inch,
    )
    yield r"(?<!\w)1-2-1" + _RIGHT, lambda m, t: "one to one"
    yield (
        r"(?<!\w)(?P<n>\d{1,2})(?:st|nd|rd|th)\sc\.",
        lambda m, t: (
            f"{english.ordinal(int(m['n']))} century" + ("" if m.string[m.end() :].strip() else ".")
        ),
    )
    yield (
        r"(?<!\w)(?P<a>\d+)['’′]\s?[x×]\s?(?P<b>\d+)['’′]",
        lambda m, t: f"{t.number(m['a'])} foot by {t.number(m['b'])} foot",
    )
    yield (
        r"(?<!\w)(?P<a>\d{1,2})['’′]?\s?[-–—]\s?(?P<b>\d{1,2})['’′](?!\w)",
        lambda m, t: f"{t.number(m['a'])} to {t.number(m['b'])} feet",
    )
    yield (
        rf"(?i){_LEFT}(?<![$£€¥])(?P<n>\d{{1,3}}(?:[.,]\d{{1,2}})?)\s?(?P<size>[mb])(?=\s{_MANY})",
        lambda m, t: f"{t.number(m['n'])} {'million' if m['size'] in 'mM' else 'billion'}",
    )
    yield (
        _LEFT + rf"(?P<n>\d+(?:\.\d+)?)-(?P<unit>{_UNITS})" + _RIGHT,
        lambda m, t: f"{t.number(m['n'])} {m['unit']}",
    )
    yield r"(?<=\d\s)p/(?P<w>[mwyhpan])" + _RIGHT, _per_word
    yield (
        r"(?<!\w)(?P<lead>[Uu]nder|[Oo]ver)(?P<gap>[ -])(?P<n>\d{1,2})s" + _RIGHT,
        lambda m, t: m["lead"] + m["gap"] + _several(int(m["n"])),
    )
    yield (
        r"(?<![\w.,/-])(?P<n>\d+(?:\.\d+)?)-(?P<unit>yr|hr|min|lb|oz|kg|mm|cm|ft|mi|km|mo|wk|ml|GB|"
        r"TB|W|V|m|l)" + _RIGHT,
        _hyphened,
    )
    yield r"(?<!\w)2-4-1" + _RIGHT, lambda m, t: "two for one"
    yield r"(?<=\d\s)(?P<w>pppn|pcm|pp|pw|p\.p\.|p\.w\.|p\.a\.)(?!\w)", _per_person
    yield rf"(?<!\w)(?P<low>{_DAYS})\s?[-–—]\s?(?P<high>{_DAYS})" + _RIGHT, _days
    yield r"(?<!\w)24/7" + _RIGHT, lambda m, t: "twenty-four seven"
    yield r"(?<!\w)['’](?P<n>\d0)s" + _RIGHT, lambda m, t: _tens(int(m["n"]))
    yield r"(?<![\w.,/])(?P<n>\d{3}0)['’]?s" + _RIGHT, lambda m, t: english.decade(int(m["n"]))
    yield (
        r"(?<![\w.,/-])(?P<n>\d{1,3}(?:,\d{3})+|[1-9]\d{0,3})s(?!\w)",
        lambda m, t: _several(int(m["n"].replace(",", ""))) if _no_seconds(m) else None,
    )
    yield (
        _LEFT + r"(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)" + _RIGHT,
        lambda m, t: english.ordinal(int(m["n"].replace(",", ""))),
    )
    yield (
        r"(?<!\w)(?P<n>\d+)(?:[’'′](?=\d)|[’'′]\s(?=\d+[\"”″]))(?P<i>\d{1,2})(?!\d)[\"”″]?",
        lambda m, t: f"{t.number(m['n'])} foot {t.number(m['i'])}",
    )
    yield _LEFT + r"(?P<n>\d+)\*(?=\s[a-z])", lambda m, t: f"{t.number(m['n'])} star"
    yield _LEFT + r"(?P<a>\d+)[x×](?P<b>\d+)(?P<s>s)" + _RIGHT, _by
    yield (
        _LEFT + rf"(?P<n>\d+)p(?:{each})?" + _RIGHT,
        lambda m, t: amounts.with_each(
            f"{t.number(m['n'])} " + ("penny" if m["n"] == "1" else "pence"), m["each"], t
        ),
    )
    yield (
        r"(?<!\w)v(?P<n>\d+(?:\.\d+)+)" + _RIGHT,
        lambda m, t: "version " + " point ".join(t.cardinal(int(n)) for n in m["n"].split(".")),
    )
    yield (
        _LEFT + r"(?P<n>5|10)[kK](?= (?:run|race|walk|fun))",
        lambda m, t: t.number(m["n"]) + " K",
    )
    yield r"(?<!\w)w/o(?!\w)", lambda m, t: "without"
    yield r"(?<!\w)c/o(?!\w)", lambda m, t: "care of"
    yield r"(?<!\w)w/(?=\s?\w)", lambda m, t: "with "
    yield r"\bC\+\+", lambda m, t: "C plus plus"
    yield r"\bC#", lambda m, t: "C sharp"


def _part_of_inch(match: re.Match[str], tongue: Tongue) -> str | None:
    """Parts of an inch, with whole ones before: "a 3/4 inch pipe", "1 1/2 inches"."""
    if match["sign"] == '"' and quoting(match.string[: match.start()]):
        return None
    named = re.match(r"[- ](?!wide|long|tall|high|deep|thick|by|and|or)[a-z]",
                     match.string[match.end() :])  # fmt: skip
    part = amounts.share(int(match["a"]), int(match["b"]), tongue)
    if match["whole"]:
        mixed = amounts.mixed(match["whole"], int(match["a"]), int(match["b"]), tongue)
        return f"{mixed} {'inch' if named else 'inches'}"
    if named:
        return f"{part.removesuffix('s').removeprefix('a ')} inch"
    return f"{part} {'an' if part == 'half' else 'of an'} inch"


_PER = {"m": "month", "w": "week", "y": "year", "a": "year", "h": "hour", "p": "person",
        "n": "night"}  # fmt: skip


def _per_word(match: re.Match[str], tongue: Tongue) -> str:
    return f"{tongue.word('per')} {_PER[match['w']]}"


_PER_PERSON = {"pcm": "per calendar month", "pp": "per person", "pw": "per week",
               "pppn": "per person per night", "pa": "a year"}  # fmt: skip


def _per_person(match: re.Match[str], tongue: Tongue) -> str:
    return _PER_PERSON[match["w"].replace(".", "")]


def _hyphened(match: re.Match[str], tongue: Tongue) -> str:
    """A measure joined to what it is of: "2-yr plan"."""
    noun = amounts.unit_noun(match["unit"], tongue)
    return f"{tongue.number(match['n'])} {noun.forms[0] if noun else match['unit']}"


_SOME = re.compile(
    r"(?:\b(?:the|these|those|their|his|her|your|my|our|its|early|mid|late|low|high|of|in|many|"
    r"(?:(?<=[a-z,] )[A-Z]\w+|i[A-Z]\w+))[ -](?:early |mid |late |mid-)?|[×x])$"
)
"""What stands before several of a number: "in their 20s", "bags of 5s", "a pair of 747s"."""


def _no_seconds(match: re.Match[str]) -> bool:
    """Whether an "s" behind a figure makes several of it: "100s of", and no "in 30s"."""
    text, before, after = match["n"], match.string[: match.start()], match.string[match.end() :]
    if "," in text or re.match(r"\sof\b", after) or text in ("100", "1000"):
        return True
    number = int(text)
    chain = re.sub(r"\b\d+s(?:,| and| or| to|–|-)\s?$", "", before)
    some = _SOME.search(chain)
    if some and some[0].strip(" -") in ("in", "of", "In") and number % 10 and number > 9:
        return some[0].strip().lower() == "of"
    if some and some[0].strip(" -") in ("in", "In"):
        # "In 30s" is a time; "in the 30s" are people and years.
        return False
    return some is not None or (number >= 100 and bool(re.search(r"(?:^|\s)[A-Z]\w+ $", chain)))


def _several(number: int) -> str:
    """So many by their number: "under-fives", "over-sixties", "hundreds"."""
    said = english.cardinal(number)
    if number in (100, 1000):
        said = said.removeprefix("one ")
    return said[:-1] + "ies" if said.endswith("y") else said + ("es" if said.endswith("x") else "s")


def _tens(number: int) -> str:
    return english.cardinal(number)[:-1] + "ies" if number > 10 else "tens"


def _by(match: re.Match[str], tongue: Tongue) -> str:
    return f"{tongue.number(match['a'])} by {tongue.number(match['b'])}{match['s']}"


def _days(match: re.Match[str], tongue: Tongue) -> str:
    low, high = (next(d for d in _WEEK if d[:3] == match[k][:3]) for k in ("low", "high"))
    return f"{low} {tongue.word('to')} {high}"

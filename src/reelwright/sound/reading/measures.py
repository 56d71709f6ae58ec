"""Measures beside measures: 30 × 40 cm, 1.5x, 4.6/5, 2 1/4 lb, 1 h 30 min, in ten languages."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from . import amounts, japanese
from .ranks import german_half
from .tongues import Noun, Tongue, tongue_of

Say = Callable[[re.Match[str], Tongue], str | None]

_LEFT, _RIGHT = r"(?<![\w.,/-])", r"(?!\w)"
_HALVES = "".join(amounts.HALVES)
_LENGTHS = frozenset(("mm", "cm", "m", "km", "in", "ft", "dm", "px", "㎝", "㎜", "yd"))
_RATED = (
    r"rat(?:ed|ing|ings)|scor\w+|stars?|review\w*|bewert\w+|note[ds]?|noté\w*|stern\w*|wertung\w*|"
    r"étoiles?|avis|estrellas?|valora\w+|puntua\w+|calific\w+|nota|stelle|voto|valutaz\w+|recens\w+|"
    r"estrelas?|avalia\w+|classifica\w+|sterren|beoordel\w+|waarder\w+|score|cijfer|stjärnor|betyg|"
    r"omdöme\w*|gwiazd\w+|ocen\w+|opini\w*|評価|満足度|星"
)
_PEOPLE = (
    r"people|customers?|users?|users|patients?|parents?|families|guests?|members?|of us|Kunden|"
    r"Nutzer\w*|Menschen|Gäste\w*|Eltern|clients?|personnes|utilisateurs|clientes?|personas|usuarios|"
    r"clienti|persone|utenti|pessoas|usuários|klanten|mensen|gebruikers|kunder|personer|användare|"
    r"klientów|osób|użytkowników"
)
_HOURS = r"(?:h|hrs?|Std|ora|uur|u|tim|godz)"
_MINUTES = r"(?:min|mins|Min)"
_EACH = {
    "en": "day|week|wk|month|mo|year|yr|hour|hr|min|minute|person|night|session|pack|visit|unit",
    "de": "Tag|Woche|Monat|Jahr|Stunde|Std|h|min|Person|Nacht|Einheit",
    "fr": "jour|semaine|mois|an|heure|h|min|personne|nuit|j",
    "es": "día|semana|mes|año|hora|h|min|persona|noche",
    "it": "giorno|settimana|mese|anno|ora|h|min|persona|notte",
    "pt": "dia|semana|mês|ano|hora|h|min|pessoa|noite",
    "nl": "dag|week|maand|mnd|jaar|uur|u|min|persoon|nacht",
    "sv": "dag|dygn|vecka|månad|mån|år|timme|tim|h|min|person|natt",
    "pl": "dzień|tydzień|miesiąc|mies|rok|godz|godzinę|h|min|osobę|os|dobę|noc",
    "ja": amounts.EACH_JAPANESE,
}
"""What is counted or paid for each time, behind a stroke, for a pattern."""
_NEUTER_DUTCH = frozenset("uur gram pond jaar stuk".split())


def measure_rules(code: str, number: str, units: str) -> Iterator[tuple[str, Say]]:
    """Patterns of measures, first come first served."""
    yield (
        rf"{_LEFT}(?P<a>\d{{1,3}}(?:[.,]\d+)?)\s?/\s?(?P<b>5|6|10|20|100)(?:[.,]0)?(?![\w/]|[.,]\d)"
        + ("点?" if code == "ja" else ""),
        _rating,
    )
    # "2×4s" are boards, and no seconds.
    timber = r"(?!s(?!\w))" if code == "en" else ""
    side = rf"(?:\d+\s\d/\d|{number})(?:{timber}\s?{units}(?!\w))?"
    if code == "ja":
        yield rf"(?<=[\w℃㎡㎝㎜])[x×](?=\d+(?:{japanese.COUNTERS}))", lambda m, t: t.word("by")
    plural = r"(?!s(?!\w))" if code == "en" else ""
    yield (
        (
            rf"(?<![\w.,/])(?P<sides>{side}(?:\s?[x×]\s?{side}){{1,2}})(?P<power>[²³]?)"
            rf"(?![\w²³]){plural}" + (rf"(?!{japanese.COUNTERS})" if code == "ja" else "")
        ),
        lambda m, t: _by(m, t, number, units),
    )
    each = rf"/\s?(?P<each>{_EACH[code]})(?!\w)"
    yield rf"(?<![\w.,/])(?P<n>{number})\s?[x×](?:{each})?" + _RIGHT, _times
    if code == "ja":
        what = rf"[¥￥]?{number}(?:円|{units}|{japanese.COUNTERS}|[x×])?"
        yield (
            rf"(?<![\w.,])(?P<what>{what})/(?P<each>(?:\d+\s?)?(?:{_EACH['ja']}|{units}))(?:あたり|当たり)?",
            (lambda m, t: _japanese_each(m, t, number, units)),
        )
    else:
        yield rf"{_LEFT}(?P<n>{number})\s(?P<noun>[^\W\d_]{{3,}}){each}", _often
    yield r"(?<!\w)[x×](?P<n>\d{1,3})" + _RIGHT, lambda m, t: _multiplied(m["n"], t)
    if code == "de":
        yield (
            _LEFT + r"(?P<n>\d{1,2}(?:,5)?)-Zi\.?-W(?:hg\.?|ohnung)",
            lambda m, t: t.number(m["n"].replace(",", ".")) + "-Zimmer-Wohnung",
        )
    if code != "ja":
        yield (
            (
                rf"{_LEFT}(?P<h>\d{{1,2}})\s?{_HOURS}\.?\s?(?P<m>[0-5]?\d)\s?{_MINUTES}(?!\w)"
                r"(?:\.(?=\s+[a-z]|[,;:)]))?"
            ),
            _duration,
        )
        yield (
            (
                rf"{_LEFT}(?:(?P<whole>\d{{1,3}})[\s-]?(?=\d{{1,2}}[/⁄]|[{_HALVES}]))?"
                rf"(?:(?P<a>\d{{1,2}})[/⁄](?P<b>\d{{1,2}})|(?P<part>[{_HALVES}]))\s?"
                rf"(?P<unit>{units}|{_names(code)}){_RIGHT}(?:\.(?=\s+[a-z]|[,;:)]))?"
            ),
            _portion,
        )
    if code in _HALF:
        yield (
            rf"{_LEFT}(?P<whole>\d{{1,3}})?(?:(?<=\d)\s)?(?:1[/⁄]2|½)\s(?P<noun>[^\W\d_]{{3,}})",
            _half_noun,
        )


@cache
def _named(code: str) -> dict[str, Noun]:
    """The nouns of a language's units by each of their forms of one word."""
    tongue = tongue_of(code)
    assert tongue is not None
    return {f: noun for noun in tongue.units.values() for f in noun.forms if f.isalpha()}


def _names(code: str) -> str:
    return "|".join(sorted(map(re.escape, _named(code)), key=len, reverse=True))


def _rating(match: re.Match[str], tongue: Tongue) -> str | None:
    """So many points of as many as there are; None: it may be a fraction or a date."""
    whole = match["a"].isdecimal()
    before = match.string[max(0, match.start() - 40) : match.start()]
    after = match.string[match.end() : match.end() + 30]
    if re.search(r"[€$£¥]\s?$", before) or re.match(r"\s?(?:k?g|m?l|k?m|[cm]m)(?!\w)", after):
        # "€ 1,99/100 g" is a price.
        return None
    shown = re.search(rf"(?i)\b(?:{_RATED})\b[^.!?]*$", before) or re.match(
        rf"(?i)\s?(?:{_RATED}|{_PEOPLE})", after
    )
    if tongue.code == "ja":
        shown = shown or re.search(f"(?:{_RATED})[^。]*$", before)
    high, low = int(match["b"]), float(match["a"].replace(",", "."))
    if low > high:
        return None
    if whole and not shown:
        # Most of ten is a mark, unless a day and its month; less may be a fraction.
        dated = re.search(r"(?i)\b(?:le|du|au|el|del|il|dal|al|em|dia|op|dnia|den)\s$", before)
        most = (high == 10 and low >= 6) or (high in (20, 100) and low > high / 4)
        if not most or _part_of(after) or (dated and tongue.code != "en"):
            return None
    said = tongue.number(match["a"].replace(",", "."))
    if tongue.code == "ja":
        return f"{tongue.cardinal(high)}てんちゅう{said}てん"
    return f"{said} {tongue.word('out-of')} {tongue.cardinal(high)}"


def _part_of(after: str) -> bool:
    return bool(re.match(r"\s(?:of|d[eiu]|van|av|mile|inch|mm|cm|m|l|kg|lb|in)(?!\w)", after))


def _by(match: re.Match[str], tongue: Tongue, number: str, units: str) -> str | None:
    """Sides of a thing; what is no length is so many times as much."""
    side = re.compile(
        rf"(?:(?P<whole>\d+)\s(?P<a>\d)/(?P<b>\d)|(?P<n>{number}))(?:\s?(?P<unit>{units})(?!\w))?"
    )
    sides = list(side.finditer(match["sides"]))
    last = sides[-1]["unit"]
    if last in ("x", None) and len(sides) == 2 and " x " in match[0] and tongue.code == "en":
        return None
    if tongue.code == "fr" and match[0] in ("4x4", "4×4"):
        return "quatre quatre"
    if any(s["whole"] for s in sides):
        return _by_parts(sides, tongue)
    if last and amounts.ALIKE.get(last, last) not in _LENGTHS and sides[0]["unit"] is None:
        first = _times_as(amounts.plain_number(sides[0]["n"], tongue), tongue)
        rest = amounts.measure(sides[1]["n"], last, "", tongue)
        return f"{first}{'' if tongue.code == 'ja' else ' '}{rest}"
    told = [
        amounts.measure(s["n"], s["unit"], match["power"] if s is sides[-1] else "", tongue)
        if s["unit"]
        else tongue.number(amounts.plain_number(s["n"], tongue))
        for s in sides
    ]
    joint = tongue.word("by")
    return (joint if tongue.code == "ja" else f" {joint} ").join(told)


def _by_parts(sides: list[re.Match[str]], tongue: Tongue) -> str:
    """Sides with fractions, as paper has them: "8 1/2 x 11 in"."""
    told = [
        amounts.mixed(s["whole"], int(s["a"]), int(s["b"]), tongue)
        if s["whole"]
        else amounts.measure(s["n"], s["unit"] or "", "", tongue)
        for s in sides
    ]
    return f" {tongue.word('by')} ".join(told)


def _times_as(text: str, tongue: Tongue) -> str:
    """So many times: twice as "two times", "zweimal", "deux fois"."""
    noun = tongue.noun("times")
    if tongue.code == "de":
        return ("ein" if text == "1" else tongue.number(text)) + "mal"
    return tongue.counted(text, noun)


def _times(match: re.Match[str], tongue: Tongue) -> str:
    said = _times_as(amounts.plain_number(match["n"], tongue), tongue)
    return amounts.with_each(said, match["each"], tongue)


def _often(match: re.Match[str], tongue: Tongue) -> str | None:
    """So many of a thing each time: "3 visits/week"."""
    noun, text = match["noun"], amounts.plain_number(match["n"], tongue)
    if noun in tongue.units or noun in tongue.money:
        return None
    gender = tongue.gender_of(noun, int(float(text)))
    return amounts.with_each(f"{tongue.number(text, gender)} {noun}", match["each"], tongue)


def _japanese_each(match: re.Match[str], tongue: Tongue, number: str, units: str) -> str | None:
    what = match["what"]
    found = re.fullmatch(rf"(?P<yen>[¥￥])?(?P<n>{number})(?P<unit>.*)", what)
    if found is None:
        return None
    text, unit = amounts.plain_number(found["n"], tongue), found["unit"]
    if found["yen"] or unit == "円":
        said = tongue.counted(text, tongue.money["JPY"][0])
    elif unit in ("x", "×"):
        said = _times_as(text, tongue)
    elif re.fullmatch(units, unit):
        said = amounts.measure(found["n"], unit, "", tongue)
    elif unit and text.isdecimal():
        said = japanese.counted(int(text), unit)
    else:
        return None
    return amounts.with_each(said, match["each"], tongue)


def _multiplied(text: str, tongue: Tongue) -> str:
    noun, joint = tongue.noun("times"), "" if tongue.code == "ja" else " "
    many = noun.forms[-1] if tongue.code != "pl" else "razy"
    return f"{many}{joint}{tongue.number(text, noun.gender)}"


def _duration(match: re.Match[str], tongue: Tongue) -> str:
    joint = {"es": " y ", "it": " e ", "pt": " e "}.get(tongue.code, " ")
    hours = tongue.units["h"]
    return (
        tongue.counted(match["h"], hours)
        + joint
        + tongue.counted(str(int(match["m"])), tongue.units["min"])
    )


_HALF = {
    "fr": ("demi", "demi"),
    "es": ("medio", "media"),
    "it": ("mezzo", "mezza"),
    "pt": ("meio", "meia"),
}


def _portion(match: re.Match[str], tongue: Tongue) -> str | None:
    """A fraction of a unit, with the whole number before it: "2 1/4 lb", "½ l"."""
    unit = amounts.ALIKE.get(match["unit"], match["unit"])
    noun = tongue.units.get(unit) or _named(tongue.code).get(unit)
    a, b = amounts.HALVES[match["part"]] if match["part"] else (int(match["a"]), int(match["b"]))
    whole = match["whole"]
    if noun is None or not 0 < a < b or b not in tongue.fractions:
        return None
    if whole is None:
        if tongue.code == "de" and (a, b) == (1, 2):
            return german_half(noun.forms[0], match.string[: match.start()], tongue)
        return _part_of_unit(a, b, noun, tongue)
    half = (a, b) == (1, 2)
    if tongue.code in _HALF:
        share = _half_of(noun.gender, tongue) if half else amounts.share(a, b, tongue)
        joint = {"fr": "et", "es": "y", "it": "e", "pt": "e"}[tongue.code]
        return f"{tongue.counted(whole, noun)} {joint} {share}"
    mixed = amounts.mixed(whole, a, b, tongue).replace("één kwart", "een kwart")
    if tongue.code == "sv" and not half:
        return f"{mixed}s {noun.forms[0]}"
    name = noun.forms[-1] if tongue.code == "pl" else tongue.form(noun, "2")
    return f"{mixed} {name}"


def _half_of(gender: str, tongue: Tongue) -> str:
    if tongue.code == "fr":
        return "demie" if gender == "f" else "demi"
    return _HALF[tongue.code][gender == "f"]


def _part_of_unit(a: int, b: int, noun: Noun, tongue: Tongue) -> str | None:
    one, code, half = noun.forms[0], tongue.code, (a, b) == (1, 2)
    vowel = one[0] in "aeiouhéèœ"
    if code == "en":
        article = "an" if one.startswith(("a", "e", "i", "o", "hour")) else "a"
        share = "half" if half else f"{amounts.share(a, b, tongue)} of"
        return f"{share} {article} {one}"
    if code == "de":
        return f"{amounts.share(a, b, tongue)} {one}"
    if code == "nl":
        if half:
            return f"een half {one}" if one in _NEUTER_DUTCH else f"een halve {one}"
        return f"{'een kwart' if (a, b) == (1, 4) else amounts.share(a, b, tongue)} {one}"
    if code == "sv":
        if half:
            return f"ett halvt {one}" if noun.gender == "n" else f"en halv {one}"
        quarter = {1: "en kvarts", 3: "tre kvarts"}.get(a) if b == 4 else None
        return f"{quarter or amounts.share(a, b, tongue) + 's'} {one}"
    if code == "pl":
        return f"{'pół' if half else amounts.share(a, b, tongue)} {noun.forms[-1]}"
    if half:
        if code == "fr":
            return f"{'une' if noun.gender == 'f' else 'un'} demi-{one}"
        word = _HALF[code][noun.gender == "f"]
        return f"mezz'{one}" if code == "it" and one[0] in "aeio" else f"{word} {one}"
    joint = {"es": "de ", "it": "di ", "pt": "de "}.get(code, "d'" if vowel else "de ")
    return f"{amounts.share(a, b, tongue)} {joint}{one}"


def _half_noun(match: re.Match[str], tongue: Tongue) -> str | None:
    """Half of what a noun names, or a whole number of it and a half."""
    noun, whole = match["noun"], match["whole"]
    if noun in ("de", "del", "per", "por", "par", "sur", "con", "avec", "com", "prezzo", "price"):
        return None
    if whole == "1":
        noun = _one_of(noun, tongue)
    gender = tongue.gender_of(noun) or "m"
    half = _half_of(gender, tongue)
    if whole is not None:
        joint = {"fr": "et", "es": "y", "it": "e", "pt": "e"}[tongue.code]
        return f"{tongue.cardinal(int(whole), gender)} {noun} {joint} {half}"
    if tongue.code == "fr":
        return f"{'une' if gender == 'f' else 'un'} demi-{noun}"
    if tongue.code == "it" and noun[0] in "aeio":
        return f"mezz'{noun}"
    return f"{half} {noun}"


def _one_of(noun: str, tongue: Tongue) -> str:
    """A noun in the singular, as "1 ½ tazas" is said of one: "una taza y media"."""
    if tongue.code == "it":
        return noun[:-1] + {"e": "a", "i": "o"}.get(noun[-1], noun[-1])
    return noun.removesuffix("s")

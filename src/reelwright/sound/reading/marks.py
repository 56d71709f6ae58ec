"""Signs of comparison, days of the week, letters behind figures, versions and scores."""

import re
from collections.abc import Callable, Iterator

from .tongues import Noun, Tongue, tongue_of

Say = Callable[[re.Match[str], Tongue], str | None]

_LEFT, _RIGHT = r"(?<![\w.,/-])", r"(?!\w)"
_AMOUNT = r"(?:US\$|R\$|[£$€¥￥₹₩]|[-−–+]|[A-Z]{3} )?\s?\d"

# What a figure and a letter name, and do not count: "Flat 3B" is no sum of thousands of millions.
_NAMED = (
    "flat gate seat row room unit block platform suite apt apartment building bus route level "
    "floor zone stand class year grade group section ward door desk bay track studio hall terminal "
    "form plot lot house size table cabin pod court lane model type plan exit stop line pier "
    "counter classroom locker box stall pitch wohnung gleis raum zimmer haus halle platz reihe "
    "klasse tor eingang aufgang stand block zelle porte salle quai appartement bâtiment place "
    "siège rangée ligne voie quartier puerta sala asiento fila piso andén edificio bloque aula "
    "línea posto fila scala binario palazzina appartamento uscita stanza linea porta bloco quarto "
    "cadeira assento edifício saída flat stoel rij perron spoor zaal kamer lokaal ingang uitgang "
    "hal klas woning lijn sal rum plats rad spår ingång hus lägenhet klass linje mieszkanie sala "
    "pokój miejsce rząd peron tor klasa wejście budynek brama linia lokal"
)
_BEHIND_NAME = re.compile(rf"(?i)\b(?:{_NAMED.replace(' ', '|')})s?\.?\s"
                          r"(?:\d+[A-Z](?:,\s|\s\w+\s|\s?[–—&/-]\s?))*$")  # fmt: skip
_VERSION = r"(?i:version|versión|versione|versão|versie|wersja|wersji|バージョン|ios|android) ?"
_CENTS = {
    "en": "cent|cents", "de": "Cent|Cent", "fr": "cent|cents", "es": "centavo|centavos",
    "it": "centesimo|centesimi", "pt": "centavo|centavos", "nl": "cent|cent", "sv": "cent|cent",
    "pl": "cent|centy|centów|centa", "ja": "セント",
}  # fmt: skip
"""What "¢" counts."""

_NUMBERED = (
    "usb hdmi bluetooth wifi wi-fi displayport thunderbolt pcie windows macos python java html css "
    "web industrie industry industria indústria przemysł opengl vulkan directx ipados update "
    "release"
).split()
"""What has versions with a point, and no decimals: "USB 3.2", "Industrie 4.0"."""
_FROM_TO = {"it": "da {} a {}", "pl": "od {} do {}", "nl": "{} tot en met {}"}
_NOT_ALONE = frozenset("so zo mar mer ter seg gio do sun sat fri".split())
"""Short days that are words too: they are days only between days."""

_FROM_MONDAY = {
    "poniedziałek": "poniedziałku", "wtorek": "wtorku", "środa": "środy", "czwartek": "czwartku",
    "piątek": "piątku", "sobota": "soboty", "niedziela": "niedzieli",
}  # fmt: skip


def mark_rules(code: str) -> Iterator[tuple[str, Say]]:
    """Patterns of signs that come before figures, first come first served."""
    yield from _days_rules(code)
    yield (
        r"(?<![\w.,])(?P<n>\d+)\s?¢" + _RIGHT,
        lambda m, t: t.counted(m["n"], Noun(_CENTS[t.code].split("|"))),
    )
    yield _LEFT + r"(?P<n>\d{1,4})(?P<letter>[A-Z])" + _RIGHT, _lettered
    yield rf"(?<={'バージョン' if code == 'ja' else 'ersion '})(?P<n>\d+(?:\.\d+)+)" + _RIGHT, _dots
    yield rf"(?<!\w)(?P<lead>{_VERSION})(?P<n>\d+(?:\.\d+)+)" + _RIGHT, _dots
    named = "|".join(rf"(?<=\b{name} )" for name in _NUMBERED)
    yield rf"(?i:{named})(?P<n>\d+(?:\.\d+)+)" + _RIGHT, _dots
    if code != "en":
        yield r"(?<!\w)24/7" + _RIGHT, _always
    if code == "fr":
        yield (
            r"(?<!\w)(?P<a>\d{1,2})\s?(?P<of>[hj])/(?P<b>\d{1,2})(?:\s?[hj])?" + _RIGHT,
            lambda m, t: (
                f"{t.cardinal(int(m['a']))} {'heures' if m['of'] == 'h' else 'jours'} sur "
                f"{t.cardinal(int(m['b']))}"
            ),
        )
    if code != "ja":
        yield rf"(?<![<>=-])(?P<sign>>=|<=|[<>≤≥⩽⩾])(?=\s?{_AMOUNT})", _compared


def _compared(match: re.Match[str], tongue: Tongue) -> str:
    sign = {">=": "≥", "<=": "≤", "⩾": "≥", "⩽": "≤"}.get(match["sign"], match["sign"])
    key = {">": "over", "<": "under", "≥": "at-least", "≤": "at-most"}[sign]
    before = match.string[: match.start()][-1:]
    return f"{' ' if before.isalnum() else ''}{tongue.word(key)} "


def compared_japanese(sign: str, said: str) -> str:
    """What is said behind an amount for the sign before it."""
    return said + {">": "ちょう", "<": "みまん", "≥": "いじょう", "≤": "いか"}[sign]


def _lettered(match: re.Match[str], tongue: Tongue) -> str | None:
    if not _BEHIND_NAME.search(match.string[: match.start()]):
        return None
    return f"{tongue.number(match['n'])} {match['letter']}"


def _dots(match: re.Match[str], tongue: Tongue) -> str:
    joint = tongue.word("point") if tongue.code in ("en", "ja") else tongue.word("dot")
    joint = joint if tongue.code == "ja" else f" {joint} "
    lead = match.groupdict().get("lead") or ""
    return lead + joint.join(tongue.cardinal(int(n)) for n in match["n"].split("."))


def dotted(match: re.Match[str], tongue: Tongue) -> str | None:
    """Three figures or more with stops between, that are no thousands: "17.4.1"."""
    if all(len(n) == 3 for n in match["n"].split(".")[1:]):
        return None
    return _dots(match, tongue)


def _always(match: re.Match[str], tongue: Tongue) -> str:
    if tongue.code == "ja":
        return "にじゅうよじかんねんじゅうむきゅう"
    return f"{tongue.cardinal(24)} {tongue.cardinal(7)}"


def _days_rules(code: str) -> Iterator[tuple[str, Say]]:
    tongue = tongue_of(code)
    assert tongue is not None
    if code == "ja":
        name = "[月火水木金土日]"
        yield (
            rf"(?<!\w)(?P<low>{name})(?:曜日?)?[〜～~–—-](?P<high>{name})(?:曜日?)?(?![\w])(?:まで)?",
            lambda m, t: f"{t.days[m['low']]}から{t.days[m['high']]}まで",
        )
        return
    names = sorted({*tongue.days, *tongue.days.values()}, key=len, reverse=True)
    one = f"(?:{'|'.join(map(re.escape, names))})"
    one = one if code in ("de", "en") else f"(?i:{one})"
    words = f"{tongue.word('to')}|{tongue.word('and')}|t/m"
    # A comma parts days where no language has words that look like them.
    comma = r"|,\s" if code in ("de", "en", "fr", "sv") else ""
    joint = rf"\.?(?:\s?[-–—/&+]\s?|\s(?:{words})\s{comma})"
    closed = r"(?:(?<=\w)\.(?=\s+(?:\d|[a-z(])|[,;:)]))?"
    yield rf"(?<![\w-]){one}(?:{joint}{one})+(?![\w-]){closed}", _days
    any_short = "|".join(map(re.escape, sorted(tongue.days, key=len, reverse=True)))
    # With a stop before a comma nothing else is short so: "vie., sáb. y dom.".
    yield rf"(?<![\w/-])(?P<day>(?i:{any_short}))\.(?=[,;:)])", lambda m, t: _day(m["day"], t)
    short = [n for n in tongue.days if n.lower() not in _NOT_ALONE]
    alone = "|".join(map(re.escape, sorted(short, key=len, reverse=True)))
    other = "|".join(re.escape(n) for n in tongue.days if n.lower() in _NOT_ALONE)
    if other:
        other = other if code in ("de", "en") else f"(?i:{other})"
        hours = r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]m\s?)?[-–—]"
        yield (
            rf"(?<![\w-])(?P<day>{other})(?:(?=:?\s{hours})|\.(?=\s\d))",
            lambda m, t: _day(m["day"], t),
        )
    if code != "en":
        alone = alone if code == "de" else f"(?i:{alone})"
        yield rf"(?<![\w-])(?P<day>{alone})\.?(?=:?\s\d)", lambda m, t: _day(m["day"], t)
    if code == "es":
        yield (
            r"(?<!\w)L\s?[-–—aA]\s?(?P<high>[JVSD])" + _RIGHT,
            lambda m, t: f"lunes a {next(d for d in t.days.values() if d[0].upper() == m['high'])}",
        )
    if code == "pt":
        yield r"(?<!\w)3ª[-\s]feira" + _RIGHT, lambda m, t: "terça-feira"
        yield (
            r"(?<!\w)(?P<a>[2-6])ª(?P<joint>\s?[-–—]\s?|\s[ae]\s)(?P<b>[2-6])ª" + _RIGHT,
            lambda m, t: (
                f"{t.ordinal(int(m['a']))[:-1]}a {m['joint'].strip(' -–—') or 'a'} "
                f"{t.ordinal(int(m['b']))[:-1]}a"
            ).replace("terceira", "terça"),
        )


def _day(text: str, tongue: Tongue) -> str:
    for short, full in tongue.days.items():
        if text.lower() in (short.lower(), full.lower()):
            return full
    return text


def _days(match: re.Match[str], tongue: Tongue) -> str | None:
    parts = re.split(r"\.?(?:\s?([-–—/&+,])\s?|\s([\w/]+)\s)", match[0].rstrip("."))
    days = [_day(d, tongue) for d in parts[::3]]
    if len(set(days)) != len(days):
        return None
    joints = ["to" if (a and a in "-–—") or b in (tongue.word("to"), "t/m") else "and"
              for a, b in zip(parts[1::3], parts[2::3], strict=True)]  # fmt: skip
    if joints == ["to"] and tongue.code in _FROM_TO:
        low, high = (_FROM_MONDAY.get(d, d) for d in days)
        before = re.search(r"(?i)\b(?:da|dal|od)\s*$", match.string[: match.start()])
        said = _FROM_TO[tongue.code].format(low, high)
        return said.split(" ", 1)[1] if before and tongue.code in ("it", "pl") else said
    said = days[0]
    for n, (joint, day) in enumerate(zip(joints, days[1:], strict=True)):
        listed = parts[1::3][n] == ","
        last = not listed and (n == len(joints) - 1 or joint == "to")
        said += f" {tongue.word(joint)} {day}" if last else f", {day}"
    return said

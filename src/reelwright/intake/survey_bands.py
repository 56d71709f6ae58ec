"""Whether answers are bands by which surveys sort people: of age, and of what they earn."""

import re
from collections.abc import Sequence

AGES = frozenset({
    (16, 24), (16, 25), (18, 24), (18, 25), (18, 29), (18, 30), (18, 34), (20, 29), (25, 34),
    (25, 39), (26, 35), (30, 39), (31, 40), (35, 44), (35, 49), (35, 54), (36, 45), (40, 49),
    (40, 54), (45, 54), (45, 59), (45, 64), (46, 55), (50, 59), (50, 64), (55, 64), (56, 65),
    (60, 69), (65, 74),
})  # fmt: skip
"""From and to of bands that are hardly ever anything but ages."""
_SPAN = re.compile(
    r"(?<!\d)(\d\d)\s*(?:-|\u2013|\u2014|~|\u301c|\uff5e|to|bis|à|a|al|tot|till|do|から)\s*(\d\d)(?!\d)"
)
_YEARS = re.compile(
    r"years?|yrs?|old|jahre?|ans|años|anni|anos|jaar|år|lata?|歳|才|to|bis|tot|till|do|から", re.I
)
_BODY = re.compile(
    r"(\d+)(?:\s*(?:-|\u2013|to|bis|à|a|do|till|tot|[~〜])\s*(\d+))?\s*(?:kg|kilos?|キロ)\b", re.I
)
"""A span of weights. People weigh 40 to 200 kilograms, hardly a parcel in every band."""
_MONEY = re.compile(r"[$€£¥]|\b(?:eur|euros?|usd|gbp|chf|pln|sek|kr|zł)\b|zł|kr\b|円", re.I)
_FIGURE = re.compile(r"(\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+|\d+)\s*(k\b|tys|万|mil\b)?", re.I)
EARNED = 1_500
"""What the highest band at least begins or ends with, in the currency's own unit."""
YEN = 100_000
"""The same where the answers are in yen."""
_PAYS = re.compile(
    r"\b(?:pay|paid|spen[dt]|cost|price|budget|worth|zahl|bezahl|ausgeb|ausgegeben|kost|preis|"
    r"payer|payez|payé|payeriez|dépens|coût|prix|paga|pago|pagu|gast|cuest|precio|spende|spesa|"
    r"prezzo|preço|custa|betal|uitgeven|geeft|prijs|lägger|zapłac|płac|wyda|koszt|cen[ayę])"
    r"|払|使|予算|価格|費用|金額|値段",
    re.I,
)
"""Words of a question on what things cost, which is no question on means."""


def banded(header: str, answers: Sequence[str]) -> str:
    """The kind of bands that the answers are, "age" or "income"; "" for anything else.

    Bands of money under a question on prices or spending say nothing about people's means.
    """
    if len(answers) < 2:
        return ""
    spans = [_SPAN.search(a) for a in answers if not re.search(r"[^\W\d_]", _YEARS.sub("", a))]
    if sum((int(s[1]), int(s[2])) in AGES for s in spans if s) >= 2:
        return "age"
    weights = [_BODY.findall(a) for a in answers]
    if sum(map(bool, weights)) >= 2 and all(40 <= int(n) <= 200 for w in weights for n, _ in w):
        return "health"
    money = [a for a in answers if _MONEY.search(a) and _FIGURE.search(a)]
    if len(money) < max(2, 0.6 * len(answers)) or _PAYS.search(header):
        return ""
    bands = sum(
        len(_FIGURE.findall(a)) > 1
        or bool(re.search(r"[^\W\d_]|[<>+]", _FIGURE.sub("", _MONEY.sub("", a))))
        for a in money
    )
    most = max(_amount(n, unit) for a in money for n, unit in _FIGURE.findall(a))
    least = YEN if any("円" in a or "¥" in a for a in money) else EARNED
    return "income" if bands >= 2 and most >= least else ""


def _amount(figure: str, unit: str) -> float:
    value = float(re.sub(r"\D", "", figure))
    return value * {"k": 1e3, "tys": 1e3, "万": 1e4, "mil": 1e3}.get(unit.lower(), 1.0)

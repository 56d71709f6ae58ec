"""Units without a figure, behind what says that each of them counts: "pro m²", "le m²", "za kg"."""

import re
from collections.abc import Callable, Iterator

from .amounts import accusative, unit_noun
from .tongues import Tongue

Say = Callable[[re.Match[str], Tongue], str | None]
"""What is said for a match; None: it is not what it looked like."""

_PER = {
    "en": "per|each|every", "de": "pro|je", "fr": "par", "es": "por|cada", "it": "per|ogni",
    "pt": "por|cada", "nl": "per", "sv": "per", "pl": "za|na|każdy",
}  # fmt: skip
"""Words before any unit."""

_THE = {
    "en": "the|an?", "de": "den|der|das|einen|ein|zum", "fr": "le|du|au|chaque|un",
    "es": "el|al|del|un", "it": "al|il|del|dal|un", "pt": "o|ao|do|um", "nl": "de|een",
    "sv": "en", "pl": "jeden",
}  # fmt: skip
"""Words before units that are no other word: square ones, and those of several letters."""

_PLAIN = "kg|km|kWh|cm|mm|cl|ml|dl"


def lone_unit_rules(code: str, units: str) -> Iterator[tuple[str, Say]]:
    """Patterns of units that no figure stands before; units is a pattern of their names."""
    power = r"(?P<power>(?:[²³]|(?<=[mt])[23])?)"
    if code == "ja":
        yield rf"(?<![\w.])(?P<unit>{units}){power}(?=あたり|当たり|当り|単価|ごと|につき)", _alone
        return
    # A stop that ends no sentence is the unit's own: "pro Std. inklusive".
    end = r"(?!\w)(?:\.(?=\s+[^\WA-ZÄÖÜÉÅŚŻŁ]|\s+\(|[,;:)/]))?"
    yield rf"(?i:(?<!\w)(?P<lead>{_PER[code]}))\s(?P<unit>{units}){power}{end}", _alone
    plain = rf"(?:(?P<unit>{units})(?P<power>[²³]|(?<=[mt])[23])|(?P<plain>{_PLAIN}))"
    yield rf"(?i:(?<!\w)(?P<lead>{_THE[code]}))\s{plain}{end}", _alone


def _alone(match: re.Match[str], tongue: Tongue) -> str | None:
    told = match.groupdict()
    noun = unit_noun(told.get("plain") or f"{match['unit']}{match['power'] or ''}", tongue)
    if noun is None:
        return None
    said = noun.forms[0]
    lead = told.get("lead") or ""
    if tongue.code == "pl" and lead.lower() in ("za", "na"):
        said = accusative(said)
    return f"{lead} {said}".lstrip()

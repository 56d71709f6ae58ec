"""Says in English what a prompt asks of time: "in Zeitlupe", "au ralenti", "逆再生".

A picture can be stood still on, which a frozen frame is. Nothing else of time can be done with it:
that is set at the end, by its own name, where it is named as not followed; a video model reads it.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("times.toml")
_DENIED = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "no not without kein keine ohne sans sin senza sem geen zonder utan ingen bez".split()
    )
)
_LINKS = (
    "and then|and|then|und dann|und|dann|et puis|et|puis|y luego|y|luego|e poi|poi|e|en dan|en|"
    "och sedan|och|i potem|i"
)
_LINK = rf"(?:(?:\s*,|、)?\s*\b(?:{_LINKS})(?=\s)|\s*[,、])?\s*"
_OF = r"(?:\s(?:of|von|de|d'|di|van|av)(?=\s))?"


def timed(text: str) -> tuple[str, tuple[str, ...]]:
    """A prompt without what it asks of time but for a frozen frame, and that, by English names."""
    found: list[str] = []
    for name, pattern in _patterns():
        text, count = pattern.subn(_left, text)
        found += [name] * bool(count)
    for pattern, plain in _frozen():
        text = pattern.sub(plain, text)
    return text, tuple(found)


def _left(hit: re.Match[str]) -> str:
    """What stands where a wish about time stood: nothing, or the comma between what is around."""
    ends = hit.string[hit.end() :].lstrip()[:1] in ("", ",", ".", ";", "、", "。")
    return "" if ends or not hit.string[: hit.start()].strip() else ", " if "," in hit[0] else " "


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    made: list[tuple[str, re.Pattern[str]]] = []
    for name, forms in _table().items():
        told = f"(?:{'|'.join(forms)})"
        first = rf"^(?:(?:an?|eine?|une?|una) )?{told}(?:で|の)?{_OF}(?:[\s:]+|(?=$|,|[^\W\d_]))"
        later = rf"(?:{_LINK}|の){_DENIED}(?<![^\W\d_ぁ-ん]){told}(?![^\W\d_ぁ-ん])"
        made.append((name, re.compile(f"{first}|{later}", re.IGNORECASE)))
    return tuple(made)


@cache
def _frozen() -> tuple[tuple[re.Pattern[str], str], ...]:
    told = f"(?:{'|'.join(_read()['frozen'])})"
    return (
        (re.compile(rf"^{told}(?: (?:of|von|de|di|van|av) | d')", re.IGNORECASE), "still shot of "),
        (re.compile(rf"{_DENIED}(?<!\w){told}(?!\w)", re.IGNORECASE), "hold still"),
    )


def _table() -> dict[str, list[str]]:
    """The forms of each wish that no picture can follow, by its English name."""
    return {name: forms for name, forms in _read().items() if name != "frozen"}


@cache
def _read() -> dict[str, list[str]]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    shot: str = table.pop("shot")
    return {name: [form.replace("{shot}", shot) for form in forms] for name, forms in table.items()}

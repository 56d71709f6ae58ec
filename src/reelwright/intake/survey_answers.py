"""What single answers mean, in every language we keep: none, no place on a scale, yes, no, a step.

The words stand in `scales.toml`.
"""

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .survey_tongues import fold

Rank = Callable[[str], float | None]
"""Gives an answer its place on a scale, None where it has none there."""

YES, NO = "Yes", "No"
"""How every coded yes and no is written once it is read."""
TICKS = frozenset("✓✔☑☒✅x×○◯〇●■☐□⬜✗✘❌")
CROSSED = frozenset("×☐□⬜✗✘❌")
CODED = re.compile(r"[-\u2212](?:99|98|97|88|77|66|999|998|997|888|9999)(?:\.0+)?")
"""Numbers that programs keep for answers that were not given."""
NO_TO = re.compile(r"^(?:no to|not|non|nicht|kein|keine|niet|inte|ej|nie|não|nao) ")
"""What stands before a statement that is repeated as the answer of those who deny it."""
LONGEST = 60
"""Letters at most of an answer that says there is none."""
RATINGS = ("agreement", "frequency", "satisfaction", "importance", "likelihood", "intensity",
           "quality", "truth", "gladness", "rhythm")  # fmt: skip
"""Scales by which people rate something."""
DEGREES = ("comparison", "change", "liking", "ease", "degree", "enough")
"""Scales on which people rate things, but tell as well who they are: how hard they find stairs."""
ORDERS = (*RATINGS, "yes", "size", *DEGREES)
"""All scales; "yes" and "size" put things in order and rate nothing."""


@dataclass(frozen=True)
class _Phrases:
    """Phrases that are whole answers, and those that begin one."""

    whole: frozenset[str]
    begins: tuple[str, ...]

    def hold(self, folded: str) -> bool:
        return folded in self.whole or any(folded.startswith(b) for b in self.begins)


def is_missing(answer: str) -> bool:
    """Whether an answer says that nothing was answered: "N/A", "keine Angabe", "無回答"."""
    if CODED.fullmatch(answer.strip()):
        return True
    return len(answer) <= LONGEST and _phrases("missing").hold(fold(answer))


def real_answers(cells: Iterable[str | None]) -> list[str]:
    """The cells in which something was answered, in their order."""
    given = [c for c in cells if c is not None]
    none = {c for c in set(given) if is_missing(c)}
    return [c for c in given if c not in none] if none else given


def has_no_place(answer: str) -> bool:
    """Whether an answer has no place on a scale: none at all, "Don't know", "Other"."""
    if len(answer) > 2 * LONGEST:
        return False
    folded = fold(answer)
    return is_missing(answer) or _phrases("unsure").hold(folded)


def says_nothing(option: str) -> bool:
    """Whether an option of several tells nothing of its own: "None of these", "Other", a blank."""
    return has_no_place(option) or (
        len(option) <= 2 * LONGEST and _phrases("nothing").hold(fold(option))
    )


def yes_or_no(answer: str, statement: str = "") -> bool | None:
    """What a coded answer says: "Checked" and "1" yes, "Not selected" and "0" no, None for others.

    statement: the text of the option, which many tools write for yes ("Fresh bread"), and some
    with a denial before it for no ("NO TO: Fresh bread").
    """
    sign = answer.replace("\ufe0f", "").strip()
    if sign in TICKS:
        return sign not in CROSSED
    folded = fold(re.sub(r"^(-?\d)\.0+$", r"\1", answer.strip()))
    if _phrases("unticked").hold(folded):
        return False
    if _phrases("ticked").hold(folded):
        return True
    said = fold(statement)
    if said and folded:
        if folded == said or (len(folded) > 3 and said.endswith(" " + folded)):
            return True
        denied = NO_TO.sub("", folded)
        if denied != folded and (said == denied or said.endswith(" " + denied)):
            return False
    return None


@lru_cache(maxsize=8)
def ranks(scales: tuple[str, ...]) -> tuple[Rank, ...]:
    """Places on each of these scales in each language: RATINGS, ORDERS or some of them."""
    return tuple(_rank(line) for scale in scales for line in _raw()[scale].values())


@lru_cache(maxsize=4)
def steps(scale: str) -> dict[str, dict[str, float]]:
    """The places of a scale's phrases, as they are compared, by language."""
    return {tongue: _places(line) for tongue, line in _raw()[scale].items()}


_ENDINGS = re.compile(r"(?<=\w)(?:\((?:e|ne|a|o)\)|[/·.](?:e|ne|a|o)\b)")
"""What is written behind a word for men and women alike: "content(e)", "satisfecho/a"."""


def _places(line: str) -> dict[str, float]:
    return {
        fold(phrase): float(i)
        for i, step in enumerate(line.split("<"))
        for phrase in step.split(",")
        if fold(phrase)
    }


def _rank(line: str) -> Rank:
    places = _places(line)

    def rank(level: str) -> float | None:
        folded = fold(level)
        found = places.get(folded)
        if found is None and (one := _ENDINGS.sub("", level)) != level:
            found = places.get(fold(one))
        return places.get(re.sub(r"^\d+ |\s\d+$", "", folded)) if found is None else found

    return rank


@lru_cache(maxsize=8)
def _phrases(name: str) -> _Phrases:
    entries = [e.strip() for line in _raw()[name].values() for e in line.split(",")]
    return _Phrases(
        frozenset(fold(e) for e in entries if e and not e.endswith("*")) - {""},
        tuple(fold(e) + " " for e in entries if e.endswith("*")),
    )


@lru_cache(maxsize=1)
def _raw() -> dict[str, dict[str, str]]:
    text = Path(__file__).with_name("scales.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)

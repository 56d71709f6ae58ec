"""What is needed to read figures in a language, from tongues.toml, and its numbers in words."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import num2words  # pyright: ignore[reportMissingTypeStubs]

from . import english, genders, japanese, polish

_in_words: Callable[..., str] = getattr(num2words, "num2words")  # noqa: B009 - it has no types

_FILE = Path(__file__).with_name("tongues.toml")

_REGIONAL = {"pt-br": "pt_BR", "fr-ch": "fr_CH", "fr-be": "fr_BE"}
_ONE = {
    "de": {"m": "ein", "n": "ein", "f": "eine"},
    "fr": {"f": "une"},
    "es": {"m": "un", "f": "una"},
    "it": {"m": "un", "f": "una"},
    "pt": {"f": "uma"},
    "sv": {"f": "en", "n": "ett"},
    "pl": {"f": "jedna", "n": "jedno"},
}
_OF = {"es": "de ", "pt": "de ", "fr": "de ", "it": "di "}
"""What joins whole millions and what they count."""
_TWO = {"pt": {"f": "duas"}, "pl": {"f": "dwie"}}


@dataclass(frozen=True)
class Noun:
    """What is counted: its forms (one, many; or one, few, many, of a part) and its gender."""

    forms: Sequence[str]
    gender: str = ""

    @staticmethod
    def read(text: str) -> "Noun":
        """A noun as the table writes it: "Krone|Kronen f"."""
        gender = text[-1] if text[-2:] in (" m", " f", " n") else ""
        return Noun(tuple(text.removesuffix(f" {gender}").split("|")), gender)


@dataclass(frozen=True)
class Tongue:
    """A language's words for signs; `code` is its primary subtag, `tag` the whole, lower case."""

    code: str
    tag: str
    words: Mapping[str, str]
    money: Mapping[str, tuple[Noun, Noun | None]]
    units: Mapping[str, Noun]
    fractions: Mapping[int, Noun]
    short: Mapping[str, str]
    months: tuple[str, ...]
    short_months: Mapping[str, int]
    days: Mapping[str, str]
    genitive: bool = False
    locative: bool = False
    instrumental: bool = False

    @property
    def bent(self) -> "Tongue":
        """The same with its numbers in the genitive, as Polish says them behind "od"."""
        return replace(self, genitive=self.code == "pl")

    @property
    def located(self) -> "Tongue":
        """The same with its numbers in the locative, as Polish says them behind "przy"."""
        return replace(self, locative=self.code == "pl")

    @property
    def accompanied(self) -> "Tongue":
        """The same with its numbers in the instrumental, as Polish says whom one is with."""
        return replace(self, instrumental=self.code == "pl")

    @property
    def comma(self) -> bool:
        """Whether a comma parts the fraction, and a full stop or space the thousands."""
        swiss = self.tag in ("de-ch", "it-ch", "es-mx", "es-us", "en-za")
        return (self.words["decimal"] == ",") != swiss

    def word(self, key: str) -> str:
        """The word for a sign: point, minus, to, per, percent and so on."""
        return self.words[key]

    def is_word(self, short: str) -> bool:
        """Whether a short form, without its stop, is a word as well: "art", "vol", "bil"."""
        return short in self.words.get("also-words", "").split()

    def noun(self, key: str) -> Noun:
        """The noun for a sign: degrees, percent, million."""
        return Noun.read(self.words.get(f"{key} {self.tag}") or self.words[key])

    def cardinal(self, number: int, gender: str = "") -> str:
        """A whole number in words, a last 1 or 2 in the gender of what is counted."""
        if self.code == "en":
            return english.cardinal(number)
        if self.code == "ja":
            return japanese.cardinal(number)
        cases = ((self.genitive, polish.of), (self.locative, polish.at),
                 (self.instrumental, polish.along))  # fmt: skip
        bent = next((bend for case, bend in cases if case), None)
        if bent is not None and number < 1_000_000:
            return bent(number, gender)
        said = self._plain(number)
        if gender == "f" and self.code in ("es", "pt"):
            said = _feminine(said)
        for last, forms in ((1, _ONE.get(self.code, {})), (2, _TWO.get(self.code, {}))):
            if gender in forms and number % 10 == last and number % 100 != 10 + last:
                plain, form = self._plain(last), forms[gender]
                if number == last:
                    return form
                if self.code in ("es", "pt", "sv", "fr") or (self.code == "pl" and last == 2):
                    if self.code == "es" and number % 100 == 21:
                        return (
                            said.removesuffix("veintiuno")
                            + ("veintiún", "veintiuna")[gender == "f"]
                        )
                    if self.code == "fr" and not re.search(rf"\b{plain}$", said):
                        # "Soixante et onze" ends in no "un" of its own.
                        return said
                    return said.removesuffix(plain) + form
        return said

    def _plain(self, number: int) -> str:
        name = _REGIONAL.get(self.tag, self.code)
        if name in ("fr_CH", "fr_BE") and number >= 1_000_000:
            name = "fr"
        try:
            said = _in_words(number, lang=name).replace(",", "")
        except (LookupError, OverflowError, NotImplementedError, ValueError):
            # So long a number has no name; it is a row of figures.
            return self.digits(str(number)) if number > 9 else str(number)
        if self.code == "sv":
            return said.replace("etttusen", "ettusen").replace("förtio", "fyrtio")
        if self.code == "es":
            # "Uno" is shortened before what it counts, thousands and millions too.
            return re.sub(r"\b(veinti)?uno (?=mil)", lambda m: "veintiún " if m[1] else "un ", said)
        if self.code == "de" and said.startswith("eintausend"):
            return said.removeprefix("ein")
        return said

    def ordinal(self, number: int) -> str:
        """A whole number as a rank."""
        if self.code == "en":
            return english.ordinal(number)
        try:
            said = _in_words(number, lang=_REGIONAL.get(self.tag, self.code), to="ordinal")
        except (LookupError, OverflowError, NotImplementedError, ValueError):
            return self.cardinal(number)
        if self.code == "es":
            said = {11: "undécimo", 12: "duodécimo"}.get(
                number, re.sub(r"^décimo(?=\w)", "decimo", said)
            )
        return said

    def digits(self, text: str) -> str:
        """Figures one by one, as telephone numbers are said."""
        if self.code == "en":
            return english.digits(text)
        plain = replace(self, genitive=False, locative=False)
        return " ".join(plain.cardinal(int(c)) for c in text if c.isdecimal())

    def number(self, text: str, gender: str = "") -> str:
        """A number with "." for its point in words."""
        whole, _, part = text.partition(".")
        if part and (self.genitive or self.locative):
            return replace(self, genitive=False, locative=False).number(text, gender)
        said = self.cardinal(int(whole or "0"), "" if part else gender)
        if not part:
            return said
        joint = f" {self.word('point')} "
        if self.code in ("en", "ja") or part[0] == "0" or len(part) > 2:
            return said + joint + " ".join(self.cardinal(int(c)) for c in part)
        return said + joint + self.cardinal(int(part))

    def form(self, noun: Noun, text: str) -> str:
        """The form of a noun behind a number with "." for its point."""
        whole, _, part = text.partition(".")
        forms, number = noun.forms, int(whole or "0")
        if len(forms) == 1:
            return forms[0]
        if self.code == "pl" and len(forms) > 2:
            if self.genitive and not part and len(forms) > 3:
                return forms[3] if number == 1 else forms[2]
            if part:
                return forms[3] if len(forms) > 3 else forms[1]
            if self.locative and number != 1:
                return polish.at_these(forms)
            if number == 1:
                return forms[0]
            few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
            return forms[1] if few else forms[2]
        if self.code == "fr":
            return forms[0] if number < 2 else forms[1]
        return forms[0] if number == 1 and not part else forms[1]

    def counted(self, text: str, noun: Noun) -> str:
        """A number and what it counts."""
        joint = "" if self.code == "ja" else " "
        said, name = self.number(text, noun.gender), self.form(noun, text)
        if self.code in _OF and text.isdecimal() and int(text) and not int(text) % 1_000_000:
            of = "d'" if self.code == "fr" and name[:1] in "aeiouéh" else _OF[self.code]
            return f"{said} {of}{name}"
        if self.code == "it" and text == "1" and name:
            if said == "una" and name[0] in "aeiou":
                return f"un'{name}"
            if said == "un" and genders.needs_uno(name):
                said = "uno"
        return f"{said}{joint}{name}".strip()

    def gender_of(self, word: str, number: int = 1) -> str:
        """The gender of a noun as it is counted: known, else by its ending; "" where none tells."""
        low = word.lower()
        if self.code == "fr" and low in ("livre", "livres"):
            # A book sooner than a pound, which has its sign.
            return ""
        for noun in (*self.units.values(), *(n for n, _ in self.money.values())):
            if low in (form.lower() for form in noun.forms):
                return noun.gender
        return genders.gender(self.code, low, number)

    def year(self, number: int) -> str:
        """A year of four figures."""
        if self.code == "en":
            return english.year(number)
        if self.code in ("de", "nl", "sv") and 1100 <= number < 2000:
            high, low = divmod(number, 100)
            hundred = {"de": "hundert", "nl": "honderd", "sv": "hundra"}[self.code]
            return self.cardinal(high) + hundred + (self.cardinal(low) if low else "")
        if self.genitive:
            return self.year_in(number, "gen")
        return replace(self, genitive=False, locative=False).cardinal(number)

    def year_in(self, number: int, form: str) -> str:
        """A year as Polish bends it: "gen", "loc" or "m"; its thousand and hundreds stand."""
        low = number % 100
        if not low:
            return polish.rank(self.ordinal(number), form)
        high = replace(self, genitive=False, locative=False).cardinal(number - low)
        return f"{high} {polish.rank(self.ordinal(low), form)}"


def _feminine(said: str) -> str:
    """A number of Spanish or Portuguese with its hundreds, and thousands, in the feminine."""
    millions, parted, rest = said.rpartition("llones" if "llones" in said else "ilhões")
    rest = re.sub(r"\b(\w*[cn]ient|duzent|trezent|\w+cent|\w+hent)os\b", r"\1as", rest)
    rest = re.sub(r"\bdois mil\b", "duas mil", rest)
    return millions + parted + re.sub(r"\be um mil\b", "e uma mil", rest)


def tongue_of(language: str) -> Tongue | None:
    """What is known of a language tag such as "de" or "pt-BR"; None for other than the ten."""
    return _tongue(language.replace("_", "-").lower())


@cache
def _tongue(tag: str) -> Tongue | None:
    code = tag.split("-")[0]
    told: dict[str, Any] | None = _table().get(code)
    if told is None:
        return None
    money: dict[str, tuple[Noun, Noun | None]] = {}
    for sign, names in told["money"].items():
        gender = names[-2:] if names[-2:] in (" m", " f", " n") else ""
        whole, _, part = names.removesuffix(gender).partition("/")
        money[sign] = (Noun.read(whole + gender), Noun.read(part) if part else None)
    return Tongue(
        code=code,
        tag=tag,
        words={k: v for k, v in told.items() if isinstance(v, str)},
        money=money,
        units={k: Noun.read(v) for k, v in told["units"].items()},
        fractions={int(k): Noun.read(v) for k, v in told["fractions"].items()},
        short=told.get("short", {}),
        months=tuple(told["months"].split()),
        short_months=told.get("short-months", {}),
        days=told["days"],
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))

"""Languages, accents and voices as people write them: "English", "en_GB", "British", "woman".

The words stand in `tongues.toml`, by the tag, the sex or the number that they mean.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, WrapValidator

VoiceSex = Literal["", "female", "male"]

_BETWEEN = re.compile(
    r"\s+(?:do|de|del|du|da|van|från|aus|from|of|in)\s+|[\s(（\[:_\-–—]+|(?<=[^\x00-\u2fff])(?=[^\x00-\u2fff])|(?<=[）)])(?=\w)"
)
"""Where a language and its country may part: "English (UK)", "español de México", イギリス英語."""
_ENCODING = re.compile(r"(?<=[a-zA-Z])[.@][\w.@-]+$")
"""What follows a locale: ".UTF-8" of "en_US.UTF-8"."""
_INFLECTED = re.compile(r"(?<=isch)e[nrs]?$")
"""German endings: "britisches Englisch", "britischer Akzent"."""
_LANGUAGE = re.compile(
    r"(?i)^(?:język|idioma|lengua|langue|lingua|língua|språket)\s+|"
    r"^(?:in|auf|en|em|op|på)\s+(?=\w{4})|"
    r"(?:e?\s+sprache|\s+(?:language|język))$"
)
_ACCENT = re.compile(
    r"(?i)(?:^|\W+)(?:accents?|akzent|acc?ento|sotaque|akcent)(?:$|\W+)|(?:訛り|なまり|アクセント)$"
)
_FINER = re.compile(r"(?:-[a-z0-9]{3,8})*(?:-x(?:-[a-z0-9]{1,8})+)?")
"""What may follow a country: "-scotland", "-x-rp"."""
_PARTED = re.compile(r"\s*[,;/、，；/]\s*")
_RATE = re.compile(r"(?i)(\d{1,4})\s*(?:wpm|words?\s*(?:a|per|/)\s*min(?:ute)?\.?)?")


@dataclass(frozen=True)
class _Words:
    """What words mean, as `_bare` leaves them."""

    languages: dict[str, str]
    countries: dict[str, str]
    """Codes of countries, by name and adjective."""
    home: dict[str, str]
    """Languages, by the code of a country that has one."""
    accents: dict[str, str]
    sexes: dict[str, VoiceSex]
    speeds: dict[str, int]
    pitches: dict[str, int]
    codes: dict[str, frozenset[str]]
    names: dict[str, str]
    """English names of languages, by their codes."""


def language_name(tag: str) -> str:
    """A language's English name, "French" of "fr-BE"; the tag where it has none here."""
    return _words().names.get(base_of(tag), tag)


def base_of(tag: str) -> str:
    """A tag's language without its country: "en" of "en-GB"."""
    return tag.partition("-")[0].lower()


@cache
def tag_of(text: str) -> str:
    """The tag of a language, or of a language with its country, by its name or code; "" of none."""
    words, bare = _words(), _bare(text)
    if tag := words.accents.get(bare) or words.languages.get(bare) or _coded(text):
        return tag
    return _with_country(text) or _of_country(bare) or _plainer(text, _LANGUAGE, tag_of)


@cache
def accent_of(text: str) -> str:
    """The tag of an accent, "en-GB" of "British accent"; "" of none, or of a mere language."""
    tag = _of_country(_bare(text)) or tag_of(text)
    return tag if "-" in tag else _plainer(text, _ACCENT, accent_of)


def languages_of(value: object) -> tuple[object, ...] | None:
    """What a list of languages holds, parted where a text has several: "en, de". None: none."""
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list | tuple):
        return None
    return tuple(_in_parts(cast("list[object] | tuple[object, ...]", given)))


def sex_of(text: str) -> VoiceSex | None:
    """The sex of a voice that a word asks for, "" for either; None where it asks for none."""
    return _words().sexes.get(_bare(text)) if text.strip() else ""


def speed_of(value: Any) -> Any:
    """Words a minute, of a word or a number: 180 of "fast", 160 of "160 wpm"; else the value."""
    if not isinstance(value, str):
        return value
    if rate := _RATE.fullmatch(value.strip()):
        return int(rate[1])
    return _words().speeds.get(_bare(value), value)


@cache
def _words() -> _Words:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    sexes: dict[str, VoiceSex] = {"female": "female", "male": "male", "either": ""}
    return _Words(
        languages=_means(table["languages"]),
        countries=_means(table["countries"]),
        home={code: tag for tag, codes in table["home"].items() for code in codes.split()},
        accents=_means(table["accents"]),
        sexes={word: sexes[key] for word, key in _means(table["sexes"]).items()},
        speeds={word: int(number) for word, number in _means(table["speeds"]).items()},
        pitches={word: int(number) for word, number in _means(table["pitches"]).items()},
        codes={kind: frozenset(codes.split()) for kind, codes in table["codes"].items()},
        names={tag: names.partition(",")[0] for tag, names in table["languages"].items()},
    )


def _means(table: dict[str, str]) -> dict[str, str]:
    return {_bare(name): key for key, names in table.items() for name in names.split(",")}


def _bare(text: str) -> str:
    """Text as it is compared: in small letters without accents, single spaces between words."""
    parts = unicodedata.normalize("NFKD", " ".join(text.split()).casefold()).replace("ł", "l")
    plain = "".join(c for c in parts if not unicodedata.combining(c)).replace("’", "'")
    return unicodedata.normalize("NFC", plain)


def _coded(text: str) -> str:
    """A code as it should be written, "en-GB" of "EN_uk"; "" when a part of it means nothing."""
    codes, countries = _words().codes, _words().countries
    plain = _ENCODING.sub("", unicodedata.normalize("NFKC", text).strip()).replace("_", "-")
    base, *more = plain.split("-")
    language = _words().languages.get(base.lower(), base.lower())
    if language not in codes["languages"]:
        return ""
    script = [p.title() for p in more[:1] if p.title() in codes["scripts"]]
    more = more[len(script) :]
    country = [countries.get(p.lower(), p.upper()) for p in more[:1] if len(p) in (2, 3)]
    finer = "".join(f"-{p.lower()}" for p in more[len(country) :])
    if not codes["countries"].issuperset(country) or not _FINER.fullmatch(finer):
        return ""
    return "-".join((language, *script, *country)) + finer if country or not finer else ""


def _with_country(text: str) -> str:
    """The tag of a language that is named with its country: "English (UK)", "inglés británico"."""
    words = _words()
    for seam in _BETWEEN.finditer(text):
        parts = text[: seam.start()], text[seam.end() :].strip(")）] ")
        for language, country in (parts, parts[::-1]):
            of = _INFLECTED.sub("", _bare(country))
            tag = words.languages.get(_bare(language)) or _coded(language)
            code = words.countries.get(of) or (
                country.strip() if country.strip() in words.codes["countries"] else ""
            )
            if tag and "-" not in tag and code:
                return f"{tag}-{code}"
    return ""


def _of_country(bare: str) -> str:
    """The tag of a country that is named alone, or of an accent that is none's: "Brazilian"."""
    words, name = _words(), _INFLECTED.sub("", bare)
    country = words.countries.get(name, "")
    of_country = f"{words.home[country]}-{country}" if country in words.home else ""
    return words.accents.get(name, "") or of_country


def _plainer(text: str, pattern: re.Pattern[str], read: Callable[[str], str]) -> str:
    """What a text says without the word that says of what kind it is: "język polski"."""
    plain = pattern.sub(" ", text).strip()
    return read(plain) if plain and plain != text.strip() else ""


def _in_parts(given: Iterable[object]) -> Iterator[object]:
    for one in given:
        if isinstance(one, str) and not tag_of(one):
            yield from _PARTED.split(one.strip())
        else:
            yield one


def _listed(value: Any) -> Any:
    found = languages_of(value)
    return value if found is None else found


def _language(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if tag := tag_of(value):
        return tag
    raise ValueError(
        'is no language; write its code, such as "en", "de" or "ja", with its country where that '
        'matters, such as "en-GB"'
    )


def _accent(value: Any) -> Any:
    if not isinstance(value, str) or not value.strip():
        return value.strip() if isinstance(value, str) else value
    if sex_of(value) == "":
        return ""
    if tag := accent_of(value):
        return tag
    raise ValueError(
        'is no accent; write a language with its country, such as "en-GB", "en-US", "es-419", '
        '"fr-BE" or "pt-BR", or "" for any'
    )


def _sex(value: Any) -> Any:
    sex = sex_of(value) if isinstance(value, str) else None
    if sex is None:
        raise ValueError('is no sex of a voice; write "female", "male", or "" for either')
    return sex


def _speed(value: Any, whole: Any) -> int:
    if (found := _whole(speed_of(value), whole)) is None:
        raise ValueError(
            "is no number of words a minute, 80 to 260: 120 is slow, 150 usual, 180 brisk"
        )
    return found


def _pitch(value: Any, whole: Any) -> int:
    if isinstance(value, str):
        value = _words().pitches.get(_bare(value), value)
    if (found := _whole(value, whole)) is None:
        raise ValueError("is no pitch, a whole number of 0 to 99: 30 is low, 45 usual, 60 high")
    return found


def _whole(value: Any, whole: Any) -> int | None:
    try:
        return None if isinstance(value, bool) else whole(value)
    except ValidationError:
        return None


def _once(tags: tuple[str, ...]) -> tuple[str, ...]:
    if not tags:
        raise ValueError('names no language; write one, such as ["en"], or leave the line out')
    return tuple(dict.fromkeys(tags))


Language = Annotated[str, BeforeValidator(_language)]
"""A language's tag, "en" or "en-GB", however it was written."""

Languages = Annotated[tuple[Language, ...], BeforeValidator(_listed), AfterValidator(_once)]
"""Languages, each once though it was written twice: "English" and "en"."""

Accent = Annotated[str, BeforeValidator(_accent)]
"""A language with its country, "en-GB"; "" for any."""

Sex = Annotated[VoiceSex, BeforeValidator(_sex)]
Speed = Annotated[int, Field(ge=80, le=260), WrapValidator(_speed)]
Pitch = Annotated[int, Field(ge=0, le=99), WrapValidator(_pitch)]

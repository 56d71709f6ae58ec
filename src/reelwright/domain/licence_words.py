"""Uses that a licence is bound to, none of which is an ad, by the words of ten languages.

"Press use only", "Uso interno", "Layout", "Lizenz abgelaufen": the words stand in
`licence_words.toml`, a table a language; how they stand together is the same in all of them.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

USES = ("editorial", "press", "internal", "private", "organic", "sample")
"""What a licence may be bound to, the word that weighs most first."""

EAST = "ja"
"""The language whose words nothing parts."""
AGENCY = r"(?:[^\W\d]\w* ){0,4}"
"""Words before "editorial" that name an agency or a collection."""
_CLAUSE = re.compile(r"[,;:|/()\[\]{}\n、。・（）；：／]+|\s[-‐-―]+\s|(?<=\w{5})\.\s|\.$")
_OPEN = " freely "
"""What is written for words that deny a limit, so that nothing reads them as one."""


@dataclass(frozen=True)
class _Bound:
    """Patterns over plain text."""

    ended: re.Pattern[str]
    besides: re.Pattern[str]
    besides_denied: re.Pattern[str]
    denied: re.Pattern[str]


def plain_of(text: str) -> str:
    """Text as it is compared: one case, no accents, dashes and apostrophes as spaces."""
    bare = unicodedata.normalize("NFKC", text)
    bare = "".join(c for c in unicodedata.normalize("NFD", bare) if not "\u0300" <= c <= "\u036f")
    bare = unicodedata.normalize("NFC", bare).casefold().replace("ł", "l")
    return " ".join(re.sub(r"[-_‐-―/'’´`\"“”„«»+&*.:]+", " ", bare).split())


def clauses(licence: str) -> list[str]:
    """The parts of a licence between its marks, as they are compared."""
    return [plain for part in _CLAUSE.split(licence) if (plain := plain_of(part))]


def bound_to(licence: str, text: str, *, holder: bool = False) -> str:
    """The use that a licence is bound to: one of USES, "ended" or "none"; "" for no such use.

    text: the licence as `unlimited` leaves it. holder: it is told of who holds it, so a name that
    is such a word ("Acme Editorial") is none.
    """
    parts, known = clauses(licence), _bound()
    if known.ended.search(text):
        return "ended"
    if not holder:
        free = re.search(r"\b(?:copyright\w*|public domain|gemeinfrei|pd)\b", text)
        if not free and any(_all_of("ended").fullmatch(part) for part in parts):
            return "ended"
        if any(_all_of("none").fullmatch(part) for part in parts):
            return "none"
    if names_all_uses(text):
        return ""
    for use in USES:
        if _named(use).search(text) and _anywhere(use).search(text):
            return use
        alone = (p for p in parts if _named(use).search(p) and not known.denied.search(p))
        if not holder and any(_whole(use).fullmatch(part) for part in alone):
            return use
    return ""


def names_all_uses(text: str) -> bool:
    """Whether a licence names all uses, as `unlimited` leaves it: "all media", "and external"."""
    known = _bound()
    return bool(known.besides.search(known.besides_denied.sub(" ", text)))


def unlimited(licence: str, uses: str) -> str:
    """A licence as plain text without denied limits: "no restrictions on commercial use".

    uses: a pattern of what is commerce or advertising; where a limit on it is denied, that is
    allowed, and the text says so.
    """
    return " | ".join(_freed(part, uses) for part in re.split(r"[:;\n]+|\.\s", licence))


@cache
def paid(tongue: str) -> str:
    """A pattern of what a language calls ads without the word: "paid media"."""
    return _any(_raw()[tongue]["paid"])


def words(tongue: str, kind: str) -> str:
    """A pattern of the words of one kind in a language."""
    return _any(_raw()[tongue][kind])


def _freed(part: str, uses: str) -> str:
    text = plain_of(part)
    for denies, pattern in _freeing(uses):
        if denies.search(text):
            text = _compiled(pattern).sub(lambda found: _OPEN + _use_in(found[0], uses), text)
    return text


def _use_in(limit: str, uses: str) -> str:
    found = re.search(uses, limit)
    return found[0] if found else ""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


# Long patterns take a second to compile, all of them together: each is compiled once a text holds
# words without which it cannot be found.


@cache
def _freeing(uses: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Denials of a limit, each with the use that it names, and the words that deny in it."""
    found: list[tuple[str, str]] = []
    for tongue, line in _raw().items():
        if tongue == EAST:
            continue
        no, limits, barred, only, joins = (
            _any(line[k]) for k in ("not", "limits", "barred", "only", "joins")
        )
        bound, called = "|".join(_any(line[k]) for k in USES), _any(line["use"])
        between = rf"(?: (?:{joins}|{called}|any|other)\b)*"
        one = rf"{between}(?: (?:{uses}))?{between}(?: (?:{bound})\b)?(?: (?:{called})\b)?"
        patterns = [
            rf"\b(?:{no})(?: (?!(?:{limits})\b)\w+){{0,2}} (?:{limits})\b{one}",
            rf"\b(?:{no})(?: (?:{joins}|\w{{2,4}}))? (?:{barred})\b{one}",
            rf"\b(?:{no})(?: (?:{joins}|{called}|(?:{bound})\b))+ (?:{barred})\b",
            rf"\b(?:{no})(?: (?:{joins}))? (?:{only})\b{one}",
        ]
        found += [(rf"\b(?:{no}) ", pattern) for pattern in patterns]
    east = _raw()[EAST]
    limits = _any(east["limits"])
    none = r"(?:なし|無し|ない|無い|ありません|せず|されません)"
    found += [
        (
            none,
            rf"(?:{uses})?[^、。,|]{{0,8}}(?:{limits})(?:事項)?(?:は|が|も|に)?(?:一切|特に)?{none}",
        ),
        (
            r"なく|ない|ありません|のみならず|に限らず",
            r"(?:のみ|だけ|限定)(?:では|で)?(?:なく|ない|ありません)|のみならず|だけでなく|に限らず",
        ),
    ]
    return tuple((_compiled(denies), pattern) for denies, pattern in found)


@cache
def _all_of(kind: str) -> re.Pattern[str]:
    """Whole clauses that say so, in every language."""
    lines = [_raw()[t][kind] for t in _raw()]
    marked = kind == "ended"
    entries = [e for line in lines for e in _entries(line) if e.startswith("=") or not marked]
    return re.compile("|".join(_pattern(e.lstrip("=")) for e in entries))


@cache
def _named(use: str) -> re.Pattern[str]:
    """Whatever may name a use; a text without it is bound to no such use."""
    found = [_any(line[use]) for line in _raw().values()]
    return re.compile("|".join([*found, *_besides_words(use)]))


def _besides_words(use: str) -> list[str]:
    """What names a use in a clause of its own though it is none of its words."""
    bare = [_any(_raw()[EAST]["bare"])] if use == "press" else []
    return ["editorial"] if use == "editorial" else bare


@cache
def _anywhere(use: str) -> re.Pattern[str]:
    """A use beside what makes it the only one, anywhere in a text."""
    near = [found for t, line in _raw().items() if t != EAST for found in _near(line, use)]
    mine, only = _any(_raw()[EAST][use]), _any(_raw()[EAST]["only"])
    near.append(rf"(?:{mine})[^、。,|;]{{0,6}}?(?:{only})")
    near.append(rf"(?:{only})[^、。,|;]{{0,2}}(?:{mine})")
    return re.compile("|".join(near))


@cache
def _whole(use: str) -> re.Pattern[str]:
    """All that a clause may hold that names a use and nothing else."""
    raw = _raw()
    full = [_full(line, use, raw["en"]) for t, line in raw.items() if t != EAST]
    if use == "editorial":
        full.append(rf"{AGENCY}editorial(?: (?:{_beside(raw['en'])}|collection|\d+))*")
    elif use == "press":
        full.append(_any(raw[EAST]["bare"]))
    return re.compile("|".join(full))


@cache
def _bound() -> _Bound:
    raw = {t: line for t, line in _raw().items() if t != EAST}
    east = _raw()[EAST]
    return _Bound(
        ended=re.compile(
            "|".join(
                rf"\b(?:{_any(', '.join(told))})\b" if t != EAST else _any(", ".join(told))
                for t, line in _raw().items()
                if (told := [e for e in _entries(line["ended"]) if not e.startswith("=")])
            )
        ),
        besides=re.compile(
            "|".join(rf"\b(?:{_any(line['besides'])})\b" for line in raw.values())
            + f"|{_any(east['besides'])}"
        ),
        besides_denied=re.compile(
            "|".join(
                rf"\b(?:{_any(line['not'])})(?: \w+){{0,3}}? (?:{_any(line['besides'])})\b"
                for line in raw.values()
            )
        ),
        denied=re.compile("|".join(rf"\b(?:{_any(line['not'])})\b" for line in raw.values())),
    )


def _near(line: dict[str, str], use: str) -> list[str]:
    """A use beside a word that makes it the one, or beside what a use is called."""
    mine, only, called, joins = (_any(line[k]) for k in (use, "only", "use", "joins"))
    between = rf"(?: (?:{joins})\b)*"
    return [
        rf"\b(?:{only}){between}(?: (?:{called}|{_any(line['kind'])}))?{between} (?:{mine})\b",
        rf"\b(?:{mine})(?: (?:{called}|{_any(line['kind'])}|{joins})){{0,3}} (?:{only})\b(?! for)",
        rf"\b(?:{called}){between}(?: (?:{only}){between})? (?:{mine})\b",
        rf"\b(?:{mine})(?: (?:{only}))? (?:{called})\b",
    ]


def _full(line: dict[str, str], use: str, english: dict[str, str]) -> str:
    """All that a clause may hold that names a use and nothing else."""
    sure = _any(", ".join(e for e in _entries(line[use]) if not e.startswith("?")))
    beside = f"{_any(line[use])}|{_beside(line)}|{_beside(english)}"
    return rf"(?:(?:{beside}) )*(?:{sure})(?: (?:{beside}|\d+))*"


def _beside(line: dict[str, str]) -> str:
    return "|".join(_any(line[k]) for k in ("only", "use", "joins", "kind"))


def _any(line: str) -> str:
    # Longer ones first, so that a whole match never stops at a part.
    entries = sorted({e.lstrip("?=") for e in _entries(line)}, key=lambda e: -len(e))
    return "|".join(_pattern(e) for e in entries)


def _entries(line: str) -> Iterable[str]:
    return [entry.strip() for entry in line.split(",") if entry.strip()]


def _pattern(entry: str) -> str:
    parts = [
        re.escape(plain_of(word.removesuffix("*"))) + (r"\w*" if word.endswith("*") else "")
        for word in entry.split()
    ]
    return " ".join(parts).replace("\\ ", " ")


@cache
def _raw() -> dict[str, dict[str, str]]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return tomllib.loads(text)

"""Whether a column tells who people are: by the words of its question and of its answers.

The words stand in `people.toml`, those of illnesses, aids, diets and means in
`people_subjects.toml`. Words of the survey's own language and of English count anywhere
in a question; words of other languages only where the language is not known or the question is
short, because "gift" is a present in one language and a marriage in another.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, cast

from ..domain.survey import Role
from .survey_bands import banded
from .survey_signs import signs_in
from .survey_things import of_a_thing
from .survey_tongues import KNOWN, fold, tongue_of

MACHINE = ("id", "weight", "record")
"""Kinds that a tool writes and nobody answers."""
OPINION = "opinion"
"""The kind that tells what people think, want and do, not who they are."""
SHORT = 3
"""Words of a question at most that is read in every language."""
LONG_WORD = 6
"""Letters of a foreign word at least that is taken for itself in a short question."""
CODE = re.compile(r"^(?:[a-z]{1,3} )?(?:\d+ )+(?=\D)|^(?:q|v|var|g) \d+ ?(?:q \d+ )?")
"""What numbers a question: "q 12 gender", "3 gender"."""
LONG_ANSWER = 5
"""Letters of a word at least that is looked for in answers of every language."""
LONGEST = 300
"""Letters of an answer that may be one of a few: what is longer is a text, in Japanese too."""


@dataclass(frozen=True)
class PersonalTrait:
    """What a column tells of people. sure: no other meaning is likely."""

    kind: str
    role: Role
    sure: bool

    @property
    def sensitive(self) -> bool:
        """Whether it is told of nobody unless a person says so."""
        return self.role == "ignore"


@dataclass(frozen=True)
class _Words:
    """Patterns of one language: sure ones, ones that may mean something else, and exceptions.

    Each is compiled where it is first looked for: all of them take longer than most surveys.
    """

    tongue: str
    entries: tuple[str, ...]

    @cached_property
    def sure(self) -> re.Pattern[str] | None:
        return self._compiled([e for e in self.entries if e[0] not in "?!"])

    @cached_property
    def unsure(self) -> re.Pattern[str] | None:
        return self._compiled([e[1:] for e in self.entries if e[0] == "?"])

    @cached_property
    def never(self) -> re.Pattern[str] | None:
        return self._compiled([e[1:] for e in self.entries if e[0] == "!"])

    def _compiled(self, entries: list[str]) -> re.Pattern[str] | None:
        return re.compile("|".join(_pattern(e, self.tongue) for e in entries)) if entries else None


@dataclass(frozen=True)
class _Kind:
    role: Role
    headers: dict[str, _Words]
    answers: dict[str, _Words]


def trait_of(
    header: str, answers: Sequence[str] = (), tongue: str = "", *, ticked: bool = False
) -> PersonalTrait | None:
    """The trait of people that a question asks for or its answers tell; None for neither.

    tongue: the survey's language, "" or "?" where it is not known. An answer that stands in the
    question, as tools write it ("Which of these are you? [Catholic]"), counts like an answer; so
    does the whole header where it is an option that people ticked.
    """
    header = _without_address(header)
    asked = _asked(header, tongue)
    if asked is not None and asked.sure:
        return asked
    told = _told(answers)
    if told is not None and of_a_thing(header, tongue, told.kind):
        told = None
    if told is None and (bands := banded(header, answers)):
        told = PersonalTrait(bands, _kinds()[bands].role, sure=False)
    if told is not None and told.sure:
        return told
    question, option = parted(header)
    option = option or (header if ticked else "")
    if option:
        one = next((k for k, s in _strengths(fold(option)).items() if s == 2), None)
        if one is not None:
            sure = one not in {"gender", "circumstances", "age"}
            return PersonalTrait(one, _kinds()[one].role, sure or bool(_asked(question, tongue)))
        perhaps = next((k for k in _strengths(fold(option)) if k in _EATEN), None)
        if perhaps is not None and asked is None:
            return PersonalTrait(perhaps, _kinds()[perhaps].role, sure=False)
    return asked or told


_EATEN = ("health", "religion")
"""Kinds of which an option that may tell it is asked about: "gluten-free", "halal"."""

_ADDRESS = re.compile(
    r"\b[Pp]an(?:a|u|em)?\s?(?:/|\(|,? lub |,? albo )\s?-?(?:[Pp]ani[ąa]?|[iąa])\b\)?|"
    r"\b[Pp]ani[ąa]?\s?/\s?[Pp]an(?:a|u|em)?\b|"
    r"\b[Oo]\s?(?:/\s?a|\(a\))\s(?:Sr|senhor)(?:\.?\s?(?:/\s?a|\(a\)))?\b\.?|"
    r"\b[Ss]enhor\s?(?:/|\()\s?a\b\)?|\b[Ss]enhor\s?/\s?[Ss]enhora\b|"
    r"\bDear\s(?:Sir|Mr)\s?(?:/|or)\s?(?:Madam|Mrs|Ms)\b|"
    r"\b(?:Gentile\s)?[Ss]ignor[ea]?\s?/\s?(?:[Ss]ignora|a)\b|\bSr\.?\s?/\s?Sra\b\.?|"
    r"\b(?:Chère?\s)?Madame\s?[,/]\s?(?:Cher\s)?Monsieur\b|"
    r"\b(?:Geachte\s)?(?:heer|meneer)\s?/\s?mevrouw\b|\bHerr\s?/\s?Frau\b"
)
"""How a question speaks to men and women alike: "Czy Pan/Pani kupuje chleb?"."""


def _without_address(header: str) -> str:
    """A question without the form of address, unless that is all that it asks."""
    rest = _ADDRESS.sub(" ", header)
    return rest if len(fold(rest).split()) >= 2 else header


def written_by_a_tool(header: str) -> str:
    """The kind of MACHINE that a header names, "" for none. Such headers count in all languages."""
    text = bare(uncoded(header))
    if header.strip() == "#":
        return "id"
    for kind in MACHINE:
        if any(_strength(words, text) == 2 for words in _kinds()[kind].headers.values()):
            return kind
    return ""


def names_an_opinion(header: str) -> bool:
    """Whether a header has a word for what people think, want or do, in any language."""
    text = bare(header)
    return any(_strength(words, text) for words in _kinds()[OPINION].headers.values())


def speaks_of_oneself(header: str, tongue: str) -> bool:
    """Whether a statement is about who says it: "I pray every day", "Rezo cada día"."""
    text = fold(header)
    words = text.split()
    tongues = {t for t in (tongue, tongue_of(header)) if t in _SELF} or set(_SELF)
    if "ja" in tongues and tongue_of(header) == "ja":
        return not re.search(r"[か?？]\s*$", header)
    if any(word in _SELF[t] for t in tongues for word in words):
        return True
    if tongues & {"es", "it", "pt"} and not header.strip().endswith("?"):
        first = next((w for w in words if w not in {"no", "non", "nao", "siempre", "sempre"}), "")
        if len(first) > 3 and first.endswith(("o", "oy")):
            return True
    return "pl" in tongues and bool(re.search(r"\w{2}ę\b", header.lower()))


_SELF = {
    tongue: frozenset(words.split())
    for tongue, words in {
        "en": "i my me mine myself",
        "de": "ich mein meine meinen meinem meiner mir mich",
        "fr": "je j mon ma mes moi",
        "es": "yo mi mis me soy estoy tengo voy",
        "it": "io mio mia miei mie mi sono ho vado sto",
        "pt": "eu meu minha meus minhas me sou estou tenho vou",
        "nl": "ik mijn mij",
        "sv": "jag min mitt mina mig",
        "pl": "ja moj moja moje mnie mi jestem mam",
        "ja": "",
    }.items()
}
"""Small words by which people speak of themselves, as they are compared."""


def parted(header: str) -> tuple[str, str]:
    """A question and the answer that stands behind it: "Q [A]", "Q: A", "Q - A", "Q/A"."""
    header = uncoded(header)
    for form in _FORMS:
        found = form.match(header.strip())
        if found and found["q"].strip() and found["a"].strip():
            return found["q"].strip(), found["a"].strip()
    return header, ""


_NO_NUMBER = r"(?<![:：/]\d)(?<![:：/-] \d)(?<![:：/]\d\d)(?<![:：/-] \d\d)"
"""Before a sign: not the number of an option, as in "Why?: 2 - Low prices"."""
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?P<q>.+?)\s*\[(?P<a>[^\[\]]*(?:\[[^\]]*\][^\[\]]*)*)\]$",
        rf"^(?P<q>.+?){_NO_NUMBER}\s+-\s+(?:Selected Choice\s+-\s+)?(?P<a>.+)$",
        rf"^(?P<q>.+?[?.:]?){_NO_NUMBER}(?::\s+|：\s*)(?P<a>.+)$",
        r"^(?P<q>.+)/(?P<a>[^/]+)$",
    )
)


def uncoded(header: str) -> str:
    """A question without its number or its variable: "G01Q02[SQ001]. How often?", "3) Why?"."""
    return _UNCODED.sub("", header.strip(), count=1)


_UNCODED = re.compile(
    r"^(?:(?=[a-z]*[\d[]|id\b|[a-z]+date\b|seed\b|token\b)[a-z]\w*(?:\[\w+\])?\.\s+|"
    r"(?:[qfpv]|question|frage|pregunta|domanda|pergunta|vraag|fråga|pytanie|問|質問|設問)[ .]?"
    r"\d{1,3}[a-z]?\s?(?:[:：.．)）]|[-–—](?=\s))\s*|"
    r"\(?\d{1,3}(?:\.\d{1,2})?[.)．）:：](?:\s+|(?=[^\W\d]))|\d{1,2}\s[-–—]\s+(?!\d)|"
    r"[\u2460-\u2473]\s*|[a-z]\)\s+)(?=\S)",
    re.I,
)


def bare(header: str) -> str:
    """A folded header without the number of its question."""
    text = fold(header)
    # "sex_1", "Gender (2)": the number counts columns.
    text = re.sub(r"(?<=[^\W\d_]{3}) \d+$", "", text)
    return CODE.sub("", text) or text


def _asked(header: str, tongue: str) -> PersonalTrait | None:
    text = bare(header)
    short = len(text.split()) <= SHORT
    # A survey may ask in several languages: a question counts as what it is in itself, too.
    own_tongues = {tongue, tongue_of(header), "en"}
    if own_tongues & {"es", "pt"}:  # short questions in one are often taken for the other
        own_tongues |= {"es", "pt"}
    known = tongue in KNOWN
    unsure: PersonalTrait | None = None
    signs = signs_in(header, "headers", frozenset(own_tongues) if known else None)
    for name, kind in _kinds().items():
        if name in (*MACHINE, OPINION) or of_a_thing(header, tongue, name):
            continue
        best = signs.get(name, 0)
        for language, words in kind.headers.items():
            own = not known or language in own_tongues
            if not own and not short and language != "ja":
                continue
            strength, length = _strongest(words, text)
            if not own and language != "ja" and length < LONG_WORD:
                strength = min(strength, 1)
            best = max(best, strength)
        if best == 2:
            return PersonalTrait(name, kind.role, sure=True)
        if best == 1 and unsure is None:
            unsure = PersonalTrait(name, kind.role, sure=False)
    return unsure


_NONE = frozenset(
    "none no nothing neither keine kein keins nichts nein aucun aucune non rien ninguno ninguna "
    "nada nessuno nessuna niente nenhum nenhuma nao geen nee niets ingen inget inga nej brak zadne "
    "zadna zaden nie なし ない 特になし いいえ".split()
)
"""Answers, as they are compared, that there is none of it."""


def _told(answers: Sequence[str]) -> PersonalTrait | None:
    """The trait that most of the answers name."""
    alone = len(answers) == 2
    answers = [a for a in answers if fold(a) not in _NONE] or answers
    folded = [f for f in map(fold, answers) if f and len(f) <= LONGEST]
    perhaps = next(
        (kind for f in folded if len(f.split()) <= 10 for kind, s in _signed(f).items() if s), ""
    )
    folded = [f for f in folded if len(f.split()) <= 5]
    if not (folded or perhaps) or len(answers) > 60:
        return None
    strong: dict[str, int] = {}
    weak: dict[str, int] = {}
    for answer in folded:
        for kind, strength in _strengths(answer).items():
            counts = strong if strength == 2 else weak
            counts[kind] = counts.get(kind, 0) + 1
    for kind in sorted({*strong, *weak}, key=lambda k: -(strong.get(k, 0) * 2 + weak.get(k, 0))):
        sure, both = strong.get(kind, 0), strong.get(kind, 0) + weak.get(kind, 0)
        if sure == both == 1 and alone and _kinds()[kind].role == "ignore":
            return PersonalTrait(kind, "ignore", sure=False)  # "member of a union", "not a member"
        if both < 2 or both < (0.5 if sure else 1) * len(answers):
            continue
        certain = sure >= 2 and kind not in {"circumstances", "age", "income"}
        # "Men, women, children" may be the departments of a shop.
        certain = certain and (kind != "gender" or both == len(answers))
        return PersonalTrait(kind, _kinds()[kind].role, sure=certain)
    # One place, medicine or party among other answers is enough to ask.
    return PersonalTrait(perhaps, _kinds()[perhaps].role, sure=False) if perhaps else None


def _signed(answer: str) -> dict[str, int]:
    return signs_in(answer, "answers")


@lru_cache(maxsize=20_000)
def _strengths(answer: str) -> dict[str, int]:
    """For each kind that an answer names: 2 where it can mean nothing else, 1 where it may."""
    found: dict[str, int] = {}
    signs = _signed(answer)
    for name, kind in _kinds().items():
        best = max((_strength(words, answer) for words in kind.answers.values()), default=0)
        best = max(best, signs.get(name, 0), int(name in signs))
        if best:
            found[name] = best
    return found


def _strength(words: _Words, text: str) -> int:
    return _strongest(words, text)[0]


def _strongest(words: _Words, text: str) -> tuple[int, int]:
    """How sure a pattern was found in a text, and how many letters of it."""
    if words.never:
        text = words.never.sub(" ", text)
    for strength, pattern in ((2, words.sure), (1, words.unsure)):
        found = pattern.search(text) if pattern else None
        if found:
            return strength, len(found.group().replace(" ", ""))
    return 0, 0


@lru_cache(maxsize=1)
def _kinds() -> dict[str, _Kind]:
    raw = _listed("people.toml")
    for subject in _listed("people_subjects.toml").values():
        kind = raw[subject.pop("kind")]
        for tongue, line in subject.items():
            kind["headers"][tongue] += f", {line}"
            kind["answers"][tongue] += f", {_long(line, tongue)}"
    return {
        name: _Kind(
            cast(Role, entry.get("role", "ignore")),
            {t: _words(line, t) for t, line in entry["headers"].items()},
            {t: _words(line, t) for t, line in entry.get("answers", {}).items()},
        )
        for name, entry in raw.items()
    }


def _listed(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _long(line: str, tongue: str) -> str:
    """The entries that count in answers, which are read in every language: no short words."""
    entries = [e.strip() for e in line.split(",")]
    return ", ".join(e for e in entries if tongue == "ja" or len(fold(e)) >= LONG_ANSWER)


_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
"""How German is written where a file may hold plain letters only."""


def _words(line: str, tongue: str) -> _Words:
    entries = [entry.strip() for entry in line.split(",") if entry.strip()]
    if tongue == "de":
        entries = list(dict.fromkeys(e for one in entries for e in (one, one.translate(_SPELLED))))
    return _Words(tongue, tuple(entries))


_MORE = r"\w{0,60}"
"""The rest of a word: no word is longer, and without an end a text of one word takes for ever."""


def _pattern(entry: str, tongue: str) -> str:
    """One entry as a pattern over folded text."""
    whole = entry.startswith("=")
    parts: list[str] = []
    for word in entry.removeprefix("=").split():
        before, after = word.startswith("*"), word.endswith("*")
        core = " ".join(re.escape(w) for w in fold(word).split())
        if not core:
            parts.append(r"\w+")  # "party *": whichever word follows
        else:
            parts.append((_MORE if before else "") + core + (_MORE if after else ""))
    # "my * roots": with or without a word between.
    text = " ".join(parts).replace(r" \w+ ", r" (?:\w+ )?")
    if whole:
        return rf"^{text}$"
    # Nothing parts words in Japanese, but Latin letters in it are still words.
    joined = tongue == "ja" and not re.search(r"[a-z]", text.replace(r"\w", ""))
    return text if joined else rf"(?<!\w){text}(?!\w)"

"""How a text is pronounced, in the signs that Kokoro reads.

English words come from the lexicon of misaki (Apache-2.0; its files are read, its code is never
run), American and British; what it lacks, and all other languages, from espeak-ng.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from ...domain.errors import Missing
from .espeak import ipa
from .kokoro_net import SIGNS
from .presence import KOKORO

_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-\u2010\u2011][^\W\d_]+)*['’]?|[.,;:!?…—–]")
_STRESS = "ˈˌ"


@dataclass(frozen=True)
class Pronounced:
    """A text's phonemes, and for each word where it begins in the text and which are its own."""

    phonemes: str
    words: tuple[tuple[int, int, int], ...]
    """(place of the word in the text, its first phoneme, the one after its last)."""


def lexicon() -> Path | None:
    """The folder of the lexicon's files; None where it is not installed."""
    spec = find_spec("misaki")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if (folder := Path(place, "data")).is_dir():
            return folder
    return None


def pronounced(text: str, accent: str) -> Pronounced:
    """How a text is said. accent is "en-us", "en-gb" or a voice of espeak-ng: "es", "fr", "pt-br".

    Takes milliseconds for each stretch between marks, and as long for words no lexicon has. Raises
    Missing where the lexicon or espeak-ng is not installed.
    """
    found = [(m.start(), m[0]) for m in _TOKEN.finditer(text)]
    tokens = [token for _, token in found]
    says = _english(tokens, text, accent) if accent in _LEXICONS else _by_rule(tokens, accent)
    made, places = "", list[tuple[int, int, int]]()
    sounds = iter(says)
    for at, token in found:
        if not token[0].isalpha():
            # A mark clings to the word before it; none begins a text.
            made += _MARKS.get(token, token) if made and made[-1] not in _ENDS else ""
            continue
        sound = next(sounds)
        first = len(made) + bool(made)
        made += (" " if made else "") + sound
        places.append((at, first, len(made)))
    return Pronounced(made, tuple(p for p in places if p[2] > p[1]))


_MARKS = {"–": "—"}
_ENDS = ".,;:!?…— "


# ------------------------------------------------------------------------------------ English


_LEXICONS = {"en-us": ("us_gold", "us_silver"), "en-gb": ("gb_gold", "gb_silver")}
_VOWELS = "AIOQWYaeiouæɑɒɔəɛɜɪʊʌᵻɐ"

Said = str | dict[str, str]
"""What the lexicon says of a word: its phonemes, or several ones by the part of speech."""


@lru_cache(2)
def _words_of(accent: str) -> dict[str, Said]:
    folder = lexicon()
    if folder is None:
        raise Missing(f"the lexicon of Kokoro's English voices is not installed: {KOKORO}")
    found: dict[str, Said] = {}
    for name in reversed(_LEXICONS[accent]):
        found |= json.loads((folder / f"{name}.json").read_text("utf-8"))
    return found


def _english(tokens: list[str], text: str, accent: str) -> list[str]:
    words = [t for t in tokens if t[0].isalpha()]
    begun = [b for b, t in zip([".", *tokens], tokens, strict=False) if t[0].isalpha()]
    known = [_known(word, accent) for word in words]
    unknown = {w for w, k in zip(words, known, strict=True) if k is None}
    asked = sorted({p for w in unknown for p in _parts(w) if _known(p, accent) is None})
    # Words that are said in several ways are said as espeak-ng says them in their sentence.
    several = any(isinstance(k, dict) for k in known)
    voice = "en" if accent == "en-gb" else "en-us"
    answers = ipa((*asked, text), voice) if asked or several else ("",)
    *alone, whole = (_as_kokoro(answer, accent) for answer in answers)
    spelt = dict(zip(asked, alone, strict=True))
    heard, made = whole.split(), list[str]()
    for n, (word, said) in enumerate(zip(words, known, strict=True)):
        if said is None:
            said = "".join(_first(_known(p, accent)) or spelt[p] for p in _parts(word))
        elif isinstance(said, dict):
            said, heard = _among(said, heard)
        made.append(said if n == len(words) - 1 else _reduced(word, said, before=begun[n]))
    for n in range(len(made) - 1):
        if made[n + 1].lstrip(_STRESS)[:1] in _VOWELS:
            made[n] = {"the": "ði", "to": "tʊ"}.get(words[n].lower(), made[n])
    return made


def _parts(word: str) -> list[str]:
    return [p for p in re.split(r"[\-\u2010\u2011]", word) if p]


def _known(word: str, accent: str) -> Said | None:
    """What the lexicon says of a word, or of the one it is made from by an s."""
    there, word = _words_of(accent), word.replace("’", "'")
    for form in dict.fromkeys((word, word.lower(), word.capitalize())):
        said = there.get(form)
        if isinstance(said, dict):
            ways = {part: way for part, way in said.items() if way}
            said = ways if len(set(ways.values())) > 1 else _first(ways)
        if said:
            return said
    small = word.lower()
    for ending in ("'s", "s'", "s"):
        stem = word[: -len(ending)]
        if small.endswith(ending) and len(stem) > 2 and small[-2:] not in ("ss", "us"):
            said = _known(stem, accent)
            if isinstance(said, str):
                return said + _plural(said)
    return None


def _plural(said: str) -> str:
    """What an s sounds like behind phonemes."""
    last = said[-1]
    return "ᵻz" if last in "szʃʒʧʤ" else "s" if last in "ptkfθ" else "z"


def _first(said: Said | None) -> str:
    """The way that a word is said by itself; "" for none."""
    if isinstance(said, dict):
        return said.get("DEFAULT") or next(iter(said.values()), "")
    return said or ""


def _among(ways: dict[str, str], heard: list[str]) -> tuple[str, list[str]]:
    """The way that a word is said where espeak-ng says it next, and what is heard after that."""
    for left_out in ("ː", "ː" + _STRESS):
        gone = {ord(c): None for c in left_out}
        fit = {way.translate(gone): way for way in reversed(ways.values())}
        for n, token in enumerate(heard):
            if (way := fit.get(token.translate(gone))) and len(fit) > 1:
                return way, heard[n + 1 :]
    return _first(ways), heard


def _reduced(word: str, said: str, *, before: str) -> str:
    """A small word as it is said before another one; an A within a sentence is a letter's name."""
    if word == "a" or (word == "A" and not before[0].isalpha()):
        return "ɐ"
    return {"the": "ðə", "to": "tə"}.get(word.lower(), said)


# ---------------------------------------------------------------------------- espeak-ng's ways


_SOUNDS = {
    "a^ɪ": "I", "a^ʊ": "W", "d^z": "ʣ", "d^ʒ": "ʤ", "e^ɪ": "A", "o^ʊ": "O", "ə^ʊ": "Q",
    "s^s": "S", "t^s": "ʦ", "t^ʃ": "ʧ", "ɔ^ɪ": "Y",
}  # fmt: skip
"""Sounds of two letters that have a sign of their own."""

_ENGLISH = {
    "ə^l": "ᵊl", "ɚ": "əɹ", "r": "ɹ", "x": "k", "ç": "k", "ɐ": "ə", "ɬ": "l", "\u0303": "",
    "ʔ": "t", "n\u0329": "ᵊn", "l\u0329": "ᵊl",
}  # fmt: skip
_OF_ACCENT = {
    "en-us": {"ɜːɹ": "ɜɹ", "ɜː": "ɜɹ", "ɪə": "iə", "ː": "", "ɾ": "T", "o": "ɔ", "e": "A"},
    "en-gb": {"e^ə": "ɛː", "iə": "ɪə", "æ": "a"},
}


def _as_kokoro(said: str, accent: str) -> str:
    tables = [_SOUNDS]
    if accent in _OF_ACCENT:
        tables += [_ENGLISH, _OF_ACCENT[accent]]
    for table in tables:
        for old, new in table.items():
            said = said.replace(old, new)
    return "".join(c for c in said if c in SIGNS)


def _by_rule(tokens: list[str], accent: str) -> list[str]:
    """The words' phonemes as espeak-ng says them, stretch by stretch between marks."""
    stretches: list[list[str]] = [[]]
    for token in tokens:
        if token[0].isalpha():
            stretches[-1].append(token)
        elif stretches[-1]:
            stretches.append([])
    stretches = [s for s in stretches if s]
    whole = ipa(tuple(" ".join(s) for s in stretches), accent) if stretches else ()
    made: list[str] = []
    for words, said in zip(stretches, whole, strict=True):
        sounds = _as_kokoro(said, accent).split()
        made += sounds if len(sounds) == len(words) else _shared(words, sounds, accent)
    return made


def _shared(words: list[str], sounds: list[str], accent: str) -> list[str]:
    """What espeak-ng says as fewer words than are written, parted among them by their length."""
    alone = [len(_as_kokoro(s, accent)) or 1 for s in ipa(tuple(words), accent)]
    line, total = " ".join(sounds), sum(alone)
    cuts, at = [0], 0
    for size in alone[:-1]:
        at += size
        wanted = round(at / total * len(line))
        near = [
            n
            for n in range(max(cuts[-1], wanted - 2), min(len(line), wanted + 3))
            if line[n] == " "
        ]
        cuts.append(max(cuts[-1], min(near, key=lambda n: abs(n - wanted), default=wanted)))
    return [line[a:b].strip() for a, b in pairwise([*cuts, len(line)])]

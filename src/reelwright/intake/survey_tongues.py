"""Which language a survey asks in, told by the small words of its questions."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

KNOWN = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ja")
"""The languages whose words for people, scales and blanks we keep."""

LEAST = 0.12
"""Share of all words that must be small words of a language before it counts as found."""


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Text as it is compared: words of lower-case letters without accents, one space between.

    "GenderIdentity", "gender_identity" and "GENDER  identity" are alike. Kana keep their marks.
    """
    text = unicodedata.normalize("NFKC", text)
    text = _HUMPS.sub(" ", text)
    text = re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " ", text.casefold())
    parts = unicodedata.normalize("NFD", text)
    bare = "".join(c for c in parts if not "\u0300" <= c <= "\u036f")
    bare = unicodedata.normalize("NFC", bare).translate(_LETTERS)
    return " ".join(re.findall(r"[^\W_]+", bare))


_LARGE, _SMALL = "A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻŒŸ", "a-zà-öø-ÿąćęłńśźżœ"
_HUMPS = re.compile(rf"(?<=[^\W\d_{_LARGE}])(?=[{_LARGE}])|(?<=[{_LARGE}])(?=[{_LARGE}][{_SMALL}])")
"""Where a word begins within "GenderIdentity" and "USAgeGroup", and none does within "KÖN"."""
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_KANA = re.compile(r"[\u3041-\u30ff]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[a-z]")


def tongue_of(text: str) -> str:
    """The language of one question, "" where its words do not say, "?" for one we do not keep."""
    return _told([text], least=0.2, fewest=1)


def tongue_of_all(texts: Sequence[str]) -> str:
    """The language that most of these questions are in, "" or "?" as in tongue_of."""
    return _told(texts, least=LEAST, fewest=2)


def _told(texts: Sequence[str], *, least: float, fewest: int) -> str:
    joined = " ".join(texts)
    if _KANA.search(joined):
        return "ja"
    words = fold(joined).split()
    if not words:
        return ""
    letters = [w for w in words if not w.isdigit()]
    latin = sum(bool(_LATIN.search(w)) for w in letters)
    if letters and latin < 0.5 * len(letters):
        return "" if _HAN.search(joined) and len(joined) <= 6 * len(texts) else "?"
    counts = Counter(w for w in words if w.isalpha())
    hits = {t: sum(counts[w] for w in small) for t, small in _small_words().items()}
    most = max(hits.values())
    total = sum(counts.values())
    if most < fewest or most < least * total:
        return ""
    best = [t for t, n in hits.items() if n == most]
    if len(best) == 1:
        return best[0] if best[0] in KNOWN else "?"
    return "" if set(best) & set(KNOWN) else "?"


@lru_cache(maxsize=1)
def _small_words() -> dict[str, frozenset[str]]:
    text = Path(__file__).with_name("tongues.toml").read_text(encoding="utf-8")
    return {tongue: frozenset(fold(line).split()) for tongue, line in tomllib.loads(text).items()}

"""How scripts are written: which leave no spaces, where a word may be cut, how long letters take.

Read by whatever measures, times or breaks text; no table here is of one language alone.
"""

import re
import unicodedata

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
"""Letters of scripts that leave no space between words, for a class in a pattern."""

_UNSPACED = re.compile(f"[{UNSPACED}]")
_AFTER = frozenset(
    "\u0e30\u0e32\u0e33\u0e45\u0e46\u0e2f\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6\u30fc\u3005\u309d\u30fd"
)
"""Letters that only follow another: vowels of Thai and Lao, marks of length and repetition."""
_AFTER_SMALL = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")
_BEFORE = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")
"""Vowels of Thai and Lao that are written before the consonant they follow in speech."""

_JOINERS = frozenset("\u200d\u2060\u00ad")


def unspaced(text: str) -> bool:
    """Whether a text is in a script that does not part its words (Japanese, Chinese, Thai)."""
    letters = [c for c in text if c.isalpha()]
    return sum(bool(_UNSPACED.match(c)) for c in letters) * 2 > len(letters)


def clusters(text: str) -> list[str]:
    """A text in the smallest pieces that may stand apart: a letter with all that belongs to it.

    Accents and vowel signs stay with their letter, whichever side they are written on; joined,
    the pieces are the text.
    """
    made: list[str] = []
    for char in text:
        if made and (_follows(char) or _holds(made[-1][-1], char)):
            made[-1] += char
        else:
            made.append(char)
    return made


def _follows(char: str) -> bool:
    return (
        unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf", "Sk")
        or char in _AFTER
        or char in _AFTER_SMALL
        or "\ufe00" <= char <= "\ufe0f"
    )


def _holds(last: str, char: str) -> bool:
    """Whether a sign keeps the next letter: a vowel written first, a joiner, a lost vowel."""
    conjunct = char.isalpha() and "VIRAMA" in unicodedata.name(last, "")
    return last in _BEFORE or last in _JOINERS or conjunct


def syllables(word: str) -> float | None:
    """Syllables' worth of time that a word takes in a script of its own; None for Latin letters.

    Scripts that write every vowel are counted by their vowels; others, letter by letter, by what
    a letter takes on average. Measured on espeak-ng's voices.
    """
    low = unicodedata.normalize("NFC", word.lower())
    script = next((s for c in low if c.isalpha() and (s := _script(c))), "")
    if not script:
        return None
    if script in _VOWELLED:
        return max(1.0, len(_VOWELLED[script].findall(low)) * _PACE.get(script, 1.0))
    if script in _ABUGIDAS:
        return max(1.0, _abugida(low) * _PACE.get(script, 1.0))
    return max(1.0, sum(_LETTER.get(_script(c), 0.0) for c in low))


_VOWELLED = {
    "CYRILLIC": re.compile(
        "[аеёиоуыэюяіїєѐѝўұүөәҥ]|(?<=[бвгджзйклмнпрстфхцчшщ])ъ(?=[бвгджзйклмнпрстфхцчшщ])"
    ),
    "GREEK": re.compile("[αεηιουωάέήίόύώϊϋΐΰ]+"),
    "GEORGIAN": re.compile("[აეიოუ]"),
    "ARMENIAN": re.compile("ու|[աեէըիոօև]"),
    "HANGUL": re.compile("[가-힣]"),
    "ETHIOPIC": re.compile("[\u1200-\u137f]"),
}
_ABUGIDAS = frozenset(
    "DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL TELUGU KANNADA MALAYALAM SINHALA".split()
)
_LETTER = {
    "HIRAGANA": 0.5,
    "KATAKANA": 0.5,
    "KATAKANA-HIRAGANA": 0.4,
    "CJK": 1.0,
    "THAI": 0.5,
    "LAO": 0.5,
    "MYANMAR": 0.5,
    "KHMER": 0.5,
    "ARABIC": 0.5,
    "HEBREW": 0.36,
    "SYRIAC": 0.5,
    "THAANA": 0.5,
}
_PACE = {
    "CYRILLIC": 0.65,
    "GREEK": 0.67,
    "GEORGIAN": 0.78,
    "ARMENIAN": 1.1,
    "HANGUL": 0.85,
    "ETHIOPIC": 0.75,
    "DEVANAGARI": 0.58,
    "BENGALI": 0.68,
    "GURMUKHI": 0.64,
    "GUJARATI": 0.68,
    "ORIYA": 0.68,
    "TAMIL": 0.7,
    "TELUGU": 0.7,
    "KANNADA": 0.7,
    "MALAYALAM": 0.7,
    "SINHALA": 0.7,
}
"""How a script's syllables compare with a Latin one in time, where they differ."""


def _script(char: str) -> str:
    """The script of a letter by its name in Unicode; "" for Latin letters and for no letters."""
    if not char.isalpha():
        return ""
    name = unicodedata.name(char, "").split(" ")[0]
    if name in ("", "LATIN", "FULLWIDTH", "MODIFIER", "FEMININE", "MASCULINE", "MICRO"):
        return ""
    return name


def _abugida(word: str) -> int:
    """Vowels of an Indic word: each consonant has one unless a sign takes it away."""
    count = 0
    for char in word:
        name = unicodedata.name(char, "")
        if "VIRAMA" in name:
            count -= 1
        elif char.isalpha() and "SIGN" not in name:
            count += 1
    return count

"""Which letters the engines can read: what a voice cannot read it spells, names or leaves out."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from ...domain.errors import Missing
from . import presence

VOICES = {"en": "en-us", "en-gb": "en", "zh": "cmn", "no": "nb"}
"""Names in espeak for language tags that it calls otherwise."""

_OWN = {
    "CYRILLIC": "ru uk be bg sr mk kk ky tt ba cv mn tg nog",
    "GREEK": "el grc",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "ARABIC": "ar fa ur ug sd ku ps",
    "HEBREW": "he",
    "ETHIOPIC": "am ti",
    "HANGUL": "ko",
    "HIRAGANA KATAKANA KATAKANA-HIRAGANA": "ja",
    "CJK BOPOMOFO": "zh cmn yue hak",
    "THAI": "th",
    "MYANMAR": "my shn",
    "DEVANAGARI": "hi mr ne kok sa",
    "BENGALI": "bn as bpy",
    "GURMUKHI": "pa",
    "GUJARATI": "gu",
    "ORIYA": "or",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "CHEROKEE": "chr",
}
"""Scripts that espeak-ng reads, and in which languages. Tried letter by letter."""

_ANYWHERE = frozenset(("LATIN", "DEVANAGARI", "HANGUL"))
"""Scripts for which espeak-ng changes to another voice by itself."""

_KANJI = "write the line in kana"
_OWN_VOICE = "record the line yourself (voice/), or name a piper voice file that reads it"


def unread(engine: str, language: str, text: str) -> str:
    """Letters of a text that an engine would not read, each once, in order; "" when it reads all.

    engine is a name of the registry ("speech/espeak"). What other engines read is not known here.
    A letter alone is read by its name ("α"), which is right; Chinese letters never are.
    """
    if engine == "speech/espeak":
        base = language.split("-")[0].lower()
        own = (names for names, codes in _OWN.items() if base in codes.split())
        reads = _ANYWHERE.union(*(names.split() for names in own))
    elif engine in ("speech/kokoro", "speech/flite", "speech/festival"):
        reads = frozenset(("LATIN",))
    else:
        return ""
    found: dict[str, None] = {}
    for run in re.findall(r"[^\W\d_]+", text):
        foreign = [c for c in run if not _reads(reads, c)]
        if len(run) > 1 or any(_script(c) == "CJK" for c in foreign):
            found |= dict.fromkeys(foreign)
    return "".join(found)


def _script(char: str) -> str:
    name = unicodedata.name(char, "").split(" ")
    return name[1] if name[0] in ("FULLWIDTH", "HALFWIDTH") and len(name) > 1 else name[0]


def _reads(reads: frozenset[str], char: str) -> bool:
    return _script(char) in reads | {"", "FEMININE", "MASCULINE", "MICRO", "MODIFIER"}


def advice(language: str, letters: str) -> str:
    """What to do about letters that a voice does not read."""
    kanji = language.split("-")[0].lower() == "ja" and all(
        unicodedata.name(c, "").startswith("CJK") for c in letters
    )
    return f"{_KANJI}, {_OWN_VOICE}" if kanji else _OWN_VOICE


@cache
def has_voice(language: str) -> bool:
    """Whether espeak-ng, as it is installed, has a voice for a language tag."""
    try:
        _, data = presence.espeak_files()
    except Missing:
        return False
    names = {p.name.lower() for p in Path(data, "lang").rglob("*") if p.is_file()}
    tags = (language.lower(), language.split("-")[0].lower())
    return any(VOICES.get(tag, tag) in names for tag in tags)


_PLAIN = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe",
          "Œ": "Oe", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "ı": "i"}  # fmt: skip


def folded(text: str) -> str:
    """Latin letters without their marks, one for one in place where it can be: "Łódź" is "Lodz"."""
    made = "".join(_PLAIN.get(c, c) for c in text)
    made = "".join(c for c in unicodedata.normalize("NFD", made) if not unicodedata.combining(c))
    return re.sub(r"[\u2018\u2019]", "'", made).replace("…", "...")

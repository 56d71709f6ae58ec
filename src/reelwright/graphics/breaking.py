"""Cuts a text into the pieces between which a line may break, for every script we set."""

import re
import unicodedata

_LEANING = frozenset(
    "a an the of to in on at by for from with and or but nor as than that which who your our my "
    "his her its their this is are was be no not if el la los las un una de del y o le les des du "
    "et ou une der die das ein eine und oder mit von zu".split()
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")
_NEVER_FIRST = frozenset(
    "\u3001\u3002\uff0c\uff0e\u30fb\uff1a\uff1b\uff01\uff1f!?)\uff09]\uff3d}\uff5d\u300d\u300f"
    "\u3011\u3015\u3009\u300b\u201d\u2019\u30fc\u3005\u3041\u3043\u3045\u3047\u3049\u3063\u3083"
    "\u3085\u3087\u308e\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee%\uff05\u2026~"
    "\uff5e"
)
_NEVER_LAST = frozenset("([{\uff08\uff3b\uff5b\u300c\u300e\u3010\u3014\u3008\u300a\u201c\u2018")


def pieces(text: str) -> list[str]:
    """The text in unbreakable pieces, each with the space that follows it.

    Words where the script has spaces; phrases (about a bunsetsu each) in Japanese and Chinese.
    """
    cut: list[str] = []
    for word in " ".join(text.split()).split(" "):
        cut += _phrases(word) if _UNSPACED.search(word) else [word]
        cut[-1] += " "
    if cut:
        cut[-1] = cut[-1].rstrip()
    return [p for p in cut if p.strip()]


def finer(cut: list[str]) -> list[str]:
    """Pieces of an unspaced script cut to single characters, where phrases are too wide."""
    made: list[str] = []
    for piece in cut:
        if not _UNSPACED.search(piece):
            made.append(piece)
            continue
        for char in piece:
            if made and (char in _NEVER_FIRST or char.isspace() or made[-1][-1:] in _NEVER_LAST):
                made[-1] += char
            else:
                made.append(char)
    return made


def leaning(piece: str) -> bool:
    """Whether a line that ends with the piece leaves the reader hanging."""
    return piece.strip().lower() in _LEANING


def closing(piece: str) -> bool:
    """Whether the piece ends a clause: a good place to break."""
    return piece.strip()[-1:] in ".,;:!?\u2026\u2014\u3002\u3001\u060c\u061b\u061f\u0964"


def _phrases(word: str) -> list[str]:
    made: list[str] = []
    for char in word:
        if not made:
            made.append(char)
            continue
        last = made[-1][-1]
        joined = char in _NEVER_FIRST or last in _NEVER_LAST
        if joined or not _starts(last, char):
            made[-1] += char
        else:
            made.append(char)
    return made


def _starts(last: str, char: str) -> bool:
    """Whether a phrase begins at char: after a mark, or where particles give way to a new word."""
    if last in _NEVER_FIRST and not _kana(last):
        return True
    return _hiragana(last) and not _hiragana(char)


def _hiragana(char: str) -> bool:
    return "\u3040" <= char <= "\u309f"


def _kana(char: str) -> bool:
    return "\u3040" <= char <= "\u30ff" and unicodedata.category(char).startswith("L")

"""Cuts a text into the pieces between which a line may break, for every script we set."""

import re
import unicodedata
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ..domain.letters import UNSPACED, clusters
from ..domain.sentences import short_form

if TYPE_CHECKING:
    import pyphen

SOFT, NONE = "\u00ad", "\u200b"
"""Ends of pieces: a hyphen where the line ends behind it, and nothing."""

MOST = 12
"""Letters that are kept together even where a language is not known."""

_LEANING = frozenset(
    "a an the of to in on at by for from with and or but nor as than that which who your our my "
    "his her its their this is are was be no not if el la los las un una de del y o le les des du "
    "et ou une der die das ein eine und oder mit von zu".split()
)
_UNSPACED = re.compile(rf"[{UNSPACED}\uff66-\uff9f]")
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


def finer(
    cut: list[str], language: str = "en", *, anywhere: bool = False, all_of_it: bool = False
) -> list[str]:
    """Pieces cut smaller, for a line that is narrower than a word of them.

    Unspaced scripts part between characters, addresses at their dots and slashes, words where
    their language hyphenates them, or, anywhere, between any letters of long words; all_of_it
    parts what is still long between any letters, figures or signs. A piece that ends in a soft
    hyphen shows it as a hyphen at the end of a line; one that ends in a zero-width space shows
    nothing.
    """
    made: list[str] = []
    for piece in cut:
        if not _UNSPACED.search(piece):
            parts = _divided(piece, language, anywhere=anywhere)
            made += [p for part in parts for p in _crumbs(part)] if all_of_it else parts
            continue
        for char in clusters(piece):
            if made and (char[0] in _NEVER_FIRST or char.isspace() or made[-1][-1:] in _NEVER_LAST):
                made[-1] += char
            else:
                made.append(char)
    return made


def _divided(piece: str, language: str, *, anywhere: bool) -> list[str]:
    """One word in the parts that it may be divided into."""
    word = piece.rstrip()
    space = piece[len(word) :]
    if SOFT in word.strip(SOFT):
        parts = [part + SOFT for part in word.strip(SOFT).split(SOFT) if part]
    elif re.search(r"[/@_]|\w\.\w", word):
        parts = re.findall(r"[./@_-]*[^./@_-]+(?:[/@_-]+(?=\w)|/$)?|[./@_-]+", word)
        parts = [part + NONE for part in parts]
    elif "-" in word.strip("-"):
        parts = [part + NONE for part in re.findall(r"[^-]*-+|[^-]+", word)]
    else:
        parts = [word]
    cut: list[str] = []
    address = re.search(r"[/@_]|\w\.\w", word) is not None
    for part in parts:
        bare, mark = part.rstrip(SOFT + NONE), part[len(part.rstrip(SOFT + NONE)) :]
        halves = _hyphenated(bare, language, anywhere=anywhere)
        # A hyphen in an address would be typed.
        cut += [half + (NONE if address else SOFT) for half in halves[:-1]] + [halves[-1] + mark]
    cut[-1] = cut[-1].rstrip(SOFT + NONE) + space
    return cut


def _crumbs(piece: str) -> list[str]:
    """A piece in parts of two to five characters; hyphens come between letters alone."""
    bare = piece.rstrip().rstrip(SOFT + NONE)
    letters = clusters(bare)
    if len(letters) <= MOST // 2:
        return [piece]
    at = range(3, len(letters) - 2, 2)
    halves = ["".join(letters[a:b]) for a, b in pairwise([0, *at, len(letters)])]
    typed = piece.rstrip()[-1:] == NONE  # a hyphen in an address would be typed
    joints = [
        SOFT if a[-1].isalpha() and b[0].isalpha() and not typed else NONE
        for a, b in pairwise(halves)
    ]
    return [a + j for a, j in zip(halves, joints, strict=False)] + [halves[-1] + piece[len(bare) :]]


def _hyphenated(word: str, language: str, *, anywhere: bool) -> list[str]:
    """A word's parts by its language's rules; letters at its ends stay at least three together."""
    core = re.search(r"[^\W\d_]{6,}", word)
    if core is None:
        return [word]
    at = sorted(core.start() + n for n in _points(core[0], language))
    if not at and anywhere and len(core[0]) > MOST:
        letters = clusters(core[0])
        at = [
            core.start() + len("".join(letters[:n])) for n in range(MOST // 2, len(letters) - 2, 4)
        ]
    return [word[a:b] for a, b in pairwise([0, *at, len(word)])]


def _points(word: str, language: str) -> list[int]:
    made = _hyphenator(language)
    return [n for n in made.positions(word) if 3 <= n <= len(word) - 3] if made else []


@cache
def _hyphenator(language: str) -> "pyphen.Pyphen | None":
    """The rules of a language, of its region where there are such; None where there are none."""
    import pyphen

    tag = pyphen.language_fallback(language.replace("-", "_"))
    base = language.split("-")[0].lower()
    tag = tag or next((t for t in sorted(pyphen.LANGUAGES) if t.split("_")[0] == base), None)
    return pyphen.Pyphen(lang=tag) if tag else None


def leaning(piece: str, following: str = "") -> bool:
    """Whether a line that ends with the piece leaves the reader hanging: "the", "Dr."."""
    word = piece.strip()
    return word[-1:] in (SOFT, NONE) or word.lower() in _LEANING or short_form(word, following)


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

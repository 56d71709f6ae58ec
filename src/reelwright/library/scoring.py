"""The one scoring of every search: what makes up a score from 0 to 1, and the reason in words."""

import math
import re
from collections.abc import Collection, Mapping, Sequence

from ..backends.index.exact import words
from ..domain.picture import Caption

FLOOR = 0.34
"""Score below which a picture does not count as showing what was asked for (S3-09).

Measured on the Fernhill library with the queries in tests/library/test_search.py: all 20 that it
answers find the right picture first, 19 of them at .34 to .82; of 20 that nothing in it shows (a
submarine, a tax form) 19 stay under .33: only "blinking lights" finds a lamp left on at .40.
"""

MEANING, WORDS, SCALE = 0.78, 0.2, 0.02
"""What makes up a score: cosine, share of the query's words found, the wished shot scale.

Meaning and words are weighed and not fused by rank: with few pictures rank fusion puts a chance
word before the sense (R@1 .82 against .97), and a rank says nothing of whether anything fits.
"""

LEXICAL = 0.6
"""What all of the query's words are worth where no model compares meanings."""

_SAID = re.compile(r"[^\W_]+")


def wanted_words(query: str) -> dict[str, str]:
    """Stem -> the word as it was said, without the commonest words."""
    return {w: said for said in reversed(_SAID.findall(query)) for w in words(said)}


def texts_of(caption: str, keywords: Sequence[str]) -> tuple[str, ...]:
    """The ways to say what an item shows; it is as near as the nearest of them."""
    if not keywords:
        return (caption,)
    return caption, f"{caption}. {', '.join(keywords)}"


def shared_words(
    wanted: Collection[str], held: Collection[str], spread: Mapping[str, int], total: int
) -> tuple[list[str], float]:
    """Which of the wanted words an item holds, and the share of what all of them tell.

    A word tells much when few of the total items hold it, and little when most do.
    """
    shared = sorted(w for w in wanted if w in held)
    worth = {w: math.log(1 + total / (1 + spread.get(w, 0))) for w in wanted}
    whole = sum(worth.values())
    return shared, sum(worth[w] for w in shared) / whole if whole else 0.0


def score_of(
    *,
    meaning: float | None = None,
    share: float = 0.0,
    look: float | None = None,
    fits: bool = False,
    worded: bool = True,
) -> float:
    """A score, 0 to 1.

    meaning: cosine with what was asked in words; None where no model compares meanings. look: how
    much it looks like the picture given, 0 to 1; None without one. worded: whether words were given
    at all. Asked by both, words and picture count the same.
    """
    said = LEXICAL * share if meaning is None else MEANING * meaning + WORDS * share
    said = min(1.0, max(0.0, said + SCALE * fits))
    if look is None:
        return round(said, 3)
    seen = min(1.0, max(0.0, look))
    return round((said + seen) / 2 if worded else seen, 3)


def reason_of(
    caption: Caption,
    *,
    meaning: float | None = None,
    shared: Sequence[str] = (),
    look: float | None = None,
    fits: str = "",
    worded: bool = True,
) -> str:
    """A score in words. shared: words as said; fits: the scale that was wished and met."""
    parts: list[str] = []
    said = {"person": "a person's caption", "file name": "its file name"}.get(
        caption.source, f"its {caption.source} caption"
    )
    if meaning is not None:
        near = "close to" if meaning > 0.55 else "near" if meaning > 0.38 else "far from"
        shown = f"“{_short(caption.text)}”"
        parts.append(f"{said}, {shown}, is {near} what was asked ({meaning:.2f})")
    elif worded:
        parts.append(f"{said} is “{_short(caption.text)}”, compared by its words alone")
    if shared:
        parts.append(f"both speak of {', '.join(shared)}")
    if look is not None:
        like = "very much" if look > 0.8 else "somewhat" if look > 0.4 else "hardly"
        parts.append(f"it looks {like} like the picture given ({look:.2f})")
    if fits:
        parts.append(f"it is {fits}, as wished")
    return "; ".join(parts)


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rsplit(" ", 1)[0] + " …"

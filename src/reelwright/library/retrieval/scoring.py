"""The one scoring of every search: what makes up a score from 0 to 1, and the reason in words."""

import math
import re
from collections.abc import Collection, Mapping, Sequence

from ...backends.index.exact import words
from ...domain.picture import Caption

FLOOR = 0.36
"""Score below which a picture does not count as showing what was asked for (S3-09).

Measured by benchmarks/bench_recall.py among 1,000 distractors: of 42 queries that nothing shows it
lets 4 through, near misses but for one; of 88 that are found it loses 13, most of them loose
paraphrases that MiniLM hardly tells from chance. At .34 it were 7 and 12, at .40 it were 4 and 17.
In a library of 42 it keeps 19 of 20 and lets none of 20 through.
"""

MEANING, WORDS, SCALE = 0.78, 0.2, 0.02
"""What makes up a score: cosine, share of the query's words found, the wished shot scale.

Meaning and words are weighed and not fused by rank: with few pictures rank fusion puts a chance
word before the sense (R@1 .82 against .97), and a rank says nothing of whether anything fits.
"""

BOTH = 0.25
"""How far what fits words and picture is moved towards 1 over what fits one of them."""

LEXICAL = 0.64
"""What all of the query's words are worth where no model compares meanings."""

_SAID = re.compile(r"[^\W_]+")


def wanted_words(query: str) -> dict[str, str]:
    """Stem -> the word as it was said, without the commonest words."""
    return {w: said for said in reversed(_SAID.findall(query)) for w in words(said)}


def texts_of(caption: str, keywords: Sequence[str]) -> tuple[str, ...]:
    """The ways to say what an item shows; it is as near as the nearest of them.

    Keywords stand by themselves too: measured on the labelled set among 1,000 distractors, that
    finds 94 % first and 97 % among five, where the caption alone beside both finds 91 and 95.
    """
    listed = ", ".join(keywords)
    return (f"{caption}. {listed}", listed) if keywords else (caption,)


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
    at all. Asked by both, words and picture count the same: what fits one of them well keeps its
    score whatever the other says, and what fits both comes before it.
    """
    said = LEXICAL * share if meaning is None else MEANING * meaning + WORDS * share
    said = min(1.0, max(0.0, said + SCALE * fits))
    if look is None:
        return round(said, 3)
    seen = min(1.0, max(0.0, look))
    if not worded:
        return round(seen, 3)
    more, less = max(said, seen), min(said, seen)
    return round(more + BOTH * less * (1 - more), 3)


def reason_of(
    caption: Caption,
    *,
    meaning: float | None = None,
    shared: Sequence[str] = (),
    look: float | None = None,
    fits: str = "",
    tint: str = "",
    worded: bool = True,
) -> str:
    """A score in words. shared: words as said; fits: the scale that was wished and met.

    tint: the colours that were asked for and that the picture has.
    """
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
    if tint:
        parts.append(f"it has the {tint} that was asked for")
    if fits:
        parts.append(f"it is {fits}, as wished")
    return "; ".join(parts)


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rsplit(" ", 1)[0] + " …"

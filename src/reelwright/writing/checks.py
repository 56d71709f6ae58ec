"""What every text of ours must keep to, written offline or by a model: facts, words, length."""

import re
from collections.abc import Iterable
from functools import lru_cache

from ..domain.campaign import Campaign
from ..domain.segment import Segment
from ..domain.wording import counted, says
from .lint import lint, lint_head
from .theirs import theirs
from .words import word_count

_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_SPOKEN = {w: n for n, w in enumerate(_UNITS)} | {w: 20 + 10 * n for n, w in enumerate(_TENS)}
_PLAIN = frozenset((0, 1, 2))
"""Numbers that ordinary sentences hold without claiming anything ("one of you", "two cups")."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|\b(?:" + "|".join(_SPOKEN) + r")(?:-[a-z]+)?\b", re.I)


@lru_cache(maxsize=4096)  # the same facts are asked for every line
def numbers_in(text: str) -> frozenset[str]:
    """The numbers of a text in one spelling: "£1,200", "ninety-six" give "1200", "96"."""
    found: set[str] = set()
    for hit in _NUMBER.findall(text):
        if hit[0].isdigit():
            found.add(re.sub(r",(?=\d{3}\b)", "", hit).rstrip(".,"))
            continue
        first, _, second = hit.lower().partition("-")
        value = _SPOKEN.get(first, 0) + _SPOKEN.get(second, 0)
        if value not in _PLAIN:
            found.add(str(value))
    return frozenset(found)


def facts_text(campaign: Campaign, segment: Segment | None = None) -> str:
    """All words of the client that numbers may come from, and those of the segment's card."""
    rows: list[str] = [campaign.brand.tagline, campaign.product, campaign.call.text]
    rows += [campaign.call.spoken, campaign.call.link, campaign.brand.name]
    rows += [f"{p.claim} {p.substantiation} {p.short} {p.source}" for p in campaign.proofs]
    rows += [f"{o.name} {o.text} {o.price} {o.terms} {o.short}" for o in campaign.offers]
    for told in (*campaign.proofs, *campaign.offers, *campaign.moments, *campaign.metaphors):
        rows += (*told.spoken, *told.more)
    rows += [m.head for m in campaign.moments] + [m.head for m in campaign.metaphors]
    rows += [text for m in campaign.metaphors for text in (m.meaning, *m.turn)]
    if segment:
        rows += [t.text for t in segment.traits] + [segment.summary]
        for cell in (t.cell for t in segment.traits):
            rows.append(f"{cell.share:.0%} {cell.base_share:.0%} {cell.index}")
    return " ".join(rows)


def numbers_findings(text: str, facts: str, where: str) -> list[str]:
    """Numbers that the facts do not hold."""
    invented = sorted(numbers_in(text) - numbers_in(facts))
    return [f"{where}: no fact holds the number {n}; take it out" for n in invented]


def never_findings(text: str, never: Iterable[str], where: str) -> list[str]:
    """Words that the brand never says."""
    return [f"{where}: the brand never says “{word}”" for word in never if says(text, word)]


def words_findings(
    text: str, campaign: Campaign, where: str, segment: Segment | None = None
) -> list[str]:
    """Clichés, slips and words the brand never says, in a text of any length."""
    own = theirs(campaign, segment)
    found = [f"{where}: {f}" for f in lint(text, spoken=False, theirs=own)]
    return found + never_findings(text, campaign.brand.never_say, where)


def spoken_findings(
    text: str, campaign: Campaign, where: str, segment: Segment | None = None
) -> list[str]:
    """What is wrong with narration."""
    found = [f"{where}: {f}" for f in lint(text, theirs=theirs(campaign, segment))]
    return found + never_findings(text, campaign.brand.never_say, where)


def head_findings(
    text: str, campaign: Campaign, where: str, segment: Segment | None = None
) -> list[str]:
    """What is wrong with big type."""
    found = [f"{where}: {f}" for f in lint_head(text, theirs=theirs(campaign, segment))]
    return found + never_findings(text, campaign.brand.never_say, where)


def hook_findings(text: str, campaign: Campaign, segment: Segment, where: str) -> list[str]:
    """A hook is one or two short sentences: 3-14 words in all, or what the campaign gave."""
    own = theirs(campaign, segment)
    found = [f"{where}: {f}" for f in lint(text, theirs=own)]
    if not 3 <= word_count(text) <= 14 and not own.whole(text):
        found.append(f"{where}: {counted(word_count(text), 'word')}; say it in 3 to 14")
    return found

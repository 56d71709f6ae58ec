"""The gate of every text that leaves the house: what a survey told stays inside.

People answered questions to be understood, not to be quoted: no film, page, title or name holds an
answer's label, a column's name, an index, a share worked out from answers, who the people are, or
whose answers they were. What a campaign says in its own words passes, whatever it looks like.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from .campaign import Campaign
from .segment import Segment, Trait
from .sentences import sentences
from .traits import tells_who_people_are
from .wording import says, third_person

_QUOTES = '“”„«»"「」'
_ABOUT = re.compile(
    rf"\b(?:say|says|said|answer(?:ed|s)?) [{_QUOTES}][^{_QUOTES}]+[{_QUOTES}] about\b", re.I
)
_QUOTED = re.compile(rf"[{_QUOTES}‘']([^{_QUOTES}‘’']+)[{_QUOTES}’']")
_MARKED = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]+)[{_QUOTES}]")
_INDEX = re.compile(r"\b(?:index|indeks|índice|indice|指数)\s*(?:of|de|von|di|:)?\s*\d+", re.I)
_SHARE = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:%|percent\b|per cent\b|prozent\b|pour cent\b|por ciento\b|per cento\b|"
    r"por cento\b|procent\b|パーセント)",
    re.I,
)
_BRACKETED = re.compile(rf"\s*[(（]\s*(?:{_INDEX.pattern})\s*[)）]", re.I)
_CODE = re.compile(r"\d|-.*-.*-")


def let_out(text: str, segment: Segment, campaign: Campaign, plain: str = "") -> str:
    """The text as it is, or the plain one in its place where it tells what a survey told.

    plain is words of the campaign, or "" to leave the text out: nothing else is stopped.
    """
    return plain if kept_back(text, segment, campaign) else text


def kept_back(text: str, segment: Segment, campaign: Campaign) -> tuple[str, ...]:
    """Why a text may not leave, each reason in a few words; () lets it go."""
    own = campaign.own_words()
    if not text.strip() or _bare(text) in _bares(own):
        return ()
    found: list[str] = []
    labels = _labels(segment)
    if _ABOUT.search(text) or any(q.strip().lower() in labels for q in _QUOTED.findall(text)):
        found.append("it quotes an answer")
    if _INDEX.search(text):
        found.append("it gives an index")
    facts = " ".join(own)
    if any(not says(facts, f"{n}%") and n not in _shares(facts) for n in _shares(text)):
        found.append("it gives a share of those asked")
    found += [f"it names the column {c}" for c in _columns(segment) if says(text, c, name=True)]
    told = third_person(text)
    if any(says(told, t.text) for t in segment.traits if not t.fit_to_say and " " in t.text):
        found.append("it tells people who they are")
    if any(says(text, name) for name in _names(segment)):
        found.append("it names a respondent")
    return tuple(found)


def for_papers(text: str, segment: Segment, campaign: Campaign) -> str:
    """What of a text on a segment may stand in the papers beside its films, sentence by sentence.

    Papers are for those who ordered the films: they tell of groups and counts, which copy may not.
    They quote no answer, no column and nobody's own words, give no index, and say nothing of faith,
    health, means and the like.
    """
    plain = _BRACKETED.sub("", text)
    return " ".join(s for s in sentences(plain) if not _private(s, segment, campaign))


def told_in_papers(segment: Segment, campaign: Campaign) -> tuple[Trait, ...]:
    """The traits of a segment that its papers may tell, each in its own words."""
    return tuple(t for t in segment.traits if t.counted and not _private(t.text, segment, campaign))


def _private(text: str, segment: Segment, campaign: Campaign) -> bool:
    """Whether a text quotes people or their answers, or tells a protected trait of theirs."""
    if _bare(text) in _bares(campaign.own_words()):
        return False
    labels, told = _labels(segment), third_person(text)
    facts = "\n".join(campaign.own_words())
    people = (*_names(segment), *(v.text for v in segment.verbatims if len(v.text.split()) > 2))
    return bool(
        any(not says(facts, quoted.strip(" .")) for quoted in _MARKED.findall(text))
        or any(q.strip().lower() in labels for q in _QUOTED.findall(text))
        or _INDEX.search(text)
        or any(says(text, column, name=True) for column in _columns(segment))
        or any(says(told, t.text) for t in segment.traits if tells_who_people_are(t.text))
        or tells_who_people_are(text)
        or any(says(text, words) for words in people)
    )


def _shares(text: str) -> list[str]:
    return [n.replace(",", ".") for n in _SHARE.findall(text)]


def _bare(text: str) -> str:
    return re.sub(r"[\s.!?]+$", "", " ".join(text.split())).lower()


@lru_cache(maxsize=16)
def _bares(own: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_bare, own))


def _labels(segment: Segment) -> frozenset[str]:
    """Answers and questions of the card, as they could be quoted."""
    cells = [*(t.cell for t in segment.traits), *segment.drivers]
    answers: Iterable[str] = (a for c in cells for a in re.split(r" or | … |, (?=[A-Z])", c.level))
    quoted = (q for t in segment.traits for q in _QUOTED.findall(t.text))
    return frozenset(a.strip().lower() for a in (*answers, *quoted, *(c.level for c in cells)) if a)


def _columns(segment: Segment) -> tuple[str, ...]:
    """Names of columns that are no words of a language: "q7-2", "how-often-do-you-fly"."""
    cells = [*(t.cell for t in segment.traits), *segment.drivers]
    return tuple(dict.fromkeys(c.column for c in cells if _CODE.search(c.column)))


@lru_cache(maxsize=16)
def _whose(respondents: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(r for r in respondents if re.fullmatch(r"[^\W\d_]{2,}[ ,.'’@-]+[^\d]{2,}", r))


def _names(segment: Segment) -> tuple[str, ...]:
    """What respondents are called, where a file calls them by their names."""
    return _whose((*segment.respondents, *(v.respondent for v in segment.verbatims)))

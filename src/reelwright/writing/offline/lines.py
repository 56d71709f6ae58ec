"""Every sentence a film for a segment could say, with its type, its pictures and its facts.

A campaign that brings moments and metaphors is told in its own words. One that brings only facts is
told by the segment's traits, turned to speak to "you", and by the facts themselves.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from ...domain.campaign import Campaign, Metaphor, Moment, Offer, Proof, Sight
from ...domain.errors import Missing
from ...domain.segment import Segment
from ...domain.sentences import short_form, unstopped
from ...domain.wording import says
from ..checks import facts_text, never_findings, numbers_findings
from ..lint import LONGEST, lint, lint_head
from ..person import question
from ..theirs import theirs
from ..vocabulary import affinity, drives, is_wanted, lexicon, stems, told_to
from ..words import capital, sentences, small, stopped, word_count
from .images import EVERYDAY
from .own_words import require_own_words, speaks
from .plain import (
    FAMILIAR,
    bridges,
    claim_head,
    phrases_said,
    said_of,
    sight_of,
    trait_head,
)

Kind = Literal["before", "after", "image", "meaning", "proof", "offer", "call"]

ENOUGH = 4
"""Moments before the answer that make a film without the traits' own, plainer sentences."""

WHOLE, AT_ONCE = 28, 18
"""Words of a fact that is said as it was given, in all and in a sentence: its own may be longer."""


@dataclass(frozen=True)
class Thought:
    """One thought: ways to say it, type for it, pictures for it, and what it leans on.

    weight is how well it suits the segment: 0 and up, comparable among lines of one kind.
    """

    id: str
    kind: Kind
    spoken: tuple[str, ...]
    head: str
    shows: tuple[Sight, ...]
    weight: float = 0.0
    facts: tuple[str, ...] = ()
    note: str = ""
    """What stands smallest with it. A fact without type of its own, head "", shows this alone."""
    price: str = ""
    answers: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    """Sentences that carry the thought on."""

    @property
    def called(self) -> str:
        """A few words that stand for the line where people read of it."""
        return self.head or self.spoken[0]


def lines_for(
    segment: Segment, campaign: Campaign, *, every_need: bool = False
) -> tuple[Thought, ...]:
    """All lines for the segment, best first within each kind. Never empty of any kind.

    every_need adds the plain sentences of the traits, and everyday images, even where the
    campaign's own are enough. Raises Missing when a campaign in another language than English has
    not enough words of its own.
    """
    require_own_words(segment, campaign)
    require_facts(campaign)
    weigh = _Scale(segment)
    moments = _moments(segment, campaign, weigh)
    told = sum(line.kind == "before" for line in moments)
    images = metaphors_for(segment, campaign)
    if not speaks(campaign):
        every_need, told = False, ENOUGH
    if every_need:
        images = tuple(dict.fromkeys((*images, *EVERYDAY)))
    found = [
        *moments,
        *(_traits(segment, campaign, weigh) if every_need or told < ENOUGH else ()),
        *(_metaphor(m, weigh, part) for m in images for part in (0, 1)),
        *(_proof(p, campaign, weigh) for p in campaign.proofs if said_of_proof(p)),
        *(_offer(o, campaign, weigh) for o in _offers_for(segment, campaign)),
        _call(campaign),
    ]
    if not any(line.kind == "after" for line in found):
        found += _bridges(campaign)
    found = _shown_by_relief(_permitted(found, campaign))
    return tuple(sorted(found, key=lambda line: (line.kind, -line.weight, line.id)))


def metaphors_for(segment: Segment, campaign: Campaign) -> tuple[Metaphor, ...]:
    """The campaign's metaphors for the segment, or everyday images where it has none."""
    own = tuple(m for m in campaign.metaphors if told_to(segment, m.only_for))
    return own or EVERYDAY


def sights_of(campaign: Campaign) -> tuple[Sight, ...]:
    """Every picture that the campaign itself asks for."""
    told = (*campaign.moments, *campaign.metaphors, *campaign.proofs, *campaign.offers)
    return tuple(s for x in (*told, campaign.call) for s in x.shows)


class _Scale:
    """Weighs words against one segment; long lists of words do not win by length alone."""

    def __init__(self, segment: Segment) -> None:
        self.lexicon = lexicon(segment)

    def __call__(self, *texts: str) -> float:
        count = len(stems(*texts))
        return round(affinity(texts, self.lexicon) / max(1, count) ** 0.5, 3)


def _offers_for(segment: Segment, campaign: Campaign) -> tuple[Offer, ...]:
    return tuple(o for o in campaign.offers if told_to(segment, o.only_for)) or campaign.offers


def _permitted(lines: list[Thought], campaign: Campaign) -> list[Thought]:
    """The lines without what the brand never says, and without numbers that no fact holds."""
    facts, never = facts_text(campaign), campaign.brand.never_say

    def may(text: str) -> bool:
        return not never_findings(text, never, "") and not numbers_findings(text, facts, "")

    found: list[Thought] = []
    for line in lines:
        said = tuple(s for s in line.spoken if may(s))
        if said:
            more = tuple(s for s in line.more if may(s))
            found.append(
                replace(line, spoken=said, more=more, head=line.head if may(line.head) else "")
            )
    return found


def _shown_by_relief(lines: list[Thought]) -> list[Thought]:
    """What an image stands for is shown by people, not by the same image once more."""
    relief = sorted((x for x in lines if x.kind == "after"), key=lambda x: (-x.weight, x.id))[:3]
    shows = tuple(s for x in relief for s in x.shows)
    return [replace(x, shows=shows) if x.kind == "meaning" else x for x in lines]


def _heard(segment: Segment, campaign: Campaign) -> list[Moment]:
    """The moments that are told to these people."""
    return [m for m in campaign.moments if told_to(segment, m.only_for)]


def _moments(segment: Segment, campaign: Campaign, weigh: _Scale) -> list[Thought]:
    return [
        Thought(
            id=m.id,
            kind=m.when,
            spoken=m.spoken,
            head=head_of(m),
            shows=m.shows,
            weight=weigh(*m.answers, *m.spoken),
            facts=m.facts,
            answers=m.answers,
            more=m.more,
        )
        for m in _heard(segment, campaign)
    ]


def _traits(segment: Segment, campaign: Campaign, weigh: _Scale) -> list[Thought]:
    """Needs said straight to the viewer; they count for less than a moment that was written."""
    found: list[Thought] = []
    own = theirs(campaign, segment)
    deciding = [t for t in segment.group("decision factors") if t not in drives(segment)]
    for trait in (t for t in (*drives(segment), *deciding) if t.fit_to_say):
        said = (*said_of(trait, own), question(trait.text) or "")
        said = tuple(s for s in said if s and word_count(s) <= LONGEST and not lint(s, theirs=own))
        if said and is_wanted(trait):
            found.append(
                Thought(
                    id=trait.id,
                    kind="before",
                    spoken=said,
                    head=trait_head(trait, own),
                    shows=(sight_of(campaign, trait.text),),
                    weight=0.4 * weigh(trait.text, *trait.keywords),
                    answers=(trait.text, *trait.keywords),
                )
            )
    for n, (sentence, head) in enumerate(phrases_said(segment, own), 1):
        found.append(
            Thought(
                id=f"phrase-{n}",
                kind="before",
                spoken=(sentence,),
                head=head,
                shows=(sight_of(campaign, sentence),),
                weight=0.4 * weigh(sentence),
                answers=(sentence,),
            )
        )
    if not found and not any(m.when == "before" for m in _heard(segment, campaign)):
        asked = f"Are you looking for {campaign.product.rstrip('.!?')}?"
        found.append(
            Thought(
                id="plain",
                kind="before",
                spoken=(asked if word_count(asked) <= LONGEST else FAMILIAR,),
                head=FAMILIAR,
                shows=(sight_of(campaign),),
            )
        )
    return found


def _head(sentence: str) -> str:
    """2-6 words of a sentence that stand on their own: a whole one, a part, or its opening."""
    text = sentences(sentence)[0].rstrip(".!?") if sentence else ""
    if 2 <= word_count(text) <= 6:
        return capital(text)
    for marks in (r"[:;]\s+", r"[,:;]\s+(?:and |but |or |so |then )?"):
        parts = [p for p in re.split(marks, text) if 2 <= word_count(p) <= 6]
        if parts:
            # What stands after a colon says what was announced before it.
            return capital(parts[-1] if marks.startswith("[:;]") else max(parts, key=word_count))
    openings = [text[: hit.start()] for hit in _LINK.finditer(text)]
    openings = [o for o in openings if 2 <= word_count(o) <= 6 and not _LINK.search(f"{o[-9:]} ")]
    return capital(openings[-1] if openings else " ".join(text.split()[:4]))


def _whole_head(claim: str) -> str:
    """A claim that is type as it is; "" for one of over eight words."""
    text = unstopped(claim.strip())
    return capital(text) if word_count(text) <= 8 else ""


def _whole(sentence: str) -> str:
    """A short sentence as type, or what a longer one says after its colon; "" when it has none."""
    text = sentence.rstrip(".!")
    parts = [text, *re.split(r":\s+", text)[1:]]
    found = (capital(p) for p in parts if 3 <= word_count(p) <= 5)
    return next((head for head in found if not lint_head(head)), "")


_LINK = re.compile(
    r"\s(?:a|an|the|of|by|at|on|as|is|are|than|your|our|my|that|when|because|wondering|between|if|"
    r"about|who|for|with|to|in|from|and|but|or|so|which|before|after|until|without|only|out)(?=\s)",
    re.I,
)
"""Words at which a sentence can be left: what stands before them reads as a headline."""


def _metaphor(m: Metaphor, weigh: _Scale, part: int) -> Thought:
    return Thought(
        id=m.id,
        kind="meaning" if part else "image",
        spoken=m.turn if part else m.spoken,
        head=_whole(m.turn[0]) if part else head_of(m),
        shows=m.shows,
        weight=weigh(*m.answers),
        answers=m.answers,
        more=m.more if part else (),
    )


def _proof(p: Proof, campaign: Campaign, weigh: _Scale) -> Thought:
    return Thought(
        id=p.id,
        kind="proof",
        spoken=said_of_proof(p),
        head=head_of_proof(p, campaign),
        shows=p.shows or (sight_of(campaign, p.claim, *p.answers),),
        weight=weigh(*p.answers, p.claim),
        facts=(p.id,),
        note=p.source or source_of(p.substantiation),
        answers=(*p.answers, p.claim),
        more=p.more,
    )


def head_of(told: Moment | Metaphor) -> str:
    """The type of a moment or of an image: its own, or a few words of its first sentence."""
    return told.head or _head(told.spoken[0])


def head_of_proof(p: Proof, campaign: Campaign) -> str:
    """The type of a proof: its `short`, or its claim where that is short enough; else ""."""
    return p.short or claim_head(p.claim, theirs(campaign)) or _whole_head(p.claim)


def require_facts(campaign: Campaign) -> None:
    """Raises Missing where no fact of the campaign can be said whole."""
    if not campaign.offers and not any(map(said_of_proof, campaign.proofs)):
        named = ", ".join(repr(p.id) for p in campaign.proofs)
        raise Missing(
            f"campaign.toml: proofs {named}: no claim is short enough to be said whole; put each "
            f"into `spoken`, in sentences of up to {LONGEST} words"
        )


def said_of_proof(p: Proof) -> tuple[str, ...]:
    """What can be said of a proof: its `spoken`, the whole claim, or its `short`; () for nothing.

    A part of a claim is never said: it could promise another thing.
    """
    return tuple(map(stopped, p.spoken)) or _said_whole(p.claim) or _said_whole(p.short)


def said_of_offer(o: Offer) -> tuple[str, ...]:
    """What can be said of an offer: its `spoken`, its whole text, or its name."""
    named = stopped(o.short or o.name)
    whole = _said_whole(o.text)
    return tuple(map(stopped, o.spoken)) or tuple(dict.fromkeys((*whole, named)))


def offered(o: Offer, call: str) -> str:
    """An offer in the few words of an end card: what it is, and its price where that is not told.

    call: the words of the button beside it, which need not be said again. "" where it is too long
    to stand there whole: no part of an offer is left out.
    """
    name = o.short or o.name
    if word_count(name) > OFFERED or word_count(o.terms) > TERMS:
        return ""
    if o.price and stems(name) <= stems(call):
        return o.price
    if not o.price or says(name, o.price):
        return name
    # Two sentences, so that each is translated as it stands in the campaign.
    whole = f"{stopped(name)} {o.price}"
    return whole if word_count(o.price) <= PRICE else ""


OFFERED = 6
"""Words of an offer's name at most that an end card has room for."""
TERMS = 12
"""Words of its terms at most."""
PRICE = 6
"""Words of its price at most, beside its name."""


def _said_whole(text: str) -> tuple[str, ...]:
    long = any(word_count(s) > AT_ONCE for s in sentences(text))
    return () if long or not 0 < word_count(text) <= WHOLE else (stopped(text),)


def source_of(substantiation: str) -> str:
    """At most 8 words that say where a proof stands: those before the first colon or semicolon."""
    text = unstopped(" ".join(substantiation.split()))
    # A mark within a figure, "1,204" or "9:30", and the stop of a short form part nothing.
    parts = (
        re.split(r"[:;](?=\s)|：", text)[0],
        unstopped(sentences(text)[0]) if text else "",
        re.split(r",(?=\s)|、", text)[0],
    )
    for part in parts:
        if 1 < len(part.split()) <= 8:
            return part.strip()
    words = text.split()[:8]
    rest = text.split()[8:]
    # Nothing is left hanging at the end: "przy ul.", "of the".
    while len(words) > 2 and rest and _hangs(words[-1], rest[0]):
        rest.insert(0, words.pop())
    return " ".join(words).rstrip(",;:")


_HANGING = frozenset(
    "of the a an in on at to for with by from and or von der die das mit und oder de la le les des "
    "du et y el en con w z i na przy do od van het een och av för per di il e da pod dla".split()
)


def _hangs(word: str, following: str) -> bool:
    """Whether a word needs what follows: "of", "Dr.", "ul."."""
    return word.lower() in _HANGING or short_form(word, following)


def _offer(o: Offer, campaign: Campaign, weigh: _Scale) -> Thought:
    return Thought(
        id=o.id,
        kind="offer",
        spoken=said_of_offer(o),
        head=o.short or o.name,
        shows=o.shows or (sight_of(campaign, o.name, o.text),),
        weight=weigh(*o.answers, o.text),
        facts=(o.id,),
        note=o.terms,
        price=o.price,
        answers=(*o.answers, o.text),
        more=o.more,
    )


def _call(campaign: Campaign) -> Thought:
    call, brand = campaign.call, campaign.brand.name
    plain = stopped(call.text)
    named = f"{brand}: {small(plain)}"
    if brand in call.text or not speaks(campaign):
        named = ""
    said = tuple(dict.fromkeys(s for s in (call.spoken or named, plain) if s))
    return Thought(
        id="call",
        kind="call",
        spoken=said,
        head=unstopped(campaign.brand.tagline) or call.text,
        shows=call.shows or _around(campaign),
    )


def _around(campaign: Campaign) -> tuple[Sight, ...]:
    """Pictures of the business for what names no picture of its own."""
    told = (campaign.category, campaign.goal, campaign.audience, *(o.name for o in campaign.offers))
    return tuple(dict.fromkeys(sight_of(campaign, text) for text in told if text))


def _bridges(campaign: Campaign) -> list[Thought]:
    """Turns for a campaign without moments: they promise nothing but an answer to look at."""
    return [
        Thought(id=f"{BRIDGE}{n}", kind="after", spoken=(said,), head=head, shows=_around(campaign))
        for n, (said, head) in enumerate(bridges(campaign), 1)
    ]


BRIDGE = "bridge-"
"""What the ids of lines begin with that lead to an answer and tell nothing of their own."""

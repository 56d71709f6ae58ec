"""The words of a landing page: composed from the campaign's own facts, or written by a model."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, Field

from ...backends.text.ask import Ask, fenced
from ...domain.brief import Brief
from ...domain.campaign import Campaign, Offer, Proof
from ...domain.leaving import kept_back, let_out
from ...domain.segment import Segment, Trait
from ...domain.storyboard import Storyboard
from ...domain.wording import says
from .words import words_for

POINTS = 3

_STOP = frozenset(
    re.findall(
        r"\w+",
        "the a an and or of in on at to for with from by as is are was were be been it its this "
        "that they their them you your we our us not no more most very who which what when so if "
        "first look choose would want need come",
    )
)
# A survey also tells what people do not feel; that is no worry to answer.
ABSENT = re.compile(r"(?:\w+ ){0,1}(?:not|don.t|never|rarely|seldom|little|without|no)\b")
_SECOND_PERSON = (
    (r"\bthemselves\b", "yourself"),
    (r"\btheirs\b", "yours"),
    (r"\btheir\b", "your"),
    (r"\bthey\b", "you"),
    (r"\bthem\b", "you"),
)


class Point(BaseModel):
    """Something the visitor feels, in the second person, and our answer from the facts."""

    feel: str = Field(max_length=110)
    answer: str = Field(max_length=220)


class Question(BaseModel):
    """A question and its answer."""

    ask: str = Field(max_length=90)
    answer: str = Field(max_length=400)


class PageCopy(BaseModel):
    """Every word of a page that is not the company's own fact.

    A block without words is left out.
    """

    head: str = Field(max_length=70, description="2-9 words that carry on from the ad's hook")
    lead: str = Field(max_length=260, description="one or two sentences: the promise")
    description: str = Field(max_length=170, description="for search results and previews")
    points: list[Point] = Field(max_length=POINTS)
    questions: list[Question] = Field(max_length=6)
    closing: str = Field(max_length=70, description="2-9 words over the last button")


@dataclass(frozen=True)
class Given:
    """All that the page is written from."""

    storyboard: Storyboard
    brief: Brief
    segment: Segment
    campaign: Campaign
    disclosure: str

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """The brief's proofs first, then the others, those first that answer this segment."""
        own = self.campaign.proofs
        first = [p for i in self.brief.proofs for p in own if p.id == i]
        felt = frozenset[str]().union(
            *(stems(t.text) for t in self.segment.traits if not ABSENT.match(t.text))
        )
        rest = sorted(own, key=lambda p: -len(felt & stems(" ".join(p.answers))))
        return tuple({p.id: p for p in (*first, *rest)}.values())

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The offers made to this segment; all of them when none is."""
        own = self.campaign.offers
        return tuple(o for o in own if self.segment.hears(o.only_for)) or own

    @property
    def offer(self) -> Offer | None:
        """The offer the concept leans on, else the first that is made to the segment."""
        wanted = self.brief.concept.offers
        offers = self.offers
        return next((o for i in wanted for o in offers if o.id == i), offers[0] if offers else None)

    def told(self, text: str) -> str:
        """A sentence of the campaign in the page's language, where a translation was given."""
        given = self.campaign.translations.get(self.storyboard.language, {})
        return given.get(text, text)


def _compose(given: Given, source: random.Random) -> PageCopy:
    board, brief = given.storyboard, given.brief
    words = words_for(board.language)
    first, last = board.scenes[0], board.scenes[-1]
    head = clipped(first.text.head or given.told(brief.concept.hook), 70)
    lead = clipped(given.told(brief.promise or brief.message), 260)
    closing = last.text.head or given.told(given.campaign.call.text)
    if plain(closing) in (plain(head), plain(given.campaign.brand.name)):
        closing = given.told(given.campaign.call.spoken or given.campaign.call.text)
    return PageCopy(
        head=head,
        lead=lead,
        description=clipped(lead, 160),
        points=_points(given, words),
        questions=_questions(given, words),
        closing=clipped(closing, 70),
    )


def _points(given: Given, words: dict[str, str]) -> list[Point]:
    """What the segment feels, each with the fact that answers it best; best pairs first."""
    answers = _answers(given)
    traits = felt_by(given)
    stressed = set(given.storyboard.draw.traits)
    ranked = sorted(
        (
            (_fit(trait, keys, answers) + (0.5 if trait.id in stressed else 0), -i, -j)
            for i, trait in enumerate(traits)
            for j, (_, keys) in enumerate(answers)
            if _fit(trait, keys, answers) > 0
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for _, i, j in ranked:
        if -i not in pairs and -j not in pairs.values() and len(pairs) < POINTS:
            pairs[-i] = -j
    found: list[Point] = []
    for i, j in sorted(pairs.items()):
        feel = words["you"].format(trait=_second_person(given.told(traits[i].text).rstrip(".")))
        feel, answer = sentence(feel), sentence(answers[j][0])
        if len(feel) <= 110 and len(answer) <= 220 and not unfit(given, feel):
            found.append(Point(feel=feel, answer=answer))
    return found


def unfit(given: Given, text: str) -> list[str]:
    """What keeps words of ours from the page: numbers nobody gave, words the brand never says."""
    numbers = set(_NUMBER.findall(_known(given)))
    found = [
        f"the number {n} is in none of the facts: leave it out"
        for n in dict.fromkeys(_NUMBER.findall(text))
        if n not in numbers
    ]
    return found + [
        f"the brand never says {phrase!r}: say it otherwise"
        for phrase in given.campaign.brand.never_say
        if says(text, phrase)
    ]


def _answers(given: Given) -> list[tuple[str, frozenset[str]]]:
    """Claims and offers as sentences with the words of the needs they answer.

    The offer that the page leads to is among them: often it is the very answer.
    """
    claims = [(given.told(p.claim), stems(" ".join([p.claim, *p.answers]))) for p in given.proofs]
    offers = [
        (given.told(o.text), stems(" ".join([o.name, o.text, *o.answers]))) for o in given.offers
    ]
    return claims + offers


def _fit(
    trait: Trait, keys: frozenset[str], answers: Sequence[tuple[str, frozenset[str]]]
) -> float:
    """How well an answer fits a trait: shared words, those that few answers share count most."""
    shared = stems(f"{trait.text} {' '.join(trait.keywords)}") & keys
    return sum(1 / sum(word in other for _, other in answers) for word in shared)


def felt_by(given: Given) -> list[Trait]:
    """The traits this film stressed first, then what else weighs on the segment."""
    groups = ("pain points", "motivations", "decision factors")
    traits = [t for g in groups for t in given.segment.group(g)]
    stressed = set(given.storyboard.draw.traits)
    known = given.storyboard.language.split("-")[0] == "en"
    usable = [
        t
        for t in traits
        if t.fit_to_say and (known or given.told(t.text) != t.text) and not ABSENT.match(t.text)
    ]
    return sorted(usable, key=lambda t: t.id not in stressed)


def _questions(given: Given, words: dict[str, str]) -> list[Question]:
    """What it costs, what else there is, how to begin, who made the film."""
    offer, campaign = given.offer, given.campaign
    asked: list[Question] = []
    if offer is not None and (offer.price or offer.terms):
        ask = words["cost"] if offer.price else words["small"]
        asked.append(Question(ask=ask, answer=_offered(given, offer)))
    for other in _others(given)[:2]:
        ask = clipped(given.told(other.name), 90)
        asked.append(Question(ask=ask, answer=_offered(given, other)))
    start = words["start_answer"].format(call=given.told(campaign.call.text))
    asked.append(Question(ask=words["start"], answer=start))
    made = words["film_answer"].format(brand=campaign.brand.name)
    asked.append(Question(ask=words["film"], answer=f"{made} {given.disclosure}".strip()))
    return [q for q in asked if not unfit(given, f"{q.ask} {q.answer}")]


def _offered(given: Given, offer: Offer) -> str:
    """An offer whole: what it is, its price where that is not said in it, and its terms.

    "Free. One set per order." would be no answer: what is free?
    """
    what = given.told(offer.text or offer.name)
    price = given.told(offer.price)
    return _told(given, what, "" if price and says(what, price) else price, offer.terms)


def _others(given: Given) -> list[Offer]:
    """The campaign's other offers, those first that answer what the segment feels."""
    offers = [o for o in given.offers if o is not given.offer and (o.price or o.terms)]
    felt = frozenset[str]().union(*(stems(t.text) for t in felt_by(given)))
    return sorted(offers, key=lambda o: -len(felt & stems(" ".join([o.name, *o.answers]))))


def _told(given: Given, *texts: str) -> str:
    return clipped(" ".join(sentence(given.told(t)) for t in texts if t), 400)


def _second_person(text: str) -> str:
    for pattern, by in _SECOND_PERSON:
        text = re.sub(pattern, by, text)
    return text


def stems(text: str) -> frozenset[str]:
    """The stems of a text's telling words, to compare texts by."""
    found = re.findall(r"[^\W\d_]+", text.lower())
    return frozenset(w.rstrip("s")[:7] for w in found if w not in _STOP and len(w) > 2)


def sentence(text: str) -> str:
    """A text as a sentence: with a capital, and a stop at its end."""
    text = text.strip()
    if not text:
        return text
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?…。！？" else text + "."


def clipped(text: str, most: int) -> str:
    """Whole sentences up to a length; a cut inside one ends with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    whole = re.match(rf"^(.{{1,{most - 1}}}[.!?])\s", text)
    if whole:
        return whole.group(1)
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def plain(text: str) -> str:
    """Words only, lower case: two texts that say the same compare equal."""
    return re.sub(r"\W+", " ", text.lower()).strip()


def _prompt(given: Given) -> str:
    campaign, board = given.campaign, given.storyboard
    facts = [f"claim: {p.claim} (because: {p.substantiation})" for p in given.proofs]
    if given.offer:
        o = given.offer
        facts.append(f"offer: {o.name}. {o.text} price: {o.price} terms: {o.terms}")
    feels = [f"they {t.text}" for t in felt_by(given)[:6]]
    scenes = [f"{s.beat}: {s.narration} [{s.text.head}]" for s in board.scenes]
    return "\n\n".join(
        [
            "Write the words of a landing page for visitors who have just seen this ad by "
            f"{campaign.brand.name} ({campaign.category}), in the language {board.language!r}. "
            "The page carries on from "
            "the ad: same idea, same words for the same things. Second person, concrete nouns, "
            "short sentences; never say how you know about the visitor. Each point names one thing "
            "the visitor feels and answers it with one claim, kept as given in meaning. Questions "
            "are what this visitor would still ask; answer only from the facts.",
            fenced("ad", "\n".join(scenes)),
            fenced("idea", f"{given.brief.message}\n{given.brief.promise}"),
            fenced("visitors", "\n".join(feels)),
            fenced("facts", "\n".join(facts)),
            fenced("button", campaign.call.text),
            fenced("tone", ", ".join(given.brief.tone)),
            fenced("never-say", "\n".join(campaign.brand.never_say)),
        ]
    )


def let_out_of(given: Given, copy: PageCopy) -> PageCopy:
    """The page's words without what may not leave: the campaign's own stand in for single lines."""
    segment, campaign = given.segment, given.campaign

    def may(*texts: str) -> bool:
        return not any(kept_back(text, segment, campaign) for text in texts)

    call = given.told(campaign.call.text)
    lead = given.told(next((p.claim for p in given.proofs), campaign.product))
    return copy.model_copy(
        update={
            "head": let_out(copy.head, segment, campaign, call),
            "lead": let_out(copy.lead, segment, campaign, lead),
            "description": let_out(copy.description, segment, campaign, lead),
            "closing": let_out(copy.closing, segment, campaign, call),
            "points": [p for p in copy.points if may(p.feel, p.answer)],
            "questions": [q for q in copy.questions if may(q.ask, q.answer)],
        }
    )


def _known(given: Given) -> str:
    """All that numbers on the page may come from: the campaign's words, and those of the film."""
    campaign, board, brief = given.campaign, given.storyboard, given.brief
    call, brand = campaign.call, campaign.brand
    rows = [call.text, call.spoken, call.link, brand.name, brand.tagline, campaign.product]
    rows += [campaign.name, campaign.category, brief.promise, brief.message, brief.concept.hook]
    rows += [given.disclosure, board.title]
    rows += [f"{p.claim} {p.short} {p.substantiation} {p.source}" for p in campaign.proofs]
    rows += [f"{o.name} {o.text} {o.price} {o.terms} {o.short}" for o in campaign.offers]
    rows += [f"{s.narration} {s.text.head} {s.text.body} {s.text.note}" for s in board.scenes]
    rows += campaign.translations.get(board.language, {}).values()
    return " ".join(rows)


def _complaints(given: Given, copy: PageCopy) -> list[str]:
    """Numbers nobody gave, words the brand never says; what may not leave is not there any more."""
    copy = let_out_of(given, copy)
    said = [copy.head, copy.lead, copy.description, copy.closing]
    said += [f"{p.feel} {p.answer}" for p in copy.points]
    said += [f"{q.ask} {q.answer}" for q in copy.questions]
    return unfit(given, " ".join(said))


_NUMBER = re.compile(r"\d[\d.,]*\d|\d")

PAGE: Ask[Given, PageCopy] = Ask(
    name="write page",
    version="1",
    output=PageCopy,
    prompt=_prompt,
    offline=_compose,
    check=_complaints,
    temperature=0.4,
)

"""What a page may say: every text under an id, each let out by the gates of the plain page."""

from collections.abc import Iterable, Sequence

from ...domain.base import slug
from ...domain.film import Block, PageSpec
from ...domain.landing import LandingPage, PageFacts, PageOffer
from ...domain.leaving import kept_back
from ...domain.papers import PagePicture
from ...domain.sentences import sentences
from ..page.copy import (
    Given,
    PageCopy,
    Point,
    Question,
    clipped,
    plain,
    sentence,
    unfit,
)
from ..page.words import words_for

HEAD = 70
"""Characters of a headline."""

STEPS = 4


def copy_of(spec: PageSpec) -> PageCopy:
    """The words of the plain page: a page of the kit says the same, whoever wrote them."""
    blocks = {b.kind: b for b in spec.blocks}
    none = Block(kind="about")
    points, asked = blocks.get("points", none), blocks.get("faq", none)
    return PageCopy(
        head=blocks["hero"].head,
        lead=blocks["hero"].body,
        description=spec.description,
        points=[Point(feel=feel, answer=answer) for feel, answer in points.items],
        questions=[Question(ask=ask, answer=answer) for ask, answer in asked.items],
        closing=blocks["call"].head,
    )


def facts_of(
    given: Given, copy: PageCopy, stills: Sequence[PagePicture], tagline: str
) -> tuple[PageFacts, tuple[str, ...]]:
    """All that a page of a film may say and show; and the ids of lines fit to be its headline.

    copy is the page's own words, let out already; what else may not leave is not in it.
    """
    words, campaign = words_for(given.storyboard.language), given.campaign
    trade = own_tongue(given, campaign.category)
    about = ", ".join(t for t in (campaign.brand.name, trade) if t)
    lines: dict[str, str] = {}

    def put(id: str, text: str) -> None:
        if text and not let_in(given, text):
            lines[id] = text

    lines["head"], lines["lead"], lines["closing"] = copy.head, copy.lead, copy.closing
    lines["title"] = f"{copy.head.rstrip('.?!')} | {about}"
    lines["description"] = copy.description
    for id in ("points", "proof", "faq", "steps", "gallery"):
        lines[f"word.{id}"] = words[id]
    if plain(brand := own_tongue(given, campaign.brand.tagline)) != plain(copy.closing):
        put("tagline", brand)
    for n, point in enumerate(copy.points, 1):
        lines[f"feel.{n}"], lines[f"answer.{n}"] = point.feel, point.answer
    for n, asked in enumerate(copy.questions, 1):
        lines[f"ask.{n}"], lines[f"reply.{n}"] = asked.ask, asked.answer
    for scene in given.storyboard.scenes:
        put(f"scene.{scene.id}.head", scene.text.head)
        put(f"scene.{scene.id}.said", scene.narration)
    for n, step in enumerate(_steps(given, words["start_answer"]), 1):
        put(f"step.{n}", step)
    for still in stills:
        lines[f"alt.{still.name}"] = still.alt
    heads = tuple(_heads(given, lines))
    offers = {o.id: o for o in given.offers}
    terms = {f"{o.id}.terms": given.told(o.terms) for o in offers.values() if o.terms}
    facts = PageFacts(
        language=given.storyboard.language,
        lines=lines,
        proofs={p.id: (given.told(p.claim), given.told(p.substantiation)) for p in given.proofs},
        offers={
            o.id: PageOffer(
                name=given.told(o.name),
                text=given.told(o.text),
                price=given.told(o.price),
                condition=f"{o.id}.terms" if o.terms else None,
            )
            for o in offers.values()
        },
        conditions=terms,
        stills=tuple(stills),
        call_text=given.told(campaign.call.text),
        call_link=campaign.call.link,
        tagline=tagline,
        about=about,
        disclosure=given.disclosure,
    )
    return facts, heads


def own_tongue(given: Given, text: str) -> str:
    """A text of the campaign in the page's language; "" where nobody gave it in that language.

    What is no claim can be left out: a line in another language helps no visitor.
    """
    same = given.storyboard.language.split("-")[0] == given.campaign.language.split("-")[0]
    told = given.told(text)
    return told if same or told != text else ""


def let_in(given: Given, text: str) -> list[str]:
    """Why a text may not stand on the page; [] where it may."""
    why = kept_back(text, given.segment, given.campaign)
    return [*why, *unfit(given, text)]


def unlet(given: Given, page: LandingPage) -> tuple[str, ...]:
    """What a page says that the campaign's own facts, and the gates of its words, do not let out.

    A person may have edited it since it was made.
    """
    facts, campaign = page.facts, given.campaign
    claims = {(given.told(p.claim), given.told(p.substantiation)) for p in campaign.proofs}
    found = [
        f"nobody gave the claim {id}" for id, told in facts.proofs.items() if told not in claims
    ]
    offers = {
        (*map(given.told, (o.name, o.text, o.price)), given.told(o.terms)) for o in campaign.offers
    }
    for id, o in facts.offers.items():
        terms = facts.conditions.get(o.condition or "", "")
        if (o.name, o.text, o.price, terms) not in offers:
            found.append(f"nobody made the offer {id} as it stands there")
    if facts.call_link != campaign.call.link:
        found.append("the call leads elsewhere than the campaign's")
    if given.disclosure and facts.disclosure != given.disclosure:
        found.append("the disclosure is not the film's")
    own = [(id, said) for id, said in facts.lines.items() if not id.startswith("alt.")]
    return (*found, *(f"{id}: {why}" for id, said in own for why in let_in(given, said)))


def own_line(given: Given, facts: PageFacts, text: str) -> tuple[PageFacts, str]:
    """The facts with a text of one's own among their lines, and its id.

    Raises ValueError naming why it may not stand there.
    """
    text = " ".join(text.split())
    if why := let_in(given, text):
        raise ValueError("; ".join(why))
    known = next((id for id, said in facts.lines.items() if said == text), None)
    if known:
        return facts, known
    id = f"own.{slug(text, 'line')[:40].rstrip('-')}-{len(facts.lines)}"
    return facts.model_copy(update={"lines": {**facts.lines, id: text}}), id


def _steps(given: Given, start: str) -> list[str]:
    """What happens first and then, as the offer tells it; [] where it tells no course of things."""
    if given.offer is None:
        return []
    told = [sentence(s) for s in sentences(given.told(given.offer.text))]
    if len(told) < 2:
        return []
    call = start.format(call=given.told(given.campaign.call.text))
    return [sentence(sentences(call)[0]), *told][:STEPS]


def _heads(given: Given, lines: dict[str, str]) -> Iterable[str]:
    """Lines that open the film's own thought, and are short enough to be read at once."""
    first = given.storyboard.scenes[0]
    hook = clipped(given.told(given.brief.concept.hook), HEAD)
    wanted = ["head", f"scene.{first.id}.head", f"scene.{first.id}.said", "closing"]
    if hook and not let_in(given, hook) and hook not in lines.values():
        lines["hook"] = hook
        wanted.insert(1, "hook")
    known: set[str] = set()
    for id in wanted:
        said = lines.get(id, "")
        if said and len(said) <= HEAD and plain(said) not in known:
            known.add(plain(said))
            yield id

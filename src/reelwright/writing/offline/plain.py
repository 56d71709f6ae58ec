"""Copy for campaigns that bring facts and nothing else: claims, traits and phrases made to speak.

Nothing is added to what the campaign and the segment say. Sentences are built by rules that keep
them whole; what no rule can build is left out.
"""

import re

from ...domain.campaign import Campaign, Sight
from ...domain.segment import Segment, Trait
from ..languages import unseen
from ..lint import LONGEST, lint, lint_head
from ..person import (
    from_first_person,
    headline,
    is_clause,
    is_thing,
    second_person,
    statement,
    wish,
)
from ..theirs import NOBODY, Theirs, theirs
from ..words import capital, sentences, stopped, word_count, words

FAMILIAR = "Sounds familiar?"
"""Type for a need that no few words hold."""

_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty "
    "fifty sixty seventy eighty ninety hundred thousand half twice"
).split()
_NUMBER = re.compile(r"\d|\b(?:" + "|".join(_NUMBERS) + r")\b", re.I)
_SUBJECT = re.compile(
    r"^(?:it|we|they|you|there (?:is|are)|our \w+|your \w+)\s+(?:(?:is|are|was|were|will|can) )?",
    re.I,
)
_PLACE = frozenset(
    "under within for after by before at in on from with without against between over through "
    "until since inside behind free".split()
)
"""Words that a headline may begin with: "Within two hours"."""

_OPEN = frozenset(
    "a an the of by at on as is are was were be been than your our my their its that when because "
    "between if about who what how where whose which for with to in from and but or so before "
    "after until without into under within it we they you he she i can will may must has have had "
    "not no more most like "
    "gets get every each".split()
)
"""Words that a headline cannot end with."""

_BE = frozenset("is are was were be been".split())
_STARTS_BAD = _OPEN - _PLACE - frozenset("a an the your our no not more every each most".split())
_VERBS = re.compile(
    r"^(?:fits|weighs|files|opens|answers|holds|makes|gives|takes|keeps|lasts|comes|goes|works|"
    r"runs|saves|shows|tells|brings|means|costs|needs|does|has|is|are|was|were|will|can|ends|"
    r"starts|stops|helps|pays|leaves|stays|begins|arrives|covers|includes|reaches|uses|cuts)$",
    re.I,
)
_EMPTY = _OPEN | frozenset(
    "look looks want wants need needs choose chose would could should first only just very much "
    "many some any somebody someone something anything everything everybody people things thing "
    "way ways what how where why there here this these those them him her his me us do does did "
    "go goes going come comes coming make makes making made take takes taking get getting know "
    "knows worry afraid feel hate spend throw prefer away once all own back never always often "
    "last lasts one two three four five six seven eight nine ten free ones been being out off up "
    "down again still even ever yet too also year years month next last ready new old time before "
    "after every average themselves yourself".split()
)


def claim_head(claim: str, own: Theirs = NOBODY) -> str:
    """2-6 words of a claim that stand alone and keep its number: "Within two hours".

    "" when no part of it does.
    """
    text = sentences(claim)[0].rstrip(".!") if claim.strip() else ""
    bare = _SUBJECT.sub("", text)
    found = [span for whole in dict.fromkeys((text, bare)) for span in _spans(whole)]
    return _best(found, text, own)


def opening_head(sentence: str, own: Theirs = NOBODY) -> str:
    """2-6 words that a sentence begins with and that stand alone; "" when there are none."""
    text = sentences(sentence)[0].rstrip(".!") if sentence.strip() else ""
    tokens = text.split()
    spans = [
        tokens[:end]
        for end in range(2, 7)
        if _stands(tokens, 0, end)
        and (end == len(tokens) or (end >= 4 and tokens[end].lower() in _PLACE - {"without"}))
        and not _HALF.search(" ".join(tokens[:end]))
    ]
    return _best(spans, text, own)


_HALF = re.compile(r"\b(?:that|who|which|whether|if|because|between|choose|want|prefer)\b", re.I)
"""Words after which an opening has promised more than it says."""


def _best(spans: list[list[str]], text: str, own: Theirs) -> str:
    for span in sorted(spans, key=lambda span: -_worth(span, text)):
        shown = capital(" ".join(span).rstrip(",;:"))
        if _fits(shown, own):
            return shown
    return ""


def _spans(text: str) -> list[list[str]]:
    """Runs of 2-6 words that could be a headline: none starts or ends in the middle of a phrase."""
    found: list[list[str]] = []
    for part in dict.fromkeys((text, *re.split(r"[,;:]\s+", text))):
        tokens = part.split()
        for start in range(len(tokens)):
            first = tokens[0].lower()
            if part != text and not start and first in _STARTS_BAD - {"we", "you"}:
                continue
            if not start and first in {"if", "when", "while"}:
                continue
            for end in range(start + 2, min(len(tokens), start + 6) + 1):
                if _stands(tokens, start, end):
                    found.append(tokens[start:end])
    return found


def _stands(tokens: list[str], start: int, end: int) -> bool:
    """Whether tokens[start:end] begins and ends where a phrase does."""
    if end > len(tokens):
        return False
    span = [t.lower().rstrip(",;:") for t in tokens[start:end]]
    first, last = span[0], span[-1]
    after = tokens[end].lower() if end < len(tokens) else ""
    if last in _OPEN or _VERBS.match(last) or after in _BE or after == "of":
        return False  # "Less than 5 g" is another claim than "Less than 5 g of sugar"
    if after and (last.endswith("ing") or (len(span) > 1 and span[-2] in _BE)):
        return False
    if start and (first in _STARTS_BAD or _VERBS.match(first)):
        return False
    if first in _PLACE and any(_VERBS.match(word) for word in span):
        return False
    # It may only be left where a new phrase begins: before a preposition or a joining word.
    stopped = tokens[end - 1][-1] in ",;:"
    closed = not after or stopped or after in _OPEN | _PLACE or _VERBS.match(after)
    before = tokens[start - 1].lower() if start else ""
    opened = not start or first in _PLACE or before in _BE | {"that", "which", "it"}
    return bool(closed and opened)


def _worth(span: list[str], text: str) -> float:
    shown = " ".join(span)
    numbers = len(_NUMBER.findall(text))
    kept = len(_NUMBER.findall(shown)) / numbers if numbers else 1.0
    length = len(span)
    whole = 1.5 if shown == text else 0.0
    to_the_end = 0.6 if text.endswith(shown) else 0.0
    return 4 * kept + 0.35 * min(length, 5) + whole + to_the_end


def nouns(*texts: str, language: str = "en", most: int = 5) -> list[str]:
    """The words of texts in a language that a picture could show, in order, once each."""
    # What the audience is told by is English, whatever the campaign's facts are in.
    empty = _EMPTY | unseen(language)
    found: dict[str, None] = {}
    for text in texts:
        for word in words(text):
            low = word.lower()
            if low in empty or not low.isalpha() or len(low) < 3 or _VERBS.match(low):
                continue
            found[low] = None
    return list(found)[:most]


def sight_of(campaign: Campaign, *texts: str) -> Sight:
    """A picture of what texts name, with the product: "receipts, paperwork, invoicing software"."""
    product = re.sub(r"^(?:a|an|the|our|your)\s+", "", campaign.product, flags=re.I)
    return Sight(seek=", ".join([*nouns(*texts, language=campaign.language), product]))


def said_of(trait: Trait, own: Theirs = NOBODY) -> tuple[str, ...]:
    """A need told to the viewer in whole sentences: as a wish where it is one."""
    found: list[str] = []
    thing = wish(trait.text)
    if thing and re.match(r"\w+ing\b", thing) and not thing.startswith(("something", "nothing")):
        found.append(f"What counts is {thing}.")
    elif thing and not thing.startswith(("somebody who", "to be ")):
        found.append(f"All you want is {thing}.")
    if not trait.text.startswith(("look ", "would be ", "compare ", "choose ")):
        found.append(statement(trait.text))
    if not found:
        found.append(statement(trait.text))
    return tuple(s for s in found if word_count(s) <= LONGEST and not lint(s, theirs=own))


_ABOUT = re.compile(
    r"^(?:(?:are|feel|get) (?:afraid|scared|tired|annoyed|worried|frustrated|put off|bothered|"
    r"nervous|anxious|overwhelmed|fed up) (?:of|by|about|with|at|that)"
    r"|(?:worry|wonder|think|complain|ask) (?:that|about|if|whether)"
    r"|(?:hate|dislike|dread|avoid|throw away|miss|fear|regret|put up with|struggle with|spend)"
    r"|(?:want|would like|prefer) to (?:know|see)(?= what| who| where| how| why| when)"
    r"|do not (?:trust|like|know|understand)"
    r"|(?:want|would like|prefer|hope) to(?! (?:know|see) w))\s+(?P<what>.+)$",
    re.I,
)


def trait_head(trait: Trait, own: Theirs = NOBODY) -> str:
    """2-6 words of type for a need: what it is about; FAMILIAR when no few words say it."""
    thing = wish(trait.text)
    if thing and _fits(capital(thing), own) and not thing.startswith("to "):
        return capital(thing)
    about = _ABOUT.match(second_person(trait.text.strip()))
    if about:
        asks = re.match(
            r"(?:what|who|where|how|why|when) (?:is|are|was|will)\b", about["what"], re.I
        )
        shown = capital(about["what"]) + ("?" if asks else "")
        if _fits(shown, own):
            return shown
    return opening_head(statement(trait.text), own) or FAMILIAR


def _fits(shown: str, own: Theirs) -> bool:
    return 2 <= word_count(shown) <= 6 and not lint_head(shown, theirs=own)


_ASKED = re.compile(
    r"^(?:somebody|someone|something|plain|simple|an? \w+ (?:with|who|that))\b", re.I
)


def phrases_said(segment: Segment, own: Theirs = NOBODY) -> list[tuple[str, str]]:
    """The segment's own phrases as (sentence to the viewer, headline), in the card's order.

    Clauses about themselves become sentences ("I dread January" gives "You dread January."),
    things they ask for become wishes, and the rest stands in pairs ("A shoebox of receipts.
    Chasing people for money.").
    """
    found: list[tuple[str, str]] = []
    things: list[str] = []
    for phrase in segment.phrases:
        head = headline(phrase)
        if is_clause(phrase):
            said = stopped(capital(from_first_person(phrase.strip())))
            if word_count(said) >= 3 and _unsaid(said):
                found.append((said, head or opening_head(said)))
        elif head and _ASKED.match(head):
            found.append((f"All you ask for is {head[0].lower()}{head[1:]}.", head))
        elif head and is_thing(phrase) and not head.lower().startswith("no "):
            things.append(head)
    for one, two in zip(things[::2], things[1::2], strict=False):
        found.append((f"{stopped(one)} {stopped(two)}", one))
    return [(s, h) for s, h in found if h and not lint(s, theirs=own) and not _numbered(s)]


def _numbered(text: str) -> bool:
    """Numbers that respondents gave are no facts of the campaign."""
    return any(n.lower() != "one" for n in re.findall(_NUMBER.pattern, text, re.I))


def _unsaid(said: str) -> bool:
    """False for what praises or condemns: that would be a testimonial turned round."""
    return not re.search(
        r"\b(?:best|love|loved|recommend|brilliant|amazing|perfect|worst|forgive|grumble)\b",
        said,
        re.I,
    )


def bridges(campaign: Campaign) -> tuple[tuple[str, str], ...]:
    """Turns from the need to the answer, as (sentence, headline): they promise nothing else."""
    brand, product = campaign.brand.name, campaign.product
    meet = stopped(f"Meet {product} from {brand}")
    if brand.lower() in product.lower():
        meet = stopped(f"Meet {product}")
    found = (
        (meet, claim_head(product, theirs(campaign)) or brand),
        (f"Here is what {brand} does about it.", f"What {brand} does"),
        (f"{brand} has an answer, and you can check it.", "An answer you can check"),
    )
    own = theirs(campaign)
    return tuple((s, capital(h)) for s, h in found if not lint(s, theirs=own))

"""Survey clauses about "they" and phrases about "I", turned to speak to "you".

Works on the wording that segment cards use: a trait reads after "people who" ("lie awake wondering
how things are when they are not there"), a phrase is a respondent's own ("I had to leave work").
Verbs need no change: "they" and "you" take the same forms.
"""

import re

from .words import capital, word_count

_THIRD = (
    (r"\bthemselves\b", "yourself"),
    (r"\btheirs\b", "yours"),
    (r"\btheir\b", "your"),
    (r"\bthey\b", "you"),
    (r"\bthem\b", "you"),
)
_OTHERS = re.compile(
    r"\b(they (?:also |always |never |often |only |can |could |will |would |must |have |had |"
    r"do not |don[’']t |cannot |no longer )*)(?!(?:are|were|be|have|had)\b)(\w+) them\b",
    re.I,
)
_FIRST = (
    (r"\b(?:i|we)(?: am|[’']m| are|[’']re)\b", "you are"),
    (r"\b(?:i|we) was\b", "you were"),
    (r"\b(?:i|we)[’']ve\b", "you have"),
    (r"\b(?:i|we)[’']d\b", "you would"),
    (r"\b(?:i|we)[’']ll\b", "you will"),
    (r"\b(?:am|was) i\b", "are you"),
    (r"\b(?:myself|ourselves)\b", "yourself"),
    (r"\b(?:mine|ours)\b", "yours"),
    (r"\b(?:my|our)\b", "your"),
    (r"\b(?:i|we|me|us)\b(?![’'.])", "you"),
)
_REFUSED = re.compile(
    r"^(?:(?:do not|don[’']t) (?!trust|know|like|understand|have (?:time|enough|the)|see|find|get)|"
    r"never|are not|have no (?:wish|need|interest)|have little|worry little|care less|care little|"
    r"are in no|sleep without|would not|need no|have never|rarely|seldom)\b|\bor no\b",
    re.I,
)
"""Traits that say what people do not want or feel: true of them, and nothing to promise."""

_WISH = re.compile(
    r"^(?:want|need|look first for|look for|look most for|would be helped most by|"
    r"would choose|prefer|value|would like|hope for|ask for|wish for|choose by|care most about|"
    r"only need|only want|want most)\s+(?P<thing>.+)$",
    re.I,
)
_COMPANY = re.compile(
    r"^(?:a|an|the) (?:company|brand|shop|provider|service|firm) (?:that|who) ", re.I
)
_BE = re.compile(
    r"^(?P<be>are|were|have been|would|can|could|will|should|must)\s+(?P<rest>.+)$", re.I
)
_NEGATED = re.compile(r"^(?:do not|don[’']t|cannot|can[’']t|have no)\b", re.I)
_LONE_VERB = re.compile(r"^(?:only|always|often|still|also|mostly|usually|sometimes)\s+", re.I)
_DANGLING = re.compile(
    r"\b(?:a|an|the|and|or|but|of|to|for|with|in|on|at|from|by|that|who|which|when|if|my|your|"
    r"because|so|than|as)$",
    re.I,
)
_QUESTION = re.compile(
    r"^(?:(?:did|do|does|is|are|was|were|can|could|will|would|should|who|what|when|where|why|how)"
    r"\s+(?:they|she|he|it|you|there|anyone|anybody|someone|somebody|the|is|are|will|can)"
    r"|(?:has|have)\s+(?:they|she|he|it|you|anyone|anybody))\b",
    re.I,
)
_BEHEADED = re.compile(
    r"^(?:treats|lets|makes|gives|gets|takes|keeps|comes|goes|says|tells|asks|knows|does|has|is|was|"
    r"and|but|or|so|than|which|that|who|because)\b",
    re.I,
)


_ORDER_TO_SELF = re.compile(
    r"^(?:ask|tell|leave|let|give|help|get|show|call|ring|treat|bring|send|make|trust|pay|meet)\b"
    r".*\b(?:me|us|my|our)\b",
    re.I,
)
_THING = re.compile(
    r"^(?:a|an|the|some|somebody|someone|something|no|one|two|three|four|my|our|your|more|less|any|"
    r"every|each|another|enough|plain|simple|good|real|\w+s(?:,| and|\s+or)\s\w+|\w{2,}ing)\b",
    re.I,
)


_NUMBER = re.compile(
    r"\d|\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|"
    r"nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand)\b",
    re.I,
)
"""Numbers that a respondent gave are no fact of the campaign, and are not shown as one."""


def second_person(clause: str) -> str:
    """A clause about "they" as one about "you": "lose their way" gives "lose your way".

    What they themselves do to "them" is done to others: "sort clothes before they wash them".
    """
    return _turned(_OTHERS.sub(r"\1\2 \0", clause), _THIRD).replace("\0", "them")


def from_first_person(clause: str) -> str:
    """A clause about "I" or "we" as one about "you": "I hate it" gives "you hate it"."""
    return _turned(clause, _FIRST)


def is_need(trait: str) -> bool:
    """Whether a trait names something wanted or felt, rather than something that is not."""
    return not _REFUSED.search(trait.strip())


def statement(trait: str) -> str:
    """A trait as a sentence to the viewer: "feel stretched" gives "You feel stretched."."""
    return f"{capital('you ' + second_person(trait.strip()))}."


def question(trait: str) -> str | None:
    """A trait as a question to the viewer: "are afraid" gives "Are you afraid?".

    None for traits whose verb is qualified ("only need ..."), which no simple question fits.
    """
    clause = second_person(trait.strip())
    if _LONE_VERB.match(clause) or not is_need(trait) or _NEGATED.match(clause):
        return None
    if be := _BE.match(clause):
        return f"{capital(be['be'].lower())} you {be['rest']}?"
    return f"Do you {clause}?"


def wish(trait: str) -> str | None:
    """The thing a trait says is wanted, fit to follow "you want": "the same carer each time".

    Either a noun phrase or "to ...". None when the trait is no wish or the thing stands inside a
    longer clause.
    """
    found = _WISH.match(second_person(trait.strip()))
    if not found or not is_need(trait):
        return None
    thing = found["thing"].strip()
    if re.search(r"\b(?:more|rather|less) than (?:a|an|the|any)\b", thing, re.I):
        return None
    if company := _COMPANY.match(thing):
        thing = f"somebody who {thing[company.end() :]}"
    return thing


def headline(phrase: str) -> str | None:
    """A segment's own phrase as 2-6 words of type that speak to the viewer, or None.

    None when the phrase is too long or short, is cut off at either end, or gives a number.
    """
    text = phrase.strip().strip("“”\"'‘’.,;:!?").strip()
    asks = bool(_QUESTION.match(text))
    if _DANGLING.search(text) or (_BEHEADED.match(text) and not asks):
        return None
    if _ORDER_TO_SELF.match(text) or _NUMBER.search(text):
        return None
    turned = from_first_person(text)
    if not 2 <= word_count(turned) <= 6 or re.search(r"\[[a-z-]+\]", turned):
        return None
    return capital(turned) + ("?" if asks else "")


def is_clause(phrase: str) -> bool:
    """Whether a phrase tells something about its speaker ("I hate asking for lifts")."""
    return bool(re.match(r"^(?:i|we)(?:[’'](?:m|ve|d|ll|re))?\s+\w+", phrase.strip(), re.I))


def is_thing(phrase: str) -> bool:
    """Whether a phrase names a thing ("jars and light bulbs") rather than telling something."""
    text = phrase.strip()
    if not _THING.match(text) or _DANGLING.search(text) or is_clause(text):
        return False
    verb = r"\b(?:is|are|was|were|am|had|has|have|will|would|can|could|cannot|can[’']t)\b"
    return not re.search(verb, re.split(r" who | that ", text)[0], re.I)


def _turned(text: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, other in rules:
        text = re.sub(pattern, other, text, flags=re.I)
    return text

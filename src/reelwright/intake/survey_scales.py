"""Which answers stand in an order, and in which."""

import re
from collections.abc import Sequence

from .survey_answers import DEGREES, ORDERS, RATINGS, Rank, has_no_place, ranks
from .survey_often import often
from .survey_rates import in_order, rated_often, tells_rates

_NO_ANSWER = re.compile(
    r"^(?:i\s+)?(?:do(?:n'?|n\u2019|\s+no)t\s+(?:know|remember|recall)|not\s+sure|unsure|"
    r"no\s+opinion|"
    r"(?:i(?:'d)?\s+)?(?:would\s+)?(?:prefer|rather)\s+not(?:\s+to)?\s+(?:say|answer)|refused|"
    r"not\s+applicable|does(?:n'?|\s+no)t\s+apply|no\s+answer|other\s*\(.*|other)\.?$",
    re.I,
)

FREQUENCY = (
    ("never", "not at all", "not once"),
    ("almost never", "hardly ever", "very rarely", "a few times in my life"),
    ("rarely", "seldom", "once in a while", "once a year or less", "less than once a year"),
    ("yearly", "once a year", "a few times a year", "every few months"),
    ("occasionally", "sometimes", "now and then", "once a month or less", "monthly",
     "once a month"),
    ("about half the time", "a few times per month", "a few times a month",
     "two or three times a month"),
    ("often", "usually", "frequently", "regularly", "most of the time", "once a week", "weekly"),
    ("very often", "almost always", "a few times per week", "several times a week",
     "a few times a week", "most days"),
    ("always", "every time", "every day", "daily", "every single day", "all the time"),
    ("several times a day", "many times a day"),
)  # fmt: skip
AGREEMENT = (
    ("strongly disagree", "completely disagree", "totally disagree", "disagree strongly",
    "disagree completely",
     "disagree totally", "disagree entirely", "entirely disagree"),
    ("disagree", "mostly disagree", "disagree a lot", "disagree mostly"),
    ("somewhat disagree", "slightly disagree", "tend to disagree", "rather disagree",
     "disagree a little", "disagree somewhat", "disagree slightly", "disagree partly",
     "partly disagree"),
    ("neither agree nor disagree", "neither", "neutral", "undecided", "neither agree or disagree",
     "in between"),
    ("somewhat agree", "slightly agree", "tend to agree", "rather agree", "agree a little",
     "agree somewhat", "agree slightly", "agree partly", "partly agree"),
    ("agree", "mostly agree", "agree a lot", "agree mostly"),
    ("strongly agree", "completely agree", "totally agree", "agree strongly", "agree completely",
     "agree totally", "agree entirely", "entirely agree"),
)  # fmt: skip
BALANCE = (
    ("very {neg}", "extremely {neg}", "completely {neg}", "very poor", "very bad", "terrible",
     "much worse"),
    ("{neg}", "quite {neg}", "poor", "bad", "worse", "fairly {neg}"),
    ("somewhat {neg}", "slightly {neg}", "rather {neg}", "somewhat worse", "a little worse"),
    ("neither {pos} nor {neg}", "neutral", "neither", "fair", "average", "about the same", "okay",
     "ok"),
    ("somewhat {pos}", "slightly {pos}", "rather {pos}", "somewhat better", "a little better"),
    ("{pos}", "quite {pos}", "fairly {pos}", "good", "better"),
    ("very {pos}", "extremely {pos}", "completely {pos}", "very good", "great", "much better"),
    ("excellent", "outstanding"),
)  # fmt: skip
PAIRS = (("dissatisfied", "satisfied"), ("unlikely", "likely"), ("unhappy", "happy"),
         ("unimportant", "important"), ("difficult", "easy"))  # fmt: skip
EDUCATION = (
    ("no formal", "none", "no qualification", "primary", "elementary"),
    ("less than high school", "some high school", "left school"),
    ("high school", "secondary", "gcse", "ged", "o level"),
    ("a level", "a-level", "sixth form", "abitur"),
    ("some college", "associate", "vocational", "trade", "apprentice", "diploma", "technical"),
    ("bachelor", "undergraduate", "college degree", "first degree", "university degree"),
    ("graduate", "master", "postgraduate", "professional degree"),
    ("doctor", "phd"),
)
STEPS = (
    ("not at all", "none at all", "not {}", "no"),
    ("hardly", "not very", "not much", "not really", "a little", "slightly", "little", "not so"),
    ("somewhat", "some", "moderately", "fairly", "quite", "rather", "partly", "to some extent"),
    ("very", "much", "a lot", "mostly", "to a great extent", "a great deal"),
    ("extremely", "completely", "totally", "vitally", "absolutely", "essential", "entirely"),
)
SIZES = (("rare", "medium rare", "medium", "medium well", "well", "well done"),
         ("very low", "low", "medium", "high", "very high"), ("low", "moderate", "high"),
         ("small", "medium", "large"), ("no", "maybe", "yes"), ("no", "not sure", "yes"),
         ("no", "sometimes", "yes"), ("no", "to some extent", "yes"),
         ("beginner", "intermediate", "advanced", "expert"))  # fmt: skip
COUNT_WORDS = {
    "none": 0, "zero": 0, "never": 0, "not once": 0, "once": 1, "one": 1, "twice": 2, "two": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
FACES = (("😡", "😠", "🤬", "😤", "😭", "👎"), ("😞", "😟", "☹", "🙁", "😢", "😕", "😦", "😣"),
         ("😐", "😑", "😶", "🫤"), ("🙂", "😊", "☺", "😌", "👍"),
         ("😀", "😃", "😄", "😁", "😍", "🤩", "😆", "🥰"))  # fmt: skip
"""Faces by which a survey asks how it was, a step a group."""
HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.0, "year": 8760.0}


def no_answer(level: str) -> bool:
    """Whether an answer has no place on a scale; ordinal columns count it as blank."""
    return bool(_NO_ANSWER.match(level.strip())) or has_no_place(level)


def plain(level: str) -> str:
    """A level as it is compared: lower case, one space, plain apostrophes, codes parted."""
    text = level.replace("\u2019", "'").replace("\u2013", "-").replace("\u2014", "-").lower()
    # KoBo exports codes: "strongly_disagree".
    text = text.replace("_", " ")
    return " ".join(text.split()).strip(" .")


def ordered(levels: Sequence[str]) -> tuple[str, ...] | None:
    """The levels from low to high, or None when they have no order we know.

    Answers such as "Don't know" or "Other" are left out of the order.
    """
    real = [level for level in levels if not no_answer(level)]
    if len(real) < 2:
        return None
    if (amounts := in_order(real)) is not None:
        return tuple(level for _, level in sorted(zip(amounts, real, strict=True)))
    if (said := often(real)) is not None and not _all_in([plain(r) for r in real], _exact()):
        return tuple(level for _, level in sorted(zip(said, real, strict=True)))
    # Figures inside answers on how often are no places: "5 times a week", "3 times a month".
    inside = () if tells_rates(real) else _RANKS[_WORDED:]
    for rank in (*_RANKS[:_WORDED], *ranks(ORDERS), *inside):
        places = [rank(plain(level)) for level in real]
        found = [r for r in places if r is not None]
        if len(found) == len(real) and len(set(found)) == len(real):
            return tuple(level for _, level in sorted(zip(found, real, strict=True)))
    return None


def is_attitude(levels: Sequence[str]) -> bool:
    """Whether the levels rate something: agreement, importance, frequency, satisfaction.

    Two levels rate where they agree and disagree; yes and no do not.
    """
    real = [plain(level) for level in levels if not no_answer(level)]
    if len(real) < 3:
        return agrees(levels)
    return (
        rated_often(real)
        or often(real) is not None
        or _all_in(
            real, (_agreement, _frequency, *_BALANCES, _stars, _faces, _steps, *ranks(RATINGS))
        )
    )


def rates(levels: Sequence[str]) -> bool:
    """Whether the levels rate something or say how far it holds: is_attitude, and degrees.

    Degrees are no sign that a question on people asks for their opinion.
    """
    real = [plain(level) for level in levels if not no_answer(level)]
    return is_attitude(levels) or (len(real) >= 3 and _all_in(real, ranks(DEGREES)))


def agrees(levels: Sequence[str]) -> bool:
    """Whether the levels say that a statement holds, or does not: two of them at least."""
    real = [plain(level) for level in levels if not no_answer(level)]
    return len(real) >= 2 and _all_in(real, (_agreement, *ranks(("agreement",))))


def states(levels: Sequence[str]) -> bool:
    """Whether the levels say that something holds or how often, not how good or wanted it is."""
    real = [plain(level) for level in levels if not no_answer(level)]
    scales = ranks(("agreement", "truth", "frequency", "rhythm"))
    return len(real) >= 2 and (
        rated_often(real)
        or often(real) is not None
        or _all_in(real, (_agreement, _frequency, *scales))
    )


def _exact() -> tuple[Rank, ...]:
    """Scales that know whole answers."""
    return (*_RANKS[:_WORDED], *ranks(ORDERS))


def _all_in(levels: Sequence[str], scales: Sequence[Rank]) -> bool:
    return any(all(rank(level) is not None for level in levels) for rank in scales)


def _within(table: Sequence[Sequence[str]]) -> Rank:
    places = {phrase: float(i) for i, group in enumerate(table) for phrase in group}
    return places.get


def _starting(table: Sequence[Sequence[str]]) -> Rank:
    """Rank by the phrase found in the level, the longest that fits first."""
    phrases = sorted(
        ((p, float(i)) for i, group in enumerate(table) for p in group), key=lambda x: -len(x[0])
    )

    def rank(level: str) -> float | None:
        return next((i for p, i in phrases if re.search(rf"\b{re.escape(p)}", level)), None)

    return rank


def _balance(negative: str, positive: str) -> Rank:
    table = [[p.format(neg=negative, pos=positive) for p in group] for group in BALANCE]
    return _within(table)


def _lead(level: str) -> float | None:
    """A number that a label follows: "1 - not at all", "5", "7: always"."""
    found = re.match(r"^(-?\d{1,2})(?:\s*[-:=.)]\s*\D.*|\s*\(.*\))?$", level)
    return float(found[1]) if found else None


def _stars(level: str) -> float | None:
    """As many stars as there are: "★★★", "★★★☆☆", "⭐⭐"."""
    signs = level.replace("\ufe0f", "").replace(" ", "")
    if not re.fullmatch(r"[★⭐🌟]{1,10}|[★⭐]{0,10}☆{1,10}", signs):
        return None
    return float(sum(sign != "☆" for sign in signs))


def _faces(level: str) -> float | None:
    """A face by its look, from angry to delighted."""
    face = level.replace("\ufe0f", "").strip()
    return next((float(i) for i, faces in enumerate(FACES) if face and face in faces), None)


def _steps(level: str) -> float | None:
    """Intensity words, with a yes or no before them: "no, not at all rude" to "yes, very rude"."""
    text = re.sub(r"^(?:yes|no),\s*", "", level)
    for i in (4, 0, 1, 3, 2):
        for phrase in STEPS[i]:
            if "{}" in phrase:
                continue
            if (
                text == phrase
                or text.startswith(phrase + " ")
                or re.match(
                    rf"^(?:it )?(?:matters|worries me|bothers me|applies|describes me) {phrase}\b",
                    text,
                )
            ):
                return float(i)
    if re.match(r"^not \w+ at all\b|^no, not .* at all", text):
        return 0.0
    if re.match(r"^(?:it )?(?:does not|doesn't) (?:matter|apply|bother|worry)", text):
        return 0.0
    if text.startswith("not ") and text[4:] in _ADJECTIVES:
        return 0.0
    return 2.5 if re.fullmatch(r"[a-z]+", text) and text in _ADJECTIVES else None


_ADJECTIVES = {"important", "likely", "interested", "concerned", "worried", "satisfied", "rude"}


_BELOW = re.compile(
    r"^(?:under|below|less than|up to|<|fewer than|younger than|at most|unter|bis(?: zu)?|"
    r"weniger als|höchstens|jünger als|moins de|jusqu.[àa]|menos de|hasta|meno di|fino a|até|"
    r"onder|minder dan|jonger dan|tot|mindre än|högst|yngre än|poniżej|mniej niż|do)\b\s*=?|^<|"
    r"\d\s*(?:und jünger|oder jünger|oder weniger|et moins|ou moins|o menos|o meno|ou menos|"
    r"of minder|eller mindre|lub mniej|i mniej)|(?:未満|以下)"
)
_ABOVE = re.compile(
    r"^(?:over|above|more than|>|at least|older than|from|über|ab|mehr als|mindestens|älter als|"
    r"plus de|à partir de|au moins|más de|desde|al menos|più di|oltre|almeno|mais de|acima de|"
    r"pelo menos|meer dan|boven|vanaf|minstens|ouder dan|mer än|över|minst|äldre än|powyżej|"
    r"więcej niż|ponad|od)\b|^>|"
    r"\d\s*(?:jahre\s*)?(?:und (?:älter|mehr)|oder (?:älter|mehr)|ans et plus|et plus|ou plus|"
    r"o más|y más|años o más|o più|e oltre|ou mais|e mais|of meer|of ouder|en ouder|eller (?:mer|"
    r"äldre)|i więcej|lub więcej|i starsi)|(?:以上|超)"
)
"""What opens a band downwards or upwards."""


def _amount(text: str) -> float:
    number = re.sub(r"(?<=\d)[,.\s](?=\d{3}\b)", "", text)
    value = re.search(r"(\d+(?:\.\d+)?)\s*(k|m)?(?![a-z])", number)
    if not value:
        return float("nan")
    return float(value[1]) * {"k": 1e3, "m": 1e6, None: 1.0}[value[2]]


def _band(level: str) -> float | None:
    """The lower end of a band: ages, incomes, distances, lengths of time, counts."""
    text = re.sub(r"[$\u20ac\u00a3\u00a5~]", "", level)
    named = re.search(r"\b(minute|hour|day|week|month|year)s?\b", text)
    unit = HOURS[named[1]] if named else 1.0
    text = re.sub(r"^((?:more|less) than|over|under|about) an? ", r"\1 1 ", text)
    below = _BELOW.search(text)
    above = _ABOVE.search(text) or re.search(
        r"\d\s*(?:\+|or (?:more|over|older|above)|and (?:over|above|older|up))", text
    )
    value = _amount(text)
    if value != value:
        words = set(re.findall(r"[a-z]+", text)) & COUNT_WORDS.keys()
        if len(words) != 1 or len(text.split()) > 5:
            return None
        value = float(COUNT_WORDS[words.pop()])
        above = above or text.startswith("more than")
    elif len(text.split()) > 7:
        return None
    if below:
        return value * unit - 0.5 * unit
    return value * unit + (0.5 * unit if above else 0.0)


def _counts(level: str) -> float | None:
    if re.match(r"^(?:it is |it's )?not (?:ok|okay|acceptable|allowed)", level):
        return 0.0
    return _band(level)


_agreement = _within(AGREEMENT)
_frequency = _within(FREQUENCY)
_BALANCES = tuple(_balance(negative, positive) for negative, positive in PAIRS)
_WORDED = 4 + len(_BALANCES) + len(SIZES)
"""Ranks that know whole answers; those after it look for numbers and words inside."""
_RANKS: tuple[Rank, ...] = (
    _agreement,
    _frequency,
    *_BALANCES,
    *(_within([[word] for word in words]) for words in SIZES),
    _stars,
    _faces,
    _lead,
    _steps,
    _starting(EDUCATION),
    _band,
    _counts,
)

"""What a column is for, guessed from its question and its answers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.given_names import SURE
from ..domain.survey import Role
from .survey_answers import real_answers
from .survey_numbers import decimal_mark, number, numbers
from .survey_people import (
    PersonalTrait,
    bare,
    names_an_opinion,
    parted,
    speaks_of_oneself,
    trait_of,
    written_by_a_tool,
)
from .survey_scales import is_attitude, no_answer, rates, states
from .survey_things import of_a_thing
from .survey_tongues import fold, tongue_of

DURATION = re.compile(
    r"^duration|^(?:interview|survey|completion)[\s_-]*(?:length|time|duration)|^total time$|"
    r"^(?:interview|bearbeitungs)?dauer$|^bearbeitungszeit$|^gesamtzeit$|^durée$|^temps total$|"
    r"^duración$|^tiempo total$|^durata$|^tempo totale$|^duração$|^tempo total$|^duur$|"
    r"^totale tijd$|^varaktighet$|^total tid$|"
    r"^czas trwania$|^całkowity czas$|^所要時間$|^回答時間$",
    re.I,
)
MOMENT = re.compile(
    r"^\d{4}[-/.]\d\d?[-/.]\d\d?(?:[T ].*)?$|^\d\d?[-/.]\d\d?[-/.]\d{2,4}(?:[ ,].*)?$|"
    r"^\d\d?:\d\d(?::\d\d)?$"
)
"""A date or a time as tools write it."""
DEMOGRAPHIC = re.compile(
    r"^(?:your )?(?:age|gender|sex|education|income|occupation|region|country|state|county|city|"
    r"ethnicity|race|religion|nationality|job|profession|industry|height|weight|location|"
    r"marital status|employment|children|relationship)\b[^?]{0,24}\??$|"
    r"\bhow old\b|\bage (?:group|band|range|are you)|"
    r"\bwhat (?:is|was) your (?:age|gender|sex|income|"
    r"education|occupation|ethnic|race|religion|nationality|marital|job|height|weight|employment|"
    r"household|annual|highest|relationship|living|current)|\bgender\b(?![ -]neutral)|"
    r"household income|"
    r"\bannual income|highest (?:level|degree|qualification)|level of education|"
    r"do you have (?:any )?(?:children|kids)|children under|\bmarital|how tall|do you identify|"
    r"(?:where|which (?:region|country|state|area|part)[^?]*) do you live|census region|"
    r"\bemploy(?:ment|ed) status|are you (?:currently )?(?:employed|married|retired|working)|"
    r"people (?:live )?in your household|size of (?:your )?household|"
    r"(?:which|what)[^?]{0,30}describes? your (?:household|home|work|living|family|employment)|"
    r"do you (?:own|rent) (?:your|a) home",
    re.I,
)
PERSONAL_VALUE = re.compile(
    r"^[\w.+-]+@[\w-]+\.[\w.]+$|"
    r"^(?!\d{1,3}(?:[. ]\d{3})+ ?[-\u2013] ?\d{1,3}(?:[. ]\d{3})+$)\+?(?:[\s().-]{0,2}\d){9,15}$"
)
INSIDE = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w|(?<![\d.,])\+?\d(?:[\s()/-]{0,2}\d){8,14}(?![\d.,])"
)
"""An e-mail address or a telephone number inside an answer.

An address is looked for from where its word begins: from every letter of it takes its square.
"""
THOUSANDS = re.compile(
    r"(?<!\d)\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+\D{1,8}\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?!\d)"
)
"""From one sum to another: no telephone number."""
COMMENTS = re.compile(
    r"comment|anything else|feedback|remark|anmerkung|kommentar|sonst noch|remarque|autre chose à|"
    r"observaci|algo más|osservazion|altro da aggiungere|observaç|algo mais|opmerking|verder nog|"
    r"synpunkt|övrigt|uwag[ia]|coś jeszcze|コメント|ご意見|自由記述|その他.*ください",
    re.I,
)
"""Questions that ask for free words."""
FEW = 8
"""Different short answers at most that are options though hardly any stands twice."""
WANTS = re.compile(
    r"\b(?:want|prefer|hope|enjoy|like to|love|value|wish|goal|look(?:ing)? forward|"
    r"important to me|"
    r"matters? to me|would like|feel good|proud|happ(?:y|ier)|peace of mind|keep|stay)\b",
    re.I,
)
PAINS = re.compile(
    r"\b(?:worr(?:y|ies|ied)|difficult|hard to|struggl|stress|problem|concern|rude|annoy|afraid|"
    r"fear|"
    r"tired|exhaust|guilt|frustrat|lonely|alone|confus|unsure|late|let down|miss|lose|losing|"
    r"bother|hate|pain|barrier|trouble|too (?:much|many|expensive|little)|overwhelm|anxious)\w*\b",
    re.I,
)
CHOICES = re.compile(
    r"\b(?:choos|chose|price|cost|pay|trust|recommend|review|compar|decid|decision|provider|brand|"
    r"company|buy|purchas|contract|quality|before i|convinc|matters most|deciding|how often|"
    r"how likely|would you|should)\w*\b",
    re.I,
)


@dataclass(frozen=True)
class Guess:
    """What a column is for. note: what the person who confirms it should know, "" for nothing.

    asked: only that person can say whether it may form segments.
    """

    role: Role
    note: str = ""
    asked: bool = False


TELLS = "who people are: it may describe segments and never forms them"
SENSITIVE = "sensitive: it describes segments only if you set it so, and never forms them"
PERSONAL = "personal data, never read on"
PERHAPS = (
    "perhaps who people are, so nothing is made of it; if it asks what they want, think or do, "
    'write role = "basis"'
)
UNKNOWN = (
    "not understood (its words or its language), so nothing is made of it; if it asks "
    'what people want, think or do, write role = "basis"'
)


def role_of(
    header: str, cells: Sequence[str | None], tongue: str = "", *, ticked: bool = False
) -> Guess:
    """A column's role as far as its words tell. tongue: the survey's language, see survey_tongues.

    ticked: the header is an option that people ticked, not a question.
    What may tell who people are is never basis, nor is what is not understood.
    """
    filled = real_answers(cells)
    counts = Counter(filled)
    if not filled:
        return Guess("ignore", "blank for everyone")
    answers = [a for a in list(counts)[:60] if not no_answer(a)]
    rated = is_attitude(answers[:12])
    few = len(counts) <= 12 and len(counts) < 0.5 * len(filled)
    if (tool := _of_a_tool(header, filled)) is not None:
        return tool
    trait = trait_of(header, answers if len(counts) <= 60 else (), tongue, ticked=ticked)
    asks_names = trait is not None and trait.role == "contact" and not rated
    if trait and asks_names and (trait.sure or not few or _called(counts)):
        return Guess("contact", PERSONAL)
    if _share(filled, PERSONAL_VALUE) > 0.3 and not numbers(filled, 1e6):
        return Guess("contact", "e-mail addresses or phone numbers, never read on")
    if _names(counts, len(filled)):
        return Guess("contact", "people's names, never read on")
    if _share(filled, MOMENT) > 0.8:
        return Guess("ignore")
    if len(counts) == 1:
        return Guess("ignore", "the same answer for everyone")
    held = trait is not None and rated and tells_though_rated(trait, header, answers, tongue)
    guess = _of_people(trait, rated=rated and not held)
    known_trait = DEMOGRAPHIC.search(header) and not rated
    known_trait = known_trait and not of_a_thing(header, tongue, "age")
    if guess is not None and not (known_trait and guess.asked and trait and not trait.sensitive):
        return guess
    if known_trait:
        return Guess("profile", TELLS)
    rated = rated or rates(answers[:12])
    known = understood(header, rated=rated or (ticked and tongue != ""), tongue=tongue)
    return _of_answers(counts, filled, header, known=known, rated=rated)


def understood(header: str, *, rated: bool, tongue: str) -> bool:
    """Whether we can tell what a question asks: whole sentences, ratings and words of opinion.

    A short header without such a word ("Group", "Sukupuoli", "Q7") may ask for anything.
    """
    own = tongue_of(header)
    if tongue == "?" or own == "?" or not re.search(r"[^\W\d_]{2}", header):
        return False
    if rated:
        return True
    question, option = parted(header)
    if option and understood(question, rated=False, tongue=tongue):
        return True
    words = len(header) / 3 if "ja" in {own, tongue} else len(bare(header).split())
    if tongue or own:
        return words >= 4 or names_an_opinion(header) or bool(own and words >= 2)
    return names_an_opinion(header)


def _of_a_tool(header: str, filled: Sequence[str]) -> Guess | None:
    kind = written_by_a_tool(header)
    if kind == "weight" and numbers(filled, 1e6):
        mark = decimal_mark(filled)
        values = [v for c in filled if (v := number(c, mark)) is not None]
        if min(values) <= 0:
            return None
        around_one = 0.3 <= sum(values) / len(values) <= 3
        factor = around_one or ("weight" not in bare(header) and len(bare(header)) > 8)
        return Guess("weight") if factor else Guess("ignore", SENSITIVE)
    if kind == "id" and len(set(filled)) > 0.9 * len(filled):
        return Guess("id")
    return Guess("ignore") if kind == "record" else None


def tells_though_rated(
    trait: PersonalTrait, header: str, answers: Sequence[str], tongue: str
) -> bool:
    """Whether people who rate a statement tell by it who they are: "I pray every day: agree".

    Ratings of anything else are opinions, whatever they are of: "Your faith is respected here".
    """
    private = trait.sure and (trait.sensitive or trait.kind == "income")
    return private and states(answers) and speaks_of_oneself(header, tongue)


def _of_people(trait: PersonalTrait | None, *, rated: bool) -> Guess | None:
    """The guess for a column that tells, or may tell, who people are."""
    if trait is None or trait.role == "contact":
        return None
    if trait.sensitive:
        return Guess("ignore", SENSITIVE) if trait.sure and not rated else _asked(PERHAPS)
    if rated:
        return _asked(PERHAPS) if trait.sure else None
    return Guess("profile", TELLS) if trait.sure else _asked(PERHAPS)


def _of_answers(
    counts: Counter[str], filled: Sequence[str], header: str, *, known: bool, rated: bool
) -> Guess:
    """The guess for a column of which only the answers tell more."""
    unique = len(counts) / len(filled)
    if _is_prose(counts, header):
        return Guess("text") if known else _asked(UNKNOWN)
    words = sum(max(len(c.split()), _signs(c)) for c in counts) / len(counts)
    sentences = sum(c.endswith((".", "!", "。")) for c in counts) > 0.5 * len(counts)
    if (len(counts) > 25 or unique > 0.5 or sentences) and words >= (5 if sentences else 3.5):
        return Guess("text") if known else _asked(UNKNOWN)
    if not known:
        return _asked(UNKNOWN)
    if numbers(filled, 1e15):
        mark = decimal_mark(filled)
        few = len(counts) <= 11 and all((number(c, mark) or 0) % 1 == 0 for c in counts)
        return Guess("basis") if few else Guess("profile")
    if unique > 0.5 and len(counts) > FEW and not rated:
        return Guess("text")
    if len(counts) > 15:
        return Guess("text") if unique > 0.5 else Guess("profile", "many different answers")
    return Guess("basis")


def _asked(note: str) -> Guess:
    return Guess("ignore", note, asked=True)


def _signs(text: str) -> float:
    """Words that a text without spaces would have."""
    return sum("\u3040" <= c <= "\u9fff" for c in text) / 3


def _names(counts: Counter[str], filled: int) -> bool:
    """Whether most answers are a given name, alone or with a surname."""
    if len(counts) < max(3, 0.1 * filled):
        return False
    sample = list(counts)[:300]
    return sum(_is_name(c) for c in sample) > 0.4 * len(sample)


def _is_name(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    titled = 0 < len(words) <= 4 and all(w[0].isupper() for w in words)
    return titled and any(fold(w) in SURE for w in words)


def _called(counts: Counter[str]) -> bool:
    """Whether answers to a question that may ask for names are names, however few."""
    shaped = sum(
        bool(re.fullmatch(r"[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’.-]*){0,3}", c)) for c in counts
    )
    return shaped >= 0.7 * len(counts) and sum(map(_is_name, counts)) >= 0.3 * len(counts)


def _is_prose(counts: Counter[str], header: str) -> bool:
    """Whether answers are free text, however few forms they come in.

    A telephone number or an address inside an answer is never an option to choose.
    """
    if any(INSIDE.search(THOUSANDS.sub(" ", c)) and re.search(r"[^\W\d_]{2}", c) for c in counts):
        return True
    long = sum(len(c.split()) > 6 or _signs(c) > 8 for c in counts)
    ended = sum(c.endswith((".", "!", "。")) and len(c.split()) + _signs(c) >= 3 for c in counts)
    # Options may be long as well, but hardly all of them are sentences.
    if COMMENTS.search(header):
        return max(long, ended) > 0.3 * len(counts)
    return ended > 0.8 * len(counts)


PROMOTERS = frozenset(
    "detractor detractors passive passives promoter promoters "
    "detraktor detraktoren kritiker passiv passive indifferent indifferente promotor promotoren "
    "detracteur detracteurs passif passifs promoteur promoteurs "
    "detractores pasivo pasivos neutro neutros promotores "
    "detrattore detrattori passivo passivi promotore promotori neutri "
    "detrator detratores passivos promotores "
    "criticaster criticasters criticus passief passieven promotors "
    "kritisk kritiska passiva ambassador ambassadorer promotorer detraktorer "
    "krytyk krytycy detraktorzy pasywny pasywni neutralny neutralni obojetny obojetni promotorzy "
    "批判者 中立者 推奨者".split()
)
"""Groups of a score of 0 to 10 in ten languages, as they are compared."""


def is_promoter_group(cells: Sequence[str | None]) -> bool:
    """Whether answers are the groups that a tool works out from a score of 0 to 10."""
    given = set(cells) - {None}
    return 0 < len(given) < 7 and {fold(c) for c in given if c} <= PROMOTERS


def group_of(header: str, role: Role) -> str:
    """The attribute group of a segment card that a column most likely informs."""
    if role == "profile":
        return "demographics"
    if role not in {"basis", "text"}:
        return ""
    if tongue_of(header) == "fr":
        header = re.sub(r"\bpains?\b", "", header, flags=re.I)  # bread
    scores = {
        "motivations": len(WANTS.findall(header)),
        "pain points": 1.5 * len(PAINS.findall(header)),
        "decision factors": len(CHOICES.findall(header)),
    }
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] else ("decision factors" if role == "basis" else "")


def _share(cells: Sequence[str], pattern: re.Pattern[str]) -> float:
    sample = cells[:500]
    return sum(bool(pattern.match(c)) for c in sample) / len(sample)

"""What a column is for, guessed from its question and its answers."""

import re
from collections import Counter
from collections.abc import Sequence

from ..domain.survey import Role
from .survey_scales import is_attitude

ID = re.compile(
    r"^(?:respondent|response|participant|case|panel(?:ist)?|user|customer|record|interview|"
    r"member)?"
    r"[\s_-]*(?:id|uuid|guid|no\.?|nr\.?|number|#|key)$|^respondentid$|^responseid$",
    re.I,
)
WEIGHT = re.compile(
    r"^(?:survey|sample|sampling|case|design|post[\s_-]*strat\w*|final|respondent)?[\s_-]*"
    r"(?:weight|weights|wt|weighting|weight[\s_-]*factor)$",
    re.I,
)
CONTACT = re.compile(
    r"e-?mail|\bphone\b|telephone|\bmobile (?:number|no)|\bcell ?phone number|"
    r"^(?:your |first |last |full |sur|family |user)?[\s_-]*name$|\bsurname\b|"
    r"\bpost(?:al)?[\s_-]*code\b|"
    r"\bzip(?:[\s_-]*code)?\b|\b(?:street|home|postal|mailing|your|ip)[\s_-]+address|^address|"
    r"\bdate of birth\b|\bbirth ?date\b|\bdob\b|social security|national insurance|passport|"
    r"\blatitude\b|\blongitude\b|\bhandle\b|how (?:can|may) we (?:reach|contact) you",
    re.I,
)
META = re.compile(
    r"^(?:start|end|recorded|submit\w*|created|completed?|updated|modified)"
    r"[\s_-]*(?:date|time|at|on)?$|"
    r"^(?:date|time|timestamp|duration\b.*|collector.*|progress|finished|status|language|"
    r"ip.*|browser|"
    r"device|user ?agent|custom data.*|external.*reference|distribution ?channel|channel|source|"
    r"user ?language|quota.*|recipient.*)$|time ?stamp",
    re.I,
)
DURATION = re.compile(
    r"^duration|^(?:interview|survey|completion)[\s_-]*(?:length|time|duration)", re.I
)
DEMOGRAPHIC = re.compile(
    r"^(?:your )?(?:age|gender|sex|education|income|occupation|region|country|state|county|city|"
    r"ethnicity|race|religion|nationality|job|profession|industry|height|weight|location|"
    r"marital status|employment|children|relationship)\b[^?]{0,24}\??$|"
    r"\bhow old\b|\bage (?:group|band|range|are you)|"
    r"\bwhat (?:is|was) your (?:age|gender|sex|income|"
    r"education|occupation|ethnic|race|religion|nationality|marital|job|height|weight|employment|"
    r"household|annual|highest|relationship|living|current)|\bgender\b|household income|"
    r"\bannual income|highest (?:level|degree|qualification)|level of education|"
    r"do you have (?:any )?(?:children|kids)|children under|\bmarital|how tall|do you identify|"
    r"(?:where|which (?:region|country|state|area|part)[^?]*) do you live|census region|"
    r"\bemploy(?:ment|ed) status|are you (?:currently )?(?:employed|married|retired|working)|"
    r"people (?:live )?in your household|size of (?:your )?household|"
    r"(?:which|what)[^?]{0,30}describes? your (?:household|home|work|living|family|employment)|"
    r"do you (?:own|rent) (?:your|a) home",
    re.I,
)
PROTECTED = re.compile(
    r"\bethnic|\brace\b|\bracial|\breligio(?:n|us)|\bfaith\b|\bchurch\b|sexual orientation|"
    r"\bsexual(?:ity|ly)?\b|\btransgender|\bpregnan|\bdisab(?:led|ility)|\bpolitical|\bvote[ds]?\b|"
    r"trade union|union member|\bnationality\b|\bimmigra|country of birth|born in|\bgenetic|"
    r"\bcriminal|\bconvict|\bHIV\b|mental illness|diagnos(?:is|ed)|health condition|"
    r"medical condition|"
    r"\bskin colou?r|\bcaste\b|cheated on",
    re.I,
)
PERSONAL_VALUE = re.compile(r"^[\w.+-]+@[\w-]+\.[\w.]+$|^\+?(?:[\s().-]{0,2}\d){9,15}$")
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


def role_of(header: str, cells: Sequence[str | None]) -> tuple[Role, str]:
    """A column's role, and a note for the person who confirms it where one is due."""
    filled = [c for c in cells if c is not None]
    counts = Counter(filled)
    if not filled:
        return "ignore", "is blank for everyone"
    if CONTACT.search(header) and not is_attitude(list(counts)[:12]):
        return "contact", "looks like personal data and is never read on"
    if WEIGHT.match(header) and _numbers(filled, 1e4):
        return "weight", ""
    unique = len(counts) / len(filled)
    if ID.match(header.strip()) and unique > 0.9:
        return "id", ""
    if _share(filled, PERSONAL_VALUE) > 0.3 and not _numbers(filled, 1e6):
        return "contact", "holds e-mail addresses or phone numbers and is never read on"
    if META.search(header) or len(counts) == 1:
        return "ignore", "" if META.search(header) else "has the same answer for everyone"
    if PROTECTED.search(header) and not is_attitude(list(counts)[:12]):
        note = "is sensitive: it describes segments only if you set it so, and never forms them"
        return "ignore", note
    if DEMOGRAPHIC.search(header) and not is_attitude(list(counts)[:12]):
        return "profile", ""
    words = sum(len(c.split()) for c in counts) / len(counts)
    if (len(counts) > 25 or unique > 0.5) and words >= 3.5:
        return "text", ""
    if _numbers(filled, 1e15):
        few = len(counts) <= 11 and all(float(c).is_integer() for c in counts)
        return ("basis", "") if few else ("profile", "")
    if len(counts) > 15:
        return ("text", "") if unique > 0.5 else ("profile", "has many different answers")
    return "basis", ""


def group_of(header: str, role: Role) -> str:
    """The attribute group of a segment card that a column most likely informs."""
    if role == "profile":
        return "demographics"
    if role not in {"basis", "text"}:
        return ""
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


def _numbers(cells: Sequence[str], limit: float) -> bool:
    try:
        return all(abs(float(c)) < limit for c in cells[:2_000])
    except ValueError:
        return False

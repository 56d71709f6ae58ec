"""Short labels and readable clauses from whole questions."""

import re
from collections import Counter
from collections.abc import Sequence
from html import unescape

from ..domain.deeds import deed_of, how_of, no_thing, place_of
from ..domain.wording import of_oneself, said_of, third_person
from .survey_people import uncoded

LINKS = ("it", "to", "the", "is", "of", "on", "in", "and", "do")
REAL_WORDS = {
    "into", "onto", "another", "item", "items", "today", "within", "without", "inside", "inform",
    "inner", "income", "island", "office", "offer", "often", "online", "once", "only", "theme",
    "toward", "towards", "together", "tomorrow", "tonight", "donot", "doing", "done", "does",
    "there", "these", "then", "they", "them", "inn", "andrew", "area", "aware", "away", "alone",
    "about", "above", "along", "again", "across", "atop", "itself", "its", "isn", "tool", "today's",
    "dogs", "dot", "ace", "able", "adults", "ago", "ahead", "aside", "ahigh", "around", "arrange",
    "amount", "award", "indoors", "intend", "thereby", "their", "token", "top", "tone",
}  # fmt: skip
LEADS = re.compile(
    r"^(?:generally speaking|in general|overall|under normal circumstances|given the opportunity|"
    r"thinking about [^,]+|when (?:it comes to|thinking about|choosing) [^,]+|on an? [^,]+|"
    r"in a [^,]+|"
    r"in the (?:last|past) [^,]+|during [^,]+|if you [^,]+|for you personally|currently|"
    r"at the moment|in your opinion|personally|all things considered)\s*,\s+",
    re.I,
)
FRAMES = re.compile(
    r"^(?:please\s+)?(?:(?:tell us|indicate|rate|say)\s+)?(?:how (?:much|strongly) do you "
    r"(?:agree|disagree)(?: or disagree)?|to what extent do you (?:agree|disagree)"
    r"(?: or disagree)?|do you agree(?: or disagree)?)\s*(?:with (?:this|the following) statement|"
    r"with the statement|that|with)?\s*[:?,\u2013-]?\s*",
    re.I,
)
OPENERS = re.compile(
    r"^(?:how (?:often|frequently) do you|do you ever|do you (?:currently )?|have you ever|"
    r"have you|would you|are you|is it(?! accept| ok)|how important is it (?:to you |for you )?"
    r"(?:that |to )?|how important (?:is|are)|how likely are you to|how satisfied are you with|"
    r"how worried are you (?:about|that)|how concerned are you (?:about|that)|what is your|"
    r"what's your|what are your|i would|i)\s+",
    re.I,
)
TRAILING = frozenset(
    "a an the to of in on for and or with your you is if that at by my be it are from as when "
    "who".split()
)


_BREAK = re.compile(r"<br\s*/?>", re.I)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")


def unmarked(text: str) -> str:
    """A text without the HTML that survey programs let people write questions and answers in."""
    if "<" in text:
        text = _TAG.sub(" ", _BREAK.sub("\n", text))
    return _ENTITY.sub(lambda found: unescape(found[0]), text) if "&" in text else text


def clean(header: str) -> str:
    """A question without markup and doubled blanks."""
    text = " ".join(unmarked(header).split())
    if "_" in text and " " not in text:
        text = text.replace("_", " ").strip()
    return uncoded(text)


def vocabulary(headers: Sequence[str]) -> Counter[str]:
    """How often each word stands in the survey's questions."""
    return Counter(w for h in headers for w in re.findall(r"[a-z']+", clean(h).lower()))


def mended(text: str, words: Counter[str]) -> str:
    """Run-together words parted ("itrude", "tothe") where the survey itself knows both parts."""

    def part(match: re.Match[str]) -> str:
        token = match[0]
        low = token.lower()
        if low in REAL_WORDS:
            return token
        for link in LINKS:
            head, tail = low[: len(link)], low[len(link) :]
            known = len(tail) > 2 and words[tail] and words[link] >= words[low] - words[tail]
            if head == link and known:
                return f"{token[: len(link)]} {token[len(link) :]}"
        return token

    return re.sub(r"[A-Za-z]{4,}", part, text)


def short_label(header: str, words: Counter[str]) -> str:
    """A label of at most seven words and 48 characters from a whole question."""
    text = mended(clean(header), words)
    if len(text) > 160 and "?" in text:
        text = re.split(r"(?<=[.:?!])\s+", text.rstrip("?! ") + "?")[-1]
    text = LEADS.sub("", FRAMES.sub("", text)).strip(" \"'\u201c\u201d?.:")
    for _ in range(2):
        shorter = OPENERS.sub("", text)
        if len(shorter.split()) >= 2:
            text = shorter
    if len(text) > 48 and re.search(r"\s\([^)]*\)", text):
        text = re.sub(r"\s\([^)]*\)", "", text)
    if len(text) > 48:
        text = re.split(r",| because | even if | in order to | so that ", text)[0]
    kept: list[str] = []
    for word in text.split():
        if len(kept) == 8 or len(" ".join([*kept, word])) > 48:
            break
        kept.append(word)
    while len(kept) > 1 and kept[-1].lower().strip(",") in TRAILING:
        kept.pop()
    label = " ".join(kept).strip(" ,;:-?.\"'") or clean(header)[:48]
    return label[:1].upper() + label[1:]


def told_apart(labels: Sequence[str], headers: Sequence[str], words: Counter[str]) -> list[str]:
    """Labels, where several are alike with the words that only their own question has."""
    counts = Counter(label.lower() for label in labels)
    out: list[str] = []
    for label, header in zip(labels, headers, strict=True):
        if counts[label.lower()] > 1:
            rivals = [
                set(re.findall(r"[\w']+", mended(clean(other), words).lower()))
                for other, mine in zip(headers, labels, strict=True)
                if other != header and mine.lower() == label.lower()
            ]
            said = re.findall(r"[\w']+", mended(clean(header), words))
            own = [w for w in said if not all(w.lower() in rival for rival in rivals)]
            own = [w for w in own if w.lower() not in TRAILING][-2:]
            label = f"{label} ({' '.join(own).lower()})" if own else label
        out.append(label)
    return out


def clause(header: str, words: Counter[str], *, ordered: bool, binary: bool = False) -> str:
    """What people say who answer high, and after " | " what those say who answer low.

    It reads after "people who": "think it is rude to recline a seat | do not mind ...". For a
    question without an order, "{answer}" stands for the level. Empty when no form fits.
    """
    text = mended(clean(header), words)
    text = LEADS.sub("", FRAMES.sub("", text)).strip(" \"'\u201c\u201d").rstrip("?.!: ")
    if len(text) > 130:
        return ""
    if not ordered:
        return ""
    never = "never" if binary else "seldom or never"
    for pattern, high, low in FORMS:
        found = re.match(pattern, text, re.I)
        if found:
            rest = third_person(found[found.lastindex or 0]).strip()
            first = found[1].lower() if (found.lastindex or 0) > 1 else ""
            both = [form.format(rest=rest, first=first, never=never) for form in (high, low)]
            return " | ".join(" ".join(b.split()) for b in both if b)
    return ""


def chosen_clause(question: str, option: str) -> str:
    """What people say who chose an option, and after " | " those who did not; empty if unsure."""
    text = ASIDES.sub("", question)
    named = option.rstrip(" .")
    if of_oneself(named):
        return clause(named, Counter(), ordered=True, binary=True) if said_of(named) else ""
    if len(named) > 60 or re.search(r"\bother\b|\bnone of\b|[(\[:;]", named, re.I):
        return ""
    text = text.strip().rstrip("?:. ")
    if said := _deed_chosen(text, named) or _how_chosen(text, named):
        return said
    if no_thing(named) and not _NAMES.search(text) and not re.search(r"\bfor$", text):
        return ""
    for pattern, high, low, common in CHOSEN:
        found = re.search(pattern, text, re.I)
        if found:
            head, _, rest = named.partition(" ")
            plain = common and head[1:].islower() and not _NAMES.search(text)
            if plain or head in ("A", "An", "The"):
                named = f"{head.lower()} {rest}".strip()
            parts = {"verb": "", "thing": "", **found.groupdict()}
            parts |= {"verb": parts["verb"].lower(), "thing": third_person(parts["thing"])}
            return f"{high} | {low}".format(**parts, option=named)
    return ""


def _deed_chosen(question: str, option: str) -> str:
    """The clause for an option that is what people do or would do, not what others should do."""
    deed = deed_of(option)
    if not deed or _NAMES.search(question) or re.search(r"\bfor$", question):
        return ""
    for pattern, high, low in DEEDS:
        if re.search(pattern, question, re.I):
            return f"{high} | {low}".format(deed=deed) if high else ""
    return ""


def _how_chosen(question: str, option: str) -> str:
    """The clause for an option that says how, where or when: "buy their shoes at the market"."""
    if place := re.search(r"\bwhat do you (?P<does>use (?P<thing>\w.*)) for$", question, re.I):
        found, how = place, place_of(option)
    else:
        found, how = _HOW_ASKED.search(question), how_of(option)
    if not found or not how or re.search(r"\b(?:us|feel|think|know)\b", found["does"], re.I):
        return ""
    does = third_person(found["does"][:1].lower() + found["does"][1:])
    does = _TAIL.sub("", does).strip()
    if not does or len(does.split()) > 8 or "," in does:
        return ""
    return f"{does} {how} | do not {does} {how}"


_HOW_ASKED = re.compile(
    r"\b(?:where|when|how|at what time|in which places?|on which days?)(?: and \w+)? do you "
    r"(?:(?:most|usually|normally|mostly|mainly|typically|often|generally|regularly|tend to|"
    r"like to|prefer to) )*(?P<does>[a-z]\w*(?: .+)?)$",
    re.I,
)
_TAIL = re.compile(r"(?: (?:from|at|most|most often|usually|mostly|mainly|the most|often))+$", re.I)
"""What ends such a question and is no part of what people do."""

DEEDS = (
    (r"\b(?:should|could|can|would|do|are|will) (?:we|they|it|our|the)\b|\bus to\b|\bour \w+ to\b|"
     r"\bimprove\b|\b(?:make|help|let|stop|prevent|keep|convince|persuade|encourage)s? you\b|"
     r"\b(?:difficult|hard|hardest|annoy\w*|bother\w*|worr(?:y|ies)|frustrat\w*|problems?|miss)\b",
     "", ""),
    (r"\bdo you (plan|hope|intend|aim|mean) to\b", "plan to {deed}", "do not plan to {deed}"),
    (r"\bwhy\b|\breasons?\b|\b(?:want|like|love|prefer|wish) to\b|\bwould you\b|\bgoals?\b|"
     r"\b(?:matters?|important|motivat\w+|looking)\b|\bwhat for\b",
     "want to {deed}", "do not look to {deed}"),
    (r"\b(?:have|did) you\b", "", ""),
    (r"\b(?:do|are) you\b|\byour\b|\bof these (?:fit|apply|are true)\b|\bof the following\b",
     "{deed}", "do not {deed}"),
)  # fmt: skip
"""Questions that ask for deeds, and how these are said; "" where others do them, or in doubt."""

ASIDES = re.compile(
    r"\s*[(\[][^)\]]*[)\]]|\s*-\s*selected choice\b|\b(?:select|check|tick|choose) all.*$", re.I
)  # fmt: skip
"""What stands in a question for those who answer it, and asks nothing."""

_NAMES = re.compile(
    r"\b(?:which|what) (?:of our )?(?:\w+ )?(?:brands?|compan(?:y|ies)|shops?|stores?|apps?|banks?|"
    r"sites?|websites?|channels?|papers?|newspapers?|magazines?|podcasts?|labels?|makers?)\b",
    re.I,
)
"""Questions whose options are names: these keep their capitals."""

_ALONE = (
    r"(?: (?:most|more|mainly|mostly|regularly|often|usually|ever|currently|already|now|today|"
    r"each|every|daily|frequently|yourself)\b| (?:at|in|on|for|with|from|when|while|during|before|"
    r"after|about|by|as)\b.*)*$"
)
"""After a verb: nothing that it takes but the option. "use our app" asks for something else."""

CHOSEN = (
    (r"\b(?:matters?|important|counts?|care about|look for)\b", "care about {option}",
     "care less about {option}", True),
    (r"\bwhat do you (?P<verb>use|wear|buy|need|keep|take) (?P<thing>\w.*) for$",
     "{verb} {thing} for {option}", "do not {verb} {thing} for {option}", True),
    (r"\b(?:what|which)\b.* do you (?P<verb>use|visit|read|watch|buy|own|play|wear)" + _ALONE,
     "{verb} {option}", "do not {verb} {option}", False),
    (r"\b(?:what|which)\b.* do you (?P<verb>want|need|like|enjoy|prefer|miss|trust)" + _ALONE,
     "{verb} {option}", "do not {verb} {option}", True),
    (r"\b(?:worr(?:y|ies)|bothers?|concerns?) you\b", "worry about {option}",
     "do not worry about {option}", True),
)  # fmt: skip
"""Questions whose options read as what people do or want, and whether options are plain words."""

FORMS = (
    (r"is it (?:ever )?(\w+) to (.+)", "think it is {first} to {rest}",
     "do not think it is {first} to {rest}"),
    (r"is it (\w+) (?:that|when|if) (.+)", "think it is {first} when {rest}",
     "do not think it is {first} when {rest}"),
    (r"how (?:often|frequently) do you (.+)", "often {rest}", "{never} {rest}"),
    (r"do you (have|own) any (.+)", "{first} {rest}", "{first} no {rest}"),
    (r"do you ever (.+)", "{rest}", "{never} {rest}"),
    (r"do you (have|own|know|need|feel|think|believe|want|like|prefer|use|buy|read|watch|eat|drink|"
     r"live|work|trust|worry|plan|pay) (.+)", "{first} {rest}", "do not {first} {rest}"),
    (r"have you ever (.+)", "have {rest} before", "have never {rest}"),
    (r"have you (.+)", "have {rest}", "have not {rest}"),
    (r"how likely is it that you(?: would|['\u2019]d| will) (.+)", "would {rest}",
     "would hardly {rest}"),
    (r"(?:how likely )?(?:would|are) you (?:be )?(?:likely )?to (.+)", "are likely to {rest}",
     "are unlikely to {rest}"),
    (r"(?:given .*, )?would you (.+)", "would {rest}", "would not {rest}"),
    (r"how important is it (?:to you |for you )?that (.+)", "say it matters that {rest}",
     "care less that {rest}"),
    (r"how important is it (?:to you |for you )?to (.+)", "say it matters to {rest}",
     "care less to {rest}"),
    (r"how important (?:is|are) (.+?)(?: to you| for you)?$", "set great store by {rest}",
     "care less about {rest}"),
    (r"how (worried|concerned|anxious|stressed) (?:are you|do you feel) (.+)",
     "are {first} {rest}", "are not much {first} {rest}"),
    (r"how (satisfied|happy|comfortable|confident|interested) are you (.+)",
     "are {first} {rest}", "are not very {first} {rest}"),
    (r"how much (?:do you|does it|would you) (\w+) (.+)", "{first} {rest} a lot",
     "hardly {first} {rest}"),
    (r"(?:i|we)(?: am| are|['\u2019](?:m|re)) (.+)", "are {rest}", "are not {rest}"),
    (r"(?:i|we)(?: have|['\u2019]ve) (.+)", "have {rest}", "have not {rest}"),
    (r"(?:i|we)(?: would|['\u2019]d) (.+)", "would {rest}", "would not {rest}"),
    (r"(?:i|we) (can(?:not|'t)?|could|never|often|always|rarely) (.+)", "{first} {rest}", ""),
    (r"(?:i|we) (?:do not|don't|don\u2019t) (.+)", "do not {rest}", "{rest}"),
    (r"(?:i|we) (.+)", "{rest}", "do not {rest}"),
    (r"(it (?:matters|worries|bothers|helps).+|my .+|our .+)", "say: {rest}", ""),
)  # fmt: skip

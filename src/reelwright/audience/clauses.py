"""What an answer says about people, as a clause that reads after "people who"."""

import re
from dataclasses import replace

from ..domain.deeds import no_thing
from ..domain.numbering import marked, unmarked, unnumbered
from ..domain.survey import Column
from ..domain.wording import clause_of, of_oneself, said_of
from .cells import AnswerBox, joined

STOPWORDS = frozenset(
    "a about after again all also am an and any are as at be because been being but by can cannot "
    "could did do does doing don down during each even ever every few for from get gets getting go "
    "goes going got had has have having he her here him his how i if in into is it its just know "
    "let like little ll lot made make makes many me more most much my never no not now of off on "
    "once one only or other our out over own quite rather re really s said say says see she should "
    "so some something still such t than that the their them then there these they thing things "
    "this those though through to too two up us use very want was way we well went were what when "
    "where which while who why will with without would you your ve d m dont cant im ive".split()
)


def clause_for(box: AnswerBox) -> str:
    """The clause for a box: "want the same carer every week", "are 40 to 59 years old"."""
    box = _spoken(box)
    column = box.column
    if column.scale == "number":
        return f"have {_lower(column.label)} {box.level}"
    answers = [column.levels[i] for i in box.places]
    spoken = " or ".join(clause_of(a) for a in answers)
    high, _, low = (part.strip() for part in column.prompt.partition(" | "))
    template = low if box.side == "low" and "{answer}" not in high else high
    if "{answer}" in template:
        plain = " ".join(template.replace("{answer}", spoken).split())
        return clause_of(plain)
    if column.role == "profile":
        return (
            _profile(column, answers)
            or (template and _sided(column, box, template))
            or _quoted(column, box)
        )
    return _sided(column, box, template) or _picked(column, box) or _quoted(column, box)


def _spoken(box: AnswerBox) -> AnswerBox:
    """The box without the numbers of its answers: "2. Low prices" is said as "Low prices"."""
    column = box.column
    levels = unnumbered(column.levels)
    if column.scale in {"number", "text"} or levels == column.levels:
        return box
    column = column.model_copy(update={"levels": levels})
    return replace(box, column=column, level=joined(column, box.places))


def sayable(box: AnswerBox, text: str) -> bool:
    """Whether copy may say a box's clause to people: a need or a habit in words of its own.

    Who people are, figures, quoted answers and what they think of who asks (whether they would
    recommend it) describe them, and are never told to them.
    """
    own = box.column.role == "basis" and box.column.scale != "number"
    return own and not _QUOTATION.search(text) and not _RECOMMENDS.search(box.column.header)


_RECOMMENDS = re.compile(
    r"\byou\b.{0,40}\brecommend\b|\brecommend us\b|\bempfehlen\b|weiterempfehl|"
    r"\brecommand(?:er|ez|eri|erai)|\brecom(?:end(?:a|arí|ari)|iend)[a-zí]*\b|"
    r"\b(?:consiglier|raccomander)[a-z]+\b|\baan(?:bevelen|raden)\b|\bnps\b|"
    r"\brekommendera\b|\bpoleci(?:ć|ł|sz)|勧め|すすめ(?:し|た|る)|推奨(?:し|す)",
    re.I,
)
"""Questions whether people would recommend who asks them, in the ten languages."""


def quoted(text: str) -> bool:
    """Whether a clause quotes an answer or an option, in whatever language the survey is."""
    return bool(_QUOTATION.search(text))


def called_by(box: AnswerBox, text: str) -> str:
    """People who answer so, as the name of a group; "" where no few whole words say it."""
    option = _unquoted(_option(box.column))
    if option and not _WORDED.search(option):
        return ""  # "B" or "3" is a code, and calls nobody anything
    if option and not of_oneself(option):
        said = text if box.column.prompt and not _QUOTATION.search(text) else ""
        # "Those who picked buy at the airport" is no English: what is no thing is answered.
        named = f"answered {option}" if no_thing(option) else f"picked {_lower(option)}"
        picked = said or named
        return f"Those who {picked}" if box.side == "high" else ""
    if box.column.scale == "number" or _QUOTATION.search(text):
        return ""
    if box.column.role == "profile":
        old = re.fullmatch(r"are (\d+ to \d+|over \d+|under \d+|\d+ or \w+)(?: years old)?", text)
        return f"Those aged {old[1]}" if old else ""
    judged = re.match(r"(do not )?think it is (rude|wrong|bad|selfish|unfair) to (\w+) (.+)", text)
    if judged:
        lead = "Relaxed about" if judged[1] else "Against"
        what = judged[4].partition(" in order to ")[0]
        return f"{lead} {_gerund(judged[3])} {what}"
    return f"Those who {text}"


_QUOTATION = re.compile(r"[\u201c\u201d\u201e\u00ab\u00bb\"\u300c\u300d]")
_WORDED = re.compile(r"[^\W\d_]{2}|[\u3400-\u9fff]")


def _unquoted(option: str) -> str:
    """An option without quotation marks and without its number: "2. «Bio» bread" is "Bio bread"."""
    return " ".join(unmarked(_QUOTATION.sub("", option)).split())


def _gerund(verb: str) -> str:
    if re.search(r"[^aeiou][aeiou][^aeiouwxy]$", verb) and len(verb) <= 3:
        return f"{verb}{verb[-1]}ing"
    return (verb[:-1] if re.search(r"[^e]e$", verb) and len(verb) > 2 else verb) + "ing"


def _option(column: Column) -> str:
    """What a yes picks, in a question that has a column for each of its options; else ""."""
    if column.scale != "binary":
        return ""
    named = column.label.casefold()
    numbered = marked(named)  # a name as it is ("A. Lange"): those of options stand in no label
    if found := re.search(r"\[([^\[\]]+)\]\s*$", column.header):
        return found[1].strip() if numbered else unmarked(found[1].strip())
    # Other tools part them by a colon or a dash; the label says that it was read as an option.
    found = re.search(r"(?:[:\uff1a]| -) +(?:Selected Choice - )?(\S.*)$", column.header)
    option = found[1].strip() if found else ""
    option = option if numbered else unmarked(option)
    return option if named and option.casefold().startswith(named) and "?" not in option else ""


def keywords(text: str) -> tuple[str, ...]:
    """Content words of a clause, in order, without repeats."""
    words = re.findall(r"[a-z][a-z'-]{2,}", text.lower())
    return tuple(dict.fromkeys(w for w in words if w.replace("'", "") not in STOPWORDS))


def _sided(column: Column, box: AnswerBox, template: str) -> str:
    if not template or column.scale == "nominal":
        return ""
    if box.side == "run":
        return ""
    return template.removeprefix("they ")


def _picked(column: Column, box: AnswerBox) -> str:
    option = _option(column)
    if box.side == "high" and (said := said_of(option)):
        return said
    picked = "picked" if box.side == "high" else "did not pick"
    return f"{picked} \u201c{option}\u201d" if option else ""


def _quoted(column: Column, box: AnswerBox) -> str:
    said = _band(column, box.places) or box.level
    return f"say \u201c{said}\u201d about \u201c{_lower(column.label.strip('[]'))}\u201d"


def _band(column: Column, places: tuple[int, ...]) -> str:
    """Neighbouring bands as one: "$100-$149" and "$150 or more" are "$100 or more".

    "" where they are no bands, or would not be said exactly.
    """
    if column.scale != "ordinal" or len(places) < 2:
        return ""
    levels = column.levels
    first, last = levels[places[0]], levels[places[-1]]
    bands = _RANGE.fullmatch(first), _RANGE.fullmatch(last)
    if all(bands):
        return _span([first, last])
    if _AND_MORE.search(last):
        if _WORD.fullmatch(first) and _WORD.fullmatch(_AND_MORE.sub("", last).strip()):
            return _WORD.sub(lambda _: first, last, count=1)
        least = (_RANGE if bands[0] else _FIRST_FIGURE).match(first)
        if least and _unit(first, last):
            return _FIGURES.sub(lambda _: least[1].strip(), last, count=1)
    after = _RANGE.fullmatch(levels[places[-1] + 1]) if places[-1] + 1 < len(levels) else None
    if _LESS_THAN.match(first) and _FIGURES.search(first) and after and _unit(last, after[0]):
        return _FIGURES.sub(lambda _: after[1].strip(), first, count=1)
    return ""


def _unit(one: str, other: str) -> bool:
    """Whether two bands count the same: what follows their last figures, without "or more"."""
    tails = (_FIGURES.split(_AND_MORE.sub("", text))[-1] for text in (one, other))
    return len({re.sub(r"[\W_]+", " ", tail).strip().lower() for tail in tails}) == 1


_FIGURES = re.compile(r"[$€£¥]?\d[\d.,]*")
_FIRST_FIGURE = re.compile(r"\D{0,3}?([$€£¥]?\d[\d.,]*)")
_WORD = re.compile(r"[^\W\d_]+")
"""A number word: "Three" before "Four or more"."""
_AND_MORE = re.compile(
    r"\b(?:or|and) (?:more|over|above|older|longer|up)\b|\+|\boder (?:mehr|älter|länger)\b|"
    r"\bund mehr\b|\b[oy] más\b|\b(?:ou|et) plus\b|\b[oe] (?:più|oltre)\b|\b(?:ou|e) mais\b|"
    r"\b(?:of|en) meer\b|\beller (?:mer|fler)\b|\boch (?:mer|fler)\b|\b(?:lub|i) więcej\b|以上",
    re.I,
)
"""Words that leave a band open above, with the figure itself in it."""
_LESS_THAN = re.compile(
    r"(?:under|below|less than|fewer than|<|unter|weniger als|moins de|menos de|meno di|"
    r"minder dan|mindre än|poniżej|mniej niż)(?!\w)",
    re.I,
)
"""Words that leave a band open below, without the figure itself."""


def _profile(column: Column, answers: list[str]) -> str:
    about = f"{column.id} {column.label} {column.header}".lower()
    if _AGE.search(about):
        return _ages(answers)
    if re.search(r"\b(?:gender|sex)\b", about) and len(answers) == 1:
        known = {"woman": "women", "female": "women", "man": "men", "male": "men"}
        word = known.get(answers[0].lower(), "")
        return f"are {word}" if word else ""
    named = _span(answers)
    if "income" in about:
        return f"have a household income of {named}"
    if re.search(r"\beducation|degree|qualification", about):
        return f"have as education: {_lower(named)}"
    if re.search(r"\b(?:location|region|country|state|county|where do you live)\b", about):
        return f"live in {named}"
    return ""


def _span(answers: list[str]) -> str:
    """Neighbouring answers as one: ranges join ("18-24", "25-34" give "18 to 34")."""
    first, last = _RANGE.fullmatch(answers[0]), _RANGE.fullmatch(answers[-1])
    if first and last:
        return f"{first[1].strip()} to {last[2].strip()}"
    if len(answers) == 1:
        return answers[0]
    return f"{answers[0]} {'or' if len(answers) == 2 else 'to'} {answers[-1]}"


_FIGURE = r"\D{0,3}?\d[\d.,' \u00a0\u202f]*\d?\s?(?:[kKmM€$£]|Euro?s?)?"
_RANGE = re.compile(
    rf"\s*({_FIGURE})\s*(?:[-\u2010-\u2015~]|to|bis|a|à|al|tot|till|do|から)\s*({_FIGURE}[^\d]*)",
    re.I,
)
_AGE = re.compile(
    r"\b(?:age|aged|old|alter|jahre|edad|años|âge|ans|età|anni|idade|anos|leeftijd|jaar|ålder|år|"
    r"wiek|lat)\b|年齢|年代|歳",
    re.I,
)
_OVER = re.compile(
    r"over|older|above|more|\+|>|über|älter|mehr|más|plus|oltre|più|mais|ouder|meer|över|äldre|"
    r"powyżej|więcej|以上",
    re.I,
)
_UNDER = re.compile(
    r"under|below|younger|less|<|unter|jünger|weniger|menos|moins|meno|jonger|minder|yngre|"
    r"poniżej|mniej|未満|以下",
    re.I,
)


def _ages(answers: list[str]) -> str:
    first, last = answers[0], answers[-1]
    numbers = re.findall(r"\d+", first), re.findall(r"\d+", last)
    if not numbers[0] or not numbers[1]:
        return ""
    open_top = bool(_OVER.search(last))
    open_low = bool(_UNDER.search(first))
    low, high = numbers[0][0], numbers[1][-1]
    if open_top:
        if low == high and re.match(r"\s*(?:>|over|above|more than|older)", first.lower()):
            return f"are over {low}"
        return f"are {low} or over"
    if open_low:
        return f"are under {high}" if len(answers) == 1 else f"are {high} or younger"
    return f"are {low} to {high} years old" if low != high else f"are {low} years old"


def _lower(text: str) -> str:
    head = text.split(" ", 1)[0]
    return text if head.isupper() and len(head) > 1 else text[:1].lower() + text[1:]

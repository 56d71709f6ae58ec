"""What an answer says about people, as a clause that reads after "people who"."""

import re

from ..domain.survey import Column
from ..domain.wording import clause_of
from .cells import AnswerBox

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
    return _sided(column, box, template) or _quoted(column, box)


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


def _quoted(column: Column, box: AnswerBox) -> str:
    return f"say \u201c{box.level}\u201d about \u201c{_lower(column.label)}\u201d"


def _profile(column: Column, answers: list[str]) -> str:
    about = f"{column.id} {column.label} {column.header}".lower()
    if re.search(r"\b(?:age|old)\b", about):
        return _ages(answers)
    if re.search(r"\b(?:gender|sex)\b", about) and len(answers) == 1:
        known = {"woman": "women", "female": "women", "man": "men", "male": "men"}
        word = known.get(answers[0].lower(), "")
        return f"are {word}" if word else ""
    named = answers[0] if len(answers) == 1 else f"{answers[0]} to {answers[-1]}"
    if len(answers) == 2:
        named = f"{answers[0]} or {answers[1]}"
    if "income" in about:
        return f"have a household income of {named}"
    if re.search(r"\beducation|degree|qualification", about):
        return f"have as education: {_lower(named)}"
    if re.search(r"\b(?:location|region|country|state|county|where do you live)\b", about):
        return f"live in {named}"
    return ""


def _ages(answers: list[str]) -> str:
    first, last = answers[0], answers[-1]
    numbers = re.findall(r"\d+", first), re.findall(r"\d+", last)
    if not numbers[0] or not numbers[1]:
        return ""
    open_top = bool(re.search(r"over|older|above|more|\+|>", last.lower()))
    open_low = bool(re.search(r"under|below|younger|less|<", first.lower()))
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

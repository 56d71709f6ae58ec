"""Which rows at the top of a survey file hold its headers, and what they say together.

Programs write codes over questions, questions over options, and blocks over both; merged cells of
a workbook leave blanks behind that carry on from the left. A row is taken for a header only where
no answer below speaks against it: what stands in it is unlike what people answered.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .survey_answers import has_no_place
from .survey_scales import ordered
from .survey_tongues import tongue_of

Cells = Sequence[str]
SECOND_HEADER = {"response", "open-ended response", "open ended response"}
LOOKED_AT = 300
"""Rows below a header by which it is told from an answer."""
FEWEST = 8
"""Answers at least below a text that is unlike all of them."""
NAME = 40
"""Letters at most of a name of a variable."""
_FIGURES = re.compile(r"[\d\s.,:/+%<>TZ-]*\d[\d\s.,:/+%<>TZ-]*")
"""A number, a date, a time, a band."""


@dataclass(frozen=True)
class Heads:
    """The headers of a file, and how many of its rows hold them. note: what is told of the rows."""

    headers: list[str]
    rows: int
    note: str


def tidy(text: str) -> str:
    """A header on one line."""
    return " ".join(text.replace("\ufeff", "").split())


def heads_of(records: Sequence[Cells], width: int) -> Heads:
    """The headers of rows that begin with them; a header that stands nowhere is blank."""
    top = [_even(row, width) for row in records[:3]]
    first, second = top[0], top[1] if len(top) > 1 else [""] * width
    filled = [cell for cell in second if cell]
    imports = next((i for i, row in enumerate(records[:4]) if _has_import_ids(row)), 0)
    if imports or ("StartDate" in first and "Start Date" in second):
        told = imports != 1 and len(records) > 1
        headers = [b or a for a, b in zip(first, second, strict=True)] if told else first
        count = max(2, imports + 1)
        return Heads(
            headers, count, f"rows 2 to {count} hold question texts and import ids, not answers"
        )
    if (found := stacked(records, width)) is not None:
        return found
    if filled and sum(c.lower() in SECOND_HEADER for c in filled) >= max(1, len(filled) / 2):
        return Heads(_joined(first, second), 2, "row 2 is a second header row, not an answer")
    if _are_questions_of_codes(first, second, records[2:]) or _says_names(first, second, records):
        headers = [b or a for a, b in zip(first, second, strict=True)]
        return Heads(headers, 2, "row 2 holds the questions of the codes in row 1, not answers")
    return Heads(first, 1, "")


def stacked(records: Sequence[Cells], width: int) -> Heads | None:
    """Headers in rows under one another, the upper ones with blanks that carry on from the left.

    Three rows are block, question and option, two are question and option, or block and question.
    """
    top = [_even(row, width) for row in records[:3]]
    if len(records) > 3 and _are_three(top, records[3:]):
        headers = _three(*top)
        return Heads(headers, 3, "rows 1 to 3 hold blocks, questions and options, not answers")
    if len(records) > 2 and _are_two(top[0], top[1], records[2:]):
        if _are_questions(top[1], width):
            return Heads(top[1], 2, "row 1 holds the blocks of the questions in row 2, not answers")
        note = "row 2 holds answer options of multiple-choice questions, not answers"
        return Heads(_joined(_once(top[0]), top[1]), 2, note)
    return None


def _even(row: Cells, width: int) -> list[str]:
    cells = [tidy(cell) for cell in row[:width]]
    return cells + [""] * (width - len(cells))


def _once(row: Cells) -> list[str]:
    """A row with its cells where they begin: what repeats the cell before carries it on."""
    return [c if i == 0 or c != row[i - 1] else "" for i, c in enumerate(row)]


def _has_import_ids(row: Cells) -> bool:
    return any(re.search(r"['\"]ImportId['\"]", cell) for cell in row)


def _are_three(top: Sequence[Cells], body: Sequence[Cells]) -> bool:
    blocks, questions, options = _once(top[0]), _once(top[1]), top[2]
    width = len(options)
    if not any(blocks) or any(not any(row[i] for row in top) for i in range(width)):
        return False
    carried = [i for i in range(1, width) if not blocks[i]]
    inner = [i for i in range(1, width) if not questions[i] and options[i]]
    if len(carried) < 2 or not inner or not any(questions) or options == top[1]:
        return False
    below = [_unlike(questions, body, (blocks,)), _unlike(options, body, (blocks, questions))]
    marks = sum(t.lower() in SECOND_HEADER for t in options)
    return None not in below and sum(n or 0 for n in below) + marks >= 2


def _three(blocks: Cells, questions: Cells, options: Cells) -> list[str]:
    blocks, questions = _once(blocks), _once(questions)
    out: list[str] = []
    within: list[str] = []
    block = question = ""
    for above, asked, option in zip(blocks, questions, options, strict=True):
        block = above or block
        question = asked or ("" if above else question)
        option = "" if option.lower() in SECOND_HEADER else option
        within.append(block)
        out.append(f"{question}: {option}" if question and option else option or question or above)
    twice = Counter(out)
    return [
        f"{b}: {h}" if twice[h] > 1 and b and b != h else h
        for b, h in zip(within, out, strict=True)
    ]


def _are_two(first: Cells, second: Cells, body: Sequence[Cells]) -> bool:
    upper = _once(first)
    blank = [i for i, cell in enumerate(upper) if not cell]
    if not blank or not any(upper) or not all(second[i] for i in blank):
        return False
    found = _unlike(second, body, (first,))
    if found is None:
        return False
    if not second[0] and all(not first[i] for i in blank):
        return True
    # An answer stands in the first column as well: more must speak for a header.
    ticks = sum(_is_tick(second[i], _below(body, i)) for i in range(len(second)) if second[i])
    return len(blank) > 1 and found + ticks >= 3


def _joined(headers: Cells, second: Cells) -> list[str]:
    """Headers with the options below them; a blank header continues the question before it."""
    out: list[str] = []
    question = ""
    for i, header in enumerate(headers):
        option = second[i] if i < len(second) else ""
        option = "" if option.lower() in SECOND_HEADER else option
        question = header or question
        out.append(f"{question}: {option}" if option and question else question or option)
    return out


def _below(body: Sequence[Cells], place: int) -> list[str]:
    cells = (tidy(row[place]) for row in body[:LOOKED_AT] if place < len(row))
    return [cell for cell in cells if cell]


def _is_tick(text: str, below: Sequence[str]) -> bool:
    return bool(below) and set(below) == {text}


def _unlike(said: Cells, body: Sequence[Cells], above: Sequence[Cells]) -> int | None:
    """In how many columns a row's text is unlike all answers below; None where it is an answer.

    An answer stands among others below it, has a place on their scale, says that there is none, is
    a figure, or repeats what stands above it, as programs write what was ticked.
    """
    count = 0
    for i, text in enumerate(said):
        if not text or text.lower() in SECOND_HEADER:
            continue
        below = _below(body, i)
        known = set(below)
        if any(row[i] == text for row in above) or (text in known and len(known) > 1):
            return None
        if known == {text}:
            continue
        if not known:
            continue
        figures = _are_figures(known)
        if _FIGURES.fullmatch(text) or (len(text) > 3 and has_no_place(text)):
            return None
        few = len(below) >= FEWEST and len(known) <= 0.5 * len(below)
        if few and not figures and len(known) <= 20 and _on_their_scale(text, known):
            return None
        count += figures or few
    return count


def _on_their_scale(text: str, known: set[str]) -> bool:
    """Whether a text takes a place among answers that stand in an order."""
    order = ordered(sorted({*known, text}))
    return order is not None and text in order


def _says_names(first: Cells, second: Cells, records: Sequence[Cells]) -> bool:
    """Whether row 2 says in words what row 1 says in names of variables.

    Names hold no blanks and are shorter than what they stand for; what they stand for is there
    once, and unlike all answers below it.
    """
    pairs = [(h, t) for h, t in zip(first, second, strict=True) if h and t and h != t]
    if len(pairs) < 3 or sum(map(bool, second)) < 0.7 * sum(map(bool, first)):
        return False
    if sum(map(_is_name, first)) < 0.8 * sum(map(bool, first)):
        return False
    texts = [t for _, t in pairs]
    longer = sum(
        len(t) > len(h) or not t.isascii() or (" " in t and not h.isalpha()) for h, t in pairs
    )
    if len(set(texts)) < 0.9 * len(texts) or longer < 0.6 * len(pairs):
        return False
    own = [t if t != h else "" for h, t in zip(first, second, strict=True)]
    if any(_is_tick(t, _below(records[2:], i)) for i, t in enumerate(own) if t):
        return False
    found = _unlike(own, records[2:], ())
    if found is None or found < 3:
        return False
    # One odd person may answer like nobody else, but not where all others gave figures.
    measured = sum(_are_figures(set(_below(records[2:], i))) for i, t in enumerate(own) if t)
    if sum(bool(_CODED.search(h)) for h, _ in pairs) >= 0.5 * len(pairs):
        return measured >= 1 or found >= 5
    return measured >= 2


_CODED = re.compile(r"\d|_|[a-z][A-Z]|^[A-Z]{3,}$")
"""What stands in names of variables, and not in words."""


def _is_name(cell: str) -> bool:
    return bool(cell) and " " not in cell and len(cell) <= NAME and "?" not in cell


def _are_figures(known: set[str]) -> bool:
    return bool(known) and all(map(_FIGURES.fullmatch, known))


def _are_questions_of_codes(first: Cells, second: Cells, body: Sequence[Cells]) -> bool:
    if not _are_codes(first) or _are_codes(second) or not _are_questions(second, len(first)):
        return False
    # Free answers look like questions themselves, but then those below do as well.
    also = sum(_are_questions(_even(row, len(first)), len(first)) for row in body[:20])
    return also <= 0.2 * len(body[:20]) and _unlike(second, body, (first,)) is not None


def _are_codes(cells: Cells) -> bool:
    """Whether these are names of variables: "Q1_2", "V14", "G01Q01[SQ001]"."""
    given = [c for c in cells if c]
    codes = sum(bool(re.fullmatch(r"[A-Za-z]+\d[\w.\[\]]*", c)) for c in given)
    return len(given) > 1 and codes >= 0.5 * len(given)


def _are_questions(cells: Cells, width: int) -> bool:
    """Whether these are questions: several words each, none twice, and nearly all there."""
    given = [c for c in cells if c]
    asked = ["?" in c or "？" in c for c in given]
    words = [len(c) // 3 if tongue_of(c) == "ja" else len(c.split()) for c in given]
    return (
        len(given) >= 0.8 * width
        and len(set(given)) == len(given)
        and sum(n >= 3 or a for a, n in zip(asked, words, strict=True)) >= 0.6 * len(given)
        and sum(n >= 4 or a for a, n in zip(asked, words, strict=True)) >= 0.5 * len(given)
    )

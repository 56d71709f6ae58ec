"""The codebook: drafted from a table, kept as a readable TOML file, checked when it is read."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, cast

import tomlkit

from ..domain.base import slug
from ..domain.errors import InvalidIntake, StoreFailed
from ..domain.loose import is_list, is_table, quoted
from ..domain.numbering import unnumbered
from ..domain.survey import Codebook, Column, Scale
from .faults import Faults
from .survey_answers import NO, YES, real_answers, says_nothing, yes_or_no
from .survey_numbers import decimal_mark, number
from .survey_people import parted, trait_of
from .survey_roles import Guess, group_of, is_promoter_group, role_of, tells_though_rated
from .survey_scales import is_attitude, no_answer, ordered, plain
from .survey_table import Table
from .survey_tongues import tongue_of_all
from .survey_words import (
    chosen_clause,
    clause,
    clean,
    short_label,
    told_apart,
    unmarked,
    vocabulary,
)
from .toml import read_toml, valid

GUIDE = """\
What the columns of the survey mean. Check it, correct it, then set confirmed = true.

role     basis    needs, attitudes and behaviour: these alone form segments
         profile  who people are: describes segments, never forms them
         text     free answers; personal data is taken out before anything reads them
         id, weight, contact (personal data, never read on), ignore
         What may ask who people are, and what was not understood, is drafted as ignore: where it
         asks what they want, think or do, write role = "basis".
scale    ordinal (levels from low to high), nominal, binary (low, high), number, text
group    which part of a segment card it informs: demographics, motivations, pain points,
         decision factors
called   a name for people who answer high, in 2-5 words; it may become a segment's name
prompt   what people say who answer high, and after " | " what those say who answer low. It reads
         after "people who": "want the same carer each week | do not mind who comes". For nominal
         columns {answer} stands for the answer: "chose {answer}".
"""
MAX_LEVELS = 30


def draft_codebook(table: Table) -> Codebook:
    """What the columns most likely mean, for a person to confirm. Its notes say what to look at."""
    words = vocabulary(table.headers)
    tongue = tongue_of_all([clean(h) for h in table.headers])
    taken: set[str] = set()
    columns: list[Column] = []
    notes: dict[str, list[str]] = {}
    unique: set[str] = set()
    asked = [parted(clean(h)) for h in table.headers]
    shared = Counter(question for question, option in asked if option)
    # Of "Which matter to you? [Parking]" the option is the label, where others share the question.
    options = [
        a if a and (shared[q] > 1 or h.endswith("]")) else ""
        for (q, a), h in zip(asked, table.headers, strict=True)
    ]
    options = _unnumbered(options, [question for question, _ in asked])
    whole = zip(table.headers, options, strict=True)
    labels = told_apart([short_label(a or h, words) for h, a in whole], table.headers, words)
    for i, header in enumerate(table.headers):
        cells = table.column(i)
        guess = _guess(table, i, tongue)
        role, label = guess.role, labels[i]
        name = _id(label, taken)
        if guess.note:
            shown = name if label.isascii() else f"{name} ({label})"
            notes.setdefault(guess.note, []).append(shown)
        if role in {"id", "weight"}:
            # A file may have several; the first counts.
            role = "ignore" if role in unique else role
            unique.add(role)
        # What a person is asked about keeps its answers: only the role is left to write.
        scale, levels = _scale("basis" if guess.asked else role, cells, header)
        if scale == "nominal" and header in table.orders:
            scale, levels = "ordinal", table.orders[header]
        few = scale not in {"number", "text"} and len(levels) < 2
        if (role == "basis" and scale == "text") or (role in {"basis", "profile"} and few):
            role, scale, levels = "ignore", "text", ()
        prompt = ""
        if role == "basis" or (role == "profile" and scale == "binary"):
            prompt = _prompt(header, options[i], scale, levels, words)
        columns.append(
            Column(
                id=name,
                header=header,
                label=label,
                role=role,
                scale=scale,
                levels=levels,
                group=cast(Any, group_of(clean(header), role)),
                prompt=prompt,
            )
        )
    said = [*table.notes, *(f"{', '.join(ids)}: {note}" for note, ids in notes.items())]
    if not any(c.role == "basis" for c in columns):
        said.append("no column was found that may form segments: set role = basis for some")
    return Codebook(columns=tuple(columns), notes=tuple(said), sheet=table.sheet)


def _unnumbered(options: list[str], questions: list[str]) -> list[str]:
    """Options without the numbers that those of the same question have."""
    out = list(options)
    for question in set(questions):
        places = [i for i, q in enumerate(questions) if q == question and options[i]]
        for i, option in zip(places, unnumbered([options[i] for i in places]), strict=True):
            out[i] = option
    return out


def _guess(table: Table, place: int, tongue: str) -> Guess:
    header, cells = table.headers[place], table.column(place)
    if header in table.joined:
        return Guess("ignore", "several answers in a cell: each option has a column of its own")
    if is_promoter_group(cells):
        scores = [h for h in table.headers if h != header and _is_score(table.under(h))]
        if scores:
            return Guess("ignore", "worked out from the score of 0 to 10, which stands beside it")
    option = parted(clean(header))[1]
    if option and (no_answer(option) or says_nothing(option)):
        chosen = {c for c in cells if c is not None} <= {YES, NO}
        nothing = "an option that says nothing of its own"
        return Guess("ignore", nothing) if chosen else Guess("text")
    return role_of(clean(header), cells, tongue, ticked=header in table.ticked)


def _is_score(cells: list[str | None]) -> bool:
    given = {c for c in cells if c is not None}
    return len(given) > 2 and given <= {str(n) for n in range(11)}


def _prompt(
    header: str, option: str, scale: Scale, levels: tuple[str, ...], words: Counter[str]
) -> str:
    """What those say who answer high, and low; nothing where high and low have no such meaning."""
    binary = scale == "binary"
    if scale == "nominal" or (binary and not ordered(levels)):
        return ""
    if option and binary:
        return chosen_clause(parted(clean(header))[0], option)
    return clause(option or header, words, ordered=True, binary=binary)


def load_codebook(path: Path) -> Codebook:
    """Read codebook.toml. Raises InvalidIntake naming file, column and field."""
    raw = read_toml(path)
    entries = raw.pop("column", None)
    if not is_list(entries) or not entries:
        raise InvalidIntake(f"{path.name}: has no [[column]]; delete the file to get a fresh draft")
    faults = Faults()
    columns: list[Column] = []
    for i, entry in enumerate(entries, 1):
        where = f"column {i} ({entry.get('id', 'no id')!s})" if is_table(entry) else ""
        read = partial(valid, Column, entry, path.name, where or f"column {i}")
        column = faults.read(read, None)
        columns += [column] if column else []
    if "columns" in raw:
        faults.tell([f"{path.name}: columns: is not a known key; write a [[column]] for each"])
    read = partial(valid, Codebook, raw | {"columns": tuple(columns)}, path.name)
    codebook = faults.read(read, Codebook(columns=tuple(columns)))
    faults.tell(_contradictions(codebook, path.name))
    faults.end()
    return codebook


def check_codebook(codebook: Codebook, file: str = "codebook.toml") -> None:
    """Raise InvalidIntake when columns contradict each other or would segment on who people are."""
    faults = Faults()
    faults.tell(_contradictions(codebook, file))
    faults.end()


def _contradictions(codebook: Codebook, file: str) -> Iterator[str]:
    for field in ("id", "header"):
        counts = Counter(getattr(c, field) for c in codebook.columns)
        for value, n in counts.items():
            if n > 1:
                yield f"{file}: {field} {quoted(value)} stands {n} times; make each unique"
    for role in ("id", "weight"):
        found = [c.id for c in codebook.of(role)]
        if len(found) > 1:
            yield f"{file}: role = {role} stands for {', '.join(found)}; keep it for one of them"
    tongue = tongue_of_all([clean(c.header) for c in codebook.columns])
    for column in codebook.columns:
        yield from _column_faults(column, f"{file}: column {column.id}", tongue)


def _column_faults(column: Column, place: str, tongue: str) -> Iterator[str]:
    if column.role == "basis" and (column.group == "demographics" or _is_trait(column, tongue)):
        yield (
            f"{place}: role: {column.header[:60]!r} tells who people are, and segments are never "
            "formed on demographics or protected attributes; set role = profile or ignore"
        )
    if column.role == "basis" and column.scale == "text":
        yield f"{place}: scale: a basis column cannot be text; set role = text"
    if column.role in {"basis", "profile"} and column.scale in {"ordinal", "nominal", "binary"}:
        if len(column.levels) < 2:
            yield f"{place}: levels: give the {column.scale} answers, two at least"
        elif column.scale == "binary" and len(column.levels) != 2:
            yield f"{place}: levels: a binary column has exactly two"
        if len({plain(level) for level in column.levels}) < len(column.levels):
            yield f"{place}: levels: the same answer stands twice"


def _is_trait(column: Column, tongue: str) -> bool:
    """Whether a column surely tells who people are; ratings of other things are opinions."""
    answers = [level for level in column.levels if not no_answer(level)]
    trait = trait_of(clean(column.header), answers, tongue)
    if trait is None or not trait.sure:
        return False
    rated = is_attitude(answers)
    return not rated or tells_though_rated(trait, clean(column.header), answers, tongue)


def save_codebook(codebook: Codebook, path: Path) -> None:
    """Write codebook.toml with a guide at its top, one [[column]] for each question."""
    document = tomlkit.document()
    for line in GUIDE.splitlines():
        document.add(tomlkit.comment(line) if line else tomlkit.nl())
    document.add(tomlkit.nl())
    document["confirmed"] = codebook.confirmed
    # Tomlkit's lists do not say of what.
    notes: Any = tomlkit.array()
    for note in codebook.notes:
        notes.append(note)
    document["notes"] = notes.multiline(len(codebook.notes) > 0)
    if codebook.sheet:
        document["sheet"] = codebook.sheet
    entries: Any = tomlkit.aot()
    for column in codebook.columns:
        entry = tomlkit.table()
        for key, value in column.model_dump().items():
            if key == "levels":
                array: Any = tomlkit.array()
                for level in value:
                    array.append(level)
                value = array.multiline(sum(map(len, column.levels)) > 80)
                if not column.levels:
                    continue
            elif value == "":
                continue
            entry[key] = value
        entries.append(entry)
    document["column"] = entries
    written = path.with_name(path.name + ".part")
    try:
        written.write_text(tomlkit.dumps(document), encoding="utf-8")
        written.replace(path)
    except OSError as problem:
        written.unlink(missing_ok=True)
        raise StoreFailed(
            f"{path} could not be written: {problem.strerror}; free some space or make the folder "
            "writable, then run the same command again"
        ) from problem


def _id(label: str, taken: set[str]) -> str:
    base = slug(label, "column")[:40].strip("-")
    free = (base if n == 1 else f"{base}-{n}" for n in count(1))
    name = next(name for name in free if name not in taken)
    taken.add(name)
    return name


def _scale(role: str, cells: list[str | None], header: str) -> tuple[Scale, tuple[str, ...]]:
    filled = real_answers(cells)
    if role not in {"basis", "profile"}:
        return ("number", ()) if role == "weight" else ("text", ())
    levels = _levels(filled)
    mark = decimal_mark(levels)
    values = [number(level, mark) for level in levels]
    measured = [v for v in values if v is not None]
    whole = all(v % 1 == 0 for v in measured)
    if len(measured) == len(levels) and (len(levels) > 11 or not whole):
        return "number", ()
    said = [yes_or_no(level, header) for level in levels]
    if len(levels) == 2 and {True, False} == set(said):
        return "binary", (NO, YES)
    order = ordered(levels)
    if order and len(order) >= 2:
        return ("binary", order) if len(order) == 2 else ("ordinal", order)
    if len(levels) > MAX_LEVELS:
        return "text", ()
    by_count: Counter[str] = Counter()
    for cell, n in Counter(filled).items():
        by_count[_key(cell)] += n
    levels.sort(key=lambda level: (no_answer(level), -by_count[_key(level)], level))
    return ("binary" if len(levels) == 2 else "nominal"), tuple(levels)


def _levels(filled: list[str]) -> list[str]:
    """Distinct answers; those that differ by case or blanks only count as their commonest form."""
    forms: dict[str, Counter[str]] = {}
    for cell, n in Counter(filled).items():
        forms.setdefault(_key(cell), Counter())[cell] += n
    return [c.most_common(1)[0][0] for c in forms.values()]


def _key(cell: str) -> str:
    number = re.fullmatch(r"(-?\d+)\.0+", cell.strip())
    return number[1] if number else plain(unmarked(cell))


level_key = _key
"""How two spellings of one answer are told to be the same."""

"""SPSS and Stata files become rows of text: questions and answers by their labels, in order."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

from ..domain.errors import InvalidIntake
from ..media.guard.guard import guarded

SPSS = (b"$FL2", b"$FL3")
STATA = b"<stata_dta>"
_A_SECOND = 500_000
"""Bytes of a file that are read in a second: what is packed grows."""
_ROOM = 25
"""Bytes of memory that one byte of a file may take once it is cells."""
OLD_STATA = (104, 105, 108, 110, 111, 112, 113, 114, 115)
"""First bytes of Stata files before version 13."""


@dataclass(frozen=True)
class Labelled:
    """Rows with the questions first. orders: the answers of a question from low to high."""

    rows: list[list[str]]
    lines: list[int]
    orders: dict[str, tuple[str, ...]]
    notes: tuple[str, ...] = ()


def is_labelled(data: bytes, path: Path) -> bool:
    """Whether these bytes are an SPSS or a Stata file."""
    old = path.suffix.lower() == ".dta" and data[:1] and data[0] in OLD_STATA
    return data[:4] in SPSS or data.startswith(STATA) or bool(old)


def read_labelled(path: Path, name: str, *, most: int) -> Labelled:
    """All rows of the file. Raises InvalidIntake where it is broken, too long or cannot be read."""
    if not _readable():
        raise InvalidIntake(
            f"{name} is an SPSS or Stata file, which needs one more library: "
            "pip install 'reelwright[spss]', or save the answers as CSV with labels"
        )
    return _read(path, name, most=most)


def _readable() -> bool:
    try:
        return find_spec("pyreadstat") is not None
    except ValueError:  # somebody has put nothing in its place
        return False


def _room(path: Path, *_: Any, **__: Any) -> int:
    return path.stat().st_size * _ROOM // 1_000_000


@guarded(refusal=InvalidIntake, a_second=_A_SECOND, more=_room)
def _read(path: Path, name: str, *, most: int) -> Labelled:
    import pyreadstat

    with path.open("rb") as file:
        spss = file.read(4) in SPSS
    reader: Callable[..., Any] = cast(Any, pyreadstat.read_sav if spss else pyreadstat.read_dta)
    try:
        columns, meta = reader(str(path), output_format="dict", row_limit=most + 1)
    except Exception as problem:  # the library has errors of its own, and those of its format
        raise InvalidIntake(
            f"{name} cannot be read as an SPSS or Stata file: {str(problem)[:200]}; save it as CSV "
            "with labels and use that"
        ) from problem
    names = list(columns)
    count = len(columns[names[0]]) if names else 0
    if not count:
        raise InvalidIntake(f"{name} has no answers; export the survey again")
    if count > most:
        raise InvalidIntake(f"{name} has more than {most:,} rows; draw a random sample of them")
    headers = _headers(names, meta)
    orders: dict[str, tuple[str, ...]] = {}
    texts: list[list[str]] = []
    # Answers are the same few texts again and again: each is kept once.
    kept: dict[str, str] = {}
    for variable, header in zip(names, headers, strict=True):
        labels: Mapping[Any, str] = meta.variable_value_labels.get(variable, {})
        cells = [kept.setdefault(c, c) for c in map(_plain, columns[variable])]
        said = _spoken(cells, labels)
        texts.append([said.get(c, c) for c in cells])
        if meta.variable_measure.get(variable) == "ordinal" and len(said) > 1:
            given = {cell for cell in texts[-1] if cell}
            orders[header] = tuple(label for label in said.values() if label in given)
    rows = [headers, *(list(row) for row in zip(*texts, strict=True))]
    return Labelled(rows, list(range(len(rows))), orders)


def _headers(names: Sequence[str], meta: Any) -> list[str]:
    """The question of each variable; options of a multiple-answer set stand behind its question."""
    labels: dict[str, str] = {n: (meta.column_names_to_labels.get(n) or n).strip() for n in names}
    sets: dict[str, Any] = getattr(meta, "mr_sets", None) or {}
    for found in sets.values():
        for variable in found.get("variable_list", ()):
            question = str(found.get("label") or "").strip()
            if question and variable in labels and question not in labels[variable]:
                labels[variable] = f"{question} [{labels[variable]}]"
    counts = Counter(labels.values())
    return [labels[n] if counts[labels[n]] == 1 else f"{labels[n]} ({n})" for n in names]


def _spoken(cells: Sequence[str], labels: Mapping[Any, str]) -> dict[str, str]:
    """What each code says. Where only the ends of a scale have labels, numbers stay before them."""
    said = {_plain(code): " ".join(str(text).split()) for code, text in labels.items()}
    given = {c for c in cells if c}
    bare = [c for c in given if c not in said and c.lstrip("-").replace(".", "", 1).isdigit()]
    if not bare:
        return {code: text for code, text in said.items() if text}
    if len(given) > 15:
        return {code: text for code, text in said.items() if code in given and text[:1].isalpha()}
    return {code: f"{code} - {text}" for code, text in said.items() if text}


def _plain(value: Any) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, float) or type(value).__name__.startswith("float"):
        return f"{float(value):.15g}"
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return str(value).strip()

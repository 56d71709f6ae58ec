"""TOML files read with errors that name file, place and the next act; paths kept in the folder."""

import re
import tomllib
from collections.abc import Container, Iterator, Sequence
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from ..domain.errors import InvalidIntake
from ..domain.loose import QUOTED, is_list, is_table, placed, quoted
from .faults import MOST_TOLD

M = TypeVar("M", bound=BaseModel)

MAX_TOML = 2_000_000


def read_toml(path: Path, *, root: Path | None = None, text: str | None = None) -> dict[str, Any]:
    """A TOML file as a dictionary; errors call it by its path in root, its own folder by default.

    text: read instead of what lies there, before it is written. Raises InvalidIntake with line and
    column, and when the file is a link that leaves root.
    """
    root = path.parent if root is None else root
    file = path.relative_to(root).as_posix()
    if not path.is_file():
        raise InvalidIntake(
            f"{file} is missing from {root}; `reelwright new` writes one to start from"
        )
    if root.resolve() not in path.resolve().parents:
        raise InvalidIntake(f"{file} is a link out of the campaign folder; copy the file into it")
    if (path.stat().st_size if text is None else len(text.encode())) > MAX_TOML:
        raise InvalidIntake(f"{file} is over {MAX_TOML // 1_000_000} MB; shorten it")
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig") if text is None else text)
    except OSError as problem:
        raise InvalidIntake(
            f"{file} cannot be read: {problem.strerror}; give yourself the right to read it"
        ) from problem
    except UnicodeDecodeError as problem:
        raise InvalidIntake(
            f"{file}: byte {problem.start} is not UTF-8; save the file as UTF-8"
        ) from problem
    except tomllib.TOMLDecodeError as problem:
        raise InvalidIntake(f"{file}: {problem}; correct the file at that place") from problem
    except ValueError as problem:
        raise InvalidIntake(
            f"{file}: a number has far too many digits; correct or shorten it"
        ) from problem
    except RecursionError as problem:
        raise InvalidIntake(
            f"{file}: lists or tables are nested too deeply; write them flat"
        ) from problem
    for place, text in _texts(found, ()):
        if odd := _CONTROL.search(text):
            raise InvalidIntake(
                f"{file}: {_place('', place)}: holds the control sign U+{ord(odd[0]):04X}, which "
                "no text needs; take it out"
            )
    return found


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]")
"""Signs that steer a terminal or turn lines round; tabs, ends of lines, marks of scripts pass."""

_PATTERNS = {
    "^#[0-9a-fA-F]{6}$": 'has to be a colour such as "#1f3d36"',
}


def _texts(value: Any, place: tuple[int | str, ...]) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Every text of a document with its place; keys count as texts of their place."""
    if isinstance(value, str):
        yield place, value
    elif is_table(value):
        for name, inner in value.items():
            yield place, name
            yield from _texts(inner, (*place, name))
    elif is_list(value):
        for n, inner in enumerate(value):
            yield from _texts(inner, (*place, n))


def valid(model: type[M], value: dict[str, Any], file: str, within: str = "") -> M:
    """The value as a model. Raises InvalidIntake naming file and field, one line a problem."""
    try:
        return model.model_validate(value)
    except ValidationError as problem:
        lines = list(told(problem, model, file, within))
        more = [f"and {len(lines) - MOST_TOLD} more"] if len(lines) > MOST_TOLD else []
        raise InvalidIntake("\n".join([*lines[:MOST_TOLD], *more])) from problem


def told(
    problem: ValidationError,
    model: type[BaseModel],
    file: str,
    within: str = "",
    without: Container[int | str] = (),
) -> Iterator[str]:
    """A line for each fault of a value. without: fields of it whose faults were told before."""
    for error in problem.errors():
        if not error["loc"] or error["loc"][0] not in without:
            yield f"{file}: {_place(within, error['loc'])}: {_said(error, model)}"


def inside(folder: Path, name: str, file: str, field: str) -> Path:
    """The path of a file named in a campaign. Raises InvalidIntake when it leaves the folder."""
    root = folder.resolve()
    try:
        place = (root / name).resolve()
        there = place.is_file()
    except (OSError, ValueError) as problem:
        raise InvalidIntake(
            f"{file}: {field}: {_short(name)} cannot be the name of a file; name one in the "
            "campaign folder"
        ) from problem
    if root != place and root not in place.parents:
        raise InvalidIntake(
            f"{file}: {field}: {_short(name)} leads out of the campaign folder; copy the file into "
            "it"
        )
    if not there:
        raise InvalidIntake(
            f"{file}: {field}: there is no file {_short(name)} in the campaign folder; put it "
            "there or correct the name"
        )
    return place


def _short(value: Any) -> str:
    return str(value)[:QUOTED] if isinstance(value, Fraction) else quoted(value)


def _place(within: str, loc: tuple[int | str, ...]) -> str:
    text = within
    for part in loc:
        name = placed([part])
        text += f"[{part + 1}]" if isinstance(part, int) else (f".{name}" if text else name)
    return text or "the file"


def _unknown(loc: tuple[int | str, ...], model: type[BaseModel]) -> str:
    """What to do about a key that is not known, and what it was perhaps meant to be."""
    name, table = str(loc[-1]), _model_at(model, loc[:-1])
    own = sorted(table.model_fields) if table else []
    if near := get_close_matches(name, own, 1, 0.7):
        return f"is not a known key; write {near[0]}"
    above = [str(part) for part in loc[:-1] if isinstance(part, str)]
    outer = get_close_matches(name, sorted(model.model_fields), 1, 0.7) if above else []
    if above and (outer or not own):
        meant = f"{outer[0]} is a key" if outer else "keys"
        return (
            f"is not a known key. It stands below [{'.'.join(above)}], so it was read as a part of "
            f"it; if {meant} of the whole file, write it over the first line in brackets"
        )
    return "is not a known key" + (f"; known are {', '.join(own)}" if own else "; remove it")


def _model_at(model: type[BaseModel], loc: Sequence[int | str]) -> type[BaseModel] | None:
    """The model of a table within a document; None where it is none of a known form."""
    found: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, int) or found is None:
            continue
        field = found.model_fields.get(part)
        kinds = (field.annotation, *get_args(field.annotation)) if field else ()
        found = next((k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel)), None)
    return found


def _said(error: Any, model: type[BaseModel]) -> str:
    kind = error["type"]
    if kind == "missing":
        return "is missing; add it"
    if kind == "extra_forbidden":
        return _unknown(error["loc"], model)
    if kind == "string_pattern_mismatch" and (form := _PATTERNS.get(error["ctx"]["pattern"])):
        return f"{form} (it is {_short(error['input'])})"
    if kind in ("tuple_type", "list_type"):
        return f"has to be a list, so put it in brackets: [{_short(error['input'])}]"
    said = error["msg"].removeprefix("Value error, ")
    return f"{said[0].lower()}{said[1:]} (it is {_short(error['input'])})"

"""What JSON and TOML hold before it is checked, told apart so that a type checker follows."""

import json
import re
from collections.abc import Iterable
from typing import Any, TypeGuard

QUOTED = 80
"""Characters of what somebody wrote that a message repeats."""

_HALF = re.compile("[\ud800-\udfff]")


def is_table(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a read value is an object or a table: its keys are names, its values anything."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether a read value is a list, of anything."""
    return isinstance(value, list)


def from_json(text: str | bytes, *, once: bool = False) -> Any:
    """What a JSON text from outside holds; once: refuse a name that stands twice in one object.

    Raises ValueError, in one short line, for what is no JSON and for what reads as JSON and
    breaks its reader: nesting without end, numbers of thousands of digits or that are none.
    """
    try:
        pairs = _apart if once else None
        return json.loads(text, parse_constant=_no_number, object_pairs_hook=pairs)
    except json.JSONDecodeError as problem:
        place = f"line {problem.lineno}, column {problem.colno}"
        raise ValueError(f"{place}: {problem.msg}") from problem
    except UnicodeDecodeError as problem:
        raise ValueError("it is no UTF-8 text") from problem
    except RecursionError as problem:
        raise ValueError("its brackets are nested too deeply") from problem
    except ValueError as problem:
        long = "digits" in str(problem)
        raise ValueError("a number has far too many digits" if long else str(problem)) from problem


def quoted(value: object) -> str:
    """A read value as messages quote it: no longer than a person reads."""
    given = repr(value)
    return f"{given[:QUOTED]}{'...' if len(given) > QUOTED else ''}"


def placed(loc: Iterable[int | str]) -> str:
    """Where in a read value something stands: "scenes.2.text"; names no longer than `quoted`."""
    return ".".join(str(part)[:QUOTED] for part in loc)


def half_letter(value: object) -> bool:
    """Whether any text in a read value holds half of a surrogate pair, which no file can keep."""
    if isinstance(value, str):
        return bool(_HALF.search(value))
    if is_table(value):
        return any(half_letter(k) or half_letter(v) for k, v in value.items())
    return is_list(value) and any(half_letter(v) for v in value)


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number")


def _apart(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{quoted(twice)} stands there twice")
    return found

"""A value with wrong fields is read on with stand-ins, so that its other fields are tried too."""

from typing import Any, TypeVar
from zlib import crc32

from pydantic import BaseModel, ValidationError

from ..domain.loose import is_list, is_table
from .faults import Faults
from .toml import told

M = TypeVar("M", bound=BaseModel)

_ROUNDS = 4
"""Rounds in which wrong fields are put right: a table without its id, then its texts, and so on."""

_LINK = "https://unnamed.example"
_STAND_INS: dict[str, Any] = {
    "link": _LINK, "call": {"text": "unnamed", "link": _LINK}, "offers": [], "proofs": [],
    "spoken": ["unnamed"], "turn": ["unnamed"], "shows": [{"seek": "unnamed"}],
}  # fmt: skip

_Place = tuple[int | str, ...]


def read_on(model: type[M], value: dict[str, Any], file: str, faults: Faults) -> M | None:
    """The value as a model; its faults are told, and what is wrong is left out or stood in for.

    So rules that no field can check alone are tried on the others in the same reading. None where
    that does not help: what was told first has to be mended first.
    """
    given = _copied(value)
    for n in range(_ROUNDS):
        try:
            return model.model_validate(given)
        except ValidationError as problem:
            if not n:
                faults.tell(told(problem, model, file))
            wrong = {tuple(e["loc"]): e["type"] == "missing" for e in problem.errors()}
            # From the end of each list, so that places before still hold.
            for place in sorted(wrong, key=_order, reverse=True):
                _put_right(given, place, missing=wrong[place])
    return None


def _copied(value: Any) -> Any:
    if is_table(value):
        return {name: _copied(inner) for name, inner in value.items()}
    return [_copied(inner) for inner in value] if is_list(value) else value


def _order(place: _Place) -> list[tuple[int, str]]:
    return [(part, "") if isinstance(part, int) else (-1, part) for part in place]


def _put_right(value: Any, place: _Place, *, missing: bool) -> None:
    """Take what is wrong out of its place, or put a stand-in where something is missing."""
    first, *rest = place
    if is_list(value):
        if not isinstance(first, int) or first >= len(value):
            return
        if rest and (is_table(value[first]) or is_list(value[first])):
            _put_right(value[first], (*rest,), missing=missing)
        else:
            del value[first]
    elif is_table(value):
        name = str(first)
        inner: Any = value.get(name)
        if rest and (is_table(inner) or is_list(inner)):
            _put_right(inner, (*rest,), missing=missing)
        elif missing and name not in value:
            value[name] = _STAND_INS.get(name, f"unnamed-{crc32(repr(value).encode())}")
        else:
            # A place within a value of several forms is none of the file: all of it is wrong.
            value.pop(name, None)

"""TOML files read with errors that name file, place and the next act; paths kept in the folder."""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ..domain.errors import InvalidIntake

M = TypeVar("M", bound=BaseModel)

MAX_TOML = 2_000_000


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a dictionary. Raises InvalidIntake with line and column."""
    if not path.is_file():
        raise InvalidIntake(
            f"{path.name} is missing from {path.parent}; `reelwright new` writes one to start from"
        )
    if path.stat().st_size > MAX_TOML:
        raise InvalidIntake(f"{path.name} is over {MAX_TOML // 1_000_000} MB; shorten it")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise InvalidIntake(
            f"{path.name}: byte {problem.start} is not UTF-8; save the file as UTF-8"
        ) from problem
    except tomllib.TOMLDecodeError as problem:
        raise InvalidIntake(f"{path.name}: {problem}; correct the file at that place") from problem


def valid(model: type[M], value: dict[str, Any], file: str, within: str = "") -> M:
    """The value as a model. Raises InvalidIntake naming file and field, one line a problem."""
    try:
        return model.model_validate(value)
    except ValidationError as problem:
        lines = [f"{file}: {_place(within, e['loc'])}: {_said(e, model)}" for e in problem.errors()]
        raise InvalidIntake("\n".join(lines[:12])) from problem


def inside(folder: Path, name: str, file: str, field: str) -> Path:
    """The path of a file named in a campaign. Raises InvalidIntake when it leaves the folder."""
    root = folder.resolve()
    place = (root / name).resolve()
    if root != place and root not in place.parents:
        raise InvalidIntake(
            f"{file}: {field}: {name!r} leads out of the campaign folder; copy the file into it"
        )
    if not place.is_file():
        raise InvalidIntake(f"{file}: {field}: there is no file {name!r} in the campaign folder")
    return place


def _place(within: str, loc: tuple[int | str, ...]) -> str:
    text = within
    for part in loc:
        text += f"[{part + 1}]" if isinstance(part, int) else (f".{part}" if text else str(part))
    return text or "the file"


def _said(error: Any, model: type[BaseModel]) -> str:
    kind = error["type"]
    if kind == "missing":
        return "is missing; add it"
    if kind == "extra_forbidden":
        known = ", ".join(sorted(model.model_fields)) if len(error["loc"]) == 1 else ""
        return "is not a known key" + (f"; known are {known}" if known else "; remove it")
    said = error["msg"].removeprefix("Value error, ")
    given = repr(error["input"])
    return f"{said[0].lower()}{said[1:]} (it is {given[:80]}{'...' if len(given) > 80 else ''})"

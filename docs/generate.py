"""Writes the pages of docs/ that are read off the code: `make docs`.

A page is a function that gives its whole text, and a row of PAGES. tests/docs holds every page to
what its function gives, so that none goes out of date.
"""

import ast
import inspect
import itertools
import json
import re
import runpy
import textwrap
import types
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import SecretStr

from reelwright.domain.spending import Price
from reelwright.settings import PREFIX, Settings

DOCS = Path(__file__).resolve().parent
api_page = runpy.run_path(str(DOCS / "facade_page.py"))["api_page"]
stages_page = runpy.run_path(str(DOCS / "stages_page.py"))["stages_page"]

SETTINGS = """\
# Settings

Every setting is a variable in the environment. This page is written by `make docs` from
`src/reelwright/settings.py`. Maps and lists are written as JSON:
`REELWRIGHT_MODELS='{"briefs": "bedrock:..."}'`. A value that does not fit is an error that names
the variable.

| variable | type | default | meaning |
| --- | --- | --- | --- |
"""

AFTER_SETTINGS = """
The libraries of vendors read their own variables (keys, regions, proxies); `docs/backends.md` names
them where a back end needs one. Of the system's own we read `VISUAL` and `EDITOR`, and
`XDG_DATA_HOME` or `LOCALAPPDATA` for the folder of a person's data.
"""


def settings_page() -> str:
    """docs/settings.md: a row for each field of Settings."""
    told = meanings()
    rows = [
        f"| `{PREFIX}{name.upper()}` | {_kind(field.annotation, field.metadata)} "
        f"| {_default(field)} | {_cell(told[name])} |\n"
        for name, field in Settings.model_fields.items()
    ]
    return SETTINGS + "".join(rows) + AFTER_SETTINGS


def meanings() -> dict[str, str]:
    """The text under each field of Settings."""
    body = ast.parse(textwrap.dedent(inspect.getsource(Settings))).body[0]
    assert isinstance(body, ast.ClassDef)
    return {
        field.target.id: below.value.value
        for field, below in itertools.pairwise(body.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
    }


def _kind(annotation: Any, limits: Any = ()) -> str:
    """A type in a person's words: "whole number, 1 to 10"."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        limits = [m for a in inner[1:] for m in getattr(a, "metadata", [a])]
        return _kind(inner[0], limits)
    if origin in {Union, types.UnionType}:
        return _kind(next(a for a in inner if a is not type(None)), limits)
    if origin is Literal:
        return "one of " + ", ".join(f"`{a}`" for a in inner)
    if origin is dict:
        if get_origin(inner[1]) is dict or inner[1] is Price:
            return "map of maps"
        return "map" if inner[1] is Any else f"map to {_kind(inner[1])}"
    if origin in {tuple, list}:
        return f"list: {_kind(inner[0])}" if get_origin(inner[0]) else f"list of {_kind(inner[0])}"
    names = {
        str: "text", int: "whole number", float: "number", bool: "`true` or `false`",
        SecretStr: "secret text",
    }  # fmt: skip
    isa = isinstance(annotation, type) and issubclass(annotation, PurePath)
    return ("path" if isa else names[annotation]) + _between(limits)


def _between(limits: Any) -> str:
    low = next((m.ge for m in limits if isinstance(m, Ge)), None)
    high = next((m.le for m in limits if isinstance(m, Le)), None)
    if low is None and high is None:
        return ""
    return f", {low} to {high}" if high is not None else f", at least {low}"


def _default(field: Any) -> str:
    value = field.get_default(call_default_factory=True)
    if value is None:
        return "not set"
    if isinstance(value, tuple | list | dict):
        return ", ".join(f"`{v}`" for v in value) or "empty"
    return f"`{value}`"


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().replace("|", "\\|").replace("None:", "not set:")


def openapi_document() -> str:
    """docs/openapi.json: what the service answers, for programs that read it."""
    from reelwright.service.app import document

    return json.dumps(document(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "openapi.json": openapi_document,
    "api.md": api_page,
    "settings.md": settings_page,
    "stages.md": stages_page,
}
"""Pages by their name in docs/."""


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()

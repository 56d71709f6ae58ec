"""docs/api.md, read off the facade: its operations, what they take, what they return."""

import ast
import importlib
import inspect
import re
import textwrap
from collections.abc import Iterator
from dataclasses import is_dataclass
from types import ModuleType
from typing import Any

from pydantic import BaseModel

import reelwright

HEAD = """\
# The facade

What people do with Reelwright, a noun a module, a function an operation. The command line uses
nothing else, and neither should you. `make docs` writes this page from `src/reelwright/studio`.

```python
import reelwright

made = reelwright.campaigns.make("examples/fernhill", yes=True)
for film in made.films:
    print(film.id, film.format, "passed" if film.passed else "failed")
```

- A noun is imported when it is asked for: `import reelwright` takes no time.
- `folder` is a campaign's folder; `workspace` is where its results are kept, `FOLDER/.reelwright`
  when left out; `who` is the person in whose name a decision is noted, the settings' when left out.
- Results are frozen. Those with `model_dump_json()` are ready for JSON.
- Errors are `reelwright.domain.errors.StudioError` and its kinds; the message names the thing, the
  cause and the next act.
- Names that begin with an underscore are nobody's: they change without a word.
"""


def api_page() -> str:
    """docs/api.md: a section for each noun of the facade."""
    return HEAD + "".join(_noun(name) for name in reelwright.__all__)


def _noun(name: str) -> str:
    module = importlib.import_module(f"reelwright.studio.{name}")
    parts = [f"\n## {name}\n\n{inspect.getdoc(module)}\n"]
    parts += [_operation(name, function) for function in _functions(module)]
    results = sorted({kind.__name__: kind for kind in _results(module)}.items())
    if results:
        parts.append(f"\n### What {name} works with\n")
        parts += [_type(kind) for _, kind in results]
    return "".join(parts)


def _functions(module: ModuleType) -> list[Any]:
    found = [
        f
        for n, f in vars(module).items()
        if inspect.isfunction(f) and f.__module__ == module.__name__ and not n.startswith("_")
    ]
    return sorted(found, key=lambda f: f.__code__.co_firstlineno)


def _operation(noun: str, function: Any) -> str:
    node = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(node, ast.FunctionDef)
    args = [ast.unparse(a) for a in _arguments(node.args)]
    gives = ast.unparse(node.returns).strip("'\"") if node.returns else "None"
    line = f"{noun}.{node.name}({', '.join(args)}) -> {gives}".replace("'", '"')
    if len(line) > 100:
        body = "".join(f"    {a},\n" for a in args).replace("'", '"')
        line = f"{noun}.{node.name}(\n{body}) -> {gives}"
    return f"\n### {noun}.{node.name}\n\n```python\n{line}\n```\n\n{_told(function)}\n"


def _arguments(given: ast.arguments) -> Iterator[ast.AST]:
    plain = [*given.posonlyargs, *given.args]
    defaults = [None] * (len(plain) - len(given.defaults)) + list(given.defaults)
    for arg, default in zip(plain, defaults, strict=True):
        yield _argument(arg, default)
    if given.kwonlyargs:
        yield ast.Name("*")
    for arg, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        yield _argument(arg, default)


def _argument(arg: ast.arg, default: ast.expr | None) -> ast.AST:
    kind = f": {ast.unparse(arg.annotation)}" if arg.annotation else ""
    value = f" = {ast.unparse(default)}" if default is not None else ""
    return ast.Name(f"{arg.arg}{kind}{value}")


def _told(thing: Any) -> str:
    """A docstring as Markdown: its sections become lists."""
    lines: list[str] = []
    listed = False
    for line in (inspect.getdoc(thing) or "").splitlines():
        if re.fullmatch(r"(Args|Raises|Returns):", line):
            lines += [f"**{line[:-1]}**", ""]
            listed = True
        elif listed and (named := re.match(r"    ([\w*]+): (.*)", line)):
            lines.append(f"- `{named[1]}`: {named[2]}")
        elif listed and line.startswith("        "):
            lines.append(f"  {line.strip()}")
        else:
            lines.append(line.strip() if listed else line)
    return "\n".join(lines).strip()


def _results(module: ModuleType) -> Iterator[type]:
    """Types that the noun's operations take and return: its own, and those it names."""
    named = _names(module)
    # A module of the facade's own may hold what two of its files need.
    homes = (module.__name__, "reelwright.studio._results")
    own = {n for n, k in vars(module).items() if _is_value(k) and k.__module__ in homes}
    for name in sorted(named | own):
        kind = getattr(module, name, None) or _for_checkers(module).get(name)
        if kind is not None and _is_value(kind):
            yield kind


def _names(module: ModuleType) -> set[str]:
    """Every name in an annotation of a public function."""
    found: set[str] = set()
    for function in _functions(module):
        for text in function.__annotations__.values():
            shown = text if isinstance(text, str) else inspect.formatannotation(text)
            found |= set(re.findall(r"\w+", shown))
    return found


def _for_checkers(module: ModuleType) -> dict[str, Any]:
    """What a module imports for type checkers only."""
    found: dict[str, Any] = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for line in node.body:
                if isinstance(line, ast.ImportFrom):
                    at = "." * line.level + (line.module or "")
                    room = importlib.import_module(at, "reelwright.studio")
                    found |= {a.name: getattr(room, a.name) for a in line.names}
    return found


def _is_value(kind: Any) -> bool:
    if not isinstance(kind, type) or kind.__name__.startswith("_"):
        return False
    return (issubclass(kind, BaseModel) and kind is not BaseModel and bool(kind.model_fields)) or (
        is_dataclass(kind)
    )


def _type(kind: Any) -> str:
    """A result: what it says of itself, and its fields."""
    rows = "".join(
        f"| `{name}` | {_kind(shown)} |\n" for name, shown in inspect.get_annotations(kind).items()
    )
    return f"\n#### {kind.__name__}\n\n{_told(kind)}\n\n| field | type |\n| --- | --- |\n{rows}"


def _kind(shown: Any) -> str:
    text = shown if isinstance(shown, str) else inspect.formatannotation(shown)
    text = re.sub(r"typing\.Annotated\[([\w.]+), .*", r"\1", text)
    text = re.sub(r"(?:\w+\.)+(\w+)", r"\1", text)
    return f"`{text}`".replace("|", "\\|")

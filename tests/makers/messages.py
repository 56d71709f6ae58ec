"""The messages that the code makes, found in its source: what a catalogue has to have."""

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "reelwright"

TABLES = {("toml.py", "_PATTERNS"), ("_rights.py", "ACTS")}
"""Tables of messages outside functions."""

_NOT_SAID = {
    *("split", "startswith", "endswith", "removeprefix", "removesuffix", "replace", "partition"),
    *("compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "isoformat"),
    *("debug", "info", "warning", "exception", "log", "getLogger", "echo", "print"),
    *("execute", "executescript", "text", "Field", "cast", "strftime", "get", "getenv"),
    *("On", "Reads", "Which", "FromName", "AttributeError", "TypeError", "AssertionError"),
}
"""Calls whose texts are patterns, statements and names, or are told to programmers only."""

_WORD = re.compile(r"(?<![\w{./-])[A-Za-z][a-z']+(?![\w}]|\.(?:toml|csv|md|jpg|png|html|txt)\b)")

_CODE = re.compile(
    r"\(\?|\\|\.\+|<[a-z!/]|^(?:private|public), |default-src|charset=|^pip install|^sandbox|"
    r"^(?:select|insert|update|delete|drop|alter|create|begin) |= ?:|^{\d} {\d}$|"
    r"^\{0\} on conflict|^ and id not in|^ AND |^WITH |^SELECT |::t|^state in \(|^where "
)
"""Patterns, mark-up, headers, commands and statements, which are no words to people."""


def messages(file: Path) -> dict[str, int]:
    """Each message of a file as a template, `{0}` and on where values stand, with its line."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found: dict[str, int] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            for text in _table(node, file):
                found.setdefault(_escaped(str(text.value)), text.lineno)
        for inside in _functions(node):
            for text in _texts(inside):
                for template in templates(text):
                    if _is_said(template) and not _CODE.search(template):
                        found.setdefault(template, text.lineno)
            for noun, line in _counted(inside):
                found.setdefault(f"1 {noun}", line)
                found.setdefault(f"{{0:n}} {noun}s", line)
    return found


def _table(node: ast.Assign | ast.AnnAssign, file: Path) -> Iterator[ast.Constant]:
    """The texts of a table of messages outside any function."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    if (file.name, _name(targets[0])) in TABLES and isinstance(node.value, ast.Dict):
        yield from (one for one in node.value.values if isinstance(one, ast.Constant))


def _counted(function: ast.AST) -> Iterator[tuple[str, int]]:
    """What `counted` counts: "scene" is told as "1 scene" and "{0:n} scenes"."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and _name(node.func) == "counted" and len(node.args) == 2:
            noun = node.args[1]
            if isinstance(noun, ast.Constant) and isinstance(noun.value, str):
                yield noun.value, node.lineno


def _functions(node: ast.stmt) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield node
    elif isinstance(node, ast.ClassDef):
        for inner in node.body:
            yield from _functions(inner)


def _texts(function: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """The texts said in a body: no docstrings, patterns, defaults, comparisons or keys."""
    body = getattr(function, "body", [])
    todo: list[ast.AST] = list(body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.JoinedStr):
            if _is_said("".join(_literals(node))):
                yield node
            # Texts within a value of it, a condition's or a call's.
            todo.extend(
                part.value
                for part in node.values
                if isinstance(part, ast.FormattedValue) and _choices(part.value) is None
            )
        elif isinstance(node, ast.Constant):
            if isinstance(node.value, str) and _is_said(node.value):
                yield node
        elif _is_aside(node):
            # A table's `get` chooses among what is said.
            if isinstance(node, ast.Call) and isinstance(
                of := getattr(node.func, "value", 0), ast.Dict
            ):
                todo.extend(of.values)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            todo.extend(node.body)
        elif isinstance(node, ast.AnnAssign):
            todo.extend([node.value] if node.value else [])
        else:
            todo.extend(ast.iter_child_nodes(node))


def _is_aside(node: ast.AST) -> bool:
    """Whether what stands in a node is no word to people: a docstring, a pattern, a key."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Call):
        return _name(node.func) in _NOT_SAID
    return isinstance(node, ast.Compare | ast.Subscript | ast.Assert)


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _literals(text: ast.JoinedStr) -> Iterator[str]:
    for part in text.values:
        if isinstance(part, ast.Constant):
            yield str(part.value)
        elif isinstance(part, ast.FormattedValue):
            yield (_choices(part.value) or [" "])[0]


def _is_said(text: str) -> bool:
    return " " in text.strip() and len(_WORD.findall(text)) >= 2


def _choices(value: ast.expr) -> list[str] | None:
    """The texts that a condition chooses from; None where it is none or gives other values."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return [value.value]
    if isinstance(value, ast.IfExp):
        first, second = _choices(value.body), _choices(value.orelse)
        return first + second if first is not None and second is not None else None
    return None


def templates(text: ast.Constant | ast.JoinedStr) -> Iterator[str]:
    """A text with its values numbered; one for each choice of words made inside it."""
    if isinstance(text, ast.Constant):
        yield _escaped(str(text.value))
        return
    parts: list[list[str]] = []
    for n, part in enumerate(text.values):
        if isinstance(part, ast.Constant):
            parts.append([_escaped(str(part.value))])
        elif isinstance(part, ast.FormattedValue):
            choices = _choices(part.value)
            parts.append([_escaped(c) for c in choices] if choices is not None else [f"\0{n}"])
    for chosen in product(*parts):
        numbers = iter(range(len(chosen)))
        yield "".join(f"{{{next(numbers)}}}" if p.startswith("\0") else p for p in chosen)


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")

"""The plan of the house holds: no circles, libraries where they belong, modules of a fair size."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src"
HOUSE = SRC / "reelwright"

LONGEST = 500
"""Lines of a module."""

VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}

OWNERS = {
    "av": ("media/",),
    "cv2": ("media/",),
    "dbos": ("workflow/",),
    "anthropic": ("backends/text/",),
    "boto3": ("backends/",),
    "botocore": ("backends/",),
    "diffusers": ("backends/video/",),
    "lancedb": ("backends/index/lance.py",),
    # The index keeps its buckets itself; the store keeps assets.
    "obstore": ("backends/index/buckets.py", "store/"),
    "onnxruntime": ("backends/",),
    "openai": ("backends/",),
    "opensearchpy": ("backends/index/opensearch.py",),
    "pgvector": ("backends/index/pgvector.py",),
    "piper": ("backends/speech/piper.py",),
    "pocketsphinx": ("backends/speech/alignment.py",),
    # The engine's lease is held in the same PostgreSQL as its workflows.
    "psycopg": ("backends/index/pgvector.py", "store/", "workflow/engine/lease.py"),
    "psycopg_pool": ("backends/index/pgvector.py", "store/"),
    # The doctor asks the library whether a model's name can be used, and calls none.
    "pydantic_ai": ("backends/", "studio/doctor.py"),
    "sqlalchemy": ("store/", "workflow/engine/"),
    "torch": ("backends/",),
    "transformers": ("backends/",),
}
"""Where a library may be imported: vendors' SDKs in back ends and in the store that owns them."""


def imports(tree: ast.AST, typing: bool = False):
    """(import statement, only for type checking) of all imports, those inside functions too."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node, typing
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            for part in node.body:
                yield from imports(ast.Module([part], []), True)
            for part in node.orelse:
                yield from imports(ast.Module([part], []), typing)
        else:
            yield from imports(node, typing)


@cache
def parsed(path: Path) -> ast.Module:
    """A module, read once for all that look at it."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports_of(path: Path) -> tuple[tuple[ast.Import | ast.ImportFrom, bool], ...]:
    """What `imports` gives of a module."""
    return tuple(imports(parsed(path)))


def sources(root: Path) -> dict[str, tuple[ast.AST, bool]]:
    """Parsed modules under a root by their dotted name, and whether each is a package."""
    found = {}
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if package else parts)
        found[name] = parsed(path), package
    return found


def graph(root: Path) -> dict[str, set[str]]:
    """What each module imports of the others when it runs."""
    modules = sources(root)
    edges: dict[str, set[str]] = {name: set() for name in modules}
    for name, (tree, package) in modules.items():
        for node, typing in imports(tree):
            if typing:
                continue
            if isinstance(node, ast.Import):
                wanted = [alias.name for alias in node.names]
            else:
                here = name.split(".") if package else name.split(".")[:-1]
                base = here[: len(here) - node.level + 1] if node.level else []
                whole = ".".join([*base, *([node.module] if node.module else [])])
                deep = [f"{whole}.{alias.name}" for alias in node.names]
                wanted = [d if d in modules else whole for d in deep]
            edges[name] |= {w for w in wanted if w in modules and w != name}
    return edges


def circles(edges: dict[str, set[str]]) -> set[frozenset[str]]:
    """Groups of modules that reach one another."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        ahead = [start]
        while ahead:
            for name in edges[ahead.pop()] - seen:
                seen.add(name)
                ahead.append(name)
        return seen

    reach = {name: reached(name) for name in edges}
    return {
        frozenset(other for other in there if name in reach[other])
        for name, there in reach.items()
        if name in there
    }


def test_no_modules_import_each_other_in_a_circle():
    found = circles(graph(SRC))
    assert not found, f"import circles: {sorted(map(sorted, found))}"


def test_a_circle_is_found_even_inside_functions(tmp_path):
    (tmp_path / "a.py").write_text("from b import x\n")
    (tmp_path / "b.py").write_text("def x():\n    import c\n")
    (tmp_path / "c.py").write_text("import a\n")
    (tmp_path / "d.py").write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import e\n"
    )
    (tmp_path / "e.py").write_text("import d\n")
    assert circles(graph(tmp_path)) == {frozenset("abc")}


@pytest.mark.parametrize("library", sorted(OWNERS))
def test_a_library_is_imported_only_by_its_owner(library):
    strays = []
    for path in sorted(HOUSE.rglob("*.py")):
        place = path.relative_to(HOUSE).as_posix()
        if place.startswith(OWNERS[library]):
            continue
        for node, typing in imports_of(path):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if not node.level
                else []
            )
            if not typing and any(n.split(".")[0] == library for n in names):
                strays.append(f"{place}:{node.lineno}")
    assert not strays, f"{library} is imported outside {', '.join(OWNERS[library])}: {strays}"


@pytest.mark.parametrize("folder", ["src", "tests", "benchmarks"])
def test_no_module_is_long_or_vaguely_named(folder):
    for path in sorted((ROOT / folder).rglob("*.py")):
        lines = path.read_text(encoding="utf-8").count("\n")
        assert lines <= LONGEST, f"{path.relative_to(ROOT)} has {lines} lines: part it"
        parts = path.relative_to(ROOT).with_suffix("").parts
        assert not VAGUE & set(parts), f"{path.relative_to(ROOT)}: name it after what it does"


def test_every_name_of_a_class_means_one_thing():
    where: dict[str, list[str]] = {}
    for name, (tree, _) in sources(SRC).items():
        for node in ast.iter_child_nodes(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where.setdefault(node.name, []).append(name)
    twice = {name: places for name, places in where.items() if len(places) > 1}
    assert not twice, f"these classes share a name, so that a reader takes one for another: {twice}"

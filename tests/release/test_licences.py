"""docs/licences.md names every package that an installation brings, and hides no copyleft."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "licences.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def named(name):
    return re.sub(r"[-_.]+", "-", name.lower())


def wanted(requirement, extras):
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": e}) for e in {"", *extras})


def closure(requirements):
    """Every package that these requirements lead to, with its metadata."""
    found, todo = {}, [Requirement(r) for r in requirements]
    while todo:
        asked = todo.pop()
        name = named(asked.name)
        about = metadata.distribution(name)
        if name in found and not asked.extras:
            continue
        found[name] = about.metadata
        below = (Requirement(r) for r in about.requires or ())
        todo += [r for r in below if wanted(r, asked.extras) and named(r.name) not in found]
    return found


CORE = closure(PROJECT["project"]["dependencies"])


def line_of(name):
    pattern = rf"(?<![\w-]){re.escape(name)}(?![\w-])".replace("\\-", "[-_]")
    return next((row for row in TEXT.splitlines() if re.search(pattern, row, re.I)), None)


def test_every_package_of_the_core_has_a_line():
    assert len(CORE) > 60
    assert [name for name in sorted(CORE) if line_of(name) is None] == []


def test_every_package_of_the_core_is_pinned():
    pins = re.findall(r"^([\w.-]+)==", (ROOT / "constraints.txt").read_text("utf-8"), re.M)
    assert sorted(set(CORE) - {named(p) for p in pins}) == []


def test_every_extra_and_every_tool_has_a_line():
    groups = PROJECT["dependency-groups"].values()
    extras = PROJECT["project"]["optional-dependencies"].values()
    asked = {named(Requirement(r).name) for rows in (*groups, *extras) for r in rows}
    assert [name for name in sorted(asked) if line_of(name) is None] == []


@pytest.mark.parametrize("name", sorted(CORE))
def test_copyleft_is_told(name):
    about = CORE[name]
    told = " ".join([about.get("License-Expression") or "", (about.get("License") or "")[:80]])
    kinds = re.findall(r"(?:L?GPL|MPL)-\d", told)
    row = line_of(name) or ""
    assert [k for k in kinds if k not in row] == []


def test_no_torch_is_in_the_core():
    assert not {"torch", "tensorflow", "transformers"} & set(CORE)

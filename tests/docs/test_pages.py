"""What the documentation and the commands around the code say is so."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.version import Version

from reelwright import __version__
from reelwright.backends import registry
from reelwright.cli.commands import COMMANDS
from reelwright.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def tracked(*patterns):
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-coz", "--exclude-standard", *patterns],
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no checkout of git")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def text(path):
    return (ROOT / path).read_text(encoding="utf-8")


def targets():
    return set(re.findall(r"^([a-z]+):", text("Makefile"), re.M))


def slug(heading):
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def code(page):
    """What stands in a page as code: blocks of shell, and words between backticks."""
    blocks = re.findall(r"```(?:sh|python)?\n(.*?)```", page, re.S)
    return "\n".join(
        [*blocks, *re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", page, flags=re.S))]
    )


def test_every_link_leads_somewhere():
    broken = []
    for page in tracked("*.md"):
        words = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
        for to in re.findall(r"\]\(([^)\s]+)\)", words):
            if re.match(r"[a-z]+:", to):
                continue
            at, _, part = to.partition("#")
            file = (page.parent / at) if at else page
            if not file.exists():
                broken.append(f"{page.relative_to(ROOT)}: {to}")
            elif part:
                heads = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.M)
                if part not in {slug(h) for h in heads}:
                    broken.append(f"{page.relative_to(ROOT)}: {to}")
    assert broken == []


def test_every_back_end_has_a_heading():
    heads = set(re.findall(r"^### (\S+)$", text("docs/backends.md"), re.M))
    assert sorted(set(registry.ENTRIES) - heads) == [], "write a heading in docs/backends.md"
    assert sorted(h for h in heads - set(registry.ENTRIES) if "/" in h) == []


def test_every_command_that_a_page_names_is_there():
    unknown = set()
    for page in tracked("*.md"):
        said = code(page.read_text(encoding="utf-8"))
        for name in re.findall(r"(?:^|[\s/`])reelwright ([a-z][a-z-]*)", said, re.M):
            if name not in COMMANDS:
                unknown.add(f"{page.relative_to(ROOT)}: reelwright {name}")
        for name in re.findall(r"(?:^|[\s`])make ([a-z]+)$", said, re.M):
            if name not in targets():
                unknown.add(f"{page.relative_to(ROOT)}: make {name}")
    assert sorted(unknown) == []


def test_every_setting_that_a_page_names_is_there():
    known = {f"REELWRIGHT_{name.upper()}" for name in Settings.model_fields}
    named = {
        (page.relative_to(ROOT).as_posix(), name)
        for page in tracked("*.md", "*.ipynb")
        for name in re.findall(r"REELWRIGHT_[A-Z][A-Z_]*[A-Z]", page.read_text(encoding="utf-8"))
    }
    assert sorted((page, name) for page, name in named if name not in known) == []


def test_the_changelog_goes_down_from_the_version_that_the_code_has():
    heads = re.findall(r"^## (.+)$", text("CHANGELOG.md"), re.M)
    released = [Version(h.split(",")[0]) for h in heads if h != "Unreleased"]
    assert "Unreleased" not in heads[1:]
    assert released == sorted(set(released), reverse=True)
    assert all(r <= Version(__version__) for r in released)


def test_the_version_stands_in_one_place():
    project = tomllib.loads(text("pyproject.toml"))
    assert "version" not in project["project"]
    assert project["tool"]["hatch"]["version"]["path"] == "src/reelwright/__init__.py"


def test_no_file_names_a_place_of_the_machine_it_was_written_on():
    places = re.compile(
        r"(?<![\w.])/(?:work|root|Users/\w+|home/(?!ann\b|you\b)\w+|opt/\w+)/"
        r"|https?://[^\s\"'/]*(?:pypi\.|pythonhosted|npmjs|artifactory|nexus)"
    )
    found = []
    for file in tracked():
        if file == Path(__file__):
            continue
        try:
            words = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if hit := places.search(words):
            found.append(f"{file.relative_to(ROOT)}: {hit[0]}")
    assert found == []


def test_the_readme_the_makefile_and_the_ci_agree():
    asked = set(re.findall(r"^make (\w+)", text(".ci/run"), re.M))
    told = set(re.findall(r"^make (\w+)", text("README.md"), re.M))
    assert told == {"demo", "test"}
    assert {"check", "test"} <= asked
    assert asked | told <= targets()
    phony = set(re.search(r"^\.PHONY: (.+)$", text("Makefile"), re.M)[1].split())
    assert phony - {"docs"} <= targets()
    assert "docs" in targets()
    assert targets() <= phony | {"tutorial"}


def test_every_package_says_what_it_is_for():
    silent = [
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "src" / "reelwright").rglob("__init__.py")
        if not re.match(r'"""\S.*[.:]', file.read_text(encoding="utf-8"))
    ]
    assert silent == []


def test_the_map_of_agents_md_has_every_room():
    rooms = {p.parent.name for p in (ROOT / "src" / "reelwright").glob("*/__init__.py")}
    assert sorted(r for r in rooms if f"`{r}`" not in text("AGENTS.md")) == []

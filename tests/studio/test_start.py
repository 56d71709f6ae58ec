"""What a command imports: those that only look must answer at once."""

import json

import pytest

from reelwright.cli.commands import COMMANDS, listed, loaded

from .conftest import alone

HEAVY = {
    "PIL",
    "av",
    "cv2",
    "dbos",
    "fontTools",
    "lancedb",
    "numpy",
    "pandas",
    "pydantic_ai",
    "scipy",
    "sklearn",
    "stepmix",
    "torch",
    "typst",
}

RUN = """
import json, sys
from reelwright.cli import app
try:
    app(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end.code
print()
print(json.dumps(sorted(sys.modules)))
"""


def imported(folder, *words):
    """Every module that a command brought along; FOLDER stands for a campaign's."""
    printed = alone(RUN, *(str(folder) if word == "FOLDER" else word for word in words), fresh=True)
    return set(json.loads(printed.splitlines()[-1]))


@pytest.mark.parametrize(
    "words",
    [
        ["--version"],
        ["--help"],
        ["make", "--help"],
        ["status", "FOLDER"],
        ["status", "FOLDER", "--item", "segment/family-carers-in-the-middle"],
        ["approve", "FOLDER", "--all"],
        ["reject", "FOLDER", "segment/family-carers-in-the-middle"],
        ["reference", "FOLDER"],
    ],
    ids=" ".join,
)
def test_a_command_that_only_looks_brings_nothing_heavy_along(copy, words):
    there = imported(copy, *words)
    assert not {name.partition(".")[0] for name in there} & HEAVY


def test_to_look_again_brings_no_store_and_no_stages_along(copy):
    assert imported(copy, "status", "FOLDER") >= {"sqlalchemy", "reelwright.workflow.campaign"}
    again = imported(copy, "status", "FOLDER")
    assert not {name.partition(".")[0] for name in again} & (HEAVY | {"sqlalchemy"})
    rooms = ("workflow.campaign", "workflow.build", "wiring.campaigns", "backends.registry")
    assert not {f"reelwright.{room}" for room in rooms} & again


def test_after_a_run_the_first_look_is_as_short(copy):
    assert "sqlalchemy" in imported(copy, "audience", "FOLDER", "--yes")
    assert "sqlalchemy" not in imported(copy, "status", "FOLDER")


def test_importing_the_package_brings_nothing_along():
    printed = alone("import sys, reelwright; print(*sys.modules)", fresh=True)
    assert "reelwright" in printed.split()
    assert not {"pydantic", "typer", "sqlite3"} & set(printed.split())


def test_the_help_that_is_listed_is_what_each_command_says():
    for name in COMMANDS:
        said = loaded(name).help.strip().split("\n\n")[0].replace("\n", " ")
        assert listed(name).help == said, f"correct the line of {name} in cli/commands.py"
        assert loaded(name).name == name

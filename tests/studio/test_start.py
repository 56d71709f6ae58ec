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
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


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
    printed = alone(RUN, *(str(copy) if w == "FOLDER" else w for w in words))
    there = set(json.loads(printed.splitlines()[-1]))
    # Which voices a machine has is an input of recordings: `status` looks at each.
    looked = {"av", "numpy", "soundfile"} if words[0] == "status" and len(words) == 2 else set()
    assert not there & HEAVY - looked


def test_importing_the_package_brings_nothing_along():
    printed = alone("import sys, reelwright; print(*sys.modules)")
    assert "reelwright" in printed.split()
    assert not {"pydantic", "typer", "sqlite3"} & set(printed.split())


def test_the_help_that_is_listed_is_what_each_command_says():
    for name in COMMANDS:
        said = loaded(name).help.strip().split("\n\n")[0].replace("\n", " ")
        assert listed(name).help == said, f"correct the line of {name} in cli/commands.py"
        assert loaded(name).name == name

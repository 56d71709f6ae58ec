"""Every command in docs/library.md does what the guide says, in its order."""

import json
import os
import re
import shlex
import sys

import pytest
from typer.testing import CliRunner

from reelwright.cli import app

from servers import warm

pytestmark = pytest.mark.longer

FILMED = ("clip", "batch")
"""Commands that make films: short ones here, in a process of their own."""


def commands(text):
    """The lines of all sh blocks."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def told(request, tmp_path_factory):
    """What each command of the guide printed, by its line; each must succeed."""
    root, place = request.config.rootpath, tmp_path_factory.mktemp("guide")
    for name in ("examples", "docs"):
        (place / name).symlink_to(root / name)
    lines = commands((root / "docs" / "library.md").read_text(encoding="utf-8"))
    outside = {k: v for k, v in os.environ.items() if not k.startswith("REELWRIGHT_")}
    own = {"REELWRIGHT_LIBRARY": str(place / "bases"), "REELWRIGHT_WHO": "ann", "COLUMNS": "200"}
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        for name in set(os.environ) - set(outside):
            patch.delenv(name)
        for name, value in own.items():
            patch.setenv(name, value)
        patch.chdir(place)
        for line in lines:
            program, *words = shlex.split(line)
            assert program == "reelwright"
            if "CLIP" in words:
                words[words.index("CLIP")] = first_clip(place)
            found[line] = filmed(words) if words[0] in FILMED else plain(words)
    found["place"] = place
    return found


def plain(words):
    done = CliRunner().invoke(app, words, catch_exceptions=False)
    assert done.exit_code == 0, f"{words}: {done.output}"
    return done.output


def filmed(words):
    short = [*words, "--seconds", "2", "--format", "1:1", "--json"]
    done = warm.run(
        [sys.executable, "-m", "reelwright", *short], capture_output=True, text=True, timeout=240,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def first_clip(place):
    """The id of the clip that the guide made first."""
    (results, *_) = sorted(place.glob("clips/*/results.json"), key=lambda p: p.stat().st_mtime)
    return json.loads(results.read_text(encoding="utf-8"))[0]["id"]


def one(told, start):
    """What the one command that starts so printed."""
    (found,) = [v for k, v in told.items() if k.startswith(start)]
    return found


@pytest.mark.proves("S3-06")
def test_three_commands_lead_from_a_folder_to_a_film(told):
    first, second, third, *_ = told
    assert first == "reelwright library new fernhill"
    assert second.startswith("reelwright library add fernhill examples/fernhill/library")
    (clip,) = told[third]
    assert clip["state"] == "done"
    assert clip["sources"][0]["picture"] == "bird-feeder.svg"
    assert clip["sources"][0]["grounded"]


@pytest.mark.proves("S2-10")
def test_filters_narrow_searches_and_films(told):
    shown = one(told, 'reelwright library search "sunshine"')
    assert "garden" in shown
    assert "kitchen" not in shown
    (clip,) = one(told, 'reelwright clip "a sunny garden')
    assert clip["sources"][0]["picture"] in ("bench-garden.svg", "garden-gate.svg")


@pytest.mark.proves("S3-07")
def test_what_is_added_is_filmed_by_the_very_next_job(told):
    (clip,) = one(told, 'reelwright clip "frames of an advertisement')
    assert clip["sources"][0]["picture"] == "film.jpg"


@pytest.mark.proves("S2-06")
def test_the_batch_makes_every_line_with_every_object(told):
    made = one(told, "reelwright batch")
    assert [c["state"] for c in made] == ["done"] * 4
    assert {c["sources"][0]["picture"] for c in made} == {"kettle-steam.svg", "empty-chair.svg"}


@pytest.mark.proves("S3-08", "S3-10")
def test_a_picture_leads_to_its_films_and_revoking_it_names_them(told):
    clip = first_clip(told["place"])
    assert clip[:24] in one(told, "reelwright trace clips bird-feeder.svg")
    assert "bird-feeder" in one(told, "reelwright trace clips CLIP")
    assert clip[:24] in one(told, "reelwright library revoke fernhill bird-feeder.svg").replace(
        "\n", ""
    )


def test_bases_are_searched_together_and_cleared_data_first(told):
    assert "press/" in one(told, 'reelwright library search "a kettle"')
    removed = one(told, "reelwright library remove press").splitlines()
    emptied = next(n for n, line in enumerate(removed) if "emptied the store" in line)
    assert emptied < next(n for n, line in enumerate(removed) if "removed the catalogue" in line)
    assert list((told["place"] / "handed-on" / "sized").glob("*.b64"))

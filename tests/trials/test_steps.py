"""Each of the seven steps by itself, on a campaign of two segments: what it makes and tells."""

import json
import re

import pytest
from typer.testing import CliRunner

from reelwright.cli.app import app

from makers.fernhill import small_fernhill

SEGMENTS = ("family-carers-in-the-middle", "independents-who-need-a-hand")
STEPS = ("audience", "briefs", "storyboard", "continuity", "shoot", "cut", "release")


class Shop:
    """A campaign folder and the commands run on it."""

    def __init__(self, folder):
        self.folder, self.out = folder, folder / "out"

    def run(self, step, *words):
        found = CliRunner().invoke(
            app, [step, str(self.folder), *words], env={"REELWRIGHT_WHO": "ann", "COLUMNS": "200"}
        )
        if found.exception and not isinstance(found.exception, SystemExit):
            raise found.exception
        assert found.exit_code == 0, found.output
        return found.output

    def made(self, said):
        """Stages of which something was made in a run."""
        lines = re.findall(r"^\[[ \d]+%\] (.+?)  [\d.]+ s$", said, re.M)
        return {name.rsplit(" ", 1)[0] for name in lines}

    def items(self, stage):
        return re.findall(rf"\b{stage}/([\w-]+)", self.run("status"))


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    folder = tmp_path_factory.mktemp("steps") / "fernhill"
    small_fernhill(folder)
    toml = folder / "campaign.toml"
    head, _, _ = toml.read_text("utf-8").partition("[wanted]")
    wanted = f'seconds = 6\nformats = ["1:1"]\nfilms = 2\nsegments = {json.dumps(SEGMENTS)}\n'
    toml.write_text(f"{head}[wanted]\n{wanted}", encoding="utf-8")
    return Shop(folder)


@pytest.fixture(scope="module")
def thought(shop):
    """What the three steps of ideation said, and the items of each."""
    kinds = {"audience": "segment", "briefs": "brief", "storyboard": "storyboard"}
    return {step: (shop.run(step, "--yes"), shop.items(kind)) for step, kind in kinds.items()}


@pytest.fixture(scope="module")
def filmed(shop, thought):
    """What the other steps said, over one film of one segment; whether anything was out by then."""
    toml = shop.folder / "campaign.toml"
    text = toml.read_text("utf-8").replace("films = 2", "films = 1")
    toml.write_text(text.replace(json.dumps(SEGMENTS), json.dumps(SEGMENTS[:1])), encoding="utf-8")
    return {step: (shop.run(step, "--yes"), shop.out.exists()) for step in STEPS[3:]}


@pytest.mark.proves("S0-24")
def test_ideation_is_three_steps_that_each_keep_what_they_made(shop, thought):
    said, segments = thought["audience"]
    assert shop.made(said) == {"audience", "segment"}
    assert set(segments) == set(SEGMENTS)
    said, briefs = thought["briefs"]
    assert shop.made(said) == {"concepts", "brief"}
    assert {b.split("--")[0] for b in briefs} == set(SEGMENTS)
    said, boards = thought["storyboard"]
    assert shop.made(said) == {"match", "storyboard"}
    board = json.loads(shop.run("status", "--json", "--item", f"storyboard/{boards[0]}"))
    assert len(board["scenes"]) >= 2
    assert all(s["description"] and s["camera"] for s in board["scenes"])
    assert shop.made(shop.run("storyboard", "--yes")) == set()


@pytest.mark.proves("S0-02")
def test_one_command_fans_out_to_a_variant_for_each_segment_and_concept(shop, thought):
    boards = sorted(thought["storyboard"][1])
    assert len(boards) == 4
    briefs = [shop.run("status", "--json", "--item", f"storyboard/{b}") for b in boards]
    assert len({json.loads(b)["brief"] for b in briefs}) == 4
    assert [sum(b.startswith(s) for b in boards) for s in SEGMENTS] == [2, 2]


@pytest.mark.proves("S0-09")
def test_every_step_is_a_command_of_its_own(shop, filmed):
    wanted = {
        "continuity": {"continuity"},
        "shoot": {"recording", "cut plan", "attempt", "take"},
        "cut": {"mix", "timeline", "film"},
    }
    for step, stages in wanted.items():
        said, out = filmed[step]
        assert f"step {step} is done" in said
        assert shop.made(said) == stages, step
        assert not out
    said, _ = filmed["release"]
    assert shop.made(said) == {"checks", "release"}
    assert len(list(shop.out.glob("*/*.mp4"))) == 1


@pytest.mark.proves("S0-01", "S0-63")
def test_time_is_told_by_stage_by_scene_and_in_all(shop, filmed):
    (paper,) = shop.out.glob("*/manifest.json")
    told = json.loads(paper.read_text("utf-8"))
    steps = told["timings_s"]
    assert set(steps) == set(STEPS)
    assert steps["cut"] > 1 > 0 < steps["release"]
    assert told["total_s"] == pytest.approx(sum(steps.values()), abs=0.01)
    for scene in told["scenes"]:
        parts = {"narration", "takes"} if scene["narration"] else {"takes"}
        assert set(scene["timings_s"]) == parts
        assert min(scene["timings_s"].values()) > 0
    spent = sum(sum(s["timings_s"].values()) for s in told["scenes"])
    assert spent <= steps["shoot"] + 0.01
    said = shop.run("make")
    by_step = said.split("seconds by step: ")[1].splitlines()[0]
    assert [part.split()[0] for part in by_step.split(", ")[:7]] == list(STEPS)
    assert all(float(part.split()[1]) >= 0 for part in by_step.split(", ")[:7])
    sheet = (shop.out / "index.html").read_text("utf-8")
    assert "Made in" in sheet
    assert sheet.count("Made: ") == len(told["scenes"])


@pytest.mark.proves("S0-52")
def test_a_film_leads_back_to_words_pictures_sound_takes_and_graphics(shop, filmed):
    (film,) = (p.parent.name for p in shop.out.glob("*/manifest.json"))
    roles = {}
    traced = json.loads(shop.run("trace", film, "--json"))
    for name, role in traced["others"]:
        roles.setdefault(role, []).append(name)
    assert {"segment", "brief", "storyboard", "narration", "narration and music", "take"} <= set(
        roles
    )
    assert {"graphics: logo", "graphics: end card"} <= set(roles)
    assert traced["sources"]
    kept = {p.name[:12] for p in (shop.folder / ".reelwright").rglob("??/*") if p.is_file()}
    for role in ("narration", "narration and music", "graphics: logo", "graphics: end card"):
        assert set(roles[role]) <= kept, role
    for name in roles["take"]:
        assert json.loads(shop.run("status", "--json", "--item", name))["backend"] == "motion"
    assert len(roles["take"]) == len(traced["sources"])

"""`make` as a person meets it: gates, resuming, and remaking only what depends on a change."""

import asyncio
import csv
import json
import shutil
import signal
import time

import pytest

from reelwright.release import read_credentials

from .conftest import OTHER, SEGMENT, copied


@pytest.mark.proves("S0-28", "S0-37", "S0-38")
def test_each_gate_stops_the_run_until_a_person_has_decided(made):
    for gate, said in made.said.items():
        assert f"waiting for a person at the gate: {gate}" in said
        assert "reelwright approve" in said
        assert f"review/{'index' if gate == 'final' else gate}.html" in said
    assert not made.exported, "nothing is exported before the final approval"
    assert "film" not in " ".join(made.made(made.said["storyboards"]))


@pytest.mark.proves("S0-38")
def test_a_film_that_was_rejected_is_not_exported(made, tmp_path):
    bench = copied(made, tmp_path / "fernhill")
    shutil.rmtree(bench.out, ignore_errors=True)
    (film,) = {n for n in bench.run("status").split() if n.startswith("film/")}
    bench.run("reject", film, "--note", "too dark")
    said = bench.run("make")
    assert "is not exported: it is rejected" in " ".join(said.split())
    assert not list(bench.out.rglob("*.mp4"))


@pytest.fixture(scope="module")
def released(made):
    """The last approval given, and what the run said that exported the film."""
    made.run("approve", "final")
    return made.run("make")


@pytest.mark.proves("S0-58")
def test_after_the_last_approval_films_go_out_with_all_their_papers(made, released):
    assert "nothing waits at the gate briefs" in made.run("approve", "briefs", code=1)
    said = released
    assert "contact sheet:" in said
    assert "passed" in said
    films = sorted(p for p in made.out.iterdir() if p.is_dir() and not p.name.startswith("index"))
    assert len(films) == 1
    film = films[0]
    assert read_credentials(film / f"{film.name}.mp4").state == "valid"
    assert {
        "poster.jpg",
        "manifest.json",
        "page",
        f"{film.name}.srt",
        f"{film.name}.vtt",
        f"{film.name}.otio",
    } <= {p.name for p in film.iterdir()}
    manifest = json.loads((film / "manifest.json").read_text(encoding="utf-8"))
    text = json.dumps(manifest)
    assert SEGMENT in text
    assert '"who": "ann"' in text
    assert (made.out / "index.html").stat().st_size > 2000
    table = (made.out / "campaign.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(table.splitlines()))
    assert len(rows) == 1
    assert rows[0]["creative_id"]


@pytest.mark.proves("S3-08")
def test_a_film_is_traced_to_its_pictures_and_a_picture_to_its_films(made, released):
    film = next(p for p in made.out.iterdir() if (p / "manifest.json").exists())
    manifest = json.loads((film / "manifest.json").read_text(encoding="utf-8"))
    traced = json.loads(made.run("trace", film.name, "--json"))
    assert [s["file"] for s in traced["sources"]]
    known = json.dumps(manifest)
    for source in traced["sources"]:
        assert source["sha256"] in known
        assert source["query"]
        assert 0 < source["score"] <= 1
        assert source["prompt"]
        assert (source["backend"], source["maker"]) == ("motion", "offline")
        assert source["seed"] is not None
        for name in (source["picture"], source["file"], source["sha256"][:12]):
            back = json.loads(made.run("trace", name, "--json"))
            assert film.name in [used for used, _ in back["films"]]
    assert "no film" in made.run("trace", "nobody", code=1)


def test_percent_rises_with_the_work_and_ends_near_the_whole(made):
    far = [
        int(line[1:4])
        for line in made.said["final"].splitlines()
        if line.startswith("[") and line[4:7] == " %]"
    ]
    assert far == sorted(far)
    assert far[0] < 60
    assert far[-1] >= 95
    early = made.said["segments"].splitlines()
    assert not [line for line in early if line.startswith(("[ 9", "[100"))], "films are to come"


def test_making_again_makes_nothing(made):
    assert made.made(made.run("make")) == []


def test_a_notebook_with_its_event_loop_can_make_it_too(made):
    async def cell():
        return made.run("make")

    assert made.made(asyncio.run(cell())) == []


@pytest.mark.longer
def test_an_edited_storyboard_waits_again_and_only_what_hangs_on_it_is_made_anew(made):
    item = made.run("status").split("storyboard/")[1].split()[0]
    board = json.loads(made.run("status", "--json", "--item", f"storyboard/{item}"))
    board["scenes"][0]["text"]["head"] = "Work and Mum"
    board["scenes"][0]["text"]["kind"] = "title"
    path = made.folder / "edited.json"
    path.write_text(json.dumps(board), encoding="utf-8")
    assert "edited storyboard/" in made.run("edit", f"storyboard/{item}", "--from", str(path))
    assert "gate: storyboards" in made.run("make")
    made.run("approve", "--all")
    fresh = made.made(made.run("make"))
    stages = {name.split()[0] for name in fresh}
    assert "film" in stages
    assert "recording" not in stages, "no word that is spoken has changed"
    assert not stages & {"audience", "segment", "concepts", "brief"}


@pytest.mark.longer
@pytest.mark.proves("S0-03")
def test_a_changed_colour_repaints_and_says_why_but_rewrites_nothing(made):
    made.run("approve", "--all")
    made.run("make")
    made.change("brand.toml", 'accent = "#b04d2a"', 'accent = "#a8481f"')
    assert "stale" in made.run("status")
    said = made.run("make")
    assert "brand changed" in said
    stages = {name.split()[0] for name in made.made(said)}
    assert {"timeline", "film"} <= stages
    assert not stages & {"concepts", "brief", "storyboard", "recording", "mix", "audience"}


def lengthened(bench, segment, words):
    """Have a person add words to the first scene of a segment's storyboard."""
    names = bench.run("status").split()
    item = next(n for n in names if n.startswith(f"storyboard/{segment}"))
    board = json.loads(bench.run("status", "--json", "--item", item))
    board["scenes"][0]["narration"] += words
    path = bench.folder / "edited.json"
    path.write_text(json.dumps(board), encoding="utf-8")
    bench.run("edit", item, "--from", str(path))
    return board["scenes"][0]


@pytest.mark.longer
def test_a_film_that_cannot_be_made_stops_no_other_and_is_tried_again(made):
    made.run("make", "--yes")
    made.change("campaign.toml", f'["{SEGMENT}"]', f'["{OTHER}", "{SEGMENT}"]')
    made.run("storyboard", "--yes")
    scene = lengthened(made, OTHER, " And the phone is silent, and the night is long." * 3)
    said = made.run("make", "--yes", code=1)
    assert "passed" in said, "the other film is in the table"
    row = next(line for line in said.splitlines() if "not made" in line and "1:1" in line)
    assert "Independents" in row
    why = said.split("not made: ")[1]
    words = len(scene["narration"].split())
    assert f"scene '{scene['id']}' ({words} words" in why
    assert "cut about" in why
    assert f"reelwright edit {made.folder} storyboard/{OTHER}" in why
    assert len(list(made.out.glob("*/*.mp4"))) == 1
    state = next(line for line in made.run("status").splitlines() if " failed " in line)
    assert f"film/{OTHER}" in state
    assert "the narration of scene" in state
    again = made.run("make", "--yes", code=1)
    assert made.made(again) == [], "nothing is made twice"
    assert "not made: " in again


@pytest.mark.longer
def test_after_the_cause_is_gone_only_the_film_that_failed_is_made(made):
    item = next(n for n in made.run("status").split() if n.startswith(f"storyboard/{OTHER}"))
    made.run("edit", item, "--undo")
    fresh = made.made(made.run("shoot", "--yes"))
    assert fresh
    assert all(OTHER in name for name in fresh)
    assert " failed " not in made.run("status")


@pytest.mark.longer
@pytest.mark.proves("S0-10")
def test_a_killed_run_goes_on_where_it_was(drawn, tmp_path):
    bench = copied(drawn, tmp_path / "fernhill")
    process = bench.start("make", "--yes", "--segments", SEGMENT)
    assert process.stdout
    for line in process.stdout:
        if "take " in line or "mix " in line:
            break
    time.sleep(0.5)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    said = bench.run("make", "--yes", "--segments", SEGMENT)
    fresh = {name.split()[0] for name in bench.made(said)}
    assert "film" in fresh
    assert not fresh & {"audience", "segment", "concepts", "brief", "storyboard", "continuity"}
    assert len(list(bench.out.glob("*/*.mp4"))) == 1
    assert not list(bench.state.rglob("*.part")), "nothing half-written remains"

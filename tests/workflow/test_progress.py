"""How far a run is: percent and time left that mean something, after a crash as well."""

import time
from itertools import pairwise

import pytest

from reelwright.cli import heartbeat
from reelwright.cli.counting import Counting
from reelwright.cli.watch import Watch, clock, watching
from reelwright.store import Catalogue
from reelwright.store.catalogue import Result, now
from reelwright.studio.campaigns import Heard
from reelwright.workflow.build.progress import Progress
from reelwright.workflow.build.stage import STEPS, Extent
from reelwright.workflow.campaign.stages import STAGES

TWO = Extent(segments=2, films_each=1, concepts=4, scenes=5, languages=1, formats=1, extra=1)


@pytest.fixture
def heard(tmp_path):
    told = []
    made = Progress(Catalogue(tmp_path / "c.db"), "run", STAGES, told.append)
    made.told = told
    return made


def test_a_run_is_known_in_counts_before_it_begins():
    whole = STAGES.counts(TWO, "release")
    assert whole["film"] == 3, "two films, and the first in one format more"
    assert (whole["take"], whole["recording"], whole["brief"]) == (15, 10, 8)
    assert set(STAGES.counts(TWO, "briefs")) == {"audience", "segment", "concepts", "brief"}
    for earlier, later in pairwise(STEPS):
        assert set(STAGES.counts(TWO, earlier)) < set(STAGES.counts(TWO, later))


def test_percent_weighs_stages_by_the_seconds_they_take(heard):
    heard.expect({"brief": 10, "film": 1})
    for n in range(10):
        heard.done("brief", str(n), fresh=True, seconds=0.1)
    assert heard.told[-1].percent < 20, "ten briefs are little beside one film"
    heard.begin("film", "a", why="new")
    heard.part("film", "a", 0.5)
    assert 45 < heard.told[-1].percent < 65
    heard.done("film", "a", fresh=True, seconds=12)
    assert heard.told[-1].percent == 99.9


def test_what_earlier_runs_took_is_known_to_the_next(tmp_path):
    catalogue = Catalogue(tmp_path / "c.db")
    for n, seconds in enumerate((80.0, 120.0)):
        catalogue.keep(Result(f"k{n}", "film", f"f{n}", {}, {}, "d", seconds, now()))
    told = []
    later = Progress(catalogue, "run", STAGES, told.append)
    later.expect({"film": 1, "audience": 1})
    later.done("audience", "all", fresh=True, seconds=25)
    assert told[-1].percent == pytest.approx(20, abs=0.1)


def test_time_left_follows_the_pace_of_this_run(heard, monkeypatch):
    heard.expect({"film": 4})
    heard.done("film", "found", fresh=False, seconds=9)
    assert heard.told[-1].left is None, "nothing was worked on yet"
    heard._began = time.perf_counter() - 20
    heard.done("film", "made", fresh=True, seconds=10)
    assert heard.told[-1].left == pytest.approx(40, rel=0.05), "twice as slow as its work"


def test_what_stands_from_before_a_crash_counts(heard):
    heard.expect({"film": 4})
    heard.replayed("film", 2)
    heard.done("film", "third", fresh=True, seconds=10)
    assert heard.told[-1].percent == pytest.approx(75)


def test_a_film_that_failed_is_not_waited_for(heard):
    heard.expect({"film": 2, "checks": 2})
    heard.done("film", "a", fresh=True, seconds=10)
    heard.done("checks", "a", fresh=True, seconds=5)
    heard.failed("film", "b", "its words do not fit")
    assert heard.told[-1].percent == 99.9


def test_the_live_lines_tell_step_item_share_and_time(monkeypatch):
    watch = Watch()
    watch.hear(Heard("busy", text="reading the campaign"))
    assert "reading the campaign" in drawn(watch)
    watch.hear(Heard("busy"))
    assert "reading the campaign" not in drawn(watch)
    watch.hear(Heard("begin", "cut", "film", "carers-lamp-9x16", 40.0, why="new"))
    watch.hear(Heard("part", "cut", "film", "carers-lamp-9x16", 47.2, 80.0, share=0.25))
    said = drawn(watch)
    for part in ("47 %", "1 min 20 s left", " 25%", "cut: film", "carers-lamp-9x16"):
        assert part in said
    watch.hear(Heard("done", "cut", "film", "carers-lamp-9x16", 52.0, 70.0, fresh=True, seconds=9))
    assert "carers-lamp" not in drawn(watch)
    watch.hear(Heard("begin", "shoot", "recording", "carers--s1", 52.0, why="new"))
    watch.hear(Heard("broke", "shoot", "recording", "carers--s1", 52.0))
    assert "carers--s1" not in drawn(watch), "what ended in an error is in nobody's hand"
    watch.hear(Heard("note", percent=30.0, text="told"))
    assert "52 %" in drawn(watch), "it never goes back"


def drawn(watch):
    from rich.console import Console

    console = Console(width=100)
    with console.capture() as caught:
        console.print(watch._bottom())
    return caught.get()


def test_times_are_told_as_people_say_them():
    assert [clock(s) for s in (0.4, 59.4, 61, 3_600, 7_500)] == [
        "0 s",
        "59 s",
        "1 min 1 s",
        "1 h 0 min",
        "2 h 5 min",
    ]


def test_in_a_pipe_work_of_some_seconds_tells_how_far_it_is(monkeypatch, capsys):
    monkeypatch.setattr(heartbeat, "FIRST", 0.05)
    with watching() as watch:
        watch.hear(Heard("busy", text="reading the campaign"))
        until(capsys, "reading the campaign, 0 s so far")
        watch.hear(Heard("busy"))
        watch.hear(Heard("begin", "cut", "film", "carers", 40.0, why="new"))
        watch.hear(Heard("part", "cut", "film", "carers", 47.2, 80.0, share=0.25))
        until(capsys, "[ 47 %] film carers: 25%, ")
        watch.hear(Heard("done", "cut", "film", "carers", 52.0, 70.0, fresh=True, seconds=9))
        capsys.readouterr()
        watch.hear(Heard("busy", text="writing films, 1 of 2", share=0.5))
        assert "carers" not in until(capsys, "writing films, 1 of 2: 50%, ")


def test_commands_tell_on_standard_error_what_takes_so_long(monkeypatch, capsys):
    monkeypatch.setattr(heartbeat, "FIRST", 0.05)
    with heartbeat.busy("looking at what stands"):
        until(capsys, "looking at what stands, 0 s so far", of="err")
    with Counting("captioned") as counting:
        counting.told(3, 12)
        until(capsys, "3 of 12 captioned (25%), 0 s so far", of="err")


def until(capsys, wanted, of="out"):
    """What was printed until something is in it; it comes within seconds, or the test fails."""
    said, began = "", time.monotonic()
    while wanted not in said and time.monotonic() - began < 240:
        said += getattr(capsys.readouterr(), of)
        time.sleep(0.05)
    assert wanted in said
    return said


def test_work_is_told_of_at_twice_its_age_and_then_each_half_minute(monkeypatch):
    now, told = [0.0], []
    monkeypatch.setattr(heartbeat.time, "monotonic", lambda: now[0])
    beat = heartbeat.Heartbeat(lambda: [("film", 0.0, "film")], lambda _: told.append(now[0]))
    for second in range(121):
        now[0] = float(second)
        beat.look()
    assert told == [2, 4, 8, 16, 32, 62, 92]

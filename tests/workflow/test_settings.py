"""What a machine sets for each job of the text model reaches that job and is kept with its work."""

import pytest

from reelwright.continuity import bind
from reelwright.domain.errors import Missing
from reelwright.settings import Settings
from reelwright.wiring import open_studio
from reelwright.workflow.campaign import ideation
from reelwright.workflow.campaign.stages import JOBS

from .conftest import SEGMENT, copied, small_campaign


@pytest.mark.longer
@pytest.mark.proves("S0-31", "S0-11")
def test_a_temperature_set_for_a_job_is_recorded_and_remakes_that_job_only(drawn, tmp_path):
    bench = copied(drawn, tmp_path / "fernhill")
    warm = {"concepts": 0.95, "briefs": 0.85, "match": 0.15, "storyboard": 0.65}
    usual = _made(bench, Settings())
    made = _made(bench, Settings(temperatures=warm))
    assert [v.origin.temperature for v in made.values()] == list(warm.values())
    assert 0.8 <= usual["briefs"].origin.temperature <= 1
    assert usual["concepts"].origin.temperature != 0.95
    only = _made(bench, Settings(temperatures={"storyboard": 0.5}))
    assert only["storyboard"].origin.temperature == 0.5
    assert {k: v for k, v in only.items() if k != "storyboard"} == {
        k: v for k, v in usual.items() if k != "storyboard"
    }


@pytest.mark.proves("S0-11")
def test_each_job_asks_the_model_that_is_set_for_it_and_no_other(drawn, tmp_path):
    """A provider that nobody knows is named as soon as it is asked, so it tells who asks it."""
    bench = copied(drawn, tmp_path / "fernhill")

    def made(settings):
        studio = open_studio(bench.folder, settings).studio
        segment = next(k for k in ideation.segments(studio) if _named(studio, k) == SEGMENT)
        concepts = ideation.concepts(studio, segment)
        best = studio.bench.value(concepts).concepts[0].id
        return studio, segment, concepts, lambda: ideation.brief(studio, segment, concepts, best)

    *_, brief = made(Settings(models={"briefs": "nobody:b"}))
    with pytest.raises(Missing, match="nobody:b"):
        brief()
    with pytest.raises(Missing, match="nobody:c"):
        made(Settings(model="offline", models={"concepts": "nobody:c"}))
    jobs = {job: "offline" for job in JOBS if job != "match"}
    studio, segment, _, brief = made(Settings(model="nobody:m", models=jobs))
    with pytest.raises(Missing, match="nobody:m"):
        ideation.match(studio, segment, brief())


def _made(bench, settings):
    studio = open_studio(bench.folder, settings).studio
    value = studio.bench.value
    segment = next(k for k in ideation.segments(studio) if _named(studio, k) == SEGMENT)
    concepts = ideation.concepts(studio, segment)
    best = value(concepts).concepts[0].id
    brief = ideation.brief(studio, segment, concepts, best)
    match = ideation.match(studio, segment, brief)
    board = ideation.storyboard(studio, segment, brief, match)
    return {
        "concepts": value(concepts),
        "briefs": value(brief),
        "match": value(match),
        "storyboard": value(board),
    }


def _named(studio, key):
    return studio.bench.kept(key).item


def test_a_job_that_does_not_exist_is_refused_with_those_that_do(tmp_path, monkeypatch):
    bench = small_campaign(tmp_path / "fernhill", pictures=2)
    monkeypatch.setenv("REELWRIGHT_TEMPERATURES", '{"brief": 0.9}')
    said = bench.run("check", code=1)
    assert "REELWRIGHT_TEMPERATURES" in said
    assert "there is no job brief" in said
    assert all(job in said for job in JOBS)
    monkeypatch.setenv("REELWRIGHT_TEMPERATURES", '{"briefs": 9}')
    assert "less than or equal to 2" in bench.run("check", code=1)


def test_every_job_with_a_temperature_of_its_own_can_take_one():
    """Stages that the run above does not reach take it as well."""
    from inspect import signature

    from reelwright.audience import find_segments
    from reelwright.judging import judge_take
    from reelwright.release import write_page
    from reelwright.writing import plan_edit, translate_storyboard

    for work in (find_segments, bind, judge_take, write_page, plan_edit, translate_storyboard):
        assert "temperature" in signature(work).parameters

"""Stages are declared once: what they read is known, and a change makes exactly the right stale."""

import inspect
from dataclasses import replace
from types import SimpleNamespace

import pytest

from reelwright.settings import Settings
from reelwright.wiring import make, open_studio
from reelwright.workflow.build.stage import STEPS, Reads, Tools
from reelwright.workflow.campaign.stages import JOBS, STAGES, fingerprint
from reelwright.workflow.campaign.stale import stale

from .conftest import copied

CHANGES = {
    "category": lambda c: c.model_copy(update={"category": "window cleaning"}),
    "seed": lambda c: wanting(c, seed=c.wanted.seed + 1),
    "quality": lambda c: wanting(c, quality="final"),
    "seconds": lambda c: wanting(c, seconds=c.wanted.seconds + 2),
    "concepts": lambda c: wanting(c, concepts=5),
    "call": lambda c: c.model_copy(
        update={"call": c.call.model_copy(update={"text": "Ring the bell"})}
    ),
    "voice": lambda c: branded(
        c, voice=c.brand.voice.model_copy(update={"speed": c.brand.voice.speed - 5})
    ),
    "look": lambda c: branded(c, palette=c.brand.palette.model_copy(update={"accent": "#123456"})),
    "facts": lambda c: branded(c, name="Fernhollow"),
}
WRITERS = {"concepts", "brief", "match", "storyboard", "continuity", "release"}
"""Stages that read facts and tone."""

FIRST = {
    "category": {"audience"} | WRITERS,
    "seed": {s.name for s in STAGES.all if any(i.name == "seed" for i in s.inputs)},
    "quality": {"timeline"},
    "seconds": {"storyboard"},
    "concepts": {"concepts"},
    "call": {"timeline"} | WRITERS,
    "voice": {"recording"},
    "look": {"attempt", "timeline", "continuity"},
    "facts": {"attempt", "timeline"} | WRITERS,
}
"""The stages that read what a change touches, whose results go stale by themselves."""


def wanting(campaign, **changes):
    return campaign.model_copy(update={"wanted": campaign.wanted.model_copy(update=changes)})


def branded(campaign, **changes):
    return campaign.model_copy(update={"brand": campaign.brand.model_copy(update=changes)})


@pytest.fixture(scope="module")
def finished(made, tmp_path_factory):
    """A campaign whose one film waits for its final approval."""
    return copied(made, tmp_path_factory.mktemp("finished") / "fernhill")


@pytest.fixture
def studio(finished):
    studio = open_studio(finished.folder, Settings()).studio
    yield studio
    studio.close()


def by_itself(amiss):
    """Kinds whose items name a changed input, not a stale result before them."""
    return {n.split("/")[0] for n, a in amiss.items() if "is stale" not in a.why}


def test_nothing_is_stale_where_nothing_changed(studio):
    assert stale(studio) == {}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_campaign_makes_stale_what_reads_it(studio, change):
    changed = replace(studio, campaign=CHANGES[change](studio.campaign))
    touched = by_itself(stale(changed))
    assert touched
    assert touched <= FIRST[change], "what does not read it stands"
    assert first(touched) == first(FIRST[change])
    assert fingerprint(changed) != fingerprint(studio), "a killed run is not taken up"


def first(kinds):
    return min(kinds, key=STAGES.names.index)


@pytest.mark.parametrize("job", [j for j in JOBS if j not in ("edit", "translate")])
def test_another_model_of_a_job_makes_stale_the_stages_of_that_job(studio, job):
    choices = replace(studio.choices, model_for=lambda j: "test:new" if j == job else "offline")
    changed = replace(studio, choices=choices)
    touched = by_itself(stale(changed))
    assert touched == {s.name for s in STAGES.all if s.job == job}
    assert fingerprint(changed) != fingerprint(studio)


@pytest.mark.parametrize("job", JOBS[:-1])
def test_the_model_and_temperature_of_every_job_are_in_the_fingerprint(studio, job):
    other = replace(studio.choices, model_for=lambda j: "test:new" if j == job else "offline")
    warmer = replace(studio.choices, temperatures={job: 0.5})
    plain = fingerprint(studio)
    assert fingerprint(replace(studio, choices=other)) != plain
    assert fingerprint(replace(studio, choices=warmer)) != plain


@pytest.mark.parametrize(
    ("setting", "kinds"),
    [
        ({"attempts": 2}, {"take"}),
        ({"thresholds": {"visual": 6.5}}, {"attempt", "take"}),
        ({"tiers": ("words",)}, {"continuity"}),
        ({"floor": 0.1}, {"continuity"}),
    ],
    ids=str,
)
def test_a_setting_makes_stale_what_reads_it(studio, setting, kinds):
    changed = replace(studio, choices=replace(studio.choices, **setting))
    touched = by_itself(stale(changed))
    assert touched
    assert touched <= kinds
    assert fingerprint(changed) != fingerprint(studio)


def test_what_is_called_stale_is_what_make_makes_anew(finished, tmp_path):
    bench = copied(finished, tmp_path / "fernhill")
    told = []
    studio = open_studio(
        bench.folder, Settings(), wanted={"quality": "archive"}, listener=told.append
    ).studio
    amiss = set(stale(studio))
    make(studio, Settings())
    fresh = {f"{t.stage}/{t.item}" for t in told if t.kind == "done" and t.body["fresh"]}
    studio.close()
    assert fresh
    assert fresh <= amiss, "make made nothing that status had not named"
    assert any(name.startswith("timeline/") for name in fresh)


@pytest.mark.parametrize("stage", STAGES.all, ids=lambda s: s.called or s.name)
def test_every_input_says_where_it_comes_from_and_work_sees_no_more(stage):
    assert stage.step in STEPS
    for one in stage.inputs:
        if not isinstance(one.source, Reads):
            continue
        assert one.source.what, "it is said in words"
    for on in stage.stands_on:
        assert on in STAGES.names
    if stage.work:
        assert len(inspect.signature(stage.work).parameters) == 2, "inputs and tools, no studio"
    seen = set(Tools.__dataclass_fields__)
    assert not seen & {"campaign", "choices", "catalogue", "studio", "settings"}


def test_work_that_reads_what_is_not_declared_fails():
    stage = STAGES.named("mix")
    studio = SimpleNamespace(campaign=SimpleNamespace(wanted=SimpleNamespace(seed=1)))
    given = stage.given(
        studio, {"plan": 1, "recordings": (), "mood": "calm", "pace": "steady", "line": 20}
    )
    assert given.seed == 1
    with pytest.raises(AttributeError):
        _ = given.campaign

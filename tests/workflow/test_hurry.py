"""Narration a little too long is recorded faster; a film whose words cannot fit stops alone."""

from dataclasses import replace

import pytest

from reelwright.cutting.timeline import plan_cut
from reelwright.domain.brand import VoiceProfile
from reelwright.domain.campaign import FORMATS
from reelwright.domain.errors import DoesNotFit
from reelwright.settings import Settings
from reelwright.sound import record
from reelwright.wiring import open_studio
from reelwright.workflow.build.rehearsal import Rehearsal
from reelwright.workflow.campaign import production
from reelwright.workflow.campaign.stages import STAGES

from .conftest import a_board, small_campaign, standing_board

LINES = {
    "fits": "You keep your phone close.",
    "long": "You keep your phone close in every single meeting, and you hope so.",
    "far too long": "You keep your phone close in every meeting. " * 4,
}


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    bench = small_campaign(tmp_path_factory.mktemp("hurry") / "fernhill", pictures=2)
    studio = open_studio(bench.folder, Settings()).studio
    # One engine wherever the test runs, so that the lines below are as long everywhere.
    brand = studio.campaign.brand.model_copy(update={"voice": VoiceProfile(engine="espeak")})
    return replace(studio, campaign=studio.campaign.model_copy(update={"brand": brand}))


def narrated(studio, kind, seconds=8):
    board = a_board(f"carers-{kind.replace(' ', '-')}", LINES[kind], seconds)
    key = standing_board(studio.catalogue, board.id, board)
    return key, board, production.narration(studio, key)


def spoken(studio, keys):
    return {r.scene: r for r in (studio.bench.value(k) for k in keys)}


def as_usual(studio, scene):
    voice = studio.campaign.brand.voice
    return record(scene.id, scene.narration, profile=voice, assets=studio.assets)


def test_words_that_fit_are_said_as_the_brand_speaks(studio):
    key, _, voices = narrated(studio, "fits")
    again = [k for k in voices if "pace" in studio.bench.kept(k).inputs]
    assert again == []
    assert production.cut_plan(studio, key, voices, "9:16")


@pytest.mark.proves("S0-36")
def test_words_a_little_too_long_are_recorded_again_faster_until_the_film_holds_them(studio):
    key, board, voices = narrated(studio, "long", seconds=8.6)
    made = spoken(studio, voices)
    usual = {s.id: as_usual(studio, s) for s in board.scenes}
    assert made["s1"].seconds < usual["s1"].seconds
    assert usual["s1"].seconds / made["s1"].seconds < 1.16
    with pytest.raises(DoesNotFit):
        plan_cut(board, list(usual.values()), FORMATS["9:16"])
    plan = studio.bench.value(production.cut_plan(studio, key, voices, "9:16"))
    assert plan.frames == 258
    assert production.narration(studio, key) == voices


def test_what_was_recorded_faster_stands_until_its_words_change(studio):
    key, board, voices = narrated(studio, "long", seconds=8.6)
    assert any("pace" in studio.bench.kept(k).inputs for k in voices)
    looked = Rehearsal(studio.catalogue, STAGES)
    there = replace(studio, bench=looked, progress=looked.progress, catalogue=looked.catalogue)
    assert production.narration(there, key) == voices
    assert looked.amiss == {}

    other = board.scenes[0].model_copy(update={"narration": "You keep your phone close today."})
    board = board.model_copy(update={"scenes": (other, *board.scenes[1:])})
    key = standing_board(studio.catalogue, board.id, board)
    looked = Rehearsal(studio.catalogue, STAGES)
    there = replace(studio, bench=looked, progress=looked.progress, catalogue=looked.catalogue)
    production.narration(there, key)
    assert {a.state for a in looked.amiss.values()} == {"stale"}
    assert any("text" in a.why for a in looked.amiss.values())


@pytest.mark.proves("S0-03")
def test_the_narrator_is_the_one_of_the_brand(studio):
    """Voice, pace and pitch of the brand are heard; another brand has another narrator."""

    def heard(**voice):
        own = VoiceProfile(engine="espeak", **voice)
        brand = studio.campaign.brand.model_copy(update={"voice": own})
        campaign = studio.campaign.model_copy(update={"brand": brand})
        _, _, keys = narrated(replace(studio, campaign=campaign), "fits")
        return spoken(studio, keys)["s1"]

    usual, slow, deep = heard(), heard(speed=110), heard(pitch=5)
    assert slow.seconds > 1.2 * usual.seconds
    assert deep.asset.sha256 != usual.asset.sha256
    assert heard(voice="en-us").voice != usual.voice
    assert heard() == usual


def test_words_far_too_long_are_not_hurried_but_named(studio):
    key, _, voices = narrated(studio, "far too long")
    assert all("pace" not in studio.bench.kept(k).inputs for k in voices)
    with pytest.raises(DoesNotFit) as problem:
        production.cut_plan(studio, key, voices, "9:16")
    said = str(problem.value)
    for part in ("'s1'", "32 words", "You keep your phone close", "cut about", "longer"):
        assert part in said

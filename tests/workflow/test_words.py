"""A storyboard is changed in plain words: shown first, kept as a person's edit, and undone."""

import pytest

from reelwright.domain.storyboard import Storyboard
from reelwright.settings import Settings
from reelwright.wiring import open_studio

from .conftest import a_board, small_campaign, standing_board

ITEM = "storyboard/carers--lamp"


@pytest.fixture
def bench(tmp_path):
    bench = small_campaign(tmp_path / "fernhill", pictures=2)
    studio = open_studio(bench.folder, Settings()).studio
    board = a_board("carers-lamp", "You keep your phone close.")
    standing_board(studio.catalogue, "carers--lamp", board)
    bench.board = lambda: Storyboard.model_validate(
        studio.catalogue.latest("storyboard", "carers--lamp").value
    )
    return bench


@pytest.mark.proves("S0-23")
def test_a_change_in_words_is_shown_before_and_after_and_kept_when_agreed_to(bench):
    wish = "camera of scene 1: slow push in; make it calmer"
    said = bench.run("edit", ITEM, wish, answer="n\n")
    lines = [line.strip() for line in said.splitlines()]
    assert lines[:6] == [
        "scene s1, camera",
        "- still",
        "+ slow push in",
        "pace",
        "- steady",
        "+ calm",
    ]
    assert "nothing changed" in said
    assert bench.board().pace == "steady"
    bench.run("edit", ITEM, wish, answer="y\n")
    after = bench.board()
    assert (after.scenes[0].camera, after.pace) == ("slow push in", "calm")
    assert after.origin.maker == "person"
    assert after.scenes[1] == a_board("x", "y").scenes[1], "what was not named stays as it was"


def test_one_scene_is_made_warmer_and_only_the_cut_goes_by_it(bench):
    said = bench.run("edit", ITEM, "make scene one warmer", "--yes")
    assert [line.strip() for line in said.splitlines()][:2] == ["scene s1, look", "+ warm"]
    after = bench.board()
    assert [s.look for s in after.scenes] == ["warm", ""]
    assert after.as_shot() == a_board("carers-lamp", "You keep your phone close.").model_copy(
        update={"origin": after.origin}
    )
    bench.run("edit", ITEM, "--undo")
    assert bench.board().scenes[0].look == ""


@pytest.mark.proves("S0-23")
def test_edits_are_undone_one_by_one_down_to_what_was_made(bench):
    bench.run("edit", ITEM, "make it calmer", "--yes")
    bench.run("edit", ITEM, "make it brighter", "--yes")
    assert "+ warm" in bench.run("edit", ITEM, "--undo")
    assert (bench.board().pace, bench.board().mood) == ("calm", "warm")
    bench.run("edit", ITEM, "--undo")
    assert bench.board().pace == "steady"
    assert bench.board().origin.maker == "offline"
    assert "nothing to undo" in bench.run("edit", ITEM, "--undo", code=1)


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ("swap the music", "did not understand"),
        ("scene 9 says “Hello you.”", "no scene 9"),
        ("scene 1 says “Now 40 % off.”", "40"),
    ],
)
def test_what_is_not_understood_or_no_fact_changes_nothing_and_says_so(bench, wish, why):
    said = bench.run("edit", ITEM, wish, "--yes", code=1)
    assert why in said
    assert "was not changed" in said
    assert bench.board() == a_board("carers-lamp", "You keep your phone close.")


def test_a_change_that_leaves_no_film_is_refused_before_it_is_shown(bench):
    said = bench.run("edit", ITEM, "remove scene 1", "--yes", code=1)
    assert "scenes: tuple should have at least 2 items" in said
    assert "- You keep" not in said

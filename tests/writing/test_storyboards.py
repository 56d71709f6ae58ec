from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise

import pytest

from reelwright.domain.errors import Missing
from reelwright.domain.storyboard import Text
from reelwright.shooting.direction import read_direction
from reelwright.writing import (
    draw_features,
    match_brief,
    write_brief,
    write_concepts,
    write_storyboard,
)
from reelwright.writing.camera import move_of
from reelwright.writing.checks import facts_text, numbers_in
from reelwright.writing.storyboard import Board, BoardTask, check_board
from reelwright.writing.vocabulary import likeness, stems
from reelwright.writing.words import spoken_seconds, word_count

from values.boards import words_campaign
from values.segments import AFAR, FAMILY, FERNHILL, HALDEN, bare_campaign


@cache
def films(segment, brand: str, seconds: int, seed: int = 1):
    """The four storyboards of a segment, with their briefs."""
    return _made(
        segment, words_campaign() if brand == "fernhill" else bare_campaign(), seconds, seed
    )


def _boards(segment, campaign, seconds):
    return [board for board, _ in _made(segment, campaign, seconds, 1)]


def _made(segment, campaign, seconds, seed):
    found = write_concepts(segment, campaign, count=4, seed=seed)
    made = []
    for concept, weighing in zip(found.concepts, found.weighings, strict=True):
        brief = write_brief(concept, weighing, segment, campaign, seed=seed)
        match, draw = match_brief(brief, segment, campaign), draw_features(segment, seed=seed)
        board = write_storyboard(brief, segment, match, draw, campaign, seconds=seconds, seed=seed)
        made.append((board, brief))
    return made


CASES = [
    *((s, "fernhill", n) for s in FERNHILL for n in (6, 10, 20, 30)),
    *((s, "halden", n) for s in HALDEN for n in (6, 20, 60)),
]
IDS = [f"{s.id}-{n}" for s, _, n in CASES]


def words_of(board):
    return sum(word_count(s.narration) for s in board.scenes)


@pytest.mark.longer
@pytest.mark.proves("S0-36")
@pytest.mark.parametrize(("segment", "brand", "seconds"), CASES, ids=IDS)
def test_scenes_have_four_parts_and_fill_the_film_exactly(segment, brand, seconds):
    for board, _ in films(segment, brand, seconds):
        assert sum(s.seconds for s in board.scenes) == seconds
        assert all((s.seconds * 30).denominator == 1 for s in board.scenes)
        assert all(s.description and s.camera and s.seek for s in board.scenes)
        for scene in board.scenes:
            assert spoken_seconds(scene.narration) <= scene.seconds
        assert board.scenes[0].beat == "hook"
        assert board.scenes[-1].beat == "call"
        assert board.scenes[-1].text.kind == "end card"


LENGTHS = {15: (23, 26, 36), 20: (30, 37, 47), 30: (52, 58, 70), 60: (112, 120, 145)}
"""Seconds -> the fewest words of a film, the fewest on average, and the most."""


@pytest.mark.parametrize("segment", FERNHILL, ids=lambda s: s.id)
@pytest.mark.parametrize(
    "seconds", [15, 30, *(pytest.param(s, marks=pytest.mark.longer) for s in (20, 60))]
)
def test_a_film_is_neither_hurried_nor_empty(segment, seconds):
    least, usual, most = LENGTHS[seconds]
    counts = [words_of(board) for board, _ in films(segment, "fernhill", seconds)]
    assert all(least <= count <= most for count in counts), counts
    assert sum(counts) / len(counts) >= usual


@pytest.mark.parametrize("seconds", [15, 20, 30])
def test_a_call_with_a_number_is_said_with_its_number(seconds):
    campaign, said = words_campaign(), "Call 020 7946 0958 for a free first visit."
    call = campaign.call.model_copy(update={"spoken": said})
    for board in _boards(FAMILY, campaign.model_copy(update={"call": call}), seconds):
        assert "020 7946 0958" in board.scenes[-1].narration


def test_a_price_that_its_offers_name_holds_is_shown_once():
    campaign = words_campaign()
    named = {"name": "Care for £29 an hour", "short": "", "price": "£29 an hour"}
    offers = tuple(o.model_copy(update=named) for o in campaign.offers[:1])
    boards = _boards(FAMILY, campaign.model_copy(update={"offers": offers}), 30)
    shown = [f"{s.text.head} {s.text.body}" for board in boards for s in board.scenes]
    assert {text.count("£29") for text in shown} == {0, 1}


NAMED = [(s, b, n) for s, b, n in CASES if n >= 20]


@pytest.mark.parametrize(
    ("segment", "brand", "seconds"), NAMED, ids=[f"{s.id}-{n}" for s, _, n in NAMED]
)
def test_the_brand_is_named_before_the_film_is_half_over(segment, brand, seconds):
    name = "Fernhill" if brand == "fernhill" else "Halden"
    for board, _ in films(segment, brand, seconds):
        half = board.scenes[: len(board.scenes) // 2 + 1]
        assert any(name in f"{s.narration} {s.text.body}" for s in half)
        assert all(s.narration.count(name) < 2 for s in board.scenes)


@pytest.mark.parametrize(
    ("segment", "brand", "seconds"), NAMED, ids=[f"{s.id}-{n}" for s, _, n in NAMED]
)
def test_no_scene_repeats_the_words_or_the_picture_of_another(segment, brand, seconds):
    for board, _ in films(segment, brand, seconds):
        for one, other in combinations(board.scenes[:-1], 2):
            if brand == "fernhill":
                assert stems(one.seek) != stems(other.seek)
            assert likeness(stems(one.narration), stems(other.narration)) < 0.45


@pytest.mark.proves("S0-39")
def test_a_film_of_thirty_seconds_has_four_to_six_scenes():
    for segment in FERNHILL:
        assert all(4 <= len(b.scenes) <= 6 for b, _ in films(segment, "fernhill", 30))


@pytest.mark.parametrize(("segment", "brand", "seconds"), CASES, ids=IDS)
def test_neither_move_nor_scale_repeats_across_a_cut(segment, brand, seconds):
    for board, _ in films(segment, brand, seconds):
        for one, other in pairwise(board.scenes):
            assert one.scale != other.scale
            assert read_direction(one.camera).move != read_direction(other.camera).move
        for scene in board.scenes:
            read = read_direction(scene.camera)
            assert not read.assumed
            assert read.move == move_of(scene.camera)


@pytest.mark.parametrize(("segment", "brand", "seconds"), CASES, ids=IDS)
def test_nothing_is_claimed_that_the_facts_do_not_hold(segment, brand, seconds):
    campaign = words_campaign() if brand == "fernhill" else bare_campaign()
    for board, _ in films(segment, brand, seconds):
        said = " ".join(
            f"{s.narration} {s.text.head} {s.text.body} {s.text.note}" for s in board.scenes
        )
        assert numbers_in(said) <= numbers_in(facts_text(campaign))
        proofs = [s for s in board.scenes if s.beat == "proof"]
        assert all(s.facts and s.text.note for s in proofs)


def test_segments_are_told_different_films():
    films_of = [films(s, "fernhill", 20) for s in FERNHILL]
    spoken = [stems(*(s.narration for b, _ in four for s in b.scenes[:-1])) for four in films_of]
    hooks = [{b.scenes[0].narration for b, _ in four} for four in films_of]
    for n, one in enumerate(spoken):
        for m in range(n + 1, len(spoken)):
            assert likeness(one, spoken[m]) < 0.35
            assert not hooks[n] & hooks[m]
    assert len({(b.mood, b.pace) for four in films_of for b, _ in four}) >= 4


@pytest.mark.longer
@pytest.mark.parametrize("seconds", [20, 30])
def test_without_moments_too_no_two_segments_are_told_the_same_words(seconds):
    """An everyday image speaks to everybody: the film about it still says whose it is."""
    bare = words_campaign().model_copy(update={"moments": (), "metaphors": ()})
    facts = {"offers": bare.offers[:1], "proofs": bare.proofs[:2]}
    bare = bare.model_copy(update={k: _unaddressed(v) for k, v in facts.items()})
    said = [b.words for s in FERNHILL for b in _boards(s, bare, seconds)]
    assert len(said) == 4 * len(FERNHILL)
    assert len(set(said)) == len(said)


def _unaddressed(facts):
    """The facts without whom they answer, so that the words of a segment weigh nothing."""
    return tuple(f.model_copy(update={"answers": ()}) for f in facts)


@pytest.mark.proves("S0-33")
def test_a_storyboard_belongs_to_one_brief_and_one_segment():
    for board, brief in films(FAMILY, "fernhill", 20):
        assert (board.segment, board.brief) == (FAMILY.id, brief.id)
        assert board.id.startswith(FAMILY.id)
        assert board.match.brief == brief.id


def test_the_same_seed_gives_the_same_storyboard_and_another_seed_another():
    films.cache_clear()
    first = films(AFAR, "fernhill", 20)
    films.cache_clear()
    assert first == films(AFAR, "fernhill", 20)
    assert [b.scenes for b, _ in first] != [b.scenes for b, _ in films(AFAR, "fernhill", 20, 5)]


def broken(change):
    """What the check says of a good storyboard after one scene of it was changed."""
    board, brief = films(FAMILY, "fernhill", 20)[0]
    task = BoardTask(
        brief=brief,
        segment=FAMILY,
        match=board.match,
        draw=board.draw,
        campaign=words_campaign(),
        seconds=Fraction(20),
    )
    scenes = list(board.scenes)
    scenes[1] = scenes[1].model_copy(update=change)
    made = Board(title=board.title, scenes=tuple(scenes), pace=board.pace, mood=board.mood)
    return " ".join(check_board(task, made))


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({}, "^$"),
        ({"narration": "Trusted by 40,000 happy families."}, "no fact holds the number 40000"),
        ({"narration": "Fernhill cares for the elderly with love."}, "never says"),
        ({"narration": "Fernhill will unlock your free time today."}, "cliché"),
        pytest.param(
            {"narration": "Fernhill helps you now, and again. " * 5},
            "do not fit",
            marks=pytest.mark.proves("S0-36"),
        ),
        pytest.param({"seconds": Fraction(9)}, "make it 20", marks=pytest.mark.proves("S0-36")),
        ({"camera": "something nice"}, "camera move"),
        ({"facts": ("invented",)}, "no fact 'invented'"),
        ({"text": Text(kind="title", head="One")}, "headline"),
    ],
)
def test_the_check_finds_what_was_spoiled(change, finding):
    import re

    assert re.search(finding, broken(change))


def test_another_language_needs_its_sentences():
    board, brief = films(FAMILY, "fernhill", 20)[0]
    with pytest.raises(Missing, match="Book a free"):
        write_storyboard(
            brief, FAMILY, board.match, board.draw, words_campaign(), seconds=20, language="de"
        )

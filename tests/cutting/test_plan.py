from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.cutting.timeline import paces, plan_cut
from reelwright.domain.campaign import FORMATS
from reelwright.domain.errors import DoesNotFit, NotFound

from values import cutting as films

TALL = FORMATS["9:16"]


@pytest.mark.parametrize("seconds", [6, 15, 20, 30, 60])
def test_scenes_fill_the_film_to_the_frame(seconds):
    beats = films.BEATS if seconds > 6 else ("hook", "call")
    board = films.board(seconds=seconds, beats=beats)
    plan = plan_cut(board, films.recordings(board, 1.6), TALL)
    assert plan.frames == seconds * 30
    assert plan.scenes[0].start == 0
    last = plan.scenes[-1]
    assert last.start + last.frames == plan.frames
    for before, after in pairwise(plan.scenes):
        assert before.start + before.frames == after.start + after.enter_frames
        assert after.start <= after.cut <= after.clear


def test_the_recorded_words_decide_how_long_a_scene_is():
    board = films.board()
    spoken = films.recordings(board, 1.5)
    spoken[3] = films.recording(board.scenes[3], 5.5)
    plan = plan_cut(board, spoken, TALL)
    lengths = [b - a for a, b in pairwise([*(s.cut for s in plan.scenes), plan.frames])]
    assert lengths[3] == max(lengths)
    assert lengths[3] >= 5.5 * 30
    for part in plan.scenes:
        assert part.cut <= part.says < part.said < part.start + part.frames


def test_the_call_to_action_stays_two_seconds_after_it_was_said():
    for seconds in (15, 20, 30):
        board = films.board(seconds=seconds)
        plan = plan_cut(board, films.recordings(board, 2.0), TALL)
        assert plan.frames - plan.scenes[-1].said >= 60


def test_nobody_speaks_while_half_of_the_old_scene_still_shows():
    for pace in ("calm", "steady", "brisk"):
        board = films.board(seconds=24, pace=pace)
        plan = plan_cut(board, films.recordings(board), TALL)
        for before, after in pairwise(plan.scenes):
            assert before.said <= after.cut
            assert after.says >= after.cut


def test_words_that_do_not_fit_name_the_scene_and_what_to_do():
    board = films.board(seconds=10)
    spoken = films.recordings(board, 1.4)
    spoken[1] = films.recording(board.scenes[1], 6)
    with pytest.raises(DoesNotFit, match=r"'s2' \(8 words, 6\.0 s\).*film is 10 s.*cut about \d+"):
        plan_cut(board, spoken, TALL)


def test_most_scenes_are_cut_and_the_pace_decides_the_rest():
    kinds = {}
    for pace in ("calm", "steady", "brisk"):
        board = films.board(seconds=24, pace=pace)
        plan = plan_cut(board, films.recordings(board, 2), TALL)
        kinds[pace] = [s.enter for s in plan.scenes]
        assert kinds[pace][0] == "cut"
        assert kinds[pace][2] == "dissolve", "a change of heart dissolves"
        assert kinds[pace].count("cut") >= 2
        assert plan.scenes[3].enter_frames == 0
    assert len({k[-1] for k in kinds.values()}) == 3


def test_silent_scenes_have_room_and_no_words():
    scenes = [films.scene(1, "hook", narration=""), films.scene(2, "call", narration="")]
    board = films.board(seconds=8, scenes=tuple(scenes))
    plan = plan_cut(board, [], TALL)
    assert [s.says for s in plan.scenes] == [None, None]
    with pytest.raises(NotFound, match="record"):
        plan.narration_start("s1")
    with pytest.raises(NotFound, match="no scene"):
        plan.frames_of("s9")


def test_cuts_and_narration_are_known_in_seconds_before_anything_is_mixed():
    board = films.board()
    plan = plan_cut(board, films.recordings(board), TALL)
    assert plan.seconds == 20
    assert plan.cut_times() == tuple(s.cut / 30 for s in plan.scenes[1:])
    assert plan.narration_start("s1") < 0.6
    assert plan.text_zone("s1") == "top"
    assert plan.text_zone("s5") == "bottom"


@settings(max_examples=60, deadline=None)
@given(
    lengths=st.lists(st.floats(0.4, 5), min_size=2, max_size=9),
    wanted=st.lists(st.floats(0.5, 9), min_size=9, max_size=9),
    seconds=st.integers(6, 60),
    pace=st.sampled_from(["calm", "steady", "brisk"]),
)
def test_any_words_either_fit_exactly_or_are_refused(lengths, wanted, seconds, pace):
    beats = ["hook", *["proof"] * (len(lengths) - 2), "call"]
    scenes = tuple(films.scene(n + 1, beat, seconds=wanted[n]) for n, beat in enumerate(beats))
    board = films.board(seconds=seconds, scenes=scenes, pace=pace)
    spoken = [films.recording(one, s) for one, s in zip(scenes, lengths, strict=True)]
    try:
        plan = plan_cut(board, spoken, TALL)
    except DoesNotFit:
        assert sum(lengths) + 2 > seconds * 0.55
        return
    assert plan.frames == seconds * 30
    assert plan.scenes[-1].start + plan.scenes[-1].frames == plan.frames
    assert plan.frames - plan.scenes[-1].said >= 60
    for before, after in pairwise(plan.scenes):
        assert before.said <= after.cut <= after.says
        assert after.enter_frames < min(before.frames, after.frames)


def test_words_a_little_too_long_are_asked_for_as_much_faster_as_suffices():
    board = films.board(seconds=14)
    spoken = films.recordings(board, 1.5)
    most = {s.id: 1.12 for s in board.scenes}
    assert paces(board, spoken, TALL, most=most) == {}, "what fits is said as it was"
    spoken[1] = films.recording(board.scenes[1], 4.8)
    asked = paces(board, spoken, TALL, most=most)
    assert set(asked) == {"s2", "s5"}, "only scenes over their time are said faster"
    assert 1 < asked["s2"] < 1.12
    for pace, enough in ((asked["s2"], True), (asked["s2"] - 0.02, False)):
        spoken[1] = films.recording(board.scenes[1], 4.8 / pace)
        spoken[4] = films.recording(board.scenes[4], 1.5 / pace)
        assert (paces(board, spoken, TALL, most=most) == {}) is enough


def test_a_voice_is_never_asked_for_more_than_it_allows():
    board = films.board(seconds=12)
    spoken = films.recordings(board, 1.5)
    spoken[1] = films.recording(board.scenes[1], 3.6)
    most = {s.id: 1.12 for s in board.scenes} | {"s2": 1.06}
    asked = paces(board, spoken, TALL, most=most)
    assert asked["s2"] == 1.06
    assert set(asked) > {"s2"}, "the others help out"
    assert max(asked.values()) <= 1.12
    spoken[1] = films.recording(board.scenes[1], 9)
    assert paces(board, spoken, TALL, most=most) == {}, "nobody hurries where it is of no use"

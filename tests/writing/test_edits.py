from fractions import Fraction

import pytest
from pydantic_ai.messages import ModelResponse, ToolCallPart
from pydantic_ai.models.function import FunctionModel

from reelwright.domain.errors import BackendFailed, DoesNotFit, InvalidIntake
from reelwright.writing.edit_ops import SetCamera
from reelwright.writing.edits import EditPlan, apply_edit, plan_edit
from reelwright.writing.offline.shorter import shorter

from values.boards import board


def edited(wish):
    before = board()
    plan = plan_edit(wish, before)
    assert plan.question == "", plan.question
    after = apply_edit(plan, before)
    assert sum(s.seconds for s in after.scenes) == after.seconds == before.seconds
    assert before == board()
    return after


def changed(after):
    """Ids of scenes that differ from before in more than their length."""
    before = {s.id: s.model_copy(update={"seconds": 0}) for s in board().scenes}
    return [s.id for s in after.scenes if s.model_copy(update={"seconds": 0}) != before[s.id]]


@pytest.mark.proves("S0-23")
@pytest.mark.parametrize(
    ("wish", "number", "said"),
    [
        ("Scene 2 says: “You want an hour. Ring Fernhill.”", 2, "You want an hour. Ring Fernhill."),
        ('change the narration of the hook to "You hate lifts."', 1, "You hate lifts."),
        ("please let the second scene say “Fernhill has an hour.”", 2, "Fernhill has an hour."),
    ],
)
def test_new_narration(wish, number, said):
    after = edited(wish)
    assert after.scenes[number - 1].narration == said
    assert changed(after) == [f"s{number}"]
    assert after.origin.maker == "person"


def test_new_and_removed_headlines():
    after = edited("headline of scene 2: An hour is enough")
    assert after.scenes[1].text.head == "An hour is enough"
    assert after.scenes[1].text.kind == "title"
    after = edited("take out the headline of scene 1")
    assert after.scenes[0].text.kind == "none"


@pytest.mark.parametrize(
    ("wish", "camera"),
    [
        ("in scene 2 push in slowly on the hands", "push in slowly on the hands"),
        ("slow pan left in the second scene", "slow pan left"),
        ("camera of scene 2: hold still", "hold still"),
    ],
)
def test_new_camera(wish, camera):
    after = edited(wish)
    assert after.scenes[1].camera == camera
    assert changed(after) == ["s2"]


def test_another_picture():
    after = edited("show the garden gate in scene 3")
    assert after.scenes[2].seek == "the garden gate"


def test_a_scene_lasts_as_asked_and_the_others_share_the_rest():
    after = edited("make scene 3 5 seconds")
    assert after.scenes[2].seconds == 5
    assert changed(after) == []
    assert edited("make the hook 0.5 seconds longer").scenes[0].seconds == Fraction(9, 2)


def test_scenes_are_removed_and_moved():
    assert [s.id for s in edited("remove scene 4").scenes] == ["s1", "s2", "s3", "s5"]
    assert [s.id for s in edited("move scene 4 before scene 2").scenes] == [
        "s1",
        "s4",
        "s2",
        "s3",
        "s5",
    ]
    assert [s.id for s in edited("move scene 2 after scene 4").scenes] == [
        "s1",
        "s3",
        "s4",
        "s2",
        "s5",
    ]
    assert edited("put scene 3 first").scenes[0].id == "s3"


def test_words_are_replaced_where_they_stand():
    after = edited("replace “seven days” with “a week”")
    assert after.scenes[3].narration == "You can stop with a week' notice."
    assert changed(after) == ["s4"]


def test_pace_and_mood():
    assert edited("make it calmer").pace == "calm"
    assert edited("make the film brighter").mood == "bright"


def test_several_changes_at_once():
    after = edited("camera of scene 3: hold still; remove scene 4 and then make it faster")
    assert [s.id for s in after.scenes] == ["s1", "s2", "s3", "s5"]
    assert (after.scenes[2].camera, after.pace) == ("hold still", "brisk")


def test_narration_is_shortened_by_its_last_sentence_or_what_its_last_comma_adds():
    assert edited("shorten the narration of scene 1").scenes[0].narration == "You can do the pots."
    assert edited("say less in scene 3").scenes[2].narration == "You choose the day."
    plan = plan_edit("shorten the narration of scene 4", board())
    assert "says one sentence" in plan.question


@pytest.mark.parametrize(
    ("wish", "scenes", "changes"),
    [
        (
            "camera of scene 2: hold still and shorten the narration",
            "s1 s2 s3 s4 s5",
            {"s2": ("hold still", "You want an hour.")},
        ),
        (
            "remove scene 2, shorten the narration of scene 2 and make it calmer",
            "s1 s3 s4 s5",
            {"s3": ("slow push in", "You choose the day.")},
        ),
        (
            "in scene 2 push in and pan left",
            "s1 s2 s3 s4 s5",
            {"s2": ("push in and pan left", "You want an hour. Fernhill starts there.")},
        ),
    ],
)
def test_what_and_joins_is_several_changes_and_a_later_one_means_the_same_scene(
    wish, scenes, changes
):
    after = edited(wish)
    assert " ".join(s.id for s in after.scenes) == scenes
    assert changed(after) == list(changes)
    assert {s.id: (s.camera, s.narration) for s in after.scenes if s.id in changes} == changes


def test_pictures_keep_what_and_joins():
    after = edited("show the garden gate and the hedge in scene 3")
    assert after.scenes[2].seek == "the garden gate and the hedge"


def test_quoted_words_are_taken_as_they_are():
    after = edited("scene 2 says “Stop; and then ring Fernhill.”")
    assert after.scenes[1].narration == "Stop; and then ring Fernhill."


@pytest.mark.proves("S0-23")
def test_one_wish_gives_a_scene_another_light_and_fewer_words():
    after = edited("make scene two warmer and shorten the narration")
    assert [s.look for s in after.scenes] == ["", "warm", *[""] * (len(after.scenes) - 2)]
    assert len(after.scenes[1].narration) < len(board().scenes[1].narration)
    assert after.mood == board().mood


@pytest.mark.parametrize(
    ("wish", "look"),
    [
        ("make scene 2 a bit cooler", "cool"),
        ("make the second scene colder.", "cool"),
        ("Scene 2 should be brighter", "bright"),
        ("brighten up scene 2", "bright"),
        ("warm scene 2 up", "warm"),
        ("cool down the second shot", "cool"),
        ("darken scene two a little", "dark"),
        ("make scene 2 moodier", "dark"),
        ("give scene 2 a warm look", "warm"),
        ("give the second scene a bit of a golden tone", "warm"),
        ("scene 2 in black and white", "mono"),
        ("turn scene 2 into black and white and make it calmer", "mono"),
        ("make scene 2 less colourful", "muted"),
        ("soften scene 2", "muted"),
        ("I would like scene 2 to be more vivid", "vivid"),
        ("let scene 2 look more colorful", "vivid"),
    ],
)
def test_a_scenes_light_is_asked_for_in_ordinary_words(wish, look):
    assert edited(wish).scenes[1].look == look


def test_a_look_is_taken_back_by_its_opposite_or_by_name():
    cool = edited("make scene 2 cooler")
    for wish, look in (("scene 2 warmer", ""), ("scene 2 in a warm look", "warm"),
                       ("scene 2 in its own colours", ""), ("scene 2 darker", "dark")):  # fmt: skip
        assert apply_edit(plan_edit(wish, cool), cool).scenes[1].look == look
    again = plan_edit("make scene 2 colder", cool)
    assert "Scene 2 is in a cool look already" in again.question


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ("swap the music", "did not understand"),
        ("make it calmer and swap the music", "understand “swap the music”"),
        ("make scene 2 as it was filmed", "as it was filmed already"),
        ("make scene 9 warmer", "no scene 9"),
        ("shorten the narration", "Of which scene"),
        ("remove scene 2 and shorten the narration", "Of which scene"),
        ("", "What shall be changed"),
        ("delete the proof", "Scenes 3, 4"),
        ("drop the last scene", "call to action"),
        ("scene 9 says “Hello you.”", "no scene 9"),
        ("make scene 1 1 second", "needs 3"),
        ("scene 2 says “Unlock an hour.”", "cliché"),
        ('replace "nothing here" with "x"', "neither said nor shown"),
        ("headline of scene 1: Hedge", "1 word;"),
    ],
)
def test_what_is_unclear_or_wrong_is_asked_back(wish, why):
    plan = plan_edit(wish, board())
    assert why in plan.question
    with pytest.raises(InvalidIntake, match="not clear"):
        apply_edit(plan, board())


@pytest.mark.parametrize(
    ("wish", "asked"),
    [
        ("remove scene 99", "There is no scene 99; there are 5"),
        ("Entferne Szene 99", "There is no scene 99; there are 5"),
        ("scene 0 says “Hi”", "There is no scene 0"),
        ("make scene 2 500 seconds long", "cannot be 500 s of the film's 20"),
        ("move scene 4 before scene 99", "There is no scene 99"),
        ("move scene 4 to place 99", "There is no place 99"),
        ("make scene 99999999999999999999 warmer", "There is no scene"),
        ("camera of scene 2: “”", "cannot be done"),
        ("make scene 2 warmer and remove scene 99", "There is no scene 99"),
    ],
)
def test_what_cannot_be_is_asked_back_about_and_breaks_nothing(wish, asked):
    assert asked in plan_edit(wish, board()).question


@pytest.mark.parametrize(
    ("wish", "ops"),
    [
        ("headline of scene 1: Tea and cake and remove scene 2", ["headline", "remove"]),
        ("headline of scene 1: Bread, butter and jam", ["headline"]),
        ("Scene 2 says Come in and hold still.", ["narration"]),
    ],
)
def test_a_second_wish_is_not_taken_for_words_of_the_first(wish, ops):
    assert [op.op for op in plan_edit(wish, board()).ops] == ops


@pytest.mark.parametrize(
    ("text", "language", "less"),
    [
        ("You rest at noon when somebody is there.", "en", "You rest at noon."),
        ("They walk to the shop because the bus is late.", "en", "They walk to the shop."),
        ("It takes between one and two hours.", "en", None),
        ("Sie gehen in Ruhe los und kommen heim.", "de", "Sie gehen in Ruhe los."),
        ("Vous partez plus tôt parce que tout est prêt.", "fr", "Vous partez plus tôt."),
        ("Wychodzisz z domu bez pośpiechu.", "pl", "Wychodzisz z domu."),
        ("Our workshop repaired 3,412 pairs of boots last year.", "en", None),
        ("See the spring bags at Tarn and Tarmac.", "en", None),
        ("Would you send us to a friend or colleague?", "en", "Would you send us to a friend?"),
        ("Rings once.", "en", None),
    ],
)
def test_a_sentence_ends_where_a_joining_word_adds_to_it(text, language, less):
    assert shorter(text, language) == less


def test_an_edit_that_changes_nothing_leaves_the_board_as_it_was():
    before = board()
    plan = plan_edit("camera of scene 1: slow push in", before)
    assert apply_edit(plan, before) is before


def test_a_plan_for_other_scenes_is_refused_when_applied():
    plan = plan_edit("camera of scene 1: hold still", board())
    late = plan.model_copy(update={"ops": (SetCamera(scene=7, text="hold still"),)})
    with pytest.raises(InvalidIntake, match="no scene 7"):
        apply_edit(late, board())


def test_narration_too_long_for_the_film_does_not_fit():
    plan = plan_edit("scene 2 says “Ring us.”", board())
    words = ". ".join(["You wait and you wait and you wait for it here"] * 4) + "."
    longer = plan.model_copy(update={"ops": (plan.ops[0].model_copy(update={"text": words}),)})
    with pytest.raises(DoesNotFit):
        apply_edit(longer, board())


def model_answering(*plans):
    turns = iter(plans)

    def respond(messages, info):
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, next(turns))])

    return FunctionModel(respond, model_name="editor")


@pytest.mark.proves("S0-23")
def test_a_model_names_operations_and_is_held_to_them():
    wrong = {"ops": [{"op": "remove", "scene": 5}], "rationale": "shorter"}
    right = {"ops": [{"op": "seconds", "scene": 1, "seconds": "9/2"}], "rationale": "longer hook"}
    plan = plan_edit("let the start breathe", board(), model=model_answering(wrong, right))
    assert plan.origin.maker == "function:editor"
    assert apply_edit(plan, board()).scenes[0].seconds == Fraction(9, 2)
    with pytest.raises(BackendFailed, match="call to action"):
        plan_edit("x", board(), model=model_answering(wrong, wrong, wrong, wrong))


def test_plans_are_kept_as_json():
    plan = plan_edit("make scene 3 5 seconds; make it calmer", board())
    assert EditPlan.model_validate_json(plan.model_dump_json()) == plan

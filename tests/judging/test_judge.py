import numpy as np
import pytest
from pydantic_ai.messages import ModelResponse, ToolCallPart
from pydantic_ai.models.function import FunctionModel

from reelwright.domain.asset import Asset
from reelwright.domain.base import Box
from reelwright.domain.errors import MediaRefused
from reelwright.domain.picture import Caption
from reelwright.domain.take import Footage
from reelwright.judging import DIMENSIONS, Thresholds, best, judge_take, next_act


@pytest.fixture
def judge(picture, scene, reference, brand, take, frames):
    def run(pic=None, shots=None, sc=None, ref=None, kit=None, tk=None, **options):
        pic = pic or picture()
        return judge_take(
            tk or take(pic),
            sc or scene(),
            ref or reference(pic),
            kit or brand(),
            frames() if shots is None else shots,
            **options,
        )

    return run


def value(verdict, name):
    return next(s.value for s in verdict.scores if s.name == name)


def why(verdict, name):
    return next(s.why for s in verdict.scores if s.name == name)


@pytest.mark.proves("S0-59")
def test_a_good_take_passes_on_three_scores_with_reasons(judge):
    verdict = judge()
    assert tuple(s.name for s in verdict.scores) == DIMENSIONS
    assert verdict.passed
    assert all(s.by == "measured" and s.why for s in verdict.scores)
    assert verdict.origin.maker == "offline"
    assert "woman, holding, cup" in why(verdict, "narrative adherence")


@pytest.mark.proves("S0-59")
def test_a_picture_of_something_else_fails_the_story(judge, picture, reference):
    pic = picture(captions=(Caption(text="a red bicycle", source="person"),))
    verdict = judge(pic, ref=reference(pic, score=0.1, grounded=False))
    assert verdict.failing == ("narrative adherence",)
    assert verdict.advice.startswith("another picture")


def test_a_picture_that_a_person_pinned_is_not_argued_with(judge, picture, reference):
    pic = picture(captions=(Caption(text="a red bicycle", source="person"),))
    verdict = judge(pic, ref=reference(pic, score=0.1, grounded=False, pinned=True))
    assert verdict.passed


@pytest.mark.proves("S0-59")
def test_a_blank_picture_fails_the_look(judge):
    blank = [np.full((480, 270, 3), 128, np.uint8)] * 4
    verdict = judge(shots=blank)
    assert "visual quality" in verdict.failing
    assert "blank" in why(verdict, "visual quality")


def test_an_enlarged_picture_is_seen_and_the_cause_tells_what_helps(judge, picture, take):
    small = picture(width=640, height=427)
    verdict = judge(small)
    assert "visual quality" in verdict.failing
    assert verdict.advice.startswith("another picture")
    large = picture()
    tight = judge(large, tk=take(large, start=(0.5, 0.5, 4.5), end=(0.5, 0.5, 4.8)))
    assert tight.advice.startswith("wider")


CLIP = Asset(sha256="0" * 64, media_type="video/mp4", bytes=1, name="road.mp4")


def test_an_enlarged_clip_is_seen_as_a_picture_is(judge, picture, take):
    def filmed(size, **changes):
        still = picture(width=size[0], height=size[1])
        shot = Footage(clip=CLIP, picture=still, **changes)
        return judge(still, tk=take(still).model_copy(update={"shot": shot}))

    small = filmed((640, 360))
    assert "visual quality" in small.failing
    assert small.advice.startswith("another picture")
    assert "the clip is enlarged 5.33 times" in why(small, "visual quality")
    large = filmed((3840, 2160))
    assert "enlarged" not in why(large, "visual quality")
    # What taking out the shake costs in pixels counts too.
    assert "enlarged" in why(filmed((2900, 1640), zoom=1.16), "visual quality")
    # What a model filmed has no still to be measured by.
    unknown = take(picture()).model_copy(update={"shot": Footage(clip=CLIP)})
    assert "enlarged" not in why(judge(tk=unknown), "visual quality")


def test_darkness_costs(judge, frames):
    assert value(judge(shots=frames(level=0.1)), "visual quality") < value(
        judge(), "visual quality"
    )


@pytest.mark.parametrize(("step", "said"), [(0, "moves only"), (14, "restless")])
def test_too_little_and_too_much_movement_are_seen(judge, frames, step, said):
    assert said in why(judge(shots=frames(step=step)), "visual quality")


def test_a_planned_still_may_stand(judge, picture, take, frames):
    pic = picture()
    verdict = judge(pic, tk=take(pic, name="still"), shots=frames(step=0))
    assert "holds still" in why(verdict, "visual quality")


def test_measured_travel_is_what_the_frames_show(frames):
    from reelwright.media.pictures.measure import travel

    a, b = frames(step=5, count=2)
    assert travel(a, b) == pytest.approx(5 / 270, rel=0.15)


def test_a_subject_out_of_frame_fails_and_wider_is_advised(judge, picture, take):
    pic = picture(subject=Box(x=0.02, y=0.4, w=0.2, h=0.4))
    verdict = judge(pic, tk=take(pic, start=(0.6, 0.5, 1.2), end=(0.6, 0.5, 1.25)))
    assert "of the subject" in verdict.advice
    assert verdict.advice.startswith("wider")


def test_foreign_colours_cost_brand_points(judge, frames):
    ours = value(judge(), "brand compliance")
    foreign = value(judge(shots=frames(colours=("#d000ff", "#0040ff"))), "brand compliance")
    assert foreign < ours - 3


def test_what_the_brand_forbids_is_found_in_the_caption(judge, brand, picture, reference):
    pic = picture(captions=(Caption(text="two men shaking hands in an office", source="person"),))
    verdict = judge(
        pic,
        kit=brand(dont=("no stock pictures of shaking hands",)),
        ref=reference(pic, pinned=True),
    )
    assert "brand compliance" in verdict.failing
    assert "shaking hands" in verdict.advice


@pytest.mark.proves("S0-59")
def test_words_the_brand_never_says_fail(judge, brand, scene):
    verdict = judge(
        sc=scene(narration="Our elderly deserve it."), kit=brand(never_say=("elderly",))
    )
    assert "brand compliance" in verdict.failing


def test_one_frame_is_not_enough(judge, frames):
    with pytest.raises(MediaRefused, match="at least 2"):
        judge(shots=frames(count=1))


@pytest.mark.proves("S0-60")
def test_a_failing_take_is_reshot_until_attempts_are_spent_then_a_person_is_asked(
    judge, picture, take
):
    pic = picture(subject=Box(x=0.02, y=0.4, w=0.2, h=0.4))
    limits = Thresholds(visual=9.5, attempts=2)
    for attempt, act in ((1, "reshoot"), (2, "person")):
        tk = take(pic, start=(0.6, 0.5, 1.2), end=(0.6, 0.5, 1.25), attempt=attempt)
        judged = tk.model_copy(update={"verdict": judge(pic, tk=tk, thresholds=limits)})
        step = next_act(judged, limits)
        assert step.act == act
        assert step.advice.startswith("wider")


@pytest.mark.proves("S0-60")
def test_when_only_another_picture_helps_a_person_is_asked_at_once(judge, picture, take):
    small = picture(width=640, height=427)
    judged = take(small).model_copy(update={"verdict": judge(small)})
    assert next_act(judged).act == "person"


def test_thresholds_are_configurable_and_kept_with_the_verdict(judge):
    strict = judge(thresholds=Thresholds(narrative=10, visual=10, brand=10))
    assert strict.thresholds == dict.fromkeys(DIMENSIONS, 10)
    assert strict.failing


def test_the_best_take_fails_least(judge, picture, take):
    pic = picture()
    cut = take(pic, start=(0.19, 0.5, 1.0), end=(0.19, 0.5, 1.05))
    good = take(pic, attempt=2)
    takes = [t.model_copy(update={"verdict": judge(pic, tk=t)}) for t in (cut, good)]
    assert best(takes).attempt == 2


def opinionated(narrative):
    seen = []

    def answer(messages, info):
        seen.append(messages)
        said = {
            "narrative": narrative,
            "narrative_why": "A woman holds a cup by a window.",
            "visual": 8,
            "visual_why": "Sharp and evenly lit throughout.",
            "brand": 9,
            "brand_why": "Greens and creams of the brand.",
        }
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, said)])

    return FunctionModel(answer, model_name="eye"), seen


@pytest.mark.proves("S0-59")
def test_a_model_sees_the_frames_and_its_opinion_is_marked_as_one(judge):
    model, seen = opinionated(7)
    verdict = judge(model=model)
    assert value(verdict, "narrative adherence") == 7
    assert {s.by for s in verdict.scores} == {"model"}
    assert "measured" in why(verdict, "narrative adherence")
    content = seen[0][0].parts[-1].content
    assert sum(getattr(part, "media_type", "") == "image/jpeg" for part in content) == 4
    assert verdict.origin.maker.endswith("eye")


def test_a_kind_opinion_does_not_lift_what_measurably_fails(judge, picture, reference):
    pic = picture(captions=(Caption(text="a red bicycle", source="person"),))
    model, _ = opinionated(10)
    verdict = judge(pic, ref=reference(pic, score=0.1, grounded=False), model=model)
    assert "narrative adherence" in verdict.failing


def test_the_same_take_gets_the_same_verdict(judge):
    assert judge() == judge()

import pytest

from reelwright.backends import registry
from reelwright.backends.video.interface import VideoProfile
from reelwright.domain.continuity import Continuity, Element
from reelwright.domain.errors import NotFound
from reelwright.domain.origin import Origin
from reelwright.shooting import choose_route, waves

MOTION = registry.profile("video/motion")
TEXT = VideoProfile(name="text-model", takes=frozenset({"text"}))
REFERENCES = VideoProfile(name="reference-model", takes=frozenset({"references"}))


@pytest.fixture
def continuity(picture, reference):
    return Continuity(
        storyboard="board",
        elements=(
            Element(
                id="carer", kind="actor", name="the carer", scenes=("s1", "s3"), must_match=True
            ),
            Element(
                id="house", kind="location", name="the house", scenes=("s2",), must_match=False
            ),
        ),
        blueprints=(),
        prompts=(),
        references=tuple(reference(picture(), s) for s in ("s1", "s2", "s3")),
        origin=Origin(),
    )


@pytest.mark.proves("S0-53")
def test_new_elements_and_known_ones_go_to_different_models(continuity):
    profiles = (MOTION, TEXT, REFERENCES)
    routes = [choose_route(r, continuity, profiles=profiles) for r in continuity.references]
    assert [r.backend for r in routes] == ["text-model", "text-model", "reference-model"]
    assert routes[0].reason == "introduces the carer"
    assert routes[2].reason == "must match the carer"


@pytest.mark.proves("S0-53")
def test_a_person_may_choose_and_a_wrong_name_lists_those_there_are(continuity):
    first = continuity.references[0]
    assert choose_route(first, profiles=(MOTION, TEXT), override="motion").reason == (
        "a person chose it"
    )
    with pytest.raises(NotFound, match="motion, text-model"):
        choose_route(first, profiles=(MOTION, TEXT), override="other")


def test_offline_the_library_picture_is_filmed_and_the_reason_says_so(continuity):
    route = choose_route(continuity.references[2], continuity, profiles=(MOTION,))
    assert route.backend == "motion"
    assert route.reason == "has a library picture that shows the carer, which must match"


def test_scenes_wait_for_the_scene_their_references_come_from(continuity):
    assert waves(continuity) == (("s1", "s2"), ("s3",))


def test_scenes_that_wait_for_each_other_are_still_filmed(continuity):
    groups = waves(continuity, {"s1": ["s3"]})
    assert sorted(s for g in groups for s in g) == ["s1", "s2", "s3"]

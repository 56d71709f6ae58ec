"""A storyboard is bound by words and pictures, and every prompt proves it."""

import itertools

import pytest
from pydantic_ai.messages import ModelResponse, ToolCallPart
from pydantic_ai.models.function import FunctionModel

from reelwright.continuity import bind
from reelwright.continuity.people import known_people
from reelwright.domain.colour import colour_name
from reelwright.domain.errors import Missing, NotFound
from reelwright.library import open_search, read_pictures

from makers.folder_assets import FolderAssets
from values.continuity import Table, picture, scene, storyboard

PICTURES = (
    picture(
        "portrait",
        "Amara, the carer, smiles in the doorway",
        "close",
        ("Amara",),
        ("carer", "Tuesday"),
    ),
    picture(
        "kitchen",
        "Amara and Margaret drink tea at the kitchen table by the window",
        people=("Amara", "Margaret"),
    ),
    picture("stove", "The kettle steams in the kitchen", "close"),
    picture("street", "A street of houses at dusk", "wide"),
)
BOARD = storyboard(
    scene(1, "street at dusk"),
    scene(2, "carer at the table"),
    scene(3, "kettle"),
    scene(4, "carer smiles"),
)
SCORES = {
    "street at dusk": {"street": 0.9},
    "carer at the table": {"kitchen": 0.8},
    "kettle": {"stove": 0.8},
    "carer smiles": {"portrait": 0.9},
}


def bound(given, board=BOARD, pictures=PICTURES, scores=SCORES, **options):
    of, campaign = given
    return bind(board, of, campaign, Table(scores), pictures, **options)


def by_id(found):
    return {e.id: e for e in found.elements}


@pytest.mark.proves("S0-42")
def test_elements_are_of_four_kinds_with_the_scenes_they_appear_in(given):
    found = by_id(bound(given))
    assert {e.kind for e in found.values()} == {"actor", "prop", "object", "location"}
    assert found["actor-amara"].name == "Amara, the carer"
    assert found["actor-amara"].scenes == ("s2", "s4")
    assert found["location-kitchen"].scenes == ("s2", "s3")
    assert found["prop-kettle"].scenes == ("s3",)
    # The carer is Amara, and Tuesday is nobody.
    assert "actor-carer" not in found
    assert "actor-tuesday" not in found


@pytest.mark.proves("S0-43")
def test_what_recurs_must_match_and_a_person_may_say_otherwise(given):
    found = by_id(bound(given))
    assert found["location-kitchen"].must_match
    assert not found["prop-kettle"].must_match
    flags = {"location-kitchen": False, "prop-kettle": True}
    edited = bound(given, must_match=flags)
    assert {k: by_id(edited)[k].must_match for k in flags} == flags
    described = {b.element for b in edited.blueprints}
    assert "prop-kettle" in described
    assert "location-kitchen" not in described
    with pytest.raises(NotFound, match="no element prop-unicorn"):
        bound(given, must_match={"prop-unicorn": True})


@pytest.mark.proves("S0-51")
def test_furnished_rooms_have_parts_that_match_with_them(given):
    found = bound(given)
    kitchen = by_id(found)["location-kitchen"]
    assert kitchen.parts == ("object-table", "object-window")
    assert all(by_id(found)[p].must_match for p in kitchen.parts)
    text = {b.element: b.text for b in found.blueprints}
    assert "its table and window stay in place" in text["location-kitchen"]
    assert set(kitchen.parts) <= set(text)


@pytest.mark.proves("S0-44")
def test_blueprints_say_what_the_best_picture_shows(given):
    text = {b.element: b.text for b in bound(given).blueprints}
    assert "“Amara, the carer, smiles in the doorway”" in text["actor-amara"]
    assert "cream (#eee0c0), dark green (#1f4a3d) and terracotta (#b4552f)" in text["actor-amara"]


@pytest.mark.proves("S0-44")
def test_blueprints_keep_their_version_until_their_words_change(given):
    first = bound(given)
    assert {b.version for b in first.blueprints} == {1}
    assert bound(given, before=first).blueprints == first.blueprints
    repainted = [p.model_copy(update={"palette": ("#000000",)}) for p in PICTURES[:1]]
    second = bound(given, pictures=(*repainted, *PICTURES[1:]), before=first)
    versions = {b.element: b.version for b in second.blueprints}
    assert versions["actor-amara"] == 2
    assert versions["location-kitchen"] == 1


@pytest.mark.proves("S0-45", "S0-44", "S0-03")
def test_every_prompt_holds_the_brief_and_its_blueprints_word_for_word(given):
    found = bound(given)
    brief, _ = given
    looks = {b.element: b for b in found.blueprints}
    for prompt in found.prompts:
        here = {e.id for e in found.elements if prompt.scene in e.scenes}
        assert prompt.brief_line in prompt.text
        assert brief.message.rstrip(".") in prompt.brief_line
        assert {b.element for b in prompt.blueprints} == here & set(looks)
        assert all(looks[i].text in prompt.text for i in here & set(looks))
        scene_ = next(s for s in BOARD.scenes if s.id == prompt.scene)
        assert scene_.description in prompt.text
        assert scene_.camera in prompt.text
        assert "show people doing something" in prompt.text
        assert "pity anyone" in prompt.negative
    assert found.prompts[1].blueprints


@pytest.mark.proves("S0-41")
def test_either_tier_can_be_switched_off_alone(given):
    both = bound(given)
    words = bound(given, tiers=("words",))
    pictures = bound(given, tiers=("pictures",))
    assert both.tiers == ("words", "pictures")
    assert both.blueprints == words.blueprints
    assert not pictures.blueprints
    assert all("Keep the same" not in p.text for p in pictures.prompts)
    # Without the tier of pictures each scene takes its own best, even the same one twice.
    board = storyboard(scene(1, "tea"), scene(2, "tea"))
    scores = {"tea": {"kitchen": 0.9, "stove": 0.7}}
    alone = bound(given, board, scores=scores, tiers=("words",))
    together = bound(given, board, scores=scores)
    assert [r.picture.id for r in alone.references] == ["kitchen", "kitchen"]
    assert sorted(r.picture.id for r in together.references) == ["kitchen", "stove"]


def test_what_an_unfitting_picture_shows_is_not_taken_for_the_scene(given):
    board = storyboard(scene(1, "a submarine"), scene(2, "a bicycle in a park"))
    found = bound(given, board, scores={"a submarine": {"kitchen": 0.1}})
    assert [r.grounded for r in found.references] == [False, False]
    assert {e.id for e in found.elements} == {"location-park", "prop-bicycle"}
    assert not found.blueprints


def test_deeds_are_not_things(given):
    pictures = (picture("a", "Tom waves as he parks", people=("Tom",)),)
    board = storyboard(scene(1, "wave"), scene(2, "wave"))
    found = bound(given, board, pictures, {"wave": {"a": 0.9}})
    assert [e.id for e in found.elements] == ["actor-tom"]


def test_words_that_no_lexicon_knows_are_found_by_repetition(given):
    pictures = (picture("a", "Zwei Schlitten im Schnee"), picture("b", "Ein Berg im Schnee"))
    board = storyboard(scene(1, "eins"), scene(2, "zwei"))
    scores = {"eins": {"a": 0.9}, "zwei": {"b": 0.9}}
    found = bound(given, board, pictures, scores)
    assert [(e.id, e.scenes) for e in found.elements] == [("object-schnee", ("s1", "s2"))]


def test_people_are_known_by_their_plainest_portrait():
    people = known_people(PICTURES)
    assert people["Amara"].called == "Amara, the carer"
    assert people["Amara"].picture.id == "portrait"
    assert people["Margaret"].picture.id == "kitchen"


@pytest.mark.parametrize(
    ("colour", "name"),
    [("#f0e0c4", "cream"), ("#101010", "black"), ("#20508a", "blue"), ("#c03030", "red")],
)
def test_colours_have_plain_names(colour, name):
    assert colour_name(colour) == name


def test_binding_twice_gives_the_same(given):
    assert bound(given).digest() == bound(given).digest()


def test_a_model_is_asked_and_held_to_the_storyboard(given):
    asked = []

    async def answer(messages, info):
        asked.append(str(messages))
        if "blueprint" in str(info.output_tools[0].parameters_json_schema):
            value = {"blueprints": [{"element": "actor-amara", "version": 7, "text": LOOK}]}
        else:
            scenes = ["s99"] if len(asked) == 1 else ["s2", "s4"]
            value = {
                "elements": [
                    {
                        "id": "actor-amara",
                        "kind": "actor",
                        "name": "Amara",
                        "scenes": scenes,
                        "must_match": True,
                    }
                ]
            }
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, value)])

    found = bound(given, model=FunctionModel(answer, model_name="drafter"))
    assert len(asked) == 3
    assert "names scenes ['s99']" in asked[1]
    assert found.origin.maker == "function:drafter"
    assert [(b.text, b.version) for b in found.blueprints] == [(LOOK, 1)]
    assert all(LOOK in found.prompts[n].text for n in (1, 3))


LOOK = "Amara: late twenties, braided black hair, dark green tunic with a white name badge."


@pytest.fixture(scope="module")
def fernhill_pictures(tmp_path_factory, request):
    folder = request.config.rootpath / "examples" / "fernhill" / "library"
    return read_pictures(folder, FolderAssets(tmp_path_factory.mktemp("assets"))).pictures


def test_a_fernhill_film_is_grounded_varied_and_peopled_by_the_same_few(given, fernhill_pictures):
    try:
        searcher = open_search(fernhill_pictures)
        searcher.search("tea")
    except Missing as problem:
        pytest.skip(str(problem))
    of, campaign = given
    board = storyboard(
        scene(1, "daughter drives home through the rain", scale="wide"),
        scene(2, "carer arrives at the front door"),
        scene(3, "calendar with the same face every Tuesday", scale="close"),
        scene(4, "mother and daughter laugh together"),
        scene(5, "garden gate in the morning", scale="wide"),
    )
    found = bind(board, of, campaign, searcher, fernhill_pictures)
    used = [r.picture for r in found.references]
    assert all(r.grounded for r in found.references)
    assert len({p.id for p in used}) == 5
    assert all(one.scale != other.scale for one, other in itertools.pairwise(used))
    names = {e.name for e in found.elements if e.kind == "actor"}
    assert "Joanne, the daughter" in names
    assert "Amara, the carer" in names

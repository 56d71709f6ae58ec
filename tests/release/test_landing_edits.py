"""Pages changed in plain words: what is understood, what is asked back, what is never said."""

import pytest
from pydantic_ai.messages import ModelResponse, ToolCallPart
from pydantic_ai.models.function import FunctionModel

from reelwright.domain.errors import BackendFailed, InvalidIntake
from reelwright.domain.landing import LandingPage
from reelwright.release.landing.compose import compose
from reelwright.release.landing.edit_ops import AskAboutPage
from reelwright.release.landing.edits import reworded_page
from reelwright.release.landing.wishes import read_page_wish

from values import landing as of
from values import release_campaign as rc


@pytest.fixture
def about(assets):
    """The tests' film, with an offer whose course can be told."""
    offer = rc.campaign(assets).offers[0]
    told = "A carer comes for an hour. You get a written plan."
    offers = (offer.model_copy(update={"text": told}),)
    return of.given(assets, campaign=rc.campaign(assets, offers=offers))


@pytest.fixture
def page(about, assets):
    facts, heads = of.facts(about, [of.still(assets, name) for name in of.SCENES])
    design = compose(about, facts, "tall").design
    return LandingPage(id="f", design=design, facts=facts, why="", heads=heads)


def kinds(page):
    return [b.kind for b in page.design.blocks]


def block(page, kind):
    return next(b for b in page.design.blocks if b.kind == kind)


def test_blocks_go_where_one_says(page, about):
    before = kinds(page)
    assert before.index("offer") + 1 == before.index("steps")
    for wish, left, right in (
        ("put the offer below the steps", "steps", "offer"),
        ("Please move the questions above the proof.", "questions", "proof"),
        ("move the FAQ to the top", "hero", "questions"),
        ("put the proofs last", "proof", "call"),
        ("could you place the price after the worries", "worries", "offer"),
    ):
        after = kinds(reworded_page(wish, page, about))
        assert after.index(left) + 1 == after.index(right), wish
        assert sorted(after) == sorted(before)


def test_two_changes_stand_in_one_wish(page, about):
    page = reworded_page("longer headline", page, about)
    after = reworded_page("put the offer below the steps, shorter headline", page, about)
    assert kinds(after).index("offer") == kinds(after).index("steps") + 1
    was, now = (p.facts.lines[p.design.blocks[0].head] for p in (page, after))
    assert len(now) < len(was)
    assert after.facts.lines["title"].startswith(now.rstrip(".?!"))


def test_what_is_taken_out_and_put_back_is_whole(page, about):
    without = reworded_page("remove the steps and drop the questions", page, about)
    assert not {"steps", "questions"} & set(kinds(without))
    assert block(without, "offer").told, "the offer tells what the steps told"
    back = reworded_page("add the steps", without, about)
    assert "steps" in kinds(back)
    assert not block(back, "offer").told
    with pytest.raises(InvalidIntake, match="the call stays"):
        reworded_page("remove the call to action", page, about)
    with pytest.raises(InvalidIntake, match="no steps"):
        reworded_page("move the steps to the end", without, about)


def test_looks_grounds_and_pictures(page, about):
    after = reworded_page("make it bolder; make the offer dark; square", page, about)
    assert (after.design.look.voice, after.design.look.corners) == ("bold", "square")
    assert block(after, "offer").ground == "deep"
    after = reworded_page("show scene 2 in the offer", page, about)
    assert block(after, "offer").picture.model_dump() == {"still": "s2", "alt": "alt.s2"}
    assert block(reworded_page("no picture in the offer", after, about), "offer").picture is None
    with pytest.raises(InvalidIntake, match="no still of scene 9"):
        reworded_page("show scene 9 in the offer", page, about)


def test_new_words_pass_the_gates_or_are_asked_back(page, about):
    after = reworded_page("headline: “The same face, every week”", page, about)
    assert after.facts.lines[after.design.blocks[0].head] == "The same face, every week"
    assert after.facts.lines["title"] == "The same face, every week | Fernhill, home care"
    after = reworded_page("replace “mum” with “mother”", page, about)
    assert "mother" in after.facts.lines["head"]
    for wish, why in (
        ("headline: “97 families of 100 stay”", "97"),
        ("headline: “We guarantee it”", "guarantee"),
        ("lead: “For you, who are 45 to 60.”", "45"),
        ("replace “Nine visits” with “All visits”", "own words"),
    ):
        with pytest.raises(InvalidIntake, match=why):
            reworded_page(wish, page, about)


@pytest.mark.parametrize("wish", ["make it pop", "put the dog above the steps", "", "offer"])
def test_what_is_not_understood_is_asked_back(page, about, wish):
    with pytest.raises(InvalidIntake, match=r"not changed: (I did not understand|What shall)"):
        reworded_page(wish, page, about)


GERMAN = [
    ("setze das Angebot unter die Schritte", "put the offer below the steps"),
    ("Bitte verschiebe die Fragen über die Belege.", "move the questions above the proof"),
    ("die FAQ nach oben", "move the FAQ to the top"),
    ("die Belege ans Ende", "put the proofs last"),
    ("könntest du den Preis nach den Sorgen zeigen", "place the price after the worries"),
    (
        "setze das Angebot unter die Schritte, kürzere Überschrift",
        "put the offer below the steps, shorter headline",
    ),
    ("entferne die Schritte und streiche die Fragen", "remove the steps and drop the questions"),
    ("füge die Schritte hinzu", "add the steps"),
    (
        "mach es kräftiger; mach das Angebot dunkel; eckiger",
        "make it bolder; make the offer dark; square",
    ),
    ("zeige Szene 2 im Angebot", "show scene 2 in the offer"),
    ("kein Bild im Angebot", "no picture in the offer"),
    ("Überschrift: „Jede Woche dasselbe Gesicht“", "headline: “Jede Woche dasselbe Gesicht”"),
    ("ersetze „mum“ durch „Mutter“", "replace “mum” with “Mutter”"),
    ("die Überschrift soll „Ein Gesicht“ lauten", "headline: “Ein Gesicht”"),
    ("kürze die Überschrift", "shorten the headline"),
    ("lass die Galerie weg", "remove the gallery"),
    ("mach die Belege hell", "make the proof light"),
    ("mach die Seite luftiger", "make the page airier"),
]


@pytest.mark.parametrize(("wish", "english"), GERMAN)
def test_what_is_wished_for_in_german_is_what_the_same_wish_is_in_english(wish, english):
    found = read_page_wish(wish)
    assert not [op for op in found if isinstance(op, AskAboutPage)]
    assert found == read_page_wish(english)


def test_several_looks_stand_in_one_wish_and_a_scene_that_is_not_there_is_asked_about():
    voice, corners = read_page_wish("make it calmer and rounder")
    assert (voice.voice, corners.corners) == ("calm", "round")
    for number in (0, 99):
        (asked,) = read_page_wish(f"show scene {number} in the gallery")
        assert f"no scene {number}" in asked.question


def test_a_german_wish_is_asked_back_about_in_german_and_a_long_line_by_its_length():
    assert read_page_wish("mach es poppiger")[0].question.startswith("Nicht verstanden: „mach")
    assert "1 to 260 characters" in read_page_wish("headline: " + "long " * 60)[0].question


def test_a_model_reads_the_wish_and_is_held_to_the_same(page, about):
    def saying(*ops):
        def answer(messages, info):
            said = {"ops": list(ops)}
            return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, said)])

        return FunctionModel(answer, model_name="reader")

    move = {"op": "move", "block": "offer", "side": "after", "other": "hero"}
    after = reworded_page("das Angebot zuerst", page, about, model=saying(move))
    assert kinds(after)[1] == "offer"
    lie = {"op": "line", "line": "head", "text": "97 of 100 stay"}
    with pytest.raises(BackendFailed, match="97"):
        reworded_page("more punch", page, about, model=saying(lie))

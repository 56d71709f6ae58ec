"""A person's script as a storyboard: word for word, within the time that films have."""

from fractions import Fraction
from typing import Any

import pytest

from reelwright.domain.claims import unbacked
from reelwright.domain.errors import InvalidIntake
from reelwright.domain.script import Screenplay, ScriptScene
from reelwright.writing.asked import asked_for
from reelwright.writing.scripted import board_of_script, brief_of_script, everybody

from values.bicycles import campaign
from values.continuity import picture

SCENES = (
    ScriptScene(line=3, seen="Close-up on hands at a chain. Oil.", said="You ride. It squeaks."),
    ScriptScene(line=9, seen="A workshop.", said="We listen.", shown="We listen / every day"),
    ScriptScene(line=14, seen="A street, wide shot.", said="And then it is quiet again."),
)


def scripted(*scenes: ScriptScene, **changes: Any) -> Any:
    told: Any = campaign()
    script = Screenplay(file="script.md", scenes=scenes or SCENES, title="Quiet")
    return told.model_copy(update={"script": script} | changes)


def board(told: Any, seconds: float = 12) -> Any:
    return board_of_script(
        told, brief_of_script(told), seconds=Fraction(seconds).limit_denominator(30), seed=1
    )


def test_words_scenes_and_type_are_the_scripts():
    made = board(scripted())
    assert [s.narration for s in made.scenes] == [s.said for s in SCENES] + [""]
    assert [s.description for s in made.scenes[:3]] == [s.seen for s in SCENES]
    assert (made.scenes[1].text.head, made.scenes[1].text.body) == ("We listen", "every day")
    assert made.title == "Quiet"
    assert made.seconds == 12 == sum(s.seconds for s in made.scenes)
    assert (made.scenes[0].beat, made.scenes[-1].beat) == ("hook", "call")
    assert made.scenes[-1].text.kind == "end card"
    assert [s.scale for s in made.scenes[:3]] == ["close", "any", "wide"]
    assert "close" not in made.scenes[0].seek.lower()
    assert made.origin.maker == "person"


def test_a_scene_that_asks_is_the_end_card_itself():
    told = scripted()
    asking = SCENES[2].model_copy(update={"shown": told.call.text})
    assert len(board(scripted(*SCENES[:2], asking)).scenes) == 3
    logo = SCENES[2].model_copy(update={"seen": "Packshot with the logo"})
    assert len(board(scripted(*SCENES[:2], logo)).scenes) == 3


def test_its_own_length_goes_before_what_was_asked_for():
    timed = [s.model_copy(update={"seconds": Fraction(5)}) for s in SCENES]
    made = board(scripted(*timed), 30)
    assert [float(s.seconds) for s in made.scenes[:3]] == pytest.approx([5, 5, 5], abs=0.1)
    assert made.seconds == 18, "three of five seconds, and the end card"
    notes = asked_for(scripted(*timed), offline=True)
    assert any("the film lasts 18 s, as it says" in n for n in notes)


def test_words_that_need_more_than_their_time_make_it_longer_and_are_told():
    long = "You ride to work and home again, every day, and every day it squeaks a little more."
    tight = SCENES[0].model_copy(update={"said": long, "seconds": Fraction(2)})
    told = scripted(tight, *SCENES[1:])
    assert board(told).scenes[0].seconds > 4
    (note,) = (n for n in asked_for(told, offline=True) if "line 3" in n)
    assert "the scene says 2 s" in note
    assert "cut about" in note


def test_a_script_of_more_than_a_minute_is_refused_with_what_to_cut():
    long = SCENES[0].model_copy(update={"said": "You ride to work and home again. " * 30})
    with pytest.raises(InvalidIntake, match=r"script\.md: it takes .* up to 60 s; cut about"):
        asked_for(scripted(long, *SCENES[1:]), offline=True)


def test_a_short_script_lasts_as_long_as_films_do():
    short = ScriptScene(line=1, seen="A bell.", said="Ring.", seconds=Fraction(1))
    assert board(scripted(short)).seconds == 6


def test_scenes_that_no_picture_shows_are_told_as_moments_are():
    unseen = SCENES[1].model_copy(update={"seen": "A submarine dives beneath the ice cap."})
    lost = SCENES[2].model_copy(update={"seen": "A purple giraffe plays the trombone."})
    pictures = (picture("chain", "Hands at a bicycle chain"),)
    made = scripted(SCENES[0], unseen, lost, pictures=pictures)
    (note,) = (n for n in asked_for(made, offline=True) if "no caption and no keyword" in n)
    assert "script.md, line 9: 'A submarine dives beneath the ice cap.'" in note
    assert "script.md, line 14: 'A purple giraffe plays the trombone.'" in note
    assert "script.md, line 3" not in note, "what a picture has is not named"


@pytest.mark.parametrize(
    ("own", "told", "said"),
    [
        ("en", "German", "Das Meer fragt nicht. Die Straße fragt auch nicht."),
        ("en-GB", "French", "La mer ne demande jamais. La route non plus."),
        ("en", "Spanish", "El mar nunca pregunta. La carretera tampoco."),
        ("en", "Italian", "Il mare non chiede mai. Nemmeno la strada."),
        ("en", "Portuguese", "O mar nunca pergunta. A estrada também não."),
        ("en", "Dutch", "De zee vraagt nooit. De weg ook niet."),
        ("en", "Swedish", "Havet frågar aldrig. Vägen frågar inte heller."),
        ("en", "Polish", "Morze nigdy nie pyta. Droga też nie."),
        ("en", "Japanese", "海は尋ねません。道も尋ねません。"),
        ("de", "English", "The sea never asks how far. The road does not either."),
        ("ja", "English", "The sea never asks how far. The road does not either."),
        ("en", "", "The sea never asks how far. The road does not either."),
        ("de", "", "Das Meer fragt nicht. Die Straße fragt auch nicht."),
        ("en", "", "Ring. Ring."),
    ],
)
def test_a_script_in_another_language_than_its_voice_is_told(own, told, said):
    made = scripted(SCENES[0].model_copy(update={"said": said}), language=own)
    notes = [n for n in asked_for(made, offline=True) if "its words are" in n]
    assert len(notes) == bool(told)
    assert all(n.startswith(f"script.md: its words are {told}, and a voice for ") for n in notes)
    assert all('write language = "' in n for n in notes)


def test_one_scene_becomes_one_film():
    assert any(
        "1 scene becomes one film" in n for n in asked_for(scripted(SCENES[0]), offline=True)
    )
    assert any("3 scenes become one film" in n for n in asked_for(scripted(), offline=True))


def test_claims_without_a_proof_are_told_and_clichés_are_a_persons_own():
    bold = SCENES[1].model_copy(update={"said": "The best repair in town, 500 times a day."})
    worn = SCENES[2].model_copy(update={"said": "Unlock peace of mind. Effortlessly."})
    notes = asked_for(scripted(SCENES[0], bold, worn), offline=True)
    claims = [n for n in notes if "no proof backs" in n]
    assert len(claims) == 1
    assert claims[0].startswith("script.md, line 9: “The best repair in town, 500 times a day.”")
    assert not [n for n in notes if "cliché" in n]


@pytest.mark.parametrize(
    "text",
    [
        "The cheapest bikes.",
        "Die günstigsten Räder der Stadt.",
        "Les meilleurs vélos.",
        "Las mejores bicis.",
        "Le migliori bici.",
        "As melhores bicicletas.",
        "De goedkoopste fietsen.",
        "De bästa cyklarna.",
        "Najlepsze rowery.",
        "業界初の自転車。",
        "88 % of riders agree.",
    ],
)
def test_superlatives_and_figures_of_the_ten_languages(text):
    assert unbacked(text, campaign()) == (text,)


def test_plain_words_claim_nothing():
    for text in ("You ride to work.", "Wir hören zu.", "Nous écoutons.", "自転車に乗る。"):
        assert unbacked(text, campaign()) == ()


def test_what_backs_a_figure_is_the_campaigns_own_fact():
    told: Any = campaign()
    proof = told.proofs[0].model_copy(update={"claim": "We mend 500 bikes a day."})
    assert unbacked("500 a day.", told.model_copy(update={"proofs": (proof,)})) == ()


def test_nobody_is_known_among_everybody():
    segment = everybody(scripted())
    assert (segment.n, segment.traits, segment.respondents) == (0, (), ())


def test_lines_without_a_translation_are_named():
    told = scripted()
    wanted = told.wanted.model_copy(update={"languages": (told.language, "de")})
    known = {"de": {"We listen.": "Wir hören zu.", "We listen / every day": "Wir hören zu"}}
    told = told.model_copy(update={"wanted": wanted, "translations": known})
    (note,) = (n for n in asked_for(told, offline=True) if "translations/de" in n)
    assert "'You ride. It squeaks.' of script.md (2 in all)" in note

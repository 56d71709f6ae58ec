"""No frame says a thing twice: type that its scene's caption says gives way to the caption."""

import pytest

from reelwright.domain.storyboard import Scene, Text
from reelwright.writing.repeats import repeats, said_once
from writing.test_storyboards import films

from values.segments import FERNHILL, HALDEN

SAME = [
    ("en", "One stone at a time", "A garden path is walked one stone at a time."),
    ("en", "Did they come?", "Did they come? Did she eat?"),
    ("en", "TWO HOMES, ONE OF YOU", "Two homes to run, and one of you."),
    ("en", "Don\u2019t wait", "Don't wait!"),
    ("de", "Morgens um sieben", "Das Brot ist morgens um sieben fertig."),
    ("de", "Straße für Straße", "STRASSE für Straße."),
    ("fr", "L\u2019heure du thé", "C'est l'heure du thé."),
    ("es", "¿Quién tiene la llave?", "Quién tiene la llave…"),
    ("it", "Un'ora basta", "Con noi un\u2019ora basta."),
    ("pt", "Pão às sete", "O pão às sete, todos os dias."),
    ("nl", "Elke dag vers", "Bij ons elke dag vers."),
    ("sv", "Färskt varje dag", "Vi bakar färskt varje dag."),
    ("pl", "Świeży chleb o siódmej", "Świeży chleb o siódmej!"),
    ("ja", "朝七時の焼きたて", "毎日、朝七時の焼きたて。"),
]
OTHER = [
    ("en", "9 in 10: your own carer", "Nine visits in ten are made by your own carer."),
    ("en", "The lamp is on", "Somebody left the lamp on in the hall."),
    ("en", "Checked, trained, introduced", "Every carer is checked, and trained for ten days."),
    ("de", "Frisch um sieben", "Um sieben stehst du auf, und das Brot ist da."),
    ("fr", "Votre clé, votre choix", "Vous gardez la clé, et vous choisissez."),
    ("ja", "朝の香り", "毎日、七時に焼きます。"),
    ("en", "", "Did they come?"),
    ("en", "Did they come?", ""),
]


def scene(narration, **text):
    return Scene(
        id="s1", beat="proof", description="A gate.", seek="a gate", camera="slow push in",
        narration=narration, seconds=4, text=Text(kind="lower third", **text),
    )  # fmt: skip


@pytest.mark.parametrize(("tongue", "shown", "said"), SAME)
def test_type_that_the_caption_says_is_found_in_any_language(tongue, shown, said):
    assert repeats(shown, said)
    assert said_once(scene(said, head=shown)).text == Text()


@pytest.mark.parametrize(("tongue", "shown", "said"), OTHER)
def test_other_words_stay(tongue, shown, said):
    assert not repeats(shown, said)
    assert said_once(scene(said, head=shown)).text.head == shown


def test_sources_and_terms_stay_where_the_headline_goes():
    said = "With us you pay by the hour."
    left = said_once(scene(said, head="You pay by the hour", note="Price list, May 2026")).text
    assert left.note == "Price list, May 2026"
    assert (left.kind, left.head, left.body) == ("lower third", "", "")
    named = said_once(scene(said, head="You pay by the hour", body="Fernhill, home care", note="N"))
    assert (named.text.head, named.text.body, named.text.note) == ("", "Fernhill, home care", "N")
    twice = said_once(scene("Good.", head="Fernhill, home care", body="Fernhill home care"))
    assert (twice.text.head, twice.text.body) == ("Fernhill, home care", "")


def test_prices_and_the_end_card_stay():
    priced = scene("It is £12.", head="£12").model_copy(
        update={"text": Text(kind="price", head="£12", body="A visit", note="A day's notice.")}
    )
    assert said_once(priced) == priced
    card = priced.model_copy(update={"text": Text(kind="end card", head="It is £12.")})
    assert said_once(card) == card


@pytest.mark.longer
@pytest.mark.parametrize("segment", [*FERNHILL, *HALDEN], ids=lambda s: s.id)
@pytest.mark.parametrize("seconds", [6, 20, 30])
def test_no_film_says_a_thing_twice_in_one_frame(segment, seconds):
    brand = "fernhill" if segment in FERNHILL else "halden"
    for board, _ in films(segment, brand, 20 if brand == "halden" else seconds):
        for one in board.scenes:
            assert one.text.kind in ("end card", "price") or not repeats(
                one.text.head, one.narration
            ), one
        typed = [s for s in board.scenes if s.text.lettered]
        assert len(typed) >= (1 if seconds == 6 else 2), "films keep their type"

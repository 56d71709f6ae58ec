import pytest

from reelwright.writing.person import (
    from_first_person,
    headline,
    is_need,
    is_thing,
    question,
    statement,
    wish,
)


@pytest.mark.parametrize(
    ("trait", "said"),
    [
        (
            "lie awake wondering how things are when they are not there",
            "You lie awake wondering how things are when you are not there.",
        ),
        (
            "want to go on doing things in their own way",
            "You want to go on doing things in your own way.",
        ),
        ("pack for themselves and for them all", "You pack for yourself and for you all."),
        (
            "repair things before they replace them",
            "You repair things before you replace them.",
        ),
        ("want somebody who helps them", "You want somebody who helps you."),
    ],
)
def test_a_trait_is_told_to_the_viewer(trait, said):
    assert statement(trait) == said


@pytest.mark.parametrize(
    ("trait", "asked"),
    [
        ("worry about who comes in", "Do you worry about who comes in?"),
        ("are afraid of losing their way", "Are you afraid of losing your way?"),
        ("would choose a quick start", "Would you choose a quick start?"),
        ("only need a hand with a few things", None),
        ("do not look for a message", None),
    ],
)
def test_a_trait_is_asked_of_the_viewer(trait, asked):
    assert question(trait) == asked


@pytest.mark.parametrize(
    ("trait", "thing"),
    [
        ("want the same carer to come every week", "the same carer to come every week"),
        ("look first for a quick start", "a quick start"),
        ("would be helped most by a break from caring", "a break from caring"),
        ("would choose a company that can start soon", "somebody who can start soon"),
        ("feel stretched between caring and work", None),
        ("do not want a package", None),
        ("value repairs more than a low price", None),
    ],
)
def test_what_a_trait_wants(trait, thing):
    assert wish(trait) == thing


@pytest.mark.parametrize(
    "trait",
    [
        "do not feel stretched",
        "worry little about who comes",
        "sleep without wondering",
        "have little or no help at home yet",
    ],
)
def test_what_people_do_not_feel_is_no_need(trait):
    assert not is_need(trait)
    assert is_need("worry about who comes")


@pytest.mark.parametrize(
    ("phrase", "shown"),
    [
        ("jars and light bulbs", "Jars and light bulbs"),
        ("I hate asking for lifts", "You hate asking for lifts"),
        ("did they come", "Did they come?"),
        ("washing my hair with one hand", "Washing your hair with one hand"),
        ("treats her as a person", None),
        ("ask me before they move anything", None),
        ("the same carer at the same time of day", None),
        ("waiting for the", None),
        ("forty pounds at the gate", None),
        ("ring [number] again", None),
    ],
)
def test_a_segments_phrase_becomes_type(phrase, shown):
    assert headline(phrase) == shown


def test_speaking_of_oneself_turns_to_the_viewer():
    assert (
        from_first_person("I'm tired and my back hurts me")
        == "you are tired and your back hurts you"
    )


def test_things_are_told_from_tellings():
    assert is_thing("somebody who turns up")
    assert is_thing("jars and light bulbs")
    assert not is_thing("mum clams up with new faces")
    assert not is_thing("I had to leave work")
    assert not is_thing("discharge will not wait")

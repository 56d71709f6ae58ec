"""Segments and briefs are changed in plain words, and what is not understood is asked about."""

import pytest

from reelwright.domain.errors import InvalidIntake
from reelwright.writing.card_ops import CardWish
from reelwright.writing.cards import reword_card

SEGMENT = {
    "id": "carers",
    "name": "Family carers in the middle",
    "summary": "They look after a parent and have a job.",
    "not_for": "",
    "traits": [
        {"id": "t1", "group": "motivation", "text": "wants somebody reliable"},
        {"id": "t2", "group": "pain", "text": "has no time on weekdays"},
        {"id": "t3", "group": "pain", "text": "worries at night"},
    ],
    "caveats": ["Few of them were asked."],
}
BRIEF = {
    "id": "lamp",
    "concept": {"title": "The lamp", "idea": "A lamp is on.", "hook": "It is still light there."},
    "insight": "Nobody sleeps while they worry.",
    "promise": "Somebody is there.",
    "message": "Help comes when you call.",
    "look": "warm rooms",
    "tone": ["calm", "honest"],
    "mandatory": ["the phone number"],
    "avoid": ["hospitals"],
    "proofs": ["visits", "nurses"],
}


def changed(kind, wish):
    card = SEGMENT if kind == "segment" else BRIEF
    after = reword_card(CardWish(wish, kind, card))
    flat = [{**c, **c.get("concept", {})} for c in (card, after)]
    return {k: v for k, v in flat[1].items() if v != flat[0][k] and k != "concept"}


@pytest.mark.parametrize(
    ("wish", "field", "value"),
    [
        ("call it Daughters between two homes", "name", "Daughters between two homes"),
        ("Please rename the segment to “People with two jobs”", "name", "People with two jobs"),
        ("summary: They do two jobs.", "summary", "They do two jobs."),
        ("change the summary to “They do two jobs.”", "summary", "They do two jobs."),
        ("it is not for people who live alone", "not_for", "people who live alone"),
        ("leave out the second trait", "traits", ["t1", "t3"]),
        ("drop the last pain point", "traits", ["t1", "t2"]),
        ("remove “at night”", "traits", ["t1", "t2"]),
        ("remove trait 1 and then drop the second trait", "traits", ["t3"]),
        ("take out the first caveat", "caveats", []),
        ("shorten the summary", "summary", "They look after a parent."),
        ("replace “a parent” with “their mother”", "summary",
         "They look after their mother and have a job."),
    ],
)  # fmt: skip
@pytest.mark.proves("S0-23")
def test_a_segment_is_changed_in_words(wish, field, value):
    found = changed("segment", wish)
    assert list(found) == [field]
    got = found[field]
    assert ([t["id"] for t in got] if field == "traits" else got) == value


@pytest.mark.parametrize(
    ("wish", "field", "value"),
    [
        ("hook: The light is on.", "hook", "The light is on."),
        ("the message should be “Somebody comes.”", "message", "Somebody comes."),
        ("make the key message “Somebody comes.”", "message", None),
        ("make it warmer", "tone", ["calm", "honest", "warm"]),
        ("let the tone be a little bolder", "tone", ["calm", "honest", "bold"]),
        ("leave out the first proof", "proofs", ["nurses"]),
        ("drop “calm”", "tone", ["honest"]),
        ("never mention death", "avoid", ["hospitals", "death"]),
        ("don’t show needles.", "avoid", ["hospitals", "needles"]),
        ("it must show the logo", "mandatory", ["the phone number", "the logo"]),
        ("call it The night light", "title", "The night light"),
        ("change the visual style to evening light", "look", "evening light"),
    ],
)
@pytest.mark.proves("S0-23")
def test_a_brief_is_changed_in_words(wish, field, value):
    if value is None:
        with pytest.raises(InvalidIntake, match="did not understand"):
            changed("brief", wish)
        return
    assert changed("brief", wish) == {field: value}


@pytest.mark.parametrize(
    ("kind", "wish", "asked"),
    [
        ("segment", "make it pop", "did not understand"),
        ("segment", "leave out the ninth trait", "Nothing there says “ninth trait”"),
        ("segment", "leave out trait 9", "there is no trait 9; there are 3"),
        ("segment", "leave out bananas", "Nothing there says “bananas”"),
        ("segment", "leave out “a”", "Which one do you mean"),
        ("segment", "remove trait 1; remove trait 2; remove trait 3", "one trait has to stay"),
        ("segment", "call it “”", "the name cannot be empty"),
        ("brief", "replace “tea” with “milk”", "“tea” stands nowhere there"),
        ("brief", "", "What shall be changed"),
    ],
)
def test_what_is_not_clear_is_asked_about(kind, wish, asked):
    with pytest.raises(InvalidIntake, match=asked):
        changed(kind, wish)


@pytest.mark.parametrize(
    ("kind", "wish", "fields"),
    [
        ("segment", "call it Middle carers and leave out the second trait", ["name", "traits"]),
        ("segment", "leave out the second trait and call it X", ["name", "traits"]),
        ("segment", "summary: A short one. call it X.", ["name", "summary"]),
        ("brief", "hook: The light is on and the tea is hot. Make it warmer", ["hook", "tone"]),
        ("brief", "hook: The light is on and the tea is hot.", ["hook"]),
        ("segment", "call it Tea, cake and company", ["name"]),
    ],
)
def test_a_second_wish_is_not_taken_for_words_of_the_first(kind, wish, fields):
    assert sorted(changed(kind, wish)) == fields


def test_of_two_wishes_the_one_that_is_not_clear_is_asked_about():
    for wish in ("shorten the message and make it warmer", "kürze die Botschaft, mach es wärmer"):
        with pytest.raises(InvalidIntake, match="The message is “Help comes when you"):
            changed("brief", wish)
    with pytest.raises(InvalidIntake, match="did not understand “make it pop”"):
        changed("brief", "make it warmer and make it pop")


def test_the_card_that_was_given_stays_as_it_was():
    before = {**BRIEF, "tone": list(BRIEF["tone"])}
    reword_card(CardWish("make it warmer", "brief", BRIEF))
    assert before == BRIEF

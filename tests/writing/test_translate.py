import pytest
from pydantic_ai.messages import ModelResponse, ToolCallPart
from pydantic_ai.models.function import FunctionModel

from reelwright.domain.errors import BackendFailed, DoesNotFit, Missing
from reelwright.writing.translate import lines_of, missing_lines, translate_storyboard

from values.boards import LINES, board, words_campaign

GERMAN = {
    "You can do the pots.": "Die Töpfe schaffen Sie.",
    "It is the hedge.": "Es ist die Hecke.",
    "The hedge, no": "Die Hecke nicht",
    "You want an hour. Fernhill starts there.": "Sie wollen eine Stunde. Fernhill fängt da an.",
    "You choose the day, the jobs and the hours.": "Sie wählen Tag, Arbeit und Stunden.",
    "Your day, your hours": "Ihr Tag, Ihre Stunden",
    "You can stop with seven days' notice.": "Sie können mit sieben Tagen Frist aufhören.",
    "Book a free first visit with Fernhill.": "Buchen Sie den ersten Besuch von Fernhill.",
    "Book a free visit": "Besuch buchen",
}


@pytest.fixture
def campaign():
    return words_campaign().model_copy(update={"translations": {"de": GERMAN}})


def test_the_campaigns_own_translations_are_used(campaign):
    found = translate_storyboard(board(), campaign, "de")
    assert found.language == "de"
    assert found.scenes[0].narration == "Die Töpfe schaffen Sie. Es ist die Hecke."
    assert found.scenes[1].narration == GERMAN["You want an hour. Fernhill starts there."]
    assert [s.text.head for s in found.scenes] == [
        "Die Hecke nicht",
        "",
        "Ihr Tag, Ihre Stunden",
        "",
        "Besuch buchen",
    ]
    assert sum(s.seconds for s in found.scenes) == 20
    assert [s.camera for s in found.scenes] == [s.camera for s in board().scenes]
    assert found.id != board().id
    assert found.origin.maker == "offline"


def test_sentences_without_a_translation_are_named_and_nothing_is_pretended(campaign):
    less = {k: v for k, v in GERMAN.items() if k not in ("It is the hedge.", "The hedge, no")}
    short = campaign.model_copy(update={"translations": {"de": less}})
    with pytest.raises(Missing, match="2 sentences") as told:
        translate_storyboard(board(), short, "de")
    assert "It is the hedge." in str(told.value)
    assert "You can do the pots." not in str(told.value)
    assert missing_lines(board(), short, "de") == ("It is the hedge.", "The hedge, no")
    assert missing_lines(board(), campaign, "de-AT") == ()


def test_the_same_language_is_left_alone(campaign):
    assert translate_storyboard(board(), campaign, "en") == board()


def test_words_that_outgrow_the_film_are_refused(campaign):
    long = {k: f"{v[:-1]} " + "und noch ein Wort " * 4 + "mehr." for k, v in GERMAN.items()}
    grown = campaign.model_copy(update={"translations": {"de": long}})
    with pytest.raises((DoesNotFit, BackendFailed)):
        translate_storyboard(board(), grown, "de")


def test_a_model_must_keep_numbers_names_and_count(campaign):
    lines = (*lines_of(board()), *({campaign.call.text} - {*lines_of(board())}))
    whole = GERMAN | {LINES[0][1]: "Die Töpfe schaffen Sie. Es ist die Hecke."}
    good = [whole[line] for line in lines]
    bad = [line.replace("Fernhill", "Farnhügel") for line in good]
    sent = []

    def respond(messages, info):
        sent.append(messages)
        answer = (good[:-1], bad, good)[len(sent) - 1]
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, {"lines": answer})])

    found = translate_storyboard(board(), campaign, "de", model=FunctionModel(respond))
    assert len(sent) == 3
    assert "loses the name Fernhill" in str(sent[2])
    assert found.scenes[1].narration.endswith("Fernhill fängt da an.")

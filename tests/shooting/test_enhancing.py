"""More is made of a prompt only by answers that are one paragraph and nothing else."""

import pytest
from pydantic_ai.messages import ModelResponse, ToolCallPart
from pydantic_ai.models.function import FunctionModel

from reelwright.domain.clip import PromptTemplate
from reelwright.domain.errors import InvalidIntake
from reelwright.shooting.asking import parted
from reelwright.shooting.enhancing import DEFAULT, check_template, enhance, no_paragraph

GOOD = "A small bee lands on a yellow flower in soft morning light while the camera pushes in."


def model(*answers):
    """A model that gives these answers in turn, the last one for ever; and what it was asked."""
    asked, left = [], list(answers)

    def answer(messages, info):
        asked.append(str(messages))
        text = left.pop(0) if len(left) > 1 else left[0]
        tool = info.output_tools[0].name
        return ModelResponse(parts=[ToolCallPart(tool, {"text": text})])

    return FunctionModel(answer, model_name="stand-in"), asked


@pytest.mark.proves("S1-07", "S1-13")
def test_an_answer_of_one_paragraph_is_used_and_its_maker_named():
    eye, asked = model(GOOD)
    found = enhance("a bee on a flower", model=eye)
    assert (found.text, found.fell_back, found.why) == (GOOD, False, "")
    assert found.prompt == "a bee on a flower"
    assert "stand-in" in found.origin.maker
    assert "<prompt>\\na bee on a flower\\n</prompt>" in asked[0]


@pytest.mark.proves("S1-13")
def test_a_bad_answer_is_asked_for_again_and_at_last_the_prompt_stands():
    eye, asked = model(f"Here is your prompt:\n\n{GOOD}", GOOD)
    assert enhance("a bee", model=eye).text == GOOD
    assert len(asked) == 2
    assert "several lines" in asked[1]
    eye, asked = model("Sure! " + GOOD)
    found = enhance(" a bee ", model=eye)
    assert (found.text, found.fell_back) == ("a bee", True)
    assert "stands as it was written" in found.why
    assert len(asked) > 2


@pytest.mark.proves("S1-13")
@pytest.mark.parametrize(
    "text",
    [
        "",
        GOOD + "\n\n" + GOOD,
        "Sure! " + GOOD,
        "Here's the enhanced prompt: " + GOOD,
        "Hier ist der Prompt: Eine Biene landet auf einer Blume.",
        "Voici le prompt : une abeille se pose.",
        "Aquí tienes el párrafo: una abeja se posa.",
        "Ecco il prompt: un'ape si posa.",
        "Aqui está o parágrafo: uma abelha pousa.",
        "Hier is de prompt: een bij landt.",
        "Här är prompten: ett bi landar.",
        "Oto prompt: pszczoła ląduje.",
        "以下はプロンプトです:蜂が花に止まる。",
        "Enhanced prompt: " + GOOD,
        "Natürlich, eine Biene landet.",
        "**A bee** on a flower.",
        "# A bee",
        "- a bee",
        "1. a bee",
        f'"{GOOD}"',
        f"„{GOOD}“",
        f"```{GOOD}```",
        GOOD + " Let me know if you want changes!",
        "Eine Biene landet. Ich hoffe, das hilft.",
        "Une abeille. N’hésitez pas à me dire.",
        GOOD * 40,
    ],
)
def test_what_is_no_paragraph_is_told(text):
    assert no_paragraph(text)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "A sign reads: open. A baker lifts the shutter.",
        "Sure-footed goats climb a wall at dusk.",
        "Eine Biene landet auf einer Blüte, im Gegenlicht.",
        "Claro de luna sobre el mar, la cámara retrocede.",
        "Hier kocht eine Frau Suppe.",
        "“Open”, says the sign, and the camera pulls back.",
        "蜂が花に止まる。カメラがゆっくり近づく。",
        "The number 1. on the door shines.",
    ],
)
def test_a_paragraph_is_one(text):
    assert no_paragraph(text) == []


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("en", "a bee on a flower"),
        ("de", "eine Biene auf einer Blume"),
        ("fr", "une abeille sur une fleur"),
        ("es", "una abeja en una flor"),
        ("it", "un'ape su un fiore"),
        ("pt", "uma abelha numa flor"),
        ("nl", "een bij op een bloem"),
        ("sv", "ett bi på en blomma"),
        ("pl", "pszczoła na kwiecie"),
        ("ja", "花の上の蜂"),
    ],
)
def test_without_a_model_it_gets_a_light_and_a_camera_that_is_understood(language, prompt):
    for seed in range(6):
        found = enhance(prompt, language=language, seed=seed)
        assert found.text.startswith(prompt)
        assert not found.fell_back
        seen, camera = parted(found.text)
        assert camera, found.text
        assert prompt.split()[-1].rstrip("。") in seen
    assert enhance(prompt, language=language).text == enhance(prompt, language=language).text


def test_a_camera_that_was_named_stays_alone():
    text = enhance("a bee on a flower, slow pan left", language="en").text
    assert text.startswith("a bee on a flower, slow pan left. ")
    assert "camera" not in text.lower().replace("pan left", "")


@pytest.mark.proves("S1-12")
def test_a_template_has_its_slot_exactly_once():
    check_template(DEFAULT)
    check_template(PromptTemplate(role="", task="Make more of {prompt}", prompt=""))
    for wrong in (
        PromptTemplate(role="r", task="t", prompt="p"),
        PromptTemplate(role="{prompt}", task="t", prompt="{prompt}"),
        PromptTemplate(role="r", task="t", prompt="{prompt} {prompt}"),
        PromptTemplate(role="r", task="{style}", prompt="{prompt}"),
    ):
        with pytest.raises(InvalidIntake, match="template"):
            check_template(wrong)

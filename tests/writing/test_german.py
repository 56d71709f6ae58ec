"""The Fernhill campaign brings its own German: every film of it can be told without a model."""

import tomllib
from pathlib import Path

import pytest

from reelwright.domain.errors import Missing
from reelwright.writing import (
    draw_features,
    match_brief,
    write_brief,
    write_concepts,
    write_storyboard,
)
from reelwright.writing.translate import (
    TRANSLATE,
    Lines,
    Untranslated,
    missing_lines,
    translate_storyboard,
)
from reelwright.writing.words import spoken_seconds

from values.boards import words_campaign
from values.segments import FERNHILL, MENDING

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "fernhill"


@pytest.fixture(scope="module")
def campaign():
    lines = tomllib.loads((FOLDER / "translations" / "de.toml").read_text("utf-8"))["lines"]
    return words_campaign().model_copy(update={"translations": {"de": lines}})


def boards(campaign, segment, seconds, seed, films=4):
    found = write_concepts(segment, campaign, count=4, seed=seed)
    for concept, weighing in list(zip(found.concepts, found.weighings, strict=True))[:films]:
        brief = write_brief(concept, weighing, segment, campaign, seed=seed)
        match, draw = match_brief(brief, segment, campaign), draw_features(segment, seed=seed)
        yield write_storyboard(brief, segment, match, draw, campaign, seconds=seconds, seed=seed)


@pytest.mark.parametrize("segment", FERNHILL, ids=lambda s: s.id)
@pytest.mark.parametrize(("seconds", "seed"), [(6, 1), (20, 2), (30, 3)])
def test_every_line_of_a_film_has_its_german(campaign, segment, seconds, seed):
    for board in boards(campaign, segment, seconds, seed):
        assert missing_lines(board, campaign, "de") == ()
        found = translate_storyboard(board, campaign, "de")
        assert found.language == "de"
        assert sum(s.seconds for s in found.scenes) == seconds
        assert found.call == "Gratisbesuch buchen"
        said = " ".join(s.narration for s in found.scenes)
        assert not set(said.split()) & {"the", "you", "and", "with", "your"}
        for scene in found.scenes:
            assert spoken_seconds(scene.narration) <= scene.seconds


def test_a_film_of_two_languages_leaves_time_for_the_slower_one(campaign):
    alone = campaign.model_copy(update={"translations": {}})
    for board in boards(campaign, MENDING, 20, 4):
        german = translate_storyboard(board, campaign, "de")
        assert sum(spoken_seconds(s.narration) for s in german.scenes) <= 18.5
    assert list(boards(campaign, MENDING, 20, 4)) != list(boards(alone, MENDING, 20, 4))


@pytest.mark.parametrize("part", ["narration", "head", "note"])
def test_a_line_without_its_german_is_named_and_not_guessed(campaign, part):
    board = next(boards(campaign, MENDING, 20, 1))
    scene = next(s for s in board.scenes if (s.narration if part == "narration" else s.text.note))
    line = scene.narration if part == "narration" else getattr(scene.text, part)
    german = {k: v for k, v in campaign.translations["de"].items() if k.strip(".") not in line}
    less = campaign.model_copy(update={"translations": {"de": german}})
    with pytest.raises(Missing, match=r"German translation; add them to\s+translations/de\.toml"):
        translate_storyboard(board, less, "de")
    assert any(lacking in line for lacking in missing_lines(board, less, "de"))


def test_translations_hold_no_line_that_says_another_number_or_drops_the_name(campaign):
    lines = tuple(k for k in campaign.translations["de"] if k[0].isupper())
    asked = Untranslated(
        lines=lines, source="en", language="de", brand="Fernhill", glossary={}, never_say=()
    )
    german = Lines(lines=tuple(campaign.translations["de"][k] for k in lines))
    found = [f for f in TRANSLATE.check(asked, german) if "longer to say" not in f]
    assert found == []

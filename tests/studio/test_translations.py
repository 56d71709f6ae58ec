"""What a campaign says in the other languages of its films, as a form."""

import shutil
from pathlib import Path

import pytest

from reelwright.domain.errors import Conflict, InvalidIntake
from reelwright.studio import house, translations
from reelwright.studio.translations import TranslatedLine

PICTURE = Path(__file__).resolve().parents[2] / "src/reelwright/studio/starter/logo.svg"


@pytest.fixture
def autumn(home):
    """A campaign that speaks for itself, and whose films shall be in German and French too."""
    house.new("autumn", "Blue Door")
    at = house.folder("autumn")
    text = (at / "campaign.toml").read_text("utf-8").replace("seed = 1", LANGUAGES)
    house.put_file("autumn", "campaign.toml", text.encode())
    house.put_file("autumn", "script.md", b"# Doors\n\nVO: A blue door opens.\n")
    shutil.copy(PICTURE, at / "library" / "door.svg")
    known = b'# ours\n[lines]\n"A blue door opens." = "Alt."  # said by us\n"Gone." = "Fort."\n'
    house.put_file("autumn", "translations/de.toml", known)
    return "autumn"


LANGUAGES = 'seed = 1\nlanguages = ["en", "de", "fr"]'


def test_what_is_lacking_in_each_language_comes_first_and_is_kept_by_sentence(autumn):
    german, french = translations.found(autumn)
    assert (german.language, french.language, french.version) == ("de", "fr", "")
    assert "A blue door opens." in {line.text for line in french.lines if not line.said}
    said = [bool(line.said) for line in german.lines]
    assert said == sorted(said)
    assert said.count(True) == 2
    wanted = german.model_copy(
        update={
            "lines": (
                TranslatedLine(text="Book a visit", said=" Besuch \n buchen "),
                TranslatedLine(text="Gone.", said=" "),
                TranslatedLine(text="Never there", said=""),
            )
        }
    )
    kept = translations.keep(autumn, wanted)
    file = house.file(autumn, "translations/de.toml").read_text("utf-8")
    first = '# ours\n[lines]\n"A blue door opens." = "Alt."  # said by us\n'
    assert file == f'{first}"Book a visit" = "Besuch buchen"\n'
    (again, _) = translations.found(autumn)
    assert again.version == kept.version
    assert TranslatedLine(text="Book a visit", said="Besuch buchen") in again.lines
    with pytest.raises(Conflict, match="was changed meanwhile"):
        translations.keep(autumn, wanted)


def test_a_first_file_is_begun_and_a_broken_one_is_told(autumn):
    _, french = translations.found(autumn)
    lines = (TranslatedLine(text='Say "blue" = 1', said="Dis « bleu »"),)
    translations.keep(autumn, french.model_copy(update={"lines": lines}))
    assert lines[0] in translations.found(autumn)[1].lines
    house.put_file(autumn, "translations/fr.toml", b"lines = 'none'\n")
    with pytest.raises(InvalidIntake, match=r"translations/fr\.toml: give a table"):
        translations.found(autumn)
    with pytest.raises(InvalidIntake, match=r"translations/fr\.toml: lines"):
        translations.keep(autumn, french.model_copy(update={"version": None, "lines": lines}))


def test_only_a_language_has_a_file_of_its_own(autumn):
    german, _ = translations.found(autumn)
    with pytest.raises(InvalidIntake, match="is no language"):
        translations.keep(autumn, german.model_copy(update={"language": "../../brand"}))

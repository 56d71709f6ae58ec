"""Until when an offer stands: said behind its terms, in each language, and checked."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from reelwright.domain.errors import InvalidIntake
from reelwright.intake.deadlines import dated, until
from reelwright.settings import Settings
from reelwright.studio import audit, campaigns
from reelwright.wiring import open_studio

FERNHILL = Path(__file__).resolve().parents[2] / "examples" / "fernhill"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A new campaign with one picture and the answers of the example."""
    folder = campaigns.new(tmp_path_factory.mktemp("until") / "shop", "Corner")
    shutil.copy(FERNHILL / "library" / "garden-gate.svg", folder / "library")
    shutil.copy(FERNHILL / "survey.csv", folder)
    return folder


@pytest.fixture
def offered(folder):
    """Gives the one offer these terms and this last day, for as long as a test lasts."""
    file = folder / "campaign.toml"
    kept = file.read_text("utf-8")

    def offering(day, terms="", language="en"):
        line = f'terms = "{terms}"\nuntil = {day}'
        text = kept.replace('terms = ""', line, 1)
        head = f'language = "{language}"\n'
        lines = (row for row in text.splitlines(keepends=True) if not row.startswith("language"))
        file.write_text(head + "".join(lines), "utf-8")
        return folder

    yield offering
    file.write_text(kept, "utf-8")


def test_the_last_day_stands_behind_the_terms_in_each_language(offered):
    campaign = open_studio(offered("2097-05-31", "Once a household"), Settings()).studio.campaign
    assert campaign.offers[0].terms == "Once a household. Until 31 May 2097."
    wanted = campaign.wanted.model_copy(update={"languages": ("en", "de", "fr-CA")})
    translations = {"de": {"Once a household.": "Einmal je Haushalt."}}
    said = dated(campaign.model_copy(update={"wanted": wanted, "translations": translations}))
    assert said.offers == campaign.offers, "it is said once"
    assert said.translations["de"]["Until 31 May 2097."] == "Bis 31. Mai 2097."
    assert said.translations["de"]["Once a household."] == "Einmal je Haushalt."
    assert said.translations["fr"]["Until 31 May 2097."] == "Jusqu’au 31 mai 2097."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en-GB", "Until 1 March 2027."),
        ("de", "Bis 1. März 2027."),
        ("fr", "Jusqu’au 1er mars 2027."),
        ("es", "Hasta el 1 de marzo de 2027."),
        ("ja", "2027年3月1日まで。"),
        ("tlh", ""),
    ],
)
def test_a_day_is_said_as_each_language_says_it(language, said):
    assert until(date(2027, 3, 1), language) == said


@pytest.mark.parametrize(
    ("days", "told", "lacks"),
    [
        (-1, "", "until: ended on"),
        (0, "until: ends today", ""),
        (1, "until: ends tomorrow", ""),
        (14, "until: ends in 14 days", ""),
        (15, "", ""),
    ],
)
def test_check_tells_of_an_end_beforehand_and_wants_no_film_of_it_after(offered, days, told, lacks):
    found = campaigns.check(offered(date.today() + timedelta(days=days)))

    def about(lines):
        return [line for line in lines if "offers 'first-visit': until: end" in line]

    for lines, wanted in ((found.notes, told), (found.lacking, lacks)):
        assert len(about(lines)) == bool(wanted)
        assert all(wanted in line for line in about(lines))


def test_make_says_what_check_says_and_begins_nothing(offered):
    folder = offered(date.today() - timedelta(days=1))
    (told,) = [line for line in campaigns.check(folder).lacking if "ended on" in line]
    with pytest.raises(InvalidIntake) as refused:
        campaigns.make(folder, until="audience", who="ann")
    assert str(refused.value) == told
    assert "give it another day, or take the offer out" in told
    assert not audit.listed(folder, "make"), "no run was begun"
    offered(date.today())
    assert campaigns.make(folder, until="audience", who="ann").waiting, "its last day is one of it"


def test_what_is_no_day_and_a_language_without_words_for_it_are_named(offered):
    with pytest.raises(InvalidIntake, match="until"):
        campaigns.check(offered('"soon"'))
    with pytest.raises(InvalidIntake, match="say it in terms"):
        campaigns.check(offered("2097-05-31", language="fi"))
    assert campaigns.check(offered('""')).offers == 1

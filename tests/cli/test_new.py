"""A new campaign: scaffolded, explained until it is whole, never overwritten."""

import re

import pytest

from makers import hostile_files as hostile

SURVEY = "Respondent,I want the same person each week.,I worry about the price.,How old are you?\n"
LEVELS = ("Strongly disagree", "Disagree", "Agree", "Strongly agree")


def answers(count):
    rows = (
        f"R{n},{LEVELS[n % 4]},{LEVELS[(n // 4) % 4]},{('18-39', '40-59', '60+')[n % 3]}\n"
        for n in range(count)
    )
    return SURVEY + "".join(rows)


@pytest.fixture
def fresh(desk, tmp_path):
    """A scaffolded campaign."""
    desk.folder = tmp_path / "hill-top-gardens"
    desk.said = desk.run("new", str(desk.folder))
    return desk


def test_new_says_what_to_fill_in_and_check_says_what_is_missing(fresh):
    for file in ("campaign.toml", "brand.toml", "survey.csv", "library/"):
        assert file in fresh.said
    assert f"reelwright check {fresh.folder}" in fresh.said
    assert "Hill Top Gardens" in (fresh.folder / "brand.toml").read_text(encoding="utf-8")
    said = fresh.check(code=1)
    assert "no survey; save the answers as survey.csv" in said
    fresh.write("survey.csv", answers(40))
    said = fresh.check(code=1)
    assert "library holds no picture that can be used; add JPEG" in said


def test_new_and_a_survey_and_two_pictures_pass_check(fresh):
    fresh.write("survey.csv", answers(40))
    fresh.write("library/one.jpg", hostile.jpeg(1200, 900))
    fresh.write("library/two.png", hostile.png(900, 1200))
    said = fresh.check()
    assert "Hill Top Gardens" in said
    assert "2 pictures" in said
    assert "40 respondents" in said
    assert "codebook.toml is a draft: read it, correct it and set confirmed = true" in said
    codebook = (fresh.folder / "codebook.toml").read_text(encoding="utf-8")
    assert re.search(r"^confirmed = false$", codebook, re.M)


def test_new_refuses_a_folder_that_holds_something_and_changes_nothing(fresh):
    fresh.write("brand.toml", "mine")
    before = {p: p.read_bytes() for p in fresh.folder.rglob("*") if p.is_file()}
    said = fresh.run("new", str(fresh.folder), code=1)
    assert "is not empty; choose a new folder, nothing was changed" in said
    assert {p: p.read_bytes() for p in fresh.folder.rglob("*") if p.is_file()} == before


def test_new_refuses_a_file_and_a_place_that_cannot_be_written(desk, tmp_path):
    (tmp_path / "taken").write_text("a file")
    said = desk.run("new", str(tmp_path / "taken"), code=1)
    assert "taken" in said
    assert "choose" in said
    said = desk.run("new", str(tmp_path / "taken" / "below"), code=1)
    assert "below" in said
    assert "choose" in said
    assert (tmp_path / "taken").read_text() == "a file"


@pytest.mark.parametrize("name", ['The "Green" House', "Hill\\Top", "शीतल घर", "Back\nslash"])
def test_any_company_name_gives_files_that_are_read(desk, tmp_path, name):
    desk.folder = tmp_path / "fresh"
    desk.run("new", str(desk.folder), "--name", name)
    said = desk.check(code=1)
    assert "no survey" in said

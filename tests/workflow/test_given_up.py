"""A stage that gives up stops its own film: the end says which, and the others are finished."""

import re

import pytest

from reelwright.studio import campaigns

from .conftest import OTHER, SEGMENT, small_campaign


@pytest.fixture(scope="module")
def halved(tmp_path_factory):
    """Fernhill in words of its own alone, whose images are told to one of two segments."""
    bench = small_campaign(tmp_path_factory.mktemp("halved") / "fernhill")
    path = bench.folder / "campaign.toml"
    head, *images = path.read_text("utf-8").split("[[metaphors]]")
    images = [re.sub(r"only_for = .*\n", "", i) for i in images]
    text = "[[metaphors]]".join([head, *(f'\nonly_for = ["mother or father"]{i}' for i in images)])
    text = text.replace(f'["{SEGMENT}"]', f'["{SEGMENT}", "{OTHER}"]')
    path.write_text(text.replace('language = "en"', 'language = "nl"'), "utf-8")
    return bench


@pytest.mark.longer
@pytest.mark.proves("S0-58")
def test_a_segment_that_nothing_can_be_written_for_stops_no_other(halved):
    folder = halved.folder
    made = campaigns.make(folder, until="storyboard", yes=True, who="ann")
    names = [item.name for item in made.items]
    assert any(n.startswith(f"storyboard/{SEGMENT}--") for n in names)
    assert not any(OTHER in n for n in names)
    (lost,) = made.failed
    assert lost.id == OTHER
    assert lost.segment == "Independents who need a hand"
    assert "[[metaphors]]" in lost.why
    rows = {r.item: r for r in campaigns.status(folder) if r.state == "failed"}
    assert "[[metaphors]]" in rows[OTHER].why
    said = halved.run("storyboard", "--yes", code=1)
    assert f"not made: {OTHER}" in said
    assert f"reelwright edit {folder} storyboard/\n" not in said


def test_what_was_given_up_is_made_when_its_cause_is_gone(halved):
    path = halved.folder / "campaign.toml"
    text = path.read_text("utf-8").replace('only_for = ["mother or father"]', "")
    path.write_text(text, "utf-8")
    made = campaigns.make(halved.folder, until="storyboard", yes=True, who="ann")
    assert made.failed == ()
    assert any(item.name.startswith(f"storyboard/{OTHER}--") for item in made.items)
    assert not [r for r in campaigns.status(halved.folder) if r.state == "failed"]

"""TOML files are changed where somebody changed a value; all else stays as it was written."""

import tomllib

import pytest

from reelwright.domain.errors import InvalidIntake
from reelwright.intake.rewriting import Rewriting

WRITTEN = """\
# On top.
name = "Blue Door"   # for people
tone = [
  "calm", # first
  "plain",
]

# --- Offers ---

[[offers]]
id = "one"
shows = [{ seek = "a door" }]

[[offers]]
id = "two"
[[offers.more]]
said = "x"
# behind the second

# --- Proofs ---
[[proofs]]
id = "p"
"""


def test_a_value_is_changed_where_it_stands_and_a_new_one_is_written_with_its_table():
    file = Rewriting(WRITTEN, "campaign.toml")
    file.put(["name"], 'Red "Door"')
    file.put(["tone"], ["warm", "calm"])
    file.put(["offers", 0, "shows", 0, "seek"], "a red door")
    file.put(["goal"], "more visits")
    file.put(["call", "text"], "Ring")
    text = file.text()
    read = tomllib.loads(text)
    assert (read["name"], read["tone"], read["goal"]) == (
        'Red "Door"',
        ["warm", "calm"],
        "more visits",
    )
    assert read["offers"][0]["shows"] == [{"seek": "a red door"}]
    assert read["call"] == {"text": "Ring"}
    assert "# for people" in text
    assert '"calm", # first' in text
    assert text.index("goal") < text.index("# --- Offers ---")


@pytest.mark.parametrize("gone", [[0], [1], [0, 1]])
def test_rows_go_without_the_headings_of_what_follows_them(gone):
    file = Rewriting(WRITTEN, "campaign.toml")
    file.take_out("offers", gone)
    text = file.text()
    left = [one["id"] for one in tomllib.loads(text).get("offers", [])]
    assert left == [id_ for n, id_ in enumerate(("one", "two")) if n not in gone]
    for comment in ("# --- Offers ---", "# behind the second", "# --- Proofs ---"):
        assert comment in text
    file.add_row("offers", {"id": "three"})
    assert tomllib.loads(file.text())["offers"][-1] == {"id": "three"}
    assert len(gone) == 2 or file.text().index("three") < file.text().index("# --- Proofs ---")


def test_rows_in_brackets_are_rows_too():
    file = Rewriting('offers = [{ id = "one" }, { id = "two" }]', "campaign.toml")
    file.put(["offers", 1, "price"], "Free")
    file.take_out("offers", [0])
    file.add_row("offers", {"id": "three"})
    read = tomllib.loads(file.text())["offers"]
    assert read == [{"id": "two", "price": "Free"}, {"id": "three"}]


def test_where_something_else_stands_it_is_told():
    file = Rewriting('call = "ring us"\noffers = "none"', "campaign.toml")
    with pytest.raises(InvalidIntake, match=r"campaign\.toml: call: something else stands"):
        file.put(["call", "text"], "Ring")
    with pytest.raises(InvalidIntake, match=r"campaign\.toml: offers: something else"):
        file.add_row("offers", {"id": "one"})

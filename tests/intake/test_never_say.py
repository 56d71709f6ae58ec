"""A campaign that says what its brand never says is refused when it is read, with both places."""

import shutil
from pathlib import Path

import pytest

from reelwright.domain.errors import InvalidIntake
from reelwright.studio import campaigns

FERNHILL = Path(__file__).resolve().parents[2] / "examples" / "fernhill"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A new campaign with one picture and the answers of the example."""
    folder = campaigns.new(tmp_path_factory.mktemp("never") / "shop", "Corner")
    shutil.copy(FERNHILL / "library" / "garden-gate.svg", folder / "library")
    shutil.copy(FERNHILL / "survey.csv", folder)
    return folder


@pytest.mark.parametrize(
    ("never", "claim"),
    [
        ("100%", "Bread is 100% fresh."),
        ("#1", "The #1 in town."),
        ("C++", "We teach C++ to bakers."),
        ("cheap", "Good, and cheap."),
    ],
)
def test_the_fact_and_the_rule_are_named(folder, never, claim):
    brand, campaign = folder / "brand.toml", folder / "campaign.toml"
    kept = brand.read_text("utf-8"), campaign.read_text("utf-8")
    try:
        brand.write_text(f"never_say = [{never!r}]\n" + _without(kept[0], "never_say"), "utf-8")
        proof = f'\n[[proofs]]\nid = "baked"\nclaim = "{claim}"\nsubstantiation = "Own log."\n'
        campaign.write_text(kept[1] + proof, "utf-8")
        with pytest.raises(
            InvalidIntake, match=r"proofs 'baked': claim says .*brand\.toml"
        ) as told:
            campaigns.check(folder)
        assert repr(never) in str(told.value)
    finally:
        brand.write_text(kept[0], "utf-8")
        campaign.write_text(kept[1], "utf-8")


def _without(text: str, field: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith(field))

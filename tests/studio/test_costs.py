"""What the next make will spend is told before it, and is what it spends."""

import json
from decimal import Decimal

import pytest

from reelwright.domain.errors import OverBudget
from reelwright.studio import campaigns, costs
from reelwright.studio.campaigns import Overrides

from servers.videos import MODEL, running

pytestmark = pytest.mark.longer

PROFILE = {"takes": ["text", "references", "seed"], "sizes": [[128, 128]], "poll_s": 0.01}


@pytest.fixture
def model(copy, monkeypatch):
    """A model that films is set up, and has a price."""
    with running() as server:
        options = {"address": server.address, "model": MODEL, "profile": PROFILE}
        monkeypatch.setenv("REELWRIGHT_VIDEO", json.dumps({"video/openai": options}))
        monkeypatch.setenv("REELWRIGHT_PRICES", '{"video/openai": {"second": 0.25}}')
        monkeypatch.setenv("REELWRIGHT_CURRENCY", "EUR")
        yield server


def test_without_a_model_nothing_is_spent(copy):
    found = costs.costs(copy)
    assert (found.spent.calls, found.next, found.most) == (0, (), 0)


def test_a_make_spends_what_was_told_before_it_and_no_more_than_its_budget(
    copy, model, monkeypatch
):
    (retaken,) = costs.costs(copy).next
    assert retaken.most == 3 * retaken.least > 0, "a scene may be shot three times"
    monkeypatch.setenv("REELWRIGHT_ATTEMPTS", "1")
    told = costs.costs(copy)
    (quote,) = told.next
    assert (quote.stage, quote.backend, quote.known) == ("take", "video/openai", True)
    assert told.least == told.most == retaken.least
    few = float(told.most) - 0.01
    with pytest.raises(OverBudget, match="Raise budget"):
        campaigns.make(copy, until="shoot", overrides=Overrides(budget=few))
    assert len(model.submissions) < quote.items
    between = costs.costs(copy)
    assert between.spent.amount + between.most == told.most, "what is finished stays"
    campaigns.make(copy, until="shoot")
    after = costs.costs(copy)
    assert after.spent.amount == told.most
    assert after.spent.amount == sum(
        Decimal("0.25") * int(s["num_frames"]) / int(s["fps"]) for s in model.submissions
    )
    assert (after.next, len(model.submissions)) == ((), quote.items)
    assert [(c.name, c.amount) for c in after.by_step] == [("shoot", told.most)]


def test_what_is_not_planned_yet_is_a_range_and_what_has_no_price_is_told(copy, model, monkeypatch):
    one = costs.costs(copy)
    campaign = copy / "campaign.toml"
    campaign.write_text(campaign.read_text("utf-8").replace('["1:1"]', '["1:1", "9:16"]'), "utf-8")
    two = costs.costs(copy)
    assert two.least == one.least
    assert two.most > one.most
    monkeypatch.setenv("REELWRIGHT_PRICES", "{}")
    assert [(q.known, q.most) for q in costs.costs(copy).next] == [(False, 0)]

import pytest

from reelwright.writing.draw import draw_features
from reelwright.writing.person import is_need

from values.segments import FERNHILL, HALDEN


@pytest.mark.proves("S0-34")
@pytest.mark.parametrize("segment", [*FERNHILL, *HALDEN], ids=lambda s: s.id)
def test_a_draw_replays_and_always_holds_a_motivation_or_pain_point(segment):
    groups = {t.id: t.group for t in segment.traits}
    draws = [draw_features(segment, seed=seed) for seed in range(40)]
    assert draws == [draw_features(segment, seed=seed) for seed in range(40)]
    for seed, draw in enumerate(draws):
        assert draw.seed == seed
        assert len(set(draw.traits)) == 3 == len(draw.traits)
        assert any(groups[t] in ("motivations", "pain points") for t in draw.traits)
    assert len({draw.traits for draw in draws}) > 5


def test_what_people_do_not_feel_is_not_stressed():
    texts = {t.id: t.text for t in FERNHILL[0].traits}
    drawn = {t for seed in range(60) for t in draw_features(FERNHILL[0], seed=seed).traits}
    assert all(is_need(texts[t]) for t in drawn)
    assert any(not is_need(text) for text in texts.values())

"""Takes of a scene: seen, asked for, picked and ruled out by a person."""

import pytest

from reelwright.domain.errors import NotFound
from reelwright.studio import audit, campaigns, films, shots


def test_a_person_sees_the_takes_asks_for_another_and_picks(copy):
    (film,) = films.listed(copy)

    def takes():
        found = shots.takes(copy, film.id, "1")
        return [(t.attempt, t.stands, t.picked, t.banned, t.said) for t in found]

    def again(*wish, note=""):
        made = shots.wish(copy, film.id, "1", *wish, note=note)
        campaigns.make(copy, until="shoot", yes=True)
        return made.attempt

    assert takes() == [(1, True, False, False, "")]
    assert {t.scene for t in shots.takes(copy, film.storyboard)} == {t.scene for t in film.takes}
    assert again("another", note="something else") == 2
    assert takes() == [(1, False, False, False, ""), (2, True, False, False, "something else")]
    assert again("pick", 1) == 1
    assert takes()[0] == (1, True, True, False, "")
    with pytest.raises(NotFound, match="has no take 9; it has 1 to 2"):
        shots.wish(copy, film.id, "1", "ban", 9)
    told = [one.what for one in audit.listed(copy) if one.thing.endswith("/s1")]
    assert [w for w in told if w in ("another", "pick")] == ["another", "pick"]

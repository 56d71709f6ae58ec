"""Takes of a scene: seen, asked for, picked and ruled out by a person."""

import json

import cv2
import numpy as np
import pytest

from reelwright.domain.campaign import FORMATS
from reelwright.domain.errors import NotFound
from reelwright.studio import audit, campaigns, films, items, shots, stills


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


def test_another_take_of_a_scene_makes_another_version_of_its_film(copy):
    (film,) = films.listed(copy)

    def standing():
        rows = campaigns.status(copy)
        (row,) = [r for r in rows if r.stage == "film"]
        (kept,) = films.listed(copy)
        return row.state, kept.file.read_bytes(), len(items.versions(copy, f"film/{film.id}"))

    state, first, count = standing()
    assert (state, count) == ("approved", 1)
    shots.wish(copy, film.id, "1", "another", note="something else")
    assert standing()[0] == "stale", "the film is not of what was asked for"
    campaigns.make(copy, yes=True)
    state, second, count = standing()
    assert (state, count) == ("approved", 2)
    assert second != first

    shots.wish(copy, film.id, "1", "pick", 1)
    assert standing()[0] == "stale"
    campaigns.make(copy, yes=True)
    assert standing() == ("approved", first, 2), "it is the film that there was, and no third"
    shots.wish(copy, film.id, "1", "pick", 2)
    campaigns.make(copy, yes=True)
    assert standing() == ("approved", second, 2)


def test_every_take_has_a_still_in_its_shape_and_the_picture_that_it_stands_on(copy):
    (film,) = films.listed(copy)
    width, height = FORMATS[film.format].width, FORMATS[film.format].height
    for take in shots.takes(copy, film.id):
        jpeg = np.frombuffer(stills.of_take(copy, film.id, take.picture, wide=240), np.uint8)
        still = cv2.imdecode(jpeg, cv2.IMREAD_COLOR)
        assert max(still.shape[:2]) == 240
        assert still.shape[1] / still.shape[0] == pytest.approx(width / height, abs=0.02)
        assert still.std() > 10, "it shows something"
        assert stills.small(copy, take.shows)
        assert take.caption
    with pytest.raises(NotFound, match="has no take"):
        stills.of_take(copy, film.id, "0" * 64)


def test_a_person_chooses_what_films_a_scene_among_what_is_set_up_and_frees_it(copy, monkeypatch):
    assert [c.name for c in shots.choices()] == ["motion"]
    wan = {"video/openai": {"model": "wan", "address": "http://127.0.0.1:9/v1"}}
    monkeypatch.setenv("REELWRIGHT_VIDEO", json.dumps(wan))
    assert {c.name: c.makes for c in shots.choices()} == {"motion": False, "openai": True}
    (film,) = films.listed(copy)

    def chosen():
        return {one.scene: one.chosen for one in shots.show(copy, film.id)}["s1"]

    shots.choose_backend(copy, film.id, "1", "openai")
    assert chosen() == "openai"
    with pytest.raises(NotFound, match="there are: library, motion, openai"):
        shots.choose_backend(copy, film.id, "1", "veo")
    shots.choose_backend(copy, film.id, "1", None)
    assert chosen() == ""

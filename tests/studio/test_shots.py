"""Takes of a scene: seen, asked for, picked and ruled out by a person."""

import json

import cv2
import numpy as np
import pytest

from reelwright.domain.campaign import FORMATS
from reelwright.domain.errors import NotFound
from reelwright.studio import audit, campaigns, films, shots, stills


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

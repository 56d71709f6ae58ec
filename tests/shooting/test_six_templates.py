"""Six templates of one thing give six films: each with its own move or framing, and each right.

They are built as the well-known six of a video generator are: one names the camera's move, the
others tell how the thing is shot and what goes on around it.
"""

import csv
import itertools
import shutil
from fractions import Fraction

import cv2
import numpy as np
import pytest

from reelwright.domain.campaign import FORMATS
from reelwright.domain.continuity import Reference, ShotPrompt
from reelwright.domain.storyboard import Scene
from reelwright.library import open_search, read_pictures
from reelwright.media.compositor.shots import preview
from reelwright.shooting import fill, finder, read_templates, shoot, split_prompt, suggested

TEMPLATES = """
A tight shot near the floor capturing <object_prompt> in a bank of mist, while <action_prompt>.
A brooding wide shot of <object_prompt> beside curling smoke, while pale light slowly shifts.
A quiet cinematic shot of <object_prompt> set down in shallow water, while small waves pass by.
A tight frontal composition of <object_prompt> before a distant fire, while embers drift past.
A bold low-angle view of <object_prompt> on black rock, while hot air shimmers around it.
A clean cinematic shot of <object_prompt> under falling snow, while all stays hushed and still.
"""
ACTION = "the camera rotates counter-clockwise in slow motion"
WIDE = FORMATS["16:9"]
FRAMES = 60
MOVES = ["roll", "pull out", "pan", "push in", "tilt", "still"]


def filmed(thing, folder, assets):
    """What each of the six templates is filmed as: its parts, the picture's name, and its take."""
    pictures = read_pictures(folder, assets).pictures
    searcher = open_search(pictures)
    made = []
    for one in fill(read_templates(TEMPLATES), [thing], [ACTION]):
        asked = split_prompt(one.prompt)
        best = searcher.search(one.object, k=1)[0]
        picture = next(p for p in pictures if p.id == best.picture)
        find = finder(picture, assets)
        take = shoot(
            Scene(
                id="shot-1", beat="hook", description=one.object, seek=one.object, narration="",
                seconds=Fraction(2),
                camera=one.action or suggested(one.prompt, 1, one.object, find),
                scale=asked.scale,
            ),
            Reference(
                scene="shot-1", query=one.object, picture=picture, score=best.score,
                reason=best.reason, grounded=True, floor=searcher.floor,
            ),
            ShotPrompt(scene="shot-1", text=one.prompt, brief_line=one.prompt),
            WIDE, frames=FRAMES, find=find, assets=assets,
        ).take  # fmt: skip
        made.append((one, asked, picture.asset.name, take))
    return made


def differing(made, assets):
    """The least mean difference (levels of 255) between any two of the films, over three frames."""
    at = [0, FRAMES // 2, FRAMES - 1]
    films = [
        np.stack(preview(take.shot, WIDE, FRAMES, assets=assets, at=at, width=320)).astype(int)
        for *_, take in made
    ]
    return min(float(np.abs(a - b).mean()) for a, b in itertools.combinations(films, 2))


def shoes(folder):
    """A drawn pair of red shoes, a hat and a lamp, with what they are."""
    folder.mkdir()
    rng = np.random.default_rng(7)
    rows = [("file", "caption")]
    for name, caption, colour in (
        ("shoes.jpg", "red shoes on a wooden floor", (40, 35, 200)),
        ("hat.jpg", "a straw hat on a hook", (120, 200, 230)),
        ("lamp.jpg", "a brass lamp on a desk", (60, 160, 200)),
    ):
        grain = cv2.resize(rng.integers(90, 170, (60, 90), np.uint8), (2400, 1600))
        image = cv2.cvtColor(grain, cv2.COLOR_GRAY2BGR)
        for x in (900, 1350):
            cv2.ellipse(image, (x, 950), (230, 120), 0, 0, 360, colour, -1)
        cv2.imwrite(str(folder / name), image)
        rows.append((name, caption))
    with (folder / "captions.csv").open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    return folder


@pytest.mark.proves("S2-05", "S2-04")
def test_six_templates_of_one_thing_give_six_right_films(tmp_path, assets):
    made = filmed("red shoes", shoes(tmp_path / "drawn"), assets)
    assert [take.shot.names[0] for *_, take in made] == MOVES
    assert [asked.scale for _, asked, *_ in made] == ["close", "wide", "any", "close", "any", "any"]
    assert {name for *_, name, _ in made} == {"shoes.jpg"}
    # Nothing of the scene is read as a move: where none was asked for none is found.
    assert [one.action for one, *_ in made] == [ACTION, "", "", "", "", ""]
    assert made[0][3].shot.turn == -1
    assert all(asked.object.startswith("red shoes") for _, asked, *_ in made)
    assert [asked.happens for _, asked, *_ in made[1:5]] == [
        "pale light slowly shifts",
        "small waves pass by",
        "embers drift past",
        "hot air shimmers around it",
    ]
    assert differing(made, assets) > 0.4


def test_the_same_of_real_photographs(shared_data, tmp_path, assets):
    folder = tmp_path / "photos"
    folder.mkdir()
    said = {
        "shoes2.jpg": "a pair of red canvas shoes on a dark floor",
        "bag.jpg": "a tan handbag with pearl flowers and a straw hat",
        "gloves.jpg": "a pair of red leather gloves",
        "dog.jpg": "a golden retriever laughing",
        "flower.jpg": "purple tulips",
    }
    for name in said:
        shutil.copy(shared_data / "photos" / name, folder)
    with (folder / "captions.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("file", "caption"), *said.items()])
    for thing, photo in (("red shoes", "shoes2.jpg"), ("a handbag", "bag.jpg")):
        made = filmed(thing, folder, assets)
        assert {name for *_, name, _ in made} == {photo}
        assert [take.shot.names[0] for *_, take in made] == MOVES
        assert differing(made, assets) > 0.4


def test_a_prompt_without_a_move_is_filmed_as_its_words_suggest():
    assert suggested("a wide shot of a harbour", 1) == "slow pull out"
    assert suggested("a low-angle view of a tower", 1) == "slow tilt up"
    assert suggested("a lake where all is still", 1) == "hold still"
    assert suggested("a close-up of a watch", 1) == "slow push in"
    # The same words and seed give the same; other seeds give others.
    assert suggested("a red cup", 4) == suggested("a red cup", 4)
    assert len({suggested("a red cup", seed) for seed in range(12)}) > 2

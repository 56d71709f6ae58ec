"""Colour words break ties among pictures that are said of alike, in bases and in folders."""

import csv

import cv2
import numpy as np
import pytest

from reelwright.domain.knowledge import Policy
from reelwright.library import open_search, read_pictures
from reelwright.library.ingest.run import ingest
from reelwright.library.retrieval.tints import colours_in, tint_of, tinted

CARS = {
    "a-blue.jpg": (190, 80, 30),
    "b-white.jpg": (245, 245, 245),
    "c-red.jpg": (35, 30, 200),
    "d-green.jpg": (60, 140, 50),
    "e-black.jpg": (15, 15, 15),
}


@pytest.fixture
def cars(tmp_path):
    """A folder of cars of five colours on the same grey street, each captioned "a car"."""
    folder = tmp_path / "cars"
    folder.mkdir()
    rng = np.random.default_rng(5)
    for n, (name, colour) in enumerate(CARS.items()):
        street = np.full((300, 480, 3), 150, np.uint8) + rng.integers(
            0, 20, (300, 480, 1), np.uint8
        )
        cv2.rectangle(street, (110 + 9 * n, 120), (370 + 9 * n, 220), colour, -1)
        for x in (165, 315):
            cv2.circle(street, (x + 9 * n, 222), 26, (40, 40, 40), -1)
        cv2.imwrite(str(folder / name), street)
    with (folder / "captions.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("file", "caption"), *((name, "a car") for name in CARS)])
    return folder


ASKED = {
    "a red car": "c-red.jpg",
    "a car, blue": "a-blue.jpg",
    "the green car": "d-green.jpg",
    "a white car on a street": "b-white.jpg",
    "une voiture rouge": "c-red.jpg",
    "ein grünes Auto": "d-green.jpg",
    "una macchina rossa": "c-red.jpg",
}


@pytest.mark.parametrize(("query", "name"), ASKED.items())
def test_of_equal_pictures_a_folders_search_takes_the_one_of_the_colour(query, name, cars, assets):
    pictures = read_pictures(cars, assets).pictures
    best = open_search(pictures).search(query, k=5)[0]
    assert next(p.asset.name for p in pictures if p.id == best.picture) == name
    assert "that was asked for" in best.reason


def test_of_equal_pictures_a_base_takes_the_one_of_the_colour(cars, library):
    base = library.new("cars")
    ingest(base, cars, approve=True)
    for query, name in ASKED.items():
        found = base.search(query, k=3)
        assert found.found[0].item.asset.name == name, query
    told = base.search("a red car", k=1).found[0].reason
    assert "it has the red that was asked for" in told


def test_without_a_colour_word_nothing_changes(cars, assets):
    found = open_search(read_pictures(cars, assets).pictures).search("a car", k=5)
    assert len({c.score for c in found}) == 1


def test_a_colour_brings_nothing_over_the_floor_and_counts_less_than_what_captions_say(
    cars, library
):
    assert tinted(0.34, 1.0, 0.36) < 0.36
    assert tinted(0.36, 1.0, 0.36) > 0.36
    base = library.new("cars")
    ingest(base, cars, approve=True)
    assert not base.search("a red submarine", k=1).grounded
    base.decide(Policy(floor=0.99))
    assert not base.search("a red car", k=1).grounded


def test_colours_are_told_by_their_names_and_by_their_look():
    assert colours_in("A Red car and a golden sky") == ("red", "yellow")
    assert colours_in("a car") == ()
    assert tint_of(("#c82323",), ("red",)) > 0.8
    assert tint_of(("#2350c8",), ("red",)) == 0
    assert tint_of(("#969696", "#c82323"), ("red",)) > 0.7
    assert tint_of((), ("red",)) == 0

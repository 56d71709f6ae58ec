"""Picture descriptors find copies and colours, and claim nothing more."""

import cv2
import numpy as np
import pytest

from reelwright.backends.embed.descriptors import Descriptors
from reelwright.domain.errors import DoesNotFit
from reelwright.media.pictures.colour import BASIC
from reelwright.media.pictures.files import open_picture


def middle(picture, share):
    height, width = picture.shape[:2]
    h, w = int(height * share), int(width * share)
    y, x = (height - h) // 2, (width - w) // 2
    return np.ascontiguousarray(picture[y : y + h, x : x + w])


def squeezed(picture):
    half = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    done, data = cv2.imencode(".jpg", half, [cv2.IMWRITE_JPEG_QUALITY, 30])
    assert done
    found = cv2.imdecode(data, cv2.IMREAD_COLOR)
    assert found is not None
    return found


COPIES = {
    "squeezed": (squeezed, 0.97),
    "cropped": (lambda p: middle(p, 0.85), 0.85),
    "brighter": (lambda p: cv2.convertScaleAbs(p, alpha=1.25, beta=25), 0.85),
    "mirrored": (lambda p: np.ascontiguousarray(p[:, ::-1]), 0.7),
}


@pytest.fixture(scope="module")
def library(request):
    """The example's forty drawings, by name."""
    folder = request.config.rootpath / "examples" / "fernhill" / "library"
    return {p.stem: open_picture(p, max_side=320) for p in sorted(folder.glob("*.svg"))}


@pytest.fixture(scope="module")
def described(library):
    return Descriptors().pictures(list(library.values()))


@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_lies_nearest_to_its_original(copy, library, described):
    change, least = COPIES[copy]
    found = Descriptors().pictures([change(p) for p in library.values()])
    cosines = found @ described.T
    assert (cosines.argmax(1) == np.arange(len(library))).all()
    assert np.diag(cosines).min() > least


def test_photographs_are_told_from_each_other(shared_data):
    pictures = [open_picture(p, max_side=512) for p in sorted((shared_data / "photos").iterdir())]
    found = Descriptors().pictures(pictures)
    others = (found @ found.T)[~np.eye(len(found), dtype=bool)]
    for change, least in COPIES.values():
        own = (Descriptors().pictures([change(p) for p in pictures]) * found).sum(1)
        assert own.min() > least
    assert np.percentile(others, 95) < 0.7


def test_colour_words_find_pictures_of_that_colour(shared_data):
    paths = sorted((shared_data / "photos").iterdir())
    found = Descriptors().pictures([open_picture(p, max_side=512) for p in paths])
    right = {
        "something red": "shoes2 gloves",
        "lush green": "aurora tree_top tree flower",
        "orange": "tree clothes_table dog",
        "a purple flower": "flower aurora",
        "white": "bag gloves",
        "teal": "building waves",
    }
    for words, names in right.items():
        best = np.argsort(-(found @ Descriptors().colours(words)))[:3]
        assert {paths[k].stem for k in best} & set(names.split()), words


def test_every_colour_name_finds_a_card_of_it():
    cards_of = """black 080808, grey 808080, white fafafa, red d01818, orange ff8800,
        yellow f8e020, green 208030, turquoise 20c0c0, blue 2850d0, purple 7030a0, pink ff80b0,
        brown 704020"""
    codes = dict(pair.split() for pair in cards_of.split(","))
    assert set(codes) == set(BASIC)
    cards = []
    for code in codes.values():
        card = np.zeros((40, 60, 3), np.uint8)
        card[:] = [int(code[k : k + 2], 16) for k in (4, 2, 0)]
        cards.append(card)
    found = Descriptors().pictures(cards)
    for n, name in enumerate(codes):
        assert int(np.argmax(found @ Descriptors().colours(name))) == n


def test_words_that_name_no_colour_are_refused():
    with pytest.raises(DoesNotFit, match="names no colour"):
        Descriptors().colours("a dog that runs")
    with pytest.raises(DoesNotFit, match="takes no texts"):
        Descriptors().texts(["red"])


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 900, 3), (900, 3, 3)])
@pytest.mark.parametrize("value", [0, 127, 255])
def test_even_and_tiny_pictures_have_a_description(shape, value):
    found = Descriptors().pictures([np.full(shape, value, np.uint8)])
    assert np.isfinite(found).all()
    assert np.linalg.norm(found) == pytest.approx(1, abs=1e-5)


def test_noise_in_an_even_picture_stays_noise():
    rng = np.random.default_rng(2)
    wall = [np.uint8(120 + rng.integers(0, 3, (200, 300, 3))) for _ in range(2)]
    one, other = Descriptors().pictures(wall)
    assert one @ other > 0.95

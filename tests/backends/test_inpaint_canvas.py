"""Nova Canvas over HTTP, against a server that refuses what the service refuses."""

import base64

import cv2
import numpy as np
import pytest

from reelwright.domain.errors import BackendFailed, DoesNotFit

from makers.inpainting import canvas, meadow, spot
from servers.embedding import Refused


@pytest.fixture
def made(monkeypatch):
    with canvas(monkeypatch, attempts=1, negative="blurry, distorted") as found:
        yield found


def sent(made, key):
    data = base64.b64decode(made.service.asked[-1]["inPaintingParams"][key])
    return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)


@pytest.mark.proves("S2-23")
def test_the_request_has_the_shape_that_the_service_takes(made):
    made.paint(meadow(), spot(), mode="replace", words="a party hat", count=4, seed=42)
    (body,) = made.service.asked
    assert body["taskType"] == "INPAINTING"
    assert body["imageGenerationConfig"] == {
        "numberOfImages": 4,
        "cfgScale": 6.5,
        "seed": 42,
        "quality": "standard",
    }
    params = body["inPaintingParams"]
    assert params["text"] == "a party hat"
    assert params["negativeText"] == "blurry, distorted"
    assert "maskPrompt" not in params


def test_the_mask_is_turned_round_black_is_what_changes(made):
    mask = spot()
    made.paint(meadow(), mask, mode="remove", count=1, seed=1)
    mask_sent, picture_sent = sent(made, "maskImage"), sent(made, "image")
    assert mask_sent.shape == picture_sent.shape
    scale = mask_sent.shape[0] / mask.shape[0]
    middle = int(mask.shape[0] * 0.6 * scale)
    assert mask_sent[middle, mask_sent.shape[1] // 2, 0] == 0
    assert mask_sent[5, 5, 0] == 255


def test_a_removal_sends_no_text(made):
    made.paint(meadow(), spot(), mode="remove", words="a red ball", count=1, seed=1)
    assert "text" not in made.service.asked[-1]["inPaintingParams"]


@pytest.mark.parametrize("size", [(100, 80), (501, 333), (1280, 720), (3000, 3000), (700, 200)])
def test_pictures_of_any_size_are_brought_to_a_legal_one_and_back(made, size):
    picture, mask = meadow(*size), spot(*size)
    (found,) = made.paint(picture, mask, mode="replace", words="a ball", count=1, seed=1)
    assert found.shape == picture.shape
    height, width = sent(made, "image").shape[:2]
    assert width % 16 == height % 16 == 0
    # Nothing was stretched: the padding is less than one step of the grid.
    scale = max(width / size[0], height / size[1])
    assert width - size[0] * scale < 17
    assert height - size[1] * scale < 17


def test_a_shape_that_is_too_long_is_refused(made):
    with pytest.raises(DoesNotFit, match="4 to 1"):
        made.paint(meadow(1000, 200), spot(1000, 200), mode="remove", count=1, seed=1)


def test_more_than_five_candidates_are_several_requests(made):
    found = made.paint(meadow(), spot(), mode="replace", words="a ball", count=7, seed=3)
    configs = [b["imageGenerationConfig"] for b in made.service.asked]
    assert [(c["numberOfImages"], c["seed"]) for c in configs] == [(5, 3), (2, 4)]
    assert len({f.tobytes() for f in found}) == 7


def test_a_thing_can_be_named_and_the_service_finds_it(made):
    picture = meadow()
    (found,) = made.paint_named(
        picture, "the ball", mode="replace", words="a blue ball", count=1, seed=2
    )
    assert made.service.asked[-1]["inPaintingParams"]["maskPrompt"] == "the ball"
    # The service moves every pixel a little; what it was not asked to change is the original's.
    assert np.array_equal(found[:60], picture[:60])
    inside = spot(radius=20) > 0
    assert np.abs(found[inside].astype(int) - picture[inside]).mean() > 10


def test_a_name_that_the_service_does_not_find_is_said(made):
    with pytest.raises(BackendFailed, match="may not have found"):
        made.paint_named(meadow(ball=False), "the ball", mode="remove", count=1, seed=2)


def test_blocked_pictures_are_said(made):
    made.service.error = "Some of the generated images were blocked by our content filters."
    with pytest.raises(BackendFailed, match="blocked by our content filters"):
        made.paint(meadow(), spot(), mode="replace", words="a ball", count=2, seed=1)


def test_fewer_pictures_than_asked_for_are_said(made):
    made.service.fewer = 1
    with pytest.raises(BackendFailed, match="1 of 2"):
        made.paint(meadow(), spot(), mode="replace", words="a ball", count=2, seed=1)


@pytest.mark.parametrize(
    ("status", "code", "message", "says"),
    [
        (400, "ValidationException", "This request has been blocked by our content filters.", "bl"),
        (429, "ThrottlingException", "Too many requests", "quota"),
        (403, "AccessDeniedException", "no access", "Bedrock console"),
    ],
)
def test_what_the_service_refuses_is_said_with_what_to_do(made, status, code, message, says):
    def refuse():
        raise Refused(status, code, message)

    made.server.faults.append(refuse)
    with pytest.raises(BackendFailed, match=f"{code}.*{says}"):
        made.paint(meadow(), spot(), mode="remove", count=1, seed=1)


def test_a_broken_picture_is_said(made):
    made.server.faults.append(lambda: {"images": ["bm90IGEgcGljdHVyZQ=="]})
    with pytest.raises(BackendFailed, match="no picture"):
        made.paint(meadow(), spot(), mode="remove", count=1, seed=1)


def test_words_that_are_too_long_are_refused_before_anything_is_paid(made):
    with pytest.raises(DoesNotFit, match="1024"):
        made.paint(meadow(), spot(), mode="replace", words="ball " * 300, count=1, seed=1)
    assert not made.service.asked


def test_a_replacement_needs_words(made):
    with pytest.raises(DoesNotFit, match="words"):
        made.paint(meadow(), spot(), mode="replace", count=1, seed=1)

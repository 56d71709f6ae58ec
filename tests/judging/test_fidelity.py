import numpy as np
import pytest

from reelwright.domain.errors import MediaRefused
from reelwright.judging.fidelity import fidelity


def handbag(colour) -> np.ndarray:
    picture = np.full((360, 480, 3), 235, np.uint8)
    picture[120:300, 140:340] = colour
    picture[70:120, 190:205] = picture[70:120, 275:290] = colour
    return picture


RED, BLUE = (40, 30, 190), (190, 60, 30)


@pytest.mark.proves("S3-05")
def test_a_film_that_keeps_its_reference_scores_high_and_one_in_another_colour_low():
    reference = handbag(RED)
    near = [reference[10:350, 10:470], reference[20:340, 20:460]]
    colour, likeness = fidelity(reference, near)
    assert colour.value > 8
    assert likeness.value > 8
    other, _ = fidelity(reference, [handbag(BLUE)] * 2)
    assert other.value < colour.value - 2
    assert "red" in other.why or "blue" in other.why


def test_another_layout_is_seen_where_the_colours_are_the_same():
    reference = handbag(RED)
    turned = np.ascontiguousarray(reference[::-1])
    _, same = fidelity(reference, [reference])
    _, moved = fidelity(reference, [turned])
    assert moved.value < same.value - 1


def test_a_film_without_frames_is_refused():
    with pytest.raises(MediaRefused):
        fidelity(handbag(RED), [])

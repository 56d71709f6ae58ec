"""Masks are read from files and found by words, and say how sure they are."""

import cv2
import numpy as np
import pytest
from PIL import Image

from reelwright.domain.errors import DoesNotFit, MediaRefused, Missing
from reelwright.media.painting.mask import from_words, grown, read_mask
from reelwright.media.pictures.colour import RANGES
from reelwright.media.pictures.files import open_picture

from makers import things
from makers.inpainting import meadow, spot


def overlap(found, truth):
    found, truth = found > 0, truth > 0
    return (found & truth).sum() / max(1, (found | truth).sum())


def balls(*colours, size=30):
    """Balls of these BGR colours in a row on a pale wall."""
    picture = np.full((200, 120 * len(colours), 3), (225, 228, 226), np.uint8)
    for n, colour in enumerate(colours):
        cv2.circle(picture, (60 + 120 * n, 100), size, colour, -1, cv2.LINE_AA)
    return picture


RED, BLUE, GREEN, YELLOW = (40, 40, 200), (190, 90, 30), (60, 150, 50), (40, 210, 235)


def ball(picture, n, size=30):
    mask = np.zeros(picture.shape[:2], np.uint8)
    cv2.circle(mask, (60 + 120 * n, 100), size, 255, -1)
    return mask


@pytest.mark.parametrize(("n", "colour"), [(0, "red"), (1, "blue"), (2, "green"), (3, "yellow")])
def test_a_colour_finds_the_thing_of_that_colour(n, colour):
    picture = balls(RED, BLUE, GREEN, YELLOW)
    found = from_words(picture, f"the {colour} ball")
    assert overlap(found.mask, ball(picture, n)) > 0.9
    assert "'ball' is not recognised" in found.notes[0]


def test_a_place_chooses_among_things_of_one_colour():
    picture = balls(RED, GREEN, RED)
    assert overlap(from_words(picture, "the red ball on the left").mask, ball(picture, 0)) > 0.9
    assert overlap(from_words(picture, "red, right third").mask, ball(picture, 2)) > 0.3
    both = from_words(picture, "all the red balls").mask
    assert overlap(both, ball(picture, 0) | ball(picture, 2)) > 0.9


def test_several_things_are_joined_and_everything_but_turns_round():
    picture = balls(RED, BLUE, GREEN)
    both = from_words(picture, "the red ball and the green ball").mask
    assert overlap(both, ball(picture, 0) | ball(picture, 2)) > 0.9
    rest = from_words(picture, "everything but the blue ball").mask
    assert overlap(255 - rest, ball(picture, 1)) > 0.9


@pytest.mark.parametrize(
    ("words", "box"),
    [
        ("left third", (0, 1 / 3, 0, 1)),
        ("the right half", (0.5, 1, 0, 1)),
        ("top quarter", (0, 1, 0, 0.25)),
        ("lower half", (0, 1, 0.5, 1)),
        ("top left corner", (0, 1 / 3, 0, 1 / 3)),
        ("middle third", (1 / 3, 2 / 3, 0, 1)),
        ("centre", (0.25, 0.75, 0.25, 0.75)),
    ],
)
def test_places_are_parts_of_the_picture(words, box):
    picture = np.zeros((240, 360, 3), np.uint8)
    truth = np.zeros((240, 360), np.uint8)
    x0, x1, y0, y1 = box
    truth[round(y0 * 240) : round(y1 * 240), round(x0 * 360) : round(x1 * 360)] = 255
    assert overlap(from_words(picture, words).mask, truth) > 0.99


@pytest.mark.longer
@pytest.mark.parametrize(
    "words",
    [
        "not the blue ball", "anything but the blue ball", "everything except for the blue ball",
        "all, but not the blue ball", "the whole picture without the blue ball", "no blue ball",
        "everything apart from the blue ball", "do not change the blue ball", "keep the blue ball",
        "don't touch the blue ball", "non-blue",
    ],
)  # fmt: skip
def test_what_is_denied_stays_and_all_else_changes(words):
    picture = balls(RED, BLUE, GREEN)
    found = from_words(picture, words).mask
    assert overlap(255 - found, ball(picture, 1)) > 0.9


@pytest.mark.longer
@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("nothing but the blue ball", (1,)),
        ("only the blue ball", (1,)),
        ("not the red ball but the blue ball", (1,)),
        ("the red ball and the blue ball, not the green ball", (0, 1)),
        ("all the balls except the red ball", (1, 2)),
        ("all the balls but not the red ball and the green ball", (1,)),
    ],
)
def test_a_part_that_is_denied_is_left_out_and_no_more(words, kept):
    picture = balls(RED, BLUE, GREEN)
    if "all the balls" in words:
        words = words.replace("all the balls", "red and blue and green")
    wanted = sum(ball(picture, n).astype(int) for n in kept)
    assert overlap(from_words(picture, words).mask, wanted) > 0.9


def test_nothing_left_is_said():
    with pytest.raises(DoesNotFit, match="nothing is left"):
        from_words(balls(RED, BLUE), "the red ball, not the red ball")


def test_sky_and_ground_part_at_the_horizon():
    picture = meadow(400, 300, ball=False)
    sky, ground = from_words(picture, "sky").mask, from_words(picture, "the ground").mask
    truth = np.zeros((300, 400), np.uint8)
    truth[:120] = 255
    assert overlap(sky, truth) > 0.93
    assert overlap(ground, 255 - truth) > 0.93


def test_what_stands_up_into_the_sky_is_no_sky():
    picture = meadow(400, 300, ball=False)
    cv2.rectangle(picture, (190, 40), (206, 160), (25, 35, 40), -1)
    sky = from_words(picture, "sky").mask
    assert sky[60, 100] == 255
    assert sky[60:115, 194:203].mean() < 40


def test_a_room_has_no_sky():
    room = balls(RED, BLUE)
    with pytest.raises(DoesNotFit, match="nothing in the picture answers to 'sky'"):
        from_words(room, "sky")


def test_subject_and_background_are_each_other_s_rest():
    picture = balls((20, 40, 180), size=60)
    subject, background = (from_words(picture, w).mask for w in ("subject", "the background"))
    assert overlap(subject, ball(picture, 0, 60)) > 0.9
    assert np.array_equal(subject, 255 - background)


def test_scratches_and_dust_are_told_apart():
    rng = np.random.default_rng(3)
    light = np.linspace(90, 140, 400)[None, :, None] + rng.normal(0, 3, (300, 400, 1))
    picture = light.repeat(3, 2).clip(0, 255).astype(np.uint8)
    lines, dots = np.zeros((300, 400), np.uint8), np.zeros((300, 400), np.uint8)
    cv2.line(lines, (30, 40), (360, 220), 255, 2)
    cv2.circle(dots, (100, 240), 3, 255, -1)
    cv2.circle(dots, (330, 60), 3, 255, -1)
    picture[(lines > 0) | (dots > 0)] = 235
    scratches, dust = (from_words(picture, w).mask for w in ("scratches", "dust"))
    assert (scratches[lines > 0] > 0).mean() > 0.9
    assert not scratches[dots > 0].any()
    assert (dust[dots > 0] > 0).mean() > 0.9
    assert not dust[lines > 0].any()


@pytest.mark.parametrize("words", ["the cup", "happiness", "", "the dog and the red ball"])
def test_words_without_anything_to_measure_are_refused_with_what_there_is(words):
    with pytest.raises(DoesNotFit) as refused:
        from_words(balls(RED, BLUE), words)
    assert "mask image" in str(refused.value)
    assert all(colour in str(refused.value) for colour in RANGES)


def test_a_colour_that_is_not_there_is_said():
    with pytest.raises(DoesNotFit, match="nothing in the picture answers to 'the purple hat'"):
        from_words(balls(RED, GREEN), "the purple hat")


def saved(path, mask, **options):
    Image.fromarray(mask).save(path, **options)
    return path


@pytest.mark.parametrize("colour", [(255, 0, 0), (0, 200, 0), (40, 60, 255), (255, 0, 255)])
@pytest.mark.parametrize("side", [40, 150])
def test_a_mask_painted_in_a_colour_asks_for_white(tmp_path, colour, side):
    mask = np.zeros((192, 256, 3), np.uint8)
    mask[10 : 10 + side, 20 : 20 + side] = colour
    with pytest.raises(MediaRefused, match="paint what shall change white"):
        read_mask(saved(tmp_path / "m.png", mask), 256, 192)


def test_a_clean_mask_file_is_read_as_it_is(tmp_path):
    found = read_mask(saved(tmp_path / "m.png", spot()), 256, 192)
    assert np.array_equal(found.mask, spot())
    assert not found.notes


def test_black_changes_where_the_file_says_so(tmp_path):
    path = saved(tmp_path / "m.png", 255 - spot())
    assert np.array_equal(read_mask(path, 256, 192, white_changes=False).mask, spot())


def test_soft_edges_and_jpegs_are_parted_at_the_middle_with_a_note(tmp_path):
    soft = cv2.GaussianBlur(spot(), (0, 0), 3)
    found = read_mask(saved(tmp_path / "m.png", soft), 256, 192)
    assert set(np.unique(found.mask)) == {0, 255}
    assert "grey" in found.notes[0]
    found = read_mask(saved(tmp_path / "m.jpg", spot(), quality=70), 256, 192)
    assert overlap(found.mask, spot()) > 0.97
    assert "JPEG" in found.notes[0]


def test_a_mask_of_another_size_is_scaled_and_of_another_shape_refused(tmp_path):
    path = saved(tmp_path / "m.png", spot(128, 96, 17))
    found = read_mask(path, 256, 192)
    assert found.mask.shape == (192, 256)
    assert overlap(found.mask, spot()) > 0.9
    assert "scaled" in found.notes[-1]
    with pytest.raises(DoesNotFit, match="another shape"):
        read_mask(path, 300, 100)


def test_a_photograph_is_no_mask(tmp_path):
    with pytest.raises(MediaRefused, match="no mask"):
        read_mask(saved(tmp_path / "m.png", meadow()), 256, 192)


def test_a_mask_grows_by_pixels():
    mask = np.zeros((20, 20), np.uint8)
    mask[10, 10] = 255
    assert (grown(mask, 3) > 0).sum() > 20
    assert np.array_equal(grown(mask, 0), mask)


def scratched(picture, seed):
    """A picture with six thin curved scratches, white and black, and where they are."""
    rng = np.random.default_rng(seed)
    height, width = picture.shape[:2]
    truth, out = np.zeros((height, width), np.uint8), picture.astype(float)
    for n in range(6):
        x, y = rng.uniform(0.1, 0.9) * width, rng.uniform(0.1, 0.5) * height
        turn, long = rng.uniform(0, np.pi), rng.uniform(0.2, 0.5) * max(height, width)
        steps = np.linspace(0, 1, 20)
        along = turn + 0.3 * steps
        points = np.stack([x + np.cos(along) * long * steps, y + np.sin(along) * long * steps], 1)
        line = np.zeros((height, width), np.uint8)
        cv2.polylines(
            line, [points.astype(np.int32)], False, 255, int(rng.integers(1, 3)), cv2.LINE_AA
        )
        share = (line / 255 * rng.uniform(0.7, 0.95))[..., None]
        out = out * (1 - share) + np.array([235, 238, 240] if n % 3 else [25, 22, 20]) * share
        truth |= line
    return out.round().astype(np.uint8), truth > 80


@pytest.mark.parametrize(
    ("name", "seed", "least"), [("dog", 1, 0.45), ("road", 4, 0.55), ("flower", 3, 0.45)]
)
def test_scratches_on_photographs_are_found_and_little_else(shared_data, name, seed, least):
    photo = open_picture(shared_data / "photos" / f"{name}.jpg", max_side=1280)
    damaged, truth = scratched(photo, seed)
    found = from_words(damaged, "scratches").mask > 0
    near = cv2.dilate(truth.astype(np.uint8), np.ones((11, 11), np.uint8)) > 0
    assert (found & near).sum() > 0.8 * found.sum()
    assert (found & truth).sum() > least * truth.sum()


def test_edges_and_horizons_are_no_scratches():
    with pytest.raises(DoesNotFit, match="scratches"):
        from_words(meadow(width=640, height=480), "scratches")


@pytest.mark.longer
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("thing", "words", "least"),
    [
        (things.hat, "the red hat", 0.93),
        (things.car, "the red car", 0.93),
        (things.shirt, "the red striped shirt", 0.93),
        (things.mug, "the blue mug", 0.87),
        (things.sign, "the green sign on the left", 0.83),
        (things.sign, "the sign on the left", 0.83),
    ],
)
def test_a_thing_is_found_whole_and_not_its_paint_alone(thing, words, least, seed):
    """A band around a hat, a car's windows and wheels, stripes, dots and letters belong to it."""
    picture, truth = thing(seed)
    assert overlap(from_words(picture, words).mask, truth) > least


@pytest.mark.parametrize(
    ("thing", "options", "words", "least"),
    [
        (things.hat, {"colour": things.BLUE, "band": things.WHITE}, "the blue hat", 0.9),
        (things.car, {"colour": (50, 160, 60)}, "the green car", 0.9),
        (things.shirt, {"colour": (50, 160, 60), "other": things.BLACK}, "the green shirt", 0.9),
        (things.mug, {"colour": things.RED, "dots": things.BLACK}, "the red mug", 0.85),
    ],
)
def test_other_colours_are_found_whole_too(thing, options, words, least):
    picture, truth = thing(4, **options)
    assert overlap(from_words(picture, words).mask, truth) > least


def test_a_name_alone_is_the_subject_where_the_caption_begins_with_it():
    picture, truth = things.car(1)
    found = from_words(picture, "the car", "A small car parked on a road")
    assert overlap(found.mask, truth) > 0.8
    assert "'car' is not recognised" in found.notes[0]
    for caption in ("", "A road with a car", "A carpet on a road"):
        with pytest.raises(DoesNotFit, match="give a mask image"):
            from_words(picture, "the car", caption)


@pytest.mark.parametrize("thing", [things.hat, things.car, things.shirt, things.mug])
def test_no_mask_is_made_of_what_is_not_there(thing):
    """Nor of the whole ground, because it has the colour that was asked for."""
    picture, _ = thing(0)
    with pytest.raises(DoesNotFit, match="give a mask image"):
        from_words(picture, "the purple umbrella")
    rng = np.random.default_rng(2)
    wall = (np.array([50, 45, 170]) + rng.normal(0, 6, (480, 640, 1))).clip(0, 255)
    with pytest.raises(DoesNotFit, match="give a mask image"):
        from_words(wall.astype(np.uint8), "the red hat")


@pytest.mark.parametrize(
    ("name", "words"), [("road", "the red car"), ("aurora", "the red hat"), ("dog", "the blue cup")]
)
def test_on_photographs_nothing_is_masked_that_is_not_there(shared_data, name, words):
    photo = open_picture(shared_data / "photos" / f"{name}.jpg", max_side=1280)
    with pytest.raises(DoesNotFit, match="give a mask image"):
        from_words(photo, words)


def test_red_shoes_on_a_photograph_are_found_with_their_laces(shared_data):
    photo = open_picture(shared_data / "photos" / "shoes2.jpg", max_side=1280)
    found = from_words(photo, "the red shoes").mask > 0
    height, width = found.shape
    # The right shoe's canvas and the white laces on it, and neither the dark above nor the floor.
    assert found[round(0.55 * height), round(0.69 * width)]
    assert found[round(0.42 * height), round(0.72 * width)]
    assert not found[: round(0.15 * height)].any()
    assert not found[round(0.85 * height) :].any()


def share(mask, box):
    """How much of a box (x0, x1, y0, y1 in shares of the picture) a mask covers."""
    height, width = mask.shape
    x0, x1, y0, y1 = box
    part = mask[round(y0 * height) : round(y1 * height), round(x0 * width) : round(x1 * width)]
    return float((part > 0).mean())


@pytest.mark.parametrize(
    ("name", "words", "inside", "outside"),
    [
        # The soles and laces of a red shoe are the shoe's, and white.
        ("shoes2", "red shoes", [(0.18, 0.24, 0.56, 0.6), (0.57, 0.61, 0.5, 0.58)],
         [(0, 1, 0.85, 1)]),
        # The dog's own dark nose, and nothing of the chairs behind it.
        ("dog", "orange dog", [(0.43, 0.46, 0.43, 0.48)], [(0, 0.3, 0, 1), (0.72, 1, 0, 1)]),
        ("dog", "subject", [(0.36, 0.5, 0.3, 0.6)], [(0, 0.28, 0, 1), (0.72, 1, 0, 1)]),
        ("bag", "subject", [(0.3, 0.6, 0.42, 0.7), (0.66, 0.76, 0.22, 0.4)], [(0, 0.1, 0, 1)]),
        ("clothes_table", "white shirt", [(0.15, 0.4, 0.35, 0.6)], [(0.55, 0.8, 0.3, 0.8)]),
    ],
)  # fmt: skip
def test_a_subject_on_a_photograph_is_found_whole_and_alone(
    shared_data, name, words, inside, outside
):
    picture = open_picture(shared_data / "photos" / f"{name}.jpg")
    picture = cv2.resize(picture, None, fx=960 / picture.shape[1], fy=960 / picture.shape[1])
    mask = from_words(picture, words).mask
    assert [box for box in inside if share(mask, box) < 0.9] == []
    assert [box for box in outside if share(mask, box) > 0.03] == []


def test_weights_other_than_the_published_ones_are_not_read(tmp_path, monkeypatch):
    from reelwright.media.pictures import salient

    other = tmp_path / "u2netp.onnx"
    other.write_bytes(b"other weights")
    monkeypatch.setattr(salient, "_found", lambda: other)
    salient._net.cache_clear()
    with pytest.raises(Missing, match="other weights"):
        salient.salience(np.zeros((40, 40, 3), np.uint8))
    monkeypatch.setattr(salient, "_found", lambda: None)
    with pytest.raises(Missing, match="pip install"):
        salient.salience(np.zeros((40, 40, 3), np.uint8))
    assert not salient.installed()

"""Drawn things with parts of another colour, each with its true outline: BGR uint8 and 0/255."""

import cv2
import numpy as np

RED, BLUE, WHITE, BLACK = (42, 38, 190), (170, 80, 30), (238, 240, 240), (38, 34, 32)
SKIN, GREY, GLASS = (150, 180, 225), (122, 120, 118), (190, 170, 150)


def ground(seed, width=640, height=480):
    """A soft, grainy background of two dull colours, another for every seed."""
    rng = np.random.default_rng(seed)
    tones = [(176, 190, 180), (150, 165, 150), (200, 190, 170), (120, 150, 140), (190, 200, 205)]
    above, below = (np.array(tones[k % len(tones)], float) for k in (seed, seed + 2))
    y = np.linspace(0, 1, height)[:, None, None]
    picture = np.where(y < 0.62, above * (0.9 + 0.15 * y), below * (1.1 - 0.2 * y))
    grain = cv2.GaussianBlur(rng.normal(0, 26, (height, width)), (0, 0), 1.1)[..., None]
    return (picture + grain).clip(0, 255)


def _laid(picture, colour, mask, rng, shade=0.25):
    """A part of one colour, lighter above, grainy, with soft edges."""
    rows = np.flatnonzero((mask > 0).any(1))
    y = np.arange(len(mask), dtype=float)[:, None, None]
    light = 1 + shade * (0.5 - (y - rows[0]) / max(1, rows[-1] - rows[0]))
    grain = cv2.GaussianBlur(rng.normal(0, 9, mask.shape), (0, 0), 0.8)[..., None]
    share = cv2.GaussianBlur(mask, (0, 0), 0.7)[..., None] / 255
    picture += share * (np.array(colour, float) * light + grain - picture)


def _shape(size, draw):
    mask = np.zeros((size[1], size[0]), np.uint8)
    draw(mask)
    return mask


def hat(seed=0, colour=RED, band=BLACK, size=(640, 480)):
    """A person in a hat whose band has another colour."""
    rng = np.random.default_rng(seed + 50)
    picture = ground(seed, *size)
    dx = int(rng.integers(-90, 90))
    x = 320 + dx
    face = _shape(size, lambda m: cv2.ellipse(m, (x, 285), (62, 80), 0, 0, 360, 255, -1))
    body = _shape(size, lambda m: cv2.ellipse(m, (x, 480), (150, 120), 0, 0, 360, 255, -1))
    brim = _shape(size, lambda m: cv2.ellipse(m, (x, 222), (128, 24), 0, 0, 360, 255, -1))
    crown = _shape(
        size,
        lambda m: cv2.fillPoly(
            m, [np.array([[x - 70, 222], [x - 58, 120], [x + 58, 120], [x + 70, 222]])], 255
        ),
    )
    ring = _shape(size, lambda m: cv2.rectangle(m, (x - 69, 178), (x + 69, 208), 255, -1))
    ring = cv2.bitwise_and(ring, crown)
    _laid(picture, (110, 95, 70), body, rng)
    _laid(picture, SKIN, face, rng)
    for part, tone in ((crown, colour), (brim, colour), (ring, band)):
        _laid(picture, tone, part, rng)
    return _done(picture), brim | crown


def car(seed=0, colour=RED, size=(640, 480)):
    """A car with windows, wheels and lights on a road."""
    rng = np.random.default_rng(seed + 60)
    picture = ground(seed, *size)
    x, y = 320 + int(rng.integers(-80, 80)), 330
    body = _shape(size, lambda m: cv2.rectangle(m, (x - 170, y - 60), (x + 170, y + 18), 255, -1))
    roof = _shape(
        size,
        lambda m: cv2.fillPoly(
            m,
            [
                np.array(
                    [[x - 110, y - 58], [x - 66, y - 122], [x + 70, y - 122], [x + 120, y - 58]]
                )
            ],
            255,
        ),
    )
    panes = [
        [[x - 90, y - 60], [x - 56, y - 110], [x - 6, y - 110], [x - 6, y - 60]],
        [[x + 8, y - 60], [x + 8, y - 110], [x + 60, y - 110], [x + 96, y - 60]],
    ]
    glass = _shape(size, lambda m: [cv2.fillPoly(m, [np.array(p)], 255) for p in panes])
    wheels = _shape(
        size, lambda m: [cv2.circle(m, (x + d, y + 18), 34, 255, -1) for d in (-105, 105)]
    )
    hubs = _shape(
        size, lambda m: [cv2.circle(m, (x + d, y + 18), 14, 255, -1) for d in (-105, 105)]
    )
    lamp = _shape(size, lambda m: cv2.rectangle(m, (x + 150, y - 40), (x + 168, y - 22), 255, -1))
    for part, tone in (
        (body, colour), (roof, colour), (glass, GLASS), (wheels, BLACK), (hubs, GREY),
        (lamp, (150, 235, 250)),
    ):  # fmt: skip
        _laid(picture, tone, part, rng)
    return _done(picture), body | roof | wheels


def shirt(seed=0, colour=RED, other=WHITE, size=(640, 480)):
    """A person in a striped shirt."""
    rng = np.random.default_rng(seed + 70)
    picture = ground(seed, *size)
    x = 320 + int(rng.integers(-90, 90))
    face = _shape(size, lambda m: cv2.circle(m, (x, 100), 52, 255, -1))
    legs = _shape(size, lambda m: cv2.rectangle(m, (x - 66, 340), (x + 66, 480), 255, -1))
    outline = [
        [x - 60, 148], [x + 60, 148], [x + 140, 215], [x + 108, 252], [x + 78, 226],
        [x + 74, 350], [x - 74, 350], [x - 78, 226], [x - 108, 252], [x - 140, 215],
    ]  # fmt: skip
    whole = _shape(size, lambda m: cv2.fillPoly(m, [np.array(outline)], 255))
    stripes = whole.copy()
    for row in range(148, 352, 34):
        stripes[row + 17 : row + 34] = 0
    _laid(picture, (100, 60, 40), legs, rng)
    _laid(picture, SKIN, face, rng)
    _laid(picture, other, whole, rng)
    _laid(picture, colour, stripes, rng)
    return _done(picture), whole


def mug(seed=0, colour=BLUE, dots=WHITE, size=(640, 480)):
    """A mug with a handle and a pattern of dots."""
    rng = np.random.default_rng(seed + 80)
    picture = ground(seed, *size)
    x, y = 300 + int(rng.integers(-110, 110)), 270
    handle = _shape(size, lambda m: cv2.ellipse(m, (x + 84, y), (46, 56), 0, 0, 360, 255, 18))
    body = _shape(size, lambda m: cv2.rectangle(m, (x - 80, y - 95), (x + 80, y + 95), 255, -1))
    body |= _shape(size, lambda m: cv2.ellipse(m, (x, y + 95), (80, 20), 0, 0, 360, 255, -1))
    body |= _shape(size, lambda m: cv2.ellipse(m, (x, y - 95), (80, 20), 0, 0, 360, 255, -1))
    tea = _shape(size, lambda m: cv2.ellipse(m, (x, y - 95), (68, 13), 0, 0, 360, 255, -1))
    spots = np.zeros_like(body)
    for row in range(-60, 95, 38):
        for column in range(-70, 90, 36):
            at = (x + column + (row // 38 % 2) * 18, y + row)
            cv2.circle(spots, at, 11, 255, -1)
    _laid(picture, colour, handle, rng)
    _laid(picture, colour, body, rng)
    _laid(picture, dots, cv2.bitwise_and(spots, body), rng)
    _laid(picture, (40, 60, 90), tea, rng)
    return _done(picture), body | handle


def sign(seed=0, colour=(60, 140, 40), size=(640, 480)):
    """A sign with white letters on a post on the left, and a bush on the right."""
    rng = np.random.default_rng(seed + 90)
    picture = ground(seed, *size)
    x = 150 + int(rng.integers(-30, 30))
    post = _shape(size, lambda m: cv2.rectangle(m, (x - 7, 250), (x + 7, 430), 255, -1))
    board = _shape(size, lambda m: cv2.rectangle(m, (x - 95, 130), (x + 95, 255), 255, -1))
    letters = _shape(
        size,
        lambda m: cv2.putText(m, "EXIT", (x - 76, 212), cv2.FONT_HERSHEY_SIMPLEX, 2.1, 255, 9),
    )
    bush = _shape(size, lambda m: cv2.circle(m, (500, 330), 70, 255, -1))
    for part, tone in (
        (bush, (70, 110, 90)), (post, GREY), (board, colour), (letters, WHITE),
    ):  # fmt: skip
        _laid(picture, tone, part, rng)
    return _done(picture), board | post


def _done(picture):
    return picture.clip(0, 255).round().astype(np.uint8)

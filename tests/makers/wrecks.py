"""A thing before any picture, in colours that may be around it too, and the usual wrecks of its
removal. The picture without the thing is the right result."""

import cv2
import numpy as np

COLOURS = (
    (45, 40, 190), (200, 90, 30), (40, 190, 220), (60, 150, 60), (30, 30, 30), (235, 235, 235),
)  # fmt: skip


def with_thing(ground, rng):
    """The ground with a lit thing before it, the mask to take it out, and where it stands."""
    height, width = ground.shape[:2]
    size = rng.uniform(0.09, 0.17) * min(height, width)
    x, y = rng.uniform(0.25, 0.75) * width, rng.uniform(0.25, 0.75) * height
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    away = size * (1 + 0.25 * np.sin(2 * turn + rng.uniform(0, 6)))
    away *= 1 + 0.15 * np.sin(3 * turn + rng.uniform(0, 6))
    points = np.stack([x + 1.3 * away * np.cos(turn), y + away * np.sin(turn)], 1)
    thing = cv2.fillPoly(np.zeros((height, width), np.uint8), [points.astype(np.int32)], 255)
    down, across = np.mgrid[:height, :width]
    light = 1 + 0.25 * ((across - x - down + y) / (2 * size)).clip(-1, 1)[..., None]
    colour = np.array(COLOURS[rng.integers(len(COLOURS))], float) * light
    grain = rng.normal(0, 6, (height, width, 1))
    shown = _put(ground, cv2.GaussianBlur(thing, (0, 0), 0.8), colour + grain)
    return shown, cv2.dilate(thing, np.ones((9, 9), np.uint8)), thing


def smeared(ground, shown, mask, thing, rng):
    """Drawn out one way."""
    turn = rng.uniform(0, np.pi)
    reach = 28 * np.array([np.cos(turn), np.sin(turn)])
    brush = np.zeros((61, 61), np.float32)
    first, last = (30 - reach).astype(int), (30 + reach).astype(int)
    cv2.line(brush, tuple(map(int, first)), tuple(map(int, last)), 1, 1)
    return _put(ground, _soft(mask, 2), cv2.filter2D(ground, -1, brush / brush.sum()))


def blurred(ground, shown, mask, thing, rng):
    """A soft blob."""
    return _put(ground, _soft(mask, 2), cv2.GaussianBlur(ground, (0, 0), 9))


def drawn_in(ground, shown, mask, thing, rng):
    """The rim's colours drawn into the hole, without any detail of their own."""
    return cv2.inpaint(shown, mask, 5, cv2.INPAINT_TELEA)


def blank(ground, shown, mask, thing, rng):
    """The mean colour of what is around."""
    ring = (cv2.dilate(mask, np.ones((25, 25), np.uint8)) > 0) & (mask == 0)
    return _put(ground, _soft(mask, 1.5), np.broadcast_to(ground[ring].mean(0), ground.shape))


def moved(ground, shown, mask, thing, rng):
    """A piece from far off, with hard edges."""
    height, width = mask.shape
    by = (int(rng.uniform(0.25, 0.5) * height), int(rng.uniform(0.25, 0.5) * width))
    return _put(ground, mask, np.roll(ground, by, (0, 1)))


def tiled(ground, shown, mask, thing, rng):
    """A small piece from beside, again and again."""
    x, y, w, h = cv2.boundingRect(mask)
    n = max(12, min(w, h) // 4)
    left = x - n - 4 if x > n + 8 else x + w + 4
    tile = ground[y : y + n, left : left + n]
    high, wide = (v // n + 2 for v in mask.shape)
    again = np.tile(tile, (high, wide, 1))[: mask.shape[0], : mask.shape[1]]
    return _put(ground, _soft(mask, 1.5), again)


def shards(ground, shown, mask, thing, rng):
    """The right result, but for a few pieces of the thing."""
    pieces = np.zeros_like(mask)
    down, across = np.nonzero(thing)
    for k in rng.integers(len(down), size=7):
        corners = np.add(rng.integers(-11, 11, (4, 2)), (across[k], down[k]))
        cv2.fillPoly(pieces, [cv2.convexHull(corners.astype(np.int32))], 255)
    found = ground.copy()
    left = (pieces & thing) > 0
    found[left] = shown[left]
    return found


WRECKS = {f.__name__: f for f in (smeared, blurred, drawn_in, blank, moved, tiled, shards)}


def seen_as_one(name, ground, made, mask):
    """Whether a wreck can be seen: where there was no detail, none was lost."""
    if name not in ("smeared", "blurred", "drawn_in", "blank"):
        return True
    was, now = _detail(ground, mask), _detail(made, mask)
    return was >= 3 and now < 0.75 * was


def _detail(picture, mask):
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.float32)
    fine = grey - cv2.GaussianBlur(grey, (0, 0), 3)
    return float(fine[cv2.erode(mask, np.ones((7, 7), np.uint8)) > 0].std())


def _soft(mask, much):
    return cv2.GaussianBlur(mask, (0, 0), much)


def _put(ground, mask, new):
    share = mask[..., None] / 255.0
    made = ground + share * (np.asarray(new, float) - ground)
    return made.clip(0, 255).round().astype(np.uint8)

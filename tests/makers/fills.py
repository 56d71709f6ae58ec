"""Pictures with a thing to take out, and fills of its place: a clean one, and every usual fault."""

import cv2
import numpy as np

KINDS = (
    "grass", "bricks", "wood", "sky", "gravel", "cloth", "tiles", "water", "planks", "snow",
    "horizon", "leaves",
)  # fmt: skip


def backdrop(kind, width=640, height=480):
    """A drawn ground of one of KINDS: BGR uint8."""
    rng = np.random.default_rng(KINDS.index(kind) + 11)
    y, x = np.mgrid[0:height, 0:width].astype(float)

    def noise(size, much):
        return cv2.GaussianBlur(rng.normal(0, 1, (height, width)), (0, 0), size) * much * size * 3.5

    made = {
        "grass": lambda: _toned((50, 120, 70), noise(0.9, 14) + noise(6, 6)),
        "bricks": lambda: _toned((70, 80, 150), _bricks(x, y) + noise(1.2, 5)),
        "wood": lambda: _toned(
            (80, 130, 175), 16 * np.sin(x / 9 + 3 * np.sin(y / 70)) + noise(1, 4)
        ),
        "sky": lambda: _toned((220, 180, 130), y / 8 + noise(30, 5) + noise(0.8, 1.5)),
        "gravel": lambda: _toned((130, 135, 140), noise(2.2, 16) + noise(0.8, 8)),
        "cloth": lambda: _toned(
            (150, 110, 90), 10 * np.sin(x * 0.9) * np.sin(y * 0.9) + noise(9, 5)
        ),
        "tiles": lambda: _toned(
            (190, 195, 190), -55.0 * ((x % 64 < 4) | (y % 64 < 4)) + noise(1, 3)
        ),
        "water": lambda: _toned((150, 110, 50), 15 * np.sin(y / 5 + noise(12, 0.12)) + noise(1, 4)),
        "planks": lambda: _toned((100, 120, 140), -50.0 * (y % 58 < 3) + noise(1.5, 5) + x / 40),
        "snow": lambda: _toned((238, 236, 232), noise(14, 3) + noise(0.8, 2)),
        "horizon": lambda: np.where(
            (y > 250)[..., None],
            _toned((70, 120, 150), noise(1, 12)),
            _toned((225, 200, 170), y / 9 + noise(0.8, 1.5)),
        ),
        "leaves": lambda: _toned((45, 95, 55), noise(4, 20) + noise(1.2, 9)),
    }[kind]()
    return made.clip(0, 255).round().astype(np.uint8)


def _toned(colour, light):
    return np.array(colour, float) * (1 + light[..., None] / 128)


def _bricks(x, y):
    shifted = x + 32 * ((y // 26) % 2)
    return 45.0 * ((y % 26 < 3) | (shifted % 64 < 3))


def with_hat(ground):
    """The ground with a red hat with a dark band before it, and the mask of the hat."""
    height, width = ground.shape[:2]
    x, y, u = width // 2, int(height * 0.55), height / 480
    mask = np.zeros((height, width), np.uint8)
    brim = np.zeros_like(mask)
    cv2.ellipse(brim, (x, y), (int(120 * u), int(24 * u)), 0, 0, 360, 255, -1)
    crown = np.array([[-66, 0], [-54, -100], [54, -100], [66, 0]]) * u + (x, y)
    cv2.fillPoly(mask, [crown.astype(np.int32)], 255)
    band = mask.copy()
    band[: int(y - 46 * u)] = 0
    band[int(y - 18 * u) :] = 0
    mask |= brim
    picture = ground.astype(float)
    rng = np.random.default_rng(5)
    grain = rng.normal(0, 7, (height, width, 1))
    for part, colour in ((mask, (45, 40, 190)), (band, (40, 34, 36))):
        share = cv2.GaussianBlur(part, (0, 0), 0.8)[..., None] / 255
        picture += share * (np.array(colour, float) + grain - picture)
    wide = cv2.dilate(mask, np.ones((9, 9), np.uint8))
    return picture.clip(0, 255).round().astype(np.uint8), wide


def shards(ground, picture, mask):
    """The fill of somebody whose mask was too small: pieces of the hat stand around its place."""
    found = ground.copy()
    rest = np.zeros_like(mask)
    rng = np.random.default_rng(3)
    ys, xs = np.nonzero(cv2.erode(mask, np.ones((13, 13), np.uint8)))
    for _ in range(9):
        k = int(rng.integers(len(ys)))
        corner = rng.integers(-16, 16, (4, 2)) + np.array([xs[k], ys[k]])
        cv2.fillPoly(rest, [cv2.convexHull(corner.astype(np.int32))], 255)
    rest &= mask
    found[rest > 0] = picture[rest > 0]
    return found


def rim(ground, picture, mask):
    """The fill that left the outermost edge of the hat standing."""
    found = ground.copy()
    inner = cv2.erode(mask, np.ones((17, 17), np.uint8))
    own = cv2.erode(mask, np.ones((9, 9), np.uint8))
    left = (own > 0) & (inner == 0)
    found[left] = picture[left]
    return found


def pasted(ground, picture, mask):
    """A piece of the picture from elsewhere, laid over the place with hard edges, a bit lighter."""
    height, width = mask.shape
    found = ground.copy()
    moved = np.roll(ground, (height // 5, width // 3), (0, 1)).astype(float) * 1.14 + 6
    found[mask > 0] = moved.clip(0, 255)[mask > 0].astype(np.uint8)
    return found


def blurred(ground, picture, mask):
    """A soft blob of the colours around."""
    found = ground.copy()
    soft = cv2.GaussianBlur(ground, (0, 0), 14)
    share = cv2.GaussianBlur(mask, (0, 0), 2)[..., None] / 255
    return (found + share * (soft.astype(float) - found)).round().astype(np.uint8)


def flat(ground, picture, mask):
    """One even colour."""
    found = ground.copy()
    ring = (cv2.dilate(mask, np.ones((25, 25), np.uint8)) > 0) & (mask == 0)
    found[mask > 0] = ground[ring].mean(0).round().astype(np.uint8)
    return found


FAULTS = {"shards": shards, "rim": rim, "pasted": pasted, "blurred": blurred, "flat": flat}

"""Puts another picture's subject, or its sky or ground, into the masked part of a picture."""

import cv2
import numpy as np

from ..pictures.colour import from_lab, lab
from ..pictures.planes import sides
from .mask_finding import cut_out, sky
from .mask_finding import ground as land
from .patch import fill

SOFT_EDGE = 1.2
"""Pixels over which a pasted region fades in."""

FIT = 0.985
"""Share of a subject that must lie inside the mask; it is made smaller until it does."""


def paste(
    picture: np.ndarray,
    mask: np.ndarray,
    source: np.ndarray,
    *,
    seed: int,
    ground: np.ndarray | None = None,
) -> np.ndarray:
    """The picture with what the mask covers replaced from the source; both BGR uint8.

    A source may be BGRA: what is opaque in it is the subject, and nothing is cut out. ground: the
    picture without what is masked, where it is known; it is filled in otherwise.

    A mask that reaches two edges of the picture, or covers a third of it, is a region: it is
    covered by the source, or by the source's sky or ground where that is what was masked. Any
    other mask is a place for a thing: the source's subject is cut out and stands there, over
    ground filled in from around. Seeds vary the size, the place and the side it faces.
    """
    rng = np.random.default_rng(seed)
    hole = mask > 127
    if source.shape[2] == 4:
        opacity = source[..., 3].astype(np.float32) / 255
        return _thing(picture, mask, source[..., :3], opacity, rng, ground)
    edges = [hole[0].any(), hole[-1].any(), hole[:, 0].any(), hole[:, -1].any()]
    if sum(edges) >= 2 or hole.mean() > 1 / 3:
        return _region(picture, hole, source, rng)
    opacity = cut_out(source)
    if (opacity > 0.5).mean() < 0.01 or _cropped(opacity):
        return _laid(picture, hole, source, rng)
    return _thing(picture, mask, source, opacity, rng, ground)


def _thing(
    picture: np.ndarray,
    mask: np.ndarray,
    source: np.ndarray,
    opacity: np.ndarray,
    rng: np.random.Generator,
    ground: np.ndarray | None,
) -> np.ndarray:
    x, y, w, h = cv2.boundingRect(np.asarray(opacity > 0.04, np.uint8))
    colours, alpha = source[y : y + h, x : x + w], opacity[y : y + h, x : x + w]
    colours = _clean(colours, alpha)
    if rng.random() < 0.35:
        colours, alpha = colours[:, ::-1].copy(), alpha[:, ::-1].copy()
    if ground is None:
        ground = fill(picture, mask, seed=int(rng.integers(1 << 31)))
    soft = cv2.GaussianBlur(mask, (0, 0), SOFT_EDGE).astype(np.float32) / 255
    scale, x0, y0 = _place(mask, alpha, rng)
    colour, shape = _sized(colours, scale), _sized(alpha, scale)
    shape, colour = shape[: len(mask) - y0, : mask.shape[1] - x0], colour[: len(mask) - y0]
    colour = colour[:, : shape.shape[1]]
    place = np.s_[y0 : y0 + shape.shape[0], x0 : x0 + shape.shape[1]]
    found = ground.astype(np.float32)
    shade = _shadow(shape, place, mask.shape) * soft
    found *= 1 - 0.45 * shade[..., None]
    colour = _in_light(colour, shape, picture, mask)
    opaque = (shape * soft[place])[..., None]
    found[place] = colour * opaque + found[place] * (1 - opaque)
    return np.clip(found, 0, 255).round().astype(np.uint8)


def _place(mask: np.ndarray, alpha: np.ndarray, rng: np.random.Generator) -> tuple[float, int, int]:
    """The largest scale at which the thing stands in the mask, and its upper left corner there.

    Of the places that hold it, the lower ones are taken: things stand, they do not hover.
    """
    left, top, wide, tall = cv2.boundingRect(mask)
    small = min(1.0, 120 / max(wide, tall))
    size = (max(8, round(wide * small)), max(8, round(tall * small)))
    room = mask[top : top + tall, left : left + wide].astype(np.float32) / 255
    room = cv2.resize(room, size, interpolation=cv2.INTER_AREA)
    height, width = alpha.shape
    best = rng.uniform(0.94, 1.0)
    lean = rng.uniform(0.3, 0.7)
    while True:
        scale = min(wide / width, tall / height) * best
        across, down = (max(2, int(scale * small * v)) for v in (width, height))
        thing = cv2.resize(alpha, (min(across, size[0]), min(down, size[1])))
        held = cv2.matchTemplate(room, thing, cv2.TM_CCORR) / max(float(thing.sum()), 1e-6)
        rows, columns = np.nonzero(held >= FIT)
        if len(rows) or best < 0.3:
            break
        best *= 0.95
    if not len(rows):
        rows, columns = (np.array([v]) for v in np.unravel_index(int(held.argmax()), held.shape))
    low = rows == rows.max()
    columns = np.sort(columns[low])
    x = left + round(int(columns[int(lean * (len(columns) - 1))]) / small)
    y = top + round(int(rows.max()) / small)
    return scale, min(x, mask.shape[1] - 2), min(y, mask.shape[0] - 2)


def _region(
    picture: np.ndarray, hole: np.ndarray, source: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    part: np.ndarray = _like(hole, source)
    rows, columns = np.flatnonzero(hole.any(1)), np.flatnonzero(hole.any(0))
    y0, y1, x0, x1 = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    scale = max((y1 - y0) / part.shape[0], (x1 - x0) / part.shape[1]) * rng.uniform(1.0, 1.12)
    if rng.random() < 0.5:
        part = part[:, ::-1]
    cover = _sized(np.ascontiguousarray(part), max(scale, 1e-3))
    cover = _at_least(cover, x1 - x0, y1 - y0)
    high, wide = sides(cover)
    down = int(rng.integers(0, high - (y1 - y0) + 1))
    right = int(rng.integers(0, wide - (x1 - x0) + 1))
    whole = picture.astype(np.float32)
    whole[y0:y1, x0:x1] = cover[down : down + y1 - y0, right : right + x1 - x0]
    soft = cv2.GaussianBlur(hole.astype(np.float32), (0, 0), SOFT_EDGE)[..., None]
    found = whole * soft + picture.astype(np.float32) * (1 - soft)
    found[soft[..., 0] <= 0.004] = picture[soft[..., 0] <= 0.004]
    return np.clip(found, 0, 255).round().astype(np.uint8)


def _laid(
    picture: np.ndarray, hole: np.ndarray, source: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """The source's middle over the mask, joined by its slopes: for sources without a subject."""
    rows, columns = np.flatnonzero(hole.any(1)), np.flatnonzero(hole.any(0))
    y0, y1, x0, x1 = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    zoom = rng.uniform(1.0, 1.2)
    scale = max((y1 - y0) / source.shape[0], (x1 - x0) / source.shape[1]) * zoom
    cover = _at_least(_sized(source, scale), x1 - x0, y1 - y0)
    down, right = (cover.shape[0] - (y1 - y0)) // 2, (cover.shape[1] - (x1 - x0)) // 2
    whole = picture.copy()
    whole[y0:y1, x0:x1] = cover[down : down + y1 - y0, right : right + x1 - x0]
    pad = 2
    framed = cv2.copyMakeBorder(picture, pad, pad, pad, pad, cv2.BORDER_REFLECT)
    given = cv2.copyMakeBorder(whole, pad, pad, pad, pad, cv2.BORDER_REFLECT)
    inner = cv2.copyMakeBorder(hole.astype(np.uint8) * 255, pad, pad, pad, pad, cv2.BORDER_CONSTANT)
    x, y, w, h = cv2.boundingRect(inner)
    middle = (x + w // 2, y + h // 2)
    joined = cv2.seamlessClone(given, framed, inner, middle, cv2.NORMAL_CLONE)
    found = picture.copy()
    found[hole] = joined[pad:-pad, pad:-pad][hole]
    return found


def _like(hole: np.ndarray, source: np.ndarray) -> np.ndarray:
    """The part of a source that lies where the hole does: its sky for a sky, else all of it."""
    top, low = bool(hole[0].mean() > 0.5), bool(hole[-1].mean() > 0.5)
    if top == low:
        return source
    found = sky(source) if top else land(source)
    if not found.any():
        return source
    # The largest band of rows that is nearly all of it.
    full = np.flatnonzero((found > 0).mean(1) > 0.97)
    if len(full) < 0.15 * len(source):
        return source
    return source[: full[-1] + 1] if top else source[full[0] :]


def _cropped(opacity: np.ndarray) -> bool:
    """Whether a subject runs out of its picture at the top or a side: it cannot stand free."""
    solid = opacity > 0.5
    return bool(max(solid[0].mean(), solid[:, 0].mean(), solid[:, -1].mean()) > 0.06)


def _clean(colours: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """Colours with those of the old ground taken out of the soft edge."""
    solid = np.asarray(alpha > 0.96, np.float32)
    near = cv2.GaussianBlur(solid, (0, 0), 2.5)
    inner = cv2.GaussianBlur(colours.astype(np.float32) * solid[..., None], (0, 0), 2.5)
    inner /= np.maximum(near, 1e-3)[..., None]
    keep = np.maximum(solid, near < 1e-3)[..., None]
    return np.clip(colours * keep + inner * (1 - keep), 0, 255).astype(np.uint8)


def _in_light(
    colour: np.ndarray, alpha: np.ndarray, picture: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """A subject's colours moved part of the way to the light around its new place."""
    ring = cv2.dilate(mask, np.ones((3, 3)), iterations=max(4, mask.shape[1] // 40)) & ~mask
    if not ring.any() or not (alpha > 0.5).any():
        return colour.astype(np.float32)
    around = lab(picture[ring > 0][None])[0].mean(0)
    own = lab(colour[alpha > 0.5][None])[0].mean(0)
    shift = np.clip((around - own) * (0.18, 0.12, 0.12), (-14, -6, -6), (14, 6, 6))
    moved: np.ndarray = lab(colour) + shift.astype(np.float32)
    return from_lab(moved)


def _shadow(alpha: np.ndarray, place: tuple[slice, slice], shape: tuple[int, ...]) -> np.ndarray:
    """A soft dark foot under a thing that stands."""
    found = np.zeros(shape[:2], np.float32)
    height, width = alpha.shape
    foot = alpha.copy()
    foot[: int(0.86 * height)] = 0
    found[place] = foot
    spread = max(1.5, width / 30)
    found = cv2.GaussianBlur(found, (0, 0), spread, sigmaY=max(1.0, spread / 3))
    return np.roll(found, max(1, height // 60), axis=0)


def _sized(values: np.ndarray, scale: float) -> np.ndarray:
    size = (max(2, round(values.shape[1] * scale)), max(2, round(values.shape[0] * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(values, size, interpolation=way)


def _at_least(values: np.ndarray, width: int, height: int) -> np.ndarray:
    if values.shape[1] >= width and values.shape[0] >= height:
        return values
    size = (max(width, values.shape[1]), max(height, values.shape[0]))
    return cv2.resize(values, size, interpolation=cv2.INTER_LINEAR)

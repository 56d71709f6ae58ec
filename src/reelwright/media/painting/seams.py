"""Measures how well a painted part sits in its picture (BGR uint8; masks are 255 inside)."""

import warnings
from dataclasses import dataclass

import cv2
import numpy as np

from ..pictures.colour import lab as lab_of

SIDE = 640
"""Longest side in pixels that is looked at: seams are judged as a viewer sees them."""

NEAR, FAR = 6, 14
"""Pixels from the outline: the strips whose colours are compared across it, and the ring beside."""


@dataclass(frozen=True)
class Seams:
    """What was measured.

    step: how much colours jump across the outline beyond what they do beside it (CIE Lab units,
    the worst fifth of the outline). edge: how much steeper the picture is across the outline than
    across lines beside it (Lab units a pixel). detail: how far the fine detail
    inside, or the grain of its calm parts, lies beyond what is usual around it, as a power of two:
    -1 is half of the least, 0 is usual. colour: how far colours inside are from the nearest ones
    around (Lab). left: share of the mask on which the thing still stands, in it or just beside it:
    colours that it had and nothing around has, or pieces that are as they were and parted from what
    is new. cut: share of the outline at which the thing goes on: a rim of it inside, or what of it
    stands outside of a mask that was too small. moved: mean change inside (levels of 255).
    """

    step: float
    edge: float
    detail: float
    colour: float
    left: float
    cut: float
    moved: float


def seams(before: np.ndarray, after: np.ndarray, mask: np.ndarray, *, new: bool = False) -> Seams:
    """Measure the part of `after` that the mask covers against what is around it.

    new: something else stands there on purpose, so that an edge that was there before may stay.
    """
    before, after, hole = _looked_at(before, after, mask)
    lab = lab_of(after)
    inside = cv2.distanceTransform(hole, cv2.DIST_L2, 5)
    outside = cv2.distanceTransform(255 - hole, cv2.DIST_L2, 5)
    strip, beside = (inside > 0.5) & (inside <= NEAR), (outside > 0.5) & (outside <= NEAR)
    further = (outside > NEAR) & (outside <= 2 * NEAR)
    outline = beside & (outside <= 1.5)
    within_, near, far = (_mean(lab, part) for part in (strip, beside, further))
    across = np.linalg.norm(within_ - near, axis=-1)[outline]
    usual = np.linalg.norm(near - far, axis=-1)[outline]
    old = lab_of(before)
    if new:
        old_step = np.linalg.norm(_mean(old, strip) - _mean(old, beside), axis=-1)[outline]
        usual = np.maximum(usual, old_step)
    excess = np.maximum(across - usual, 0)
    worst = np.sort(excess)[int(0.8 * len(excess)) :]
    ring = (outside > 0.5) & (outside <= FAR * 2)
    within = hole > 0
    away = np.where(within, 0.5 - inside, outside - 0.5)
    sectors = _sectors(within)
    detail = _detail(after, before if new else after, within, ring)
    lacking = 0.0 if new else _detail_beside(after, away, sectors)
    grain = 0.0 if new else _grain(after, away)
    return Seams(
        edge=round(_edge(lab, away, sectors, old if new else None), 3),
        left=0.0 if new else round(max(_left(old, lab, away), _standing(old, lab, away)), 4),
        cut=0.0 if new else round(_cut(old, lab, away), 4),
        step=round(float(worst.mean()), 3) if len(worst) else 0.0,
        detail=round(max((detail, lacking, grain), key=abs), 3),
        colour=round(_strange(lab, within, ring), 3),
        moved=round(float(np.abs(after.astype(int) - before)[within].mean()), 3),
    )


def _looked_at(
    before: np.ndarray, after: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The mask's surroundings, at most SIDE pixels wide."""
    x, y, w, h = cv2.boundingRect(mask)
    room = max(4 * FAR, max(w, h) // 3)
    rows = slice(max(0, y - room), min(mask.shape[0], y + h + room))
    columns = slice(max(0, x - room), min(mask.shape[1], x + w + room))
    parts = [p[rows, columns] for p in (before, after, mask)]
    scale = min(1.0, SIDE / max(parts[2].shape))
    if scale < 1:
        size = tuple(max(1, round(v * scale)) for v in parts[2].shape[::-1])
        parts = [cv2.resize(p, size, interpolation=cv2.INTER_AREA) for p in parts]
    return parts[0], parts[1], np.where(parts[2] > 127, 255, 0).astype(np.uint8)


def _mean(lab: np.ndarray, part: np.ndarray) -> np.ndarray:
    """Mean colour of a part around every pixel."""
    side = (2 * NEAR + 1, 2 * NEAR + 1)
    weight = cv2.boxFilter(part.astype(np.float32), -1, side, normalize=False)
    total = cv2.boxFilter(lab * part[..., None], -1, side, normalize=False)
    return total / np.maximum(weight, 1)[..., None]


def _detail(picture: np.ndarray, before: np.ndarray, within: np.ndarray, ring: np.ndarray) -> float:
    """How far the detail inside lies beyond what is usual around it, or was there before."""
    level = _fineness(picture)
    # The outline itself is detail of neither side.
    core = cv2.erode(within.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    core = core if core.any() else within
    if not ring.any():
        return 0.0
    inner = float(np.median(level[core]))
    low, high = (float(v) for v in np.percentile(level[ring], (20, 80)))
    if before is not picture:
        old = float(np.median(_fineness(before)[core]))
        low, high = min(low, old), max(high, old)
    return min(0.0, inner - low) + max(0.0, inner - high)


def _fineness(picture: np.ndarray) -> np.ndarray:
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.float32)
    fine = (grey - cv2.GaussianBlur(grey, (0, 0), 1.5)) ** 2
    return np.log2(cv2.blur(fine, (15, 15)) + 1.5) / 2


def _strange(lab: np.ndarray, within: np.ndarray, ring: np.ndarray) -> float:
    known = lab[ring].reshape(-1, 3)
    new = lab[within].reshape(-1, 3)
    if not len(known) or not len(new):
        return 0.0
    known = known[:: max(1, len(known) // 600)]
    new = new[:: max(1, len(new) // 1200)]
    off = np.linalg.norm(new[:, None] - known[None], axis=-1).min(1)
    return float(off.mean())


CALM, GRAIN = (15, 30), 0.5
"""Percentiles of fine detail that are a picture's calm parts, and how much those differ anyway."""

STAYS, SAME, PARTED, PIECE = 10.0, 2.5, 12.0, 24
"""How far (Lab) what is left of a thing may be from it at the same place, and what stands exactly;
from which on colours are of two things; and the fewest pixels of a piece."""

FALLEN, ALIKE, APART = 0.35, 12.0, 16.0
"""Share of what it covered inside that a colour of the thing keeps at most; how far (Lab) a pixel
may be from a colour to be of it; and how far colours of the thing and of the new ground are."""

SPLINTER, REACH, MIDST = 8, 14, 0.25
"""The fewest pixels of a rest at the outline, pixels outside of it that are looked at, and from
which share of its depth on a hole's midst begins."""

CAP = 4.0
"""How much steeper than usual a pixel counts at most."""

SECTORS = 24
"""Parts of an outline, by the direction from its middle: a seam may show in some of them only."""

SEAM, BESIDE = (-4, 7), ((-15, -6), (9, 18))
"""Pixels from the outline (negative: inside) where a seam may be, a back end's own margin counted;
and where the picture is looked at for what is usual."""


def _sectors(within: np.ndarray) -> np.ndarray:
    """The sector of every pixel, 0 to SECTORS - 1."""
    rows, columns = np.nonzero(within)
    y, x = np.mgrid[0 : within.shape[0], 0 : within.shape[1]]
    turn = np.arctan2(y - rows.mean(), x - columns.mean()) / (2 * np.pi) + 0.5
    return np.minimum((turn * SECTORS).astype(np.int32), SECTORS - 1)


def _edge(
    lab: np.ndarray, away: np.ndarray, sectors: np.ndarray, before: np.ndarray | None
) -> float:
    """How much steeper it is across the outline than across lines beside it.

    before: what was there may have had an edge, which may stay.
    """
    steep = _across(lab, away)
    low, high = BESIDE[0][0], BESIDE[1][1]
    near = (away >= low) & (away < high)
    # A few lines that are far steeper than the rest would hide a step that is steep all along.
    most = CAP * float(np.median(steep[near])) + 0.3
    bins = np.floor(away[near]).astype(np.int32) - low
    wide = high - low
    at = sectors[near] * wide + bins
    count = np.bincount(at, minlength=SECTORS * wide).reshape(SECTORS, wide)

    def profile(values: np.ndarray) -> np.ndarray:
        total = np.bincount(at, np.minimum(values[near], most), SECTORS * wide).reshape(
            SECTORS, wide
        )
        return total / np.maximum(count, 1)

    seen = profile(steep)
    there = count >= 3
    offsets = np.arange(low, high)
    seam = there & (offsets >= SEAM[0]) & (offsets < SEAM[1])
    beside = there & ~((offsets >= BESIDE[0][1]) & (offsets < BESIDE[1][0]))
    usable = seam.any(1) & (beside.sum(1) >= 4)
    if not usable.any():
        return 0.0
    usual = np.nanpercentile(np.where(beside, seen, np.nan)[usable], 75, axis=1)
    if before is not None:
        old = np.where(seam, profile(_across(before, away)), 0).max(1)
        usual = np.maximum(usual, old[usable])
    # A seam runs at one distance from the outline all along; lines of the picture cross it.
    excess = np.where(there[usable], np.maximum(seen[usable] - usual[:, None], 0), np.nan)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        along = np.nan_to_num(np.nanmean(excess, axis=0))
    return float(max(0.0, along[seam.any(0)].max() - along[beside.any(0)].max()))


def _across(lab: np.ndarray, away: np.ndarray) -> np.ndarray:
    """How steep a picture is towards and away from the outline, Lab units a pixel."""
    field = cv2.GaussianBlur(away.astype(np.float32), (0, 0), 1.5)
    nx, ny = cv2.Sobel(field, cv2.CV_32F, 1, 0), cv2.Sobel(field, cv2.CV_32F, 0, 1)
    size = np.maximum(np.hypot(nx, ny), 1e-3)
    dx, dy = (cv2.Sobel(lab, cv2.CV_32F, *d, scale=1 / 8) for d in ((1, 0), (0, 1)))
    along: np.ndarray = dx * (nx / size)[..., None] + dy * (ny / size)[..., None]
    return np.linalg.norm(along, axis=-1)


def _detail_beside(picture: np.ndarray, away: np.ndarray, sectors: np.ndarray) -> float:
    """How much finer (over 0) or softer it is inside than just outside, sector by sector."""
    off: list[float] = []
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.float32)
    for size in (1.5, 4.0):
        fine = cv2.blur((grey - cv2.GaussianBlur(grey, (0, 0), size)) ** 2, (9, 9))
        level = np.log2(fine + 1.5) / 2
        inner, outer = away < -4, (away > 5) & (away <= 2 * FAR)
        for n in range(SECTORS):
            here = sectors == n
            within, beside = level[here & inner], level[here & outer]
            if len(within) > 20 and len(beside) > 20:
                off.append(float(np.median(within) - np.median(beside)))
    if not off:
        return 0.0
    mean = float(np.mean(off))
    return float(np.sign(mean) * max(0.0, abs(mean) - 0.3))


def _left(before: np.ndarray, after: np.ndarray, away: np.ndarray) -> float:
    """Share of the mask that still has colours which the thing had and nothing around it has."""
    inside, around = away < -3, (away > 8) & (away <= 8 + 3 * FAR)
    own, others = _usual(before[inside], 6), _usual(after[around], 10)
    if own is None or others is None:
        return 0.0
    own = own[_far(own, others) > 16]
    near = away <= 6
    if not len(own):
        return 0.0
    seen = cv2.GaussianBlur(after, (0, 0), 0.6)
    # What stands elsewhere than the thing stood is not what is left of it.
    stays = np.linalg.norm(after - before, axis=-1) < STAYS

    def rest(part: np.ndarray) -> float:
        colours = seen[part]
        like, other = _far(colours, own), _far(colours, others)
        return float((like < 0.6 * other).sum())

    usual = rest(around) / max(1, int(around.sum()))
    return max(0.0, rest(near & stays) - usual * float((near & stays).sum())) / max(
        1, int((away < 0).sum())
    )


def _standing(before: np.ndarray, after: np.ndarray, away: np.ndarray) -> float:
    """Share of the mask on which pieces of the thing stand, parted from what is new around them."""
    inside = away < 0
    same = np.linalg.norm(after - before, axis=-1) < SAME
    kept = np.asarray(same & (away < -2), np.uint8)
    kept = cv2.morphologyEx(kept, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    new = inside & ~same
    fine = np.abs(after[..., 0] - cv2.GaussianBlur(after[..., 0], (0, 0), 1.5))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(kept)
    total = 0
    for n in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[n])
        if area < PIECE:
            continue
        rows, columns = slice(max(0, y - 5), y + h + 5), slice(max(0, x - 5), x + w + 5)
        piece = np.asarray(labels[rows, columns] == n, np.uint8)
        ring = (cv2.dilate(piece, np.ones((9, 9), np.uint8)) > 0) & new[rows, columns]
        ring &= cv2.dilate(piece, np.ones((3, 3), np.uint8)) == 0
        if ring.sum() < 12:
            continue
        # Before they were of one thing with what went; ground that stays was not.
        was, seen = before[rows, columns], after[rows, columns]
        inner, outer = np.median(seen[piece > 0], axis=0), np.median(seen[ring], axis=0)
        apart = float(np.linalg.norm(inner - outer))
        once = float(np.linalg.norm(inner - np.median(was[ring], axis=0)))
        # Of one colour, a thing is parted from a ground by the detail that it lacks.
        own, new_ = (float(np.median(fine[rows, columns][part])) for part in (piece > 0, ring))
        if once < PARTED and (apart > PARTED or (new_ > 1 and own < 0.5 * new_)):
            total += area
    return total / max(1, int(inside.sum()))


def _cut(before: np.ndarray, after: np.ndarray, away: np.ndarray) -> float:
    """Share of the outline at which what was taken out stands on, inside or outside of it."""
    moved = np.linalg.norm(after - before, axis=-1)
    deep, zone = away < -4, away <= REACH
    own, ground = _usual(before[deep], 8), _usual(after[deep & (moved > STAYS)], 8)
    if own is None or ground is None:
        return 0.0
    # The thing's colours are those that went: a fill may have taken some of them from its rest.
    sample = max(1, int(deep.sum()) // 6000)
    had, has = (
        (np.linalg.norm(p[deep][::sample, None] - own[None], axis=-1) < ALIKE).mean(0)
        for p in (before, after)
    )
    own = own[(has < FALLEN * had) & (had > 0.01)]
    ground = ground[_far(ground, own) > APART] if len(own) else own
    if not len(ground):
        return 0.0

    def of_it(lab: np.ndarray) -> np.ndarray:
        found = np.zeros(away.shape, bool)
        seen = cv2.GaussianBlur(lab, (0, 0), 0.6)[zone]
        found[zone] = _far(seen, own) < 0.6 * _far(seen, ground)
        return found

    gone, rest = of_it(before), of_it(after)
    gone &= ~rest & (moved > STAYS) & (away <= 4)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(rest, np.uint8))
    large = np.asarray(stats[:, cv2.CC_STAT_AREA] >= SPLINTER, bool)
    rest = rest & large[np.asarray(labels, np.intp)]
    beside = np.ones((7, 7), np.uint8)
    torn = rest & (moved < STAYS) & (cv2.dilate(np.asarray(gone, np.uint8), beside) > 0)
    # What merely stood beside the thing, in colours like its own, was parted from it before.
    went = cv2.GaussianBlur(np.asarray(gone, np.float32), (0, 0), 2.5)
    was = np.asarray(cv2.GaussianBlur(before * gone[..., None], (0, 0), 2.5), np.float32)
    was /= np.maximum(np.asarray(went, np.float32), 1e-3)[..., None]
    torn &= np.linalg.norm(cv2.GaussianBlur(before, (0, 0), 0.6) - was, axis=-1) < ALIKE
    outline, midst = (away > 0) & (away <= 1.5), away < MIDST * away.min()
    if not outline.any():
        return 0.0
    there = cv2.dilate(np.asarray(torn, np.uint8), np.ones((9, 9), np.uint8)) > 0
    share = float(there[outline].mean())
    # A ground with such colours of its own shows them in the midst of what is new too.
    strewn = cv2.dilate(np.asarray(rest, np.uint8), np.ones((5, 5), np.uint8)) > 0
    return max(0.0, share - float(strewn[midst].mean()))


def _grain(picture: np.ndarray, away: np.ndarray) -> float:
    """How far the calmest parts inside lie under the calmest ones around, as a power of two; or 0.

    Where a picture is smooth it still has the grain of its camera; a smear has none.
    """
    inner, ring = away < -5, (away > 5) & (away <= 3 * FAR)
    if inner.sum() < 60 or ring.sum() < 60:
        return 0.0
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.float32)
    fine = cv2.blur((grey - cv2.GaussianBlur(grey, (0, 0), 1.0)) ** 2, (7, 7))
    # Under a third of a level there is no grain but rounding.
    level = np.log2(fine + 0.15) / 2
    lack = (np.percentile(level[inner], CALM) - np.percentile(level[ring], CALM)).min()
    return min(0.0, float(lack) + GRAIN)


def _usual(colours: np.ndarray, most: int) -> np.ndarray | None:
    """The usual ones among Lab colours [n, 3]; None where there are too few."""
    if len(colours) < 60:
        return None
    points = np.ascontiguousarray(colours[:: max(1, len(colours) // 2500)], np.float32)
    cv2.setRNGSeed(1)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 10, 1.0)
    _, _, centres = cv2.kmeans(points, most, np.empty(0), stop, 1, cv2.KMEANS_PP_CENTERS)
    return centres


def _far(colours: np.ndarray, others: np.ndarray) -> np.ndarray:
    return np.sqrt(((colours[:, None] - others[None]) ** 2).sum(-1).min(1))

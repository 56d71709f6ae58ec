"""Fills holes in pictures from the rest of the picture: nothing is invented, only carried over.

PatchMatch (Barnes et al., 2009) inside the coarse-to-fine scheme of Wexler et al. (2007), with
the texture measure of Newson et al. (2014). Patches are compared by a few of their DCT
coefficients, so that a comparison is one row of numbers and the whole hole is searched at once.
"""

from dataclasses import dataclass, field

import cv2
import numpy as np
from threadpoolctl import ThreadpoolController

from .poisson import seamless

RADIUS = 3
"""Half a patch: patches are 7 x 7 pixels on every level."""

WORK = 1_400_000
"""Most pixels that patches are searched in; larger pictures are searched smaller, then copied."""

MOST_BEGIN = 3000
"""Source patches that the first filling chooses from."""

TILES, LEFT_OUT = 8, 0.35
"""What a candidate begins without: each of TILES x TILES parts of the picture by this chance."""

SMALLEST = 72
"""Shorter side, in pixels, under which things in the picture are smaller than a patch."""

COARSEST = 3.0
"""The deepest point of the hole, in pixels, on the level where filling begins."""

COHERENT = 1.08
"""How much worse a neighbour's source may fit and still be preferred: large pieces stay whole."""

SOFT = 0.05
"""How much worse than the best a patch may fit and still have a say, in shares of the usual."""

HEIGHT, ACROSS = 320.0, 60.0
"""What it costs to take a source from the picture's other end, downwards and across."""

_TEXTURE = 1.6
"""Weight of a patch's mean gradient beside its colours: smooth never stands in for rough."""


def fill(picture: np.ndarray, mask: np.ndarray, *, seed: int = 0, near: bool = False) -> np.ndarray:
    """A copy of the BGR uint8 picture with what the mask (uint8, 255: change) covers filled in.

    Same seed, same bytes; another seed starts elsewhere and may prefer other parts of the picture.
    near: only what lies around the hole is looked at, for scratches and spots. Pixels outside the
    mask are untouched. The mask must leave at least some 20 x 20 pixels free.
    """
    hole = mask > 127
    y0, y1, x0, x1 = _window(hole, near)
    part, hole = picture[y0:y1, x0:x1], hole[y0:y1, x0:x1]
    found = picture.copy()
    found[y0:y1, x0:x1][hole] = _filled(part, hole, np.random.default_rng(seed))[hole]
    return found


def fillable(mask: np.ndarray) -> bool:
    """Whether the mask leaves enough of the picture to fill from."""
    height, width = mask.shape
    scale = min(1.0, 160 / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    free = cv2.resize(np.asarray(mask < 128, np.uint8), size, interpolation=cv2.INTER_AREA)
    kernel = np.ones((2 * RADIUS + 3, 2 * RADIUS + 3), np.uint8)
    return bool(cv2.erode(free, kernel, borderValue=0).any()) and bool((mask < 128).mean() > 0.05)


_blas = ThreadpoolController()


@dataclass
class _Level:
    """One size of the picture: float32 colours (the hole guessed), the hole, and the match."""

    colours: np.ndarray
    hole: np.ndarray
    rng: np.random.Generator
    match: np.ndarray = field(init=False)
    """Flat index of the best source of every target pixel; -1 elsewhere. Padded by RADIUS."""
    cost: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        r = RADIUS
        self.colours = cv2.copyMakeBorder(self.colours, r, r, r, r, cv2.BORDER_REFLECT_101)
        holes = np.asarray(self.hole, np.uint8)
        kernel = np.ones((2 * r + 1, 2 * r + 1), np.uint8)
        target = cv2.copyMakeBorder(cv2.dilate(holes, kernel), r, r, r, r, cv2.BORDER_CONSTANT)
        # Outside the picture is no source; a source's whole patch is known and inside.
        known = cv2.copyMakeBorder(1 - holes, r, r, r, r, cv2.BORDER_CONSTANT, value=0)
        self.source = cv2.erode(known, kernel, borderValue=0) > 0
        self.height, self.width = target.shape
        self.sources = np.flatnonzero(self.source)
        self.target = target > 0
        self.targets = np.flatnonzero(self.target)
        inner = cv2.copyMakeBorder(holes, r, r, r, r, cv2.BORDER_CONSTANT)
        self.inner = np.flatnonzero(inner)
        depth = cv2.distanceTransform(holes, cv2.DIST_L2, 3)
        depth = cv2.copyMakeBorder(depth, r, r, r, r, cv2.BORDER_CONSTANT)
        self.trust = np.power(1.3, -np.minimum(depth, 24)).ravel().astype(np.float32)
        self.match = np.full(self.height * self.width, -1, np.int64)
        self.cost = np.full(self.height * self.width, np.inf, np.float32)
        self.looks = np.concatenate([_looks(self.colours), self._place()], axis=-1)
        self.looks = self.looks.reshape(self.height * self.width, -1)
        rows, columns = np.divmod(self.targets, self.width)
        self.box = (
            max(0, int(rows.min()) - r),
            int(rows.max()) + r + 1,
            max(0, int(columns.min()) - r),
            int(columns.max()) + r + 1,
        )

    def _place(self) -> np.ndarray:
        """Where a pixel lies, as two more numbers: pictures are layered by height."""
        y, x = np.mgrid[0 : self.height, 0 : self.width].astype(np.float32)
        return np.stack([HEIGHT * y / self.height, ACROSS * x / self.width], axis=-1)

    def begin(self, allowed: np.ndarray) -> None:
        """Fill the hole from its rim inwards, each ring from the patches that fit what is known.

        allowed: the source pixels to choose from. A filled ring is known to the next, so that
        texture and edges run on into the hole; among sources that fit alike, chance decides.
        """
        r, width = RADIUS, self.width
        steps = [dy * width + dx for dy in range(-r, r + 1) for dx in range(-r, r + 1)]
        offsets = np.array(steps)
        if len(allowed) > MOST_BEGIN:
            allowed = np.sort(self.rng.choice(allowed, MOST_BEGIN, replace=False))
        flat = self.colours.reshape(-1, 3)
        sources = flat[allowed[:, None] + offsets].reshape(len(allowed), -1)
        squares = sources**2
        missing = np.zeros(self.height * width, bool)
        missing[self.inner] = True
        while missing.any():
            rim = cv2.dilate(
                np.asarray(~missing.reshape(self.height, width), np.uint8), np.ones((3, 3))
            )
            ring = np.flatnonzero(missing & (rim.ravel() > 0))
            ring = self._leading(ring, missing)
            around = ring[:, None] + offsets
            known = np.repeat(~missing[around], 3, axis=1).astype(np.float32)
            wanted = flat[around].reshape(len(ring), -1) * known
            cost: np.ndarray = known @ squares.T - 2 * (wanted @ sources.T)
            cost += (wanted**2).sum(1, keepdims=True)
            off = self.looks[ring][:, None, -2:] - self.looks[allowed][None, :, -2:]
            cost += (off**2).sum(-1) * (known.mean(1, keepdims=True))
            best = cost.min(1, keepdims=True)
            level = best * 1.1 + 2.0 * known.sum(1, keepdims=True)
            pick = np.where(cost <= level, self.rng.random(cost.shape, np.float32), -1).argmax(1)
            self.match[ring] = allowed[pick]
            flat[ring] = flat[allowed[pick]]
            missing[ring] = False
        rest = self.targets[self.match[self.targets] < 0]
        self.match[rest] = self.rng.choice(self.sources, len(rest))

    def _leading(self, ring: np.ndarray, missing: np.ndarray) -> np.ndarray:
        """The part of a ring where edges run into the hole: they go on before plain ground."""
        known = np.asarray(~missing, np.float32).reshape(self.height, self.width)
        grey: np.ndarray = self.colours.mean(-1)
        strong = np.zeros_like(grey)
        strong[:, 1:] += np.abs(np.diff(grey, axis=1)) * known[:, 1:] * known[:, :-1]
        strong[1:] += np.abs(np.diff(grey, axis=0)) * known[1:] * known[:-1]
        side = (2 * RADIUS + 1, 2 * RADIUS + 1)
        strong, sure = cv2.blur(strong, side), cv2.blur(known, side)
        worth = (sure * (strong + 1.0)).ravel()[ring]
        return ring[worth >= np.quantile(worth, 0.6)]

    def inherit(self, coarse: "_Level") -> None:
        """The match of a coarser level, twice as large."""
        r = RADIUS
        rows, columns = np.divmod(self.targets, self.width)
        rows, columns = rows - r, columns - r
        limit_y, limit_x = coarse.height - 1 - r, coarse.width - 1 - r
        up = np.clip(rows // 2 + r, r, limit_y) * coarse.width
        up += np.clip(columns // 2 + r, r, limit_x)
        found = coarse.match[up]
        sy, sx = np.divmod(found, coarse.width)
        sy = (sy - r) * 2 + rows % 2 + r
        sx = (sx - r) * 2 + columns % 2 + r
        fine = np.clip(sy, 0, self.height - 1) * self.width + np.clip(sx, 0, self.width - 1)
        bad = (found < 0) | ~self.source.ravel()[fine]
        fine[bad] = self.rng.choice(self.sources, int(bad.sum()))
        self.match[self.targets] = fine
        # What fitted well on the coarser level speaks first here too.
        self.cost[self.targets] = np.where(bad, 1e9, coarse.cost[up])
        self.vote()

    def measure(self) -> None:
        """How each target patch looks now, and what its present match costs."""
        top, low, left, right = self.box
        part = _looks(self.colours[top:low, left:right])
        r = RADIUS
        whole = self.looks.reshape(self.height, self.width, -1)
        whole[top + r : low - r, left + r : right - r, :-2] = part[r:-r, r:-r]
        self.cost[self.targets] = self._distance(self.targets, self.match[self.targets])

    def _distance(self, here: np.ndarray, there: np.ndarray) -> np.ndarray:
        off = self.looks[here] - self.looks[there]
        return np.einsum("nk,nk->n", off, off)

    def _offer(self, here: np.ndarray, there: np.ndarray, gain: float = 1.0) -> None:
        """Take the sources offered to these targets where they are better."""
        cost = self._distance(here, there)
        better = cost < self.cost[here] * gain
        here = here[better]
        self.match[here] = there[better]
        self.cost[here] = cost[better]

    def search(self, rounds: int, reach: int, gain: float = 1.0) -> None:
        """PatchMatch: good matches spread to their neighbours, chance finds others."""
        source, size = self.source.ravel(), self.height * self.width
        live = self.targets
        for turn in range(rounds):
            for jump in (1, 4) if turn % 2 == 0 else (1, 2):
                for step in (jump, -jump, jump * self.width, -jump * self.width):
                    beside = live + step
                    inside = (beside >= 0) & (beside < size)
                    here, beside = live[inside], beside[inside]
                    there = self.match[beside] - step
                    worth = (self.match[beside] >= 0) & (there >= 0) & (there < size)
                    worth &= there != self.match[here]
                    here, there = here[worth], there[worth]
                    worth = source[there]
                    self._offer(here[worth], there[worth], gain)
            # What is a copy already cannot be matched better by chance.
            self._chance(live[self.cost[live] > 0.2 * float(self.cost[live].mean())], reach)

    def _chance(self, live: np.ndarray, reach: int) -> None:
        source = self.source.ravel()
        while reach >= 1:
            y, x = np.divmod(self.match[live], self.width)
            y = y + self.rng.integers(-reach, reach + 1, len(y))
            x = x + self.rng.integers(-reach, reach + 1, len(x))
            inside = (y >= 0) & (y < self.height) & (x >= 0) & (x < self.width)
            here, there = live[inside], (y * self.width + x)[inside]
            worth = source[there]
            self._offer(here[worth], there[worth])
            reach //= 2

    def vote(self) -> None:
        """Each pixel of the hole becomes the weighted mean of what all patches over it say."""
        self.colours.reshape(-1, 3)[self.inner] = self._voted()

    def _voted(self) -> np.ndarray:
        """Patches that fit best speak loudest: a plain mean of many would be a blur."""
        cost = np.where(np.isfinite(self.cost), self.cost / self.trust, 1e12).astype(np.float32)
        side = np.ones((2 * RADIUS + 1, 2 * RADIUS + 1), np.uint8)
        best = cv2.erode(cost.reshape(self.height, self.width), side).ravel()[self.inner]
        soft = SOFT * float(np.median(best)) + 1.0
        flat = self.colours.reshape(-1, 3)
        total = np.zeros((len(self.inner), 3), np.float32)
        norm = np.zeros(len(self.inner), np.float32)
        for dy in range(-RADIUS, RADIUS + 1):
            for dx in range(-RADIUS, RADIUS + 1):
                step = dy * self.width + dx
                centre = self.inner - step
                weight = np.exp((best - cost[centre]) / soft)
                total += flat[self.match[centre] + step] * weight[:, None]
                norm += weight
        return total / norm[:, None]

    def finish(self, scale: int, picture: np.ndarray, hole: np.ndarray) -> np.ndarray:
        """The picture (this level or `scale` times larger), its hole copied from the matches.

        Pixels are copied whole, so that texture stays crisp, and laid so that their slopes fit
        across the seams (Poisson), which takes the steps in light out of them.
        """
        r = RADIUS
        rows, columns = np.nonzero(hole)
        up = np.minimum(rows // scale, self.height - 2 * r - 1) + r
        across = np.minimum(columns // scale, self.width - 2 * r - 1) + r
        sy, sx = np.divmod(self.match[up * self.width + across], self.width)
        sy = np.clip((sy - r) * scale + rows % scale, 0, picture.shape[0] - 1)
        sx = np.clip((sx - r) * scale + columns % scale, 0, picture.shape[1] - 1)
        y, x = np.mgrid[0 : hole.shape[0], 0 : hole.shape[1]].astype(np.int32)
        y[rows, columns], x[rows, columns] = sy, sx
        return seamless(picture, hole, y, x)


def _filled(picture: np.ndarray, hole: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    scale = 1
    while picture.shape[0] * picture.shape[1] / scale**2 > WORK:
        scale += 1
    work, held = _reduced(picture.astype(np.float32), hole, scale)
    sizes = [(work, held)]
    # A large hole may also be filled from so far away that only the lie of the land is seen: some
    # candidates begin there, where long edges meet better and small things are missed.
    wide = _deep(held) > 0.12 * min(held.shape) and rng.random() < 0.4
    least = SMALLEST // 2 if wide else SMALLEST
    while _deep(held) > COARSEST and min(held.shape) >= 2 * least:
        smaller = _reduced(work, held, 2)
        if not _sources(smaller[1]):
            break
        work, held = smaller
        sizes.append(smaller)
    before: _Level | None = None
    last = len(sizes) - 1
    for turn, (work, held) in enumerate(reversed(sizes)):
        level = _Level(work, held, rng)
        if before is None:
            # The products are small: threads would only wait for each other.
            with _blas.limit(limits=1, user_api="blas"):
                level.begin(_some(level, rng))
            rounds, reach, times = 4, max(level.height, level.width), 10
        else:
            level.inherit(before)
            fine = turn / max(1, last)
            rounds, reach, times = 1, 8 if fine > 0.6 else 24, 2 if turn == last else 4
        for _ in range(times):
            level.measure()
            level.search(rounds, reach, gain=COHERENT)
            level.vote()
        before = level
    assert before is not None
    before.measure()
    before.search(1, 1, gain=COHERENT)
    return before.finish(scale, picture, hole)


def _sources(hole: np.ndarray) -> bool:
    known = np.asarray(~hole, np.uint8)
    kernel = np.ones((2 * RADIUS + 1, 2 * RADIUS + 1), np.uint8)
    return int(cv2.erode(known, kernel, borderValue=0).sum()) > 40


def _deep(hole: np.ndarray) -> float:
    return float(cv2.distanceTransform(np.asarray(hole, np.uint8), cv2.DIST_L2, 3).max())


def _some(level: _Level, rng: np.random.Generator) -> np.ndarray:
    """Source pixels in which this candidate begins: some tiles of the picture are left out.

    So candidates differ, as far as the picture has other things to offer; what lies around the
    hole always stays in.
    """
    y, x = np.divmod(level.sources, level.width)
    tiles = rng.random((TILES, TILES)) < LEFT_OUT
    out = tiles[y * TILES // level.height, x * TILES // level.width]
    hole = np.zeros((level.height, level.width), np.uint8)
    hole.ravel()[level.inner] = 1
    near = cv2.dilate(hole, np.ones((4 * RADIUS + 1, 4 * RADIUS + 1), np.uint8)) > 0
    kept = level.sources[~out | near.ravel()[level.sources]]
    return kept if len(kept) > 40 else level.sources


def _reduced(colours: np.ndarray, hole: np.ndarray, by: int) -> tuple[np.ndarray, np.ndarray]:
    """The picture `by` times smaller, from known pixels only; a pixel with any hole is hole."""
    if by == 1:
        return colours, hole
    height, width = -(-hole.shape[0] // by), -(-hole.shape[1] // by)
    down, right = height * by - hole.shape[0], width * by - hole.shape[1]
    known = np.asarray(~hole, np.float32)
    known = cv2.copyMakeBorder(known, 0, down, 0, right, cv2.BORDER_REPLICATE)
    colours = cv2.copyMakeBorder(colours, 0, down, 0, right, cv2.BORDER_REPLICATE)
    share = cv2.resize(known, (width, height), interpolation=cv2.INTER_AREA)
    mean = cv2.resize(colours * known[..., None], (width, height), interpolation=cv2.INTER_AREA)
    return mean / np.maximum(share, 1e-3)[..., None], share < 0.999


def _looks(colours: np.ndarray) -> np.ndarray:
    """How the patch around each pixel looks: float32 [height, width, 18], as unit-norm sums."""
    b, g, r = cv2.split(colours)
    grey = 0.114 * b + 0.587 * g + 0.299 * r
    found = [_dct(grey, u, v) for u in range(4) for v in range(4 - u)]
    for tone in (0.7 * (b - grey), 0.9 * (r - grey)):
        found += [_dct(tone, u, v) for u, v in ((0, 0), (0, 1), (1, 0))]
    for dx, dy in ((1, 0), (0, 1)):
        rough = np.abs(cv2.Sobel(grey, cv2.CV_32F, dx, dy, ksize=3, scale=0.25))
        side = 2 * RADIUS + 1
        found.append(_TEXTURE * side * cv2.blur(rough, (side, side)))
    return np.stack(found, axis=-1)


def _dct(plane: np.ndarray, u: int, v: int) -> np.ndarray:
    return cv2.sepFilter2D(plane, cv2.CV_32F, _WAVES[v], _WAVES[u], borderType=cv2.BORDER_REFLECT)


def _wave(k: int) -> np.ndarray:
    side = 2 * RADIUS + 1
    wave = np.cos(np.pi * k * (np.arange(side) + 0.5) / side)
    return (wave / np.linalg.norm(wave)).astype(np.float32)


_WAVES = [_wave(k) for k in range(4)]


def _window(hole: np.ndarray, near: bool) -> tuple[int, int, int, int]:
    """The part of the picture that is looked at: rows y0 to y1, columns x0 to x1."""
    height, width = hole.shape
    if not near:
        return 0, height, 0, width
    rows, columns = np.flatnonzero(hole.any(1)), np.flatnonzero(hole.any(0))
    room = max(48, round(0.12 * max(height, width)))
    return (
        max(0, int(rows[0]) - room),
        min(height, int(rows[-1]) + 1 + room),
        max(0, int(columns[0]) - room),
        min(width, int(columns[-1]) + 1 + room),
    )

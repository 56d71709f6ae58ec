"""Where the camera is at every frame: an eased path of windows that never leaves the picture."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .plan import StillShot, View

ENOUGH = 1.6
"""Working pixels per film pixel at the widest window: linear sampling stays sharp at this."""

ENOUGH_DRAWN = 1.3
"""The same for drawings, whose edges are clean and whose rendering costs by the pixel."""

LEAST = 1.15
"""Working pixels per film pixel at the tightest window, where the picture has that many."""

MOST = 2.2
"""More working pixels than this per film pixel would shimmer."""

ROUNDED = 0.12
"""How much of the way before and after a corner between two moves is bent, at most."""

LOOKS = 16
"""Places whose mean is the camera's, where it rounds a corner."""

_SWELLING = ("push in", "pull out", "dolly")
_SHIFTING = ("pan", "tilt", "truck", "orbit")


@dataclass(frozen=True)
class Pose:
    """The camera at one frame.

    x, y: centre in picture pixels. scale: picture pixels per film pixel. roll: radians, clockwise.
    shift: how far the nearest layer is moved against the farthest, film pixels (x, y). swell: how
    much larger the nearest layer is drawn than the farthest (0: the same).
    """

    x: float
    y: float
    scale: float
    roll: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)
    swell: float = 0.0


@dataclass(frozen=True)
class _Stand:
    """The camera where one move ends and the next begins; along: 0-1 of the eased way."""

    along: float
    view: View
    shift: tuple[float, float] = (0.0, 0.0)
    swell: float = 0.0


@dataclass(frozen=True)
class Path:
    """A shot's camera path over its frames; `at` gives the pose of frame n."""

    shot: StillShot
    width: int
    height: int
    frames: int
    start: View
    end: View
    wide: float
    """Width of the window of zoom 1, picture pixels."""
    spare: tuple[float, float] = (0.0, 0.0)
    """Film pixels that parallax may reach past the window, sideways and up and down."""
    stands: tuple[_Stand, ...] = field(default=())
    """Where its moves begin and end, if it makes several."""

    def at(self, n: int) -> Pose:
        """The pose at frame n, counted from 0; beyond either end the camera stands."""
        t = min(1.0, max(0.0, n / (self.frames - 1))) if self.frames > 1 else 0.0
        e = eased(t, self.shot.ease)
        if self.stands:
            return self._rounded(e)
        a, b = self.start, self.end
        # The window's size moves by equal ratios, so that a zoom looks even; the centre follows
        # the size, so that a zoom about a point keeps that point still.
        size = (1 / a.zoom) ** (1 - e) * (1 / b.zoom) ** e
        gap = 1 / b.zoom - 1 / a.zoom
        along = (size - 1 / a.zoom) / gap if abs(gap) > 1e-9 else e
        return Pose(
            x=(a.x + (b.x - a.x) * along) * self.shot.width,
            y=(a.y + (b.y - a.y) * along) * self.shot.height,
            scale=self.wide * size / self.width,
            roll=math.radians(a.roll + (b.roll - a.roll) * e),
            shift=self._shift(e),
            swell=self._swell(e),
        )

    def _rounded(self, e: float) -> Pose:
        """The pose at 0-1 of a way with corners: the mean of the way shortly before and after.

        So the camera passes from move to move without a halt or a jerk, and stays within the
        windows that it stands at. It keeps straight at either end.
        """
        legs = [b.along - a.along for a, b in pairwise(self.stands)]
        reach = min(ROUNDED, 0.45 * min(legs), e, 1 - e)
        near = [self._on(e + reach * (2 * k / (LOOKS - 1) - 1)) for k in range(LOOKS)]
        x, y, size, roll, across, down, swell = (sum(v) / LOOKS for v in zip(*near, strict=True))
        return Pose(
            x=x * self.shot.width,
            y=y * self.shot.height,
            scale=self.wide * size / self.width,
            roll=math.radians(roll),
            shift=(across, down),
            swell=swell,
        )

    def _on(self, e: float) -> tuple[float, float, float, float, float, float, float]:
        """x, y, size, roll, shift and swell at 0-1 of the way, its corners left sharp."""
        a, b = next((pair for pair in pairwise(self.stands) if e < pair[1].along), self.stands[-2:])
        u = min(1.0, max(0.0, (e - a.along) / (b.along - a.along)))
        p, q = a.view, b.view
        size = (1 / p.zoom) ** (1 - u) * (1 / q.zoom) ** u
        gap = 1 / q.zoom - 1 / p.zoom
        v = (size - 1 / p.zoom) / gap if abs(gap) > 1e-9 else u
        pairs = ((p.x, q.x, v), (p.y, q.y, v), (p.roll, q.roll, u))
        x, y, roll = (one + (other - one) * k for one, other, k in pairs)
        across, down = (one + (two - one) * u for one, two in zip(a.shift, b.shift, strict=True))
        return x, y, size, roll, across, down, a.swell + (b.swell - a.swell) * u

    def sharpening(self, n: int) -> float:
        """How far a rack of focus is at frame n, 0-1: it takes the time of its own move."""
        t = min(1.0, max(0.0, n / max(1, self.frames - 1)))
        names = (self.shot.name, *(name for _, _, name in self.shot.via))
        if self.shot.via and "rack focus" in names:
            edges = (0.0, *(at for at, _, _ in self.shot.via), 1.0)
            k = names.index("rack focus")
            t = min(1.0, max(0.0, (t - edges[k]) / (edges[k + 1] - edges[k])))
        return eased(t, "in-out")

    def _shift(self, e: float) -> tuple[float, float]:
        """Sideways parallax: the near goes against the camera, by `parallax` widths in all."""
        reach = self.shot.parallax * self.width
        name = self.shot.name
        if not reach or name not in _SHIFTING:
            return 0.0, 0.0
        if name == "orbit":
            # A sixth of a circle seen from above: the middle comes nearer than the ends.
            angle = math.radians(60) * (2 * e - 1) * self.shot.turn
            side = math.sin(angle) / math.sin(math.radians(60))
            return -0.5 * reach * side, 0.2 * reach * (math.cos(angle) - 0.75)
        dx = (self.end.x - self.start.x) * self.shot.width
        dy = (self.end.y - self.start.y) * self.shot.height
        if name == "tilt" and not dy:
            dx, dy = 0.0, float(self.shot.turn)
        elif not dx and not dy:
            dx = float(self.shot.turn)
        far = math.hypot(dx, dy)
        return -reach * (e - 0.5) * dx / far, -reach * (e - 0.5) * dy / far

    def _swell(self, e: float) -> float:
        """Parallax in depth: going in, the near grows faster; going out, it shrinks faster."""
        if not self.shot.parallax or self.shot.name not in _SWELLING:
            return 0.0
        inward = self.end.zoom >= self.start.zoom
        return 2 * self.shot.parallax * (e if inward else 1 - e)

    @property
    def rolls(self) -> bool:
        """Whether the horizon ever tilts."""
        return any(v.roll for v in self._views)

    @property
    def _views(self) -> tuple[View, ...]:
        return tuple(s.view for s in self.stands) or (self.start, self.end)

    @property
    def held(self) -> bool:
        """Whether every frame shows the same window."""
        return len(set(self._views)) == 1

    @property
    def deep(self) -> bool:
        """Whether near and far move apart."""
        poses = [self.at(0), self.at(self.frames // 2), self.at(self.frames - 1)]
        if any(s.swell or s.shift != (0.0, 0.0) for s in self.stands):
            return True
        return any(p.swell or p.shift != (0.0, 0.0) for p in poses)

    @property
    def slides(self) -> bool:
        """Whether the camera only goes sideways: same size, no tilt of the horizon."""
        return len({v.zoom for v in self._views}) == 1 and not self.rolls

    def scales(self) -> tuple[float, float]:
        """Picture pixels per film pixel at the widest and the tightest window."""
        ends = [self.wide / v.zoom / self.width for v in self._views]
        return max(ends), min(ends)

    def working_scale(self) -> float:
        """Working pixels per picture pixel to prepare the still at.

        Enough that linear sampling stays sharp, never past the picture's own detail unless the
        film has more pixels than the picture; drawings have as much detail as is asked for.
        """
        widest, tightest = self.scales()
        k = (ENOUGH_DRAWN if self.shot.vector else ENOUGH) / widest
        if k * tightest < LEAST:
            k = min(LEAST / tightest, MOST / widest)
        if not self.shot.vector:
            k = min(k, max(1.0, 1.05 / tightest))
        return k

    def crop(self) -> tuple[int, int, int, int]:
        """The box of picture pixels (left, top, right, bottom) that the camera ever sees."""
        boxes: list[tuple[float, float, float, float]] = []
        for n in range(0, self.frames + 7, 8):
            p = self.at(min(n, self.frames - 1))
            w, h = _extent(self.width * p.scale, self.height * p.scale, p.roll)
            w, h = w / 2 + self.spare[0] * p.scale, h / 2 + self.spare[1] * p.scale
            boxes.append((p.x - w, p.y - h, p.x + w, p.y + h))
        left, top = min(b[0] for b in boxes) - 3, min(b[1] for b in boxes) - 3
        right, low = max(b[2] for b in boxes) + 3, max(b[3] for b in boxes) + 3
        return (
            max(0, math.floor(left)),
            max(0, math.floor(top)),
            min(self.shot.width, math.ceil(right)),
            min(self.shot.height, math.ceil(low)),
        )


def _spare(shot: StillShot, width: int, height: int) -> tuple[float, float]:
    """Film pixels that parallax may reach past the window, sideways and up and down."""
    if not shot.parallax:
        return 0.0, 0.0
    names = (shot.name, *(name for _, _, name in shot.via))
    tall = max(width, height) if any(n in _SWELLING for n in names) else width
    return shot.parallax * width / 2 + 2, shot.parallax * tall / 2 + 2


def path_of(shot: StillShot, width: int, height: int, frames: int) -> Path:
    """The shot's path through a frame of width x height pixels, over this many frames.

    Both end windows are made to fit inside the picture, parallax and roll included, by moving and,
    where that is not enough, tightening them; what lies between then fits as well.
    """
    wide = min(shot.width, shot.height * width / height)
    spare = _spare(shot, width, height)
    size = (wide * (1 + 2 * spare[0] / width), wide / width * (height + 2 * spare[1]))
    given = (shot.start, *(view for _, view, _ in shot.via), shot.end)
    tilt = math.radians(max(abs(view.roll) for view in given))
    fitted = [_fitted(shot, view, size, tilt) for view in given]
    stands = _stands(shot, fitted, width) if shot.via else ()
    return Path(shot, width, height, frames, fitted[0], fitted[-1], wide, spare, stands)


def _stands(shot: StillShot, views: Sequence[View], width: int) -> tuple[_Stand, ...]:
    """Where the moves of a shot begin and end, near and far moved apart as each of them asks."""
    names = (shot.name, *(name for _, _, name in shot.via))
    reach = shot.parallax * width
    shifts, swells = [(0.0, 0.0)], [0.0]
    for name, (a, b) in zip(names, pairwise(views), strict=True):
        (across, down), swell = shifts[-1], swells[-1]
        dx, dy = (b.x - a.x) * shot.width, (b.y - a.y) * shot.height
        far = math.hypot(dx, dy)
        if name in _SHIFTING and far:
            across, down = across - reach * dx / far, down - reach * dy / far
        if name in _SWELLING:
            swell += 2 * shot.parallax * (1 if b.zoom >= a.zoom else -1)
        shifts.append((across, down))
        swells.append(swell)
    # All of it is moved to the middle and kept within what the windows leave room for.
    middle = [(min(v) + max(v)) / 2 for v in zip(*shifts, strict=True)]
    most = max(max(abs(x - middle[0]), abs(y - middle[1])) for x, y in shifts)
    k = min(1.0, 0.5 * reach / most) if most else 1.0
    spread = max(swells) - min(swells)
    deep = min(1.0, 2 * shot.parallax / spread) if spread else 1.0
    times = (0.0, *(at for at, _, _ in shot.via), 1.0)
    return tuple(
        _Stand(
            eased(at, shot.ease),
            view,
            (k * (x - middle[0]), k * (y - middle[1])),
            deep * (swell - min(swells)),
        )
        for at, view, (x, y), swell in zip(times, views, shifts, swells, strict=True)
    )


def _fitted(shot: StillShot, view: View, size: tuple[float, float], tilt: float) -> View:
    w, h = _extent(*size, tilt)
    zoom = max(view.zoom, 1.0, w / shot.width, h / shot.height)
    half_x, half_y = w / zoom / 2 / shot.width, h / zoom / 2 / shot.height
    x = min(max(view.x, half_x), 1 - half_x) if half_x < 0.5 else 0.5
    y = min(max(view.y, half_y), 1 - half_y) if half_y < 0.5 else 0.5
    return View(x, y, zoom, view.roll)


def _extent(w: float, h: float, roll: float) -> tuple[float, float]:
    """Width and height of the upright box around a turned one."""
    c, s = abs(math.cos(roll)), abs(math.sin(roll))
    return w * c + h * s, w * s + h * c


def eased(t: float, ease: str) -> float:
    """Progress 0-1 at time 0-1. The ends are soft but never quite still, so that cuts flow."""
    if ease == "linear":
        return t
    if ease == "out":
        return 0.8 * (1 - (1 - t) ** 3) + 0.2 * t
    return 0.7 * t * t * (3 - 2 * t) + 0.3 * t

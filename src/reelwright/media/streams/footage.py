"""A clip of one's own, looked through: which parts of it may be shown, and its clearest frame.

Of a short clip every frame is decoded; of a long one some windows that glances promise most of.
What is given as fit to be shown was decoded once in a guarded child: what films it later meets no
frame that was not.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal

import av
import cv2
import numpy as np
from av.container import InputContainer
from av.error import FFmpegError

from ...domain.asset import Asset
from ...domain.errors import MediaRefused
from ...domain.footage import CELL, best_part
from ...domain.picture import Moving, Stretch
from ..guard.guard import guarded
from ..pictures.analysis import subject_box
from ..pictures.source import Source, opened
from .snippets import broken, checked_kind, pictured
from .upright import upright

LONGEST = 1800
"""Seconds that a clip may last."""

MAX_BYTES = 2_000_000_000
LARGEST_SIDE = 8192

SECONDS, MEGABYTES = 90.0, 900
"""Processor time and memory that looking through a clip may take."""

LOOKED_AT = 2_500_000_000
"""Pixels of a clip that are decoded to look at it: 40 s of full HD at 30 frames a second."""

LEAST, MOST = 6.0, 40.0
"""Seconds of a clip that are looked at, whatever its size."""

WINDOW = 8.0
"""Seconds of one window of a long clip, where it is large enough for several."""

GLANCES = 16

SIDE, RATE = 320, 12
"""Longer side, in pixels, and times a second that frames are measured at."""

POSTER_OF = 3.0
"""Seconds of the part whose clearest frame stands for the clip."""

_FOLLOWED = 0.3
"""Share of features that can be followed from a frame to the next within one shot."""

_ALIKE, _RELATED = 8.0, 0.6
"""Mean difference of luma under which two frames are one shot's, and the correlation of their
layouts under which they are two shots'."""


@dataclass(frozen=True)
class LookedAt:
    """What a clip is. Size and frame (BGR) are upright; frame is its clearest, at `at` seconds."""

    media_type: str
    seconds: float
    width: int
    height: int
    rate: float
    stretches: tuple[Stretch, ...]
    heard: bool
    frame: np.ndarray = field(repr=False)
    at: float = 0.0

    def moving(self, clip: Asset, sound: Literal["keep", "mute"] | None = None) -> Moving:
        """As a picture keeps it; sound: what was said of the clip's own."""
        return Moving(
            clip=clip,
            seconds=self.seconds,
            rate=self.rate,
            stretches=self.stretches,
            heard=self.heard,
            sound=sound,
        )


@guarded(seconds=SECONDS, megabytes=MEGABYTES)
def look_at_clip(source: Source) -> LookedAt:
    """What a clip is and which parts of it are fit to be shown, from measurements alone.

    Raises MediaRefused for what is broken, too long, too large, blank, or holds no picture.
    """
    name = source.name
    container = checked_kind(source, MAX_BYTES)
    try:
        with opened(source) as file, av.open(file, "r", format=container) as box:
            if not box.streams.video or not pictured(box):
                raise MediaRefused(
                    f"{name} holds sound alone; a scene's own recording belongs in voice/"
                )
            return _Clip(name, box, "video/webm" if container == "matroska" else "video/mp4").seen()
    except (FFmpegError, ValueError, IndexError) as problem:
        raise broken(name, problem) from problem


@dataclass
class _Sample:
    """One measured frame: its second, sharpness, light, and how it differs from the one before.

    shift is how the camera went since then (across, down, in shares of the width), stir what moved
    besides (mean difference of what is left, 0-255).
    """

    at: float
    sharp: float
    light: float
    lost: float
    shift: tuple[float, float] = (0.0, 0.0)
    stir: float = 0.0
    cut: bool = False
    apart: float | None = None
    """Whether something stands apart that the eye goes to, 0 to 1; None: not looked for."""


class _Clip:
    """An open clip."""

    def __init__(self, name: str, box: InputContainer, media_type: str) -> None:
        self.name, self.box, self.media_type = name, box, media_type
        self.stream = next(
            s for s in box.streams.video if not s.disposition & s.disposition.attached_pic
        )
        codec = self.stream.codec_context
        codec.thread_type = "SLICE"
        if not codec.width or not codec.height:
            raise MediaRefused(f"{name} states no picture size; export it again")
        if max(codec.width, codec.height) > LARGEST_SIDE:
            raise MediaRefused(
                f"{name} is {codec.width} x {codec.height}; at most {LARGEST_SIDE} pixels a side "
                "are read: export it smaller"
            )
        self.seconds = float(lasts(box, self.stream))
        if self.seconds > LONGEST:
            raise MediaRefused(
                f"{name} lasts {self.seconds / 60:.0f} minutes and up to {LONGEST // 60} are read; "
                "cut out the part that is worth showing"
            )
        if not self.seconds > 0:
            raise MediaRefused(f"{name} does not say how long it is; export it again")
        base = self.stream.time_base or Fraction(1, 1000)
        self.begins = float((self.stream.start_time or 0) * base)
        self.rate = float(self.stream.average_rate or 0) or 30.0

    def seen(self) -> LookedAt:
        """Everything that is to be known of it."""
        stretches: list[Stretch] = []
        samples: list[_Sample] = []
        for start, end in self._windows():
            found = self._measured(start, end)
            samples += found
            stretches += _stretches(found, 1 / self.rate)
        if not samples:
            raise MediaRefused(f"{self.name} holds no picture; export it again")
        # What breaks off has no frame where its end should be.
        late = self._at(max(0.0, self.seconds - 0.5))
        if late is None or late.time < self.begins + self.seconds - 1.5:
            raise MediaRefused(f"{self.name} breaks off before its end; copy or export it again")
        if not any(_BLACK < s.light < _WHITE and s.sharp >= _EVEN for s in samples):
            raise MediaRefused(
                f"{self.name} is blank wherever it was looked at; export it again or take it out"
            )
        at = _clearest(samples, stretches)
        frame = self._at(at - self.begins)
        assert frame is not None
        shown = next(upright([frame])).to_ndarray(format="bgr24")
        return LookedAt(
            media_type=self.media_type,
            seconds=round(self.seconds, 3),
            width=shown.shape[1],
            height=shown.shape[0],
            rate=round(self.rate, 3),
            stretches=tuple(stretches),
            heard=bool(self.box.streams.audio),
            frame=shown,
            at=at,
        )

    def _windows(self) -> list[tuple[float, float]]:
        """Seconds (from, to) to look at, the clip's first being 0."""
        codec = self.stream.codec_context
        room = LOOKED_AT / (codec.width * codec.height * min(self.rate, 120.0))
        room = min(MOST, max(LEAST, room))
        if self.seconds <= room * 1.2:
            return [(0.0, self.seconds)]
        count = max(1, int(room / WINDOW))
        length = room / count
        glances: list[tuple[float, float]] = []
        for n in range(GLANCES):
            at = (self.seconds - length) * n / (GLANCES - 1)
            frame = self._at(at, exact=False)
            if frame is not None:
                begins = max(0.0, min(frame.time - self.begins, self.seconds - length))
                glances.append((_glance(frame), begins))
        chosen: list[float] = []
        for _, at in sorted(glances, key=lambda g: (-g[0], g[1])):
            if len(chosen) < count and all(abs(at - other) >= length for other in chosen):
                chosen.append(at)
        return [(at, at + length) for at in sorted(chosen)]

    def _measured(self, start: float, end: float) -> list[_Sample]:
        """Frames of a window, some of them, measured one against the other."""
        found: list[_Sample] = []
        before: np.ndarray | None = None
        due = -math.inf
        for frame in self._frames(start, end):
            if frame.time < due:
                continue
            due = frame.time + 1 / RATE - 0.5 / max(self.rate, RATE)
            now = _small(frame)
            found.append(_sample(frame.time, now, before))
            if (len(found) - 1) % round(RATE * CELL) == 0:
                found[-1].apart = _apart(now)
            before = now
        return found

    def _frames(self, start: float, end: float) -> Iterator[av.VideoFrame]:
        self._seek(start)
        for frame in self.box.decode(self.stream):
            # PyAV's stubs leave out that a frame may have no time.
            if frame.time is None or frame.time < self.begins + start - 1e-4:  # pyright: ignore[reportUnnecessaryComparison]
                continue
            if frame.time > self.begins + end:
                return
            yield frame

    def _seek(self, seconds: float) -> None:
        base = self.stream.time_base or Fraction(1, 1000)
        self.box.seek(int((self.begins + seconds) / base), stream=self.stream, backward=True)

    def _at(self, seconds: float, *, exact: bool = True) -> av.VideoFrame | None:
        """The first frame at or after a moment, or the last; not exact: where decoding begins."""
        self._seek(seconds)
        last = None
        for frame in self.box.decode(self.stream):
            if frame.time is None:  # pyright: ignore[reportUnnecessaryComparison]
                continue
            last = frame
            if not exact or frame.time >= self.begins + seconds - 1e-6:
                break
        return last


def lasts(box: InputContainer, stream: av.VideoStream) -> Fraction:
    """How long a clip is, in seconds; 0 where it does not say."""
    if stream.duration and stream.time_base:
        return stream.duration * stream.time_base
    return Fraction(box.duration or 0, av.time_base)


_BLACK, _WHITE = 10.0, 246.0
"""Mean luma under and over which a frame shows nothing."""

_EVEN = 2.0
"""Variance of the Laplacian at 320 pixels under which there is nothing to see."""

_SHARP = (12.0, 260.0)
"""Variance of the Laplacian at 320 pixels of a blurred frame, and of a crisp one."""

_SHAKY = (0.0012, 0.014)
"""Unevenness of the camera's way from one measured frame to the next, in shares of the width, that
is not seen, and that cannot be watched."""

_WHIP = 0.05
"""Way of the camera between two measured frames from which it is thrown around."""

_FLASH = 24.0
"""Change of mean luma between two measured frames that flashes."""


def _small(frame: av.VideoFrame) -> np.ndarray:
    """A frame as it lies, BGR, SIDE pixels on its longer side."""
    scale = SIDE / max(frame.width, frame.height)
    size = (max(2, 2 * round(frame.width * scale / 2)), max(2, 2 * round(frame.height * scale / 2)))
    return frame.reformat(*size, "bgr24", interpolation="AREA").to_ndarray()


def _grey(picture: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)


def _crisp(grey: np.ndarray) -> float:
    return float(cv2.Laplacian(grey, cv2.CV_64F).var())


def _apart(picture: np.ndarray) -> float:
    box = subject_box(picture)
    return 1 - _between(box.w * box.h, 0.3, 0.8)


def _glance(frame: av.VideoFrame) -> float:
    grey = _grey(_small(frame))
    return _between(math.log(1 + _crisp(grey)), *map(math.log, _SHARP)) + _lit(
        float(grey.mean()), _lost(grey)
    )


def _lost(grey: np.ndarray) -> float:
    return float(((grey <= 6) | (grey >= 249)).mean())


def _sample(at: float, now: np.ndarray, before: np.ndarray | None) -> _Sample:
    grey = _grey(now)
    made = _Sample(at=at, sharp=_crisp(grey), light=float(grey.mean()), lost=_lost(grey))
    if before is None:
        return made
    old = _grey(before)
    way, followed = camera_way(old, grey)
    made.cut = followed < _FOLLOWED and _is_cut(old, grey)
    if not made.cut:
        made.shift = (way[0, 2] / grey.shape[1], way[1, 2] / grey.shape[1])
        size = grey.shape[1], grey.shape[0]
        moved = cv2.warpAffine(old, way, size, borderMode=cv2.BORDER_REPLICATE)
        made.stir = float(cv2.absdiff(moved, grey).mean())
    return made


def camera_way(old: np.ndarray, new: np.ndarray) -> tuple[np.ndarray, float]:
    """How the camera went from one grey frame to the next: a 2 x 3 matrix, without growth.

    Features are followed; what most of them did is the camera's. Also gives the share of features
    that did so; where there is nothing to follow, the camera stood and that is 0.
    """
    still = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    # OpenCV's stubs leave out that it may find nothing.
    points: Any = cv2.goodFeaturesToTrack(old, 100, 0.01, 7)
    if points is None or len(points) < 8:
        return still, 0.0
    tracked: tuple[Any, Any, Any] = cv2.calcOpticalFlowPyrLK(old, new, points, np.empty(0))
    moved, found, _ = tracked
    kept = found.ravel() == 1
    if kept.sum() < 8:
        return still, 0.0
    cv2.setRNGSeed(1)
    way, inside = _affine(points[kept], moved[kept])
    if way is None or not np.isfinite(way).all():
        return still, 0.0
    grown = math.hypot(way[0, 0], way[1, 0])
    if not 0.8 < grown < 1.25:
        return still, 0.0
    # About the middle: growth about a corner would look like travel.
    middle = np.array([old.shape[1] / 2, old.shape[0] / 2])
    turned = way[:, :2] / grown
    shift = way[:, :2] @ middle + way[:, 2] - middle
    agreed = float(inside.sum()) / len(points)
    return np.column_stack([turned, shift + middle - turned @ middle]), agreed


def _affine(points: np.ndarray, moved: np.ndarray) -> tuple[Any, Any]:
    """What most points did, and which of them; OpenCV's stubs leave out that it may be nothing."""
    found: Any = cv2.estimateAffinePartial2D(
        points, moved, method=cv2.RANSAC, ransacReprojThreshold=1.0
    )
    return found[0], found[1]


def _is_cut(before: np.ndarray, now: np.ndarray) -> bool:
    """Whether two neighbouring grey frames are of two shots: their layout has nothing in common."""
    small = [
        cv2.resize(p, (32, 32), interpolation=cv2.INTER_AREA).astype(np.float32)
        for p in (before, now)
    ]
    if float(cv2.absdiff(*small).mean()) < _ALIKE:
        return False
    a, b = (p - p.mean() for p in small)
    spread = math.sqrt(float((a * a).sum()) * float((b * b).sum()))
    # To or from an even field: nothing to compare.
    return spread < 1.0 or float((a * b).sum()) / spread < _RELATED


def _stretches(samples: Sequence[_Sample], frame: float) -> list[Stretch]:
    """Runs of samples without a cut, rated; frame: how long one frame stands."""
    runs: list[list[_Sample]] = []
    for sample in samples:
        if sample.cut or not runs:
            runs.append([])
        runs[-1].append(sample)
    made: list[Stretch] = []
    for n, run in enumerate(runs):
        # Where a cut follows, it lies somewhere between two measured frames.
        end = run[-1].at + (frame if n + 1 == len(runs) else 0.0)
        if end - run[0].at < frame / 2:
            continue
        cells = max(1, math.ceil((end - run[0].at) / CELL - 1e-6))
        rated = tuple(
            _worth([s for s in run if n_ * CELL <= s.at - run[0].at + 1e-6 < (n_ + 1) * CELL])
            for n_ in range(cells)
        )
        made.append(Stretch(start=round(run[0].at, 4), end=round(end, 4), worth=rated))
    return made


def _worth(samples: Sequence[_Sample]) -> int:
    """0 (must not be shown) to 100 of half a second."""
    if not samples:
        # Nothing moved on: a recording of a screen that stood.
        return 30
    light = float(np.mean([s.light for s in samples]))
    if light < _BLACK or light > _WHITE or max(s.sharp for s in samples) < _EVEN:
        return 0
    jumps = [b.light - a.light for a, b in pairwise(samples)]
    flashes = sum(1 for a, b in pairwise(jumps) if a * b < 0 and min(abs(a), abs(b)) > _FLASH)
    if flashes > 1:
        return 0
    sharp = _between(
        math.log(1 + float(np.median([s.sharp for s in samples]))), *map(math.log, _SHARP)
    )
    ways = np.array([s.shift for s in samples])
    uneven = float(np.abs(np.diff(ways, axis=0)).sum(axis=1).mean()) if len(ways) > 1 else 0.0
    steady = 1 - _between(uneven, *_SHAKY)
    whipped = _between(float(np.abs(ways).sum(axis=1).max()), _WHIP, 3 * _WHIP)
    lively = min(1.0, float(np.mean([s.stir for s in samples])) / 4)
    lit = _lit(light, float(np.mean([s.lost for s in samples])))
    apart = [s.apart for s in samples if s.apart is not None]
    share = 0.34 * sharp + 0.24 * lit + 0.24 * steady * (1 - whipped) + 0.12 * lively
    share += 0.06 * (float(np.mean(apart)) if apart else 0.5)
    return max(1, round(100 * share))


def _lit(light: float, lost: float) -> float:
    off = max(0.0, 70 - light, light - 190) / 60
    return max(0.0, 1 - off) * (1 - min(1.0, lost / 0.6))


def _between(value: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low)))


def _clearest(samples: Sequence[_Sample], stretches: Sequence[Stretch]) -> float:
    """The second of the clearest frame within the best part, or of all where there is none."""
    bare = Moving.model_construct(stretches=tuple(stretches))
    parts = [best_part(bare, seconds) for seconds in (POSTER_OF, 1.0)]
    part = next((p for p in parts if p), None)
    within = [s for s in samples if part and part.start <= s.at <= part.end]
    return max(within or samples, key=lambda s: (_BLACK < s.light < _WHITE, s.sharp, -s.at)).at

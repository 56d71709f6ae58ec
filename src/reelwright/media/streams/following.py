"""How a part of a clip is framed: the camera's shake taken out, the subject kept in the frame.

The camera's way is measured from frame to frame and smoothed; what is left over is its shake, and
the frame that the film cuts out of the clip goes along with it.
"""

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import numpy as np
from av.error import FFmpegError

from ...domain.base import Box
from ...domain.errors import MediaRefused
from ..guard.guard import guarded
from ..pictures.analysis import subject_box
from .footage import MEGABYTES, camera_way
from .snippets import broken, checked_kind
from .upright import upright

SECONDS = 180.0
"""Processor time that following a part may take."""

SIDE = 480
"""Longer side, in pixels, at which frames are followed."""

SMOOTH = 0.45
"""Seconds over which a hand's shake evens out, and a turn of the camera does not."""

STEADY = 0.0012
"""Shake, in shares of the clip's sides, that nobody sees: it is left as it is."""

LEVEL = 0.15
"""Degrees of a turn that nobody sees."""

MOST_ZOOM, MOST_TURN = 1.16, 2.5
"""How far a clip may be enlarged to take its shake out, and degrees that it may be turned."""

LOOKS = 8
"""Frames of a part whose subject is looked for."""

STRAYS = 0.09
"""How far a subject may be from an even way through the frame, in shares, to be followed on it."""

Step = tuple[float, float, float, float]
"""A second of the clip, the middle of the frame in shares of the clip (upright), its roll in
degrees."""


@dataclass(frozen=True)
class CameraWay:
    """What was measured of a part, frame by frame.

    times [n]: seconds; camera [n, 3]: how far the content went since the first frame, across and
    down in shares of the sides, and its turn in degrees. subjects [k, 5]: second and box.
    """

    times: np.ndarray
    camera: np.ndarray
    subjects: np.ndarray
    width: int
    height: int

    @property
    def shake(self) -> np.ndarray:
        """What of the camera's way is its shake: the rest after smoothing, [n, 3]."""
        if len(self.times) < 3:
            return np.zeros_like(self.camera)
        step = float(np.median(np.diff(self.times))) or 1 / 30
        reach = max(1, round(3 * SMOOTH / step))
        bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) * step / SMOOTH) ** 2)
        edged = np.pad(self.camera, ((reach, reach), (0, 0)), mode="edge")
        smooth = [np.convolve(edged[:, k], bell / bell.sum(), mode="valid") for k in range(3)]
        return self.camera - np.stack(smooth, axis=1)


@dataclass(frozen=True)
class Framing:
    """How a part is cut out: the frame's way through the clip, and how far it is enlarged.

    steadied: whether shake was taken out. subject: where it is, in shares of the clip.
    """

    path: tuple[Step, ...]
    zoom: float
    subject: Box
    steadied: bool


@functools.lru_cache(maxsize=24)
def way_of(clip: Path, start: float, end: float) -> CameraWay:
    """The way of camera and subject through a part of a clip. Raises MediaRefused."""
    return _followed(clip, start, end)


@guarded(seconds=SECONDS, megabytes=MEGABYTES)
def _followed(clip: Path, start: float, end: float) -> CameraWay:
    times: list[float] = []
    steps: list[np.ndarray] = []
    subjects: list[tuple[float, ...]] = []
    before: np.ndarray | None = None
    size = 1, 1
    at = np.zeros(3)
    for frame in part_of(clip, start, end):
        size = frame.width, frame.height
        scale = min(1.0, SIDE / max(size))
        wide, high = (max(2, 2 * round(side * scale / 2)) for side in size)
        small = frame.reformat(wide, high, "bgr24", interpolation="AREA").to_ndarray()
        grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
        if before is not None:
            way, _ = camera_way(before, grey)
            middle = np.array([wide / 2, high / 2])
            dx, dy = way[:, :2] @ middle + way[:, 2] - middle
            turn = math.degrees(math.atan2(way[1, 0], way[0, 0]))
            at = at + np.array([dx / wide, dy / high, turn])
        if frame.time >= start + len(subjects) * (end - start) / LOOKS:
            box = subject_box(small)
            subjects.append((frame.time, box.x, box.y, box.w, box.h))
        times.append(frame.time)
        steps.append(at)
        before = grey
    if not times:
        raise MediaRefused(f"{clip.name} holds no picture from {start:.2f} s on; export it again")
    return CameraWay(np.array(times), np.array(steps), np.array(subjects), *size)


def part_of(clip: Path, start: float, end: float) -> Iterator[av.VideoFrame]:
    """Frames of a clip, upright, whose time lies from start to end. Raises MediaRefused."""
    try:
        container = checked_kind(clip, most=2**62)
        with av.open(str(clip), format=container) as box:
            stream = box.streams.video[0]
            stream.codec_context.thread_type = "SLICE"
            if stream.time_base:
                box.seek(int(start / stream.time_base), stream=stream, backward=True)

            def within() -> Iterator[av.VideoFrame]:
                for frame in box.decode(stream):
                    if frame.time is None or frame.time < start - 1e-4:  # pyright: ignore[reportUnnecessaryComparison]
                        continue
                    if frame.time > end:
                        return
                    yield frame

            yield from upright(within())
    except (FFmpegError, ValueError) as problem:
        raise broken(clip.name, problem) from problem


def framed(way: CameraWay, aspect: float) -> Framing:
    """The framing of a part for a film of this aspect (width by height)."""
    shape = way.width / way.height
    # Shares of the clip's sides that the largest frame of the film's shape fills.
    window = min(1.0, aspect / shape), min(1.0, shape / aspect)
    shake = way.shake
    most = np.percentile(np.abs(shake), 98, axis=0)
    steadied = bool(most[0] > STEADY or most[1] > STEADY or most[2] > LEVEL)
    zoom, far = _room(window, shape, most) if steadied else (1.0, np.zeros(3))
    # The rarest jerks may stay: room for them would cost sharpness all the time.
    shake = np.clip(shake, -far, far)
    path = np.empty((len(way.times), 4))
    path[:, 0], path[:, 3] = way.times, shake[:, 2]
    for axis, half in enumerate(_reach(window, shape, far[2]) / zoom / 2):
        least = min(0.5, float(half) + far[axis])
        middle = np.clip(_through(way, axis, window[axis]), least, 1 - least)
        path[:, 1 + axis] = middle + shake[:, axis]
    rounded = tuple(
        (round(t, 4), round(x, 5), round(y, 5), round(roll, 3)) for t, x, y, roll in path.tolist()
    )
    moves = len({step[1:] for step in rounded}) > 1
    return Framing(
        path=rounded if moves else rounded[:1],
        zoom=zoom,
        subject=_usual(way.subjects),
        steadied=steadied,
    )


def _reach(window: tuple[float, float], shape: float, roll: float) -> np.ndarray:
    """Sides, in shares of the clip's, of the upright box that a window needs at this roll."""
    sine, cosine = math.sin(math.radians(roll)), math.cos(math.radians(roll))
    wide, high = window
    return np.array([wide * cosine + high / shape * sine, high * cosine + wide * shape * sine])


def _room(window: tuple[float, float], shape: float, most: np.ndarray) -> tuple[float, np.ndarray]:
    """How far the clip must be enlarged to take its shake out, and how much of it that is.

    most: the shake on each axis, and its turn. Within the bounds of zoom and turn.
    """
    most = np.minimum(most, [0.4, 0.4, MOST_TURN])
    for tenths in range(10, -1, -1):
        far = most * tenths / 10
        needed = float((_reach(window, shape, far[2]) / (1 - 2 * far[:2])).max())
        if needed <= MOST_ZOOM:
            return math.ceil(max(1.0, needed) * 1000) / 1000, far
    return 1.0, np.zeros(3)


def _usual(subjects: np.ndarray) -> Box:
    """The box that holds the subject most of the time."""
    x0, y0 = np.percentile(subjects[:, 1], 30), np.percentile(subjects[:, 2], 30)
    x1 = np.percentile(subjects[:, 1] + subjects[:, 3], 70)
    y1 = np.percentile(subjects[:, 2] + subjects[:, 4], 70)
    x0, x1 = sorted((float(x0), float(x1)))
    y0, y1 = sorted((float(y0), float(y1)))
    return Box(
        x=round(x0, 4),
        y=round(y0, 4),
        w=round(max(0.05, x1 - x0), 4),
        h=round(max(0.05, y1 - y0), 4),
    )


def _through(way: CameraWay, axis: int, share: float) -> np.ndarray:
    """Where the frame's middle should be on one axis, for each frame: [n].

    It stands where the subject mostly is; one that goes evenly out of a narrow frame is followed.
    """
    times, seen = way.times, way.subjects
    middles = seen[:, 1 + axis] + seen[:, 3 + axis] / 2
    still = np.full(len(times), float(np.median(middles)))
    if share > 0.9 or len(middles) < 4:
        return still
    since = seen[:, 0] - times[0]
    even = np.stack([since, np.ones_like(since)], axis=1)
    slope, base = np.linalg.lstsq(even, middles, rcond=None)[0].tolist()
    line = base + slope * since
    travel = abs(slope) * (times[-1] - times[0])
    if float(np.median(np.abs(middles - line))) > STRAYS or travel < 0.35 * share:
        return still
    return base + slope * (times - times[0])

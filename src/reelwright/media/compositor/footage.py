"""Films a clip: decoded from its offset, scaled to fill the frame, cropped along its way."""

import math
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from av.video.plane import VideoPlane
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from ...domain.errors import MediaRefused
from ..pictures.planes import U8, buffer, split
from ..streams.upright import is_turned, upright
from ..streams.video import decode, probe
from .plan import ClipShot

_UNTAGGED = 2

HELD = 0.5
"""Seconds that a clip's last frame may stand where the scene is longer than the clip."""


class FilmedClip:
    """A clip in the film's own frame rate and size; frames are taken in rising order, cheaply."""

    def __init__(self, shot: ClipShot, width: int, height: int, frames: int, rate: int) -> None:
        self.shot, self.width, self.height, self.rate = shot, width, height, rate
        path = Path(shot.path)
        found = probe(path)
        missing = frames / rate * shot.pace - float(found.seconds) - found.begins + shot.offset
        if missing > HELD:
            raise MediaRefused(
                f"clip {path.name} is {missing:.1f} s too short for its scene; "
                "shoot it again or shorten the scene"
            )
        first = next(decode(path, offset=shot.offset, most=1), None)
        across, down = found.width, found.height
        if first is not None and is_turned(first):
            across, down = down, across
        scale = max(width / across, height / down) * shot.zoom
        self.size = (
            max(width, 2 * round(across * scale / 2)),
            max(height, 2 * round(down * scale / 2)),
        )
        self._times = [step[0] for step in shot.way]
        self._reformatter = VideoReformatter()
        self._source: Iterator[av.VideoFrame] | None = None
        self._ahead: av.VideoFrame | None = None
        self._now: av.VideoFrame | None = None
        self._at = -1
        self._held = buffer(width, height)

    def _middle(self, seconds: float) -> tuple[float, float, float]:
        """Where the frame's middle is at a second of the clip, in shares of it, and its roll."""
        if self.shot.way:
            # Each step is of the frame that was measured at that very time.
            n = bisect_right(self._times, seconds + 1e-3) - 1
            return self.shot.way[max(0, n)][1:]
        x, y, w, h = self.shot.subject or (0.0, 0.0, 1.0, 1.0)
        return x + w / 2, y + h / 2, 0.0

    def film(self, n: int, y: U8, uv: U8) -> None:
        """Write frame n of the shot into the planes."""
        pace = self.shot.pace
        if n < self._at or self._source is None:
            begins = self.shot.offset + n / self.rate * pace
            self._source = upright(decode(Path(self.shot.path), offset=begins), self.size)
            self._now = self._ahead = next(self._source, None)
            if self._now is None:
                raise MediaRefused(f"clip {Path(self.shot.path).name} ends before its scene does")
            self._draw(self._now)
        self._at = n
        until = self.shot.offset + (n + 0.5) / self.rate * pace
        drawn = self._now
        while self._ahead is not None and (self._ahead.time or 0) <= until:
            self._now = self._ahead
            self._ahead = next(self._source, None)
        if self._now is not None and self._now is not drawn:
            self._draw(self._now)
        held_y, held_uv = split(self._held)
        y[...], uv[...] = held_y, held_uv

    def _draw(self, frame: av.VideoFrame) -> None:
        """Scale, crop and convert a decoded frame into the held buffer."""
        fitted = self._reformatter.reformat(
            frame,
            *self.size,
            "nv12",
            src_colorspace=_matrix(frame),
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
            interpolation="BICUBIC",
            threads=1,
        )
        luma, chroma = (_plane(p) for p in fitted.planes[:2])
        luma = luma[:, : self.size[0]]
        chroma = chroma[:, : self.size[0]].reshape(len(chroma), -1, 2)
        x, y, roll = self._middle(frame.time or 0.0)
        if len(self.shot.way) > 1:
            self._cut_finely(luma, chroma, x * self.size[0], y * self.size[1], roll)
        else:
            self._cut(luma, chroma, x * self.size[0], y * self.size[1])

    def _cut(self, luma: U8, chroma: U8, x: float, y: float) -> None:
        """The frame about a middle (pixels of the scaled clip), at whole pixels."""
        left, top = (
            2 * int(min(max(0.0, middle - side / 2), whole - side) / 2)
            for middle, side, whole in zip(
                (x, y), (self.width, self.height), self.size, strict=True
            )
        )
        into_y, into_uv = split(self._held)
        into_y[...] = luma[top : top + self.height, left : left + self.width]
        into_uv[...] = chroma[
            top // 2 : (top + self.height) // 2, left // 2 : (left + self.width) // 2
        ]

    def _cut_finely(self, luma: U8, chroma: U8, x: float, y: float, roll: float) -> None:
        """The frame about a middle, between pixels and turned: a steadied way has no steps."""
        sine, cosine = math.sin(math.radians(roll)), math.cos(math.radians(roll))
        turn = np.array([[cosine, -sine], [sine, cosine]])
        into_y, into_uv = split(self._held)
        for into, plane, part in ((into_y, luma, 1.0), (into_uv, chroma, 0.5)):
            # Middles of pixels lie at halves.
            own = np.array([self.width, self.height]) * part / 2 - 0.5
            shift = np.array([x, y]) * part - 0.5 - turn @ own
            way = np.column_stack([turn, shift])
            into[...] = cv2.warpAffine(
                plane,
                way,
                (int(self.width * part), int(self.height * part)),
                flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
                borderMode=cv2.BORDER_REPLICATE,
            )


def _matrix(frame: av.VideoFrame) -> Colorspace | None:
    """The clip's own matrix; untagged clips are BT.709 from 720 lines on, BT.601 under it."""
    if int(frame.colorspace) in (_UNTAGGED, 0):
        return Colorspace.ITU709 if frame.height >= 720 else Colorspace.ITU601
    return None


def _plane(plane: VideoPlane) -> U8:
    # A buffer, though not one by Python 3.11's rules of typing.
    data: Any = plane
    rows = np.frombuffer(data, np.uint8).reshape(-1, plane.line_size)
    return rows[: plane.height]

"""Films a clip: decoded from its offset, scaled to fill the frame, cropped around its subject."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.video.plane import VideoPlane
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from ...domain.errors import MediaRefused
from ..pictures.planes import U8, buffer, split
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
        missing = frames / rate - float(found.seconds) + shot.offset
        if missing > HELD:
            raise MediaRefused(
                f"clip {path.name} is {missing:.1f} s too short for its scene; "
                "shoot it again or shorten the scene"
            )
        scale = max(width / found.width, height / found.height)
        self.size = (
            max(width, 2 * round(found.width * scale / 2)),
            max(height, 2 * round(found.height * scale / 2)),
        )
        self.corner = self._corner()
        self._reformatter = VideoReformatter()
        self._source: Iterator[av.VideoFrame] | None = None
        self._ahead: av.VideoFrame | None = None
        self._now: av.VideoFrame | None = None
        self._at = -1
        self._held = buffer(width, height)

    def _corner(self) -> tuple[int, int]:
        x, y, w, h = self.shot.subject or (0.0, 0.0, 1.0, 1.0)
        left = (x + w / 2) * self.size[0] - self.width / 2
        top = (y + h / 2) * self.size[1] - self.height / 2
        return (
            2 * int(min(max(0.0, left), self.size[0] - self.width) / 2),
            2 * int(min(max(0.0, top), self.size[1] - self.height) / 2),
        )

    def film(self, n: int, y: U8, uv: U8) -> None:
        """Write frame n of the shot into the planes."""
        if n < self._at or self._source is None:
            self._source = decode(Path(self.shot.path), offset=self.shot.offset + n / self.rate)
            self._now = self._ahead = next(self._source, None)
            if self._now is None:
                raise MediaRefused(f"clip {Path(self.shot.path).name} ends before its scene does")
            self._draw(self._now)
        self._at = n
        until = self.shot.offset + (n + 0.5) / self.rate
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
        left, top = self.corner
        y, uv = split(self._held)
        y[...] = luma[top : top + self.height, left : left + self.width]
        half = chroma[top // 2 : (top + self.height) // 2, left : left + self.width]
        uv[...] = half.reshape(self.height // 2, self.width // 2, 2)


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

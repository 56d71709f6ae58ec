"""Clips as people film them, made in memory: a scene with texture, something that moves, a hand."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np

Draw = Callable[[float], np.ndarray]
"""The picture (BGR) of a second."""


def scene(width=640, height=360, *, seed=1, shake=0.0, blur=0.0, dark=1.0, tint=(0, 0, 0)) -> Draw:
    """A street with windows and a bright thing that crosses it. shake: of a hand, in pixels."""
    rng = np.random.default_rng(seed)
    pad = 60
    coarse = rng.integers(40, 200, (14, 24, 3), np.uint8)
    wall = cv2.resize(coarse, (width + 2 * pad, height + 2 * pad), interpolation=cv2.INTER_NEAREST)
    fine = rng.integers(0, 40, (wall.shape[0] // 3, wall.shape[1] // 3, 3), np.uint8)
    wall = cv2.add(wall, cv2.resize(fine, wall.shape[1::-1], interpolation=cv2.INTER_LINEAR))
    wall = cv2.add(wall, np.full_like(wall, tint))
    waves = rng.uniform(2.0, 5.5, 6), rng.uniform(0, 6.28, 6)

    def at(t: float) -> np.ndarray:
        far = shake / 3
        dx, dy = (
            far * sum(np.sin(2 * np.pi * f * t + p) for f, p in zip(w, q, strict=True))
            for w, q in ((waves[0][:3], waves[1][:3]), (waves[0][3:], waves[1][3:]))
        )
        turn = 0.12 * shake / 3 * np.sin(2 * np.pi * 1.7 * t)
        way = cv2.getRotationMatrix2D((wall.shape[1] / 2, wall.shape[0] / 2), turn, 1.0)
        way[:, 2] += (dx, dy)
        seen = wall.copy()
        x = int(pad + width * (0.35 + 0.08 * t)) % (width + pad)
        cv2.circle(seen, (x, pad + height // 2), height // 6, (60, 220, 250), -1)
        cv2.circle(seen, (x, pad + height // 2), height // 12, (40, 60, 200), -1)
        seen = cv2.warpAffine(seen, way, wall.shape[1::-1], borderMode=cv2.BORDER_REFLECT)
        seen = seen[pad : pad + height, pad : pad + width]
        if blur:
            seen = cv2.GaussianBlur(seen, (0, 0), blur)
        return np.clip(seen * dark, 0, 255).astype(np.uint8)

    return at


def after(*parts: tuple[float, Draw]) -> Draw:
    """Scenes one after the other, each for so many seconds, cut hard."""

    def at(t: float) -> np.ndarray:
        for seconds, draw in parts[:-1]:
            if t < seconds - 1e-9:
                return draw(t)
            t -= seconds
        return parts[-1][1](t)

    return at


def clip(
    path: Path,
    draw: Draw | None,
    seconds: float,
    *,
    rate: int = 25,
    codec: str = "libx264",
    pixels: str = "yuv420p",
    turn: int = 0,
    sound: Callable[[np.ndarray], np.ndarray] | None = None,
    times: Callable[[int], float] | None = None,
    options: dict[str, str] | None = None,
    colour: tuple[int, int, int] | None = None,
) -> Path:
    """Write a clip. draw None: sound alone. turn: the note of a phone, degrees counter-clockwise.

    sound: pressure (-1 to 1) at these seconds. times: the second of each frame, for a rate that
    varies. colour: primaries, transfer, matrix as H.273 numbers them.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as box:
        video: Any = None
        track: Any = None
        if draw is not None:
            first = draw(0.0)
            settings = {"preset": "ultrafast", "crf": "20"} if codec == "libx264" else {}
            video = box.add_stream(codec, rate=rate, options=settings | (options or {}))
            video.height, video.width = first.shape[:2]
            video.pix_fmt = pixels
            video.codec_context.thread_count = 1
            if times:
                video.time_base = video.codec_context.time_base = Fraction(1, 1000)
            if colour:
                codec_ = video.codec_context
                codec_.color_primaries, codec_.color_trc, codec_.colorspace = colour
        if sound is not None:
            track = box.add_stream("aac", rate=48_000, layout="stereo")
        if video is not None and draw is not None:
            for n in range(round(seconds * rate)):
                t = times(n) if times else n / rate
                frame = av.VideoFrame.from_ndarray(draw(t), format="bgr24")
                if pixels != "yuv420p":
                    frame = frame.reformat(format=pixels)
                frame.pts = round(t * 1000) if times else n
                frame.time_base = Fraction(1, 1000) if times else Fraction(1, rate)
                box.mux(video.encode(frame))
            box.mux(video.encode())
        if track is not None and sound is not None:
            heard = sound(np.arange(round(seconds * 48_000)) / 48_000).astype(np.float32)
            for at in range(0, len(heard) - 1023, 1024):
                block = np.ascontiguousarray(np.repeat(heard[None, at : at + 1024], 2, axis=0))
                part = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
                part.sample_rate, part.pts = 48_000, at
                box.mux(track.encode(part))
            box.mux(track.encode())
    if turn:
        _note_turn(path, turn)
    return path


_MATRIX = {0: (1, 0, 0, 1), 90: (0, -1, 1, 0), 180: (-1, 0, 0, -1), 270: (0, 1, -1, 0)}


def _note_turn(path: Path, turn: int) -> None:
    """Write the turn into the track's matrix, as phones do."""
    data = bytearray(path.read_bytes())
    at = data.index(b"tkhd") + 4
    # Version 0: flags 4, times 8, track 4, 4, duration 4, 8, layer 2, group 2, volume 2, 2.
    at += 40
    a, b, c, d = _MATRIX[turn]
    numbers = (a << 16, b << 16, 0, c << 16, d << 16, 0, 0, 0, 1 << 30)
    data[at : at + 36] = b"".join(n.to_bytes(4, "big", signed=True) for n in numbers)
    path.write_bytes(bytes(data))

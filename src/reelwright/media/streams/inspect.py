"""Looks through a finished film once: its container, its pictures at reduced size, its sound."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import av
import av.error
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.plane import VideoPlane
from av.video.stream import VideoStream

from ...domain.errors import MediaRefused

GRID = 96
"""Cells across the shorter side of the reduced pictures."""

LONGEST = 600
"""Seconds of film that are looked at; longer ones are refused."""

_TV = 1


@dataclass(frozen=True)
class Container:
    """What the file says of itself. Codes of colour are those of ITU-T H.273 (1 is BT.709)."""

    format: str
    codec: str
    profile: str
    pixels: str
    width: int
    height: int
    rate: Fraction
    seconds: float
    frames: int
    bytes: int
    index_first: bool
    """Whether the index stands before the media, so that playing starts at once."""
    colour: tuple[int, int, int]
    """Primaries, transfer, matrix."""
    tv_range: bool
    sound_codec: str
    sound_rate: int
    channels: int
    sound_seconds: float


@dataclass(frozen=True)
class Reel:
    """A decoded film at reduced size.

    light [n, h, w] uint8 is luma of a grid of pixels, TV range stretched to 0-255; red [n, h, w]
    float16 is how saturated red they are (0-320, WCAG's measure); kept holds the whole frames that
    were asked for, BGR; sound [m, channels] float32.
    """

    container: Container
    light: np.ndarray
    red: np.ndarray
    kept: dict[int, np.ndarray]
    sound: np.ndarray


def look_through(path: Path, *, keep: Collection[int] = ()) -> Reel:
    """Decode a film once. keep names frames to hand back whole. Raises MediaRefused."""
    wanted = frozenset(keep)
    light: list[np.ndarray] = []
    red: list[np.ndarray] = []
    kept: dict[int, np.ndarray] = {}
    sound: list[np.ndarray] = []
    try:
        with av.open(str(path), mode="r") as source:
            container = _container(path, source)
            if container.seconds > LONGEST:
                raise MediaRefused(
                    f"{path.name} lasts {container.seconds:.0f} s; films up to {LONGEST} s are "
                    "checked: cut it"
                )
            seen = source.streams.video[0]
            seen.thread_type = "AUTO"
            streams: list[VideoStream | AudioStream] = [seen, *source.streams.audio[:1]]
            for packet in source.demux(streams):
                for frame in packet.decode():
                    if isinstance(frame, av.VideoFrame):
                        if len(light) in wanted:
                            kept[len(light)] = frame.to_ndarray(format="bgr24")
                        luma, saturated = _grid(frame)
                        light.append(luma)
                        red.append(saturated)
                    elif isinstance(frame, av.AudioFrame):
                        sound.append(_samples(frame))
    except (av.error.FFmpegError, IndexError, StopIteration) as error:
        raise MediaRefused(
            f"{path.name} cannot be decoded as a film: {error}; make it again"
        ) from error
    if not light:
        raise MediaRefused(f"{path.name} holds no pictures; make it again")
    container = _counted(container, len(light))
    heard = np.concatenate(sound) if sound else np.zeros((0, 2), np.float32)
    return Reel(container, np.stack(light), np.stack(red), kept, heard)


def _container(path: Path, source: InputContainer) -> Container:
    video = source.streams.video[0]
    codec = video.codec_context
    sound = source.streams.audio[0] if source.streams.audio else None
    heard = sound.codec_context if sound else None
    seconds = _lasts(video)
    return Container(
        format=source.format.name,
        codec=codec.name,
        profile=str(codec.profile or ""),
        pixels=str(codec.pix_fmt or ""),
        width=codec.width,
        height=codec.height,
        rate=Fraction(video.average_rate or 0),
        seconds=seconds,
        frames=video.frames,
        bytes=path.stat().st_size,
        index_first=_index_first(path),
        colour=(int(codec.color_primaries), int(codec.color_trc), int(codec.colorspace)),
        tv_range=int(codec.color_range) == _TV,
        sound_codec=heard.name if heard else "",
        sound_rate=int(heard.sample_rate) if heard else 0,
        channels=int(heard.channels) if heard else 0,
        sound_seconds=_lasts(sound),
    )


def _lasts(stream: VideoStream | AudioStream | None) -> float:
    if stream is None or not stream.duration or not stream.time_base:
        return 0.0
    return float(stream.duration * stream.time_base)


def _counted(container: Container, frames: int) -> Container:
    seconds = container.seconds or (frames / float(container.rate) if container.rate else 0.0)
    return replace(container, frames=frames, seconds=seconds)


def _index_first(path: Path) -> bool:
    """Whether "moov" stands before "mdat" among the file's top-level boxes."""
    size = path.stat().st_size
    with path.open("rb") as file:
        at = 0
        while at + 8 <= size:
            file.seek(at)
            head = file.read(16)
            length, kind = int.from_bytes(head[:4], "big"), head[4:8]
            if length == 1:
                length = int.from_bytes(head[8:16], "big")
            if kind == b"moov":
                return True
            if kind == b"mdat" or length < 8:
                return False
            at += length
    return False


def _grid(frame: av.VideoFrame) -> tuple[np.ndarray, np.ndarray]:
    """A grid of pixels taken straight from the planes: no scaler, no copy of the whole frame."""
    if frame.format.name not in ("yuv420p", "yuvj420p"):
        frame = frame.reformat(format="yuv420p")
    step = max(2, (min(frame.width, frame.height) // GRID) // 2 * 2)
    y = _plane(frame.planes[0], frame.width, frame.height)[::step, ::step]
    u = _plane(frame.planes[1], frame.width // 2, frame.height // 2)
    v = _plane(frame.planes[2], frame.width // 2, frame.height // 2)
    u, v = u[:: step // 2, :: step // 2], v[:: step // 2, :: step // 2]
    h, w = min(y.shape[0], u.shape[0]), min(y.shape[1], u.shape[1])
    y, u, v = (p[:h, :w].astype(np.float32) for p in (y, u, v))
    bright = (y - 16) * (255 / 219)
    r = bright + 1.793 * (v - 128)
    g = bright - 0.213 * (u - 128) - 0.533 * (v - 128)
    b = bright + 2.112 * (u - 128)
    total = np.maximum(r + g + b, 1)
    saturated = np.where(r / total >= 0.8, np.maximum(0, r - g - b) * (320 / 255), 0)
    return bright.clip(0, 255).astype(np.uint8), saturated.astype(np.float16)


def _plane(plane: VideoPlane, width: int, height: int) -> np.ndarray:
    flat = np.frombuffer(memoryview(plane), np.uint8)
    return flat[: plane.line_size * height].reshape(height, plane.line_size)[:, :width]


def _samples(frame: av.AudioFrame) -> np.ndarray:
    data = frame.to_ndarray()
    if data.dtype == np.int16:
        data = data.astype(np.float32) / 32768
    if frame.format.is_planar:
        return data.T.astype(np.float32)
    return data.reshape(-1, frame.layout.nb_channels).astype(np.float32)

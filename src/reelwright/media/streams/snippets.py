"""Sounds and film clips of a library: what a file is, how long it is, and one frame of a clip."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Literal

import av
import cv2
import numpy as np
from av.audio.resampler import AudioResampler
from av.container import InputContainer
from av.error import FFmpegError

from ...domain.errors import MediaRefused
from ..guard.guard import guarded
from ..pictures.analysis import sharpness
from ..pictures.source import Source, opened, size_of

MAX_BYTES = 500_000_000
LONGEST = 1800
"""Seconds of sound or film that an item may last."""

KEYS = (0.5, 0.25, 0.75)
"""Where in a clip its key frame is looked for, in shares of its length; the crispest is taken."""

RATE = 16_000
SILENT = 0.0005
"""Root mean square below which a sound is silence (-66 dB)."""

Kind = Literal["image", "audio", "video", "model"]

_AUDIO_TYPES = {
    "wav": "audio/wav",
    "aiff": "audio/aiff",
    "flac": "audio/flac",
    "ogg": "audio/ogg",
    "mp3": "audio/mpeg",
    "mov": "audio/mp4",
    "matroska": "audio/webm",
}


@dataclass(frozen=True)
class SoundFacts:
    """A sound: its media type, length, level (root mean square, 0 to 1) and share of full peaks."""

    media_type: str
    seconds: float
    level: float
    clipped: float


@dataclass(frozen=True)
class MovingPicture:
    """A film clip: length, frame size, and its key frame in BGR."""

    media_type: str
    seconds: float
    width: int
    height: int
    frame: np.ndarray


@guarded()
def kind_of_item(source: Source) -> Kind:
    """What a file is by its first bytes, whatever its name says; "image" for all else."""
    with opened(source) as file:
        head = file.read(64)
    if head[:4] == b"glTF" or (
        source.suffix.lower() == ".gltf" and head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{"
    ):
        return "model"
    found = _demuxer(head)
    if found is None:
        return "image"
    if found not in ("mov", "matroska"):
        return "audio"
    try:
        with opened(source) as file, av.open(file, "r", format=found) as container:
            return "video" if _pictures(container) else "audio"
    except (FFmpegError, ValueError):
        # It says so itself that it is a film; why it cannot be read is told where it is read.
        return "video"


@guarded()
def look_at_sound(source: Source) -> SoundFacts:
    """A sound's facts, decoded to its end. Raises MediaRefused for what is broken or too long."""
    name = source.name
    demuxer = checked_kind(source)
    total, square, peaks = 0, 0.0, 0
    try:
        with opened(source) as file, av.open(file, "r", format=demuxer) as container:
            if not container.streams.audio:
                raise MediaRefused(f"{name} has no sound in it; export it again")
            resampler = AudioResampler(format="fltp", layout="mono", rate=RATE)
            # None at the end flushes what the resampler still holds.
            for frame in chain(container.decode(container.streams.audio[0]), [None]):
                for part in resampler.resample(frame):
                    samples = part.to_ndarray()
                    total += samples.size
                    square += float(np.square(samples, dtype=np.float64).sum())
                    peaks += int((np.abs(samples) > 0.999).sum())
                if total > LONGEST * RATE:
                    raise MediaRefused(f"{name} lasts over {LONGEST // 60} minutes; cut it")
    except (FFmpegError, ValueError) as problem:
        raise _broken(name, problem) from problem
    if not total:
        raise MediaRefused(f"{name} holds no sound; export it again")
    return SoundFacts(
        media_type=_AUDIO_TYPES[demuxer],
        seconds=round(total / RATE, 3),
        level=round((square / total) ** 0.5, 5),
        clipped=round(peaks / total, 5),
    )


@guarded()
def look_at_clip(source: Source) -> MovingPicture:
    """A clip's facts and key frame, upright. Raises MediaRefused for what is broken or too long."""
    name = source.name
    demuxer = checked_kind(source)
    try:
        with opened(source) as file, av.open(file, "r", format=demuxer) as container:
            stream = container.streams.video[0]
            seconds = _lasts(container)
            if seconds > LONGEST:
                raise MediaRefused(f"{name} lasts over {LONGEST // 60} minutes; cut it")
            if not seconds:
                raise MediaRefused(f"{name} does not say how long it is; export it again")
            frames = [_at(container, seconds * share) for share in KEYS]
            # What breaks off has no frame where its end should be.
            if _at(container, max(0.0, seconds - 0.5)) is None:
                raise MediaRefused(f"{name} breaks off before its end; copy or export it again")
            width, height = stream.codec_context.width, stream.codec_context.height
    except (FFmpegError, ValueError, IndexError) as problem:
        raise _broken(name, problem) from problem
    found = [f for f in frames if f is not None]
    if not found:
        raise MediaRefused(f"{name} holds no picture; export it again")
    best = max(found, key=sharpness)
    if best.shape[0] > best.shape[1] and width > height:
        width, height = height, width
    kind = "video/webm" if demuxer == "matroska" else "video/mp4"
    return MovingPicture(kind, round(float(seconds), 3), width, height, best)


def _demuxer(head: bytes) -> str | None:
    """FFmpeg's name for the container that these bytes begin; a list of files is none."""
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if head[:4] == b"FORM" and head[8:12] in {b"AIFF", b"AIFC"}:
        return "aiff"
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "matroska"
    if head[4:8] == b"ftyp":
        pictured = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif")
        return None if head[8:12] in (*pictured, b"avis") else "mov"
    if head[:3] == b"ID3" or (head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 == 0xE2):
        return "mp3"
    return {b"fLaC": "flac", b"OggS": "ogg"}.get(head[:4])


def checked_kind(source: Source) -> str:
    """FFmpeg's name for the container of a file by its first bytes. Raises MediaRefused."""
    if size_of(source) > MAX_BYTES:
        raise MediaRefused(f"{source.name} is over {MAX_BYTES // 1_000_000} MB; cut it")
    with opened(source) as file:
        found = _demuxer(file.read(64))
    if found is None:
        raise MediaRefused(f"{source.name} is no sound or film that is read; export it again")
    return found


def _broken(name: str, problem: Exception) -> MediaRefused:
    return MediaRefused(f"{name} is broken or breaks off ({problem}); copy or export it again")


def _pictures(container: InputContainer) -> bool:
    """Whether there is film in it, and not only a cover picture."""
    return any(not s.disposition & s.disposition.attached_pic for s in container.streams.video)


def _lasts(container: InputContainer) -> Fraction:
    stream = container.streams.video[0]
    if stream.duration and stream.time_base:
        return stream.duration * stream.time_base
    return Fraction(container.duration or 0, av.time_base)


def _at(container: InputContainer, seconds: float | Fraction) -> np.ndarray | None:
    """The first frame at or after a moment, BGR and upright; None behind the last one."""
    stream = container.streams.video[0]
    base = stream.time_base or Fraction(1, 1000)
    container.seek(int(seconds / base), stream=stream, backward=True)
    last = None
    for frame in container.decode(stream):
        last = frame
        # PyAV's stubs leave out that a frame may have no time.
        if frame.time is not None and frame.time >= float(seconds) - 1e-6:  # pyright: ignore[reportUnnecessaryComparison]
            break
    if last is None or last.time is None or last.time < float(seconds) - 1.0:  # pyright: ignore[reportUnnecessaryComparison]
        return None
    picture = last.to_ndarray(format="bgr24")
    turned = {
        90: cv2.ROTATE_90_COUNTERCLOCKWISE,
        180: cv2.ROTATE_180,
        270: cv2.ROTATE_90_CLOCKWISE,
    }.get(int(getattr(last, "rotation", 0)) % 360)
    return picture if turned is None else cv2.rotate(picture, turned)

"""What a file of a library is by its first bytes, and what is to be known of a sound."""

from dataclasses import dataclass
from itertools import chain
from typing import Literal

import av
import numpy as np
from av.audio.resampler import AudioResampler
from av.container import InputContainer
from av.error import FFmpegError

from ...domain.errors import MediaRefused
from ..guard.guard import guarded
from ..pictures.source import Source, opened, size_of

MAX_BYTES = 500_000_000
LONGEST = 1800
"""Seconds of sound or film that an item may last."""

RATE = 16_000
SILENT = 0.0005
"""Root mean square below which a sound is silence (-66 dB)."""

CONTAINERS = ("mov", "matroska")
"""Of those that are read, the ones that may hold film."""

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


LEAST_HEARD = 1.0
"""Seconds that are to be heard in what a film can stand on."""

STEP = 0.05
"""Seconds of a block whose level is measured."""

_QUIET_DB, _FAINTEST_DB = 45.0, -75.0


@dataclass(frozen=True)
class SoundFacts:
    """A sound: its media type, length, level (root mean square, 0 to 1) and share of full peaks.

    heard: for how many seconds something is to be heard in it.
    """

    media_type: str
    seconds: float
    level: float
    clipped: float
    heard: float = 0.0


@guarded()
def kind_of_item(source: Source) -> Kind:
    """What a file is by its first bytes, whatever its name says; "image" for all else."""
    with opened(source) as file:
        head = file.read(64)
    if head[:4] == b"glTF" or (
        source.suffix.lower() == ".gltf" and head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{"
    ):
        return "model"
    found = container_of(head)
    if found is None:
        return "image"
    if found not in CONTAINERS:
        return "audio"
    try:
        with opened(source) as file, av.open(file, "r", format=found) as container:
            return "video" if pictured(container) else "audio"
    except (FFmpegError, ValueError):
        # It says so itself that it is a film; why it cannot be read is told where it is read.
        return "video"


@guarded()
def look_at_sound(source: Source) -> SoundFacts:
    """A sound's facts, decoded to its end. Raises MediaRefused for what is broken or too long."""
    name = source.name
    demuxer = checked_kind(source)
    total, peaks, held = 0, 0, 0
    powers: list[np.ndarray] = []
    parts: list[np.ndarray] = []

    def measured(size: int) -> None:
        nonlocal peaks, held, parts
        samples = numbers_of(np.concatenate(parts, axis=1)).T
        whole = len(samples) // size * size
        powers.append(powers_of(samples, size))
        peaks += int((np.abs(samples[:whole]) > 0.999).any(axis=1).sum())
        parts = [samples[whole:].T]
        held = len(samples) - whole

    try:
        with opened(source) as file, av.open(file, "r", format=demuxer) as container:
            if not container.streams.audio:
                raise MediaRefused(f"{name} has no sound in it; export it again")
            # One channel made two would be half as loud.
            layout = "mono" if container.streams.audio[0].channels == 1 else "stereo"
            resampler = AudioResampler(format="fltp", layout=layout, rate=RATE)
            # None at the end flushes what the resampler still holds.
            for frame in chain(container.decode(container.streams.audio[0]), [None]):
                for part in resampler.resample(frame):
                    parts.append(part.to_ndarray())
                    total += parts[-1].shape[1]
                    held += parts[-1].shape[1]
                # Frames are short; what is measured at once is ten seconds.
                if held > 10 * RATE:
                    measured(int(STEP * RATE))
                if total > LONGEST * RATE:
                    raise MediaRefused(f"{name} lasts over {LONGEST // 60} minutes; cut it")
    except (FFmpegError, ValueError) as problem:
        raise broken(name, problem) from problem
    if not total:
        raise MediaRefused(f"{name} holds no sound; export it again")
    measured(int(STEP * RATE))
    if held:
        measured(held)
    power = np.concatenate(powers)
    return SoundFacts(
        media_type=_AUDIO_TYPES[demuxer],
        seconds=round(total / RATE, 3),
        level=round(float(power.mean()) ** 0.5, 5),
        clipped=round(peaks / total, 5),
        heard=round(len(heard_in(power)) * STEP, 2),
    )


def numbers_of(samples: np.ndarray) -> np.ndarray:
    """Samples as numbers that can be reckoned with: what is none is silence, or a full peak."""
    return np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0)


def powers_of(samples: np.ndarray, size: int) -> np.ndarray:
    """The mean square of each whole block of `size` samples [n, channels].

    A constant part is left out: nobody hears it. Channels count one by one, for those that are
    each other's reverse would add up to silence.
    """
    blocks = samples[: len(samples) // size * size].reshape(-1, size, samples.shape[1])
    return blocks.astype(np.float64).var(axis=1).mean(axis=1)


def heard_in(powers: np.ndarray) -> np.ndarray:
    """Which blocks are to be heard beside the loudest, by their mean squares."""
    levels = levels_of(powers)
    return np.flatnonzero(levels > max(float(levels.max(initial=-120)) - _QUIET_DB, _FAINTEST_DB))


def levels_of(powers: np.ndarray) -> np.ndarray:
    """Mean squares in decibels below full."""
    return 10 * np.log10(np.maximum(powers, 1e-12))


def container_of(head: bytes) -> str | None:
    """FFmpeg's name for the container that these bytes begin; a list of files is none."""
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if head[:4] == b"FORM" and head[8:12] in {b"AIFF", b"AIFC"}:
        return "aiff"
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "matroska"
    if head[4:8] in (b"moov", b"mdat", b"wide"):
        # QuickTime before it said so.
        return "mov"
    if head[4:8] == b"ftyp":
        pictured = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif")
        return None if head[8:12] in (*pictured, b"avis") else "mov"
    if head[:3] == b"ID3" or (head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 == 0xE2):
        return "mp3"
    return {b"fLaC": "flac", b"OggS": "ogg"}.get(head[:4])


def _pictured_as(head: bytes) -> str:
    """What kind of picture these bytes begin; "" for what is none."""
    begins = {b"\xff\xd8\xff": "JPEG", b"\x89PNG": "PNG", b"GIF8": "GIF"}
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WebP"
    if head[4:8] == b"ftyp":
        return "AVIF" if head[8:12] in (b"avif", b"avis") else "HEIC"
    return next((kind for start, kind in begins.items() if head.startswith(start)), "")


def checked_kind(source: Source, most: int = MAX_BYTES) -> str:
    """The container of a sound or film. Raises MediaRefused for another file, or a larger one."""
    if size_of(source) > most:
        raise MediaRefused(f"{source.name} is over {most // 1_000_000} MB; cut it")
    with opened(source) as file:
        head = file.read(64)
    found = container_of(head)
    if found is None:
        if kind := _pictured_as(head):
            raise MediaRefused(
                f"{source.name} is a {kind} picture, no sound or film: give it the ending "
                f".{kind.lower().replace('jpeg', 'jpg')}"
            )
        raise MediaRefused(f"{source.name} is no sound or film that is read; export it again")
    return found


def broken(name: str, problem: Exception) -> MediaRefused:
    """What is said of a file that cannot be decoded."""
    # FFmpeg's own words name the place of the file too.
    why = problem.strerror if isinstance(problem, FFmpegError) else problem
    return MediaRefused(f"{name} is broken or breaks off ({why}); copy or export it again")


def pictured(container: InputContainer) -> bool:
    """Whether there is film in it, and not only a cover picture."""
    return any(not s.disposition & s.disposition.attached_pic for s in container.streams.video)

"""Reading a recording: any common sound file, within limits, as one track of samples."""

from itertools import chain
from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler
from av.error import FFmpegError

from ...domain.errors import MediaRefused
from ..guard.guard import guarded

RATE = 48_000
MAX_BYTES = 64 * 2**20
MAX_CHANNELS = 8


@guarded()
def open_sound(path: Path, *, name: str = "", max_seconds: float = 60) -> np.ndarray:
    """A sound file's samples: mono float32 at 48 kHz, its channels averaged.

    Reads WAV, AIFF, FLAC, OGG, MP3, and MP4 or M4A as telephones record it. What a file is comes
    from its first bytes, never from its name, so that no playlist or script of a demuxer is
    followed. name is what messages call it. Raises MediaRefused for other kinds, broken files,
    files over 64 MiB, and sound longer than max_seconds.
    """
    name = name or path.name
    if path.stat().st_size > MAX_BYTES:
        raise MediaRefused(f"{name} is larger than {MAX_BYTES >> 20} MiB: save it as MP3 or FLAC")
    with path.open("rb") as file:
        kind = _kind(file.read(12))
    if kind is None:
        raise MediaRefused(
            f"{name} is not a sound we read: save it as WAV, AIFF, FLAC, OGG, MP3 or M4A"
        )
    try:
        samples = _decoded(path, kind, name, max_seconds)
    except (FFmpegError, ValueError) as error:
        raise MediaRefused(f"{name} is broken ({error}): save or record it again") from error
    if not samples.size:
        raise MediaRefused(f"{name} holds no sound: record it again")
    return samples


def _kind(head: bytes) -> str | None:
    """FFmpeg's name for the container that these first bytes begin."""
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if head[:4] == b"FORM" and head[8:12] in {b"AIFF", b"AIFC"}:
        return "aiff"
    if head[4:8] == b"ftyp":
        return "mov"
    if head[:3] == b"ID3" or (head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE0 == 0xE0):
        return "mp3"
    return {b"fLaC": "flac", b"OggS": "ogg"}.get(head[:4])


def _decoded(path: Path, kind: str, name: str, max_seconds: float) -> np.ndarray:
    blocks: list[np.ndarray] = []
    count = 0
    with av.open(str(path), format=kind) as source:
        if not source.streams.audio:
            raise MediaRefused(f"{name} has no sound in it: record it again")
        channels = source.streams.audio[0].codec_context.channels
        if channels > MAX_CHANNELS:
            raise MediaRefused(f"{name} has {channels} channels: save it as mono or stereo")
        # Surround sound is mixed by its own rules; two channels are averaged.
        layout = "mono" if channels > 2 else None
        resampler = AudioResampler(format="fltp", layout=layout, rate=RATE)
        # None at the end flushes what the resampler still holds.
        for frame in chain(source.decode(source.streams.audio[0]), [None]):
            for part in resampler.resample(frame):
                blocks.append(part.to_ndarray().mean(axis=0))
                count += part.samples
            if count > max_seconds * RATE:
                raise MediaRefused(f"{name} is longer than {max_seconds:.0f} s: cut it to one line")
    return np.concatenate(blocks).astype(np.float32) if blocks else np.zeros(0, np.float32)

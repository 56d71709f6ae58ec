"""Music files as people have them, made from our own players."""

import io
from pathlib import Path
from typing import Any

import av
import numpy as np
import soundfile

from reelwright.sound.music import compose_bed
from reelwright.sound.wave import RATE

CODECS = {
    ".mp3": ("mp3", "libmp3lame", "s16p"),
    ".m4a": ("ipod", "aac", "fltp"),
}


def tune(seconds: float = 60.0, *, mood: str = "warm", pace: str = "steady", seed: int = 3):
    """Samples of a piece with a steady beat: float32 [n, 2] at 48 kHz."""
    cuts = tuple(float(c) for c in np.arange(10, seconds - 5, 10))
    return compose_bed(seconds, cuts, mood=mood, pace=pace, seed=seed)


def write_tune(
    path: Path,
    samples,
    rate: int = RATE,
    tags: dict[str, str] | None = None,
    *,
    bare: bool = False,
) -> Path:
    """A music file of the kind that its name says; bare: frames alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix not in CODECS:
        soundfile.write(path, samples, rate)
        return path
    container, codec, kind = CODECS[path.suffix]
    buffer = io.BytesIO()
    options = {"write_xing": "0", "id3v2_version": "0"}
    with av.open(buffer, "w", format=container, options=options if bare else {}) as file:
        file.metadata.update(tags or {})
        layout = "mono" if samples.ndim == 1 else "stereo"
        stream: Any = file.add_stream(codec, rate=rate)
        stream.layout = layout
        planes = samples[None, :] if samples.ndim == 1 else samples.T
        if kind == "s16p":
            planes = np.round(np.clip(planes, -1, 1) * 32767).astype(np.int16)
        size = 1152
        for at in range(0, planes.shape[1], size):
            part = np.ascontiguousarray(planes[:, at : at + size])
            frame = av.AudioFrame.from_ndarray(part, format=kind, layout=layout)
            frame.sample_rate, frame.pts = rate, at
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    path.write_bytes(buffer.getvalue())
    return path

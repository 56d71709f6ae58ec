"""The sound of a part of a clip, as it was recorded."""

from fractions import Fraction
from itertools import chain
from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler
from av.error import FFmpegError

from ..guard.guard import guarded
from .snippets import broken, checked_kind

SECONDS, MEGABYTES = 60.0, 600
"""Processor time and memory that reading a part's sound may take."""


@guarded(seconds=SECONDS, megabytes=MEGABYTES)
def own_sound(clip: Path, start: float, end: float, rate: int) -> np.ndarray:
    """Stereo samples [n, 2] float32 of exactly the seconds start to end of a clip.

    They are silent where it has no sound. Raises MediaRefused.
    """
    made = np.zeros((round((end - start) * rate), 2), np.float32)
    try:
        with av.open(str(clip), format=checked_kind(clip, most=2**62)) as box:
            if not box.streams.audio:
                return made
            stream = box.streams.audio[0]
            base = stream.time_base or Fraction(1, rate)
            box.seek(max(0, int((start - 0.2) / base)), stream=stream, backward=True)
            resampler = AudioResampler(format="fltp", layout="stereo", rate=rate)
            at: int | None = None
            # None at the end flushes what the resampler still holds.
            for frame in chain(box.decode(stream), [None]):
                if at is None and frame is not None:
                    at = round(((frame.time or 0.0) - start) * rate)
                for part in resampler.resample(frame):
                    samples = part.to_ndarray().T
                    place = at or 0
                    first, last = max(0, place), min(len(made), place + len(samples))
                    if last > first:
                        made[first:last] = samples[first - place : last - place]
                    at = place + len(samples)
                if at is not None and at > len(made):
                    break
    except (FFmpegError, ValueError) as problem:
        raise broken(clip.name, problem) from problem
    return made

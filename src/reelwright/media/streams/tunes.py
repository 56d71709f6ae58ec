"""Music files: what they say of themselves, and their samples from a second on."""

from itertools import chain

import av
import numpy as np
from av.audio.resampler import AudioResampler
from av.error import FFmpegError

from ...domain.errors import MediaRefused
from ..guard.guard import guarded
from ..pictures.source import Source, opened
from .snippets import checked_kind, numbers_of

SECONDS = 30.0
"""Processor time that reading a music file may take, besides what its size allows."""

_TERMS = ("licence", "license", "copyright", "usageterms", "rights", "comment")

LONGEST = 300.0
"""Seconds that are read at once."""


@guarded()
def credit_in(source: Source) -> str:
    """A music file's title and artist, as its own tags have them; "" where they say neither."""
    tags = _tags(source)
    return ", ".join(t for key in ("title", "artist") if (t := tags.get(key, "")[:80]))


@guarded()
def terms_in(source: Source) -> str:
    """What a sound's or film's own tags say of its rights, as one line; "" where they say nothing.

    Comments count: that is where collections of free music write the licence.
    """
    tags = _tags(source)
    return "; ".join(dict.fromkeys(t for key in _TERMS if (t := tags.get(key, ""))))


def _tags(source: Source) -> dict[str, str]:
    try:
        with opened(source) as file, av.open(file, "r", format=checked_kind(source)) as container:
            inner = [dict(s.metadata) for s in (*container.streams.audio, *container.streams.video)]
            said = {k: v for held in (*inner, dict(container.metadata)) for k, v in held.items()}
    except (FFmpegError, ValueError, IndexError, UnicodeDecodeError):
        # Tags are a courtesy: music whose tags cannot be read is music all the same.
        return {}
    return {key.lower(): " ".join(value.split())[:200] for key, value in said.items()}


@guarded(seconds=SECONDS)
def read_tune(
    source: Source, rate: int, *, begin: float = 0.0, seconds: float = LONGEST, mono: bool = False
) -> np.ndarray:
    """Samples of a music file from a second on: float32 [n, 2], or [n] where mono is asked for.

    At most `seconds` and LONGEST of them; fewer where the file ends. Surround sound is mixed down.
    Raises MediaRefused.
    """
    seconds = min(seconds, LONGEST)
    skip, most = round(begin * rate), round(seconds * rate)
    blocks: list[np.ndarray] = []
    at = 0
    try:
        with opened(source) as file, av.open(file, "r", format=checked_kind(source)) as container:
            if not container.streams.audio:
                raise MediaRefused(f"{source.name} has no sound in it; export it again")
            resampler = AudioResampler("fltp", "mono" if mono else "stereo", rate)
            # None at the end flushes what the resampler still holds.
            for frame in chain(container.decode(container.streams.audio[0]), [None]):
                for part in resampler.resample(frame):
                    samples = part.to_ndarray()
                    blocks.append(samples[:, max(0, skip - at) : max(0, skip + most - at)])
                    at += samples.shape[1]
                if at >= skip + most:
                    break
    except (FFmpegError, ValueError) as problem:
        raise MediaRefused(
            f"{source.name} is broken or breaks off ({problem}); copy or export it again"
        ) from problem
    joined = np.concatenate(blocks, axis=1) if blocks else np.zeros((1 if mono else 2, 0))
    out = numbers_of(joined.astype(np.float32))
    return out[0] if mono else np.ascontiguousarray(out.T)

"""piper, where its package is installed and the user has a voice file."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from ...domain.errors import BackendFailed, Missing, NotFound
from . import presence
from .interface import Line, Spoken

_GET = (
    "pip install 'reelwright[piper]', and name a voice file (.onnx, with its .onnx.json beside it) "
    "as voice in brand.toml"
)
_WORDS_A_MINUTE = 165
_BREATH_S = 0.22
"""Silence between sentences, which piper says one by one and puts end to end."""


class Piper:
    """Speaks with a neural voice from a file the user has. It never downloads one."""

    presence = staticmethod(presence.piper)

    def speak(self, line: Line) -> Spoken:
        """Say a line with the voice file that the profile names. Noise is off: it repeats."""
        path = Path(line.voice.voice)
        if path.suffix != ".onnx" or not path.is_file():
            raise NotFound(f"piper needs a voice file, and {str(path)!r} is none: {_GET}")
        voice = _voice(str(path), path.stat().st_mtime_ns)
        # What stands in double brackets piper takes for phonemes.
        text = line.text.replace("[[", "[").replace("]]", "]")
        try:
            from piper import SynthesisConfig

            config = SynthesisConfig(
                length_scale=_WORDS_A_MINUTE / line.voice.speed, noise_scale=0, noise_w_scale=0
            )
            parts = [c.audio_float_array for c in voice.synthesize(text, syn_config=config)]
        except Exception as error:  # onnxruntime's own errors share no class but this one
            raise BackendFailed(
                f"piper could not say the line with {path.name}: {error}"
            ) from error
        rate = int(voice.config.sample_rate)
        breath = np.zeros(int(_BREATH_S * rate), np.float32)
        samples = [p for part in parts for p in (breath, part.astype(np.float32).ravel())][1:]
        if not any(s.any() for s in samples):
            raise BackendFailed(f"piper said nothing for {line.text[:60]!r}")
        return Spoken(np.concatenate(samples), rate, path.stem)


@lru_cache(maxsize=2)
def _voice(path: str, changed: int) -> Any:
    """An opened voice; changed is the file's time, so that a new file is opened anew."""
    try:
        from piper import PiperVoice
    except ModuleNotFoundError as error:
        raise Missing(f"piper is not installed: {_GET}") from error
    settings = Path(f"{path}.json")
    if not settings.is_file():
        raise NotFound(f"the voice {path!r} has no {settings.name} beside it: {_GET}")
    try:
        return PiperVoice.load(path)
    except Exception as error:  # onnxruntime's own errors share no class but this one
        raise BackendFailed(
            f"piper could not open the voice {path}: {error}; download the file and its "
            ".onnx.json again"
        ) from error

"""piper, where its package is installed and the user has a voice file."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from ...domain.errors import BackendFailed, Missing, NotFound
from .interface import Line, Spoken

_GET = (
    "pip install 'reelwright[piper]', and name a voice file (.onnx, with its .onnx.json beside it) "
    "as voice in brand.toml"
)
_WORDS_A_MINUTE = 165


class Piper:
    """Speaks with a neural voice from a file the user has. It never downloads one."""

    @staticmethod
    def presence() -> str | None:
        """The package; which voice it has is the brand's business."""
        from importlib.util import find_spec

        return "piper, for a voice file of yours" if find_spec("piper") else None

    def speak(self, line: Line) -> Spoken:
        """Say a line with the voice file that the profile names. Noise is off: it repeats."""
        path = Path(line.voice.voice)
        if path.suffix != ".onnx" or not path.is_file():
            raise NotFound(f"piper needs a voice file, and {str(path)!r} is none: {_GET}")
        voice = _voice(str(path))
        try:
            from piper import SynthesisConfig  # pyright: ignore[reportMissingImports]

            config = SynthesisConfig(
                length_scale=_WORDS_A_MINUTE / line.voice.speed, noise_scale=0, noise_w_scale=0
            )
            parts = [c.audio_float_array for c in voice.synthesize(line.text, syn_config=config)]
        except (RuntimeError, ValueError) as error:
            raise BackendFailed(f"piper could not say the line: {error}") from error
        if not parts:
            raise BackendFailed(f"piper said nothing for {line.text[:60]!r}")
        samples = np.concatenate(parts).astype(np.float32)
        return Spoken(samples, int(voice.config.sample_rate), path.stem)


@lru_cache(maxsize=2)
def _voice(path: str) -> Any:
    try:
        from piper import PiperVoice  # pyright: ignore[reportMissingImports]
    except ModuleNotFoundError as error:
        raise Missing(f"piper is not installed: {_GET}") from error
    try:
        return PiperVoice.load(path)
    except (OSError, ValueError, RuntimeError) as error:
        raise BackendFailed(f"piper could not open the voice {path}: {error}") from error

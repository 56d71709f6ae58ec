"""When each word of a known English text is said in a recording: pocketsphinx, with its own model.

Words its dictionary lacks (names, brands) get a pronunciation from espeak-ng, put into its phones.
"""

import re
import threading
from functools import cache
from typing import Any

import numpy as np

from ...domain.errors import BackendFailed, Missing
from .espeak import phonemes
from .interface import TimedWord

_LOCK = threading.Lock()
_RATE = 16_000
_WORD = re.compile(r"[A-Za-z][A-Za-z']*")

# espeak-ng's mnemonics for English, longest first, in the phones of the CMU dictionary.
_PHONES = {
    "aI@": "AY ER", "aU@": "AW ER", "i@3": "IY R", "o@": "AO R", "O@": "AO R", "A@": "AA R",
    "e@": "EH R", "i@": "IY AH", "I@": "IY R", "U@": "UH R", "3:": "ER", "A:": "AA", "O:": "AO",
    "i:": "IY", "u:": "UW", "aI": "AY", "aU": "AW", "eI": "EY", "OI": "OY", "oU": "OW",
    "@U": "OW", "@L": "AH L", "I2": "IH", "I#": "IH", "a#": "AH", "0#": "AA", "tS": "CH",
    "dZ": "JH", "a": "AE", "@": "AH", "3": "ER", "A": "AA", "E": "EH", "I": "IH", "i": "IY",
    "O": "AO", "0": "AA", "U": "UH", "u": "UW", "V": "AH", "e": "EH", "o": "OW", "b": "B",
    "d": "D", "D": "DH", "f": "F", "g": "G", "h": "HH", "j": "Y", "k": "K", "l": "L", "m": "M",
    "n": "N", "N": "NG", "p": "P", "r": "R", "R": "R", "s": "S", "S": "SH", "t": "T", "T": "TH",
    "v": "V", "w": "W", "x": "K", "z": "Z", "Z": "ZH",
}  # fmt: skip
_PHONE = re.compile("|".join(re.escape(p) for p in sorted(_PHONES, key=len, reverse=True)))


@cache
def _decoder() -> Any:
    try:
        from pocketsphinx import Decoder
    except ModuleNotFoundError as error:
        raise Missing("pocketsphinx is not installed: pip install pocketsphinx") from error
    return Decoder(loglevel="FATAL")


def align(samples: np.ndarray, rate: int, text: str) -> tuple[TimedWord, ...]:
    """Time every word of an English text in a mono recording of it (float, -1..1, at rate Hz).

    Words are runs of Latin letters. Raises BackendFailed when text and recording do not match.
    """
    found = [(m.start(), m.group(0).lower().strip("'")) for m in _WORD.finditer(text)]
    if not found:
        raise BackendFailed(f"there is no English word to align in {text[:60]!r}")
    from scipy.signal import resample_poly

    sound = resample_poly(samples, _RATE, rate) if rate != _RATE else samples
    peak = float(np.abs(sound).max(initial=1e-6))
    data = np.round(sound / peak * 0.6 * 32767).astype("<i2").tobytes()
    with _LOCK:
        decoder = _decoder()
        for word in dict.fromkeys(word for _, word in found):
            if decoder.lookup_word(word) is None:
                decoder.add_word(word, _pronounced(word), True)
        aligned = _aligned(decoder, data, " ".join(word for _, word in found))
    if [word for word, _, _ in aligned] != [word for _, word in found]:
        raise BackendFailed(
            f"the recording does not match its words {text[:60]!r}: record the line as written"
        )
    return tuple(
        TimedWord(at, start, end) for (at, _), (_, start, end) in zip(found, aligned, strict=True)
    )


def _aligned(decoder: Any, data: bytes, words: str) -> list[tuple[str, float, float]]:
    """(word, start, end) in seconds, fillers and silences left out."""
    try:
        decoder.set_align_text(words)
        decoder.start_utt()
        decoder.process_raw(data, full_utt=True)
        decoder.end_utt()
        result = list(decoder.seg() or ())
    except RuntimeError as error:
        raise BackendFailed(f"the aligner could not follow {words[:60]!r}: {error}") from error
    step = 1 / decoder.config["frate"]
    plain = ((re.sub(r"\(\d+\)$", "", s.word), s.start_frame, s.end_frame) for s in result)
    return [
        (word, start * step, (end + 1) * step)
        for word, start, end in plain
        if not word.startswith(("<", "[", "+"))
    ]


def _pronounced(word: str) -> str:
    """Phones of a word that is not in the dictionary."""
    phones = " ".join(_PHONES[p] for p in _PHONE.findall(phonemes(word)))
    return phones or "AH"

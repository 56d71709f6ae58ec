"""espeak-ng, through the library in the espeakng-loader wheel.

The library keeps its voice, its parameters and its call-back in process-wide state, so one lock
guards every call and it is started once in a process.
"""

import ctypes
import threading
from functools import cache
from typing import Any

import numpy as np

from ...domain.errors import BackendFailed, Missing, NotFound
from .interface import Line, Spoken, TimedWord

_LOCK = threading.Lock()
_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_UTF8 = 1
_RATE, _VOLUME, _PITCH, _RANGE, _WORD_GAP = 1, 2, 3, 4, 7
_WORD, _END = 1, 0

VOICES = {
    "en": "en-us+f5",
    "en-us": "en-us+f5",
    "en-gb": "en+f5",
    "pt-br": "pt-br+f5",
    "zh": "cmn+f5",
    "no": "nb+f5",
}
"""Voices for language tags whose name in espeak differs, or that need another variant."""

_VARIANT = "+f5"


class _Event(ctypes.Structure):
    """espeak_EVENT; the last field is a union whose longest member is char[8]."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    ]


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class _Library:
    """The library, started. Its methods are called under _LOCK only."""

    def __init__(self) -> None:
        try:
            import espeakng_loader as loader
        except ModuleNotFoundError as error:
            raise Missing("espeak-ng is not installed: pip install espeakng-loader") from error
        self._lib: Any = ctypes.CDLL(loader.get_library_path())
        self._lib.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self._lib.espeak_Synth.argtypes = [
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.c_uint,
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.c_uint,
            ctypes.c_void_p,
            ctypes.c_void_p,
        ]
        data = loader.get_data_path().encode()
        self.rate = int(self._lib.espeak_Initialize(_SYNCHRONOUS, 0, data, _DONT_EXIT))
        if self.rate <= 0:
            raise BackendFailed(
                f"espeak-ng could not read its data in {data.decode()}: reinstall espeakng-loader"
            )
        self._blocks: list[np.ndarray] = []
        self._words: list[tuple[int, float]] = []
        # Kept on the instance: ctypes would free the trampoline while the library still holds it.
        self._callback = _Callback(self._take)
        self._lib.espeak_SetSynthCallback(self._callback)

    def _take(self, samples: Any, count: int, events: Any) -> int:
        if samples and count > 0:
            self._blocks.append(np.ctypeslib.as_array(samples, (count,)).copy())
        at = 0
        while events[at].type != _END:
            if events[at].type == _WORD:
                event = events[at]
                self._words.append((event.text_position - 1, event.audio_position / 1000))
            at += 1
        return 0

    def voice(self, name: str) -> bool:
        return self._lib.espeak_SetVoiceByName(name.encode()) == 0

    def say(
        self, text: str, *, speed: int, pitch: int, spread: int
    ) -> tuple[np.ndarray, list[tuple[int, float]]]:
        self._blocks, self._words = [], []
        for parameter, value in ((_RATE, speed), (_PITCH, pitch), (_RANGE, spread), (_VOLUME, 80)):
            self._lib.espeak_SetParameter(parameter, value, 0)
        data = text.encode()
        if self._lib.espeak_Synth(data, len(data) + 1, 0, 0, 0, _UTF8, None, None) != 0:
            raise BackendFailed("espeak-ng refused the line")
        self._lib.espeak_Synchronize()
        blocks, words = self._blocks, self._words
        self._blocks, self._words = [], []
        samples = np.concatenate(blocks) if blocks else np.zeros(0, np.int16)
        return samples.astype(np.float32) / 32768, words

    def phonemes(self, text: str) -> str:
        data = ctypes.c_char_p(text.encode())
        pointer = ctypes.cast(ctypes.pointer(data), ctypes.POINTER(ctypes.c_void_p))
        parts = []
        while data.value:
            # Mode 0: espeak's own ASCII mnemonics, with no separators.
            part = self._lib.espeak_TextToPhonemes(pointer, _UTF8, 0x2D << 8 | 0x80)
            if part is None:
                break
            parts.append(part.decode())
        return " ".join(parts)


@cache
def _library() -> _Library:
    return _Library()


def _voice_names(line: Line) -> tuple[str, ...]:
    """Names to try, best first."""
    if line.voice.voice not in {"", "auto"}:
        return (line.voice.voice,)
    tag = line.language.lower()
    base = tag.split("-")[0]
    return tuple(
        dict.fromkeys((VOICES.get(tag, tag + _VARIANT), VOICES.get(base, base + _VARIANT)))
    )


class Espeak:
    """Speaks some hundred languages at once, plainly."""

    @staticmethod
    def presence() -> str | None:
        """The library and its data, when the wheel is installed."""
        try:
            with _LOCK:
                _library()
        except (Missing, BackendFailed, OSError):
            return None
        return "espeak-ng with its voices"

    def speak(self, line: Line) -> Spoken:
        """Say a line; words come with the starts that the library reports."""
        with _LOCK:
            library = _library()
            names = _voice_names(line)
            name = next((n for n in names if library.voice(n)), None)
            if name is None:
                raise NotFound(
                    f"espeak-ng has no voice {names[0]!r}: set voice in brand.toml to a name such "
                    'as "en+f5", or to "auto"'
                )
            samples, events = library.say(
                line.text, speed=line.voice.speed, pitch=line.voice.pitch, spread=55
            )
        if not len(samples):
            raise BackendFailed(f"espeak-ng said nothing for {line.text[:60]!r}")
        return Spoken(samples, library.rate, name, _words(events, len(samples) / library.rate))


def _words(events: list[tuple[int, float]], seconds: float) -> tuple[TimedWord, ...]:
    """Events as words; a word ends where the next one starts."""
    ends = [start for _, start in events[1:]] + [seconds]
    return tuple(
        TimedWord(at, start, max(start, end)) for (at, start), end in zip(events, ends, strict=True)
    )


def phonemes(text: str, voice: str = "en-us") -> str:
    """How espeak-ng would pronounce a text, in its ASCII mnemonics, parted by hyphens."""
    with _LOCK:
        library = _library()
        library.voice(voice)
        return library.phonemes(text)

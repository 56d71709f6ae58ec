"""The process that espeak-ng runs in: one line in, its sound and word times out.

The library keeps its state in the process, is not made for threads, and sounds a little different
on every call of a process; in a process of its own, with its seed set, equal lines are equal.
Run as a file with nothing but the standard library, so that it starts in some 30 ms. Standard
input is one JSON object; standard output is one JSON line, then 16-bit samples.
"""

import ctypes
import json
import sys
from typing import Any

SYNCHRONOUS, DONT_EXIT, UTF8 = 2, 0x8000, 1
RATE, VOLUME, PITCH, RANGE = 1, 2, 3, 4
END, WORD = 0, 1
MNEMONICS, IPA = ord("-") << 8 | 0x80, ord("^") << 8 | 0x80 | 0x02


class Event(ctypes.Structure):
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


CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event)
)


def answer(asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """What was asked for: {"error": ...}, {"phonemes": ...} or rate, voice, words and samples.

    phonemes are espeak's own mnemonics, a hyphen between them; of "ipa" there is one text for each
    that was asked, in the International Phonetic Alphabet, "^" between what makes one sound.
    """
    lib = ctypes.CDLL(asked["library"])
    rate = lib.espeak_Initialize(SYNCHRONOUS, 0, asked["data"].encode(), DONT_EXIT)
    if rate <= 0:
        return {"error": "data"}, b""
    name = next((n for n in asked["voices"] if lib.espeak_SetVoiceByName(n.encode()) == 0), None)
    if name is None:
        return {"error": "voice"}, b""
    if asked["want"] == "phonemes":
        return {"phonemes": _phonemes(lib, asked["text"], MNEMONICS)}, b""
    if asked["want"] == "ipa":
        return {"phonemes": [_phonemes(lib, text, IPA) for text in asked["texts"]]}, b""
    return _speech(lib, asked, rate, name)


def _speech(
    lib: ctypes.CDLL, asked: dict[str, Any], rate: int, name: str
) -> tuple[dict[str, Any], bytes]:
    samples = bytearray()
    words: list[list[float]] = []

    def take(block: Any, count: int, events: Any) -> int:
        if block and count > 0:
            samples.extend(ctypes.string_at(block, 2 * count))
        at = 0
        while events[at].type != END:
            if events[at].type == WORD:
                words.append([events[at].text_position - 1, events[at].audio_position / 1000])
            at += 1
        return 0

    callback = CALLBACK(take)
    lib.espeak_SetSynthCallback(callback)
    if hasattr(lib, "espeak_ng_SetRandSeed"):
        lib.espeak_ng_SetRandSeed(ctypes.c_long(1))
    settings = ((RATE, asked["speed"]), (PITCH, asked["pitch"]), (RANGE, asked["range"]))
    for parameter, value in (*settings, (VOLUME, 80)):
        lib.espeak_SetParameter(parameter, value, 0)
    text = asked["text"].encode()
    size = ctypes.c_size_t(len(text) + 1)
    if lib.espeak_Synth(text, size, 0, 0, 0, UTF8, None, None) != 0:
        return {"error": "refused"}, b""
    lib.espeak_Synchronize()
    return {"rate": rate, "voice": name, "words": words}, bytes(samples)


def _phonemes(lib: ctypes.CDLL, text: str, mode: int) -> str:
    lib.espeak_TextToPhonemes.restype = ctypes.c_char_p
    rest = ctypes.c_char_p(text.encode())
    pointer = ctypes.cast(ctypes.pointer(rest), ctypes.POINTER(ctypes.c_void_p))
    parts: list[str] = []
    while rest.value:
        part = lib.espeak_TextToPhonemes(pointer, UTF8, mode)
        if part is None:
            break
        parts.append(part.decode())
    return " ".join(parts)


if __name__ == "__main__":
    told, sound = answer(json.load(sys.stdin.buffer))
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + sound)

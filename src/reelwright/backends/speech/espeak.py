"""espeak-ng, through the library in the espeakng-loader wheel, a process for each line."""

import json
import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from ...domain.errors import BackendFailed, NotFound
from . import presence
from .casting import cast, had, wanted
from .interface import Line, Spoken, TimedWord

_RANGE = 45
_LIMIT_S = 30
_PROCESS = Path(__file__).with_name("espeak_process.py")


class Espeak:
    """Speaks some hundred languages at once, plainly."""

    presence = staticmethod(presence.espeak)

    def speak(self, line: Line) -> Spoken:
        """Say a line; words come with the starts that the library reports."""
        voices = (_voice(line),)
        told, sound = _ask(
            want="speech",
            text=line.text,
            voices=voices,
            speed=line.voice.speed,
            pitch=line.voice.pitch,
            range=_RANGE,
        )
        samples = np.frombuffer(sound, "<i2").astype(np.float32) / 32768
        words = told["words"]
        if not words or not samples.any():
            raise BackendFailed(f"espeak-ng said nothing for {line.text[:60]!r}")
        ends = [start for _, start in words[1:]] + [len(samples) / told["rate"]]
        timed = tuple(
            TimedWord(at, start, max(start, end))
            for (at, start), end in zip(words, ends, strict=True)
        )
        return Spoken(samples, told["rate"], told["voice"], timed)


@lru_cache(maxsize=4096)
def phonemes(text: str, voice: str = "en-us") -> str:
    """How espeak-ng would pronounce a text: its ASCII mnemonics, parted by hyphens."""
    return _ask(want="phonemes", text=text, voices=(voice,))[0]["phonemes"]


@lru_cache(maxsize=4096)
def ipa(texts: tuple[str, ...], voice: str) -> tuple[str, ...]:
    """How espeak-ng would pronounce texts, in the International Phonetic Alphabet.

    Words are parted by spaces, some are said as one; "^" joins the letters of one sound. Raises
    NotFound where there is no such voice.
    """
    found = _ask(want="ipa", text="", texts=texts, voices=(voice,))[0]["phonemes"]
    # Where a word is of another language, its name stands before it: "(en)".
    return tuple(re.sub(r"\([a-z-]+\)", "", text).replace("\u200d", "") for text in found)


def _voice(line: Line) -> str:
    voice = cast("speech/espeak", line)
    if voice is None:
        raise NotFound(
            f"espeak-ng has no {wanted(line)} for {line.language!r}; it has "
            f"{had('speech/espeak')}; or set voice in brand.toml to a name such as "
            '"en-us+f5", or to "auto"'
        )
    return voice


def _ask(*, voices: tuple[str, ...], text: str, **asked: Any) -> tuple[dict[str, Any], bytes]:
    """What the process answered: its facts, and samples."""
    library, data = presence.espeak_files()
    asked |= {"library": library, "data": data, "voices": voices, "text": text}
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(_PROCESS)],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=_LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BackendFailed(
            f"espeak-ng did not finish within {_LIMIT_S} s: shorten the line"
        ) from error
    head, _, sound = done.stdout.partition(b"\n")
    if done.returncode != 0 or not head:
        words = done.stderr.decode(errors="replace").strip().splitlines()
        raise BackendFailed(
            f"espeak-ng failed ({words[-1] if words else done.returncode}): reinstall "
            "espeakng-loader"
        )
    told = json.loads(head)
    if told.get("error") == "voice":
        raise NotFound(
            f"espeak-ng has no voice {voices[0]!r}: set voice in brand.toml to a name such as "
            '"en-us+f5", or to "auto"'
        )
    if "error" in told:
        raise BackendFailed(
            f"espeak-ng could not work ({told['error']}; data in {data}): reinstall espeakng-loader"
        )
    return told, sound

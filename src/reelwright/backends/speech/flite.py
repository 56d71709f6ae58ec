"""flite, a small English speech program."""

import tempfile
from pathlib import Path

from ...domain.errors import BackendFailed, NotFound
from . import presence
from .casting import cast, had, wanted
from .interface import Line, Spoken
from .programs import heard, run
from .scripts import folded

_GET = 'apt-get install flite, or choose engine = "auto" in brand.toml'
_WORDS_A_MINUTE = 179
"""What its voices speak at a stretch of 1."""


class Flite:
    """Speaks English with one of the voices built into the program."""

    presence = staticmethod(presence.flite)

    def speak(self, line: Line) -> Spoken:
        """Say a line. It reports no word times."""
        voice = cast("speech/flite", line)
        if voice is None:
            raise NotFound(f"flite has no {wanted(line)}; choose one of {had('speech/flite')}")
        with tempfile.TemporaryDirectory(prefix="reelwright-") as folder:
            text, wav = Path(folder, "line.txt"), Path(folder, "line.wav")
            # It reads one paragraph at a time: a line break would drop what follows.
            text.write_text(folded(" ".join(line.text.split())), encoding="utf-8")
            stretch = _WORDS_A_MINUTE / line.voice.speed
            run(
                ["flite", "-voice", voice, "--setf", f"duration_stretch={stretch:.3f}",
                 "-f", str(text), "-o", str(wav)], get=_GET,
            )  # fmt: skip
            if not wav.is_file():
                raise BackendFailed("flite wrote no sound: see whether `flite -lv` lists voices")
            samples, rate = heard(wav, "flite")
        return Spoken(samples, rate, voice)

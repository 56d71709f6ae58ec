"""festival, an English speech program, with its HTS voice where that is installed."""

import tempfile
from pathlib import Path

from ...domain.errors import NotFound
from . import presence
from .casting import cast, had, wanted
from .interface import Line, Spoken, TimedWord
from .presence import FESTIVAL_VOICES as VOICES
from .programs import heard, run
from .scripts import folded

_GET = 'apt-get install festival festvox-us-slt-hts, or choose engine = "auto" in brand.toml'
_WORDS_A_MINUTE = {"slt": 186, "kal": 172}
"""What the voices speak when nobody hurries them. HTS voices take a rate, diphones a stretch."""

# The text is read from its own file as data: nothing of it is ever parsed as Scheme.
_SCHEME = """
(voice_{voice})
(Parameter.set 'Duration_Stretch {stretch:.3f})
(if (boundp 'hts_engine_params)
  (set! hts_engine_params (append hts_engine_params (list (list "-r" {rate:.3f})))))
(define (slurp path)
  (let ((file (fopen path "r")) (part nil) (all ""))
    (set! part (fread 4000 file))
    (while part (set! all (string-append all part)) (set! part (fread 4000 file)))
    (fclose file)
    all))
(set! utt (eval (list 'Utterance 'Text (slurp "{text}"))))
(utt.synth utt)
(utt.save.wave utt "{wav}" 'riff)
(mapcar
  (lambda (word)
    (format t "WORD\\t%s\\t%f\\t%f\\n" (item.name word)
      (item.feat word "word_start") (item.feat word "word_end")))
  (utt.relation.items utt 'Word))
"""


class Festival:
    """Speaks English, and tells when it says each word."""

    presence = staticmethod(presence.festival)

    def speak(self, line: Line) -> Spoken:
        """Say a line; words carry the times festival gave them."""
        voice = cast("speech/festival", line)
        if voice is None:
            raise NotFound(
                f"festival has no {wanted(line)}; choose one of {had('speech/festival')}"
            )
        with tempfile.TemporaryDirectory(prefix="reelwright-") as folder:
            text, wav = Path(folder, "line.txt"), Path(folder, "line.wav")
            script = Path(folder, "say.scm")
            # Its reader knows Latin-1 only; anything else would be read byte by byte.
            said = folded(" ".join(line.text.split()))
            text.write_text(said, encoding="latin-1", errors="replace")
            script.write_text(
                _SCHEME.format(
                    voice=VOICES[voice], text=text, wav=wav,
                    stretch=_WORDS_A_MINUTE[voice] / line.voice.speed,
                    rate=line.voice.speed / _WORDS_A_MINUTE[voice],
                ), encoding="utf-8",
            )  # fmt: skip
            told = run(["festival", "-b", str(script)], get=_GET).decode(errors="replace")
            samples, rate = heard(wav, "festival")
        return Spoken(samples, rate, voice, _words(told, line.text))


def _words(told: str, text: str) -> tuple[TimedWord, ...]:
    """Festival's own list of words, found again in the text; () where one is not in it."""
    words: list[TimedWord] = []
    position, plain = 0, folded(text).lower()
    for row in told.splitlines():
        if not row.startswith("WORD\t"):
            continue
        _, name, start, end = row.split("\t")
        at = plain.find(name.lower(), position)
        if at < 0 or at - position > 12:
            return ()
        words.append(TimedWord(at, float(start), float(end)))
        position = at + len(name)
    return tuple(words)

"""Which of an engine's voices has the accent and the sex that a brand asks for."""

from functools import cache
from pathlib import Path

from ...domain.errors import Missing
from . import presence
from .interface import Line
from .scripts import VOICES

_NAMED = {
    "speech/festival": {"slt": ("en-us", "female"), "kal": ("en-us", "male")},
    "speech/flite": {
        "slt": ("en-us", "female"),
        "rms": ("en-us", "male"),
        "awb": ("en-gb-scotland", "male"),
        "kal16": ("en-us", "male"),
        "kal": ("en-us", "male"),
    },
}
"""The voices of engines that have a few, best first: accent and sex of the person recorded."""

# Of the variants tried, a recogniser understood f5 best: 56 % of words, 18 % without a variant.
_VARIANTS = {"": "+f5", "female": "+f5", "male": "+m3"}
_HOME = {"sv": "se", "ja": "jp", "cs": "cz", "da": "dk", "el": "gr", "ko": "kr", "uk": "ua"}
"""Where a language is at home, when its country has another code than it."""


def cast(engine: str, line: Line) -> str | None:
    """The voice that an engine says a line with, by its own name; None when it has none such.

    A voice that the profile names goes before accent and sex. An accent holds in its own language.
    What engines other than our own have is not known here: "" leaves the choice to them.
    """
    asked, sex = line.voice.voice, line.voice.sex
    if asked == "auto":
        asked = ""
    if engine == "speech/espeak":
        if asked:
            return asked if _espeak_has(asked) else None
        return _of_espeak(line)
    if engine == "speech/piper":
        return asked if asked.endswith(".onnx") and Path(asked).is_file() else None
    named = _NAMED.get(engine)
    if named is None:
        return asked
    if engine == "speech/festival" and (here := presence.festival_voices()):
        named = {name: named[name] for name in here}
    if asked:
        return asked if asked in named else None
    fit = [n for n, (tag, whose) in named.items() if sex in ("", whose) and _is(tag, _accent(line))]
    return next((n for n in fit if _is(named[n][0], line.language.lower())), next(iter(fit), None))


def at_home(engine: str, line: Line) -> bool:
    """Whether the voice that is cast has the accent of a line's own country, if it names one."""
    voice = cast(engine, line)
    named = _NAMED.get(engine, {})
    return bool(_accent(line)) or voice not in named or _is(named[voice][0], line.language.lower())


def _is(tag: str, accent: str) -> bool:
    """Whether a voice's accent is the one asked for; a language without a country takes any."""
    return "-" not in accent or tag == accent


def had(engine: str) -> str:
    """The voices that an engine has here, in words, for a person who asked for another."""
    named = _NAMED.get(engine)
    if engine == "speech/piper":
        return "only the voice file that `voice` names (.onnx, its .onnx.json beside it)"
    if named is None:
        return "one for each of its languages, with accents such as en-GB, en-US, es-419, pt-BR"
    if engine == "speech/festival":
        named = {name: named[name] for name in presence.festival_voices() or named}
    return ", ".join(f"{name} ({sex}, {tag})" for name, (tag, sex) in named.items())


def wanted(line: Line) -> str:
    """The voice that is asked for, in words: "male voice with the accent en-GB"."""
    if line.voice.voice not in {"", "auto"}:
        return f"voice {line.voice.voice!r}"
    sex = f"{line.voice.sex} voice" if line.voice.sex else "voice"
    return f"{sex} with the accent {line.voice.accent}" if _accent(line) else sex


def _accent(line: Line) -> str:
    """The accent that a brand asks for in a line's language, in small letters; "" for any."""
    own, asked = line.language.lower(), line.voice.accent.lower()
    return asked if asked.split("-")[0] == own.split("-")[0] else ""


def _of_espeak(line: Line) -> str | None:
    """A voice and a variant of espeak-ng; None where it has no such voice or accent."""
    own = line.language.lower()
    base = own.split("-")[0]
    accent = _accent(line)
    voice = _espeak_voice(accent) if accent else _espeak_voice(own) or _espeak_voice(base)
    return voice and voice + _VARIANTS[line.voice.sex]


def _espeak_voice(tag: str) -> str | None:
    """What espeak-ng calls a language or an accent; None when it has none."""
    base, _, region = tag.partition("-")
    known = _espeak_names()
    if VOICES.get(tag, tag) in known:
        return VOICES.get(tag, tag)
    at_home = region and region == _HOME.get(base, base) and VOICES.get(base, base) in known
    return VOICES.get(base, base) if at_home else None


def _espeak_has(voice: str) -> bool:
    """Whether espeak-ng has a voice of this name, with or without a variant ("en-us+m3")."""
    name, _, variant = voice.partition("+")
    return name.lower() in _espeak_names() and (not variant or variant in _espeak_variants())


@cache
def _espeak_names() -> frozenset[str]:
    """The tags and names that voices of espeak-ng go by, in small letters."""
    found: set[str] = set()
    for file in _espeak_files("lang"):
        rows = file.read_text(encoding="utf-8", errors="replace").splitlines()
        rows = [row.split() for row in rows]
        found |= {row[1].lower() for row in rows if len(row) > 1 and row[0] == "language"}
        found |= {" ".join(row[1:]).lower() for row in rows if row and row[0] == "name"}
        found.add(file.name.lower())
    return frozenset(found)


@cache
def _espeak_variants() -> frozenset[str]:
    return frozenset(p.name for p in _espeak_files("voices/!v"))


def _espeak_files(under: str) -> list[Path]:
    try:
        _, data = presence.espeak_files()
    except Missing:
        return []
    return [p for p in Path(data, under).rglob("*") if p.is_file()]

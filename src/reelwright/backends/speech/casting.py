"""Which of an engine's voices has the accent and the sex that a brand asks for."""

from functools import cache
from pathlib import Path

from ...domain.errors import Missing
from . import presence
from .interface import Line
from .scripts import VOICES

_NAMED = {
    "speech/kokoro": {
        "af_heart": ("en-us", "female"),
        "am_michael": ("en-us", "male"),
        "bf_emma": ("en-gb", "female"),
        "bm_george": ("en-gb", "male"),
        "ef_dora": ("es", "female"),
        "em_alex": ("es", "male"),
        "ff_siwis": ("fr", "female"),
        "if_sara": ("it", "female"),
        "im_nicola": ("it", "male"),
        "pf_dora": ("pt-br", "female"),
        "pm_alex": ("pt-br", "male"),
    },
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

_NEAREST = {
    "en-029": "ag ai bb bs bz dm gd gy jm kn ky lc ms tc tt vc vg",
    "en-us": "as ca gu mh mp ph pr um us vi",
    "es-419": "ar bo br bz cl co cr cu do ec gt hn mx ni pa pe pr py sv us uy ve",
    "fr-be": "lu",
    "ru-lv": "lv",
}
"""Voices with the countries that speak likest, where it is not how the language's home does."""


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
            return _espeak_named(asked)
        return _of_espeak(line)
    if engine == "speech/piper":
        return asked if asked.endswith(".onnx") and Path(asked).is_file() else None
    named = _NAMED.get(engine)
    if named is None:
        return asked
    if engine == "speech/festival" and (here := presence.festival_voices()):
        named = {name: named[name] for name in here}
    own = _base(line.language)
    named = {name: how for name, how in named.items() if _base(how[0]) == own}
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
    """Whether a voice's accent is the one asked for; a language without a country takes any.

    A voice without one reads as the country asked for does: "es" for "es-mx".
    """
    return "-" not in accent or tag in (accent, _base(accent))


def _base(tag: str) -> str:
    return tag.split("-")[0].lower()


def read_as(voice: str, line: Line) -> str:
    """The accent that a voice of Kokoro reads a line in: "en-us", or a voice of espeak-ng's."""
    tag = _NAMED["speech/kokoro"][voice][0]
    if "-" in tag:
        return tag
    return _espeak_nearest(_accent(line) or line.language.lower()) or tag


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
    accent = _accent(line)
    voice = _espeak_voice(accent) if accent else _espeak_nearest(line.language.lower())
    return voice and voice + _VARIANTS[line.voice.sex]


def _espeak_voice(tag: str) -> str | None:
    """What espeak-ng calls a language or an accent; None when it has none."""
    base, _, region = tag.partition("-")
    known = _espeak_voices()
    if voice := known.get(VOICES.get(tag, tag)):
        return voice
    at_home = region and region == _HOME.get(base, base)
    return known.get(VOICES.get(base, base)) if at_home else None


def _espeak_nearest(tag: str) -> str | None:
    """The voice of espeak-ng that is nearest to a language tag: "sr-latn-rs", "es-ar", "en-au"."""
    base, *more = tag.split("-")
    region = next((m for m in more if len(m) == 2 or m.isdecimal()), "")
    own = ("-".join((base, *more[:n])) for n in range(len(more), 0, -1))
    near = (v for v, regions in _NEAREST.items() if region and region in regions.split())
    # English without a country is American here, that of countries not named above British.
    spoken = (f"{base}-{region}", *(v for v in near if v.startswith(f"{base}-")))
    last = ("en-gb", base) if base == "en" and region else (base,)
    return next((v for t in (*own, *spoken, *last) if (v := _espeak_voice(t))), None)


def _espeak_named(voice: str) -> str | None:
    """A voice of this name, with or without a variant ("en-us+m3"), as espeak-ng takes it."""
    name, _, variant = voice.partition("+")
    known = _espeak_voices().get(name.lower())
    if known is None or (variant and variant not in _espeak_variants()):
        return None
    return f"{known}+{variant}" if variant else known


@cache
def _espeak_voices() -> dict[str, str]:
    """The name that espeak-ng takes, by every tag and name that a voice goes by, in small letters.

    A voice is had by the name of its file alone: not all of the tags in it are taken ("fr-fr").
    """
    files = sorted(_espeak_files("lang"), key=lambda file: file.name)
    found = {file.name.lower(): file.name.lower() for file in files}
    for file in files:
        text = file.read_text(encoding="utf-8", errors="replace")
        rows = [row.split() for row in text.splitlines()]
        named = [row[1] for row in rows if len(row) > 1 and row[0] == "language"]
        named += [" ".join(row[1:]) for row in rows if row and row[0] == "name"]
        for name in named:
            found.setdefault(name.lower(), file.name.lower())
    return found


@cache
def _espeak_variants() -> frozenset[str]:
    return frozenset(p.name for p in _espeak_files("voices/!v"))


def _espeak_files(under: str) -> list[Path]:
    try:
        _, data = presence.espeak_files()
    except Missing:
        return []
    return [p for p in Path(data, under).rglob("*") if p.is_file()]

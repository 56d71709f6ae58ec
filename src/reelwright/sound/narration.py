"""Narration: a line becomes a finished recording with the time of every word."""

import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from ..backends import registry
from ..backends.speech.alignment import align
from ..backends.speech.casting import at_home, cast, had, wanted
from ..backends.speech.interface import Line, Speaker, SpeechProfile, Spoken, TimedWord
from ..backends.speech.recordings import Recordings, key, play
from ..backends.speech.scripts import advice, has_voice, unread
from ..domain.asset import Asset, Assets
from ..domain.brand import VoiceProfile
from ..domain.campaign import Campaign
from ..domain.errors import BackendFailed, DoesNotFit, MediaRefused, Missing, NotFound
from ..domain.origin import Origin
from ..domain.sound import Recording, Word
from ..domain.texts import texts_of
from .paces import FASTEST, HURRIED, STRETCHED
from .script import Script, write_script
from .timing import place_words, share_words
from .voice import at_rate, faster, level, soften, trim
from .wave import RATE, wav_bytes

VERSION = "1"
MAX_CHARACTERS = 600


def record(
    scene_id: str,
    text: str,
    *,
    language: str = "en",
    profile: VoiceProfile,
    assets: Assets,
    recordings: Sequence[Asset] = (),
    seed: int = 1,
    pace: float = 1.0,
) -> Recording:
    """Say a scene's narration and keep it as mono 48 kHz WAV at -20 LUFS, silence trimmed.

    recordings are the user's own files (Campaign.recordings); one that fits the line is played
    instead of any engine. seed is kept in the origin: no speaker here draws chances. pace is how
    much faster than the profile's speed the line is said, up to 1.12; a person's own recording is
    sped up at the same pitch, up to 1.06.

    Raises DoesNotFit for a line without words or longer than 600 characters, NotFound for an
    engine or voice that does not exist, Missing when it is not installed, BackendFailed when it
    fails, MediaRefused for a broken recording.
    """
    script = _checked(scene_id, text, language, profile)
    hurried = min(profile.speed * HURRIED, profile.speed * pace, FASTEST)
    voice = profile.model_copy(update={"speed": max(profile.speed, round(hurried))})
    line = Line(scene=scene_id, text=script.spoken, language=language, voice=voice, written=text)
    engine, speaker = choose(line, assets=assets, recordings=recordings)
    spoken = speaker.speak(line)
    samples = at_rate(spoken.samples, spoken.rate)
    if spoken.synthetic and _profile(engine).softened:
        samples = soften(samples)
    samples, gone = trim(samples)
    if not spoken.synthetic:
        samples = faster(samples, min(pace, STRETCHED))
    samples = level(samples)
    words, timing = _timed(script, spoken, samples, gone, language)
    asset = assets.put(wav_bytes(samples), f"{scene_id}-{language}.wav", "audio/wav", "takes")
    return Recording(
        scene=scene_id,
        text=text,
        language=language,
        asset=asset,
        seconds=Fraction(len(samples), RATE),
        words=words,
        timing=timing,
        engine=engine.split("/")[1],
        voice=spoken.voice,
        origin=Origin(
            maker="offline" if spoken.synthetic else "person", version=VERSION, seed=seed
        ),
    )


def choose(line: Line, *, assets: Assets, recordings: Sequence[Asset] = ()) -> tuple[str, Speaker]:
    """Who says a line: its recording, else the engine asked for, else the best one present.

    Raises NotFound when the engine is unknown or does not speak the language, Missing when it is
    not installed.
    """
    own = Recordings(recordings=recordings, assets=assets)
    if own.find(line):
        return "speech/recordings", own
    asked = line.voice.engine
    if asked == "recordings":
        own.speak(line)  # raises: says which file is wanted
    if asked != "auto":
        name = f"speech/{asked}"
        if not _profile(name).speaks(line.language):
            raise NotFound(
                f"{asked} does not speak {line.language!r}: set engine in brand.toml to "
                '"espeak" or "auto"'
            )
        speaker = registry.load(name)
        if speaker.presence() is None:
            raise Missing(f"{asked} is not on this machine: {registry.entry(name).get}")
        _readable(name, line)
        if cast(name, line) is None:
            raise NotFound(_uncast(name, line))
        return name, speaker
    present = [name for name in _by_rank() if _suits(name, line)]
    suiting = _cast_of(present, line)
    for name in suiting:
        if not unread(name, line.language, line.text):
            return name, registry.load(name)
    for name in suiting:
        _readable(name, line)
    if present:
        raise NotFound(_uncast(present[-1], line))
    raise Missing(
        f"nothing here speaks {line.language!r}: {registry.entry('speech/espeak').get}, or record "
        "the lines and put them in voice/"
    )


def _readable(name: str, line: Line) -> None:
    """Raise Missing, naming the letters, where an engine would not read a line."""
    if letters := unread(name, line.language, line.text):
        raise Missing(
            f"{name.partition('/')[2]} cannot read {letters[:12]!r} in the narration of scene "
            f"{line.scene}: {advice(line.language, letters)}"
        )


def unheard(
    text: str, language: str, profile: VoiceProfile, *, recordings: Sequence[Asset], assets: Assets
) -> str:
    """Why no voice here can say a line, and what to do; "" when one can, or there is a recording.

    Nothing is spoken: it takes milliseconds.
    """
    script = write_script(text, language, profile.say)
    line = Line(scene="", text=script.spoken, language=language, voice=profile, written=text)
    if Recordings(recordings=recordings, assets=assets).find(line):
        return ""
    asked = profile.engine
    names = [f"speech/{asked}"] if asked != "auto" else [n for n in _by_rank() if _suits(n, line)]
    if asked == "recordings":
        return (
            "there is no recording of it in voice/: record it, or set another engine in brand.toml"
        )
    if asked != "auto" and (why := _unusable(names[0], line)):
        return why
    if not names:
        return (
            f"no voice on this machine speaks {language!r}: {registry.entry('speech/espeak').get}"
        )
    if names == ["speech/espeak"] and not has_voice(language):
        return f"espeak-ng has no voice for {language!r}: {advice(language, '')}"
    fit = [n for n in names if cast(n, line) is not None]
    if not fit:
        return _uncast(names[-1], line)
    names = fit
    letters = [unread(n, language, script.spoken) for n in names]
    if not all(letters):
        return ""
    return f"{names[-1].partition('/')[2]} cannot read {letters[-1][:12]!r}: " + advice(
        language, letters[-1]
    )


def unheard_lines(campaign: Campaign, assets: Assets) -> tuple[str, ...]:
    """What of a campaign's words no voice here can say, a line for each reason, with its field."""
    why: dict[str, list[str]] = {}
    for told in texts_of(campaign):
        if told.spoken and told.language in campaign.wanted.languages:
            reason = unheard(
                told.text, told.language, campaign.brand.voice,
                recordings=campaign.recordings, assets=assets,
            )  # fmt: skip
            if reason:
                # What brand.toml asks for is amiss there, whichever line is the first to show it.
                of_brand = reason.startswith("brand.toml: ")
                line = (
                    f"{reason}; so nobody says {told.field}"
                    if of_brand
                    else (f"{told.field}: {reason}")
                )
                why.setdefault(re.sub(r"cannot read '[^']*'", "cannot read", reason), []).append(
                    line
                )
    return tuple(
        lines[0] + (f" (and {len(lines) - 1} more lines)" if len(lines) > 1 else "")
        for lines in why.values()
    )


def voices(campaign: Campaign) -> tuple[str, ...]:
    """Whose voice a campaign is said in, by language: "en: kokoro, af_heart"."""
    found = [(language, _voice(language, campaign)) for language in campaign.wanted.languages]
    return tuple(f"{tag}: {', '.join(filter(None, by))}" for tag, by in found if by[0])


def plainer(campaign: Campaign) -> tuple[str, ...]:
    """Which languages could have a voice like a person's, were it on this machine, and how."""
    entry = registry.entry("speech/kokoro")
    if campaign.brand.voice.engine != "auto" or (entry.presence and entry.presence()):
        return ()
    said = [
        (language, _voice(language, campaign)[0])
        for language in campaign.wanted.languages
        if cast("speech/kokoro", _blank(language, campaign)) is not None
    ]
    return tuple(
        f"brand.toml: voice: {language} is said by {name}; kokoro, which sounds like a person, is "
        f"not here: {entry.get}"
        for language, name in said
        if name in ("espeak", "flite", "festival")
    )


def _voice(language: str, campaign: Campaign) -> tuple[str, str]:
    """Engine and voice that say a language where nothing is recorded; ("", "") for none."""
    line = _blank(language, campaign)
    asked = line.voice.engine
    if asked == "recordings":
        return "recordings", ""
    names = [f"speech/{asked}"] if asked != "auto" else [n for n in _by_rank() if _suits(n, line)]
    fit = _cast_of([n for n in names if n in registry.every("speech")], line)
    return (fit[0].partition("/")[2], cast(fit[0], line) or "") if fit else ("", "")


def _blank(language: str, campaign: Campaign) -> Line:
    return Line(scene="", text="", language=language, voice=campaign.brand.voice)


def _cast_of(names: Sequence[str], line: Line) -> list[str]:
    """Those of the engines that have a voice for a line, with its own country's accent first."""
    fit = [name for name in names if cast(name, line) is not None]
    return sorted(fit, key=lambda name: not at_home(name, line))


def unused_recordings(
    campaign: Campaign, assets: Assets
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Recordings of a campaign that cannot be played, and those that no line asks for yet.

    Each is decoded once: some ten milliseconds a file.
    """
    broken: list[str] = []
    idle: list[str] = []
    said = [key(told.text) for told in texts_of(campaign) if told.spoken]
    for asset in campaign.recordings:
        try:
            play(asset, assets)
        except MediaRefused as problem:
            broken.append(f"voice/: {problem}")
            continue
        name = re.sub(r"-[a-z]{2}$", "", key(Path(asset.name).stem))
        begun = name.count("-") >= 3 and any(line.startswith(name) for line in said)
        if not (re.fullmatch(r"s\d+", name) or name in said or begun):
            idle.append(
                f"voice/{asset.name}: no line of the campaign begins so; it is played where a film "
                "says these words: name it after a whole line, its first four words or more, or "
                "after a scene (s1.wav)"
            )
    return tuple(broken), tuple(idle)


def _by_rank() -> list[str]:
    names = [n for n in registry.every("speech") if n != "speech/recordings"]
    return sorted(names, key=lambda n: _profile(n).rank)


def _unusable(name: str, line: Line) -> str:
    """Why the engine that a brand names cannot say a line; "" when it can."""
    try:
        profile = _profile(name)
        present = registry.target(name).presence() is not None
    except (NotFound, Missing) as problem:
        return f"brand.toml: voice.engine: {problem}"
    if not profile.speaks(line.language):
        return f"brand.toml: voice.engine: {name.partition('/')[2]} does not speak {line.language}"
    if not present:
        get = registry.entry(name).get
        return f"brand.toml: voice.engine: {name.partition('/')[2]} is not here: {get}"
    return ""


def _uncast(name: str, line: Line) -> str:
    """That an engine has no voice such as the brand asks for, and what it has."""
    return (
        f"brand.toml: voice: {name.partition('/')[2]} has no {wanted(line)} for {line.language!r};"
        f" it has {had(name)}"
    )


def _suits(name: str, line: Line) -> bool:
    """Whether an engine is here and can say the line with the voice that is asked for."""
    wants_file = line.voice.voice.endswith(".onnx")
    if not _profile(name).speaks(line.language) or wants_file != _profile(name).voice_file:
        return False
    try:
        kind: Any = registry.target(name)
    except Missing:
        return False
    return kind.presence() is not None


def _profile(name: str) -> SpeechProfile:
    return registry.profile(name)


def _checked(scene_id: str, text: str, language: str, profile: VoiceProfile) -> Script:
    if len(text) > MAX_CHARACTERS:
        raise DoesNotFit(
            f"the narration of scene {scene_id} has {len(text)} characters; shorten it to "
            f"{MAX_CHARACTERS} or split the scene"
        )
    if not any(c.isalnum() for c in text):
        raise DoesNotFit(
            f"the narration of scene {scene_id} has no words: write a line, or leave the scene "
            "without narration"
        )
    return write_script(text, language, profile.say)


def _timed(
    script: Script, spoken: Spoken, samples: np.ndarray, gone: float, language: str
) -> tuple[tuple[Word, ...], str]:
    """Words and how they were timed. An engine knows best; then an aligner hears; then a guess."""
    seconds = len(samples) / RATE
    if spoken.words:
        shifted = [TimedWord(w.at, w.start - gone, w.end - gone) for w in spoken.words]
        words = place_words(script, shifted, samples, seconds)
        if words:
            return words, "engine"
    if language.split("-")[0].lower() == "en":
        try:
            words = place_words(script, align(samples, RATE, script.spoken), samples, seconds)
        except (BackendFailed, Missing):
            words = None
        if words:
            return words, "alignment"
    return share_words(script, samples, seconds), "syllables"

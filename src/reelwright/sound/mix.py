"""The finished sound of a film: narration over music that makes way for it, at one loudness."""

from collections.abc import Sequence

import numpy as np
import soundfile
from scipy.ndimage import maximum_filter1d, minimum_filter1d

from ..domain.asset import Assets
from ..domain.errors import DoesNotFit, MediaRefused
from ..domain.sound import Mix, OwnSound, Recording
from .own import place_own
from .voice import VOICE_LUFS, at_rate
from .wave import RATE, fade, frames_rms, limit, loudness, peaks, true_peak, wav_bytes

TARGET_LUFS = -14.0
CEILING_DBTP = -2.0
"""Under the -1 dBTP that platforms ask for, because AAC adds some tenths of a decibel."""

DUCK_DB = 12.0
OPEN_DB = 1.0
"""How far the music stands under the voice where nobody speaks; under speech, 12 dB more."""
ATTACK_S, RELEASE_S = 0.08, 0.45
_BRIDGED_S = 0.7
_STEP = 0.005


def master(
    narration: Sequence[tuple[Recording, float]],
    bed: np.ndarray | None,
    seconds: float,
    assets: Assets,
    *,
    own: Sequence[OwnSound] = (),
) -> Mix:
    """Mix recordings, each starting at its second, with a bed ([n, 2] at 48 kHz, or None).

    own: what is heard of clips, which makes way for the voice as the bed does.

    The result is stereo 48 kHz 16-bit WAV of exactly `seconds`, -14 LUFS (silence stays silence),
    true peaks under -2 dBTP, so that the encoder does not lift them over -1. Raises DoesNotFit
    when a recording would end after the film.
    """
    length = round(float(seconds) * RATE)
    if length <= 0:
        raise DoesNotFit(f"a film of {float(seconds)} s has no room for sound: make it longer")
    voice = place_narration(narration, length, assets)
    out = np.repeat(voice[:, None], 2, axis=1)
    if bed is not None:
        out = out + make_way(fitted(bed, length), voice)
    if own:
        out = out + ducked(place_own(own, length, assets), voice)
    out = to_loudness(fade(out, 0.02, 0.05))
    data = wav_bytes(out)
    kept = np.round(np.clip(out, -1, 1) * 32767).astype(np.float32) / 32767
    asset = assets.put(data, "mix.wav", "audio/wav", "takes")
    return Mix(asset=asset, loudness=round(loudness(kept), 2), true_peak=round(true_peak(kept), 2))


def place_narration(
    narration: Sequence[tuple[Recording, float]], length: int, assets: Assets
) -> np.ndarray:
    """Recordings on one mono track of `length` samples. Raises DoesNotFit and MediaRefused."""
    track = np.zeros(length, np.float32)
    for recording, start in narration:
        try:
            samples, rate = soundfile.read(assets.path(recording.asset), dtype="float32")
        except (soundfile.LibsndfileError, OSError) as error:
            raise MediaRefused(
                f"the recording of scene {recording.scene} cannot be read ({error}): record it "
                "again"
            ) from error
        mono = samples if samples.ndim == 1 else samples.mean(axis=1)
        mono = mono if rate == RATE else at_rate(mono, rate)
        at = round(float(start) * RATE)
        over = at + len(mono) - length
        # Within a frame's rounding the faded tail is cut; more would cut words.
        if at < 0 or over > 0.06 * RATE:
            raise DoesNotFit(
                f"the narration of scene {recording.scene} ({len(mono) / RATE:.2f} s from "
                f"{float(start):.2f} s) does not fit a film of {length / RATE:.2f} s: shorten it "
                "or start it earlier"
            )
        part = mono[: length - at]
        track[at : at + len(part)] += part
    return track


def fitted(bed: np.ndarray, length: int) -> np.ndarray:
    """A bed of exactly `length` stereo samples: cut with a fade, or followed by silence."""
    stereo = bed if bed.ndim == 2 else np.repeat(bed[:, None], 2, axis=1)
    if len(stereo) > length:
        return fade(stereo[:length], 0, 0.3)
    return np.pad(stereo.astype(np.float32), ((0, length - len(stereo)), (0, 0)))


def make_way(bed: np.ndarray, voice: np.ndarray) -> np.ndarray:
    """The bed at its level beside the voice, lower while somebody speaks."""
    loud = loudness(bed)
    if not np.isfinite(loud):
        return bed
    return ducked(bed * 10 ** ((VOICE_LUFS - OPEN_DB - loud) / 20), voice)


def ducked(under: np.ndarray, voice: np.ndarray) -> np.ndarray:
    """What lies under a voice, lower while somebody speaks."""
    if not voice.any():
        return under
    gain = duck_curve(voice)
    return under * (10 ** (gain / 20)).astype(np.float32)[:, None]


def duck_curve(voice: np.ndarray) -> np.ndarray:
    """Decibels for each sample of the bed: 0 where nobody speaks, -12 under speech.

    It is down when a word begins (it looks ahead) and comes back slowly; gaps between words
    shorter than 0.7 s stay down, so that the music does not pump.
    """
    levels = frames_rms(voice, _STEP)
    speech = (levels > max(float(levels.max()) - 38, -70)).astype(np.float32)
    bridge = int(_BRIDGED_S / _STEP) | 1
    speech = minimum_filter1d(maximum_filter1d(speech, bridge), bridge)
    ahead = int(1.5 * ATTACK_S / _STEP)
    wanted = -DUCK_DB * np.concatenate([speech[ahead:], np.repeat(speech[-1:], ahead)])
    wanted = np.minimum(wanted, -DUCK_DB * speech)
    down, up = (1 - np.exp(-3 * _STEP / t) for t in (ATTACK_S, RELEASE_S))
    level, curve = float(wanted[0]), np.empty(len(wanted))
    for i, want in enumerate(wanted.tolist()):
        level += (want - level) * (down if want < level else up)
        curve[i] = level
    times = np.arange(len(voice)) / (RATE * _STEP) - 0.5
    return np.interp(times, np.arange(len(curve)), curve)


def to_loudness(samples: np.ndarray) -> np.ndarray:
    """Bring sound to -14 LUFS with its true peaks under the ceiling; silence is left alone."""
    measured = loudness(samples)
    if not np.isfinite(measured) or measured < -69:
        return samples
    gain, out, near = TARGET_LUFS - measured, samples, peaks(samples)
    for _ in range(6):
        factor = np.float32(10 ** (gain / 20))
        out = limit(samples * factor, CEILING_DBTP, known=near * factor)
        error = TARGET_LUFS - loudness(out)
        if abs(error) < 0.05:
            break
        gain += error
    return out

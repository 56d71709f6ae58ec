"""The bed: to the film's length, on its cuts, and never the same for another mood."""

import itertools
import time

import numpy as np
import pytest

from reelwright.domain.errors import NotFound
from reelwright.sound import compose_bed
from reelwright.sound.grid import lay_grid
from reelwright.sound.harmony import MAJOR, plan_degrees, voice_chords
from reelwright.sound.styles import STYLES, TEMPOS
from reelwright.sound.wave import frames_rms, loudness, true_peak

CUTS = (3.5, 7.2, 11.4, 15.9)


@pytest.fixture(scope="module")
def beds():
    """A bed of each mood."""
    return {m: compose_bed(20, CUTS, mood=m, pace="steady", seed=3) for m in STYLES}


@pytest.mark.longer
def test_a_bed_has_the_film_s_length_and_level(beds):
    for bed in beds.values():
        assert bed.shape == (20 * 48_000, 2)
        assert bed.dtype == np.float32
        assert loudness(bed) == pytest.approx(-20, abs=0.6)
        assert true_peak(bed) < -5


def test_it_fades_at_both_ends_and_never_clicks(beds):
    for bed in beds.values():
        assert np.abs(bed[0]).max() < 1e-3
        assert np.abs(bed[-1]).max() < 1e-3
        levels = frames_rms(bed.mean(axis=1), 0.1)
        assert levels[-2] < levels[-20] - 8, "it dies away"
        # A click is a step that the sound around it does not explain.
        steps = np.abs(np.diff(bed.mean(axis=1)))
        assert steps.max() < 0.2


def test_it_builds_towards_the_end_card(beds):
    for mood, bed in beds.items():
        mono = bed.mean(axis=1)
        early, late = mono[: 3 * 48_000], mono[12 * 48_000 : 15 * 48_000]
        assert loudness(late) > loudness(early) + 0.5, mood


def test_it_is_the_same_each_time(beds):
    again = compose_bed(20, CUTS, mood="warm", pace="steady", seed=3)
    assert np.array_equal(again, beds["warm"])


def test_moods_and_seeds_differ_clearly(beds):
    def chroma(bed):
        power = np.abs(np.fft.rfft(bed.mean(axis=1))) ** 2
        hertz = np.fft.rfftfreq(len(bed), 1 / 48_000)
        band = (hertz > 100) & (hertz < 2000)
        pitch = np.round(12 * np.log2(hertz[band] / 440)).astype(int) % 12
        sums = np.bincount(pitch, power[band], 12)
        return sums / np.linalg.norm(sums)

    def tone(bed):
        power = np.abs(np.fft.rfft(bed.mean(axis=1))) ** 2
        hertz = np.fft.rfftfreq(len(bed), 1 / 48_000)
        edges = (20, 120, 500, 2000, 6000, 20_000)
        return np.array(
            [
                10 * np.log10(power[(hertz >= a) & (hertz < b)].sum() / power.sum())
                for a, b in itertools.pairwise(edges)
            ]
        )

    names = list(beds)
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            apart = np.abs(tone(beds[one]) - tone(beds[other])).max()
            same_notes = float(chroma(beds[one]) @ chroma(beds[other]))
            assert apart > 3 or same_notes < 0.8, (one, other)
    seeds = [compose_bed(8, (4,), mood="warm", seed=s) for s in range(1, 5)]
    likeness = [float(chroma(a) @ chroma(b)) for a in seeds for b in seeds if a is not b]
    assert min(likeness) < 0.8, "seeds change key and chords"


@pytest.mark.parametrize("cuts", [CUTS, (1.1, 2.4, 3.1, 9.9, 10.6), (2, 4, 6, 8, 10, 12, 14, 16)])
@pytest.mark.parametrize("pace", list(TEMPOS))
def test_cuts_fall_on_bars_at_a_steady_tempo(cuts, pace):
    grid = lay_grid(20, cuts, TEMPOS[pace], 0.5)
    opened = [grid.at(s.beat) for s in grid.spans if s.opens]
    assert opened == pytest.approx(list(cuts), abs=0.01)
    steps = np.diff(grid.times)
    assert (steps > 0).all()
    assert steps.max() / steps.min() < 2
    assert TEMPOS[pace][0] * 0.85 < 60 / np.median(steps) < TEMPOS[pace][1] * 1.15


def test_a_cut_is_heard(beds):
    for mood, bed in beds.items():
        mono = bed.mean(axis=1)
        for cut in CUTS:
            at = int(cut * 48_000)
            before = frames_rms(mono[at - 4800 : at], 0.05).mean()
            after = frames_rms(mono[at : at + 4800], 0.05).max()
            assert after > before, (mood, cut)


def test_it_comes_home_on_the_end_card():
    for style in STYLES.values():
        grid = lay_grid(20, CUTS, TEMPOS["steady"], 0.5)
        for loop in style.loops:
            degrees = plan_degrees(grid, loop, style.before_last)
            home = next(i for i, s in enumerate(grid.spans) if s.section == 4)
            assert degrees[home] == 0
            assert degrees[-1] == 0
            assert degrees[home - 1] == style.before_last


def test_voices_move_little_from_chord_to_chord():
    chords = voice_chords([0, 5, 3, 4, 0, 3, 4, 0], 60, MAJOR, (8,))
    for one, other in itertools.pairwise(chords):
        leaps = [min(abs(p - q) for q in one.pitches) for p in other.pitches]
        assert max(leaps) <= 5
        assert sum(leaps) <= 9


@pytest.mark.parametrize("seconds", [0.05, 0.3, 1, 2.5, 6])
def test_short_films_get_a_bed_too(seconds):
    bed = compose_bed(seconds, (seconds * 0.7,), mood="tender", seed=2)
    assert bed.shape == (round(seconds * 48_000), 2)
    assert np.isfinite(bed).all()


def test_it_is_composed_quickly():
    compose_bed(20, CUTS, mood="bright", seed=5)
    start = time.process_time()
    compose_bed(20, CUTS, mood="bright", seed=5)
    assert time.process_time() - start < 3


def test_an_unknown_mood_or_pace_lists_the_known():
    with pytest.raises(NotFound, match="warm, bright, tender, driving"):
        compose_bed(10, (), mood="sad")
    with pytest.raises(NotFound, match="calm, steady, brisk"):
        compose_bed(10, (), pace="fast")


def test_it_is_wide_yet_leans_to_no_side_and_holds_in_one_speaker(beds):
    for mood, bed in beds.items():
        left, right = np.sqrt((bed**2).mean(axis=0))
        assert abs(20 * np.log10(left / right)) < 0.5, mood
        mono = np.repeat(bed.mean(axis=1)[:, None], 2, axis=1)
        assert 0.1 < loudness(bed) - loudness(mono) < 1.5, mood
        assert 0.3 < np.corrcoef(bed.T)[0, 1] < 0.95, mood


def test_it_is_never_shrill_nor_all_rumble(beds):
    for mood, bed in beds.items():
        power = np.abs(np.fft.rfft(bed.mean(axis=1))) ** 2
        hertz = np.fft.rfftfreq(len(bed), 1 / 48_000)

        def share(low, high, power=power, hertz=hertz):
            return 10 * np.log10(power[(hertz >= low) & (hertz < high)].sum() / power.sum())

        assert share(3_000, 20_000) < -15, mood
        assert share(20, 40) < -18, mood
        assert share(200, 2_000) > -6, mood

"""Checks of the moving picture: black, frozen, flickering, flashing."""

import numpy as np

from ...domain.film import Check
from ...domain.take import Move
from ...domain.timeline import Overlay, SceneClip, Timeline

BLACK = 14
"""Luma (0-255) up to which a pixel is black."""

BLACK_SECONDS, FROZEN_SECONDS = 0.5, 2.0

STILLNESS = 0.10
"""Mean change of luma from frame to frame (0-255) under which nothing moves."""

JUMP = 7.0
"""Change of mean luma (0-255) of one frame against both its neighbours that is a flicker."""

FLASHES = 3
"""Most flashes in any second (WCAG 2.2, 2.3.1)."""

AREA = 0.25
"""Share of the picture that must flash for it to count."""


def picture_checks(light: np.ndarray, red: np.ndarray, timeline: Timeline) -> list[Check]:
    """Light and red as in media.inspect.Reel."""
    rate = timeline.format.rate
    return [
        _black(light, rate),
        _frozen(light, timeline),
        _flicker(light, timeline),
        _flashes(light, red, rate),
    ]


def _black(light: np.ndarray, rate: int) -> Check:
    dark = (light <= BLACK).mean(axis=(1, 2)) > 0.985
    start, length = longest(dark)
    seconds = length / rate
    return Check(
        name="black frames",
        ok=seconds <= BLACK_SECONDS,
        measured=f"{seconds:.2f} s" + (f" from {start / rate:.2f} s" if length else ""),
        limit=f"at most {BLACK_SECONDS} s",
        act="look at the scene there: its picture may be missing; shoot it again",
    )


def _frozen(light: np.ndarray, timeline: Timeline) -> Check:
    rate = timeline.format.rate
    change = np.abs(np.diff(light.astype(np.int16), axis=0)).mean(axis=(1, 2))
    still = change < STILLNESS
    for part in [*filter(_planned_still, timeline.clips), *_cards(timeline)]:
        still[max(0, part.start - 1) : part.start + part.frames] = False
    start, length = longest(still)
    seconds = length / rate
    return Check(
        name="frozen picture",
        ok=seconds <= FROZEN_SECONDS,
        measured=f"{seconds:.2f} s" + (f" from {start / rate:.2f} s" if length else ""),
        limit=f"at most {FROZEN_SECONDS:g} s where no still is planned",
        act="give the scene a camera move, or direct it to hold still",
    )


def _planned_still(clip: SceneClip) -> bool:
    # What a clip of one's own shows is as it was: where nothing stirred, that is no fault.
    as_it_was = not isinstance(clip.shot, Move) and clip.shot.picture is not None
    held = isinstance(clip.shot, Move) and clip.shot.still
    return held or as_it_was or clip.grade > 0.25


def _cards(timeline: Timeline) -> list[Overlay]:
    """End cards, which stand still on purpose."""
    return [o for o in timeline.overlays if o.kind == "end card"]


def _flicker(light: np.ndarray, timeline: Timeline) -> Check:
    rate = timeline.format.rate
    mean = light.mean(axis=(1, 2))
    jump = np.zeros(len(mean))
    before, after = mean[1:-1] - mean[:-2], mean[1:-1] - mean[2:]
    # A flicker stands out against both neighbours to the same side; a cut only against one.
    same = np.sign(before) == np.sign(after)
    jump[1:-1] = np.where(same, np.minimum(np.abs(before), np.abs(after)), 0)
    for clip in timeline.clips:
        jump[max(0, clip.start - 2) : clip.start + clip.enter.frames + 3] = 0
    at = np.flatnonzero(jump > JUMP)
    where = ", ".join(f"{i / rate:.2f} s" for i in at[:4])
    return Check(
        name="flicker",
        ok=len(at) == 0,
        measured=f"{len(at)} frames" + (f" ({where})" if len(at) else ""),
        limit="none away from cuts",
        act="make the film again without its cache; if it stays, shoot the scene there again",
    )


def _flashes(light: np.ndarray, red: np.ndarray, rate: int) -> Check:
    # WCAG speaks of relative luminance, so the film's curve is undone first.
    luminance = (light.astype(np.float32) / 255) ** 2.2
    general = transitions(luminance, step=0.1, dark=0.8)
    reds = transitions(red.astype(np.float32), step=20.0, dark=np.inf)
    worst = max(most_in_a_second(general, rate), most_in_a_second(reds, rate))
    return Check(
        name="flashes (pre-check)",
        ok=worst / 2 <= FLASHES,
        measured=f"{worst / 2:g} in the worst second",
        limit=f"at most {FLASHES} a second over {AREA:.0%} of the picture",
        act="slow the cuts or transitions down in that second, or choose pictures closer in light",
    )


def transitions(values: np.ndarray, *, step: float, dark: float) -> np.ndarray:
    """Where a cell turned lighter or darker: bool, shaped like values [frames, rows, columns].

    Each cell remembers its last extreme; it turns when it has moved `step` away from it, against
    the way it turned last, and the darker of the two states lies under `dark`.
    """
    low, high = values[0].copy(), values[0].copy()
    way = np.zeros(values[0].shape, np.int8)
    found = np.zeros(values.shape, bool)
    for n in range(1, len(values)):
        now = values[n]
        np.minimum(low, now, out=low)
        np.maximum(high, now, out=high)
        up = (now - low >= step) & (way != 1) & (low < dark)
        down = (high - now >= step) & (way != -1) & (now < dark)
        way[up], way[down] = 1, -1
        turned = up | down
        low[turned] = high[turned] = now[turned]
        found[n] = turned
    return found


def most_in_a_second(turned: np.ndarray, rate: int) -> int:
    """Most turns in any second that a part AREA of the picture makes, all of its cells."""
    if len(turned) < 2:
        return 0
    sums = np.cumsum(turned.reshape(len(turned), -1).astype(np.int16), axis=0)
    before = np.concatenate([np.zeros((rate, sums.shape[1]), np.int16), sums])[: len(sums)]
    within = np.sort(sums - before, axis=1)[:, ::-1]
    return int(within[:, max(0, round(within.shape[1] * AREA) - 1)].max())


def longest(flags: np.ndarray) -> tuple[int, int]:
    """Start and length of the longest run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return 0, 0
    i = int(np.argmax(ends - starts))
    return int(starts[i]), int(ends[i] - starts[i])

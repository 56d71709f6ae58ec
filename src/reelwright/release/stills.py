"""Takes the best pictures out of a film: clear, well lit, the subject prominent, no transition.

Of a frame that is divided between type and a picture only the picture is taken.
"""

from collections.abc import Callable

import numpy as np

from ..domain.base import Box, Frozen
from ..domain.framing import canvas, in_clip, in_frame
from ..domain.take import Move, Window
from ..domain.timeline import SceneClip, Timeline
from ..media.pictures import measure

MOMENTS = 3
"""Frames of each scene that are looked at."""

_WORDS = frozenset({"title", "lower third", "quote", "price"})


class Still(Frozen):
    """One frame of a film, chosen for its scene. focus is where the eye should rest (x, y shares).

    score is 0-10, the mean of clarity, light and prominence; why names the three.
    """

    scene: str
    frame: int
    jpeg: bytes
    width: int
    height: int
    focus: tuple[float, float]
    score: float
    why: str


def best_frames(
    timeline: Timeline, frame_of: Callable[[int], np.ndarray], *, width: int = 1080
) -> tuple[Still, ...]:
    """The best frame of every scene, in the film's order.

    frame_of gives frame n as BGR, best without type over it. The result is at most `width` wide.
    """
    return tuple(_best(clip, timeline, frame_of, width) for clip in timeline.clips)


def still_at(
    timeline: Timeline, frame_of: Callable[[int], np.ndarray], frame: int, *, width: int = 1080
) -> Still:
    """A frame that somebody chose, in the scene on screen then; frame counts from 0."""
    clip = next(c for c in reversed(timeline.clips) if c.start <= frame)
    return _still(clip, timeline, frame_of, frame, width)


def poster(
    timeline: Timeline, frame_of: Callable[[int], np.ndarray], *, width: int = 1080
) -> bytes:
    """A JPEG of the film as it stands while its first words are read, or of its first moments.

    frame_of gives frame n as BGR, with all that shall be seen on it.
    """
    said = next((o for o in timeline.overlays if o.kind in _WORDS), None)
    first = timeline.clips[0]
    if said is None or said.start >= first.start + first.frames:
        at = first.start + first.frames // 3
    else:
        at = said.start + said.enter + (said.frames - said.enter - said.leave) // 2
    return measure.jpeg(measure.small(frame_of(min(at, timeline.frames - 1)), width), 88)


def _best(
    clip: SceneClip, timeline: Timeline, frame_of: Callable[[int], np.ndarray], width: int
) -> Still:
    first = clip.start + clip.enter.frames + 1
    last = max(first, clip.start + clip.frames - 1)
    following = next((c for c in timeline.clips if c.start > clip.start), None)
    if following is not None:
        last = max(first, min(last, following.start - 1))
    moments = np.unique(np.linspace(first, last, MOMENTS).round().astype(int))
    stills = [
        _still(clip, timeline, frame_of, min(int(n), timeline.frames - 1), width) for n in moments
    ]
    return max(stills, key=lambda s: (s.score, -s.frame))


def _still(
    clip: SceneClip,
    timeline: Timeline,
    frame_of: Callable[[int], np.ndarray],
    at: int,
    width: int,
) -> Still:
    share = (at - clip.start) / max(1, clip.frames - 1)
    frame = _part(frame_of(at), clip.shot.into)
    subject = _subject(clip, timeline, share)
    score, why = _worth(frame, subject)
    small = measure.small(frame, width)
    return Still(
        scene=clip.scene,
        frame=at,
        jpeg=measure.jpeg(small, 88),
        width=small.shape[1],
        height=small.shape[0],
        focus=subject.centre,
        score=score,
        why=why,
    )


def _part(frame: np.ndarray, into: Box | None) -> np.ndarray:
    """The picture's part of a frame, without the row and column where it meets the panel."""
    if into is None:
        return frame
    height, width = frame.shape[:2]
    left, right = (round(share * width) for share in (into.x, into.x + into.w))
    top, low = (round(share * height) for share in (into.y, into.y + into.h))
    edge = 2
    return np.ascontiguousarray(
        frame[
            top + edge * (top > 0) : low - edge * (low < height),
            left + edge * (left > 0) : right - edge * (right < width),
        ]
    )


def _worth(frame: np.ndarray, subject: Box) -> tuple[float, str]:
    clarity = min(10.0, 2.2 * np.log1p(measure.crispness(frame)) - 1.5)
    seen = measure.light(frame)
    lit = 10.0 - min(6.0, abs(seen.mean - 138) / 18) - min(4.0, 12 * (seen.crushed + seen.burnt))
    inside = subject.overlap(Box(x=0.04, y=0.04, w=0.92, h=0.92)) / max(1e-6, subject.w * subject.h)
    prominent = 10.0 * inside * min(1.0, 0.5 + 1.6 * subject.w * subject.h)
    parts = [max(0.0, float(v)) for v in (clarity, lit, prominent)]
    why = "clarity {:.1f}, light {:.1f}, prominence {:.1f}".format(*parts)
    return round(sum(parts) / 3, 2), why


def _subject(clip: SceneClip, timeline: Timeline, share: float) -> Box:
    shot = clip.shot
    if not isinstance(shot, Move):
        subject = shot.subject or Box(x=0.25, y=0.25, w=0.5, h=0.5)
        if shot.picture is None:
            return subject
        # In shares of the picture's part of the frame, as a move's is.
        part = shot.model_copy(update={"into": None})
        return _within(in_clip(subject, part, canvas(timeline.format, shot.into), share))
    eased = share * share * (3 - 2 * share)
    edges = (0.0, *(s.at for s in shot.via), 1.0)
    leg = next(n for n, end in enumerate(edges[1:]) if eased <= end or end == 1.0)
    a, b = shot.windows[leg : leg + 2]
    eased = (eased - edges[leg]) / (edges[leg + 1] - edges[leg])
    window = Window(
        x=a.x + (b.x - a.x) * eased,
        y=a.y + (b.y - a.y) * eased,
        zoom=a.zoom + (b.zoom - a.zoom) * eased,
    )
    film = canvas(timeline.format, shot.into)
    return _within(in_frame(shot.picture.subject, window, shot.picture, film))


def _within(placed: Box) -> Box:
    """What of a box lies in the frame; the frame's middle where nothing does."""
    x0, y0 = max(0.0, placed.x), max(0.0, placed.y)
    x1, y1 = min(1.0, placed.x + placed.w), min(1.0, placed.y + placed.h)
    if x1 <= x0 or y1 <= y0:
        return Box(x=0.25, y=0.25, w=0.5, h=0.5)
    return Box(x=x0, y=y0, w=x1 - x0, h=y1 - y0)

"""Checks of type: captions, contrast with what is behind it, safe zones, sizes, reading time."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from ...domain.asset import Assets
from ...domain.film import Check
from ...domain.timeline import Overlay, Timeline
from ...media.compositor.overlays import placed, read_rgba
from ...media.pictures.letters import contrast_behind, type_on, words_in
from .profiles import MASTER_9X16, TITLE_SAFE, placements_for

PER_SECOND = 20
"""Most characters of caption a second."""

CUE_SECONDS = (0.7, 7.0)
LINE = {"9:16": 32}
LINE_ELSEWHERE = 42
LARGE = 0.035
"""Type of this share of the frame's height or more is large, and needs less contrast."""

CONTRAST, CONTRAST_LARGE = 4.5, 3.0
SMALLEST = {"caption": 0.036, "disclosure": 0.015, "logo": 0.0}
SMALLEST_ELSEWHERE = 0.018
WORDS_A_SECOND = 4.5
CAPTION_EVERY = 24
"""Frames between captions whose contrast is looked at."""

_UNLETTERED = frozenset({"scrim", "logo"})


def frames_to_keep(timeline: Timeline) -> dict[str, int]:
    """Overlay id to the frame, within its hold, in which its letters are looked at."""
    found: dict[str, int] = {}
    captioned = -CAPTION_EVERY
    for o in sorted(timeline.overlays, key=lambda o: o.start):
        if o.kind in _UNLETTERED or not o.text.strip():
            continue
        if o.kind == "caption":
            # A caption is painted anew for every word: once in a while is enough to look at it.
            if o.start - captioned < CAPTION_EVERY:
                continue
            captioned = o.start
        hold = max(0, o.frames - o.enter - o.leave)
        found[o.id] = min(timeline.frames - 1, o.start + o.enter + hold // 2)
    return found


def type_checks(
    timeline: Timeline, kept: Mapping[int, np.ndarray], assets: Assets | None = None
) -> list[Check]:
    """All of them; kept maps frame numbers to whole BGR frames, those of frames_to_keep."""
    return [
        *_captions(timeline),
        _contrast(timeline, kept, assets),
        *([_painted(timeline, assets)] if assets is not None else []),
        *_safe_zones(timeline),
        _sizes(timeline),
        _reading(timeline),
    ]


def _captions(timeline: Timeline) -> list[Check]:
    cues = timeline.captions
    if not cues:
        return [
            Check(
                name="captions",
                ok=not any(a.kind == "narration" for a in timeline.audio),
                measured="no captions",
                limit="every spoken word is captioned",
                act="cut the film again with captions",
            )
        ]
    longest_line = LINE.get(timeline.format.name, LINE_ELSEWHERE)
    wrong: list[str] = []
    fastest = 0.0
    for cue in cues:
        shown = float(cue.end - cue.start)
        speed = sum(len(line) for line in cue.lines) / max(shown, 0.01)
        fastest = max(fastest, speed)
        where = f"at {float(cue.start):.1f} s"
        if speed > PER_SECOND:
            wrong.append(f"{speed:.1f} characters a second {where}")
        # A word longer than a line stands alone on it; the film divides it.
        if any(len(line) > longest_line and " " in line.strip() for line in cue.lines):
            wrong.append(f"a line over {longest_line} characters {where}")
        if not CUE_SECONDS[0] - 0.01 <= shown <= CUE_SECONDS[1]:
            wrong.append(f"a cue of {shown:.1f} s {where}")
        if float(cue.end) > timeline.seconds + 0.02:
            wrong.append(f"a cue after the film's end {where}")
    for first, second in pairwise(cues):
        if second.start < first.end:
            wrong.append(f"two captions at once at {float(second.start):.1f} s")
    return [
        Check(
            name="captions",
            ok=not wrong,
            measured="; ".join(wrong[:4])
            or f"{len(cues)} cues, at most {fastest:.0f} characters a second",
            limit=f"{PER_SECOND} characters a second, 2 lines of {longest_line}, "
            f"{CUE_SECONDS[0]:g}-{CUE_SECONDS[1]:g} s each",
            act="shorten the narration of that scene, or give it more time",
        )
    ]


def _painted(timeline: Timeline, assets: Assets) -> Check:
    """Whether captions show every word that they were asked to, counted in their very pixels."""
    wrong: list[str] = []
    looked: dict[str, int] = {}
    for overlay in timeline.overlays:
        if overlay.kind != "caption" or overlay.text in looked:
            continue
        picture = read_rgba(assets.path(overlay.image))
        looked[overlay.text] = words_in(picture, overlay.size * timeline.format.height)
        asked = len(overlay.text.split())
        if looked[overlay.text] < asked:
            wrong.append(f"{looked[overlay.text]} of {asked} words of {_short(overlay)}")
    return Check(
        name="painted words",
        ok=not wrong,
        measured="; ".join(wrong[:4]) or f"every word of {len(looked)} captions",
        limit="all words that a caption holds are seen in it",
        act="report this with the caption's text: type was set too narrow",
    )


def _contrast(timeline: Timeline, kept: Mapping[int, np.ndarray], assets: Assets | None) -> Check:
    wrong: list[str] = []
    least: tuple[float, str] = (99.0, "")
    frames = frames_to_keep(timeline)
    for overlay in timeline.overlays:
        if overlay.id not in frames or frames[overlay.id] not in kept:
            continue
        frame, painted, lettered = kept[frames[overlay.id]], None, None
        if assets is not None:
            card, size = read_rgba(assets.path(overlay.image)), frame.shape[1::-1]
            painted = placed(card[..., 3] > 127, overlay.x, overlay.y, *size)
            if overlay.kind == "caption":
                # Its spoken word has a colour of its own, and is no ground of the others.
                lettered = placed(type_on(card, overlay.colour), overlay.x, overlay.y, *size)
        found = contrast_behind(frame, overlay.box, overlay.colour, painted, lettered)
        if found is None:
            wrong.append(f"{_short(overlay)} is not to be seen")
            continue
        least = min(least, (found, _short(overlay)))
        need = CONTRAST_LARGE if overlay.size >= LARGE else CONTRAST
        if found < need:
            wrong.append(f"{found:.1f}:1 under {_short(overlay)}")
    return Check(
        name="contrast",
        ok=not wrong,
        measured="; ".join(wrong[:4])
        or (f"at least {least[0]:.1f}:1 ({least[1]})" if least[1] else "no type"),
        limit=f"{CONTRAST}:1, large type {CONTRAST_LARGE:g}:1, with the 10th and 90th percentile "
        "of what is behind",
        act="put a scrim or a brand panel behind it, or move it to a calmer place",
    )


def _safe_zones(timeline: Timeline) -> list[Check]:
    checks = [_master(timeline)]
    for placement in placements_for(timeline.format.name):
        if placement.avoid is None or timeline.format.name != "9:16":
            continue
        outside = _outside(timeline, placement.avoid)
        checks.append(
            Check(
                name=f"safe zone: {placement.name}",
                ok=not outside,
                measured=_list(outside) or "all type is clear of its controls",
                limit="top {}, bottom {}, left {}, right {} px kept clear".format(*placement.avoid),
                act=f"leave this film out of {placement.name}, or lay it out again",
                blocking=False,
            )
        )
    return checks


def _master(timeline: Timeline) -> Check:
    film = timeline.format
    if film.name == "9:16":
        edges: tuple[float, float, float, float] = MASTER_9X16
        limit = "inside x 120-888, y 288-1248 of 1080x1920"
    else:
        across, down = TITLE_SAFE * film.width, TITLE_SAFE * film.height
        edges = (down, down, across, across)
        limit = f"{TITLE_SAFE:.0%} of every side kept clear"
    outside = _outside(timeline, edges)
    return Check(
        name="safe zone",
        ok=not outside,
        measured=_list(outside) or "all type is inside",
        limit=limit,
        act="lay the type out again inside the safe box",
    )


def _outside(timeline: Timeline, edges: Sequence[float]) -> list[str]:
    film = timeline.format
    scale = film.width / 1080 if film.name == "9:16" else 1.0
    top, bottom, left, right = (e * scale for e in edges)
    found: dict[str, None] = {}
    for o in timeline.overlays:
        if o.kind in ("scrim", "disclosure") or not (o.text.strip() or o.kind == "logo"):
            continue
        x0, x1 = o.box.x * film.width, (o.box.x + o.box.w) * film.width
        y0, y1 = o.box.y * film.height, (o.box.y + o.box.h) * film.height
        far = max(left - x0, x1 - (film.width - right), top - y0, y1 - (film.height - bottom))
        if far > 1.5:
            found[f"{_short(o)} by {far:.0f} px"] = None
    return list(found)


def _sizes(timeline: Timeline) -> Check:
    wrong: dict[str, None] = {}
    sizes: list[float] = []
    for o in timeline.overlays:
        if o.kind in _UNLETTERED or o.size <= 0:
            continue
        need = SMALLEST.get(o.kind, SMALLEST_ELSEWHERE)
        sizes.append(o.size)
        if o.size < need - 1e-4:
            wrong[f"{o.size:.1%} in {_short(o)} (needs {need:.1%})"] = None
    return Check(
        name="type size",
        ok=not wrong,
        measured=_list(list(wrong)) or (f"smallest {min(sizes):.1%}" if sizes else "no type"),
        limit=f"captions {SMALLEST['caption']:.1%} of the height, notes {SMALLEST_ELSEWHERE:.1%}",
        act="shorten the words so that they can be set larger",
    )


def _reading(timeline: Timeline) -> Check:
    wrong: list[str] = []
    for o in timeline.overlays:
        if o.kind in ("caption", "disclosure", "scrim", "logo") or not o.text.strip():
            continue
        words = len(o.text.split())
        need = min(6.0, 0.5 + words / WORDS_A_SECOND)
        shown = o.frames / timeline.format.rate
        if shown < need:
            wrong.append(f"{_short(o)} stands {shown:.1f} s, {words} words need {need:.1f} s")
    return Check(
        name="time to read",
        ok=not wrong,
        measured=_list(wrong) or "everything stands long enough",
        limit=f"0.5 s and {WORDS_A_SECOND:g} words a second",
        act="shorten the words or lengthen the scene",
        blocking=False,
    )


def _short(overlay: Overlay) -> str:
    words = " ".join(overlay.text.split())
    shown = words if len(words) <= 28 else words[:27].rstrip() + "…"
    return f"{overlay.kind} “{shown}”" if shown else overlay.kind


def _list(items: list[str]) -> str:
    more = f" and {len(items) - 3} more" if len(items) > 3 else ""
    return "; ".join(items[:3]) + more

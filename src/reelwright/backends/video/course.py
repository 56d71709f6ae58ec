"""The windows that a camera runs through where it makes several moves, or goes from thing to thing.

Each move begins where the one before ended. All windows lie inside the picture, and since a course
only ever runs between them, so does everything on the way.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ...domain.base import Box
from ...domain.framing import enlargement, full_extent, in_frame, reach, shown
from ...domain.take import Station, Window
from .framing import Frame
from .interface import Leg, ShotRequest

MOST_GROWTH = 0.08
"""Most that a push in or pull out changes the size of the frame, where it goes to no thing."""

TO_A_THING = 4.0
"""Growth of a move that goes to a thing, in its travels: a travel of .06 makes it .24 larger."""

ROLL = 1.6
"""Degrees from level at either end of a roll."""

NEAR_ENOUGH = 0.16
"""Growth that a move to a thing may have, however few pixels the picture has."""

FAR = 0.3
"""How far a move goes to a thing or from it, in frames, where only one end of it is known."""

LEAST_ROOM = 1.3
"""Zoom that a move between two things may take, however few pixels the picture has."""

EFFORT = 0.06
"""A move that goes this far, in frames, takes the time that its pace asks for."""

_INWARD = ("push in", "dolly", "rack focus")
_SLIDING = ("pan", "tilt", "truck", "orbit")


def legs_of(request: ShotRequest) -> tuple[Leg, ...]:
    """All moves of a request, in their order."""
    first = Leg(
        move=request.move,
        toward=request.toward,
        travel=request.travel,
        turn=request.turn,
        weight=request.weight,
        origin=request.origin,
        goal=request.goal,
    )
    return (first, *request.then)


def is_course(request: ShotRequest) -> bool:
    """Whether it is more than one move about the picture's own subject."""
    return bool(request.then or request.origin or request.goal)


def room(frame: Frame, legs: Sequence[Leg]) -> tuple[float, float]:
    """Least zoom of the framing that these moves are made about, and the roll they come to."""
    across, down, smallest = _spans(legs)
    roll = ROLL if any(leg.move == "roll" for leg in legs) else 0.0
    w, h = reach(frame.picture, frame.film, 1.0, roll)
    slack = (1 + frame.pad) * (1.001 if roll else 1.0)
    least = max(w * (1 + across) * slack, h * (1 + down) * slack, 1.0)
    return least / smallest, roll


def travels(legs: Sequence[Leg]) -> tuple[float, float]:
    """How far they go across and down in all, in shares of the window."""
    across, down, _ = _spans(legs)
    return across, down


def course(
    frame: Frame, base: Window, request: ShotRequest
) -> tuple[Window, tuple[Station, ...], Window]:
    """First window, the stations between, and the last window."""
    legs = legs_of(request)
    windows = [_start(frame, base, request, legs)]
    for n, leg in enumerate(legs):
        before = legs[n - 1].goal if n else leg.origin
        window = _after(frame, windows[-1], leg, before)
        if n and leg.move == "pull out" and leg.goal is None and legs[n - 1].move in _INWARD:
            # What pulls back after it went in comes at least to where it began.
            began = windows[n - 1]
            window = began if began.zoom < window.zoom else window
        windows.append(window)
    times: list[float] = []
    kept: list[tuple[Leg, Window]] = []
    for leg, (a, b) in zip(legs, pairwise(windows), strict=True):
        time = leg.weight * _effort(frame, leg, a, b)
        if leg.joined and kept:
            # Made at once with the one before: straight from where that began to where this ends.
            times[-1] = max(times[-1], time)
        else:
            kept.append((leg, a))
            times.append(time)
    ends = np.cumsum(times) / sum(times)
    via = tuple(
        Station(at=round(float(at), 4), window=window, name=leg.move)
        for at, (leg, window) in zip(ends, kept[1:], strict=False)
    )
    return windows[0], via, windows[-1]


def _spans(legs: Sequence[Leg]) -> tuple[float, float, float]:
    """How far legs go across and down in all (frames), and the least zoom they come to (of 1)."""
    xs, ys, zooms = [0.0], [0.0], [1.0]
    for leg in legs:
        dx, dy, growth = _plain(leg)
        xs.append(xs[-1] + dx)
        ys.append(ys[-1] + dy)
        zooms.append(zooms[-1] * growth)
    return max(xs) - min(xs), max(ys) - min(ys), min(zooms)


def _plain(leg: Leg) -> tuple[float, float, float]:
    """How far a leg goes across and down (frames), and what it makes of the zoom."""
    if leg.move in _SLIDING:
        if leg.goal is not None:
            return 0.0, 0.0, 1.0
        if leg.move == "tilt":
            return 0.0, leg.travel * (-1 if leg.toward == "up" else 1), 1.0
        far = leg.travel * (0.6 if leg.move == "orbit" else 1)
        return far * (-1 if leg.toward == "left" else 1), 0.0, 1.0
    if leg.move == "pull out" or (leg.move == "dolly" and leg.toward == "down"):
        return 0.0, 0.0, 1 / (1 + _growth(leg))
    return 0.0, 0.0, 1 + _growth(leg) if leg.move in _INWARD else 1.0


def _growth(leg: Leg) -> float:
    if leg.move == "rack focus":
        return leg.travel / 2
    if leg.goal is not None or leg.origin is not None:
        return TO_A_THING * leg.travel
    return min(MOST_GROWTH, leg.travel * 1.35)


def _start(frame: Frame, base: Window, request: ShotRequest, legs: Sequence[Leg]) -> Window:
    first, roll = legs[0], ROLL * -legs[0].turn if legs[0].move == "roll" else 0.0
    origin, goal = request.origin, request.goal
    if first.move in _SLIDING and (origin or goal):
        wide, high = reach(frame.picture, frame.film, 1.0)
        # However small the picture, it goes at least as far as a move about one spot.
        least = (high if first.move == "tilt" else wide) * (1 + first.travel) * (1 + frame.pad)
        least = max(room(frame, legs)[0], least)
        zoom = _zoom(frame, origin, goal, least, upright=first.move == "tilt")
        if origin is not None:
            return _about(frame, origin, zoom, roll, goal)
        assert goal is not None
        end = _about(frame, goal, zoom, roll)
        dx, dy = _way(frame, base, goal, first)
        w, h = _extent(frame, zoom)
        return frame.held(end.x - dx * FAR * w, end.y - dy * FAR * h, zoom, roll)
    _, _, growth = _plain(first)
    if origin is not None:
        # Away from a thing: as near to it as the picture's detail lets the move begin.
        nearest = min(max(base.zoom, frame.tightest), base.zoom / min(1.0, growth))
        return _about(frame, origin, nearest if growth < 1 else base.zoom, roll)
    if goal is not None and growth > 1:
        # To a thing: far enough away that going there is seen, and with the thing in sight.
        zoom = max(room(frame, legs)[0], min(base.zoom, frame.tightest / growth))
        return _holding(frame, base, goal, zoom)
    if goal is not None and growth < 1:
        return frame.tightened(base, min(max(base.zoom, frame.tightest), base.zoom / growth))
    return _placed(frame, base, legs, roll)


def _placed(frame: Frame, base: Window, legs: Sequence[Leg], roll: float) -> Window:
    """Where plain moves must begin to lie about the base, all of them inside the picture."""
    xs, ys, zooms = [0.0], [0.0], [1.0]
    for leg in legs:
        dx, dy, growth = _plain(leg)
        xs.append(xs[-1] + dx / zooms[-1])
        ys.append(ys[-1] + dy / zooms[-1])
        zooms.append(zooms[-1] * growth)
    least, most = base.zoom, max(base.zoom, frame.tightest / max(zooms))
    zoom = min(max(base.zoom / min(zooms), least), most)
    w, h = (
        side * (1 + frame.pad) for side in reach(frame.picture, frame.film, zoom, ROLL * bool(roll))
    )

    def begin(at: float, size: float, offsets: list[float]) -> float:
        low = max(size / (2 * z) - o * size for o, z in zip(offsets, zooms, strict=True))
        high = min(1 - size / (2 * z) - o * size for o, z in zip(offsets, zooms, strict=True))
        wanted = at - size * (max(offsets) + min(offsets)) / 2
        return (low + high) / 2 if low > high else min(max(wanted, low), high)

    return frame.held(begin(base.x, w, xs), begin(base.y, h, ys), zoom, roll)


def _after(frame: Frame, w: Window, leg: Leg, before: Box | None) -> Window:
    """Where a leg ends that begins at w; before: the thing that the camera was at."""
    if leg.move == "still":
        return w
    if leg.move == "roll":
        return frame.held(w.x, w.y, w.zoom, ROLL * leg.turn)
    dx, dy, growth = _plain(leg)
    if leg.move in _SLIDING:
        if leg.goal is not None:
            return _about(frame, leg.goal, w.zoom, w.roll, before)
        if before is not None:
            # From a thing: further than a move about one spot, and to where there is room.
            at = w.y if leg.move == "tilt" else w.x
            side = -1 if leg.toward in ("left", "up") or (leg.toward == "none" and at > 0.5) else 1
            dx, dy = (0.0, side * FAR) if leg.move == "tilt" else (side * FAR, 0.0)
        wide, high = _extent(frame, w.zoom)
        return frame.held(w.x + dx * wide, w.y + dy * high, w.zoom, w.roll)
    if growth < 1:
        zoom = max(1.0, w.zoom * growth)
        if leg.goal is not None:
            return _holding(frame, w, leg.goal, zoom)
        return _nearer(frame, w, before, zoom)
    # To a thing it goes near enough to be felt, be the picture small.
    least = 1 + (MOST_GROWTH if leg.goal is None else NEAR_ENOUGH)
    zoom = min(w.zoom * growth, max(frame.tightest, w.zoom * least))
    if leg.goal is not None:
        return _about(frame, leg.goal, zoom, w.roll)
    return _nearer(frame, w, before, zoom)


def _nearer(frame: Frame, w: Window, at: Box | None, zoom: float) -> Window:
    """A window at another zoom, about the thing that it shows, else about what must be seen."""
    x, y = at.centre if at is not None else frame.focus.centre
    wide, high = _extent(frame, w.zoom)
    x = min(max(x, w.x - wide / 2), w.x + wide / 2)
    y = min(max(y, w.y - high / 2), w.y + high / 2)
    k = w.zoom / zoom
    return frame.held(x + (w.x - x) * k, y + (w.y - y) * k, zoom, w.roll)


def _about(
    frame: Frame, box: Box, zoom: float, roll: float = 0.0, other: Box | None = None
) -> Window:
    """The window about a thing. What spans the picture is seen anywhere: there the other counts."""
    x, y = box.centre
    if other is not None:
        x = other.centre[0] if box.w > 0.7 else x
        y = other.centre[1] if box.h > 0.7 else y
    return frame.held(x, y, zoom, roll)


def _holding(frame: Frame, w: Window, box: Box, zoom: float) -> Window:
    """A window of this zoom, moved from where w is by as little as brings the thing into it."""
    wide, high = _extent(frame, zoom)

    def moved(at: float, middle: float, size: float, whole: float) -> float:
        spare = max(0.0, (whole - size) / 2)
        return min(max(at, middle - spare), middle + spare)

    x, y = box.centre
    return frame.held(moved(w.x, x, box.w, wide), moved(w.y, y, box.h, high), zoom, w.roll)


def _way(frame: Frame, base: Window, goal: Box, leg: Leg) -> tuple[float, float]:
    """Across and down, of length 1: which way a move to a thing comes to it."""
    sides = {"left": (-1.0, 0.0), "right": (1.0, 0.0), "up": (0.0, -1.0), "down": (0.0, 1.0)}
    if leg.toward in sides:
        return sides[leg.toward]
    x, y = goal.centre
    if leg.move == "tilt":
        return 0.0, -1.0 if y < 0.5 else 1.0
    return -1.0 if x < 0.5 else 1.0, 0.0


def _zoom(
    frame: Frame, origin: Box | None, goal: Box | None, least: float, *, upright: bool
) -> float:
    """The zoom at which a move between two things shows both best and goes the farthest."""
    most = max(least, frame.tightest, LEAST_ROOM if origin and goal else 1 + FAR)

    def worth(zoom: float) -> float:
        found = -0.05 * (zoom - 1)
        if origin and goal:
            a, b = _about(frame, origin, zoom, 0.0, goal), _about(frame, goal, zoom, 0.0, origin)
            wide, high = _extent(frame, zoom)
            found += 0.5 * min(1.0, math.hypot((b.x - a.x) / wide, (b.y - a.y) / high))
        for box, other in ((origin, goal), (goal, origin)):
            if box is None:
                # One end only is known: what counts is how far the other can lie from it.
                window = _about(frame, origin or goal or frame.focus, zoom)
                wide, high = _extent(frame, zoom)
                at, side = (window.y, high) if upright else (window.x, wide)
                found += min(FAR, max(at - side / 2, 1 - side / 2 - at, 0.0) / side)
                continue
            window = _about(frame, box, zoom, 0.0, other)
            placed = in_frame(box, window, frame.picture, frame.film)
            x, y = placed.centre
            off_x = 0.0 if other and box.w > 0.7 else abs(x - 0.5)
            off_y = 0.0 if other and box.h > 0.7 else abs(y - 0.5)
            found -= off_x + off_y + 3 * (1 - shown(_core(box), window, frame.picture, frame.film))
            found -= 0.15 * max(0.0, enlargement(window, frame.picture, frame.film) - 1.15)
        return round(found, 6)

    return max((float(z) for z in np.linspace(least, most, 25)), key=worth)


def _core(box: Box) -> Box:
    """The part of a thing that must be seen: of a sky that spans the picture its middle."""
    w, h = (0.4 if side > 0.7 else side for side in (box.w, box.h))
    x, y = box.centre
    return Box(x=x - w / 2, y=y - h / 2, w=w, h=h)


def _extent(frame: Frame, zoom: float) -> tuple[float, float]:
    w, h = full_extent(frame.picture, frame.film)
    return w / zoom, h / zoom


def _effort(frame: Frame, leg: Leg, a: Window, b: Window) -> float:
    """How much time a move wants beside others: a longer way takes longer, yet not as much."""
    if leg.move in ("still", "roll"):
        return 1.0
    wide, high = _extent(frame, a.zoom)
    far = max(abs(b.x - a.x) / wide, abs(b.y - a.y) / high, 0.7 * abs(math.log(b.zoom / a.zoom)))
    return min(2.0, max(0.7, math.sqrt(far / EFFORT)))

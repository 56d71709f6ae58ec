"""Films a still with a true camera move: finds the framing, then the path through it.

The framing keeps the subject in the frame, clear of where type will stand, and never asks the
picture for more detail than it has. The path stays inside the picture at both ends, and since
windows change evenly between them, everywhere between.
"""

from dataclasses import dataclass

from ...domain.asset import Assets
from ...domain.base import Box
from ...domain.campaign import Format
from ...domain.framing import ENDLESS, full_extent, head, in_frame, inside, reach, shown
from ...domain.picture import Picture
from ...domain.take import Move, Window
from .interface import ShotRequest, VideoProfile, Zone

BLOW_UP = 1.15
"""Most film pixels per picture pixel: beyond it softness shows."""

MOST_GROWTH = 0.08
"""Most that a push in or pull out changes the size of the frame."""

TIGHTEST = 2.2
"""Most zoom: tighter crops lose the picture's own composition."""

HEADROOM = 0.05
"""Least room over the subject, in shares of the frame."""

ROLL = 1.6
"""Degrees from level at either end of a roll."""

_WANTED_SIZE = {"wide": 0.42, "medium": 0.6, "close": 0.78, "any": 0.58}
_TARGET_Y = {"top": 0.62, "bottom": 0.37, "none": 0.47}
_BAND = {
    "top": Box(x=0, y=0, w=1, h=0.4),
    "bottom": Box(x=0, y=0.6, w=1, h=0.4),
    "none": Box(x=0, y=0, w=0, h=0),
}


@dataclass(frozen=True)
class _Frame:
    """Everything the planning of one shot looks at."""

    picture: Picture
    film: Format
    zone: Zone
    target: tuple[float, float]
    tightest: float
    wanted: float
    pad: float
    """Margin that parallax needs around the window, in shares of the window."""

    def place(
        self, zoom: float, target: tuple[float, float] | None = None, roll: float = 0
    ) -> Window:
        """The window of this zoom that brings the subject nearest to the target, inside."""
        tx, ty = target or self.target
        w, h = full_extent(self.picture, self.film)
        subject = self.picture.subject
        cx, cy = subject.centre
        x, y = cx - (tx - 0.5) * w / zoom, cy - (ty - 0.5) * h / zoom
        # Of a subject too tall for the frame the head stays in and the feet may go.
        y = min(y, subject.y + (0.5 - HEADROOM) * h / zoom)
        return self.held(x, y, zoom, roll)

    def held(self, x: float, y: float, zoom: float, roll: float = 0) -> Window:
        """A window moved the least that keeps it inside the picture."""
        w, h = (side * (1 + self.pad) for side in reach(self.picture, self.film, zoom, roll))
        x = min(max(x, w / 2), 1 - w / 2) if w < 1 else 0.5
        y = min(max(y, h / 2), 1 - h / 2) if h < 1 else 0.5
        return Window(x=round(x, 6), y=round(y, 6), zoom=round(zoom, 6), roll=roll)

    def worth(self, window: Window) -> float:
        """How good the framing is; higher is better."""
        placed = in_frame(self.picture.subject, window, self.picture, self.film)
        kept = shown(self.picture.subject, window, self.picture, self.film)
        cx, cy = placed.centre
        off = abs(cx - self.target[0]) + 1.2 * abs(cy - self.target[1])
        kept_clear = head(placed, self.film)
        area = max(1e-6, kept_clear.w * kept_clear.h)
        under = kept_clear.overlap(_BAND[self.zone]) / area
        size = abs(max(placed.w, placed.h) - self.wanted)
        return 3.0 * kept - 1.1 * off - 1.6 * under - 0.9 * size - 0.12 * (window.zoom - 1)


class Motion:
    """The embedded back end: a camera over the reference picture."""

    profile = VideoProfile(name="motion", takes=frozenset({"references"}), generates=False)

    def film(self, request: ShotRequest, assets: Assets | None = None) -> Move:
        """A camera move over the request's picture. Never fails: every picture has a framing."""
        frame = _frame(request)
        base = _framing(frame, request)
        start, end = _path(frame, base, request)
        return Move(
            picture=request.picture,
            name=request.move,
            start=start,
            end=end,
            ease=request.ease,
            parallax=_parallax(request),
            turn=request.turn,
            focus=(0.55, 0.0) if request.move == "rack focus" else (0.0, 0.0),
        )


def widest_zoom_for(picture: Picture, film: Format) -> float:
    """The tightest zoom that the picture's own detail allows (at least 1)."""
    if picture.asset.media_type in ENDLESS:
        return TIGHTEST
    w, _ = full_extent(picture, film)
    return min(TIGHTEST, max(1.0, BLOW_UP * w * picture.width / film.width))


def _frame(request: ShotRequest) -> _Frame:
    lean = request.lean
    tx, ty = 0.5, _TARGET_Y[request.zone]
    return _Frame(
        picture=request.picture,
        film=request.format,
        zone=request.zone,
        target=(tx + lean[1], ty + lean[2]),
        tightest=widest_zoom_for(request.picture, request.format),
        wanted=min(0.95, max(0.2, _WANTED_SIZE[request.scale] * (1 + lean[0]))),
        pad=_parallax(request),
    )


def _room(request: ShotRequest, frame: _Frame) -> float:
    """Least zoom that leaves the move somewhere to go, and parallax its margin."""
    roll = ROLL if request.move == "roll" else 0.0
    w, h = reach(request.picture, request.format, 1.0, roll)
    if request.move == "tilt":
        h *= 1 + request.travel
    elif request.move in ("pan", "truck", "orbit"):
        w *= 1 + request.travel
    slack = 1.001 if roll else 1.0
    return max(1.0, w * (1 + frame.pad) * slack, h * (1 + frame.pad) * slack)


def _framing(frame: _Frame, request: ShotRequest) -> Window:
    least = _room(request, frame)
    grows = request.move in ("push in", "dolly", "pull out", "rack focus")
    # A move that grows must end within the picture's detail, so that its base stays below it.
    most = max(least, frame.tightest / (1 + MOST_GROWTH if grows else 1))
    steps = 14
    roll = ROLL if request.move == "roll" else 0.0
    ladder = (least + (most - least) * i / steps for i in range(steps + 1))
    return max((frame.place(z, roll=roll) for z in ladder), key=frame.worth)


def _path(frame: _Frame, base: Window, request: ShotRequest) -> tuple[Window, Window]:
    film, picture, travel = request.format, request.picture, request.travel
    w, h = full_extent(picture, film)
    w, h = w / base.zoom, h / base.zoom
    move = request.move
    if move == "still":
        return base, base
    if move in ("push in", "pull out", "dolly", "rack focus"):
        # The frame's edges move by half of what it grows, so that a zoom needs more to be felt.
        grow = min(MOST_GROWTH, travel * 1.35) if move != "rack focus" else travel / 2
        tight = frame.place(base.zoom * (1 + grow))
        out = move == "pull out" or (move == "dolly" and request.toward == "down")
        return (tight, base) if out else (base, tight)
    if move == "roll":
        low = frame.held(base.x, base.y, base.zoom, ROLL)
        first = low.model_copy(update={"roll": -ROLL * request.turn})
        return first, low.model_copy(update={"roll": ROLL * request.turn})
    if move == "tilt":
        sign = -1 if request.toward == "up" else 1
        return _slide(frame, base, 0.0, sign * travel * h)
    sign = -1 if request.toward == "left" else 1
    reachable = travel * (0.6 if move == "orbit" else 1)
    return _slide(frame, base, sign * reachable * w, 0.0)


def _slide(frame: _Frame, base: Window, dx: float, dy: float) -> tuple[Window, Window]:
    """Two windows dx, dy apart around the base, both inside; the travel is kept, the base gives."""
    w, h = (side * (1 + frame.pad) for side in reach(frame.picture, frame.film, base.zoom))
    x = _between(base.x, w / 2 + abs(dx) / 2, 1 - w / 2 - abs(dx) / 2)
    y = _between(base.y, h / 2 + abs(dy) / 2, 1 - h / 2 - abs(dy) / 2)
    start = frame.held(x - dx / 2, y - dy / 2, base.zoom)
    end = frame.held(x + dx / 2, y + dy / 2, base.zoom)
    assert inside(start, frame.picture, frame.film, 1e-4)
    assert inside(end, frame.picture, frame.film, 1e-4)
    return start, end


def _between(value: float, low: float, high: float) -> float:
    return (low + high) / 2 if low > high else min(max(value, low), high)


def _parallax(request: ShotRequest) -> float:
    if request.move == "orbit":
        return 0.032
    if request.move in ("dolly", "truck"):
        return 0.024
    if request.picture.layers and request.move in ("pan", "push in", "pull out", "tilt"):
        return 0.018
    return 0.0

"""Films a still with a true camera move: finds the framing, then the path through it.

The framing keeps the subject in the frame and faces clear of where type and captions will stand,
and never asks the picture for more detail than it has. Where a picture leaves no room, or is too
small for the frame, it is put into a part of the frame and type stands on a panel beside it. The
path stays inside the picture at both ends, and since windows change evenly between them,
everywhere between.
"""

from ...domain.asset import Assets
from ...domain.base import Box
from ...domain.campaign import Format
from ...domain.framing import (
    ENDLESS,
    canvas,
    enlargement,
    full_extent,
    inside,
    reach,
    to_keep,
)
from ...domain.picture import Picture
from ...domain.places import Arrangement, Setting
from ...domain.take import Move, Window
from .course import MOST_GROWTH, ROLL, course, is_course, legs_of, room, travels
from .framing import Frame
from .interface import AtOnce, ShotRequest

BLOW_UP = 1.15
"""Most film pixels per picture pixel: beyond it softness shows."""

TIGHTEST = 2.2
"""Most zoom: tighter crops lose the picture's own composition."""

NEARER = 1.25
"""Zoom that a near view may take where no type stands, however few pixels the picture has."""

DIVIDED, SMALLER = 0.5, 0.08
"""What it costs to give the picture only a part of the frame, and a smaller one still."""

WHOLE_VIEW = 0.5
"""What it costs more to give a view (a sky, a wood, a street) only a part of the frame."""

SOFT = 2.5
"""What each enlargement over BLOW_UP costs."""

_WANTED_SIZE = {"wide": 0.42, "medium": 0.6, "close": 0.78, "any": 0.58}
_BAND = {
    "top": Box(x=0, y=0, w=1, h=0.4),
    "bottom": Box(x=0, y=0.6, w=1, h=0.4),
}


class Motion:
    """The embedded camera over the reference picture; `backend` makes it a back end with jobs."""

    def film(self, request: ShotRequest, assets: Assets | None = None) -> Move:
        """A camera move over the request's picture. Never fails: every picture has a framing."""
        frame, base = _framed(request)
        if is_course(request):
            start, via, end = course(frame, base, request)
        else:
            (start, end), via = _path(frame, base, request), ()
        into = frame.setting.into
        move = Move(
            picture=request.picture,
            name=request.move,
            start=start,
            end=end,
            via=via,
            ease=request.ease,
            parallax=frame.pad,
            turn=request.turn,
            focus=(0.55, 0.0) if request.move == "rack focus" else (0.0, 0.0),
        )
        if request.places is None or into is None:
            return move
        return move.model_copy(update={"into": into, "ground": request.places.ground})


def backend() -> AtOnce:
    """The embedded back end: what the registry names."""
    return AtOnce(Motion())


def widest_zoom_for(picture: Picture, film: Format) -> float:
    """The tightest zoom that the picture's own detail allows (at least 1)."""
    if picture.asset.media_type in ENDLESS:
        return TIGHTEST
    w, _ = full_extent(picture, film)
    return min(TIGHTEST, max(1.0, BLOW_UP * w * picture.width / film.width))


def _framed(request: ShotRequest) -> tuple[Frame, Window]:
    """The division of the frame, and the window in it, that suit the picture best."""
    found: list[tuple[float, Frame, Window]] = []
    for n, setting in enumerate(_settings(request)):
        frame = _frame(request, setting)
        base, worth = _framing(frame, request)
        most = max(1.0, enlargement(base, request.picture, frame.film))
        worth -= DIVIDED * min(1.0, n) + SMALLER * max(0, n - 1)
        worth -= WHOLE_VIEW * min(1.0, n) * frame.view
        worth -= SOFT * max(0.0, most - BLOW_UP)
        found.append((worth, frame, base))
    _, frame, base = max(found, key=lambda f: round(f[0], 6))
    return frame, base


def _settings(request: ShotRequest) -> tuple[Setting, ...]:
    if request.places is not None:
        return request.places.settings
    band = _BAND.get(request.zone)
    return (Setting(arrangements=(Arrangement(type=band),)),)


def _frame(request: ShotRequest, setting: Setting) -> Frame:
    lean = request.lean
    film = canvas(request.format, setting.into)
    far = request.travel
    across = {"pan": far, "truck": far, "orbit": far * 0.6}.get(request.move, 0.0)
    down = far if request.move == "tilt" else 0.0
    if is_course(request):
        across, down = travels(legs_of(request))
    return Frame(
        picture=request.picture,
        film=film,
        setting=setting,
        tightest=_tightest(request, film),
        wanted=min(0.95, max(0.2, _WANTED_SIZE[request.scale] * (1 + lean[0]))),
        pad=_parallax(request),
        travel=(across, down),
        lean=(lean[1], lean[2]),
        zone=request.zone,
        keep=to_keep(request.picture),
    )


def _tightest(request: ShotRequest, film: Format) -> float:
    """The tightest zoom: what the picture's detail allows, or what a near view asks for."""
    zoom = widest_zoom_for(request.picture, film)
    asked = request.scale == "close" and request.places is None
    return max(zoom, NEARER) if asked else zoom


def _room(request: ShotRequest, frame: Frame) -> float:
    """Least zoom that leaves the move somewhere to go, and parallax its margin."""
    roll = ROLL if request.move == "roll" else 0.0
    w, h = reach(request.picture, frame.film, 1.0, roll)
    if request.move == "tilt":
        h *= 1 + request.travel
    elif request.move in ("pan", "truck", "orbit"):
        w *= 1 + request.travel
    slack = 1.001 if roll else 1.0
    return max(1.0, w * (1 + frame.pad) * slack, h * (1 + frame.pad) * slack)


def _framing(frame: Frame, request: ShotRequest) -> tuple[Window, float]:
    if is_course(request):
        least, roll = room(frame, legs_of(request))
        return frame.best(least, max(least, frame.tightest), roll)
    least = _room(request, frame)
    grows = request.move in ("push in", "dolly", "pull out", "rack focus")
    # A move that grows must end within the picture's detail, so that its base stays below it.
    most = max(least, frame.tightest / (1 + MOST_GROWTH if grows else 1))
    return frame.best(least, most, ROLL if request.move == "roll" else 0.0)


def _path(frame: Frame, base: Window, request: ShotRequest) -> tuple[Window, Window]:
    travel = request.travel
    w, h = full_extent(request.picture, frame.film)
    w, h = w / base.zoom, h / base.zoom
    move = request.move
    if move == "still":
        return base, base
    if move in ("push in", "pull out", "dolly", "rack focus"):
        # The frame's edges move by half of what it grows, so that a zoom needs more to be felt.
        grow = min(MOST_GROWTH, travel * 1.35) if move != "rack focus" else travel / 2
        tight = frame.tightened(base, base.zoom * (1 + grow))
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


def _slide(frame: Frame, base: Window, dx: float, dy: float) -> tuple[Window, Window]:
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
    layered = 0.018 if request.picture.layers else 0.0
    deep = {"orbit": 0.032, "dolly": 0.024, "truck": 0.024}
    flat = {"still": 0.0, "roll": 0.0, "rack focus": 0.0}
    return max((deep | flat).get(leg.move, layered) for leg in legs_of(request))

"""Films a still with a true camera move: finds the framing, then the path through it.

The framing keeps the subject in the frame and faces clear of where type and captions will stand,
and never asks the picture for more detail than it has. Where a picture leaves no room, or is too
small for the frame, it is put into a part of the frame and type stands on a panel beside it. The
path stays inside the picture at both ends, and since windows change evenly between them,
everywhere between.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...domain.asset import Assets
from ...domain.base import Box
from ...domain.campaign import Format
from ...domain.framing import (
    ENDLESS,
    around,
    canvas,
    enlargement,
    full_extent,
    inside,
    reach,
    to_keep,
)
from ...domain.picture import Picture
from ...domain.places import Arrangement, Rect, Setting, crowding, hidden
from ...domain.take import Move, Window
from .interface import AtOnce, ShotRequest, Zone

BLOW_UP = 1.15
"""Most film pixels per picture pixel: beyond it softness shows."""

MOST_GROWTH = 0.08
"""Most that a push in or pull out changes the size of the frame."""

TIGHTEST = 2.2
"""Most zoom: tighter crops lose the picture's own composition."""

HEADROOM = 0.07
"""Least room over the subject, in shares of the frame."""

ROLL = 1.6
"""Degrees from level at either end of a roll."""

DIVIDED, SMALLER = 0.5, 0.08
"""What it costs to give the picture only a part of the frame, and a smaller one still."""

WHOLE_VIEW = 0.5
"""What it costs more to give a view (a sky, a wood, a street) only a part of the frame."""

SOFT = 2.5
"""What each enlargement over BLOW_UP costs."""

ZOOMS, ACROSS = 15, 21
"""How many zooms, and places across and down, a framing is searched among."""

_WANTED_SIZE = {"wide": 0.42, "medium": 0.6, "close": 0.78, "any": 0.58}
_TARGET_Y = {"top": 0.62, "bottom": 0.37, "none": 0.47}
_BAND = {
    "top": Box(x=0, y=0, w=1, h=0.4),
    "bottom": Box(x=0, y=0.6, w=1, h=0.4),
}
_ALL = Box(x=0, y=0, w=1, h=1)


@dataclass(frozen=True)
class _Frame:
    """Everything the planning of one shot in one division of the frame looks at."""

    picture: Picture
    film: Format
    """The picture's part of the frame."""
    setting: Setting
    tightest: float
    wanted: float
    pad: float
    """Margin that parallax needs around the window, in shares of the window."""
    travel: tuple[float, float] = (0.0, 0.0)
    """How far the camera goes across and down, in shares of the window."""
    lean: tuple[float, float] = (0.0, 0.0)
    zone: Zone = "none"
    keep: tuple[tuple[Box, float], ...] = field(default=())

    def held(self, x: float, y: float, zoom: float, roll: float = 0) -> Window:
        """A window moved the least that keeps it inside the picture."""
        w, h = (side * (1 + self.pad) for side in reach(self.picture, self.film, zoom, roll))
        x = min(max(x, w / 2), 1 - w / 2) if w < 1 else 0.5
        y = min(max(y, h / 2), 1 - h / 2) if h < 1 else 0.5
        return Window(x=round(x, 6), y=round(y, 6), zoom=round(zoom, 6), roll=roll)

    def tightened(self, base: Window, zoom: float) -> Window:
        """The base at another zoom, about what must be seen."""
        x, y = around([b for b, _ in self.keep]).centre
        k = base.zoom / zoom
        return self.held(x + (base.x - x) * k, y + (base.y - y) * k, zoom)

    @property
    def view(self) -> bool:
        """Whether it shows a place at large, of which any part tells the same."""
        picture = self.picture
        return picture.scale == "wide" and not picture.keep and not picture.layers

    @property
    def focus(self) -> Box:
        """What the eye rests on: the faces, else the subject."""
        return around([b for b, _ in self.keep]) if self.picture.keep else self.picture.subject

    def best(self, least: float, most: float, roll: float) -> tuple[Window, float]:
        """The best window from one zoom to another, and how good it is."""
        zooms = np.linspace(least, most, ZOOMS)
        xs: list[np.ndarray] = []
        ys: list[np.ndarray] = []
        zs: list[np.ndarray] = []
        for zoom in zooms:
            w, h = (
                side * (1 + self.pad) for side in reach(self.picture, self.film, float(zoom), roll)
            )
            across = np.linspace(w / 2, 1 - w / 2, ACROSS) if w < 1 else np.array([0.5])
            down = np.linspace(h / 2, 1 - h / 2, ACROSS) if h < 1 else np.array([0.5])
            x, y = np.meshgrid(across, down)
            xs.append(x.ravel())
            ys.append(y.ravel())
            zs.append(np.full(x.size, zoom))
        x, y, zoom = (np.concatenate(part) for part in (xs, ys, zs))
        worth = self.worth(x, y, zoom)
        i = int(np.argmax(np.round(worth, 6)))
        return self.held(float(x[i]), float(y[i]), float(zoom[i]), roll), float(worth[i])

    def worth(self, x: np.ndarray, y: np.ndarray, zoom: np.ndarray) -> np.ndarray:
        """How good framings are, higher is better: window centres and zooms, all of one length."""
        w, h = full_extent(self.picture, self.film)
        w, h = w / zoom, h / zoom
        left, top = x - w / 2, y - h / 2

        def placed(box: Box) -> Rect:
            return (box.x - left) / w, (box.y - top) / h, box.w / w, box.h / h

        subject = placed(self.picture.subject)
        focus = placed(self.focus)
        whole = (0.02, HEADROOM, 0.96, 0.98 - HEADROOM)
        kept = hidden(subject, (0.0, 0.0, 1.0, 1.0))
        faces = [(placed(box), weight) for box, weight in self.keep]
        out = sum((k * (1 - hidden(f, whole)) for f, k in faces), start=np.zeros_like(x))
        # Of a subject too tall for the frame the head stays in and the feet may go.
        over = np.maximum.reduce([np.zeros_like(x), *(HEADROOM - f[1] for f, _ in faces)])
        tx, ty = self._target()
        off = abs(focus[0] + focus[2] / 2 - tx) + 1.2 * abs(focus[1] + focus[3] / 2 - ty)
        size = abs(np.maximum(subject[2], subject[3]) - self.wanted)
        crowded = self._crowded(subject, faces)
        if self.view:
            # No thing in it must be whole: what fills the frame best shows it best.
            return kept - 0.8 * out - 20.0 * over - off - 0.6 * crowded - 0.12 * (zoom - 1)
        return 3.0 * kept - 2.0 * out - 20.0 * over - off - crowded - 0.9 * size - 0.12 * (zoom - 1)

    def _crowded(self, subject: Rect, faces: list[tuple[Rect, float]]) -> Any:
        """What the best arrangement of words hides, over the whole way the camera goes."""
        dx, dy = self.travel

        def over(r: Rect) -> Rect:
            part = self.setting.into or _ALL
            return (
                part.x + (r[0] - dx / 2) * part.w,
                part.y + (r[1] - dy / 2) * part.h,
                (r[2] + dx) * part.w,
                (r[3] + dy) * part.h,
            )

        subject, faces = over(subject), [(over(f), k) for f, k in faces]
        costs = [crowding(subject, faces, a) for a in self.setting.arrangements]
        return np.minimum.reduce([np.broadcast_to(c, np.shape(subject[0])) for c in costs])

    def _target(self) -> tuple[float, float]:
        """Where the focus should lie in the picture's part: amid the room that words leave."""
        first = self.setting.arrangements[0]
        tx, ty = 0.5, _TARGET_Y[self.zone]
        if self.setting.into is not None:
            ty = 0.46
        elif first.type is not None and self.film.width > self.film.height:
            tx, ty = (0.66 if first.type.centre[0] < 0.5 else 0.34), 0.47
        elif first.type is not None and first.captions is not None and self.picture.keep:
            ty = (first.type.y + first.type.h + first.captions.y) / 2
        return tx + self.lean[0], ty + self.lean[1]


class Motion:
    """The embedded camera over the reference picture; `backend` makes it a back end with jobs."""

    def film(self, request: ShotRequest, assets: Assets | None = None) -> Move:
        """A camera move over the request's picture. Never fails: every picture has a framing."""
        frame, base = _framed(request)
        start, end = _path(frame, base, request)
        into = frame.setting.into
        move = Move(
            picture=request.picture,
            name=request.move,
            start=start,
            end=end,
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


def _framed(request: ShotRequest) -> tuple[_Frame, Window]:
    """The division of the frame, and the window in it, that suit the picture best."""
    found: list[tuple[float, _Frame, Window]] = []
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


def _frame(request: ShotRequest, setting: Setting) -> _Frame:
    lean = request.lean
    film = canvas(request.format, setting.into)
    far = request.travel
    across = {"pan": far, "truck": far, "orbit": far * 0.6}.get(request.move, 0.0)
    return _Frame(
        picture=request.picture,
        film=film,
        setting=setting,
        tightest=widest_zoom_for(request.picture, film),
        wanted=min(0.95, max(0.2, _WANTED_SIZE[request.scale] * (1 + lean[0]))),
        pad=_parallax(request),
        travel=(across, far if request.move == "tilt" else 0.0),
        lean=(lean[1], lean[2]),
        zone=request.zone,
        keep=to_keep(request.picture),
    )


def _room(request: ShotRequest, frame: _Frame) -> float:
    """Least zoom that leaves the move somewhere to go, and parallax its margin."""
    roll = ROLL if request.move == "roll" else 0.0
    w, h = reach(request.picture, frame.film, 1.0, roll)
    if request.move == "tilt":
        h *= 1 + request.travel
    elif request.move in ("pan", "truck", "orbit"):
        w *= 1 + request.travel
    slack = 1.001 if roll else 1.0
    return max(1.0, w * (1 + frame.pad) * slack, h * (1 + frame.pad) * slack)


def _framing(frame: _Frame, request: ShotRequest) -> tuple[Window, float]:
    least = _room(request, frame)
    grows = request.move in ("push in", "dolly", "pull out", "rack focus")
    # A move that grows must end within the picture's detail, so that its base stays below it.
    most = max(least, frame.tightest / (1 + MOST_GROWTH if grows else 1))
    return frame.best(least, most, ROLL if request.move == "roll" else 0.0)


def _path(frame: _Frame, base: Window, request: ShotRequest) -> tuple[Window, Window]:
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

"""How good a framing is: what it keeps of the subject, where that lies, what type hides."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...domain.base import Box
from ...domain.campaign import Format
from ...domain.framing import around, full_extent, reach
from ...domain.picture import Picture
from ...domain.places import Rect, Setting, crowding, hidden
from ...domain.take import Window
from .interface import Zone

HEADROOM = 0.07
"""Least room over the subject, in shares of the frame."""

ZOOMS, ACROSS = 15, 21
"""How many zooms, and places across and down, a framing is searched among."""

_TARGET_Y = {"top": 0.62, "bottom": 0.37, "none": 0.47}
_ALL = Box(x=0, y=0, w=1, h=1)


@dataclass(frozen=True)
class Frame:
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

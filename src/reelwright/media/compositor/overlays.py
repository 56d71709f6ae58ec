"""Type and graphics over the film: loaded once, faded and slid, blended within their own box."""

from pathlib import Path

import cv2
import numpy as np

from ...domain.errors import MediaRefused
from ..pictures.planes import U8, AlphaPlanes, alpha_planes, faded, lay
from .plan import OverlayPlan

STEPS = 32
"""Opacities a fade goes through; the one last used is kept."""


def placed(there: np.ndarray, x: int, y: int, width: int, height: int) -> np.ndarray:
    """A picture that stands at x, y (bool), by its pixels in a frame: bool [height, width]."""
    found = np.zeros((height, width), bool)
    left, top = max(0, x), max(0, y)
    part = there[top - y : max(0, height - y), left - x : max(0, width - x)]
    found[top : top + part.shape[0], left : left + part.shape[1]] = part
    return found


def read_rgba(path: Path) -> U8:
    """A PNG with straight alpha as BGRA uint8 [h, w, 4]. Raises MediaRefused."""
    image = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if image is None:
        raise MediaRefused(f"overlay image {path.name} cannot be decoded; render it again as PNG")
    if image.dtype == np.uint16:
        image = cv2.convertScaleAbs(image, alpha=1 / 257)
    if image.ndim == 2:
        return cv2.cvtColor(image, cv2.COLOR_GRAY2BGRA)
    return image if image.shape[2] == 4 else cv2.cvtColor(image, cv2.COLOR_BGR2BGRA)


class ReadyOverlay:
    """One overlay, ready to be laid over frames."""

    def __init__(self, plan: OverlayPlan) -> None:
        self.plan = plan
        image = read_rgba(Path(plan.path))
        # Only the part that shows is kept, at an even corner.
        x, y, w, h = cv2.boundingRect(np.ascontiguousarray(image[..., 3]))
        right, low = x + w, y + h
        x, y = x - (x + plan.x) % 2, y - (y + plan.y) % 2
        pad = (max(0, -y), 0, max(0, -x), 0)
        image = image[max(0, y) : low, max(0, x) : right]
        if any(pad):
            image = cv2.copyMakeBorder(image, *pad, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
        self.x, self.y = plan.x + x, plan.y + y
        self.planes = alpha_planes(_dithered(image) if plan.dither else image) if w else None
        self._faded: tuple[int, AlphaPlanes | None] = (STEPS, self.planes)

    def at(self, n: int) -> tuple[float, float]:
        """(opacity, way still to go) at frame n, both 0-1."""
        plan = self.plan
        come = min(1.0, (n - plan.start + 1) / (plan.enter + 1))
        go = min(1.0, (plan.end - n) / (plan.leave + 1))
        arrived = 1 - (1 - come) ** 3
        # The fade is done before the slide is, so that type is never a ghost for long.
        opacity = min(1.0, 1.4 * arrived) * go
        return opacity, 1 - arrived

    def film(self, n: int, y: U8, uv: U8) -> None:
        """Lay the overlay over frame n."""
        plan = self.plan
        if self.planes is None or not plan.start <= n < plan.end:
            return
        opacity, way = self.at(n)
        step = round(opacity * STEPS)
        if not step:
            return
        if step == STEPS:
            self._faded = (STEPS, self.planes)
        elif step != self._faded[0]:
            self._faded = (step, faded(self.planes, step / STEPS))
        shown = self._faded[1]
        assert shown is not None
        dx, dy = _direction(plan.slide_from)
        off = 2 * round(way * plan.slide / 2)
        lay(shown, self.x + dx * off, self.y + dy * off, y, uv)


def _direction(slide_from: str) -> tuple[int, int]:
    """Where an overlay that slides in from that side still stands, as a unit step."""
    return {"left": (-1, 0), "right": (1, 0), "down": (0, 1), "up": (0, -1)}[slide_from]


def _dithered(image: U8) -> U8:
    """A soft gradient's alpha, broken up by half a level of fixed noise, so that it never bands."""
    alpha = image[..., 3]
    noise = np.random.default_rng(7).integers(-1, 2, alpha.shape, dtype=np.int16)
    soft = (alpha > 0) & (alpha < 255)
    broken = np.clip(alpha.astype(np.int16) + np.where(soft, noise, 0), 0, 255).astype(np.uint8)
    return np.dstack([image[..., :3], broken])

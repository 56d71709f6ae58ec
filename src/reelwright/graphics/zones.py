"""Where type may stand in each format: the safe box, margins, and the zones within it.

Platform figures were checked on 2026-11-21; see release/profiles.py for each placement's own.
"""

from dataclasses import dataclass
from typing import Literal

from ..domain.base import Box
from ..domain.campaign import Format

Zone = Literal["top", "bottom"]

SAFE_9X16 = (120, 288, 888, 1248)
"""Left, top, right, bottom at 1080 x 1920: clear of the controls of Reels, TikTok and Shorts."""

MARGIN = 1 / 12
TITLE_SAFE = 0.05
"""Share of each side kept clear on television (EBU R95)."""


@dataclass(frozen=True)
class Zones:
    """A format's safe box in pixels, and how it is divided. All even numbers."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Pixels between left and right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels between top and bottom."""
        return self.bottom - self.top

    def box(self, format: Format) -> Box:
        """The safe box in shares of the frame."""
        return Box(
            x=self.left / format.width,
            y=self.top / format.height,
            w=self.width / format.width,
            h=self.height / format.height,
        )


def zones(format: Format) -> Zones:
    """The safe box of a format."""
    if format.name == "9:16":
        scale = format.width / 1080
        left, top, right, bottom = (_even(v * scale) for v in SAFE_9X16)
        return Zones(left, top, right, bottom)
    if format.name == "16:9":
        across, down = format.width * TITLE_SAFE * 1.2, format.height * TITLE_SAFE * 1.4
    else:
        across = down = format.width * MARGIN
    return Zones(
        _even(across), _even(down), _even(format.width - across), _even(format.height - down)
    )


def _even(value: float) -> int:
    return round(value / 2) * 2

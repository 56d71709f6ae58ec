"""Where type may stand in each format: the safe box, a modular scale, margins on a grid."""

from dataclasses import dataclass

from ..domain.base import Box
from ..domain.campaign import Format, FormatName

# The platforms' figures below were checked against their sources on 2026-11-21.
SAFE: dict[FormatName, tuple[float, float, float, float]] = {
    # Clear of the controls of Reels, TikTok and Shorts together: x 120-888, y 288-1248 of
    # 1080 x 1920 (third-party measurements; Pinterest covers more below).
    "9:16": (120 / 1080, 288 / 1920, 888 / 1080, 1248 / 1920),
    # Feeds show these whole: margins on the grid, one twelfth of the width.
    "1:1": (1 / 12, 1 / 12, 11 / 12, 11 / 12),
    "4:5": (1 / 12, 1 / 15, 11 / 12, 14 / 15),
    # Inside television's title-safe 5 % (EBU R 95), and above the players' own bar.
    "16:9": (1 / 12, 1 / 12, 11 / 12, 0.88),
}
"""Left, top, right, bottom of the safe box, in shares of the frame."""


@dataclass(frozen=True)
class Scale:
    """Type sizes in shares of the frame's height, each a step of one modular scale (1.25 or 1.333).

    heads: headlines, largest first.
    """

    heads: tuple[float, ...]
    body: float
    note: float
    caption: float


SCALES: dict[FormatName, Scale] = {
    "9:16": Scale((121 / 1920, 97 / 1920, 77 / 1920), 62 / 1920, 46 / 1920, 71 / 1920),
    "1:1": Scale((112 / 1080, 84 / 1080, 63 / 1080), 42 / 1080, 31 / 1080, 50 / 1080),
    "4:5": Scale((118 / 1350, 88 / 1350, 66 / 1350), 49 / 1350, 37 / 1350, 55 / 1350),
    "16:9": Scale((122 / 1080, 92 / 1080, 69 / 1080), 42 / 1080, 31 / 1080, 48 / 1080),
}


@dataclass(frozen=True)
class Zones:
    """A format's safe box in pixels. All even numbers."""

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
    left, top, right, bottom = SAFE[format.name]
    return Zones(
        _even(left * format.width),
        _even(top * format.height),
        _even(right * format.width),
        _even(bottom * format.height),
    )


def _even(value: float) -> int:
    return round(value / 2) * 2

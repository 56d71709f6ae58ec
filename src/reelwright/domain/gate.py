"""The points where a person decides, by name."""

from typing import Literal

Gate = Literal["codebook", "segments", "briefs", "storyboards", "final"]

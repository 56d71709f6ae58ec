"""What a take must reach, said once: the judge, its prompt and the reshoots all read it here."""

from dataclasses import dataclass
from typing import Literal

NARRATIVE = "narrative adherence"
VISUAL = "visual quality"
BRAND = "brand compliance"
DIMENSIONS = (NARRATIVE, VISUAL, BRAND)

Act = Literal["closer", "wider", "calmer", "livelier", "shift", "another picture"]
"""What would help. The first five are given to the next attempt; the last asks a person."""


@dataclass(frozen=True)
class Thresholds:
    """Least scores (0-10), and how many attempts a scene gets before a person is asked."""

    narrative: float = 5.0
    visual: float = 6.0
    brand: float = 5.0
    attempts: int = 3

    def table(self) -> dict[str, float]:
        """Dimension to least score."""
        return {NARRATIVE: self.narrative, VISUAL: self.visual, BRAND: self.brand}


@dataclass(frozen=True)
class Finding:
    """One thing that was found: points it costs (0 for a good word), and what would help."""

    text: str
    cost: float = 0.0
    act: Act | None = None

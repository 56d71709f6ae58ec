"""What binds a film's scenes together (S0-41)."""

from typing import Literal

Tier = Literal["words", "pictures"]
"""Blueprints in words; pictures chosen for one another."""

BOTH: tuple[Tier, ...] = ("words", "pictures")
"""What binds them unless a setting leaves one out."""

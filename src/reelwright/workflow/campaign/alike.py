"""Which storyboards say the same, word for word: films of them differ in nothing that is said."""

from collections.abc import Mapping
from typing import Any

from ...domain.storyboard import Storyboard
from ..build.decided import decided
from ..build.rehearsal import Amiss
from .stages import STAGES
from .studio import Studio


def alike(studio: Studio, amiss: Mapping[str, Amiss]) -> dict[str, tuple[str, ...]]:
    """Storyboard's item -> the items whose narration and type are the same; {} where none are.

    amiss: what does not stand, as `stale` finds it. What is unused, or was rejected, says nothing.
    """
    of: dict[tuple[str, ...], list[str]] = {}
    kind: Any = STAGES.named("storyboard")
    for kept in studio.catalogue.items("storyboard"):
        lost = amiss.get(f"storyboard/{kept.item}")
        if lost and lost.state == "unused":
            continue
        if decided(studio.catalogue, "storyboards", kept.item, kept.digest).state == "rejected":
            continue
        board = studio.bench.read(kind, kept)
        if isinstance(board, Storyboard):
            of.setdefault(board.words, []).append(kept.item)
    return {
        item: tuple(other for other in items if other != item)
        for items in of.values()
        if len(items) > 1
        for item in items
    }

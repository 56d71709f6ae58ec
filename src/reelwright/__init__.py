"""Reelwright: from what a company already has to finished, personalised video ads.

`import reelwright` offers what people do, a noun a module: `reelwright.campaigns.make(folder)`.
Each is imported when it is asked for. Names that begin with an underscore are nobody's.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .studio import (
        additions,
        audit,
        bases,
        campaigns,
        cleanup,
        clips,
        costs,
        decisions,
        doctor,
        erasing,
        facts,
        films,
        gallery,
        holdings,
        hooks,
        house,
        inpainting,
        items,
        jobs,
        logs,
        orders,
        pages,
        paintings,
        people,
        prompts,
        reach,
        references,
        reviews,
        shots,
        snapshots,
        stills,
        storage,
        trace,
        workers,
    )

__version__ = "0.1.0"

__all__ = [
    "additions",
    "audit",
    "bases",
    "campaigns",
    "cleanup",
    "clips",
    "costs",
    "decisions",
    "doctor",
    "erasing",
    "facts",
    "films",
    "gallery",
    "holdings",
    "hooks",
    "house",
    "inpainting",
    "items",
    "jobs",
    "logs",
    "orders",
    "pages",
    "paintings",
    "people",
    "prompts",
    "reach",
    "references",
    "reviews",
    "shots",
    "snapshots",
    "stills",
    "storage",
    "trace",
    "workers",
]


def __getattr__(name: str) -> Any:
    """A noun of the facade."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f".studio.{name}", __name__)

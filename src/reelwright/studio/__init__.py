"""The facade: what people do, a file a noun, a function an operation. Doors use nothing else.

Gates, rights and the audit live behind it: no door can walk past them. Names that begin with an
underscore are nobody's. A noun is imported when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import (
        additions,
        audit,
        bases,
        campaigns,
        cleanup,
        clips,
        decisions,
        doctor,
        erasing,
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

__all__ = [
    "additions",
    "audit",
    "bases",
    "campaigns",
    "cleanup",
    "clips",
    "decisions",
    "doctor",
    "erasing",
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
    """A noun."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f".{name}", __name__)

"""Opening an index by its address."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...domain.errors import DoesNotFit
from .interface import Index

_KINDS = {
    "postgresql://": "index/pgvector",
    "postgres://": "index/pgvector",
    "opensearch+https://": "index/opensearch",
    "opensearch+http://": "index/opensearch",
    "s3://": "index/lance",
    "gs://": "index/lance",
    "az://": "index/lance",
}


def open_index(
    at: str | Path | None,
    *,
    spaces: Mapping[str, int],
    weights: Mapping[str, str] | None = None,
    name: str = "units",
    **options: Any,
) -> Index:
    """The index called name at an address, made if it is not there.

    at: None (in memory), a folder, s3://bucket/folder, postgresql://... or opensearch+https://...
    spaces: id -> dimension; weights: space id -> digest of the embedder's weights; options: those
    of the back end. Raises DoesNotFit when the index was built with another dimension or other
    weights, or when nothing speaks that kind of address, and Missing when a package is absent.
    """
    # Here and not above: the registry's table names this room.
    from ..registry import load

    kind = kind_of(at)
    try:
        return load(kind, at=at, spaces=spaces, weights=weights, name=name, **options)
    except TypeError as problem:
        # Options come from people; what a back end does not take it says so by.
        unknown = next((o for o in options if f"'{o}'" in str(problem)), None)
        if unknown is None:
            raise
        raise DoesNotFit(f"{kind} takes no option {unknown}; leave it out") from problem


def kind_of(at: str | Path | None) -> str:
    """The back end that keeps indexes at an address."""
    if at is None:
        return "index/exact"
    for scheme, kind in _KINDS.items():
        if str(at).startswith(scheme):
            return kind
    if "://" in str(at):
        scheme = str(at).split("://")[0]
        raise DoesNotFit(
            f"no index is kept at {scheme}:// addresses; give a folder or one that begins with "
            f"{', '.join(_KINDS)}"
        )
    return "index/lance"

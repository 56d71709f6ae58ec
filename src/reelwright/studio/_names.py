"""Results as people call them."""

from collections import Counter
from typing import Any

from ..domain.loose import is_table
from ..domain.wording import counted
from ..store.catalogue import Catalogue


def segment(catalogue: Catalogue, id: str) -> str:
    """A segment's name; its id where it was never made."""
    kept = catalogue.latest("segment", id)
    return kept.value["name"] if kept else id


def concept(catalogue: Catalogue, brief: str) -> str:
    """The title of the concept that a brief, by id, was written for."""
    titles = (
        k.value["concept"]["title"] for k in catalogue.items("brief") if k.value["id"] == brief
    )
    return next(titles, "")


def what(stage: str, value: Any, film_seconds: float) -> str:
    """An item in a few words, from its value; film_seconds is how long the films are to be."""
    if stage == "codebook":
        roles = Counter(c["role"] for c in value["columns"])
        return "a draft of " + ", ".join(f"{n} {role}" for role, n in roles.most_common())
    if stage == "segment":
        return f"{value['name']}: {value['summary']}"
    if stage == "brief":
        return f"{value['concept']['title']}: {value['message']}"
    if stage == "storyboard":
        return f"{value['title']}, {counted(len(value['scenes']), 'scene')}"
    if stage == "film":
        return f"{value['format']}, {film_seconds:g} s"
    return str(value.get("title", "")) if is_table(value) else ""

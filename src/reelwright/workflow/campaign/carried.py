"""Decisions that outlast a segment's new name: what was approved and is still the same stands."""

from typing import Any

from ...domain.film import Film
from ...domain.loose import is_list, is_table
from ...store.catalogue import Catalogue, Decision, Result, now
from ..build.stage import Gate
from .gates import STAGE, full
from .naming import names_of

GATES: tuple[Gate, ...] = ("briefs", "storyboards", "final")
"""The gates whose items are called by their segment. A segment's own name is read and approved."""

OF_ITSELF = frozenset({"origin", "timeline", "otio"})
"""Fields that hold an item's name, or when it was made, inside bytes or a digest: nothing of them
is seen in a film."""


def carried(catalogue: Catalogue, gate: Gate, kept: Result) -> bool:
    """Whether this item was approved under a former name of its segment, and is the same else.

    The approval is then noted for it, in the same person's name and words. Rejections are not
    carried: what was rejected is written anew by itself.
    """
    segment = kept.value.get("segment", "")
    if gate not in GATES or not segment:
        return False
    own = _own_name(catalogue, segment)
    for former, name in names_of(catalogue, segment):
        for before in reversed(catalogue.every(STAGE[gate])):
            if before.value.get("segment") != former:
                continue
            said = catalogue.decision(gate, before.item, before.digest)
            if said is None or said.decision != "approve":
                continue
            if _meant(before.value, former, name) == _meant(kept.value, segment, own):
                as_then = (said.decision, said.who, said.note)
                catalogue.decide(
                    Decision(gate, kept.item, kept.digest, *as_then, now()), full(gate, kept.item)
                )
                return True
    return False


def former_films(catalogue: Catalogue, film: Film) -> frozenset[str]:
    """Ids that a film had under former names of its segment, and has no more."""
    former = {id_ for id_, _ in names_of(catalogue, film.segment)} - {film.segment}
    versions = [v.value for v in catalogue.every(STAGE["final"])] if former else []
    return frozenset(
        v["id"]
        for v in versions
        if v["segment"] in former
        and v["brief"].removeprefix(v["segment"]) == film.brief.removeprefix(film.segment)
        and (v["format"], v["language"], v["seconds"])
        == (film.format, film.language, str(film.seconds))
    ) - {film.id}


def _own_name(catalogue: Catalogue, segment: str) -> str:
    kept = catalogue.latest("segment", segment)
    return kept.value["name"] if kept else ""


def _meant(value: Any, segment: str, name: str) -> Any:
    """A value without what follows from the segment's name: ids that begin with it, the name."""
    if is_table(value):
        return {k: _meant(v, segment, name) for k, v in value.items() if k not in OF_ITSELF}
    if is_list(value):
        return [_meant(v, segment, name) for v in value]
    if not isinstance(value, str):
        return value
    # An id may be cut to a length: what follows the segment's name is not compared.
    if value.startswith(segment) and " " not in value:
        return ""
    return value.replace(name, "") if name else value

"""What outlasts a segment's new name: approvals and edits of what is still the same else."""

from typing import Any

from ...domain.film import Film
from ...domain.gate import Gate
from ...domain.loose import is_list, is_table
from ...store.catalogue import Catalogue, Decision, Result, now
from ..build.bench import EDIT_OF
from .gates import STAGE, full
from .naming import called, names_of, retold

GATES: tuple[Gate, ...] = ("briefs", "storyboards", "final")
"""The gates whose items are called by their segment. A segment's own name is read and approved."""

EDITED = ("brief", "storyboard")
"""The stages whose items are called by their segment and edited by persons."""

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


def carried_edit(catalogue: Catalogue, kept: Result, item: str) -> tuple[Any, str] | None:
    """A person's version of an item under a former name of its segment, and who made it.

    It goes by the name of now. None where there is none of what is the same else, or where the item
    was edited, or an edit of it taken back, later under its own name.
    """
    if kept.stage not in EDITED:
        return None
    sign = f"{kept.stage}/"
    edits = [row for row in catalogue.edited() if row[0].startswith(sign)]
    if not edits:
        return None
    segment = kept.value["segment"]
    versions, names = catalogue.every(kept.stage), names_of(catalogue, segment)
    mine = (segment, _own_name(catalogue, segment))
    meant = _meant(kept.value, *mine)
    own = [v.made_at for v in versions if v.item == item and v.inputs.get(EDIT_OF) == kept.digest]
    own += [at for name, base, *_, at in edits if (name, base) == (sign + item, kept.digest)]
    found: tuple[str, Any, str] | None = None
    for name, base, value, who, at in edits:
        if (name, base) == (sign + item, kept.digest) or at <= max(
            [*own, found[0] if found else ""]
        ):
            continue
        made = next((v.value for v in versions if sign + v.item == name and v.digest == base), None)
        if made is None:
            continue
        for before in names:
            if made["segment"] == before[0] and _meant(made, *before) == meant:
                found = at, retold(value, before, mine), who
                break
    return found and found[1:]


def former_films(catalogue: Catalogue, film: Film) -> frozenset[str]:
    """Ids that a film had under former names of its segment, and has no more."""
    former = {id_ for id_, _ in names_of(catalogue, film.segment)} - {film.segment}
    versions = [v.value for v in catalogue.every(STAGE["final"])] if former else []
    return frozenset(
        v["id"]
        for v in versions
        if v["segment"] in former
        and (
            film.brief == called(v["brief"], v["segment"], film.segment)
            or v["brief"] == called(film.brief, film.segment, v["segment"])
        )
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

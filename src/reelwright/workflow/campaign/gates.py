"""The points where a person decides; nothing after a gate runs before its items pass.

The codebook comes first: what a drafted codebook means is confirmed before answers are read by it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from ...domain.errors import NotFound
from ...domain.gate import Gate
from ...store.catalogue import Catalogue, Result
from ..build.bench import EDIT
from ..build.decided import decided
from .stages import STAGES

STAGE: dict[Gate, str] = STAGES.gates
"""The kind of result whose items each gate decides on."""

GATES: tuple[Gate, ...] = tuple(STAGE)


@dataclass(frozen=True)
class GateItem:
    """An item that waits at a gate. full is its whole name, "brief/carers--lamp".

    first: who approved it already, where two people have to; "" before.
    """

    gate: Gate
    item: str
    digest: str
    full: str
    first: str = ""


def full(gate: Gate, item: str) -> str:
    """The whole name of a gate's item; the one codebook is just "codebook"."""
    return item if item == STAGE[gate] else f"{STAGE[gate]}/{item}"


def waiting(catalogue: Catalogue) -> list[GateItem]:
    """What waits for a person: what the last run stopped at, and what was edited since.

    An item that a passed gate had no need of (a fourth brief, where one makes the film) does not
    wait. Where no run ever stopped, everything undecided at the first open gate does.
    """
    last = catalogue.last_event("gate", "end")
    stopped = set(last[2].get("items", ())) if last else None
    for gate in GATES:
        open_: list[GateItem] = []
        for kept in catalogue.items(STAGE[gate]):
            name = full(gate, kept.item)
            edited = stopped is not None and EDIT in kept.inputs
            asked = stopped is None or name in stopped or edited
            stands = decided(catalogue, gate, kept.item, kept.digest)
            if asked and stands.state == "waiting":
                open_.append(GateItem(gate, kept.item, kept.digest, name, stands.who))
        if open_:
            return open_
    return []


def stands(
    catalogue: Catalogue, gate: Gate, kept: Result, open_: Collection[str] | None = None
) -> tuple[str, str]:
    """Where an item of a gate stands, in the one word that every list has for it, and the note.

    The word is "approved", "rejected", "waiting", or "undecided" where no run asked for a decision.
    open_: the whole names of what waits; None: as `waiting` tells.
    """
    found = decided(catalogue, gate, kept.item, kept.digest)
    if found.state != "waiting":
        return found.state, found.note
    if open_ is None:
        open_ = {one.full for one in waiting(catalogue)}
    return "waiting" if full(gate, kept.item) in open_ else "undecided", found.note


def find(catalogue: Catalogue, name: str) -> tuple[Gate, Result]:
    """The gate and current result an item's name stands for. Raises NotFound with what there is.

    Names read "segment/carers", or just "carers--lamp" where only one gate knows it.
    """
    hits: list[tuple[Gate, Result]] = []
    known: list[str] = []
    for gate in GATES:
        for result in catalogue.items(STAGE[gate]):
            whole = full(gate, result.item)
            known.append(whole)
            if name in (whole, result.item):
                hits.append((gate, result))
    if not hits and name in GATES:
        at = [whole for whole in known if whole.startswith(f"{STAGE[name]}/")]
        raise NotFound(
            f"{name} is a gate; name what you mean at it: {', '.join(at) or 'nothing is there yet'}"
        )
    if len(hits) == 1:
        return hits[0]
    if hits:
        names = ", ".join(full(g, r.item) for g, r in hits)
        raise NotFound(f"{name!r} could be {names}; say which")
    raise NotFound(f"there is no item {name!r}; there are: {', '.join(known) or 'none yet'}")

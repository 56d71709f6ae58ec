"""The points where a person decides; nothing after a gate runs before its items pass.

The codebook comes first: what a drafted codebook means is confirmed before answers are read by it.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from ...domain.errors import NotApproved, NotFound
from ...store.catalogue import Catalogue, Decision, Result, now
from .bench import EDIT

Gate = Literal["codebook", "segments", "briefs", "storyboards", "final"]
GATES: tuple[Gate, ...] = get_args(Gate)
STAGE: dict[Gate, str] = {
    "codebook": "codebook",
    "segments": "segment",
    "briefs": "brief",
    "storyboards": "storyboard",
    "final": "film",
}
"""The stage whose items each gate decides on."""


@dataclass(frozen=True)
class Standing:
    """Where one item of a gate stands: "approved", "rejected" or "waiting"."""

    gate: Gate
    item: str
    digest: str
    state: Literal["approved", "rejected", "waiting"]
    note: str = ""
    who: str = ""

    @property
    def full(self) -> str:
        """The item's whole name, "brief/carers--lamp"; the one codebook is just "codebook"."""
        return full(self.gate, self.item)


def full(gate: Gate, item: str) -> str:
    """The whole name of a gate's item."""
    return item if item == STAGE[gate] else f"{STAGE[gate]}/{item}"


def standing(catalogue: Catalogue, gate: Gate, item: str, digest: str) -> Standing:
    """What was decided about this very version of an item."""
    decided = catalogue.decision(gate, item, digest)
    if decided is None:
        return Standing(gate, item, digest, "waiting")
    state = "approved" if decided.decision == "approve" else "rejected"
    return Standing(gate, item, digest, state, decided.note, decided.who)


def decide(
    catalogue: Catalogue,
    gate: Gate,
    item: str,
    digest: str,
    decision: str,
    who: str,
    note: str = "",
) -> None:
    """Note that a person approved or rejected this version."""
    catalogue.decide(Decision(gate, item, digest, decision, who, note, now()))


def waiting(catalogue: Catalogue) -> list[Standing]:
    """What waits for a person: what the last run stopped at, and what was edited since.

    An item that a passed gate had no need of (a fourth brief, where one makes the film) does not
    wait. Where no run ever stopped, everything undecided at the first open gate does.
    """
    last = catalogue.last_event("gate", "end")
    stopped = set(last[2].get("items", ())) if last else None
    for gate in GATES:
        open_ = []
        for kept in catalogue.items(STAGE[gate]):
            stands = standing(catalogue, gate, kept.item, kept.digest)
            edited = stopped is not None and EDIT in kept.inputs
            if stands.state == "waiting" and (stopped is None or stands.full in stopped or edited):
                open_.append(stands)
        if open_:
            return open_
    return []


def require(catalogue: Catalogue, gate: Gate, item: str, digest: str) -> Standing:
    """The item's approval. Raises NotApproved when this version has none."""
    stands = standing(catalogue, gate, item, digest)
    if stands.state != "approved":
        raise NotApproved(
            f"{item} is {stands.state}: look at it and run `reelwright approve FOLDER {item}`"
        )
    return stands


def rejections(catalogue: Catalogue, gate: Gate, item: str) -> int:
    """How many versions of an item were rejected so far."""
    last: dict[str, str] = {}
    for d in catalogue.decisions():
        if d.gate == gate and d.item == item:
            last[d.digest] = d.decision
    return sum(1 for decision in last.values() if decision == "reject")


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
    if len(hits) == 1:
        return hits[0]
    if hits:
        names = ", ".join(full(g, r.item) for g, r in hits)
        raise NotFound(f"{name!r} could be {names}; say which")
    raise NotFound(f"there is no item {name!r}; there are: {', '.join(known) or 'none yet'}")

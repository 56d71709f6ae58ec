"""What people decided on versions of items: the newest decision about a digest counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ...domain.errors import NotApproved
from ...domain.gate import Gate
from ...store.catalogue import Catalogue, Decision, now

FIRST = "first"
"""The decision of the first of two people who have to approve; the second one's is "approve"."""

UNSEEN = "passed unseen: make --yes"
"""The note of approvals that a run gave by itself, in the name of who asked for that."""


_DESPITE, _WHY = "despite failed checks: ", "; because "


def despite(checks: Iterable[str], why: str) -> str:
    """The note of an approval that goes against these failed checks, with its reason."""
    return f"{_DESPITE}{', '.join(checks)}{_WHY}{why}"


def overruled(note: str) -> frozenset[str]:
    """The checks that an approval with this note goes against."""
    if not note.startswith(_DESPITE):
        return frozenset()
    return frozenset(note.removeprefix(_DESPITE).partition(_WHY)[0].split(", "))


@dataclass(frozen=True)
class VersionStands:
    """Where one version of an item stands: "approved", "rejected" or "waiting".

    who is told of one that waits as well, where the first of two people approved it.
    """

    state: Literal["approved", "rejected", "waiting"]
    note: str = ""
    who: str = ""


def decided(catalogue: Catalogue, gate: Gate, item: str, digest: str) -> VersionStands:
    """What was decided about this very version of an item."""
    found = catalogue.decision(gate, item, digest)
    if found is None:
        return VersionStands("waiting")
    if found.decision == FIRST:
        return VersionStands("waiting", found.note, found.who)
    state = "approved" if found.decision == "approve" else "rejected"
    return VersionStands(state, found.note, found.who)


def standing(catalogue: Catalogue, gate: Gate, item: str, digest: str) -> tuple[Decision, ...]:
    """The decision that counts about a version, after the first one's where two people approved."""
    last = catalogue.decision(gate, item, digest)
    if last is None:
        return ()
    about = [d for d in catalogue.decisions() if (d.gate, d.item, d.digest) == (gate, item, digest)]
    before = about[-2:-1] if last.decision == "approve" else []
    return (*(d for d in before if d.decision == FIRST), last)


def decide(
    catalogue: Catalogue,
    gate: Gate,
    item: str,
    digest: str,
    decision: str,
    who: str,
    note: str = "",
    name: str = "",
) -> None:
    """Note that a person approved or rejected this version; name: what the audit calls the item."""
    catalogue.decide(Decision(gate, item, digest, decision, who, note, now()), name)


def require(catalogue: Catalogue, gate: Gate, item: str, digest: str) -> VersionStands:
    """The item's approval. Raises NotApproved when this version has none."""
    stands = decided(catalogue, gate, item, digest)
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

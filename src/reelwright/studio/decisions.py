"""What waits for a person, and what persons decide: approvals and rejections at the gates."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

from ..domain.base import Frozen
from ..domain.errors import Conflict, InvalidIntake, NotAllowed, NotApproved, NotFound
from ..domain.film import Check, Checked
from ..domain.gate import Gate
from ..store.catalogue import Catalogue, Result
from ..workflow.build.decided import decide, decided, despite, overruled
from ..workflow.campaign.codebook import NAME, stand_as_filed
from ..workflow.campaign.gates import GATES, STAGE, find, full
from ..workflow.campaign.gates import waiting as open_items
from ..workflow.campaign.unsettled import held
from . import _given
from ._rights import demand


class Waiting(Frozen):
    """An item that waits: its whole name, and the gate and the version (a digest) it waits with.

    first: who approved that version already, at a gate that takes two people; "" before.
    """

    name: str
    gate: Gate
    version: str
    first: str = ""


class Decided(Frozen):
    """A decision that was noted, about one version (a digest) of an item, with who made it.

    "first": approved by the first of two people whom the gate takes; the item waits for another.
    """

    name: str
    gate: Gate
    stage: str
    version: str
    decision: Literal["approve", "first", "reject"]
    who: str
    note: str


def waiting(folder: Path | str, *, workspace: Path | None = None) -> tuple[Waiting, ...]:
    """What waits for a decision at the gate that was reached.

    Args:
        folder: The campaign's folder.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotFound: Nothing of the campaign was made yet.
    """
    catalogue = _given.catalogue(folder, workspace)
    open_ = open_items(catalogue)
    if any(s.full == NAME for s in open_):
        # It waits as its file says it now: what was corrected there is what is decided on. A file
        # that cannot be read is told of by `check`.
        with suppress(InvalidIntake, OSError):
            stand_as_filed(catalogue, Path(folder) / "codebook.toml")
        open_ = open_items(catalogue)
    return tuple(Waiting(name=s.full, gate=s.gate, version=s.digest, first=s.first) for s in open_)


def approve(
    folder: Path | str,
    names: Sequence[str] = (),
    *,
    everything: bool = False,
    note: str = "",
    against: str = "",
    seen: Mapping[str, str] | None = None,
    who: str | None = None,
    workspace: Path | None = None,
) -> tuple[Decided, ...]:
    """Let items pass their gate, in the version that stands now; all of them or, on an error, none.

    At a gate of the setting `four_eyes` they pass when a second person has approved them as well.

    Args:
        folder: The campaign's folder.
        names: Items as `status` names them, or a gate: all that waits at it; at the last one, where
            nothing waits, the films that passed it unseen and are kept in by failed checks.
        everything: All that waits at the gate reached now, in place of names.
        note: Why, for the record.
        against: Why films may go out although they failed checks; these and the reason are kept
            with the approval.
        seen: Item -> the version that was looked at; None: whichever stand.
        who: Who decides; None: the person of the settings.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Returns:
        What was noted, in the order named; empty when everything was asked for and nothing waits.

    Raises:
        NotAllowed: It takes the role approver, or a second person beside who approved already.
        NotFound: There is no such item, or nothing waits at the gate named.
        NotApproved: A film among them failed checks, and `against` gives no reason to let it out;
            or somebody sent a scene of it to a person, and nobody settled it.
        Conflict: Another version of an item stands now than was seen; nothing was decided.
    """
    demand("approver", who)
    catalogue = _given.catalogue(folder, workspace)
    open_ = open_items(catalogue)
    chosen = [s.full for s in open_] if everything else []
    for name in names:
        held = [s.full for s in open_ if s.gate == name and name != NAME]
        held = held or (_kept_in(catalogue) if name == "final" else [])
        chosen += held or [_there(name)]
    return _decided(catalogue, Path(folder), chosen, "approve", who, note, seen, against.strip())


def reject(
    folder: Path | str,
    names: Sequence[str],
    *,
    note: str = "",
    seen: Mapping[str, str] | None = None,
    who: str | None = None,
    workspace: Path | None = None,
) -> tuple[Decided, ...]:
    """Keep items from passing their gate, in the version that stands now; all or none.

    Args:
        folder: The campaign's folder.
        names: Items as `status` names them.
        note: Why, for the record.
        seen: Item -> the version that was looked at; None: whichever stand.
        who: Who decides; None: the person of the settings.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotAllowed: It takes the role approver.
        NotFound: There is no such item.
        Conflict: Another version of an item stands now than was seen; nothing was decided.
    """
    demand("approver", who)
    catalogue = _given.catalogue(folder, workspace)
    return _decided(catalogue, Path(folder), names, "reject", who, note, seen)


def _decided(
    catalogue: Catalogue,
    folder: Path,
    names: Sequence[str],
    decision: Literal["approve", "reject"],
    who: str | None,
    note: str,
    seen: Mapping[str, str] | None,
    against: str = "",
) -> tuple[Decided, ...]:
    by = _given.name_of(who)
    found: list[tuple[Gate, Result]] = []
    for name in names:
        if name == NAME:
            # What the file says now is decided on, not what a run saw of it.
            stand_as_filed(catalogue, folder / "codebook.toml")
        found.append(find(catalogue, name))
    for gate, result in found:
        name = full(gate, result.item)
        if (seen or {}).get(name, result.digest) != result.digest:
            raise Conflict(f"{name} was changed meanwhile; look at it again before you decide")
    notes = dict.fromkeys((full(gate, result.item) for gate, result in found), note)
    if decision == "approve":
        _let_go(catalogue, found)
        notes |= _overruling(catalogue, folder, found, note, against)
    made = [
        Decided(
            name=full(gate, result.item),
            gate=gate,
            stage=result.stage,
            version=result.digest,
            decision=_or_first(catalogue, gate, result, by) if decision == "approve" else decision,
            who=by,
            note=notes[full(gate, result.item)],
        )
        for gate, result in found
    ]
    for one, (gate, result) in zip(made, found, strict=True):
        about = (gate, result.item, result.digest)
        decide(catalogue, *about, one.decision, by, one.note, one.name)
    return tuple(made)


def _or_first(
    catalogue: Catalogue, gate: Gate, result: Result, by: str
) -> Literal["approve", "first"]:
    """What an approval is: where two people have to approve, the first one's lets nothing pass."""
    if gate not in _given.settings().four_eyes:
        return "approve"
    stands = decided(catalogue, gate, result.item, result.digest)
    if stands.state == "approved":
        return "approve"
    if stands.state == "rejected" or not stands.who:
        return "first"
    if stands.who.casefold() == by.casefold():
        raise NotAllowed(
            f"{full(gate, result.item)} was approved by {stands.who} already: it waits for a "
            "second person, and nothing was decided"
        )
    return "approve"


def _let_go(catalogue: Catalogue, found: Sequence[tuple[Gate, Result]]) -> None:
    """Raises NotApproved where a film has a scene that somebody wants a person to look at."""
    for gate, film in found:
        if gate == "final" and (looks := held(catalogue, film)):
            raise NotApproved(
                f"{full(gate, film.item)} waits for a person: {', '.join(looks)}; nothing was "
                "approved; pick a take of the scene, or let it pass with a reason (`reelwright "
                f"shot FOLDER {film.item} SCENE --pick N`, or `--pass --note WHY`)"
            )


def _overruling(
    catalogue: Catalogue,
    folder: Path,
    found: Sequence[tuple[Gate, Result]],
    note: str,
    against: str,
) -> dict[str, str]:
    """The notes of items, by name: of films that failed checks with what is overruled.

    Raises NotApproved where there are such films and no reason.
    """
    failed = {
        full(gate, result.item): checks
        for gate, result in found
        if gate == "final" and (checks := _failed(catalogue, result.item))
    }
    if failed and not against:
        others = [full(gate, result.item) for gate, result in found]
        others = [name for name in others if name not in failed]
        raise NotApproved(
            "\n".join(
                [
                    *(f"{name} failed its checks: {_told(of)}" for name, of in failed.items()),
                    "nothing was approved; mend them, or let them out with --despite WHY",
                    *(
                        [f"the others: reelwright approve {folder} {' '.join(others)}"]
                        * bool(others)
                    ),
                ]
            )
        )
    why = "; ".join(filter(None, (against, note)))
    # Of what failed nothing, the reason is a note like any other.
    return {
        name: despite((c.name for c in failed[name]), why) if name in failed else why
        for name in (full(gate, result.item) for gate, result in found)
    }


def _kept_in(catalogue: Catalogue) -> list[str]:
    """Films that failed checks and passed the last gate unseen: they wait for a reason still."""
    found: list[str] = []
    for film in catalogue.items(STAGE["final"]):
        stands = decided(catalogue, "final", film.item, film.digest)
        failed = {c.name for c in _failed(catalogue, film.item)}
        if stands.state == "approved" and not overruled(stands.note) >= failed:
            found.append(full("final", film.item))
    return found


def _failed(catalogue: Catalogue, film: str) -> tuple[Check, ...]:
    kept = catalogue.latest("checks", film)
    return Checked.model_validate(kept.value).failed if kept else ()


def _told(checks: Sequence[Check]) -> str:
    return "; ".join(f"{c.name} is {c.measured}, wanted: {c.limit}" for c in checks)


def _there(name: str) -> str:
    """The name of an item: a gate's is none where nothing waits at it. Raises NotFound."""
    if name in GATES and name != NAME:
        raise NotFound(f"nothing waits at the gate {name}; `reelwright status` shows what does")
    return name

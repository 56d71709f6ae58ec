"""What stands of a campaign, item by item."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..domain.film import Checked
from ..domain.gate import Gate
from ..store.glance import at_a_glance
from ..workflow.campaign.alike import alike
from ..workflow.campaign.boards import Boards
from ..workflow.campaign.codebook import NAME
from ..workflow.campaign.gates import GATES, STAGE, stands, waiting
from ..workflow.campaign.references import standing as decisions
from ..workflow.campaign.stages import STAGES
from ..workflow.campaign.stale import AFTER, stale
from ..workflow.campaign.unsettled import Unsettled, unsettled
from ._results import Row

if TYPE_CHECKING:
    from ..workflow.campaign.studio import Studio

_BOARDED = ("storyboard", *AFTER)
"""Kinds of what is, or was made from, a storyboard."""

_GATE: dict[str, Gate] = {STAGE[gate]: gate for gate in GATES}


def rows(studio: "Studio") -> tuple[Row, ...]:
    """A row for each item, in the order of the steps; films that failed and never were, last."""
    catalogue = at_a_glance(studio.catalogue)
    amiss = stale(replace(studio, catalogue=catalogue))
    failed = {name: why for name, why, _ in catalogue.failures()}
    open_ = {s.full for s in waiting(catalogue)}
    same = alike(studio, amiss)
    looks = _looks(unsettled(catalogue))
    boards = Boards(replace(studio, catalogue=catalogue))
    found: list[Row] = []
    for stage in STAGES.names:
        step = STAGES.step(stage)
        for result in catalogue.items(stage):
            name = stage if result.item == stage else f"{stage}/{result.item}"
            state, why = "done", ""
            if stage in _GATE:
                state, why = stands(catalogue, _GATE[stage], result, open_)
            if stage == NAME and studio.campaign.codebook.confirmed:
                state, why = "approved", "codebook.toml says so"
            if stage == "continuity":
                why = decisions(catalogue, result)
            if stage in _LOOKED and (value := studio.bench.read(STAGES.named(stage), result)):
                state, why = _LOOKED[stage](value)
            if stage == "take" and result.item in looks:
                state, why = "person", looks[result.item]
            others = same.get(result.item, ()) if stage == "storyboard" else ()
            if others:
                named = ", ".join(f"storyboard/{other}" for other in others)
                why = "; ".join(filter(None, (why, f"word for word as {named}")))
            if name in amiss:
                state, why = amiss[name].state, amiss[name].why
            if stage == "film" and result.item in failed:
                state, why = "failed", failed.pop(result.item)
            found.append(
                Row(
                    step=step,
                    stage=stage,
                    item=result.item,
                    name=name,
                    state=state,
                    why=why,
                    made_at=result.made_at,
                    seconds=result.seconds,
                    alike=others,
                    board=boards.of(result.item) if stage in _BOARDED else "",
                )
            )
    never = [
        Row(
            step="cut",
            stage="film",
            item=name,
            name=f"film/{name}",
            state="failed",
            why=why,
            made_at="",
            seconds=None,
            board=boards.of(name),
        )
        for name, why in failed.items()
    ]
    return (*found, *never)


def _checked(checked: Checked) -> tuple[str, str]:
    failed = checked.failed
    said = "; ".join(f"{c.name}: {c.measured} (wanted: {c.limit})" for c in failed)
    return ("failed", said) if failed else ("done", "")


def _looks(scenes: Iterable[Unsettled]) -> dict[str, str]:
    """Why a person has to look at a take, by the take's name."""
    return {
        take.result.item: "; ".join(
            filter(None, (one.sent and f"{one.sent.who}: {one.sent.note}", take.why))
        )
        for one in scenes
        for take in one.takes
    }


_LOOKED: dict[str, Callable[[Any], tuple[str, str]]] = {"checks": _checked}
"""Kinds whose values say whether a person has to look at them."""

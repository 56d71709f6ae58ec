"""`reelwright status FOLDER`: what is done, stale or waiting, and why."""

import json
from typing import Annotated

import typer

from ..settings import Settings
from ..wiring import desk, open_studio
from ..workflow.build.gates import GATES, STAGE, Gate, find, standing, waiting
from ..workflow.build.progress import STEP
from ..workflow.build.stale import stale
from ..workflow.campaign.codebook import NAME
from ..workflow.campaign.references import standing as decisions
from .options import Folder, Workspace
from .screen import console, say, table


def command(
    folder: Folder,
    item: Annotated[str | None, typer.Option(help="Print this item as JSON.")] = None,
    workspace: Workspace = None,
) -> None:
    """Show every item: made when, and whether it stands, is stale, or waits for a decision."""
    settings = Settings() if workspace is None else Settings(workspace=workspace)
    catalogue = desk(folder, settings)
    if item:
        stage, _, rest = item.partition("/")
        result = catalogue.latest(stage, rest or stage) or find(catalogue, item)[1]
        console.print_json(json.dumps(result.value))
        return
    gates: dict[str, Gate] = {STAGE[g]: g for g in GATES}
    studio = open_studio(folder, settings).studio
    amiss = stale(studio)
    failed = {name: why for name, why, _ in catalogue.failures()}
    open_ = {s.full for s in waiting(catalogue)}
    rows = table("step", "item", "state", "why", "made", "seconds")
    for stage, step in STEP.items():
        for result in catalogue.items(stage):
            name = stage if result.item == stage else f"{stage}/{result.item}"
            state, why = "done", ""
            if stage in gates:
                stands = standing(catalogue, gates[stage], result.item, result.digest)
                state, why = stands.state, stands.note
                if state == "waiting" and name not in open_:
                    state = "undecided"
            if stage == NAME and studio.campaign.codebook.confirmed:
                state, why = "approved", "codebook.toml says so"
            if stage == "continuity":
                why = decisions(catalogue, result)
            if name in amiss:
                state, why = amiss[name].state, amiss[name].why
            if stage == "film" and result.item in failed:
                state, why = "failed", failed.pop(result.item)
            rows.add_row(step, name, state, why, result.made_at[:19], f"{result.seconds:.1f}")
    for name, why in failed.items():
        rows.add_row("cut", f"film/{name}", "failed", why, "never", "-")
    console.print(rows)
    if not rows.rows:
        say(f"nothing was made yet; run `reelwright make {folder}`")

"""`reelwright edit FOLDER ITEM`: open an item as a file, check it, and let it stand."""

import json
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from ..domain.errors import Missing
from ..settings import Settings, editor, person
from ..wiring import desk
from ..workflow.edits import accept, item_for_edit
from .options import Folder, Workspace
from .screen import fail, say


def command(
    folder: Folder,
    item: Annotated[str, typer.Argument(help="Name as `status` shows it.")],
    file: Annotated[
        Path | None, typer.Option("--from", help="Take the edited item from this JSON file.")
    ] = None,
    workspace: Workspace = None,
) -> None:
    """Edit a segment, brief or storyboard; later steps use your version until its inputs change."""
    settings = Settings() if workspace is None else Settings(workspace=workspace)
    catalogue = desk(folder, settings)
    who = person(settings)
    chosen = item_for_edit(catalogue, item)
    if file is not None:
        changed = accept(catalogue, chosen, file.read_text(encoding="utf-8"), who)
    else:
        changed = _in_editor(
            settings, chosen.value, lambda text: accept(catalogue, chosen, text, who)
        )
    say(
        f"edited {chosen.stage}/{chosen.item}: {', '.join(changed)}"
        if changed
        else "nothing changed"
    )
    if changed:
        say(f"go on with: reelwright make {folder}")


def _in_editor(settings: Settings, value: object, take) -> list[str]:
    program = editor(settings)
    if not program:
        raise Missing(
            "no editor is set; set EDITOR, or save the item with `reelwright status --json` and "
            "give it back with `reelwright edit ... --from FILE`"
        )
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "item.json"
        path.write_text(json.dumps(value, indent=2, ensure_ascii=False), encoding="utf-8")
        while True:
            subprocess.run([*shlex.split(program), str(path)], check=True)
            try:
                return take(path.read_text(encoding="utf-8"))
            except Exception as problem:
                fail(str(problem))
                if not typer.confirm("Open it again?", default=True):
                    raise

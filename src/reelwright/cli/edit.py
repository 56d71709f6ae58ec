"""`reelwright edit FOLDER ITEM [WORDS]`: change an item in words or as a file; it then stands."""

import shlex
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ..domain.errors import Missing
from ..studio import items, people
from ..studio.items import Change, Edited
from .options import Folder, Model, Workspace
from .screen import fail, say

CODEBOOK = "codebook"


def command(
    folder: Folder,
    item: Annotated[str, typer.Argument(help="Name as `status` shows it.")],
    wish: Annotated[
        str | None,
        typer.Argument(help='What to change, in words: "make the second scene shorter".'),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--from", help="Take the edited item from this JSON file.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Go back to the version before.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before it is kept.")] = False,
    model: Model = None,
    workspace: Workspace = None,
) -> None:
    """Edit a segment, brief or storyboard; later steps use your version until its inputs change.

    With words, shows what they would change in a storyboard and asks; without, opens it as a file.
    """
    if item == CODEBOOK:
        _codebook(folder, workspace)
        return
    if undo:
        back = items.undo(folder, item, workspace=workspace)
        show(back.changes)
        say(f"{back.name} is again as it was before that edit")
        say(f"go on with: reelwright make {folder}")
        return
    if wish is not None:
        edited = _in_words(folder, item, wish, model, workspace, yes=yes)
    elif file is not None:
        # The item is looked for first: whoever misspelt it hears of that.
        name = items.draft(folder, item, workspace=workspace).name
        text = file.read_text(encoding="utf-8")
        edited = items.edit(folder, name, text, workspace=workspace)
    else:
        edited = _in_editor(folder, item, workspace)
    say(f"edited {edited.name}: {', '.join(edited.fields)}" if edited.fields else "nothing changed")
    if edited.fields:
        say(f"go on with: reelwright make {folder}")


def _codebook(folder: Path, workspace: Path | None) -> None:
    """Let a person correct codebook.toml."""
    edited = _in_editor(folder, CODEBOOK, workspace)
    say(f"edited {folder / 'codebook.toml'}" if edited.fields else "nothing changed")
    if edited.fields:
        say(f"go on with: reelwright approve {folder} {CODEBOOK}")


def show(changes: Sequence[Change]) -> None:
    """Print differences, the old words above the new."""
    for change in changes:
        say(change.where, "bold")
        if change.before:
            say(f"  - {change.before}", "red")
        if change.after:
            say(f"  + {change.after}", "green")


def _in_words(
    folder: Path, item: str, wish: str, model: str | None, workspace: Path | None, *, yes: bool
) -> Edited:
    would = items.reword(folder, item, wish, model=model, workspace=workspace)
    show(would.changes)
    kept = would.changes and (yes or typer.confirm("Keep this?", default=True))
    if not kept:
        return Edited(name=would.name)
    return items.edit(folder, would.name, would.text, workspace=workspace)


def _in_editor(folder: Path, item: str, workspace: Path | None) -> Edited:
    """Open an item as a file, until what comes back can be taken."""
    draft = items.draft(folder, item, workspace=workspace)
    program = people.editor()
    if not program:
        raise Missing(
            f"no editor is set; set EDITOR, or save the item with `reelwright status {folder} "
            f"--item {item}` and give it back with `reelwright edit {folder} {item} --from FILE`"
        )
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"item.{draft.format}"
        path.write_text(draft.text, encoding="utf-8")
        while True:
            subprocess.run([*shlex.split(program), str(path)], check=True)
            try:
                text = path.read_text(encoding="utf-8")
                return items.edit(folder, draft.name, text, workspace=workspace)
            except Exception as problem:
                fail(str(problem))
                if not typer.confirm("Open it again?", default=True):
                    raise

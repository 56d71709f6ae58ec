"""`reelwright edit FOLDER ITEM [WORDS]`: change an item in words or as a file; it then stands."""

import shlex
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ..domain.errors import InvalidIntake, Missing, StudioError
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
        Path | None,
        typer.Option("--from", help="Take the edited item from a file: JSON, the codebook TOML."),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Go back to the version before.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before it is kept.")] = False,
    model: Model = None,
    workspace: Workspace = None,
) -> None:
    """Edit a segment, brief or storyboard; later steps use your version until its inputs change.

    With words, shows what they would change and asks; without, opens it as a file.
    """
    if sum((wish is not None, file is not None, undo)) > 1:
        raise typer.BadParameter("give words, --from or --undo, not two of them")
    if item == CODEBOOK:
        if wish is not None or undo:
            raise typer.BadParameter(
                "the codebook is edited as a file: leave the words and --undo out, or use --from"
            )
        _codebook(folder, file, workspace)
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
        edited = items.edit(folder, name, _text(file), workspace=workspace)
    else:
        edited = _in_editor(folder, item, workspace)
    say(f"edited {edited.name}: {', '.join(edited.fields)}" if edited.fields else "nothing changed")
    if edited.fields:
        say(f"go on with: reelwright make {folder}")


def _codebook(folder: Path, file: Path | None, workspace: Path | None) -> None:
    """Let a person correct codebook.toml."""
    if (folder / "codebook.toml").exists():
        _text(folder / "codebook.toml")  # what cannot be read is told by name
    elif folder.is_dir():
        raise InvalidIntake(
            f"there is no codebook.toml in {folder}; `reelwright check {folder}` drafts one"
        )
    if file is not None:
        edited = items.edit(folder, CODEBOOK, _text(file), workspace=workspace)
    else:
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
            f"--item {item} --json` and give it back with `reelwright edit {folder} {item} --from "
            "FILE`"
        )
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"item.{draft.format}"
        path.write_text(draft.text, encoding="utf-8")
        while True:
            _run(program, path)
            try:
                return items.edit(folder, draft.name, _text(path), workspace=workspace)
            except StudioError as problem:
                fail(str(problem))
                if not typer.confirm("Open it again?", default=True):
                    raise


def _run(program: str, path: Path) -> None:
    """Let a person's editor work on a file. Raises Missing, InvalidIntake."""
    try:
        words = shlex.split(program)
    except ValueError as problem:
        words, why = [], str(problem).lower()
    else:
        why = "it names no program"
    if not words:
        raise Missing(
            f"the editor {program!r} is no command ({why}); correct REELWRIGHT_EDITOR or EDITOR"
        )
    try:
        code = subprocess.run([*words, str(path)]).returncode
    except OSError as problem:
        raise Missing(
            f"the editor {words[0]!r} cannot be started ({problem.strerror or problem}); install "
            "it, or name another in REELWRIGHT_EDITOR or EDITOR"
        ) from problem
    if code:
        raise InvalidIntake(
            f"the editor {words[0]!r} ended with an error ({code}), so nothing was changed; see "
            "what it said, or give the item back with --from FILE"
        )


def _text(file: Path) -> str:
    """A file's text. Raises InvalidIntake where it is none."""
    try:
        # Some editors begin a text with a mark of its encoding.
        return file.read_bytes().decode("utf-8-sig")
    except OSError as problem:
        raise InvalidIntake(
            f"{file} cannot be read ({problem.strerror or problem}); name a file that holds the "
            "edited item"
        ) from problem
    except UnicodeDecodeError as problem:
        raise InvalidIntake(
            f"{file} is not UTF-8 text (byte {problem.start}); save it as UTF-8 and give it again"
        ) from problem

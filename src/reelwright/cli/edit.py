"""`reelwright edit FOLDER ITEM [WORDS]`: change an item in words or as a file; it then stands."""

import json
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from ..domain.errors import Missing
from ..intake.codebook import load_codebook
from ..settings import Settings, editor, person
from ..store.catalogue import Result
from ..wiring import desk, open_studio
from ..workflow.campaign import edits
from ..workflow.campaign.codebook import NAME
from ..workflow.campaign.edits import accept, item_for_edit
from ..workflow.campaign.studio import Studio
from .options import Folder, Model, Workspace
from .screen import fail, say


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
    given: dict[str, Any] = {"model": model, "workspace": workspace}
    settings = Settings(**{k: v for k, v in given.items() if v is not None})
    catalogue = desk(folder, settings)
    who = person(settings)
    if item == NAME:
        _codebook(settings, folder)
        return
    chosen = item_for_edit(catalogue, item)
    if undo:
        now = edits.undo(catalogue, chosen)
        show(edits.differences(chosen.value, now.value))
        say(f"{chosen.stage}/{chosen.item} is again as it was before that edit")
        say(f"go on with: reelwright make {folder}")
        return
    if wish is not None:
        changed = _in_words(open_studio(folder, settings).studio, chosen, wish, who, yes=yes)
    elif file is not None:
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


def _codebook(settings: Settings, folder: Path) -> None:
    """Let a person correct codebook.toml; what cannot be read never takes its place."""
    path = folder / "codebook.toml"
    before = path.read_text(encoding="utf-8")

    def take(text: str) -> list[str]:
        if text == before:
            return []
        fresh = path.with_name("codebook.toml.part")
        try:
            fresh.write_text(text, encoding="utf-8")
            load_codebook(fresh)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
        return [path.name]

    changed = _in_editor(settings, before, take)
    say(f"edited {path}" if changed else "nothing changed")
    if changed:
        say(f"go on with: reelwright approve {folder} {NAME}")


def show(changes: Sequence[edits.Change]) -> None:
    """Print differences, the old words above the new."""
    for change in changes:
        say(change.where, "bold")
        if change.before:
            say(f"  - {change.before}", "red")
        if change.after:
            say(f"  + {change.after}", "green")


def _in_words(studio: Studio, chosen: Result, wish: str, who: str, *, yes: bool) -> list[str]:
    value, changes = edits.reworded(studio, chosen, wish)
    show(changes)
    if not changes:
        return []
    if not yes and not typer.confirm("Keep this?", default=True):
        return []
    return accept(studio.catalogue, chosen, json.dumps(value), who)


def _in_editor(settings: Settings, value: object, take: Callable[[str], list[str]]) -> list[str]:
    """Open a value as JSON, or a text as it is, until what comes back can be taken."""
    program = editor(settings)
    if not program:
        raise Missing(
            "no editor is set; set EDITOR, or save the item with `reelwright status --json` and "
            "give it back with `reelwright edit ... --from FILE`"
        )
    with tempfile.TemporaryDirectory() as place:
        plain = isinstance(value, str)
        path = Path(place) / ("item.toml" if plain else "item.json")
        text = value if plain else json.dumps(value, indent=2, ensure_ascii=False)
        path.write_text(str(text), encoding="utf-8")
        while True:
            subprocess.run([*shlex.split(program), str(path)], check=True)
            try:
                return take(path.read_text(encoding="utf-8"))
            except Exception as problem:
                fail(str(problem))
                if not typer.confirm("Open it again?", default=True):
                    raise

"""`reelwright seal FOLDER`: seal what lies open, change the key, or open what is sealed."""

from typing import Annotated

import typer

from ..studio import storage
from .check import count
from .options import Folder, Workspace
from .screen import say


def command(
    folder: Folder,
    new_key: Annotated[
        bool,
        typer.Option("--new-key", help="Put a new key first in the key file; old ones still open."),
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Open for good what is sealed.")] = False,
    workspace: Workspace = None,
) -> None:
    """Seal a campaign's kept files with the key of REELWRIGHT_ENCRYPTION_KEY_FILE, or open them."""
    if undo and new_key:
        raise typer.BadParameter("give one of --new-key and --undo")
    if undo:
        opened = storage.unseal(folder, workspace=workspace)
        say(f"{count(opened.files, 'file')} opened for good")
        say("what is kept from now on is sealed as long as REELWRIGHT_ENCRYPTION_KEY_FILE is set")
        return
    sealed = storage.seal(folder, new_key=new_key, workspace=workspace)
    say(f"{count(sealed.files, 'file')} sealed with the key {sealed.key}")
    if new_key:
        say("keep the key file: campaigns and bases sealed before need the keys below the first")

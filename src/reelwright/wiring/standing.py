"""What stood of a campaign when it was last looked at, where nothing has changed since.

To say what stands is to walk through all that `make` would do, with libraries that take longer to
import than a look may. So the answer is kept beside the catalogue with a digest of all that it
depends on. Where one of these cannot be had cheaply and truly (rows in PostgreSQL, a stranger's
back ends, pictures of a knowledge base) nothing is kept, and every look is a walk.
"""

import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from json import dumps, loads
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..backends.speech import presence
from ..backends.strangers import offered
from ..domain.base import digest_of
from ..domain.errors import StudioError
from ..settings import Settings, workspace_of
from ..store.state import state_of
from .folders import key_of

if TYPE_CHECKING:
    from ..workflow.campaign.studio import Studio

FILE = "status.json"
"""Where in a workspace the answer is kept."""

Rows = list[dict[str, Any]]
"""What stands, row by row, as JSON has it."""


def rows(folder: Path, settings: Settings, look: "Callable[[Studio], Rows]") -> Rows:
    """What stands of a campaign: as kept, or else looked up now and kept.

    look finds it in an open campaign. Raises NotFound where nothing of it was made yet, and
    InvalidIntake where its folder cannot be read.
    """
    workspace = workspace_of(folder, settings)
    file, place = workspace / "catalogue.db", workspace / FILE
    files = key_of(folder, (workspace, folder / "out"))
    key = _key(folder, settings, files)
    if key and (kept := _kept(place, key, state_of(file))) is not None:
        return kept
    from . import openings, remembered
    from .campaigns import desk, open_made

    catalogue = desk(folder, settings)
    begun = catalogue.holds_beside((openings.STAGE, remembered.STAGE))
    catalogue.close()
    if not begun:
        return []  # to read the folder takes long, and whoever begins to make it reads it just now
    studio = open_made(folder, settings).studio
    # To open a campaign may note in the catalogue how its folder was read.
    state = state_of(file) if key and studio.catalogue.result(files) else ""
    found = look(studio)
    if state and state_of(file) == state:
        files = key_of(folder, (workspace, folder / "out"))
        if _key(folder, settings, files) == key:
            _keep(place, {"key": key, "state": state, "digest": digest_of(found), "rows": found})
    return found


def note(folder: Path, settings: Settings, look: "Callable[[Studio], Rows]") -> None:
    """Look once, so that the next look is short; after a run, whose libraries are there anyway.

    Where nothing can be kept, or the campaign cannot be opened by these settings, nothing is done.
    """
    files = key_of(folder, (workspace_of(folder, settings), folder / "out"))
    if _key(folder, settings, files):
        with suppress(StudioError):
            rows(folder, settings, look)


def _key(folder: Path, settings: Settings, files: str) -> str:
    """A digest of all that an answer depends on beside the catalogue; "" where it cannot be told.

    files is the key of the folder as it lies there. Keys that are paid with take no part in what is
    made, so that the settings show them blank is no loss.
    """
    url = settings.database_url
    if not files or (url and not url.startswith("sqlite:")) or offered():
        return ""
    signer = None
    if settings.credentials:
        try:
            signer = (settings.credentials / "chain.pem").read_bytes().hex()
        except OSError:
            return ""
    return digest_of(
        {
            "program": [__version__, sys.version, list(_code()), sorted(set(_packages()))],
            "folder": str(folder.resolve()),
            "files": files,
            "settings": settings.model_dump(mode="json"),
            "signer": signer,
            "voices": [look() for look in presence.EVERY],
        }
    )


def _code() -> Iterator[tuple[str, int, int]]:
    """Every file of this program, with its size and time: whoever changes it looks anew."""
    for place, folders, names in os.walk(Path(__file__).parents[1]):
        folders[:] = sorted(f for f in folders if f != "__pycache__")
        for name in sorted(names):
            seen = os.stat(os.path.join(place, name))
            yield os.path.join(place, name), seen.st_size, seen.st_mtime_ns


def _packages() -> Iterator[str]:
    """What is installed, by the names of its records, which hold the versions."""
    for place in sys.path:
        with suppress(OSError):
            yield from (n for n in os.listdir(place) if n.endswith((".dist-info", ".egg-info")))


def _kept(place: Path, key: str, state: str) -> Rows | None:
    """The rows kept for this key and state; None without them, or where the file is not ours."""
    try:
        kept = loads(place.read_text("utf-8"))
        same = state and (kept["key"], kept["state"]) == (key, state)
        return kept["rows"] if same and digest_of(kept["rows"]) == kept["digest"] else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _keep(place: Path, value: dict[str, Any]) -> None:
    """Write an answer down; one that cannot be written is looked up the next time."""
    part = place.with_name(f".part-{secrets.token_hex(6)}")
    with suppress(OSError):
        try:
            part.write_text(dumps(value), "utf-8")
            os.replace(part, place)
        finally:
            part.unlink(missing_ok=True)

"""A worker's process: opens campaigns and clip desks by id, and works until told to stop."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.errors import InvalidIntake, NotFound
from ..settings import Settings, workspace_of
from ..store.catalogue import Catalogue
from ..store.scratch import scratch
from ..workflow.engine.runs import Runs
from ..workflow.engine.studios import OPENED, place_in
from .campaigns import reopened
from .clips import clip_desk, desk_of
from .openings import opening_of
from .places import PLACE, database_in, place_of, runs_of, shared, shared_runs, store

if TYPE_CHECKING:
    from ..workflow.campaign.studio import Studio
    from ..workflow.clip.steps import ClipDesk
    from ..workflow.engine.studios import Opener, Workplace

PROBE = "probe"
"""The place in a bucket where workers see that they can keep bytes; no campaign is called so."""


def work(
    folder: Path | None,
    settings: Settings,
    *,
    queues: Sequence[str] | None = None,
    at_once: int = 2,
    ready: Callable[[], None] = lambda: None,
    told: Callable[[str], None] = lambda _: None,
) -> bool:
    """Take work until SIGTERM or Ctrl-C.

    folder: the campaign's, or that of clips, whose work it is; None: that of everybody on a server.
    told: hears that the database was lost, and that it is back. True: every step in hand had ended;
    False: one took too long and another worker repeats it. Raises InvalidIntake and NotFound for
    folders and queues that cannot be worked on, and what the bytes' place says where a small probe
    cannot be kept there: a worker that cannot keep what it makes would fail whatever it takes.
    """
    from threadpoolctl import threadpool_limits

    # Known before the engine starts.
    from ..workflow import flows  # noqa: F401  # pyright: ignore[reportUnusedImport]
    from ..workflow.engine import engine, worker

    wanted = tuple(queues or engine.ALL)
    if strange := sorted(set(wanted) - set(engine.ALL)):
        raise NotFound(f"there is no queue {strange[0]!r}; there are {', '.join(engine.ALL)}")
    runs, opener = _of_folder(folder, settings) if folder else _of_all(settings)
    try:
        with worker.told_to_stop() as stop, threadpool_limits(1):
            return worker.work(
                runs, opener, queues=wanted, at_once=at_once, stop=stop, ready=ready, told=told
            )
    finally:
        # A worker's process ends at once, and would leave what was opened here for others to read.
        scratch(settings.scratch).close()


def _of_folder(folder: Path, settings: Settings) -> "tuple[Runs, Opener]":
    if not folder.is_dir():
        raise InvalidIntake(f"there is no folder {folder}; name a campaign's or one of clips")
    if shared(settings):
        raise InvalidIntake(
            "with a database and a bucket a worker works for every campaign there; name no folder"
        )
    workspace = workspace_of(folder, settings)
    made = any((workspace / name).exists() for name in (PLACE, "catalogue.db", "jobs.db"))
    if not made and not (folder / "campaign.toml").is_file():
        raise InvalidIntake(
            f"{folder} is neither a campaign's folder (there is no campaign.toml in it) nor one in "
            "which clips were asked for; name the right one"
        )
    store(workspace, settings).prove()
    place = place_of(workspace, settings)

    def opened(id_: str) -> "Workplace":
        if place_in(id_) != place:
            raise NotFound(f"{id_} does not lie in {folder}, which this worker was given")
        if OPENED in id_:
            return reopened(id_, workspace, settings)
        return clip_desk(settings, folder, ())[0]

    return runs_of(workspace, settings), opened


def _of_all(settings: Settings) -> "tuple[Runs, Opener]":
    if not shared(settings):
        raise InvalidIntake(
            "name the folder to work for; to work for every campaign on a server, set "
            "REELWRIGHT_DATABASE_URL to its PostgreSQL and REELWRIGHT_ASSETS_URL to its bucket"
        )
    # What is worked with goes away with this process; all that lasts is on the server.
    rooms = scratch(settings.scratch)
    probe = store(rooms.room(PROBE), settings, PROBE)
    try:
        probe.prove()
    finally:
        probe.close()
        rooms.leave(PROBE)

    def opened(id_: str) -> "Workplace":
        place = place_in(id_)
        database = database_in(place, settings)
        if not database.tables():
            raise NotFound(f"there is no {place} in {database.place}; make the campaign again")
        room, catalogue = rooms.room(id_), Catalogue(database)
        if opening_of(id_, catalogue).campaign is None:
            found: Studio | ClipDesk = desk_of(id_, room, database, settings)
        else:
            found = reopened(id_, room, settings, catalogue)

        def left() -> None:
            # What was not sent of the access log is lost with the room.
            found.assets.close()
            rooms.leave(id_)

        return replace(found, closing=left)

    return shared_runs(settings), opened

"""A worker's process: opens campaigns and clip desks by id, and works until told to stop."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.errors import InvalidIntake, NotFound
from ..settings import Settings, workspace_of
from ..workflow.engine.identity import workspace_id
from .campaigns import reopened
from .clips import clip_desk

if TYPE_CHECKING:
    from ..workflow.engine.studios import Workplace


def work(
    folders: Sequence[Path],
    settings: Settings,
    *,
    queues: Sequence[str] | None = None,
    at_once: int = 2,
    ready: Callable[[], None] = lambda: None,
) -> bool:
    """Take work of campaigns and clip desks in these folders until SIGTERM or Ctrl-C.

    True: every step in hand had ended; False: one took too long and another worker repeats it.
    One folder a worker: each has queues of its own. Raises InvalidIntake and
    NotFound for folders and queues that cannot be worked on.
    """
    from threadpoolctl import threadpool_limits

    from ..workflow import flows  # noqa: F401 - known before the engine starts
    from ..workflow.engine import engine, worker

    wanted = tuple(queues or engine.ALL)
    if strange := sorted(set(wanted) - set(engine.ALL)):
        raise NotFound(f"there is no queue {strange[0]!r}; there are {', '.join(engine.ALL)}")
    if len(folders) != 1:
        raise InvalidIntake("name one folder to work for; start a worker for each of several")
    places = {workspace_id(_workspace(f, settings)): f for f in folders}

    def opened(id_: str) -> "Workplace":
        folder = places.get(id_)
        if folder is None:
            raise NotFound(f"{id_} lies in none of the folders that this worker was given")
        if (folder / "campaign.toml").exists():
            return reopened(folder, settings)
        return clip_desk(settings, folder, ())[0]

    with worker.told_to_stop() as stop, threadpool_limits(1):
        return worker.work(
            _workspace(folders[0], settings),
            settings.database_url,
            opened,
            queues=wanted,
            at_once=at_once,
            stop=stop,
            ready=ready,
        )


def _workspace(folder: Path, settings: Settings) -> Path:
    if not folder.is_dir():
        raise InvalidIntake(f"there is no folder {folder}; name a campaign's or one of clips")
    return workspace_of(folder, settings)

"""Workers: processes that make what others asked for."""

from collections.abc import Callable, Sequence
from pathlib import Path

from . import _given


def work(
    folder: Path | str | None = None,
    *,
    queues: Sequence[str] | None = None,
    at_once: int = 2,
    workspace: Path | None = None,
    ready: Callable[[], None] = lambda: None,
    told: Callable[[str], None] = lambda _: None,
) -> bool:
    """Take work until SIGTERM or Ctrl-C.

    Args:
        folder: A campaign's, or one of clips, whose work it is; None for that of everybody on the
            server that the settings name: a PostgreSQL database and a bucket.
        queues: "pipeline", "variants", "clips"; None for all.
        at_once: Films or clips that are made side by side.
        workspace: Where results are kept; None for `.reelwright` in the folder.
        ready: Called when the worker has begun to take work.
        told: Hears that the database was lost, and that it is back; called from another thread.

    Returns:
        Whether every step in hand had ended. The process has to end in either case.

    Raises:
        InvalidIntake: The folder cannot be worked for, or the settings name no server.
        NotFound: There is no such queue.
        Missing: A library, or the key file, is not there.
        StoreFailed: The database cannot be reached, or a small probe cannot be kept in the bucket.
    """
    from ..wiring.workers import work as take

    return take(
        Path(folder) if folder is not None else None,
        _given.settings(workspace=workspace),
        queues=queues,
        at_once=at_once,
        ready=ready,
        told=told,
    )

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
) -> bool:
    """Take work until SIGTERM or Ctrl-C.

    Args:
        folder: A campaign's, or one of clips, whose work it is; None for that of everybody on the
            server that the settings name: a PostgreSQL database and a bucket.
        queues: "pipeline", "variants", "clips"; None for all.
        at_once: Films or clips that are made side by side.
        workspace: Where results are kept; None for `.reelwright` in the folder.
        ready: Called when the worker has begun to take work.

    Returns:
        Whether every step in hand had ended. The process has to end in either case.

    Raises:
        InvalidIntake: The folder cannot be worked for, or the settings name no server.
        NotFound: There is no such queue.
        StoreFailed: The database cannot be reached.
    """
    from ..wiring.workers import work as take

    return take(
        Path(folder) if folder is not None else None,
        _given.settings(workspace=workspace),
        queues=queues,
        at_once=at_once,
        ready=ready,
    )

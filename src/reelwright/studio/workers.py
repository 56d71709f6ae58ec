"""Workers: processes that make what others asked for."""

from collections.abc import Callable, Sequence
from pathlib import Path

from . import _given


def work(
    folders: Sequence[Path | str],
    *,
    queues: Sequence[str] | None = None,
    at_once: int = 2,
    workspace: Path | None = None,
    ready: Callable[[], None] = lambda: None,
) -> bool:
    """Take work of campaigns and clips in these folders until SIGTERM or Ctrl-C.

    Args:
        folders: Campaign folders, and folders of clips.
        queues: "pipeline", "variants", "clips"; None for all.
        at_once: Films or clips that are made side by side.
        workspace: Where results are kept; None for `.reelwright` in the folder.
        ready: Called when the worker has begun to take work.

    Returns:
        Whether every step in hand had ended. The process has to end in either case.

    Raises:
        InvalidIntake: A folder cannot be worked for.
        NotFound: There is no such queue.
        StoreFailed: The database cannot be reached.
    """
    from ..wiring.workers import work as take

    return take(
        [Path(f) for f in folders],
        _given.settings(workspace=workspace),
        queues=queues,
        at_once=at_once,
        ready=ready,
    )

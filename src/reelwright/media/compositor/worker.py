"""A process that films and nothing else: `python -m reelwright.media.compositor.worker`.

It imports what its jobs need and keeps prepared stills between jobs.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ...domain.errors import StudioError
from ..guard.guard import stand_inside
from ..guard.memory import give_back, keep_blocks
from ..guard.pipes import receive, send, tie


def _span(state: dict[str, Any], plan: Any, out: str) -> Any:
    from .spans import film_span

    return film_span(plan, Path(out), state["shots"])


def _sound(state: dict[str, Any], wav: str, out: str, seconds: float) -> None:
    from ..streams.video import encode_sound

    encode_sound(Path(wav), Path(out), seconds)


def _rest(state: dict[str, Any]) -> None:
    """Between films: keep nothing of the last one."""
    state["shots"].clear()
    give_back()


JOBS: dict[str, Callable[..., Any]] = {"span": _span, "sound": _sound, "rest": _rest}


def main() -> None:
    """Serve jobs until the input ends."""
    tie(int(sys.argv[1]))
    keep_blocks(16_000_000)
    # What it films was read and measured under limits when it came in.
    stand_inside()
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr

    import cv2

    from .compositor import Shots

    cv2.setNumThreads(1)
    state = {"shots": Shots()}
    while True:
        try:
            name, arguments = receive(source)
        except EOFError:
            return
        try:
            answer = ("done", JOBS[name](state, *arguments))
        except StudioError as refused:
            answer = ("refused", refused)
        except OSError as failed:
            answer = ("disk", failed.strerror or str(failed))
        except Exception as failed:  # the parent raises it, with its kind and words
            answer = ("failed", f"{type(failed).__name__}: {failed}")
        try:
            send(answers, answer)
        except BrokenPipeError:
            return


if __name__ == "__main__":
    main()

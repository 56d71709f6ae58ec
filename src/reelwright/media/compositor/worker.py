"""A process that does heavy work on media and nothing else: `python -m reelwright.media.worker`.

It reads jobs from its input and writes answers to its output, both pickles with their length
before them. It is started as a program of its own, not forked, so that it neither inherits the
parent's threads nor runs the parent's main module again; it imports what its jobs need and keeps
prepared stills between jobs.
"""

import pickle
import signal
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from ...domain.errors import StudioError
from .memory import give_back, keep_blocks

HEAD = struct.Struct("<Q")


def send(pipe: IO[bytes], value: Any) -> None:
    """Write one value with its length before it."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(HEAD.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """Read one value. Raises EOFError where the other side has gone."""
    head = pipe.read(HEAD.size)
    if len(head) < HEAD.size:
        raise EOFError
    (length,) = HEAD.unpack(head)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


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
    keep_blocks(16_000_000)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
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

"""Processes of our own: started as programs, spoken to over pipes, and never left behind.

They are started anew, not forked, so that they neither inherit the parent's threads nor run its
main module again. Each holds the reading end of a pipe that nothing is ever written to; when the
parent ends, however it ends, the system closes the other end and ends the child by a signal, even
in the middle of native code.
"""

import contextlib
import fcntl
import os
import pickle
import select
import signal
import struct
import subprocess
import sys
import time
from typing import IO, Any

_HEAD = struct.Struct("<Q")
_F_SETSIG, _F_SETPIPE_SZ = 10, 1031
_WIDE = 1_000_000
"""Bytes that a pipe holds where the system allows it: pictures are handed over in fewer steps."""


def cores() -> int:
    """Processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Child:
    """A process of this program that answers what it is asked: `python -m <module>`."""

    def __init__(self, module: str) -> None:
        self.begun = time.monotonic()
        kept, self._held = os.pipe()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", module, str(kept)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                pass_fds=(kept,),
            )
        except BaseException:
            os.close(self._held)
            raise
        finally:
            os.close(kept)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.questions: IO[bytes] = self._process.stdin
        self.answers: IO[bytes] = self._process.stdout
        _widen(self.questions, self.answers)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def gone(self) -> bool:
        """Whether it has ended."""
        return self._process.poll() is not None

    def ask(self, question: Any, patience: float | None = None) -> Any:
        """Send a value and wait for the answer, at most so many seconds until it begins.

        Raises EOFError where the child has ended, TimeoutError where it does not answer.
        """
        if self.questions.closed:
            raise EOFError
        try:
            send(self.questions, question)
        except BrokenPipeError as problem:
            raise EOFError from problem
        if patience is not None:
            ready = select.poll()
            ready.register(self.answers, select.POLLIN)
            if not ready.poll(patience * 1000):
                raise TimeoutError
        return receive(self.answers)

    def close(self) -> None:
        """Ask nothing more: it ends when it has done what it does."""
        with contextlib.suppress(BrokenPipeError):
            self.questions.close()

    def end(self, wait: float = 0.0) -> int:
        """Let it end within so many seconds, else kill it; its exit code, or minus a signal."""
        self.close()
        try:
            code = self._process.wait(wait) if wait else self._process.poll()
        except subprocess.TimeoutExpired:
            code = None
        if code is None:
            self._process.kill()
            code = self._process.wait()
        self.answers.close()
        if self._held >= 0:
            os.close(self._held)
            self._held = -1
        return code


def tie(kept: int) -> None:
    """In a child: end with the parent. kept: the descriptor that was passed as an argument.

    Ctrl-C is the parent's to answer.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        fcntl.fcntl(kept, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(kept, _F_SETSIG, signal.SIGKILL)
        flags = fcntl.fcntl(kept, fcntl.F_GETFL)
        fcntl.fcntl(kept, fcntl.F_SETFL, flags | fcntl.FASYNC)
        if os.get_blocking(kept):
            os.set_blocking(kept, False)
        # The parent may have ended before it could be listened for.
        with contextlib.suppress(BlockingIOError):
            if not os.read(kept, 1):
                os._exit(1)


def send(pipe: IO[bytes], value: Any) -> None:
    """Write one value; arrays go as they are, without a copy."""
    arrays: list[pickle.PickleBuffer] = []
    data = pickle.dumps(value, protocol=5, buffer_callback=arrays.append)
    parts = [memoryview(data), *(array.raw() for array in arrays)]
    pipe.write(b"".join(_HEAD.pack(n) for n in (len(parts), *(part.nbytes for part in parts))))
    for part in parts:
        pipe.write(part)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """Read one value. Raises EOFError where the other side has gone."""
    (count,) = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    sizes = [_HEAD.unpack(_exactly(pipe, _HEAD.size))[0] for _ in range(count)]
    data, *arrays = [_exactly(pipe, size) for size in sizes]
    return pickle.loads(data, buffers=arrays)


def _exactly(pipe: IO[bytes], size: int) -> bytearray:
    held = bytearray(size)
    view, at = memoryview(held), 0
    while at < size:
        read = pipe.readinto(view[at:])  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        if not read:
            raise EOFError
        at += int(read)  # pyright: ignore[reportUnknownArgumentType]
    return held


def _widen(*pipes: IO[bytes]) -> None:
    if sys.platform == "linux":
        for pipe in pipes:
            with contextlib.suppress(OSError):
                fcntl.fcntl(pipe, _F_SETPIPE_SZ, _WIDE)

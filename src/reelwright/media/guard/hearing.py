"""What native code prints: decoders say on their standard error what they think of a file."""

import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

_MOST = 10_000
_sink = -1


@dataclass
class Printed:
    """text: what was printed, once the block has ended."""

    text: str = ""


def keep_quiet() -> None:
    """In a child: from now on nothing that is printed reaches anybody but `hearing`."""
    global _sink
    with tempfile.TemporaryFile() as file:
        _sink = os.dup(file.fileno())
    for shown in (1, 2):
        os.dup2(_sink, shown)


@contextmanager
def hearing() -> Generator[Printed]:
    """What is printed within the block; nothing in a process that prints for people."""
    heard = Printed()
    if _sink < 0:
        yield heard
        return
    os.ftruncate(_sink, 0)
    os.lseek(_sink, 0, os.SEEK_SET)
    try:
        yield heard
    finally:
        heard.text = os.pread(_sink, _MOST, 0).decode("utf-8", "replace")

"""Who is alive: each process holds a lock for its executor id; what a dead one left is taken up."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class FileLease:
    """A file lock for each executor, released by the system when its process dies."""

    def __init__(self, folder: Path, executor: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._file: IO[str] | None = (folder / executor).open("w")
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._file.write(str(os.getpid()))
        self._file.flush()

    def release(self) -> None:
        """Give the lease back."""
        if self._file:
            Path(self._file.name).unlink(missing_ok=True)
            self._file.close()
            self._file = None

    def alive(self, executor: str) -> int | None:
        """The process id of a living executor, None when it is dead or unknown."""
        path = self.folder / executor
        if not path.exists():
            return None
        with path.open("r+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return int(file.read() or 0)
        return None

    @contextmanager
    def claim(self, executor: str) -> Iterator[bool]:
        """Hold a dead executor's lock while its work is taken up; yields False if it is alive."""
        path = self.folder / executor
        with path.open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            yield True
        path.unlink(missing_ok=True)

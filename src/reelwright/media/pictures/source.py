"""What is read: a file, or bytes that carry a name. Readers in this room take either."""

import io
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO


@dataclass(frozen=True)
class Blob:
    """Bytes under a name, such as those of a file on another machine."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The name's ending with its dot, "" without one."""
        return PurePath(self.name).suffix


Source = Path | Blob


def opened(source: Source) -> BinaryIO:
    """The bytes as an open file, at its start. Raises OSError."""
    return io.BytesIO(source.data) if isinstance(source, Blob) else source.open("rb")


def size_of(source: Source) -> int:
    """Length in bytes. Raises OSError."""
    return len(source.data) if isinstance(source, Blob) else source.stat().st_size


def bytes_of(source: Source) -> bytes:
    """All the bytes. Raises OSError."""
    return source.data if isinstance(source, Blob) else source.read_bytes()

"""Bytes that somebody sends become a file, whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ..domain.errors import InvalidIntake, StoreFailed

BLOCK = 1 << 20


def write_within(at: Path, data: BinaryIO | bytes, most: int, path: str) -> None:
    """Write bytes into a file, whole or not at all. most: bytes. path: what messages call it.

    Raises InvalidIntake for more than that, StoreFailed where they cannot be written.
    """
    at.parent.mkdir(parents=True, exist_ok=True)
    part = at.with_name(f".part-{secrets.token_hex(6)}")
    try:
        with part.open("xb") as file:
            left = most
            for block in _blocks(data):
                left -= len(block)
                if left < 0:
                    raise InvalidIntake(f"{path} is larger than {most // 10**9} GB; give less")
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, at)
    except OSError as problem:
        raise StoreFailed(
            f"{path} could not be written: {problem.strerror}; make room, then try again"
        ) from problem
    finally:
        part.unlink(missing_ok=True)


def _blocks(data: BinaryIO | bytes) -> Iterator[bytes]:
    if isinstance(data, bytes):
        yield data
        return
    while block := data.read(BLOCK):
        yield block

"""Files and folders that nobody but their owner on this machine may read."""

import os
from pathlib import Path

OTHERS = 0o077
"""What the owner's group and everybody else may do."""


def own(path: Path) -> None:
    """Take from all others what they may do with what is this account's own, if it is there."""
    try:
        told = path.stat()
    except FileNotFoundError:
        return
    if told.st_mode & OTHERS and told.st_uid == os.geteuid():
        path.chmod(told.st_mode & 0o700)

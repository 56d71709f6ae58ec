"""What workers know a workspace by."""

import contextlib
import os
import uuid
from pathlib import Path


def workspace_id(workspace: Path) -> str:
    """What a workspace is known by to workers: drawn at random once, and kept in it.

    The folder's number on its disk is part of it, so that a copy is another workspace.
    """
    path = workspace / "schema"
    if not path.exists():
        workspace.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"schema.{uuid.uuid4().hex}.part")
        fresh.write_text(f"reelwright_{uuid.uuid4().hex[:12]}", encoding="utf-8")
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return f"{path.read_text(encoding='utf-8').strip()}_{workspace.stat().st_ino:x}"

"""Files that people send for knowledge bases: taken in by workers, one order each."""

import mimetypes
import tempfile
from pathlib import Path
from typing import BinaryIO

from ..domain.errors import InvalidIntake
from . import _given, orders
from ._received import write_within
from ._rights import demand, standing
from ._wanted import AdditionMade as AdditionMade
from ._wanted import AddOrder
from .orders import CampaignOrder

LARGEST = 4_000_000_000
"""Bytes of a file."""


def ask(
    base: str,
    name: str,
    data: BinaryIO | bytes,
    *,
    approve: bool = False,
    mark: str = "",
    who: str | None = None,
) -> CampaignOrder:
    """Ask for a file to be taken into a base; returns at once. The order's result says what came.

    Args:
        base: The base.
        name: The file's name.
        data: Its bytes.
        approve: They vetted it: it may be retrieved at once; else it is a draft.
        mark: A word drawn by who asks: asked twice with the same, it is one order.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor, with `approve` approver, and in the base curator.
        NotFound: There is no such base.
        InvalidIntake: The name cannot be used, or the file is too large.
        Conflict: The mark was used for something else.
    """
    from ..wiring.gallery import clip_store
    from ..wiring.libraries import open_library

    demand("editor", who)
    if approve:
        demand("approver", who)
    settings = _given.settings(who=who)
    library = open_library(settings, standing(who))
    try:
        library.open(base).begin_adding()
    finally:
        library.close()
    called = Path(name.replace("\\", "/")).name
    if not called or called.startswith("."):
        raise InvalidIntake(f"{name!r} cannot be a file's name; give it one, as kayak.jpg")
    with tempfile.TemporaryDirectory() as scratch:
        at = Path(scratch) / "file"
        write_within(at, data, LARGEST, called)
        kind = mimetypes.guess_type(called)[0] or "application/octet-stream"
        kept = clip_store(settings).put_file(at, kind, "inputs")
    wanted = AddOrder(base=base, file=kept.model_copy(update={"name": called}), approve=approve)
    return orders.ask_for("add", wanted, mark=mark, who=who)

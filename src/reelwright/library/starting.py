"""A library to begin with: a base of sample pictures, seen to answer, and tutorials to work in."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..domain.base import Frozen
from ..domain.errors import InvalidIntake, Missing, StoreFailed, TimedOut
from ..domain.knowledge import Item
from .base import Base
from .bases import Library
from .ingest.run import Ingested, Progress, ingest

PROBED = 64
"""Items that are searched for, spread over the base; of a smaller one all are."""

AMONG = 20
"""How far down the hits an item may stand that is searched for by its own caption."""

PAUSE = 0.5
"""Seconds between two looks at what is not ready yet."""

_LACKING = (
    "the tutorials and their drawings are not in this installation ({}); install the released "
    "package again (pip install --force-reinstall --no-deps reelwright), or run the command from a "
    "checkout of the source"
)


@dataclass(frozen=True)
class Kit:
    """What a start copies: notebooks with the module they share, and drawings with captions."""

    notebooks: Path
    drawings: Path

    @classmethod
    def found(cls) -> "Kit":
        """The kit of this installation, or of the checkout it runs from. Raises Missing."""
        package = Path(__file__).resolve().parents[1]
        inside = cls(package / "tutorials", package / "tutorials" / "drawings")
        if inside.notebooks.is_dir():
            return inside
        root = package.parents[1]
        beside = cls(root / "docs" / "tutorials", root / "examples" / "fernhill" / "library")
        if beside.notebooks.is_dir() and beside.drawings.is_dir():
            return beside
        raise Missing(_LACKING.format(f"{package} has no folder tutorials"))

    def files(self) -> Iterator[tuple[Path, str]]:
        """(file, its place in the folder that a person works in)."""
        notebooks = sorted(self.notebooks.glob("_0*.ipynb"))
        if not notebooks:
            raise Missing(_LACKING.format(f"no notebook is in {self.notebooks}"))
        yield self.notebooks / "tutorial.py", "tutorial.py"
        yield from ((path, path.name) for path in notebooks)
        drawings = [self.drawings / "captions.csv", *sorted(self.drawings.glob("*.svg"))]
        yield from ((path, f"drawings/{path.name}") for path in drawings)


class Ready(Frozen):
    """A base of which everything that may be retrieved was found. index: its version."""

    base: str
    items: int
    probed: int
    spaces: tuple[str, ...]
    index: str
    seconds: float


class Started(Frozen):
    """What a start made. written: the files of the tutorials that were not there before."""

    folder: Path
    first: Path
    """The notebook to begin with."""
    notebooks: tuple[Path, ...]
    written: tuple[str, ...]
    taken: Ingested
    ready: Ready


def start(
    library: Library,
    folder: Path,
    name: str = "sample",
    *,
    patience: float = 120.0,
    progress: Progress | None = None,
) -> Started:
    """Make a base of the sample pictures, wait until it answers, and lay out the tutorials.

    What is there already is left as it is and what is missing is made good, so that a start which
    stopped, or whose results were damaged since, is repaired by another. folder: where the
    tutorials go, to be changed at will. Raises InvalidIntake when name is a base of other things,
    Missing when this installation has no tutorials, TimedOut when the base does not answer within
    patience seconds, StoreFailed.
    """
    kit = Kit.found()
    if folder.exists() and not folder.is_dir():
        raise InvalidIntake(f"{folder} is a file; name a folder for the tutorials")
    if name in library.names():
        base = library.open(name)
        if base.facts.purpose != PURPOSE:
            raise InvalidIntake(
                f"there is a knowledge base {name!r} of other things in {library.home}; give the "
                "sample another name with --base"
            )
    else:
        base = library.new(name, "Sample pictures", PURPOSE)
    written = _laid_out(kit, folder)
    taken = ingest(base, kit.drawings, approve=True, progress=progress)
    ready = wait_until_ready(base, patience)
    notebooks = tuple(sorted(folder.resolve().glob("_0*.ipynb")))
    return Started(
        folder=folder.resolve(),
        first=notebooks[0],
        notebooks=notebooks,
        written=written,
        taken=taken,
        ready=ready,
    )


PURPOSE = "The pictures that the tutorials and the guide work with."


def _laid_out(kit: Kit, folder: Path) -> tuple[str, ...]:
    """Copy what the folder lacks; a file that is there may be somebody's work."""
    written: list[str] = []
    try:
        for source, place in kit.files():
            target = folder / place
            if target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f"{target.name}.part")
            shutil.copyfile(source, part)
            part.replace(target)
            written.append(place)
    except OSError as problem:
        raise StoreFailed(
            f"the tutorials cannot be written to {folder}: {problem.strerror}; name another "
            "folder, or make room and run the same command again"
        ) from problem
    return tuple(written)


def wait_until_ready(
    base: Base, patience: float = 120.0, *, now: Callable[[], float] = time.monotonic
) -> Ready:
    """Wait until a base answers: its models load, its index opens, and its items are found.

    Each approved item that nothing bars (or, in a large base, 64 spread over it) is searched for by
    its own caption and has to come back above the floor, with its bytes. Raises TimedOut naming
    what does not, Missing and DoesNotFit for embedders, StoreFailed.
    """
    began = now()
    facts, door, spaces = base.way_in()
    for space in facts.spaces:
        spaces.embedder(space)
    base.settle()
    index = door.index()
    today = date.today()
    items = [i for i in base.items(state="approved") if not base.barred(i, today)]
    if not items:
        raise InvalidIntake(
            f"{facts.id} has nothing that may be retrieved; add pictures, and approve them"
        )
    step = max(1, -(-len(items) // PROBED))
    probed = waiting = items[::step]
    while waiting := [item for item in waiting if not _found(base, item)]:
        if now() - began > patience:
            names = ", ".join(item.asset.name for item in waiting[:5])
            raise TimedOut(
                f"{facts.id} is not ready after {patience:.0f} s: {len(waiting)} of {len(probed)} "
                f"items are not found by their own captions ({names}); look with `reelwright "
                f"library search` and `report`, make the index anew with `library rebuild "
                f"{facts.id}`, or wait longer with --wait"
            )
        time.sleep(PAUSE)
    return Ready(
        base=facts.id,
        items=len(items),
        probed=len(probed),
        spaces=tuple(s.id for s in facts.spaces),
        index=index.facts().version if index else "catalogue",
        seconds=round(now() - began, 2),
    )


def _found(base: Base, item: Item) -> bool:
    """Whether a search for an item's caption brings it, or one that says the same."""
    hits = base.search(item.caption, k=AMONG).found
    return any(h.grounded and h.item.caption == item.caption for h in hits)

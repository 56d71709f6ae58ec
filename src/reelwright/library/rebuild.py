"""A base's index made anew from its catalogue, here or elsewhere, with these embedders or others.

The old index answers until the new one is whole.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np

from ..domain.base import Frozen
from ..domain.errors import MediaRefused, NotFound, StoreFailed
from ..domain.knowledge import Item, KnowledgeBase
from ..media.pictures.files import open_picture
from .access import findable, need, no_secret, told
from .base import Base
from .ingest.prepare import LOOK
from .retrieval.handover import index_of, unit_of
from .retrieval.spaces import Spaces, new_space

BATCH = 64

Progress = Callable[[str, int], None]
"""Called with what is being done, and how many items are."""


class Rebuilt(Frozen):
    """What came of it. embedded: items that were embedded anew; parts: what the index holds."""

    base: KnowledgeBase
    embedded: int
    parts: int
    skipped: tuple[str, ...] = ()


def rebuild(
    base: Base,
    *,
    spaces: Sequence[str] | None = None,
    dimensions: Mapping[str, int] | None = None,
    index: str | None = None,
    index_options: Mapping[str, Any] | None = None,
    progress: Progress = lambda what, count: None,
) -> Rebuilt:
    """Make the index anew; None keeps the spaces or the address there are.

    Nothing changes for searches until all is done. Stopped in its midst it can be run again: items
    that were embedded already are not embedded twice. Only an owner may. Raises StoreFailed while
    another process writes to the index.
    """
    facts = base.facts
    need(facts, base.who, "owner", "rebuild the index of", base.least)
    chosen = facts.spaces
    if index is not None or index_options is not None:
        findable(index or "")
        no_secret(index or "", index_options or {})
    if spaces is not None:
        chosen = tuple(new_space(n, (dimensions or {}).get(n), base.load) for n in spaces)
    fresh = facts.model_copy(
        update={
            "spaces": chosen,
            "index": facts.index if index is None else index,
            "index_options": facts.index_options if index_options is None else dict(index_options),
            "generation": facts.generation + 1,
        }
    )
    known = {s.id: s for s in facts.spaces}
    # Vectors of a new space wait under a name of their own until the new index is whole.
    waiting = {s.id: f"{s.id}!{fresh.generation}" for s in chosen if known.get(s.id) != s}
    with base.ledger.handing_over() as mine:
        if not mine:
            raise StoreFailed(
                f"another process is writing to the index of {facts.id}; wait for it and try again"
            )
        _, old, _ = base.way_in()
        embedded, skipped = _embedded(base, fresh, waiting, progress)
        parts = _filled(base, fresh, waiting, progress)
        said = ("spaces", "index", "generation")
        before, after = ({k: told(b)[k] for k in said} for b in (facts, fresh))
        line = base.change("rebuild", before=before, after=after)
        base.ledger.switch(fresh, line, {name: space for space, name in waiting.items()})
        old.drop()
        # What was taken in meanwhile is pending, and lacks the new spaces.
        late, more = _embedded(base, fresh, {s: s for s in waiting}, progress)
    if fresh.index:
        # A server was named: it shall hold what there is, however little.
        parts += base.settle(all_of_it=True)
    return Rebuilt(base=fresh, embedded=embedded + late, parts=parts, skipped=(*skipped, *more))


def _embedded(
    base: Base, fresh: KnowledgeBase, names: Mapping[str, str], progress: Progress
) -> tuple[int, list[str]]:
    """Embed every item that lacks vectors under these names (space id -> name)."""
    if not names:
        return 0, []
    spaces = Spaces([s for s in fresh.spaces if s.id in names], base.load)
    done, after = 0, ""
    skipped: list[str] = []
    while lacking := base.ledger.lacking(list(names.values()), after, BATCH):
        after = lacking[-1]
        items = list(base.ledger.items(lacking).values())
        looks = [_look(base, item, skipped) for item in items]
        parts = spaces.parts([(i.id, i.captions, i.keywords) for i in items], looks)
        for item, held in zip(items, parts, strict=True):
            named = [
                p.model_copy(update={"vectors": {names[s]: v for s, v in p.vectors.items()}})
                for p in held
            ]
            base.ledger.add_vectors(item, named, list(names.values()))
        done += len(items)
        progress("embedded", done)
    return done, skipped


def _look(base: Base, item: Item, skipped: list[str]) -> np.ndarray | None:
    if item.picture is None:
        return None
    try:
        return open_picture(base.store.path(item.picture.asset), max_side=LOOK)
    except (NotFound, MediaRefused) as problem:
        skipped.append(str(problem))
        return None


def _filled(
    base: Base, fresh: KnowledgeBase, waiting: Mapping[str, str], progress: Progress
) -> int:
    """Put all parts of approved items into the new index; a small base needs none."""
    if not base.ledger.handed():
        return 0
    index = index_of(fresh, base.folder)
    if index.facts().rows:
        # Left by a rebuild that was stopped.
        index.drop()
        index = index_of(fresh, base.folder)
    names = {waiting.get(s.id, s.id): s.id for s in fresh.spaces}
    count = 0
    items = base.ledger.every(state="approved")
    while batch := list(islice(items, 500)):
        parts = [
            part.model_copy(
                update={"vectors": {names[n]: v for n, v in part.vectors.items() if n in names}}
            )
            for held in base.ledger.parts([i.id for i in batch]).values()
            for part in held
        ]
        index.upsert([unit_of(part, names.values()) for part in parts])
        count += len(parts)
        progress("indexed", count)
    index.tidy()
    index.close()
    return count

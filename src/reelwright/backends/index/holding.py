"""Making an index hold exactly what it should."""

from collections.abc import Sequence

from .interface import Index, Unit

BATCH = 2_000


def hold(index: Index, units: Sequence[Unit]) -> None:
    """Make an index hold these units and no others, writing only what is not there yet.

    A unit's id must change with its text and vectors: one whose id is held is not written again.
    """
    held, wanted = set(index.ids()), {u.id: u for u in units}
    fresh = [u for u in wanted.values() if u.id not in held]
    for start in range(0, len(fresh), BATCH):
        index.upsert(fresh[start : start + BATCH])
    gone = sorted(held - set(wanted))
    if gone:
        index.delete(gone)
    if fresh or gone:
        index.tidy()

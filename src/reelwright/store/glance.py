"""A catalogue as it is looked through: each row is read once, however often it is asked for."""

from .catalogue import Catalogue, Decision, Result


class Glance(Catalogue):
    """What a catalogue held when it was first asked; for one look, which keeps nothing."""

    def __init__(self, of: Catalogue) -> None:
        """Look through a catalogue."""
        self.database = of.database
        self._results: dict[str, Result] = {}
        self._stood: dict[str, Result] = {}
        self._items: dict[str, dict[str, Result]] = {}
        self._decisions: tuple[Decision, ...] | None = None
        self._decided: dict[tuple[str, str, str], Decision] = {}

    def result(self, key: str) -> Result | None:
        """The result kept under a key, or None."""
        if key not in self._results:
            # That it is not there is not kept: a make may add it before an item that stands on it
            # is read. And what an item was seen to stand on may be swept while this look lasts.
            found = super().result(key) or self._stood.get(key)
            if found is None:
                return None
            self._results[key] = found
        return self._results[key]

    def latest(self, stage: str, item: str) -> Result | None:
        """The result an item stands on, or None when it was never made."""
        return self._of(stage).get(item)

    def items(self, stage: str) -> tuple[Result, ...]:
        """What stands for every item of a stage, by item."""
        return tuple(self._of(stage).values())

    def decision(self, gate: str, item: str, digest: str) -> Decision | None:
        """What was last decided about this very version of an item."""
        self.decisions()
        return self._decided.get((gate, item, digest))

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision made, oldest first."""
        if self._decisions is None:
            self._decisions = super().decisions()
            self._decided = {(d.gate, d.item, d.digest): d for d in self._decisions}
        return self._decisions

    def _of(self, stage: str) -> dict[str, Result]:
        if stage not in self._items:
            self._items[stage] = {result.item: result for result in super().items(stage)}
            self._stood.update((result.key, result) for result in self._items[stage].values())
        return self._items[stage]


def at_a_glance(catalogue: Catalogue) -> Glance:
    """A catalogue to look through; one that is looked through already stays the same look."""
    return catalogue if isinstance(catalogue, Glance) else Glance(catalogue)

"""How far a run is: steps begun and done, percent, time left; told to listeners and kept."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..store.catalogue import Catalogue

STEPS = ("audience", "briefs", "storyboard", "continuity", "shoot", "cut", "release")
"""The seven steps, in order; `make` can stop after any."""

COST: dict[str, float] = {
    "intake": 2,
    "audience": 25,
    "segment": 0.1,
    "concepts": 0.5,
    "brief": 0.2,
    "storyboard": 0.3,
    "continuity": 1,
    "recording": 0.4,
    "cut plan": 0.1,
    "take": 0.5,
    "mix": 2.5,
    "timeline": 3,
    "film": 12,
    "checks": 5,
    "release": 2,
}
"""Rough seconds each stage takes, for percent until this run has measured its own."""

STEP: dict[str, str] = {
    "codebook": "audience",
    "intake": "audience",
    "audience": "audience",
    "segment": "audience",
    "concepts": "briefs",
    "brief": "briefs",
    "match": "storyboard",
    "storyboard": "storyboard",
    "continuity": "continuity",
    "recording": "shoot",
    "cut plan": "shoot",
    "take": "shoot",
    "mix": "cut",
    "timeline": "cut",
    "film": "cut",
    "checks": "release",
    "page": "release",
    "release": "release",
}
"""Which of the seven steps a stage belongs to."""


@dataclass(frozen=True)
class Told:
    """One thing that happened: kind is "begin", "done", "part", "gate", "note" or "failed"."""

    kind: str
    stage: str
    item: str
    percent: float
    left: float | None
    body: dict[str, Any] = field(default_factory=dict)


Listener = Callable[[Told], None]


class Progress:
    """Counts what is expected and done, weighed by cost. Safe from several threads."""

    def __init__(self, catalogue: Catalogue, run: str, listener: Listener | None = None) -> None:
        self.catalogue = catalogue
        self.run = run
        self.listener = listener
        self._lock = threading.Lock()
        self._expected: dict[str, int] = {}
        self._done: dict[str, int] = {}
        self._spent = 0.0
        self._weight_made = 0.0
        self._began = time.perf_counter()

    def expect(self, **counts: int) -> None:
        """How many items of each stage this run will have (underscores stand for spaces)."""
        with self._lock:
            for name, count in counts.items():
                self._expected[name.replace("_", " ")] = count

    def begin(self, stage: str, item: str, why: str) -> None:
        """A result is being made, for this reason."""
        self._tell("begin", stage, item, why=why)

    def part(self, stage: str, item: str, share: float) -> None:
        """A long step is this far (0-1). Not kept: only listeners hear of it."""
        if self.listener:
            percent, left = self._far(stage, share)
            self.listener(Told("part", stage, item, percent, left, {"share": share}))

    def done(self, stage: str, item: str, *, fresh: bool, seconds: float) -> None:
        """A result stands: made now, or found as it was."""
        with self._lock:
            self._done[stage] = self._done.get(stage, 0) + 1
            if fresh:
                self._spent += seconds
                self._weight_made += COST.get(stage, 0.2)
        self._tell("done", stage, item, fresh=fresh, seconds=round(seconds, 3))

    def failed(self, stage: str, item: str, why: str) -> None:
        """An item could not be made; the rest of the run goes on."""
        self._tell("failed", stage, item, why=why)

    def note(self, text: str, stage: str = "", item: str = "") -> None:
        """Something a person should know."""
        self._tell("note", stage, item, text=text)

    def gate(self, gate: str, items: list[str]) -> None:
        """The run waits for a person."""
        self._tell("gate", gate, "", items=items)

    def end(self) -> None:
        """The run is over and waits for nobody."""
        self._tell("end", "", "")

    def _far(self, stage: str = "", share: float = 0.0) -> tuple[float, float | None]:
        with self._lock:
            names = set(self._expected) | set(self._done)
            whole = sum(
                COST.get(n, 0.2) * max(self._expected.get(n, 0), self._done.get(n, 0))
                for n in names
            )
            behind = sum(COST.get(n, 0.2) * c for n, c in self._done.items())
            behind += COST.get(stage, 0.2) * share if stage else 0
            elapsed = time.perf_counter() - self._began
            made = self._weight_made + (COST.get(stage, 0.2) * share if stage else 0)
        percent = min(99.9, 100 * behind / whole) if whole else 0.0
        left = elapsed / made * (whole - behind) if made > 3 else None
        return percent, left

    def _tell(self, kind: str, stage: str, item: str, **body: Any) -> None:
        percent, left = self._far()
        self.catalogue.tell(self.run, kind, stage, item, **body)
        if self.listener:
            self.listener(Told(kind, stage, item, percent, left, body))

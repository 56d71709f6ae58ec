"""How far a run is: steps begun and done, percent, time left; told to listeners and kept."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...store.catalogue import Catalogue
from .stage import Stages


@dataclass(frozen=True)
class Told:
    """One thing that happened.

    kind is "begin", "done", "part", "broke", "busy", "gate", "note", "failed" or "end".
    """

    kind: str
    stage: str
    item: str
    percent: float
    left: float | None
    body: dict[str, Any] = field(default_factory=dict[str, Any])


Listener = Callable[[Told], None]


SURE = 3.0
"""Seconds of work after which it is said how long the rest may take."""


class Progress:
    """Counts what is expected and done, weighed by what each takes. Safe from several threads.

    A stage's weight is the seconds it took so far in this run, else in earlier ones, else what its
    declaration says.
    """

    def __init__(
        self, catalogue: Catalogue, run: str, stages: Stages, listener: Listener | None = None
    ) -> None:
        self.catalogue = catalogue
        self.run = run
        self.listener = listener
        self._lock = threading.Lock()
        self._per_film = stages.per_film
        self._usual = stages.costs | catalogue.seconds()
        self._expected: dict[str, int] = {}
        self._done: dict[str, int] = {}
        self._fresh: dict[str, list[float]] = {}
        self._parts: dict[tuple[str, str], float] = {}
        self._began = time.perf_counter()

    def expect(self, counts: Mapping[str, int]) -> None:
        """How many items of each stage this run will have.

        Kept where it is news, for those who follow the run from another process.
        """
        with self._lock:
            news = {name: n for name, n in counts.items() if self._expected.get(name) != n}
            self._expected |= counts
        if news:
            self.catalogue.tell(self.run, "expect", "", "", counts=news)

    def begin(self, stage: str, item: str, why: str) -> None:
        """A result is being made, for this reason."""
        with self._lock:
            self._parts[stage, item] = 0.0
        self._tell("begin", stage, item, why=why)

    def part(self, stage: str, item: str, share: float) -> None:
        """A long step is this far (0-1). Not kept: only listeners hear of it."""
        with self._lock:
            self._parts[stage, item] = share
        if self.listener:
            percent, left = self._far()
            self.listener(Told("part", stage, item, percent, left, {"share": share}))

    def busy(self, text: str = "", share: float = 0.0) -> None:
        """Work beside the stages: what is done, and how far (0-1); "" when it is over. Not kept."""
        if self.listener:
            self.listener(Told("busy", "", "", *self._far(), {"text": text, "share": share}))

    def done(self, stage: str, item: str, *, fresh: bool, seconds: float) -> None:
        """A result stands: made now, or found as it was."""
        with self._lock:
            self._count(stage, item, fresh, seconds)
        self._tell("done", stage, item, fresh=fresh, seconds=round(seconds, 3))

    def broke(self, stage: str, item: str) -> None:
        """What was begun ended in an error; its process lives."""
        with self._lock:
            self._parts.pop((stage, item), None)
        self._tell("broke", stage, item)

    def replayed(self, stage: str, count: int) -> None:
        """So many items stand from before a crash: the engine gave them back without asking."""
        with self._lock:
            self._done[stage] = self._done.get(stage, 0) + count

    def failed(self, stage: str, item: str, why: str) -> None:
        """An item could not be made; the rest of the run goes on."""
        with self._lock:
            self._forget(stage)
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

    def follow(self) -> Callable[[], None]:
        """Hears from now on what other processes do in this run, each time the answer is called."""
        seen = [max((event[0] for event in self.catalogue.events(self.run)), default=0)]

        def look() -> None:
            for number, kind, stage, item, body in self.catalogue.events(self.run, seen[0]):
                seen[0] = number
                self._heard(kind, stage, item, body)

        return look

    def _heard(self, kind: str, stage: str, item: str, body: dict[str, Any]) -> None:
        """Count what another process has told, and pass it on."""
        with self._lock:
            if kind == "expect":
                self._expected |= body["counts"]
                return
            if kind == "broke":
                self._parts.pop((stage, item), None)
            if kind == "begin":
                self._parts[stage, item] = 0.0
            if kind == "done":
                self._count(stage, item, body["fresh"], body["seconds"])
            if kind == "failed":
                self._forget(stage)
        if self.listener:
            self.listener(Told(kind, stage, item, *self._far(), body))

    def _count(self, stage: str, item: str, fresh: bool, seconds: float) -> None:
        self._parts.pop((stage, item), None)
        self._done[stage] = self._done.get(stage, 0) + 1
        if fresh:
            self._fresh.setdefault(stage, []).append(seconds)

    def _forget(self, stage: str) -> None:
        for name in self._per_film if stage == "film" else (stage,):
            self._expected[name] = max(0, self._expected.get(name, 0) - 1)

    def _far(self) -> tuple[float, float | None]:
        """Percent done (under 100 till the end), and seconds left where that can be said."""
        with self._lock:
            names = set(self._expected) | set(self._done)
            cost = {n: self._cost(n) for n in names | {stage for stage, _ in self._parts}}
            whole = sum(
                cost[n] * max(self._expected.get(n, 0), self._done.get(n, 0)) for n in names
            )
            running = sum(cost[stage] * share for (stage, _), share in self._parts.items())
            behind = running + sum(cost[n] * count for n, count in self._done.items())
            made = running + sum(sum(times) for times in self._fresh.values())
            elapsed = time.perf_counter() - self._began
        percent = min(99.9, 100 * behind / whole) if whole else 0.0
        left = elapsed / made * max(0.0, whole - behind) if made > SURE else None
        return percent, left

    def _cost(self, stage: str) -> float:
        times = self._fresh.get(stage)
        return max(0.01, sum(times) / len(times) if times else self._usual.get(stage, 0.2))

    def _tell(self, kind: str, stage: str, item: str, **body: Any) -> None:
        percent, left = self._far()
        self.catalogue.tell(self.run, kind, stage, item, **body)
        if self.listener:
            self.listener(Told(kind, stage, item, percent, left, body))

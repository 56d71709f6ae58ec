"""Worker processes, one per core, kept from film to film."""

import atexit
import contextlib
import threading
from collections.abc import Callable, Sequence
from typing import Any

from ...domain.errors import BackendFailed, StoreFailed
from ..guard.pipes import Child, cores

MOST = 8
"""Workers at the most: each holds its own stills and encoder, some 200 MB."""

Job = tuple[str, tuple[Any, ...]]


class Pool:
    """A few worker processes; `run` hands out jobs. One run at a time: a run fills every core."""

    def __init__(self) -> None:
        self._workers: list[Child] = []
        self._lock = threading.Lock()

    def run(
        self,
        jobs: Sequence[Job],
        *,
        workers: int | None = None,
        on_done: Callable[[int, Any], None] | None = None,
    ) -> list[Any]:
        """Do the jobs and return their answers in order; on_done(i, answer) as each ends.

        Neighbouring jobs go to the same worker, which keeps what they share; an idle worker takes
        from the far end of the longest queue. The first failure stops the rest and is raised:
        the StudioError a job met, StoreFailed for a full or missing disk, BackendFailed otherwise.
        """
        if not jobs:
            return []
        with self._lock:
            count = min(workers or cores(), MOST, len(jobs))
            self._start(count)
            try:
                return _Run(jobs, self._workers[:count], on_done).answers()
            finally:
                self._rest()

    def _rest(self) -> None:
        """Have the workers let go of the film: between films they cost little."""
        for worker in self._workers:
            with contextlib.suppress(BackendFailed):
                _ask(worker, ("rest", ()))

    def _start(self, count: int) -> None:
        for worker in self._workers:
            if worker.gone():
                worker.end()
        self._workers = [w for w in self._workers if not w.gone()]
        while len(self._workers) < count:
            self._workers.append(Child("reelwright.media.compositor.worker"))

    def pids(self) -> list[int]:
        """Process ids of the workers there are."""
        return [w.pid for w in self._workers if not w.gone()]

    def close(self) -> None:
        """End the workers; the next run starts new ones."""
        with self._lock:
            for worker in self._workers:
                worker.close()
            for worker in self._workers:
                worker.end(wait=20)
            self._workers = []


class _Run:
    """One round of jobs over some workers, a thread each to wait for its answers."""

    def __init__(
        self,
        jobs: Sequence[Job],
        workers: Sequence[Child],
        on_done: Callable[[int, Any], None] | None,
    ) -> None:
        self.jobs, self.on_done = jobs, on_done
        share = len(jobs) / len(workers)
        self.queues = [
            list(range(round(i * share), round((i + 1) * share))) for i in range(len(workers))
        ]
        self.done: list[Any] = [None] * len(jobs)
        self.failure: BaseException | None = None
        self.lock = threading.Lock()
        self.threads = [
            threading.Thread(target=self._drive, args=(worker, i), daemon=True)
            for i, worker in enumerate(workers)
        ]

    def answers(self) -> list[Any]:
        for thread in self.threads:
            thread.start()
        try:
            for thread in self.threads:
                thread.join()
        except BaseException as stopped:
            # Ctrl-C: what is being encoded ends its span, nothing new begins.
            self.failure = stopped
            for thread in self.threads:
                thread.join()
            raise
        if self.failure is not None:
            raise self.failure
        return self.done

    def _next(self, own: int) -> int | None:
        with self.lock:
            if self.failure is not None:
                return None
            if self.queues[own]:
                return self.queues[own].pop(0)
            longest = max(self.queues, key=len)
            return longest.pop() if longest else None

    def _drive(self, worker: Child, own: int) -> None:
        while (i := self._next(own)) is not None:
            try:
                answer = _ask(worker, self.jobs[i])
                with self.lock:
                    self.done[i] = answer
                    if self.on_done:
                        self.on_done(i, answer)
            except BaseException as failed:
                with self.lock:
                    self.failure = self.failure or failed
                return


def _ask(worker: Child, job: Job) -> Any:
    try:
        state, answer = worker.ask(job)
    except EOFError:
        code = worker.end(wait=2)
        raise BackendFailed(
            f"a compositor process ended with code {code}; "
            "if memory is short, make the film with fewer workers"
        ) from None
    if state == "done":
        return answer
    if state == "refused":
        raise answer
    if state == "disk":
        raise StoreFailed(f"the film cannot be written ({answer}); make room and run it again")
    raise BackendFailed(f"filming failed ({answer}); please report it with the timeline")


_shared: Pool | None = None
_making = threading.Lock()


def shared_pool() -> Pool:
    """The pool of this process, started on first use and ended with it."""
    global _shared
    with _making:
        if _shared is None:
            _shared = Pool()
            atexit.register(_shared.close)
        return _shared

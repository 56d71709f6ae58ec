"""What operations on campaigns give back; `campaigns` offers it."""

from pathlib import Path

from ..domain.base import Frozen, Seconds


class Row(Frozen):
    """One item as it stands: its step, whole name, state and why; when and how long it was made.

    state: "done", "stale", "unused", "failed" (not made; of checks: not passed), "person" (a take
    that the judge could not decide on, or that somebody sent to a person), and at gates "waiting",
    "undecided" (no run asked for it), "approved" or "rejected". made_at is "" for what was never
    made. alike: of a storyboard, the items of others that say the same, word for word. board: the
    item of the storyboard that it is or was made from, "" for what comes before one.
    """

    step: str
    stage: str
    item: str
    name: str
    state: str
    why: str
    made_at: str
    seconds: float | None
    alike: tuple[str, ...] = ()
    board: str = ""


class Named(Frozen):
    """An item by its whole name, and what it is in a few words."""

    name: str
    what: str


class FilmMade(Frozen):
    """A film of a run. segment and concept are names for people; loudness is in LUFS.

    spent: seconds worked for it, steps that it shares with other films in full.
    """

    id: str
    segment: str
    concept: str
    seconds: Seconds
    format: str
    bytes: int
    loudness: float
    passed: bool
    spent: float


class FilmFailed(Frozen):
    """A film that could not be made, and why; storyboard is the item that has to be edited.

    storyboard is "" for a film that none could be written for.
    """

    id: str
    segment: str
    concept: str
    seconds: Seconds
    format: str
    storyboard: str
    why: str


class Exported(Frozen):
    """Where films went: how many, their folder, the contact sheet; held: which did not, and why."""

    films: int
    folder: str
    sheet: str
    held: tuple[str, ...]


class Made(Frozen):
    """What came of a run.

    waiting: the gate that it waits at, "" for none; stopped: the step that it was to stop after.
    items: what waits, or what the step made. review: the page to read or watch what waits on.
    alike: lines on storyboards that say the same, word for word. seconds_by_step: what all current
    results took. made and found count this run's results: made now, and found as they were.
    """

    waiting: str = ""
    stopped: str = ""
    items: tuple[Named, ...] = ()
    films: tuple[FilmMade, ...] = ()
    failed: tuple[FilmFailed, ...] = ()
    exported: Exported | None = None
    review: Path | None = None
    notes: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    made: int = 0
    found: int = 0
    seconds_by_step: tuple[tuple[str, float], ...] = ()

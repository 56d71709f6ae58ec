"""Stages under watch: work that reaches past its declared inputs fails, named with what it read.

What a stage was given it may read. Beside that: the bytes of assets, the places of a workspace in
`KEPT` (each keeps what follows from its name), and what is installed. Not the environment, the
clock, other files of the campaign, the catalogue, open campaigns, or tools whose setting it does
not declare. Files that libraries in C open are not seen.
"""

import datetime
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from reelwright.store.database import Database
from reelwright.workflow.build import stage as declared
from reelwright.workflow.build.stage import Reads, Stage, Tools, Undeclared
from reelwright.workflow.campaign.purse import Purse
from reelwright.workflow.campaign.submissions import Submissions
from reelwright.workflow.engine import studios

KEPT = {
    "assets": "bytes under their digest",
    "films": "a film until its bytes are put away",
    "spans": "encoded parts under the digest of what they show",
    "index": "vectors under the digest of the picture",
    "signing": "this workspace's own certificate, made once",
    ".signing-": "the same while it is made",
}
"""Places of a workspace that work may read, and what they keep."""

SETTING = {
    "credentials": "settings: credentials",
    "filming": "settings: video",
    "ledger": "settings: video",
}
"""Tools that come from a setting -> how a stage declares it."""

ROOMS = (
    "audience",
    "writing",
    "continuity",
    "library",
    "sound",
    "graphics",
    "shooting",
    "judging",
    "cutting",
    "release",
)
"""Where the work of stages is done: their clocks are watched, so they are imported first."""

BOOKS = (
    "reelwright.store",
    "reelwright.backends.video",
    "reelwright.shooting.filming",
    "reelwright.release.papers.signing",
)
"""Note when bytes were read or a job was submitted, or ask whether this workspace's own certificate
still holds: it is named among what is kept, and none of it is in a film."""

INSTALLED = tuple({sys.prefix, sys.base_prefix, *(place for place in sys.path if place)})

_state = threading.local()
_watching: list["Watch"] = []


@dataclass
class _Work:
    """A stage's work under way, in all threads that it starts."""

    stage: Stage[Any]
    workspace: Path
    over: bool = False

    @property
    def name(self) -> str:
        return self.stage.called or self.stage.name


class Watch:
    """seen: names of the stages that worked under watch; found: what they read undeclared.

    given: the inputs that each of them had last, by its name.
    """

    def __init__(self) -> None:
        self.given: dict[str, Any] = {}
        self.seen: set[str] = set()
        self.found: list[str] = []

    def refuse(self, work: _Work, what: str) -> None:
        problem = Undeclared(what, work.name)
        self.found.append(str(problem))
        raise problem


def _now() -> _Work | None:
    work = getattr(_state, "work", None)
    return work if work and not work.over and not getattr(_state, "free", 0) else None


@contextmanager
def _free() -> Iterator[None]:
    """What the watch itself does in this thread, and tools that are allowed."""
    _state.free = getattr(_state, "free", 0) + 1
    try:
        yield
    finally:
        _state.free -= 1


class _Handed(Tools):
    """Tools of which a stage sees what it declares."""

    def __getattribute__(self, name: str) -> Any:
        if name in SETTING or name == "before":
            work = _now()
            if work and not _declares(work.stage, name):
                _watching[-1].refuse(work, f"tools.{name}")
        return super().__getattribute__(name)


def _declares(stage: Stage[Any], tool: str) -> bool:
    if tool == "before":
        return stage.remembers
    whats = {i.source.what for i in stage.inputs if isinstance(i.source, Reads)}
    return SETTING[tool] in whats


def _heard(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook: Python tells it of every file that it opens."""
    work = _now() if _watching else None
    if work is None or event not in ("open", "sqlite3.connect", "os.listdir", "os.scandir"):
        return
    if not isinstance(args[0], str | bytes | os.PathLike):
        return
    with _free():
        path = Path(os.path.abspath(os.fsdecode(args[0])))
        inside = path.is_relative_to(work.workspace.parent)
        place = path.relative_to(work.workspace.parent).parts[1:2] if inside else ()
        kept = any(p == k or (k[0] == "." and p.startswith(k)) for p in place for k in KEPT)
        installed = any(path.is_relative_to(place) for place in INSTALLED)
        away = path.is_relative_to(Path.home()) and not installed
    if (inside and not kept) or away:
        told = path.relative_to(work.workspace.parent) if inside else path
        _watching[-1].refuse(work, f"the file {told}")


sys.addaudithook(_heard)


def _ours() -> str:
    """The module of ours that asks, past the library that hands the question on; "" for others."""
    frame = sys._getframe(2)
    through = {__name__, "os", "collections.abc", "posixpath", "pathlib"}
    while frame and frame.f_globals.get("__name__") in through:
        frame = frame.f_back  # type: ignore[assignment]
    name = str(frame.f_globals.get("__name__", "")) if frame else ""
    return name if _is_ours(name) else ""


def _is_ours(name: str) -> bool:
    return name.startswith("reelwright.") or ".test_" in f".{name}"


def _asked(what: str) -> None:
    work = _now()
    if work is None:
        return
    with _free():
        ours = _ours()
    if ours and not ours.startswith(BOOKS):
        _watching[-1].refuse(work, what)


class _Known(type):
    """A kind of class that knows the instances of what it stands for."""

    def __instancecheck__(cls, value: Any) -> bool:
        return isinstance(value, cls.__mro__[1])


class _Datetime(datetime.datetime, metaclass=_Known):
    @classmethod
    def now(cls, tz: Any = None) -> Any:
        _asked("the clock (datetime.now)")
        return datetime.datetime.now(tz)


class _Date(datetime.date, metaclass=_Known):
    @classmethod
    def today(cls) -> Any:
        _asked("the clock (date.today)")
        return datetime.date.today()


_DATES = ModuleType("datetime")
vars(_DATES).update(vars(datetime) | {"datetime": _Datetime, "date": _Date})
_CLOCKS = {datetime.datetime: _Datetime, datetime.date: _Date, datetime: _DATES}
HOURS = ("time", "time_ns", "localtime", "gmtime", "strftime")
"""What of the module `time` tells the hour; how long something took is no secret."""


def _hour(name: str) -> Any:
    tell = getattr(time, name)

    def told(*args: Any) -> Any:
        _asked(f"the clock (time.{name})")
        return tell(*args)

    return told


@contextmanager
def _swapped(of: Any, name: str, new: Any) -> Iterator[None]:
    old = getattr(of, name)
    setattr(of, name, new)
    try:
        yield
    finally:
        setattr(of, name, old)


@contextmanager
def watched() -> Iterator[Watch]:
    """Watch every stage that works in this process, for the block's length."""
    watch = Watch()
    made, start, read = Stage.made, threading.Thread.start, os.environ.__class__.__getitem__
    opened = studios.opened

    def work_of(stage: Stage[Any], given: Any, tools: Tools) -> Any:
        work = _Work(stage, tools.workspace)
        before, _state.work = getattr(_state, "work", None), work
        watch.seen.add(work.name)
        watch.given[work.name] = given
        try:
            return made(stage, given, _Handed(**vars(tools)))
        finally:
            work.over, _state.work = True, before

    def started(thread: threading.Thread) -> None:
        work, run = _now(), thread.run

        def body() -> None:
            _state.work = work
            run()

        if work is not None:
            thread.run = body  # type: ignore[method-assign]
        start(thread)

    def of_environment(self: Any, key: str) -> str:
        _asked(f"the environment ({key})")
        return read(self, key)

    def of_campaigns(*args: Any) -> Any:
        _asked("an open campaign")
        return opened(*args)

    with _patched(watch, work_of, started, of_environment, of_campaigns):
        yield watch


@contextmanager
def _patched(
    watch: Watch, work_of: Any, started: Any, of_environment: Any, of_campaigns: Any
) -> Iterator[None]:
    for room in ROOMS:
        import_module(f"reelwright.{room}")
    with ExitStack() as stack:
        enter = stack.enter_context
        for name in HOURS:
            enter(_swapped(time, name, _hour(name)))
        enter(_swapped(declared.Stage, "made", work_of))
        enter(_swapped(threading.Thread, "start", started))
        enter(_swapped(type(os.environ), "__getitem__", of_environment))
        enter(_swapped(studios, "opened", of_campaigns))
        for name in ("read", "change", "put"):
            enter(_swapped(Database, name, _guarded(getattr(Database, name))))
        for name in ("last", "note"):
            enter(_swapped(Submissions, name, _allowed(getattr(Submissions, name))))
        for name in ("reserve", "settle", "release"):
            enter(_swapped(Purse, name, _allowed(getattr(Purse, name))))
        for module in [m for n, m in sys.modules.items() if _is_ours(n)]:
            for name, value in list(vars(module).items()):
                if isinstance(value, type | ModuleType) and value in _CLOCKS:
                    enter(_swapped(module, name, _CLOCKS[value]))
        _watching.append(watch)
        try:
            yield
        finally:
            _watching.remove(watch)


def _guarded(method: Any) -> Any:
    def asked(self: Database, *args: Any, **more: Any) -> Any:
        work = _now()
        if work is not None:
            _watching[-1].refuse(work, f"other results, in {self.what}")
        return method(self, *args, **more)

    return asked


def _allowed(method: Any) -> Any:
    """What a ledger notes of its own submissions, and a purse of what they cost."""

    def asked(self: Any, *args: Any) -> Any:
        with _free():
            return method(self, *args)

    return asked

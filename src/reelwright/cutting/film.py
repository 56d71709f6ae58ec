"""A Timeline becomes a film: spans filmed side by side and joined with their sound."""

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..domain.asset import Assets
from ..domain.errors import DoesNotFit, StoreFailed
from ..domain.timeline import Overlay, Timeline
from ..media.compositor import trace
from ..media.compositor.plan import ClipPlan, FilmPlan, OverlayPlan, spans_of
from ..media.compositor.pool import Job, Pool, shared_pool
from ..media.compositor.shots import plan_of_shot
from ..media.compositor.trace import Span, Trace
from . import kept

_WORKING = ".film-"
_FRESH = 5
_ABANDONED = 3600
"""Seconds after which what nothing was written to belongs to no one, where no lock tells."""

Progress = Callable[[int, int], None]
"""Called with the frames done and the frames there are."""


@dataclass(frozen=True)
class FilmReport:
    """What was made: frames, seconds, bytes; how many spans there are, how many were filmed anew.

    trace holds measurements of every finished frame, made before encoding, for the black, freeze,
    flicker and flash gates. seams are the first frames of all spans.
    """

    frames: int
    seconds: float
    bytes: int
    spans: int
    filmed: int
    trace: Trace
    seams: tuple[int, ...]


def make_film(
    timeline: Timeline,
    assets: Assets,
    out: Path,
    *,
    workers: int | None = None,
    cache: Path | None = None,
    on_progress: Progress | None = None,
) -> FilmReport:
    """Film a timeline into an MP4 (H.264, AAC, index first).

    workers: processes; None is one per core. cache: a folder that keeps encoded spans by what they
    show, so that a later film re-encodes only what changed (`kept.bound` holds it to a size); None
    keeps nothing. The bytes of the film do not depend on workers or cache. `out` appears whole or
    not at all. Raises DoesNotFit for a gap in the timeline, MediaRefused for a picture or clip,
    StoreFailed for a full disk.
    """
    plan = plan_of(timeline, assets)
    fresh = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        home = cache or out.parent
        home.mkdir(parents=True, exist_ok=True)
        sweep(home)
        with _working(home) as made:
            film = _Filming(plan, timeline, assets, made, cache or made)
            filmed = film.run(shared_pool(), workers, on_progress)
            film.join(fresh)
        size = fresh.stat().st_size
        fresh.replace(out)
    except OSError as failed:
        raise StoreFailed(
            f"{out.name} cannot be written ({failed.strerror or failed}); make room, or choose "
            "another folder"
        ) from failed
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
    return FilmReport(
        frames=plan.frames,
        seconds=plan.frames / plan.rate,
        bytes=size,
        spans=len(film.spans),
        filmed=filmed,
        trace=trace.stitched([film.measured[key] for key in film.keys]),
        seams=tuple(start for start, _ in film.spans),
    )


def frame_at(timeline: Timeline, assets: Assets, n: int) -> np.ndarray:
    """Frame n of the finished picture, before encoding: BGR [H, W, 3] uint8."""
    return next(iter(frames_at(timeline, assets, [n])))


def frames_at(timeline: Timeline, assets: Assets, at: Iterable[int]) -> Iterable[np.ndarray]:
    """Several frames in turn, BGR [H, W, 3]; rising order is cheapest, for shots are kept."""
    read = frame_reader(timeline, assets)
    for n in at:
        yield read(n)


def frame_reader(timeline: Timeline, assets: Assets) -> Callable[[int], np.ndarray]:
    """A function that gives frame n as BGR [H, W, 3]; its pictures are opened once."""
    from ..media.compositor.compositor import Compositor
    from ..media.pictures.planes import buffer, to_bgr

    plan = plan_of(timeline, assets)
    compositor = Compositor(plan)
    frame = buffer(plan.width, plan.height)

    def read(n: int) -> np.ndarray:
        if not 0 <= n < plan.frames:
            raise DoesNotFit(f"{timeline.title!r} has frames 0 to {plan.frames - 1}, not {n}")
        compositor.film(n, frame)
        return to_bgr(frame)

    return read


def plan_of(timeline: Timeline, assets: Assets) -> FilmPlan:
    """The timeline as plain values with local files. Raises DoesNotFit for uncovered frames."""
    reached = 0
    for clip in timeline.clips:
        if clip.start > reached:
            raise DoesNotFit(
                f"frames {reached} to {clip.start - 1} of {timeline.title!r} are empty; "
                f"scene {clip.scene} must begin earlier"
            )
        reached = max(reached, clip.start + clip.frames)
    if reached < timeline.frames:
        raise DoesNotFit(
            f"{timeline.title!r} has {timeline.frames} frames but its scenes end at {reached}; "
            "lengthen the last scene"
        )
    return FilmPlan(
        width=timeline.format.width,
        height=timeline.format.height,
        rate=timeline.format.rate,
        frames=timeline.frames,
        quality=timeline.quality,
        scenes=tuple(
            ClipPlan(
                start=clip.start,
                frames=clip.frames,
                shot=plan_of_shot(clip.shot, assets),
                kind=clip.enter.kind,
                overlap=clip.enter.frames,
                colour=clip.enter.colour,
                grade=clip.grade,
                look=clip.look,
            )
            for clip in timeline.clips
        ),
        overlays=tuple(_overlay(overlay, assets) for overlay in timeline.overlays),
    )


def _overlay(overlay: Overlay, assets: Assets) -> OverlayPlan:
    return OverlayPlan(
        path=str(assets.path(overlay.image)),
        sha=overlay.image.sha256,
        start=overlay.start,
        frames=overlay.frames,
        x=overlay.x,
        y=overlay.y,
        enter=overlay.enter,
        leave=overlay.leave,
        slide=overlay.slide,
        slide_from=overlay.slide_from,
        dither=overlay.kind == "scrim",
    )


@contextlib.contextmanager
def _working(home: Path) -> Generator[Path]:
    """A folder to film in, locked for as long as this process lives."""
    with tempfile.TemporaryDirectory(prefix=_WORKING, dir=home) as made:
        held = os.open(made, os.O_RDONLY)
        try:
            # A disk without locks has the folder swept by its age.
            with contextlib.suppress(OSError):
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield Path(made)
        finally:
            os.close(held)


def sweep(home: Path) -> int:
    """Remove what killed runs left in a folder: working folders and unfinished films.

    A folder that a living process films in is locked by it. Returns how many went.
    """
    left = [p for p in home.glob(f"{_WORKING}*") if _abandoned(p)]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    old = [p for p in home.glob(".*.part") if p.is_file() and _age(p) > _ABANDONED]
    for part in old:
        with contextlib.suppress(OSError):
            part.unlink()
    return len(left) + len(old)


def _abandoned(folder: Path) -> bool:
    # Between its making and its locking a folder is a moment old.
    if _age(folder) < _FRESH:
        return False
    try:
        held = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return _age(folder) > _ABANDONED
    finally:
        os.close(held)
    return True


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


class _Filming:
    """The spans of one film: which are kept from before, which must be filmed."""

    def __init__(
        self, plan: FilmPlan, timeline: Timeline, assets: Assets, folder: Path, cache: Path
    ) -> None:
        from ..media.streams.video import engine

        self.plan, self.folder, self.kept = plan, folder, cache
        self.spans = spans_of(plan.frames, plan.rate)
        self.parts = [plan.part(start, end) for start, end in self.spans]
        self.keys = [part.key(engine=engine()) for part in self.parts]
        self.measured: dict[str, Span] = {}
        self.mix = assets.path(timeline.mix) if timeline.mix else None
        self.sound: Path | None = None
        if timeline.mix:
            self.sound = cache / f"{timeline.mix.sha256}-{plan.frames}-{plan.rate}.m4a"

    def run(self, pool: Pool, workers: int | None, on_progress: Progress | None) -> int:
        """Film what is not kept; the number of spans filmed."""
        jobs: list[Job] = []
        which: list[str] = []
        for key, part in zip(self.keys, self.parts, strict=True):
            found = trace.load(self.kept / f"{key}.npz")
            if found is not None and (self.kept / f"{key}.mp4").exists():
                self.measured[key] = found
                kept.used(self.kept / f"{key}.npz")
                kept.used(self.kept / f"{key}.mp4")
            elif key not in which:
                jobs.append(("span", (part, str(self.folder / f"{key}.part"))))
                which.append(key)
        filmed = len(jobs)
        if self.sound and self.sound.exists():
            kept.used(self.sound)
        elif self.sound:
            seconds = self.plan.frames / self.plan.rate
            jobs.append(("sound", (str(self.mix), str(self.folder / "sound.part"), seconds)))

        def done(i: int, answer: Span | None) -> None:
            if answer is None:
                assert self.sound
                (self.folder / "sound.part").replace(self.sound)
                return
            self._keep(which[i], answer)
            self._tell(on_progress)

        self._tell(on_progress)
        pool.run(jobs, workers=workers, on_done=done)
        return filmed

    def _keep(self, key: str, span: Span) -> None:
        """Keep picture and measurements under the span's key, each whole or not at all."""
        self.measured[key] = span
        (self.folder / f"{key}.part").replace(self.kept / f"{key}.mp4")
        notes = self.folder / f"{key}.notes"
        trace.save(span, notes)
        notes.replace(self.kept / f"{key}.npz")

    def _tell(self, on_progress: Progress | None) -> None:
        if on_progress:
            lengths = zip(self.keys, self.spans, strict=True)
            done = sum(end - start for key, (start, end) in lengths if key in self.measured)
            on_progress(done, self.plan.frames)

    def join(self, out: Path) -> None:
        """Join the spans and the sound into one file."""
        from ..media.streams.video import join

        parts = [
            (self.kept / f"{key}.mp4", end - start)
            for key, (start, end) in zip(self.keys, self.spans, strict=True)
        ]
        join(parts, self.sound, out, rate=self.plan.rate)

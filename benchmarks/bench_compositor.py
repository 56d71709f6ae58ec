"""Measures the compositor: its ad against its own encoder, one ffmpeg command line and MoviePy.

    python benchmarks/bench_compositor.py [--quick] [--keep FOLDER]

CPU seconds are user and system time with all child processes; they are steadier than wall time on
a shared machine. Imports of this process are left out, starting the workers is counted in. ffmpeg
and MoviePy come from PyPI into an environment of their own, for MoviePy wants another Pillow:

    python -m venv build/yardsticks
    build/yardsticks/bin/pip install --upgrade pip
    build/yardsticks/bin/pip install --group bench

The last lines are the figures; exit status 1 when one is over its limit or could not be taken.
"""

import argparse
import hashlib
import itertools
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import ad
import av
import cv2
import numpy as np

from reelwright.cutting.film import make_film, plan_of
from reelwright.domain.campaign import FORMATS
from reelwright.domain.take import Window
from reelwright.domain.timeline import SceneClip, Timeline
from reelwright.media.compositor.compositor import Compositor, Shots
from reelwright.media.compositor.plan import spans_of
from reelwright.media.compositor.pool import cores, shared_pool
from reelwright.media.streams.video import PRESETS, encode

ROOT = Path(__file__).resolve().parent.parent
YARD = ROOT / "build" / "yardsticks"
PHOTOS = ROOT.parent / "shared" / "data" / "photos"
DRAWINGS = ROOT / "examples" / "fernhill" / "library"

LIMITS = {
    "cut-over-encode-draft": 1.45,
    "cut-over-encode-final": 1.25,
    "cut-over-ffmpeg": 0.85,
    "cut-over-moviepy": 0.15,
    "peak-memory-mb": 700,
    "peak-memory-layered-mb": 700,
    "zoom-jitter-px": 0.15,
    "bytes-differing-in-two-runs": 0,
    "caption-change-over-cut": 0.25,
    "bytes-differing-elsewhere": 0,
}


@dataclass
class Cost:
    """CPU and wall seconds."""

    cpu: float
    wall: float


def spent() -> float:
    """CPU seconds of this process and its ended children."""
    return sum(
        use.ru_utime + use.ru_stime
        for use in (
            resource.getrusage(resource.RUSAGE_SELF),
            resource.getrusage(resource.RUSAGE_CHILDREN),
        )
    )


def timed(work: Callable[[], object]) -> Cost:
    """What some work costs, the workers' start and end included."""
    shared_pool().close()
    before, clock = spent(), time.perf_counter()
    work()
    wall = time.perf_counter() - clock
    shared_pool().close()
    return Cost(spent() - before, wall)


def middle(costs: list[Cost]) -> Cost:
    """Medians."""
    return Cost(statistics.median(c.cpu for c in costs), statistics.median(c.wall for c in costs))


def encode_only(timeline: Timeline, shelf: ad.Shelf, folder: Path) -> float:
    """CPU seconds of encoding the cut's own finished frames: same spans, settings and cores.

    Frames are rendered into memory, 30 at a time, before they are encoded; only the encoding is
    counted. As many spans are encoded side by side as the cut does, for cores share their caches.
    """
    plan = plan_of(timeline, shelf)
    spans = spans_of(plan.frames, plan.rate)
    shares = np.array_split(np.arange(len(spans)), min(cores(), len(spans)))
    costs = [0.0] * len(shares)
    cv2.setNumThreads(1)

    def work(own: int) -> None:
        shots = Shots()
        ahead = np.empty((30, plan.height * 3 // 2, plan.width), np.uint8)
        rendering = 0.0

        def frames(compositor: Compositor) -> Iterator[np.ndarray]:
            nonlocal rendering
            for start in range(0, compositor.plan.frames, len(ahead)):
                clock = time.thread_time()
                count = min(len(ahead), compositor.plan.frames - start)
                for i in range(count):
                    compositor.film(start + i, ahead[i])
                rendering += time.thread_time() - clock
                yield from ahead[:count]

        begun = time.thread_time()
        for i in shares[own]:
            clock = time.thread_time()
            compositor = Compositor(plan.part(*spans[i]), shots)
            rendering += time.thread_time() - clock
            encode(
                frames(compositor),
                folder / f"only-{own}.mp4",
                width=plan.width,
                height=plan.height,
                rate=plan.rate,
                quality=plan.quality,
            )
        costs[own] = time.thread_time() - begun - rendering

    threads = [threading.Thread(target=work, args=(i,)) for i in range(len(shares))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(costs)


def peak_memory(work: Callable[[], object]) -> float:
    """Largest sum of proportional memory over this process and the workers, MB."""
    peak, done = 0.0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.05):
            total = 0.0
            for pid in ["self", *shared_pool().pids()]:
                try:
                    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
                except OSError:
                    continue
                line = next(line for line in text.splitlines() if line.startswith("Pss:"))
                total += int(line.split()[1]) / 1024
            peak = max(peak, total)

    watcher = threading.Thread(target=watch)
    watcher.start()
    work()
    done.set()
    watcher.join()
    return peak


def packets(path: Path) -> list[tuple[int, bytes]]:
    """(time, bytes) of every video packet."""
    with av.open(str(path)) as box:
        stream = box.streams.video[0]
        return [(p.pts, bytes(p)) for p in box.demux(stream) if p.pts is not None]


def differing(a: Path, b: Path, outside: tuple[int, int]) -> int:
    """Video bytes that differ between two films, frames start .. end left aside."""
    start, end = (round(edge / ad.RATE * 15360) for edge in outside)
    pairs = zip(packets(a), packets(b), strict=True)
    return sum(
        len(p[1])
        for p, q in pairs
        if p != q and not start <= p[0] < end and not start <= q[0] < end
    )


def jitter(path: Path) -> tuple[float, float]:
    """Shake of textured patches in a film of one slow zoom: px rms in x and in y.

    Each patch is followed from frame to frame; a smooth curve is taken from its steps and what is
    left is the shake.
    """
    with av.open(str(path)) as box:
        frames = [f.to_ndarray(format="gray") for f in box.decode(video=0)]
    side = 256
    edge = cv2.GaussianBlur(cv2.Laplacian(frames[0], cv2.CV_32F) ** 2, (0, 0), side / 4)
    left: list[np.ndarray] = []
    for _ in range(4):
        inner = edge[side:-side, side:-side]
        y, x = np.unravel_index(int(np.argmax(inner)), inner.shape)
        y, x = int(y) + side, int(x) + side
        cv2.circle(edge, (x, y), side, 0, -1)
        box = np.s_[y - side // 2 : y + side // 2, x - side // 2 : x + side // 2]
        window = cv2.createHanningWindow((side, side), cv2.CV_32F)
        steps = np.array(
            [
                cv2.phaseCorrelate(a[box].astype(np.float32), b[box].astype(np.float32), window)[0]
                for a, b in itertools.pairwise(frames)
            ]
        )
        t = np.linspace(-1, 1, len(steps))
        smooth = np.stack(
            [np.polynomial.Polynomial.fit(t, steps[:, i], 4)(t) for i in (0, 1)], axis=1
        )
        left.append(steps - smooth)
    rest = np.concatenate(left)
    x, y = np.sqrt((rest**2).mean(0))
    return float(x), float(y)


def slow_zoom(shelf: ad.Shelf, pictures: list[Path]) -> Timeline:
    """One scene of four seconds, 1 to 1.06."""
    move = ad.moves(shelf, pictures)[2].model_copy(
        update={"name": "push in", "start": Window(), "end": Window(zoom=1.06)}
    )
    return Timeline(
        id="zoom",
        title="zoom",
        format=FORMATS["9:16"],
        language="en",
        frames=120,
        clips=(SceneClip(scene="zoom", start=0, frames=120, shot=move),),
    )


def yardstick(name: str) -> Path | None:
    """The program of a yardstick, or None with a word on how to get it."""
    python = YARD / "bin" / "python"
    if python.exists():
        ask = {
            "ffmpeg": "import imageio_ffmpeg as f; print(f.get_ffmpeg_exe())",
            "moviepy": "import moviepy, sys; print(sys.executable)",
        }[name]
        found = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
        if found.returncode == 0:
            return Path(found.stdout.strip().splitlines()[-1])
    print(
        f"{name} is not there; get it with: python -m venv build/yardsticks && "
        "build/yardsticks/bin/pip install -U pip && build/yardsticks/bin/pip install --group bench"
    )
    return None


class Bench:
    """One round of measurements in one folder."""

    def __init__(self, folder: Path, quick: bool) -> None:
        self.folder, self.quick = folder, quick
        self.figures: dict[str, float | None] = dict.fromkeys(LIMITS)
        self.shelf = ad.Shelf(folder / "assets")
        real = PHOTOS if PHOTOS.is_dir() else None
        print(f"stills: {'photographs' if real else 'made by this program'}, 2560 x 1600")
        self.pictures = ad.stills(real, folder)
        self.mix = folder / "sound.wav"
        ad.sound(self.mix, 20)
        self.out = folder / "ad.mp4"

    def timeline(self, quality: str, words: list[str] | None = None) -> Timeline:
        """The ad at a quality."""
        shots = ad.moves(self.shelf, self.pictures)
        return ad.ad(self.shelf, shots, self.mix, quality, words)

    def memory_and_bytes(self) -> None:
        """Peak memory of a cut, and whether another number of workers writes the same film.

        Once with photographs, once with drawings whose layers move apart.
        """
        drawn = ad.ad(self.shelf, ad.layered_moves(self.shelf, DRAWINGS), self.mix, "draft")
        differing_bytes = 0
        for name, timeline in (
            ("peak-memory-mb", self.timeline("draft")),
            ("peak-memory-layered-mb", drawn),
        ):
            shared_pool().close()
            peak = peak_memory(lambda timeline=timeline: make_film(timeline, self.shelf, self.out))
            self.figures[name] = round(peak, 0)
            differing_bytes += self._again(timeline)
        self.figures["bytes-differing-in-two-runs"] = differing_bytes

    def _again(self, timeline: Timeline) -> int:
        """Bytes in which the film differs when one worker makes it."""
        again = self.folder / "again.mp4"
        make_film(timeline, self.shelf, again, workers=1)
        a, b = self.out.read_bytes(), again.read_bytes()
        print(f"film {len(a) / 1e6:.1f} MB, sha256 {hashlib.sha256(a).hexdigest()[:12]}")
        if a == b:
            return 0
        return sum(x != y for x, y in zip(a, b, strict=False)) + abs(len(a) - len(b))

    def against_encoder(self, quality: str, rounds: int) -> Cost:
        """The whole cut against encoding its own frames, alternated."""
        timeline = self.timeline(quality)
        cuts, encodes = [], []
        for _ in range(rounds):
            cuts.append(timed(lambda: make_film(timeline, self.shelf, self.out)))
            encodes.append(encode_only(timeline, self.shelf, self.folder))
        cut, only = middle(cuts), statistics.median(encodes)
        ratio = statistics.median(c.cpu / e for c, e in zip(cuts, encodes, strict=True))
        print(
            f"{quality}: cut {cut.cpu:.2f} CPU s ({cut.wall:.1f} s wall), encoding alone "
            f"{only:.2f} CPU s ({1000 * only / ad.FRAMES:.1f} ms a frame)"
        )
        self.figures[f"cut-over-encode-{quality}"] = round(ratio, 3)
        return cut

    def against_others(self, cut: Cost) -> None:
        """The cut at the final preset against ffmpeg and MoviePy at the same."""
        ad.sources(self.folder, self.pictures)
        preset = [
            part for key, value in PRESETS["final"].items() for part in (f"-{key}", str(value))
        ]
        if program := yardstick("ffmpeg"):
            out = self.folder / "ffmpeg.mp4"
            command = ad.ffmpeg_command(str(program), self.folder, preset, out)
            rounds = 1 if self.quick else 2
            cost = middle(
                [timed(lambda: subprocess.run(command, check=True)) for _ in range(rounds)]
            )
            print(f"ffmpeg, same preset: {cost.cpu:.2f} CPU s ({cost.wall:.1f} s wall)")
            self.figures["cut-over-ffmpeg"] = round(cut.cpu / cost.cpu, 3)
        if program := yardstick("moviepy"):
            seconds = 2 if self.quick else 6
            script = self.folder / "by_moviepy.py"
            script.write_text(ad.MOVIEPY, encoding="utf-8")
            out = self.folder / "moviepy.mp4"
            command = [
                str(program),
                str(script),
                str(self.folder),
                str(out),
                str(seconds),
                "veryfast",
            ]
            cost = timed(lambda: subprocess.run(command, check=True))
            whole = cost.cpu * 20 / seconds
            print(
                f"MoviePy, same preset: {cost.cpu:.2f} CPU s for the first {seconds} s, scaled by "
                f"frames to {whole:.0f} CPU s"
            )
            self.figures["cut-over-moviepy"] = round(cut.cpu / whole, 3)

    def caption_change(self) -> None:
        """Changes the ninth caption, whole and within one span, with every worker started anew."""
        cache = self.folder / "spans"
        first, second = self.timeline("draft"), self.timeline("draft", self._other_words())
        changed = self.folder / "changed.mp4"
        full = timed(lambda: make_film(first, self.shelf, self.out, cache=cache))
        part = timed(lambda: make_film(second, self.shelf, changed, cache=cache))
        clean = self.folder / "clean.mp4"
        make_film(second, self.shelf, clean)
        assert clean.read_bytes() == changed.read_bytes(), "the cache changed the film"
        print(
            f"one caption: {part.cpu:.2f} of {full.cpu:.2f} CPU s, "
            f"{part.wall:.1f} of {full.wall:.1f} s wall"
        )
        self.figures["caption-change-over-cut"] = round(part.cpu / full.cpu, 3)
        self.figures["bytes-differing-elsewhere"] = differing(self.out, changed, (240, 300))

    @staticmethod
    def _other_words() -> list[str]:
        words = list(ad.WORDS)
        words[6] = "Every path begins"
        return words

    def shake(self) -> None:
        """How much a slow zoom shakes in the encoded file."""
        make_film(slow_zoom(self.shelf, self.pictures), self.shelf, self.out)
        x, y = jitter(self.out)
        print(f"slow zoom: {x:.3f} px rms across, {y:.3f} down")
        self.figures["zoom-jitter-px"] = round(max(x, y), 3)

    def report(self) -> int:
        """Print the figures; the exit status."""
        over = False
        for name, limit in LIMITS.items():
            value = self.figures[name]
            ok = value is not None and value <= limit
            over = over or not ok
            shown = "missing" if value is None else f"{value:g}"
            print(f"figure {name} {shown} limit {limit:g} {'ok' if ok else 'over'}")
        return 1 if over else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one round of each")
    parser.add_argument("--keep", type=Path, help="keep films and sources in this folder")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = asked.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(folder, asked.quick)
        bench.memory_and_bytes()
        bench.shake()
        bench.caption_change()
        bench.against_encoder("draft", 1 if asked.quick else 3)
        cut = bench.against_encoder("final", 1 if asked.quick else 3)
        bench.against_others(cut)
        shared_pool().close()
        return bench.report()


if __name__ == "__main__":
    sys.exit(main())

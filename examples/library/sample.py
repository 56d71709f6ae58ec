"""What the three examples share: a knowledge base of drawings with facets, and films from it."""

import argparse
import csv
import sys
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from reelwright.domain.clip import Clip, ClipRequest
from reelwright.library import Library
from reelwright.library.ingest.run import ingest
from reelwright.settings import Settings
from reelwright.wiring import clip_desk, clip_results, open_library
from reelwright.workflow.clip.flow import ask, work
from reelwright.workflow.clip.steps import job_id

HERE = Path(__file__).resolve().parent
DRAWINGS = HERE.parent / "fernhill" / "library"
BASE = "examples"


def options(about: str) -> argparse.Namespace:
    """--out, --seconds and --format of an example."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--out", type=Path, default=Path("out") / "library-examples")
    parser.add_argument("--seconds", type=Fraction, default=Fraction(6), help="of each film")
    parser.add_argument("--format", default="16:9", help="16:9, 9:16, 1:1 or 4:5")
    return parser.parse_args()


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table beside this file."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed(text: str) -> tuple[str, ...]:
    """What stands between semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def open_sample(settings: Settings) -> Library:
    """The base that all three examples search, made by whichever runs first."""
    library = open_library(settings)
    base = library.open(BASE) if BASE in library.names() else library.new(BASE, "Worked examples")
    table = rows("facets.csv")
    captions = DRAWINGS / "captions.csv"
    ingest(base, [DRAWINGS / row["file"] for row in table], manifest=captions, approve=True)
    for row in table:
        facets = {name: listed(row[name]) for name in row if name != "file"}
        item = base.item(row["file"])
        base.describe(item.id, facets=item.facets | {k: v for k, v in facets.items() if v})
    return library


def wanted(
    given: argparse.Namespace, show: str, camera: str, where: dict[str, tuple[str, ...]], line: str
) -> ClipRequest:
    """A film of what is shown, moved by the camera, from pictures that pass the filter."""
    return ClipRequest(
        id=job_id(show),
        prompt=f"{show}, {camera}",
        object=show,
        action=camera,
        source="library",
        bases=(BASE,),
        where=where,
        seconds=given.seconds,
        format=given.format,
        line=line,
    )


def make(given: argparse.Namespace, name: str, requests: Iterable[ClipRequest]) -> int:
    """Make all films, print what came of each, and write their page; 0 when any was made."""
    settings = Settings(library=given.out / "bases", who="example")
    library = open_sample(settings)
    desk, _ = clip_desk(settings, given.out, (BASE,))
    batch = job_id(name)
    jobs = work(desk, ask(desk, list(requests), batch=batch, limit=600))
    done = 0
    for job in jobs:
        print(f"{job.request['line']}: {job.request['prompt']}")
        if job.result is None:
            print(f"  {job.state}: {job.reason}")
            continue
        ground = Clip.model_validate(job.result["clips"][0]).grounds[0]
        assert ground.item is not None
        print(f"  from {ground.item.asset.name}, score {ground.score:.2f}")
        done += 1
    print(f"page: {clip_results(desk, batch)}", file=sys.stdout)
    library.close()
    return 0 if done else 1

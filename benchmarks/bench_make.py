"""The example campaign from nothing: seconds, what another segment costs, what the workflow costs.

Run on a quiet machine: `python benchmarks/bench_make.py`. Limits: the whole example in five minutes
on two cores; workflow and store under 5 % of the run, taken as the time that a run takes in which
every result is found as it was; another segment remakes nothing of the first.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FERNHILL = ROOT / "examples" / "fernhill"
ONE, OTHER = "family-carers-in-the-middle", "independents-who-need-a-hand"
LIMITS = {"demo_seconds": 300.0, "overhead_share": 0.05, "remade_of_first": 0.0}


def make(folder: Path, *options: str) -> tuple[float, list[str]]:
    """Seconds of one `make --yes`, and the names of what it made anew."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "reelwright", "make", str(folder), "--yes", *options],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    seconds = time.perf_counter() - began
    lines = [x for x in done.stdout.splitlines() if x.startswith("[") and x.endswith(" s")]
    return seconds, [x.partition("] ")[2].rpartition("  ")[0] for x in lines]


def copy(place: Path) -> Path:
    """Fernhill without what earlier runs left in it."""
    left = shutil.ignore_patterns("out", ".reelwright", "draw")
    return Path(shutil.copytree(FERNHILL, place, ignore=left))


def main() -> int:
    """Print the figures, last; 1 when one is over its limit."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as place:
        whole = copy(Path(place) / "whole")
        fresh, made = make(whole)
        films = sum(name.startswith("film ") for name in made)
        print(f"the example from nothing: {films} films in {fresh:.0f} s")
        again, remade = make(whole)
        print(f"the same again: {again:.1f} s, {len(remade)} made anew")
        figures["demo_seconds"] = fresh
        figures["overhead_share"] = again / fresh

        single = copy(Path(place) / "single")
        first, of_first = make(single, "--segments", ONE, "--formats", "9:16", "--seconds", "10")
        second, of_second = make(
            single, "--segments", f"{ONE},{OTHER}", "--formats", "9:16", "--seconds", "10"
        )
        print(
            f"one segment's film: {first:.0f} s, {len(of_first)} made; "
            f"another's beside it: {second:.0f} s, {len(of_second)} made"
        )
        figures["remade_of_first"] = float(len(set(of_first) & set(of_second)))
    over = False
    for name, value in figures.items():
        word = "ok" if value <= LIMITS[name] else "over"
        over |= word == "over"
        print(f"figure {name} {value:.3f} limit {LIMITS[name]:g} {word}")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())

"""Inputs changed at random, by the thousand, into every room that reads what people bring.

    python tests/longer/fuzz.py [--rooms svg,...] [--inputs 3000] [--seed 1] [--keep FOLDER]

Good inputs are made, then damaged: bits turned, pieces cut, doubled, joined with others, numbers
made huge, names and types changed. Each must be read, or be refused with an error that names it.
Ends with 1 where anything else comes out, an input takes over 10 s of processor time, a process
takes over 600 MB, or a file is written outside the folder of the trial; Ctrl-C tells what was tried
so far. --keep: where the inputs go that broke something.
"""

import argparse
import os
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
TESTS, ROOT = HERE.parent, HERE.parents[1]
sys.path[:0] = [str(TESTS), str(ROOT / "src")]

from fuzz_rooms import ROOMS, Room  # noqa: E402

from reelwright.domain.errors import StudioError  # noqa: E402
from reelwright.media.guard import guard  # noqa: E402

SLOW, LARGE, LONG = 10.0, 600, 50_000
WORDS = (
    b"nan", b"inf", b"-1", b"1e308", b"99999999999999999999", b"9" * 5000, b"null", b"true", b"[]",
    b"{}", b'""', b"\\ud800", b"\xff\xfe", b"\x00", "é".encode(), "日本".encode(), b"=", b'"', b"'",
    b",", b";", b"\n", b"\r", b"\t", b"<", b">", b"&a;", b"url(#a)", b"../../x", b"[" * 3000, b"0",
)  # fmt: skip


@dataclass
class Tally:
    inputs: int = 0
    outcomes: Counter = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    slow: int = 0
    slowest: float = 0.0
    large: int = 0
    outside: int = 0
    stopped: bool = False


def changed(seeds: list[bytes], others: list[bytes], rng: random.Random) -> bytes:
    """One of the seeds, damaged in one to five places, by pieces of others too."""
    data = bytearray(rng.choice(seeds))
    for _ in range(rng.choice((1, 1, 1, 2, 5))):
        at = rng.randrange(max(1, len(data)))
        size = rng.choice((1, 2, 4, 16, 64, max(1, len(data) // 4)))
        how = rng.randrange(10)
        if how == 0 and data:
            data[at] ^= 1 << rng.randrange(8)
        elif how == 1:
            data[at : at + size] = rng.randbytes(len(data[at : at + size]))
        elif how == 2:
            del data[at : at + size]
        elif how == 3:
            data[at:at] = data[at : at + size] * rng.choice((1, 3, 40))
        elif how == 4:
            data[at : at + rng.choice((0, 1, 4, 8))] = rng.choice(WORDS)
        elif how == 5:
            other = rng.choice(others)
            start = rng.randrange(max(1, len(other)))
            data[at:at] = other[start : start + size]
        elif how == 6:
            del data[at:]
        elif how == 7:
            data[at : at + 4] = rng.choice((b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff"))
        elif how == 8:
            # What takes time by the square of a length shows here.
            piece = data[at : at + rng.choice((1, 2, 4, 16))]
            data[at:at] = piece * (LONG // max(1, len(piece)))
        else:
            digits = [n for n, c in enumerate(data) if 48 <= c <= 57]
            if digits:
                place = rng.choice(digits)
                data[place : place + 1] = rng.choice(WORDS[:6])
    return bytes(data)


_MINE, _ENDED = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN


def living() -> list[Path]:
    return [Path(f"/proc/{pid}") for pid in guard._children().pids()]


def spent() -> float:
    """Processor seconds of this process, of its children that ended and of those that live."""
    used = sum(sum(resource.getrusage(whose)[:2]) for whose in (_MINE, _ENDED))
    for place in living():
        parts = (place / "stat").read_text("utf-8").rpartition(")")[2].split()
        used += (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
    return used


def largest() -> int:
    """Megabytes that any process here has held at the most."""
    found = [resource.getrusage(whose).ru_maxrss for whose in (_MINE, _ENDED)]
    for place in living():
        lines = (place / "status").read_text("utf-8").splitlines()
        found += [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
    return max(found) // 1024


def strays(roots: list[Path], but: Path) -> Iterator[Path]:
    for root in roots:
        for path in root.rglob("*"):
            if but not in (path, *path.parents) and path.is_file():
                yield path


def tried(name: str, inputs: int, seed: int, keep: Path | None, outer: Path) -> Tally:
    tally = Tally()
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-", dir=outer))
    room = ROOMS[name](folder)
    others = [data for seeds in room.seeds.values() for data in seeds]
    rng = random.Random(f"{name}-{seed}")
    before = set(strays([outer], folder))
    tally.broken += unread(room, folder)
    for n in range(inputs):
        file = rng.choice(list(room.seeds))
        data = changed(room.seeds[file], others, rng)
        number = n + seed * 1_000_000
        begun = spent()
        try:
            broken = outcome(room, folder / file, data, number, tally)
        except KeyboardInterrupt:
            tally.stopped = True
            break
        tally.inputs += 1
        took = spent() - begun
        tally.slowest = max(tally.slowest, took)
        if took > SLOW:
            tally.slow += 1
            broken = broken or f"took {took:.1f} s"
        if broken:
            tally.broken.append(f"{name} input {number} ({file}): {broken}")
            if keep:
                (keep / f"{name}-{number}-{Path(file).name}").write_bytes(data)
        if n % 100 == 0:
            tally.large = max(tally.large, largest())
    tally.large = max(tally.large, largest())
    tally.outside = len(set(strays([outer], folder)) - before)
    return tally


def unread(room: Room, folder: Path) -> list[str]:
    """Files of which no undamaged one is read: what is made of them tries little of a room."""
    found = []
    for file, seeds in room.seeds.items():
        tally = Tally()
        for n, data in enumerate(seeds):
            outcome(room, folder / file, data, n, tally)
        if not tally.outcomes["read"]:
            found.append(f"{file}: none of its {len(seeds)} good inputs is read")
    return found


def outcome(room: Room, path: Path, data: bytes, number: int, tally: Tally) -> str:
    """Have a room read a file with this content; what is wrong with what came of it, or ""."""
    good = path.read_bytes() if path.exists() else None
    path.write_bytes(data)
    try:
        room.read(path, number)
        tally.outcomes["read"] += 1
    except StudioError as problem:
        tally.outcomes["refused"] += 1
        said = str(problem)
        if "Traceback" in said or len(said) > 4000:
            return f"says {said[:200]!r}"
    except BaseException as problem:
        if isinstance(problem, KeyboardInterrupt):
            raise
        return "".join(traceback.format_exception(problem)[-3:])
    finally:
        if good is not None:
            path.write_bytes(good)
        else:
            path.unlink(missing_ok=True)
    return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rooms", default=",".join(ROOMS))
    parser.add_argument("--inputs", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    bad = False
    with tempfile.TemporaryDirectory() as outer:
        # Whatever is written to a place for temporary files, or where one stands, is seen.
        os.environ["TMPDIR"] = tempfile.tempdir = outer
        os.chdir(outer)
        for room in given.rooms.split(","):
            begun = time.monotonic()
            tally = tried(room, given.inputs, given.seed, given.keep, Path(outer))
            for line in tally.broken[:10]:
                print(line)
            wrong = bool(tally.broken) or tally.large > LARGE or tally.outside
            bad = bad or bool(wrong)
            told = (
                f"{tally.inputs} inputs",
                f"{tally.outcomes['read']} read",
                f"{tally.outcomes['refused']} refused",
                f"{len(tally.broken)} broken",
                f"{tally.slow} over {SLOW:.0f} s (most {tally.slowest:.1f} s)",
                f"most {tally.large} MB",
                f"{tally.outside} written outside",
                f"{time.monotonic() - begun:.0f} s",
            )
            print(f"{room}: {', '.join(told)}: {'WRONG' if wrong else 'good'}", flush=True)
            if tally.stopped:
                print("stopped before all were tried")
                return 1
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())

"""Inputs changed at random, by the thousand, into every room that reads what people bring.

    python tests/longer/fuzz.py [--rooms svg,...] [--inputs 3000] [--seed 1] [--keep FOLDER]

Good inputs are made, then damaged: bits turned, pieces cut, doubled, joined with others, numbers
made huge, names and types changed. Each must be read, or be refused with an error that names it.
Ends with 1 where anything else comes out, an input takes over 10 s of processor time, a process
takes over 600 MB, or a file is written outside the folder of the trial. --keep: where the inputs
go that broke something.
"""

import argparse
import io
import json
import os
import random
import resource
import struct
import sys
import tempfile
import time
import traceback
import wave
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
TESTS, ROOT = HERE.parent, HERE.parents[1]
sys.path[:0] = [str(TESTS), str(ROOT / "src")]

import numpy as np  # noqa: E402
from PIL import Image  # noqa: E402

from reelwright.domain.errors import StudioError  # noqa: E402
from reelwright.media.guard import guard  # noqa: E402

from makers.models3d import box, glb, vase  # noqa: E402

FaceReader = Callable[[Path], tuple[str, int, bool]]
SLOW, LARGE = 10.0, 600
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


def changed(seeds: list[bytes], rng: random.Random) -> bytes:
    """One of the seeds, damaged in one to five places."""
    data = bytearray(rng.choice(seeds))
    for _ in range(rng.choice((1, 1, 1, 2, 5))):
        at = rng.randrange(max(1, len(data)))
        size = rng.choice((1, 2, 4, 16, 64, max(1, len(data) // 4)))
        how = rng.randrange(9)
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
            other = rng.choice(seeds)
            start = rng.randrange(max(1, len(other)))
            data[at:at] = other[start : start + size]
        elif how == 6:
            del data[at:]
        elif how == 7:
            data[at : at + 4] = rng.choice((b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff"))
        else:
            digits = [n for n, c in enumerate(data) if 48 <= c <= 57]
            if digits:
                place = rng.choice(digits)
                data[place : place + 1] = rng.choice(WORDS[:6])
    return bytes(data)


def bitmaps() -> list[bytes]:
    rng = np.random.default_rng(5)
    made = Image.fromarray(rng.integers(0, 255, (30, 40, 3), np.uint8)).resize((320, 240))
    found = []
    for kind, options in (
        ("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("WEBP", {}), ("GIF", {}),
        ("AVIF", {}), ("MPO", {"save_all": True, "append_images": [made]}),
        ("JPEG", {"exif": b"Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6" + bytes(7)}),
    ):  # fmt: skip
        sink = io.BytesIO()
        made.save(sink, kind, **options)
        found.append(sink.getvalue())
    for mode in ("P", "L", "LA", "1", "I;16", "RGBA"):
        sink = io.BytesIO()
        (made.convert("L") if mode == "I;16" else made).convert(mode).save(sink, "PNG")
        found.append(sink.getvalue())
    return found


def drawings() -> list[bytes]:
    found = sorted((ROOT / "examples").glob("*/library/*.svg"), key=lambda p: p.stat().st_size)
    effects = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 60"><defs>'
        '<filter id="f"><feGaussianBlur stdDeviation="2"/><feTurbulence numOctaves="2" '
        'baseFrequency="0.1"/></filter><mask id="m"><rect width="9" height="9"/></mask>'
        '<pattern id="p" width="4" height="4"><circle r="2"/></pattern>'
        '<clipPath id="c"><use href="#r"/></clipPath><marker id="k"><path d="M0 0L9 9"/></marker>'
        '</defs><g id="layer-sky"><rect id="r" width="80" height="60" fill="url(#p)" '
        'filter="url(#f)" mask="url(#m)"/></g><g id="layer-near" clip-path="url(#c)"><path '
        'd="M1 1C2 3 4 5 60 50" marker-mid="url(#k)" stroke="red" stroke-dasharray="3 1"/>'
        '<g id="keep-face"><text x="9" y="9">Aa</text></g></g></svg>'
    )
    return [p.read_bytes() for p in found[:4]] + [effects.encode()] * 4


def models() -> list[bytes]:
    small = [glb([box()]), glb([vase(12, 6)])]
    (size,) = struct.unpack_from("<I", small[0], 12)
    return [*small, small[0][20 : 20 + size], glb([box(), vase(8, 4)])]


def sounds() -> list[bytes]:
    import soundfile

    rng = np.random.default_rng(2)
    samples = (rng.normal(0, 0.1, (12_000, 2))).astype(np.float32)
    found = []
    for kind, subtype in (("WAV", "PCM_16"), ("FLAC", None), ("OGG", None), ("AIFF", None)):
        sink = io.BytesIO()
        soundfile.write(sink, samples, 24_000, format=kind, subtype=subtype)
        found.append(sink.getvalue())
    sink = io.BytesIO()
    with wave.open(sink, "wb") as file:
        file.setnchannels(8)
        file.setsampwidth(2)
        file.setframerate(8_000)
        file.writeframes(bytes(16_000))
    return [*found, sink.getvalue(), films()[0]]


def films() -> list[bytes]:
    import av

    found = []
    for kind, codec in (("mp4", "libx264"), ("webm", "libvpx"), ("mov", "mpeg4")):
        sink = io.BytesIO()
        with av.open(sink, "w", format=kind) as out:
            stream = out.add_stream(codec, rate=10)
            stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
            for n in range(20):
                pixels = np.full((48, 64, 3), n * 10, np.uint8)
                out.mux(stream.encode(av.VideoFrame.from_ndarray(pixels)))
            out.mux(stream.encode())
        found.append(sink.getvalue())
    return found


def surveys() -> list[bytes]:
    rows = ["Which do you prefer?;How often do you travel?;Age;Comment"]
    kinds = (("train", "car", "both"), ("never", "often", "sometimes"), ("18-29", "30-44", "60+"))
    rng = random.Random(4)
    rows += [";".join([*(rng.choice(k) for k in kinds), f"It is fine {n}"]) for n in range(60)]
    table = "\n".join(rows)
    records = [dict(zip(rows[0].split(";"), r.split(";"), strict=True)) for r in rows[1:40]]
    return [
        table.encode(),
        table.replace(";", ",").encode("utf-16"),
        table.replace(";", "\t").encode("cp1252"),
        json.dumps(records).encode(),
    ]


LISTS = [
    b'file,caption,keywords,expires,people_consented,facet:a\r\na.jpg,"A ""b"", c","x;y",'
    b"2030-01-31,yes,q\r\nb/c.jpg,Two,,,no,\r\n",
    b'[{"file": "a.jpg", "people": [{"name": "A"}], "expires": "2030-01-31", "facets": {"a": []}}]',
    b'{"a.jpg": {"caption": "A", "scale": "wide", "ai": true}, "b/c.jpg": {"consent": "nein"}}',
    b'{"file": "a.jpg", "caption": "A"}\n{"file": "b/c.jpg", "licence": "CC0"}\n',
]


class Rooms:
    """What reads each kind of input, in a folder of the trial."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.campaign = self._campaign()

    def survey(self, data: bytes, n: int) -> None:
        from reelwright.intake.codebook import draft_codebook
        from reelwright.intake.survey import read_survey
        from reelwright.intake.survey_table import read_table

        table = read_table(self._file(data, f"survey.{'json' if data[:1] in b'[{' else 'csv'}"))
        read_survey(table, draft_codebook(table))

    def lists(self, data: bytes, n: int) -> None:
        from reelwright.library.ingest.captions import said_outside
        from reelwright.library.ingest.lists import read_list

        names = ("captions.csv", "captions.json", "captions.jsonl")
        path = self._file(data, names[n % 3] if n % 4 else "captions.csv")
        listed = read_list(path)
        rows, _ = listed.matched(["a.jpg", "b/c.jpg"])
        for name, row in rows.items():
            said_outside(self.folder / name, row)
        if data[:1] == b"{":
            path.replace(self.folder / "a.json")
            try:
                said_outside(self.folder / "a.jpg")
            finally:
                (self.folder / "a.json").unlink()

    def toml(self, data: bytes, n: int) -> None:
        from reelwright.graphics.fonts import read_face
        from reelwright.intake.campaign import load_campaign
        from reelwright.store.folder import FolderStore

        name = "campaign.toml" if n % 2 else "brand.toml"
        place = self.campaign / name
        good = place.read_bytes()
        place.write_bytes(changed([good], random.Random(n)) if data == b"" else data)
        try:
            faces = self._faces.setdefault
            load_campaign(
                self.campaign,
                FolderStore(self.folder / "store"),
                lambda folder, assets: self._shelf,
                lambda path: faces(path, None) or self._face(path, read_face),
            )
        finally:
            place.write_bytes(good)

    def pictures(self, data: bytes, n: int) -> None:
        from reelwright.library.ingest.prepare import prepare

        prepare(data, f"picture-{n}.jpg")

    def svg(self, data: bytes, n: int) -> None:
        from reelwright.library.ingest.prepare import prepare

        prepare(data, f"drawing-{n}.svg")

    def gltf(self, data: bytes, n: int) -> None:
        from reelwright.library.ingest.prepare import prepare
        from reelwright.media.models3d.gltf import read_gltf
        from reelwright.media.pictures.source import Blob

        name = f"model-{n}.{'glb' if data[:4] == b'glTF' else 'gltf'}"
        # A view takes a second: one in twenty is drawn too.
        if n % 20:
            read_gltf(Blob(name, data))
        else:
            prepare(data, name)

    def sound(self, data: bytes, n: int) -> None:
        from reelwright.library.ingest.prepare import prepare
        from reelwright.media.streams.listening import open_sound

        if n % 2:
            open_sound(self._file(data, "voice.wav"))
        else:
            prepare(data, f"sound-{n}.wav")

    def video(self, data: bytes, n: int) -> None:
        from reelwright.library.ingest.prepare import prepare

        prepare(data, f"clip-{n}.mp4")

    def fonts(self, data: bytes, n: int) -> None:
        from reelwright.graphics.fonts import read_face

        read_face(self._file(data, "face.ttf"))

    def _file(self, data: bytes, name: str) -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path

    def _campaign(self) -> Path:
        import shutil

        from reelwright.library import Shelf, read_pictures
        from reelwright.store.folder import FolderStore

        made = self.folder / "campaign"
        shutil.copytree(
            ROOT / "examples" / "fernhill", made, ignore=shutil.ignore_patterns("library")
        )
        (made / "library").mkdir()
        for path in sorted((ROOT / "examples" / "fernhill" / "library").glob("*.svg"))[:2]:
            shutil.copy(path, made / "library")
        self._shelf: Shelf = read_pictures(made / "library", FolderStore(self.folder / "store"))
        self._faces: dict[Path, tuple[str, int, bool]] = {}
        return made

    def _face(
        self, path: Path, read: Callable[[Path], tuple[str, int, bool]]
    ) -> tuple[str, int, bool]:
        self._faces[path] = read(path)
        return self._faces[path]


def seeds_of(room: str, folder: Path) -> list[bytes]:
    from reelwright.graphics.fonts import bundled_files

    makers: dict[str, Callable[[], list[bytes]]] = {
        "survey": surveys, "pictures": bitmaps, "svg": drawings, "gltf": models, "sound": sounds,
        "video": films, "lists": lambda: LISTS, "toml": lambda: [b""],
        "fonts": lambda: [p.read_bytes() for p in bundled_files()],
    }  # fmt: skip
    return makers[room]()


ROOMS = ("survey", "lists", "toml", "pictures", "svg", "gltf", "sound", "video", "fonts")


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


def tried(room: str, inputs: int, seed: int, keep: Path | None, outer: Path) -> Tally:
    tally = Tally()
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{room}-", dir=outer))
    rooms = Rooms(folder)
    read = getattr(rooms, room)
    seeds = seeds_of(room, folder)
    rng = random.Random(f"{room}-{seed}")
    before = set(strays([outer], folder))
    for n in range(inputs):
        data = b"" if room == "toml" else changed(seeds, rng)
        number = n + seed * 1_000_000
        begun = spent()
        broken = ""
        try:
            read(data, number)
            tally.outcomes["read"] += 1
        except StudioError as problem:
            tally.outcomes["refused"] += 1
            said = str(problem)
            if "Traceback" in said or len(said) > 4000:
                broken = f"says {said[:200]!r}"
        except BaseException as problem:
            if isinstance(problem, KeyboardInterrupt):
                raise
            broken = "".join(traceback.format_exception(problem)[-3:])
        tally.inputs += 1
        took = spent() - begun
        tally.slowest = max(tally.slowest, took)
        if took > SLOW:
            tally.slow += 1
            broken = broken or f"took {took:.1f} s"
        if broken:
            tally.broken.append(f"{room} input {number}: {broken}")
            if keep:
                (keep / f"{room}-{number}").write_bytes(data)
        if n % 100 == 0:
            tally.large = max(tally.large, largest())
    tally.large = max(tally.large, largest())
    tally.outside = len(set(strays([outer], folder)) - before)
    return tally


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
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())

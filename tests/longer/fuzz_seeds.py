"""Good inputs that fuzz.py damages, small ones of every kind that people bring."""

import base64
import io
import json
import random
import struct
import tempfile
import wave
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from makers.clips import clip, scene
from makers.models3d import box, glb, vase
from makers.survey_files import as_ods, as_xlsx, lime_survey, people
from makers.tunes import write_tune

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
    b'syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description>'
    b'<rdf:Alt><rdf:li xml:lang="x-default">A hedge</rdf:li></rdf:Alt></dc:description><dc:subject>'
    b"<rdf:Bag><rdf:li>hedge</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF>"
    b"</x:xmpmeta>"
)


def bitmaps() -> list[bytes]:
    rng = np.random.default_rng(5)
    made = Image.fromarray(rng.integers(0, 255, (30, 40, 3), np.uint8)).resize((320, 240))
    found = []
    for kind, options in (
        ("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("WEBP", {}), ("GIF", {}),
        ("AVIF", {}), ("MPO", {"save_all": True, "append_images": [made]}), ("JPEG", {"xmp": XMP}),
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


def masks() -> list[bytes]:
    shape = np.zeros((240, 320), np.uint8)
    shape[40:120, 60:200] = 255
    found = []
    for mode, kind in (("L", "PNG"), ("1", "PNG"), ("RGBA", "PNG"), ("L", "JPEG"), ("L", "WEBP")):
        sink = io.BytesIO()
        Image.fromarray(shape).convert(mode).save(sink, kind)
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


def logos() -> list[bytes]:
    small = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200mm" height="80" viewBox="0 0 200 80">'
        '<style>.a{font-family:"Public Sans",serif;fill:#123}</style><rect x="90" y="30" width="20"'
        ' height="20"/><text class="a" x="10" y="40">Aa</text></svg>'
    )
    found = sorted((ROOT / "examples").glob("*/brand/*.svg"))
    return [*(p.read_bytes() for p in found), small.encode()]


def models() -> tuple[list[bytes], list[bytes]]:
    """Packed ones and a plain one, which holds its bytes as a `data:` address."""
    small = glb([box()])
    (size,) = struct.unpack_from("<I", small, 12)
    plain = json.loads(small[20 : 20 + size])
    packed = base64.b64encode(small[28 + size :]).decode()
    plain["buffers"][0]["uri"] = f"data:application/octet-stream;base64,{packed}"
    return [small, glb([vase(12, 6)]), glb([box(), vase(8, 4)])], [json.dumps(plain).encode()]


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


def tunes(folder: Path) -> dict[str, list[bytes]]:
    """Four seconds with a beat, of each kind that music may come in."""
    t = np.arange(4 * 24_000) / 24_000
    beat = np.sin(2 * np.pi * 220 * t) * np.exp(-6 * (t % 0.5)) * 0.5
    both = np.stack([beat, beat * 0.8], axis=1).astype(np.float32)
    tags = {"title": "A walk", "artist": "Nobody"}
    found = {}
    for suffix in (".wav", ".mp3", ".flac", ".ogg", ".m4a", ".aiff"):
        path = write_tune(folder / f"tune{suffix}", both, 24_000, tags)
        found[path.name] = [path.read_bytes()]
        path.unlink()
    return found


def films() -> list[bytes]:
    """Films as a knowledge base takes them: something is seen in them, and moves."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for name, codec in (("a.mp4", "libx264"), ("a.webm", "libvpx"), ("a.mov", "mpeg4")):
            path = clip(Path(folder) / name, scene(320, 240), 1.0, rate=10, codec=codec)
            found.append(path.read_bytes())
    return found


def moving(folder: Path) -> dict[str, list[bytes]]:
    """Clips that may be shown: of a telephone with its turn and its sound, of other programs."""

    def hum(t: np.ndarray) -> np.ndarray:
        return 0.3 * np.sin(2 * np.pi * 330 * t)

    found = {}
    for name, options in (
        ("clip.mp4", {"turn": 90, "sound": hum}),
        ("clip.mov", {"codec": "mjpeg", "pixels": "yuvj420p"}),
        ("clip.webm", {"codec": "libvpx"}),
        ("clip.mkv", {"codec": "mpeg4", "sound": hum}),
        (
            "hevc.mp4",
            {
                "codec": "libx265",
                "pixels": "yuv420p10le",
                "options": {"x265-params": "log-level=none"},
            },
        ),
    ):
        path = clip(folder / name, scene(320, 240), 1.6, rate=10, **options)
        found[name] = [path.read_bytes()]
        path.unlink()
    return found


def typefaces() -> list[bytes]:
    from reelwright.graphics.fonts import bundled_files

    variable = sorted((DATA / "fonts").iterdir())
    return [p.read_bytes() for p in (*bundled_files(), *variable)]


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


def books(
    folder: Path,
) -> tuple[dict[str, list[bytes]], dict[str, Callable[[bytes], Path]]]:
    """Workbooks, and parts of them by name; each part's damaged text is packed by its function."""
    rows = lime_survey(people(30))
    rows = [[float(c) if c.isdigit() else c for c in row] for row in rows]
    made = {
        "survey.xlsx": as_xlsx({"Answers": rows}, folder / "survey.xlsx").read_bytes(),
        "survey.ods": as_ods({"Answers": rows}, folder / "survey.ods").read_bytes(),
        "survey.xls": (DATA / "survey.xls").read_bytes(),
    }

    def packed(book: str, part: str) -> Callable[[bytes], Path]:
        def pack(text: bytes) -> Path:
            with (
                zipfile.ZipFile(io.BytesIO(made[book])) as good,
                zipfile.ZipFile(folder / book, "w") as bad,
            ):
                for name in good.namelist():
                    bad.writestr(name, text if name == part else good.read(name))
            return folder / book

        return pack

    seeds = {name: [data] for name, data in made.items()}
    parts: dict[str, Callable[[bytes], Path]] = {}
    for book, inner in (
        (
            "survey.xlsx",
            ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"),
        ),
        ("survey.ods", ("content.xml",)),
    ):
        with zipfile.ZipFile(io.BytesIO(made[book])) as good:
            for part in inner:
                name = f"of-{book}-{Path(part).name}"
                seeds[name], parts[name] = [good.read(part)], packed(book, part)
    return seeds, parts


def answers(folder: Path) -> dict[str, list[bytes]]:
    """SPSS and Stata files."""
    import pandas
    import pyreadstat

    rng = np.random.default_rng(3)
    table = pandas.DataFrame(
        {
            "q1": rng.integers(1, 4, 60).astype(np.int32),
            "q2": rng.integers(0, 2, 60).astype(np.int32),
            "said": [f"It is fine {n}" for n in range(60)],
            "paid": rng.normal(40, 9, 60),
        }
    )
    labels: dict[str, Any] = {
        "column_labels": ["Which basket do you fill?", "Do you cook?", "Comment", "Spent"],
        "variable_value_labels": {
            "q1": {1: "Hand basket", 2: "Trolley", 3: "Van load"},
            "q2": {0: "No", 1: "Yes"},
        },
    }
    found: dict[str, list[bytes]] = {}
    for name, write, options in (
        ("survey.sav", pyreadstat.write_sav, {}),
        ("survey.zsav.sav", pyreadstat.write_sav, {"compress": True}),
        ("survey.dta", pyreadstat.write_dta, {"version": 15}),
        ("old.dta", pyreadstat.write_dta, {"version": 10}),
    ):
        write(table, str(folder / name), **labels, **options)
        found[name] = [(folder / name).read_bytes()]
        (folder / name).unlink()
    return found


LISTS = [
    b'file,caption,keywords,expires,people_consented,facet:a\r\na.jpg,"A ""b"", c","x;y",'
    b"2030-01-31,yes,q\r\nb/c.jpg,Two,,,no,\r\n",
    b'[{"file": "a.jpg", "people": [{"name": "A"}], "expires": "2030-01-31", "facets": {"a": []}}]',
    b'{"a.jpg": {"caption": "A", "scale": "wide", "ai": true}, "b/c.jpg": {"consent": "nein"}}',
    b'{"file": "a.jpg", "caption": "A"}\n{"file": "b/c.jpg", "licence": "CC0"}\n',
]
SIDECARS = {
    "a.json": [
        b'{"caption": "A", "scale": "wide", "ai": true, "people": [{"name": "Ann"}], "sound": ""}',
        b'{"description": "A", "edit": {"mode": "fill", "words": "a pot", "mask": "",'
        b' "engine": "local", "model": "m", "generated": false, "seed": 1, "parents": []}}',
    ],
    "a.txt": [b"A hedge, cut square."],
    "a.xmp": [XMP],
}

_MARKDOWN = b"""---
title: The hedge
---
# Fernhill

## Garden, 4 s

A hedge *grown* tall.

> VO: You can do the pots.

**Super:** The hedge, no

## 2. Kitchen (3,5 Sek.)

Tea is made.

- Camera: slow push in
- Narration: Book a free visit.
"""
_TABLE = b"""| # | Time | Picture | Sound | Text |
|---|---|---|---|---|
| 1 | 0:00-0:04 | A hedge | You can do the pots. | No |
| 2 | 4 s | Tea<br>is made | VO: Book a visit. | Now |
"""
_FOUNTAIN = b"""Title: The hedge
Author: Ann

INT. KITCHEN - MORNING #3#

Tea is *made*. [[4 s]] /* not
this */

NARRATOR (V.O.)
(warm)
You can do the pots.
It is the hedge.

CUT TO:

.GARDEN

A hedge.

@Ann (off)
Book a visit.

BEN
Hello.

> THE END <
"""
SCRIPTS = {
    "script.md": [_MARKDOWN, _TABLE, _MARKDOWN.decode().encode("utf-16")],
    "script.fountain": [_FOUNTAIN],
}
PROMPTS = [
    b"""# kettles
<object_prompt> in soft light, <action_prompt>
cinematic close-up of a red kettle, steam rises, camera pans left slowly
"""
]


def items() -> dict[str, Any]:
    """A segment, a brief and a storyboard."""
    from values.release_campaign import brief, segment, storyboard

    return {"segment": segment(), "brief": brief(), "storyboard": storyboard()}

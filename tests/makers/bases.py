"""Drawn pictures and small knowledge bases for tests of the library."""

import subprocess
import sys
import textwrap
from pathlib import Path

import cv2
import numpy as np

from reelwright.library import Library
from reelwright.settings import Settings
from reelwright.wiring import open_library

SCENES = {
    "red-shoes": "A pair of red shoes on dark snow",
    "teapot": "A green teapot on a wooden table by the window",
    "lighthouse": "A white lighthouse on a cliff above the sea",
    "dog-meadow": "A golden dog sits in a meadow",
    "city-night": "Glass towers of a city at night",
    "tulips": "Purple tulips in a spring garden",
}


FACETS = {
    "red-shoes": "18-34; urban,waterproof,running,winter",
    "teapot": "55+,,cooking; tea,",
    "tulips": "55+,,gardening,spring",
}
"""demographic, feature, interest, season"""


def drawn(seed: int, width: int = 360, height: int = 240) -> np.ndarray:
    """A picture of its own: blobs of colour on a gradient, the same for the same seed."""
    source = np.random.default_rng(seed)
    low = source.integers(30, 220, (5, 7, 3)).astype(np.uint8)
    ground = cv2.resize(low, (width, height), interpolation=cv2.INTER_CUBIC)
    for _ in range(6):
        centre = (int(source.integers(width)), int(source.integers(height)))
        colour = [int(c) for c in source.integers(0, 255, 3)]
        cv2.circle(ground, centre, int(source.integers(12, 50)), colour, -1)
    return ground


def jpeg_of(picture: np.ndarray, quality: int = 90) -> bytes:
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()


def write_pictures(folder: Path, count: int, first: int = 0) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for n in range(first, first + count):
        path = folder / f"scene-{n:04d}.jpg"
        path.write_bytes(jpeg_of(drawn(n)))
        paths.append(path)
    return paths


def write_scenes(folder: Path) -> Path:
    """The six scenes with captions by a person and facets."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = ["file,caption,subject,demographic,feature,interest,facet:season"]
    for n, (name, caption) in enumerate(SCENES.items()):
        (folder / f"{name}.jpg").write_bytes(jpeg_of(drawn(100 + n)))
        subject = "nature" if n in (2, 3, 5) else "things"
        facets = FACETS.get(name, ",,,")
        rows.append(f'{name}.jpg,"{caption}",{subject},{facets}')
    (folder / "captions.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def library_of(home: Path, who: str = "ann") -> Library:
    """The library of a folder as somebody sees it, with a catalogue view of its own."""
    return open_library(Settings(library=home, who=who))


def began(program: str, *words: str, stdin: bool = False) -> subprocess.Popen:
    """A Python program in a process of its own; its lines can be read as they come."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), *words],
        stdin=subprocess.PIPE if stdin else None,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    )

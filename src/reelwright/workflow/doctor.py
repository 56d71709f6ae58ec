"""What a machine has, what it lacks, and how to get it."""

import importlib.metadata
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..backends import registry
from ..backends.embed import minilm
from ..backends.text.stage import OFFLINE
from ..domain.errors import StudioError
from ..graphics.fonts import bundled_files
from ..media.video import encoders

LIBRARIES = {
    "PyAV": "av",
    "OpenCV": "opencv-python-headless",
    "Typst": "typst",
    "DBOS": "dbos",
    "StepMix": "stepmix",
    "C2PA": "c2pa-python",
    "pydantic-ai": "pydantic-ai-slim",
}
FREE = 2_000_000_000
MEMORY = 2_000_000_000


@dataclass(frozen=True)
class Prerequisite:
    """One thing looked for. needed: nothing works without it; get: how to get it."""

    what: str
    found: str
    ok: bool
    needed: bool = True
    get: str = ""


def prerequisites(workspace: Path, model: str) -> Iterator[Prerequisite]:
    """Everything a run may use on this machine, needed things first."""
    version = platform.python_version()
    yield Prerequisite("Python", version, sys.version_info >= (3, 11), get="install Python 3.11")
    yield from _libraries()
    yield _encoder()
    yield _weights()
    yield Prerequisite(
        "type",
        bundled_files()[0].name,
        bundled_files()[0].is_file(),
        get="pip install --force-reinstall reelwright",
    )
    yield from _room(workspace)
    yield _model(model)
    for voice in registry.available("speech"):
        yield Prerequisite(
            f"voice: {voice.name.partition('/')[2]}",
            voice.detail,
            voice.present,
            voice.name == "speech/espeak",
            voice.get,
        )
    yield _heic()


def _libraries() -> Iterator[Prerequisite]:
    for name, package in LIBRARIES.items():
        try:
            yield Prerequisite(name, importlib.metadata.version(package), True)
        except importlib.metadata.PackageNotFoundError:
            yield Prerequisite(name, "not installed", False, get=f"pip install {package}")


def _encoder() -> Prerequisite:
    there = {"libx264", "aac"} <= encoders()
    return Prerequisite(
        "H.264 and AAC encoders",
        "libx264, aac" if there else "missing",
        there,
        get="pip install --force-reinstall av",
    )


def _weights() -> Prerequisite:
    try:
        return Prerequisite(
            "picture search", f"weights of {minilm.NAME}", minilm.weights_folder().is_dir()
        )
    except StudioError:
        return Prerequisite("picture search", "weights not installed", False, get=minilm.GET)


def _room(workspace: Path) -> Iterator[Prerequisite]:
    free = shutil.disk_usage(workspace if workspace.exists() else Path.cwd()).free
    yield Prerequisite(
        "disk",
        f"{free / 1e9:.0f} GB free",
        free > FREE,
        get="free some space, or choose another place with --workspace",
    )
    cores = os.cpu_count() or 1
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    yield Prerequisite(
        "memory",
        f"{pages / 1e9:.0f} GB, {cores} cores",
        pages > MEMORY,
        get="close other programs; a film needs about 0.7 GB",
    )


def _model(model: str) -> Prerequisite:
    if model == OFFLINE:
        return Prerequisite("text model", "offline: composes from the campaign's facts", True)
    from pydantic_ai.models import infer_model

    try:
        infer_model(model)
    except Exception as problem:
        return Prerequisite(
            "text model",
            f"{model}: {str(problem).splitlines()[0][:80]}",
            False,
            get="install its extra and set its key, or use --model offline",
        )
    return Prerequisite("text model", model, True)


def _heic() -> Prerequisite:
    try:
        return Prerequisite("HEIC pictures", importlib.metadata.version("pillow-heif"), True, False)
    except importlib.metadata.PackageNotFoundError:
        return Prerequisite(
            "HEIC pictures", "not installed", False, False, "pip install 'reelwright[heic]'"
        )

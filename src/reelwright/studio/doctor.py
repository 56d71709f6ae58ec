"""What a machine has, what it lacks, and how to get it."""

import importlib.metadata
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..backends import registry
from ..backends.embed import minilm
from ..backends.text.ask import OFFLINE
from ..domain.errors import Missing, StoreFailed, StudioError
from ..graphics.fonts import bundled_files
from ..media.streams.video import encoders
from ..workflow.engine.lease import POSTGRES, reach
from . import _given

LIBRARIES = {
    "PyAV": "av",
    "OpenCV": "opencv-python-headless",
    "Typst": "typst",
    "DBOS": "dbos",
    "StepMix": "stepmix",
    "C2PA": "c2pa-python",
    "pydantic-ai": "pydantic-ai-slim",
}
PACKAGE = "reelwright"
EXTRAS = {
    "anthropic": "text models of Anthropic",
    "bedrock": "text models on Amazon Bedrock",
    "openai": "text models behind OpenAI's API",
    "heic": "HEIC pictures",
    "japanese": "line breaks in Japanese",
    "piper": "neural voices",
    "torch": "local models for pictures",
    "aws": "models and buckets of Amazon",
    "daft": "preparing large libraries",
    "ray": "preparing large libraries on several machines",
    "s3": "libraries in buckets",
    "postgres": "search in PostgreSQL",
    "opensearch": "search in OpenSearch",
}
"""What an extra is for, in words."""

CALLED = {"speech": "voice", "index": "index", "embed": "embedder", "inpaint": "in-painting"}
"""Kinds of back end as a person calls them."""

NEEDED = {"speech/espeak", "index/exact", "video/motion"}
"""Back ends without which nothing can be made."""

_REQUIREMENT = re.compile(
    r"(?P<name>[\w.-]+)\s*(?:\[(?P<extras>[\w ,.-]+)\])?"
    r".*\bextra\s*==\s*['\"](?P<extra>[\w.-]+)['\"]"
)
_START = "start it, create the database, or unset REELWRIGHT_DATABASE_URL"
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


@dataclass(frozen=True)
class Looked:
    """What to look at besides the machine: a run's place, text model, database, certificate."""

    workspace: Path
    model: str = OFFLINE
    database_url: str | None = None
    credentials: Path | None = None


def look() -> Iterator[Prerequisite]:
    """Everything a run may use on this machine, with the settings as they are; needed things first.

    Each is told as soon as it was looked for.
    """
    settings = _given.settings()
    yield from prerequisites(
        Looked(
            settings.workspace or Path.cwd(),
            settings.model,
            settings.database_url,
            settings.credentials,
        )
    )


def prerequisites(looked: Looked) -> Iterator[Prerequisite]:
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
    yield from _room(looked.workspace)
    yield _model(looked.model)
    if looked.database_url and looked.database_url.startswith(POSTGRES):
        yield _database(looked.database_url)
    if looked.credentials:
        yield _certificate(looked.credentials)
    for kind in sorted(registry.kinds(), key=lambda kind: kind != "speech"):
        for found in registry.available(kind):
            if found.name == "embed/minilm":
                continue  # told above, as picture search
            name = found.name.partition("/")[2]
            yield Prerequisite(
                f"{CALLED.get(kind, kind)}: {name}",
                found.detail,
                found.present,
                found.name in NEEDED,
                found.get,
            )
    for found in registry.broken():
        if found.name.partition("/")[0] not in registry.kinds():
            yield Prerequisite(f"plug-in: {found.name}", found.detail, False, False, found.get)
    yield from _extras()
    yield from _pages()


def _pages() -> Iterator[Prerequisite]:
    """What builds landing pages, and looks at them; without it the plain pages stay."""
    from ..backends import browser, node

    try:
        found, ok = ".".join(map(str, node.find_node().version)), True
    except Missing as problem:
        found, ok = str(problem).partition(":")[0], False
    yield Prerequisite("landing pages: Node", found, ok, needed=False, get=node.GET)
    try:
        path = browser.find_browser()
        found, ok = path or "no Chromium on the path", bool(path)
    except Missing:
        found, ok = "no Playwright", False
    yield Prerequisite("landing pages: browser", found, ok, needed=False, get=browser.GET)


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


def _database(url: str) -> Prerequisite:
    try:
        reach(url)
    except StoreFailed as problem:
        return Prerequisite("workflow database", str(problem).partition(";")[0], False, get=_START)
    return Prerequisite("workflow database", "PostgreSQL answers", True)


def _certificate(folder: Path) -> Prerequisite:
    missing = [name for name in ("chain.pem", "key.pem") if not (folder / name).is_file()]
    return Prerequisite(
        "signing certificate",
        f"{' and '.join(missing)} not in {folder}" if missing else str(folder),
        not missing,
        get="put chain.pem and key.pem there, or unset REELWRIGHT_CREDENTIALS to sign with our own",
    )


def _extras() -> Iterator[Prerequisite]:
    """The optional parts of the installation, and the packages that each still lacks."""
    for extra in sorted(importlib.metadata.metadata(PACKAGE).get_all("Provides-Extra") or ()):
        lacking = sorted(_lacking(PACKAGE, extra))
        yield Prerequisite(
            f"extra: {extra}" + (f" ({EXTRAS[extra]})" if extra in EXTRAS else ""),
            f"{', '.join(lacking)} not installed" if lacking else "installed",
            not lacking,
            False,
            f"pip install '{PACKAGE}[{extra}]'",
        )


def _lacking(package: str, extra: str) -> Iterator[str]:
    """Packages that an extra of an installed package asks for and that are not there."""
    for asked in importlib.metadata.requires(package) or ():
        found = _REQUIREMENT.match(asked)
        if found is None or found["extra"] != extra:
            continue
        try:
            importlib.metadata.version(found["name"])
        except importlib.metadata.PackageNotFoundError:
            yield found["name"]
            continue
        for nested in filter(None, (found["extras"] or "").split(",")):
            yield from _lacking(found["name"], nested.strip())

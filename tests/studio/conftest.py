"""A small campaign, made once by the program that the README shows, as a person would run it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from makers.fernhill import small_fernhill
from makers.once import once
from servers import warm
from servers.index_places import bucket_server

ROOT = Path(__file__).resolve().parent.parent.parent


def program() -> str:
    """The README's program in Python."""
    (found,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    return found


def alone(code: str, *words: str, fresh: bool = False) -> str:
    """What a program printed, run in a process of its own, as ann.

    fresh: nothing is loaded before it, as for a person who starts it.
    """
    environment = {k: v for k, v in os.environ.items() if not k.startswith("REELWRIGHT_")}
    run = subprocess.run if fresh else warm.run
    done = run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        timeout=300,
        env=environment | {"REELWRIGHT_WHO": "ann"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


class Made:
    """The campaign's folder, and what the program printed that made it."""

    def __init__(self, folder: Path, printed: str) -> None:
        self.folder = folder
        self.printed = printed


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Fernhill with a few pictures and one small film of six seconds, made."""
    room = once(tmp_path_factory, "made", small_and_made)
    return Made(room / "fernhill", (room / "printed").read_text("utf-8"))


def small_and_made(room: Path) -> None:
    folder = room / "fernhill"
    small_fernhill(folder)
    code = program()
    assert "examples/fernhill" in code
    printed = alone(code.replace("examples/fernhill", str(folder)))
    (room / "printed").write_text(printed, "utf-8")


@pytest.fixture
def copy(made, tmp_path, monkeypatch):
    """A copy of what was made, to change; decisions in it are ann's."""
    for name in [n for n in os.environ if n.startswith("REELWRIGHT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("REELWRIGHT_WHO", "ann")
    shutil.copytree(made.folder, tmp_path / "fernhill")
    return tmp_path / "fernhill"


@pytest.fixture(params=["file", "server"])
def told(request, copy, monkeypatch):
    """Runs the program on a copy of what was made, each command in a process of its own.

    Its catalogue, jobs and audit are in files, and in PostgreSQL, which takes the files' rows over.
    """
    if request.param == "server":
        monkeypatch.setenv("REELWRIGHT_DATABASE_URL", request.getfixturevalue("own_database"))

    def ran(*words: str, who: str = "ann", code: int = 0, **settings: str) -> str:
        environment = os.environ | {"REELWRIGHT_WHO": who} | settings
        done = warm.run(
            [sys.executable, "-m", "reelwright", *map(str, words)],
            capture_output=True,
            text=True,
            timeout=240,
            env=environment,
        )
        said = done.stdout + done.stderr
        assert done.returncode == code, said
        assert "Traceback" not in said, said
        return done.stdout if code == 0 else said

    return ran


@pytest.fixture(scope="session")
def bucket():
    pytest.importorskip("moto")
    pytest.importorskip("obstore")
    with bucket_server() as found:
        yield found


@pytest.fixture
def home(request, tmp_path, monkeypatch):
    """A house on this machine alone, or one in PostgreSQL and a bucket; yields its kind."""
    kind = getattr(request, "param", "files")
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("REELWRIGHT_CAMPAIGNS", str(tmp_path / "campaigns"))
    monkeypatch.setenv("REELWRIGHT_WHO", "ann")
    if kind == "servers":
        storage = request.getfixturevalue("bucket")
        monkeypatch.setenv("REELWRIGHT_DATABASE_URL", request.getfixturevalue("own_database"))
        monkeypatch.setenv("REELWRIGHT_ASSETS_URL", f"s3://shelf/{tmp_path.name}")
        options = f'{{"endpoint": "{storage["endpoint"]}", "region": "us-east-1"}}'
        monkeypatch.setenv("REELWRIGHT_ASSETS_OPTIONS", options)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", storage["access_key_id"])
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", storage["secret_access_key"])
    return kind

"""A small campaign, and the program that makes it, as a person would run it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reelwright.cli.app import app
from reelwright.domain.base import digest_of
from reelwright.domain.brief import FeatureDraw, Match
from reelwright.domain.origin import Origin
from reelwright.domain.storyboard import Scene, Storyboard
from reelwright.store.catalogue import Result, now
from reelwright.workflow.build.ref import Ref

from makers.fernhill import speak_plainly
from makers.once import once
from servers import warm

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURES = 14
"""How many of Fernhill's pictures the small campaign has."""


class Bench:
    """A campaign folder and the commands run on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state = folder / ".reelwright"
        self.out = folder / "out"

    def start(self, *words: str) -> warm.Program:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("REELWRIGHT_")}
        command, *rest = words
        return warm.Program(
            [sys.executable, "-m", "reelwright", command, str(self.folder), *rest],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment | {"REELWRIGHT_WHO": "ann"},
        )

    def run(self, *words: str, code: int = 0, answer: str = "") -> str:
        """What the program said, run in this process: starting another takes seconds."""
        command, *rest = words
        found = CliRunner().invoke(
            app, [command, str(self.folder), *rest], input=answer, env={"REELWRIGHT_WHO": "ann"}
        )
        if found.exception and not isinstance(found.exception, SystemExit):
            raise found.exception
        assert found.exit_code == code, found.output
        return found.output

    def made(self, said: str) -> list[str]:
        """Names of what a run made anew, "film carers-..."."""
        return [
            line.partition("] ")[2].rpartition("  ")[0]
            for line in said.splitlines()
            if line.startswith("[") and line.endswith(" s")
        ]

    def change(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def small_campaign(folder: Path, pictures: int = PICTURES) -> Bench:
    """Fernhill with fewer pictures and one small film of six seconds."""
    source = ROOT / "examples" / "fernhill"
    shutil.copytree(
        source,
        folder,
        ignore=shutil.ignore_patterns(
            "draw", "out", ".reelwright", "library", "*.py", "__pycache__"
        ),
    )
    speak_plainly(folder)
    (folder / "library").mkdir()
    for path in sorted((source / "library").glob("*.svg"))[:: max(1, 42 // pictures)]:
        shutil.copy(path, folder / "library")
    shutil.copy(source / "library" / "captions.csv", folder / "library")
    bench = Bench(folder)
    text = (folder / "campaign.toml").read_text(encoding="utf-8")
    head, _, _ = text.partition("[wanted]")
    (folder / "campaign.toml").write_text(
        f'{head}[wanted]\nseconds = 6\nformats = ["1:1"]\nsegments = ["{SEGMENT}"]\nseed = 7\n',
        encoding="utf-8",
    )
    return bench


def a_board(name: str, says: str, seconds: float = 8, title: str = "Lamp") -> Storyboard:
    """A storyboard of two scenes; the first says these words."""
    scene = {"description": "A desk.", "seek": "desk", "camera": "still", "seconds": seconds / 2}
    return Storyboard(
        id=name,
        segment="carers",
        brief="b",
        title=title,
        language="en",
        seconds=seconds,
        scenes=(
            Scene(id="s1", beat="hook", narration=says, **scene),
            Scene(id="s2", beat="call", narration="Book a first visit with Fernhill.", **scene),
        ),
        draw=FeatureDraw(segment="carers", seed=1, traits=("t",)),
        match=Match(brief="b", segment="carers", score=8, rationale="fits", origin=Origin()),
        origin=Origin(),
    )


def standing_board(catalogue, item: str, board: Storyboard) -> Ref[Storyboard]:
    """Let a storyboard stand as if it had been made."""
    value = board.model_dump(mode="json")
    digest = digest_of(value)
    catalogue.keep(Result(digest, "storyboard", item, {}, value, digest, 0.0, now()))
    return Ref("storyboard", digest)


SEGMENT, OTHER = "family-carers-in-the-middle", "independents-who-need-a-hand"


@pytest.fixture(scope="session")
def drawn(tmp_path_factory):
    """A campaign with approved storyboards of two segments, to be copied."""

    def make(room: Path) -> None:
        bench = small_campaign(room / "fernhill")
        bench.change("campaign.toml", f'["{SEGMENT}"]', f'["{OTHER}", "{SEGMENT}"]')
        bench.run("storyboard", "--yes")

    return Bench(once(tmp_path_factory, "drawn", make) / "fernhill")


def copied(bench: Bench, folder: Path) -> Bench:
    """The same campaign elsewhere, with all that was made of it."""
    shutil.copytree(bench.folder, folder)
    return Bench(folder)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A campaign taken through every gate by a person; what each command said."""
    bench = small_campaign(tmp_path_factory.mktemp("made") / "fernhill")
    said = {"segments": bench.run("make")}
    bench.run("approve", "--all", "--note", "reads well")
    said["briefs"] = bench.run("make")
    bench.run("approve", "--all")
    said["storyboards"] = bench.run("make")
    bench.run("approve", "--all")
    said["final"] = bench.run("make")
    bench.said, bench.exported = said, bench.out.exists()
    return bench

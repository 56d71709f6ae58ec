"""A small campaign to break, and the program as a person runs it."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reelwright.cli.app import app

from makers.fernhill import speak_plainly
from servers import warm

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURES = ("bench-garden", "hands-tea", "margaret-portrait", "hallway-lamp")


class Desk:
    """A campaign folder and the program run on it, in this process or in one of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *words: str, code: int = 0) -> str:
        """What the program said, once it ended with that code and without a traceback."""
        found = CliRunner().invoke(app, list(words))
        if found.exception and not isinstance(found.exception, SystemExit):
            raise found.exception
        assert found.exit_code == code, found.output
        return found.output

    def check(self, code: int = 0) -> str:
        return self.run("check", str(self.folder), code=code)

    def alone(self, *words: str, code: int = 0, before: str = "") -> str:
        """As `run`, in a process of its own; before: Python that it runs first."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("REELWRIGHT_")}
        program = f"import sys\n{before}\nfrom reelwright.cli.app import app\napp(sys.argv[1:])"
        found = warm.run(
            [sys.executable, "-c", program, *words],
            capture_output=True,
            text=True,
            timeout=240,
            env=environment | {"REELWRIGHT_WHO": "ann"},
        )
        said = found.stdout + found.stderr
        assert found.returncode == code, said
        assert "Traceback" not in said, said
        return said

    def write(self, file: str, content: str | bytes) -> Path:
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    def change(self, file: str, old: str, new: str) -> None:
        text = (self.folder / file).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        self.write(file, text.replace(old, new, 1))

    def rows(self) -> list[str]:
        """The survey's lines, the header first."""
        return (self.folder / "survey.csv").read_text(encoding="utf-8").splitlines()

    def pictures(self, keep: int) -> None:
        """Leave only so many pictures in the library."""
        for path in sorted((self.folder / "library").glob("*.svg"))[keep:]:
            path.unlink()

    def leftovers(self) -> list[str]:
        """Files under a temporary name that a run left behind."""
        return [
            p.relative_to(self.folder).as_posix()
            for p in self.folder.rglob("*")
            if ".part" in p.name or p.name.endswith((".tmp", "~"))
        ]


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    """Fernhill with four pictures and sixty respondents, checked once."""
    source = ROOT / "examples" / "fernhill"
    folder = tmp_path_factory.mktemp("base") / "fernhill"
    shutil.copytree(
        source,
        folder,
        ignore=shutil.ignore_patterns("draw", "out", ".reelwright", "library", "*.py", "__py*"),
    )
    speak_plainly(folder)
    (folder / "library").mkdir()
    for name in PICTURES:
        shutil.copy(source / "library" / f"{name}.svg", folder / "library")
    first, *lines = (source / "library" / "captions.csv").read_text("utf-8").splitlines()
    kept = [line for line in lines if line.startswith(PICTURES)]
    (folder / "library" / "captions.csv").write_text("\n".join([first, *kept]), "utf-8")
    desk = Desk(folder)
    desk.write("survey.csv", "\n".join(desk.rows()[:61]) + "\n")
    said = desk.check()
    assert "4 pictures" in said
    return folder


@pytest.fixture
def desk(base, tmp_path, monkeypatch):
    """A copy of the small campaign, to break."""
    for name in [n for n in os.environ if n.startswith("REELWRIGHT_")]:
        monkeypatch.delenv(name)
    # Times of files are kept, so that what was read of the library is found again.
    shutil.copytree(base, tmp_path / "fernhill")
    return Desk(tmp_path / "fernhill")

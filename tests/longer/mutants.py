"""Takes each proven row's feature out and sees whether that row's own tests notice.

    nice python tests/longer/mutants.py [S0-49 ...] [--workers 1] [--all] [--limit 300]

Works on a copy of the source: one mutation of `mutants.toml` is made, and its row's tests run until
the first goes red, which then has to be green without it. A run that hangs counts as caught.
Results go into `mutants.json` after every row; what stands there for the same mutation is not
tried again, unless rows are named or --all is given. Ends with 1 where a mutation lives, does not
apply or does not run, or a row's tests are red without it. The whole takes about an hour.
"""

import argparse
import ast
import compileall
import json
import multiprocessing
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from longer.mutations import (  # noqa: E402
    HOUSE,
    ROOT,
    TABLE,
    Misfit,
    Mutation,
    Verdict,
    keep,
    mutations,
    verdicts,
)

SECONDS = ROOT / "build" / "mutants" / "seconds.json"
"""How long each test took when it last ran here: the fastest run first."""

WRITING = threading.Lock()

STARTS = multiprocessing.get_context("forkserver")
"""Where test runs start: libraries that take seconds to import are there already, ours is not."""

LIBRARIES = ["pytest", "pydantic_ai", "dbos", "sqlalchemy", "pandas", "sklearn", "scipy.signal"]
LIBRARIES += ["cv2", "PIL.Image", "fontTools.ttLib", "typer", "jinja2", "httpx2"]

CRASHES = ("NameError", "UnboundLocalError", "ImportError", "ModuleNotFoundError", "SyntaxError")
"""What a mutation that was written badly ends in; it takes no feature out, so it shows nothing."""


def marked(row: str) -> list[str]:
    """Files that hold tests of a row."""
    found = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if "proves(" in text and f'"{row}"' in text and "longer" not in path.parts:
            found.append(str(path.relative_to(ROOT)))
    return found


def proven_rows() -> list[str]:
    """Rows that a mark names, read off the tests without running them."""
    rows: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        text = path.read_text(encoding="utf-8")
        if "proves(" in text:
            words = {n.value for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Constant)}
            rows |= {w for w in words if isinstance(w, str) and _is_row(w)}
    return sorted(rows)


def _is_row(word: str) -> bool:
    return len(word) == 5 and word[0] == "S" and word[2] == "-" and word[3:].isdigit()


class Tree:
    """A copy of the source in which a mutation may be made; all else is the repository's own."""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir(parents=True)
        shutil.copytree(ROOT / "src", place / "src")
        # Compiled once: what is started for a mutation then compiles only what that changes.
        compileall.compile_dir(place / "src", quiet=2)
        for path in ROOT.iterdir():
            if path.name not in ("src", ".git", "build", "out"):
                (place / path.name).symlink_to(path)

    def tried(self, mutation: Mutation, limit: float) -> Verdict:
        """Make a mutation, run its row's tests until one is red, put the source back.

        What goes red has to be green without the mutation, run in the same order.
        """
        place = self.place / HOUSE / mutation.file
        whole, times = place.read_bytes(), place.stat()
        place.write_text(mutation.made_in(self.place), encoding="utf-8")
        began = time.monotonic()
        # The test that was red for this row before is likely to be so again.
        before = [v.by for v in verdicts().values() if v.row == mutation.row and v.by]
        outcome: dict | None = {}
        try:
            for tests in (before, marked(mutation.row)):
                outcome = self._run(tests, mutation.row, limit) if tests else {}
                if judged(outcome, limit)[0] == "caught":
                    break
        finally:
            place.write_bytes(whole)
            os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))
        verdict, by, why = judged(outcome, limit)
        if verdict == "caught":
            tests = list(outcome) if outcome else marked(mutation.row)
            found, _, said = judged(self._run(tests, mutation.row, limit), limit)
            if found != "lives":
                verdict, why = "broken", f"the same without the mutation: {said}"
        took = round(time.monotonic() - began, 1)
        return Verdict(mutation.row, mutation.digest, verdict, by, took, why)

    def _run(self, tests: list[str], row: str, limit: float) -> dict | None:
        """What each test of a row did, until one failed; None: the limit passed."""
        told, said = self.place / "told.json", self.place / "said.txt"
        told.unlink(missing_ok=True)
        words = ["-qx", "-p", "requirements", "--row", row, "--told", str(told)]
        words += ["-p", "no:cacheprovider", "--basetemp", str(self.place / "tmp")]
        # What the libraries brought along beforehand cannot be rewritten any more, nor need it.
        words += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
        words += ["--sooner", str(SECONDS)] if SECONDS.is_file() else []
        ran = STARTS.Process(target=_tests, args=(self.place, said, [*words, *tests]))
        ran.start()
        ran.join(limit)
        if ran.is_alive():
            os.killpg(ran.pid or 0, signal.SIGKILL)
            ran.join()
            return None
        found = json.loads(told.read_text(encoding="utf-8")) if told.is_file() else {}
        if not found:
            return {
                "": {"outcome": "broken", "why": f"nothing ran: {said.read_text('utf-8')[-200:]}"}
            }
        remember({n: t["seconds"] for n, t in found.items() if t["outcome"] == "passed"})
        return found


def _tests(place: Path, said: Path, words: list[str]) -> None:
    """Run pytest in this process, which was forked for it, over a tree's source."""
    os.setsid()
    with said.open("wb") as sink, open(os.devnull, "rb") as nothing:
        for stream, over in ((nothing, 0), (sink, 1), (sink, 2)):
            os.dup2(stream.fileno(), over)
    for name in [n for n in os.environ if n.startswith("REELWRIGHT_")]:
        del os.environ[name]
    paths = [str(place / "src"), str(ROOT / "tests")]
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    sys.path[:0] = paths
    os.chdir(ROOT)
    import pytest

    sys.exit(pytest.main(words))


def remember(took: dict[str, float]) -> None:
    """Keep how long tests took."""
    with WRITING:
        known = json.loads(SECONDS.read_text(encoding="utf-8")) if SECONDS.is_file() else {}
        SECONDS.parent.mkdir(parents=True, exist_ok=True)
        new = SECONDS.with_suffix(".new")
        new.write_text(json.dumps(known | took, indent=1), encoding="utf-8")
        new.replace(SECONDS)


def judged(outcome: dict | None, limit: float) -> tuple[str, str, str]:
    """(verdict, the test that says so, what it says)."""
    if outcome is None:
        return "caught", "", f"hung: not done after {limit:.0f} s"
    red = [(n, t) for n, t in outcome.items() if t["outcome"] in ("failed", "broken")]
    if not red:
        ran = any(t["outcome"] == "passed" for t in outcome.values())
        return ("lives", "", "") if ran else ("broken", "", "none of its tests runs here")
    name, told = red[0]
    broken = told["outcome"] == "broken" or told["why"].startswith(CRASHES)
    return "broken" if broken else "caught", name, told["why"]


def misfits(table: list[Mutation]) -> list[str]:
    """Mutations that cannot be made, and proven rows that have none."""
    found: list[str] = []
    for mutation in table:
        try:
            mutation.made_in(ROOT)
        except Misfit as problem:
            found.append(str(problem))
    rows, there = proven_rows(), {m.row for m in table}
    where = TABLE.relative_to(ROOT)
    found += [f"{r}: no mutation in {where}: write one" for r in rows if r not in there]
    unmarked = sorted(there - set(rows))
    return found + [f"{r}: a mutation, but no test is marked with it" for r in unmarked]


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rows", nargs="*", help="only these; without any, all not tried yet")
    parser.add_argument("--workers", type=int, default=1, help="how many at once")
    parser.add_argument("--all", action="store_true", help="try again what has its result")
    parser.add_argument("--limit", type=float, default=300, help="seconds a mutation may take")
    return parser.parse_args()


def main() -> int:
    given, table = asked(), mutations()
    wrong = misfits(table)
    for line in wrong:
        print(line)
    held, known = {line[:5] for line in wrong}, verdicts()
    todo = [
        m for m in table
        if m.row not in held
        and (m.row in given.rows if given.rows else given.all or m.digest not in known)
    ]  # fmt: skip
    if any(path.startswith("tests/web/") for row in {m.row for m in todo} for path in marked(row)):
        # The studio's page is served from beside the source; no commit holds it.
        subprocess.run([sys.executable, ROOT / "scripts" / "built_page.py"], check=True)
    STARTS.set_forkserver_preload(LIBRARIES)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutants-") as scratch:
        trees: queue.Queue[Tree] = queue.Queue()
        for n in range(max(1, given.workers)):
            trees.put(Tree(Path(scratch) / str(n)))

        def one(mutation: Mutation) -> Verdict:
            tree = trees.get()
            try:
                return tree.tried(mutation, given.limit)
            finally:
                trees.put(tree)

        there = {m.digest for m in table}
        with ThreadPoolExecutor(max(1, given.workers)) as pool:
            for verdict in pool.map(one, todo):
                fresh = verdicts() | {verdict.mutation: verdict}
                keep(v for v in fresh.values() if v.mutation in there)
                told = f"{verdict.by.rpartition('::')[2]} {verdict.why}"[:100]
                print(f"{verdict.row}  {verdict.verdict:7} {verdict.seconds:6.1f} s  {told}")
                sys.stdout.flush()
    return summary(table, wrong, time.monotonic() - began)


def summary(table: list[Mutation], wrong: list[str], seconds: float) -> int:
    """Print the counts; 1 where anything is not as it should be."""
    known = verdicts()
    by_row: dict[str, set[str]] = {}
    for mutation in table:
        found = known.get(mutation.digest)
        by_row.setdefault(mutation.row, set()).add(found.verdict if found else "not tried")
    caught = [row for row, found in by_row.items() if found == {"caught"}]
    print(f"{len(caught)} of {len(by_row)} rows caught, {len(table)} mutations, {seconds:.0f} s")
    for verdict in ("lives", "broken", "not tried"):
        if those := [row for row, found in by_row.items() if verdict in found]:
            print(f"{verdict}: {', '.join(those)}")
    return 0 if not wrong and len(caught) == len(by_row) else 1


if __name__ == "__main__":
    sys.exit(main())

"""Seconds of processor time that a command takes to answer: --version, --help and status.

Run on a quiet machine: `python benchmarks/bench_start.py [FOLDER WORKSPACE]`, with a campaign that
was made; without one, one is made first, which takes minutes. Limit: 0.4 s (user and system) each,
the least of several runs.
"""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 0.4
RUNS = 7


def spent(*words: str) -> float:
    """Processor seconds of one run of a command, all of its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "reelwright", *words], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print a line for each command; ends with 1 where one is over the limit."""
    with tempfile.TemporaryDirectory() as place:
        if len(sys.argv) == 3:
            folder, workspace = sys.argv[1:]
        else:
            folder, workspace = str(ROOT / "examples" / "fernhill"), f"{place}/work"
            spent("make", folder, "--yes", "--workspace", workspace, "--out", f"{place}/out")
        asked = {
            "--version": ["--version"],
            "--help": ["--help"],
            "status": ["status", folder, "--workspace", workspace],
        }
        late = False
        for name, words in asked.items():
            least = min(spent(*words) for _ in range(RUNS))
            late |= least > LIMIT
            print(f"{name:<10} {least:.2f} s of {LIMIT} s{'  TOO LATE' if least > LIMIT else ''}")
    sys.exit(1 if late else 0)


if __name__ == "__main__":
    main()

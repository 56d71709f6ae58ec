"""`reelwright check` on a survey of 100,000 respondents: seconds of processor time, with a limit.

The example's own answers are drawn from, so that every rule on answers has something to do. Prints
one figure.
"""

import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from typer.testing import CliRunner

from reelwright.cli.app import app

LIMIT = 25
RESPONDENTS = 100_000
EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "fernhill"


def main() -> int:
    with tempfile.TemporaryDirectory() as at:
        folder = Path(at) / "fernhill"
        ignored = shutil.ignore_patterns("out", ".reelwright", "draw")
        shutil.copytree(EXAMPLE, folder, ignore=ignored)
        survey = folder / "survey.csv"
        first, *rows = survey.read_text(encoding="utf-8").splitlines()
        draw, answers = random.Random(1), [row.split(",", 1)[1] for row in rows]
        many = [f"FH-{n},{draw.choice(answers)}" for n in range(RESPONDENTS)]
        survey.write_text("\n".join([first, *many]) + "\n", encoding="utf-8")
        began = time.process_time()
        found = CliRunner().invoke(app, ["check", str(folder)])
        took = time.process_time() - began
    if found.exit_code:
        print(found.output)
        return 1
    print(f"figure check_cpu_s {took:.1f} limit {LIMIT} {'ok' if took <= LIMIT else 'over'}")
    return 0 if took <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())

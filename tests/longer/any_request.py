"""Asks a real service whatever its document allows, and much that it does not (schemathesis).

    python tests/longer/any_request.py [--examples 15] [--seed 1]

A house with one campaign is made for it. Ends with 1 where an answer is a server's error, or is of
another kind than the document says. Schemathesis gets an environment of its own, in build/.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "build" / "schemathesis"
CHECKS = "not_a_server_error,response_schema_conformance,content_type_conformance"

ENDLESS = "/api/events"
UNDOES = "/api/oidc|/api/review|/api/people/|/api/keys/|/api/session|/api/founding"
"""What would take away the key that asks, or leads elsewhere."""


def main() -> int:
    """Ask; the exit code of schemathesis."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--examples", type=int, default=15)
    told.add_argument("--seed", type=int, default=1)
    given = told.parse_args()
    tool = HOME / "bin" / "schemathesis"
    if not tool.exists():
        venv.create(HOME, with_pip=True)
        pip = [HOME / "bin" / "python", "-m", "pip", "install", "-q"]
        subprocess.run([*pip, "schemathesis>=4.32,<5"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["REELWRIGHT_LIBRARY"] = f"{folder}/library"
        os.environ["REELWRIGHT_CAMPAIGNS"] = f"{folder}/campaigns"
        os.environ["REELWRIGHT_WHO"] = "admin"
        from reelwright.studio import house, people

        people.found(people.founding(), "admin", "a long enough word")
        house.new("spring", "Blue Door")
        key = people.new_key("any request", ["admin"]).secret
        service = subprocess.Popen(
            [sys.executable, "-m", "reelwright", "service", "--port", "0"],
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert service.stdout
            found = re.search(r"http://\S+?(?=;|\s|$)", service.stdout.readline())
            assert found
            asked = [tool, "run", f"{found[0]}/api/openapi.json", "--checks", CHECKS]
            asked += ["-H", f"Authorization: Bearer {key}", "--rate-limit", "45/s"]
            asked += ["--exclude-path", ENDLESS, "--exclude-path-regex", UNDOES]
            asked += ["--phases", "examples,coverage,fuzzing", "--request-timeout", "60"]
            asked += ["--max-examples", str(given.examples), "--seed", str(given.seed)]
            return subprocess.run(asked, check=False, cwd=folder).returncode
        finally:
            service.terminate()
            service.wait()


if __name__ == "__main__":
    sys.exit(main())

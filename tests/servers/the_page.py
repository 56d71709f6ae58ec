"""The page built once, and a real browser that opens it: fixtures of the rooms that do so."""

import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from servers.service import WORD

ROOT = Path(__file__).resolve().parents[2]


UNREACHED = ("ENOTFOUND", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EAI_AGAIN", "ENETUNREACH")
"""What npm says where there is no way to the registry."""


@pytest.fixture(scope="session")
def npm():
    """That npm is there; a test that needs it skips where it is not."""
    hook = runpy.run_path(str(ROOT / "scripts" / "built_page.py"))
    if not hook["has_node"]():
        pytest.skip("no Node 20.19 or newer with npm here: nodejs.org, or apt-get install npm")


@pytest.fixture(scope="session")
def built(npm):
    """The page, built as `make studio` builds it."""
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "built_page.py"],
        capture_output=True,
        text=True,
        check=False,
    )
    if any(word in done.stderr for word in UNREACHED):
        pytest.skip("npm does not reach its registry from here, and nothing is installed in web/")
    assert done.returncode == 0, done.stdout + done.stderr
    return ROOT / "src" / "reelwright" / "service" / "built"


@pytest.fixture(scope="module")
def chromium():
    """A real Chromium, without network of its own."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield found
        found.close()


@pytest.fixture
def visit(chromium, service):
    """Opens the page at an address as a person of the house; what its console says is an error."""
    opened, said = [], []

    def visiting(path, who="admin", **wanted):
        context = chromium.new_context(
            base_url=service,
            **({"locale": "en-GB", "viewport": {"width": 1280, "height": 900}} | wanted),
        )
        opened.append(context)
        if who:
            given = {"name": who, "password": WORD}
            assert context.request.post("/api/session", data=given).ok
        page = context.new_page()
        page.set_default_timeout(90_000)
        page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(path)
        return page

    yield visiting
    for context in opened:
        context.close()
    # What the service refuses is told on the page; a browser writes it to the console besides.
    assert [line for line in said if "the server responded with a status of 4" not in line] == []

"""A real browser, through Playwright: how a page of files looks and behaves, without a network.

Its pages are files of one folder: whatever else is asked for is refused, and noted.
"""

import mimetypes
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..domain.errors import BackendFailed, Missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Playwright, Request, Route

GET = (
    "pip install 'reelwright[pages]', and Chromium (apt-get install chromium, or "
    "`playwright install chromium`)"
)
ORIGIN = "http://page.invalid"
"""Where pages seem to be: a name that leads nowhere."""

CALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
)
HEIGHT = 900
PATIENCE = 30_000.0
"""Milliseconds that one act of the browser may take."""


@dataclass(frozen=True)
class SeenPage:
    """What was seen of a page at one width, in pixels.

    console: warnings and errors; asked: addresses that were asked for and are none of its files;
    answers: what each question came to; shot: the whole page, as a PNG.
    """

    width: int
    console: tuple[str, ...]
    asked: tuple[str, ...]
    answers: dict[str, Any]
    shot: bytes


def look(
    folder: Path,
    questions: Mapping[str, str],
    *,
    widths: Sequence[int],
    scripts: Sequence[str] = (),
) -> tuple[SeenPage, ...]:
    """Open index.html of a folder, and put questions to it at each width.

    questions are expressions by name. scripts run before them, beside the page's own policy. Raises
    Missing where there is no browser, and BackendFailed where it breaks.
    """
    find_browser()

    def work() -> tuple[SeenPage, ...]:
        from playwright.sync_api import Error, sync_playwright

        try:
            with sync_playwright() as playwright:
                browser = _started(playwright)
                try:
                    return _seen(browser, folder.resolve(), questions, widths, scripts)
                finally:
                    browser.close()
        except Error as problem:
            raise BackendFailed(f"the browser broke: {problem.message[:400]}") from problem

    # Its own thread: Playwright refuses one in which a loop is running.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def find_browser() -> str:
    """What is there to open pages with. Raises Missing."""
    if find_spec("playwright") is None:
        raise Missing(f"there is no Playwright here, which opens pages in a browser: {GET}")
    found = next(filter(None, map(shutil.which, CALLED)), None)
    return found or ""


def _started(playwright: "Playwright") -> "Browser":
    path = find_browser() or playwright.chromium.executable_path
    if not Path(path).is_file():
        raise Missing(f"there is no Chromium here: {GET}")
    return playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))


def _seen(
    browser: "Browser",
    home: Path,
    questions: Mapping[str, str],
    widths: Sequence[int],
    scripts: Sequence[str],
) -> tuple[SeenPage, ...]:
    console: list[str] = []
    asked: list[str] = []

    def answer(route: "Route", request: "Request") -> None:
        at = (home / urlsplit(request.url).path.lstrip("/")).resolve()
        inside = request.url.startswith(f"{ORIGIN}/") and at.is_relative_to(home)
        if not inside or not at.is_file():
            asked.append(request.url[:300])
            route.abort()
            return
        kind = mimetypes.guess_type(at.name)[0] or "application/octet-stream"
        route.fulfill(path=at, content_type="text/vtt" if at.suffix == ".vtt" else kind)

    def hear(told: "ConsoleMessage") -> None:
        if told.type in ("error", "warning"):
            console.append(told.text)

    context = browser.new_context(service_workers="block")
    context.set_default_timeout(PATIENCE)
    try:
        context.route("**/*", answer)
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda problem: console.append(str(problem)))
        seen: list[SeenPage] = []
        for width in widths:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            if not seen:
                page.goto(f"{ORIGIN}/index.html", wait_until="load")
                page.evaluate("document.fonts.ready.then(() => 0)")
                for script in scripts:
                    page.evaluate(script)
            answers = {name: page.evaluate(said) for name, said in questions.items()}
            shot = page.screenshot(full_page=True)
            seen.append(SeenPage(width, tuple(console), tuple(asked), answers, shot))
            console.clear()
            asked.clear()
        return tuple(seen)
    finally:
        context.close()

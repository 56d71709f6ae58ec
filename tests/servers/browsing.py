"""What tests do with the studio's page in a browser, and the worker beside it."""

import threading
import time
from contextlib import contextmanager
from pathlib import Path

from reelwright.studio import orders

WEB = Path(__file__).resolve().parents[2] / "web"


SETTLED = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const moving = () =>
    document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity);
  for (let still = 0; still < 5; still = moving().length ? 0 : still + 1) await frame();
}"""
"""Waits until nothing fades in or out: half faded, no text has its contrast."""


def axe(page):
    """What axe finds amiss on a page, as it stands now."""
    source = (WEB / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(source)
    page.evaluate(SETTLED)
    found = page.evaluate("async () => (await axe.run(document)).violations")
    return [(v["id"], v["help"], [n["html"][:200] for n in v["nodes"]]) for v in found]


def until(page, condition):
    """Wait until an expression of the page is true; the page's policy forbids to wait in it."""
    ends = time.monotonic() + 90
    while not page.evaluate(condition):
        assert time.monotonic() < ends, condition
        page.wait_for_timeout(50)


def fits(page):
    """Whether a page is no wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@contextmanager
def working():
    """A worker that takes what is asked for, for as long as the block lasts."""
    stop = threading.Event()
    worker = threading.Thread(target=lambda: orders.work(stop))
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join(120)


def dropped(page, place, *paths):
    """Drop files and folders of this machine on a place, as a file manager does."""
    box = place.bounding_box()
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for what in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": what, "data": data, **at})
    session.detach()

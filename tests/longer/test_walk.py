"""The whole way of somebody new, in a real browser: from the first word to a client's answer."""

import re
import shutil
import time
from pathlib import Path

import pytest

from makers.bases import drawn, jpeg_of
from servers.browsing import axe, dropped, until, working
from servers.service import WORD, fresh
from servers.the_page import built, chromium, npm, visit

__all__ = ["built", "chromium", "npm", "visit"]

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "fernhill"
LONGEST = 300_000
"""Milliseconds that a step of making may take where much else is done."""


@pytest.fixture(scope="module")
def begun(built, tmp_path_factory):
    """A house in which nobody works yet: its address, and the word to begin with."""
    with fresh(tmp_path_factory.mktemp("walk")) as found:
        yield found


@pytest.fixture(scope="module")
def service(begun):
    """The address that this module's pages are opened at."""
    return begun[0]


@pytest.fixture
def folder(tmp_path):
    """What a team brings: a survey, pictures and a photograph, and a file with a slip in it."""
    at = tmp_path / "Fernhill spring"
    leave = shutil.ignore_patterns("draw", "out", ".reelwright", "*.py", "translations")
    shutil.copytree(EXAMPLE, at, ignore=leave)
    (at / "library" / "porch.jpg").write_bytes(jpeg_of(drawn(8, 1280, 960)))
    campaign = (at / "campaign.toml").read_text(encoding="utf-8").partition("[wanted]")[0]
    small = 'segments = ["family-carers-in-the-middle"]\nseconds = 6\nformats = ["1:1"]\n'
    campaign = campaign.replace('\nlanguage = "en"', '\nlangauge = "en"', 1)
    (at / "campaign.toml").write_text(f"{campaign}[wanted]\n{small}", encoding="utf-8")
    codebook = (at / "codebook.toml").read_text(encoding="utf-8")
    draft = codebook.replace("confirmed = true", "confirmed = false")
    (at / "codebook.toml").write_text(draft, encoding="utf-8")
    return at


def makes(page, gate):
    """Make goes on to a gate, which is opened when all before it is done."""
    page.get_by_role("link", name="Overview").click()
    with page.expect_response(lambda answer: answer.request.method == "POST") as asked:
        page.get_by_role("button", name="Make", exact=True).click()
    order = f"/api/orders/{asked.value.json()['id']}"
    ends = time.monotonic() + LONGEST / 1000
    while (told := page.request.get(order).json())["state"] != "done":
        assert told["state"] in ("queued", "running"), told["reason"]
        assert time.monotonic() < ends, told
        page.wait_for_timeout(250)
    page.get_by_role("link", name=re.compile(rf"^{gate} \d+ decisions? waits?")).click()


def passes(page):
    """All that waits at a gate is approved."""
    page.get_by_role("button", name=re.compile("^Approve (it|all)")).click()
    page.get_by_text("Approved", exact=True).first.wait_for()


def test_somebody_new_gets_from_a_folder_to_a_film_that_a_client_answers(begun, visit, folder):
    page = visit("/", who=None)
    page.get_by_label("First word").fill(begun[1])
    page.get_by_label("Name", exact=True).fill("admin")
    page.get_by_label("Password", exact=True).fill(WORD)
    page.get_by_role("button", name="Begin").click()
    page.get_by_text("No campaigns yet").wait_for()
    page.get_by_role("link", name="People").click()
    page.get_by_label("Name").fill("vera")
    page.get_by_label("First password").fill(WORD)
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("vera", exact=True).wait_for()

    # A folder is brought, and what the check finds in it is mended where it stands.
    page.goto("/campaigns/new")
    dropped(page, page.get_by_text("Drop a zip, a folder or files here"), folder)
    page.get_by_role("button", name="Upload and check").click()
    page.get_by_text("Nothing can be made yet").wait_for(timeout=LONGEST)
    assert page.get_by_text("langauge: is not a known key").count() == 1, "it is told once"
    page.get_by_role("link", name="To the files").click()
    page.get_by_role("button", name="campaign.toml").first.click()
    text = page.get_by_label("Text of campaign.toml")
    text.fill(text.input_value().replace("langauge", "language"))
    page.get_by_role("button", name="Save").click()
    page.get_by_text("The check found nothing amiss").wait_for(timeout=LONGEST)

    with working():
        # How the survey is read is corrected in place, and confirmed.
        makes(page, "How the survey is read")
        read = page.get_by_label("What it is taken for: What is your gender?")
        read.select_option("ignore")
        page.get_by_role("button", name="That is right").click()
        page.get_by_role("heading", name="From answers to films").wait_for()
        told = page.request.get("/api/campaigns/fernhill-spring/files/codebook.toml").text()
        assert re.search(r'id = "gender"[^[]*role = "ignore"', told)
        makes(page, "Segments")
        page.get_by_text("In their own words").first.wait_for()
        passes(page)
        makes(page, "Briefs")
        passes(page)
        makes(page, "Storyboards")

        # A scene is changed in words, and the storyboard approved as it is then.
        page.locator("main a[href*='/storyboards/']").first.click()
        page.get_by_label("Change it in words").fill("headline of scene 1: Two homes to run")
        page.get_by_role("button", name="Show what would change").click()
        page.get_by_role("button", name="Apply").click()
        scenes = page.get_by_role("list", name="Scenes")
        scenes.get_by_text("Two homes to run").wait_for()
        page.get_by_role("button", name=re.compile("^Approve: ")).click()
        page.get_by_text("Approved", exact=True).wait_for()
        makes(page, "Finished films")

        # The film is played, and one of its scenes filmed once more.
        page.get_by_role("link", name="1:1 · English").click()
        film = page.url.rpartition("/")[2]
        until(page, "document.querySelector('video')?.readyState > 0")
        page.evaluate("document.querySelector('video').play()")
        until(page, "document.querySelector('video').currentTime > 0.2")
        assert page.get_by_role("link", name="Download").count() == 0, "nobody let it out yet"
        page.locator("summary").filter(has_text="Scene 1").click()
        page.get_by_label("What should be otherwise").locator("visible=true").fill("closer")
        page.get_by_role("button", name="Film another take").locator("visible=true").click()
        page.get_by_text("It is shown from the next Make on").wait_for()
        makes(page, "Finished films")
        page.get_by_role("link", name="1:1 · English").click()
        page.locator("summary").filter(has_text="Scene 1, 2 takes").click()
        again = page.get_by_role("region", name="Take 2 of scene 1")
        again.get_by_text("closer", exact=True).wait_for()
        assert axe(page) == []

        # Its landing page is there to be seen, and it goes out when it is approved.
        inside = page.frame_locator("iframe[title='Landing page']")
        inside.get_by_role("heading", level=1).wait_for()
        page.get_by_role("button", name=re.compile("^Approve: ")).click()
        page.get_by_text("Approved", exact=True).wait_for()
        with page.expect_download() as taken:
            page.get_by_role("link", name=re.compile("^Download")).first.click()
        assert taken.value.suggested_filename == f"{film}.mp4"

    # Who may only look approves nothing, on the page or past it.
    looks = visit(f"/campaigns/fernhill-spring/films/{film}", who="vera")
    looks.get_by_role("link", name=re.compile("^Download")).first.wait_for()
    assert looks.get_by_role("button", name=re.compile("Approve|Reject|Withdraw")).count() == 0
    refused = looks.evaluate(
        """async () => {
          const { proof } = await (await fetch("/api/session")).json();
          const body = JSON.stringify({ verdict: "approve", everything: true });
          const headers = { "Content-Type": "application/json", "X-Reelwright-Proof": proof };
          const at = "/api/campaigns/fernhill-spring/decisions";
          return (await fetch(at, { method: "POST", headers, body })).status;
        }"""
    )
    assert refused == 403

    # A client outside sees it by a link, says something, and is answered.
    page.get_by_role("link", name="All films").click()
    page.get_by_role("button", name="Review links").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_label("For whom").fill("The client")
    page.get_by_role("button", name="Make a link").click()
    guest = visit(page.locator("pre").inner_text(), who=None)
    guest.get_by_role("heading", name="The client").wait_for()
    until(guest, "document.querySelector('video')?.readyState > 0")
    guest.get_by_label("Your name").fill("Ana")
    guest.get_by_label("What you want to say").fill("Could the rain be less?")
    guest.get_by_role("button", name="Say it of this moment").click()
    guest.get_by_role("button", name="Point at a place in the picture").click()
    guest.get_by_role("button", name="Choose the place in the picture").click(
        position={"x": 10, "y": 10}
    )
    guest.get_by_role("button", name="Point at another place").wait_for()
    guest.get_by_role("button", name="Send").click()
    guest.get_by_text("Could the rain be less?").first.wait_for()
    (said,) = page.request.get("/api/campaigns/fernhill-spring/comments").json()
    assert (said["outside"], said["at"]) == (True, 0)
    assert all(0 < share < 0.1 for share in said["place"])
    page.get_by_role("button", name="Close").click()
    page.get_by_role("link", name="1:1 · English").click()
    page.get_by_role("button", name="Answer").click()
    page.get_by_label("Answer Ana").fill("We film it without.")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("We film it without.").first.wait_for()
    page.get_by_role("button", name="Seen to").click()
    page.get_by_text("seen to", exact=True).wait_for()
    guest.reload()
    guest.get_by_text("We film it without.").wait_for()
    assert axe(guest) == []

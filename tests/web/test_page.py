"""The studio's page in a real browser, against the real service."""

import gzip
import re
import subprocess
from pathlib import Path

import httpx2
import pytest

from servers.service import WORD

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "web"
MOST_SCRIPT = 200_000
"""Packed bytes of script that the first page may need."""


def axe(page):
    """What axe finds amiss on a page, as it stands now."""
    source = (WEB / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(source)
    found = page.evaluate("async () => (await axe.run(document)).violations")
    return [(v["id"], v["help"], [n["html"][:200] for n in v["nodes"]]) for v in found]


def fits(page):
    """Whether a page is no wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_first_page_needs_little_script_and_a_strict_policy_lets_it_in(service, built):
    answer = httpx2.get(service)
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    nonce = re.search(r"'nonce-([\w-]+)'", policy)[1]
    assert f'content="{nonce}"' in answer.text
    assert httpx2.get(service).text != answer.text
    first = [p for p in built.rglob("*.js") if f'"/assets/{p.name}"' in answer.text]
    first += list(built.rglob("Campaigns-*.js"))
    packed = sum(len(gzip.compress(p.read_bytes(), 9)) for p in first)
    assert len(first) > 2
    assert packed < MOST_SCRIPT


def test_files_of_the_page_are_kept_for_ever_and_unknown_addresses_are_the_page(service, built):
    script = next(built.glob("assets/index-*.js"))
    answer = httpx2.get(f"{service}/assets/{script.name}", headers={"Accept-Encoding": "gzip"})
    assert answer.content == script.read_bytes()
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert httpx2.get(f"{service}/assets/index-gone.js").status_code == 404
    assert "<div id=" in httpx2.get(f"{service}/campaigns/any").text
    lost = httpx2.get(f"{service}/api/nothing")
    assert (lost.status_code, lost.json()["title"]) == (404, "NotFound")
    for path in ("/../app.py", "/%2e%2e/app.py", "/assets/..%2f..%2fpage.py"):
        assert "import" not in httpx2.get(service + path).text


def test_where_the_page_was_not_built_the_answer_says_how(tmp_path):
    from fastapi import FastAPI
    from starlette.testclient import TestClient

    from reelwright.service import page

    app = FastAPI()
    page.install(app, tmp_path)
    answer = TestClient(app).get("/")
    assert answer.status_code == 503
    assert "make studio" in answer.text


def test_types_of_the_page_are_those_of_the_service(npm, built, tmp_path):
    fresh = tmp_path / "schema.d.ts"
    tool = WEB / "node_modules" / ".bin" / "openapi-typescript"
    document = ROOT / "docs" / "openapi.json"
    subprocess.run([tool, document, "-o", fresh], check=True, capture_output=True)
    kept = (WEB / "src" / "api" / "schema.d.ts").read_text(encoding="utf-8")
    assert fresh.read_text(encoding="utf-8") == kept, "run `npm run types` in web/"


def test_the_page_is_typed_and_in_its_format(built):
    done = subprocess.run(
        ["npm", "run", "--silent", "check"], cwd=WEB, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_person_signs_in_sees_the_campaigns_and_signs_out(visit):
    page = visit("/", who=None)
    page.get_by_label("Name").fill("viewer")
    page.get_by_label("Password", exact=True).fill("not the word")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("do not belong together").wait_for()
    assert axe(page) == []
    page.get_by_label("Password", exact=True).fill(WORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Campaigns").wait_for()
    page.get_by_role("heading", name="Blue Door").wait_for()
    assert page.get_by_role("link", name="New campaign").count() == 0
    page.get_by_role("button", name="Account of viewer").click()
    page.get_by_role("menuitem", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    page.goto("/campaigns")
    page.get_by_role("heading", name="Sign in").wait_for()


@pytest.mark.parametrize("width", [360, 820, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_and_pass_axe(visit, width, scheme):
    page = visit("/campaigns", viewport={"width": width, "height": 900}, color_scheme=scheme)
    for path, there in PAGES.items():
        page.goto(path)
        page.get_by_text(there).first.wait_for()
        assert fits(page), path
        assert axe(page) == [], path


PAGES = {
    "/campaigns": "Blue Door",
    "/campaigns/new": "Choose files",
    "/campaigns/spring": "Nothing can be made yet",
    "/campaigns/spring/files?file=campaign.toml": "# What the campaign is about",
    "/nowhere": "There is no such page",
}


def test_a_campaign_is_begun_and_what_the_check_found_is_mended_in_place(visit):
    page = visit("/campaigns/new", who="editor")
    page.get_by_role("tab", name="Begin with files").click()
    page.get_by_label("Company").fill("Green Gate")
    page.get_by_role("button", name="Begin", exact=True).click()
    page.get_by_text("The check found something to mend").wait_for()
    page.get_by_text("has no survey").wait_for()
    page.get_by_role("button", name="campaign.toml").click()
    text = page.get_by_label("Text of campaign.toml")
    text.fill(text.input_value().replace("Green Gate campaign", "Green Gate spring"))
    page.get_by_text("Not saved yet").wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved", exact=True).wait_for()
    page.reload()
    page.get_by_role("heading", name="campaign.toml").wait_for()
    assert "Green Gate spring" in page.get_by_label("Text of campaign.toml").input_value()

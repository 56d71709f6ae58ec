"""What the page is built into: its script, its types, and how it is given out."""

import gzip
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx2
import pytest

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "web"
MOST_SCRIPT = 200_000
"""Packed bytes of script that the first page may need."""


def test_the_first_page_needs_little_script_and_a_strict_policy_lets_it_in(service, built):
    answer = httpx2.get(service)
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    nonce = re.search(r"'nonce-([\w-]+)'", policy)[1]
    assert f'content="{nonce}"' in answer.text
    assert httpx2.get(service).text != answer.text


@pytest.mark.parametrize("language", ["en-GB", "de-DE"])
def test_the_first_page_loads_little_script_in_either_language(visit, built, language):
    page = visit("/campaigns", locale=language)
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate(
        "performance.getEntriesByType('resource').map((one) => one.name)"
        ".filter((name) => name.endsWith('.js')).map((name) => name.split('/').pop())"
    )
    files = {path.name: path for path in built.rglob("*.js")}
    sizes = {name: len(gzip.compress(files[name].read_bytes(), 9)) for name in loaded}
    assert {name.partition("-")[0] for name in sizes} >= {"index", "Campaigns", language[:2]}
    assert sum(sizes.values()) < MOST_SCRIPT, sizes


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


def test_the_wheel_brings_the_page_with_the_licences_of_what_is_in_it(built, tmp_path):
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = {n for n in packed.namelist() if n.startswith("reelwright/service/built/")}
        told = packed.read("reelwright/service/built/licences.md").decode()
    there = {p.relative_to(built).as_posix() for p in built.rglob("*") if p.is_file()}
    assert {n.removeprefix("reelwright/service/built/") for n in names} == there
    for named in ("react-dom", "@mantine/core", "@tanstack/react-query", "MIT"):
        assert named in told


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


@pytest.mark.longer
def test_the_page_is_typed_and_in_its_format(built):
    done = subprocess.run(
        ["npm", "run", "--silent", "check"], cwd=WEB, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr

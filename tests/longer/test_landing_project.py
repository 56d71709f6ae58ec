"""The project that goes out with a page: unpacked elsewhere, npm builds the same page of it."""

import subprocess
import zipfile

import pytest

from reelwright.backends.node import find_node
from reelwright.release.landing.compose import compose
from reelwright.release.landing.project import (
    INDEX,
    build_project,
    source_of,
    write_project,
    zip_project,
)

from makers.folder_assets import FolderAssets
from values import landing as of

UNREACHED = ("ENOTFOUND", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EAI_AGAIN", "ENETUNREACH")


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


@pytest.mark.proves("S0-61")
def test_npm_builds_the_same_page_of_the_project_that_goes_out(page_tools, tmp_path):
    assets = FolderAssets(tmp_path / "assets")
    about = of.given(assets)
    facts, _ = of.facts(about, [of.still(assets, name) for name in of.SCENES])
    site = of.site(assets, tmp_path, page_tools)
    pages = {INDEX: source_of(compose(about, facts, "tall").design)}
    ours = build_project(tmp_path / "ours", pages, facts, site)
    assert write_project(tmp_path / "project", pages, facts, site) == ()
    for name in ("a.zip", "b.zip"):
        zip_project(tmp_path / "project", tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        packed.extractall(tmp_path / "client")
    theirs = tmp_path / "client" / "landing-page"
    for words in (["ci"], ["run", "build"]):
        done = subprocess.run(
            [*find_node().npm, *words], cwd=theirs, capture_output=True, text=True, timeout=300
        )
        if any(word in done.stderr for word in UNREACHED):
            pytest.skip("npm does not reach its registry from here")
        assert done.returncode == 0, done.stdout + done.stderr
    assert files(theirs / "dist") == files(ours.folder)

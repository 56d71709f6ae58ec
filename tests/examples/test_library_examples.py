"""Each worked example of the library runs as its README says, and its filters hold."""

import json
import os
import sys

import pytest

from reelwright.settings import Settings
from reelwright.wiring import open_library

from servers import warm


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return tmp_path_factory.mktemp("examples")


def run(root, name, out):
    """What came of each film of an example, as its page's data tells it."""
    outside = {k: v for k, v in os.environ.items() if not k.startswith("REELWRIGHT_")}
    words = [sys.executable, str(root / "examples" / "library" / f"{name}.py")]
    done = warm.run(
        [*words, "--out", str(out), "--seconds", "2", "--format", "1:1"],
        capture_output=True, text=True, env=outside, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    page = done.stdout.strip().splitlines()[-1].removeprefix("page: ")
    folder = out / os.path.basename(os.path.dirname(page))
    return json.loads((folder / "results.json").read_text(encoding="utf-8")), folder


def facets(out, told):
    """The facets of the one picture that a film stands on."""
    library = open_library(Settings(library=out / "bases", who="example"))
    (source,) = told["sources"]
    found = library.open("examples").item(source["sha256"]).facets
    library.close()
    return found


@pytest.mark.longer
@pytest.mark.proves("S3-14", "S2-10")
def test_a_lesson_keeps_to_its_subject_and_its_order(request, out):
    told, folder = run(request.config.rootpath, "lesson", out)
    assert [t["line"] for t in told] == ["step 1", "step 2", "step 3"]
    assert [t["sources"][0]["picture"] for t in told] == [
        "kettle-steam.svg",
        "hands-tea.svg",
        "teapot-tray.svg",
    ]
    assert all("making tea" in facets(out, t)["subject"] for t in told)
    assert all((folder / f).stat().st_size > 10_000 for t in told for f in t["films"])


@pytest.mark.proves("S3-14", "S2-10", "S3-09")
def test_each_person_gets_a_film_of_their_interests_or_a_reason(request, out):
    told, _ = run(request.config.rootpath, "interests", out)
    by_name = {t["line"]: t for t in told}
    assert "gardening" in facets(out, by_name["Ada"])["interest"]
    assert {"games", "reading"} & set(facets(out, by_name["Bela"])["interest"])
    assert by_name["Chidi"]["state"] == "failed"
    assert by_name["Chidi"]["films"] == []
    assert "a day on a boat" in by_name["Chidi"]["reason"]
    # What Ada is shown is there, and is not for somebody of other interests.
    assert by_name["Ada"]["state"] == "done"
    assert by_name["Dana"]["state"] == "failed"
    assert by_name["Dana"]["films"] == []


@pytest.mark.longer
@pytest.mark.proves("S3-14", "S2-10")
def test_an_advertisement_shows_the_feature_to_those_it_was_vetted_for(request, out):
    told, _ = run(request.config.rootpath, "products", out)
    assert [t["state"] for t in told] == ["done"] * 3
    seen = [facets(out, t) for t in told]
    assert [f["feature"][0] for f in seen] == ["same carer", "same carer", "visit notes"]
    assert "daughters" in seen[0]["demographic"]
    assert "over 75" in seen[1]["demographic"]
    assert "daughters" in seen[2]["demographic"]
    # The same feature, another audience, another picture.
    assert told[0]["sources"][0]["picture"] != told[1]["sources"][0]["picture"]

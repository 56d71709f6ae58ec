"""The trial on real input: 14 photographs and 1,040 answers, which stay outside the repository."""

import hashlib
import importlib.util
import json
import re
import sys
from pathlib import Path

import pytest

from reelwright.audience import find_segments
from reelwright.intake.survey import load_codebook, read_survey, read_table
from reelwright.library import open_search, read_pictures
from reelwright.release.papers.credentials import read_credentials

from servers import warm

ROOT = Path(__file__).resolve().parents[2]
WAYFOLD = ROOT / "examples" / "wayfold"
SEGMENT = "keepers-of-their-own-seat"


def _assemble(data, folder):
    spec = importlib.util.spec_from_file_location("assemble", WAYFOLD / "assemble.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.assemble(data / "photos", data / "surveys" / "flying-etiquette.csv", folder)


@pytest.fixture
def campaign(shared_data, tmp_path):
    """The Wayfold campaign with its photographs and answers, in a fresh folder."""
    return _assemble(shared_data, tmp_path / "wayfold")


def _reelwright(*words):
    line = [sys.executable, "-m", "reelwright", *map(str, words)]
    return warm.run(line, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.proves("S0-25")
def test_real_answers_give_stable_segments_or_say_why_not(shared_data):
    codebook = load_codebook(WAYFOLD / "codebook.toml")
    survey = read_survey(read_table(shared_data / "surveys" / "flying-etiquette.csv"), codebook)
    assert len(survey.rows) == 854
    assert survey.dropped == ("186 left out: over 50% of the segment questions blank",)
    found = find_segments(survey, codebook, seed=1)
    assert found.reason
    if not found.reliable:
        assert [s.n for s in found.segments] == [len(survey.rows)]
        return
    assert "stable" in found.reason
    assert sum(s.n for s in found.segments) + found.unassigned == len(survey.rows)
    assert all(len(set(s.respondents)) == s.n >= 50 for s in found.segments)
    groups = {"demographics", "motivations", "pain points", "decision factors"}
    assert all({t.group for t in s.traits} == groups for s in found.segments)


@pytest.mark.proves("S2-02")
def test_every_sight_the_campaign_asks_for_finds_its_photograph(campaign, assets):
    shelf = read_pictures(campaign / "library", assets)
    assert (len(shelf.pictures), shelf.refused) == (14, ())
    searcher = open_search(shelf.pictures)
    text = (campaign / "campaign.toml").read_text(encoding="utf-8")
    sights = sorted(set(re.findall(r'seek = "([^"]+)"', text)))
    assert len(sights) > 10
    for seek in sights:
        first = searcher.search(seek, k=1)[0]
        assert first.score >= searcher.floor, f"{seek}: {first.picture} {first.score:.2f}"


@pytest.mark.proves("S3-06", "S3-08")
def test_real_photographs_and_answers_become_a_signed_film_with_its_page(campaign, tmp_path):
    out, workspace = tmp_path / "out", tmp_path / "workspace"
    made = _reelwright(
        "make", campaign, "--yes", "--segments", SEGMENT, "--formats", "9:16", "--seconds", "12",
        "--out", out, "--workspace", workspace,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout[-2_000:] + made.stderr[-2_000:]
    (paper,) = out.glob(f"{SEGMENT}-*/manifest.json")
    told = json.loads(paper.read_text(encoding="utf-8"))

    film = out / told["film"]["file"]
    assert hashlib.sha256(film.read_bytes()).hexdigest() == told["film"]["sha256"]
    assert float(told["film"]["seconds"]) == 12
    assert told["checks_passed"] is True
    assert all(check["ok"] for check in told["checks"] if check["blocking"])

    used = {scene["source"]["file"]: scene["source"]["sha256"] for scene in told["scenes"]}
    assert len(used) >= 2
    for name, digest in used.items():
        photograph = (campaign / "library" / name).read_bytes()
        assert hashlib.sha256(photograph).hexdigest() == digest

    credentials = read_credentials(film, anchor=(workspace / "signing" / "root.pem").read_bytes())
    assert credentials.state == "trusted"
    assert set(credentials.sources) == set(used)

    page = (out / told["landing_page"]).read_text(encoding="utf-8")
    assert told["call"]["text"] in page
    assert told["call"]["link"] in page

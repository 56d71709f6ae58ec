"""One setting decides where a campaign's bytes are kept, and what else is done to them."""

import base64
import json
import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from reelwright.domain.errors import Missing, StoreFailed
from reelwright.settings import Settings
from reelwright.store.folder import FolderStore
from reelwright.wiring.places import store

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "fernhill"


@pytest.fixture
def reach(storage, monkeypatch):
    """Settings of a bucket; the keys are in the environment, as for any AWS tool."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", storage["access_key_id"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", storage["secret_access_key"])
    monkeypatch.setenv("REELWRIGHT_ASSETS_URL", "s3://shelf/films")
    options = {"endpoint": storage["endpoint"], "region": storage["region"]}
    monkeypatch.setenv("REELWRIGHT_ASSETS_OPTIONS", json.dumps(options))


@pytest.fixture
def key_file(tmp_path):
    path = tmp_path / "key"
    path.write_bytes(base64.b64encode(bytes(range(32))))
    return path


@pytest.fixture
def campaign(tmp_path):
    """A small campaign's folder."""
    from reelwright.studio.campaigns import new

    folder = new(tmp_path / "lamps")
    shutil.copy(EXAMPLE / "survey.csv", folder)
    for name in ("crossword.svg", "coat-help.svg"):
        shutil.copy(EXAMPLE / "library" / name, folder / "library")
    return folder


def test_bytes_lie_in_the_workspace_without_a_setting(tmp_path):
    assert isinstance(store(tmp_path), FolderStore)
    kept = store(tmp_path).put(b"here", "a", "x/y", "takes")
    assert store(tmp_path).path(kept).is_relative_to(tmp_path / "assets" / "takes")


@pytest.mark.proves("S0-07", "S1-03")
def test_a_campaign_keeps_its_bytes_in_a_bucket_by_one_setting(campaign, reach, tmp_path):
    from reelwright.wiring.campaigns import open_studio

    studio = open_studio(campaign).studio
    given = {studio.campaign.survey.sha256, *(p.asset.sha256 for p in studio.campaign.pictures)}
    name = (campaign / ".reelwright" / "place").read_text().strip()
    assert name.startswith("lamps-")
    # Another machine, that has nothing but the name.
    other = store(tmp_path / "elsewhere", place=name)
    there = {*other.listing("inputs"), *other.listing("references")}
    assert given <= there
    assert other.path(studio.campaign.survey).read_bytes() == (EXAMPLE / "survey.csv").read_bytes()
    studio.assets.send_log()
    assert given <= {row["sha256"] for row in other.log() if row["act"] == "write"}
    # Another campaign in the same bucket sees nothing of it.
    assert store(tmp_path / "second").listing("inputs") == ()
    assert open_studio(campaign).studio.campaign.digest() == studio.campaign.digest()


@pytest.mark.proves("S1-04")
@pytest.mark.parametrize("where", ["folder", "bucket"])
def test_a_campaign_is_sealed_by_one_setting(campaign, key_file, where, request, tmp_path):
    from reelwright.wiring.campaigns import open_studio

    if where == "bucket":
        request.getfixturevalue("reach")
    plain = open_studio(campaign).studio.campaign
    settings = Settings(encryption_key_file=key_file, scratch=tmp_path / "open")
    studio = open_studio(campaign, settings).studio
    assert studio.campaign.digest() == plain.digest()
    survey = (EXAMPLE / "survey.csv").read_bytes()
    assert studio.assets.path(studio.campaign.survey).read_bytes() == survey
    studio.assets.seal()
    lie = (campaign / ".reelwright" / "assets").rglob("*")
    assert not [p for p in lie if p.is_file() and survey[:200] in p.read_bytes()]
    with pytest.raises(StoreFailed, match=r"no key is given.*ENCRYPTION_KEY_FILE"):
        store(campaign / ".reelwright").path(studio.campaign.survey)


def test_a_missing_key_file_is_named_before_anything_is_kept(tmp_path):
    with pytest.raises(Missing, match=r"no-key.*openssl rand"):
        store(tmp_path / "w", Settings(encryption_key_file=tmp_path / "no-key"))
    assert not (tmp_path / "w").exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"assets_url": "https://shelf"}, "s3://bucket"),
        ({"assets_url": "s3://"}, "s3://bucket"),
        ({"retention": {"films": 3}}, "no store 'films'"),
        ({"retention": {"takes": 0}}, "greater than or equal to 1"),
    ],
)
def test_settings_that_mean_nothing_are_refused(given, said):
    with pytest.raises(ValidationError, match=said):
        Settings(**given)


@pytest.mark.proves("S1-03")
def test_others_on_the_machine_may_not_look_into_inputs_and_the_log(tmp_path):
    root = store(tmp_path).root
    store(tmp_path).put(b"an answer", "a", "x/y", "inputs")
    modes = {path.name: path.stat().st_mode & 0o007 for path in root.iterdir()}
    assert (modes["inputs"], modes["access"]) == (0, 0)
    assert modes["releases"] != 0
    assert (root / "access" / "log.jsonl").stat().st_mode & 0o007 == 0

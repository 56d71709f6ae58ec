"""What `status` says is what stands now, whatever changed since it was last asked."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import reelwright
from reelwright.settings import Settings
from reelwright.store.catalogue import Catalogue, Decision, now
from reelwright.wiring import standing
from reelwright.workflow.build.stage import Stage
from reelwright.workflow.campaign.stages import STAGES

from .conftest import alone
from makers.fernhill import SEGMENT

SOURCE = Path(reelwright.__file__).parents[1]
FILE = standing.FILE


def answer(folder):
    """What `status` says, by name."""
    return {
        row.name: (row.state, row.why, row.made_at) for row in reelwright.campaigns.status(folder)
    }


def anew(folder):
    """What it says with nothing kept to go by."""
    (folder / ".reelwright" / FILE).unlink(missing_ok=True)
    return answer(folder)


class Looks:
    """Counts how often a campaign is looked through; each look finds another answer."""

    def __init__(self, folder, **given):
        self.folder, self.given, self.count = folder, given, 0

    def __call__(self):
        return standing.rows(self.folder, Settings(**self.given), self._look)

    def _look(self, studio):
        self.count += 1
        return [{"look": self.count, "campaign": studio.campaign.name}]


@pytest.fixture
def looks(copy):
    """Looks at a campaign that was looked at before, whose answer is kept."""
    made = Looks(copy)
    made()
    kept = made()
    assert (made.count, kept[0]["look"]) == (1, 1)
    return made


# -- the answer changes with what it says ----------------------------------------------------------


def another_seed(folder, monkeypatch):
    """A file of the folder, whose size stays what it was."""
    path = folder / "campaign.toml"
    text = path.read_text("utf-8")
    assert "seed = 7" in text
    path.write_text(text.replace("seed = 7", "seed = 8"), "utf-8")


def another_setting(folder, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_ATTEMPTS", "2")


def another_model(folder, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_MODELS", json.dumps({"judge": "anthropic:judge"}))


def a_certificate(folder, monkeypatch):
    own = folder.parent / "own"
    own.mkdir()
    (own / "chain.pem").write_text("a chain", "utf-8")
    monkeypatch.setenv("REELWRIGHT_CREDENTIALS", str(own))


def a_decision(folder, monkeypatch):
    reelwright.decisions.reject(folder, [f"segment/{SEGMENT}"], note="too wide")


def a_result_in_place_of_another(folder, monkeypatch):
    draft = reelwright.items.draft(folder, f"segment/{SEGMENT}")
    text = json.dumps(json.loads(draft.text) | {"summary": "People who care for a parent."})
    reelwright.items.edit(folder, draft.name, text)


def a_run(folder, monkeypatch):
    seed = reelwright.campaigns.Overrides(seed=8)
    reelwright.campaigns.make(folder, overrides=seed, until="briefs")


def of_another_version(folder, stage):
    """Results as a version kept them whose type was another; keys and digests stay."""
    catalogue = Catalogue(folder / ".reelwright" / "catalogue.db")
    names = [f"{stage}/{kept.item}" for kept in catalogue.items(stage)]
    sql = "update results set value = :value where stage = :stage"
    catalogue.database.put(sql, value='{"of": "0.0.1"}', stage=stage)
    catalogue.close()
    return names


def a_kept_value(folder, monkeypatch):
    of_another_version(folder, "storyboard")


def another_voice(folder, monkeypatch):
    """A program that speaks is gone from this machine, or there where there was none."""
    programs = folder.parent / "programs"
    programs.mkdir()
    if shutil.which("flite"):
        monkeypatch.setenv("PATH", str(programs))
        assert not shutil.which("flite")
        return
    (programs / "flite").write_text("#!/bin/sh\n", "utf-8")
    (programs / "flite").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")


CHANGES = (
    another_seed,
    another_setting,
    another_model,
    a_certificate,
    a_decision,
    a_result_in_place_of_another,
    a_run,
    a_kept_value,
    another_voice,
)


@pytest.mark.longer
@pytest.mark.parametrize("change", CHANGES, ids=[c.__name__ for c in CHANGES])
def test_status_is_what_stands_after_a_change(copy, monkeypatch, change):
    before = answer(copy)
    assert answer(copy) == before
    change(copy, monkeypatch)
    after = answer(copy)
    assert after != before
    assert after == anew(copy)
    assert answer(copy) == after


def test_voices_that_come_and_go_are_noticed_at_once(copy, monkeypatch):
    before = answer(copy)
    with monkeypatch.context() as there:
        another_voice(copy, there)
        assert answer(copy) != before
    assert answer(copy) == before


NONE_HERE = ("codebook", "reference still", "page", "built page")
"""Kinds of results that this campaign has none of."""


@pytest.mark.parametrize("stage", [s for s in STAGES.names if s not in NONE_HERE])
def test_what_another_version_kept_otherwise_is_to_be_made_anew(copy, stage):
    names = of_another_version(copy, stage)
    said = answer(copy)
    assert names
    assert {said[name][:2] for name in names} == {("stale", "the way it is made changed")}


HOLDS = """
import sys
from pathlib import Path
from reelwright.store.catalogue import Catalogue, Decision, now
catalogue = Catalogue(Path(sys.argv[1]))
kept = catalogue.latest("segment", sys.argv[2])
catalogue.decide(Decision("segments", kept.item, kept.digest, "reject", "bob", "no", now()))
print("written", flush=True)
sys.stdin.read()
"""


def test_what_another_process_wrote_and_still_holds_open_counts(copy):
    before, place = answer(copy), copy / ".reelwright" / "catalogue.db"
    words = [sys.executable, "-c", HOLDS, str(place), SEGMENT]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline().strip() == "written"
        assert (copy / ".reelwright" / "catalogue.db-wal").stat().st_size, "it lies in the log only"
        after = answer(copy)
        assert after[f"segment/{SEGMENT}"][:2] == ("rejected", "no")
        assert answer(copy) == after
        other.kill()
    assert answer(copy) == after == anew(copy)
    assert after != before


@pytest.mark.longer
def test_another_version_of_the_program_looks_anew(copy, tmp_path):
    source = tmp_path / "src"
    shutil.copytree(SOURCE, source, ignore=shutil.ignore_patterns("__pycache__"))
    code = (
        f"import sys; sys.path.insert(0, {str(source)!r}); import reelwright;"
        "print(reelwright.__file__);"
        "print({r.state for r in reelwright.campaigns.status(sys.argv[1]) if r.stage == 'film'})"
    )
    for _ in range(2):
        where, states = alone(code, str(copy), fresh=True).splitlines()
        assert where.startswith(str(source))
        assert states == "{'approved'}"
    stages = source / "reelwright" / "workflow" / "campaign" / "film_stages.py"
    text = stages.read_text("utf-8")
    assert 'version="3",\n    gate="final"' in text
    stages.write_text(
        text.replace('version="3",\n    gate="final"', 'version="9",\n    gate="final"')
    )
    assert alone(code, str(copy), fresh=True).splitlines()[1] == "{'stale'}"


# -- what the kept answer hangs on, one by one -----------------------------------------------------


def test_nothing_that_lay_still_is_looked_at_again(looks):
    os.utime(looks.folder / ".reelwright" / "workflow.db")
    (looks.folder / "out" / "a film.mp4").write_text("results are no part of a campaign", "utf-8")
    assert [looks()[0]["look"] for _ in range(3)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODEL", "anthropic:some"),
        ("TEMPERATURES", '{"edit": 0}'),
        ("THRESHOLDS", '{"brand": 0.5}'),
        ("TIERS", '["words"]'),
        ("FLOOR", "0.2"),
        ("VIDEO", '{"video/openai": {"model": "m", "address": "http://127.0.0.1:9"}}'),
        ("WHO", "bob"),
    ],
)
def test_every_setting_takes_part(looks, monkeypatch, name, value):
    monkeypatch.setenv(f"REELWRIGHT_{name}", value)
    assert [looks()[0]["look"] for _ in range(2)] == [2, 2]


def test_a_certificate_takes_part_with_its_bytes(copy):
    own = copy.parent / "own"
    own.mkdir()
    (own / "chain.pem").write_text("one", "utf-8")
    looks = Looks(copy, credentials=own)
    assert [looks()[0]["look"] for _ in range(2)] == [1, 1]
    (own / "chain.pem").write_text("two", "utf-8")
    assert looks()[0]["look"] == 2


def test_a_day_takes_part(looks, monkeypatch):
    from reelwright.wiring import folders

    class Tomorrow(folders.date):
        @classmethod
        def today(cls):
            return folders.date.fromordinal(super().today().toordinal() + 1)

    monkeypatch.setattr(folders, "date", Tomorrow)
    assert looks()[0]["look"] == 2


def test_a_package_takes_part(looks, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path / "site")
    (tmp_path / "site" / "acme-1.0.dist-info").mkdir(parents=True)
    assert [looks()[0]["look"] for _ in range(2)] == [2, 2]
    (tmp_path / "site" / "acme-1.0.dist-info").rename(tmp_path / "site" / "acme-1.1.dist-info")
    assert looks()[0]["look"] == 3


def test_another_folder_in_the_same_workspace_has_its_own_answer(copy, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(copy, other, ignore=shutil.ignore_patterns(".reelwright"))
    ours, theirs = (Looks(f, workspace=copy / ".reelwright") for f in (copy, other))
    ours()
    theirs()
    assert (ours.count, theirs.count) == (1, 1)


def test_what_is_written_during_a_look_is_seen_by_the_next(copy):
    class Meanwhile(Looks):
        def _look(self, studio):
            found = super()._look(studio)
            if self.count < 3:
                kept = studio.catalogue.latest("segment", SEGMENT)
                what = ("segments", kept.item, kept.digest, "approve", "ann", "", now())
                studio.catalogue.decide(Decision(*what))
            return found

    looks = Meanwhile(copy)
    assert [looks()[0]["look"] for _ in range(4)] == [1, 2, 3, 3]


def test_a_folder_edited_during_a_look_is_looked_at_again(copy):
    class Meanwhile(Looks):
        def _look(self, studio):
            if not self.count:
                (self.folder / "notes.txt").write_text("an idea", "utf-8")
            return super()._look(studio)

    looks = Meanwhile(copy)
    looks()
    assert looks()[0]["look"] == 2


class Spied:
    """A studio that notes which of its parts are asked for."""

    def __init__(self, of, asked):
        self._of, self._asked = of, asked

    def __getattr__(self, name):
        self._asked.add(name)
        return getattr(self._of, name)


def test_stages_read_nothing_of_which_a_kept_answer_knows_nothing(copy, monkeypatch):
    asked, given = set(), Stage.given
    monkeypatch.setattr(Stage, "given", lambda self, s, told: given(self, Spied(s, asked), told))
    answer(copy)
    assert asked == {"campaign", "catalogue", "choices", "engines", "filming"}, (
        "what a stage reads besides has to take part in wiring/standing.py"
    )


# -- where nothing can be kept ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b"\xff\xfe",
        b'{"key": 1}',
        b'{"key": "", "state": "", "digest": "", "rows": []}',
    ],
)
def test_a_kept_answer_that_is_none_of_ours_is_made_anew(looks, wrong):
    place = looks.folder / ".reelwright" / FILE
    place.write_bytes(wrong)
    assert [looks()[0]["look"] for _ in range(2)] == [2, 2]


def test_a_kept_answer_that_was_tampered_with_is_made_anew(looks):
    place = looks.folder / ".reelwright" / FILE
    place.write_text(place.read_text("utf-8").replace('"look": 1', '"look": 9'), "utf-8")
    assert looks()[0]["look"] == 2


def test_an_answer_that_cannot_be_written_is_no_error(copy):
    (copy / ".reelwright" / FILE).unlink(missing_ok=True)
    (copy / ".reelwright" / FILE).mkdir()
    assert answer(copy) == answer(copy)
    assert not list((copy / ".reelwright").glob(".part-*"))


def test_a_strangers_back_ends_are_asked_every_time(looks, tmp_path, monkeypatch):
    info = tmp_path / "site" / "acme-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[reelwright.backends]\nspeech/acme = acme:ROW\n")
    monkeypatch.syspath_prepend(tmp_path / "site")
    assert [looks()[0]["look"] for _ in range(3)] == [2, 3, 4]


def test_pictures_of_a_knowledge_base_are_looked_at_every_time(copy, tmp_path, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(tmp_path / "home"))
    reelwright.bases.new("garden", spaces=["embed/descriptors"])
    text = (copy / "campaign.toml").read_text("utf-8")
    (copy / "campaign.toml").write_text(f'{text}\n[library]\nbases = ["garden"]\n', "utf-8")
    looks = Looks(copy)
    assert [looks()[0]["look"] for _ in range(2)] == [1, 2]


def test_rows_on_a_server_are_looked_at_every_time(copy, own_database):
    looks = Looks(copy, database_url=own_database)
    assert [looks()[0]["look"] for _ in range(2)] == [1, 2]


def test_the_pictures_behind_a_linked_folder_are_seen(copy, tmp_path):
    (copy / "library").rename(tmp_path / "pictures")
    (copy / "library").symlink_to(tmp_path / "pictures")
    before = len(reelwright.campaigns.describe(copy).pictures)
    next((tmp_path / "pictures").glob("*.svg")).unlink()
    assert len(reelwright.campaigns.describe(copy).pictures) == before - 1

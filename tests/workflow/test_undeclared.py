"""Work that reads what its stage does not declare fails, named with stage and field."""

import os
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reelwright.settings import Settings
from reelwright.wiring import open_studio
from reelwright.workflow.build.stage import Undeclared
from reelwright.workflow.campaign.stages import STAGES
from reelwright.workflow.engine import studios

from .conftest import copied
from .watched import watched


@pytest.fixture(scope="module")
def studio(drawn, tmp_path_factory):
    """A campaign that concepts were made of."""
    bench = copied(drawn, tmp_path_factory.mktemp("watched") / "fernhill")
    studio = open_studio(bench.folder, Settings()).studio
    yield studio
    studio.close()


def concepts(studio, work):
    """The stage of concepts with other work, and the inputs that it has here."""
    stage = STAGES.named("concepts")
    kept = studio.catalogue.items("segment")[0]
    segment = STAGES.named("segment").result.model_validate(kept.value)
    return replace(stage, work=work), stage.given(studio, {"segment": segment})


def _file(name):
    return lambda given, tools: (tools.workspace.parent / name).read_text(encoding="utf-8")


SNEAKY = {
    "campaign.pictures": lambda given, tools: given.campaign.pictures,
    "campaign.wanted": lambda given, tools: given.campaign.wanted.seconds,
    "brand.voice": lambda given, tools: given.campaign.brand.voice,
    "brand.palette": lambda given, tools: given.campaign.brand.palette,
    "seconds": lambda given, tools: given.seconds,
    "tools.credentials": lambda given, tools: tools.credentials,
    "tools.filming": lambda given, tools: tools.filming,
    "tools.before": lambda given, tools: tools.before,
    "the environment (REELWRIGHT_SEED)": lambda given, tools: os.environ.get("REELWRIGHT_SEED"),
    "the environment (HOME)": lambda given, tools: Path.home(),
    "the clock (time.time)": lambda given, tools: time.time(),
    "the clock (datetime.now)": lambda given, tools: datetime.now(UTC),
    "the file campaign.toml": _file("campaign.toml"),
    "the file .reelwright/schema": _file(".reelwright/schema"),
    "the file .reelwright/catalogue.db": lambda given, tools: sqlite3.connect(
        tools.workspace / "catalogue.db"
    ),
    "other results, in the catalogue": lambda given, tools: OPEN[0].items("brief"),
    "an open campaign": lambda given, tools: studios.opened("another"),
}
"""What work could reach for -> how the failure calls it."""

OPEN = []


@pytest.mark.parametrize("what", SNEAKY)
def test_work_that_reads_what_its_stage_does_not_declare_fails(studio, what):
    assert_caught(studio, what, SNEAKY[what])


def test_so_it_does_in_a_thread_that_it_starts(studio):
    def work(given, tools):
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(SNEAKY["the file campaign.toml"], given, tools).result()

    assert_caught(studio, "the file campaign.toml", work)


def test_parts_of_a_campaign_fail_without_any_watch(studio):
    """Each view raises by itself, in every run of everybody."""
    stage, given = concepts(studio, SNEAKY["campaign.pictures"])
    tools = studio.tools(lambda share: None, None)
    with pytest.raises(Undeclared, match=r"stage concepts reads campaign\.pictures, which it does"):
        stage.made(given, tools)


def assert_caught(studio, what, work):
    stage, given = concepts(studio, work)
    OPEN[:] = [studio.catalogue]
    with watched() as watch, pytest.raises(Undeclared) as caught:
        stage.made(given, studio.tools(lambda share: None, None))
    said = f"stage concepts reads {what}, which it does not declare"
    assert str(caught.value) == said
    assert what.startswith(("campaign.", "brand.", "seconds")) or watch.found == [said]

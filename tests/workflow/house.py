"""Three small campaigns, made once under watch, and copies of them to change."""

import os
import random
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pydantic_ai.messages import ModelResponse, ToolCallPart
from pydantic_ai.models.function import FunctionModel
from pydantic_core import to_jsonable_python

from reelwright.backends.text import asking
from reelwright.domain.base import digest_of
from reelwright.settings import Settings
from reelwright.store import Catalogue
from reelwright.wiring import make, open_studio
from reelwright.workflow.build import rehearsal
from reelwright.workflow.build.bench import digests_of, key_of, plain
from reelwright.workflow.build.stage import FromName
from reelwright.workflow.campaign.stages import fingerprint
from reelwright.workflow.engine import engine
from reelwright.workflow.engine.runs import beside

from .changes import Edit, Place, edit
from .conftest import small_campaign
from .hanging import There
from .watched import watched
from servers.videos import MODEL, running

FILMS = {"takes": ["text", "references", "seed"], "sizes": [[128, 128]], "poll_s": 0.01}

SCRIPT = """## Kitchen

A woman makes tea.

> Some mornings start slowly.

## Garden

Two people on a bench.
"""

ANSWERS = 160
"""Enough to find segments in, and found quickly."""


def called(stage):
    """What a stage is called where two make results of one kind."""
    return stage.called or stage.name


@dataclass(frozen=True)
class Made:
    """A campaign that was made under watch, and what a machine has to have set to open it."""

    folder: Path
    settings: dict
    there: There


class House:
    """The campaigns, by name, and the engine that they share.

    camera: one film, all filmed from stills, with a built page. two languages: as far as its takes.
    model: as far as the takes of a model that films, which are never good enough, with a thing to
    show again.
    script: a finished script, as far as its storyboard.
    """

    def __init__(self, room, server, page_tools):
        self.room, self.copies = room, 0
        self.keys = {}
        self.prints = {}
        self.options = {"model": MODEL, "address": server.address, "profile": FILMS}
        bench = small_campaign(room / "camera" / "fernhill", pictures=6)
        survey = bench.folder / "survey.csv"
        answers = survey.read_text(encoding="utf-8").splitlines(keepends=True)[: ANSWERS + 1]
        survey.write_text("".join(answers), encoding="utf-8")
        with watched() as self.watch:
            self.of = {}
            self.run(bench.folder, {}, "storyboard")
            folder = self.copy(bench.folder, "two")
            nothing: Any = None
            Place(folder, nothing, nothing).replace(
                "campaign.toml", "seed = 7", 'seed = 7\nlanguages = ["en", "de"]'
            )
            self.of["two languages"] = self.made(folder, {}, "shoot")
            folder = self.copy(bench.folder, "model")
            self.run(folder, {}, "continuity")
            with_prop(folder)
            filming = {"thresholds": {"visual": 9.9}, "attempts": 2, "options": {}}
            self.of["model"] = self.made(folder, filming, "shoot")
            folder = small_campaign(room / "script" / "fernhill", pictures=6).folder
            (folder / "script.md").write_text(SCRIPT, encoding="utf-8")
            self.of["script"] = self.made(folder, {}, "storyboard")
            Place(bench.folder, nothing, nothing).replace(
                "campaign.toml", "seed = 7", 'seed = 7\npage = "built"'
            )
            self.of["camera"] = self.made(bench.folder, {"page_tools": page_tools}, "release")
        assert self.watch.found == [], "no stage read what it does not declare"

    def made(self, folder, settings, until):
        self.run(folder, settings, until)
        catalogue = Catalogue(folder / ".reelwright" / "catalogue.db")
        there = There.of(catalogue)
        catalogue.close()
        return Made(folder, settings, there)

    def copied(self, name):
        self.copies += 1
        return self.copy(self.of[name].folder, f"copy-{self.copies}")

    def copy(self, source, to):
        folder = self.room / to / "fernhill"
        keep = source / ".reelwright" / "assets"
        shutil.copytree(
            source,
            folder,
            ignore=lambda at, names: ["assets", "out"] if Path(at) == keep.parent else [],
        )
        shutil.copytree(keep, folder / ".reelwright" / "assets", copy_function=os.link)
        return folder

    def note(self, stage, given):
        """Note beside a key what takes no part in it."""
        digests = digests_of(stage, given)
        apart = [getattr(given, i.name) for i in stage.inputs if isinstance(i.source, FromName)]
        noted = self.keys.setdefault((called(stage), key_of(stage, digests)), set())
        noted.add(digest_of([plain(v) for v in apart]))
        return digests

    def fingerprint(self, base):
        """What a run of a campaign depends on before anything was changed."""
        if base not in self.prints:
            studio, _ = self.studio(self.of[base].folder, self.of[base].settings)
            self.prints[base] = fingerprint(studio)
            studio.close()
        return self.prints[base]

    def studio(self, folder, settings):
        """A campaign's studio, and the settings that it was opened with."""
        opened, whole = self.opened(folder, settings)
        return opened.studio, whole

    def opened(self, folder, settings, listener=None):
        given = dict(settings)
        if "options" in given:
            given["video"] = {"video/openai": self.options | given.pop("options")}
        if given.get("credentials"):
            given["credentials"] = self.room
            (self.room / "chain.pem").write_text("a certificate of one's own")
        whole = Settings(who="ann", **given)
        return open_studio(folder, whole, listener=listener, approve_all=True), whole

    def run(self, folder, settings, until):
        """What a run made anew, and all that it came to."""
        heard = []
        found, whole = self.opened(folder, settings, heard.append)
        make(found, whole, until=until)
        found.studio.close()
        done = [t for t in heard if t.kind == "done"]
        return (
            {(t.stage, t.item) for t in done if t.body["fresh"]},
            {(t.stage, t.item) for t in done},
        )


def with_prop(folder):
    """A thing stands in both scenes and has to look the same, so that a model films them."""
    catalogue = Catalogue(folder / ".reelwright" / "catalogue.db")
    place = Place(folder, catalogue, There.of(catalogue))
    prop = {"id": "prop-lamp", "kind": "prop", "name": "lamp", "must_match": True, "parts": []}

    def change(value):
        scenes = [r["scene"] for r in value["references"]]
        return value | {"elements": [prop | {"scenes": scenes}, *value["elements"]]}

    edit(place, Edit("continuity", change))
    catalogue.close()


@contextmanager
def opened(room: Path, page_tools: Path) -> Iterator[House]:
    """The campaigns, for the block's length."""
    with ExitStack() as stack:
        patched = stack.enter_context(pytest.MonkeyPatch.context())
        _second_writer(patched)
        stack.enter_context(engine.running(beside(room / "engine")))
        server = stack.enter_context(running())
        house = House(room, server, page_tools)
        patched.setattr(rehearsal, "digests_of", house.note)
        yield house


def _second_writer(patched):
    """Lets the model "test:again" answer as the offline writer did; its results are its own."""
    writing = import_module("reelwright.backends.text.write")
    asked, offline = {}, writing.by_rule

    def noted(ask, given, seed):
        digest = digest_of([ask.name, to_jsonable_python(given), seed])
        asked[ask.prompt(given)] = (ask, given, digest)
        return offline(ask, given, seed)

    async def answer(messages, info):
        content = messages[0].parts[-1].content
        ask, given, digest = asked[content if isinstance(content, str) else content[0]]
        source = random.Random(f"{digest}/{len(messages) // 2}")
        value = ask.offline(given, source).model_dump(mode="json")
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, value)])

    patched.setattr(writing, "by_rule", noted)
    patched.setattr(asking, "infer_model", lambda name: FunctionModel(answer, model_name=name))

"""A storyboard that a model films, in a campaign of its own."""

from dataclasses import replace
from fractions import Fraction

from reelwright.cutting.plan import plan_cut
from reelwright.domain.base import digest_of
from reelwright.domain.brief import FeatureDraw, Match
from reelwright.domain.campaign import FORMATS
from reelwright.domain.continuity import Continuity, Element, Reference, ShotPrompt
from reelwright.domain.origin import Origin
from reelwright.domain.storyboard import Scene, Storyboard
from reelwright.settings import Settings
from reelwright.store.catalogue import Result, now
from reelwright.wiring import open_studio
from reelwright.workflow.build.ref import Ref
from reelwright.workflow.campaign import takes

from .conftest import small_campaign
from servers.videos import MODEL

SMALL = {
    "takes": ["text", "references", "seed"],
    "sizes": [[128, 128]],
    "poll_s": 0.01,
    "finds": True,
    "side_by_side": 4,
}


def given(studio, stage, item, value):
    """A result that stands, as if its stage had made it."""
    plain = value.model_dump(mode="json")
    key = digest_of([stage, item, plain])
    studio.catalogue.keep(Result(key, stage, item, {}, plain, digest_of(plain), 0.0, now()))
    return Ref(stage, key)


class Film:
    """A storyboard of scenes with a camera direction each, bound to the campaign's pictures."""

    def __init__(self, studio, cameras, elements=(), name="board"):
        self.studio = studio
        pictures = studio.campaign.pictures
        self.board = Storyboard(
            id=name, segment="carers", brief="b", title="Lamp", language="en",
            seconds=Fraction(2 * len(cameras)),
            scenes=tuple(
                Scene(id=f"s{n}", beat="hook", description="A desk.", seek="a desk", camera=camera,
                      narration="", seconds=Fraction(2))
                for n, camera in enumerate(cameras, start=1)
            ),
            draw=FeatureDraw(segment="carers", seed=1, traits=("t",)),
            match=Match(brief="b", segment="carers", score=8, rationale="fits", origin=Origin()),
            origin=Origin(),
        )  # fmt: skip
        ids = [s.id for s in self.board.scenes]
        self.bound = Continuity(
            storyboard=name,
            elements=tuple(
                Element(id=e, kind="prop", name=f"the {e}", scenes=scenes, must_match=True)
                for e, scenes in elements
            ),
            blueprints=(),
            prompts=tuple(ShotPrompt(scene=s, text=f"A desk, {s}.", brief_line="b") for s in ids),
            references=tuple(
                Reference(scene=s, query="desk", picture=pictures[n % len(pictures)], score=0.8,
                          reason="fits", grounded=True, floor=0.3)
                for n, s in enumerate(ids)
            ),
            origin=Origin(),
        )  # fmt: skip

    def refs(self, frame, bound=None):
        """Storyboard, binding and cut plan, as if they had been made."""
        return (
            given(self.studio, "storyboard", f"carers--{self.board.id}", self.board),
            given(self.studio, "continuity", self.board.id, bound or self.bound),
            given(
                self.studio,
                "cut plan",
                f"{self.board.id}--en--1x1",
                plan_cut(self.board, [], FORMATS[frame]),
            ),
        )

    def shoot(self, bound=None, frame="1:1"):
        refs = takes.shot(self.studio, *self.refs(frame, bound), frame)
        return refs, [self.studio.bench.value(r) for r in refs]


def with_model(studio, server, **profile):
    options = {"model": MODEL, "address": server.address, "profile": SMALL | profile}
    choices = replace(studio.choices, video={"video/openai": options})
    return replace(studio, choices=choices)


def studio_in(folder):
    """A small campaign's studio, whose judge finds nothing amiss."""
    studio = open_studio(small_campaign(folder, pictures=6).folder, Settings()).studio
    thresholds = {"narrative": 0, "visual": 0, "brand": 0}
    return replace(studio, choices=replace(studio.choices, thresholds=thresholds))

"""Storyboards, recordings and takes for the tests of the cut, without any media."""

from fractions import Fraction

from reelwright.domain.asset import Asset
from reelwright.domain.base import Box
from reelwright.domain.brief import FeatureDraw, Match
from reelwright.domain.origin import Origin
from reelwright.domain.picture import Caption, Picture
from reelwright.domain.sound import Recording, Word
from reelwright.domain.storyboard import Scene, Storyboard, Text
from reelwright.domain.take import Move, Take, Window

BEATS = ("hook", "tension", "turn", "proof", "call")


def asset(name, letter="a"):
    return Asset(sha256=letter * 64, media_type="audio/wav", bytes=9, name=name)


def scene(
    n, beat, *, narration="You keep your phone close in every meeting.", seconds=4, text=None
):
    text = text or Text(kind="end card" if beat == "call" else "title", head="Still on call")
    return Scene(
        id=f"s{n}", beat=beat, description="a desk", seek="a desk", camera="slow push in",
        narration=narration, seconds=seconds, text=text,
    )  # fmt: skip


def board(*, seconds=20, beats=BEATS, pace="steady", scenes=None):
    return Storyboard(
        id="far-away-daughters-lamp", segment="far-away-daughters", brief="lamp",
        title="The lamp", language="en", seconds=seconds, pace=pace,
        scenes=scenes or tuple(scene(n + 1, beat) for n, beat in enumerate(beats)),
        draw=FeatureDraw(segment="far-away-daughters", seed=1, traits=("worry",)),
        match=Match(brief="lamp", segment="far-away-daughters", score=8, rationale="fits",
                    origin=Origin()),
        origin=Origin(),
    )  # fmt: skip


def recording(one, seconds):
    seconds = Fraction(seconds).limit_denominator(1000)
    words = one.narration.split()
    step = seconds / len(words)
    return Recording(
        scene=one.id, text=one.narration, language="en", asset=asset(f"{one.id}.wav"),
        seconds=seconds, timing="engine", engine="speech/espeak", voice="en",
        words=tuple(Word(text=w, start=step * n, end=step * (n + 1)) for n, w in enumerate(words)),
    )  # fmt: skip


def recordings(storyboard, seconds=2.4):
    return [recording(one, seconds) for one in storyboard.scenes if one.narration]


def picture(kept, subject=None):
    return Picture(
        id="desk", asset=kept, width=1200, height=1600,
        captions=(Caption(text="A desk", source="person"),),
        subject=subject or Box(x=0.3, y=0.4, w=0.4, h=0.5), calm=(0.9, 0.3, 0.3),
        palette=("#888888",), sharpness=200,
    )  # fmt: skip


def takes(storyboard, shown):
    return [
        Take(
            id=f"{one.id}-1", scene=one.id, format="9:16", attempt=1, direction="push in",
            backend="motion", route="has a library picture",
            shot=Move(picture=shown, name="push in", start=Window(y=0.5),
                      end=Window(y=0.5, zoom=1.06)),
        )
        for one in storyboard.scenes
    ]  # fmt: skip

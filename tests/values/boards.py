"""A small storyboard that several tests change, and the example campaign in words."""

import tomllib
from fractions import Fraction
from pathlib import Path

from reelwright.domain.asset import Asset
from reelwright.domain.brand import Brand, FontFace, Palette
from reelwright.domain.brief import FeatureDraw, Match
from reelwright.domain.campaign import Campaign
from reelwright.domain.origin import Origin
from reelwright.domain.storyboard import Scene, Storyboard, Text
from reelwright.domain.survey import Codebook

LINES = (
    ("hook", "You can do the pots. It is the hedge.", "The hedge, no"),
    ("tension", "You want an hour. Fernhill starts there.", ""),
    ("proof", "You choose the day, the jobs and the hours.", "Your day, your hours"),
    ("proof", "You can stop with seven days' notice.", ""),
    ("call", "Book a free first visit with Fernhill.", "Book a free visit"),
)


def board(seconds: int = 20) -> Storyboard:
    """Five scenes of equal length."""
    scenes = tuple(
        Scene(
            id=f"s{at}",
            beat=beat,
            description="A picture.",
            seek="older man in his garden",
            camera="slow push in",
            narration=narration,
            seconds=Fraction(seconds, len(LINES)),
            text=Text(kind="title" if head else "none", head=head),
        )
        for at, (beat, narration, head) in enumerate(LINES, 1)
    )
    return Storyboard(
        id="board",
        segment="seg",
        brief="brief",
        title="The hedge",
        language="en",
        seconds=Fraction(seconds),
        scenes=scenes,
        draw=FeatureDraw(segment="seg", seed=1, traits=("moti-hand",)),
        match=Match(brief="brief", segment="seg", score=8, rationale="It suits.", origin=Origin()),
        origin=Origin(),
    )


def words_campaign() -> Campaign:
    """The example campaign as writers see it: its words, without pictures, type or survey."""
    folder = Path(__file__).resolve().parents[2] / "examples" / "fernhill"
    raw = tomllib.loads((folder / "campaign.toml").read_text(encoding="utf-8"))
    kit = tomllib.loads((folder / "brand.toml").read_text(encoding="utf-8"))
    blank = Asset(sha256="0" * 64, media_type="application/octet-stream", bytes=0, name="blank")
    face = FontFace(family="blank", weight=400, asset=blank)
    kept = ("name", "tagline", "tone", "say", "never_say", "do", "dont")
    brand = Brand(
        palette=Palette(primary="#000000", ink="#000000", paper="#ffffff", accent="#000000"),
        heading=face,
        body=face,
        logo=blank,
        logo_aspect=1,
        **{k: kit[k] for k in kept if k in kit},
    )
    rest = {"brand": brand, "pictures": (), "codebook": Codebook(columns=()), "survey": blank}
    return Campaign.model_validate({"slug": "fernhill", "tone": brand.tone} | raw | rest)

"""Small storyboards, pictures and a searcher by table, for tests of continuity."""

from reelwright.domain.asset import Asset
from reelwright.domain.base import Box, digest_of
from reelwright.domain.brief import FeatureDraw, Match
from reelwright.domain.continuity import Candidate
from reelwright.domain.origin import Origin
from reelwright.domain.picture import Caption, Picture, Rights
from reelwright.domain.storyboard import Scene, Storyboard


def scene(number, seek, description="", scale="any"):
    return Scene(
        id=f"s{number}",
        beat="hook",
        description=description or f"Medium shot: {seek}.",
        seek=seek,
        camera="slow push in",
        narration="One plain sentence.",
        seconds=4,
        scale=scale,
    )


def storyboard(*scenes):
    return Storyboard(
        id="board",
        segment="segment",
        brief="brief",
        title="Title",
        language="en",
        seconds=20,
        scenes=scenes,
        draw=FeatureDraw(segment="segment", seed=1, traits=("t",)),
        match=Match(brief="brief", segment="segment", score=8, rationale="fits", origin=Origin()),
        origin=Origin(),
    )


def picture(name, caption="", scale="medium", people=(), keywords=(), **more):
    values = {
        "id": name,
        "asset": Asset(
            sha256=digest_of(name), media_type="image/jpeg", bytes=9, name=f"{name}.jpg"
        ),
        "width": 4000,
        "height": 3000,
        "captions": (Caption(text=caption or name, source="person"),),
        "keywords": (*keywords, *people),
        "people": people,
        "scale": scale,
        "subject": Box(x=0.3, y=0.3, w=0.4, h=0.4),
        "calm": (0.5, 0.5, 0.5),
        "palette": ("#eee0c0", "#1f4a3d", "#b4552f"),
        "sharpness": 300,
    }
    return Picture(**(values | more))


def silent():
    """Rights of a picture whose people did not agree to be shown."""
    return Rights(people_consented=False)


class Table:
    """Answers with the scores of a table {query: {picture: score}}; what is not in it scores 0."""

    floor = 0.34

    def __init__(self, scores):
        self.scores = scores
        self.asked = []

    def search(self, query, *, k=5, exclude=(), scale="any"):
        self.asked.append((query, scale))
        found = [
            Candidate(picture=p, score=s, reason=f"the table says {s}")
            for p, s in self.scores.get(query, {}).items()
            if p not in exclude
        ]
        return tuple(sorted(found, key=lambda c: (-c.score, c.picture))[:k])

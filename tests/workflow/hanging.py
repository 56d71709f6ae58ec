"""What hangs on what among the results of a campaign, told by declarations and names alone.

Followed item by item; nothing here asks the code that is tested.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from reelwright.store.catalogue import Catalogue
from reelwright.workflow.build.stage import Input, On, Reads, Stage, Which
from reelwright.workflow.campaign.stages import STAGES

Attrs = Mapping[str, str]
Touched = Mapping[str, Callable[[Attrs], bool]]
"""What a change touches, as declarations call what they read -> of which items."""

Item = tuple[str, str]
"""The kind of a result and its item."""


# -- what there is: items, what they are called by, and which feeds which ------------------------


@dataclass(frozen=True)
class There:
    """Results that stand, by kind and item: their values, and by what each is told.

    keys: what each is kept under; told: digests of what its maker was told beside results;
    given: names of the inputs that each was made from, as none was not given at all.
    """

    values: Mapping[Item, Any]
    keys: Mapping[Item, str] = field(default_factory=dict)
    told: Mapping[Item, Mapping[str, str]] = field(default_factory=dict)
    given: Mapping[Item, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue) -> "There":
        found = {(n, k.item): k for n in STAGES.names for k in catalogue.items(n)}
        found = {i: k for i, k in found.items() if i[0] != "codebook"}
        there = cls({i: k.value for i, k in found.items()}, {i: k.key for i, k in found.items()})
        given = {i: frozenset(k.inputs) for i, k in found.items()}
        told = {i: there._told(i, k.inputs) for i, k in found.items()}
        return replace(there, told=told, given=given)

    def _told(self, of: Item, inputs: Mapping[str, str]) -> Mapping[str, str]:
        keys = {i.key for i in self.declaration(of).inputs if isinstance(i.source, Which)}
        return {name: digest for name, digest in inputs.items() if name in keys}

    def declaration(self, of: Item) -> Stage[Any]:
        """Which of the declarations of its kind made it: their items have as many parts."""
        same = [s for s in STAGES.all if s.name == of[0]]
        fits = [s for s in same if len(s.item.split("--")) == len(of[1].split("--"))]
        if len(same) > 1:
            # Those of a script are for everybody, and go by that.
            script = of[1].split("--")[0] == "everybody" and len(fits) > 1
            return fits[-1] if script else fits[0]
        return same[0]

    def attrs(self, of: Item) -> Attrs:
        """By what an item is told: its segment, concept, language, scene, format, number."""
        words = [w.strip("<>") for w in self.declaration(of).item.split("--")]
        told = dict(zip(words, of[1].split("--"), strict=True))
        if "film" in told:
            film = self.values["film", told.pop("film")]
            told |= {"storyboard": film["storyboard"], "format": film["format"].replace(":", "x")}
        if "storyboard" in told:
            board = self.board(told["storyboard"])
            told |= dict(self.attrs(board)) | {"language": self.values[board]["language"]}
            if of[0] == "continuity":
                del told["language"]
        if of[0] == "storyboard":
            told["language"] = self.values[of]["language"]
        told.pop("all", None)
        return told

    def board(self, name: str) -> Item:
        """The storyboard of an id."""
        return next(i for i, v in self.values.items() if i[0] == "storyboard" and v["id"] == name)

    def scenes(self, of: Attrs) -> list[str]:
        """A storyboard's scenes, in order."""
        return [s["id"] for s in self.values[self.board(of["storyboard"])]["scenes"]]

    def feeds(self, of: Item, source: On) -> list[Item]:
        """Items that an input of an item comes from."""
        attrs = self.attrs(of)
        return [u for u in self.values if u[0] == source.stage and self._fits(of, attrs, u, source)]

    def _fits(self, of: Item, attrs: Attrs, up: Item, source: On) -> bool:
        theirs = dict(self.attrs(up))
        first = len(up[1].split("--")) == 2
        if up[0] == "storyboard" and (of[0] in ("storyboard", "continuity")):
            return first and all(theirs[k] == attrs[k] for k in ("segment", "concept"))
        keys = {"segment", "concept", "language", "format"} & set(attrs) & set(theirs)
        if any(attrs[k] != theirs[k] for k in keys):
            return False
        if of[0] == "attempt" and up[0] == "attempt":
            return attrs["scene"] == theirs["scene"] and int(theirs["number"]) == (
                int(attrs["number"]) - 1
            )
        if of[0] == "attempt" and up[0] in ("take", "reference still"):
            return self._before(attrs, theirs, still=up[0] != "take")
        both = "scene" in attrs and "scene" in theirs
        return not both or attrs["scene"] == theirs["scene"]

    def _before(self, attrs: Attrs, theirs: Attrs, *, still: bool) -> bool:
        """A camera knows the move before; a model, pictures of what it has to show again."""
        order = self.scenes(attrs)
        at, before = order.index(attrs["scene"]), order.index(theirs["scene"])
        place = f"{attrs['storyboard']}--%s--{attrs['format']}"
        moves = [
            self.values["take", place % s]["shot"]["kind"] == "move"
            for s in (attrs["scene"], theirs["scene"])
        ]
        return before < at and not any(moves) if still else before == at - 1 and all(moves)


def _unlit(scene: Any) -> Any:
    return {k: x for k, x in scene.items() if k != "look"}


PARTS: dict[tuple[str, str], Callable[[Any, Attrs], Any]] = {
    ("audience", "one of its segments"): lambda v, of: _one(v["segments"], id=of["segment"]),
    ("concepts", "one concept"): lambda v, of: _one(v["concepts"], id=of["concept"]),
    ("concepts", "its weighing"): lambda v, of: _one(v["weighings"], concept=of["concept"]),
    ("storyboard", "a scene without its look"): lambda v, of: _unlit(
        _one(v["scenes"], id=of["scene"])
    ),
    ("storyboard", "all but its scenes' looks"): lambda v, of: (
        v | {"scenes": [_unlit(s) for s in v["scenes"]]}
    ),
    ("storyboard", "a scene's narration"): lambda v, of: _one(v["scenes"], id=of["scene"])[
        "narration"
    ],
    ("storyboard", "its mood"): lambda v, of: v["mood"],
    ("storyboard", "its pace"): lambda v, of: v["pace"],
    ("storyboard", "language and mood"): lambda v, of: [v["language"], v["mood"]],
    ("release", "its page's words, its stills, the signed film"): lambda v, of: [
        v["page"],
        v["pictures"],
        v["signed"],
    ],
    ("release", "its disclosure, the signed film"): lambda v, of: [v["disclosure"], v["signed"]],
    ("continuity", "its picture"): lambda v, of: {
        k: x
        for k, x in _one(v["references"], scene=of["scene"]).items()
        if k not in ("others", "reason")
    },
    ("continuity", "its prompt"): lambda v, of: _one(v["prompts"], scene=of["scene"]),
    ("continuity", "which back end its elements, or a person, ask for"): lambda v, of: [
        (e["name"], e["scenes"][0]) for e in v["elements"] if of["scene"] in e["scenes"]
    ],
    ("continuity", "how often its picture was shown before"): lambda v, of: _again(v, of["scene"]),
    ("continuity", "its scenes' pictures"): lambda v, of: [
        (r["scene"], r["picture"]) for r in v["references"]
    ],
    ("cut plan", "its frames"): lambda v, of: _one(v["scenes"], scene=of["scene"])["frames"],
    ("cut plan", "where its type stands"): lambda v, of: _one(v["scenes"], scene=of["scene"])[
        "zone"
    ],
    ("take", "family and direction of the move before"): lambda v, of: _heading(v["shot"]),
    ("take", "the label that viewers must see of them"): lambda v, of: [
        v["shot"].get("picture", {}).get("made_by_ai"),
        v["shot"].get("picture", {}).get("asset", {}).get("media_type"),
    ],
    ("take", "what the viewer must be told of them"): lambda v, of: [
        v["shot"]["kind"] == "footage",
        v["shot"].get("picture", {}).get("made_by_ai"),
        v["shot"].get("picture", {}).get("asset", {}).get("media_type"),
    ],
    ("take", "its footage"): lambda v, of: v["shot"],
    ("take", "what is heard of its clip, where that is kept"): lambda v, of: (
        v["shot"]
        if (v["shot"].get("picture", {}).get("moving") or {}).get("sound") == "keep"
        else None
    ),
    ("attempt", "those at the scene"): lambda v, of: v["take"],
    ("attempt", "the one that a person picked"): lambda v, of: None,  # it is said of it, not in it
    ("attempt", "those that a person ruled out"): lambda v, of: None,
    ("attempt", "the advice on the one before"): lambda v, of: v["take"]["verdict"]["advice"],
}
"""What of a result an input is that is said to be a part of it; without a row here, all of it."""

OPTIONAL = {"own"}
"""Inputs that most results are made without: what was not given makes nothing stale."""

WHOLE = {
    "",
    "those of all scenes",
    "pictures of the elements that must match",
}


def part_of(source: On, value: Any, of: Attrs) -> Any:
    """The part of a result that an input is. Fails for a part that is not known here."""
    if source.part in WHOLE:
        return value
    known = (source.stage, source.part) in PARTS
    assert known, f"say in PARTS what {source.part!r} of {source.stage} is"
    return PARTS[source.stage, source.part](value, of)


def _one(rows: list[Any], **told: str) -> Any:
    return next((r for r in rows if all(r[k] == v for k, v in told.items())), None)


ALIKE = (
    ("push in", "dolly", "rack focus"),
    ("pan", "truck", "orbit"),
    ("pull out",),
    ("tilt",),
    ("roll",),
    ("still",),
)
"""Moves that look alike to who sees one after the other."""


def _heading(shot: Any) -> tuple[Any, int] | None:
    """What looks alike, and whether the eye is carried left (-1), right (1) or nowhere (0)."""
    if shot["kind"] == "footage":
        return None
    alike = next(moves for moves in ALIKE if shot["name"] in moves)
    across = shot["end"]["x"] - shot["start"]["x"]
    return alike, 0 if abs(across) < 0.005 else 1 if across > 0 else -1


def _again(bound: Any, scene: str) -> int:
    shown = [(r["scene"], r["picture"]["id"]) for r in bound["references"]]
    mine = dict(shown)[scene]
    return sum(picture == mine for of, picture in shown if of < scene)


# -- what has to happen --------------------------------------------------------------------------


def read_by(there: There, touches: Touched) -> dict[Item, set[str]]:
    """Items that read what a change touches, with the inputs they read it by."""

    def of(item: Item) -> set[str]:
        attrs = there.attrs(item)
        named = ((i, _called(i)) for i in there.declaration(item).inputs)
        return {i.key for i, what in named if what in touches and touches[what](attrs)}

    return {item: keys for item in there.values if (keys := of(item))}


def _called(one: Input) -> str:
    if isinstance(one.source, Reads):
        return one.source.what
    return one.source.part if isinstance(one.source, On) else ""


def reading(there: There, edited: Item, new: Any) -> dict[Item, set[str]]:
    """Items that read a part of a result that an edit changed."""
    found: dict[Item, set[str]] = {}
    old = there.values[edited]
    for item in there.values:
        attrs = there.attrs(item)
        for one in there.declaration(item).inputs:
            if not isinstance(one.source, On) or edited not in there.feeds(item, one.source):
                continue
            if part_of(one.source, old, attrs) != part_of(one.source, new, attrs):
                found.setdefault(item, set()).add(one.key)
    return found


def hanging(there: There, hit: Mapping[Item, set[str]]) -> set[Item]:
    """What was hit and all that is made from it, straight or through others."""
    found = set(hit)
    while True:
        more = {
            item
            for item in set(there.values) - found
            for one in there.declaration(item).inputs
            if isinstance(one.source, On)
            and (one.key in there.given[item] or one.key not in OPTIONAL)
            and found & set(there.feeds(item, one.source))
        }
        if not more:
            return found
        found |= more


def to_be_made(
    before: There, after: There, hit: Mapping[Item, set[str]], reached: set[Item]
) -> set[Item]:
    """What a run has to make of the items it comes to.

    New items, those that were hit, and those of whose inputs one came out otherwise, or was told
    otherwise. What was made anew and came out as it was makes nothing else stale: there the work is
    cut off early.
    """

    def other(item: Item) -> bool:
        attrs = after.attrs(item)
        if before.told[item] != after.told[item]:
            return True
        for one in after.declaration(item).inputs:
            if not isinstance(one.source, On):
                continue
            ups = [u for u in after.feeds(item, one.source) if u in reached]
            if any(u not in before.values for u in ups):
                return True
            parts = [part_of(one.source, after.values[u], attrs) for u in ups]
            if parts != [part_of(one.source, before.values[u], attrs) for u in ups]:
                return True
        return False

    return {i for i in reached if i not in before.values or i in hit or other(i)}

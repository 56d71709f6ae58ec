"""One change for every declared input of a campaign's stages.

What a change touches is told here by hand, in the words of the declarations; `hanging` follows what
depends on that.
"""

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reelwright.domain.base import digest_of
from reelwright.domain.picture import Picture
from reelwright.domain.storyboard import Storyboard
from reelwright.store.catalogue import Catalogue
from reelwright.workflow.build.bench import EDIT_OF, keep_edited
from reelwright.workflow.build.decided import decide
from reelwright.workflow.campaign import references
from reelwright.workflow.campaign.gates import STAGE
from reelwright.workflow.campaign.retakes import TakeAct, wish
from reelwright.workflow.campaign.routes import choose_backend
from reelwright.workflow.campaign.stages import STAGES

from .hanging import Attrs, Item, There, Touched

ALWAYS: Callable[[Attrs], bool] = lambda of: True


@dataclass(frozen=True)
class Place:
    """A campaign that a change is made in: its folder, its catalogue, what stands there."""

    folder: Path
    catalogue: Catalogue
    there: There

    def replace(self, file: str, old: str, new: str) -> None:
        """Change a file of the campaign as an editor does."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def primary(self) -> Item:
        """The storyboard that the others are translations of."""
        boards = [i for i in self.there.values if i[0] == "storyboard"]
        return next(i for i in boards if len(i[1].split("--")) == 2)

    def board(self) -> Any:
        """The same as a value."""
        return Storyboard.model_validate(self.there.values[self.primary()])


@dataclass(frozen=True)
class Change:
    """Something that a person does to a campaign.

    touches: inputs, as declarations call what they read -> which items' of them. do: in the folder
    or the catalogue. settings: what a machine has set; environment: what is there on it. base:
    where it is done. until: the step up to which `make` is quick; "" leaves it to longer tests.
    """

    touches: Touched
    do: Callable[[Place], Any] = lambda place: None
    settings: Mapping[str, Any] = field(default_factory=dict)
    base: str = "camera"
    until: str = "continuity"
    environment: Mapping[str, str] = field(default_factory=dict)
    ours: Mapping[str, str] = field(default_factory=dict)
    """What a function of ours says in another release, by its name."""


@dataclass(frozen=True)
class Edit:
    """A person's edit of a result; what cannot be edited by hand is, as if it could be."""

    stage: str
    change: Callable[[Any], Any]
    base: str = "camera"
    until: str = ""


WORDS = (
    "facts and tone",
    "facts and tone, in all languages",
    "facts and tone, in that language",
    "facts and tone, in its language",
    "pictures, facts and palette",
)
"""What writers read of a campaign, in each of its declarations."""


def told(*whats: str, only: Callable[[Attrs], bool] = ALWAYS) -> dict[str, Any]:
    return dict.fromkeys(whats, only)


def swap(file: str, old: str, new: str) -> Callable[[Place], None]:
    return lambda place: place.replace(file, old, new)


def _written_in_british(place: Place) -> None:
    """The campaign's own words are in another language; its films are wanted in the one before."""
    place.replace("campaign.toml", 'language = "en"', 'language = "en-GB"')
    place.replace("campaign.toml", "seed = 7", 'seed = 7\nlanguages = ["en"]')


def _fewer_answers(place: Place) -> None:
    path = place.folder / "survey.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")


def _rejected(place: Place) -> None:
    item = place.primary()[1]
    digest = digest_of(place.there.values[place.primary()])
    decide(place.catalogue, "storyboards", item, digest, "reject", "ann", "not this")


def _pinned(place: Place) -> None:
    bound = next(v for i, v in place.there.values.items() if i[0] == "continuity")
    first, last = bound["references"][0], bound["references"][-1]
    picture = Picture.model_validate(last["picture"])
    references.use(place.catalogue, place.board(), first["scene"], picture, "ann")


def _banned(place: Place) -> None:
    bound = next(v for i, v in place.there.values.items() if i[0] == "continuity")
    references.ban(place.catalogue, None, bound["references"][0]["picture"]["id"], "ann")


def _flagged(place: Place) -> None:
    bound = next(v for i, v in place.there.values.items() if i[0] == "continuity")
    element = bound["elements"][0]["id"]
    references.flag(place.catalogue, place.board(), element, "must match", "ann")


def _routed(place: Place) -> None:
    board = place.board()
    choose_backend(place.catalogue, board, board.scenes[0].id, "motion", "ann")


def _wished(act: TakeAct, attempt: int) -> Callable[[Place], None]:
    def change(place: Place) -> None:
        board = place.board()
        wish(place.catalogue, board, board.scenes[0], act, attempt, "ann")

    return change


CHANGES: dict[str, Change] = {
    "survey": Change(told("survey"), _fewer_answers, until="briefs"),
    "codebook": Change(
        told("codebook"),
        swap("codebook.toml", 'called = "Worriers from afar"', 'called = "Far"'),
        until="briefs",
    ),
    "category": Change(
        told("campaign: category", *WORDS),
        swap("campaign.toml", 'category = "home care"', 'category = "care at home"'),
    ),
    "goal": Change(told(*WORDS), swap("campaign.toml", 'goal = "more', 'goal = "many more')),
    "language": Change(
        told("campaign: language", *WORDS),
        _written_in_british,
        until="",
    ),
    "call": Change(
        told("campaign: call", *WORDS),
        swap("campaign.toml", '[call]\ntext = "', '[call]\ntext = "Do '),
    ),
    "a translation": Change(
        told("facts and tone, in all languages")
        | told(
            "facts and tone, in that language",
            "facts and tone, in its language",
            only=lambda of: of.get("language") == "de",
        ),
        lambda place: place.replace("translations/de.toml", "[lines]", '[lines]\n"So." = "So."'),
        base="two languages",
    ),
    "seed": Change(
        told("wanted: seed", "wanted: seed, and how often it was rejected"),
        swap("campaign.toml", "seed = 7", "seed = 8"),
    ),
    "concepts": Change(
        told("wanted: concepts"), swap("campaign.toml", "seed = 7", "seed = 7\nconcepts = 5")
    ),
    "seconds": Change(told("wanted: seconds"), swap("campaign.toml", "seconds = 6", "seconds = 7")),
    "quality": Change(
        told("wanted: quality"),
        swap("campaign.toml", "seed = 7", 'seed = 7\nquality = "final"'),
        until="",
    ),
    "a rejected storyboard": Change(told("wanted: seed, and how often it was rejected"), _rejected),
    "tiers": Change(told("settings: tiers"), settings={"tiers": ("words",)}),
    "floor": Change(told("settings: floor"), settings={"floor": 0.9}),
    "a chosen picture": Change(told("pictures people chose"), _pinned),
    "a banned picture": Change(told("pictures people banned"), _banned),
    "a flagged element": Change(told("elements people flagged"), _flagged),
    "a caption": Change(
        told("pictures, facts and palette"),
        swap("library/captions.csv", "the carer, smiles", "smiles"),
    ),
    "a colour": Change(
        told("brand: look", "pictures, facts and palette"),
        swap("brand.toml", 'accent = "#b04d2a"', 'accent = "#a8481f"'),
        until="shoot",
    ),
    "the voice": Change(
        told("brand: voice, and the campaign's own recordings"),
        swap("brand.toml", "speed = 146", "speed = 141"),
        until="release",
    ),
    "voices that are gone": Change(
        told("voices on this machine"), environment={"PATH": ""}, until=""
    ),
    "attempts": Change(told("settings: attempts"), settings={"attempts": 2}, until="shoot"),
    "thresholds": Change(
        told("settings: thresholds"), settings={"thresholds": {"visual": 5.5}}, until="shoot"
    ),
    "another model that films": Change(
        told("settings: video"), settings={"options": {"note": "2"}}, base="model", until=""
    ),
    "no music": Change(
        told("campaign: its music file, or none"),
        swap("campaign.toml", 'goal = "more', 'music = "none"\ngoal = "more'),
        until="",
    ),
    "a script's words": Change(
        told(*WORDS[:-1], "script and facts, in all languages"),
        swap("script.md", "slowly", "gently"),
        base="script",
        until="",
    ),
    "a script's seconds": Change(
        told("wanted: seconds"),
        swap("campaign.toml", "seconds = 6", "seconds = 12"),
        base="script",
        until="",
    ),
    "a script's seed": Change(
        told("wanted: seed"), swap("campaign.toml", "seed = 7", "seed = 8"), base="script", until=""
    ),
    "a certificate": Change(
        told("settings: credentials"), settings={"credentials": True}, until=""
    ),
    "the kit": Change(
        told("the kit that pages are built with"),
        ours={"release.landing.project.kit_version": "another"},
        until="",
    ),
    "a back end that a person chose": Change(
        {"which back end its elements, or a person, ask for": (lambda of: of["scene"] == "s1")},
        _routed,
        until="shoot",
    ),
    "a take that a person picked": Change(
        {"the one that a person picked": (lambda of: of["scene"] == "s1")},
        _wished("pick", 1),
        until="shoot",
    ),
    "a take that a person ruled out": Change(
        {"those that a person ruled out": (lambda of: of["scene"] == "s1")},
        _wished("ban", 2),
        until="shoot",
    ),
}
"""What a person or a machine can change; models and temperatures follow from the declarations."""

CHANGES |= {
    f"the model for {job}": Change(
        told(f"the model for {job}"),
        settings={"models": {job: "test:again"}},
        base="two languages" if job == "translate" else "camera",
        until={"segments": "briefs", "judge": "shoot", "landing": ""}.get(job, "continuity"),
    )
    for job in STAGES.jobs
}
CHANGES |= {
    f"the temperature for {stage.job}": Change(
        told(f"the temperature for {stage.job}"),
        settings={"temperatures": {stage.job: 0.71}},
        base="two languages" if stage.job == "translate" else "camera",
        until="" if stage.step == "release" else "shoot" if stage.called else stage.step,
    )
    for stage in STAGES.all
    if stage.job
}


def _with(path: str, change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A change of one place in a value, "scenes/0/narration"."""

    def changed(value: Any) -> Any:
        value = copy.deepcopy(value)
        *above, last = [int(p) if p.isdigit() else p for p in path.split("/")]
        inner = value
        for part in above:
            inner = inner[part]
        inner[last] = change(inner[last])
        return value

    return changed


def _shown_twice(value: Any) -> Any:
    value = copy.deepcopy(value)
    value["references"][0]["picture"] = value["references"][1]["picture"]
    return value


def _other_move(value: Any) -> Any:
    value = copy.deepcopy(value)
    value["shot"] |= {"name": "roll" if value["shot"]["name"] != "roll" else "still"}
    return value


def _made_by_ai(value: Any) -> Any:
    value = _with("shot/picture/asset/media_type", lambda kind: "image/jpeg")(value)
    value["shot"]["picture"]["made_by_ai"] = True
    return value


def _own_clip(value: Any) -> Any:
    """A take that shows a clip of one's own, whose sound is kept."""
    picture = value["shot"]["picture"]
    moving = {"clip": picture["asset"], "seconds": 9.0, "rate": 25.0, "stretches": []}
    picture = picture | {"moving": moving | {"heard": True, "sound": "keep"}}
    shot = {"kind": "footage", "clip": picture["asset"], "offset": "1", "until": "4"}
    return value | {"shot": shot | {"picture": picture}}


EDITS: dict[str, Edit] = {
    "a segment among all": Edit("audience", _with("segments/0/summary", lambda t: t + " So.")),
    "a segment": Edit("segment", _with("summary", lambda t: t + " So."), until="continuity"),
    "an idea": Edit("concepts", _with("concepts/0/idea", lambda t: t + " So.")),
    "a weighing": Edit("concepts", _with("weighings/0/relevance_why", lambda t: t + " So.")),
    "a brief": Edit("brief", _with("look", lambda t: t + " So."), until="continuity"),
    "a script's brief": Edit("brief", _with("look", lambda t: t + " So."), base="script"),
    "a match": Edit("match", _with("rationale", lambda t: t + " So.")),
    "a title": Edit("storyboard", _with("title", lambda t: t + " so"), until="continuity"),
    "a title to translate": Edit(
        "storyboard", _with("title", lambda t: t + " so"), base="two languages"
    ),
    "narration": Edit("storyboard", _with("scenes/0/narration", lambda t: "So. " + t)),
    "a scene": Edit("storyboard", _with("scenes/0/description", lambda t: "So. " + t)),
    "a scene that a model films": Edit(
        "storyboard", _with("scenes/0/description", lambda t: "So. " + t), base="model"
    ),
    "a look": Edit("storyboard", _with("scenes/0", lambda scene: scene | {"look": "warm"})),
    "the mood": Edit("storyboard", _with("mood", lambda m: "bright" if m == "warm" else "warm")),
    "the pace": Edit("storyboard", _with("pace", lambda p: "calm" if p == "brisk" else "brisk")),
    "a reference": Edit("continuity", _with("references/0/score", lambda s: s * 0.99)),
    "a prompt": Edit("continuity", _with("prompts/0/text", lambda t: t + " So."), until="shoot"),
    "a picture shown twice": Edit("continuity", _shown_twice),
    "an element": Edit("continuity", _with("elements/0/name", lambda t: f"old {t}"), base="model"),
    "a recording": Edit("recording", _with("voice", lambda t: f"{t}-2")),
    "frames": Edit("cut plan", _with("scenes/0/frames", lambda n: n - 1)),
    "where type stands": Edit(
        "cut plan", _with("scenes/0/zone", lambda z: "bottom" if z == "top" else "top")
    ),
    "an attempt": Edit("attempt", _with("take/direction", lambda t: t + " So.")),
    "advice": Edit("attempt", _with("take/verdict/advice", lambda t: t + " So."), base="model"),
    "a move": Edit("take", _other_move),
    "a picture made by AI": Edit("take", _made_by_ai),
    "a clip of one's own": Edit("take", _own_clip),
    "footage": Edit("take", _with("shot/offset", lambda t: "1/30"), base="model"),
    "a still": Edit("reference still", _with("keywords", lambda k: [*k, "so"]), base="model"),
    "a mix": Edit("mix", _with("loudness", lambda x: x - 0.01)),
    "a timeline": Edit("timeline", _with("overlays/0/text", lambda t: t + " so")),
    "a page": Edit(
        "page", _with("design/blocks/0/ground", lambda g: "soft" if g != "soft" else "deep")
    ),
    "a signed film": Edit("release", _with("signed/sha256", lambda sha: sha[::-1])),
    "a film": Edit("film", _with("loudness", lambda x: x - 0.01)),
}
"""Edits of results that others are made from, one for each part that some stage reads."""


def edit(place: Place, of: Edit) -> Item:
    """Let a person's version of a stage's first result stand; what gates ask for is approved."""
    item = next(i for i in sorted(place.there.values) if i[0] == of.stage and _filmed(place, i))
    kept = place.catalogue.latest(*item)
    assert kept
    value = of.change(kept.value)
    assert value != kept.value, "the edit changes something"
    base, digest = kept.inputs.get(EDIT_OF, kept.digest), digest_of(value)
    place.catalogue.keep_edit("/".join(item), base, value, "ann")
    keep_edited(place.catalogue, kept, value, item[1])
    gates: Any = [g for g, stage in STAGE.items() if stage == of.stage]
    for gate in gates:
        decide(place.catalogue, gate, item[1], digest, "approve", "ann")
    return item


def _filmed(place: Place, item: Item) -> bool:
    """Whether an item is of the concept that became a film, where it is of one."""
    there = place.there
    concept = there.attrs(place.primary())["concept"]
    return there.attrs(item).get("concept", concept) == concept

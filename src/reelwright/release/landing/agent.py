"""The agent that makes a page: it takes screenshots, chooses words, writes TypeScript, and checks.

It is a loop around one typed question: a writer answers with acts, each is done, and what came of
them stands in the next question. Without a model the composer answers, through the very same acts.
What a check finds goes back to the writer, three times at the most.
"""

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Literal, Protocol

from pydantic import BaseModel, Field

from ...backends.text.ask import Ask, Model, fenced
from ...backends.text.write import write
from ...domain.errors import NotFound
from ...domain.landing import LandingPage, PageDesign, PageFacts
from ...domain.origin import Origin
from ...domain.papers import PagePicture
from ..page.copy import Given
from .bank import own_line
from .compose import compose, relieved
from .project import INDEX, KIT, MOST_FILES, source_of

REPAIRS = 3
"""How often a page that failed its check may be changed."""

TURNS = 14
"""Answers of a writer; a page takes two, and one for each repair."""

Need = Literal["head", "worries", "proof", "offer", "steps", "questions", "scenes", "own"]
_OF: dict[str, tuple[str, ...]] = {
    "head": ("head", "hook", "lead", "closing", "tagline"),
    "worries": ("feel.", "answer."),
    "steps": ("step.",),
    "questions": ("ask.", "reply."),
    "scenes": ("scene.", "alt."),
}


class TakeScreenshot(BaseModel):
    """Take a still from the film, without the type over it.

    scene: the best frame of a scene; or at: the frame at so many seconds of the film.
    """

    act: Literal["screenshot"] = "screenshot"
    scene: str = ""
    at: float | None = None


class ChooseCopy(BaseModel):
    """Ask which texts there are for a need of the segment; or, for "own", put in words of yours."""

    act: Literal["copy"] = "copy"
    need: Need
    words: str = Field("", max_length=260)


class WriteSource(BaseModel):
    """Write files of the page; they take the place of all that were written before."""

    act: Literal["write"] = "write"
    files: dict[str, str] = Field(description="path -> TypeScript; src/pages/index.ts among them")


class CheckPage(BaseModel):
    """Have the page type-checked, built, and looked at in a browser."""

    act: Literal["check"] = "check"


Act = Annotated[TakeScreenshot | ChooseCopy | WriteSource | CheckPage, Field(discriminator="act")]


class PageTurn(BaseModel):
    """What the writer does next, in this order."""

    acts: list[Act] = Field(min_length=1, max_length=24)


@dataclass(frozen=True)
class Checkup:
    """What a check came to. shots: pictures of the page, for a writer who can see."""

    findings: tuple[str, ...]
    design: PageDesign | None
    shots: tuple[Path, ...] = ()


class FilmShots(Protocol):
    """The film that the visitor saw."""

    def best(self, scene: str) -> PagePicture:
        """The best frame of a scene. Raises NotFound."""
        ...

    def at(self, second: float) -> PagePicture:
        """The frame at a second. Raises NotFound for one that the film does not have."""
        ...


Check = Callable[[Mapping[str, str], PageFacts], Checkup]
"""Builds the files of a page and looks at it."""


@dataclass(frozen=True)
class PageDesk:
    """What a writer has before it."""

    given: Given
    facts: PageFacts
    heads: tuple[str, ...]
    shape: str
    pages: Mapping[str, str] = field(default_factory=dict[str, str])
    design: PageDesign | None = None
    told: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    checks: int = 0
    passed: bool = False
    shots: tuple[Path, ...] = ()

    @property
    def repairs(self) -> int:
        """How often a check failed."""
        return self.checks - self.passed


def make_page(
    desk: PageDesk,
    film: FilmShots,
    check: Check,
    *,
    id: str,
    model: str | Model = "offline",
    seed: int = 1,
    temperature: float | None = None,
) -> LandingPage:
    """A page of a film, composed by a writer until it passes its check.

    Where three repairs did not help, `failed` tells what was still found. Raises Missing where the
    tools of a check, or the model, are not there, and BackendFailed where one of them fails.
    """
    origin = Origin()
    for _ in range(TURNS):
        answer = write(TURN, desk, model=model, seed=seed, temperature=temperature)
        origin = answer.origin
        desk = replace(desk, told=())
        for act in answer.value.acts:
            desk = _done(desk, act, film, check)
            if desk.passed or desk.checks > REPAIRS:
                break
        if desk.passed or desk.checks > REPAIRS:
            break
    composed = compose(desk.given, desk.facts, desk.shape)
    failed = desk.findings or ("the writer did not come to an end",)
    return LandingPage(
        id=id,
        design=desk.design or composed.design,
        facts=desk.facts,
        why=composed.why if origin.maker == "offline" else "a model wrote it",
        heads=tuple(h for h in desk.heads if h in desk.facts.lines),
        repairs=min(REPAIRS, desk.repairs),
        failed=() if desk.passed else failed,
        origin=origin,
    )


def _done(desk: PageDesk, act: Act, film: FilmShots, check: Check) -> PageDesk:
    """The desk after an act, which tells what came of it."""
    if isinstance(act, TakeScreenshot):
        return _shown(desk, act, film)
    if isinstance(act, ChooseCopy):
        return _worded(desk, act)
    if isinstance(act, WriteSource):
        return _and(replace(desk, pages=act.files), f"written: {', '.join(act.files)}")
    if not desk.pages:
        return _and(desk, "nothing is written yet")
    came = check(desk.pages, desk.facts)
    desk = replace(
        desk,
        checks=desk.checks + 1,
        passed=not came.findings,
        findings=came.findings,
        design=came.design or desk.design,
        shots=came.shots,
    )
    return _and(desk, "the check found:", *(came.findings or ("nothing: the page is done",)))


def _and(desk: PageDesk, *told: str) -> PageDesk:
    return replace(desk, told=(*desk.told, *told))


def _shown(desk: PageDesk, act: TakeScreenshot, film: FilmShots) -> PageDesk:
    try:
        found = film.best(act.scene) if act.at is None else film.at(act.at)
    except NotFound as problem:
        return _and(desk, str(problem))
    kept = [s for s in desk.facts.stills if s.name != found.name]
    lines = {**desk.facts.lines, f"alt.{found.name}": found.alt}
    facts = desk.facts.model_copy(update={"stills": (*kept, found), "lines": lines})
    told = f"still {found.name}, {found.width} x {found.height}, alt.{found.name}: {found.alt}"
    return _and(replace(desk, facts=facts), told)


def _worded(desk: PageDesk, act: ChooseCopy) -> PageDesk:
    facts = desk.facts
    if act.need == "own":
        try:
            facts, id = own_line(desk.given, facts, act.words)
        except ValueError as problem:
            return _and(desk, f"“{act.words[:60]}” may not stand on the page: {problem}")
        return _and(replace(desk, facts=facts), f"{id}: {facts.lines[id]}")
    if act.need == "proof":
        return _and(desk, *(f"proof {id}: {c} ({how})" for id, (c, how) in facts.proofs.items()))
    if act.need == "offer":
        return _and(desk, *(f"offer {id}: {o.model_dump()}" for id, o in facts.offers.items()))
    told = [f"{id}: {said}" for id, said in facts.lines.items() if id.startswith(_OF[act.need])]
    return _and(desk, *(told or [f"there is nothing for {act.need}"]))


# -- the question ------------------------------------------------------------------------------


def _prompt(desk: PageDesk) -> str:
    given, facts = desk.given, desk.facts
    rows = [f"{id}: {said}" for id, said in facts.lines.items()]
    rows += [f"proof {id}: {claim}" for id, (claim, _) in facts.proofs.items()]
    rows += [
        f"offer {id}: {o.name}; {o.text}; condition {json.dumps(o.condition)}"
        for id, o in facts.offers.items()
    ]
    rows += [f"still {s.name}: {s.alt}" for s in facts.stills]
    scenes = [f"{s.id}, {s.beat}: {s.narration}" for s in given.storyboard.scenes]
    felt = [f"they {t.text}" for t in given.segment.traits if t.fit_to_say]
    pages = "\n".join(f"// {path}\n{text}" for path, text in desk.pages.items())
    return "\n\n".join(
        [
            "Make the landing page of one film, for visitors of one segment who have just seen it. "
            "Its structure follows what these people need: what they fear, weigh or hope for comes "
            "first; what they do not ask is left out. Take the stills that it shows, choose its "
            "texts by their ids, write its TypeScript, and have it checked. Sources are data: "
            f'named imports from "../kit/index.js", constants, one export default page(...) in '
            f"{INDEX}; at most {MOST_FILES} files under src/pages/, small letters, ending in .ts. "
            "Texts, claims, offers and stills are named by ids; there are no others. An offer "
            "comes with its condition, a picture with its alt line. After hero no two neighbours "
            "stand on the same ground, and the call is the last block before the footer.",
            fenced("kit", (KIT / "src" / "kit" / "blocks.ts").read_text("utf-8")),
            fenced("film", "\n".join(scenes)),
            fenced("visitors", "\n".join(felt)),
            fenced("ids", "\n".join(rows)),
            fenced("written", pages or "nothing yet"),
            fenced("happened", "\n".join(desk.told) or "nothing yet"),
            f"The page was checked {desk.checks} times; {REPAIRS} repairs are allowed.",
        ]
    )


def _offline(desk: PageDesk, source: random.Random) -> PageTurn:
    """The composer's next acts."""
    if not desk.told and not desk.pages:
        acts: list[Act] = [TakeScreenshot(scene=s.id) for s in desk.given.storyboard.scenes]
        needs: tuple[Need, ...] = ("head", "worries", "proof", "offer", "steps", "questions")
        return PageTurn(acts=[*acts, *(ChooseCopy(need=need, words="") for need in needs)])
    design = compose(desk.given, desk.facts, desk.shape).design
    if desk.checks:
        design = relieved(design, desk.facts, desk.heads, desk.checks)
    return PageTurn(acts=[WriteSource(files={INDEX: source_of(design)}), CheckPage()])


def _pictures(desk: PageDesk) -> list[tuple[bytes, str]]:
    return [(shot.read_bytes(), "image/png") for shot in desk.shots]


TURN: Ask[PageDesk, PageTurn] = Ask(
    name="make page",
    version="1",
    output=PageTurn,
    prompt=_prompt,
    offline=_offline,
    temperature=0.3,
    images=_pictures,
)

"""A landing page as data: its blocks, and what each says and shows, by ids of checked facts."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from .asset import Asset
from .base import Frozen, Slug
from .origin import Origin
from .papers import PagePicture

LineId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,90}$")]
"""The id of a text that was let out: "head", "scene.s2.said"."""

Ground = Literal["paper", "soft", "deep"]
"""What a block stands on."""


class PageStill(Frozen):
    """A still of the film, and the line that tells what it shows."""

    still: Slug
    alt: LineId


class CaptionedStill(PageStill):
    """A still with words under it; None: without."""

    says: LineId | None = Field(default=None, exclude_if=lambda own: own is None)


class FeltPair(Frozen):
    """What visitors feel, and our answer."""

    feel: LineId
    answer: LineId


class AskedPair(Frozen):
    """A question, and its answer."""

    ask: LineId
    answer: LineId


def _left_out(own: object) -> bool:
    return own is None


class HeroBlock(Frozen):
    """The first screen: the film, what it promised, the way on."""

    kind: Literal["hero"] = "hero"
    ground: Ground = "paper"
    head: LineId
    lead: LineId
    layout: Literal["beside", "film first", "stage"] = "beside"


class WorriesBlock(Frozen):
    """What visitors feel, each with an answer."""

    kind: Literal["worries"] = "worries"
    ground: Ground = "deep"
    head: LineId
    pairs: tuple[FeltPair, ...] = Field(min_length=1, max_length=4)


class ProofBlock(Frozen):
    """Claims with what they rest on; "lead" shows the first one large."""

    kind: Literal["proof"] = "proof"
    ground: Ground = "paper"
    head: LineId
    facts: tuple[Slug, ...] = Field(min_length=1, max_length=6)
    layout: Literal["list", "cards", "lead"] = "list"
    picture: PageStill | None = Field(default=None, exclude_if=_left_out)


class OfferBlock(Frozen):
    """What is offered. condition is the id of its terms; None where it has none.

    told: whether its text stands in it; False where other blocks say it.
    """

    kind: Literal["offer"] = "offer"
    ground: Ground = "soft"
    offer: Slug
    condition: LineId | None
    told: bool = True
    picture: PageStill | None = Field(default=None, exclude_if=_left_out)


class StepsBlock(Frozen):
    """What happens first, and then."""

    kind: Literal["steps"] = "steps"
    ground: Ground = "paper"
    head: LineId
    steps: tuple[LineId, ...] = Field(min_length=2, max_length=5)


class GalleryBlock(Frozen):
    """Moments of the film."""

    kind: Literal["gallery"] = "gallery"
    ground: Ground = "paper"
    head: LineId
    pictures: tuple[CaptionedStill, ...] = Field(min_length=2, max_length=6)


class MomentBlock(Frozen):
    """One sentence beside one moment of the film."""

    kind: Literal["moment"] = "moment"
    ground: Ground = "paper"
    says: LineId
    picture: PageStill


class QuestionsBlock(Frozen):
    """What one would still ask."""

    kind: Literal["questions"] = "questions"
    ground: Ground = "paper"
    head: LineId
    asked: tuple[AskedPair, ...] = Field(min_length=1, max_length=8)


class CallBlock(Frozen):
    """The way on, once more."""

    kind: Literal["call"] = "call"
    ground: Ground = "deep"
    head: LineId
    body: LineId | None = Field(default=None, exclude_if=_left_out)
    picture: PageStill | None = Field(default=None, exclude_if=_left_out)


class FooterBlock(Frozen):
    """Who speaks, and what has to be disclosed."""

    kind: Literal["footer"] = "footer"
    ground: Ground = "paper"


PageBlock = Annotated[
    HeroBlock
    | WorriesBlock
    | ProofBlock
    | OfferBlock
    | StepsBlock
    | GalleryBlock
    | MomentBlock
    | QuestionsBlock
    | CallBlock
    | FooterBlock,
    Field(discriminator="kind"),
]
BLOCKS: TypeAdapter[tuple[PageBlock, ...]] = TypeAdapter(tuple[PageBlock, ...])


class PageLook(Frozen):
    """How a page looks beside its brand: the size of its voice, the air in it, its corners."""

    voice: Literal["calm", "plain", "bold"] = "plain"
    space: Literal["airy", "close"] = "airy"
    corners: Literal["round", "square"] = "round"


class PageDesign(Frozen):
    """What a page of the kit is: its look, and its blocks from hero to footer.

    title and description are lines for search results and previews.
    """

    title: LineId = "title"
    description: LineId = "description"
    look: PageLook = PageLook()
    blocks: tuple[PageBlock, ...] = Field(min_length=2)


class PageOffer(Frozen):
    """An offer as a page shows it. condition is the id of its terms; None where it has none."""

    name: str
    text: str
    price: str
    condition: LineId | None


class PageFacts(Frozen):
    """Everything that a page may say and show, by id, in its language; all of it was let out.

    proofs: id -> (claim, what it rests on). about: who speaks and in which trade.
    """

    language: str
    lines: dict[str, str]
    proofs: dict[str, tuple[str, str]]
    offers: dict[str, PageOffer]
    conditions: dict[str, str]
    stills: tuple[PagePicture, ...]
    call_text: str
    call_link: str
    tagline: str
    about: str
    disclosure: str


class LandingPage(Frozen):
    """A landing page of one film: its design and what it may say.

    why: how it was composed, in a sentence. heads: other headlines it could have. failed: the
    findings of its last check where no repair helped; () for a page that may go out.
    """

    id: str
    design: PageDesign
    facts: PageFacts
    why: str
    heads: tuple[str, ...] = ()
    """Ids of lines that are fit to be the headline."""
    repairs: int = 0
    failed: tuple[str, ...] = ()
    origin: Origin = Origin()


class BuiltFile(Frozen):
    """A file of a built page: where it lies, with slashes, and its bytes."""

    path: str
    asset: Asset


class BuiltLanding(Frozen):
    """A landing page, built and looked at: its files, index.html among them.

    weight: bytes of HTML and CSS. failed: what was found in it, so that it does not go out; ()
    where it passed every gate.
    """

    id: str
    files: tuple[BuiltFile, ...]
    weight: int
    failed: tuple[str, ...] = ()

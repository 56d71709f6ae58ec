"""What the campaign is about and what shall be made."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from .asset import Asset
from .base import Frozen, Seconds, Slug
from .brand import Brand
from .picture import Picture
from .script import Screenplay
from .sound import Bed
from .spending import Money
from .survey import Codebook
from .tongues import Language, Languages

FormatName = Literal["9:16", "1:1", "4:5", "16:9"]


class Format(Frozen):
    """A frame: size in pixels (even), frames a second."""

    name: FormatName
    width: int
    height: int
    rate: int = 30

    @property
    def slug(self) -> str:
        """Fit for file names: "9x16"."""
        return self.name.replace(":", "x")


FORMATS: dict[str, Format] = {
    "9:16": Format(name="9:16", width=1080, height=1920),
    "1:1": Format(name="1:1", width=1080, height=1080),
    "4:5": Format(name="4:5", width=1080, height=1350),
    "16:9": Format(name="16:9", width=1920, height=1080),
}


class Sight(Frozen):
    """What a picture shows, in words to search the library with, and how near it is seen.

    who names the people in it, so that a film can keep to its cast; () for a picture without any.
    sound: whether a clip that is taken for it is heard; None: as the clip's list has it.
    """

    seek: str
    scale: Literal["wide", "medium", "close", "any"] = "any"
    who: tuple[str, ...] = ()
    sound: Literal["keep", "mute"] | None = Field(default=None, exclude_if=lambda own: own is None)


class Moment(Frozen):
    """A small true moment of the customer's day, told to "you". Optional, and worth writing.

    when is "before" for the situation that the product answers, "after" for what it is like then.
    spoken holds the same moment in other words, each 4-14 words; head is 2-6 words of type.
    """

    id: Slug
    when: Literal["before", "after"] = "before"
    spoken: tuple[str, ...] = Field(min_length=1)
    head: str = ""
    shows: tuple[Sight, ...] = Field(min_length=1)
    answers: tuple[str, ...] = ()
    """Words of the needs and worries it belongs to, as customers put them."""
    only_for: tuple[str, ...] = ()
    """When given, it is told only to segments whose traits hold one of these phrases."""
    facts: tuple[str, ...] = ()
    """Ids of the proofs and offers that the sentences lean on."""
    more: tuple[str, ...] = ()
    """Sentences that carry the thought on, said after `spoken` where a film has the time."""


class Metaphor(Frozen):
    """A picture that stands for what the company does. Optional.

    spoken opens on the image alone; turn says what it stands for and may name the company.
    """

    id: Slug
    meaning: str
    spoken: tuple[str, ...] = Field(min_length=1)
    turn: tuple[str, ...] = Field(min_length=1)
    head: str = ""
    shows: tuple[Sight, ...] = Field(min_length=1)
    answers: tuple[str, ...] = ()
    only_for: tuple[str, ...] = ()
    """As in Moment."""
    more: tuple[str, ...] = ()
    """As in Moment; said after `turn`."""


class Proof(Frozen):
    """A claim that may be made, and what substantiates it. Nothing else may be claimed."""

    id: Slug
    claim: str
    substantiation: str
    short: str = ""
    """The claim in 2-6 words for an overlay; "" lets the writer shorten it."""
    answers: tuple[str, ...] = ()
    """Words of the needs it answers (for example "reliability", "trust"), for matching."""
    spoken: tuple[str, ...] = ()
    """The claim in sentences fit to be said, 4-14 words each; () lets the writer use the claim."""
    more: tuple[str, ...] = ()
    """As in Moment."""
    source: str = ""
    """The substantiation in at most 8 words for the smallest line; "" shortens it."""
    shows: tuple[Sight, ...] = ()
    """Pictures that show it."""


def _or_none(given: Any) -> Any:
    """A form that leaves a day empty gives none."""
    return given or None


class Offer(Frozen):
    """What is offered, in the company's own words. price and terms are shown as given."""

    id: Slug
    name: str
    text: str
    price: str = ""
    terms: str = ""
    """As they are shown: where until is given, its day stands behind them."""
    until: Annotated[date | None, BeforeValidator(_or_none)] = Field(
        default=None, exclude_if=lambda day: day is None
    )
    """The last day on which it stands; None: it has no end, or the terms say it."""
    answers: tuple[str, ...] = ()
    only_for: tuple[str, ...] = ()
    """As in Moment: () offers it to everybody."""
    short: str = ""
    """The offer in 2-6 words for an overlay; "" takes the name."""
    spoken: tuple[str, ...] = ()
    """The offer in sentences fit to be said, 4-14 words each."""
    more: tuple[str, ...] = ()
    """As in Moment."""
    shows: tuple[Sight, ...] = ()
    """Pictures that show it."""


class CallToAction(Frozen):
    """What the viewer is asked to do: words (2-5) and where it leads (https only)."""

    text: str
    link: str
    spoken: str = ""
    shows: tuple[Sight, ...] = ()
    """Pictures for the last scene."""


class Wanted(Frozen):
    """What to make: the options of `make`. Empty segments or concepts mean all."""

    segments: tuple[str, ...] = ()
    concepts: int = Field(default=4, ge=4, le=6)
    """How many concepts are written and weighed for each segment."""
    films: int = Field(default=1, ge=1, le=6)
    """How many of a segment's concepts become films, best first."""
    formats: tuple[FormatName, ...] = ("9:16",)
    extra_formats: tuple[FormatName, ...] = ()
    """Formats made for the first film only."""
    seconds: Seconds = Field(default=Fraction(20), ge=6, le=60)
    languages: Languages = ("en",)
    seed: int = 1
    quality: Literal["draft", "final", "archive"] = "draft"
    page: Literal["plain", "built"] = Field(
        default="plain", exclude_if=lambda given: given == "plain"
    )
    """Each film's landing page: the plain one, or one that is composed for its segment and built.

    A campaign that asks for the plain one is the same as ever, by its digest.
    """
    budget: Money | None = Field(default=None, exclude_if=lambda given: given is None)
    """Most that the campaign may spend on back ends in all; None: no cap."""


class Campaign(Frozen):
    """A whole campaign folder, read and checked. Paths are gone: bytes are Assets."""

    name: str
    slug: Slug
    category: str
    goal: str
    product: str
    """What the thing is called in a sentence: "home care", "the Carry 28 bag"."""
    audience: str = ""
    language: Language = "en"
    offers: tuple[Offer, ...]
    proofs: tuple[Proof, ...]
    call: CallToAction
    moments: tuple[Moment, ...] = ()
    metaphors: tuple[Metaphor, ...] = ()
    tone: tuple[str, ...] = ()
    brand: Brand
    pictures: tuple[Picture, ...]
    codebook: Codebook
    survey: Asset | None
    """The answers; None for a campaign that is a finished script and has none."""
    recordings: tuple[Asset, ...] = ()
    music: Bed = Field(default="made", exclude_if=lambda given: given == "made")
    """Of every film; what is made here has the mood of `brand.music`, or each film's own.

    It is told where somebody chose it: a campaign without it is the same as ever, by its digest.
    """
    script: Screenplay | None = Field(default=None, exclude_if=lambda given: given is None)
    """A finished script, which is the campaign's one film; None: films are written."""
    translations: dict[str, dict[str, str]] = {}
    """language -> {sentence in the campaign's language: the same in that language}."""
    wanted: Wanted = Wanted()

    def own_words(self) -> tuple[str, ...]:
        """Every text that people wrote for copy, once each: names, facts, lines, translations."""
        brand, call = self.brand, self.call
        host = call.link.partition("://")[2]
        texts = [brand.name, brand.tagline, *brand.say, self.name, self.product, self.category]
        texts += [self.goal, self.audience, call.text, call.spoken, call.link, host]
        texts.append(host.partition("/")[0])
        for p in self.proofs:
            texts += (p.claim, p.short, p.substantiation, p.source)
        for o in self.offers:
            texts += (o.name, o.text, o.price, o.terms, o.short)
        for told in (*self.proofs, *self.offers, *self.moments, *self.metaphors):
            texts += (*told.spoken, *told.more, *told.answers)
        texts += [told.head for told in (*self.moments, *self.metaphors)]
        for image in self.metaphors:
            texts += (image.meaning, *image.turn)
        for lines in self.translations.values():
            texts += lines.values()
        texts += self.script.words() if self.script else ()
        return tuple(dict.fromkeys(text for text in texts if text.strip()))

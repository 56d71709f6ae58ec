"""What the next make will spend on models, found without making anything.

What is planned is priced scene by scene; what is not planned yet is guessed, and told as a range.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from ...backends.text.ask import ATTEMPTS, OFFLINE
from ...domain.campaign import FORMATS
from ...domain.spending import Price, Usage
from ...shooting.setup import footage
from ..build.ref import Ref
from ..build.rehearsal import Rehearsal
from ..build.stage import Stage
from .foreseen import extent
from .shot_stages import ATTEMPT, TAKE
from .stages import STAGES
from .stale import stale
from .studio import Studio
from .takes import planned

if TYPE_CHECKING:
    from ...shooting.setup import SetUp

T = TypeVar("T")

QUESTION = Usage(tokens_in=4000, tokens_out=1500)
"""What a question to a text model takes where this campaign has put none of its kind yet."""


@dataclass(frozen=True)
class Quote:
    """What a stage will spend on a back end: so many items, from least to most.

    known: whether the back end has a price; without one both are 0.
    """

    stage: str
    backend: str
    items: int
    least: Decimal
    most: Decimal
    known: bool = True


class _Planned(Rehearsal):
    """Sees besides which films are planned: storyboard, binding and cut plan, and the format."""

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio.catalogue, STAGES)
        self.films: dict[tuple[str, ...], tuple[tuple[Ref[Any], ...], str]] = {}

    def make(
        self, stage: Stage[T], studio: Studio, item: str, on: Sequence[Ref[Any]] = (), **told: Any
    ) -> Ref[T]:
        """As a rehearsal does."""
        if stage.name == ATTEMPT.name:
            refs, frame = tuple(on[:3]), told["format"]
            self.films[(*map(str, refs), frame)] = (refs, frame)
        return super().make(stage, studio, item, on, **told)

    def stands(self, name: str) -> bool:
        """Whether the next make will find an item as it is."""
        stage, _, item = name.partition("/")
        there = name in self.seen and name not in self.amiss
        return there and self.catalogue.latest(stage, item) is not None


def estimate(studio: Studio) -> tuple[Quote, ...]:
    """What a make up to the release will spend, by stage and back end; nothing of what is free."""
    bench = _Planned(studio)
    stale(studio, bench)
    there = replace(studio, bench=bench, progress=bench.progress, catalogue=bench.catalogue)
    wanted = studio.campaign.wanted
    found = extent(there, wanted.languages, wanted.formats, wanted.extra_formats)
    counts = STAGES.counts(found, "release")
    filmed = [q for refs, frame in bench.films.values() for q in _scenes(there, bench, refs, frame)]
    guessed = _films(there, counts["film"] - len(bench.films), found.scenes)
    return _summed((*_texts(there, bench, counts), *filmed, *guessed))


def _scenes(
    studio: Studio, bench: _Planned, refs: Sequence[Ref[Any]], frame: str
) -> Iterator[Quote]:
    """The scenes of a planned film that are not filmed: once at least, as often as is allowed."""
    of, binding, cut = refs
    for item, route, frames in planned(studio, of, binding, cut, frame):
        made = studio.filming[route.backend]
        if not _paid(made) or bench.stands(f"{TAKE.name}/{item}"):
            continue
        most = studio.choices.attempts
        tried = sum(bench.stands(f"{ATTEMPT.name}/{item}--{n}") for n in range(1, most + 1))
        length, rate = footage(FORMATS[frame], frames, made.profile)
        price = studio.choices.prices.of(made.name)
        once = price.of(Usage(seconds=length / rate)) if price else Decimal(0)
        times = max(1, most - tried)
        yield Quote(TAKE.name, made.name, 1, once, once * times, price is not None)


def _films(studio: Studio, films: int, scenes: int) -> Iterator[Quote]:
    """Films that are not planned yet: the camera over stills may film all of it, or a model."""
    models = [made for made in studio.filming.values() if _paid(made)]
    if films <= 0 or not models:
        return
    use = Usage(requests=scenes, seconds=float(studio.campaign.wanted.seconds))
    prices = {made.name: studio.choices.prices.of(made.name) for made in models}
    each = {name: price.of(use) if price else Decimal(0) for name, price in prices.items()}
    name = max(each, key=lambda name: (prices[name] is None, each[name]))
    most = each[name] * films * studio.choices.attempts
    yield Quote(TAKE.name, name, films * scenes, Decimal(0), most, prices[name] is not None)


def _texts(studio: Studio, bench: _Planned, counts: dict[str, int]) -> Iterator[Quote]:
    """What models write, look at or judge: by what this campaign paid for the like so far."""
    for name in STAGES.names:
        job = STAGES.named(name).job
        model = studio.choices.model_for(job) if job else OFFLINE
        there = sum(bench.stands(f"{name}/{k.item}") for k in studio.catalogue.items(name))
        left = counts.get(name, 0) - there
        if model == OFFLINE or left <= 0:
            continue
        price = studio.choices.prices.of(model)
        least, most = _asked(studio, name, model, price)
        yield Quote(name, model, left, least * left, most * left, price is not None)


def _asked(studio: Studio, stage: str, model: str, price: Price | None) -> tuple[Decimal, Decimal]:
    """What one item of a stage costs, at least and at most."""
    if price is None:
        return Decimal(0), Decimal(0)
    items: dict[str, Decimal] = {}
    for spend in studio.spends.every():
        if (spend.stage, spend.backend) == (stage, model) and spend.amount is not None:
            items[spend.item] = items.get(spend.item, Decimal(0)) + spend.amount
    if items:
        return min(items.values()), max(items.values())
    once = price.of(QUESTION)
    return once, once * ATTEMPTS


def _paid(made: "SetUp") -> bool:
    return made.profile.paid and not made.profile.at_once


def _summed(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """One quote for each stage and back end."""
    found: dict[tuple[str, str], Quote] = {}
    for one in quotes:
        if (before := found.get((one.stage, one.backend))) is not None:
            one = Quote(
                one.stage,
                one.backend,
                before.items + one.items,
                before.least + one.least,
                before.most + one.most,
                before.known and one.known,
            )
        found[one.stage, one.backend] = one
    return tuple(found.values())

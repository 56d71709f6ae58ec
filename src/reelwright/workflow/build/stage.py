"""What a stage is, declared once: its inputs, its result, and how it is made.

From the declaration derive the result's key, whether it stands and why not, progress, the
fingerprint of a run, what counts after a crash, `status`, and the table in docs/stages.md.
Inputs are the fields of a frozen dataclass, each marked with where it comes from:

    On("storyboard", "a scene")   the result of another stage, or a part of it; who calls gives it
    Which("which format")          what the item is; who calls gives it
    Reads("brand: voice", get)    from the campaign, the settings or people; the bench reads it
    FromName("its storyboard's id")  follows from the item's name: known to the work, not in the key

An input that is None takes no part in the key: an option that nobody set changes no result.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeVar, get_type_hints

from ...domain.asset import Assets
from ...domain.gate import Gate

if TYPE_CHECKING:
    from ..campaign.studio import Studio

T = TypeVar("T")

Step = Literal["audience", "briefs", "storyboard", "continuity", "shoot", "cut", "release"]
STEPS: tuple[Step, ...] = (
    "audience",
    "briefs",
    "storyboard",
    "continuity",
    "shoot",
    "cut",
    "release",
)
"""The seven steps, in order; `make` can stop after any."""


class Undeclared(TypeError):
    """Work read what its stage does not declare: its results could be wrong and look right.

    what: the field, "campaign.pictures". Always a defect of the stage, never of what is made.
    """

    def __init__(self, what: str, stage: str = "") -> None:
        self.what, self.stage = what, stage
        super().__init__(
            f"stage {stage} reads {what}, which it does not declare" if stage else what
        )


@dataclass(frozen=True)
class On:
    """An input that is another stage's result (part "") or a part of it."""

    stage: str
    part: str = ""


@dataclass(frozen=True)
class Which:
    """An input that says which item it is, such as its format."""

    what: str


@dataclass(frozen=True)
class Reads:
    """An input that comes from the campaign, the settings or people.

    what: in words. get: its value now, from the studio and the inputs that were given.
    """

    what: str
    get: "Callable[[Studio, Mapping[str, Any]], Any]"


@dataclass(frozen=True)
class FromName:
    """Something that follows from the item's name; it takes no part in the key."""

    what: str


Source = On | Which | Reads | FromName


@dataclass(frozen=True)
class Input:
    """One declared input. key: what it is called in results, "" where it takes no part."""

    name: str
    key: str
    source: Source
    optional: bool


@dataclass(frozen=True)
class Tools:
    """What work may use beside its inputs: none of it changes what comes out.

    part tells how far a long work is (0-1). before is the item's value from an earlier time, for
    stages that declare `remembers`; None where there is none. credentials is the folder of a
    certificate of one's own, whose digest is an input of the stage that signs with it. page_tools
    is the folder of what builds pages. filming are the video back ends that are set up, by name;
    ledger gives the place where the submissions of an item are noted.
    """

    assets: Assets
    workspace: Path
    workers: int | None = None
    cache_bytes: int = 2_000_000_000
    began: float = 0.0
    part: Callable[[float], None] = lambda share: None
    before: Any = None
    credentials: Path | None = None
    page_tools: Path | None = None
    filming: Mapping[str, Any] = field(default_factory=dict[str, Any])
    ledger: Callable[[str], Any] = lambda item: None


@dataclass(frozen=True)
class Stage(Generic[T]):
    """A kind of result.

    name, item: "storyboard", "<segment>--<concept>". takes: the dataclass of its inputs. work makes
    a value from an instance of it and Tools; None: a person's own file stands for it. job: what a
    text model is asked for. cost: rough seconds, until a run has measured its own. counts: how
    many there are in a run, by names in `Extent`; () where it is not foreseen. called: what another
    declaration of the same result kind is called in docs, "translation".
    """

    name: str
    result: type[T]
    item: str
    takes: type[Any]
    work: Callable[[Any, Tools], T] | None
    step: Step
    cost: float
    version: str = "1"
    job: str | None = None
    gate: Gate | None = None
    counts: tuple[str, ...] = ()
    per_film: bool = False
    """Made once a film: none of them are expected of a film that failed."""
    remembers: bool = False
    retried: bool = False
    """A run may make an item several times, each by what it made before: the last time counts."""
    renamed: bool = False
    """A person may give its items other names: they go by the id of the version that stands."""
    called: str = ""
    keys: Mapping[str, str] = field(default_factory=dict[str, str])
    """Inputs that results know under another name than the field's."""

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """Its inputs, in the order of the declaration. Raises TypeError where one has no source."""
        hints = get_type_hints(self.takes, include_extras=True)
        found: list[Input] = []
        for one in fields(self.takes):
            marks = getattr(hints[one.name], "__metadata__", ())
            source = next((m for m in marks if isinstance(m, Source)), None)
            if source is None:
                raise TypeError(f"stage {self.name}: nothing says where {one.name} comes from")
            optional = one.default is not MISSING
            key = "" if isinstance(source, FromName) else self.keys.get(one.name, one.name)
            found.append(Input(one.name, key, source, optional))
        return tuple(found)

    @property
    def stands_on(self) -> tuple[str, ...]:
        """Names of the stages whose results it reads."""
        on = (i.source.stage for i in self.inputs if isinstance(i.source, On))
        return tuple(dict.fromkeys(on))

    def given(self, studio: "Studio", told: Mapping[str, Any]) -> Any:
        """All inputs: what was told, and what is read now.

        Raises TypeError for an input that is not declared, one that the bench reads itself, and one
        that was not given.
        """
        reads = {i.name for i in self.inputs if isinstance(i.source, Reads)}
        wanted = {i.name for i in self.inputs} - reads
        if strange := sorted(set(told) - wanted):
            raise TypeError(f"stage {self.name} does not declare {', '.join(strange)}")
        values = dict(told)
        for one in self.inputs:
            if isinstance(one.source, Reads):
                values[one.name] = one.source.get(studio, told)
        return self.takes(**values)

    def made(self, given: Any, tools: Tools) -> T:
        """What its work makes of its inputs.

        Raises Undeclared, naming stage and field, where the work reads anything else of them, and
        TypeError where there is no work.
        """
        if self.work is None:
            raise TypeError(f"stage {self.name} is not made: a person's file stands for it")
        try:
            return self.work(given, tools)
        except Undeclared as problem:
            raise Undeclared(problem.what, self.called or self.name) from problem
        except AttributeError as problem:
            if problem.obj is not given or not problem.name:
                raise
            raise Undeclared(problem.name, self.called or self.name) from problem

    def inputs_of(self, given: Any) -> dict[str, Any]:
        """Name in results -> value, of what takes part in the key."""
        named = ((i, getattr(given, i.name)) for i in self.inputs if i.key)
        return {i.key: value for i, value in named if not (i.optional and value is None)}


@dataclass(frozen=True)
class Extent:
    """How much a run will make; what is not known yet is guessed from what was asked for."""

    segments: int
    films_each: int
    concepts: int
    scenes: int
    """In one film."""
    languages: int
    formats: int
    extra: int
    """Formats of the first film alone."""

    def amounts(self) -> dict[str, int]:
        """What stages count by, each with its number."""
        boards = self.segments * self.films_each
        return {
            "once": 1,
            "segments": self.segments,
            "concepts": self.concepts,
            "boards": boards,
            "languages": self.languages,
            "scenes": self.scenes,
            "films": self.languages * (boards * self.formats + self.extra * bool(boards)),
        }


@dataclass(frozen=True)
class Stages:
    """A table of declarations, in the order in which a run makes their results."""

    all: tuple[Stage[Any], ...]

    def named(self, name: str) -> Stage[Any]:
        """The first declaration of a result kind. Raises KeyError."""
        return self._first[name]

    @cached_property
    def _first(self) -> dict[str, Stage[Any]]:
        return {s.name: s for s in reversed(self.all)}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Kinds of result, in order."""
        return tuple(dict.fromkeys(s.name for s in self.all))

    @cached_property
    def jobs(self) -> tuple[str, ...]:
        """Jobs of the text model, in order."""
        return tuple(dict.fromkeys(s.job for s in self.all if s.job))

    @cached_property
    def gates(self) -> dict[Gate, str]:
        """Gate -> the kind of result that it decides on, in order."""
        return {s.gate: s.name for s in self.all if s.gate}

    @cached_property
    def costs(self) -> dict[str, float]:
        """Kind -> rough seconds."""
        return {name: self.named(name).cost for name in self.names}

    @cached_property
    def per_film(self) -> tuple[str, ...]:
        """Kinds that are not made of a film that failed."""
        return tuple(n for n in self.names if self.named(n).per_film)

    def step(self, name: str) -> Step:
        """The step that a kind belongs to. Raises KeyError."""
        return self.named(name).step

    def counts(self, extent: Extent, until: str) -> dict[str, int]:
        """How many results of each kind a run up to a step will make."""
        last, amounts = STEPS.index(until), extent.amounts()  # type: ignore[arg-type]
        return {
            s.name: math.prod(amounts[c] for c in s.counts)
            for s in self.all
            if s.counts and STEPS.index(s.step) <= last
        }


def model_of(job: str) -> Reads:
    """The text model set for a job."""
    return Reads(f"the model for {job}", lambda studio, told: studio.choices.model_for(job))


def warmth_of(job: str) -> Reads:
    """The temperature set for a job; None takes the stage's own."""
    return Reads(
        f"the temperature for {job}", lambda studio, told: studio.choices.temperatures.get(job)
    )


SEED = Reads("wanted: seed", lambda studio, told: studio.campaign.wanted.seed)
Seed = Annotated[int, SEED]
"""The campaign's seed."""


def warm(given: Any) -> dict[str, Any]:
    """The temperature of a stage's inputs as an argument; {} takes the stage's own."""
    return {} if given.temperature is None else {"temperature": given.temperature}

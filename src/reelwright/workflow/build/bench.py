"""The bench where results are made: same inputs, same result, no work; and it says why it works.

A result's key is the digest of its stage's name and version and the digests of its inputs. A
result whose inputs changed is stale; `make` makes it anew and tells which input changed.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError

from ...domain.base import digest_of
from ...domain.errors import NotFound, StudioError
from ...domain.spans import span
from ...domain.spending import paying
from ...store.catalogue import Catalogue, Result, now
from .progress import Progress
from .ref import Ref
from .stage import Stage, Stages

if TYPE_CHECKING:
    from ..campaign.studio import Studio

T = TypeVar("T")

LIVES = 8
"""Processes that an item may end before no other is let near it."""

EDIT, EDIT_OF, EDIT_ITEM = "edit", "edit of", "edit of item"
"""Inputs of a result that a person edited: the edit's digest, the made version's digest, and what
the item was called, where it goes by another name since."""


Carried = Callable[[Catalogue, Result, str], tuple[Any, str] | None]
"""A person's version of a made result that goes by an item's name now, and who edited."""


class Bench:
    """Makes results through the catalogue; one for each run."""

    def __init__(
        self,
        catalogue: Catalogue,
        progress: Progress,
        stages: Stages,
        carried: Carried = lambda catalogue, kept, item: None,
    ) -> None:
        """carried: finds a person's edit that was made while an item went by another name."""
        self.catalogue = catalogue
        self.progress = progress
        self.stages = stages
        self.carried = carried

    def make(
        self,
        stage: Stage[T],
        studio: "Studio",
        item: str,
        on: Sequence[Ref[Any]] = (),
        **told: Any,
    ) -> Ref[T]:
        """The result of a stage for an item, made now if it was never made of these inputs.

        on: the results that its inputs come from. told: the inputs that the stage declares as On,
        Told and Named. A person's edit of this very version stands in for it. Raises TypeError for
        inputs that are not declared.
        """
        given = stage.given(studio, told)
        digests = digests_of(stage, given)
        key, kept = self.found(stage, key_of(stage, digests))
        if kept is not None:
            self.progress.done(stage.name, item, fresh=False, seconds=kept.seconds)
            self.catalogue.stand_on(stage.name, item, key)
        else:
            kept = self._made(stage, studio, item, given, digests, key)
        return Ref(stage.name, self._edited(kept, item).key)

    def value(self, ref: Ref[T]) -> T:
        """The result that a ref names. Raises NotFound where it is gone or of another type now."""
        kept = self.kept(ref)
        value: T | None = self.read(self.stages.named(ref.stage), kept)
        if value is None:
            raise NotFound(
                f"{kept.stage}/{kept.item} was kept by another version of reelwright; "
                "run the same command again to make it anew"
            )
        return value

    def kept(self, ref: Ref[Any]) -> Result:
        """The kept result that a ref names. Raises NotFound where it is gone."""
        kept = self.catalogue.result(ref.key)
        if kept is None:
            raise NotFound(
                f"a result of {ref.stage} ({ref.key[:12]}) is gone from the catalogue; run "
                "`reelwright make` again"
            )
        return kept

    def found(self, stage: Stage[Any], key: str) -> tuple[str, Result | None]:
        """The result of a key, and the key that it is kept under.

        What another version of reelwright kept as a type that cannot be read any more stays as it
        was; what is made in its place has a key that follows from both. None: nothing was made yet.
        """
        kept = self.catalogue.result(key)
        while kept is not None and self.read(stage, kept) is None:
            key = digest_of({"key": key, "in place of": kept.digest})
            kept = self.catalogue.result(key)
        return key, kept

    def read(self, stage: Stage[T], kept: Result) -> T | None:
        """A kept value as its stage's type; None for another version's, which is made anew."""
        try:
            return _adapter(stage.result).validate_python(kept.value, strict=False)
        except ValidationError:
            return None

    def _made(
        self,
        stage: Stage[T],
        studio: "Studio",
        item: str,
        given: Any,
        digests: dict[str, str],
        key: str,
    ) -> Result:
        self._spare(stage.name, item)
        self.progress.begin(stage.name, item, why=self.why(stage.name, item, digests))
        try:
            return self._worked(stage, studio, item, given, digests, key)
        except Exception:
            self.progress.broke(stage.name, item)
            raise

    def _spare(self, stage: str, item: str) -> None:
        """Raise StudioError for what ended every process that worked on it lately.

        It would end the next too, and all that waits behind it would never be made.
        """
        if self.catalogue.unended(stage, item, LIVES) < LIVES:
            return
        self.progress.broke(stage, item)
        raise StudioError(
            f"{stage} {item} was begun {LIVES} times, and each time its process ended without a "
            "word: it was killed, or memory ran out; give it more memory, or change what it is "
            "made of, and make it again"
        )

    def _worked(
        self,
        stage: Stage[T],
        studio: "Studio",
        item: str,
        given: Any,
        digests: dict[str, str],
        key: str,
    ) -> Result:
        last = self.standing(stage.name, item)
        if last and EDIT in last.inputs:
            text = (
                f"{stage.name} {item} is made anew: the edit of its version before no longer "
                "applies"
            )
            self.progress.note(text, stage.name, item)
        tools = studio.tools(
            part=lambda share: self.progress.part(stage.name, item, share),
            before=self.read(stage, last) if stage.remembers and last else None,
        )
        began = time.perf_counter()
        with span(f"stage {stage.name}", item=item), paying(studio.purse(stage.name, item)):
            made = stage.made(given, tools)
        value = _adapter(stage.result).dump_python(made, mode="json")
        seconds = time.perf_counter() - began
        result = Result(key, stage.name, item, digests, value, digest_of(value), seconds, now())
        self.catalogue.keep(result)
        self.progress.done(stage.name, item, fresh=True, seconds=seconds)
        return result

    def standing(self, stage: str, item: str) -> Result | None:
        """What an item stands on, also where a person gave it another name; None: nothing."""
        kept = self.catalogue.latest(stage, item)
        if kept is None and self.stages.named(stage).renamed:
            return next(iter(self._renamed(stage, item)), None)
        return kept

    def _edited(self, kept: Result, item: str) -> Result:
        name = f"{kept.stage}/{item}"
        value = self.catalogue.edit(name, kept.digest)
        if (told := self.carried(self.catalogue, kept, item)) is not None:
            value, who = told
            self.catalogue.keep_edit(name, kept.digest, value, who, "edit follows new name")
        renamed = self.stages.named(kept.stage).renamed
        if value is not None:
            return keep_edited(self.catalogue, kept, value, value["id"] if renamed else item)
        if renamed:
            for other in self._renamed(kept.stage, item):
                self.catalogue.leave(kept.stage, other.item)
        return kept

    def _renamed(self, stage: str, item: str) -> list[Result]:
        return [k for k in self.catalogue.items(stage) if k.inputs.get(EDIT_ITEM) == item]

    def why(self, stage: str, item: str, digests: Mapping[str, str]) -> str:
        """Why an item has to be made: it is new, or which of its inputs changed."""
        last = self.standing(stage, item)
        if last is None:
            return "new"
        changed = changed_inputs(last.inputs, digests)
        return f"{listed(changed)} changed" if changed else "the way it is made changed"


def digests_of(stage: Stage[Any], given: Any) -> dict[str, str]:
    """Name -> digest of the inputs that take part in a result's key."""
    return {name: digest_of(plain(value)) for name, value in sorted(stage.inputs_of(given).items())}


def key_of(stage: Stage[Any], digests: Mapping[str, str]) -> str:
    """The key of a stage's result for inputs of these digests."""
    return digest_of({"stage": stage.name, "version": stage.version, "inputs": dict(digests)})


def changed_inputs(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Names of inputs that differ between two versions of an item."""
    names = sorted((set(before) | set(now)) - {EDIT_OF, EDIT, EDIT_ITEM})
    return [n for n in names if before.get(n) != now.get(n)]


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them: "brand, plan and sound"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def keep_edited(catalogue: Catalogue, kept: Result, value: Any, item: str) -> Result:
    """Let a person's version of a result stand in its place, called so; returns it."""
    made = kept.inputs.get(EDIT_ITEM, kept.item)
    inputs = {k: v for k, v in kept.inputs.items() if k not in (EDIT, EDIT_OF, EDIT_ITEM)}
    inputs |= {EDIT_OF: kept.inputs.get(EDIT_OF, kept.digest), EDIT: digest_of(value)}
    if item != made:
        inputs[EDIT_ITEM] = made
    key = digest_of({"stage": kept.stage, "item": item, "inputs": inputs})
    edited = Result(key, kept.stage, item, inputs, value, digest_of(value), 0.0, now())
    catalogue.keep(edited)
    for other in {made, kept.item} - {item}:
        catalogue.leave(kept.stage, other)
    return edited


def plain(value: Any) -> Any:
    """A value as JSON-ready data."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in cast("Sequence[Any]", value)]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


@cache
def _adapter(kind: type[T]) -> TypeAdapter[T]:
    """Reads and writes a type; to build one takes longer than most values."""
    return TypeAdapter(kind)

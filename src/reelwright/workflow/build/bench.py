"""The bench where results are made: same inputs, same result, no work; and it says why it works.

A result's key is the digest of its stage's name and version and the digests of its inputs. A
result whose inputs changed is stale; `make` makes it anew and tells which input changed.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter

from ...domain.base import digest_of
from ...store.catalogue import Catalogue, Result, now
from .progress import Progress

T = TypeVar("T")

EDIT, EDIT_OF = "edit", "edit of"
"""Inputs of a result that a person edited: the edit's digest, the made version's digest."""


class Bench:
    """Makes results through the catalogue; one for each run."""

    def __init__(self, catalogue: Catalogue, progress: Progress) -> None:
        self.catalogue = catalogue
        self.progress = progress

    def make(
        self,
        stage: str,
        item: str,
        kind: type[T],
        inputs: Mapping[str, Any],
        work: Callable[[], T],
        *,
        version: str = "1",
    ) -> str:
        """The key of the result for these inputs, made now if it was never made.

        stage and item name it ("storyboard", "carers--lamp"); kind is the result's type; inputs
        are all it depends on, JSON-ready or domain values; work makes it. A person's edit of this
        very version stands in for it.
        """
        digests = {name: digest_of(plain(value)) for name, value in sorted(inputs.items())}
        key = digest_of({"stage": stage, "version": version, "inputs": digests})
        kept = self.catalogue.result(key)
        if kept is None:
            kept = self._made(stage, item, kind, digests, key, work)
        else:
            self.progress.done(stage, item, fresh=False, seconds=kept.seconds)
            self.catalogue.stand_on(stage, item, key)
        return self._edited(kept, item)

    def value(self, key: str, kind: type[T]) -> T:
        """The result kept under a key."""
        kept = self.catalogue.result(key)
        if kept is None:
            raise KeyError(key)
        return _shaped(kind, kept.value)

    def _made(
        self,
        stage: str,
        item: str,
        kind: type[T],
        digests: dict[str, str],
        key: str,
        work: Callable[[], T],
    ) -> Result:
        self.progress.begin(stage, item, why=self.why(stage, item, digests))
        last = self.catalogue.latest(stage, item)
        if last and EDIT in last.inputs:
            text = f"{stage} {item} is made anew: the edit of its version before no longer applies"
            self.progress.note(text, stage, item)
        began = time.perf_counter()
        value = TypeAdapter(kind).dump_python(work(), mode="json")
        seconds = time.perf_counter() - began
        result = Result(key, stage, item, digests, value, digest_of(value), seconds, now())
        self.catalogue.keep(result)
        self.progress.done(stage, item, fresh=True, seconds=seconds)
        return result

    def _edited(self, kept: Result, item: str) -> str:
        value = self.catalogue.edit(f"{kept.stage}/{item}", kept.digest)
        if value is None:
            return kept.key
        edited = edited_result(kept, value, digest_of(value))
        self.catalogue.keep(edited)
        return edited.key

    def why(self, stage: str, item: str, digests: Mapping[str, str]) -> str:
        """Why an item has to be made: it is new, or which of its inputs changed."""
        last = self.catalogue.latest(stage, item)
        if last is None:
            return "new"
        names = sorted((set(last.inputs) | set(digests)) - {EDIT_OF, EDIT})
        changed = [n for n in names if last.inputs.get(n) != digests.get(n)]
        return f"{listed(changed)} changed" if changed else "the way it is made changed"


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them: "brand, plan and sound"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def edited_result(kept: Result, value: Any, digest: str) -> Result:
    """A person's version of a result, under a key of its own."""
    inputs = {k: v for k, v in kept.inputs.items() if k not in (EDIT, EDIT_OF)}
    inputs |= {EDIT_OF: kept.inputs.get(EDIT_OF, kept.digest), EDIT: digest}
    key = digest_of({"stage": kept.stage, "item": kept.item, "inputs": inputs})
    return Result(key, kept.stage, kept.item, inputs, value, digest, 0.0, now())


def plain(value: Any) -> Any:
    """A value as JSON-ready data."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _shaped(kind: type[T], value: Any) -> T:
    return TypeAdapter(kind).validate_python(value, strict=False)

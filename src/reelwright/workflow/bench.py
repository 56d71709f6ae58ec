"""The bench where results are made: same inputs, same result, no work; and it says why it works.

A result's key is the digest of its stage's name and version and the digests of its inputs. A
result whose inputs changed is stale; `make` makes it anew and tells which input changed.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter

from ..domain.base import digest_of
from ..store.catalogue import Catalogue, Result, now
from .progress import Progress

T = TypeVar("T")


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
        digests = {name: digest_of(_plain(value)) for name, value in sorted(inputs.items())}
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
        inputs = kept.inputs | {"edit": digest_of(value)}
        key = digest_of({"stage": kept.stage, "item": item, "inputs": inputs})
        if self.catalogue.result(key) is None:
            self.catalogue.keep(
                Result(key, kept.stage, item, inputs, value, digest_of(value), 0.0, now())
            )
        else:
            self.catalogue.stand_on(kept.stage, item, key)
        return key

    def why(self, stage: str, item: str, digests: Mapping[str, str]) -> str:
        """Why an item has to be made: it is new, or which of its inputs changed."""
        last = self.catalogue.latest(stage, item)
        if last is None:
            return "new"
        names = sorted(set(last.inputs) | set(digests) - {"edit"})
        changed = [n for n in names if n != "edit" and last.inputs.get(n) != digests.get(n)]
        return f"{' and '.join(changed)} changed" if changed else "the way it is made changed"


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _shaped(kind: type[T], value: Any) -> T:
    return TypeAdapter(kind).validate_python(value, strict=False)

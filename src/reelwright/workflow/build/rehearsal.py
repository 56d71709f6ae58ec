"""A bench that makes nothing: it goes through the same steps as `make` and says what would be made.

So that `status` and `make` can never disagree: both ask the same declarations for the same inputs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from ...store.catalogue import Catalogue, Result
from ...store.glance import at_a_glance
from .bench import EDIT, EDIT_OF, Bench, changed_inputs, digests_of, key_of, listed
from .progress import Progress
from .ref import Ref
from .stage import Stage, Stages

if TYPE_CHECKING:
    from ..campaign.studio import Studio

T = TypeVar("T")

OTHERWISE = "the way it is made changed"
"""Why an item of the same inputs does not stand."""


@dataclass(frozen=True)
class Amiss:
    """Why an item does not stand: "stale" will be made anew, "unused" nothing needs any more."""

    state: Literal["stale", "unused"]
    why: str


class Unmade(Exception):
    """A result that the rehearsal needs was never made: what follows is not known."""


class Silent(Progress):
    """Progress that tells nobody and notes nothing."""

    def _tell(self, kind: str, stage: str, item: str, **body: Any) -> None:
        pass


class Rehearsal(Bench):
    """Finds what stands now, for each item that `make` would come to.

    seen: items by full name; amiss: those that do not stand, and why.
    """

    def __init__(self, catalogue: Catalogue, stages: Stages) -> None:
        glance = at_a_glance(catalogue)
        super().__init__(glance, Silent(glance, "", stages), stages)
        self.seen: set[str] = set()
        self.amiss: dict[str, Amiss] = {}
        self._old: dict[str, tuple[str, str]] = {}
        self._values: dict[tuple[Any, str], Any] = {}

    def make(
        self,
        stage: Stage[T],
        studio: "Studio",
        item: str,
        on: Sequence[Ref[Any]] = (),
        **told: Any,
    ) -> Ref[T]:
        """What the item stands on now. Raises Unmade where there is nothing to go on with."""
        last = self.standing(stage.name, item)
        name = f"{stage.name}/{last.item if last else item}"
        self.seen.add(name)
        if last is None:
            raise Unmade(name)
        given = stage.given(studio, told)
        why = self._changed(stage, last, given) or self._upstream(on)
        ref: Ref[T] = Ref(stage.name, last.key)
        if stage.retried and EDIT not in last.inputs:
            # What it was made by on the way: `make` goes on from there too.
            self.amiss.pop(name, None)
            _, before = self.found(stage, key_of(stage, digests_of(stage, given)))
            last = before or last
            ref = Ref(stage.name, last.key)
        self._old.pop(str(ref), None)
        if why and EDIT in last.inputs:
            why += "; it will be written anew without its edit"
        if why:
            self.amiss[name] = Amiss("stale", why)
            self._old[str(ref)] = (stage.name, name)
        if self.read(stage, last) is None:
            raise Unmade(name)
        return ref

    def anew(self, stage: Stage[T], item: str, why: str) -> Ref[T]:
        """What an item stands on, which `make` makes anew of something that is not made yet.

        Raises Unmade where it was never made.
        """
        last = self.standing(stage.name, item)
        name = f"{stage.name}/{item}"
        self.seen.add(name)
        if last is None or self.read(stage, last) is None:
            raise Unmade(name)
        ref: Ref[T] = Ref(stage.name, last.key)
        self.amiss[name] = Amiss("stale", why)
        self._old[str(ref)] = (stage.name, name)
        return ref

    def read(self, stage: Stage[T], kept: Result) -> T | None:
        """A kept value as its stage's type, read once; None for another version's."""
        name = (stage.result, kept.key)
        if name not in self._values:
            self._values[name] = super().read(stage, kept)
        return self._values[name]

    def _changed(self, stage: Stage[Any], last: Result, given: Any) -> str:
        digests = digests_of(stage, given)
        if changed := changed_inputs(last.inputs, digests):
            return f"{listed(changed)} changed"
        key, made = self.found(stage, key_of(stage, digests))
        if EDIT in last.inputs:
            same = made is not None and made.digest == last.inputs[EDIT_OF]
        else:
            same = last.key == key
        return "" if same and self.read(stage, last) is not None else OTHERWISE

    def _upstream(self, on: Sequence[Ref[Any]]) -> str:
        old = [ref.stage for ref in on if str(ref) in self._old]
        if not old:
            return ""
        several = sum(ref.stage == old[0] for ref in on) > 1
        return f"a {old[0]} of it is stale" if several else f"its {old[0]} is stale"

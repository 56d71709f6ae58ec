"""What may go: assets and log lines older than their namespace's rule that nothing needs."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, cast

from ..domain.base import Frozen
from ..domain.errors import InvalidIntake
from ..domain.loose import is_table
from .assets import Shelves
from .catalogue import Catalogue
from .folder import NAMESPACES
from .jobs import Jobs
from .snapshot import STAGE

DAY = 86_400
STORES = (*NAMESPACES, "access")
Why = Literal["old", "needed", "young", "no rule"]


class Fate(Frozen):
    """What a sweep does with what is kept under a SHA-256, and why.

    bytes: as they lie there. days: its age. why: only what is "old" goes.
    """

    namespace: str
    sha256: str
    bytes: int
    days: float
    why: Why


class Swept(Frozen):
    """What a sweep did, or would do (dry_run)."""

    fates: tuple[Fate, ...]
    leftovers: int
    """Half-written files of writers that died."""
    log_files: int
    """Files of the access log that went."""
    dry_run: bool

    @property
    def gone(self) -> tuple[Fate, ...]:
        """What went."""
        return tuple(fate for fate in self.fates if fate.why == "old")

    @property
    def stays(self) -> tuple[Fate, ...]:
        """What stays."""
        return tuple(fate for fate in self.fates if fate.why != "old")

    def lines(self) -> Iterator[str]:
        """The same in words, a line for each namespace and reason."""
        for namespace in NAMESPACES:
            for why in ("old", "needed", "young", "no rule"):
                found = [f for f in self.fates if (f.namespace, f.why) == (namespace, why)]
                if found:
                    size = sum(f.bytes for f in found) / 1e6
                    does = {"old": "would go" if self.dry_run else "went"}.get(why, "stay")
                    yield f"{namespace}: {len(found)} {does} ({why}, {size:.1f} MB)"
        yield f"access: {self.log_files} log files {'would go' if self.dry_run else 'went'}"
        yield f"{self.leftovers} half-written files {'would go' if self.dry_run else 'went'}"


def check_rules(rules: Mapping[str, int]) -> None:
    """Raise InvalidIntake where a rule names no store or is no number of whole days."""
    for name, days in rules.items():
        if name not in STORES:
            raise InvalidIntake(
                f"retention: there is no store {name!r}; there are {', '.join(STORES)}"
            )
        # A table of settings or of a call from outside may hold anything.
        given = cast(object, days)
        if isinstance(given, bool) or not isinstance(given, int) or given < 1:
            raise InvalidIntake(f"retention: {name} has to be a number of days from 1, not {days}")


def sweep(
    assets: Shelves,
    rules: Mapping[str, int],
    kept_digests: Collection[str],
    now: float | None = None,
    dry_run: bool = False,
    before: Callable[[frozenset[str]], Collection[str]] = lambda lost: (),
) -> Swept:
    """Delete what is older than its namespace's rule and is not needed; every deletion is noted.

    rules: days by namespace, or by "access" for the log; a namespace without one keeps all.
    kept_digests: SHA-256 that current results need (`digests_in` finds them in a result). now:
    epoch seconds. before: told the SHA-256 of which no bytes will be left, before any goes; what it
    returns stays after all. Age counts from when the bytes were last kept. Raises InvalidIntake,
    StoreFailed.
    """
    check_rules(rules)
    now = time.time() if now is None else now
    fates: list[Fate] = []
    for namespace in NAMESPACES:
        days = rules.get(namespace)
        here: list[Fate] = []
        for kept in assets.kept(namespace):
            age = (now - kept.at) / DAY
            why: Why = "old"
            if days is None:
                why = "no rule"
            elif age <= days:
                why = "young"
            elif kept.sha256 in kept_digests:
                why = "needed"
            here.append(
                Fate(
                    namespace=namespace,
                    sha256=kept.sha256,
                    bytes=kept.bytes,
                    days=round(age, 3),
                    why=why,
                )
            )
        fates += sorted(here, key=lambda fate: fate.sha256)
    if not dry_run:
        stays = {fate.sha256 for fate in fates if fate.why != "old"}
        lost = frozenset(fate.sha256 for fate in fates if fate.why == "old") - stays
        after_all = set(before(lost)) if lost else set[str]()
        fates = [
            fate.model_copy(update={"why": "needed"})
            if fate.why == "old" and fate.sha256 in after_all
            else fate
            for fate in fates
        ]
        for namespace in NAMESPACES:
            old = [f.sha256 for f in fates if (f.namespace, f.why) == (namespace, "old")]
            if old:
                assets.remove(namespace, old, f"kept for {rules[namespace]} days")
    forget = rules.get("access")
    files = assets.forget_log(now - forget * DAY, dry_run) if forget else 0
    left = assets.tidy(now, dry_run)
    return Swept(fates=tuple(fates), leftovers=left, log_files=files, dry_run=dry_run)


def needed(catalogue: Catalogue, jobs: Jobs | None, for_ever: Iterable[str]) -> frozenset[str]:
    """SHA-256 of all that a workspace needs.

    That is: what stands for any item, what a person's edit brings back, what was asked for as a
    clip and came of it, every snapshot, and every result ever of the stages that are for ever, with
    what it was made of.
    """

    def values() -> Iterator[Any]:
        yield from (result.value for result in catalogue.standing())
        for result in (r for stage in for_ever for r in catalogue.every(stage)):
            yield from (result.value, *(part.value for part in catalogue.made_of(result)))
        yield from (result.value for result in catalogue.every(STAGE))
        yield from catalogue.edits()
        for job in jobs.listed() if jobs else ():
            yield from (job.request, job.result)

    return frozenset(sha for value in values() for sha in digests_in(value))


def digests_in(value: Any) -> Iterator[str]:
    """Every SHA-256 of an asset anywhere in a JSON value, such as a result's."""
    if is_table(value):
        sha = value.get("sha256")
        if isinstance(sha, str) and len(sha) == 64:
            yield sha
        value = list(value.values())
    if isinstance(value, list | tuple):
        for part in cast("Sequence[Any]", value):
            yield from digests_in(part)

"""What may go: assets and log lines older than their namespace's rule that nothing needs."""

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, cast

from ..domain.base import Frozen
from ..domain.errors import InvalidIntake
from ..domain.loose import is_table
from .assets import Shelves
from .catalogue import Catalogue
from .folder import NAMESPACES
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
) -> Swept:
    """Delete what is older than its namespace's rule and is not needed; every deletion is noted.

    rules: days by namespace, or by "access" for the log; a namespace without one keeps all.
    kept_digests: SHA-256 that current results need (`digests_in` finds them in a result). now:
    epoch seconds. Age counts from when the bytes were last kept. Raises InvalidIntake, StoreFailed.
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
        old = [fate.sha256 for fate in here if fate.why == "old"]
        if old and not dry_run:
            assets.remove(namespace, old, f"kept for {days} days")
        fates += sorted(here, key=lambda fate: fate.sha256)
    forget = rules.get("access")
    files = assets.forget_log(now - forget * DAY, dry_run) if forget else 0
    left = assets.tidy(now, dry_run)
    return Swept(fates=tuple(fates), leftovers=left, log_files=files, dry_run=dry_run)


def needed(catalogue: Catalogue, stages: Iterable[str]) -> frozenset[str]:
    """SHA-256 of all that current results of these stages, or the last snapshot, stand on."""
    results = (result for stage in (*stages, STAGE) for result in catalogue.items(stage))
    return frozenset(sha for result in results for sha in digests_in(result.value))


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

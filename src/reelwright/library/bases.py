"""The home of all knowledge bases: many, each isolated in a folder of its own."""

import json
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from ..domain.base import slug
from ..domain.errors import InvalidIntake, NotAllowed, NotFound, StoreFailed
from ..domain.knowledge import (
    AuditLine,
    Findings,
    Found,
    KnowledgeBase,
    Policy,
    Receipt,
    Role,
    Use,
)
from .access import findable, need, no_secret, told
from .base import Base, BaseStore, FilmsOf, now
from .kin import Kin
from .ledger import Ledger
from .retrieval.handover import index_of
from .retrieval.spaces import DEFAULT, LoadEmbedder, load_embedder, new_space

OpenLedger = Callable[[Path, KnowledgeBase | None], Ledger]
OpenStore = Callable[[KnowledgeBase, Path], BaseStore]
EVERY = 2**62
"""As many as there are: a server takes no -1 for it."""
REMOVED = "removed"
"""The folder of the home that keeps audit and receipts of bases that are gone."""


class Library:
    """All bases in a folder, as one person may use them."""

    def __init__(
        self,
        home: Path,
        who: str,
        open_ledger: OpenLedger,
        open_store: OpenStore,
        films_of: FilmsOf = lambda place, items: (),
        load: LoadEmbedder = load_embedder,
        *,
        least: Role | None = None,
        elsewhere: Callable[[], Sequence[str]] = lambda: (),
        bytes_at: Callable[[], tuple[str, Mapping[str, Any]]] = lambda: ("", {}),
    ) -> None:
        """least: what the person may do in every base, whatever it says of them.

        elsewhere: names of bases that no folder here tells of, as those of a server.

        bytes_at: address and options of a new base's store, where it names none of its own.
        """
        self.home = home
        self.who = who
        self.least: Role | None = least
        self._open_ledger = open_ledger
        self._open_store = open_store
        self._films_of = films_of
        self._load = load
        self._elsewhere = elsewhere
        self._bytes_at = bytes_at
        self._open: dict[str, Base] = {}
        self._ledgers: dict[str, Ledger] = {}
        self.kin = Kin(self._all)

    def names(self) -> tuple[str, ...]:
        """Ids of all bases there are, whoever may use them."""
        here = (p.parent.name for p in self.home.glob("*/catalogue.db") if p.is_file())
        return tuple(sorted({*here, *self._elsewhere()}))

    def new(
        self,
        id: str,
        title: str = "",
        purpose: str = "",
        *,
        spaces: Sequence[str] = DEFAULT,
        dimensions: Mapping[str, int] | None = None,
        index: str = "",
        index_options: Mapping[str, Any] | None = None,
        store: str = "",
        store_options: Mapping[str, Any] | None = None,
        policy: Policy | None = None,
    ) -> Base:
        """Make a base, whose owner is the person who makes it.

        spaces: names of embedders ("embed/minilm"); dimensions: embedder -> numbers in a vector.
        index, store: addresses; "" is the base's own folder, for store the bucket of the settings
        where they name one. Raises InvalidIntake when there is such a base, NotFound and Missing
        for embedders that are not there.
        """
        if not id or slug(id) != id:
            raise InvalidIntake(
                f"{id!r} cannot name a knowledge base; use lower-case letters, digits and hyphens, "
                f"such as {slug(id, 'garden')}"
            )
        if id in self.names() or id == REMOVED:
            raise InvalidIntake(f"there is a knowledge base {id!r} already; choose another name")
        if not spaces:
            raise InvalidIntake(
                f"a base needs an embedder; the usual ones are {', '.join(DEFAULT)}"
            )
        options = dict(store_options or {})
        if not store:
            store, given = self._bytes_at()
            options = {**given, **options}
        at = now()
        facts = KnowledgeBase(
            id=id,
            title=title or id.replace("-", " ").capitalize(),
            purpose=purpose,
            spaces=tuple(new_space(n, (dimensions or {}).get(n), self._load) for n in spaces),
            index=index,
            index_options=dict(index_options or {}),
            store=store,
            store_options=options,
            grants={self.who: "owner"},
            policy=policy or Policy(),
            made_at=at,
            made_by=self.who,
        )
        findable(index)
        # The store is asked before anything is made: a wrong bucket leaves no base behind.
        folder = self.home / id
        if store:
            self._open_store(facts, folder)
        # So is an index that was named: pictures would else be added to one that is not there.
        if index:
            no_secret(index, facts.index_options)
            index_of(facts, folder).close()
        ledger = self._open_ledger(folder, facts)
        line = AuditLine(at=at, who=self.who, base=id, what="new base", after=told(facts))
        ledger.keep_base(facts, line)
        return self.open(id)

    def open(self, id: str) -> Base:
        """A base that this person may at least read. Raises NotFound, NotAllowed."""
        if id not in self._open:
            if id not in self.names():
                known = ", ".join(self.names()) or "none yet"
                raise NotFound(
                    f"there is no knowledge base {id!r} in {self.home} (there are: {known}); "
                    f"`reelwright library new {id}` makes it"
                )
            folder = self.home / id
            self._open[id] = Base(
                folder,
                self._ledger(id),
                lambda facts: self._open_store(facts, folder),
                self.who,
                self._films_of,
                self._load,
                self.kin,
                least=self.least,
            )
        found = self._open[id]
        need(found.facts, self.who, "reader", "open", self.least)
        return found

    def _ledger(self, id: str) -> Ledger:
        if id not in self._ledgers:
            self._ledgers[id] = self._open_ledger(self.home / id, None)
        return self._ledgers[id]

    def _all(self) -> dict[str, Ledger]:
        return {name: self._ledger(name) for name in self.names()}

    def readable(self) -> tuple[Base, ...]:
        """The bases that this person may read."""
        found: list[Base] = []
        for name in self.names():
            try:
                found.append(self.open(name))
            except NotAllowed:
                continue
        return tuple(found)

    # -- retrieval -----------------------------------------------------------------------------

    def search(
        self,
        bases: str | Sequence[str] | None = None,
        words: str | None = None,
        picture: Path | np.ndarray | None = None,
        where: Mapping[str, Any] | Sequence[Sequence[str]] | None = None,
        k: int = 5,
    ) -> Findings:
        """The k items that fit best, of one base or of several together.

        bases: None for all that this person may read; naming one that they may not raises
        NotAllowed. For the rest see `Base.search`.
        """
        if bases is None:
            chosen = self.readable()
            if not chosen:
                raise NotFound(
                    f"there is no knowledge base that {self.who} may read in {self.home}; "
                    "`reelwright library new NAME` makes one"
                )
        else:
            names = [bases] if isinstance(bases, str) else list(dict.fromkeys(bases))
            chosen = tuple(self.open(name) for name in names)
        if len(chosen) == 1:
            return chosen[0].search(words, picture, where, k)
        with ThreadPoolExecutor(min(8, max(1, len(chosen)))) as pool:

            def searched(base: Base) -> Findings:
                return _closing(base, words, picture, where, k)

            parts = list(pool.map(searched, chosen))
        return _together([self._agreed(part, chosen) for part in parts], k)

    def _agreed(self, part: Findings, chosen: Sequence[Base]) -> Findings:
        """What one base found, without the files that another of these bases bars."""
        today = date.today()
        kept: list[Found] = []
        notes = list(part.notes)
        for found in part.found:
            item = found.item
            others = [b.facts.id for b in chosen if b.facts.id != item.base]
            said = [why for b in others if (why := self.kin.barred_in(item.id, today, b))]
            if said and found.grounded:
                notes.append(
                    f"{item.asset.name} ({item.id[:12]}) of {item.base} was passed over: it is a "
                    f"file {said[0]}"
                )
            if not said:
                kept.append(found)
        return part.model_copy(update={"found": tuple(kept), "notes": tuple(notes)})

    def take(self, findings: Findings, items: Sequence[str] = ()) -> Receipt:
        """Take items of what was found, the best by default, and keep the evidence for ever.

        The receipt holds the items' whole rows as they are now, so that it tells what was used
        after the base has moved on. Raises NotFound for an item that was not found.
        """
        wanted = list(items) or [f.item.id for f in findings.found[:1]]
        found = {f.item.id: f.item for f in findings.found}
        if lacking := [i for i in wanted if i not in found]:
            raise NotFound(f"{', '.join(i[:12] for i in lacking)} is not among what was found")
        receipt = Receipt(
            id=uuid.uuid4().hex,
            at=now(),
            who=self.who,
            query=findings.query,
            floor=findings.floor,
            index=findings.index,
            spaces=findings.spaces,
            candidates=findings.weighed,
            chosen=tuple(found[i] for i in wanted),
            notes=findings.notes,
        )
        for name in {i.base for i in receipt.chosen} or set(findings.index):
            self.open(name).keep_receipt(receipt)
        return receipt

    def used(self, receipt: str, film: str, by: str = "") -> tuple[Use, ...]:
        """Note the film that came of a receipt; revoking one of its items names the film."""
        held = self.receipt(receipt)
        for item in held.chosen:
            self.open(item.base).used([item.id], film, by, receipt)
        return tuple(
            Use(item=i.id, film=film, by=by, receipt=receipt, at=held.at) for i in held.chosen
        )

    def receipt(self, id: str) -> Receipt:
        """A receipt, from whatever base. Raises NotFound."""
        for base in self.readable():
            if found := base.ledger.receipt(id):
                return found
        raise NotFound(f"there is no receipt {id!r} in {self.home}")

    def path(self, found: Found) -> Path:
        """A local file with the bytes of an item that was found."""
        return self.open(found.item.base).path(found.item)

    # -- clean-up ------------------------------------------------------------------------------

    def remove(self, id: str) -> Iterator[str]:
        """Take a base away, data first; yields a line for each step once it is done.

        Audit, receipts and the list of films stay in the folder `removed` of the home, for what
        was made must remain explained. Only an owner may. Stopped in its midst it can be run again.
        """
        base = self.open(id)
        facts = base.facts
        need(facts, self.who, "owner", "remove", self.least)
        films = {u.film for u in base.ledger.uses()}
        counts = base.ledger.counts()
        yield (f"{id}: {sum(counts.values())} items ({_told(counts)}), used in {len(films)} films")
        kept = _keep_evidence(base, self.home / REMOVED)
        yield f"kept for later questions: {kept}"
        files, size = base.store.clear()
        yield f"emptied the store: {files} files, {size / 1e6:.1f} MB"
        base.way_in()[1].drop()
        yield f"removed the index ({told(facts)['index'] or 'in its folder'})"
        try:
            if (self.home / id).exists():
                shutil.rmtree(self.home / id)
        except OSError as problem:
            raise StoreFailed(
                f"{self.home / id} could not be removed: {problem.strerror}; run it again"
            ) from problem
        # Last: as long as a server has it, a removal that was stopped can be run again; and were it
        # gone before the folder, the file in there would be taken over anew.
        base.ledger.drop()
        base.close()
        del self._open[id]
        self._ledgers.pop(id, None)
        yield f"removed the catalogue, access rights and folder {self.home / id}"

    def close(self) -> None:
        """Let go of all files and connections."""
        for base in self._open.values():
            base.close()
        for ledger in self._ledgers.values():
            ledger.close()
        self._open.clear()
        self._ledgers.clear()


def _closing(base: Base, *asked: Any) -> Findings:
    """A search in a thread of its own, which ends with it."""
    try:
        return base.search(*asked)
    finally:
        base.kin.close()


def _together(parts: Sequence[Findings], k: int) -> Findings:
    """What several bases found, best first; what is grounded stands before what is not."""
    found = sorted(
        (f for part in parts for f in part.found),
        key=lambda f: (not f.grounded, -f.score, f.item.base, f.item.id),
    )
    weighed = sorted(
        (w for part in parts for w in part.weighed),
        key=lambda w: (not w.grounded, -w.score, w.base, w.item),
    )
    return parts[0].model_copy(
        update={
            "floor": min(part.floor for part in parts),
            "index": {b: v for part in parts for b, v in part.index.items()},
            "spaces": {b: s for part in parts for b, s in part.spaces.items()},
            "found": tuple(found[:k]),
            "weighed": tuple(weighed[: max(k, 8)]),
            "notes": tuple(n for part in parts for n in part.notes),
        }
    )


def _keep_evidence(base: Base, folder: Path) -> Path:
    """Audit, receipts and uses of a base as JSON lines."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{base.facts.id}-{now().replace(':', '')[:15]}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number, change in base.ledger.audit():
            file.write(json.dumps({"audit": number} | change.model_dump(mode="json")) + "\n")
        for receipt in base.ledger.receipts(limit=EVERY):
            file.write(json.dumps({"receipt": receipt.model_dump(mode="json")}) + "\n")
        for use in base.ledger.uses():
            file.write(json.dumps({"use": use.model_dump(mode="json")}) + "\n")
    return path


def _told(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{n} {state}" for state, n in sorted(counts.items())) or "empty"

"""One knowledge base in one person's hands: every act asks for the role that it needs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from ..domain.asset import Asset, Assets, Namespace
from ..domain.base import digest_of
from ..domain.errors import InvalidIntake, NotAllowed, NotFound, StoreFailed
from ..domain.knowledge import (
    AuditLine,
    Findings,
    Item,
    KnowledgeBase,
    Policy,
    QualityReport,
    Query,
    Receipt,
    Role,
    State,
    Use,
    facets_of,
    where_of,
)
from ..domain.picture import Caption, Rights
from .access import may, need
from .ingest import quality
from .ingest.captions import ORDER
from .ingest.lists import cleaned
from .ingest.nearness import Nearness
from .ingest.prepare import look_at
from .kin import Kin, edit_of
from .ledger import Ledger
from .retrieval.finding import SearchUnderWay
from .retrieval.handover import Door
from .retrieval.spaces import LoadEmbedder, Spaces, load_embedder

TRIES = 20
"""How often a change is tried again when another process changed the same item first."""


class BaseStore(Assets, Protocol):
    """Where a base's bytes live; `store` has one for folders and one for buckets."""

    def holds(self, asset: Asset) -> bool:
        """Whether the bytes are there."""
        ...

    def listing(self, namespace: Namespace) -> tuple[str, ...]:
        """SHA-256 of everything kept in a namespace, sorted."""
        ...

    def clear(self) -> tuple[int, int]:
        """Take everything out; returns how many files and bytes went."""
        ...

    def seal(self) -> int:
        """Seal what lies open or under an older key; returns how many files."""
        ...

    def unseal(self) -> int:
        """Open for good what lies sealed; returns how many files."""
        ...


FilmsOf = Callable[[str, Sequence[Item]], Sequence[Use]]
"""Films that the campaign catalogue at a place made with items."""


class Base:
    """A base as one person may use it. Safe from several threads."""

    def __init__(
        self,
        folder: Path,
        ledger: Ledger,
        open_store: Callable[[KnowledgeBase], BaseStore],
        who: str,
        films_of: FilmsOf = lambda place, items: (),
        load: LoadEmbedder = load_embedder,
        kin: Kin | None = None,
        *,
        least: Role | None = None,
    ) -> None:
        """kin: looks through all bases of the home; None: through this one alone.

        least: what the person may do here, whatever the base says of them.
        """
        self.folder = folder
        self.ledger = ledger
        self.who = who
        self.least: Role | None = least
        self._open_store = open_store
        self._films_of = films_of
        self.load = load
        self.kin = kin or Kin(lambda: {ledger.base().id: ledger})
        self._store: BaseStore | None = None
        self._near: Nearness | None = None
        self._door: tuple[str, Door, Spaces] | None = None

    # -- what it is ----------------------------------------------------------------------------

    @property
    def facts(self) -> KnowledgeBase:
        """The base as it is now, in whatever process it was changed."""
        return self.ledger.base()

    @property
    def store(self) -> BaseStore:
        """Where its bytes live."""
        if self._store is None:
            self._store = self._open_store(self.facts)
        return self._store

    def way_in(self) -> tuple[KnowledgeBase, Door, Spaces]:
        """The base as it is now with its index and its embedders."""
        facts = self.facts
        mark = digest_of([facts.generation, facts.index, [s.model_dump() for s in facts.spaces]])
        if self._door is None or self._door[0] != mark:
            if self._door:
                self._door[1].close()
            self._door = (
                mark,
                Door(facts, self.ledger, self.folder),
                Spaces(facts.spaces, self.load),
            )
        return facts, self._door[1], self._door[2]

    # -- reading -------------------------------------------------------------------------------

    def search(
        self,
        words: str | None = None,
        picture: Path | np.ndarray | None = None,
        where: Mapping[str, Any] | Sequence[Sequence[str]] | None = None,
        k: int = 5,
    ) -> Findings:
        """The k approved items that fit words, a picture or both best, with scores and reasons.

        picture: a file, or BGR uint8. where: facets, or groups of "facet=value" tags. Items whose
        rights have ended, whose people did not consent or whose bytes are gone are passed over and
        named in the notes. Raises NotAllowed, InvalidIntake, MediaRefused.
        """
        facts, door, spaces = self.way_in()
        need(facts, self.who, "reader", "search", self.least)
        said = " ".join((words or "").split())
        if not said and picture is None:
            raise InvalidIntake("a search needs words, a picture or both")
        look, sha = look_at(picture)
        return SearchUnderWay(facts, self.ledger, door, spaces, self._barred).find(
            Query(words=said, picture=sha, where=where_of(where), k=k),
            look,
            who=self.who,
            at=now(),
            today=date.today(),
        )

    def items(self, *, state: State | None = None, after: str = "") -> Iterator[Item]:
        """All items, by id, from behind one on. A reader sees the approved ones only."""
        facts = self.facts
        need(facts, self.who, "reader", "list", self.least)
        if not may(facts, self.who, "curator", self.least):
            state = "approved"
        return self.ledger.every(state=state, after=after)

    def item(self, name: str) -> Item:
        """The item whose id begins so, or whose file is called so. Raises NotFound."""
        facts = self.facts
        need(facts, self.who, "reader", "look into", self.least)
        ids = self.ledger.resolve(name)
        if len(ids) > 1:
            raise NotFound(
                f"{name!r} fits several items of {facts.id}: "
                f"{', '.join(i[:12] for i in ids)}; name one of these"
            )
        found = self.ledger.item(ids[0]) if ids else None
        if found is None or (
            found.state != "approved" and not may(facts, self.who, "curator", self.least)
        ):
            raise NotFound(f"{facts.id} has no item {name!r}; `reelwright library list` names all")
        return found

    def path(self, item: Item) -> Path:
        """A local file with the item's bytes, to read only. Raises NotFound, NotAllowed."""
        need(self.facts, self.who, "reader", "read items of", self.least)
        return self.store.path(item.asset)

    def barred(self, item: Item, today: date) -> str:
        """Why an item may not be retrieved now, in words: for itself, or for what it was made from.

        "" when it may.
        """
        facts = self.facts
        return item.barred(facts.policy, today) or self.kin.barred(edit_of(item), today, facts.id)

    def withheld(self, item: Item, today: date) -> str:
        """Why an item may not be used, whether or not somebody approves it; "" where it may."""
        if item.state == "revoked":
            return "it was revoked"
        return self.barred(item.model_copy(update={"state": "approved"}), today)

    def rights_bar(self, item: Item, today: date) -> str:
        """Why nobody should approve an item: for its rights, or as other bases bar its file."""
        if why := item.rights.barred(today):
            return why
        why = self.kin.barred_elsewhere(item.id, today, self.facts.id)
        return f"it is a file {why}" if why else ""

    def report(self) -> QualityReport:
        """What a curator should look at."""
        facts = self.facts
        need(facts, self.who, "curator", "see the quality report of", self.least)
        today = date.today()
        return quality.report(
            facts, self.ledger.every(), datetime.now(UTC), lambda item: self.barred(item, today)
        )

    def audit(self, item: str = "") -> list[AuditLine]:
        """Every change, oldest first; item: of one item only."""
        need(self.facts, self.who, "curator", "read the audit of", self.least)
        return [change for _, change in self.ledger.audit(item=item)]

    # -- curating ------------------------------------------------------------------------------

    def approve(self, ids: Sequence[str], note: str = "") -> tuple[Item, ...]:
        """Let items be retrieved from the next search on, in every process.

        Approving a revoked item takes an owner. Raises NotAllowed for a picture whose parent may
        not be used.
        """
        facts = self._as("curator", "approve items of")
        found: list[Item] = []
        for id_ in ids:
            item = self.item_now(id_)
            if item.state == "revoked":
                need(facts, self.who, "owner", "approve what was revoked in", self.least)
            if why := self.kin.barred(edit_of(item), date.today(), facts.id):
                raise NotAllowed(f"{item.asset.name} ({id_[:12]}) cannot be approved: {why}")
            found.append(self._changed(id_, "approve", lambda i: {"state": "approved"}, note))
        self.settle()
        return tuple(found)

    def revoke(self, ids: Sequence[str], note: str = "") -> tuple[Use, ...]:
        """Let items be retrieved no more; returns every film that was made with them."""
        self._as("curator", "revoke items of")
        items = [self._changed(i, "revoke", lambda _: {"state": "revoked"}, note) for i in ids]
        self.settle()
        return self.films(items)

    def films(self, items: Sequence[Item]) -> tuple[Use, ...]:
        """Every film that is known to be made with these items, or with what was made of them."""
        found: dict[tuple[str, str, str], Use] = {}
        own = self.facts.id
        held: dict[str, list[Item]] = {own: list(items)}
        for child in self.kin.children(i.id for i in items):
            held.setdefault(child.base, []).append(child)
        for name, ones in held.items():
            ledger = self.ledger if name == own else self.kin.ledger(name)
            found |= {(u.film, u.by, u.item): u for u in ledger.uses([i.id for i in ones])}
            for place in ledger.readers():
                for use in self._films_of(place, ones):
                    found.setdefault((use.film, use.by, use.item), use)
        return tuple(found[key] for key in sorted(found))

    def caption(self, id: str, text: str, source: str = "person") -> Item:
        """Say in words what an item shows; other sources' captions stay, a person's comes first.

        An empty text takes the caption of that source away.
        """
        self._as("curator", "caption items of")
        said = cleaned(text)

        def change(item: Item) -> dict[str, Any]:
            kept = {c.source: c for c in item.captions if c.source != source}
            if said:
                kept[source] = Caption(text=said, source=source)  # pyright: ignore[reportArgumentType]
            if not kept:
                raise InvalidIntake("an item needs a caption; give other words")
            return {"captions": tuple(kept[s] for s in ORDER if s in kept)}

        return self._changed(id, "caption", change, embed=True)

    def describe(
        self,
        id: str,
        *,
        facets: Mapping[str, Any] | None = None,
        keywords: Sequence[str] | None = None,
        people: Sequence[str] | None = None,
        rights: Rights | None = None,
    ) -> Item:
        """Change an item's facets, keywords, people or rights; None leaves them as they are."""
        self._as("curator", "describe items of")

        def change(item: Item) -> dict[str, Any]:
            given: dict[str, Any] = {}
            if facets is not None:
                given["facets"] = facets_of(facets)
            if keywords is not None:
                given["keywords"] = tuple(dict.fromkeys(cleaned(w) for w in keywords if w.strip()))
            if people is not None and item.picture:
                named = tuple(dict.fromkeys(cleaned(p) for p in people if p.strip()))
                given["picture"] = item.picture.model_copy(update={"people": named})
            if rights is not None:
                given["rights"] = Rights.model_validate(rights.model_dump())
            return given

        found = self._changed(id, "describe", change, embed=keywords is not None)
        self.settle()
        return found

    def settle(self, *, all_of_it: bool = False) -> int:
        """Move what is pending to the index when there is much of it, or however little."""
        return self.way_in()[1].hand_over(all_of_it=all_of_it)

    # -- taking in -----------------------------------------------------------------------------

    def begin_adding(self) -> KnowledgeBase:
        """The base, for a curator who takes files in. Raises NotAllowed."""
        return self._as("curator", "add to")

    def item_now(self, id: str) -> Item:
        """The item with this id, whatever its state. Raises NotFound."""
        found = self.ledger.item(id)
        if found is None:
            raise NotFound(f"{self.facts.id} has no item {id!r}")
        return found

    def nearness(self) -> Nearness:
        """The difference hashes of the base's pictures, up to date."""
        if self._near is None:
            self._near = Nearness(self.facts, self.ledger)
        return self._near.read()

    def fill(self, id: str, news: Callable[[Item], dict[str, Any]]) -> bool:
        """Add to an item what was not known of it; whether there was any such thing."""
        before = self.item_now(id).revision
        return self._changed(id, "fill", news, embed=True).revision > before

    # -- owning --------------------------------------------------------------------------------

    def grant(self, person: str, role: Role | None) -> KnowledgeBase:
        """Give a person ("*": everybody) a role, or take it away with None."""
        facts = self._as("owner", "say who may use")
        if not person.strip() or any(not c.isprintable() for c in person):
            raise InvalidIntake(f"{person!r} is no person's name")
        grants = {p: r for p, r in facts.grants.items() if p != person}
        if role is not None:
            grants[person] = role
        if "owner" not in [r for p, r in grants.items() if p != "*"]:
            raise InvalidIntake(f"{facts.id} needs an owner; make another person owner first")
        changed = facts.model_copy(update={"grants": grants})
        self.ledger.keep_base(
            changed,
            self.change("grant", before={person: facts.grants.get(person)}, after={person: role}),
        )
        return changed

    def decide(self, policy: Policy) -> KnowledgeBase:
        """Change what the base demands of its items."""
        facts = self._as("owner", "change the policy of")
        changed = facts.model_copy(update={"policy": policy})
        before, after = facts.policy.model_dump(mode="json"), policy.model_dump(mode="json")
        self.ledger.keep_base(changed, self.change("policy", before=before, after=after))
        return changed

    def seal(self, *, undo: bool = False) -> int:
        """Seal the base's bytes with the first key there is, or open them for good."""
        self._as("owner", "seal")
        return self.store.unseal() if undo else self.store.seal()

    # -- evidence ------------------------------------------------------------------------------

    def keep_receipt(self, receipt: Receipt) -> None:
        """Keep a receipt of a retrieval from this base."""
        need(self.facts, self.who, "reader", "retrieve from", self.least)
        self.ledger.keep_receipt(receipt)

    def used(self, items: Sequence[str], film: str, by: str, receipt: str = "") -> None:
        """Note that a film was made with items: revoking one of them names it."""
        need(self.facts, self.who, "reader", "retrieve from", self.least)
        self.ledger.use([Use(item=i, film=film, by=by, receipt=receipt, at=now()) for i in items])

    def close(self) -> None:
        """Let go of files and connections."""
        if self._door:
            self._door[1].close()
            self._door = None
        self.ledger.close()

    def _barred(self, item: Item, today: date) -> str:
        if why := self.barred(item, today):
            return why
        if not self.store.holds(item.asset):
            return "its bytes are gone from the store; add the file again"
        return ""

    # -- within --------------------------------------------------------------------------------

    def _as(self, role: Role, act: str) -> KnowledgeBase:
        facts = self.facts
        need(facts, self.who, role, act, self.least)
        return facts

    def change(
        self, what: str, item: str = "", before: Any = None, after: Any = None, note: str = ""
    ) -> AuditLine:
        """A line for the audit."""
        return AuditLine(
            at=now(),
            who=self.who,
            base=self.facts.id,
            what=what,
            item=item,
            before=before,
            after=after,
            note=note,
        )

    def _changed(
        self,
        id: str,
        what: str,
        change: Callable[[Item], dict[str, Any]],
        note: str = "",
        *,
        embed: bool = False,
    ) -> Item:
        """Change an item as it stands now, again when another process was faster."""
        for _ in range(TRIES):
            item = self.item_now(id)
            given = change(item)
            before = {k: item.model_dump(mode="json")[k] for k in given}
            fresh = in_step(item.model_copy(update={**given, "revision": item.revision + 1}))
            after = {k: fresh.model_dump(mode="json")[k] for k in given}
            if before == after:
                return item
            parts = None
            if embed:
                held = self.ledger.parts([id]).get(id, [])
                parts = self.way_in()[2].reworded(fresh, held)
            line = self.change(what, id, before, after, note)
            if self.ledger.replace(fresh, parts, line):
                return fresh
        raise StoreFailed(
            f"item {id[:12]} of {self.facts.id} is being changed by others all the time; try again"
        )


def in_step(item: Item) -> Item:
    """An item whose picture says what the item says."""
    if item.picture is None:
        return item
    said = {"captions": item.captions, "keywords": item.keywords, "rights": item.rights}
    return item.model_copy(update={"picture": item.picture.model_copy(update=said)})


def now() -> str:
    """The time, UTC, to the second, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")

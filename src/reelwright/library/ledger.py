"""What the library needs of a base's catalogue; `store.ledger.Ledger` is one.

The catalogue is the truth on items, states, rights, audit and receipts. The index is derived from
it: parts that the index does not hold yet are pending, and every search looks through these too.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from ..domain.knowledge import AuditLine, Item, KnowledgeBase, Part, Receipt, State, Use


class Ledger(Protocol):
    """One base's catalogue, safe from several threads and processes at once.

    Every change is one transaction with its line in the audit: whole, or not at all. Writing
    raises StoreFailed when the disk takes no more.
    """

    # -- the base

    def base(self) -> KnowledgeBase:
        """The base as it is now."""
        ...

    def keep_base(self, base: KnowledgeBase, change: AuditLine) -> None:
        """Put a changed base in the place of the present one."""
        ...

    # -- items

    def add(
        self, item: Item, parts: Sequence[Part], change: AuditLine, place: tuple[str, str] | None
    ) -> bool:
        """Take an item in; False, and nothing is done, when its bytes are in already.

        place: (where it was read, the stamp it had), for `seen`.
        """
        ...

    def replace(self, item: Item, parts: Sequence[Part] | None, change: AuditLine) -> bool:
        """Put an item in the place of its revision before; False when another change came first.

        parts: None keeps the present ones, but for the tags that follow from the item.
        """
        ...

    def item(self, id: str) -> Item | None:
        """The item with this id."""
        ...

    def items(self, ids: Sequence[str]) -> dict[str, Item]:
        """The items with these ids, by id; unknown ones are left out."""
        ...

    def naming(self, sha: str) -> tuple[Item, ...]:
        """Items that tell of a content (hex SHA-256) besides their own: it was made into them."""
        ...

    def resolve(self, start: str) -> tuple[str, ...]:
        """Ids that begin with this, or whose file is called this; at most ten."""
        ...

    def every(self, *, state: State | None = None, after: str = "") -> Iterator[Item]:
        """All items in order of their ids, read bit by bit; after: from behind this id on."""
        ...

    def counts(self) -> dict[str, int]:
        """State -> number of items."""
        ...

    def hashes(self, after: int = 0) -> list[tuple[int, str, int]]:
        """(number, id, difference hash) of items taken in or changed after a number."""
        ...

    # -- bulk ingest

    def seen(self, places: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Place -> (stamp, item id) of what was read before; "!" and the reason if refused."""
        ...

    def note_seen(self, place: str, stamp: str, item: str) -> None:
        """Note that a place was read and needs no second look: refused, or in already."""
        ...

    # -- searching

    def pending_mark(self) -> tuple[int, int]:
        """Changes whenever a part becomes pending, changes, or stops being so."""
        ...

    def pending(self, known: Sequence[int]) -> tuple[frozenset[int], list[tuple[int, Part]]]:
        """Numbers of all pending parts, and those parts whose numbers are not known yet."""
        ...

    def settle(self, numbers: Sequence[int]) -> None:
        """These pending parts are in the index now."""
        ...

    def handing_over(self) -> AbstractContextManager[bool]:
        """Held by one process at a time, released when it dies; yields False when another has it.

        Only its holder writes to the index.
        """
        ...

    def handed(self) -> int:
        """How many parts were ever handed to the index; 0: it need not be opened."""
        ...

    def lacking(self, spaces: Sequence[str], after: str, limit: int) -> list[str]:
        """Ids, in order and after one, of items that nothing was kept for in one of the spaces."""
        ...

    def add_vectors(self, item: Item, parts: Sequence[Part], spaces: Sequence[str]) -> None:
        """Keep more vectors of an item, unless it changed since.

        A space that it has no vector in is noted as done. Approved parts are pending again.
        """
        ...

    def switch(self, base: KnowledgeBase, change: AuditLine, renamed: Mapping[str, str]) -> None:
        """Put a rebuilt base in place, with the vectors of its spaces and no others.

        renamed: waiting name -> the space that its vectors are of.
        """
        ...

    def parts(self, items: Sequence[str]) -> dict[str, list[Part]]:
        """The parts of these items, by item."""
        ...

    def words(self, items: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The word stems that each of these items is described with."""
        ...

    def spread(self, words: Sequence[str]) -> tuple[int, dict[str, int]]:
        """How many approved items there are, and in how many of them each word stands."""
        ...

    # -- evidence

    def audit(self, *, item: str = "", after: int = 0) -> list[tuple[int, AuditLine]]:
        """Lines of the audit with their numbers, oldest first."""
        ...

    def keep_receipt(self, receipt: Receipt) -> None:
        """Keep a receipt for ever."""
        ...

    def receipt(self, id: str) -> Receipt | None:
        """A receipt by its id."""
        ...

    def receipts(self, *, item: str = "", limit: int = 100) -> tuple[Receipt, ...]:
        """Receipts, newest first; item: only those that took it."""
        ...

    def use(self, uses: Sequence[Use]) -> None:
        """Note films that were made with items. Noting the same twice is no error."""
        ...

    def uses(self, items: Sequence[str] = ()) -> tuple[Use, ...]:
        """Films made with these items, or with any."""
        ...

    def note_reader(self, place: str) -> None:
        """Note a campaign's catalogue that reads from this base, to ask it for films later."""
        ...

    def readers(self) -> tuple[str, ...]:
        """Places of the catalogues that read from this base."""
        ...

    def drop(self) -> None:
        """Take away what a server keeps of it; a file goes with the base's folder."""
        ...

    def close(self) -> None:
        """Close this thread's connection."""
        ...

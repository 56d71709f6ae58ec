"""What all bases know of the pictures that others were made from: a child falls with its parent."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime

from ..domain.knowledge import Item, Use
from ..domain.picture import Edit, Parent
from .ledger import Ledger

Ledgers = Callable[[], Mapping[str, Ledger]]
"""The catalogues of all bases by name, whoever may read them: a revocation holds for everybody."""


class Kin:
    """Looks through all bases for parents and children of pictures. Safe from several threads."""

    def __init__(self, ledgers: Ledgers) -> None:
        self._ledgers = ledgers

    def barred(self, edit: Edit | None, today: date, own: str = "") -> str:
        """Why a picture made so may not be used now, naming the parent; "" where it may.

        own: the base that the picture is in. It and the base that a parent was taken from say
        whether that parent may be used; where neither knows it, all others are asked, and one that
        approves it is enough. Parents of parents count as parents.
        """
        if edit is None:
            return ""
        if edit.forbidden:
            return edit.forbidden
        seen: set[str] = set()
        waiting = list(edit.parents)
        while waiting:
            parent = waiting.pop(0)
            if parent.sha256 in seen:
                continue
            seen.add(parent.sha256)
            if why := self.withdrawn(parent, today, own):
                return f"it was made from {parent.file} ({parent.sha256[:12]}), {why}"
            waiting += parent.edit.parents if parent.edit else ()
            for item in self._held(parent.sha256).values():
                known = edit_of(item)
                waiting += known.parents if known else ()
        return ""

    def withdrawn(self, picture: Parent, today: date, own: str = "") -> str:
        """Why a picture itself may not be used any more, as "which was ..."; "" where it may."""
        held = self._held(picture.sha256)
        if not held and (why := picture.rights.barred(today)):
            return f"of which its list or sidecar says that {why}"
        said = {name: self._why(name, item, today) for name, item in held.items()}
        deciding = [name for name in (own, picture.base) if name in said]
        if not deciding and any(held[n].state == "approved" and not said[n] for n in held):
            return ""
        return next((said[n] for n in deciding or sorted(said) if said[n]), "")

    def barred_in(self, sha: str, today: date, base: str) -> str:
        """Why one base bars a file, as "which was ..."; "" where it does not, or has none such."""
        item = self._ledgers()[base].item(sha)
        return self._why(base, item, today) if item else ""

    def barred_elsewhere(self, sha: str, today: date, own: str) -> str:
        """Why other bases bar a file, as "which was ..."; "" where none does or one approves it."""
        held = {name: item for name, item in self._held(sha).items() if name != own}
        said = {name: self._why(name, item, today) for name, item in held.items()}
        if any(held[n].state == "approved" and not said[n] for n in held):
            return ""
        return next((said[n] for n in sorted(said) if said[n]), "")

    def children(self, shas: Iterable[str]) -> tuple[Item, ...]:
        """Items of all bases that go back to these contents, by base and id."""
        found: dict[tuple[str, str], Item] = {}
        waiting = list(dict.fromkeys(shas))
        asked = set(waiting)
        while waiting:
            sha = waiting.pop()
            for name, ledger in self._ledgers().items():
                for item in ledger.naming(sha):
                    edit = edit_of(item)
                    if edit and any(p.sha256 == sha for p in edit.ancestors()):
                        found[name, item.id] = item
                        if item.id not in asked:
                            asked.add(item.id)
                            waiting.append(item.id)
        return tuple(found[key] for key in sorted(found))

    def used(self, edit: Edit | None, film: str, by: str) -> None:
        """Note on the bases that hold its parents that a film was made with such a picture."""
        for ledger, sha in self._behind(edit):
            at = datetime.now(UTC).isoformat(timespec="seconds")
            ledger.use([Use(item=sha, film=film, by=by, at=at)])

    def read_by(self, edit: Edit | None, place: str) -> None:
        """Note on the bases that hold its parents that a campaign's catalogue shows it."""
        for ledger, _ in self._behind(edit):
            ledger.note_reader(place)

    def ledger(self, name: str) -> Ledger:
        """The catalogue of a base."""
        return self._ledgers()[name]

    def close(self) -> None:
        """Close this thread's connections."""
        for ledger in self._ledgers().values():
            ledger.close()

    def _behind(self, edit: Edit | None) -> list[tuple[Ledger, str]]:
        if edit is None:
            return []
        shas = [p.sha256 for p in edit.ancestors()]
        ledgers = self._ledgers()
        return [(ledgers[name], sha) for sha in shas for name in self._held(sha)]

    def _held(self, sha: str) -> dict[str, Item]:
        found = ((name, ledger.item(sha)) for name, ledger in self._ledgers().items())
        return {name: item for name, item in found if item is not None}

    def _why(self, name: str, item: Item, today: date) -> str:
        if item.state == "revoked":
            lines = [c for _, c in self._ledgers()[name].audit(item=item.id) if c.what == "revoke"]
            note = f": “{lines[-1].note}”" if lines and lines[-1].note else ""
            return (
                f"which was revoked in {name}{note}; leave it out, or let an owner take that back "
                f"with `reelwright library approve {name} {item.id[:12]}`"
            )
        rights = item.rights
        if over := rights.ended(today):
            ended = f"whose{over.removeprefix('its')} (base {name})"
            return f"{ended}; renew it, or leave it out"
        if rights.people_consented is False:
            return f"the people of which did not consent (base {name}); leave it out"
        if why := rights.forbids_ads:
            return f"which no ad may use (base {name}): {why}"
        return ""


def edit_of(item: Item) -> Edit | None:
    """How an item's picture was made from others; None for one that was not."""
    return item.picture.edit if item.picture else None

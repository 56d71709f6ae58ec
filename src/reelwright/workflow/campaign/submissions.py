"""What was submitted to models that film, kept in the catalogue: a killed run takes up its jobs.

Each note is a result of its own, never changed; the newest counts. Where nobody can tell whether a
job runs, a person looks and says so (`allow_again`).
"""

from dataclasses import dataclass

from ...domain.base import digest_of
from ...domain.errors import NotFound
from ...domain.storyboard import Storyboard
from ...shooting.filming import Note
from ...store.catalogue import Catalogue, Decision, Result, now

SUBMISSION = "submission"
"""The stage that notes are kept under, and the gate of a person's word on one."""

FOR = "for"


@dataclass(frozen=True)
class Submissions:
    """A ledger for `shooting`. item: what is filmed, "<storyboard>--<scene>--<format>"."""

    catalogue: Catalogue
    item: str = ""

    def last(self, key: str) -> Note | None:
        """The newest note on a key, or None."""
        kept = self.catalogue.latest(SUBMISSION, key)
        return Note.model_validate(kept.value) if kept else None

    def note(self, key: str, note: Note) -> None:
        """Keep a note."""
        value = note.model_dump(mode="json")
        nth = len(self.catalogue.versions(SUBMISSION, key))
        name = digest_of({SUBMISSION: key, "nth": nth, "note": value})
        made = Result(name, SUBMISSION, key, {FOR: self.item}, value, digest_of(value), 0.0, now())
        self.catalogue.keep(made)


def unsure(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """(what is filmed, key) of every submission of which nobody knows whether a job runs."""
    return tuple(
        (kept.inputs.get(FOR, ""), kept.item)
        for kept in catalogue.items(SUBMISSION)
        if kept.value["state"] in ("asked", "lost")
    )


def allow_again(
    catalogue: Catalogue, board: Storyboard, scene: str, who: str, note: str = ""
) -> int:
    """A person's word that no job of a scene runs, so that it may be submitted again.

    Returns how many submissions were freed. Raises NotFound where none is unsure.
    """
    start = f"{board.id}--{scene}--"
    keys = [(item, key) for item, key in unsure(catalogue) if f"{item}--".startswith(start)]
    if not keys:
        raise NotFound(f"of scene {scene} of {board.id} no submission is unsure; run `make` again")
    for item, key in keys:
        at = now()
        catalogue.decide(Decision(SUBMISSION, f"{board.id}/{scene}", key, "again", who, note, at))
        Submissions(catalogue, item).note(key, Note(state="free", why=f"{who} at {at}: {note}"))
    return len(keys)

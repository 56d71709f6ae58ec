"""Items that persons read and edit: segments, briefs, storyboards, and the codebook."""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from ..domain.base import Frozen
from ..domain.errors import Conflict, InvalidIntake
from ..domain.respondent import unnamed
from ..store.catalogue import Catalogue, Result
from ..workflow.build.bench import EDIT
from ..workflow.campaign import edits
from ..workflow.campaign.codebook import NAME, stand_as_filed
from ..workflow.campaign.gates import find
from . import _audit, _given
from ._cards import ItemCard as ItemCard
from ._cards import card_of
from ._enrolled import reads_answers
from ._rights import demand


class ItemVersion(Frozen):
    """One version of an item: its whole name, its value as JSON text, and when it was made.

    edited: a person wrote this version. version is its digest.
    """

    name: str
    stage: str
    version: str
    made_at: str
    edited: bool
    text: str


class Draft(Frozen):
    """An item as a text to edit, in the format in which it is given back."""

    name: str
    text: str
    format: Literal["json", "toml"] = "json"


class Change(Frozen):
    """One difference between two versions: where it is, in words, and both texts ("" is none)."""

    where: str
    before: str
    after: str


class Edited(Frozen):
    """What an edit changed: names of fields, and the differences; both empty when nothing did.

    name: what the item is called now; a segment goes by its name.
    """

    name: str
    fields: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


class Reworded(Frozen):
    """What an item would become by a wish in words; `edit` with its text keeps it."""

    name: str
    text: str
    changes: tuple[Change, ...]


def read(folder: Path | str, name: str, *, workspace: Path | None = None) -> ItemVersion:
    """An item of any stage as it stands now: "storyboard/carers--lamp", "film/...", "codebook".

    Raises:
        NotFound: There is no such item; the message lists those that pass gates.
    """
    return _item(_standing(_given.catalogue(folder, workspace), Path(folder), name))


def card(
    folder: Path | str, name: str, *, outside: bool = False, workspace: Path | None = None
) -> ItemCard:
    """An item to be read at a gate: without ids of respondents and what else only programs need.

    Args:
        folder: The campaign's folder.
        name: The item's whole name.
        outside: For people who are not of the house: without a word on who it was written for.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotFound: There is no such item; the message lists those that pass gates.
    """
    catalogue = _given.catalogue(folder, workspace)
    return card_of(catalogue, _standing(catalogue, Path(folder), name), outside=outside)


def page(
    folder: Path | str,
    gate: Literal["segments", "briefs", "storyboards"],
    names: Sequence[str] = (),
    *,
    workspace: Path | None = None,
) -> Path:
    """Write a page on which items of a gate are read, with the library's pictures; returns it.

    Args:
        folder: The campaign's folder.
        gate: The gate; films are watched on the review sheet, which `make` writes.
        names: Items by their whole names; none: all that stand at the gate.
        workspace: Where results are kept, and the page is written; None: FOLDER/.reelwright.

    Raises:
        InvalidIntake: The folder cannot be used.
        NotFound: Nothing of the campaign was made yet, or nothing stands at the gate.
    """
    from ..workflow.campaign.gates import STAGE, full
    from ..workflow.campaign.reading import gate_sheet

    catalogue = _given.catalogue(folder, workspace)
    known = [full(gate, kept.item) for kept in catalogue.items(STAGE[gate])]
    return gate_sheet(_given.opened(folder, workspace), gate, names or known, folder)


def versions(
    folder: Path | str, name: str, *, workspace: Path | None = None
) -> tuple[ItemVersion, ...]:
    """Every version that an item ever had, oldest first.

    Raises:
        NotFound: There is no such item.
    """
    catalogue = _given.catalogue(folder, workspace)
    stage, _, rest = name.partition("/")
    now = catalogue.latest(stage, rest or stage) or find(catalogue, name)[1]
    return tuple(_item(one) for one in catalogue.versions(now.stage, now.item))


def draft(folder: Path | str, name: str, *, workspace: Path | None = None) -> Draft:
    """An item as a text that a person edits and `edit` takes back.

    Raises:
        NotFound: There is no such item, or it is made from others and not edited itself.
    """
    catalogue = _given.catalogue(folder, workspace)
    if name == NAME:
        text = (Path(folder) / "codebook.toml").read_text(encoding="utf-8")
        return Draft(name=NAME, text=text, format="toml")
    chosen = edits.item_for_edit(catalogue, name)
    return Draft(name=_name(chosen), text=_text(chosen))


def edit(
    folder: Path | str,
    name: str,
    text: str,
    *,
    version: str = "",
    who: str | None = None,
    workspace: Path | None = None,
) -> Edited:
    """Let an edited text stand in place of an item, in this person's name.

    Later steps use it until the inputs of the item change. What cannot be read changes nothing.

    Args:
        folder: The campaign's folder.
        name: A segment, brief or storyboard as `status` names it, or "codebook".
        text: The item as `draft` gave it, edited.
        version: The one that was edited; "": whichever stands.
        who: Who edited; None: the person of the settings.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotAllowed: It takes the role editor.
        InvalidIntake: The text is not such an item; the message names line or field.
        NotFound: There is no such item.
        Conflict: Another version stands now.
    """
    demand("editor", who)
    catalogue = _given.catalogue(folder, workspace)
    if name == NAME:
        return Edited(name=NAME, fields=_codebook(catalogue, Path(folder), text, who))
    chosen = edits.item_for_edit(catalogue, name)
    if version and chosen.digest != version:
        raise Conflict(f"{name} was changed meanwhile; look at it again, and edit it once more")
    fields, now = edits.accept(catalogue, chosen, text, _given.name_of(who))
    return Edited(name=_name(now), fields=tuple(fields), changes=_changes(chosen, now))


def reword(
    folder: Path | str,
    name: str,
    wish: str,
    *,
    model: str | None = None,
    workspace: Path | None = None,
) -> Reworded:
    """What an item would become by a wish: "make the second scene shorter". Nothing is kept.

    Args:
        folder: The campaign's folder.
        name: A segment, brief, storyboard or page; a film stands for its storyboard.
        wish: What to change, in words.
        model: The text model that reads the wish; None: the one of the settings.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        InvalidIntake: The wish is not clear; the message asks a question.
        NotFound: There is no such item.
    """
    catalogue = _given.catalogue(folder, workspace)
    stage, _, item = name.partition("/")
    if stage == "film" and (film := catalogue.latest("film", item)):
        boards = (
            b for b in catalogue.items("storyboard") if b.value["id"] == film.value["storyboard"]
        )
        name = next((f"storyboard/{b.item}" for b in boards), name)
    chosen = edits.item_for_edit(catalogue, name)
    studio = _given.opened(folder, workspace, model=model)
    value, changes = edits.reworded(studio, chosen, wish)
    return Reworded(name=_name(chosen), text=json.dumps(value), changes=_said(changes))


def undo(
    folder: Path | str, name: str, *, who: str | None = None, workspace: Path | None = None
) -> Edited:
    """Go back to the version before a person's last edit of an item, in this person's name.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such item, or nobody edited it.
    """
    demand("editor", who)
    catalogue = _given.catalogue(folder, workspace)
    chosen = edits.item_for_edit(catalogue, name)
    now = edits.undo(catalogue, chosen, _given.name_of(who))
    return Edited(name=_name(now), changes=_changes(chosen, now))


def _codebook(catalogue: Catalogue, folder: Path, text: str, who: str | None) -> tuple[str, ...]:
    """Put a codebook in the place of the one before; what cannot be read never takes it."""
    from ..intake.codebook import load_codebook

    path = folder / "codebook.toml"
    if text == path.read_text(encoding="utf-8"):
        return ()
    fresh = path.with_name("codebook.toml.part")
    try:
        fresh.write_text(text, encoding="utf-8")
        load_codebook(fresh)
        _audit.noted(catalogue, who, "edit", NAME, path.name)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return (path.name,)


def _standing(catalogue: Catalogue, folder: Path, name: str) -> Result:
    """What stands as an item of any stage; the codebook as its file says it now.

    Whichever is asked for first after a correction, this or what waits, both tell of one version.
    """
    stage, _, rest = name.partition("/")
    kept = catalogue.latest(stage, rest or stage)
    if stage == NAME and kept is not None:
        with suppress(InvalidIntake, OSError):
            stand_as_filed(catalogue, folder / "codebook.toml")
        kept = catalogue.latest(NAME, NAME)
    return kept or find(catalogue, name)[1]


def _item(kept: Result) -> ItemVersion:
    return ItemVersion(
        name=_name(kept),
        stage=kept.stage,
        version=kept.digest,
        made_at=kept.made_at,
        edited=EDIT in kept.inputs,
        text=_text(kept) if reads_answers() else _worded(unnamed(kept.value)),
    )


def _name(kept: Result) -> str:
    return kept.item if kept.item == kept.stage else f"{kept.stage}/{kept.item}"


def _text(kept: Result) -> str:
    return _worded(kept.value)


def _worded(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _changes(before: Result, after: Result) -> tuple[Change, ...]:
    return _said(edits.differences(before.value, after.value))


def _said(changes: Sequence[edits.Difference]) -> tuple[Change, ...]:
    return tuple(Change(where=c.where, before=c.before, after=c.after) for c in changes)

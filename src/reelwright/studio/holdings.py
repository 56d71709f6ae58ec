"""What knowledge bases hold: taken in, described, vetted, searched, handed out."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from ..domain.base import Frozen
from ..domain.errors import InvalidIntake
from ..domain.knowledge import Aspect, Findings, Item, State, Use
from ..domain.picture import Rights
from ..domain.spending import paying
from . import _given
from ._library import Counted, Shared, items_of, library_of
from ._received import write_within

if TYPE_CHECKING:
    from ..library.export import BaseExported
    from ..library.ingest.captioner import Captioned
    from ..library.ingest.run import Ingested


LARGEST_SOUGHT = 200_000_000
"""Bytes of a picture that is searched by."""


class ItemListing(Frozen):
    """Items of a base, and how many it has in all."""

    items: tuple[Item, ...]
    total: int


class ItemFacts(Frozen):
    """An item, a local file with its bytes, and the films that were made with it.

    children: what was made from it, in the bases that the person may read; their films count too.
    """

    item: Item
    path: Path
    films: tuple[Use, ...]
    children: tuple[Item, ...] = ()
    barred: str = ""
    """Why it may not be retrieved now, in words; "" where it may."""


class Searched(Frozen):
    """What a search found, a local file for each, and the id of the receipt, if one was kept."""

    findings: Findings
    paths: tuple[Path, ...]
    receipt: str = ""


def items(
    name: str,
    *,
    state: State | None = None,
    after: str = "",
    limit: int | None = None,
    home: Path | None = None,
    who: str | None = None,
) -> ItemListing:
    """Items of a base by their ids, all or those in one state, from behind the id after on.

    Raises:
        NotFound: There is no such base.
        NotAllowed: This person may not read it.
    """
    with library_of(home, who) as library:
        base = library.open(name)
        found = tuple(islice(base.items(state=state, after=after), limit))
        return ItemListing(items=found, total=sum(base.ledger.counts().values()))


def item(name: str, item: str, *, home: Path | None = None, who: str | None = None) -> ItemFacts:
    """Everything that is known of an item, by the start of its id or its file name.

    Raises:
        NotFound: There is no such base or item.
        NotAllowed: This person may not read the base.
    """
    with library_of(home, who) as library:
        base = library.open(name)
        found = base.item(item)
        readable = {b.facts.id for b in library.readable()}
        children = tuple(c for c in base.kin.children([found.id]) if c.base in readable)
        return ItemFacts(
            item=found,
            films=base.films([found]),
            path=base.path(found),
            children=children,
            barred=base.barred(found, date.today()),
        )


def search(
    words: str | None = None,
    *,
    bases: Sequence[str] | None = None,
    picture: Path | BinaryIO | bytes | None = None,
    where: Mapping[str, Sequence[str]] | None = None,
    k: int = 5,
    keep: bool = False,
    home: Path | None = None,
    who: str | None = None,
) -> Searched:
    """Search by words, by a picture, or by both, with scores and reasons.

    Args:
        words: What to look for.
        bases: Only in these; None: in all that the person may read.
        picture: Find what looks like this: a file, or its bytes, of which nothing is kept.
        where: Only items with these facets: {"subject": ["botany", "trees"]} takes either.
        k: How many, 1-1000.
        keep: Keep a receipt of what came first.
        home: The folder of all bases; None: the settings'.
        who: Who searches; None: the person of the settings.

    Raises:
        NotFound: There is no such base, or none at all.
        NotAllowed: This person may not search it.
        InvalidIntake: There is nothing to look for, or the picture is too large.
        MediaRefused: The picture cannot be read.
    """
    with library_of(home, who) as library, tempfile.TemporaryDirectory() as scratch:
        if picture is not None and not isinstance(picture, Path):
            at = Path(scratch) / "picture"
            write_within(at, picture, LARGEST_SOUGHT, "the picture")
            picture = at
        found = library.search(bases, words, picture, where, k)
        receipt = library.take(found) if keep and found.found else None
        return Searched(
            findings=found,
            paths=tuple(library.path(one) for one in found.found),
            receipt=receipt.id if receipt else "",
        )


def add(
    name: str,
    sources: Sequence[Path],
    *,
    captions: Path | None = None,
    facets: Mapping[str, Sequence[str]] | None = None,
    rights: Rights | None = None,
    approve: bool = False,
    runner: Literal["threads", "daft", "ray"] | None = None,
    workers: int = 0,
    listener: Shared | None = None,
    home: Path | None = None,
    who: str | None = None,
) -> "Ingested":
    """Take files in, once each; a run that stopped goes on where it was.

    Args:
        name: The base.
        sources: A folder, files, or a list (CSV, JSON, JSONL).
        captions: A list with captions and rights.
        facets: For all of them.
        rights: For all of them.
        approve: You vetted them: they may be retrieved at once; else they are drafts.
        runner: What prepares the files; None: the settings'.
        workers: How many at once; 0: one for each core.
        listener: Hears how many are in.
        home: The folder of all bases; None: the settings'.
        who: Who adds; None: the person of the settings.

    Raises:
        NotFound: There is no such base.
        NotAllowed: This person may not add to it.
        InvalidIntake: A list cannot be read.
    """
    from ..library.ingest.run import ingest

    with library_of(home, who) as library:
        return ingest(
            library.open(name),
            sources[0] if len(sources) == 1 else sources,
            manifest=captions,
            facets=facets,
            rights=rights,
            approve=approve,
            runner=runner or _given.settings().runner,
            workers=workers,
            progress=listener,
        )


def unsaid(found: "Ingested", source: Path) -> tuple[str, ...]:
    """What to do about files that were taken in without a caption, in lines; () for none.

    Args:
        found: What `add` gave back.
        source: The folder, or a file of it, that was added.
    """
    from ..library.ingest.unsaid import unsaid as told

    folder = source if source.is_dir() else source.parent
    return told(found.uncaptioned, len(found.added), folder, base=found.base)


def list_to_fill(folder: Path, to: Path | None = None) -> tuple[Path, tuple[str, ...]]:
    """Write a list of a folder's files, to be filled in with what they show and who holds them.

    Args:
        folder: The folder of pictures.
        to: Where the list goes; None: captions.csv in the folder.

    Returns:
        Its path, and the files it lists.

    Raises:
        InvalidIntake: The folder holds no picture, or there is a list already.
    """
    from ..library.ingest.unsaid import write_list

    return write_list(folder, to)


def approve(
    name: str,
    items: Sequence[str] = (),
    *,
    everything: bool = False,
    note: str = "",
    tell: Callable[[str], None] = lambda line: None,
    home: Path | None = None,
    who: str | None = None,
) -> tuple[Item, ...]:
    """Let items be retrieved from the next search on: those named, or every draft.

    Of the drafts those stay that may not be used: for their rights, or as another base bars the
    same file. tell hears of each, and of what is approved and will not be retrieved all the same.

    Raises:
        NotFound: There is no such base or item.
        NotAllowed: This person may not approve in it.
    """
    with library_of(home, who) as library:
        base = library.open(name)
        if everything == bool(items):
            raise InvalidIntake("name the items to approve, or give --all for every draft")
        chosen = list(base.items(state="draft")) if everything else list(items_of(base, items))
        shut = {i.id: why for i in chosen if (why := base.rights_bar(i, date.today()))}
        for item in (i for i in chosen if i.id in shut):
            stays = "stays a draft" if everything else "is approved, and may not be used"
            tell(f"{item.asset.name} ({item.id[:12]}) {stays}: {shut[item.id]}")
        return base.approve([i.id for i in chosen if not everything or i.id not in shut], note)


def revoke(
    name: str,
    items: Sequence[str],
    *,
    note: str = "",
    home: Path | None = None,
    who: str | None = None,
) -> tuple[Use, ...]:
    """Let items be retrieved no more; returns every film that was made with them.

    Raises:
        NotFound: There is no such base or item.
        NotAllowed: This person may not revoke in it.
    """
    with library_of(home, who) as library:
        base = library.open(name)
        return base.revoke([i.id for i in items_of(base, items)], note)


def describe(
    name: str,
    item: str,
    *,
    caption: str | None = None,
    facets: Mapping[str, Sequence[str]] | None = None,
    home: Path | None = None,
    who: str | None = None,
) -> Item:
    """Say what an item shows, in words, in facets (which join those it has), or both.

    Raises:
        NotFound: There is no such base or item.
        NotAllowed: This person may not change the base.
    """
    with library_of(home, who) as library:
        base = library.open(name)
        found = base.item(item)
        if caption is not None:
            found = base.caption(found.id, caption)
        if facets:
            added = {facet: tuple(values) for facet, values in facets.items()}
            found = base.describe(found.id, facets=found.facets | added)
        return found


def caption(
    name: str,
    item: str | None = None,
    *,
    model: str | None = None,
    anew: bool = False,
    listener: Counted | None = None,
    home: Path | None = None,
    who: str | None = None,
) -> "Captioned":
    """Let a vision model caption an item, or all that none has seen.

    Args:
        name: The base.
        item: Only this; None: all that are not revoked.
        model: The model; None: the settings'.
        anew: Also what a model captioned before.
        listener: Hears how many are done.
        home: The folder of all bases; None: the settings'.
        who: Who asks for it; None: the person of the settings.

    Raises:
        Missing: No model is set.
        NotFound: There is no such base or item.
        NotAllowed: This person may not change the base.
        OverBudget: What the house may spend this month has no room for the next.
    """
    from ..library.ingest.captioner import caption_items
    from ..wiring.spending import till_of

    settings = _given.settings()
    at = till_of(settings, "libraries", f"captions of {name}")
    with library_of(home, who) as library, paying(at):
        base = library.open(name)
        return caption_items(
            base,
            model or settings.model_for("caption"),
            items=[base.item(item)] if item is not None else None,
            anew=anew,
            progress=listener,
        )


def rights(
    name: str,
    items: Sequence[str],
    *,
    holder: str | None = None,
    licence: str | None = None,
    expires: str | None = None,
    consent: bool | None = None,
    home: Path | None = None,
    who: str | None = None,
) -> tuple[Item, ...]:
    """Note who holds items, until when, and whether the people in them agreed.

    Args:
        name: The base.
        items: The start of an id, or a file name.
        holder: Who holds them; None leaves it.
        licence: Their licence; None leaves it.
        expires: When it ends, "2027-12-31"; "none": never; None leaves it.
        consent: Whether the people agreed; None leaves it.
        home: The folder of all bases; None: the settings'.
        who: Who notes it; None: the person of the settings.

    Raises:
        NotFound: There is no such base or item.
        NotAllowed: This person may not change the base.
    """
    given: dict[str, Any] = {"holder": holder, "licence": licence, "people_consented": consent}
    changes = {k: v for k, v in given.items() if v is not None}
    if expires:
        changes["expires"] = None if expires == "none" else expires
    with library_of(home, who) as library:
        base = library.open(name)
        return tuple(
            base.describe(i.id, rights=i.rights.model_copy(update=changes))
            for i in items_of(base, items)
        )


def export(
    name: str,
    folder: Path,
    items: Sequence[str] = (),
    *,
    size: tuple[int, int] | None = None,
    aspect: Aspect | None = None,
    encoded: bool = False,
    barred: bool = False,
    listener: Counted | None = None,
    home: Path | None = None,
    who: str | None = None,
) -> "BaseExported":
    """Write files with a list that `add` can take in again; what may not be used is left out.

    Args:
        name: The base.
        folder: Where to write.
        items: Only these; () writes all.
        size: Also pictures of this width and height; with encoded, one for picture APIs.
        aspect: How a shape is changed; None: the base's policy.
        encoded: Those pictures in Base64 too.
        barred: Also what may not be used, marked in the list.
        listener: Hears how many are written.
        home: The folder of all bases; None: the settings'.
        who: Who takes them; None: the person of the settings.

    Raises:
        NotFound: There is no such base or item.
        NotAllowed: This person may not read it.
    """
    from ..library.export import SIZE_FOR_APIS
    from ..library.export import export as write

    with library_of(home, who) as library:
        base = library.open(name)
        return write(
            base,
            folder,
            items_of(base, items) if items else base.items(),
            size=size or (SIZE_FOR_APIS if encoded else None),
            aspect=aspect,
            encoded=encoded,
            barred=barred,
            progress=listener,
        )

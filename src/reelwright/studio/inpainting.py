"""Pictures in which a part is replaced, removed or repaired; and candidates that are picked."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..domain.base import Frozen
from ..domain.errors import InvalidIntake, NotAllowed, NotFound
from ..domain.knowledge import Item
from ..domain.picture import Parent
from ..domain.spending import paying
from ..wiring.libraries import why_barred_now
from . import _audit, _given
from ._library import library_of
from ._rights import demand

if TYPE_CHECKING:
    from ..media.painting.mask import FoundMask
    from ..workflow.inpainting import PaintSource
    from ..workflow.painted import Painted

MODES = ("remove", "repair", "replace")

Mode = Literal["remove", "repair", "replace"]


class Picked(Frozen):
    """A candidate that was taken: its file, and its trace beside it.

    item: what it is in a knowledge base; None where it went to none. known: whether it was in there
    before.
    """

    file: Path
    trace: Path
    item: Item | None = None
    known: bool = False


def paint(
    picture: Path | str,
    *,
    base: str | None = None,
    mode: Mode = "remove",
    mask: Path | None = None,
    words: str = "",
    by: str = "",
    library: str | None = None,
    count: int = 4,
    seed: int = 1,
    out: Path | None = None,
    backend: str = "patch",
    model: str | None = None,
    side: int = 2560,
    white_changes: bool = True,
    tell: Callable[[str], None] = lambda line: None,
    who: str | None = None,
) -> "Painted":
    """Make candidates of a picture, ranked by the judge, the best first; they stay in a folder.

    Args:
        picture: The picture; with base the start of an item's id, or its file name.
        base: The knowledge base that the picture is an item of; None: it is a file.
        mode: What is done with what the mask shows.
        mask: A mask image of the picture's shape.
        words: What shall change, in words, in place of a mask: "the red cup".
        by: replace: a picture or glTF file, or words for what to see.
        library: replace: where the words of by are searched: a folder, or a knowledge base.
        count: Candidates to make.
        seed: Another one gives other candidates.
        out: Where candidates go; None: PICTURE-inpaint, for an item in the current folder.
        backend: "patch", "diffusers" or "canvas".
        model: diffusers: a model's folder or hub name.
        side: Longest side the picture is opened at, in pixels; 0: as it is.
        white_changes: White of the mask is what changes; else black is.
        tell: Hears what was noticed.
        who: Who paints; None: the person of the settings.

    Raises:
        InvalidIntake: It is not said what shall change, or by what.
        NotFound: Nothing shows the words, or there is no such base or item.
        NotAllowed: It takes the role editor; or the item may not be used.
        OverBudget: What the house may spend this month has no room for it.
        StudioError: The picture or back end cannot be used.
    """
    from ..wiring.spending import till_of
    from ..workflow import inpainting

    demand("editor", who)
    if mode not in MODES:
        raise InvalidIntake(f"there is no mode {mode!r}; choose {', '.join(MODES)}")
    if mask is None and not words:
        raise InvalidIntake("say what shall change with --mask FILE or --words 'the red cup'")
    options: dict[str, Any] = {"model": model} if model else {}
    called = f"the painting of {Path(picture).name}"
    at = till_of(_given.settings(), "paintings", called)
    with tempfile.TemporaryDirectory() as scratch, paying(at):
        source, seen = None, by
        if mode == "replace":
            source, seen = _source(by, library, backend, Path(scratch), tell)
        item, path = None, Path(picture)
        if base is not None:
            item, path = _item(base, str(picture), Path(scratch))
        today = date.today()

        def barred(parent: Parent) -> str:
            with library_of(None) as everything:
                return why_barred_now(everything.kin, parent, today)

        asked = inpainting.Request(
            picture=path,
            known=item and item.picture,
            facets=item.facets if item else {},
            base=base or "",
            barred=barred,
            mode=mode,
            mask=mask,
            where=words,
            words=seen,
            source=source,
            count=count,
            seed=seed,
            backend=f"inpaint/{backend.removeprefix('inpaint/')}",
            side=side,
            white_changes=white_changes,
            options=options,
        )
        place = out or place_of(path if item is None else Path(path.name))
        return inpainting.paint(asked, place, tell=tell)


def find(
    picture: Path | str,
    words: str,
    *,
    base: str | None = None,
    mode: Mode = "remove",
    who: str | None = None,
) -> "FoundMask":
    """Look for what words name in a picture; nothing is painted or kept.

    Args:
        picture: The picture; with base the start of an item's id, or its file name.
        words: What shall change: "the red cup".
        base: The knowledge base that the picture is an item of; None: it is a file.
        mode: What is to be done there: what is removed is taken with its edges.
        who: Who asks; None: the person of the settings.

    Returns:
        The mask, uint8 [height, width], 255 is what changes; and notes on how it was found.

    Raises:
        DoesNotFit: Nothing in the picture answers to the words.
        NotFound: There is no such base or item.
        NotAllowed: It takes the role editor; or the item may not be used.
    """
    from ..workflow import inpainting

    demand("editor", who)
    with tempfile.TemporaryDirectory() as scratch:
        item, path = None, Path(picture)
        if base is not None:
            item, path = _item(base, str(picture), Path(scratch))
        known = item and item.picture
        asked = inpainting.Request(picture=path, known=known, mode=mode, where=words)
        return inpainting.find(asked)


def pick(
    out: Path,
    which: str = "best",
    *,
    to: Path | None = None,
    base: str | None = None,
    home: Path | None = None,
    who: str | None = None,
) -> Picked:
    """Take a candidate, with a sidecar that says what it is, and perhaps as an item of a base.

    As an item it has its source's caption, changed as the picture was, its rights, and the trace
    back to it; it waits for vetting unless the base's policy on edits says otherwise. Run again, it
    makes no second item, and goes on where it was stopped.

    Args:
        out: The folder of candidates.
        which: A candidate's number, or "best".
        to: The folder it is copied to; None: beside the candidates.
        base: The knowledge base it joins; None: none.
        home: The folder of all bases; None: the settings'.
        who: Who picked; None: the person of the settings.

    Raises:
        NotFound: There is no such candidate or base.
        InvalidIntake: The folder holds none, or the picture cannot join the base.
        NotAllowed: It takes the role editor, and in a base curator; or the picture may not be used:
            a parent was revoked, or its licence lets nothing be made of it.
    """
    from ..workflow import painted

    demand("editor", who)
    where = f"to {base or to}" if base or to else ""
    settings = _given.settings(library=home, who=who)
    with _audit.in_house(settings, who, "pick", f"{out.resolve()}: {which}", where) as by:
        if base is None:
            _refuse_barred(out, which, home, who)
            path = painted.pick(out, which, to=to, who=by)
            return Picked(file=path, trace=path.with_suffix(".json"))
        return _joining(out, which, base, to, home, who, by)


def _refuse_barred(out: Path, which: str, home: Path | None, who: str | None) -> None:
    """Raise NotAllowed where a picture that a candidate was made from may not be used any more.

    What a licence lets nothing be made of may be looked at, and is refused where it would be used.
    """
    from ..workflow import painted

    record = painted.read(out)
    taken = painted.chosen(record, which)
    edit = painted.edit_of(record, taken.number)
    if edit.forbidden:
        return
    with library_of(home, who) as library:
        if why := library.kin.barred(edit, date.today()):
            raise NotAllowed(painted.refusal(taken, why))


def _joining(
    out: Path,
    which: str,
    name: str,
    to: Path | None,
    home: Path | None,
    who: str | None,
    by: str,
) -> Picked:
    """Pick a candidate and take it into a base."""
    from ..library.ingest.run import ingest
    from ..workflow import painted

    with library_of(home, who) as library:
        base = library.open(name)
        facts = base.begin_adding()
        record = painted.read(out)
        taken = painted.chosen(record, which)
        edit = painted.edit_of(record, taken.number)
        if why := base.kin.barred(edit, date.today(), facts.id):
            raise NotAllowed(painted.refusal(taken, why))
        path = painted.pick(out, which, to=to, who=by)
        source = base.ledger.item(edit.parents[0].sha256)
        stands = source is not None and source.state == "approved"
        approve = facts.policy.edits == "as their source" and stands
        came = ingest(base, [path], approve=approve)
        item = base.ledger.item(painted.sha_of(path))
        if came.refused or item is None:
            raise InvalidIntake("; ".join(came.refused) or f"{path.name} did not join {name}")
        return Picked(file=path, trace=path.with_suffix(".json"), item=item, known=not came.added)


def _item(name: str, wanted: str, scratch: Path) -> tuple[Item, Path]:
    """An item that may be painted, and a copy of its bytes under its own name."""
    with library_of(None) as library:
        base = library.open(name)
        item = base.item(wanted)
        if item.kind != "image" or item.picture is None:
            raise InvalidIntake(
                f"{item.asset.name} of {name} is a {item.kind}, and only pictures can be painted"
            )
        if why := base.barred(item, date.today()):
            raise NotAllowed(f"{item.asset.name} of {name} cannot be painted: {why}")
        place = scratch / "item"
        place.mkdir()
        return item, Path(shutil.copyfile(base.path(item), place / Path(item.asset.name).name))


def place_of(picture: Path) -> Path:
    """Where a picture's candidates go unless another folder is named."""
    return picture.parent / f"{picture.stem}-inpaint"


def picked_number(out: Path) -> int:
    """The number of the candidate that was picked last in a folder; 0 for none."""
    from ..workflow import painted

    return painted.read(out).picked or 0


def painted(out: Path) -> bool:
    """Whether a folder holds candidates."""
    from ..workflow import painted

    return (out / painted.RECORD).is_file()


def _source(
    by: str, library: str | None, backend: str, scratch: Path, tell: Callable[[str], None]
) -> "tuple[PaintSource | None, str]":
    """The picture to take from, None without one, and the words for it."""
    from ..workflow.inpainting import PaintSource

    if not by:
        raise InvalidIntake("replace needs --with: a picture file, or words for what shall be seen")
    path = Path(by)
    if path.suffix and path.is_file():
        return PaintSource(path), ""
    if library is None:
        if backend.removeprefix("inpaint/") == "patch":
            raise InvalidIntake(
                f"no file {by!r} is there, and without a model nothing can be invented: add "
                "--library FOLDER to take it from, or choose another --backend"
            )
        return None, by
    if Path(library).is_dir():
        return _from_folder(by, Path(library), scratch, tell), by
    return _from_base(by, library, scratch, tell), by


def _from_folder(
    words: str, folder: Path, scratch: Path, tell: Callable[[str], None]
) -> "PaintSource":
    from ..library import open_search, read_pictures
    from ..store.assets import open_assets
    from ..workflow.inpainting import PaintSource

    assets = open_assets(scratch / "assets")
    shelf = read_pictures(folder, assets)
    searcher = open_search(shelf.pictures)
    found = searcher.search(words, k=1)
    if not found or found[0].score < searcher.floor:
        raise NotFound(
            f"no picture in {folder} shows {words!r}"
            + (f" (the nearest scores {found[0].score:.2f})" if found else "")
            + "; say it otherwise, or name a picture file"
        )
    picture = next(p for p in shelf.pictures if p.id == found[0].picture)
    tell(f"{picture.asset.name} shows {words!r} (score {found[0].score:.2f})")
    # A store keeps bytes under their hash; here they get the file's own name.
    copy = scratch / picture.asset.name
    copy.write_bytes(assets.path(picture.asset).read_bytes())
    return PaintSource(copy, picture.caption, found[0].score, picture.rights, known=picture)


def _from_base(words: str, name: str, scratch: Path, tell: Callable[[str], None]) -> "PaintSource":
    from ..workflow.inpainting import PaintSource

    with library_of(None) as library:
        base = library.open(name)
        found = base.search(words, where={"kind": ("image", "model")}, k=1).found
        if not found or not found[0].grounded:
            raise NotFound(
                f"no approved picture or 3D model of {name} shows {words!r}; say it otherwise, or "
                "name a file"
            )
        item = found[0].item
        tell(f"{item.asset.name} shows {words!r} (score {found[0].score:.2f})")
        copy = shutil.copyfile(base.path(item), scratch / Path(item.asset.name).name)
        return PaintSource(
            Path(copy),
            item.captions[0].text,
            found[0].score,
            item.rights,
            known=item.picture if item.kind == "image" else None,
            base=name,
        )

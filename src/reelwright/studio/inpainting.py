"""Pictures in which a part is replaced, removed or repaired; and candidates that are picked."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..domain.base import Frozen
from ..domain.errors import InvalidIntake, NotFound
from . import _audit, _given
from ._library import library_of
from ._rights import demand

if TYPE_CHECKING:
    from ..workflow.inpainting import Painted, PaintSource

MODES = ("remove", "repair", "replace")

Mode = Literal["remove", "repair", "replace"]


class Picked(Frozen):
    """A candidate that was taken: its file, and its trace beside it."""

    file: Path
    trace: Path


def paint(
    picture: Path,
    *,
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
) -> "Painted":
    """Make candidates of a picture, ranked by the judge, the best first; they stay in a folder.

    Args:
        picture: The picture.
        mode: What is done with what the mask shows.
        mask: A mask image of the picture's shape.
        words: What shall change, in words, in place of a mask: "the red cup".
        by: replace: a picture or glTF file, or words for what to see.
        library: replace: where the words of by are searched: a folder, or a knowledge base.
        count: Candidates to make.
        seed: Another one gives other candidates.
        out: Where candidates go; None: PICTURE-inpaint.
        backend: "patch", "diffusers" or "canvas".
        model: diffusers: a model's folder or hub name.
        side: Longest side the picture is opened at, in pixels; 0: as it is.
        white_changes: White of the mask is what changes; else black is.
        tell: Hears what was noticed.

    Raises:
        InvalidIntake: It is not said what shall change, or by what.
        NotFound: Nothing shows the words.
        StudioError: The picture or back end cannot be used.
    """
    from ..workflow import inpainting

    if mode not in MODES:
        raise InvalidIntake(f"there is no mode {mode!r}; choose {', '.join(MODES)}")
    if mask is None and not words:
        raise InvalidIntake("say what shall change with --mask FILE or --words 'the red cup'")
    options: dict[str, Any] = {"model": model} if model else {}
    with tempfile.TemporaryDirectory() as scratch:
        source, seen = None, by
        if mode == "replace":
            source, seen = _source(by, library, backend, Path(scratch), tell)
        asked = inpainting.Request(
            picture=picture,
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
        return inpainting.paint(asked, out or place_of(picture), tell=tell)


def pick(
    out: Path, which: str = "best", *, to: Path | None = None, who: str | None = None
) -> Picked:
    """Take a candidate, with a sidecar that says what it is; to: a library folder it goes to.

    Args:
        out: The folder of candidates.
        which: A candidate's number, or "best".
        to: The folder it is copied to; None: beside the candidates.
        who: Who picked; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such candidate.
        InvalidIntake: The folder holds none.
    """
    from ..workflow import inpainting

    demand("editor", who)
    to_where = f"to {to}" if to else ""
    with _audit.in_house(
        _given.settings(), who, "pick", f"{out.resolve()}: {which}", to_where
    ) as by:
        path = inpainting.pick(out, which, to=to, who=by)
    return Picked(file=path, trace=path.with_suffix(".json"))


def place_of(picture: Path) -> Path:
    """Where a picture's candidates go unless another folder is named."""
    return picture.parent / f"{picture.stem}-inpaint"


def painted(out: Path) -> bool:
    """Whether a folder holds candidates."""
    from ..workflow import inpainting

    return (out / inpainting.RECORD).is_file()


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
    return _from_base(by, library, tell), by


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
    return PaintSource(copy, picture.caption, found[0].score, picture.rights)


def _from_base(words: str, name: str, tell: Callable[[str], None]) -> "PaintSource":
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
        return PaintSource(base.path(item), item.captions[0].text, found[0].score, item.rights)

"""`reelwright inpaint PICTURE`: replace, remove or repair a part of it, and pick a candidate."""

import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from ..domain.errors import InvalidIntake, NotFound
from ..settings import Settings, person
from .screen import console, say, table

MODES = ("remove", "repair", "replace")


def command(
    picture: Annotated[
        Path | None, typer.Argument(help="The picture. Left out: pick among what --out holds.")
    ] = None,
    mask: Annotated[
        Path | None, typer.Option(help="A mask image of the picture's shape: white shall change.")
    ] = None,
    words: Annotated[
        str | None, typer.Option(help="What shall change, in words: 'the red cup', sky, scratches.")
    ] = None,
    mode: Annotated[str, typer.Option(help="remove, repair or replace.")] = "remove",
    by: Annotated[
        str | None,
        typer.Option("--with", help="replace: a picture or glTF file, or words for what to see."),
    ] = None,
    library: Annotated[
        str | None,
        typer.Option(help="replace: where the words of --with are searched: a folder or a base."),
    ] = None,
    count: Annotated[int, typer.Option(help="Candidates to make.", min=1, max=20)] = 4,
    seed: Annotated[int, typer.Option(help="Another seed gives other candidates.", min=0)] = 1,
    out: Annotated[
        Path | None, typer.Option(help="Where candidates go.", show_default="PICTURE-inpaint")
    ] = None,
    pick: Annotated[str | None, typer.Option(help="Take a candidate: its number, or best.")] = None,
    to: Annotated[
        Path | None, typer.Option(help="The library folder that the pick goes to.")
    ] = None,
    backend: Annotated[str, typer.Option(help="patch, diffusers or canvas.")] = "patch",
    model: Annotated[
        str | None, typer.Option(help="diffusers: a model's folder or hub name.")
    ] = None,
    side: Annotated[
        int, typer.Option(help="Longest side the picture is opened at; 0: as it is.", min=0)
    ] = 2560,
    black_changes: Annotated[
        bool, typer.Option("--black-changes", help="The mask file is the other way round.")
    ] = False,
) -> None:
    """Replace, remove or repair a part of a picture, and pick among the candidates."""
    from ..workflow import inpainting

    if picture is None:
        if pick is None or out is None:
            raise InvalidIntake("name a picture, or --out and --pick to take a candidate")
        _pick(out, pick, to)
        return
    if mode not in MODES:
        raise InvalidIntake(f"there is no mode {mode!r}; choose {', '.join(MODES)}")
    place = out or picture.parent / f"{picture.stem}-inpaint"
    if mask is None and words is None:
        if pick is not None and (place / inpainting.RECORD).is_file():
            _pick(place, pick, to)
            return
        raise InvalidIntake("say what shall change with --mask FILE or --words 'the red cup'")
    options: dict[str, Any] = {"model": model} if model else {}
    with tempfile.TemporaryDirectory() as scratch:
        source, seen = (), by
        if mode == "replace":
            source, seen = _source(by, library, backend, Path(scratch))
        request = inpainting.Request(
            picture=picture,
            mode=mode,  # pyright: ignore[reportArgumentType]
            mask=mask,
            where=words or "",
            words=seen or "",
            source=source[0] if source else None,
            count=count,
            seed=seed,
            backend=f"inpaint/{backend.removeprefix('inpaint/')}",
            side=side,
            white_changes=not black_changes,
            options=options,
        )
        painted = inpainting.paint(request, place, tell=lambda line: say(line, "yellow"))
    rows = table("", "candidate", "score", "why")
    for n, candidate in enumerate(painted.candidates):
        mark = "[green]best[/]" if n == 0 else ""
        rows.add_row(mark, str(candidate.number), f"{candidate.score:.1f}", candidate.why)
    console.print(rows)
    say(f"look at {place / 'index.html'} or {place / 'sheet.png'}")
    if pick is not None:
        _pick(place, pick, to)
    else:
        say(
            f"take one with: reelwright inpaint --out {place} --pick {painted.candidates[0].number}"
        )


def _pick(out: Path, which: str, to: Path | None) -> None:
    from ..workflow import inpainting

    path = inpainting.pick(out, which, to=to, who=person(Settings()))
    say(f"picked {path}; its trace is {path.with_suffix('.json').name} beside it", "bold")
    say(f"film it with: reelwright clip 'slow push in' --image {path}")


def _source(by: str | None, library: str | None, backend: str, scratch: Path) -> tuple[Any, str]:
    """The picture to take from, in a tuple (empty without one), and the words for it."""
    from ..workflow.inpainting import Source

    if not by:
        raise InvalidIntake("replace needs --with: a picture file, or words for what shall be seen")
    path = Path(by)
    if path.suffix and path.is_file():
        return (Source(path),), ""
    if library is None:
        if backend.removeprefix("inpaint/") == "patch":
            raise InvalidIntake(
                f"no file {by!r} is there, and without a model nothing can be invented: add "
                "--library FOLDER to take it from, or choose another --backend"
            )
        return (), by
    if Path(library).is_dir():
        return (_from_folder(by, Path(library), scratch),), by
    return (_from_base(by, library),), by


def _from_folder(words: str, folder: Path, scratch: Path) -> Any:
    from ..library import open_search, read_pictures
    from ..store import FolderStore
    from ..workflow.inpainting import Source

    assets = FolderStore(scratch / "assets")
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
    say(f"{picture.asset.name} shows {words!r} (score {found[0].score:.2f})")
    return Source(
        _named(assets.path(picture.asset), picture.asset.name, scratch),
        picture.caption,
        found[0].score,
        picture.rights,
    )


def _from_base(words: str, name: str) -> Any:
    from ..wiring import open_library
    from ..workflow.inpainting import Source

    with_library = open_library(Settings())
    try:
        base = with_library.open(name)
        found = base.search(words, where={"kind": ("image", "model")}, k=1).found
        if not found or not found[0].grounded:
            raise NotFound(
                f"no approved picture or 3D model of {name} shows {words!r}; say it otherwise, or "
                "name a file"
            )
        item = found[0].item
        say(f"{item.asset.name} shows {words!r} (score {found[0].score:.2f})")
        return Source(base.path(item), item.captions[0].text, found[0].score, item.rights)
    finally:
        with_library.close()


def _named(path: Path, name: str, scratch: Path) -> Path:
    """The file under its own name: a store keeps bytes under their hash."""
    copy = scratch / name
    copy.write_bytes(path.read_bytes())
    return copy

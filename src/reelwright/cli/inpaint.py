"""`reelwright inpaint PICTURE`: replace, remove or repair a part of it, and pick a candidate."""

from pathlib import Path
from typing import Annotated

import typer

from ..domain.base import slug
from ..domain.errors import InvalidIntake, NotFound
from ..studio import bases, inpainting
from .screen import console, say, table
from .spending import tell_ahead


def command(
    picture: Annotated[
        Path | None, typer.Argument(help="The picture. Left out: pick among what --out holds.")
    ] = None,
    base: Annotated[
        str | None,
        typer.Option("--from", help="The picture is an item of this base: its id or file name."),
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
        str | None,
        typer.Option(help="Where the pick goes: a base (base:NAME), or a folder (./pictures)."),
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
    if picture is None:
        if pick is None or out is None:
            raise InvalidIntake("name a picture, or --out and --pick to take a candidate")
        _pick(out, pick, to)
        return
    place = out or inpainting.place_of(picture if base is None else Path(picture.name))
    known = mode in inpainting.MODES
    if known and mask is None and words is None and pick and inpainting.painted(place):
        _pick(place, pick, to)
        return
    if to is not None and pick is not None:
        _where(to)  # A wrong base is told before minutes are spent on painting.
    tell_ahead("paint", count=count, backend=backend)
    painted = inpainting.paint(
        picture,
        base=base,
        mode=mode,  # pyright: ignore[reportArgumentType]
        mask=mask,
        words=words or "",
        by=by or "",
        library=library,
        count=count,
        seed=seed,
        out=place,
        backend=backend,
        model=model,
        side=side,
        white_changes=not black_changes,
        tell=lambda line: say(line, "yellow"),
    )
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


def _pick(out: Path, which: str, to: str | None) -> None:
    folder, base = _where(to)
    picked = inpainting.pick(out, which, to=folder, base=base)
    say(f"picked {picked.file}; its trace is {picked.trace.name} beside it", "bold")
    if picked.item is None:
        say(f"film it with: reelwright clip 'slow push in' --image {picked.file}")
        return
    item = picked.item
    joined = "is in already" if picked.known else "joined"
    say(f"{item.asset.name} ({item.id[:12]}) {joined}: {base}, {item.state}: “{item.caption}”")
    if item.state == "draft":
        say(f"let it be retrieved with: reelwright library approve {base} {item.id[:12]}")


def _where(to: str | None) -> tuple[Path | None, str | None]:
    """(folder, base) of --to: base:NAME, or a word that is no folder here, names a base."""
    if to is None:
        return None, None
    if to.startswith("base:"):
        return None, _base(to.removeprefix("base:"), to)
    path = Path(to)
    named = slug(to, "") == to
    if not named or (path.is_dir() and not bases.there(to)):
        return path, None
    if path.is_dir():
        raise InvalidIntake(
            f"--to {to}: there is a knowledge base {to} and a folder {to} here; write ./{to} for "
            f"the folder, or base:{to} for the base"
        )
    return None, _base(to, to)


def _base(name: str, to: str) -> str:
    """The name of a base that is there. Raises NotFound."""
    if not bases.there(name):
        raise NotFound(
            f"--to {to}: there is no knowledge base {name!r} (there are: "
            f"{', '.join(b.facts.id for b in bases.listed()) or 'none yet'}); `reelwright library "
            f"new {name}` makes it, and ./{name} means a folder"
        )
    return name

"""The commands of `reelwright library` that change a base, or hand out what is in it."""

from pathlib import Path
from typing import Annotated, Any, get_args

import typer
from rich.markup import escape

from ..domain.errors import InvalidIntake
from ..domain.knowledge import Aspect, Role, Use
from ..domain.picture import Rights
from ..studio import bases, holdings
from .counting import Counting
from .library import Home, Items, Json, Name, Note, app, facets, printed, size
from .options import Model
from .screen import console, say, table
from .spending import tell_ahead

RUNNERS = ("threads", "daft", "ray")


@app.command()
def add(
    name: Name,
    source: Annotated[
        list[Path],
        typer.Argument(help="A folder, files, or a list (CSV, JSON, JSONL).", show_default=False),
    ],
    captions: Annotated[Path | None, typer.Option(help="A list with captions and rights.")] = None,
    facet: Annotated[
        list[str] | None, typer.Option(help="For all of them: subject=botany.")
    ] = None,
    holder: Annotated[str, typer.Option(help="Who holds all of them.")] = "",
    licence: Annotated[str, typer.Option(help="Their licence.")] = "",
    expires: Annotated[str | None, typer.Option(help="When it ends: 2027-12-31.")] = None,
    consent: Annotated[
        bool | None, typer.Option("--consent/--no-consent", help="Whether the people agreed.")
    ] = None,
    approve: Annotated[
        bool, typer.Option("--approve", help="You vetted them: approve all.")
    ] = False,
    runner: Annotated[str | None, typer.Option(help="threads, daft or ray.")] = None,
    workers: Annotated[int, typer.Option(min=0, max=512, help="0: one for each core.")] = 0,
    home: Home = None,
    json: Json = False,
) -> None:
    """Take files in, once each; a run that stopped goes on where it was."""
    if expires:
        _date(expires)
    rights = Rights(holder=holder, licence=licence, expires=expires, people_consented=consent)
    if runner not in (None, *RUNNERS):
        raise InvalidIntake(f"{runner!r} is no runner; write threads, daft or ray")
    chosen: Any = runner
    files = sum(p.is_file() for s in source for p in (s, *s.rglob("*")))
    if home is None and not json and files:
        tell_ahead("add", count=files, bases=(name,))
    with Counting("taken in", quiet=json) as counting:
        found = holdings.add(
            name,
            source,
            captions=captions,
            facets=facets(facet),
            rights=rights,
            approve=approve,
            runner=chosen,
            workers=workers,
            listener=counting.told,
            home=home,
        )
    # A script has to see that nothing of what it named is there.
    gone = [p for p in source if not p.exists()]
    if json:
        printed(found.model_dump(mode="json"))
        if gone:
            raise typer.Exit(1)
        return
    say(
        f"{len(found.added)} taken in, {found.already} were in already"
        + (f" ({found.filled} of them learnt something new)" if found.filled else "")
        + (f"; the bytes of {found.restored} had gone and are back" if found.restored else "")
    )
    for line in (*found.refused, *found.held, *found.noted):
        say(f"  {line}", "yellow")
    for one, other in found.alike[:20]:
        say(f"  {one[:12]} looks the same as {other[:12]}; both are kept", "yellow")
    for line in holdings.unsaid(found, source[0]):
        say(f"  {line}", "yellow")
    if found.added and not approve:
        say(f"they are drafts; `reelwright library report {name}` shows them for approval")
    if gone:
        raise InvalidIntake(
            f"there is no {', '.join(map(str, gone[:3]))}"
            + (f" (and {len(gone) - 3} more)" if len(gone) > 3 else "")
            + "; name a folder, files or a list that are there"
        )


def _date(text: str) -> None:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError as problem:
        raise InvalidIntake(f"{text!r} is no date; write it as 2027-12-31") from problem


@app.command()
def approve(
    name: Name,
    items: Annotated[list[str] | None, typer.Argument(help="Items; none with --all.")] = None,
    all: Annotated[bool, typer.Option("--all", help="Every draft.")] = False,
    note: Note = "",
    home: Home = None,
    json: Json = False,
) -> None:
    """Let items be retrieved from the next search on."""
    left: list[str] = []
    done = holdings.approve(
        name, items or (), everything=all, note=note, tell=left.append, home=home
    )
    if json:
        printed([i.id for i in done])
        return
    say(f"{len(done)} approved")
    for line in left:
        say(f"  {line}", "yellow")


@app.command()
def revoke(
    name: Name, items: Items, note: Note = "", home: Home = None, json: Json = False
) -> None:
    """Let items be retrieved no more, and list every film that was made with them."""
    films = holdings.revoke(name, items, note=note, home=home)
    if json:
        printed([u.model_dump(mode="json") for u in films])
        return
    say(f"{len(items)} revoked")
    _films(films)


def _films(films: tuple[Use, ...]) -> None:
    if not films:
        say("no film is known that was made with them")
        return
    rows = table("film", "made by", "item", "receipt")
    for use in films:
        rows.add_row(escape(use.film), escape(use.by), use.item[:12], use.receipt[:12])
    console.print(rows)


@app.command()
def caption(
    name: Name,
    item: Annotated[str | None, typer.Argument(help="An item; none lets a model caption.")] = None,
    text: Annotated[str | None, typer.Argument(help="What it shows.")] = None,
    model: Model = None,
    anew: Annotated[bool, typer.Option(help="Also what a model captioned before.")] = False,
    facet: Annotated[list[str] | None, typer.Option(help="Set a facet: subject=botany.")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Say what an item shows, or let a vision model caption all that it has not seen."""
    if item is not None and (text is not None or facet):
        found = holdings.describe(name, item, caption=text, facets=facets(facet), home=home)
        if json:
            printed(found.model_dump(mode="json"))
        else:
            say(f"{found.id[:12]}: {found.caption}")
        return
    with Counting("captioned", quiet=json) as counting:
        done = holdings.caption(
            name, item, model=model, anew=anew, listener=counting.counted, home=home
        )
    if json:
        printed(done.model_dump(mode="json"))
        return
    say(f"{done.done} captioned, {done.skipped} left as they were")
    for line in done.failed:
        say(f"  {line}", "yellow")
    if done.people:
        say(f"  {len(done.people)} show recognisable people: note their consent", "yellow")


@app.command()
def captions(
    folder: Annotated[Path, typer.Argument(help="A folder of pictures.", show_default=False)],
    to: Annotated[Path | None, typer.Option(help="The list; else captions.csv in it.")] = None,
    json: Json = False,
) -> None:
    """Write a list of a folder's pictures, to be filled in with what each of them shows."""
    place, files = holdings.list_to_fill(folder, to)
    if json:
        printed({"list": str(place), "files": list(files)})
        return
    say(f"{place} lists {len(files)} files: write what each shows into the column caption")


@app.command()
def rights(
    name: Name,
    items: Items,
    holder: Annotated[str | None, typer.Option(help="Who holds them.")] = None,
    licence: Annotated[str | None, typer.Option(help="Their licence.")] = None,
    expires: Annotated[str | None, typer.Option(help="When it ends; none: never.")] = None,
    consent: Annotated[
        bool | None, typer.Option("--consent/--no-consent", help="Whether the people agreed.")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Note who holds items, until when, and whether the people in them agreed."""
    if expires and expires != "none":
        _date(expires)
    done = holdings.rights(
        name,
        items,
        holder=holder,
        licence=licence,
        expires=expires,
        consent=consent,
        home=home,
    )
    if json:
        printed([i.model_dump(mode="json") for i in done])
        return
    say(f"rights of {len(done)} noted")
    for line in dict.fromkeys(i.rights.forbids_ads or i.rights.told for i in done):
        if line:
            say(f"  {line}", "yellow")


@app.command()
def grant(
    name: Name,
    person: Annotated[str, typer.Argument(help="A person, or * for everybody.")],
    role: Annotated[str, typer.Argument(help="reader, curator, owner, or none.")],
    home: Home = None,
    json: Json = False,
) -> None:
    """Say what a person may do: read, curate, own, or nothing."""
    if role not in (*get_args(Role), "none"):
        raise InvalidIntake(f"{role!r} is no role; write reader, curator, owner or none")
    wanted: Any = None if role == "none" else role
    grants = bases.grant(name, person, wanted, home=home)
    if json:
        printed(grants)
        return
    for who, has in sorted(grants.items()):
        say(f"{who}: {has}")


@app.command()
def report(
    name: Name,
    page: Annotated[Path | None, typer.Option(help="Write the caption review here.")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Say what a curator should look at; --page writes a page with every picture and caption."""
    with Counting("shown", quiet=json) as counting:
        review = bases.review(name, page=page, listener=counting.counted, home=home)
    found, place = review.report, review.page
    if json:
        printed(found.model_dump(mode="json") | {"page": str(place) if place else None})
        return
    states = ", ".join(f"{n} {s}" for s, n in found.states.items()) or "empty"
    say(f"{found.base}: {found.items} items ({states})", "bold")
    by = ", ".join(f"{n} by {s}" for s, n in found.captioned_by.items())
    say(f"  captions: {by or 'none'}")
    rows = table("items", "what", "what to do", "first of them")
    listed = sorted(found.problems.items(), key=lambda p: -len(p[1]))
    for what, ids in listed:
        rows.add_row(str(len(ids)), what, review.acts.get(what, ""), _first(ids))
    for why, ids in found.barred.items():
        rows.add_row(str(len(ids)), f"approved, but not retrieved: {why}", "", _first(ids))
    if found.alike:
        rows.add_row(
            str(len(found.alike)), "groups look nearly the same", "keep one", _first(found.alike[0])
        )
    console.print(rows if rows.rows else "  nothing to look at")
    if place:
        say(f"review page: {place}")


def _first(ids: tuple[str, ...]) -> str:
    return ", ".join(i[:12] for i in ids[:3]) + (" …" if len(ids) > 3 else "")


@app.command()
def audit(
    name: Name,
    item: Annotated[str | None, typer.Argument(help="Only of this item.")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """List every change: who did what, when, from what to what."""
    lines = bases.audit(name, item, home=home)
    if json:
        printed([c.model_dump(mode="json") for c in lines])
        return
    rows = table("when", "who", "what", "item", "from", "to", "why")
    for line in lines:
        rows.add_row(
            line.at[:19],
            escape(line.who),
            line.what,
            line.item[:12],
            *(escape("" if v is None else str(v))[:80] for v in (line.before, line.after)),
            escape(line.note),
        )
    console.print(rows)


@app.command()
def export(
    name: Name,
    folder: Annotated[Path, typer.Argument(help="Where to write.")],
    items: Annotated[list[str] | None, typer.Argument(help="Only these items.")] = None,
    frame: Annotated[str | None, typer.Option("--size", help="Also pictures of 1280x720.")] = None,
    aspect: Annotated[str | None, typer.Option(help="fit, crop or keep.")] = None,
    pad: Annotated[str, typer.Option(help="Colour of the padding.")] = "#000000",
    base64: Annotated[bool, typer.Option(help="Those pictures in Base64 too.")] = False,
    barred: Annotated[bool, typer.Option(help="Also what may not be used, marked so.")] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """Write files with a list that `add` can take in again; --size for picture APIs.

    What may not be used (revoked, licence ended, no consent) is left out and named.
    """
    if aspect not in (None, "fit", "crop", "keep"):
        raise InvalidIntake(f"{aspect!r} is no way to change a shape; write fit, crop or keep")
    chosen = Aspect.model_validate({"mode": aspect, "colour": pad}) if aspect else None
    wanted = size(frame) if frame else None
    with Counting("written", quiet=json) as counting:
        found = holdings.export(
            name,
            folder,
            items or (),
            size=wanted,
            aspect=chosen,
            encoded=base64,
            barred=barred,
            listener=counting.counted,
            home=home,
        )
    if json:
        printed(found.model_dump(mode="json"))
        return
    say(f"{found.files} files and {found.manifest}")
    for line in (*found.skipped, *found.barred):
        say(f"  {line}", "yellow")
    if any("may not be used" in line for line in found.skipped):
        say("with --barred what may not be used is written too, marked so in the list")


@app.command()
def rebuild(
    name: Name,
    space: Annotated[
        list[str] | None, typer.Option(help="Other embedders. Again for more.")
    ] = None,
    index: Annotated[str | None, typer.Option(help="Another place for the index.")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Make the index anew from the catalogue, here or elsewhere, with these embedders or others."""
    with Counting("done", quiet=json) as counting:
        found = bases.rebuild(
            name, spaces=space or (), index=index, listener=counting.counted, home=home
        )
    if json:
        printed(found.model_dump(mode="json"))
        return
    say(
        f"{found.base.id}: {found.embedded} items embedded anew, {found.parts} parts in the index, "
        f"spaces {', '.join(s.id for s in found.base.spaces)}"
    )
    if not found.parts:
        say("so few items are compared one by one: they need no index", "dim")
    for line in found.skipped:
        say(f"  {line}", "yellow")


@app.command()
def seal(
    name: Name,
    undo: Annotated[bool, typer.Option("--undo", help="Open for good what is sealed.")] = False,
    home: Home = None,
) -> None:
    """Seal a base's files with the key of REELWRIGHT_ENCRYPTION_KEY_FILE, or open them."""
    count = bases.seal(name, undo=undo, home=home)
    say(f"{count} files of {name} {'opened for good' if undo else 'sealed'}")


@app.command()
def remove(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """Take a base away: its files first, then index and catalogue. Audit and receipts stay."""
    total = sum(bases.one(name, home=home).items.values())
    if not yes:
        typer.confirm(f"Remove {name} with its {total} items for good?", abort=True)
    steps: list[str] = []
    for line in bases.remove(name, home=home):
        steps.append(line)
        if not json:
            say(line)
    if json:
        printed(steps)

"""The commands of `reelwright library` that change a base, or hand out what is in it."""

from pathlib import Path
from typing import Annotated, Any, get_args

import typer
from rich.markup import escape

from ..domain.errors import InvalidIntake
from ..domain.knowledge import Aspect, Role, Use
from ..domain.picture import Rights
from ..settings import Settings
from .counting import Counting
from .library import Home, Items, Json, Name, Note, app, facets, found_items, opened, printed, size
from .options import Model
from .screen import console, say, table


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
    from ..library.ingest.run import ingest

    if expires:
        _date(expires)
    rights = Rights(holder=holder, licence=licence, expires=expires, people_consented=consent)
    given: dict[str, Any] = {} if runner is None else {"runner": runner}
    try:
        chosen = Settings(**given).runner
    except ValueError as problem:
        raise InvalidIntake(f"{runner!r} is no runner; write threads, daft or ray") from problem
    with opened(home) as library, Counting("taken in", quiet=json) as counting:
        found = ingest(
            library.open(name),
            source[0] if len(source) == 1 else source,
            manifest=captions,
            facets=facets(facet),
            rights=rights,
            approve=approve,
            runner=chosen,
            workers=workers,
            progress=counting.told,
        )
    if json:
        printed(found.model_dump(mode="json"))
        return
    say(
        f"{len(found.added)} taken in, {found.already} were in already"
        + (f" ({found.filled} of them learnt something new)" if found.filled else "")
        + (f"; the bytes of {found.restored} had gone and are back" if found.restored else "")
    )
    for line in found.refused:
        say(f"  {line}", "yellow")
    for one, other in found.alike[:20]:
        say(f"  {one[:12]} looks the same as {other[:12]}; both are kept", "yellow")
    if found.added and not approve:
        say(f"they are drafts; `reelwright library report {name}` shows them for approval")


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
    with opened(home) as library:
        base = library.open(name)
        if all == bool(items):
            raise InvalidIntake("name the items to approve, or give --all for every draft")
        chosen = list(base.items(state="draft")) if all else found_items(base, items or ())
        done = base.approve([i.id for i in chosen], note)
    if json:
        printed([i.id for i in done])
        return
    say(f"{len(done)} approved")


@app.command()
def revoke(
    name: Name, items: Items, note: Note = "", home: Home = None, json: Json = False
) -> None:
    """Let items be retrieved no more, and list every film that was made with them."""
    with opened(home) as library:
        base = library.open(name)
        films = base.revoke([i.id for i in found_items(base, items)], note)
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
    with opened(home) as library:
        base = library.open(name)
        if item is not None and (text is not None or facet):
            found = base.item(item)
            if text is not None:
                found = base.caption(found.id, text)
            if facet:
                found = base.describe(found.id, facets=found.facets | facets(facet))
            if json:
                printed(found.model_dump(mode="json"))
            else:
                say(f"{found.id[:12]}: {found.caption}")
            return
        from ..library.ingest.captioner import caption_items

        settings = Settings()
        chosen = [base.item(item)] if item is not None else None
        with Counting("captioned", quiet=json) as counting:
            done = caption_items(
                base,
                model or settings.model_for("caption"),
                items=chosen,
                anew=anew,
                progress=counting.counted,
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
    given: dict[str, Any] = {"holder": holder, "licence": licence, "people_consented": consent}
    if expires:
        if expires != "none":
            _date(expires)
        given["expires"] = None if expires == "none" else expires
    changes = {k: v for k, v in given.items() if v is not None or (k == "expires" and expires)}
    with opened(home) as library:
        base = library.open(name)
        done = [
            base.describe(i.id, rights=i.rights.model_copy(update=changes))
            for i in found_items(base, items)
        ]
    if json:
        printed([i.model_dump(mode="json") for i in done])
        return
    say(f"rights of {len(done)} noted")


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
    with opened(home) as library:
        facts = library.open(name).grant(person, wanted)
    if json:
        printed(facts.grants)
        return
    for who, has in sorted(facts.grants.items()):
        say(f"{who}: {has}")


@app.command()
def report(
    name: Name,
    page: Annotated[Path | None, typer.Option(help="Write the caption review here.")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Say what a curator should look at; --page writes a page with every picture and caption."""
    from ..library.ingest.quality import WHAT_TO_DO

    with opened(home) as library:
        base = library.open(name)
        found = base.report()
        place = None
        if page:
            from ..library.review_page import review_page

            with Counting("shown", quiet=json) as counting:
                place = review_page(base, page, found, counting.counted)
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
        rows.add_row(str(len(ids)), what, WHAT_TO_DO.get(what, ""), _first(ids))
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
    with opened(home) as library:
        base = library.open(name)
        lines = base.audit(base.item(item).id if item else "")
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
    home: Home = None,
    json: Json = False,
) -> None:
    """Write files with a list that `add` can take in again; --size for picture APIs."""
    from ..library.export import SIZE_FOR_APIS
    from ..library.export import export as write

    if aspect not in (None, "fit", "crop", "keep"):
        raise InvalidIntake(f"{aspect!r} is no way to change a shape; write fit, crop or keep")
    chosen = Aspect.model_validate({"mode": aspect, "colour": pad}) if aspect else None
    wanted = size(frame) if frame else SIZE_FOR_APIS if base64 else None
    with opened(home) as library, Counting("written", quiet=json) as counting:
        base = library.open(name)
        found = write(
            base,
            folder,
            found_items(base, items) if items else base.items(),
            size=wanted,
            aspect=chosen,
            encoded=base64,
            progress=counting.counted,
        )
    if json:
        printed(found.model_dump(mode="json"))
        return
    say(f"{found.files} files and {found.manifest}")
    for line in found.skipped:
        say(f"  {line}", "yellow")


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
    from ..library.rebuild import rebuild as make

    named = [part.partition(":") for part in space or ()]
    with opened(home) as library, Counting("done", quiet=json) as counting:
        found = make(
            library.open(name),
            spaces=[n for n, _, _ in named] or None,
            dimensions={n: int(d) for n, _, d in named if d.isdigit()},
            index=index,
            progress=lambda what, count: counting.counted(count),
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
def remove(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """Take a base away: its files first, then index and catalogue. Audit and receipts stay."""
    with opened(home) as library:
        base = library.open(name)
        total = sum(base.ledger.counts().values())
        if not yes:
            typer.confirm(f"Remove {name} with its {total} items for good?", abort=True)
        steps = []
        for line in library.remove(name):
            steps.append(line)
            if not json:
                say(line)
    if json:
        printed(steps)

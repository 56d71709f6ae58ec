"""`reelwright library ...`: knowledge bases, from a folder of pictures to a search among them."""

import json as json_
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from ..domain.errors import InvalidIntake
from ..domain.knowledge import Aspect, Found, Item, Policy, State
from ..library import Library
from ..library.access import told
from ..library.base import Base
from ..library.retrieval.spaces import DEFAULT
from ..settings import Settings
from ..wiring import open_library
from .screen import console, say, table

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Knowledge bases: take pictures in, vet them, search them, see who may use them.",
)

Home = Annotated[
    Path | None,
    typer.Option("--library", help="Where knowledge bases live.", show_default="your user data"),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Name = Annotated[str, typer.Argument(help="The knowledge base's name.", show_default=False)]
Items = Annotated[
    list[str], typer.Argument(help="Items: the start of an id, or a file name.", show_default=False)
]
Note = Annotated[str, typer.Option(help="Why; it stands in the audit.")]
Where = Annotated[
    list[str] | None,
    typer.Option(help="Only items with this facet: subject=botany. Again for more."),
]


@contextmanager
def opened(home: Path | None) -> Iterator[Library]:
    """The library in a folder, for the length of a block."""
    library = open_library(Settings() if home is None else Settings(library=home))
    try:
        yield library
    finally:
        library.close()


def printed(value: Any) -> None:
    """Print as JSON."""
    console.print_json(json_.dumps(value, ensure_ascii=False))


def facets(given: Iterable[str] | None) -> dict[str, tuple[str, ...]]:
    """Facets from "name=value" options; the same name twice means either value."""
    found: dict[str, tuple[str, ...]] = {}
    for text in given or ():
        name, mark, value = text.partition("=")
        if not mark or not value.strip():
            raise InvalidIntake(f"{text!r} is no facet; write name=value, such as subject=botany")
        found[name] = (*found.get(name, ()), *(v.strip() for v in value.split(",")))
    return found


def size(text: str) -> tuple[int, int]:
    """A frame from "1280x720"."""
    try:
        width, height = (int(part) for part in text.lower().replace("×", "x").split("x"))
    except ValueError as problem:
        raise InvalidIntake(f"{text!r} is no size; write it as 1280x720") from problem
    if not (16 <= width <= 8192 and 16 <= height <= 8192):
        raise InvalidIntake(f"{text} is no size to draw at; each side may be 16 to 8192 pixels")
    return width, height


def found_items(base: Base, names: Iterable[str]) -> list[Item]:
    """The items a person named."""
    return list({item.id: item for item in map(base.item, names)}.values())


@app.command()
def new(
    name: Name,
    title: Annotated[str, typer.Option(help="What it is called.")] = "",
    purpose: Annotated[str, typer.Option(help="What it is for.")] = "",
    space: Annotated[
        list[str] | None,
        typer.Option(
            help="An embedder: embed/minilm, embed/descriptors, embed/siglip ...; a dimension "
            "after a colon. Again for more."
        ),
    ] = None,
    index: Annotated[
        str, typer.Option(help="s3://..., postgresql://..., opensearch+https://...")
    ] = "",
    store: Annotated[str, typer.Option(help="s3://bucket/folder for the files.")] = "",
    endpoint: Annotated[str, typer.Option(help="Address of an S3 service, if not Amazon's.")] = "",
    region: Annotated[str, typer.Option(help="Region of the bucket.")] = "",
    consent: Annotated[
        str, typer.Option(help='"unless refused", "where people are named" or "always".')
    ] = "where people are named",
    licence: Annotated[bool, typer.Option(help="Items need a holder or a licence.")] = False,
    aspect: Annotated[str, typer.Option(help="fit, crop or keep, when a size is asked.")] = "fit",
    pad: Annotated[str, typer.Option(help="Colour of the padding.")] = "#000000",
    home: Home = None,
    json: Json = False,
) -> None:
    """Make a knowledge base that you own."""
    named = [part.partition(":") for part in space or ()]
    options = {k: v for k, v in {"endpoint": endpoint, "region": region}.items() if v}
    with opened(home) as library:
        made = library.new(
            name,
            title,
            purpose,
            spaces=[n for n, _, _ in named] or DEFAULT,
            dimensions={n: int(d) for n, _, d in named if d.isdigit()},
            index=index,
            index_options={"storage": options} if options and index.startswith("s3://") else None,
            store=store,
            store_options=options,
            policy=_policy(consent, licence, aspect, pad),
        ).facts
        if json:
            printed(told(made))
            return
        say(f"{made.id}: {made.title}", "bold")
        say(f"  spaces {', '.join(s.id for s in made.spaces)}; in {library.home / made.id}")
        say(f"  add pictures: reelwright library add {made.id} FOLDER")


def _policy(consent: str, licence: bool, aspect: str, pad: str) -> Policy:
    from pydantic import ValidationError

    try:
        shape = Aspect.model_validate({"mode": aspect, "colour": pad})
        return Policy.model_validate({"consent": consent, "licence": licence, "aspect": shape})
    except ValidationError as problem:
        said = "; ".join(f"{e['loc'][-1]}: {e['msg'].lower()}" for e in problem.errors())
        raise InvalidIntake(f"this policy cannot be used: {said}") from problem


@app.command(name="list")
def list_(
    name: Annotated[str | None, typer.Argument(help="A base, to list its items.")] = None,
    state: Annotated[str | None, typer.Option(help="draft, approved or revoked.")] = None,
    limit: Annotated[int, typer.Option(help="How many items.")] = 50,
    home: Home = None,
    json: Json = False,
) -> None:
    """List the bases you may read, or the items of one."""
    with opened(home) as library:
        if name is None:
            _list_bases(library, json)
            return
        if state not in (None, "draft", "approved", "revoked"):
            raise InvalidIntake(f"{state!r} is no state; write draft, approved or revoked")
        wanted: State | None = state
        base = library.open(name)
        items = [item for _, item in zip(range(limit), base.items(state=wanted), strict=False)]
        if json:
            printed([i.model_dump(mode="json") for i in items])
            return
        rows = table("item", "state", "caption", "said by", "file")
        for item in items:
            rows.add_row(
                item.id[:12],
                item.state,
                escape(item.caption),
                item.captions[0].source,
                escape(item.asset.name),
            )
        console.print(rows)
        total = sum(base.ledger.counts().values())
        if total > len(items):
            say(f"{len(items)} of {total}; --limit shows more", "dim")


def _list_bases(library: Library, json: bool) -> None:
    bases = library.readable()
    if json:
        printed([told(b.facts) | {"items": b.ledger.counts()} for b in bases])
        return
    rows = table("base", "title", "you are", "approved", "draft", "revoked", "spaces")
    for base in bases:
        facts, counts = base.facts, base.ledger.counts()
        rows.add_row(
            facts.id,
            escape(facts.title),
            facts.role(library.who) or "",
            *(str(counts.get(s, 0)) for s in ("approved", "draft", "revoked")),
            ", ".join(s.id for s in facts.spaces),
        )
    console.print(rows)
    if not bases:
        say(f"nothing in {library.home} that {library.who} may read; `library new NAME` begins")


@app.command()
def show(
    name: Name,
    item: Annotated[str | None, typer.Argument(help="An item; none shows the base.")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Show everything that is known of a base or of one item."""
    with opened(home) as library:
        base = library.open(name)
        if item is None:
            shown = told(base.facts) | {"items": base.ledger.counts()}
        else:
            found = base.item(item)
            uses = [u.model_dump(mode="json") for u in base.films([found])]
            place = str(base.path(found))
            shown = found.model_dump(mode="json") | {"films": uses, "path": place}
        if json:
            printed(shown)
            return
        rows = table("", "")
        for key, value in shown.items():
            plain = value if isinstance(value, str) else json_.dumps(value, ensure_ascii=False)
            rows.add_row(key, escape(plain))
        console.print(rows)


@app.command()
def search(
    words: Annotated[str | None, typer.Argument(help="What to look for, in words.")] = None,
    base: Annotated[
        list[str] | None, typer.Option(help="Only in this base. Again for more.")
    ] = None,
    picture: Annotated[Path | None, typer.Option(help="Find what looks like this.")] = None,
    where: Where = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many.")] = 5,
    keep: Annotated[bool, typer.Option(help="Keep a receipt of what came first.")] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """Search by words, by a picture, or by both, with scores and reasons."""
    with opened(home) as library:
        findings = library.search(base, words, picture, facets(where), k)
        receipt = library.take(findings) if keep and findings.found else None
        rows = [_row(library, f) for f in findings.found]
        if json:
            rest = findings.model_dump(mode="json", exclude={"found"})
            printed(rest | {"found": rows, "receipt": receipt.id if receipt else None})
            return
        shown = table("score", "item", "caption", "why", "picture")
        for row in rows:
            shown.add_row(
                f"{row['score']:.2f}" if row["grounded"] else f"({row['score']:.2f})",
                f"{row['base']}/{row['item'][:12]}",
                escape(row["caption"]),
                escape(row["reason"]),
                escape(row["path"]),
            )
        console.print(shown)
        for note in findings.notes:
            say(note, "yellow")
        if not findings.grounded:
            say(f"nothing reaches {findings.floor:.2f}: no item shows what was asked for", "yellow")
        if receipt:
            say(f"receipt {receipt.id}")


def _row(library: Library, found: Found) -> dict[str, Any]:
    return {
        "base": found.item.base,
        "item": found.item.id,
        "file": found.item.asset.name,
        "caption": found.item.caption,
        "score": found.score,
        "grounded": found.grounded,
        "reason": found.reason,
        "ranks": found.ranks,
        "likeness": found.likeness,
        "path": str(library.path(found)),
    }

"""`reelwright library ...`: knowledge bases, from a folder of pictures to a search among them."""

import json as json_
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from ..domain.errors import InvalidIntake
from ..domain.knowledge import Aspect, Found, Policy, State
from ..domain.loose import from_json
from ..studio import bases, holdings, people
from ..studio.bases import BaseListing
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


def told(base: BaseListing) -> dict[str, Any]:
    """A base's facts for programs."""
    return base.facts.model_dump(mode="json")


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
    index_option: Annotated[
        list[str] | None,
        typer.Option(
            help="NAME=VALUE for the index, such as aws=aoss, region=eu-west-1, profile=films or "
            "timeout=30 for OpenSearch. Again for more."
        ),
    ] = None,
    store: Annotated[str, typer.Option(help="s3://bucket/folder for the files.")] = "",
    endpoint: Annotated[str, typer.Option(help="Address of an S3 service, if not Amazon's.")] = "",
    region: Annotated[str, typer.Option(help="Region of the bucket.")] = "",
    consent: Annotated[
        str, typer.Option(help='"unless refused", "where people are named" or "always".')
    ] = "where people are named",
    licence: Annotated[bool, typer.Option(help="Items need a holder or a licence.")] = False,
    edits: Annotated[
        str,
        typer.Option(help="What an in-painted pick of an item here is: wait, or as their source."),
    ] = "wait",
    aspect: Annotated[str, typer.Option(help="fit, crop or keep, when a size is asked.")] = "fit",
    pad: Annotated[str, typer.Option(help="Colour of the padding.")] = "#000000",
    home: Home = None,
    json: Json = False,
) -> None:
    """Make a knowledge base that you own."""
    made = bases.new(
        name,
        title=title,
        purpose=purpose,
        spaces=space or (),
        index=index,
        index_options=_options(index_option or ()),
        store=store,
        endpoint=endpoint,
        region=region,
        policy=_policy(consent, licence, edits, aspect, pad),
        home=home,
    )
    if json:
        printed(told(made))
        return
    facts = made.facts
    say(f"{facts.id}: {facts.title}", "bold")
    say(f"  spaces {', '.join(s.id for s in facts.spaces)}; in {made.folder}")
    say(f"  add pictures: reelwright library add {facts.id} FOLDER")


def _options(given: Sequence[str]) -> dict[str, Any]:
    """NAME=VALUE as options; a value that is JSON (30, true, {...}) is what it says."""
    found: dict[str, Any] = {}
    for one in given:
        name, mark, value = one.partition("=")
        if not mark or not name.strip():
            raise InvalidIntake(f"--index-option {one!r}: write it as NAME=VALUE, as in aws=aoss")
        try:
            found[name.strip()] = from_json(value)
        except ValueError:
            found[name.strip()] = value
    return found


def _policy(consent: str, licence: bool, edits: str, aspect: str, pad: str) -> Policy:
    from pydantic import ValidationError

    try:
        shape = Aspect.model_validate({"mode": aspect, "colour": pad})
        given = {"consent": consent, "licence": licence, "edits": edits, "aspect": shape}
        return Policy.model_validate(given)
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
    if name is None:
        _list_bases(home, json)
        return
    if state not in (None, "draft", "approved", "revoked"):
        raise InvalidIntake(f"{state!r} is no state; write draft, approved or revoked")
    wanted: State | None = state
    found = holdings.items(name, state=wanted, limit=limit, home=home)
    if json:
        printed([i.model_dump(mode="json") for i in found.items])
        return
    rows = table("item", "state", "caption", "said by", "file")
    for item in found.items:
        rows.add_row(
            item.id[:12],
            item.state,
            escape(item.caption),
            item.captions[0].source,
            escape(item.asset.name),
        )
    console.print(rows)
    if found.total > len(found.items):
        say(f"{len(found.items)} of {found.total}; --limit shows more", "dim")


def _list_bases(home: Path | None, json: bool) -> None:
    listed = bases.listed(home=home)
    if json:
        printed([told(b) | {"items": b.items} for b in listed])
        return
    rows = table("base", "title", "you are", "approved", "draft", "revoked", "spaces")
    for base in listed:
        rows.add_row(
            base.facts.id,
            escape(base.facts.title),
            base.role or "",
            *(str(base.items.get(s, 0)) for s in ("approved", "draft", "revoked")),
            ", ".join(s.id for s in base.facts.spaces),
        )
    console.print(rows)
    if not listed:
        say(
            f"nothing in {bases.home(home)} that {people.me().name} may read; "
            "`library new NAME` begins"
        )


@app.command()
def show(
    name: Name,
    item: Annotated[str | None, typer.Argument(help="An item; none shows the base.")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Show everything that is known of a base or of one item."""
    if item is None:
        base = bases.one(name, home=home)
        shown = told(base) | {"items": base.items}
    else:
        found = holdings.item(name, item, home=home)
        uses = [u.model_dump(mode="json") for u in found.films]
        shown = found.item.model_dump(mode="json") | {"films": uses, "path": str(found.path)}
        if found.children:
            shown["children"] = [f"{c.base}/{c.id} {c.asset.name}" for c in found.children]
        if found.barred:
            shown["barred"] = found.barred
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
    asked = holdings.search(
        words, bases=base, picture=picture, where=facets(where), k=k, keep=keep, home=home
    )
    findings = asked.findings
    rows = [_row(f, p) for f, p in zip(findings.found, asked.paths, strict=True)]
    if json:
        rest = findings.model_dump(mode="json", exclude={"found"})
        printed(rest | {"found": rows, "receipt": asked.receipt or None})
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
    if asked.receipt:
        say(f"receipt {asked.receipt}")


def _row(found: Found, path: Path) -> dict[str, Any]:
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
        "path": str(path),
    }

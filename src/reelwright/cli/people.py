"""`reelwright people`: who works here, what they may do, and how they sign in."""

import sys
from typing import Annotated

import typer

from ..studio import house, people
from .screen import console, say, table

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Who works here and may do what: people, their roles, passwords and keys.",
)
Name = Annotated[str, typer.Argument(help="The name that their decisions are noted under.")]
Roles = Annotated[list[str], typer.Argument(help="viewer, editor, approver, admin; one or more.")]
Stdin = Annotated[
    bool, typer.Option("--stdin", help="Read the password from standard input, a line.")
]


@app.command("list")
def list_() -> None:
    """List everybody with their roles."""
    found = people.listed()
    if not found:
        say("nobody was added yet: whoever works on this machine may do everything")
        return
    rows = table("name", "roles", "since")
    for one in found:
        rows.add_row(
            one.name, ", ".join(one.roles) if one.active else "may do nothing", one.created_at
        )
    console.print(rows)


@app.command()
def add(
    name: Name,
    roles: Roles,
    password: Annotated[
        bool, typer.Option("--password", help="Ask for a password that they sign in with first.")
    ] = False,
    stdin: Stdin = False,
) -> None:
    """Add a person. The first has to be an admin; from then on, nobody else may do anything."""
    secret = _asked(name, stdin=stdin) if password or stdin else ""
    made = people.add(name, roles, password=secret)
    say(f"{made.name} is {', '.join(made.roles)}")


@app.command()
def team(
    campaign: Annotated[str, typer.Argument(help="The campaign's name in the house.")],
    names: Annotated[
        list[str] | None, typer.Argument(help="Its team, by name.", show_default=False)
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open it to the whole house.")] = False,
) -> None:
    """Keep a campaign to a team, or show whom it is kept to; others find none of that name."""
    if names and open_:
        raise typer.BadParameter("give names, or --open")
    changed = names or open_
    found = house.keep_to(campaign, names or ()) if changed else house.one(campaign)
    kept = ", ".join(found.team)
    say(f"{found.name} is kept to {kept}" if kept else f"{found.name} is open to the house")


@app.command()
def give(name: Name, roles: Roles) -> None:
    """Let a person have these roles and no others."""
    made = people.give(name, roles)
    say(f"{made.name} is {', '.join(made.roles)}")


@app.command()
def disable(name: Name) -> None:
    """Let a person do nothing more; what they did stays."""
    people.disable(name)
    say(f"{name} may do nothing here any more; their sessions have ended")


@app.command()
def enable(name: Name) -> None:
    """Let a person act again."""
    made = people.enable(name)
    say(f"{made.name} is {', '.join(made.roles)} again")


@app.command()
def password(name: Name, stdin: Stdin = False) -> None:
    """Give a person another password, and end their sessions."""
    old = ""
    if people.me().name == name and not stdin:
        old = typer.prompt("the password before", hide_input=True)
    people.set_password(name, _asked(name, stdin=stdin), old=old)
    say(f"{name} has another password; their sessions have ended")


@app.command()
def keys() -> None:
    """List the keys of programs."""
    rows = table("id", "whose", "for", "may", "until", "last used")
    made = people.keys()
    for one in made:
        until = "revoked" if one.revoked_at else one.expires_at or "revoked by hand"
        rows.add_row(one.id, one.name, one.label, ", ".join(one.scopes), until, one.used_at)
    console.print(rows)


@app.command()
def key(
    label: Annotated[str, typer.Argument(help="What it is for.")],
    roles: Roles,
    days: Annotated[int, typer.Option(min=1, help="How long it holds.")] = 90,
    name: Annotated[str, typer.Option("--for", help="Whose; an admin's choice.")] = "",
) -> None:
    """Make a key with which a program acts in a person's name. It is shown once."""
    made = people.new_key(label, roles, days=days, name=name)
    say(f"key {made.id} of {made.name}, until {made.expires_at}; it is shown this once:")
    typer.echo(made.secret)


@app.command("revoke-key")
def revoke_key(id: Annotated[str, typer.Argument(help="As `keys` lists it.")]) -> None:
    """Let a key open nothing more."""
    people.revoke_key(id)
    say(f"the key {id} opens nothing any more")


def _asked(name: str, *, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return typer.prompt(f"a password for {name}", hide_input=True, confirmation_prompt=True)

"""`reelwright studio`: the service and a worker on this machine, with one command."""

import shlex
import threading
import webbrowser
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Annotated

import typer

from ..studio import house, logs, people, traces, workers
from .screen import say
from .service import PORT

IN_TERMINALS = ("www-browser", "links", "elinks", "lynx", "w3m")
"""Browsers of text, as the standard library calls them."""


def command(
    campaign: Annotated[
        Path | None,
        typer.Option(help="A campaign's folder, to work on in the studio; it stays where it is."),
    ] = None,
    host: Annotated[
        str,
        typer.Option(help="Where to listen; beyond this machine only with REELWRIGHT_ALLOW_FROM."),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="0 takes a free one.", min=0, max=65535)] = PORT,
    at_once: Annotated[int, typer.Option(help="Films made side by side.", min=1, max=64)] = 1,
    no_open: Annotated[bool, typer.Option("--no-open", help="Open no browser.")] = False,
) -> None:
    """Start the studio on this machine and open its page: service and worker, until Ctrl-C."""
    from ..service.serve import serve

    logs.begin()
    traces.begin("service")
    if campaign:
        say(_adopted(campaign, host))
    with ExitStack() as stack:

        def ready(address: str) -> threading.Event:
            say(f"the studio is at {address}; stop it with Ctrl-C")
            if word := people.founding():
                say(f"nobody is let in yet; the first administrator signs in with the word {word}")
            if not no_open:
                _open(address)
            return stack.enter_context(workers.beside(at_once=at_once, told=say))

        serve(host, port, ready=ready)
        say("stopping; what is in hand is handed back")
    say("stopped")


def _adopted(campaign: Path, host: str) -> str:
    """Take a campaign's folder into the house, in the name of who is at this machine; says so.

    On the page a password tells who one is, and in a terminal a setting. Where that is not set and
    one person alone may add a campaign, it is theirs; where several may, nothing is taken in.
    """
    from ..service.guards import LOCAL

    names = house.adopters() if host in LOCAL else ()
    if len(names) > 1:
        return (
            f"{campaign} is not taken in: who are you here? Stop it and say so, as with\n"
            f"  REELWRIGHT_WHO={shlex.quote(names[0])} reelwright studio --campaign "
            f"{shlex.quote(str(campaign))}\n(there are {', '.join(names)}), or drop the folder on "
            "the page"
        )
    name = house.adopt(campaign, who=next(iter(names), None)).name
    told = f", taken in as {names[0]}" if names else ""
    return f"{campaign} is the campaign {name}{told}"


def _open(address: str) -> None:
    """Open a browser where there is one with a window: one in the terminal would take this one."""
    with suppress(webbrowser.Error):
        found = webbrowser.get()
        if getattr(found, "name", "") not in IN_TERMINALS:
            threading.Thread(target=found.open, args=(address,), daemon=True).start()

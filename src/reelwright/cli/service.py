"""`reelwright service`: answer the studio's page and other programs over HTTP."""

from typing import Annotated

import typer

from ..studio import logs, people, traces
from .screen import say

PORT = 8620


def command(
    host: Annotated[
        str,
        typer.Option(help="Where to listen; beyond this machine only with REELWRIGHT_ALLOW_FROM."),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="0 takes a free one.", min=0, max=65535)] = PORT,
) -> None:
    """Answer over HTTP until told to stop; workers make what is asked for."""
    from ..service.serve import serve

    def ready(address: str) -> None:
        say(f"listening at {address}; stop it with Ctrl-C")
        if word := people.founding():
            say(f"nobody is let in yet; the first administrator signs in with the word {word}")

    logs.begin()
    traces.begin("service")
    serve(host, port, ready=ready)

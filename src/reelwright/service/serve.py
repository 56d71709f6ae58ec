"""The service on a socket: this machine's own unless it is told from where one may ask."""

import gc
import ipaddress
import logging
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from ..domain.errors import InvalidIntake, Missing, StoreFailed
from ..studio import reach

if TYPE_CHECKING:
    from uvicorn import Server

PORT = 8620

SWITCH = 0.001
"""Seconds that a thread computes at most while others wait."""


def serve(
    host: str = "127.0.0.1",
    port: int = PORT,
    *,
    ready: Callable[[str], threading.Event | None] = lambda _: None,
) -> None:
    """Answer requests until SIGTERM or Ctrl-C.

    port: 0 takes a free one. ready: hears the address once it is listened at; the event that it
    gives, if any, ends the service as well. Raises InvalidIntake where others could reach it and
    nobody said who may, StoreFailed where the port is taken, Missing without the extra.
    """
    try:
        import uvicorn

        from .app import create_app
    except ModuleNotFoundError as problem:
        raise Missing(
            f"the service needs {problem.name}: pip install 'reelwright[service]'"
        ) from problem
    allowed = reach.allowed()
    if not _own(host) and not allowed.networks:
        raise InvalidIntake(
            f"at {host} others reach the service: set REELWRIGHT_ALLOW_FROM to the addresses that "
            'may ask, as ["192.0.2.7/32"], or leave it at 127.0.0.1'
        )
    listening = _socket(host, port)
    app = create_app(allowed, warm=True)
    at = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    config = uvicorn.Config(
        app,
        log_level=logging.WARNING,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
    )
    server = uvicorn.Server(config)
    # What is there by now stays: it need not be gone through each time that memory is tidied.
    gc.freeze()
    # Whoever computes in a thread lets the others go on sooner.
    sys.setswitchinterval(SWITCH)
    with listening:
        if stop := ready(f"http://{shown}:{at}"):
            threading.Thread(target=_ends, args=(server, stop), daemon=True).start()
        # Ctrl-C is how it is stopped; by then it has ended in good order.
        with suppress(KeyboardInterrupt):
            server.run([listening])


def _ends(server: "Server", stop: threading.Event) -> None:
    stop.wait()
    server.should_exit = True


def _own(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _socket(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Said in full: else asyncio lets an answer wait until the one before is acknowledged: 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(512)
    except OSError as problem:
        listening.close()
        raise StoreFailed(
            f"nothing can listen at {host}:{port} ({problem.strerror}); choose another with --port"
        ) from problem
    return listening

"""What stands before every route: from where, how much and how often one may ask."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..domain.wording import counted
from ..studio.reach import Reach
from .problems import problem, told

SAFE = ("GET", "HEAD", "OPTIONS")
LOCAL = ("localhost", "127.0.0.1", "::1")

MOST_JSON = 4_000_000
"""Bytes of a body that is no upload."""

MOST_PICTURED = 60_000_000
"""Bytes of a body of JSON in which a picture stands."""

MOST_UPLOAD = 20_000_000_000

VIDEOS = "/v1/videos"

CROWD = 20.0
"""How many times as much as one asker all that come from one address may ask."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
        "style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
}


class Guard:
    """Lets a request through to the application, or answers it with a problem.

    By another name than ours a browser was led here by another site (DNS rebinding).
    """

    def __init__(
        self, app: ASGIApp, reach: Reach, changed: Callable[[str], None] = lambda path: None
    ) -> None:
        """changed: hears the path of what may have changed something, before its answer goes."""
        self.changed = changed
        self.app, self.networks = app, reach.networks
        self.hosts = {*LOCAL, *reach.hosts}
        self.paces, self.crowds = Paces(), Paces(CROWD)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        client = (scope.get("client") or ("", 0))[0]
        refused = self._refused(scope, headers, client)
        heading = self._heading(scope, send)
        if refused is not None:
            await refused(scope, receive, heading)
            return
        measured = _Measured(scope, receive)
        await self.app(scope, measured, measured.sending(heading))

    def _heading(self, scope: Scope, send: Send) -> Send:
        """Sends answers with what every one carries."""

        async def heading(message: Message) -> None:
            if message["type"] == "http.response.start":
                if scope["method"] not in SAFE:
                    self.changed(scope["path"])
                there = {k.lower() for k, _ in message["headers"]}
                for name, value in HEADERS.items():
                    if name.lower().encode() not in there:
                        message["headers"].append((name.encode(), value.encode()))
                if scope["path"].startswith(("/api/", "/v1/")) and b"cache-control" not in there:
                    message["headers"].append((b"cache-control", b"no-store"))
            await send(message)

        return heading

    def _refused(self, scope: Scope, headers: dict[str, str], client: str) -> Any:
        host = headers.get("host", "").rsplit("@")[-1].lower()
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if name.strip("[]") not in self.hosts:
            return problem(
                421,
                "UnknownHost",
                f"this service is not called {name!r}; whoever keeps it adds the name to "
                "REELWRIGHT_HOSTS",
            )
        if not self._may_ask(client):
            return problem(
                403,
                "NotFromHere",
                f"nobody may ask from {client}; whoever keeps the service adds the address to "
                "REELWRIGHT_ALLOW_FROM",
            )
        declared = headers.get("content-length", "0")
        if not declared.isdigit() or int(declared) > _limit(scope):
            return _too_large(scope)
        site = headers.get("sec-fetch-site", "none")
        if scope["method"] not in ("GET", "HEAD") and site not in ("same-origin", "none"):
            return problem(403, "NotProven", "another site's page may change nothing here")
        # Whole offices come from one address, each person with a session of their own; another word
        # with each request makes nobody another: the address counts too.
        whose = f"{headers.get('authorization', '')} {headers.get('cookie', '')}"
        own = self.paces.wait(f"{client} {whose}")
        if wait := max(own, self.crowds.wait(client)):
            return problem(
                429,
                "TooMany",
                f"too many requests; wait {counted(int(wait) + 1, 'second')}",
                {"Retry-After": str(int(wait) + 1)},
            )
        return None

    def _may_ask(self, client: str) -> bool:
        try:
            address = ipaddress.ip_address(client)
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None)
        address = mapped or address
        return address.is_loopback or any(address in network for network in self.networks)


class Paces:
    """How often each asks: BURST at once, then RATE a second, or so many times as many."""

    RATE, BURST, MOST = 50.0, 400.0, 10_000

    def __init__(self, times: float = 1.0) -> None:
        self.rate, self.burst = self.RATE * times, self.BURST * times
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, who: str) -> float:
        """Seconds that one has to wait; 0: they may ask now."""
        now = time.monotonic()
        with self._lock:
            left, since = self._left.pop(who, (self.burst, now))
            left = min(self.burst, left + (now - since) * self.rate)
            self._left[who] = (max(0.0, left - 1), now)
            while len(self._left) > self.MOST:
                self._left.popitem(last=False)
            return 0.0 if left >= 1 else (1 - left) / self.rate


def is_upload(scope: Scope) -> bool:
    """Whether bytes are sent as they are: a file, a picture, a folder's zip, a form with one."""
    path = scope["path"]
    places = ("/files/" in path, "/pictures/" in path, path.endswith("/archive"))
    form = scope["method"] == "POST" and path == VIDEOS and not sends_json(scope)
    return form or (scope["method"] == "PUT" and any(places))


def sends_json(scope: Scope) -> bool:
    """Whether a request says of its body that it is JSON."""
    given = next((v for k, v in scope["headers"] if k.lower() == b"content-type"), b"")
    kind = given.decode("latin-1").partition(";")[0].strip().lower()
    return kind == "application/json" or (
        kind.startswith("application/") and kind.endswith("+json")
    )


def _limit(scope: Scope) -> int:
    if is_upload(scope):
        return MOST_UPLOAD
    return MOST_PICTURED if scope["path"] == VIDEOS else MOST_JSON


def _too_large(scope: Scope) -> JSONResponse:
    return told(Request(scope), 413, "TooLarge", f"this takes {_limit(scope)} bytes at most")


class _Measured:
    """Ends a body that is longer than it may be, whatever it said of itself, and says so.

    To the application it broke off: what it answers to that is not the cause.
    """

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self._scope, self._receive, self._left = scope, receive, _limit(scope)

    async def __call__(self) -> Message:
        """The next part of the body."""
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        return {"type": "http.disconnect"} if self._left < 0 else message

    def sending(self, send: Send) -> Send:
        """Sends what the application answers, or in its place that the body was too long."""
        answered = False

        async def sending(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start" and self._left < 0:
                answered = True
                await _too_large(self._scope)(self._scope, self._receive, send)
            elif not answered:
                await send(message)

        return sending

"""Who asks: a browser by its session's cookie, a program by its key; and what role it takes."""

import hashlib
import hmac
import time
from collections.abc import AsyncGenerator, Callable, Collection, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Query, Request, Response
from fastapi.params import Depends as Dependency
from fastapi.security import APIKeyCookie, HTTPBearer
from starlette.concurrency import run_in_threadpool

from ..studio import people
from ..studio.people import Duty
from .guards import LOCAL, SAFE
from .problems import HIDES, Refused

T = TypeVar("T")

COOKIE = "reelwright_session"
PROOF = "X-Reelwright-Proof"
"""The header in which a browser's page proves that it is ours, with what signing in gave it."""

After = Annotated[int, Query(ge=0, lt=2**62)]
"""The number behind which a list goes on; databases hold none that is larger."""

Behind = Annotated[str, Query(max_length=300)]
"""The name or id behind which a list goes on; "": from its beginning."""

Limit = Annotated[int | None, Query(ge=1, le=1000)]
"""How many a list tells at most; null: all."""


def part(
    found: Sequence[T], called: Callable[[T], str], after: str, limit: int | None
) -> tuple[T, ...]:
    """The part of a list behind one entry, so many at most. Raises Refused for one it has not."""
    names = [called(one) for one in found] if after else []
    if after and after not in names:
        raise Refused(422, "InvalidRequest", f"after: the list has no {after!r}; begin it anew")
    begins = names.index(after) + 1 if after else 0
    return tuple(found[begins:][:limit])


_cookie = APIKeyCookie(
    name=COOKIE,
    auto_error=False,
    description=f"a browser's session; what changes something needs the header {PROOF} besides",
)
_bearer = HTTPBearer(auto_error=False, description="a program's key")


KNOWN, MOST_KNOWN = 1.0, 5000
"""Seconds that whoever was let in is known again without a look at the books, and how many are."""


class Known:
    """Who asked a moment ago. What another process takes from them holds here within KNOWN."""

    def __init__(self, seconds: float = KNOWN) -> None:
        self.seconds = seconds
        self._known: dict[bytes, tuple[float, people.Caller]] = {}
        self._changes = 0

    async def caller(self, token: str, secret: str) -> people.Caller | None:
        """Whoever has this token of a session or secret of a key, as `people.caller` says."""
        word = hashlib.blake2b(f"{token}\0{secret}".encode()).digest()
        at, found = self._known.get(word, (0.0, None))
        if found is not None and time.monotonic() - at < self.seconds:
            return found
        at, changes = time.monotonic(), self._changes
        found = await run_in_threadpool(people.caller, token, secret)
        if found is not None and changes == self._changes:
            self._known.pop(word, None)
            self._known[word] = (at, found)
            while len(self._known) > MOST_KNOWN:
                self._known.pop(next(iter(self._known)))
        return found

    def forget(self) -> None:
        """Something was changed here: everybody is looked up again."""
        self._known.clear()
        self._changes += 1


async def signed_in(
    request: Request,
    token: Annotated[str | None, Depends(_cookie)] = None,
    key: Annotated[Any, Depends(_bearer)] = None,
) -> AsyncGenerator[people.Caller]:
    """Whoever asks; all that a route then asks the facade for is asked in their name."""
    known: Known = request.app.state.known
    caller = await known.caller(token or "", key.credentials if key and not token else "")
    if caller is None:
        raise Refused(
            401,
            "NotSignedIn",
            "nobody is signed in, or the key holds no longer; sign in, or give a key as "
            "`Authorization: Bearer ...`",
            {"WWW-Authenticate": "Bearer"},
        )
    if token and request.method not in SAFE:
        given = request.headers.get(PROOF, "")
        if not caller.proof or not hmac.compare_digest(given.encode(), caller.proof.encode()):
            raise Refused(
                403,
                "NotProven",
                f"the request does not come from the studio's own page: the header {PROOF} is "
                "missing or wrong; load the page again",
            )
    # The context of this task is the one that the route's thread gets a copy of.
    with people.acting(caller):
        yield caller


Caller = Annotated[people.Caller, Depends(signed_in)]


def takes(*duties: Duty) -> Dependency:
    """A route's dependency: whoever asks must act as one of these. The facade asks again."""

    async def checked(caller: Caller) -> None:
        if not set(duties) & set(caller.duties):
            raise Refused(
                403,
                "NotAllowed",
                f"{caller.name} may not do this: it takes the role {' or '.join(duties)}, and they "
                f"act as {', '.join(caller.duties) or 'nobody'}; ask an admin",
            )

    return Depends(checked)


def route(
    *duties: Duty,
    body: bool = False,
    gives: str = "",
    hides: Collection[str] = (),
    each: bool = False,
    **more: Any,
) -> dict[str, Any]:
    """What a route is declared with: its duty, checked before it runs and told in the document.

    Of several duties one is enough. body: it takes a file's bytes as they are. gives: the media
    type of the bytes that it answers. hides: fields of what it answers that are left out of it, and
    of the document; each: of every one of a list.
    """
    told: dict[str, Any] = {"x-takes": " or ".join(duties)}
    if gives:
        told |= giving(gives)
    if hides:
        told[HIDES] = sorted(hides)
        more["response_model_exclude"] = {"__all__": set(hides)} if each else set(hides)
    if body:
        schema = {"type": "string", "format": "binary"}
        content = {"application/octet-stream": {"schema": schema}}
        told["requestBody"] = {"required": True, "content": content}
    return {"dependencies": [takes(*duties)], "openapi_extra": told, **more}


def giving(media: str) -> dict[str, Any]:
    """How the document tells that bytes of a media type are answered."""
    schema = {"type": "string", "format": "binary"}
    return {"responses": {"200": {"content": {media: {"schema": schema}}}}}


def keep_cookie(request: Request, response: Response, name: str, value: str, path: str) -> None:
    """Give a browser a cookie that no script reads, and that no other site's page sends.

    Beyond this machine it goes over TLS alone, whoever ends that before us.
    """
    response.set_cookie(
        name, value, httponly=True, samesite="strict", secure=abroad(request), path=path
    )


def abroad(request: Request) -> bool:
    """Whether browsers reach us over TLS; beyond this machine they do, whoever ends it."""
    return request.url.scheme == "https" or request.url.hostname not in LOCAL


Mark = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=200,
        description="drawn by who asks: asked twice with the same, it is one order",
    ),
]
"""What makes asking twice the same as asking once."""

OPEN: dict[str, Any] = {"openapi_extra": {"x-takes": ""}}
"""What a route is declared with that nobody has to sign in for."""


def open_bytes(media: str) -> dict[str, Any]:
    """What such a route is declared with that answers bytes of a media type."""
    return {"openapi_extra": {"x-takes": ""} | giving(media)}

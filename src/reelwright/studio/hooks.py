"""Hooks: programs elsewhere that are told when orders are done, or fail.

What is sent is signed as Standard Webhooks says: HMAC-SHA256 over its id, its time and its body.
"""

import base64
import hmac
import ipaddress
import json
import os
import socket
import threading
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, get_args
from urllib.parse import urlsplit

from ..domain.base import Frozen
from ..domain.errors import InvalidIntake, StoreFailed
from ..store.database import now
from ..store.orders import OrderState
from . import _given, house
from ._rights import demand

if TYPE_CHECKING:
    from ..store.hooks import Hook, Hooks
    from ..store.orders import Orders, Tiding
    from .reach import Network

POLL = 1.0
"""Seconds between two looks for what is to be told."""

PATIENCE = 10.0
"""Seconds that the other side has to take it."""

AT_ONCE = 100
"""Tidings that are read at once."""


class OrderHook(Frozen):
    """An address that is told of orders.

    states: those that it hears of; campaign: of this one, "" of all. secret signs what is sent, and
    is told once, when the hook is made. trouble: why the last thing was not taken, "" where it was.
    off_at: when it was switched off, after days in which it took nothing. Times are UTC, ISO 8601.
    """

    id: str
    url: str
    states: tuple[OrderState, ...]
    campaign: str
    made_at: str
    made_by: str
    told_at: str
    trouble: str
    off_at: str
    secret: str = ""


class HookTrial(Frozen):
    """Whether a hook took what it was tried by; trouble: why not."""

    taken: bool
    trouble: str


def add(
    url: str, states: Sequence[OrderState] = (), campaign: str = "", *, who: str | None = None
) -> OrderHook:
    """Let an address be told of orders, from now on.

    Args:
        url: It begins with https://, or lies in a network of REELWRIGHT_HOOKS_TO.
        states: What it hears of; none: done, failed, dead and cancelled.
        campaign: Only this one's; "": of all.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role admin.
        InvalidIntake: The address is none that may be told.
        NotFound: There is no such campaign.
    """
    by = demand("admin", who)
    _address(url)
    if campaign:
        house.one(campaign, who=who)
    heard = tuple(s for s in get_args(OrderState) if s in (states or _ENDS))
    made = _hooks().add(url, heard, campaign, by)
    return _told(made, made.secret)


def listed(*, who: str | None = None) -> tuple[OrderHook, ...]:
    """All hooks, without their secrets.

    Raises:
        NotAllowed: It takes the role admin.
    """
    demand("admin", who)
    return tuple(map(_told, _hooks().listed()))


def switch_on(id: str, *, who: str | None = None) -> OrderHook:
    """Send to a hook again that was switched off; what it missed is told first.

    Raises:
        NotAllowed: It takes the role admin.
        NotFound: There is no such hook.
    """
    return _told(_hooks().switch_on(id, demand("admin", who)))


def remove(id: str, *, who: str | None = None) -> None:
    """Tell an address nothing more.

    Raises:
        NotAllowed: It takes the role admin.
        NotFound: There is no such hook.
    """
    _hooks().remove(id, demand("admin", who))


def try_out(id: str, *, who: str | None = None) -> HookTrial:
    """Send a hook something to try it by, `hook.trial`, now; what it is to be told stays as it is.

    Raises:
        NotAllowed: It takes the role admin.
        NotFound: There is no such hook.
    """
    demand("admin", who)
    hook = _hooks().one(id)
    told = {"type": "hook.trial", "timestamp": now(), "data": {"hook": hook.id}}
    trouble = _posted(hook, f"{hook.id}-trial-{os.urandom(4).hex()}", told)
    return HookTrial(taken=not trouble, trouble=trouble)


def deliver(owner: str) -> bool:
    """Tell one hook what it has not heard; False: there was nothing to tell anybody.

    Args:
        owner: What this worker is known by.

    Raises:
        StoreFailed: The database cannot be reached.
    """
    from ..wiring.houses import orders_of

    hooks, books = _hooks(), orders_of(_given.settings())
    hook = hooks.take(owner, time.time())
    if hook is None:
        return False
    # Before what is read, so that nothing is passed by that comes meanwhile.
    end, last, sent = books.last(), hook.told, False
    found = books.tidings(hook.told, hook.campaign, AT_ONCE)
    for tiding in found:
        if tiding.kind == "state" and tiding.body.get("state") in hook.states:
            if trouble := _sent(hook, tiding, books):
                hooks.failed(hook, owner, last, trouble, time.time())
                return True
            sent = True
        last = tiding.number
    hooks.told(hook.id, owner, last if len(found) == AT_ONCE else max(last, end), sent=sent)
    return True


@contextmanager
def delivering() -> Generator[None]:
    """Tell hooks what happens for as long as a block lasts; any number of workers may."""
    ended = threading.Event()
    owner = f"{socket.gethostname()}-{os.getpid()}-{os.urandom(3).hex()}"

    def work() -> None:
        while not ended.wait(POLL):
            with suppress(StoreFailed):
                while not ended.is_set() and deliver(owner):
                    pass

    thread = threading.Thread(target=work, daemon=True, name="hooks")
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(PATIENCE + POLL)


def signature(secret: str, id: str, at: int, body: bytes) -> str:
    """What proves that we sent it: the header `webhook-signature`.

    Args:
        secret: The hook's.
        id: As `webhook-id` says it.
        at: As `webhook-timestamp` says it: epoch seconds.
        body: The bytes that were sent.
    """
    key = base64.b64decode(secret.removeprefix("whsec_"))
    seal = hmac.digest(key, f"{id}.{at}.".encode() + body, "sha256")
    return f"v1,{base64.b64encode(seal).decode()}"


_ENDS: tuple[OrderState, ...] = ("done", "failed", "dead", "cancelled")


def _sent(hook: "Hook", tiding: "Tiding", books: "Orders") -> str:
    """Tell a hook of an order; why it was not taken, "" where it was."""
    order = books.one(tiding.order)
    data = {"order": order.id, "campaign": order.campaign, "kind": order.kind, "who": order.who}
    told = {"type": f"order.{tiding.body['state']}", "timestamp": tiding.at}
    return _posted(hook, f"{hook.id}-{tiding.number}", told | {"data": data | tiding.body})


def _posted(hook: "Hook", id_: str, told: Mapping[str, Any]) -> str:
    """Send one thing, signed; why it was not taken, "" where it was."""
    import httpx2 as httpx

    body = json.dumps(told, ensure_ascii=False).encode()
    at = int(time.time())
    parts = urlsplit(hook.url)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "reelwright",
        "Host": parts.netloc,
        "webhook-id": id_,
        "webhook-timestamp": str(at),
        "webhook-signature": signature(hook.secret, id_, at, body),
    }
    try:
        host, port = _address(hook.url)
        # To the very address that was looked at: a name may lead elsewhere the next time.
        place = f"[{host}]" if ":" in host else host
        url = parts._replace(netloc=f"{place}:{port}").geturl()
        sni = {"sni_hostname": parts.hostname or ""}
        with (
            httpx.Client(timeout=PATIENCE, follow_redirects=False, trust_env=False) as client,
            client.stream("POST", url, content=body, headers=headers, extensions=sni) as answer,
        ):
            status = answer.status_code
    except InvalidIntake as problem:
        return str(problem)
    except httpx.HTTPError as problem:
        return f"{parts.netloc} does not take it ({type(problem).__name__})"
    return "" if 200 <= status < 300 else f"{parts.netloc} answers {status}"


def _address(url: str) -> tuple[str, int]:
    """The address and port that a hook leads to. Raises InvalidIntake where it may not go there."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        if parts.scheme not in ("https", "http") or not parts.hostname or parts.username:
            raise ValueError
    except ValueError as problem:
        raise InvalidIntake(
            f"{url!r} is no address; write it as https://name/path, without name and password"
        ) from problem
    try:
        known = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except OSError as problem:
        raise InvalidIntake(f"{parts.hostname} cannot be found; look at its name") from problem
    found = [str(entry[4][0]) for entry in known]
    for address in found:
        at = ipaddress.ip_address(address.split("%")[0])
        at = getattr(at, "ipv4_mapped", None) or at
        own = any(at in network for network in _networks())
        if not own and (not at.is_global or at.is_multicast or parts.scheme != "https"):
            raise InvalidIntake(
                f"{url} may not be told: it lies in this network ({address}), or is not https; "
                "whoever keeps the service adds the network to REELWRIGHT_HOOKS_TO"
            )
    return found[0], port


def _networks() -> "list[Network]":
    try:
        return [ipaddress.ip_network(n.strip()) for n in _given.settings().hooks_to]
    except ValueError as problem:
        raise InvalidIntake(
            f"REELWRIGHT_HOOKS_TO: {problem}; write networks as 10.0.0.0/8"
        ) from problem


def _hooks() -> "Hooks":
    from ..wiring.houses import hooks_of

    return hooks_of(_given.settings())


def _told(found: "Hook", secret: str = "") -> OrderHook:
    kept = {n: v for n, v in vars(found).items() if n in OrderHook.model_fields}
    return OrderHook.model_validate(kept | {"secret": secret})

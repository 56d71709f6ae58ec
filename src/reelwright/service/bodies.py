"""JSON that is sent, read before any route sees it: whole, well formed, and fit to be kept."""

import json
from typing import Any, NoReturn, cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .guards import SAFE, is_upload, sends_json
from .problems import told

LARGE = 100_000
"""Bytes from which on a body is read beside: others are answered meanwhile."""


class Bodies:
    """Hands the JSON of a request on to an application, or answers what is wrong with it.

    Not every database keeps NUL or half of a character, in whatever field it stands. Uploads are
    bytes, whatever they hold; tools look for themselves.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        asked = scope["type"] == "http" and scope["path"].startswith(("/api/", "/v1/"))
        if not asked or scope["method"] in SAFE or is_upload(scope) or not sends_json(scope):
            await self.app(scope, receive, send)
            return
        blocks: list[bytes] = []
        message: Message = {"type": "http.request", "more_body": True}
        while message["type"] == "http.request" and message.get("more_body", False):
            message = await receive()
            blocks.append(message.get("body", b""))
        body = b"".join(blocks)
        if body and message["type"] == "http.request":
            wrong = await run_in_threadpool(_wrong, body) if len(body) > LARGE else _wrong(body)
            if wrong is not None:
                where, why = wrong
                fields = [{"where": where, "why": why}]
                said = f"{where}: {why}"
                answer = told(Request(scope), 422, "InvalidRequest", said, fields=fields)
                await answer(scope, receive, send)
                return
        # One that broke off is told to who reads it.
        whole: list[Message] = [{**message, "body": body, "more_body": False}]

        async def again() -> Message:
            return whole.pop() if whole else await receive()

        await self.app(scope, again, send)


def _wrong(body: bytes) -> tuple[str, str] | None:
    """Where a body cannot be read or kept, and why."""
    try:
        found = json.loads(body.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as problem:
        return "body", f"byte {problem.start + 1} is no UTF-8; send JSON in UTF-8"
    except RecursionError:
        return "body", "it is nested too deep; send it flatter"
    except ValueError as problem:
        return "body", f"it is no JSON ({problem}); correct it"
    return unkept(found, "body")


def unkept(value: Any, called: str = "") -> tuple[str, str] | None:
    """Where the first text stands in a read value that not every database keeps, and why.

    called: the value's own name. Names of fields count as texts.
    """
    left: list[tuple[str, Any]] = [(called, value)]
    while left:
        way, one = left.pop()
        if isinstance(one, str) and not _kept(one):
            return way, (
                "a text holds a NUL or half of a character (a lone surrogate); write it anew"
            )
        if isinstance(one, dict):
            parts = list(cast("dict[str, Any]", one).items())
            left += [(way, name) for name, _ in parts]
            left += [(f"{way}.{name}".lstrip("."), part) for name, part in parts]
        elif isinstance(one, list | tuple):
            listed = enumerate(cast("list[Any]", one))
            left += [(f"{way}.{i}".lstrip("."), part) for i, part in listed]
    return None


def _kept(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")

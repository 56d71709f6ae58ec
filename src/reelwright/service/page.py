"""The studio's page: the files that `make studio` builds from web/, and nothing else."""

import gzip
import mimetypes
import secrets
from functools import lru_cache
from pathlib import Path

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Match, Route
from starlette.types import Scope

BUILT = Path(__file__).resolve().parent / "built"

NONCE = "{{nonce}}"
"""What stands in the page where the word goes that lets its own styles in."""

UNBUILT = (
    "The studio's page was not built. In a checkout `make studio` builds it and starts everything; "
    "an installed package brings it along.\n"
)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

PROGRAMS = ("/api", "/v1/", "/mcp")
"""Where programs ask."""

FOREVER = "public, max-age=31536000, immutable"
PACKED = ("text/", "application/javascript", "image/svg")
SMALL = 1000
"""Bytes of a file that is not worth packing."""


def install(app: FastAPI, built: Path = BUILT) -> None:
    """Let the application answer with the page where nothing else does and no program asks."""

    def answer(request: Request) -> Response:
        path = request.url.path
        found = _built(built, path)
        if found is not None and found.name != "index.html":
            return _file(request, found)
        if path.startswith("/assets/"):
            # An older page asks for what it was built with: to answer with the page would hide it.
            return PlainTextResponse("there is no such file; load the page again\n", 404)
        return _page(built)

    app.router.routes.append(_Elsewhere("/{path:path}", answer, methods=["GET"]))


class _Elsewhere(Route):
    """What answers where no program asks: there what is nothing is told as such, not as a page."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether it answers a request."""
        if scope["type"] == "http" and scope["path"].startswith(PROGRAMS):
            return Match.NONE, {}
        return super().matches(scope)


def _built(built: Path, path: str) -> Path | None:
    """The built file at an address; None where there is none, or the address leads elsewhere."""
    if "\0" in path:
        return None
    at = (built / path.lstrip("/")).resolve()
    return at if at.is_relative_to(built) and at.is_file() else None


def _page(built: Path) -> Response:
    at = built / "index.html"
    if not at.is_file():
        return PlainTextResponse(UNBUILT, 503)
    nonce = secrets.token_urlsafe(16)
    text = at.read_text(encoding="utf-8").replace(NONCE, nonce)
    headers = {"Content-Security-Policy": POLICY.format(nonce=nonce), "Cache-Control": "no-store"}
    return Response(text, media_type="text/html; charset=utf-8", headers=headers)


def _file(request: Request, at: Path) -> Response:
    kind = "text/javascript" if at.suffix == ".js" else mimetypes.guess_type(at.name)[0] or ""
    hashed = at.parent.name == "assets"
    headers = {
        "Cache-Control": FOREVER if hashed else "public, max-age=3600",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "Vary": "Accept-Encoding",
    }
    plain, packed = _bytes(at, at.stat().st_mtime_ns, kind.startswith(PACKED))
    if packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type=kind, headers=headers | {"Content-Encoding": "gzip"})
    return Response(plain, media_type=kind or "application/octet-stream", headers=headers)


@lru_cache(maxsize=200)
def _bytes(at: Path, changed: int, pack: bool) -> tuple[bytes, bytes]:
    """A file's bytes as they are, and packed; b"" where that saves nothing.

    changed: when it last was, so that what is built anew is read anew.
    """
    plain = at.read_bytes()
    worth = pack and len(plain) > SMALL
    return plain, gzip.compress(plain, 9, mtime=0) if worth else b""

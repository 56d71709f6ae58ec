"""Signing in by an issuer: the browser goes there, and comes back with a code."""

import html
import json
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from ..domain.errors import StudioError
from ..studio import issuer
from ..studio.issuer import Begun
from .doors import COOKIE, OPEN, abroad, keep_cookie
from .problems import answer_for

router = APIRouter(prefix="/api/oidc", tags=["sessions"])

KEPT = "reelwright_issuer"
"""The cookie that holds a sign-in under way. It has to come along when another site sends back."""

PATH, LASTS = "/api/oidc", 600


@router.get("/begin", response_class=RedirectResponse, status_code=303, **OPEN)
def begin(request: Request) -> Response:
    """Go to the issuer to sign in."""
    try:
        begun = issuer.begin(_back(request))
    except StudioError as problem:
        return _told(problem)
    answer = RedirectResponse(begun.address, 303)
    answer.set_cookie(
        KEPT,
        json.dumps([begun.state, begun.nonce, begun.verifier]),
        max_age=LASTS,
        httponly=True,
        samesite="lax",
        secure=abroad(request),
        path=PATH,
    )
    return answer


@router.get("/callback", response_class=RedirectResponse, status_code=303, **OPEN)
async def callback(
    request: Request,
    state: Annotated[str, Query(max_length=200)] = "",
    code: Annotated[str, Query(max_length=4000)] = "",
    error: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Come back from the issuer: a session is opened, and the browser goes on to the page."""
    try:
        begun = _kept(request)
        if error and begun.state == state:
            answer = _page(403, f"the issuer did not sign you in ({error})")
        else:
            back = _back(request)
            opened = await run_in_threadpool(issuer.finish, begun, state, code, back)
            answer = RedirectResponse("/", 303)
            keep_cookie(request, answer, COOKIE, opened.token, "/")
    except StudioError as problem:
        answer = _told(problem)
    answer.delete_cookie(KEPT, path=PATH, httponly=True, samesite="lax")
    return answer


def _back(request: Request) -> str:
    scheme = "https" if abroad(request) else "http"
    return f"{scheme}://{request.url.netloc}{PATH}/callback"


def _kept(request: Request) -> Begun:
    try:
        state, nonce, verifier = json.loads(request.cookies.get(KEPT, "[]"))
        return Begun(address="", state=state, nonce=nonce, verifier=verifier)
    except (ValueError, ValidationError, RecursionError):
        return Begun(address="", state="", nonce="", verifier="")


def _told(problem: StudioError) -> Response:
    return _page(answer_for(problem).status_code, str(problem))


def _page(status: int, why: str) -> Response:
    """What a person reads whose browser stands here, between the issuer and the page."""
    said = html.escape(why, quote=True)
    return HTMLResponse(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Not signed in</title>'
        f'<meta name="viewport" content="width=device-width">'
        f'<main style="font:17px/1.5 system-ui;max-width:32rem;margin:15vh auto;padding:0 1rem">'
        f"<h1>{HTTPStatus(status).phrase}</h1><p>{said}</p>"
        f'<p><a href="/">Back to the studio</a></p></main></html>',
        status,
    )

"""Signing in and out, and the first administrator."""

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from ..studio import issuer, people
from .doors import COOKIE, OPEN, Caller, keep_cookie, route

router = APIRouter(prefix="/api", tags=["sessions"])


class SignIn(BaseModel):
    """Who, and how they prove it."""

    name: str = Field(max_length=200)
    password: str = Field(max_length=1000)


class Founding(SignIn):
    """The first administrator; word is what the machine's own screen showed."""

    word: str = Field(max_length=200)


class Whoever(BaseModel):
    """Who is signed in and what they may do; proof goes with every request that changes a thing."""

    name: str
    duties: tuple[str, ...]
    proof: str = ""


class HouseState(BaseModel):
    """Whether a house has its first administrator yet, and how one signs in besides.

    issuer: what people know it as, to whom `/api/oidc/begin` leads; "" where there is none.
    """

    founded: bool
    issuer: str = ""


@router.get("/founding", **OPEN)
def founded() -> HouseState:
    """Whether there is an administrator, so that a page knows what to ask for."""
    return HouseState(founded=people.founded(), issuer=issuer.label())


@router.post("/founding", **OPEN)
def found(wanted: Founding, request: Request, response: Response) -> Whoever:
    """Become the first administrator, and sign in."""
    return _let_in(people.found(wanted.word, wanted.name, wanted.password), request, response)


@router.post("/session", **OPEN)
def sign_in(wanted: SignIn, request: Request, response: Response) -> Whoever:
    """Sign in; the session is a cookie that no script reads."""
    return _let_in(people.sign_in(wanted.name, wanted.password), request, response)


@router.get("/session", **route("viewer"))
async def who(caller: Caller) -> Whoever:
    """Who is signed in."""
    return Whoever(name=caller.name, duties=caller.duties, proof=caller.proof)


@router.delete("/session", status_code=204, **route("viewer"))
def sign_out(caller: Caller, request: Request, response: Response) -> None:
    """End the session."""
    people.sign_out(request.cookies.get(COOKIE, ""))
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")


def _let_in(opened: people.SignedIn, request: Request, response: Response) -> Whoever:
    keep_cookie(request, response, COOKIE, opened.token, "/")
    caller = people.caller(opened.token)
    duties = caller.duties if caller else ()
    return Whoever(name=opened.name, duties=duties, proof=opened.proof)

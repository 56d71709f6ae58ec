"""Hooks: programs elsewhere that are told of orders."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from ..studio import hooks
from ..studio.hooks import HookTrial, OrderHook
from ..studio.orders import OrderState
from .doors import route

router = APIRouter(prefix="/api/hooks", tags=["hooks"])


class NewHook(BaseModel):
    """An address to tell; states []: of orders that ended, campaign "": of all campaigns."""

    url: str = Field(max_length=2000)
    states: list[OrderState] = []
    campaign: str = Field("", max_length=200)


@router.get("", **route("admin"))
def listed() -> tuple[OrderHook, ...]:
    """All hooks, and how they take what they are told."""
    return hooks.listed()


@router.post("", status_code=201, **route("admin"))
def add(wanted: NewHook) -> OrderHook:
    """Let an address be told of orders, signed with the secret that is told this once."""
    return hooks.add(wanted.url, wanted.states, wanted.campaign)


@router.post("/{id}/on", **route("admin"))
def switch_on(id: str) -> OrderHook:
    """Send to a hook again that was switched off, or at once to one that waits."""
    return hooks.switch_on(id)


@router.post("/{id}/trial", **route("admin"))
def try_out(id: str) -> HookTrial:
    """Send a hook something to try it by, and tell whether it was taken."""
    return hooks.try_out(id)


@router.delete("/{id}", status_code=204, **route("admin"))
def remove(id: str) -> None:
    """Tell an address nothing more."""
    hooks.remove(id)

"""Cleaning up: what was made and where it lies, and its removal once that is confirmed."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from ..studio import cleanup
from ..studio.cleanup import CleanupKind, CleanupPlan, CleanupReport
from .doors import route

router = APIRouter(prefix="/api/cleanup", tags=["cleanup"])


class Removal(BaseModel):
    """What to remove; mark: that of the plan which was looked at, so that this and no more goes."""

    only: list[CleanupKind] = []
    stop: bool = False
    mark: str = Field(pattern="^[0-9a-f]{64}$")


@router.get("", **route("admin"))
def plan(
    only: Annotated[list[CleanupKind], Query()] = [],  # noqa: B006
    stop: bool = False,
) -> CleanupPlan:
    """What would go of some kinds, or of all, and what stays and why. Nothing is changed."""
    return cleanup.plan(only, stop=stop)


@router.post("", **route("admin"))
def remove(wanted: Removal) -> CleanupReport:
    """Take away what a plan showed, data first; tells what is left and why."""
    return cleanup.remove(wanted.only, stop=wanted.stop, mark=wanted.mark)

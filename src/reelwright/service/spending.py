"""What the house spends on models in a month, and the caps on it."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from ..studio import costs
from ..studio.costs import Ahead, HouseCosts, PieceCosts
from .doors import route

router = APIRouter(prefix="/api/spending", tags=["spending"])


class NewCap(BaseModel):
    """The most in a calendar month (UTC), in the currency of the settings."""

    most: float = Field(ge=0, lt=1_000_000_000)


@router.get("/ahead", **route("viewer"))
def ahead(
    what: Ahead = "clip",
    count: Annotated[int, Query(ge=1, le=100_000)] = 1,
    bases: Annotated[tuple[str, ...], Query(max_length=20)] = (),
    backend: Annotated[str, Query(max_length=60)] = "",
) -> PieceCosts:
    """What a clip, a longer prompt, a painting or files for a base will spend; nothing is asked."""
    return costs.ahead(what, count=count, bases=bases, backend=backend)


@router.get("", **route("viewer"))
def house() -> HouseCosts:
    """What the house spent this month, by work and by back end, and its caps."""
    return costs.house()


@router.put("/caps/{what}", **route("admin"))
def cap(what: Annotated[str, Path(max_length=40)], wanted: NewCap) -> HouseCosts:
    """Cap what is spent in a month on campaigns, clips, paintings, libraries, or all."""
    return costs.cap(what, wanted.most)


@router.delete("/caps/{what}", **route("admin"))
def uncap(what: Annotated[str, Path(max_length=40)]) -> HouseCosts:
    """Take a cap away."""
    return costs.cap(what, None)

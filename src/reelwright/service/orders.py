"""What the house is asked to make: asked for, followed as it is made, stopped, asked for again."""

import asyncio
import time
from collections.abc import AsyncIterable
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from ..studio import orders, workers
from ..studio.orders import CampaignOrder, MakeOrder, OrderState
from ..studio.workers import WorkerHere
from .doors import Caller, Mark, route
from .tongue import Language, told

router = APIRouter(prefix="/api", tags=["orders"])

POLL = 0.4
"""Seconds between two looks for what is new."""


LONGEST = 120.0
"""Seconds that one stream of events lasts: whoever was signed out since hears no more."""


@router.post("/campaigns/{name}/orders", status_code=202, **route("editor"))
def ask(
    name: str,
    wanted: MakeOrder,
    mark: Mark = "",
) -> CampaignOrder:
    """Ask for a campaign to be made, up to the next gate; a worker makes it."""
    return orders.ask(name, wanted, mark=mark)


@router.get("/orders", **route("viewer"))
def listed(
    campaign: str = "",
    state: OrderState | Literal[""] = "",
    before: Annotated[int, Query(ge=0, lt=2**62)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> tuple[CampaignOrder, ...]:
    """Orders, the newest first; go on with before = the last one's number. "dead" were given up."""
    return orders.listed(campaign, state=state, before=before, limit=limit)


@router.get("/orders/{id}", **route("viewer"))
def one(id: str) -> CampaignOrder:
    """One order, as it stands."""
    return orders.one(id)


@router.post("/orders/{id}/stop", **route("editor"))
def stop(id: str) -> CampaignOrder:
    """Let an order end at its next step."""
    return orders.stop(id)


@router.post("/orders/{id}/retry", **route("editor"))
def retry(id: str) -> CampaignOrder:
    """Ask again for an order that failed, died or was stopped."""
    return orders.retry(id)


@router.get("/workers", **route("viewer"))
def at_work() -> tuple[WorkerHere, ...]:
    """Workers that take orders now; with none, nothing that was asked for is made."""
    return workers.listed()


@router.get("/events", response_class=EventSourceResponse, **route("viewer"))
async def events(
    request: Request,
    caller: Caller,
    campaign: str = "",
    after: Annotated[int | None, Query(ge=0, lt=2**62)] = None,
    language: Language = "en",
    last: Annotated[int | None, Header(alias="Last-Event-ID", ge=0, lt=2**62)] = None,
) -> AsyncIterable[ServerSentEvent]:
    """What happens in orders, as server-sent events.

    It goes on after Last-Event-ID, or after a number; with neither it begins with what comes next.
    language: of what they say; a browser's stream cannot ask for one by a header.
    """
    seen = after if last is None else last
    if seen is None:
        seen = await run_in_threadpool(orders.last)
    # A browser comes back by itself with the last number, and is asked anew who it is.
    ends = time.monotonic() + LONGEST
    while time.monotonic() < ends and not await request.is_disconnected():
        for tiding in await run_in_threadpool(orders.tidings, seen, campaign):
            seen = tiding.number
            data = tiding.model_dump(mode="json")
            data["body"] |= {
                key: told(text, language)
                for key, text in data["body"].items()
                if key in ("text", "why") and isinstance(text, str)
            }
            yield ServerSentEvent(id=str(tiding.number), event=tiding.kind, data=data)
        await asyncio.sleep(POLL)

"""What the house is asked to make: asked for, followed as it is made, stopped, asked for again."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query, Request
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

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

SILENCE = 15.0
"""Seconds after which a stream without events says that it is there: else what lies between may
end it."""

STREAM = "text/event-stream"

DIRECT = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
"""Whatever stands in front hands each event on as it comes."""

ONE_EVENT: dict[str, Any] = {
    "type": "object",
    "properties": {
        "data": {"type": "string"},
        "event": {"type": "string"},
        "id": {"type": "string"},
        "retry": {"type": "integer", "minimum": 0},
    },
}
"""One event of a stream as the document describes it; its data is an `OrderEvent` as JSON."""


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


@router.get(
    "/events",
    response_class=StreamingResponse,
    responses={200: {"content": {STREAM: {"itemSchema": ONE_EVENT}}}},
    **route("viewer"),
)
def events(
    request: Request,
    caller: Caller,
    campaign: str = "",
    after: Annotated[int | None, Query(ge=0, lt=2**62)] = None,
    language: Language = "en",
    last: Annotated[int | None, Header(alias="Last-Event-ID", ge=0, lt=2**62)] = None,
) -> StreamingResponse:
    """What happens in orders, as server-sent events.

    It goes on after Last-Event-ID, or after a number; with neither it begins with what comes next.
    language: of what they say; a browser's stream cannot ask for one by a header.
    """
    seen = after if last is None else last
    if seen is None:
        seen = orders.last()
    # A stream of our own: where a route yields its events, FastAPI hands them on from a task of its
    # own, which fails with an error in the log when whoever listens leaves while events wait.
    stream = _stream(request, seen, campaign, language)
    return StreamingResponse(stream, media_type=STREAM, headers=DIRECT)


async def _stream(
    request: Request, seen: int, campaign: str, language: Language
) -> AsyncIterator[bytes]:
    """Events after a number as they come, each as it is sent; a comment where none come."""
    # A browser comes back by itself with the last number, and is asked anew who it is.
    ends = time.monotonic() + LONGEST
    silent = time.monotonic()
    while time.monotonic() < ends and not await request.is_disconnected():
        for tiding in await run_in_threadpool(orders.tidings, seen, campaign):
            seen, silent = tiding.number, time.monotonic()
            data = tiding.model_dump(mode="json")
            data["body"] |= {
                key: told(text, language)
                for key, text in data["body"].items()
                if key in ("text", "why") and isinstance(text, str)
            }
            yield format_sse_event(id=str(seen), event=tiding.kind, data_str=json.dumps(data))
        if time.monotonic() - silent >= SILENCE:
            silent = time.monotonic()
            yield KEEPALIVE_COMMENT
        await asyncio.sleep(POLL)

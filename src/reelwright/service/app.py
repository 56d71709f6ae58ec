"""The application: all resources behind one guard, with one document that describes them."""

import re
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel
from starlette.types import ASGIApp

from .. import __version__
from ..studio.reach import Reach
from . import (
    campaigns,
    cleanup,
    clips,
    films,
    hooks,
    issuer,
    items,
    library,
    metrics,
    orders,
    page,
    paintings,
    problems,
    reviews,
    sessions,
    spending,
    staff,
    videos,
)
from .aside import Aside
from .bodies import Bodies
from .doors import OPEN, Known
from .guards import Guard
from .interpreter import Interpreter
from .once import Once
from .tools import ToolDoor

DESCRIPTION = (
    "Campaigns, what is made of them, and what people decide. Sign in for a session's cookie, or "
    "send a key as `Authorization: Bearer ...`. Errors are problem details (RFC 9457); x-takes is "
    "the role that an operation takes."
)


class Health(BaseModel):
    """Whether the service answers, and whether it reaches what it keeps."""

    status: str
    version: str = __version__


def create_app(reach: Reach | None = None, *, warm: bool = False) -> ASGIApp:
    """The service; reach says from where it may be asked, None: from this machine.

    warm: begin now what looks things up, so that who asks first waits for no libraries.
    """
    app, registry = _resources(), metrics.begun()
    app.state.registry = registry
    if warm:
        app.state.aside.start()

    def changed(path: str) -> None:
        app.state.known.forget()
        if found := re.match(r"/api/campaigns/([^/]+)", path):
            app.state.once.forget(("status", found[1]))
            app.state.once.forget(("check", found[1]))

    # Outside the application, so that what it adds to answers is added to those of defects as well.
    guarded = Guard(Bodies(ToolDoor(app)), reach or Reach(), changed)
    return metrics.Measured(Interpreter(guarded), registry)


def _resources() -> FastAPI:
    app = FastAPI(
        title="Reelwright",
        version=__version__,
        description=DESCRIPTION,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=lambda route: f"{route.tags[0]}.{route.name}",
    )
    app.state.once, app.state.aside, app.state.known = Once(), Aside(), Known()
    resources = (
        sessions,
        issuer,
        staff,
        campaigns,
        items,
        films,
        hooks,
        clips,
        paintings,
        videos,
        orders,
        library,
        reviews,
        metrics,
        cleanup,
        spending,
    )
    for resource in resources:
        app.include_router(resource.router)

    @app.get("/api/health/live", tags=["health"], **OPEN)
    def live() -> Health:
        """The process answers."""
        return Health(status="ok")

    @app.get("/api/health/ready", tags=["health"], **OPEN)
    def ready() -> Health:
        """The database answers as well."""
        from ..studio import people

        people.founded()
        return Health(status="ok")

    problems.install(app)
    page.install(app)
    _ = (live, ready)
    return app


def document() -> dict[str, Any]:
    """The OpenAPI document, as it is committed in docs/openapi.json."""
    return _resources().openapi()

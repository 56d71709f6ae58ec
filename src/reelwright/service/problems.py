"""Errors as problem details (RFC 9457): what, why, and the next act."""

import re
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from ..domain import errors
from ..studio import house

STATUS: dict[type[errors.StudioError], int] = {
    errors.InvalidIntake: 422,
    errors.NotFound: 404,
    errors.NotApproved: 409,
    errors.NotAllowed: 403,
    errors.Conflict: 409,
    errors.Missing: 503,
    errors.BackendFailed: 502,
    errors.Uncertain: 409,
    errors.DoesNotFit: 422,
    errors.MediaRefused: 422,
    errors.GateFailed: 409,
    errors.OverBudget: 409,
    errors.TimedOut: 504,
    errors.Cancelled: 409,
    errors.StoreFailed: 503,
    errors.OutOfDate: 409,
}
"""What each error answers; others are 500."""

MEDIA_TYPE = "application/problem+json"

HIDES = "x-hides"
"""Where an operation's declaration says, until the document is described, what it leaves out."""


class Refused(Exception):
    """A request that is answered with a problem before it reaches the facade."""

    def __init__(
        self, status: int, kind: str, detail: str, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.kind, self.detail, self.headers = status, kind, detail, headers


def problem(
    status: int, kind: str, detail: str, headers: dict[str, str] | None = None, **more: Any
) -> JSONResponse:
    """A problem's answer. kind is its short name, as "NotFound"."""
    body = {"type": f"urn:reelwright:{kind}", "title": kind, "status": status, "detail": detail}
    return JSONResponse(body | more, status, media_type=MEDIA_TYPE, headers=headers)


def answer_for(error: errors.StudioError) -> JSONResponse:
    """The problem that an error of the facade is."""
    return problem(status_of(error), type(error).__name__, str(error))


def status_of(error: errors.StudioError) -> int:
    """The status that an error of the facade is answered with."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def told(
    request: Request,
    status: int,
    kind: str,
    detail: str,
    headers: dict[str, str] | None = None,
    **more: Any,
) -> JSONResponse:
    """A problem as whoever asks reads it: clients of the dialect under /v1 look for "error"."""
    if request.url.path.startswith("/v1/"):
        more["error"] = {"message": detail, "type": kind, "code": kind, "param": None}
    return problem(status, kind, detail, headers, **more)


SHAPE: dict[str, Any] = {
    "title": "Problem",
    "description": "What is wrong (RFC 9457): kind in title; what, why and what next in detail.",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "title": "Type"},
        "title": {"type": "string", "title": "Title"},
        "status": {"type": "integer", "title": "Status"},
        "detail": {"type": "string", "title": "Detail"},
        "fields": {
            "title": "Fields",
            "description": "of a request that cannot be read or kept: where, and why",
            "type": "array",
            "items": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    },
}


def described(document: dict[str, Any]) -> dict[str, Any]:
    """An OpenAPI document in which every operation may answer with a problem, as ours do."""
    schemas = document["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Problem"] = SHAPE
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for operations in document["paths"].values():
        for operation in operations.values():
            told = operation["responses"]
            if "HTTPValidationError" in str(told.get("422")):
                del told["422"]
            for field in operation.pop(HIDES, ()):
                _leave_out(schemas, told, field)
            told.setdefault("default", {"description": "What is wrong.", "content": content})
    return document


def _leave_out(schemas: dict[str, Any], answers: dict[str, Any], field: str) -> None:
    """Take a field, which an operation never tells, out of the shape of what it answers."""
    for answer in answers.values():
        shape = answer.get("content", {}).get("application/json", {}).get("schema", {})
        name = (shape.get("items") or shape).get("$ref", "").rpartition("/")[2]
        if name:
            schemas[name]["properties"].pop(field, None)
            needed = schemas[name].get("required", [])
            schemas[name]["required"] = [one for one in needed if one != field]


def _takes(document: dict[str, Any], path: str) -> str:
    """The methods that a document has at an address; the server's own word names one route's."""
    found: set[str] = set()
    for template, operations in document["paths"].items():
        # The path of a file within a campaign goes on over slashes.
        parts = re.split(r"\{(\w+)\}", template)
        names = {name: ".+" if name in ("path", "file") else "[^/]+" for name in parts[1::2]}
        wanted = "".join(names[p] if i % 2 else re.escape(p) for i, p in enumerate(parts))
        if re.fullmatch(wanted, path):
            found |= {method.upper() for method in operations}
    return ", ".join(sorted(found))


def _said(request: Request, error: errors.StudioError) -> str:
    """What an error says, without where this machine keeps what it is about."""
    of_campaign = request.url.path.startswith("/api/campaigns/")
    return house.placeless(str(error), request.path_params.get("name", "") if of_campaign else "")


def install(app: FastAPI) -> None:
    """Let an application answer every error with a problem, and say so in its document."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        return app.openapi_schema or described(made())

    app.openapi = openapi

    @app.exception_handler(errors.StudioError)
    def _studio(request: Request, error: errors.StudioError) -> JSONResponse:
        return told(request, status_of(error), type(error).__name__, _said(request, error))

    @app.exception_handler(errors.WrongFields)
    def _fields(request: Request, error: errors.WrongFields) -> JSONResponse:
        fields = [{"where": field, "why": why} for field, why in error.fields]
        return told(request, 422, type(error).__name__, _said(request, error), fields=fields)

    @app.exception_handler(Refused)
    def _refused(request: Request, error: Refused) -> JSONResponse:
        return told(request, error.status, error.kind, error.detail, error.headers)

    @app.exception_handler(RequestValidationError)
    def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        # The value itself may be a password.
        fields = [
            {"where": ".".join(str(p) for p in e["loc"]), "why": e["msg"]} for e in error.errors()
        ]
        said = "; ".join(f"{f['where']}: {f['why']}" for f in fields)
        return told(request, 422, "InvalidRequest", said, fields=fields)

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> JSONResponse:
        kind = HTTPStatus(error.status_code).phrase.title().replace(" ", "")
        said, headers = str(error.detail), dict(error.headers or {})
        if error.status_code == HTTPStatus.NOT_FOUND:
            said = f"there is no {request.url.path}; /api/openapi.json tells what is"
        elif error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            takes = _takes(openapi(), request.url.path) or headers.get("Allow", "")
            headers = {"Allow": takes}
            said = f"{request.method} cannot be asked of this address"
            said += f"; it takes {takes}" if takes else ""
        return told(request, error.status_code, kind, said, headers)

    @app.exception_handler(Exception)
    def _defect(request: Request, error: Exception) -> JSONResponse:
        return told(
            request,
            500,
            "Defect",
            "the service met an error that nobody foresaw; its log says more. Try again, and tell "
            "whoever keeps it if it stays",
        )

    _ = (_studio, _fields, _refused, _invalid, _http, _defect)

"""Answers in the language of whoever asks: what the house says, and nothing that people wrote."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .problems import MEDIA_TYPE
from .tongue import Language, told, wanted

SAID: dict[str, frozenset[str]] = {
    name: frozenset(fields.split())
    for name, fields in {
        "AuditEntry": "detail",
        "CampaignOrder": "reason",
        "Candidate": "reason",
        "Change": "where",
        "Check": "name measured limit act",
        "ChildTrace": "told",
        "CleanupHeap": "thing what why",
        "CleanupReport": "steps",
        "ClipMade": "notes",
        "ClipSource": "reason",
        "EnhancedPrompt": "why",
        "Erasure": "left beyond steps stale",
        "FactsFinding": "text",
        "FilmPage": "why failed",
        "Findings": "notes",
        "Found": "reason",
        "GalleryClip": "reason",
        "HookTrial": "trouble",
        "Inspected": "clips confirmed dropped lacking notes",
        "ItemCard": "lines",
        "ItemFacts": "barred",
        "MaskFound": "notes",
        "OrderHook": "trouble",
        "PaintingCandidate": "why",
        "PaintingEntry": "reason",
        "PaintingMade": "notes",
        "Quality": "findings",
        "Reference": "reason",
        "Row": "why",
        "SceneShot": "route",
        "SceneTake": "route",
        "Score": "why",
        "SourceTrace": "barred reason",
        "Verdict": "advice",
        "Vetted": "notes",
        "VideoError": "message",
        "Weighed": "reason",
    }.items()
}
"""Of each kind of value in answers, the fields in which the house speaks; all others hold names,
codes, and what people or models wrote."""

WORDS = {("Check", "name"), ("Check", "measured"), ("Check", "limit"), ("Quality", "findings")}
"""Fields in which a single word is ours too; elsewhere it is a name or a code."""

LINES = ("ItemCard", "lines")
"""Lines of a label, which is ours, and a text, which is ours where it tells figures."""

FIGURES = {"size", "weighed"}

JSON = "application/json"


class Interpreter:
    """Tells what the house says in the language that Accept-Language asks for most.

    Without that header answers stay as they are, in English.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http" or not scope["path"].startswith(("/api/", "/v1/")):
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        language = wanted(headers.get(b"accept-language", b"").decode("latin-1"))
        held: list[Message] = []
        body = bytearray()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                kind = _header(message, b"content-type").partition(";")[0]
                if kind in (JSON, MEDIA_TYPE):
                    message["headers"].append((b"vary", b"Accept-Language"))
                    if language != "en" and scope["method"] != "HEAD" and _speaks(scope, kind):
                        held.append(message)
                        return
            elif held:
                body.extend(message.get("body", b""))
                if message.get("more_body"):
                    return
                start = held.pop()
                kind = _header(start, b"content-type")
                said = await run_in_threadpool(_told, bytes(body), scope, kind, language)
                start["headers"] = [
                    (k, str(len(said)).encode() if k.lower() == b"content-length" else v)
                    for k, v in start["headers"]
                ]
                await send(start)
                message = {"type": "http.response.body", "body": said}
            await send(message)

        await self.app(scope, receive, sending)


def _header(message: Message, name: bytes) -> str:
    found = (v for k, v in message["headers"] if k.lower() == name)
    return next(found, b"").decode("latin-1")


def _speaks(scope: Scope, kind: str) -> bool:
    return kind == MEDIA_TYPE or _shape(scope) is not None


def _told(body: bytes, scope: Scope, kind: str, language: Language) -> bytes:
    try:
        answer = json.loads(body)
    except ValueError:
        return body
    if kind.startswith(MEDIA_TYPE):
        answer = _problem(answer, language)
    elif shape := _shape(scope):
        answer = _Teller(shape, language).told(answer, shape)
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


def _problem(answer: dict[str, Any], language: Language) -> dict[str, Any]:
    """A problem whose reasons are told in a language; its kind stays."""
    answer["detail"] = told(answer["detail"], language)
    for field in answer.get("fields", ()):
        field["why"] = told(field["why"], language)
    if "error" in answer:
        answer["error"]["message"] = answer["detail"]
    return answer


def _shape(scope: Scope) -> Mapping[str, Any] | None:
    """The schema of what a route answers, where the house says something in it."""
    route = scope.get("route")
    model = route.response_model if isinstance(route, APIRoute) else None
    return _schema(model) if model is not None else None


@cache
def _schema(model: Any) -> Mapping[str, Any] | None:
    made = TypeAdapter(model).json_schema(mode="serialization")
    names = {made.get("title"), *(one.get("title") for one in made.get("$defs", {}).values())}
    return made if names & SAID.keys() else None


def _shape_of(told: object) -> Mapping[str, Any]:
    """A schema where one is given: of items and other keys it may be left out, or be true."""
    return cast("Mapping[str, Any]", told) if isinstance(told, Mapping) else {}


class _Teller:
    """Walks an answer beside its schema, and tells what the house says in it."""

    def __init__(self, document: Mapping[str, Any], language: Language) -> None:
        self.kinds: Mapping[str, Any] = document.get("$defs", {})
        self.language: Language = language

    def told(self, value: Any, shape: Mapping[str, Any]) -> Any:
        """The value, told."""
        if "$ref" in shape:
            shape = self.kinds[shape["$ref"].rpartition("/")[2]]
        for choice in (*shape.get("anyOf", ()), *shape.get("oneOf", ()), *shape.get("allOf", ())):
            value = self.told(value, choice)
        if isinstance(value, dict):
            return self._table(cast("dict[str, Any]", value), shape)
        if isinstance(value, list):
            first, rest = shape.get("prefixItems", ()), _shape_of(shape.get("items"))
            return [
                self.told(one, first[n] if n < len(first) else rest)
                for n, one in enumerate(cast("list[Any]", value))
            ]
        return value

    def _table(self, value: dict[str, Any], shape: Mapping[str, Any]) -> dict[str, Any]:
        fields: Mapping[str, Any] = shape.get("properties", {})
        if not fields:
            each = _shape_of(shape.get("additionalProperties"))
            return {key: self.told(one, each) for key, one in value.items()}
        if not value.keys() <= fields.keys():
            return value
        kind = shape.get("title", "")
        said = SAID.get(kind, frozenset())
        if kind == LINES[0]:
            lines = cast("list[tuple[str, str]]", value[LINES[1]])
            return value | {LINES[1]: [self._line(*line) for line in lines]}
        return {
            key: self._said(one, (kind, key) in WORDS)
            if key in said
            else self.told(one, fields[key])
            for key, one in value.items()
        }

    def _line(self, label: str, text: str) -> tuple[str, str]:
        number, _, name = label.partition(" ")
        ours = told(text, self.language) if label in FIGURES else text
        if number.isdigit():
            return f"{number} {told(name, self.language, word=True)}", ours
        return told(label, self.language, word=True), ours

    def _said(self, value: Any, word: bool) -> Any:
        if isinstance(value, str):
            return told(value, self.language, word=word)
        if isinstance(value, list):
            return [self._said(one, word) for one in cast("list[Any]", value)]
        return value

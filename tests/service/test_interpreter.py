"""Answers in German where a browser asks for it, and as they were where nobody does."""

import asyncio
import json
from pathlib import Path

import pytest
from fastapi import FastAPI

from reelwright.domain.errors import NotFound
from reelwright.domain.film import Check
from reelwright.domain.take import Score, Verdict
from reelwright.service import problems
from reelwright.service.interpreter import SAID, WORDS, Interpreter
from reelwright.studio.clips import Frozen
from reelwright.studio.items import ItemCard

OPENAPI = Path(__file__).parents[2] / "docs" / "openapi.json"

GERMAN = "de-DE,de;q=0.9"

DARK = "the picture is too dark (mean 12 of 255)"


class Shown(Frozen):
    """A value that holds others, as answers do."""

    check: Check = Check(
        name="loudness", ok=True, measured="none", limit="at most 2 s", act="draft"
    )
    title: str
    verdict: Verdict | None
    by_name: dict[str, tuple[Verdict, ...]] = {}
    card: ItemCard = ItemCard(
        name="segment/mind",
        state="approved",
        title="they said",
        lines=(
            ("", DARK),
            ("size", "12 respondents, 5% to 9% of everyone asked (95% interval)"),
            ("they said", "they said"),
            ("2 proof", "draft"),
        ),
    )


VERDICT = Verdict(
    scores=(Score(name=DARK, value=1, why=DARK),), thresholds={DARK: 5.0}, advice="another picture"
)


@pytest.fixture(scope="module")
def told():
    """Asks an application behind an interpreter; gives the answer's status, headers and body."""
    app = FastAPI()
    problems.install(app)

    @app.get("/api/shown")
    def shown() -> tuple[Shown, ...]:
        return (Shown(title=DARK, verdict=VERDICT, by_name={DARK: (VERDICT,)}),)

    @app.get("/api/plain")
    def plain() -> dict[str, str]:
        return {"why": DARK}

    @app.get("/api/problem")
    @app.get("/v1/problem")
    def problem() -> None:
        raise NotFound("there is no film x; there are: none yet")

    def asked(path, language=None):
        headers = [] if language is None else [(b"accept-language", language.encode())]
        scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode()}
        scope |= {"headers": headers, "query_string": b"", "http_version": "1.1", "scheme": "http"}
        scope |= {"server": ("here", 80), "client": ("127.0.0.1", 1), "root_path": ""}
        sent = []

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            sent.append(message)

        asyncio.run(Interpreter(app)(scope, receive, send))
        start, *rest = sent
        found = {k.decode().lower(): v.decode() for k, v in start["headers"]}
        body = b"".join(m.get("body", b"") for m in rest)
        assert int(found["content-length"]) == len(body)
        return start["status"], found, body

    _ = (shown, plain, problem)
    return asked


def test_what_the_house_says_is_told_wherever_it_stands_in_an_answer(told):
    (one,) = json.loads(told("/api/shown", GERMAN)[2])
    dark = "das Bild ist zu dunkel (im Mittel 12 von 255)"
    for verdict in (one["verdict"], *one["by_name"][DARK]):
        assert verdict["advice"] == "ein anderes Bild"
        assert verdict["scores"][0]["why"] == dark


def test_a_single_word_is_told_where_it_is_never_a_name(told):
    (one,) = json.loads(told("/api/shown", GERMAN)[2])
    check = one["check"]
    assert (check["name"], check["measured"]) == ("Lautheit", "keine")
    assert (check["limit"], check["act"]) == ("höchstens 2 s", "draft")


def test_labels_of_a_card_are_told_and_its_words_stay(told):
    (one,) = json.loads(told("/api/shown", GERMAN)[2])
    assert one["card"]["lines"] == [
        ["", DARK],
        ["Größe", "12 Befragte, 5% bis 9% aller Befragten (95-%-Intervall)"],
        ["sie sagten", "they said"],
        ["2 Beleg", "draft"],
    ]
    assert (one["card"]["name"], one["card"]["title"]) == ("segment/mind", "they said")


def test_names_and_what_people_wrote_stay_though_they_read_like_ours(told):
    (one,) = json.loads(told("/api/shown", GERMAN)[2])
    assert one["title"] == DARK
    assert list(one["by_name"]) == [DARK]
    assert one["verdict"]["scores"][0]["name"] == DARK
    assert list(one["verdict"]["thresholds"]) == [DARK]
    assert told("/api/plain", GERMAN)[2] == told("/api/plain")[2]


@pytest.mark.parametrize("path", ["/api/shown", "/api/plain", "/api/problem", "/v1/problem"])
@pytest.mark.parametrize("language", ["", "en", "en-GB, de;q=0.5", "fr", "*"])
def test_in_english_answers_are_the_same_byte_for_byte(told, path, language):
    assert told(path, language)[2] == told(path)[2]
    assert told(path)[1]["vary"] == "Accept-Language"


def test_a_problem_keeps_its_kind(told):
    status, headers, body = told("/api/problem", GERMAN)
    assert (status, headers["content-type"]) == (404, "application/problem+json")
    problem = json.loads(body)
    assert (problem["title"], problem["type"]) == ("NotFound", "urn:reelwright:NotFound")
    assert problem["detail"] == "es gibt keinen Film x; es gibt: noch keine"
    assert json.loads(told("/v1/problem", GERMAN)[2])["error"]["message"] == problem["detail"]


def test_the_fields_in_which_the_house_speaks_are_in_the_document():
    schemas = json.loads(OPENAPI.read_text(encoding="utf-8"))["components"]["schemas"]
    for kind, fields in SAID.items():
        assert fields <= schemas[kind]["properties"].keys(), kind
    assert all(field in SAID[kind] for kind, field in WORDS)

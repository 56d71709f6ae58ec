"""Any endpoint that speaks OpenAI's /v1/embeddings: OpenAI, vLLM, Ollama, llama.cpp, gateways.

By contract it takes texts only. Some servers of vision models take pictures too, through vLLM's
extension (a chat message in place of the input); whether this one does is probed at the start.
"""

import base64
import json
import time
import weakref
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http import HTTPStatus
from typing import Any

import httpx2 as httpx
import numpy as np
from pydantic import SecretStr

from ...domain.base import slug
from ...domain.errors import BackendFailed, DoesNotFit, Missing
from ...domain.loose import is_table
from ...domain.spending import Bill, Usage, billed, bought, carried, till
from ...media.pictures.files import within, write_jpeg
from .interface import (
    EmbedProfile,
    Purpose,
    check_pictures,
    check_texts,
    takes_no,
    unit_rows,
)

ADDRESS = "https://api.openai.com/v1"
SETTING = "REELWRIGHT_EMBED_KEY"
MAX_SIDE = 1024
PICTURE = 3_000
"""Tokens that a picture of that size takes at most."""

_BUSY = (408, 429, 502, 503, 504)
_LATER = (*_BUSY, 409, 500)
_LONGEST_PAUSE = 60.0
_FAILED = HTTPStatus.INTERNAL_SERVER_ERROR


class OpenAI:
    """Embeds through an OpenAI-compatible endpoint.

    model: its name there. address: up to and with /v1. key: what it is paid with; local servers
    need none. dimension: asked of the model where it lets one choose; None: its own. batch: texts
    in a request. pictures: False never probes. picture_words: said beside each picture, where the
    model was trained with such words. index_words, query_words: put before texts, likewise.
    timeout: seconds for an answer. attempts: how often a request is sent that the server puts off.
    pause: seconds before the second time, doubled each time.
    """

    profile: EmbedProfile
    weights: str

    def __init__(
        self,
        model: str | None = None,
        *,
        address: str = ADDRESS,
        key: SecretStr | str | None = None,
        dimension: int | None = None,
        batch: int = 64,
        pictures: bool = True,
        picture_words: str = "",
        index_words: str = "",
        query_words: str = "",
        timeout: float = 60,
        attempts: int = 5,
        pause: float = 0.5,
    ) -> None:
        if not model:
            raise Missing("embed/openai needs the name of a model that its endpoint has")
        self._address = address.rstrip("/")
        url = httpx.URL(self._address)
        if url.userinfo or url.query:
            raise DoesNotFit(f"the address of {model} may hold no key or password; set {SETTING}")
        self._key = SecretStr(key) if isinstance(key, str) else key
        if self._address == ADDRESS and not self._secret():
            raise Missing(
                f"{model} at {ADDRESS} needs a key; set {SETTING}, or name another address"
            )
        self._model, self._wanted, self._batch = model, dimension, batch
        self._words = {"index": index_words, "query": query_words}
        self._picture_words = picture_words
        self._attempts, self._pause = attempts, pause
        self._client = httpx.Client(timeout=timeout)
        # Connections are kept for the next request, and closed with the embedder.
        weakref.finalize(self, self._client.close)
        # One text tells whether the endpoint works, and how many numbers it gives.
        (first,) = self._embed({"input": ["probe"]}, 1)
        size = len(first)
        if dimension not in (None, size):
            raise DoesNotFit(
                f"{self._where()} gives {size} numbers, not {dimension}; leave the dimension out, "
                "or choose a model that lets one choose"
            )
        self.profile = EmbedProfile(
            space=f"{slug(model, 'openai')}-{size}",
            model=model,
            dimension=size,
            dimensions=(size,),
            modalities=("text",),
        )
        unit_rows([first], self.profile)
        if pictures and self._sees():
            self.profile = self.profile.model_copy(
                update={"modalities": ("text", "image"), "picture_limit": MAX_SIDE}
            )
        said = [w for w in (index_words, query_words, picture_words) if w]
        self.weights = " | ".join([model, *said])

    def texts(self, texts: Sequence[str], *, purpose: Purpose = "index") -> np.ndarray:
        """Unit vectors of texts. Blank texts are refused."""
        check_texts(texts, self.profile)
        given = [f"{self._words[purpose]}{text}" for text in texts]
        rows: list[list[float]] = []
        for at in range(0, len(given), self._batch):
            part = given[at : at + self._batch]
            rows += self._embed({"input": part}, len(part))
        return unit_rows(rows, self.profile)

    def pictures(self, pictures: Sequence[np.ndarray]) -> np.ndarray:
        """Unit vectors of pictures; raises DoesNotFit where the endpoint takes none."""
        if "image" not in self.profile.modalities:
            raise takes_no("image", self.profile)
        check_pictures(pictures)
        with ThreadPoolExecutor(4) as pool:
            return unit_rows(list(pool.map(carried(self._picture), pictures)), self.profile)

    def _picture(self, picture: np.ndarray) -> list[float]:
        (found,) = self._embed(self._shown(picture), 1)
        return found

    def _shown(self, picture: np.ndarray) -> dict[str, Any]:
        data = base64.b64encode(write_jpeg(within(picture, MAX_SIDE), 92)).decode()
        content: list[dict[str, Any]] = [
            {"type": "image_url", "image_url": {"url": f"data:image/jpeg;base64,{data}"}}
        ]
        if self._picture_words:
            content.append({"type": "text", "text": self._picture_words})
        return {"messages": [{"role": "user", "content": content}]}

    def _sees(self) -> bool:
        """Whether two unlike pictures become two unlike vectors in the space of the texts.

        A server without the extension refuses, or leaves the message aside and answers all alike.
        """
        dark, light = np.zeros((64, 64, 3), np.uint8), np.full((64, 64, 3), 230, np.uint8)
        light[:, ::2] = (20, 40, 200)
        found: list[list[float]] = []
        for picture in (dark, light):
            body = self._whole(self._shown(picture))
            with billed(till(), self._price, _most(body)) as bill:
                answer = self._post(body, _BUSY, bill)
            if answer.status_code in (*_BUSY, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
                raise self._refused(answer)
            try:
                found += _rows(answer.content, 1, self._where())
            except BackendFailed:
                return False
        try:
            one, other = unit_rows(found, self.profile)
        except BackendFailed:
            return False
        return float(one @ other) < 1 - 1e-6

    def _embed(self, given: dict[str, Any], count: int) -> list[list[float]]:
        body = self._whole(given)

        def sent(bill: Bill) -> bytes:
            answer = self._post(body, _LATER, bill)
            if answer.status_code != HTTPStatus.OK:
                raise self._refused(answer)
            return answer.content

        asked = {"address": self._address, "body": body}
        return _rows(bought(self._price, asked, _most(body), sent), count, self._where())

    def _whole(self, given: dict[str, Any]) -> dict[str, Any]:
        chosen = {"dimensions": self._wanted} if self._wanted else {}
        return {"model": self._model, "encoding_format": "float", **chosen, **given}

    def _post(self, body: dict[str, Any], later: Sequence[int], bill: Bill) -> httpx.Response:
        """The last answer; one whose status is in later is asked for again after a pause."""
        for attempt in range(1, self._attempts + 1):
            last = attempt == self._attempts
            try:
                answer = self._client.post(
                    f"{self._address}/embeddings", json=body, headers=self._headers()
                )
            except httpx.HTTPError as problem:
                if last:
                    bill.free = isinstance(problem, httpx.ConnectError)
                    raise BackendFailed(
                        f"{self._where()} cannot be reached ({type(problem).__name__}); check the "
                        "address and the network"
                    ) from problem
                self._wait(attempt, None)
                continue
            if last or answer.status_code not in later:
                # What failed there may have been billed; what was refused was not.
                bill.free = HTTPStatus.BAD_REQUEST <= answer.status_code < _FAILED
                bill.used = _used(answer, _most(body))
                return answer
            self._wait(attempt, answer.headers.get("retry-after"))
        raise BackendFailed(f"{self._where()} was never asked; attempts must be at least 1")

    def _wait(self, attempt: int, asked: str | None) -> None:
        pause = self._pause * 2 ** (attempt - 1)
        if asked and asked.isdigit():
            pause = max(pause, float(asked))
        time.sleep(min(pause, _LONGEST_PAUSE))

    def _headers(self) -> dict[str, str]:
        secret = self._secret()
        return {"Authorization": f"Bearer {secret}"} if secret else {}

    def _secret(self) -> str:
        return self._key.get_secret_value() if self._key else ""

    def _refused(self, answer: httpx.Response) -> Missing | BackendFailed:
        code, secret = answer.status_code, self._secret()
        if code == HTTPStatus.UNAUTHORIZED and not secret:
            return Missing(f"{self._where()} needs a key; set {SETTING}")
        text = answer.text[:2000]
        try:
            whole = answer.json()
            error = whole.get("error", whole) if is_table(whole) else whole
            text = str(error.get("message", error) if is_table(error) else error)
        except ValueError:
            pass
        # Some servers repeat the key that they refuse.
        text = text.replace(secret, "…") if secret else text
        act = {
            401: f"check {SETTING}",
            403: "the key may not use this model",
            404: "check the model's name and the address, which ends in /v1",
            429: "ask for a higher quota, or try again later",
        }.get(code, "see the message")
        return BackendFailed(
            f"{self._where()} refused ({code}: {' '.join(text.split())[:300]}); {act}"
        )

    def _where(self) -> str:
        return f"{self._model} at {self._address}"

    @property
    def _price(self) -> str:
        return f"embed/openai:{self._model}"


def _rows(answer: bytes, count: int, where: str) -> list[list[float]]:
    """The vectors of an answer, in the order of what was sent. where: who answered, in words."""
    try:
        rows = sorted(json.loads(answer)["data"], key=lambda row: row["index"])
        found = [list(row["embedding"]) for row in rows]
    except (KeyError, TypeError, ValueError) as problem:
        raise BackendFailed(
            f"{where} answered with no embeddings; is it an embeddings endpoint?"
        ) from problem
    if len(found) != count:
        raise BackendFailed(f"{where} gave {len(found)} vectors for {count}; try again")
    return found


def _most(body: dict[str, Any]) -> Usage:
    """What a request takes at most: a token has a byte at least; a picture costs as one."""
    if texts := body.get("input"):
        return Usage(tokens_in=sum(len(text.encode()) for text in texts))
    words = len(json.dumps(body["messages"][0]["content"][1:]))
    return Usage(pictures=1, tokens_in=PICTURE + words)


def _used(answer: httpx.Response, most: Usage) -> Usage | None:
    """What a request took, as the server tells it; None where it does not."""
    try:
        told = answer.json()["usage"]["prompt_tokens"]
    except (KeyError, TypeError, ValueError):
        return None
    return replace(most, tokens_in=told) if isinstance(told, int) and told > 0 else None

"""Any server that speaks the /v1/videos dialect: vLLM-Omni, SGLang-Diffusion, gateways.

The dialect is a family, not one API: requests are always multipart, sizes, rate and frames are
always sent, an answer's body is read before its status is believed, and jobs may be forgotten when
a server restarts. What each server takes is in its profile.
"""

import base64
import io
import json
import tempfile
import time
import weakref
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast

import httpx2 as httpx
import numpy as np
from PIL import Image, ImageOps
from pydantic import SecretStr

from ...domain.asset import Asset, Assets
from ...domain.errors import BackendFailed, DoesNotFit, MediaRefused, Missing
from ...domain.loose import is_list, is_table
from ...domain.take import Footage
from ...media.pictures.files import open_picture
from ...media.streams.video import Probe, probe
from .interface import Filmed, JobState, NotSubmitted, ShotRequest, Unreachable, VideoJob

SETTING = "REELWRIGHT_VIDEO_KEY"
_STATES = {
    "queued": "queued",
    "in_progress": "running",
    "completed": "done",
    "failed": "failed",
    "cancelled": "failed",
    "deleted": "failed",
}
_PAGE, _PAGES = 100, 20


class OpenAIVideos:
    """Films through a /v1/videos endpoint.

    model: its name there. address: up to and with /v1. key: what it is paid with; servers of one's
    own need none. price: what a second of footage costs; None: not told. more: further fields of
    every request, as {"num_inference_steps": 40}. timeout: seconds that HTTP waits for an answer,
    which is not how long a job may take.
    """

    def __init__(
        self,
        model: str | None = None,
        *,
        address: str | None = None,
        key: SecretStr | str | None = None,
        price: float | None = None,
        more: Mapping[str, Any] | None = None,
        timeout: float = 60,
    ) -> None:
        if not model or not address:
            raise Missing(
                "video/openai needs the address of a server, up to /v1, and the name of its model: "
                'REELWRIGHT_VIDEO=\'{"video/openai": {"address": "...", "model": "..."}}\''
            )
        self._address = address.rstrip("/")
        url = httpx.URL(self._address)
        if url.userinfo or url.query:
            raise DoesNotFit(f"the address of {model} may hold no key or password; set {SETTING}")
        self._model, self._price, self._more = model, price, dict(more or {})
        self._key = SecretStr(key) if isinstance(key, str) else key
        self._client = httpx.Client(timeout=timeout)
        weakref.finalize(self, self._client.close)

    def submit(self, request: ShotRequest, key: str, assets: Assets) -> VideoJob:
        """Begin a job. Raises NotSubmitted where the server certainly took on none."""
        parts = self._parts(request, assets)
        try:
            answer = self._client.post(
                f"{self._address}/videos",
                files=parts,
                headers=self._headers() | {"Idempotency-Key": key},
            )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as problem:
            raise NotSubmitted(self._unreachable(problem), again=True) from problem
        except httpx.HTTPError as problem:
            raise BackendFailed(
                f"{self._where()} gave no answer to a job ({type(problem).__name__})"
            ) from problem
        body = _body(answer)
        if answer.is_success and body.get("id"):
            return VideoJob(key=key, id=str(body["id"]), at=time.time(), request=request)
        code = answer.status_code
        if code in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
            raise NotSubmitted(self._refused(answer), again=True)
        if HTTPStatus.BAD_REQUEST <= code < HTTPStatus.INTERNAL_SERVER_ERROR:
            raise NotSubmitted(self._refused(answer))
        raise BackendFailed(self._refused(answer))

    def poll(self, job: VideoJob) -> JobState:
        """How a job stands; "lost" where the server knows no such job."""
        answer = self._get(f"/videos/{job.id}")
        body = _body(answer)
        # Some servers tell of a failed job with the status of an error.
        state = _STATES.get(str(body.get("status")))
        if state is None and answer.status_code == HTTPStatus.NOT_FOUND:
            return JobState(state="lost", why="the server knows no such job")
        if state is None:
            raise Unreachable(self._refused(answer))
        share = body.get("progress")
        return JobState.model_validate(
            {
                "state": state,
                "share": float(share) / 100 if isinstance(share, int | float) else None,
                "why": self._why(body) if state == "failed" else "",
                # Gateways that bill say where they did not.
                "unbilled": state == "failed" and body.get("billed") is False,
            }
        )

    def fetch(self, job: VideoJob, assets: Assets) -> Filmed:
        """The clip, checked and kept, in the namespace "takes"."""
        about = _body(self._get(f"/videos/{job.id}"))
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / f"{job.request.scene}.mp4"
            try:
                with self._client.stream(
                    "GET", f"{self._address}/videos/{job.id}/content", headers=self._headers()
                ) as answer:
                    if not answer.is_success:
                        answer.read()
                        raise Unreachable(self._refused(answer))
                    with place.open("wb") as file:
                        for block in answer.iter_bytes():
                            file.write(block)
            except httpx.HTTPError as problem:
                raise Unreachable(self._unreachable(problem)) from problem
            try:
                found = probe(place)
            except MediaRefused as problem:
                raise BackendFailed(
                    f"{self._where()} sent no film for job {job.id}: {problem}"
                ) from problem
            notes = self._checked(job, found)
            clip = assets.put_file(place, "video/mp4", "takes")
        seconds = float(found.seconds)
        return Filmed(
            shot=Footage(
                clip=clip, subject=job.request.picture.subject if job.request.first else None
            ),
            cost=None if self._price is None else round(self._price * seconds, 4),
            seconds=_worked(about),
            notes=notes,
        )

    def cancel(self, job: VideoJob) -> None:
        """Delete a job, which stops it. One that is gone is left alone."""
        try:
            answer = self._client.delete(
                f"{self._address}/videos/{job.id}", headers=self._headers()
            )
        except httpx.HTTPError as problem:
            raise Unreachable(self._unreachable(problem)) from problem
        ended = (HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.GONE)
        if not answer.is_success and answer.status_code not in ended:
            raise Unreachable(self._refused(answer))

    def find(self, key: str, request: ShotRequest) -> VideoJob | None:
        """The job under a key, where the server lists the keys of its jobs."""
        after = ""
        for _ in range(_PAGES):
            answer = self._get(f"/videos?limit={_PAGE}&order=desc{after}")
            rows = _body(answer).get("data")
            if not answer.is_success or not is_list(rows):
                raise Unreachable(self._refused(answer))
            listed = [r for r in rows if is_table(r)]
            for row in listed:
                if row.get("idempotency_key") == key:
                    at = float(row.get("created_at") or time.time())
                    return VideoJob(key=key, id=str(row["id"]), at=at, request=request)
            if len(listed) < _PAGE:
                return None
            after = f"&after={listed[-1]['id']}"
        raise BackendFailed(f"{self._where()} lists too many jobs to find one among them")

    # -- what is sent --------------------------------------------------------------------------

    def _parts(self, request: ShotRequest, assets: Assets) -> list[tuple[str, Any]]:
        """The fields of a multipart request, files among them."""
        width, height = request.size or (request.format.width, request.format.height)
        rate = request.rate or request.format.rate
        length = request.length or request.frames
        fields: dict[str, Any] = {
            "model": self._model,
            "prompt": request.prompt,
            "size": f"{width}x{height}",
            "width": width,
            "height": height,
            "fps": rate,
            "num_frames": length,
            "seconds": f"{length / rate:g}",
            "seed": request.seed,
            **self._more,
        }
        if request.negative:
            fields["negative_prompt"] = request.negative
        shown = [p for pictures in request.references.values() for p in pictures]
        if shown:
            # Servers stretch references to the frame: on white of its shape they keep theirs.
            padded = [_padded(p.asset, assets, width, height) for p in shown]
            fields["image_reference"] = [{"image_url": _data_url(png)} for png in padded]
        parts: list[tuple[str, Any]] = [
            (name, (None, value if isinstance(value, str) else json.dumps(value)))
            for name, value in fields.items()
        ]
        if request.first is not None:
            first = _filled(request.first, assets, width, height)
            parts.append(("input_reference", ("first.png", first, "image/png")))
        return parts

    # -- what comes back -----------------------------------------------------------------------

    def _checked(self, job: VideoJob, found: Probe) -> tuple[str, ...]:
        """Notes on footage that is not as it was asked for. Raises BackendFailed: it is short."""
        request = job.request
        wanted = request.frames / request.format.rate
        if float(found.seconds) < wanted - 1 / request.format.rate:
            raise BackendFailed(
                f"{self._where()} filmed {float(found.seconds):.2f} s of scene {request.scene}, "
                f"which lasts {wanted:.2f} s; set max_seconds in its profile"
            )
        size = (found.width, found.height)
        if request.size is not None and size != request.size:
            asked = "{} x {}".format(*request.size)
            return (f"{self._model} filmed {size[0]} x {size[1]} where {asked} was asked for",)
        return ()

    def _get(self, path: str) -> httpx.Response:
        try:
            return self._client.get(f"{self._address}{path}", headers=self._headers())
        except httpx.HTTPError as problem:
            raise Unreachable(self._unreachable(problem)) from problem

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._secret()}"} if self._secret() else {}

    def _secret(self) -> str:
        return self._key.get_secret_value() if self._key else ""

    def _why(self, body: Mapping[str, Any]) -> str:
        error = body.get("error") or body.get("detail") or ""
        text = error.get("message", error) if is_table(error) else error
        return self._clean(str(text)) or "the server gave no reason"

    def _refused(self, answer: httpx.Response) -> str:
        code = answer.status_code
        act = {
            401: f"check {SETTING}",
            403: f"the key in {SETTING} may not use this model",
            404: "check the address, which ends in /v1, and the model's name",
            429: "it is busy: try again later",
        }.get(code, "see the message")
        said = self._why(_body(answer)) if _body(answer) else self._clean(answer.text)
        return f"{self._where()} refused ({code}: {said}); {act}"

    def _clean(self, text: str) -> str:
        # Some servers repeat the key that they refuse.
        secret = self._secret()
        return " ".join((text.replace(secret, "…") if secret else text).split())[:300]

    def _unreachable(self, problem: Exception) -> str:
        return (
            f"{self._where()} cannot be reached ({type(problem).__name__}); check that the server "
            "runs, its address and the network"
        )

    def _where(self) -> str:
        return f"{self._model} at {self._address}"


def _body(answer: httpx.Response) -> dict[str, Any]:
    """An answer's JSON object; {} where it is none."""
    try:
        found = answer.json()
    except ValueError:
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _worked(about: Mapping[str, Any]) -> float:
    """Seconds that the server worked on a job; 0 where it does not tell."""
    told = about.get("inference_time_s")
    if told is None and about.get("completed_at") and about.get("created_at"):
        told = about["completed_at"] - about["created_at"]
    return round(float(told or 0.0), 3)


def _image(asset: Asset, assets: Assets, side: int) -> Image.Image:
    bgr = open_picture(assets.path(asset), max_side=side)
    return Image.fromarray(np.ascontiguousarray(bgr[..., ::-1]))


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _padded(asset: Asset, assets: Assets, width: int, height: int) -> bytes:
    """A PNG of the frame's size: the whole picture on white."""
    picture = _image(asset, assets, 2 * max(width, height))
    return _png(ImageOps.pad(picture, (width, height), color="#ffffff"))


def _filled(asset: Asset, assets: Assets, width: int, height: int) -> bytes:
    """A PNG of the frame's size, filled by the middle of the picture."""
    picture = _image(asset, assets, 4 * max(width, height))
    return _png(ImageOps.fit(picture, (width, height)))


def _data_url(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"

"""The seam to whatever films a scene: a camera over a still, or a model that makes footage.

Filming takes minutes and may cost money, so it is a job: `submit` it, `poll` it, `fetch` what it
made, or `cancel` it. A job's handle is plain data and outlives the process. What a back end can do
is data in its profile, which stands in the registry: nobody asks a back end for its name to know
what it can do. A back end that has its answer at once is made into one with jobs by `AtOnce`.
"""

import time
from fractions import Fraction
from typing import Literal, Protocol

from pydantic import Field

from ...domain.asset import Asset, Assets
from ...domain.base import Box, Frozen, Slug
from ...domain.campaign import Format
from ...domain.errors import BackendFailed
from ...domain.footage import ClipPart
from ...domain.picture import Picture
from ...domain.places import Places
from ...domain.take import MoveKind, Shot

Zone = Literal["top", "bottom", "none"]
"""Where type will stand, which the framing keeps clear of the subject."""

Toward = Literal["left", "right", "up", "down", "none"]

Takes = Literal[
    "camera", "text", "references", "first frame", "last frame", "mask", "negative", "seed", "clip"
]
"""Parts of a request that a back end may take; "camera" are those of a camera over a still, "clip"
is the moving picture that the request's is a still of."""


class VideoProfile(Frozen):
    """What a back end can do. max_seconds None: any length; rates and sizes (): any.

    sizes are (width, height) in pixels. frame_step: a clip has n * frame_step + 1 frames; 0: any
    number. max_references: pictures a request may carry in all; None: any number.
    """

    name: str
    takes: frozenset[Takes]
    max_seconds: Fraction | None = None
    rates: tuple[int, ...] = ()
    sizes: tuple[tuple[int, int], ...] = ()
    frame_step: int = Field(default=0, ge=0)
    max_references: int | None = None
    prompt_limit: int | None = None
    """Characters of a prompt that it reads; None: any number."""
    generates: bool = True
    """False when every pixel comes from the reference: nothing is made up."""
    at_once: bool = False
    """True when a submitted job is done when it is asked for, and submitting it again is free."""
    paid: bool = True
    side_by_side: int = Field(default=1, ge=1)
    """Jobs that may run at the same time."""
    timeout_s: float = Field(default=1800, gt=0)
    """Seconds a job may take from its submission on: minutes, whatever HTTP itself waits."""
    poll_s: float = Field(default=2.0, gt=0)
    """Seconds before a job is asked about for the first time; later pauses grow."""
    finds: bool = False
    """Whether it can say if a job was submitted under a key."""


class Leg(Frozen):
    """One move of several in a row. weight: its share of the time, to the others'.

    origin and goal: what it begins at and goes to, as boxes in shares of the picture; None: nothing
    that was found. joined: it is made at the same time as the move before it.
    """

    move: MoveKind
    toward: Toward = "none"
    travel: float = Field(default=0.05, ge=0, le=0.12)
    turn: Literal[-1, 1] = 1
    weight: float = Field(default=1.0, gt=0)
    origin: Box | None = None
    goal: Box | None = None
    joined: bool = False


class ShotRequest(Frozen):
    """One scene to film.

    references are pictures by element id: what must look the same as in earlier scenes. first and
    last are pictures that the clip begins and ends with; mask is a picture, white where something
    may change. size (pixels), rate (frames a second) and length (frames at that rate) are what a
    model is asked for; None: format's and frames, which are those of the film.

    Of the camera: travel is how far it goes, in shares of the frame. origin and goal are what it
    begins at and goes to, as boxes in shares of the picture; None: nothing that was found in it.
    then are the moves after the first, whose share of the time is weight. lean shifts the framing
    from the best one: its first number widens (< 0) or tightens (> 0), the other two move the
    subject across and down, in shares of the frame. part: which seconds of the picture's own clip
    to show.
    """

    scene: Slug
    picture: Picture
    prompt: str
    negative: str = ""
    format: Format
    frames: int = Field(gt=0)
    references: dict[Slug, tuple[Picture, ...]] = {}
    first: Asset | None = None
    last: Asset | None = None
    mask: Asset | None = None
    size: tuple[int, int] | None = None
    rate: int | None = None
    length: int | None = None
    move: MoveKind
    toward: Toward = "none"
    travel: float = Field(default=0.05, ge=0, le=0.12)
    turn: Literal[-1, 1] = 1
    weight: float = Field(default=1.0, gt=0)
    origin: Box | None = None
    goal: Box | None = None
    then: tuple[Leg, ...] = ()
    ease: Literal["in-out", "out", "linear"] = "in-out"
    zone: Zone = "none"
    places: Places | None = None
    scale: Literal["wide", "medium", "close", "any"] = "any"
    lean: tuple[float, float, float] = (0.0, 0.0, 0.0)
    part: ClipPart | None = Field(default=None, exclude_if=lambda part: part is None)
    seed: int = 1


class VideoJob(Frozen):
    """The handle of a submitted request. key: what it was submitted under; id: the back end's own.

    at: seconds since 1970 when it was submitted. request: what was asked.
    """

    key: str
    id: str
    at: float
    request: ShotRequest


class JobState(Frozen):
    """How a job stands. share: 0-1, None: not told. why: the reason of a failure.

    "lost": the back end knows no such job. unbilled: it is certain that a failed job costs nothing.
    """

    state: Literal["queued", "running", "done", "failed", "lost"]
    share: float | None = None
    why: str = ""
    unbilled: bool = False


class Filmed(Frozen):
    """What a job made. cost: in the currency of its price, None: not told; seconds: working time.

    notes: what of the request was not followed, in words.
    """

    shot: Shot
    cost: float | None = None
    seconds: float = 0.0
    notes: tuple[str, ...] = ()


class NotSubmitted(BackendFailed):
    """A request was certainly not taken on. again: trying once more may help."""

    def __init__(self, message: str, *, again: bool = False) -> None:
        super().__init__(message)
        self.again = again


class Unreachable(BackendFailed):
    """A question about a job got no answer; it may be asked again."""


class VideoBackend(Protocol):
    """Films scenes as jobs."""

    def submit(self, request: ShotRequest, key: str, assets: Assets) -> VideoJob:
        """Begin to film. key names this request for ever: the same key is the same request.

        Raises NotSubmitted where nothing was begun, and any other error where that is unknown.
        """
        ...

    def poll(self, job: VideoJob) -> JobState:
        """How a job stands. Raises Unreachable."""
        ...

    def fetch(self, job: VideoJob, assets: Assets) -> Filmed:
        """What a job that is done made; its bytes are kept in assets. Raises Unreachable."""
        ...

    def cancel(self, job: VideoJob) -> None:
        """Stop a job, so that it costs no more. One that has ended is left alone."""
        ...

    def find(self, key: str, request: ShotRequest) -> VideoJob | None:
        """The job submitted under a key, None: there is none. Only where the profile `finds`."""
        ...


class Camera(Protocol):
    """Films a scene while one waits, and always the same way."""

    def film(self, request: ShotRequest, assets: Assets) -> Shot:
        """The shot. Raises BackendFailed; puts nothing else in its place."""
        ...


class AtOnce:
    """A camera as a back end with jobs: submitting does nothing, fetching films."""

    def __init__(self, camera: Camera) -> None:
        self.camera = camera

    def submit(self, request: ShotRequest, key: str, assets: Assets) -> VideoJob:
        """A handle that holds the whole request."""
        return VideoJob(key=key, id=key, at=time.time(), request=request)

    def poll(self, job: VideoJob) -> JobState:
        """Done: fetching does the work."""
        return JobState(state="done", share=1.0)

    def fetch(self, job: VideoJob, assets: Assets) -> Filmed:
        """Film the request that the handle holds."""
        began = time.perf_counter()
        shot = self.camera.film(job.request, assets)
        return Filmed(shot=shot, cost=0.0, seconds=round(time.perf_counter() - began, 3))

    def cancel(self, job: VideoJob) -> None:
        """Nothing runs that could be stopped."""

    def find(self, key: str, request: ShotRequest) -> VideoJob | None:
        """The handle again: it follows from the request."""
        return VideoJob(key=key, id=key, at=time.time(), request=request)

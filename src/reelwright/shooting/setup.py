"""The video back ends that are set up here, and what of a request each of them takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import Any

from pydantic import ValidationError

from ..backends import registry
from ..backends.video.interface import ShotRequest, VideoBackend, VideoProfile
from ..domain.base import digest_of
from ..domain.campaign import Format
from ..domain.errors import DoesNotFit

EMBEDDED = ("video/motion", "video/library")
"""Always set up: what no model can film, the camera over stills can; a clip needs nobody."""

APART = ("key", "price")
"""Options that are no part of what a back end makes: other footage would come of none of them."""


@dataclass(frozen=True)
class SetUp:
    """A video back end of the registry ("video/motion"), its options, and what it can do."""

    name: str
    profile: VideoProfile
    options: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)

    def load(self) -> VideoBackend:
        """The back end itself. Raises Missing where this machine lacks what it needs."""
        return registry.load(self.name, **self.options)

    @property
    def print(self) -> str:
        """A digest of what bears on the footage: its name and its options but APART."""
        open_ = {k: v for k, v in self.options.items() if k not in APART}
        return digest_of([self.name, open_])


def set_up(enabled: Mapping[str, Mapping[str, Any]]) -> dict[str, SetUp]:
    """Short name -> back end, the embedded ones always among them.

    enabled: options by registry name, as {"video/openai": {"model": "wan", "address": "..."}};
    "profile" in them changes what the registry says it can do. Raises NotFound for a name that
    the registry lacks, and DoesNotFit for a profile that is none.
    """
    found: dict[str, SetUp] = {}
    for name in dict.fromkeys((*enabled, *EMBEDDED)):
        options = dict(enabled.get(name, {}))
        changed = options.pop("profile", {})
        profile = registry.profile(name if name.startswith("video/") else f"video/{name}")
        short = name.removeprefix("video/")
        try:
            whole = profile.model_dump() | dict(changed) | {"name": short}
            profile = VideoProfile.model_validate(whole)
        except (ValidationError, TypeError, ValueError) as problem:
            raise DoesNotFit(
                f"the profile set for video/{short} is none: {problem}; see docs/backends.md"
            ) from problem
        found[short] = SetUp(f"video/{short}", profile, options)
    return found


def fitted(request: ShotRequest, profile: VideoProfile) -> tuple[ShotRequest, tuple[str, ...]]:
    """What of a request a back end takes, and in words what had to be left out.

    Sets the size, rate and length to ask for: the size whose shape is nearest the film's, and a
    clip at least as long as the scene. Raises DoesNotFit where it films no clip so long.
    """
    changed: dict[str, Any] = {}
    notes: list[str] = []
    takes, name = profile.takes, profile.name
    if takes & {"camera", "clip"}:
        # It reads the prompt no more than a lens does: what it shows is the picture.
        return _pictures_only(request), ()
    if request.negative and "negative" not in takes:
        changed["negative"] = ""
        notes.append(f"{name} takes no negative prompt: “{request.negative}” was left out")
    if request.references and "references" not in takes:
        changed["references"] = {}
        notes.append(f"{name} takes no references: those of {_names(request)} were left out")
    elif profile.max_references is not None:
        kept, left = _capped(request, profile.max_references)
        changed["references"] = kept
        if left:
            notes.append(f"{name} takes {profile.max_references} references: {left} were left out")
    for part, field_ in (("first frame", "first"), ("last frame", "last"), ("mask", "mask")):
        if getattr(request, field_) is not None and part not in takes:
            changed[field_] = None
            notes.append(f"{name} takes no {part}: it was left out")
    if "seed" not in takes:
        changed["seed"] = 1
        notes.append(f"{name} takes no seed: the same request may give other footage")
    if profile.prompt_limit is not None and len(request.prompt) > profile.prompt_limit:
        raise DoesNotFit(
            f"the prompt of scene {request.scene} has {len(request.prompt)} characters and {name} "
            f"reads {profile.prompt_limit}; shorten the scene, or choose another back end for it"
        )
    changed |= _measures(request, profile)
    return _without_camera(request.model_copy(update=changed)), tuple(notes)


def footage(film: Format, frames: int, profile: VideoProfile, scene: str = "") -> tuple[int, int]:
    """Frames, and frames a second, that a back end is asked for to fill so many of a film's.

    Raises DoesNotFit where it films no clip so long.
    """
    seconds = Fraction(frames, film.rate)
    rate = min(profile.rates, key=lambda r: (abs(r - film.rate), r), default=film.rate)
    length = ceil(seconds * rate)
    if profile.frame_step:
        length = ceil((length - 1) / profile.frame_step) * profile.frame_step + 1
    if profile.max_seconds is not None and Fraction(length, rate) > profile.max_seconds:
        raise DoesNotFit(
            f"scene {scene} lasts {float(seconds):.2f} s and {profile.name} films at most "
            f"{float(profile.max_seconds):.2f} s; choose another back end for the scene, or make "
            "it shorter"
        )
    return length, rate


def _measures(request: ShotRequest, profile: VideoProfile) -> dict[str, Any]:
    film = request.format
    length, rate = footage(film, request.frames, profile, request.scene)
    shape = film.width / film.height
    size = min(
        profile.sizes,
        key=lambda s: (abs(s[0] / s[1] - shape), -s[0] * s[1]),
        default=(film.width, film.height),
    )
    return {"rate": rate, "length": length, "size": size}


def _capped(request: ShotRequest, most: int) -> tuple[dict[str, tuple[Any, ...]], str]:
    """As many references as fit, each element's first before any second; the rest in words."""
    ranked = sorted(
        (n, at, element)
        for at, (element, pictures) in enumerate(request.references.items())
        for n, _ in enumerate(pictures)
    )
    count = {e: sum(1 for r in ranked[:most] if r[2] == e) for e in request.references}
    kept = {e: p[: count[e]] for e, p in request.references.items() if count[e]}
    left = [
        f"{len(p) - count[e]} of {e}" for e, p in request.references.items() if len(p) > count[e]
    ]
    return kept, ", ".join(left)


def _pictures_only(request: ShotRequest) -> ShotRequest:
    return request.model_copy(update={"references": {}, "first": None, "last": None, "mask": None})


_CAMERA = frozenset(
    "toward travel turn weight origin goal then ease zone places scale lean part".split()
)


def _without_camera(request: ShotRequest) -> ShotRequest:
    """A request to a model without what only a camera over a still reads: equal ones are one."""
    plain = {n: f.default for n, f in ShotRequest.model_fields.items() if n in _CAMERA}
    return request.model_copy(update=plain | {"move": "still"})


def _names(request: ShotRequest) -> str:
    return ", ".join(request.references)

"""The one table of back ends. Nothing here is imported until it is asked for.

Adding a back end is four moves: its file, its row here with a profile, its heading in the
documentation, and the contract suite of its kind, which finds it through `every`.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from reelwright.domain.errors import Missing, NotFound

from .profile import Profile, SpeechProfile


@dataclass(frozen=True)
class Entry:
    """A row. target is "module:Class" or "module:function"; extra is the pip extra it needs."""

    target: str
    profile: Profile
    extra: str | None = None


@dataclass(frozen=True)
class Availability:
    """Whether a back end can work on this machine. get is "" when it is present."""

    name: str
    present: bool
    detail: str
    get: str = ""


_SPEECH = "reelwright.backends.speech"
_ENGLISH = ("en",)

ENTRIES: dict[str, Entry] = {
    "speech/recordings": Entry(
        f"{_SPEECH}.recordings:Recordings",
        SpeechProfile(
            licence="the user's own",
            get="put audio files in the campaign's voice/ folder, named after the scene id or the "
            "words spoken (for example voice/s01.wav)",
            languages=("*",),
            word_timings=False,
            rank=0,
        ),
    ),
    "speech/piper": Entry(
        f"{_SPEECH}.piper:Piper",
        SpeechProfile(
            licence="GPL-3.0; each voice has its own licence",
            get="pip install 'reelwright[piper]' and set voice in brand.toml to a voice file "
            "(.onnx, with its .onnx.json beside it)",
            languages=("*",),
            word_timings=False,
            rank=1,
        ),
        extra="piper",
    ),
    "speech/festival": Entry(
        f"{_SPEECH}.festival:Festival",
        SpeechProfile(
            licence="permissive (X11-like)",
            get="apt-get install festival festvox-us-slt-hts",
            languages=_ENGLISH,
            word_timings=True,
            rank=2,
        ),
    ),
    "speech/flite": Entry(
        f"{_SPEECH}.flite:Flite",
        SpeechProfile(
            licence="permissive (BSD-like)",
            get="apt-get install flite",
            languages=_ENGLISH,
            word_timings=False,
            rank=3,
        ),
    ),
    "speech/espeak": Entry(
        f"{_SPEECH}.espeak:Espeak",
        SpeechProfile(
            licence="GPL-3.0",
            get="pip install espeakng-loader",
            languages=("*",),
            word_timings=True,
            rank=4,
        ),
    ),
}


def kinds() -> tuple[str, ...]:
    """Kinds of back end that have at least one row, in table order."""
    return tuple(dict.fromkeys(key.split("/")[0] for key in ENTRIES))


def every(kind: str) -> tuple[str, ...]:
    """Names "kind/name" of all rows of a kind, in table order."""
    return tuple(key for key in ENTRIES if key.split("/")[0] == kind)


def entry(name: str) -> Entry:
    """The row called "kind/name". Raises NotFound, listing the names of that kind."""
    if name not in ENTRIES:
        kind = name.split("/")[0]
        known = every(kind) or tuple(ENTRIES)
        raise NotFound(f"there is no back end {name!r}; choose one of {', '.join(known)}")
    return ENTRIES[name]


def profile(name: str) -> Profile:
    """What is known of a back end without loading it. Raises NotFound."""
    return entry(name).profile


def target(name: str) -> Any:
    """The class or function behind a row, imported now.

    Raises NotFound for an unknown name and Missing when its package is not installed.
    """
    row = entry(name)
    module, _, attribute = row.target.partition(":")
    try:
        return getattr(import_module(module), attribute)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("reelwright"):
            raise
        raise Missing(f"{name} needs the package {error.name}: {row.profile.get}") from error


def load(name: str, **options: Any) -> Any:
    """The back end itself: its class or function called with options.

    Raises NotFound for an unknown name and Missing when this machine lacks what it needs.
    """
    return target(name)(**options)


def available(kind: str) -> tuple[Availability, ...]:
    """For each back end of a kind, whether it can work here; for `doctor`.

    A back end's class says so itself in a static `presence() -> str | None` (None: absent); one
    without it is present when it can be imported.
    """
    found = []
    for name in every(kind):
        row = ENTRIES[name]
        try:
            made = target(name)
            presence = getattr(made, "presence", None)
            detail = presence() if presence else "installed"
        except Missing:
            detail = None
        found.append(
            Availability(
                name=name,
                present=detail is not None,
                detail=detail or "not on this machine",
                get="" if detail is not None else row.profile.get,
            )
        )
    return tuple(found)

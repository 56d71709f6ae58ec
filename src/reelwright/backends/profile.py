"""What is known of a back end before it is loaded: data, so that nobody sniffs names."""

from reelwright.domain.base import Frozen


class Profile(Frozen):
    """Facts about a back end, whatever its kind. Kinds with more to say inherit from it.

    licence is that of the program or model; get says in words how to have it on this machine;
    local is False for services that data is sent to.
    """

    licence: str
    get: str
    local: bool = True
    note: str = ""


class SpeechProfile(Profile):
    """languages are primary subtags ("en"); word_timings says whether the engine reports them.

    rank orders the engines for "auto", best first. files are data the engine needs that no package
    brings. same_each_time: equal text gives equal bytes.
    """

    languages: tuple[str, ...]
    word_timings: bool
    rank: int
    same_each_time: bool = True


class VideoProfile(Profile):
    """max_seconds limits one clip, None: any length. takes_picture: films from a reference."""

    max_seconds: float | None = None
    takes_picture: bool = True


class EmbedProfile(Profile):
    """dimensions of a vector; images says whether pictures can be embedded as well as words."""

    dimensions: int
    images: bool = False
    languages: tuple[str, ...] = ("en",)


class IndexProfile(Profile):
    """server says whether a process besides ours must run."""

    server: bool = False
    full_text: bool = True

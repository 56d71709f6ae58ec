"""A finished film, its checks, its page and its papers."""

from typing import Literal

from .asset import Asset
from .base import Frozen, Seconds, Slug


class Check(Frozen):
    """One release check: measured value, limit, and what to do when it fails."""

    name: str
    ok: bool
    measured: str
    limit: str
    act: str = ""
    blocking: bool = True
    skipped: bool = False


class Film(Frozen):
    """A film of one storyboard in one format and language."""

    id: Slug
    storyboard: Slug
    segment: Slug
    brief: Slug
    format: str
    language: str
    seconds: Seconds
    file: Asset
    poster: Asset
    stills: tuple[Asset, ...] = ()
    """One frame per scene, PNG or JPEG."""
    focus: tuple[tuple[float, float], ...] = ()
    """Where the eye should rest in each still, in shares of its width and height."""
    srt: Asset
    vtt: Asset
    otio: Asset
    timeline: str
    """Digest of the Timeline."""
    loudness: float
    """Integrated, LUFS."""
    true_peak: float
    """dBTP."""


class Checked(Frozen):
    """A film with the results of its checks."""

    film: Slug
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """True when no blocking check failed."""
        return not self.failed

    @property
    def failed(self) -> tuple[Check, ...]:
        """The blocking checks that failed."""
        return tuple(c for c in self.checks if c.blocking and not c.ok)


class Block(Frozen):
    """One block of a landing page. Images and links are ids, never addresses of other sites."""

    kind: Literal["hero", "film", "proof", "points", "steps", "offer", "faq", "call", "about"]
    head: str = ""
    body: str = ""
    items: tuple[tuple[str, str], ...] = ()
    image: str = ""
    """Name of one of the page's pictures."""


class PageSpec(Frozen):
    """A typed page: what is said, in which order; a printer makes it HTML."""

    id: Slug
    title: str
    description: str
    language: str
    blocks: tuple[Block, ...]
    call_text: str
    call_link: str
    disclosure: str
    about: str = ""
    """Who speaks and in which trade: "Fernhill, home care"."""

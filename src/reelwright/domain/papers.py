"""What a film leaves the house with: credentials, disclosure, the pictures of its page."""

from typing import Any, Literal

from .asset import Asset
from .base import Frozen, Slug

Role = Literal["none", "assisted", "generated"]
"""none: people or plain editing; assisted: a model helped and a person approved; generated: a
model or a synthesiser made it."""


class Credentials(Frozen):
    """What a file's credentials say.

    state: "trusted" (sound, and signed by a signer we trust), "valid" (sound, signer unknown to
    the reader), "invalid" (changed after signing, or broken), "none". problems are the reader's
    codes.
    """

    state: Literal["trusted", "valid", "invalid", "none"]
    problems: tuple[str, ...] = ()
    title: str = ""
    signer: str = ""
    source_type: str = ""
    sources: tuple[str, ...] = ()
    made_from: dict[str, tuple[str, ...]] = {}
    """Picture -> those that it was made from, where a source is an edited one."""
    disclosure: str = ""
    retrieval: dict[str, Any] = {}
    """How its pictures were found, as the film carries it; {} where nothing was retrieved."""


class FilmPart(Frozen):
    """One part of a film: who made it and how we know."""

    name: str
    role: Role
    trained: bool = False
    """Whether a model derived from sampled content made it."""
    lifelike: bool = False
    """Whether it could be taken for real: a person's voice, a place, something filmed."""
    why: str


class Disclosure(Frozen):
    """What is disclosed. text goes on the page and beside the film; "" when nothing must be said.

    visible says whether the film itself should carry a mark from its first frames on: where a
    machine made something that could be taken for real (EU AI Act, Article 50(4)). source_type
    marks every film for machines (Article 50(2)), in its content credentials and its manifest.
    """

    text: str
    visible: bool
    parts: tuple[FilmPart, ...]
    source_type: str
    """The IPTC digital source type, a whole address."""
    unsure: tuple[str, ...] = ()
    """What nobody has declared, for the person who signs off."""


class PagePicture(Frozen):
    """A picture of a page: name as in its blocks, a JPEG, its size, where the eye should rest."""

    name: Slug
    asset: Asset
    alt: str
    width: int
    height: int
    focus: tuple[float, float] = (0.5, 0.5)

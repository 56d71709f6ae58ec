"""A library picture: what it shows, who owns it, and where its subject stands."""

from typing import Literal

from pydantic import Field

from .asset import Asset
from .base import Box, Frozen, Hex, Slug

CaptionSource = Literal["person", "sidecar", "iptc", "xmp", "model", "file name"]


class Caption(Frozen):
    """What a picture shows, and who said so. Precedence is the order of CaptionSource."""

    text: str
    source: CaptionSource


class Rights(Frozen):
    """Who holds it, under what licence, until when (ISO date, None: no end)."""

    holder: str = ""
    licence: str = ""
    expires: str | None = None
    people_consented: bool | None = None
    """None: no recognisable people, or nobody said."""


class Picture(Frozen):
    """One picture of the library. width and height are after orientation; SVG: its view box.

    subject is the box of what the eye goes to; keep are boxes that nothing may cover: faces, or
    what the picture proves. calm rates how quiet the top, middle and bottom
    thirds are (1 = empty), which decides where type may stand. layers are the ids of a layered
    SVG's groups, back to front; () for a flat picture. mask is None for opaque pictures.
    """

    id: Slug
    asset: Asset
    width: int = Field(gt=0)
    height: int = Field(gt=0)
    captions: tuple[Caption, ...]
    keywords: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """Names of the people it shows, as a person listed them; they are keywords too."""
    rights: Rights = Rights()
    scale: Literal["wide", "medium", "close"] = "medium"
    subject: Box
    keep: tuple[Box, ...] = ()
    calm: tuple[float, float, float]
    palette: tuple[Hex, ...]
    sharpness: float = Field(description="variance of the Laplacian at 512 px; under 60 is soft")
    layers: tuple[str, ...] = ()
    made_by_ai: bool | None = None

    @property
    def caption(self) -> str:
        """The caption that counts: the one of the best source."""
        return self.captions[0].text

"""Parts of a campaign, so that a stage depends on what it reads and on nothing else.

Each view is a Campaign whose other parts are blanked, and raise `Undeclared` where they are read: a
stage cannot use what its key leaves out.
"""

from typing import Any

from ...domain.asset import Asset
from ...domain.brand import Brand, FontFace, Palette, VoiceProfile
from ...domain.campaign import Campaign, Wanted
from ...domain.survey import Codebook
from .stage import Undeclared

BLANK = Asset(sha256="0" * 64, media_type="application/octet-stream", bytes=0, name="blank")
_FACE = FontFace(family="blank", weight=400, asset=BLANK)
_PALETTE = Palette(primary="#000000", ink="#000000", paper="#ffffff", accent="#000000")

_NOT_SAID: dict[str, Any] = {
    "palette": _PALETTE,
    "heading": _FACE,
    "body": _FACE,
    "fonts": (),
    "logo": BLANK,
    "logo_reversed": None,
    "logo_aspect": 1.0,
    "voice": VoiceProfile(),
}
_NOT_WRITTEN_FROM: dict[str, Any] = {
    "pictures": (),
    "codebook": Codebook(columns=()),
    "survey": BLANK,
    "recordings": (),
    "music": "made",
    "wanted": Wanted(),
}
_NOT_SEEN: dict[str, Any] = {"voice": VoiceProfile(), "music": ""}


class _Tone(Brand):
    """A brand's name and tone; no colours, type, logo or voice."""

    def __getattribute__(self, name: str) -> Any:
        if name in _NOT_SAID:
            raise Undeclared(f"brand.{name}")
        return super().__getattribute__(name)


class _Coloured(_Tone):
    """A brand's name, tone and colours."""

    def __getattribute__(self, name: str) -> Any:
        return (
            object.__getattribute__(self, name)
            if name == "palette"
            else super().__getattribute__(name)
        )


class _Look(Brand):
    """What of a brand is seen."""

    def __getattribute__(self, name: str) -> Any:
        if name in _NOT_SEEN:
            raise Undeclared(f"brand.{name}")
        return super().__getattribute__(name)


class _Words(Campaign):
    """What writers read."""

    def __getattribute__(self, name: str) -> Any:
        if name in _NOT_WRITTEN_FROM:
            raise Undeclared(f"campaign.{name}")
        return super().__getattribute__(name)


class _Pictures(_Words):
    """What writers read, and the pictures."""

    def __getattribute__(self, name: str) -> Any:
        return (
            object.__getattribute__(self, name)
            if name == "pictures"
            else super().__getattribute__(name)
        )


def words(campaign: Campaign, *, languages: tuple[str, ...] = ()) -> Campaign:
    """What writers read: facts and tone; no pictures, type, colours, voice or options."""
    kept = {k: v for k, v in campaign.translations.items() if k in languages}
    tone: dict[str, Any] = vars(campaign.brand) | _NOT_SAID
    blank = {"brand": _Tone.model_construct(**tone), "translations": kept}
    said: dict[str, Any] = vars(campaign) | _NOT_WRITTEN_FROM | blank
    return _Words.model_construct(**said)


def meaning(codebook: Codebook) -> Codebook:
    """What the columns mean, whoever confirmed it."""
    return codebook.model_copy(update={"confirmed": True, "notes": ()})


def pictures(campaign: Campaign) -> Campaign:
    """What continuity reads: the words, the pictures and the palette."""
    plain = vars(words(campaign))
    coloured: dict[str, Any] = {**vars(plain["brand"]), "palette": campaign.brand.palette}
    brand = _Coloured.model_construct(**coloured)
    # Scenes are bound by their storyboard: another line of a script binds no other scene anew.
    shown: dict[str, Any] = plain | {"pictures": campaign.pictures, "brand": brand, "script": None}
    return _Pictures.model_construct(**shown)


def look(brand: Brand) -> Brand:
    """What overlays are painted from: type, colours, logo, tagline; no voice."""
    return _Look.model_construct(**vars(brand) | _NOT_SEEN)

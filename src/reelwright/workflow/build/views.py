"""Parts of a campaign, so that a stage depends on what it reads and on nothing else.

Each view is a Campaign whose other parts are blanked: a stage cannot use what its key leaves out.
"""

from ...domain.asset import Asset
from ...domain.brand import Brand, FontFace, Palette, VoiceProfile
from ...domain.campaign import Campaign, Wanted
from ...domain.survey import Codebook

BLANK = Asset(sha256="0" * 64, media_type="application/octet-stream", bytes=0, name="blank")
_FACE = FontFace(family="blank", weight=400, asset=BLANK)
_PALETTE = Palette(primary="#000000", ink="#000000", paper="#ffffff", accent="#000000")


def words(campaign: Campaign, *, languages: tuple[str, ...] = ()) -> Campaign:
    """What writers read: facts and tone; no pictures, type, colours, voice or options."""
    brand = campaign.brand.model_copy(
        update={
            "palette": _PALETTE,
            "heading": _FACE,
            "body": _FACE,
            "fonts": (),
            "logo": BLANK,
            "logo_reversed": None,
            "logo_aspect": 1.0,
            "voice": VoiceProfile(),
        }
    )
    kept = {k: v for k, v in campaign.translations.items() if k in languages}
    return campaign.model_copy(
        update={
            "brand": brand,
            "pictures": (),
            "codebook": Codebook(columns=()),
            "survey": BLANK,
            "recordings": (),
            "translations": kept,
            "wanted": Wanted(),
        }
    )


def meaning(codebook: Codebook) -> Codebook:
    """What the columns mean, whoever confirmed it."""
    return codebook.model_copy(update={"confirmed": True, "notes": ()})


def pictures(campaign: Campaign) -> Campaign:
    """What continuity reads: the words, the pictures and the palette."""
    plain = words(campaign)
    brand = plain.brand.model_copy(update={"palette": campaign.brand.palette})
    return plain.model_copy(update={"pictures": campaign.pictures, "brand": brand})


def look(brand: Brand) -> Brand:
    """What overlays are painted from: type, colours, logo, tagline; no voice."""
    return brand.model_copy(update={"voice": VoiceProfile(), "music": ""})

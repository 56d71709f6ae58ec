"""The brand kit: what every film must look and sound like."""

from pydantic import Field, field_validator

from .asset import Asset
from .base import Frozen, Hex
from .tongues import Accent, Pitch, Sex, Speed


class FontFace(Frozen):
    """One font file. family is the name inside the file, which Typst selects by."""

    family: str
    weight: int = Field(ge=1, le=1000)
    italic: bool = False
    asset: Asset


class Palette(Frozen):
    """Brand colours. accent does one job: it marks what the viewer is asked to do."""

    primary: Hex
    ink: Hex
    paper: Hex
    accent: Hex
    supporting: tuple[Hex, ...] = ()


class VoiceProfile(Frozen):
    """How the brand speaks. speed is in words a minute; pitch 0-99 as espeak counts it.

    accent is a language with its country ("en-GB"); it holds for films in that language. sex is
    that of the voice. Both narrow what "auto" chooses from; a voice that is named goes before them.
    say holds how names are said, respelled as they sound: {"Wrocław": "Vrotswahf"}.
    A brand that asks for none of these is the same as ever, by its digest.

    engine names a speech back end, or "auto" for the best present. recordings are the user's own
    audio files keyed by scene line text or scene number; they beat every engine.
    """

    engine: str = "auto"
    voice: str = "auto"
    accent: Accent = Field(default="", exclude_if=lambda asked: not asked)
    sex: Sex = Field(default="", exclude_if=lambda asked: not asked)
    say: dict[str, str] = Field(default={}, exclude_if=lambda asked: not asked)
    speed: Speed = 150
    pitch: Pitch = 45

    @field_validator("say")
    @classmethod
    def _sounds(cls, say: dict[str, str]) -> dict[str, str]:
        for name, sound in say.items():
            if not any(c.isalnum() for c in name):
                raise ValueError(f"{name!r} is no name: write what stands in the texts")
            if not any(c.isalpha() for c in sound) or len(sound) > 160:
                raise ValueError(
                    f"{sound!r} is not how {name!r} sounds: respell it in letters, 160 at most, "
                    'as in "Wrocław" = "Vrotswahf"'
                )
        return say


class Brand(Frozen):
    """The brand profile that every stage reads (S0-03)."""

    name: str
    tagline: str = ""
    palette: Palette
    heading: FontFace
    body: FontFace
    fonts: tuple[FontFace, ...] = ()
    logo: Asset
    logo_reversed: Asset | None = None
    logo_aspect: float = Field(gt=0, description="width over height")
    tone: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    never_say: tuple[str, ...] = ()
    do: tuple[str, ...] = ()
    dont: tuple[str, ...] = ()
    voice: VoiceProfile = VoiceProfile()
    music: str = ""
    """The mood of every film's music; "" lets each film have its segment's."""

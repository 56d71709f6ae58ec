"""The texts of a campaign that leave the house as type or voice, each with where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .base import Frozen
from .campaign import Campaign

_SPOKEN = ("spoken", "turn", "more", "claim", "text")
"""Fields of moments, metaphors, proofs and offers that are said, and shown as captions."""
_SHOWN = ("head", "short", "name", "price", "terms", "source", "substantiation")
"""Those that are only shown."""


@dataclass(frozen=True)
class CampaignText:
    """A text: its file and field, its language, and whether it is said (captions show it too)."""

    field: str
    text: str
    language: str
    spoken: bool


def texts_of(campaign: Campaign) -> Iterator[CampaignText]:
    """Every text of the campaign that a film can show or say, in the order of its files."""
    own = campaign.language
    brand = campaign.brand
    for name, text in (("name", brand.name), ("tagline", brand.tagline)):
        if text:
            yield CampaignText(f"brand.toml: {name}", text, own, spoken=False)
    tables: tuple[tuple[str, Sequence[Frozen]], ...] = (
        ("offers", campaign.offers),
        ("proofs", campaign.proofs),
        ("moments", campaign.moments),
        ("metaphors", campaign.metaphors),
    )
    for table, rows in tables:
        for row in rows:
            where = f"campaign.toml: {table} {getattr(row, 'id', '')!r}"
            for field in (*_SPOKEN, *_SHOWN):
                value = getattr(row, field, "")
                for text in (value,) if isinstance(value, str) else value:
                    if text:
                        yield CampaignText(f"{where}: {field}", text, own, spoken=field in _SPOKEN)
    yield from _of_script(campaign)
    call = campaign.call
    for field, text in (("text", call.text), ("spoken", call.spoken), ("link", call.link)):
        if text:
            yield CampaignText(f"campaign.toml: call.{field}", text, own, spoken=field != "link")
    for language, lines in campaign.translations.items():
        for source, text in lines.items():
            yield CampaignText(
                f"translations to {language} of {source[:40]!r}", text, language, spoken=True
            )


def _of_script(campaign: Campaign) -> Iterator[CampaignText]:
    script = campaign.script
    for scene in script.scenes if script else ():
        for text, spoken in ((scene.said, True), (scene.shown, False)):
            if text and script:
                yield CampaignText(script.place(scene), text, campaign.language, spoken=spoken)

"""Which of a campaign's texts no format that is asked for has room to show."""

from ..domain.asset import Assets
from ..domain.campaign import Campaign


def crowded(campaign: Campaign, assets: Assets) -> tuple[str, ...]:
    """A line for each: its field, and what to do; () where all has room."""
    from ..graphics.room import without_room
    from ..writing.shown import shown_by

    formats = dict.fromkeys((*campaign.wanted.formats, *campaign.wanted.extra_formats))
    shown = tuple(shown_by(campaign))
    calls = (
        campaign.call.model_copy(update={"text": s.button}) if s.button else None for s in shown
    )
    asked = [(s.text, s.language, call) for s, call in zip(shown, calls, strict=True)]
    found: dict[str, None] = {}
    rooms = without_room(campaign.brand, assets, tuple(formats), asked)
    for one, full in zip(shown, rooms, strict=True):
        if full:
            parts = (one.text.head, one.text.body, one.text.note, one.button)
            words, field = max(zip(parts, one.fields, strict=True), key=lambda p: len(p[0]))
            found[
                f"{field}: its {len(words)} characters do not fit a {full} film even in the "
                "smallest type allowed; shorten it to at most 60"
            ] = None
    return tuple(found)

"""The type that films of a campaign can show as it stands, each with the field it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..domain.campaign import Campaign
from ..domain.sentences import unstopped
from ..domain.storyboard import Text
from .offline.lines import head_of, head_of_proof, offered, source_of
from .scripted import type_of_script
from .translate import known_in

FILE = "campaign.toml"


@dataclass(frozen=True)
class ShownType:
    """A scene's type. fields: where its head, body, note and button stand."""

    text: Text
    language: str
    fields: tuple[str, str, str, str]
    button: str = ""
    """The words of an end card's button; "" for other type."""


def shown_by(campaign: Campaign) -> Iterator[ShownType]:
    """Every text of a campaign as type, in each language of its films, with what goes with it."""
    for shown in _in_own_words(campaign):
        yield shown
        for language in campaign.wanted.languages:
            if language != shown.language:
                yield _told_in(shown, campaign, language)


def _in_own_words(campaign: Campaign) -> Iterator[ShownType]:
    if campaign.script:
        for place, text in type_of_script(campaign.script):
            button = campaign.call.text if text.kind == "end card" else ""
            yield ShownType(text, campaign.language, (place, place, place, _CALL), button)
        return
    plate = f"{campaign.brand.name}, {campaign.category}"
    named = f"{FILE}: category"

    def title(where: str, head: str, field: str, note: str = "", under: str = "") -> ShownType:
        text = Text(kind="lower third", head=unstopped(head), body=plate, note=note)
        return ShownType(
            text, campaign.language, (f"{where}: {field}", named, f"{where}: {under}", "")
        )

    for table, told in (("moments", campaign.moments), ("metaphors", campaign.metaphors)):
        for line in told:
            field = "head" if line.head else "spoken"
            yield title(f"{FILE}: {table} {line.id!r}", head_of(line), field)
    for p in campaign.proofs:
        note, under = p.source or source_of(p.substantiation), "source"
        field = "short" if p.short else "claim"
        where = f"{FILE}: proofs {p.id!r}"
        yield title(where, head_of_proof(p, campaign), field, note, under)
    for o in campaign.offers:
        where, field = f"{FILE}: offers {o.id!r}", "short" if o.short else "name"
        yield title(where, o.short or o.name, field, o.terms, "terms")
        if o.price:
            text = Text(kind="price", head=o.price, body=o.short or o.name, note=o.terms)
            fields = (f"{where}: price", f"{where}: {field}", f"{where}: terms", "")
            yield ShownType(text, campaign.language, fields)
    tagline = unstopped(campaign.brand.tagline)
    head, field = (tagline, "brand.toml: tagline") if tagline else (campaign.call.text, _CALL)
    card = Text(kind="end card", head=head)
    yield ShownType(card, campaign.language, (field, "", "", _CALL), campaign.call.text)
    for o in campaign.offers:
        if body := offered(o, campaign.call.text):
            card = Text(kind="end card", head=head, body=body, note=o.terms)
            where = f"{FILE}: offers {o.id!r}"
            fields = (field, f"{where}: {'short' if o.short else 'name'}", f"{where}: terms", _CALL)
            yield ShownType(card, campaign.language, fields, campaign.call.text)


_CALL = f"{FILE}: call.text"


def _told_in(shown: ShownType, campaign: Campaign, language: str) -> ShownType:
    """The same in another language, as far as the campaign's own translations tell it."""

    def told(text: str) -> str:
        return known_in(campaign, language, text) or text

    head, body, note, button = shown.fields
    text, file = shown.text, f"translations/{language}.toml: of "
    return replace(
        shown,
        text=text.model_copy(
            update={part: told(getattr(text, part)) for part in ("head", "body", "note")}
        ),
        language=language,
        fields=(f"{file}{head}", f"{file}{body}", f"{file}{note}", f"{file}{button}"),
        button=told(shown.button),
    )

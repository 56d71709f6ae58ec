"""Until when offers stand: said behind their terms in each language, and looked at beforehand."""

from collections.abc import Iterator
from datetime import date

from ..domain.campaign import Campaign, Offer

SOON = 14
"""Days before an offer's end from which on `check` tells of it."""

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
}
_UNTIL = {
    "en": "Until {day} {month} {year}.",
    "de": "Bis {day}. {month} {year}.",
    "fr": "Jusqu’au {day} {month} {year}.",
    "es": "Hasta el {day} de {month} de {year}.",
    "it": "Fino al {day} {month} {year}.",
    "pt": "Até {day} de {month} de {year}.",
    "nl": "Tot en met {day} {month} {year}.",
    "pl": "Do {day} {month} {year}.",
    "sv": "Till och med {day} {month} {year}.",
    "da": "Til og med {day}. {month} {year}.",
    "ja": "{year}年{month}月{day}日まで。",
    "zh": "截至{year}年{month}月{day}日。",
}
"""The day itself is within it, in each."""


def until(day: date, language: str) -> str:
    """How a language says "Until 31 May 2027."; "" where its words are not known here."""
    own = language.split("-")[0].lower()
    said = _UNTIL.get(own, "")
    months = _MONTHS.get(own, "").split()
    month = months[day.month - 1] if months else str(day.month)
    first = "1er" if own == "fr" else "1º" if own == "it" else "1"
    return said.format(day=first if day.day == 1 else day.day, month=month, year=day.year)


def dated(campaign: Campaign) -> Campaign:
    """A campaign whose offers' terms say until when they stand, in each of its languages."""
    days = [o.until for o in campaign.offers if o.until]
    if not days:
        return campaign
    own, known = campaign.language, dict(campaign.translations)
    for language in campaign.wanted.languages:
        lines = {until(day, own): said for day in days if (said := until(day, language))}
        if language != own:
            of = language if language in known else language.split("-")[0]
            known[of] = lines | known.get(of, {})
    offers = tuple(_dated(o, own) for o in campaign.offers)
    return campaign.model_copy(update={"offers": offers, "translations": known})


def unsayable(campaign: Campaign) -> Iterator[str]:
    """Offers whose end no film could say, for want of words in the campaign's language."""
    for o in campaign.offers:
        if o.until and not until(o.until, campaign.language):
            yield (
                f"campaign.toml: offers {o.id!r}: until: nothing here says a day in the language "
                f"{campaign.language!r}; say it in terms, and take until out"
            )


def ended(campaign: Campaign, today: date) -> Iterator[str]:
    """Offers that stand no more, for which no film can be made."""
    for o in campaign.offers:
        if o.until and o.until < today:
            yield (
                f"campaign.toml: offers {o.id!r}: until: ended on {o.until}; give it another day, "
                "or take the offer out"
            )


def ending(campaign: Campaign, today: date) -> Iterator[str]:
    """Offers that end within days, which a film may outlive."""
    for o in campaign.offers:
        if o.until and 0 <= (left := (o.until - today).days) <= SOON:
            when = {0: "today", 1: "tomorrow"}.get(left, f"in {left} days")
            yield f"campaign.toml: offers {o.id!r}: until: ends {when}, on {o.until}"


def _dated(offer: Offer, language: str) -> Offer:
    said = until(offer.until, language) if offer.until else ""
    terms = offer.terms.strip()
    if not said or said.rstrip(".") in terms:
        return offer
    stop = "" if not terms or terms[-1] in ".!?。" else "."
    return offer.model_copy(update={"terms": f"{terms}{stop} {said}".strip()})

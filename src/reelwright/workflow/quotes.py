"""What clips, paintings and additions to libraries will spend, found without making anything."""

from collections.abc import Sequence
from decimal import Decimal

from ..backends.registry import entry
from ..backends.text.ask import ATTEMPTS, OFFLINE
from ..domain.knowledge import Space
from ..domain.spending import Usage
from .campaign.estimate import QUESTION, Quote
from .spending import Prices

WORDS = 256
"""Tokens of a caption, or of words that are searched for, at most."""


def asked(work: str, model: str, prices: Prices, items: int) -> tuple[Quote, ...]:
    """Questions to a text model, one an item; () where the offline writer answers."""
    if model == OFFLINE:
        return ()
    return _quoted(work, model, prices, items, QUESTION, _times(QUESTION, ATTEMPTS))


def searched(work: str, spaces: Sequence[Space], prices: Prices, items: int) -> tuple[Quote, ...]:
    """A search by words in each of these spaces, one an item."""
    return tuple(
        quote
        for space in spaces
        if "text" in space.modalities and entry(space.embedder).paid
        for quote in _quoted(
            work, space.embedder, prices, items, Usage(tokens_in=1), Usage(tokens_in=WORDS)
        )
    )


def painted(backend: str, prices: Prices, count: int) -> tuple[Quote, ...]:
    """So many candidates of a painting; requests are between one and one a candidate."""
    if not entry(backend).paid:
        return ()
    least, most = Usage(pictures=count), Usage(requests=count, pictures=count)
    return _quoted("paint", backend, prices, 1, least, most)


def added(spaces: Sequence[Space], prices: Prices, files: int) -> tuple[Quote, ...]:
    """So many files taken into a base: what each shows, and what is said of it."""
    found: list[Quote] = []
    for space in spaces:
        if not entry(space.embedder).paid:
            continue
        looks, words = "image" in space.modalities, "text" in space.modalities
        least = Usage(requests=looks + words, pictures=looks, tokens_in=words)
        most = Usage(requests=looks + 2 * words, pictures=looks, tokens_in=2 * WORDS * words)
        found += _quoted("add", space.embedder, prices, files, least, most)
    return tuple(found)


def _quoted(
    work: str, backend: str, prices: Prices, items: int, least: Usage, most: Usage
) -> tuple[Quote, ...]:
    price = prices.of(backend)
    if price is None:
        return (Quote(work, backend, items, Decimal(0), Decimal(0), known=False),)
    quote = Quote(work, backend, items, price.of(least) * items, price.of(most) * items)
    return (quote,) if quote.most else ()


def _times(use: Usage, times: int) -> Usage:
    return Usage(times, use.seconds * times, 0, use.tokens_in * times, use.tokens_out * times)

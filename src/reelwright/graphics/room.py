"""Whether type has room: what a format could not show even in its smallest letters."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ..domain.asset import Assets
from ..domain.brand import Brand
from ..domain.campaign import FORMATS, CallToAction
from ..domain.errors import DoesNotFit
from ..domain.storyboard import Text
from .easel import Easel
from .end_card import set_end_card
from .titles import Form, set_up

SURE = 45
"""Characters, even of the widest letters, that always have room: only longer texts are set."""

FORMS: tuple[Form, ...] = ("card", "tape")
"""The forms that leave type the least room."""


def without_room(
    brand: Brand,
    assets: Assets,
    formats: Sequence[str],
    asked: Iterable[tuple[Text, str, CallToAction | None]],
) -> Iterator[str]:
    """For each text, its language and, for an end card, its button: a format that has no room.

    The format's name; "" where each of them has room. Nothing is kept.
    """

    @cache
    def easel(name: str, language: str) -> Easel:
        return Easel(brand, FORMATS[name], assets, language=language)

    for text, language, call in asked:
        more = (call.text, call.link) if call else ()
        if max(map(len, (text.head, text.body, text.note, *more))) <= SURE:
            yield ""
            continue
        yield next((f for f in formats if not _fits(easel(f, language), text, call)), "")


def _fits(easel: Easel, text: Text, call: CallToAction | None) -> bool:
    try:
        if call:
            set_end_card(easel, text, call)
        elif text.lettered:
            for form in FORMS:
                set_up(easel, text, form)
    except DoesNotFit:
        return False
    return True

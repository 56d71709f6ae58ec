"""Which storyboard an item was made from, by what it is called."""

from dataclasses import dataclass, field
from functools import cached_property

from ...domain.campaign import FORMATS
from ...domain.storyboard import Storyboard, board_id
from ...store.catalogue import Result
from .production import film_id
from .stages import STAGES
from .studio import Studio


@dataclass(frozen=True)
class Boards:
    """The storyboards that stand; whoever asks for many items keeps one of these.

    items: storyboard's id -> its item.
    """

    studio: Studio
    items: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", {b.id: item for item, b in self._read.items()})

    def of(self, item: str) -> str:
        """The item of the storyboard that is named, or what is named was made from; "" for none.

        item: of a storyboard, or of any kind that is called after one, films that failed too.
        """
        if item in self._read:
            return item
        # Of a long name a film has only the beginning.
        named = self._films.get(item, "")
        if film := self.studio.catalogue.latest("film", item):
            named = film.value.get("storyboard", named)
        name = named or item
        fits = [id for id in self.items if name == id or name.startswith(f"{id}-")]
        return self.items[max(fits, key=len)] if fits else ""

    def spoken(self, id: str) -> frozenset[str]:
        """The languages of the storyboards of an id; none of one that does not stand."""
        return frozenset(b.language for b in self._read.values() if b.id == id)

    @cached_property
    def _read(self) -> dict[str, Storyboard]:
        """Every storyboard by its item; those of another version left out."""
        kind = STAGES.named("storyboard")
        found: list[Result] = list(self.studio.catalogue.items("storyboard"))
        boards = ((kept.item, self.studio.bench.read(kind, kept)) for kept in found)
        return {item: board for item, board in boards if isinstance(board, Storyboard)}

    @cached_property
    def _films(self) -> dict[str, str]:
        """What films of the storyboards are called -> storyboard's id, made or not."""
        films: dict[str, str] = {}
        for board in self._read.values():
            for frame in FORMATS:
                films[film_id(board, frame)] = board.id
        for board in self._read.values():
            for language in self.studio.campaign.wanted.languages:
                told = board_id(board.id, language)
                as_told = board.model_copy(update={"id": told, "language": language})
                for frame in FORMATS:
                    films.setdefault(film_id(as_told, frame), board.id)
        return films

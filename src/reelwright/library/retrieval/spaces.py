"""A base's embedding spaces: which vectors an item gets, and which a query asks with."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ...backends.embed.interface import Embedder
from ...backends.registry import load
from ...domain.errors import DoesNotFit
from ...domain.knowledge import Item, Part, Space
from ...domain.picture import Caption
from ...media.pictures.shaping import other_views
from .scoring import texts_of, wanted_words

DEFAULT = ("embed/minilm", "embed/descriptors")
"""Meaning by captions, without PyTorch; likeness by layout and colours."""

_LOOKS = {"embed/descriptors": (0.78, 1.0)}
"""Cosines of two pictures that count as 0 and as 1. The floor then lies at a cosine of .86.

Measured for the descriptors: unlike photographs seldom pass .6, but drawings of one hand reach
.88 (99 % stay under .85). With the floor at .86, 9 % of 42 drawings and 14 photographs that are
asked for where they are not seem to be there (at .71 it were 62 %). Copies that were saved again,
brightened or mirrored stay above it but for a few; crops and grey ones are found first as ever, and
about half of them do not count as the same picture."""

_ANY_LOOKS, _ANY_CROSSED = (0.4, 0.95), (0.05, 0.35)
"""The same for models that were not measured here; a base's `spaces` may say better ones."""

QUERIES = 1000
"""Vectors of queries that are kept, the latest."""

VIEW = "#view"
"""How the id of a part ends that holds a picture's vectors apart from those of its caption."""


@dataclass(frozen=True)
class Lookup:
    """A vector to search a space with, and whether it stands for words or for a picture."""

    space: Space
    vector: np.ndarray
    worded: bool
    changed: bool = False
    """Whether the picture was mirrored or cut out of bars: it must then be nearer to count."""

    def like(self, cosine: float) -> float:
        """How much what lies so near looks like the picture asked, 0 to 1."""
        low, high = self.space.looks
        return level(cosine, ((low + high) / 2 if self.changed else low, high))


LoadEmbedder = Callable[[str, int | None], Embedder]
"""Gives the embedder of a registry name, in a dimension or in its usual one."""


def load_embedder(name: str, dimension: int | None) -> Embedder:
    """An embedder as the registry gives it without any settings."""
    return load(name, **({} if dimension is None else {"dimension": dimension}))


def new_space(name: str, dimension: int | None = None, load: LoadEmbedder = load_embedder) -> Space:
    """A space filled by the embedder called name. Raises NotFound, Missing, DoesNotFit."""
    embedder = load(name, dimension)
    profile = embedder.profile
    both = {"text", "image"} <= set(profile.modalities)
    return Space(
        id=profile.space,
        embedder=name,
        dimension=profile.dimension,
        weights=embedder.weights,
        modalities=profile.modalities,
        looks=_LOOKS.get(name, _ANY_LOOKS),
        crossed=_ANY_CROSSED if both else (0.0, 1.0),
    )


class Spaces:
    """The spaces of one base, their embedders loaded when they are first needed."""

    def __init__(self, spaces: Sequence[Space], load: LoadEmbedder = load_embedder) -> None:
        self.all = tuple(spaces)
        self._load = load
        self._lock = threading.Lock()
        self._loaded: dict[str, Embedder] = {}
        self._queries: dict[tuple[str, str], np.ndarray] = {}

    @property
    def texts(self) -> tuple[Space, ...]:
        """Spaces that take texts."""
        return tuple(s for s in self.all if "text" in s.modalities)

    @property
    def looks(self) -> tuple[Space, ...]:
        """Spaces that take pictures."""
        return tuple(s for s in self.all if "image" in s.modalities)

    def embedder(self, space: Space) -> Embedder:
        """A space's embedder.

        Raises DoesNotFit when what the registry gives today is not what filled the space: another
        model's vectors look like an answer and are none.
        """
        with self._lock:
            found = self._loaded.get(space.id)
            if found is None:
                found = self._load(space.embedder, space.dimension)
                profile = found.profile
                if (profile.space, found.weights) != (space.id, space.weights):
                    raise DoesNotFit(
                        f"space {space.id} was filled by {space.embedder} with weights "
                        f"{space.weights[:24]}, but this machine has {profile.space} with weights "
                        f"{found.weights[:24]}; install the first again, or run `reelwright "
                        "library rebuild` with the present ones"
                    )
                self._loaded[space.id] = found
        return found

    def parts(
        self,
        said: Sequence[tuple[str, Sequence[Caption], Sequence[str]]],
        looks: Sequence[np.ndarray | None],
    ) -> list[list[Part]]:
        """The parts of items, given (id, captions, keywords) and the small picture of each.

        Full text is the union of all captions; the vectors come from the caption that counts.
        """
        return self._built(said, self._viewed(looks))

    @property
    def _crossed(self) -> bool:
        return any({"text", "image"} <= set(s.modalities) for s in self.all)

    def _built(
        self,
        said: Sequence[tuple[str, Sequence[Caption], Sequence[str]]],
        viewed: Sequence[dict[str, bytes]],
    ) -> list[list[Part]]:
        texts = [texts_of(captions[0].text, keywords) for _, captions, keywords in said]
        flat = [t for group in texts for t in group]
        worded = {s.id: iter(self._pack(self.embedder(s).texts(flat))) for s in self.texts}
        crossed = self._crossed
        found: list[list[Part]] = []
        for n, (item, captions, keywords) in enumerate(said):
            whole = " ".join([*dict.fromkeys(c.text for c in captions), *keywords])
            held = tuple(dict.fromkeys(wanted_words(whole)))
            parts: list[Part] = []
            for k in range(len(texts[n])):
                vectors = {space: next(rows) for space, rows in worded.items()}
                if k == 0 and not crossed:
                    vectors |= viewed[n]
                parts.append(
                    Part(
                        id=f"{item}#{k}",
                        item=item,
                        text=whole if k == 0 else "",
                        words=held,
                        vectors=vectors,
                    )
                )
            if crossed and viewed[n]:
                parts.append(Part(id=f"{item}{VIEW}", item=item, words=held, vectors=viewed[n]))
            found.append(parts)
        return found

    def reworded(self, item: Item, held: Sequence[Part]) -> list[Part]:
        """An item's parts after its words changed; its pictures' vectors are kept."""
        viewed = {s.id for s in self.looks}
        kept: dict[str, bytes] = {}
        for part in held:
            # A model that knows both keeps its pictures' vectors apart from those of captions.
            if part.id.endswith(VIEW) or not self._crossed:
                kept |= {s: v for s, v in part.vectors.items() if s in viewed}
        return self._built([(item.id, item.captions, item.keywords)], [kept])[0]

    def asks(self, words: str, look: np.ndarray | None) -> list[Lookup]:
        """What to ask each space that can answer."""
        found: list[Lookup] = []
        if words.strip():
            found += [Lookup(s, self._asked(s, words), True) for s in self.texts]
        if look is not None:
            # A model that looks tells more than layout and colours do.
            knowing = [s for s in self.looks if s.embedder != "embed/descriptors"]
            for space in knowing or self.looks:
                # Layout and colours know neither mirrors nor bars: those are undone here.
                views = [look] if knowing else other_views(look)
                for n, vector in enumerate(self.embedder(space).pictures(views)):
                    found.append(Lookup(space, vector, False, changed=n > 0))
        return found

    def _asked(self, space: Space, words: str) -> np.ndarray:
        """The vector of a query, kept for the next time: a model on a server is asked once."""
        key = (space.id, words)
        with self._lock:
            known = self._queries.pop(key, None)
        if known is None:
            known = self.embedder(space).texts([words], purpose="query")[0]
        with self._lock:
            self._queries[key] = known
            while len(self._queries) > QUERIES:
                self._queries.pop(next(iter(self._queries)))
        return known

    def _viewed(self, looks: Sequence[np.ndarray | None]) -> list[dict[str, bytes]]:
        found: list[dict[str, bytes]] = [{} for _ in looks]
        there = [n for n, look in enumerate(looks) if look is not None]
        pictures = [look for look in looks if look is not None]
        for space in self.looks if there else ():
            rows = self._pack(self.embedder(space).pictures(pictures))
            for n, row in zip(there, rows, strict=True):
                found[n][space.id] = row
        return found

    @staticmethod
    def _pack(vectors: np.ndarray) -> list[bytes]:
        return [row.astype("<f2").tobytes() for row in vectors]


def unpacked(vector: bytes) -> np.ndarray:
    """A kept vector as float32 of unit length."""
    found = np.frombuffer(vector, "<f2").astype(np.float32)
    return found / np.linalg.norm(found)


def level(cosine: float, ends: tuple[float, float]) -> float:
    """Where a cosine lies between the one that counts as 0 and the one that counts as 1."""
    low, high = ends
    return min(1.0, max(0.0, (cosine - low) / (high - low)))

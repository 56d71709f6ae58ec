"""A search of one base: by words, a picture or both, checked against the catalogue."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from ...backends.index.hybrid import near_and_matching
from ...backends.index.interface import Hit, Index
from ...domain.knowledge import Findings, Found, Item, KnowledgeBase, Query, Weighed
from ..ledger import Ledger
from .fresh import PendingView, passes
from .handover import Door
from .scoring import FLOOR, reason_of, score_of, shared_words, wanted_words
from .spaces import VIEW, Lookup, Spaces, level, unpacked
from .tints import TINT, colours_in, tint_of, tinted

NET = 100
"""Parts that each list gives at least; the net grows while the catalogue bars what it brings."""

WIDEST = 6_400
WEIGHED = 8
"""Items that a receipt tells of, where fewer were asked for."""

MOST_TINTED = 400
"""Items of nearly one score whose colours are looked at."""

WORDS = "words"
"""The name of the list of full-text matches."""


@dataclass
class _Seen:
    """What the lists say of one item."""

    said: float | None = None
    """Cosine of the nearest of its texts to the words asked."""
    crossed: float | None = None
    """How well its picture fits the words, 0 to 1, in a model that knows both."""
    look: float | None = None
    """How much it looks like the picture asked, 0 to 1."""
    tint: str = ""
    """The colours asked for, where the picture has them."""
    ranks: dict[str, int] = field(default_factory=dict[str, int])
    likeness: dict[str, float] = field(default_factory=dict[str, float])


_Judged = tuple[float, str, _Seen, list[str], float | None]
"""Score, item, what the lists say of it, the words that it shares, how near its meaning is."""


class SearchUnderWay:
    """One search under way."""

    def __init__(
        self,
        base: KnowledgeBase,
        ledger: Ledger,
        door: Door,
        spaces: Spaces,
        barred: Callable[[Item, date], str],
    ) -> None:
        """barred: why an item may not be retrieved on a day; "" when it may."""
        self._base = base
        self._ledger = ledger
        self._door = door
        self._spaces = spaces
        self._barred = barred
        self._floor = FLOOR if base.policy.floor is None else base.policy.floor

    def find(
        self, query: Query, look: np.ndarray | None, *, who: str, at: str, today: date
    ) -> Findings:
        """The k items that fit best and may be retrieved today.

        look: the picture asked with, BGR; None: by words alone.
        """
        asks = self._spaces.asks(query.words, look)
        wanted = wanted_words(query.words)
        # Pending parts are read before the index: what moves over meanwhile is then seen twice,
        # and never missed.
        view = self._door.fresh.look()
        net = max(NET, 4 * query.k)
        notes = self._too_long(query.words)
        while True:
            seen, full = self._netted(query, asks, wanted, view, net)
            judged = self._coloured(self._judged(seen, wanted, query), query)
            found = self._vetted(judged, query, today, notes)
            if len(found) >= query.k or not full or net >= WIDEST:
                break
            net *= 4
        index = self._door.index()
        version = index.facts().version if index else "catalogue"
        return Findings(
            query=query,
            who=who,
            at=at,
            floor=self._floor,
            index={self._base.id: f"{version}+{max(view.numbers, default=0)}"},
            spaces={
                self._base.id: tuple(dict.fromkeys(f"{a.space.id}@{a.space.weights}" for a in asks))
            },
            found=tuple(found[: query.k]),
            weighed=tuple(_weighed(f) for f in found),
            notes=tuple(notes.values()),
        )

    def _too_long(self, words: str) -> dict[str, str]:
        """Space -> what to tell of a query that is longer than its model reads."""
        # Four letters a token is what English takes, near enough for a warning.
        tokens = max(len(words.split()), round(len(words) / 4))
        texts = self._spaces.texts if words else ()
        limits = {s.id: self._spaces.embedder(s).profile.text_limit for s in texts}
        return {
            space: f"the query is about {tokens} tokens long, of which {space} reads the first "
            f"{most}: name what is to be seen in fewer words"
            for space, most in limits.items()
            if most is not None and tokens > most
        }

    def _netted(
        self,
        query: Query,
        asks: Sequence[Lookup],
        wanted: dict[str, str],
        view: PendingView,
        net: int,
    ) -> tuple[dict[str, _Seen], bool]:
        """What the lists bring, by item, and whether any of them could bring more."""
        index = self._door.index()
        seen: dict[str, _Seen] = {}
        full = False
        # With meanings compared, a text has to hold every word to be named for its words.
        every = any(a.worded for a in asks)
        nearest, worded = self._held(index, query, asks, bool(wanted), every, net)
        for ask, held in zip(asks, nearest, strict=True):
            vector, space = ask.vector, ask.space
            full = full or len(held) >= net
            listed = [(h.id, h.score) for h in held if h.id not in view.ids]
            listed += view.near(space.id, vector, net, query.where)
            listed.sort(key=lambda p: (-p[1], p[0]))
            for part, cosine in listed:
                _note(seen, part, ask, cosine)
            for rank, item in enumerate(dict.fromkeys(_item(p) for p, _ in listed), start=1):
                ranks = seen[item].ranks
                ranks[space.id] = min(rank, ranks.get(space.id, rank))
        if wanted:
            full = full or len(worded) >= net
            listed = view.matching(wanted, net, every=every, where=query.where)
            listed += [(h.id, h.score) for h in worded if h.id not in view.ids]
            for rank, item in enumerate(dict.fromkeys(_item(p) for p, _ in listed), start=1):
                seen.setdefault(item, _Seen()).ranks[WORDS] = rank
        self._complete(seen, asks)
        return seen, full

    def _held(
        self,
        index: Index | None,
        query: Query,
        asks: Sequence[Lookup],
        worded: bool,
        every: bool,
        net: int,
    ) -> tuple[list[Sequence[Hit]], Sequence[Hit]]:
        """What the index holds near to each vector, and what holds the words."""
        if index is None:
            return [()] * len(asks), ()
        first, rest = asks[:1], asks[1:]
        near: list[Sequence[Hit]] = []
        words: Sequence[Hit] = ()
        if worded and first:
            space, vector = first[0].space.id, first[0].vector
            held, words = near_and_matching(
                index, space, vector, query.words, net, every=every, where=query.where
            )
            near.append(held)
        elif worded:
            words = index.matching(query.words, net, every=every, where=query.where)
        else:
            rest = asks
        near += [index.near(a.space.id, a.vector, net, query.where) for a in rest]
        return near, words

    def _complete(self, seen: dict[str, _Seen], asks: Sequence[Lookup]) -> None:
        """Cosines of those that only another list brought, from the catalogue's vectors."""
        for ask in asks:
            lacking = [i for i, s in seen.items() if ask.space.id not in s.likeness]
            for parts in self._ledger.parts(lacking).values():
                for part in parts:
                    vector = part.vectors.get(ask.space.id)
                    if vector is not None:
                        _note(seen, part.id, ask, float(unpacked(vector) @ ask.vector))

    def _judged(
        self, seen: dict[str, _Seen], wanted: dict[str, str], query: Query
    ) -> list[_Judged]:
        total, spread = self._ledger.spread(list(wanted)) if wanted else (0, {})
        held = self._ledger.words(list(seen)) if wanted else {}
        compared = any(s.said is not None or s.crossed is not None for s in seen.values())
        found: list[_Judged] = []
        for item, told in seen.items():
            shared, share = shared_words(wanted, held.get(item, ()), spread, total)
            meaning = max(told.said or 0.0, told.crossed or 0.0) if compared else None
            if wanted:
                told.likeness[WORDS] = round(share, 3)
            score = score_of(
                meaning=meaning, share=share, look=told.look, worded=bool(query.words.strip())
            )
            found.append((score, item, told, [wanted[w] for w in shared], meaning))
        return sorted(found, key=lambda f: (-f[0], f[1]))

    def _coloured(self, judged: list[_Judged], query: Query) -> list[_Judged]:
        """Those that may be chosen, in their order after colours that the query names."""
        colours = colours_in(query.words)
        if not colours or not judged:
            return judged
        last = judged[min(len(judged), max(query.k, WEIGHED)) - 1][0]
        near = sum(score >= last - TINT for score, *_ in judged)
        head, rest = judged[: min(near, MOST_TINTED)], judged[min(near, MOST_TINTED) :]
        items = self._ledger.items([item for _, item, *_ in head])
        made: list[_Judged] = []
        for score, id_, told, shared, meaning in head:
            item = items.get(id_)
            palette = item.picture.palette if item and item.picture else ()
            tint = tint_of(palette, colours)
            told.tint = " and ".join(colours) if tint > 0.5 else ""
            made.append((tinted(score, tint, self._floor), id_, told, shared, meaning))
        return sorted(made, key=lambda f: (-f[0], f[1])) + rest

    def _vetted(
        self,
        judged: Sequence[_Judged],
        query: Query,
        today: date,
        notes: dict[str, str],
    ) -> list[Found]:
        """The best that may be retrieved: the catalogue has the last word, whatever lists say."""
        enough = max(query.k, WEIGHED)
        found: list[Found] = []
        for start in range(0, len(judged), 2 * enough):
            part = judged[start : start + 2 * enough]
            items = self._ledger.items([item for _, item, *_ in part])
            for score, id_, told, shared, meaning in part:
                item = items.get(id_)
                if item is None or item.state != "approved" or not passes(item.tags(), query.where):
                    continue
                if why := self._barred(item, today):
                    if score >= self._floor:
                        notes[id_] = f"{item.asset.name} ({id_[:12]}) was passed over: {why}"
                    continue
                found.append(
                    Found(
                        item=item,
                        score=score,
                        reason=reason_of(
                            item.captions[0],
                            meaning=meaning,
                            shared=shared,
                            look=told.look,
                            tint=told.tint,
                            worded=bool(query.words.strip()),
                        ),
                        grounded=score >= self._floor,
                        ranks=told.ranks,
                        likeness={k: round(v, 4) for k, v in told.likeness.items()},
                    )
                )
                if len(found) >= enough:
                    return found
        return found


def _note(seen: dict[str, _Seen], part: str, ask: Lookup, cosine: float) -> None:
    """Enter a cosine of one part: the best of an item's parts counts."""
    told = seen.setdefault(_item(part), _Seen())
    space, both = ask.space, {"text", "image"} <= set(ask.space.modalities)
    pictured = part.endswith(VIEW) or not both
    if ask.worded and both and pictured:
        told.crossed = max(told.crossed or 0.0, level(cosine, space.crossed))
    elif ask.worded:
        told.said = max(told.said if told.said is not None else -1.0, cosine)
    elif pictured:
        told.look = max(told.look or 0.0, ask.like(cosine))
    else:
        return
    told.likeness[space.id] = max(told.likeness.get(space.id, -1.0), cosine)


def _item(part: str) -> str:
    return part.partition("#")[0]


def _weighed(found: Found) -> Weighed:
    return Weighed(
        item=found.item.id,
        base=found.item.base,
        caption=found.item.caption,
        score=found.score,
        grounded=found.grounded,
        reason=found.reason,
        ranks=found.ranks,
        likeness=found.likeness,
    )

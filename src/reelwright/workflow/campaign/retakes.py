"""What a person wants of a scene's takes: another one, a certain one, or that a person looks.

Kept among the catalogue's decisions for ever. A wish is about the scene as it was seen: it lapses
when what the scene shows is changed, for its takes are others then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ...domain.base import digest_of
from ...domain.storyboard import Scene, Storyboard
from ...store.catalogue import Catalogue, Decision, Result, now
from .naming import former_boards

TAKE = "take"
"""The gate, as the catalogue calls it, that these decisions are noted under."""

TakeAct = Literal["another", "pick", "free", "ban", "allow"]
"""another: one more. pick: this one. free: no pick. ban, allow: never this one, or again."""

LookAct = Literal["send", "pass"]
"""send: a person shall look at the scene. pass: what stands of it may pass as it is."""


@dataclass(frozen=True)
class Remark:
    """What somebody said of a scene: who, in which words, when (UTC, ISO 8601)."""

    who: str
    note: str
    at: str


@dataclass(frozen=True)
class TakeWish:
    """What is wanted of a scene's attempts, which count from 1.

    least: so many are made, however good an earlier one was. said: what shall be otherwise, by the
    attempt that it was said for. picked: the one to use. banned: those not to use. sent: who wants
    a person to look, until one picked a take or let it pass; None: nobody. passed: who let a take
    pass as it is, by the digest of that take.
    """

    least: int = 0
    said: Mapping[int, str] = field(default_factory=dict[int, str])
    picked: int | None = None
    banned: frozenset[int] = frozenset()
    sent: Remark | None = None
    passed: Mapping[str, Remark] = field(default_factory=dict[str, Remark])


def wish(
    catalogue: Catalogue,
    board: Storyboard,
    scene: Scene,
    act: TakeAct,
    attempt: int,
    who: str,
    note: str = "",
) -> None:
    """Note what a person wants of a scene, in all formats and languages.

    attempt: which one it is about; of "another" the number that the next one has.
    """
    what = f"{attempt} of {_seen(scene)}"
    catalogue.decide(Decision(TAKE, f"{board.id}/{scene.id}", what, act, who, note, now()))


def send(catalogue: Catalogue, board: Storyboard, scene: Scene, who: str, note: str) -> None:
    """Note that a person shall look at a scene; note: at what."""
    item = f"{board.id}/{scene.id}"
    catalogue.decide(Decision(TAKE, item, f"0 of {_seen(scene)}", "send", who, note, now()))


def let_pass(
    catalogue: Catalogue, board: Storyboard, scene: Scene, take: Result, who: str, note: str
) -> None:
    """Note that a take, as it stands, may pass although it is weak; note: why.

    A take that stands later is another, and may not.
    """
    what = f"{take.value['attempt']} of {_seen(scene)} as {take.digest[:16]}"
    catalogue.decide(Decision(TAKE, f"{board.id}/{scene.id}", what, "pass", who, note, now()))


def wished(catalogue: Catalogue, board: str, scene: Scene) -> TakeWish:
    """What is wanted of a scene of a storyboard (its id) as it is now."""
    names = {f"{name}/{scene.id}" for name in former_boards(catalogue, board)}
    least, said, banned = 0, dict[int, str](), set[int]()
    picked: int | None = None
    sent: Remark | None = None
    passed: dict[str, Remark] = {}
    for one in catalogue.decisions():
        number, _, about = one.digest.partition(" of ")
        seen, _, take = about.partition(" as ")
        if one.gate != TAKE or one.item not in names or seen != _seen(scene):
            continue
        n = int(number)
        if one.decision in ("pick", "pass"):
            sent = None
        if one.decision == "send":
            sent, passed = Remark(one.who, one.note, one.at), {}
        elif one.decision == "pass":
            passed[take] = Remark(one.who, one.note, one.at)
        elif one.decision == "another":
            least, said[n], picked = max(least, n), one.note, None
        elif one.decision == "pick":
            picked = n
            banned.discard(n)
        elif one.decision == "ban":
            banned.add(n)
            picked = None if picked == n else picked
        elif one.decision == "allow":
            banned.discard(n)
        else:
            picked = None
    return TakeWish(least, said, picked, frozenset(banned), sent, passed)


def _seen(scene: Scene) -> str:
    """What a scene shows, shortened; its words are translated and edited, and its takes stay."""
    return digest_of([scene.description, scene.seek, scene.camera, scene.scale])[:16]

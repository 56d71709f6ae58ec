"""Comments on films and storyboards, and links by which people outside see them and say so too.

What somebody outside says decides nothing: their wish stands beside the item until a person of the
house approves or rejects it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..domain.base import Frozen
from ..domain.errors import InvalidIntake, NotAllowed, NotFound
from ..domain.storyboard import Storyboard
from . import _given, _houses, films, house, items, references, stills
from ._rights import demand
from .items import ItemCard

if TYPE_CHECKING:
    from ..store.reviews import Comment, Link, Reviews

Verdict = Literal["", "approve", "change"]

LONGEST_TEXT, LONGEST_NAME, LONGEST_DAYS = 4000, 80, 365

SHOWN = ("film", "storyboard")
"""Stages whose items can be shown to people outside."""


class ItemComment(Frozen):
    """What somebody said of an item, as it was then (version).

    at: second of the film. place: in the picture, x and y from its upper left corner, 0-1.
    outside: they came by a review link, of the id link. settled_at is "" while it is open.
    """

    id: str
    thing: str
    version: str
    text: str
    verdict: Verdict
    who: str
    outside: bool
    link: str
    answer_to: str
    at: float | None
    place: tuple[float, float] | None
    said_at: str
    settled_at: str
    settled_by: str


class ReviewLink(Frozen):
    """A link for people outside; token is told once, when it is made. Times are UTC."""

    id: str
    campaign: str
    things: tuple[str, ...]
    label: str
    made_at: str
    made_by: str
    expires_at: str
    revoked_at: str
    token: str = ""


class ShownScene(Frozen):
    """A scene of a storyboard: its place from 1, its first second, and whether it has a picture."""

    number: int
    at: float
    picture: bool


class ShownOutside(Frozen):
    """What a link shows: its label, things, and what was said of them by it."""

    label: str
    campaign: str
    things: tuple[str, ...]
    expires_at: str
    comments: tuple[ItemComment, ...]


def comment(
    campaign: str,
    thing: str,
    text: str,
    *,
    at: float | None = None,
    place: tuple[float, float] | None = None,
    answer_to: str = "",
    who: str | None = None,
) -> ItemComment:
    """Say something of an item.

    Args:
        campaign: Its name in the house.
        thing: The item as `status` names it: "film/...", "storyboard/...".
        text: What is said.
        at: Second of the film that it is about.
        place: Where in the picture, x and y, 0-1.
        answer_to: The comment that it answers.
        who: Who says it; None: the person of the settings.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is no such campaign, item or comment.
        InvalidIntake: There are no words, or too many, or the place lies outside.
    """
    by = demand("viewer", who)
    version = items.read(house.folder(campaign, who=who), thing).version
    told = _said(text, at, place) | {"answer_to": answer_to}
    return _comment(_reviews().say(campaign, thing, version, by, **told))


def comments(campaign: str, thing: str = "", *, who: str | None = None) -> tuple[ItemComment, ...]:
    """What was said of a campaign's items, or of one, the oldest first.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is no such campaign.
    """
    house.one(campaign, who=who)
    return tuple(map(_comment, _reviews().comments(campaign, thing)))


def settle(campaign: str, id: str, *, settled: bool = True, who: str | None = None) -> ItemComment:
    """Note that a comment was seen to; settled False: it is open again.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such comment of the campaign.
    """
    by = demand("editor", who)
    house.one(campaign, who=who)
    reviews = _reviews()
    if reviews.one(id).campaign != campaign:
        raise NotFound(f"there is no comment {id!r} of {campaign}")
    return _comment(reviews.settle(id, by, settled))


def share(
    campaign: str,
    things: Sequence[str],
    *,
    label: str = "",
    days: int = 14,
    who: str | None = None,
) -> ReviewLink:
    """Make a link by which whoever has it sees films or storyboards, and says what they think.

    Args:
        campaign: Its name in the house.
        things: What it shows: "film/...", "storyboard/...".
        label: For whom it is, for the record.
        days: How long it holds, 1 to 365.
        who: Who shares; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such campaign or item.
        InvalidIntake: There is nothing to show, or it cannot be shown outside.
    """
    by = demand("editor", who)
    if not things or not 1 <= days <= LONGEST_DAYS:
        raise InvalidIntake(f"name what the link shows, and how long: 1 to {LONGEST_DAYS} days")
    folder = house.folder(campaign, who=who)
    for thing in things:
        if thing.partition("/")[0] not in SHOWN:
            raise InvalidIntake(f"{thing} is not shown outside; films and storyboards are")
        items.read(folder, thing)
    label = " ".join(label.split())[:LONGEST_NAME]
    token, link = _reviews().share(campaign, tuple(dict.fromkeys(things)), label, days, by)
    return _link(link, token)


def links(campaign: str, *, who: str | None = None) -> tuple[ReviewLink, ...]:
    """Links of a campaign, those that ended as well.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such campaign.
    """
    demand("editor", who)
    house.one(campaign, who=who)
    return tuple(_link(link) for link in _reviews().links(campaign))


def revoke(campaign: str, id: str, *, who: str | None = None) -> None:
    """Let a link open nothing more, at once.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no open link of that id.
    """
    by = demand("editor", who)
    house.one(campaign, who=who)
    _reviews().revoke(campaign, id, by)


def shown(token: str) -> ShownOutside:
    """What a link shows to whoever has it.

    Raises:
        NotAllowed: It ended, was revoked, or never was.
    """
    link = _opened(token)
    said = _reviews().comments(link.campaign)
    own = [one for one in said if one.link == link.id or _answers(one, said, link.id)]
    return ShownOutside(
        label=link.label,
        campaign=_houses.title(link.campaign),
        things=link.things,
        expires_at=link.expires_at,
        comments=tuple(map(_comment, own)),
    )


def shown_film(token: str, film: str) -> Path:
    """Where the bytes of a film lie that a link shows.

    Raises:
        NotAllowed: The link opens nothing, or shows no such film.
        NotFound: It was replaced by another.
    """
    link = _showing(token, f"film/{film}")
    return films.one(_houses.folder(link.campaign), film).file


def shown_card(token: str, thing: str) -> ItemCard:
    """An item that a link shows, to be read.

    Raises:
        NotAllowed: The link opens nothing, or does not show it.
        NotFound: It was replaced by another.
    """
    link = _showing(token, thing)
    return items.card(_houses.folder(link.campaign), thing, outside=True)


def shown_scenes(token: str, storyboard: str) -> tuple[ShownScene, ...]:
    """The scenes of a storyboard that a link shows, as they follow each other.

    Raises:
        NotAllowed: The link opens nothing, or does not show it.
        NotFound: It was replaced by another.
    """
    return tuple(scene for scene, _ in _scenes(token, storyboard))


def shown_picture(token: str, storyboard: str, number: int, *, wide: int = 960) -> bytes:
    """What a scene of a storyboard shows that a link shows, as a small JPEG.

    Args:
        token: The link's.
        storyboard: Its item.
        number: The scene's place, from 1.
        wide: The most pixels on its longer side.

    Raises:
        NotAllowed: The link opens nothing, or does not show it.
        NotFound: There is no such scene, or no picture for it.
        MediaRefused: The picture cannot be read.
    """
    found = next((p for s, p in _scenes(token, storyboard) if s.number == number), "")
    if not found:
        raise NotFound(f"scene {number} of {storyboard} has no picture")
    return stills.small(_houses.folder(_opened(token).campaign), found, wide=wide)


def _scenes(token: str, storyboard: str) -> Iterator[tuple[ShownScene, str]]:
    """Each scene, and the SHA-256 of its picture or ""."""
    thing = f"storyboard/{storyboard}"
    folder = _houses.folder(_showing(token, thing).campaign)
    board = Storyboard.model_validate_json(items.read(folder, thing).text)
    shown = {
        one.scene: one.picture.asset.sha256
        for one in references.of_film(folder, storyboard).references
    }
    begins = 0.0
    for number, scene in enumerate(board.scenes, start=1):
        picture = shown.get(scene.id, "")
        yield ShownScene(number=number, at=round(begins, 3), picture=bool(picture)), picture
        begins += float(scene.seconds)


def say(
    token: str,
    name: str,
    thing: str,
    text: str,
    *,
    verdict: Verdict = "",
    at: float | None = None,
    place: tuple[float, float] | None = None,
) -> ItemComment:
    """Say something from outside, approve, or ask for a change; people of the house decide.

    Args:
        token: The link's.
        name: How the writer calls themselves.
        thing: What it is about, of what the link shows.
        text: What is said; may be "" beside "approve".
        verdict: "approve", "change", or "" for words alone.
        at: Second of the film that it is about.
        place: Where in the picture, x and y, 0-1.

    Raises:
        NotAllowed: The link opens nothing, or does not show it.
        InvalidIntake: There is no name, no words or too many, or the place lies outside.
    """
    link = _showing(token, thing)
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise InvalidIntake(f"say who you are, in up to {LONGEST_NAME} letters")
    told = _said(text, at, place, empty=verdict == "approve")
    version = items.read(_houses.folder(link.campaign), thing).version
    more = {"verdict": verdict, "link": link.id}
    return _comment(_reviews().say(link.campaign, thing, version, name, **told | more))


def _opened(token: str) -> "Link":
    link = _reviews().link(token) if token else None
    if link is None:
        raise NotAllowed("this review link has ended; ask whoever sent it for another")
    return link


def _showing(token: str, thing: str) -> "Link":
    link = _opened(token)
    if thing not in link.things:
        raise NotAllowed(f"this review link does not show {thing}; ask whoever sent it")
    return link


def _answers(one: "Comment", said: "Sequence[Comment]", link: str) -> bool:
    """Whether a comment of the house answers one that came by a link."""
    return any(other.id == one.answer_to and other.link == link for other in said)


def _said(
    text: str, at: float | None, place: tuple[float, float] | None, *, empty: bool = False
) -> dict[str, object]:
    words = text.strip()
    if (not words and not empty) or len(words) > LONGEST_TEXT:
        raise InvalidIntake(f"a comment has 1 to {LONGEST_TEXT} letters")
    if at is not None and not 0 <= at <= 36_000:
        raise InvalidIntake("a comment's second lies within the film")
    if place is not None and not all(0 <= side <= 1 for side in place):
        raise InvalidIntake("a place in a picture is x and y, each from 0 to 1")
    x, y = place if place else (None, None)
    return {"text": words, "at_s": at, "x": x, "y": y}


def _reviews() -> "Reviews":
    from ..store.reviews import Reviews
    from ..wiring.places import house_of

    return Reviews(*house_of(_given.settings()))


def _comment(found: "Comment") -> ItemComment:
    told = asdict(found)
    x, y, at = told.pop("x"), told.pop("y"), told.pop("at_s")
    del told["campaign"]
    place = None if x is None or y is None else (x, y)
    return ItemComment(**told, at=at, place=place, outside=bool(found.link))


def _link(found: "Link", token: str = "") -> ReviewLink:
    return ReviewLink(**asdict(found), token=token)

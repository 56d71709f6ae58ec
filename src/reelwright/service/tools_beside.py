"""Tools beside a campaign's course: clips, painted pictures, bases, takes, links and costs."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

from pydantic import BaseModel

from ..studio import (
    bases,
    costs,
    gallery,
    holdings,
    house,
    paintings,
    prompts,
    references,
    reviews,
    shots,
)
from ..studio._wanted import ItemRef, PaintOrder
from ..studio.costs import Ahead
from ..studio.gallery import ClipOrder, JoinOrder


def list_clips(words: str = "", tag: str = "", limit: int = 24) -> list[dict[str, Any]]:
    """Clips and films joined of them, the newest first, by words of their prompt or by a tag."""
    return [_one(clip) for clip in gallery.listed(words=words, tag=tag, limit=limit)]


def get_clip(id: str) -> dict[str, Any]:
    """A clip as it was asked for and as it stands: its share of 1, and what it was made of."""
    return _one(gallery.one(id))


def list_bases() -> list[dict[str, Any]]:
    """The knowledge bases that may be read: what each holds, and in which spaces it is searched."""
    return [b.model_dump(mode="json", exclude={"folder", "path", "paths"}) for b in bases.listed()]


def list_paintings(limit: int = 24) -> list[dict[str, Any]]:
    """Pictures in which a part was changed: their candidates, scores, and which were picked."""
    return [_one(one) for one in paintings.listed(limit=limit)]


def list_takes(campaign: str, film: str, scene: str = "") -> list[dict[str, Any]]:
    """Every take of a storyboard's scenes: what the judge says of it, and whether it stands."""
    return [_one(one) for one in shots.takes(house.folder(campaign), film, scene or None)]


def list_unsettled_scenes(campaign: str) -> list[dict[str, Any]]:
    """Scenes that wait for a person, across films: why, what was tried, who sent them there."""
    return [_one(one) for one in shots.unsettled(house.folder(campaign))]


def list_references(campaign: str, film: str) -> dict[str, Any]:
    """What each scene of a storyboard shows, what it was weighed against, what was ruled out."""
    return _one(references.of_film(house.folder(campaign), film))


def list_review_links(campaign: str) -> list[dict[str, Any]]:
    """Links for people outside: to what they lead, until when, and which were taken back."""
    return [_one(one) for one in reviews.links(campaign)]


def campaign_cost(campaign: str) -> dict[str, Any]:
    """What models cost a campaign so far, and what a make would spend, least to most."""
    return _one(costs.costs(house.folder(campaign)))


def cost_ahead(what: Ahead = "clip", count: int = 1) -> dict[str, Any]:
    """What clips, a longer prompt, a painting or files for a base will cost; nothing is asked."""
    return _one(costs.ahead(what, count=count))


def new_campaign(name: str, company: str = "") -> dict[str, Any]:
    """Begin a campaign with files to fill: campaign.toml, brand.toml and the others."""
    return _one(house.new(name, company))


def enhance_prompt(prompt: str) -> dict[str, Any]:
    """Make more of a prompt, to be read and edited before a clip is asked for."""
    return _one(prompts.enhance(prompt))


def make_clip(
    prompt: str,
    text: str = "",
    bases: Sequence[str] = (),
    format: Literal["16:9", "9:16", "1:1", "4:5"] = "16:9",
    seconds: float = 6.0,
    title: str = "",
    mark: str = "",
) -> dict[str, Any]:
    """Ask for a clip; a worker makes it. bases: what it may stand on; (): the words alone.

    text: what was made of the prompt. mark: asked twice with the same word it is one clip.
    """
    wanted = ClipOrder(
        prompt=prompt, text=text, bases=tuple(bases), format=format, seconds=seconds, title=title
    )
    return _one(gallery.ask(wanted, mark=mark))


def join_clips(clips: Sequence[str], title: str = "", mark: str = "") -> dict[str, Any]:
    """Ask for a film of clips in this order; none is filmed again."""
    return _one(gallery.join(JoinOrder(clips=tuple(clips), title=title), mark=mark))


def paint_picture(
    base: str,
    item: str,
    mode: Literal["remove", "repair", "replace"],
    where: str,
    by: str = "",
    count: int = 4,
    mark: str = "",
) -> dict[str, Any]:
    """Ask for candidates of an item's picture in which what words name is changed.

    where: "the red cup". by: what shall be seen instead, found in the same base.
    """
    wanted = PaintOrder(
        item=ItemRef(base=base, item=item), mode=mode, where=where, by=by, base=base, count=count
    )
    return _one(paintings.ask(wanted, mark=mark))


def pick_candidate(id: str, which: str = "best", base: str = "") -> dict[str, Any]:
    """Choose a candidate of a painting; base: where it becomes an item."""
    return _one(paintings.pick(id, which, base=base))


def vet_items(base: str, items: Sequence[str], note: str = "") -> list[dict[str, Any]]:
    """Approve items of a base, so that they may be shown."""
    return [_one(one) for one in holdings.approve(base, items, note=note)]


def revoke_items(base: str, items: Sequence[str], note: str = "") -> list[dict[str, Any]]:
    """Rule items of a base out; tells which films show them."""
    return [_one(one) for one in holdings.revoke(base, items, note=note)]


def choose_take(
    campaign: str,
    film: str,
    scene: str,
    act: Literal["another", "pick", "free", "ban", "allow"],
    attempt: int = 0,
    note: str = "",
) -> dict[str, Any]:
    """Ask for another take of a scene, pick one, or rule one out, from the next making on."""
    at = house.folder(campaign)
    return _one(shots.wish(at, film, scene, act, attempt, note=note))


def look_at_scene(
    campaign: str, film: str, scene: str, act: Literal["send", "pass"], note: str
) -> dict[str, Any]:
    """Have a person look at a scene, which holds its films, or let it pass; note says why."""
    return _one(shots.look(house.folder(campaign), film, scene, act, note))


def use_picture(
    campaign: str, film: str, scene: str, picture: str, note: str = ""
) -> dict[str, Any]:
    """Let a scene show this picture of the library, from the next making on."""
    return _one(references.use(house.folder(campaign), film, scene, picture, note=note))


def ban_picture(
    campaign: str, picture: str, film: str | None = None, note: str = ""
) -> dict[str, Any]:
    """Rule a picture out for a storyboard, or for the whole campaign."""
    return _one(references.ban(house.folder(campaign), picture, film, note=note))


def share_for_review(
    campaign: str, things: Sequence[str], label: str = "", days: int = 14
) -> dict[str, Any]:
    """Make a link for people outside to films and storyboards; its token is told once."""
    return _one(reviews.share(campaign, things, label=label, days=days))


def revoke_review(campaign: str, id: str) -> dict[str, Any]:
    """Take a link for people outside back."""
    reviews.revoke(campaign, id)
    return {"id": id, "revoked": True}


READS: tuple[Callable[..., Any], ...] = (
    list_clips, get_clip, list_bases, list_paintings, list_takes, list_unsettled_scenes,
    list_references, list_review_links, campaign_cost, cost_ahead,
)  # fmt: skip
CHANGES: tuple[Callable[..., Any], ...] = (
    new_campaign, enhance_prompt, make_clip, join_clips, paint_picture, pick_candidate, vet_items,
    revoke_items, choose_take, look_at_scene, use_picture, ban_picture, share_for_review,
    revoke_review,
)  # fmt: skip


def _one(found: BaseModel) -> dict[str, Any]:
    return found.model_dump(mode="json")

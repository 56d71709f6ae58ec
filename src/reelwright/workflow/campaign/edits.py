"""A person's edit of a segment, brief or storyboard: checked, kept, and used from then on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pydantic import BaseModel, ValidationError

from ...domain.base import slug
from ...domain.brief import Brief
from ...domain.errors import InvalidIntake, NotFound
from ...domain.landing import LandingPage
from ...domain.loose import from_json, half_letter, is_list, is_table, placed
from ...domain.segment import Segment
from ...domain.spending import paying
from ...domain.storyboard import Storyboard
from ...store.catalogue import Catalogue, Result
from ..build import views
from ..build.bench import EDIT, EDIT_ITEM, EDIT_OF, keep_edited
from .gates import find
from .stages import STAGES
from .studio import Studio

KIND: dict[str, type[BaseModel]] = {
    "segment": Segment,
    "brief": Brief,
    "storyboard": Storyboard,
    "page": LandingPage,
}


UNTOLD = {"origin", "made_as"}
"""Fields that change by themselves and are not shown."""


@dataclass(frozen=True)
class Difference:
    """One difference between two versions: where it is, in words, and both texts ("" is none)."""

    where: str
    before: str
    after: str


def item_for_edit(catalogue: Catalogue, name: str) -> Result:
    """The current version of an item. Raises NotFound for films and unknown names."""
    stage, _, item = name.partition("/")
    page = catalogue.latest("page", item) if stage == "page" else None
    result = page or find(catalogue, name)[1]
    if result.stage not in KIND:
        raise NotFound(
            f"a {result.stage} is not edited as a file; edit its storyboard and make it again"
        )
    return result


def accept(catalogue: Catalogue, chosen: Result, text: str, who: str) -> tuple[list[str], Result]:
    """Check an edited item and let it stand; returns names of fields that changed, and what stands.

    text is the item as JSON. A segment goes by its name: with another, what follows is called so.
    Raises InvalidIntake naming the field that is wrong.
    """
    try:
        given = from_json(text)
    except ValueError as problem:
        raise InvalidIntake(f"{chosen.item}: {problem}; correct it") from problem
    if half_letter(given):
        raise InvalidIntake(
            f"{chosen.item}: a text holds half of a character (a lone surrogate); write it anew"
        )
    value = _checked(chosen, given)
    told = [name for name in value if name not in UNTOLD]
    changed = [name for name in told if value[name] != chosen.value.get(name)]
    now = chosen
    if changed:
        value["origin"] = {**value["origin"], "maker": "person"}
        item = chosen.item
        if STAGES.named(chosen.stage).renamed:
            item = value["id"] = _called(catalogue, chosen, value["name"])
            value |= _made_as(chosen, value["name"])
        catalogue.keep_edit(_made(chosen), _base(chosen), value, who)
        now = keep_edited(catalogue, chosen, value, item)
    return changed, now


def _made_as(chosen: Result, name: str) -> dict[str, Any]:
    """What a segment's name was before persons gave others; {} for one that keeps its name."""
    before = chosen.value
    if made := before.get("made_as"):
        return {"made_as": made}
    if name == before["name"]:
        return {}
    made = {"id": before["id"], "name": before["name"], "maker": before["origin"]["maker"]}
    return {"made_as": made}


def _called(catalogue: Catalogue, chosen: Result, name: str) -> str:
    """What a segment of this name is called by, with all that is made for it.

    Raises InvalidIntake where another is called so.
    """
    if name == chosen.value["name"]:
        return chosen.item
    called = slug(name, chosen.item)
    found = catalogue.latest("audience", "all")
    others = {s["id"] for s in found.value["segments"]} if found else set[str]()
    others |= {kept.item for kept in catalogue.items(chosen.stage)}
    others -= {chosen.item, chosen.inputs.get(EDIT_ITEM, chosen.item)}
    if called in others:
        raise InvalidIntake(
            f"{chosen.item}: name: there is a segment {called} already; give it another name"
        )
    return called


def _made(chosen: Result) -> str:
    """The whole name of the item that an edit (or an edit of an edit) goes back to."""
    return f"{chosen.stage}/{chosen.inputs.get(EDIT_ITEM, chosen.item)}"


def _checked(chosen: Result, given: Any) -> dict[str, Any]:
    """An edited item as its stage's type has it. Raises InvalidIntake naming the field."""
    try:
        value = KIND[chosen.stage].model_validate(given).model_dump(mode="json")
    except ValidationError as problem:
        lines = [f"{chosen.item}: {placed(e['loc'])}: {e['msg'].lower()}" for e in problem.errors()]
        raise InvalidIntake("\n".join(lines[:12])) from problem
    if value.get("id") != chosen.value.get("id"):
        raise InvalidIntake(f"{chosen.item}: id: keep it as it was, {chosen.value.get('id')!r}")
    if chosen.stage == "storyboard":
        _times(Storyboard.model_validate(value))
    return value


def reworded(studio: Studio, chosen: Result, wish: str) -> tuple[Any, tuple[Difference, ...]]:
    """What an item becomes by a wish, and how it differs; nothing is kept.

    Raises InvalidIntake with a question where the wish is not clear.
    """
    with paying(studio.purse(chosen.stage, chosen.item)):
        if chosen.stage == "page":
            return _reworded_page(studio, chosen, wish)
        if chosen.stage in ("segment", "brief"):
            return _reworded_card(studio, chosen, wish)
        return _reworded_board(studio, chosen, wish)


def _reworded_board(
    studio: Studio, chosen: Result, wish: str
) -> tuple[Any, tuple[Difference, ...]]:
    # `approve` and `status` import this room too, and must answer at once.
    from ...writing import apply_edit, plan_edit

    board = Storyboard.model_validate(chosen.value)
    plan = plan_edit(
        wish,
        board,
        model=studio.choices.model_for("edit"),
        seed=studio.campaign.wanted.seed,
        campaign=views.words(studio.campaign, languages=(board.language,)),
        **_warm(studio),
    )
    if plan.question:
        raise InvalidIntake(f"{chosen.item} was not changed: {plan.question}")
    value = _checked(chosen, apply_edit(plan, board).model_dump(mode="json"))
    return value, differences(chosen.value, value)


def _reworded_page(studio: Studio, chosen: Result, wish: str) -> tuple[Any, tuple[Difference, ...]]:
    from ...release.landing.edits import reworded_page
    from .landing import page_differences, page_for_edit

    page, given = page_for_edit(studio, chosen)
    after = reworded_page(
        wish,
        page,
        given,
        model=studio.choices.model_for("edit"),
        seed=studio.campaign.wanted.seed,
        **_warm(studio),
    )
    value = _checked(chosen, after.model_dump(mode="json"))
    return value, tuple(Difference(*row) for row in page_differences(page, after))


def _reworded_card(studio: Studio, chosen: Result, wish: str) -> tuple[Any, tuple[Difference, ...]]:
    from ...writing.card_ops import CardWish
    from ...writing.cards import reword_card

    kind = "segment" if chosen.stage == "segment" else "brief"
    words = views.words(studio.campaign, languages=(studio.campaign.language,))
    text = wish.replace("\r", "").strip()
    try:
        card = reword_card(
            CardWish(text, kind, chosen.value, words),
            model=studio.choices.model_for("edit"),
            seed=studio.campaign.wanted.seed,
            **_warm(studio),
        )
    except InvalidIntake as problem:
        raise InvalidIntake(f"{chosen.item} was not changed: {problem}") from problem
    value = _checked(chosen, card)
    return value, differences(chosen.value, value)


def _warm(studio: Studio) -> dict[str, Any]:
    """The temperature set for edits; {} takes the usual one."""
    found = studio.choices.temperatures.get("edit")
    return {} if found is None else {"temperature": found}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """What differs between two versions of an item, in the order of the later one."""
    return tuple(_compared("", before, after))


def undo(catalogue: Catalogue, chosen: Result, who: str) -> Result:
    """Go back to the version before a person's last edit; returns it. Raises NotFound."""
    base = chosen.inputs.get(EDIT_OF)
    if base is None:
        raise NotFound(f"nobody edited {chosen.stage}/{chosen.item}: there is nothing to undo")
    name = _made(chosen)
    known = [v for v in catalogue.every(chosen.stage) if _made(v) == name]
    place = next(n for n, version in enumerate(known) if version.key == chosen.key)
    before = [v for v in known[:place] if v.inputs.get(EDIT_OF) == base and EDIT in v.inputs]
    made = [v for v in known if v.digest == base and EDIT not in v.inputs]
    now = before[-1] if before else made[-1]
    if before:
        catalogue.keep_edit(name, base, now.value, who, "undo")
    else:
        catalogue.drop_edit(name, base, who)
    catalogue.stand_on(now.stage, now.item, now.key)
    if now.item != chosen.item:
        catalogue.leave(chosen.stage, chosen.item)
    return now


def _compared(where: str, before: Any, after: Any) -> list[Difference]:
    if before == after:
        return []
    if is_table(before) and is_table(after):
        names = [n for n in dict.fromkeys((*after, *before)) if n not in UNTOLD]
        return [
            change
            for name in names
            for change in _compared(
                f"{where}, {name}".lstrip(", "), before.get(name), after.get(name)
            )
        ]
    if is_list(before) and is_list(after) and _by_id(before) and _by_id(after):
        return _listed(where.rpartition(", ")[2].removesuffix("s"), before, after)
    if where.endswith("seconds"):
        return [Difference(where, _seconds(before), _seconds(after))]
    return [Difference(where, _said(before), _said(after))]


def _listed(kind: str, before: list[Any], after: list[Any]) -> list[Difference]:
    """Differences of two lists whose entries have ids."""
    old = {entry["id"]: entry for entry in before}
    new = {entry["id"]: entry for entry in after}
    found = [Difference(f"{kind} {i}", _said(old[i]), "") for i in old if i not in new]
    found += [Difference(f"{kind} {i}", "", _said(new[i])) for i in new if i not in old]
    kept = [i for i in new if i in old]
    if kept != [i for i in old if i in new]:
        found.append(Difference(f"order of {kind}s", ", ".join(old), ", ".join(new)))
    return found + [c for i in kept for c in _compared(f"{kind} {i}", old[i], new[i])]


def _by_id(entries: list[Any]) -> bool:
    return all(isinstance(e, dict) and "id" in e for e in entries)


def _seconds(value: Any) -> str:
    """Seconds, which are kept as exact fractions, as people read them: "73/15" is "4.87"."""
    try:
        return f"{float(Fraction(value)):.4g}"
    except (TypeError, ValueError, ZeroDivisionError):
        return _said(value)


def _said(value: Any) -> str:
    if value is None:
        return ""
    if is_table(value) and "narration" in value:
        return value["narration"]
    if is_list(value) and all(isinstance(v, str) for v in value):
        return ", ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _times(board: Storyboard) -> None:
    total = sum(scene.seconds for scene in board.scenes)
    if total != board.seconds:
        raise InvalidIntake(
            f"{board.id}: scenes last {float(total):g} s together but the film lasts "
            f"{float(board.seconds):g} s; change seconds of a scene"
        )


def _base(chosen: Result) -> str:
    """Digest of the made version that an edit (or an edit of an edit) goes back to."""
    return chosen.inputs.get(EDIT_OF, chosen.digest)

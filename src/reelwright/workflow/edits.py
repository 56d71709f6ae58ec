"""A person's edit of a segment, brief or storyboard: checked, kept, and used from then on."""

import json

from pydantic import BaseModel, ValidationError

from ..domain.base import digest_of
from ..domain.brief import Brief
from ..domain.errors import InvalidIntake, NotFound
from ..domain.segment import Segment
from ..domain.storyboard import Storyboard
from ..store.catalogue import Catalogue, Result
from .bench import EDIT_OF, edited_result
from .gates import find

KIND: dict[str, type[BaseModel]] = {"segment": Segment, "brief": Brief, "storyboard": Storyboard}


def item_for_edit(catalogue: Catalogue, name: str) -> Result:
    """The current version of an item. Raises NotFound for films and unknown names."""
    _, result = find(catalogue, name)
    if result.stage not in KIND:
        raise NotFound(
            f"a {result.stage} is not edited as a file; edit its storyboard and make it again"
        )
    return result


def accept(catalogue: Catalogue, chosen: Result, text: str, who: str) -> list[str]:
    """Check an edited item and let it stand; returns the names of the fields that changed.

    text is the item as JSON. Raises InvalidIntake naming the field that is wrong.
    """
    kind = KIND[chosen.stage]
    try:
        value = kind.model_validate(json.loads(text)).model_dump(mode="json")
    except json.JSONDecodeError as problem:
        raise InvalidIntake(
            f"{chosen.item}: line {problem.lineno}, column {problem.colno}: {problem.msg}"
        ) from problem
    except ValidationError as problem:
        lines = [
            f"{chosen.item}: {'.'.join(str(p) for p in e['loc'])}: {e['msg'].lower()}"
            for e in problem.errors()
        ]
        raise InvalidIntake("\n".join(lines[:12])) from problem
    if value.get("id") != chosen.value.get("id"):
        raise InvalidIntake(f"{chosen.item}: id: keep it as it was, {chosen.value.get('id')!r}")
    if chosen.stage == "storyboard":
        _times(Storyboard.model_validate(value))
    changed = [name for name in value if value[name] != chosen.value.get(name)]
    if changed:
        value["origin"] = {**value["origin"], "maker": "person"}
        catalogue.keep_edit(f"{chosen.stage}/{chosen.item}", _base(catalogue, chosen), value, who)
        catalogue.keep(edited_result(chosen, value, digest_of(value)))
    return changed


def _times(board: Storyboard) -> None:
    total = sum(scene.seconds for scene in board.scenes)
    if total != board.seconds:
        raise InvalidIntake(
            f"{board.id}: scenes last {float(total):g} s together but the film lasts "
            f"{float(board.seconds):g} s; change seconds of a scene"
        )


def _base(catalogue: Catalogue, chosen: Result) -> str:
    """Digest of the made version that an edit (or an edit of an edit) goes back to."""
    return chosen.inputs.get(EDIT_OF, chosen.digest)

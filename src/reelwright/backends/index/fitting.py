"""What may be put into an index: the checks that every back end makes alike."""

import hashlib
import re
from collections.abc import Mapping, Sequence

import numpy as np

from ...domain.errors import DoesNotFit, NotFound
from .interface import Unit, Where

_SPACE = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LENGTH_ERROR = 0.02
"""How far from 1 a unit vector's length may be; float16 and rounding stay far below."""


def checked_name(name: str) -> str:
    """A name fit for a table, schema or index anywhere. Raises DoesNotFit."""
    if not _NAME.fullmatch(name):
        raise DoesNotFit(
            f"{name!r} cannot name an index; use lower-case letters, digits and _, at most 40, "
            "a letter first"
        )
    return name


def checked_spaces(spaces: Mapping[str, int]) -> dict[str, int]:
    """Spaces with ids and dimensions that can be kept. Raises DoesNotFit."""
    for space, dimension in spaces.items():
        if not _SPACE.fullmatch(space):
            raise DoesNotFit(
                f"{space!r} cannot name a vector space; use lower-case letters, digits, '.', '_' "
                "and '-', at most 64"
            )
        if not 1 <= dimension <= 16_000:
            raise DoesNotFit(f"space {space!r} has dimension {dimension}; it must be 1 to 16000")
    return dict(spaces)


def column_of(space: str) -> str:
    """The name of a space's column or field: letters, digits and _ alone, no two alike."""
    plain = re.sub("[^a-z0-9]", "_", space)
    return f"v_{plain}_{hashlib.sha256(space.encode()).hexdigest()[:6]}"


def new_spaces(
    where: str,
    held: Mapping[str, int],
    held_weights: Mapping[str, str],
    asked: Mapping[str, int],
    weights: Mapping[str, str],
) -> dict[str, int]:
    """The spaces asked for that an index lacks. Raises DoesNotFit when one is there but differs.

    where names the index. Weights that the caller does not give are not compared.
    """
    cure = (
        "rebuild the index from its catalogue with this embedder, name another index, or choose "
        "the embedder it was built with"
    )
    for space, dimension in asked.items():
        if space in held and held[space] != dimension:
            raise DoesNotFit(
                f"the index at {where} keeps {held[space]} numbers a vector in space {space!r}, "
                f"and {dimension} were asked for; {cure}"
            )
    for space, digest in weights.items():
        if space in held and held_weights.get(space, "") != digest:
            raise DoesNotFit(
                f"the index at {where} was built in space {space!r} with weights "
                f"{held_weights.get(space) or 'unknown'}, and {digest or 'unknown'} are in use: "
                f"their vectors cannot be compared; {cure}"
            )
    return {space: dimension for space, dimension in asked.items() if space not in held}


def checked_units(units: Sequence[Unit], spaces: Mapping[str, int]) -> tuple[Unit, ...]:
    """Units as they can be kept. Raises DoesNotFit for one that cannot, before any is written."""
    seen: set[str] = set()
    for unit in units:
        if not unit.id:
            raise DoesNotFit("a unit cannot be kept: its id is empty")
        for said in (unit.id, unit.text, *unit.tags):
            _check_signs(unit.id, said)
        if unit.id in seen:
            raise DoesNotFit(f"unit {unit.id!r} was given twice in one upsert; give each id once")
        seen.add(unit.id)
    for space in sorted({space for unit in units for space in unit.vectors}):
        _check_vectors([u for u in units if space in u.vectors], space, spaces)
    return tuple(units)


def _check_vectors(units: Sequence[Unit], space: str, spaces: Mapping[str, int]) -> None:
    size = (spaces.get(space),)
    for unit in units:
        if np.shape(unit.vectors[space]) != size:
            checked_vector(unit.vectors[space], space, spaces, f"unit {unit.id!r}")
    # All at once: one by one takes longer than writing them.
    lengths = np.linalg.norm(np.array([u.vectors[space] for u in units], np.float32), axis=1)
    for n in np.flatnonzero(~(np.abs(lengths - 1) <= _LENGTH_ERROR)).tolist():
        checked_vector(units[n].vectors[space], space, spaces, f"unit {units[n].id!r}")
        raise DoesNotFit(
            f"unit {units[n].id!r} has a vector of length {lengths[n]:.3f} in space {space!r}; "
            "divide it by its length"
        )


def _check_signs(id_: str, said: str) -> None:
    """Refuse what some engine cannot keep: NUL, and halves of signs that UTF-8 cannot write."""
    try:
        fits = b"\0" not in said.encode()
    except UnicodeEncodeError:
        fits = False
    if not fits:
        raise DoesNotFit(
            f"unit {id_!r} cannot be kept: its id, text or a tag holds a NUL or half a sign; "
            "clean its words"
        )


def checked_vector(
    vector: np.ndarray, space: str, spaces: Mapping[str, int], whose: str
) -> np.ndarray:
    """A vector as float32 [d]. Raises NotFound for its space, DoesNotFit for its dimension."""
    if space not in spaces:
        known = ", ".join(sorted(spaces)) or "none"
        raise NotFound(f"the index has no vector space {space!r}; it has: {known}")
    numbers = np.asarray(vector, np.float32)
    if numbers.shape != (spaces[space],) or not np.isfinite(numbers).all():
        raise DoesNotFit(
            f"{whose} has a vector of shape {numbers.shape} in space {space!r}, which takes "
            f"{spaces[space]} finite numbers; embed it with that space's embedder"
        )
    return numbers


def asked_groups(where: Where) -> tuple[tuple[str, ...], ...] | None:
    """The groups of a filter without repeats; None when a group is empty and nothing can pass."""
    groups = tuple(tuple(dict.fromkeys(group)) for group in where)
    return None if any(not group for group in groups) else tuple(dict.fromkeys(groups))

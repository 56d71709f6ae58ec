"""Variable fonts become the static weights that type is set in."""

import io
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from ..domain.errors import InvalidIntake
from ..media.guard.guard import guarded

WANTED = {"heading": (650,), "body": (400, 650)}
"""Weights that a role is set in; captions and labels take the body's bold. Others have both."""


_A_SECOND = 100_000
"""Bytes of a font that cutting it takes a second for: every letter's outline is computed."""


@guarded(refusal=InvalidIntake)
def weights_of(path: Path, role: str) -> tuple[float, ...]:
    """The weights to cut a file into, within its axis; () for a font that is not variable.

    Raises InvalidIntake for one whose variations are broken.
    """
    try:
        with TTFont(path, lazy=True) as font:
            axes = {axis.axisTag: axis for axis in font["fvar"].axes} if "fvar" in font else {}
    except Exception as problem:  # fontTools raises what its tables happen to raise
        raise _broken(path) from problem
    if not axes:
        return ()
    weight = axes.get("wght")
    if weight is None:
        return (0,)
    wanted = WANTED.get(role, (400, 650))
    return tuple(dict.fromkeys(min(max(w, weight.minValue), weight.maxValue) for w in wanted))


@guarded(refusal=InvalidIntake, a_second=_A_SECOND)
def cut(path: Path, weight: float) -> bytes:
    """A variable font at a weight, its other axes at their defaults, as a file's bytes.

    Raises InvalidIntake for a font whose variations are broken.
    """
    try:
        with TTFont(path) as font:
            at = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
            if "wght" in at:
                at["wght"] = weight
            static = instantiateVariableFont(font, at, inplace=False)
            sink = io.BytesIO()
            static.save(sink)
    except Exception as problem:  # fontTools raises what its tables happen to raise
        raise _broken(path) from problem
    return sink.getvalue()


def _broken(path: Path) -> InvalidIntake:
    return InvalidIntake(
        f"{path.name} is a variable font whose weights cannot be told apart; export those that you "
        "use as files of their own"
    )

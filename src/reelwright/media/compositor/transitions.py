"""How one scene gives way to the next, on NV12 frames."""

import cv2
import numpy as np

from ..pictures.planes import U8, colour_planes, split

_BAND = 96
"""Width of a wipe's soft edge at a frame 1080 wide."""


def blend(kind: str, share: float, old: U8, new: U8, colour: str | None = None) -> None:
    """Write the transition from old to new into new.

    old and new are NV12 frames; share runs from 0 (all old) to 1 (all new), its ends excluded.
    """
    if kind == "push":
        _push(_smooth(share), old, new)
    elif kind == "wipe":
        _wipe(_smooth(share), old, new)
    elif kind == "dip":
        _dip(share, old, new, colour or "#000000")
    else:
        weight = _smooth(share)
        cv2.addWeighted(new, weight, old, 1 - weight, 0, dst=new)


def _smooth(t: float) -> float:
    return t * t * (3 - 2 * t)


def _push(share: float, old: U8, new: U8) -> None:
    """The new scene comes from the right and drives the old one out."""
    width = new.shape[1]
    off = width - 2 * round(width * share / 2)
    for o, n in zip(split(old), split(new), strict=True):
        gap = off if n.ndim == 2 else off // 2
        n[:, gap:] = n[:, : n.shape[1] - gap].copy()
        n[:, :gap] = o[:, o.shape[1] - gap :]


def _wipe(share: float, old: U8, new: U8) -> None:
    """A soft upright edge uncovers the new scene from left to right."""
    width = int(new.shape[1])
    band = max(4, 4 * round(_BAND * width / 1080 / 4))
    edge = 2 * round(((width + band) * share - band) / 2)
    for o, n in zip(split(old), split(new), strict=True):
        part = 1 if n.ndim == 2 else 2
        start, wide, columns = edge // part, band // part, int(n.shape[1])
        left, right = max(0, start), min(columns, start + wide)
        if right < columns:
            n[:, max(0, right) :] = o[:, max(0, right) :]
        if left < right:
            ramp = 1 - (np.arange(left, right) - start + 0.5) / wide
            weight = np.broadcast_to(ramp.astype(np.float32), (n.shape[0], right - left))
            weight = np.ascontiguousarray(weight)
            n[:, left:right] = cv2.blendLinear(
                np.ascontiguousarray(n[:, left:right]),
                np.ascontiguousarray(o[:, left:right]),
                weight,
                1 - weight,
            )


def _dip(share: float, old: U8, new: U8, colour: str) -> None:
    """The old scene sinks into a colour, the new one rises from it."""
    values = colour_planes(colour)
    source, keep = (old, 1 - 2 * share) if share < 0.5 else (new, 2 * share - 1)
    keep = _smooth(keep)
    (y, uv), (to_y, to_uv) = split(source), split(new)
    cv2.convertScaleAbs(y, dst=to_y, alpha=keep, beta=values[0] * (1 - keep))
    plain = np.empty_like(uv)
    plain[...] = values[1:]
    cv2.addWeighted(uv, keep, plain, 1 - keep, 0, dst=to_uv)

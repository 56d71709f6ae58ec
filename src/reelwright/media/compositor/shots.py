"""Shots of the domain as plain values with local files, and small previews of them."""

from collections.abc import Sequence

import numpy as np

from ...domain.asset import Assets
from ...domain.base import Box
from ...domain.campaign import Format
from ...domain.framing import ENDLESS
from ...domain.take import Footage, Move, Window
from .plan import ClipPlan, ClipShot, Shot, StillShot, View


def plan_of_shot(shot: Move | Footage, assets: Assets) -> Shot:
    """The shot with the local path of its picture or clip. Raises NotFound."""
    if isinstance(shot, Footage):
        return ClipShot(
            path=str(assets.path(shot.clip)),
            sha=shot.clip.sha256,
            offset=float(shot.offset),
            subject=_box(shot.subject) if shot.subject else None,
            pace=shot.pace,
            way=shot.path,
            zoom=shot.zoom,
            into=_box(shot.into) if shot.into else None,
            ground=shot.ground,
        )
    picture = shot.picture
    return StillShot(
        path=str(assets.path(picture.asset)),
        sha=picture.asset.sha256,
        width=picture.width,
        height=picture.height,
        name=shot.name,
        start=_view(shot.start),
        end=_view(shot.end),
        vector=picture.asset.media_type in ENDLESS,
        layers=picture.layers,
        ease=shot.ease,
        parallax=shot.parallax,
        turn=shot.turn,
        focus=shot.focus,
        subject=_box(picture.subject),
        into=_box(shot.into) if shot.into else None,
        ground=shot.ground,
        via=tuple((s.at, _view(s.window), s.name) for s in shot.via),
    )


def _view(window: Window) -> View:
    return View(window.x, window.y, window.zoom, window.roll)


def _box(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.w, box.h


def preview(
    shot: Move | Footage,
    format: Format,
    frames: int,
    *,
    assets: Assets,
    at: Sequence[int],
    width: int = 270,
) -> list[np.ndarray]:
    """Some frames of a shot, small: BGR [h, width, 3] uint8, h after the format, both even.

    frames is the shot's length; at names the frames wanted, from 0. The moves are those of the
    film, prepared at the preview's size. Raises MediaRefused, NotFound.
    """
    from ..pictures.planes import buffer, split, to_bgr
    from .filming import film_scene

    width = max(2, width & ~1)
    height = max(2, 2 * round(width * format.height / format.width / 2))
    scene = ClipPlan(start=0, frames=frames, shot=plan_of_shot(shot, assets))
    filmed = film_scene(scene, width, height, format.rate)
    frame = buffer(width, height)
    shown: list[np.ndarray] = []
    for n in at:
        filmed.film(n, *split(frame))
        shown.append(to_bgr(frame))
    return shown

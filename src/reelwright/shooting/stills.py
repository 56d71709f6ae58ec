"""A still of what a model filmed, so that later scenes show the same things (S0-49)."""

from ..domain.asset import Assets
from ..domain.base import slug
from ..domain.picture import Caption, Picture
from ..domain.storyboard import Scene
from ..domain.take import Footage
from ..media.pictures import analysis
from ..media.pictures.files import write_jpeg
from ..media.streams.video import decode, probe

LOOKED_AT = (0.3, 0.4, 0.5, 0.6, 0.7)
"""Where in the footage frames are compared, in shares of its length."""


def still(shot: Footage, scene: Scene, assets: Assets) -> Picture:
    """The sharpest of a few frames, kept among the references. Raises MediaRefused."""
    path = assets.path(shot.clip)
    seconds = float(probe(path).seconds)
    frames = [
        frame.to_ndarray(format="bgr24")
        for at in LOOKED_AT
        for frame in decode(path, offset=at * seconds, most=1)
    ]
    best = max(frames, key=analysis.sharpness)
    height, width = best.shape[:2]
    name = f"{scene.id}-{shot.clip.sha256[:12]}"
    return Picture(
        id=slug(name),
        asset=assets.put(write_jpeg(best, 95), f"{name}.jpg", "image/jpeg", "references"),
        width=width,
        height=height,
        captions=(Caption(text=scene.seek, source="model"),),
        subject=analysis.subject_box(best),
        calm=analysis.calm_thirds(best),
        palette=analysis.palette(best),
        sharpness=analysis.sharpness(best),
        made_by_ai=True,
    )

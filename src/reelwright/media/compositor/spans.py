"""One span of a film, filmed and encoded to a file, measured on the way."""

from pathlib import Path

import numpy as np

from ..pictures.planes import U8
from ..streams.video import encode
from .compositor import Compositor, Shots, measured, thumbnail
from .plan import FilmPlan
from .trace import Span


def film_span(plan: FilmPlan, out: Path, shots: Shots | None = None) -> Span:
    """Film a plan of its own into an MP4 of its own."""
    shots = shots or Shots()
    shots.ready(plan)
    compositor = Compositor(plan, shots)
    rows: list[tuple[float, float, float, float]] = []
    thumbs: list[U8] = []

    def measure(frame: U8) -> None:
        thumb = thumbnail(frame)
        rows.append(measured(thumbs[-1] if thumbs else None, thumb))
        thumbs[1:] = [thumb]

    encode(
        compositor.frames(measure),
        out,
        width=plan.width,
        height=plan.height,
        rate=plan.rate,
        quality=plan.quality,
    )
    return Span(np.array(rows), thumbs[0], thumbs[-1])

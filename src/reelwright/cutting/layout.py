"""Where a shot's subject lies in the frame, so that type can stay out of its way. Pure geometry."""

from ..domain.base import Box
from ..domain.campaign import Format
from ..domain.framing import in_frame
from ..domain.take import Footage, Move


def subject_in_frame(shot: Move | Footage, film: Format) -> Box | None:
    """The box, in shares of the frame, that the subject stays within; None where nobody said."""
    if isinstance(shot, Footage):
        return shot.subject
    ends = [
        in_frame(shot.picture.subject, window, shot.picture, film)
        for window in (shot.start, shot.end)
    ]
    return _within(_around(ends))


def _around(boxes: list[Box]) -> Box:
    x, y = min(b.x for b in boxes), min(b.y for b in boxes)
    right, low = max(b.x + b.w for b in boxes), max(b.y + b.h for b in boxes)
    return Box(x=x, y=y, w=right - x, h=low - y)


def _within(box: Box) -> Box | None:
    x, y = max(0.0, box.x), max(0.0, box.y)
    w, h = min(1.0, box.x + box.w) - x, min(1.0, box.y + box.h) - y
    return Box(x=x, y=y, w=w, h=h) if w > 0 and h > 0 else None

"""Open ground: skies, lawns, hedges."""

import random

from palette import MOSS_D
from pen import circ, dark, light, line, path, rect, smooth


def sky(s, top, low, w=1600, h=2000, sun=None):
    s.add(
        "sky",
        rect(-200, -200, w + 400, h + 400, low),
        rect(-200, -200, w + 400, h * 0.8 + 200, s.lin(top, low)),
    )
    if sun:
        x, y, r = sun
        s.add("sky", s.glow(x, y, r * 5, "#fff0c0", 0.8), circ(x, y, r, "#fff4d0"))


def lawn(s, y, colour="#98ad6c", w=1600, h=2000):
    return path(
        smooth(
            [
                (-220, y + 20),
                (w * 0.3, y - 14),
                (w * 0.7, y + 16),
                (w + 220, y - 8),
                (w + 220, h + 220, 1),
                (-220, h + 220, 1),
            ]
        ),
        s.lin(light(colour, 0.14), dark(colour, 0.06)),
    )


def _tuft(rng, x0, x1, y, h):
    x, top = rng.uniform(x0 + 30, x1 - 60), rng.uniform(y - h * 0.8, y - 20)
    return f"M{x:.0f} {top:.0f}q16 -18 32 0"


def hedge(s, x0, x1, y, h, colour=MOSS_D, seed=1):
    rng = random.Random(seed)
    pts = [(x0, y + 10, 1), (x0 - 6, y - h * 0.8)]
    x = x0 + 40
    while x < x1 - 30:
        pts.append((x, y - h * rng.uniform(0.94, 1.08)))
        x += rng.uniform(70, 120)
    pts += [(x1 + 6, y - h * 0.8), (x1, y + 10, 1)]
    tufts = "".join(
        line(
            _tuft(rng, x0, x1, y, h),
            light(colour, 0.2),
            5,
        )
        for _ in range(int((x1 - x0) / 60))
    )
    return s.two(smooth(pts), colour, dark(colour, 0.2), 22, 22) + tufts

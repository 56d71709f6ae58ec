"""Rooms: walls, windows, curtains, pictures on walls."""

from nature import bush, hills, tree
from palette import (
    CLAY_L,
    FERN_L,
    GLOW,
    INK,
    LEAF,
    MOSS,
    MOSS_D,
    NIGHT,
    PAPER,
    WHITE,
    WOOD,
    WOOD_D,
)  # fmt: skip
from pen import (
    circ,
    dark,
    lerp,
    light,
    line,
    mix,
    path,
    poly,
    put,
    rect,
    rpoly,
    smooth,
)

SKIES = {
    "day": ("#cfe0e2", "#f6efdc"),
    "morning": ("#f3dcae", "#fdf3dc"),
    "dusk": ("#50698a", "#e9a878"),
    "night": ("#22344a", "#4b6380"),
    "rain": ("#7f95a6", "#b9c6cb"),
}


def wall(s, colour, w=1600, h=2000, glow=(0.28, 0.2)):
    """A lit wall: lighter towards the upper left, over the whole canvas and beyond."""
    fill = s.rad((0, light(colour, 0.34)), (1, colour), cx=glow[0], cy=glow[1], r=0.85)
    return rect(-200, -200, w + 400, h + 400, colour) + rect(0, 0, w, h, fill)


def floor(s, y, colour, w=1600, h=2000, skirting=WHITE, boards=True):
    """A floor from y down with a skirting board above it."""
    out = rect(-200, y, w + 400, h - y + 200, s.lin(dark(colour, 0.07), colour))
    if boards:
        for i in range(1, 5):
            yy = y + (h - y) * (i / 4.6) ** 1.5
            out += rect(-200, yy, w + 400, 4, dark(colour, 0.13))
    if skirting:
        out += rect(-200, y - 52, w + 400, 52, skirting) + rect(
            -200, y - 52, w + 400, 8, light(skirting, 0.5)
        )
        out += rect(-200, y - 6, w + 400, 10, dark(colour, 0.28))
    return out


def light_patch(pts, colour="#fff1cc", strength=0.5):
    return path(poly(pts), colour, opacity=float(strength))


def window(s, x, y, w, h, sky="day", cols=2, rows=2, frame=WHITE, view=True, sill=True):
    """A window with a view; the opening is (x, y, w, h), the frame stands around it."""
    d = rpoly([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], 8)
    top, low = SKIES[sky]
    out = rect(x - 34, y - 34, w + 68, h + 68, dark(frame, 0.12), 10)
    out += rect(x - 34, y - 34, w + 60, h + 60, frame, 10)
    inner = rect(x, y, w, h, s.lin(top, low))
    if view:
        tone = {"day": 0, "morning": 0.0, "dusk": 0.5, "night": 0.72, "rain": 0.35}[sky]
        shade = lambda c: mix(c, NIGHT, tone)
        if sky == "morning":
            inner += s.glow(x + w * 0.3, y + h * 0.4, w * 0.5, GLOW, 0.8)
        inner += hills(x, y + h * 0.62, w, h * 0.4, shade(LEAF), shade(MOSS))
        inner += put(tree(s, shade(MOSS_D), shade(FERN_L)), x + w * 0.78, y + h * 0.9, sx=h / 900)
        inner += put(bush(s, shade(MOSS), shade(MOSS_D)), x + w * 0.2, y + h * 1.02, sx=h / 560)
    out += s.clip(d, inner)
    out += s.clip(
        d,
        path(
            poly([(x + w * 0.1, y), (x + w * 0.36, y), (x, y + h * 0.6), (x, y + h * 0.2)]),
            "#fff",
            opacity=0.14,
        ),
    )
    for i in range(1, cols):
        out += rect(x + w * i / cols - 9, y, 18, h, frame)
        out += rect(x + w * i / cols + 4, y, 5, h, dark(frame, 0.14))
    for i in range(1, rows):
        out += rect(x, y + h * i / rows - 9, w, 18, frame)
        out += rect(x, y + h * i / rows + 5, w, 4, dark(frame, 0.14))
    out += rect(x, y, w, 10, INK, opacity=0.12) + rect(x, y, 10, h, INK, opacity=0.1)
    if sill:
        out += rect(x - 62, y + h + 26, w + 124, 34, frame, 6) + rect(
            x - 62, y + h + 50, w + 124, 14, dark(frame, 0.16), 6
        )
    return out


def curtain(s, x, y, w, h, colour, side=1, tied=True):
    """A curtain hanging from (x, y), w wide; tied back towards side (-1 left, 1 right)."""
    if tied:
        a, b = (x, x + w)
        edge = a if side < 0 else b
        loose = b if side < 0 else a
        waist = edge + (loose - edge) * 0.34
        d = smooth(
            [
                (edge, y, 1),
                (loose, y, 1),
                (lerp((loose, 0), (waist, 0), 0.25)[0], y + h * 0.34),
                (waist, y + h * 0.62),
                (lerp((waist, 0), (loose, 0), 0.28)[0], y + h, 1),
                (edge, y + h, 1),
            ]
        )
        folds = "".join(
            line(
                [
                    (edge + (loose - edge) * t, y + 8),
                    (edge + (waist - edge) * t * 1.5, y + h * 0.35),
                    (edge + (waist - edge) * t * 0.9, y + h * 0.62),
                    (edge + (waist - edge) * t * 1.2, y + h),
                ],
                dark(colour, 0.14),
                7,
            )
            for t in (0.3, 0.62)
        )
        tie = line(
            [(edge - 4 * side, y + h * 0.605), (waist + 4, y + h * 0.635)], dark(colour, 0.34), 20
        )
        return s.two(d, colour, dark(colour, 0.16), 22, 0) + s.clip(d, folds) + tie
    d = smooth(
        [
            (x, y, 1),
            (x + w, y, 1),
            (x + w * 0.97, y + h * 0.5),
            (x + w * 1.02, y + h, 1),
            (x - w * 0.02, y + h, 1),
            (x + w * 0.03, y + h * 0.5),
        ]
    )
    folds = "".join(
        line(
            [(x + w * t, y), (x + w * (t + 0.02), y + h * 0.5), (x + w * t, y + h)],
            dark(colour, 0.13),
            9,
        )
        for t in (0.24, 0.5, 0.76)
    )
    return s.two(d, colour, dark(colour, 0.16), 18, 0) + folds


def rail(x, y, w):
    return (
        rect(x, y, w, 16, WOOD_D, 8) + circ(x, y + 8, 17, WOOD_D) + circ(x + w, y + 8, 17, WOOD_D)
    )


def picture(s, x, y, w, h, frame=WOOD, art=None, mount=PAPER):
    """A framed picture on the wall; art is content in a 0..100 square of its own."""
    out = rect(x + 10, y + 14, w, h, INK, 6, opacity=0.14)
    out += rect(x, y, w, h, frame, 6) + rect(x + w - 8, y + 4, 8, h - 4, dark(frame, 0.25), 4)
    m = 18
    out += rect(x + m, y + m, w - 2 * m, h - 2 * m, mount)
    if art:
        q = 38
        d = rpoly(
            [(x + q, y + q), (x + w - q, y + q), (x + w - q, y + h - q), (x + q, y + h - q)], 2
        )
        out += s.clip(d, put(art, x + q, y + q, sx=(w - 2 * q) / 100, sy=(h - 2 * q) / 100))
    return out


def landscape_art(s):
    out = rect(0, 0, 100, 100, s.lin("#e9d9b4", "#f7ead0")) + circ(68, 30, 13, CLAY_L)
    return (
        out
        + path(smooth([(-10, 62), (30, 42), (70, 58), (110, 46), (110, 110), (-10, 110)]), LEAF)
        + path(smooth([(-10, 84), (40, 66), (110, 80), (110, 110), (-10, 110)]), FERN_L)
    )

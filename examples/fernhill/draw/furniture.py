"""Furniture: tables, chairs, lamps, doors, shelves, beds."""

from palette import (
    CLAY,
    CLAY_L,
    CREAM,
    DUSK_L,
    FERN,
    GLOW,
    INK,
    WHITE,
    WOOD,
    WOOD_D,
)  # fmt: skip
from pen import circ, dark, ell, light, mix, path, poly, put, rect, rpoly, smooth


def table(s, x, y, w, h, colour=WOOD, leg=60, thick=44):
    """A table seen from the front: top edge at y, feet at y + h."""
    out = ""
    for xx in (x + 70, x + w - 70 - leg):
        d = rpoly(
            [(xx, y + thick), (xx + leg, y + thick), (xx + leg - 12, y + h), (xx + 12, y + h)], 6
        )
        out += s.two(d, dark(colour, 0.12), dark(colour, 0.3), 16, 0)
    out += rect(x + 50, y + thick - 4, w - 100, 56, dark(colour, 0.24))
    out += rect(x, y, w, thick, colour, 14) + rect(
        x + 4, y + thick * 0.62, w - 8, thick * 0.38, dark(colour, 0.18), 10
    )
    return out


def tabletop(s, y, colour=WOOD, w=1600, h=2000, edge=70, left=-200, right=None):
    """A table that fills the bottom of the picture: a lit top, then its front edge."""
    right = w + 200 if right is None else right
    out = rect(left, y, right - left, h - y + 200, s.lin(light(colour, 0.16), colour, angle=20))
    out += rect(left, y, right - left, 8, light(colour, 0.4))
    if edge:
        out += rect(left, h - edge, right - left, edge + 200, dark(colour, 0.22))
    return out


def chair(s, x, y, k=1.0, colour=WOOD, back=True):
    """A wooden chair from the front, seat at y; its origin is the seat's middle."""
    c, d = colour, dark(colour, 0.24)
    out = ""
    if back:
        for xx in (-112, 84):
            out += rect(xx, -330, 28, 340, c, 12) + rect(xx + 18, -324, 10, 330, d, 5)
        for i in range(3):
            out += path(
                smooth(
                    [
                        (-100, -316 + i * 96, 1),
                        (0, -330 + i * 96),
                        (100, -316 + i * 96, 1),
                        (100, -270 + i * 96, 1),
                        (0, -282 + i * 96),
                        (-100, -270 + i * 96, 1),
                    ]
                ),
                c if i else light(c, 0.12),
            )
    for xx in (-116, 88):
        out += path(rpoly([(xx, 20), (xx + 30, 20), (xx + 26, 330), (xx + 6, 330)], 5), d)
    out += rect(-100, 190, 200, 16, d)
    out += s.two(rpoly([(-134, -6), (134, -6), (146, 40), (-146, 40)], 14), light(c, 0.1), d, 0, 16)
    return put(out, x, y, sx=k)


def armchair(s, colour=CLAY, k=1.0):
    """(back, front) of a wing armchair facing the viewer; origin at the middle of the floor line.

    Sit a person between the two. The seat's top is at y = -330.
    """
    c, d = colour, dark(colour, 0.26)
    back = s.two(
        smooth(
            [
                (-330, -420),
                (-340, -760),
                (-270, -900),
                (0, -930),
                (270, -900),
                (340, -760),
                (330, -420),
                (300, -120),
                (-300, -120),
            ]
        ),
        c,
        d,
        34,
        10,
    )
    back += s.two(
        smooth(
            [
                (-230, -330),
                (-238, -740),
                (-150, -842),
                (0, -858),
                (150, -842),
                (238, -740),
                (230, -330),
            ]
        ),
        light(c, 0.1),
        mix(c, d, 0.5),
        24,
        -6,
    )
    back += "".join(
        circ(xx, yy, 9, d)
        for xx, yy in ((-90, -690), (90, -690), (0, -600), (-90, -510), (90, -510))
    )
    front = rect(-262, -70, 34, 74, WOOD_D, 8) + rect(228, -70, 34, 74, WOOD_D, 8)
    front += s.two(
        rpoly([(-300, -250), (300, -250), (300, -60), (-300, -60)], 26), mix(c, d, 0.4), d, 30, 4
    )
    seat = s.two(
        rpoly([(-262, -356), (262, -356), (278, -236), (-278, -236)], 44),
        light(c, 0.14),
        mix(c, d, 0.6),
        10,
        30,
    )
    arms = ""
    for sign in (-1, 1):
        dd = smooth(
            [
                (sign * 268, -440),
                (sign * 330, -486),
                (sign * 400, -450),
                (sign * 410, -300),
                (sign * 396, -60),
                (sign * 276, -60),
                (sign * 262, -300),
            ]
        )
        arms += s.two(dd, c, d, 26, 8) + s.two(
            smooth(
                [
                    (sign * 262, -430),
                    (sign * 330, -492),
                    (sign * 406, -440),
                    (sign * 392, -372),
                    (sign * 330, -352),
                    (sign * 272, -374),
                ]
            ),
            light(c, 0.12),
            mix(c, d, 0.5),
            10,
            16,
        )
    return (
        put(back, 0, 0, sx=k),
        put(front, 0, 0, sx=k),
        put(seat, 0, 0, sx=k),
        put(arms, 0, 0, sx=k),
    )


def lamp(s, x, y, k=1.0, shade=CREAM, base=CLAY, lit=True):
    """A table lamp standing on (x, y); about 420 high."""
    glow = s.glow(0, -300, 520, GLOW, 0.7) if lit else ""
    foot = s.two(
        smooth(
            [
                (-46, 0),
                (-70, -60),
                (-60, -130),
                (-16, -180),
                (16, -180),
                (60, -130),
                (70, -60),
                (46, 0),
            ]
        ),
        base,
        dark(base, 0.26),
        20,
        4,
    )
    d = rpoly([(-84, -420), (84, -420), (138, -210), (-138, -210)], 14)
    fill = s.lin("#fff0c4", GLOW if lit else shade)
    cone = path(d, fill) + s.clip(
        d, path(poly([(40, -430), (140, -430), (140, -200), (84, -200)]), CLAY_L, opacity=0.28)
    )
    return put(glow + rect(-8, -216, 16, 50, WOOD_D) + foot + cone, x, y, sx=k)


def floor_lamp(s, x, y, k=1.0, lit=True):
    stem = rect(-8, -820, 16, 810, INK, 6) + ell(0, -6, 96, 18, INK)
    d = rpoly([(-90, -1010), (90, -1010), (150, -780), (-150, -780)], 14)
    glow = s.glow(0, -860, 560, GLOW, 0.6) if lit else ""
    return put(glow + stem + path(d, s.lin("#fff0c4", GLOW)), x, y, sx=k)


def door(s, x, y, w, h, colour=FERN, frame=WHITE, knob=1, glass="#f6d48d", panels=True):
    """A closed panelled door standing on y + h; glass is the fanlight's colour or None."""
    out = rect(x - 44, y - 44, w + 88, h + 44, frame, 6) + rect(x + w, y, 12, h, dark(frame, 0.14))
    out += rect(x, y, w, h, s.lin(light(colour, 0.1), colour, angle=25))
    lo, hi = dark(colour, 0.24), light(colour, 0.18)
    if glass:
        gx, gy, gw, gh = x + w * 0.14, y + h * 0.07, w * 0.72, h * 0.24
        out += rect(gx - 8, gy - 8, gw + 16, gh + 16, lo, 6) + rect(
            gx, gy, gw, gh, s.lin(light(glass, 0.3), glass)
        )
        out += rect(gx + gw / 3 - 5, gy, 10, gh, colour) + rect(
            gx + 2 * gw / 3 - 5, gy, 10, gh, colour
        )
    if panels:
        for px in (0.14, 0.54):
            for py, ph in ((0.38, 0.24), (0.68, 0.24)):
                bx, by, bw, bh = x + w * px, y + h * py, w * 0.32, h * ph
                out += (
                    rect(bx, by, bw, bh, lo, 6)
                    + rect(bx + 8, by + 8, bw - 8, bh - 8, hi, 6)
                    + rect(bx + 8, by + 8, bw - 16, bh - 16, colour, 4)
                )
    kx = x + w * (0.92 if knob > 0 else 0.08)
    out += (
        circ(kx + 3, y + h * 0.55 + 4, 20, lo)
        + circ(kx, y + h * 0.55, 19, GLOW)
        + circ(kx - 5, y + h * 0.55 - 5, 6, "#fff4d0")
    )
    return out


def shelf(s, x, y, w, items=""):
    return (
        items
        + rect(x, y, w, 22, WOOD, 6)
        + rect(x, y + 14, w, 10, WOOD_D, 5)
        + rect(x + 40, y + 22, 18, 46, WOOD_D, 5)
        + rect(x + w - 58, y + 22, 18, 46, WOOD_D, 5)
    )


def rug(s, x, y, rx, ry, colour=CLAY_L):
    return (
        ell(x, y, rx, ry, colour)
        + ell(x, y, rx * 0.88, ry * 0.84, light(colour, 0.3))
        + ell(x, y, rx * 0.8, ry * 0.74, colour)
    )


def bed(s, x, y, w, colour=DUSK_L, head=WOOD):
    """A bed from the side: head at the left, mattress top at y, floor at y + 250."""
    out = s.two(
        rpoly(
            [(x - 46, y - 250), (x + 26, y - 250), (x + 26, y + 250), (x - 46, y + 250)],
            [26, 26, 8, 8],
        ),
        head,
        dark(head, 0.25),
        16,
        0,
    )
    out += s.two(
        rpoly(
            [
                (x + w - 30, y - 40),
                (x + w + 24, y - 40),
                (x + w + 24, y + 250),
                (x + w - 30, y + 250),
            ],
            14,
        ),
        head,
        dark(head, 0.25),
        16,
        0,
    )
    out += rect(x, y + 110, w, 90, dark(head, 0.1)) + rect(x + 10, y + 10, w - 30, 110, WHITE, 24)
    return out + _bedding(s, x, y, w, colour)


def _bedding(s, x, y, w, colour):
    pillow = s.two(
        smooth(
            [
                (x + 30, y - 20),
                (x + 60, y - 92),
                (x + 200, y - 108),
                (x + 270, y - 60),
                (x + 250, y + 14),
                (x + 60, y + 20),
            ]
        ),
        WHITE,
        "#e6dcc6",
        10,
        22,
    )
    d = smooth(
        [
            (x + 230, y - 6),
            (x + 320, y - 44),
            (x + w * 0.7, y - 50),
            (x + w - 26, y - 16),
            (x + w - 20, y + 170, 1),
            (x + w * 0.7, y + 186),
            (x + w * 0.45, y + 172),
            (x + 232, y + 184, 1),
        ]
    )
    fold = smooth(
        [
            (x + 230, y - 10),
            (x + 300, y - 46),
            (x + 372, y - 46),
            (x + 352, y + 60),
            (x + 362, y + 180, 1),
            (x + 226, y + 186, 1),
        ]
    )
    return (
        pillow + s.two(d, colour, dark(colour, 0.14), 20, 18) + s.two(fold, WHITE, "#e6dcc6", 16, 0)
    )

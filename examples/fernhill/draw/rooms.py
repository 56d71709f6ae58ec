"""Rooms and furniture: walls, windows, doors, tables, chairs, lamps, pictures on walls."""

from nature import bush, hills, tree
from palette import (
    CLAY, CLAY_L, CREAM, DUSK, DUSK_D, DUSK_L, FERN, FERN_L, GLOW, INK, LEAF, MIST, MOSS, MOSS_D, NIGHT, NIGHT_L,
    PAPER, SAND, SAND_D, WHITE, WOOD, WOOD_D, WOOD_L,
)  # fmt: skip
from pen import circ, dark, ell, group, light, line, lerp, mix, path, poly, put, rect, rpoly, smooth, tube

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
        out += rect(-200, y - 52, w + 400, 52, skirting) + rect(-200, y - 52, w + 400, 8, light(skirting, 0.5))
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
        shade = lambda c: mix(c, NIGHT, tone)  # noqa: E731
        if sky == "morning":
            inner += s.glow(x + w * 0.3, y + h * 0.4, w * 0.5, GLOW, 0.8)
        inner += hills(x, y + h * 0.62, w, h * 0.4, shade(LEAF), shade(MOSS))
        inner += put(tree(s, shade(MOSS_D), shade(FERN_L)), x + w * 0.78, y + h * 0.9, sx=h / 900)
        inner += put(bush(s, shade(MOSS), shade(MOSS_D)), x + w * 0.2, y + h * 1.02, sx=h / 560)
    out += s.clip(d, inner)
    out += s.clip(d, path(poly([(x + w * 0.1, y), (x + w * 0.36, y), (x, y + h * 0.6), (x, y + h * 0.2)]), "#fff", opacity=0.14))
    for i in range(1, cols):
        out += rect(x + w * i / cols - 9, y, 18, h, frame)
        out += rect(x + w * i / cols + 4, y, 5, h, dark(frame, 0.14))
    for i in range(1, rows):
        out += rect(x, y + h * i / rows - 9, w, 18, frame)
        out += rect(x, y + h * i / rows + 5, w, 4, dark(frame, 0.14))
    out += rect(x, y, w, 10, INK, opacity=0.12) + rect(x, y, 10, h, INK, opacity=0.1)
    if sill:
        out += rect(x - 62, y + h + 26, w + 124, 34, frame, 6) + rect(x - 62, y + h + 50, w + 124, 14, dark(frame, 0.16), 6)
    return out


def curtain(s, x, y, w, h, colour, side=1, tied=True):
    """A curtain hanging from (x, y), w wide; tied back towards side (-1 left, 1 right)."""
    if tied:
        a, b = (x, x + w)
        edge = a if side < 0 else b
        loose = b if side < 0 else a
        waist = edge + (loose - edge) * 0.34
        d = smooth([(edge, y, 1), (loose, y, 1), (lerp((loose, 0), (waist, 0), 0.25)[0], y + h * 0.34), (waist, y + h * 0.62), (lerp((waist, 0), (loose, 0), 0.28)[0], y + h, 1), (edge, y + h, 1)])
        folds = "".join(
            line([(edge + (loose - edge) * t, y + 8), (edge + (waist - edge) * t * 1.5, y + h * 0.35), (edge + (waist - edge) * t * 0.9, y + h * 0.62), (edge + (waist - edge) * t * 1.2, y + h)], dark(colour, 0.14), 7)
            for t in (0.3, 0.62)
        )
        tie = line([(edge - 4 * side, y + h * 0.605), (waist + 4, y + h * 0.635)], dark(colour, 0.34), 20)
        return s.two(d, colour, dark(colour, 0.16), 22, 0) + s.clip(d, folds) + tie
    d = smooth([(x, y, 1), (x + w, y, 1), (x + w * 0.97, y + h * 0.5), (x + w * 1.02, y + h, 1), (x - w * 0.02, y + h, 1), (x + w * 0.03, y + h * 0.5)])
    folds = "".join(line([(x + w * t, y), (x + w * (t + 0.02), y + h * 0.5), (x + w * t, y + h)], dark(colour, 0.13), 9) for t in (0.24, 0.5, 0.76))
    return s.two(d, colour, dark(colour, 0.16), 18, 0) + folds


def rail(x, y, w):
    return rect(x, y, w, 16, WOOD_D, 8) + circ(x, y + 8, 17, WOOD_D) + circ(x + w, y + 8, 17, WOOD_D)


def picture(s, x, y, w, h, frame=WOOD, art=None, mount=PAPER):
    """A framed picture on the wall; art is content in a 0..100 square of its own."""
    out = rect(x + 10, y + 14, w, h, INK, 6, opacity=0.14)
    out += rect(x, y, w, h, frame, 6) + rect(x + w - 8, y + 4, 8, h - 4, dark(frame, 0.25), 4)
    m = 18
    out += rect(x + m, y + m, w - 2 * m, h - 2 * m, mount)
    if art:
        q = 38
        d = rpoly([(x + q, y + q), (x + w - q, y + q), (x + w - q, y + h - q), (x + q, y + h - q)], 2)
        out += s.clip(d, put(art, x + q, y + q, sx=(w - 2 * q) / 100, sy=(h - 2 * q) / 100))
    return out


def landscape_art(s):
    out = rect(0, 0, 100, 100, s.lin("#e9d9b4", "#f7ead0")) + circ(68, 30, 13, CLAY_L)
    return out + path(smooth([(-10, 62), (30, 42), (70, 58), (110, 46), (110, 110), (-10, 110)]), LEAF) + path(smooth([(-10, 84), (40, 66), (110, 80), (110, 110), (-10, 110)]), FERN_L)


def table(s, x, y, w, h, colour=WOOD, leg=60, thick=44):
    """A table seen from the front: top edge at y, feet at y + h."""
    out = ""
    for xx in (x + 70, x + w - 70 - leg):
        d = rpoly([(xx, y + thick), (xx + leg, y + thick), (xx + leg - 12, y + h), (xx + 12, y + h)], 6)
        out += s.two(d, dark(colour, 0.12), dark(colour, 0.3), 16, 0)
    out += rect(x + 50, y + thick - 4, w - 100, 56, dark(colour, 0.24))
    out += rect(x, y, w, thick, colour, 14) + rect(x + 4, y + thick * 0.62, w - 8, thick * 0.38, dark(colour, 0.18), 10)
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
            out += path(smooth([(-100, -316 + i * 96, 1), (0, -330 + i * 96), (100, -316 + i * 96, 1), (100, -270 + i * 96, 1), (0, -282 + i * 96), (-100, -270 + i * 96, 1)]), c if i else light(c, 0.12))
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
    back = s.two(smooth([(-330, -420), (-340, -760), (-270, -900), (0, -930), (270, -900), (340, -760), (330, -420), (300, -120), (-300, -120)]), c, d, 34, 10)
    back += s.two(smooth([(-230, -330), (-238, -740), (-150, -842), (0, -858), (150, -842), (238, -740), (230, -330)]), light(c, 0.1), mix(c, d, 0.5), 24, -6)
    back += "".join(circ(xx, yy, 9, d) for xx, yy in ((-90, -690), (90, -690), (0, -600), (-90, -510), (90, -510)))
    front = rect(-262, -70, 34, 74, WOOD_D, 8) + rect(228, -70, 34, 74, WOOD_D, 8)
    front += s.two(rpoly([(-300, -250), (300, -250), (300, -60), (-300, -60)], 26), mix(c, d, 0.4), d, 30, 4)
    seat = s.two(rpoly([(-262, -356), (262, -356), (278, -236), (-278, -236)], 44), light(c, 0.14), mix(c, d, 0.6), 10, 30)
    arms = ""
    for sign in (-1, 1):
        dd = smooth([(sign * 268, -440), (sign * 330, -486), (sign * 400, -450), (sign * 410, -300), (sign * 396, -60), (sign * 276, -60), (sign * 262, -300)])
        arms += s.two(dd, c, d, 26, 8) + s.two(smooth([(sign * 262, -430), (sign * 330, -492), (sign * 406, -440), (sign * 392, -372), (sign * 330, -352), (sign * 272, -374)]), light(c, 0.12), mix(c, d, 0.5), 10, 16)
    return put(back, 0, 0, sx=k), put(front, 0, 0, sx=k), put(seat, 0, 0, sx=k), put(arms, 0, 0, sx=k)


def lamp(s, x, y, k=1.0, shade=CREAM, base=CLAY, lit=True):
    """A table lamp standing on (x, y); about 420 high."""
    glow = s.glow(0, -300, 520, GLOW, 0.7) if lit else ""
    foot = s.two(smooth([(-46, 0), (-70, -60), (-60, -130), (-16, -180), (16, -180), (60, -130), (70, -60), (46, 0)]), base, dark(base, 0.26), 20, 4)
    d = rpoly([(-84, -420), (84, -420), (138, -210), (-138, -210)], 14)
    fill = s.lin("#fff0c4", GLOW if lit else shade)
    cone = path(d, fill) + s.clip(d, path(poly([(40, -430), (140, -430), (140, -200), (84, -200)]), CLAY_L, opacity=0.28))
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
        out += rect(gx - 8, gy - 8, gw + 16, gh + 16, lo, 6) + rect(gx, gy, gw, gh, s.lin(light(glass, 0.3), glass))
        out += rect(gx + gw / 3 - 5, gy, 10, gh, colour) + rect(gx + 2 * gw / 3 - 5, gy, 10, gh, colour)
    if panels:
        for px in (0.14, 0.54):
            for py, ph in ((0.38, 0.24), (0.68, 0.24)):
                bx, by, bw, bh = x + w * px, y + h * py, w * 0.32, h * ph
                out += rect(bx, by, bw, bh, lo, 6) + rect(bx + 8, by + 8, bw - 8, bh - 8, hi, 6) + rect(bx + 8, by + 8, bw - 16, bh - 16, colour, 4)
    kx = x + w * (0.92 if knob > 0 else 0.08)
    out += circ(kx + 3, y + h * 0.55 + 4, 20, lo) + circ(kx, y + h * 0.55, 19, GLOW) + circ(kx - 5, y + h * 0.55 - 5, 6, "#fff4d0")
    return out


def shelf(s, x, y, w, items=""):
    return items + rect(x, y, w, 22, WOOD, 6) + rect(x, y + 14, w, 10, WOOD_D, 5) + rect(x + 40, y + 22, 18, 46, WOOD_D, 5) + rect(x + w - 58, y + 22, 18, 46, WOOD_D, 5)


def rug(s, x, y, rx, ry, colour=CLAY_L):
    return ell(x, y, rx, ry, colour) + ell(x, y, rx * 0.88, ry * 0.84, light(colour, 0.3)) + ell(x, y, rx * 0.8, ry * 0.74, colour)


def radiator(s, x, y, w, h):
    n = int(w // 48)
    out = "".join(rect(x + i * 48, y, 40, h, s.lin(WHITE, "#ddd6c6", angle=0), 14) for i in range(n))
    return out


def bed(s, x, y, w, colour=DUSK_L, head=WOOD):
    """A bed from the side: head at the left, mattress top at y, floor at y + 250."""
    out = s.two(smooth([(x - 40, y + 250, 1), (x - 40, y - 230), (x - 10, y - 262), (x + 26, y - 230), (x + 26, y + 250, 1)]), head, dark(head, 0.25), 16, 0)
    out += s.two(rpoly([(x + w - 30, y - 40), (x + w + 24, y - 40), (x + w + 24, y + 250), (x + w - 30, y + 250)], 14), head, dark(head, 0.25), 16, 0)
    out += rect(x, y + 110, w, 90, dark(head, 0.1)) + rect(x + 10, y + 10, w - 30, 110, WHITE, 24)
    return out + _bedding(s, x, y, w, colour)


def _bedding(s, x, y, w, colour):
    pillow = s.two(smooth([(x + 30, y - 20), (x + 60, y - 92), (x + 200, y - 108), (x + 270, y - 60), (x + 250, y + 14), (x + 60, y + 20)]), WHITE, "#e6dcc6", 10, 22)
    d = smooth([(x + 230, y - 6), (x + 320, y - 44), (x + w * 0.7, y - 50), (x + w - 26, y - 16), (x + w - 20, y + 170, 1), (x + w * 0.7, y + 186), (x + w * 0.45, y + 172), (x + 232, y + 184, 1)])
    fold = smooth([(x + 230, y - 10), (x + 300, y - 46), (x + 372, y - 46), (x + 352, y + 60), (x + 362, y + 180, 1), (x + 226, y + 186, 1)])
    return pillow + s.two(d, colour, dark(colour, 0.14), 20, 18) + s.two(fold, WHITE, "#e6dcc6", 16, 0)


_PALETTE = (CLAY, DUSK, DUSK_D, FERN, MIST, NIGHT_L, SAND, SAND_D, WOOD_L, group, tube)

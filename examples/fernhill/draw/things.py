"""Small things: mugs, teapots, pans, phones, books, boxes, calendars."""

import random

from outfits import frond
from palette import (
    CLAY,
    CLAY_L,
    CREAM,
    DUSK,
    DUSK_D,
    DUSK_L,
    FERN_L,
    GLOW,
    INK,
    MOSS,
    PAPER,
    SAND,
    SAND_D,
    WHITE,
    WOOD,
)  # fmt: skip
from pen import (
    arc,
    circ,
    dark,
    ell,
    light,
    line,
    path,
    poly,
    put,
    rect,
    rpoly,
    smooth,
    tube,
    zigzag,
)


def steam(x, y, k=1.0, count=3, colour="#fffaf0", opacity=0.7):
    out = ""
    for i in range(count):
        xx = (i - (count - 1) / 2) * 34
        d = tube(
            [(xx, 0), (xx - 18, -46), (xx + 16, -96), (xx - 8, -150 - 18 * (i % 2))], [4, 13, 11, 3]
        )
        out += path(d, colour, opacity=float(opacity))
    return put(out, x, y, sx=k)


def mug(s, colour=CLAY, k=1.0, handle=1, band=None, tea=True):
    """A mug, 120 wide and 130 high, standing on the origin."""
    d = dark(colour, 0.24)
    out = line(
        f"M{handle * 52} -98C{handle * 112} -108 {handle * 112} -30 {handle * 50} -34",
        d if handle > 0 else colour,
        17,
    )
    body = smooth(
        [
            (-60, -126, 1),
            (60, -126, 1),
            (58, -50),
            (46, -6),
            (30, 0),
            (-30, 0),
            (-46, -6),
            (-58, -50),
        ]
    )
    out += s.two(body, colour, d, 22, 2)
    if band:
        out += s.clip(body, rect(-70, -82, 140, 22, band))
    out += ell(0, -126, 60, 13, light(colour, 0.3)) + (
        ell(0, -124, 52, 9.5, "#8a4f2a") if tea else ell(0, -124, 52, 9.5, d)
    )
    return put(out, sx=k)


def teapot(s, colour=FERN_L, k=1.0, flip=False, lid=True):
    """A round teapot, spout to the right, about 460 wide, standing on the origin."""
    d = dark(colour, 0.28)
    sg = -1 if flip else 1
    spout = tube([(110, -92), (172, -120), (196, -186), (232, -222)], [84, 56, 42, 34], flat=True)
    out = s.two(spout, colour, d, 9 * sg, 12)
    out += ell(232, -222, 19, 9, d, rot=38)
    out += line("M-120 -190C-250 -230 -262 -60 -118 -62", d, 30)
    out += line("M-120 -194C-246 -232 -256 -66 -118 -68", colour, 22)
    body = smooth(
        [
            (-70, -232),
            (-140, -190),
            (-164, -118),
            (-132, -42),
            (-70, 0),
            (70, 0),
            (132, -42),
            (164, -118),
            (140, -190),
            (70, -232),
            (0, -238),
        ]
    )
    out += s.two(body, colour, d, 40 * sg, 18)
    out += s.clip(
        body,
        path(
            smooth([(-118, -170), (-96, -196), (-84, -180), (-120, -110), (-132, -120)]),
            light(colour, 0.4),
            opacity=0.7,
        ),
    )
    out += rect(-74, -8, 148, 14, d, 7)
    if lid:
        out += s.two(
            smooth([(-92, -222, 1), (-70, -254), (0, -270), (70, -254), (92, -222, 1), (0, -212)]),
            light(colour, 0.1),
            d,
            22 * sg,
            6,
        )
        out += s.two(
            smooth([(-20, -282), (0, -304), (20, -282), (0, -264)]), GLOW, "#c98f3a", 6 * sg, 4
        )
    return put(out, sx=-k if flip else k, sy=k)


def kettle(s, colour=CLAY, k=1.0, flip=False):
    """A stove kettle, spout to the right, standing on the origin."""
    d = dark(colour, 0.28)
    sg = -1 if flip else 1
    out = s.two(
        tube([(120, -80), (186, -120), (222, -196)], [92, 58, 40], flat=True),
        colour,
        d,
        10 * sg,
        12,
    )
    out += line("M-112 -196C-120 -350 120 -350 112 -196", INK, 26)
    out += line("M-70 -292C-36 -320 36 -320 70 -292", WOOD, 34)
    body = smooth(
        [
            (-90, -206),
            (-150, -150),
            (-174, -40),
            (-150, 0, 1),
            (150, 0, 1),
            (174, -40),
            (150, -150),
            (90, -206),
            (0, -216),
        ]
    )
    out += s.two(body, colour, d, 42 * sg, 6)
    out += s.clip(
        body,
        path(
            smooth([(-126, -130), (-92, -178), (-78, -166), (-118, -90), (-132, -60)]),
            light(colour, 0.45),
            opacity=0.65,
        ),
    )
    out += s.two(
        smooth([(-84, -204, 1), (-50, -230), (50, -230), (84, -204, 1)]),
        light(colour, 0.12),
        d,
        14 * sg,
        4,
    ) + circ(0, -240, 17, INK)
    return put(out, sx=-k if flip else k, sy=k)


def saucepan(s, colour=FERN_L, k=1.0):
    """A soup pot with two handles, 340 wide, 190 high, standing on the origin."""
    d = dark(colour, 0.28)
    out = line("M-176 -134h-44", d, 24) + line("M176 -134h44", d, 24)
    out += s.two(
        rpoly([(-180, -190), (180, -190), (170, 0), (-170, 0)], [4, 4, 50, 50]), colour, d, 50, 0
    )
    return put(out + rect(-190, -200, 380, 24, light(colour, 0.2), 12), sx=k)


def calendar(s, w=420, h=470, days=7, smile_col=1, frame=WHITE, marked=False):
    """A month on the wall, origin at its top left; the same face is drawn every Tuesday.

    marked: the column of faces is what the picture proves.
    """
    out = rect(14, 18, w, h, INK, 12, opacity=0.14) + rect(0, 0, w, h, frame, 12)
    out += path(rpoly([(0, 0), (w, 0), (w, h * 0.2), (0, h * 0.2)], [12, 12, 0, 0]), CLAY)
    for i in range(6):
        out += rect(w * (i + 0.5) / 6 - 5, -16, 10, 34, DUSK_D, 5)
    out += rect(w * 0.08, h * 0.085, w * 0.36, h * 0.05, CREAM, 8) + rect(
        w * 0.8, h * 0.085, w * 0.12, h * 0.05, CLAY_L, 8
    )
    gx, gy, gw, gh = w * 0.06, h * 0.27, w * 0.88, h * 0.68
    cw, ch = gw / days, gh / 5
    faces = ""
    for row in range(5):
        for col in range(days):
            cx, cy = gx + cw * (col + 0.5), gy + ch * (row + 0.5)
            if col == smile_col:
                r = min(cw, ch) * (0.5 if marked else 0.45)
                faces += face_mark(cx, cy + r * 0.2, r)
            else:
                out += rect(
                    cx - cw * 0.34,
                    cy - ch * 0.36,
                    cw * 0.68,
                    ch * 0.72,
                    SAND if (row + col) % 2 else CREAM,
                    5,
                )
    return out + (s.keep(faces) if marked else faces)


def face_mark(x, y, r, colour=FERN_L):
    """The little smiling face that stands for the same carer."""
    out = circ(x, y, r, "#7d4c34") + path(
        smooth(
            [
                (x - r, y - r * 0.1),
                (x - r * 0.6, y - r * 0.86),
                (x, y - r * 1.08),
                (x + r * 0.6, y - r * 0.86),
                (x + r, y - r * 0.1),
                (x + r * 0.5, y - r * 0.46),
                (x - r * 0.4, y - r * 0.5),
            ]
        ),
        INK,
    )
    out += circ(x, y - r * 1.2, r * 0.36, INK)
    out += circ(x - r * 0.34, y + r * 0.02, r * 0.1, INK) + circ(
        x + r * 0.34, y + r * 0.02, r * 0.1, INK
    )
    return out + line(
        arc((x - r * 0.38, y + r * 0.34), (x, y + r * 0.74), (x + r * 0.38, y + r * 0.34)),
        "#ffe9d2",
        r * 0.13,
    )


def phone(s, w=300, h=600, screen=PAPER):
    """A phone, origin at its top left."""
    out = (
        rect(10, 14, w, h, INK, 46, opacity=0.2)
        + rect(0, 0, w, h, "#16211f", 44)
        + rect(3, 3, w - 10, h - 10, "#2a3836", 42)
    )
    out += rect(14, 14, w - 28, h - 28, screen, 34)
    return out + rect(w * 0.36, 14 + w * 0.04, w * 0.28, w * 0.066, "#16211f", w * 0.033)


def tick(x, y, r, colour=FERN_L, mark=WHITE):
    return circ(x, y, r, colour) + line(
        zigzag(
            (x - r * 0.42, y + r * 0.04), (x - r * 0.1, y + r * 0.36), (x + r * 0.46, y - r * 0.32)
        ),
        mark,
        r * 0.2,
    )


def book(s, k=1.0, cover=CLAY):
    """An open book seen from the reader's far side (covers to us), origin at the spine's bottom."""
    left = rpoly([(-4, 0), (-130, -26), (-142, -176), (-4, -150)], 8)
    right = rpoly([(4, 0), (130, -26), (142, -176), (4, -150)], 8)
    pages = path(
        poly([(-132, -180), (0, -158), (132, -180), (126, -190), (0, -166), (-126, -190)]), WHITE
    )
    out = pages + s.two(left, cover, dark(cover, 0.2), 4, 8) + path(right, dark(cover, 0.18))
    out += rect(-8, -156, 16, 158, dark(cover, 0.34), 5)
    return put(out, sx=k)


def flower_vase(s, k=1.0, colour=DUSK_L, seed=3):
    from nature import flowers

    stems = flowers(seed, -70, 70, -130, 190, 7, (CLAY_L, PAPER, GLOW))
    body = smooth(
        [
            (-44, -176, 1),
            (44, -176, 1),
            (36, -140),
            (70, -80),
            (56, -6),
            (40, 0),
            (-40, 0),
            (-56, -6),
            (-70, -80),
            (-36, -140),
        ]
    )
    return put(stems + s.two(body, colour, dark(colour, 0.24), 22, 4), sx=k)


def books(seed, x, y, count=6, tones=(CLAY, FERN_L, DUSK, SAND_D, CREAM, MOSS)):
    rng = random.Random(seed)
    out = ""
    for i in range(count):
        w, h = rng.randrange(24, 44), rng.randrange(120, 180)
        c = tones[(i + seed) % len(tones)]
        out += (
            rect(x, y - h, w, h, c, 4)
            + rect(x + w - 7, y - h, 7, h, dark(c, 0.2), 3)
            + rect(x + 5, y - h + 18, w - 14, 8, light(c, 0.4), 3)
        )
        x += w + 3
    return out


def logo_sprig(colour, k=1.0):
    return put(frond(colour), sx=k)


def bowl(s, colour=DUSK_L, k=1.0, fill=CLAY_L):
    """A bowl, 260 wide, 110 high, on the origin."""
    body = smooth([(-130, -108, 1), (130, -108, 1), (112, -46), (60, -2), (-60, -2), (-112, -46)])
    return put(
        s.two(body, colour, dark(colour, 0.24), 30, 10)
        + ell(0, -108, 130, 22, light(colour, 0.3))
        + ell(0, -105, 116, 16, fill)
        + rect(-56, -6, 112, 12, dark(colour, 0.3), 6),
        sx=k,
    )

"""Close pictures: hands, keys, the phone, the pill box."""

import furniture
import hands
import heads
import rooms
import things
from gallery import picture
from nature import houseplant
from palette import (
    AMARA,
    ARTHUR,
    CLAY,
    CLAY_D,
    CLAY_L,
    CREAM,
    DUSK,
    DUSK_D,
    DUSK_L,
    FERN,
    FERN_L,
    GLOW,
    INK,
    JOANNE,
    LEAF,
    MARGARET,
    MOSS,
    MOSS_D,
    PAPER,
    SAND_D,
    TOM,
    WHITE,
    WOOD,
    WOOD_D,
    WOOD_L,
)  # fmt: skip
from pen import (
    circ,
    dark,
    ell,
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
    tube,
)


def sleeve(s, start, wrist, colour, width=250, cuff=True, ribs=False):
    """A sleeve that comes into the picture and ends in a cuff at the wrist."""
    d = tube(
        [start, lerp(start, wrist, 0.55), wrist],
        [width * 1.3, width * 1.08, width * 0.84],
        flat=True,
    )
    out = s.two(d, colour, dark(colour, 0.24), 20, 34)
    if cuff:
        a, b = lerp(start, wrist, 0.9), lerp(start, wrist, 1.02)
        band = tube([a, b], [width * 0.93, width * 0.9], flat=True)
        out += s.two(band, dark(colour, 0.1), dark(colour, 0.3), 14, 24)
        if ribs:
            for i in range(5):
                t = -0.36 + i * 0.18
                nx, ny = b[1] - a[1], a[0] - b[0]
                q = (nx**2 + ny**2) ** 0.5
                off = (nx / q * width * t, ny / q * width * t)
                out += line(
                    [(a[0] + off[0], a[1] + off[1]), (b[0] + off[0], b[1] + off[1])],
                    dark(colour, 0.24),
                    5,
                )
    return out


def forearm(s, who, start, wrist, width=210):
    d = tube([start, lerp(start, wrist, 0.5), wrist], [width * 1.35, width * 1.22, width * 0.86])
    return s.two(d, who.skin, mix(who.skin, who.shade, 0.8), 16, 30)


@picture(
    "Two hands hold each other on the table, one young and dark, one old and fair",
    "holding hands, trust, comfort, touch, care, close, reassurance, Amara, Margaret",
    "close",
    "Amara, Margaret",
)
def hands_holding(s):
    s.add("sky", rooms.wall(s, "#ecd3ac"))
    s.add(
        "sky",
        rooms.light_patch([(180, 420), (700, 300), (700, 1120), (180, 1180)], "#fff4d6", 0.5),
        rooms.light_patch([(760, 290), (1060, 220), (1060, 1060), (760, 1112)], "#fff4d6", 0.35),
    )
    s.add("mid", furniture.tabletop(s, 1180, WOOD_L, edge=0))
    s.add(
        "mid",
        put(things.flower_vase(s, 1.5, DUSK_L, 8), 1330, 1260),
        ell(1350, 1262, 130, 14, "#7a4f2c", opacity=0.2),
    )
    start, wrist = (-160, 1700), (500, 1476)
    s.add("subject", ell(800, 1640, 520, 54, "#6d4425", opacity=0.28))
    s.add(
        "subject",
        put(hands.big(s, MARGARET, 0.95, 0.25, thumb=False), *wrist, rot=-8, sx=4.3),
        sleeve(s, start, lerp(start, wrist, 1.02), MARGARET.top, 330, ribs=True),
    )
    arm_from, arm_to = (1780, 1190), (1168, 1404)
    s.add("subject", forearm(s, AMARA, arm_from, arm_to, 250))
    s.add("subject", put(hands.big(s, AMARA, 1.0, 0.45), *arm_to, rot=168, sx=4.3, sy=-4.3))
    s.add(
        "subject",
        sleeve(s, (1800, 1190), (1500, 1278), AMARA.top, 380, cuff=False),
        line([(1450, 1122), (1500, 1278), (1540, 1440)], light(AMARA.top, 0.24), 0.01),
    )
    # her thumb closes over the younger hand
    d = tube([(640, 1380), (740, 1310), (850, 1310), (930, 1350)], [120, 104, 90, 70])
    s.add(
        "subject",
        s.two(d, MARGARET.skin, MARGARET.shade, 6, 16),
        ell(926, 1346, 28, 20, "#f9e2cf", rot=26),
    )


@picture(
    "Hands pour tea from a green pot into a mug",
    "tea, pouring, teapot, mug, hands, kitchen, comfort, morning, Margaret",
    "close",
    "Margaret",
)
def hands_tea(s):
    s.add("sky", rooms.wall(s, "#ead9b6"))
    s.add("far", rooms.window(s, 900, 240, 520, 620, "morning", 2, 2))
    s.add("mid", furniture.tabletop(s, 1500, WOOD, edge=0))
    s.add("subject", ell(1150, 1790, 250, 34, "#5f3a1e", opacity=0.3))
    tip = (1124, 912)
    stream = smooth(
        [
            (tip[0] - 12, tip[1] - 4),
            (tip[0] + 14, tip[1] - 10),
            (tip[0] + 34, 1060),
            (tip[0] + 40, 1480),
            (tip[0] + 14, 1480),
            (tip[0] + 8, 1080),
        ]
    )
    mug_at = (1140, 1790)
    s.add("subject", put(things.mug(s, CREAM, 2.5, 1, band=CLAY), *mug_at), path(stream, "#9a5a30"))
    s.add("subject", things.steam(1190, 1430, 1.6, 3, WHITE, 0.75))
    start = (-220, 1230)
    wrist = (262, 884)
    s.add("subject", s.keep(put(put(things.teapot(s, FERN_L, 1.6), 0, 0), 650, 1120, rot=20)))
    s.add(
        "subject",
        put(hands.fist(s, MARGARET), *wrist, rot=-28, sx=2.2),
        sleeve(s, start, lerp(start, wrist, 0.99), MARGARET.top, 210, ribs=True),
    )
    start2, wrist2 = (1830, 1830), (1400, 1668)
    s.add(
        "subject",
        put(hands.wrap(s, MARGARET, 66), *wrist2, rot=194, sx=2.5, sy=-2.5),
        sleeve(s, start2, wrist2, MARGARET.top, 240, ribs=True),
    )


@picture(
    "A weekly pill box and a glass of water on the kitchen table",
    "pill box, medication, tablets, water, reminder, routine, safety, Tuesday, Arthur",
    "close",
    "Arthur",
)
def pill_box(s):
    s.add("sky", rooms.wall(s, "#d7e0d8"))
    s.add(
        "sky", rooms.light_patch([(260, 360), (800, 240), (800, 1060), (260, 1120)], "#fff8e2", 0.6)
    )
    s.add(
        "mid",
        furniture.tabletop(s, 1140, WOOD_L, edge=0),
        put(houseplant(s, "fern", CLAY, 6), 1390, 1220, sx=1.25),
    )
    glass = smooth(
        [(250, 930, 1), (490, 930, 1), (474, 1180), (458, 1420, 1), (282, 1420, 1), (266, 1180)]
    )
    water = smooth(
        [(258, 1050, 1), (482, 1050, 1), (472, 1220), (456, 1408, 1), (284, 1408, 1), (268, 1220)]
    )
    s.add(
        "subject",
        ell(380, 1424, 170, 24, "#7a4f2c", opacity=0.22),
        path(glass, "#ffffff", opacity=0.4),
        path(water, "#8fb4c6", opacity=0.62),
        ell(370, 1050, 112, 17, "#cfe3ea"),
    )
    s.add(
        "subject",
        path(rpoly([(284, 960), (316, 960), (322, 1380), (304, 1380)], 8), "#fff", opacity=0.55),
        '<ellipse cx="370" cy="930" rx="120" ry="18" fill="none" stroke="#fff" stroke-width="8"/>',
    )
    x0, y0, cw = 470, 1410, 128
    box = (
        ell(x0 + 440, y0 + 206, 500, 40, "#7a4f2c", opacity=0.26)
        + rect(x0 - 24, y0 - 10, cw * 7 + 48, 216, DUSK_D, 34)
        + rect(x0 - 24, y0 - 24, cw * 7 + 48, 204, DUSK, 34)
    )
    for i in range(7):
        x = x0 + i * cw + 6
        if i == 1:
            lid = rpoly(
                [(x - 2, y0 - 14), (x + 118, y0 - 14), (x + 110, y0 - 138), (x + 6, y0 - 138)], 18
            )
            box += (
                s.two(lid, light(CLAY_L, 0.14), CLAY, 10, 8)
                + rect(x, y0, 116, 152, "#28394a", 18)
                + rect(x + 6, y0 + 12, 104, 134, "#3a5066", 14)
            )
            box += ell(x + 38, y0 + 92, 22, 14, WHITE, rot=-20) + ell(
                x + 76, y0 + 116, 20, 13, "#f0c777", rot=16
            )
            box += rect(
                x + 50, y0 + 40, 46, 21, CLAY_L, 10, transform=f"rotate(24 {x + 70} {y0 + 50})"
            )
        else:
            box += rect(x, y0, 116, 152, mix(DUSK_L, DUSK, 0.1), 18) + rect(
                x + 4, y0 + 4, 104, 138, DUSK_L, 16
            )
            box += "".join(
                circ(
                    x + 58 - 9 * (min(i, 4)) + 18 * j if i < 5 else x + 58 - 36 + 18 * j,
                    y0 + 74,
                    6,
                    DUSK_D,
                )
                for j in range(min(i, 4) + 1)
            )
            box += rect(x + 40, y0 + 126, 36, 12, mix(DUSK_L, DUSK, 0.5), 6)
    s.add("subject", box)
    start, wrist = (1800, 960), (1100, 1148)
    s.add(
        "subject",
        put(
            rect(-34, -17, 68, 34, CLAY_L, 17) + rect(0, -17, 34, 34, WHITE, 17), 712, 1236, rot=-24
        ),
    )
    s.add(
        "subject",
        forearm(s, ARTHUR, start, wrist, 200),
        put(hands.pinch(s, ARTHUR), 1090, 1150, rot=166, sx=3.3, sy=-3.3),
        sleeve(s, (1840, 950), (1410, 1064), ARTHUR.top, 300),
    )


@picture(
    "A hand turns the key from the key safe beside the front door",
    "key safe, keys, hand, front door, trust, security, letting in, Tom",
    "close",
    "Tom",
)
def key_safe(s):
    brick = "#c98d67"
    s.add("sky", rooms.wall(s, brick))
    rows = ""
    for r in range(14):
        for c in range(4):
            if (r * 5 + c * 3) % 4 == 0:
                rows += rect(
                    -60 + c * 270 + (r % 2) * 130,
                    r * 150 + 10,
                    252,
                    124,
                    mix(brick, "#8c4a2c", 0.14),
                    12,
                )
    s.add("sky", rows)
    s.add(
        "far",
        rect(1010, -200, 60, 2400, WHITE),
        rect(1050, -200, 24, 2400, dark(WHITE, 0.14)),
        rect(1074, -200, 800, 2400, s.lin("#2a5c4c", FERN, angle=0)),
    )
    s.add(
        "far",
        rect(1190, 240, 700, 700, dark(FERN, 0.3), 14),
        rect(1206, 256, 700, 690, "#2a5c4c", 10),
        rect(1190, 1120, 700, 1000, dark(FERN, 0.3), 14),
        rect(1206, 1136, 700, 1000, "#2a5c4c", 10),
    )
    s.add(
        "far",
        circ(1140, 1040, 46, dark(FERN, 0.4)),
        circ(1134, 1032, 44, GLOW),
        circ(1122, 1018, 14, "#fff2c8"),
    )
    x, y = 420, 860
    box = (
        rect(x + 18, y + 26, 400, 600, INK, 44, opacity=0.22)
        + rect(x, y, 400, 600, "#3a4746", 44)
        + rect(x, y, 388, 588, "#55635f", 42)
    )
    box += rect(x + 34, y + 40, 320, 260, "#26312f", 26) + line(
        [(x + 194, y + 60), (x + 194, y + 92)], "#9aa6a0", 12
    )
    for r in range(2):
        for c in range(5):
            cx, cy = x + 66 + c * 64, y + 382 + r * 96
            box += (
                rect(cx - 24, cy - 32, 48, 72, "#3a4746", 14)
                + rect(
                    cx - 24,
                    cy - 34,
                    48,
                    66,
                    "#e8dfca" if (r, c) not in ((0, 1), (1, 3)) else CLAY_L,
                    14,
                )
                + circ(cx, cy, 6, "#55635f")
            )
    flap = rpoly([(x + 30, y + 36), (x + 360, y + 36), (x + 330, y - 150), (x + 62, y - 150)], 30)
    box += s.two(flap, "#66746f", "#414e4b", 20, 16)
    s.add("mid", box)
    key = (
        '<g fill="none" stroke="#e9b64f" stroke-width="24"><circle cx="0" cy="0" r="44"/></g>'
        + rect(-11, 40, 22, 190, "#e9b64f", 8)
        + rect(4, 168, 50, 20, "#e9b64f", 5)
        + rect(4, 204, 38, 20, "#e9b64f", 5)
        + rect(4, 44, 7, 180, "#c08b2f", 3)
    )
    tag = rpoly([(-60, -30), (60, -30), (60, 120), (0, 160), (-60, 120)], 22)
    s.add("subject", put(key, 690, 1120, rot=38, sx=1.15))
    s.add(
        "subject",
        line([(690, 1104), (660, 1190), (690, 1260)], SAND_D, 9),
        put(
            s.two(tag, CLAY, CLAY_D, 14, 6) + put(things.logo_sprig(CREAM, 0.6), 0, 112),
            694,
            1290,
            rot=6,
        ),
    )
    start, wrist = (1760, 1640), (1010, 1200)
    s.add(
        "subject",
        forearm(s, TOM, start, wrist, 215),
        put(hands.pinch(s, TOM), wrist[0] - 6, wrist[1] - 4, rot=193, sx=3.3, sy=-3.3),
    )
    s.add("subject", sleeve(s, (1860, 1700), (1480, 1476), TOM.top, 320))


@picture(
    "A phone shows that the visit is done: a tick and the carer's face",
    "phone, message, visit done, tick, update, notification, family, peace of mind, Joanne",
    "close",
    "Joanne",
)
def phone_visit_done(s):
    s.add("sky", rooms.wall(s, "#c9d3d3"))
    s.add("far", rooms.window(s, 120, 200, 620, 760, "dusk", 2, 2))
    s.add(
        "mid",
        furniture.tabletop(s, 1440, WOOD_D, edge=0),
        put(things.mug(s, CLAY, 1.7, -1), 230, 1600),
        put(houseplant(s, "leafy", CREAM, 9), 1400, 1500, sx=1.35),
    )
    start, wrist = (1420, 2260), (1090, 1660)
    fingers = ""
    for i in range(4):
        y = 1180 + i * 112
        pts = [(1200, y + 60), (1130, y + 20), (1068, y + 8)]
        fingers += (
            path(tube([(a, b + 10) for a, b in pts], [104, 100, 76]), JOANNE.shade)
            + path(tube(pts, [104, 98, 74]), JOANNE.skin)
            + ell(1064, y + 6, 26, 19, "#f9dcc4", rot=8)
        )
    palm = smooth(
        [
            (760, 1760),
            (640, 1560),
            (700, 1420),
            (900, 1320),
            (1170, 1180),
            (1260, 1260),
            (1266, 1520),
            (1220, 1760),
            (1180, 1960),
            (880, 1960),
        ]
    )
    s.add("subject", s.two(palm, JOANNE.skin, JOANNE.shade, 26, 18))
    w, h = 540, 1060
    x, y = 540, 640
    scr = things.phone(s, w, h, PAPER)
    scr += (
        rect(14, 14, w - 28, 330, FERN, 34)
        + rect(14, 250, w - 28, 110, FERN)
        + put(things.logo_sprig(LEAF, 0.5), 78, 168)
    )
    scr += rect(124, 116, 210, 26, CREAM, 13) + rect(124, 156, 140, 16, LEAF, 8)
    back, face = heads.head(s, AMARA)
    av = circ(w / 2, 360, 132, "#e9c79a") + s.clip(
        circle_path(w / 2, 360, 132),
        put(
            back
            + path(tube([(0, 60), (0, 150)], [80, 110]), AMARA.shade)
            + path(
                smooth([(-150, 260), (-120, 140), (-40, 118), (40, 118), (120, 140), (150, 260)]),
                AMARA.top,
            )
            + face,
            w / 2 - 6,
            366,
            sx=0.86,
        ),
    )
    scr += circ(w / 2, 360, 142, PAPER) + av + things.tick(w / 2 + 104, 452, 54, MOSS_D)
    scr += rect(96, 556, 348, 36, INK, 18) + rect(150, 616, 240, 20, "#8a948c", 10)
    for i, (a, c) in enumerate(((230, MOSS), (270, MOSS), (190, MOSS))):
        yy = 706 + i * 84
        scr += (
            rect(56, yy - 34, w - 112, 68, "#f0e6cf", 22)
            + things.tick(100, yy, 22, c)
            + rect(146, yy - 10, a, 20, "#5d6b64", 10)
        )
    s.add("subject", put(scr, x, y))
    thumb = tube(
        [(930, 1830), (760, 1720), (640, 1590), (596, 1480), (634, 1392)], [250, 196, 138, 110, 82]
    )
    s.add(
        "subject",
        fingers,
        s.two(thumb, JOANNE.skin, JOANNE.shade, 12, 14),
        ell(642, 1398, 24, 32, "#f9dcc4", rot=24),
    )
    s.add("subject", sleeve(s, (1130, 2420), (1030, 1880), JOANNE.top, 500))
    _ = (start, wrist)


def circle_path(x, y, r):
    return smooth([(x + r, y), (x, y + r), (x - r, y), (x, y - r)], k=0.2761)


@picture(
    "A wall calendar with the same smiling face drawn on every Tuesday",
    "calendar, same carer, continuity, every Tuesday, familiar face, schedule, reminder",
    "close",
)
def calendar_tuesdays(s):
    s.add("sky", rooms.wall(s, "#f1dfba"))
    s.add(
        "sky",
        rooms.light_patch([(90, 480), (620, 330), (620, 1480), (90, 1560)], "#fff8e4", 0.6),
        rooms.light_patch([(680, 318), (1120, 196), (1120, 1392), (680, 1464)], "#fff8e4", 0.42),
    )
    s.add(
        "subject",
        circ(800, 640, 16, INK),
        line([(700, 740), (800, 644), (900, 740)], INK, 6),
        put(things.calendar(s, 840, 920, smile_col=5, marked=True), 380, 740),
    )
    s.add(
        "subject",
        line([(1220, 800), (1250, 1000), (1236, 1180)], CLAY_D, 6),
        put(
            rect(-15, 0, 30, 210, CLAY, 8)
            + rect(4, 0, 11, 210, CLAY_D, 5)
            + path(poly([(-15, 208), (15, 208), (0, 258)]), "#f0d5aa")
            + path(poly([(-5, 242), (5, 242), (0, 258)]), INK)
            + rect(-15, -6, 30, 22, SAND_D, 6),
            1236,
            1170,
            rot=-6,
        ),
    )
    s.add(
        "near",
        furniture.shelf(
            s,
            120,
            1880,
            1360,
            put(houseplant(s, "leafy", CLAY, 12), 250, 1880, sx=0.95)
            + things.books(5, 1230, 1880, 5),
        ),
    )

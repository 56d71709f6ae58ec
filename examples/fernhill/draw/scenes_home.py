"""At home: armchair, hallway, bedroom, stairs."""

import furniture
import rooms
import things
from bodies import Fig
from gallery import picture
from nature import houseplant
from palette import (
    BLUSH,
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
    MARGARET,
    MOSS,
    SAND,
    SAND_D,
    WHITE,
    WOOD,
    WOOD_D,
    WOOD_L,
)  # fmt: skip
from pen import circ, dark, line, path, poly, put, rect, rpoly, smooth, tube
from poses import shadow, sitting_lower, stand


@picture(
    "An older woman reads in her armchair by the window",
    "armchair, reading, window, afternoon, calm, at home, independence, Margaret",
    people="Margaret",
)
def armchair_window(s):
    s.add("sky", rooms.wall(s, "#e9d3ab"))
    s.add("sky", rooms.floor(s, 1640, "#b98a5e", skirting="#f3e6cb"))
    s.add(
        "sky",
        rooms.light_patch([(930, 560), (1290, 640), (1290, 1230), (930, 1090)], "#fff1cc", 0.4),
    )
    s.add("far", rooms.window(s, 110, 470, 430, 740, "day", 2, 3))
    s.add("far", rooms.rail(10, 400, 650))
    s.add("far", rooms.curtain(s, 20, 416, 180, 1180, BLUSH, -1))
    s.add("far", rooms.picture(s, 1110, 700, 230, 280, WOOD, rooms.landscape_art(s)))
    s.add("mid", furniture.rug(s, 820, 1790, 720, 120, "#b8674a"))
    s.add("mid", furniture.floor_lamp(s, 1440, 1720, 1.0, lit=False))
    s.add("mid", put(houseplant(s, "leafy", CREAM, 4), 205, 1700, sx=1.2))
    side = furniture.table(s, 1180, 1440, 240, 310, WOOD_L, 26, 30)
    s.add("mid", side, put(things.mug(s, DUSK_L, 0.85), 1290, 1440), things.steam(1286, 1326, 0.6))
    back, front, seat, arms = furniture.armchair(s, CLAY, 0.98)
    f = Fig(s, MARGARET, (790, 1020), 1.04, turn=-0.35, tall=410)
    f.set_head((776, 902), flip=True, eyes="down", tilt=7, mouth="smile")
    lap = sitting_lower(f, 1490, 1750)
    arm_r = f.arm("r", (930, 1272), -1, "wrap", rot=190, flip=1)
    arm_l = f.arm("l", (626, 1272), 1, "wrap", rot=-10)
    s.add("subject", put(shadow(0, 10, 420, 40) + back + front + seat, 800, 1750))
    s.add(
        "subject",
        f.back_hair(),
        lap,
        f.torso(flare=0.15),
        f.neck_part(),
        f.head(),
        put(arms, 800, 1750),
    )
    s.add("subject", put(things.book(s, 1.1, FERN_L), 776, 1352), arm_l, arm_r)


@picture(
    "A bedroom in the morning with the curtains opened",
    "bedroom, morning, curtains, sunlight, bed, fresh start, waking up",
    "wide",
)
def bedroom_morning(s):
    s.add("sky", rooms.wall(s, "#e8dcc4", glow=(0.5, 0.4)), rooms.floor(s, 1650, "#b08a60"))
    s.add("far", rooms.window(s, 500, 420, 600, 760, "morning", 2, 2), rooms.rail(290, 350, 1020))
    s.add(
        "far",
        rooms.curtain(s, 310, 366, 240, 1240, CLAY_L, -1),
        rooms.curtain(s, 1050, 366, 240, 1240, CLAY_L, 1),
    )
    s.add(
        "far",
        path(poly([(540, 420), (1080, 420), (1560, 1660), (700, 1660)]), "#fff2c8", opacity=0.2),
    )
    s.add(
        "mid",
        furniture.rug(s, 860, 1850, 620, 84, "#7d94a4"),
        rooms.light_patch([(560, 1690), (1180, 1690), (1460, 1960), (640, 1960)], "#fff1c4", 0.4),
    )
    s.add(
        "mid",
        furniture.table(s, 1290, 1400, 250, 290, WOOD, 30, 30),
        furniture.lamp(s, 1360, 1402, 0.72, base=FERN_L, lit=False),
        rect(1440, 1384, 84, 18, CLAY, 3),
        rect(1446, 1368, 72, 16, CREAM, 3),
    )
    s.add("subject", shadow(760, 1702, 640, 22), furniture.bed(s, 200, 1440, 1080, DUSK_L))


@picture(
    "Slippers wait on the rug beside the bed",
    "slippers, bed, rug, night, ready, comfort, small details",
    "close",
)
def slippers_bed(s):
    s.add("sky", rooms.wall(s, "#9fb0b4", glow=(0.2, 0.3)), rooms.floor(s, 1180, "#a37b55"))
    s.add(
        "far",
        furniture.lamp(s, 250, 1010, 1.0, base=FERN_L),
        furniture.table(s, 90, 1008, 340, 260, WOOD, 34, 36),
    )
    s.add("far", rooms.picture(s, 900, 330, 330, 400, WOOD, rooms.landscape_art(s)))
    bed = rect(560, 1180, 1400, 110, WOOD_D, 10) + rect(580, 860, 1400, 190, WHITE, 40)
    d = smooth(
        [
            (540, 830, 1),
            (800, 800),
            (1300, 820),
            (1860, 800, 1),
            (1860, 1210, 1),
            (1500, 1236),
            (1100, 1196),
            (760, 1230),
            (536, 1200, 1),
        ]
    )
    bed += rect(590, 1270, 44, 180, WOOD_D, 8) + s.two(d, DUSK, DUSK_D, 0, 46)
    bed += s.clip(
        d,
        "".join(
            line([(500, 960 + i * 84), (1100, 940 + i * 84), (1900, 956 + i * 84)], c, 22)
            for i, c in enumerate((CREAM, CLAY_L, CREAM))
        ),
        "".join(line([(700 + i * 270, 800), (690 + i * 270, 1240)], DUSK_D, 5) for i in range(5)),
    )
    s.add("mid", shadow(1200, 1440, 760, 40), bed)
    s.add("mid", furniture.rug(s, 760, 1680, 660, 190, "#c98a62"))
    for x, y, rot in ((600, 1560, 6), (850, 1590, -3)):
        sole = smooth(
            [
                (-90, 120),
                (-104, 10),
                (-84, -110),
                (0, -150),
                (84, -110),
                (104, 10),
                (90, 120),
                (60, 196),
                (0, 214),
                (-60, 196),
            ]
        )
        upper = smooth(
            [
                (-104, 20, 1),
                (-60, -16),
                (0, -26),
                (60, -16),
                (104, 20, 1),
                (94, 124),
                (62, 200),
                (0, 218),
                (-62, 200),
                (-94, 124),
            ]
        )
        fur = smooth(
            [
                (-108, 26),
                (-60, -14),
                (0, -26),
                (60, -14),
                (108, 26),
                (96, 44),
                (54, 14),
                (0, 4),
                (-54, 14),
                (-96, 44),
            ]
        )
        slip = (
            put(path(sole, INK), 10, 16, opacity=0.2)
            + path(sole, "#f0dcb8")
            + path(smooth([(-70, 10), (-58, -92), (0, -122), (58, -92), (70, 10)]), "#dfc394")
            + s.two(upper, CLAY, CLAY_D, 20, 14)
            + path(fur, WHITE)
        )
        slip += put(things.logo_sprig(BLUSH, 0.62), 0, 172)
        s.add("subject", put(slip, x, y, rot=rot, sx=1.12))


@picture(
    "A packed suitcase by the bed on the day of coming home from hospital",
    "suitcase, hospital, coming home, discharge, bed, recovery, flowers, welcome",
    "medium",
)
def suitcase_home(s):
    s.add("sky", rooms.wall(s, "#d8dfd2"), rooms.floor(s, 1600, "#b58f66"))
    s.add(
        "sky",
        rooms.light_patch([(900, 420), (1340, 330), (1340, 1120), (900, 1170)], "#fff8e0", 0.55),
    )
    s.add(
        "far",
        rooms.window(s, 200, 430, 440, 600, "day", 2, 2),
        rooms.rail(90, 360, 660),
        rooms.curtain(s, 100, 376, 170, 1180, CREAM, -1),
        rooms.curtain(s, 580, 376, 160, 1180, CREAM, 1),
    )
    s.add("mid", shadow(1060, 1654, 640, 22), furniture.bed(s, 640, 1390, 1180, MOSS, WOOD))
    s.add("mid", furniture.rug(s, 700, 1810, 620, 100, "#b8674a"))
    x, y, w, h = 450, 1200, 430, 560
    c = CLAY
    case = shadow(x + w / 2, y + h + 34, 280, 26) + line(
        f"M{x + 150} {y + 6}v-86q0 -26 26 -26h78q26 0 26 26v86", INK, 22
    )
    case += "".join(rect(xx, y + h - 6, 54, 44, INK, 12) for xx in (x + 50, x + w - 104))
    body = rpoly([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], 54)
    case += s.two(body, c, CLAY_D, 44, 10) + "".join(
        rect(x + q, y + 4, 26, h - 8, dark(c, 0.24)) + rect(x + q - 6, y + 250, 38, 50, GLOW, 8)
        for q in (86, w - 112)
    )
    case += rect(x + 160, y + 180, 112, 150, CREAM, 12) + put(
        things.logo_sprig(FERN_L, 0.66), x + 216, y + 316
    )
    s.add("subject", case)
    tag = line([(x + 160, y - 60), (x + 108, y + 10)], SAND_D, 7) + put(
        rpoly_tag(s), x + 104, y + 8, rot=12
    )
    s.add(
        "subject",
        tag,
        furniture.table(s, 1240, 1330, 270, 320, WOOD_L, 30, 30),
        put(things.flower_vase(s, 1.15, DUSK_L, 9), 1330, 1330),
        path(rpoly([(1424, 1330), (1396, 1210), (1476, 1196), (1500, 1330)], 6), WHITE),
        path(
            smooth(
                [(1446, 1296), (1424, 1262), (1436, 1246), (1448, 1258), (1460, 1244), (1472, 1260)]
            ),
            CLAY,
        ),
    )


def rpoly_tag(s):
    return (
        s.two(rpoly([(-34, 0), (34, 0), (34, 96), (-34, 96)], 12), WHITE, SAND, 8, 6)
        + rect(-18, 30, 36, 9, DUSK, 4)
        + rect(-18, 52, 28, 9, DUSK_L, 4)
    )


@picture(
    "Margaret comes down the stairs with her hand on the handrail",
    "stairs, handrail, steady, safety at home, falls, independence, Margaret",
    "medium",
    "Margaret",
)
def stairs_handrail(s):
    s.add("sky", rooms.wall(s, "#ecd9b2"), rooms.floor(s, 1780, "#a9805a"))
    s.add(
        "far",
        rooms.window(s, 200, 420, 330, 520, "day", 2, 2),
        rooms.light_patch([(620, 620), (980, 720), (980, 1240), (620, 1130)], "#fff5d8", 0.5),
    )
    s.add("far", rooms.picture(s, 240, 1120, 220, 260, FERN, rooms.landscape_art(s)))
    steps = ""
    run, rise, x0, y0 = 190, 130, 560, 1790
    for i in range(9, -1, -1):
        x, y = x0 + i * run, y0 - (i + 1) * rise
        steps += rect(x, y + 10, run + 4, 2200 - y, s.lin("#f6e8cb", "#e6d3ab")) + rect(
            x, y + 26, 12, rise, dark("#f6e8cb", 0.12)
        )
    for i in range(10):
        x, y = x0 + i * run, y0 - (i + 1) * rise
        steps += rect(x - 24, y, run + 34, 24, WOOD, 8) + rect(
            x - 20, y + 16, run + 26, 8, WOOD_D, 4
        )
    s.add(
        "mid",
        steps,
        rect(1150, 1560, 340, 700, dark("#e6d3ab", 0.08), 10),
        rect(1166, 1576, 308, 700, "#efdfbb", 8),
        circ(1196, 1760, 12, GLOW),
    )
    m = stand(s, MARGARET, 900, y0 - 2 * rise + 8, 0.78, -0.5)
    m.set_head((m.neck[0] - 14, m.neck[1] - 92), flip=True, mouth="smile", eyes="down", tilt=-4)
    x, y = m.neck
    ground = y0 - 2 * rise + 8
    s.add(
        "subject",
        m.shins((846, 946), ground - 250, ground - 50, -1),
        m.skirt(ground - 170, 26),
        m.back_hair(),
        m.torso(flare=0.2),
        m.neck_part(),
        m.head(),
        m.arm("r", (x + 118, y + 330), -1, "relaxed", rot=96),
    )
    rail = ""
    for i in range(10):
        bx = x0 - 10 + i * run
        by = y0 - (i + 1) * rise + 20
        rail += rect(bx + 40, by - 512, 20, 500, WHITE, 6) + rect(
            bx + 53, by - 512, 7, 500, dark(WHITE, 0.16), 3
        )
    newel = (
        s.two(
            rpoly([(x0 - 60, 1150), (x0 + 6, 1150), (x0 + 6, 1800), (x0 - 60, 1800)], 8),
            WOOD,
            WOOD_D,
            22,
            0,
        )
        + circ(x0 - 27, 1122, 44, WOOD)
        + path(smooth([(x0 - 4, 1086), (x0 + 17, 1122), (x0 - 6, 1160), (x0 + 6, 1122)]), WOOD_D)
    )
    bar = tube(
        [
            (x0 - 30, 1190),
            (x0 + 600, 1190 - 600 * rise / run),
            (x0 + 1500, 1190 - 1500 * rise / run),
        ],
        [42, 42, 42],
    )
    s.add(
        "near",
        rail,
        s.two(bar, WOOD, WOOD_D, 2, 13),
        newel,
        m.arm("l", (x - 150, y + 400), 1, "fist", rot=140, flip=-1),
    )

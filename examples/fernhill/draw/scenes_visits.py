"""The visits: arriving, walking, cooking, helping."""

import random
from dataclasses import replace

import furniture
import rooms
import things
from bodies import Fig
from gallery import picture
from nature import bush, flowers, houseplant
from palette import (
    AMARA,
    ARTHUR,
    CLAY,
    CLAY_L,
    CREAM,
    DUSK_D,
    DUSK_L,
    FERN,
    FERN_L,
    GLOW,
    INK,
    MARGARET,
    MOSS,
    MOSS_D,
    TOM,
    WHITE,
    WOOD,
    WOOD_D,
)  # fmt: skip
from pen import circ, dark, ell, line, mix, path, poly, put, rect, rpoly, smooth
from poses import bag, legs, shadow, skirted, stand


@picture(
    "Amara, her carer, arrives at the front door and Margaret opens it",
    "front door, arrival, welcome, carer, visit, greeting, on time, Amara, Margaret",
    people="Amara, Margaret",
)
def front_door_arrival(s):
    brick = "#c98d67"
    s.add("sky", rooms.wall(s, brick))
    rng = random.Random(11)
    courses = ""
    for _ in range(26):
        row, x = rng.randrange(0, 33), rng.randrange(0, 13) * 124
        for i in range(rng.choice((1, 2, 2, 3))):
            px = x + i * 124 + (row % 2) * 62
            courses += rect(
                px, row * 50 + 8, 112, 38, mix(brick, "#8c4a2c", rng.choice((0.1, 0.17))), 6
            )
    s.add("sky", courses)
    s.add("sky", rect(-200, 1700, 2000, 500, "#d9c6a4"))
    # the open doorway and the lit hall behind it
    s.add("far", rect(752, 520, 620, 1190, WHITE, 6), rect(1340, 520, 32, 1190, dark(WHITE, 0.1)))
    hall = rpoly([(800, 570), (1324, 570), (1324, 1700), (800, 1700)], 4)
    inner = rect(780, 550, 560, 1160, s.lin("#f9e2b0", "#eec88c")) + s.glow(
        1000, 760, 430, GLOW, 0.85
    )
    inner += rect(780, 1500, 560, 210, "#a9764b") + rect(780, 1480, 560, 24, WHITE)
    inner += rooms.picture(s, 860, 820, 130, 160, FERN)
    s.add("far", s.clip(hall, inner))
    leaf = rpoly([(1180, 570), (1324, 570), (1324, 1700), (1180, 1660)], 4)
    s.add(
        "far",
        s.two(leaf, FERN, dark(FERN, 0.3), 30, 0),
        rect(1214, 700, 76, 230, "#2c5c4c", 4),
        rect(1214, 1040, 76, 440, "#2c5c4c", 4),
        circ(1206, 1180, 15, GLOW),
    )
    s.add("far", rect(690, 480, 740, 60, WHITE, 8), rect(690, 524, 740, 18, dark(WHITE, 0.14), 6))
    # wall lamp and number
    s.add(
        "mid",
        s.glow(230, 760, 280, GLOW, 0.6),
        rect(206, 796, 48, 14, INK, 5),
        path(rpoly([(190, 700), (270, 700), (256, 800), (204, 800)], 10), "#ffe6a6"),
        path(poly([(178, 704), (282, 704), (230, 656)]), INK),
    )
    s.add("mid", rect(-200, 1700, 2000, 30, "#efe2c6"), rect(-200, 1728, 2000, 400, "#cbb48c"))
    s.add("mid", rect(640, 1690, 840, 84, "#e7d6b4", 10), rect(640, 1756, 840, 30, "#b79d74", 8))
    s.add(
        "mid",
        put(bush(s, MOSS, MOSS_D), 130, 1740, sx=1.7),
        put(flowers(4, -120, 140, 0, 150, 7), 110, 1740),
    )
    s.add("mid", put(houseplant(s, "leafy", CLAY, 2), 1500, 1730, sx=1.15))
    m = stand(s, MARGARET, 1070, 1740, 0.76, -0.7)
    m.set_head((m.neck[0] - 14, m.neck[1] - 92), flip=True, mouth="laugh", eyes="happy")
    mar = shadow(1070, 1736, 160, 18) + skirted(m, 1740, 0) + m.back_hair()
    mar += (
        m.arm("r", (1190, 1130), -1, "relaxed", dim=True)
        + m.torso(flare=0.2)
        + m.neck_part()
        + m.head()
    )
    mar += m.arm("l", (856, 1010), -1, "open", rot=196, flip=-1)
    s.add("subject", mar)
    a = stand(s, AMARA, 500, 1830, 0.84, 0.7)
    a.set_head((a.neck[0] + 12, a.neck[1] - 101), mouth="smile")
    x, y = a.neck
    body = (
        shadow(510, 1826, 210, 24)
        + a.back_hair()
        + a.arm("r", (716, 1080), 1, "open", rot=-24, dim=True)
    )
    body += legs(a, 1830, 8) + a.torso(flare=0.15) + a.neck_part() + a.head()
    body += line([(x + 70, y + 10), (x, y + 140), (x - 120, y + 330)], "#8a5a34", 18) + bag(
        s, x - 128, y + 320, 0.84, "#a8703f"
    )
    s.add("subject", body + a.arm("l", (x - 110, y + 350), 1, "fist", rot=80))


COAT = replace(ARTHUR, top=DUSK_D, top_d="#22344a", outfit="coat", build=1.14)


@picture(
    "Tom helps Arthur into his coat before they go out",
    "coat, helping, dressing, getting ready, going out, dignity, carer, Tom, Arthur",
    "medium",
    "Tom, Arthur",
)
def coat_help(s):
    s.add("sky", rooms.wall(s, "#dfd0ae"), rooms.floor(s, 1640, "#a47a52"))
    s.add(
        "far",
        furniture.door(s, 190, 640, 360, 950, FERN, WHITE, 1, "#bcd8de"),
        rooms.picture(s, 1220, 760, 210, 250, WOOD, rooms.landscape_art(s)),
        rect(1160, 1090, 330, 22, WOOD_D, 8),
        "".join(
            line([(x, 1112), (x, 1140), (x + 14, 1146)], INK, 9) for x in (1200, 1290, 1380, 1450)
        ),
    )
    s.add(
        "far",
        path(
            smooth(
                [
                    (1186, 1140),
                    (1216, 1140),
                    (1226, 1400),
                    (1220, 1460, 1),
                    (1172, 1460, 1),
                    (1178, 1300),
                ]
            ),
            CLAY_L,
        ),
        path(
            smooth(
                [
                    (1364, 1140),
                    (1400, 1140),
                    (1440, 1220),
                    (1446, 1440, 1),
                    (1320, 1440, 1),
                    (1326, 1220),
                ]
            ),
            MOSS,
        ),
    )
    s.add(
        "mid",
        furniture.rug(s, 800, 1830, 620, 96, "#7d94a4"),
        put(houseplant(s, "leafy", CREAM, 15), 130, 1720, sx=1.05),
    )
    t = stand(s, TOM, 960, 1810, 0.86, -0.5)
    t.set_head((t.neck[0] - 26, t.neck[1] - 104), flip=True, mouth="smile", eyes="down", tilt=-4)
    t.badge = False  # his arm lies over it
    a = stand(s, COAT, 720, 1826, 0.82, 0.35)
    a.set_head((a.neck[0] + 10, a.neck[1] - 97), mouth="laugh", eyes="happy", tilt=3)
    x, y = a.neck
    s.add(
        "subject",
        shadow(830, 1818, 340),
        legs(t, 1810, 4, -1),
        t.torso(flare=0.1),
        t.neck_part(),
        t.head(),
    )
    s.add("subject", legs(a, 1826, 0), a.torso(bottom=1.22, flare=0.35), a.neck_part(), a.head())
    s.add(
        "subject",
        a.arm("l", (x - 176, y + 330), 1, "relaxed", rot=84),
        a.arm("r", (x + 66, y + 220), -1, "fist", rot=196, flip=-1),
    )
    s.add("subject", t.arm("r", (x + 176, y + 96), -1, "wrap", rot=200, flip=-1))


@picture(
    "Tom stirs the soup on the stove while Arthur tastes it",
    "cooking, soup, stove, kitchen, lunch, carer, meal, company, Tom, Arthur",
    "medium",
    "Tom, Arthur",
)
def soup_stove(s):
    s.add("sky", rooms.wall(s, "#efdcb2"))
    tiles = "".join(
        rect(
            -20 + i * 164,
            1010 + j * 130,
            156,
            122,
            ("#e3dcc4", "#d9d4b8", "#e9e3cd")[(i * 2 + j * 3) % 3],
            8,
        )
        for i in range(10)
        for j in range(4)
    )
    s.add("sky", rect(-200, 1000, 2000, 560, "#c3bb98"), tiles)
    s.add(
        "far",
        rooms.window(s, 560, 330, 480, 480, "day", 2, 2),
        furniture.shelf(
            s,
            1130,
            700,
            400,
            put(things.mug(s, FERN_L, 0.8), 1230, 700)
            + put(things.mug(s, CLAY, 0.8), 1340, 700)
            + put(houseplant(s, "fern", CREAM, 4), 1450, 700, sx=0.55),
        ),
    )
    t = Fig(s, TOM, (1050, 960), 1.12, turn=-0.5)
    t.set_head((1030, 822), flip=True, mouth="smile", eyes="down", tilt=-4)
    a = Fig(s, ARTHUR, (480, 1010), 1.08, turn=0.55)
    a.set_head((500, 882), mouth="smile", eyes="happy", tilt=4)
    s.add(
        "subject",
        a.arm("r", (690, 1470), -1, "flat", rot=10, dim=True),
        a.torso(bottom=1.15),
        a.neck_part(),
        a.head(),
    )
    s.add(
        "subject",
        t.arm("r", (1290, 1440), -1, "relaxed", rot=100, dim=True),
        t.torso(bottom=1.15),
        t.neck_part(),
        t.head(),
    )
    s.add(
        "near",
        rect(-200, 1480, 2000, 700, "#f2ead8"),
        rect(-200, 1480, 2000, 30, WHITE),
        rect(-200, 1510, 2000, 40, "#d5c8aa"),
        rect(420, 1452, 760, 34, INK, 10),
    )
    s.add(
        "near",
        rect(380, 1590, 840, 110, "#e4d8bd", 18),
        "".join(
            circ(x + 4, 1648, 36, "#cdbf9f")
            + circ(x, 1644, 34, FERN_L)
            + rect(x - 5, 1614, 10, 30, CREAM, 4)
            for x in (580, 720, 860, 1000)
        ),
        rect(420, 1750, 760, 400, "#d7c9a9", 20),
        rect(480, 1790, 640, 24, MOSS_D, 12),
    )
    s.add(
        "near",
        things.steam(800, 1240, 1.3, 3, WHITE, 0.8),
        line([(880, 1170), (826, 1340)], "#8d5b36", 22),
        put(things.saucepan(s, CLAY, 1.0), 800, 1454),
    )
    s.add("near", t.arm("l", (906, 1150), 1, "fist", rot=158, flip=-1))
    s.add("near", put(things.bowl(s, DUSK_L, 0.8), 300, 1490))
    s.add(
        "near",
        line([(452, 968), (512, 944)], "#9aa6a8", 11),
        ell(516, 943, 24, 12, "#c3cccb", rot=-14),
        a.arm("l", (440, 1002), 1, "fist", rot=-84, upper=150, lower=200),
    )

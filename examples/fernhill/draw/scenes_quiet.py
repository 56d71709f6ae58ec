"""Quiet pictures without people: the hallway, the chair, the calendar, the kettle."""

import furniture
import rooms
import things
from gallery import picture
from nature import houseplant
from palette import (
    CLAY,
    CLAY_D,
    CLAY_L,
    CREAM,
    DUSK_L,
    FERN,
    FERN_L,
    GLOW,
    INK,
    MOSS,
    MOSS_D,
    PAPER,
    SAND_D,
    WHITE,
    WOOD,
    WOOD_D,
    WOOD_L,
)  # fmt: skip
from pen import circ, ell, light, line, path, put, rect, rpoly, smooth
from poses import shadow


@picture(
    "A hallway in the evening with a lamp left on",
    "hallway, lamp, evening, coming home, night, welcome, coat hooks, empty",
    "wide",
)
def hallway_lamp(s):
    c = "#5f7488"
    s.add(
        "sky",
        rect(-200, -200, 2000, 2400, c),
        rect(
            0,
            0,
            1600,
            2000,
            s.rad((0, "#e3b777"), (0.4, "#8f8a80"), (1, "#4d6379"), cx=0.58, cy=0.56, r=0.62),
        ),
    )
    s.add("sky", rooms.floor(s, 1600, "#7a5940", skirting="#cdc5b4"))
    s.add("far", furniture.door(s, 250, 560, 430, 990, FERN, "#d5cdbc", 1, "#6f8aa8"))
    s.add("far", rect(960, 700, 440, 26, WOOD_D, 8))
    hooks = "".join(
        line([(x, 716), (x, 752), (x + 16, 758)], INK, 10) for x in (1010, 1120, 1230, 1340)
    )
    coat = smooth(
        [(1206, 760), (1254, 760), (1300, 830), (1310, 1090, 1), (1156, 1090, 1), (1164, 830)]
    )
    scarf = smooth(
        [(1004, 760), (1030, 760), (1040, 960), (1036, 1010, 1), (992, 1010, 1), (996, 900)]
    )
    s.add(
        "far",
        s.two(coat, CLAY, CLAY_D, 26, 0),
        line([(1231, 790), (1232, 1084)], CLAY_D, 6),
        path(scarf, "#c9a05c"),
        line([(1000, 980), (1034, 980)], CLAY_L, 10),
        hooks,
    )
    s.add("mid", furniture.rug(s, 760, 1800, 560, 96, "#8d4a34"))
    console = furniture.table(s, 880, 1270, 560, 350, WOOD, 34, 36)
    s.add("subject", s.glow(1120, 960, 640, GLOW, 0.42), shadow(1160, 1622, 290, 20), console)
    s.add("subject", furniture.lamp(s, 1110, 1272, 1.0, base=CLAY))
    s.add(
        "subject",
        things.bowl(s, DUSK_L, 0.5, INK).replace("<g ", '<g data-part="bowl" ', 0)
        and put(things.bowl(s, DUSK_L, 0.55, "#3a4c5c"), 1310, 1272),
    )
    s.add(
        "subject",
        line([(1290, 1214), (1318, 1204)], GLOW, 8),
        circ(1284, 1212, 12, GLOW),
        rect(940, 1250, 110, 22, PAPER, 3),
        rect(950, 1236, 96, 16, CREAM, 3),
    )
    boots = ""
    for x in (960, 1050):
        d = smooth(
            [
                (x - 26, 1500, 1),
                (x + 26, 1500, 1),
                (x + 26, 1570),
                (x + 64, 1596),
                (x + 66, 1618, 1),
                (x - 28, 1618, 1),
            ]
        )
        boots += s.two(d, FERN_L, FERN, 12, 0) + rect(x - 30, 1612, 98, 12, INK, 5)
    s.add("subject", boots)


@picture(
    "The kitchen table: two mugs of tea and the calendar on the wall",
    "kitchen, mugs, tea, calendar, routine, every Tuesday, morning, table",
    "medium",
)
def kitchen_two_mugs(s):
    s.add("sky", rooms.wall(s, "#dfe3d0"))
    s.add(
        "sky",
        rooms.light_patch([(120, 520), (620, 400), (620, 1180), (120, 1240)], "#fff6dc", 0.6),
        rooms.light_patch([(660, 392), (900, 340), (900, 1150), (660, 1176)], "#fff6dc", 0.4),
    )
    s.add("far", put(things.calendar(s, 400, 460), 620, 660))
    s.add(
        "far",
        furniture.shelf(
            s,
            1120,
            850,
            400,
            put(houseplant(s, "fern", CLAY, 5), 1230, 850, sx=0.8)
            + put(things.mug(s, CREAM, 0.8), 1400, 850),
        ),
    )
    s.add(
        "mid",
        furniture.chair(s, 330, 1420, 1.35, WOOD_D) + furniture.chair(s, 1240, 1420, 1.35, WOOD_D),
    )
    s.add("mid", furniture.tabletop(s, 1390, WOOD_L, edge=170))
    s.add(
        "subject", "".join(ell(x + 14, 1660, 110, 18, "#7a4f2c", opacity=0.28) for x in (640, 930))
    )
    s.add(
        "subject",
        put(things.mug(s, CLAY, 1.7, -1), 640, 1660),
        put(things.mug(s, FERN_L, 1.7, 1, band=CREAM), 930, 1640),
        things.steam(640, 1420, 1.1),
        things.steam(930, 1400, 1.1),
    )
    s.add(
        "subject",
        ell(1290, 1570, 150, 30, "#7a4f2c", opacity=0.2),
        ell(1280, 1560, 150, 30, WHITE),
        ell(1280, 1556, 112, 20, "#ece0c8"),
    )
    s.add(
        "subject",
        "".join(
            s.two(
                smooth(
                    [
                        (x - 56, y),
                        (x - 50, y - 34),
                        (x, y - 46),
                        (x + 50, y - 34),
                        (x + 56, y),
                        (x, y + 8),
                    ]
                ),
                "#d9a562",
                "#b57d3e",
                10,
                6,
            )
            for x, y in ((1240, 1552), (1322, 1556), (1282, 1524))
        ),
    )


@picture(
    "An empty armchair by the window with a folded blanket",
    "empty chair, armchair, window, absence, waiting, lonely, blanket",
    "medium",
)
def empty_chair(s):
    s.add("sky", rooms.wall(s, "#cfd5cf"))
    s.add("sky", rooms.floor(s, 1640, "#a5886a", skirting="#ece7d8"))
    s.add("far", rooms.window(s, 170, 480, 420, 720, "rain", 2, 3, view=True))
    s.add(
        "far",
        rooms.rail(60, 410, 640),
        rooms.curtain(s, 70, 426, 170, 1170, DUSK_L, -1),
        rooms.curtain(s, 530, 426, 150, 1170, DUSK_L, 1),
    )
    s.add(
        "sky",
        rooms.light_patch([(560, 1690), (1120, 1690), (1500, 1960), (760, 1960)], "#f5ead0", 0.35),
    )
    s.add("mid", furniture.rug(s, 850, 1800, 640, 104, "#7d92a5"))
    s.add(
        "mid",
        furniture.table(s, 1240, 1440, 230, 310, WOOD_L, 26, 30),
        put(things.mug(s, CREAM, 0.85, tea=False), 1330, 1440),
        rect(1380, 1424, 80, 16, CLAY, 3),
        rect(1386, 1410, 70, 14, FERN_L, 3),
    )
    back, front, seat, arms = furniture.armchair(s, CLAY, 1.0)
    blanket = s.two(
        smooth(
            [
                (250, -470),
                (330, -506),
                (404, -470),
                (424, -300),
                (416, -170, 1),
                (262, -190, 1),
                (254, -330),
            ]
        ),
        CREAM,
        SAND_D,
        22,
        4,
    )
    blanket += "".join(
        line([(256 + i, y), (340, y + 10), (418, y + 6)], c, 12)
        for i, y, c in ((0, -380, FERN_L), (2, -330, CLAY), (0, -280, FERN_L))
    )
    fringe = "".join(
        line([(268 + i * 21, -182 + i * 2), (268 + i * 21, -146 + i * 2)], SAND_D, 6)
        for i in range(8)
    )
    cushion = s.two(
        smooth(
            [
                (-150, -560),
                (0, -548),
                (140, -566),
                (150, -450),
                (140, -336),
                (0, -346),
                (-150, -336),
                (-160, -450),
            ]
        ),
        MOSS,
        MOSS_D,
        26,
        14,
    )
    leafy = put(things.logo_sprig(light(MOSS, 0.5), 0.9), -2, -366)
    s.add(
        "subject",
        put(
            shadow(0, 10, 420, 40)
            + back
            + front
            + seat
            + cushion
            + leafy
            + arms
            + blanket
            + fringe,
            830,
            1750,
        ),
    )


@picture(
    "The kettle steams on the stove on a bright morning",
    "kettle, steam, morning, kitchen, warm, routine, start of the day",
    "close",
)
def kettle_steam(s):
    s.add("sky", rooms.wall(s, "#f0dcb4"))
    tiles = "".join(
        rect(
            -20 + i * 164,
            1010 + j * 130,
            156,
            122,
            ("#e9ddc2", "#e2d3b2", "#eee3cb")[(i * 2 + j * 3) % 3],
            8,
        )
        for i in range(10)
        for j in range(4)
    )
    s.add("sky", rect(-200, 1000, 2000, 560, "#cbb68e"), tiles)
    s.add("far", rooms.window(s, 250, 330, 560, 560, "morning", 2, 2))
    s.add(
        "far",
        rooms.light_patch([(880, 1010), (1420, 1010), (1500, 1500), (1040, 1500)], "#fff3cf", 0.45),
    )
    rail = rect(960, 620, 480, 14, WOOD_D, 7)
    for x, c in ((1020, WOOD), (1140, "#8b9aa5"), (1260, WOOD_L)):
        rail += (
            line([(x, 634), (x, 650)], INK, 6)
            + rect(x - 8, 648, 16, 170, c, 8)
            + ell(x, 850, 34, 52, c)
        )
    rail += line([(1380, 634), (1380, 650)], INK, 6) + s.two(
        rpoly([(1336, 650), (1424, 650), (1424, 830), (1336, 830)], 12), CLAY_L, CLAY, 14, 0
    )
    s.add("mid", rail)
    s.add(
        "mid",
        rect(-200, 1520, 2000, 700, "#f2ead8"),
        rect(-200, 1520, 2000, 26, WHITE),
        rect(-200, 1546, 2000, 40, "#d5c8aa"),
    )
    s.add(
        "mid",
        rect(360, 1490, 880, 36, INK, 10),
        "".join(rect(x, 1470, 250, 24, "#3b4746", 8) for x in (460, 860)),
    )
    knobs = "".join(
        circ(x + 4, 1664, 40, "#cdbf9f")
        + circ(x, 1660, 38, FERN_L)
        + rect(x - 5, 1626, 10, 34, CREAM, 4)
        for x in (560, 700, 840, 980)
    )
    s.add(
        "mid",
        rect(330, 1600, 940, 120, "#e4d8bd", 18),
        knobs,
        rect(380, 1770, 840, 400, "#d7c9a9", 20),
        rect(440, 1810, 720, 26, WOOD_D, 13),
    )
    s.add(
        "subject",
        put(things.kettle(s, CLAY, 1.75), 700, 1472),
        things.steam(1130, 1130, 1.9, 3, WHITE, 0.8),
    )

"""Round the kitchen table."""

import furniture
import rooms
import things
from bodies import Fig
from gallery import picture
from nature import houseplant
from palette import (
    ARTHUR,
    CLAY,
    CREAM,
    DUSK,
    DUSK_L,
    FERN,
    FERN_L,
    INK,
    JOANNE,
    MARGARET,
    MOSS,
    SAND,
    WHITE,
    WOOD,
    WOOD_D,
    WOOD_L,
)  # fmt: skip
from pen import ell, light, line, path, poly, put, rect, rpoly, smooth
from poses import pendant


@picture(
    "A mother and her daughter laugh together at the kitchen table",
    "kitchen table, laughing, daughter, mother, tea, together, family, Joanne, Margaret",
    people="Joanne, Margaret",
    wide=True,
)
def laughing_table(s):
    s.add("sky", rooms.wall(s, "#f0deba", 2400, 1600))
    s.add("far", rooms.window(s, 930, 260, 540, 560, "day", 2, 2))
    s.add(
        "far",
        furniture.shelf(
            s,
            1720,
            560,
            480,
            things.books(2, 1760, 560, 5)
            + put(things.mug(s, FERN_L, 0.8), 2020, 560)
            + put(things.mug(s, CLAY, 0.8), 2120, 560),
        ),
    )
    s.add("far", rooms.picture(s, 300, 330, 250, 310, WOOD, rooms.landscape_art(s)))
    s.add("mid", pendant(s, 1200, 250, 1.0))
    s.add("mid", put(houseplant(s, "leafy", CLAY, 7), 190, 1370, sx=1.6))
    j = Fig(s, JOANNE, (1560, 780), 1.08, turn=-0.7, lean=20).set_head(
        (1530, 652), flip=True, mouth="laugh", eyes="happy", tilt=-5
    )
    m = Fig(s, MARGARET, (830, 820), 1.08, turn=0.7, lean=-20).set_head(
        (852, 694), mouth="laugh", eyes="happy", tilt=5
    )
    ch = furniture.chair(s, 800, 1290, 1.5, WOOD) + furniture.chair(s, 1590, 1290, 1.5, WOOD)
    s.add("mid", ch)
    s.add(
        "subject",
        m.back_hair(),
        m.arm("r", (1110, 1196), 1, "flat", rot=2, dim=True),
        m.torso(flare=0.2),
        m.neck_part(),
        m.head(),
    )
    s.add(
        "subject",
        j.back_hair(),
        j.arm("l", (1290, 1196), -1, "flat", rot=180, flip=-1, dim=True),
        j.torso(flare=0.2),
        j.neck_part(),
        j.head(),
    )
    s.add("near", furniture.tabletop(s, 1216, WOOD, 2400, 1600, edge=150))
    s.add(
        "near",
        put(things.teapot(s, FERN_L, 0.8), 1190, 1330),
        put(things.mug(s, CREAM, 1.15, band=CLAY), 930, 1380),
        put(things.mug(s, DUSK, 1.15, -1), 1490, 1380),
        things.steam(928, 1230, 0.8),
        things.steam(1490, 1230, 0.8),
    )
    s.add(
        "near",
        m.arm("l", (800, 1250), 1, "flat", rot=8),
        j.arm("r", (1640, 1250), -1, "flat", rot=172, flip=-1),
    )
    s.add(
        "near",
        ell(1960, 1400, 150, 26, WHITE),
        ell(1960, 1396, 110, 16, "#efe2c8"),
        path(
            smooth(
                [(1880, 1390), (1890, 1340), (1960, 1320), (2030, 1344), (2040, 1390), (1960, 1402)]
            ),
            "#d9a15c",
        ),
        "".join(
            line([(x - 16, 1352), (x + 8, 1338), (x + 26, 1336)], "#b57d3e", 7)
            for x in (1925, 1965, 2005)
        ),
    )


@picture(
    "Margaret kneads bread dough at the kitchen table",
    "baking, kneading, bread, kitchen, hobby, hands, independence, Margaret",
    "medium",
    "Margaret",
)
def kneading_bread(s):
    s.add("sky", rooms.wall(s, "#dbe0cc"))
    s.add(
        "far",
        rooms.window(s, 180, 380, 430, 560, "day", 2, 2),
        furniture.shelf(
            s,
            1060,
            760,
            420,
            put(things.mug(s, CLAY, 0.8), 1140, 760)
            + s.two(
                rpoly([(1220, 620), (1320, 620), (1330, 760), (1210, 760)], 14), CREAM, SAND, 18, 0
            )
            + rect(1216, 600, 108, 30, WOOD, 8)
            + put(houseplant(s, "fern", CLAY, 3), 1410, 760, sx=0.6),
        ),
    )
    s.add("mid", pendant(s, 1000, 300, 0.8, CLAY))
    m = Fig(s, MARGARET, (800, 980), 1.2, turn=0.2)
    m.set_head((806, 840), mouth="smile", eyes="down", tilt=5, turn=0.7)
    apron = rpoly(
        [
            m.at(-0.46, 0.24),
            m.at(0.42, 0.24),
            m.at(0.86, 0.62),
            m.at(0.86, 1.1),
            m.at(-0.86, 1.1),
            m.at(-0.86, 0.62),
        ],
        30,
    )
    straps = line([m.at(-0.42, 0.26), m.at(-0.34, -0.02)], CREAM, 22) + line(
        [m.at(0.38, 0.26), m.at(0.3, -0.02)], CREAM, 22
    )
    s.add(
        "subject",
        m.back_hair(),
        m.torso(),
        straps,
        s.two(apron, CREAM, SAND, 34, 6),
        put(things.logo_sprig(MOSS, 0.5), *m.at(0, 0.52)),
        m.neck_part(),
        m.head(),
    )
    s.add("near", furniture.tabletop(s, 1420, WOOD_L, edge=140))
    s.add(
        "near",
        ell(800, 1640, 420, 60, "#fff6e2", opacity=0.75),
        ell(806, 1668, 240, 26, "#7a4f2c", opacity=0.22),
    )
    dough = smooth(
        [
            (560, 1640),
            (580, 1560),
            (680, 1520),
            (760, 1542),
            (840, 1530),
            (930, 1524),
            (1020, 1570),
            (1036, 1640),
            (960, 1676),
            (640, 1678),
        ]
    )
    s.add(
        "near",
        s.two(dough, "#f6e3bd", "#dfc08c", 16, 26),
        line([(700, 1580), (790, 1604), (880, 1580)], "#dfc08c", 7),
    )
    s.add(
        "near",
        m.arm("l", (650, 1500), 1, "relaxed", rot=34, upper=214, lower=206),
        m.arm("r", (952, 1500), -1, "relaxed", rot=146, flip=-1, upper=214, lower=206),
    )
    s.add(
        "near",
        put(things.bowl(s, DUSK_L, 1.1, "#f3e2bf"), 330, 1660),
        rect(1150, 1640, 330, 46, WOOD, 23),
        rect(1150, 1668, 330, 18, WOOD_D, 9),
        rect(1100, 1652, 60, 22, WOOD_D, 11),
        rect(1470, 1652, 60, 22, WOOD_D, 11),
    )


@picture(
    "Arthur does the crossword with a cup of tea",
    "crossword, newspaper, tea, hobby, kitchen table, independence, Arthur",
    "medium",
    "Arthur",
)
def crossword(s):
    s.add(
        "sky",
        rooms.wall(s, "#e6cfa6"),
        rooms.light_patch([(980, 420), (1420, 320), (1420, 1120), (980, 1180)], "#fff3d0", 0.5),
    )
    s.add(
        "far",
        rooms.picture(s, 250, 520, 260, 320, FERN, rooms.landscape_art(s)),
        furniture.shelf(s, 1090, 820, 400, things.books(1, 1130, 820, 6)),
    )
    s.add(
        "mid",
        furniture.chair(s, 800, 1450, 1.75, WOOD_D),
        put(houseplant(s, "leafy", CLAY, 20), 150, 1500, sx=1.3),
    )
    a = Fig(s, ARTHUR, (790, 1000), 1.22, turn=0.3)
    a.set_head((804, 860), mouth="smile", eyes="down", tilt=8, turn=0.8)
    s.add(
        "subject",
        a.torso(),
        a.neck_part(),
        a.head(),
    )
    s.add("near", furniture.tabletop(s, 1460, WOOD, edge=140))
    paper = path(poly([(560, 1520), (1010, 1520), (1110, 1700), (500, 1700)]), WHITE) + path(
        poly([(500, 1700), (1110, 1700), (1112, 1712), (498, 1712)]), "#d9ccb0"
    )
    grid = ""
    for r in range(6):
        for c in range(6):
            t0, t1 = r / 6, (r + 1) / 6
            corner = lambda u, t: (600 - 34 * t + u * (220 + 40 * t), 1536 + 148 * t)
            fill = INK if (r * 5 + c * 7) % 4 == 0 else "#f3e8d0"
            grid += path(
                poly(
                    [
                        corner(c / 6 + 0.012, t0 + 0.02),
                        corner((c + 1) / 6 - 0.012, t0 + 0.02),
                        corner((c + 1) / 6 - 0.012, t1 - 0.02),
                        corner(c / 6 + 0.012, t1 - 0.02),
                    ]
                ),
                fill,
            )
    words = "".join(rect(866 + i * 6, 1546 + i * 24, 150, 10, "#b9b09a", 5) for i in range(6))
    s.add("near", paper, grid, words)
    s.add(
        "near",
        a.arm("l", (560, 1600), 1, "flat", rot=14),
        line([(836, 1452), (764, 1606)], CLAY, 17),
        line([(772, 1588), (764, 1606)], INK, 9),
        a.arm("r", (930, 1560), -1, "pinch", rot=192, flip=-1),
    )
    s.add(
        "near",
        put(things.mug(s, FERN_L, 1.4, 1, band=CREAM), 1270, 1690),
        things.steam(1266, 1506, 1.0),
    )


@picture(
    "A green teapot and two cups on a tray by the window",
    "teapot, tray, cups, tea, welcome, still life, kitchen",
    "close",
)
def teapot_tray(s):
    s.add("sky", rooms.wall(s, "#ead6ac"))
    s.add("far", rooms.window(s, 420, 300, 760, 760, "morning", 2, 2, sill=False))
    s.add(
        "mid",
        furniture.tabletop(s, 1300, WOOD_L, edge=0),
        put(things.flower_vase(s, 1.5, DUSK_L, 14), 1290, 1400),
        ell(1300, 1404, 130, 16, "#7a4f2c", opacity=0.2),
    )
    tray = ell(800, 1690, 640, 120, "#7a4f2c", opacity=0.25) + rpoly_tray(s)
    s.add(
        "subject",
        tray,
        put(things.teapot(s, FERN_L, 1.55), 740, 1650),
        things.steam(1112, 1290, 1.1),
        put(things.mug(s, CREAM, 1.35, -1, band=CLAY), 470, 1700),
        put(things.mug(s, CREAM, 1.35, 1, band=CLAY), 1090, 1710),
    )


def rpoly_tray(s):
    return (
        ell(800, 1672, 620, 112, WOOD_D)
        + ell(800, 1656, 620, 112, WOOD)
        + ell(800, 1660, 570, 90, light(WOOD, 0.18))
    )

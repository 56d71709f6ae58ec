"""Portraits and company: meet the carer, dominoes, repotting, a rest on the sofa."""

import furniture
import rooms
import things
from bodies import Fig
from gallery import picture
from nature import bush, fern, houseplant, pot
from palette import (
    AMARA,
    ARTHUR,
    BLUSH,
    CLAY,
    CLAY_D,
    CLAY_L,
    CREAM,
    FERN,
    FERN_L,
    GLOW,
    INK,
    JOANNE,
    MARGARET,
    MOSS,
    MOSS_D,
    SAND,
    SAND_D,
    WHITE,
    WOOD,
    WOOD_D,
    WOOD_L,
)  # fmt: skip
from pen import circ, dark, ell, light, line, path, poly, put, rect, rpoly, smooth
from poses import sitting_lower


def doorway(s, sky_light="#f6e3b4"):
    """A bright doorway with a garden behind, for someone who has just come in."""
    s.add("sky", rooms.wall(s, "#d9c49c", glow=(0.5, 0.4)))
    s.add("far", rect(300, 260, 1000, 1900, WHITE), rect(1268, 260, 32, 1900, dark(WHITE, 0.12)))
    frame = rpoly([(360, 320), (1240, 320), (1240, 2200), (360, 2200)], 4)
    view = rect(340, 300, 920, 1900, s.lin("#cfe0dd", sky_light))
    view += path(
        smooth(
            [(300, 1180), (560, 1090), (900, 1160), (1300, 1080), (1300, 2300, 1), (300, 2300, 1)]
        ),
        "#b3c286",
    )
    view += put(bush(s, MOSS, MOSS_D), 470, 1420, sx=1.5) + put(
        bush(s, MOSS_D, FERN_L), 1160, 1440, sx=1.4
    )
    s.add("far", s.clip(frame, view), rect(360, 320, 880, 14, INK, opacity=0.1))


@picture(
    "Amara, the carer, smiles in the doorway with her name badge",
    "carer, portrait, smile, uniform, badge, familiar face, meet the carer, same carer, Amara",
    "close",
    "Amara",
)
def amara_portrait(s):
    doorway(s)
    s.add("mid", s.glow(800, 1000, 620, "#fff3cf", 0.7))
    a = Fig(s, AMARA, (800, 1100), 1.76, turn=0.35)
    a.set_head((812, 896), mouth="laugh", eyes="happy", tilt=3, turn=0.8)
    s.add(
        "subject",
        a.back_hair(),
        a.arm("r", (1096, 2400), -1, "relaxed", dim=True),
        a.torso(bottom=1.26),
        a.neck_part(),
        a.head(),
        a.arm("l", (560, 2400), 1, "relaxed"),
    )


@picture(
    "Margaret, an older woman, smiles warmly at home",
    "older woman, portrait, smile, at home, confident, content, Margaret",
    "close",
    "Margaret",
)
def margaret_portrait(s):
    s.add("sky", rooms.wall(s, "#e6cfa4"))
    s.add(
        "far",
        rooms.window(s, 170, 380, 420, 700, "day", 2, 3),
        rooms.rail(60, 310, 660),
        rooms.curtain(s, 70, 326, 170, 1900, BLUSH, -1),
        rooms.curtain(s, 530, 326, 150, 1900, BLUSH, 1),
    )
    s.add(
        "mid",
        furniture.shelf(
            s,
            1100,
            900,
            420,
            things.books(6, 1140, 900, 5) + put(houseplant(s, "fern", CLAY, 9), 1420, 900, sx=0.85),
        ),
    )
    m = Fig(s, MARGARET, (800, 1100), 1.8, turn=0.3)
    m.set_head((812, 892), mouth="smile", eyes="open", tilt=4, turn=0.8)
    s.add(
        "subject",
        m.back_hair(),
        m.arm("r", (1060, 2420), -1, "relaxed", dim=True),
        m.torso(bottom=1.26),
        m.neck_part(),
        m.head(),
        m.arm("l", (590, 2420), 1, "relaxed"),
    )


@picture(
    "Joanne rests on the sofa at last, a mug in her hands",
    "sofa, rest, relief, mug, evening, daughter, peace of mind, unwind, Joanne",
    "medium",
    "Joanne",
)
def joanne_sofa(s):
    s.add(
        "sky",
        rooms.wall(s, "#5f7486", glow=(0.2, 0.45)),
        s.glow(330, 900, 900, GLOW, 0.5),
        rooms.floor(s, 1680, "#7c5b43", skirting="#cfc8b8"),
    )
    s.add(
        "far",
        rooms.window(s, 980, 380, 420, 520, "night", 2, 2, "#d9d2c2"),
        rooms.picture(s, 520, 520, 230, 280, WOOD, rooms.landscape_art(s)),
    )
    s.add(
        "mid",
        furniture.rug(s, 820, 1850, 700, 100, "#8d4a34"),
        furniture.floor_lamp(s, 210, 1730, 1.0),
    )
    sofa = s.two(
        smooth(
            [
                (300, 1500),
                (296, 1160),
                (350, 1080),
                (800, 1062),
                (1260, 1080),
                (1320, 1160),
                (1316, 1500),
            ]
        ),
        FERN_L,
        FERN,
        30,
        8,
    )
    sofa += line([(808, 1080), (808, 1500)], FERN, 6)
    seat = (
        s.two(
            rpoly([(330, 1420), (1290, 1420), (1300, 1590), (320, 1590)], 40),
            light(FERN_L, 0.08),
            FERN,
            12,
            30,
        )
        + s.two(
            rpoly([(300, 1560), (1320, 1560), (1310, 1700), (310, 1700)], 24), FERN_L, FERN, 30, 6
        )
        + rect(340, 1696, 40, 60, WOOD_D, 8)
        + rect(1240, 1696, 40, 60, WOOD_D, 8)
    )
    arms = "".join(
        s.two(
            smooth(
                [
                    (x - 80, 1340),
                    (x, 1300),
                    (x + 80, 1340),
                    (x + 88, 1500),
                    (x + 80, 1706),
                    (x - 80, 1706),
                    (x - 88, 1500),
                ]
            ),
            FERN_L,
            FERN,
            24,
            8,
        )
        for x in (270, 1350)
    )
    pillow = s.two(
        smooth(
            [
                (1000, 1180),
                (1110, 1166),
                (1230, 1190),
                (1240, 1300),
                (1220, 1430),
                (1100, 1420),
                (1000, 1430),
                (988, 1300),
            ]
        ),
        CLAY_L,
        CLAY,
        24,
        12,
    )
    j = Fig(s, JOANNE, (720, 1050), 1.02, turn=0.2, tall=410)
    j.set_head((734, 930), eyes="down", mouth="smile", tilt=7, turn=0.8)
    s.add(
        "subject",
        ell(810, 1752, 560, 24, INK, opacity=0.25),
        sofa,
        seat,
        pillow,
        j.back_hair(),
        sitting_lower(j, 1560, 1800, skirt=False, spread=1.1),
        j.torso(),
        j.neck_part(),
        j.head(),
        arms,
    )
    s.add(
        "subject",
        j.arm("r", (806, 1290), -1, "wrap", rot=196, flip=-1),
        put(things.mug(s, CREAM, 0.9, 1, band=CLAY), 722, 1334),
        things.steam(718, 1210, 0.7),
        j.arm("l", (640, 1296), 1, "wrap", rot=-8),
    )


@picture(
    "Amara and Arthur play dominoes and laugh",
    "dominoes, game, company, laughing, carer, friendship, afternoon, Amara, Arthur",
    "medium",
    "Amara, Arthur",
    wide=True,
)
def dominoes(s):
    s.add("sky", rooms.wall(s, "#e9d2a6", 2400, 1600))
    s.add(
        "far",
        rooms.window(s, 950, 230, 500, 560, "day", 2, 2),
        rooms.rail(820, 160, 760),
        rooms.curtain(s, 830, 176, 150, 900, CLAY_L, -1),
        rooms.curtain(s, 1420, 176, 150, 900, CLAY_L, 1),
    )
    s.add(
        "far",
        rooms.picture(s, 330, 340, 240, 300, FERN, rooms.landscape_art(s)),
        furniture.shelf(s, 1800, 540, 440, things.books(9, 1840, 540, 6)),
    )
    s.add(
        "mid",
        put(houseplant(s, "leafy", CREAM, 21), 2220, 1300, sx=1.5),
        furniture.chair(s, 780, 1290, 1.55, WOOD_D),
        furniture.chair(s, 1600, 1290, 1.55, WOOD_D),
    )
    a = Fig(s, ARTHUR, (830, 800), 1.08, turn=0.6)
    a.set_head((852, 676), mouth="laugh", eyes="happy", tilt=4)
    m = Fig(s, AMARA, (1560, 780), 1.08, turn=-0.6)
    m.set_head((1536, 654), flip=True, mouth="laugh", eyes="happy", tilt=-4)
    s.add(
        "subject",
        a.arm("r", (1020, 1192), 1, "flat", rot=0, dim=True),
        a.torso(),
        a.neck_part(),
        a.head(),
    )
    s.add(
        "subject",
        m.back_hair(),
        m.arm("l", (1380, 1192), -1, "flat", rot=180, flip=-1, dim=True),
        m.torso(),
        m.neck_part(),
        m.head(),
    )
    s.add("near", furniture.tabletop(s, 1210, WOOD, 2400, 1600, edge=150))
    tiles = ""
    for i, (x, y, r) in enumerate(
        ((1040, 1330, 4), (1170, 1322, -3), (1300, 1334, 5), (1425, 1318, 0))
    ):
        dots = (
            circ(-32, 0, 6, INK)
            + circ(24, -12, 6, INK)
            + circ(42, 12, 6, INK)
            + (circ(33, 0, 6, INK) if i % 2 else "")
        )
        tiles += put(
            rect(-56, -20, 116, 58, "#cbb58a", 10)
            + rect(-56, -28, 116, 58, WHITE, 10)
            + rect(-1, -24, 4, 50, SAND_D)
            + dots,
            x,
            y,
            rot=r,
        )
    stand_l = "".join(
        rect(640 + i * 62, 1296, 54, 92, WHITE, 8) + rect(640 + i * 62, 1378, 54, 12, "#cbb58a", 5)
        for i in range(4)
    )
    s.add(
        "near",
        tiles,
        stand_l,
        put(things.mug(s, FERN_L, 1.1, 1), 1850, 1400),
        things.steam(1848, 1256, 0.8),
    )
    s.add(
        "near",
        a.arm("l", (770, 1240), 1, "flat", rot=10),
        m.arm("r", (1520, 1250), -1, "pinch", rot=176, flip=-1),
    )


@picture(
    "Margaret and Amara repot a fern together at the garden table",
    "repotting, fern, gardening, together, hobby, carer, company, Amara, Margaret",
    "medium",
    "Amara, Margaret",
)
def repotting(s):
    s.add(
        "sky",
        rect(-200, -200, 2000, 2400, "#f7efda"),
        rect(-200, -200, 2000, 1500, s.lin("#c4dcdf", "#f7efda")),
        s.glow(330, 330, 340, "#fff2cc", 0.9),
        circ(330, 330, 64, "#fff4d0"),
    )
    s.add(
        "far",
        path(
            smooth(
                [(-220, 980), (400, 880), (900, 960), (1820, 860), (1820, 2300, 1), (-220, 2300, 1)]
            ),
            "#d6dcae",
        ),
        put(bush(s, "#c3cf9a", "#b3c286"), 140, 1380, sx=2.3),
        put(bush(s, "#c3cf9a", "#b3c286"), 1480, 1380, sx=2.4),
    )
    m = Fig(s, MARGARET, (520, 1010), 1.08, turn=0.6)
    m.set_head((544, 884), mouth="smile", eyes="down", tilt=6)
    a = Fig(s, AMARA, (1090, 970), 1.08, turn=-0.6)
    a.set_head((1066, 844), flip=True, mouth="laugh", eyes="happy", tilt=-4)
    s.add(
        "mid",
        path(
            smooth(
                [
                    (-220, 1320),
                    (500, 1290),
                    (1100, 1320),
                    (1820, 1290),
                    (1820, 2300, 1),
                    (-220, 2300, 1),
                ]
            ),
            "#c6d29c",
        ),
    )
    s.add(
        "subject",
        m.back_hair(),
        m.torso(bottom=1.15, flare=0.15),
        m.neck_part(),
        m.head(),
        a.back_hair(),
        a.torso(bottom=1.15, flare=0.15),
        a.neck_part(),
        a.head(),
    )
    s.add(
        "near",
        "".join(
            rect(-200, 1480 + i * 84, 2000, 80, s.lin(WOOD_L, WOOD))
            + rect(-200, 1556 + i * 84, 2000, 6, WOOD_D)
            for i in range(3)
        ),
        rect(-200, 1732, 2000, 500, dark(WOOD_D, 0.1)),
    )
    s.add(
        "near",
        ell(800, 1640, 240, 30, "#5f3a1e", opacity=0.3),
        put(fern(size=330, seed=4), 800, 1420),
        pot_at(s, 800, 1640, 1.75),
        ell(800, 1412, 118, 18, "#4e3524"),
    )
    s.add(
        "near",
        m.arm("l", (600, 1540), 1, "wrap", rot=-12),
        a.arm("r", (1010, 1520), -1, "wrap", rot=190, flip=-1),
    )
    trowel = put(
        rect(-10, -150, 20, 110, CLAY, 8)
        + path(smooth([(-30, -40), (30, -40), (34, 30), (0, 80), (-34, 30)]), "#8d9aa0")
        + rect(-5, -60, 10, 40, "#6c7a80"),
        1250,
        1620,
        rot=74,
    )
    s.add(
        "near",
        trowel,
        put(pot(s, CLAY_L), 300, 1640),
        put(ell(0, 0, 90, 24, "#5b4030") + ell(-16, -8, 60, 14, "#6e4f3c"), 1400, 1560),
    )


def pot_at(s, x, y, k):
    return put(pot(s, CLAY), x, y, sx=k)


@picture(
    "A visit notebook lies open beside a pen: every line has a tick",
    "notebook, visit notes, handover, tick, record, trust, routine, table",
    "close",
)
def visit_notebook(s):
    s.add(
        "sky",
        rooms.wall(s, "#dbe2d6"),
        rooms.light_patch([(200, 360), (700, 240), (700, 1040), (200, 1100)], "#fff8e2", 0.6),
    )
    s.add(
        "mid",
        furniture.tabletop(s, 1100, WOOD_L, edge=0),
        put(things.mug(s, CLAY, 1.7, 1, band=CREAM), 1310, 1280),
        things.steam(1306, 1056, 1.1),
    )
    page_l, page_r = (
        [(250, 1300), (790, 1250), (790, 1760), (170, 1810)],
        [(810, 1250), (1350, 1300), (1430, 1810), (810, 1760)],
    )
    book = path(
        poly([(236, 1322), (800, 1280), (1364, 1322), (1454, 1842), (800, 1800), (146, 1842)]),
        INK,
        opacity=0.2,
    ) + path(
        rpoly([(226, 1300), (800, 1250), (1374, 1300), (1456, 1826), (800, 1784), (144, 1826)], 20),
        FERN,
    )
    book += (
        path(rpoly(page_l, 10), WHITE)
        + s.two(rpoly(page_r, 10), WHITE, "#efe4cb", 0, 0)
        + path(
            poly([(760, 1253), (800, 1262), (840, 1253), (846, 1764), (800, 1772), (754, 1764)]),
            SAND,
            opacity=0.7,
        )
    )
    for i in range(5):
        y = 1350 + i * 84
        x = 262 - i * 15
        book += (
            things.tick(x + 40, y + 12, 25, MOSS)
            + rect(x + 92, y, 300 - (i % 3) * 46, 17, "#5d6b64", 8)
            + rect(x + 92, y + 30, 210 + (i % 2) * 50, 11, "#b8bcae", 5)
        )
    for i in range(4):
        y = 1350 + i * 84
        book += (
            things.tick(884 + i * 3, y + 12, 25, MOSS)
            + rect(936 + i * 3, y, 290 - (i % 2) * 60, 17, "#5d6b64", 8)
            + rect(936 + i * 3, y + 30, 220 + (i % 3) * 30, 11, "#b8bcae", 5)
        )
    s.add("subject", book, things.face_mark(1260, 1690, 46))
    pen = (
        rect(-14, -260, 28, 300, CLAY, 12)
        + rect(4, -256, 10, 296, CLAY_D, 5)
        + rect(-14, 34, 28, 30, GLOW, 4)
        + path(poly([(-12, 62), (12, 62), (0, 108)]), INK)
    )
    s.add("subject", put(pen, 1010, 1760, rot=62))

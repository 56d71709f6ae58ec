"""More faces: Arthur at home, a worried night, Tom at the gate, the first visit."""

from dataclasses import replace

import furniture
import rooms
import streets
import things
from bodies import Fig
from gallery import picture
from land import hedge
from nature import houseplant, tree
from palette import (
    ARTHUR,
    CLAY,
    CREAM,
    DUSK,
    DUSK_L,
    FERN,
    JOANNE,
    MOSS,
    MOSS_D,
    PRIYA,
    TOM,
    WHITE,
    WOOD,
    WOOD_D,
    WOOD_L,
)  # fmt: skip
from pen import line, path, poly, put, rect, rpoly, smooth

NIGHT_JOANNE = replace(JOANNE, outfit="jumper", top="#d9d0c0", top_d="#b3ada6")


@picture(
    "Arthur, an older man in a flat cap, smiles in his own kitchen",
    "older man, portrait, smile, kitchen, at home, confident, independent, Arthur",
    "close",
    "Arthur",
)
def arthur_portrait(s):
    s.add("sky", rooms.wall(s, "#cfd8cf"))
    s.add("far", rooms.window(s, 1010, 360, 420, 560, "morning", 2, 2))
    s.add(
        "mid",
        furniture.shelf(
            s, 120, 900, 460,
            put(things.teapot(s, CLAY, 0.5), 300, 900) + put(things.mug(s, CREAM, 0.9), 480, 900),
        ),
    )  # fmt: skip
    a = Fig(s, ARTHUR, (800, 1096), 1.78, turn=0.3)
    a.set_head((814, 890), mouth="laugh", eyes="happy", tilt=3, turn=0.8)
    far_arm = a.arm("r", (1090, 2400), -1, "relaxed", dim=True)
    s.add(
        "subject",
        far_arm,
        a.torso(bottom=1.26),
        a.neck_part(),
        a.head(),
        a.arm("l", (550, 2400), 1, "relaxed"),
    )


@picture(
    "Joanne sits awake with worry, her phone in her hand at night",
    "worry, night, awake, phone, daughter, distance, sleepless, what if, Joanne",
    "close",
    "Joanne",
)
def worried_night(s):
    s.add("sky", rooms.wall(s, "#33485f", glow=(0.5, 0.6)))
    s.add("far", rooms.window(s, 960, 300, 420, 560, "night", 2, 2, "#8fa0ae"))
    moon = (
        "M1090 372C1126 380 1144 416 1128 448C1114 474 1082 484 1056 472"
        "C1092 466 1112 440 1111 412C1110 394 1102 380 1090 372Z"
    )
    s.add("far", path(moon, "#f6ecd0"))
    s.add("mid", rect(-200, 1360, 2000, 1000, "#2b3c50"))
    board = rpoly([(130, 2300), (130, 1170), (1470, 1170), (1470, 2300)], [4, 90, 90, 4])
    s.add("mid", s.two(board, "#6a4f42", "#4d3a35", 26, 10))
    pillow = smooth(
        [
            (300, 1420),
            (370, 1290),
            (800, 1256),
            (1230, 1290),
            (1300, 1420),
            (1270, 1700),
            (800, 1740),
            (330, 1700),
        ]
    )
    s.add("mid", s.two(pillow, "#b9c4cf", "#8d9dac", 30, 30))
    j = Fig(s, NIGHT_JOANNE, (800, 1270), 1.35, turn=0.25)
    j.set_head((814, 1108), mouth="worry", eyes="down", tilt=7, turn=0.8)
    s.add("subject", j.back_hair(), j.torso(bottom=1.1), j.neck_part(), j.head())
    quilt = smooth(
        [
            (-220, 1790, 1),
            (300, 1730),
            (800, 1766),
            (1300, 1720),
            (1820, 1790, 1),
            (1820, 2300, 1),
            (-220, 2300, 1),
        ]
    )
    fold = smooth(
        [
            (-220, 1790, 1),
            (300, 1730),
            (800, 1766),
            (1300, 1720),
            (1820, 1790, 1),
            (1820, 1880, 1),
            (1300, 1806),
            (800, 1850),
            (300, 1816),
            (-220, 1880, 1),
        ]
    )
    s.add("near", path(quilt, DUSK), path(fold, "#c3ccd4"))
    glow_phone = put(
        things.phone(s, 160, 300, "#e3f0f8")
        + rect(34, 86, 92, 14, DUSK, 7)
        + rect(34, 118, 66, 14, DUSK_L, 7),
        880,
        1500,
        rot=9,
    )
    s.add(
        "near",
        s.glow(900, 1560, 420, "#d9ebf7", 0.55),
        j.arm("l", (640, 1756), 1, "relaxed", rot=24),
        glow_phone,
        j.arm("r", (1060, 1720), -1, "wrap", rot=208, flip=-1),
    )


@picture(
    "Tom waves as he comes up the path for his visit",
    "carer, arriving, wave, path, on time, regular visit, smile, morning, Tom",
    "medium",
    "Tom",
)
def tom_arrives(s):
    s.add(
        "sky",
        rect(-200, -200, 2000, 2400, "#f8efd9"),
        rect(-200, -200, 2000, 1500, s.lin("#bfd9dd", "#f8efd9")),
    )
    s.add("far", put(tree(s, "#93a869", MOSS), 1330, 1280, sx=1.5))
    s.add(
        "far",
        put(streets.house(s, 620, 470, "#ecd3ac", "#b98263", (), FERN, "#a9bfc6", WHITE), 60, 1270),
    )
    s.add(
        "mid",
        path(
            smooth(
                [
                    (-220, 1270),
                    (500, 1240),
                    (1100, 1270),
                    (1820, 1240),
                    (1820, 2300, 1),
                    (-220, 2300, 1),
                ]
            ),
            s.lin("#b3c286", "#93a869"),
        ),
    )
    s.add(
        "mid",
        path(
            smooth(
                [
                    (690, 1262, 1),
                    (830, 1262, 1),
                    (1000, 1600),
                    (1500, 2200, 1),
                    (120, 2200, 1),
                    (560, 1600),
                ]
            ),
            "#ead8b2",
        ),
    )
    s.add(
        "mid",
        hedge(s, -240, 430, 1420, 220, MOSS_D, 12),
        hedge(s, 1180, 1840, 1420, 220, MOSS_D, 13),
    )
    t = Fig(s, TOM, (790, 1090), 1.28, turn=0.3)
    t.set_head((806, 938), mouth="laugh", eyes="happy", tilt=4, turn=0.8)
    x, y = t.neck
    strap = line([(x + 110, y + 20), (x, y + 240), (x - 190, y + 520)], "#8a5a34", 26)
    s.add(
        "subject",
        t.leg("r", (880, 2560), -1),
        t.leg("l", (720, 2560), -1),
        t.torso(flare=0.12),
        strap,
        t.neck_part(),
        t.head(),
    )
    s.add(
        "subject",
        t.arm("l", (560, 1640), 1, "relaxed", rot=96),
        t.arm("r", (1180, 960), 1, "open", rot=-80),
    )


@picture(
    "Priya from Fernhill talks through the plan with Joanne at the first visit",
    "first visit, care plan, assessment, free, kitchen table, questions, folder, Priya, Joanne",
    "medium",
    "Priya, Joanne",
    wide=True,
)
def first_visit(s):
    s.add("sky", rooms.wall(s, "#dfe3d2", 2400, 1600))
    s.add(
        "far",
        rooms.window(s, 920, 230, 560, 560, "day", 2, 2),
        rooms.picture(s, 340, 360, 250, 310, WOOD, rooms.landscape_art(s)),
    )
    s.add(
        "far",
        furniture.shelf(
            s,
            1780,
            560,
            440,
            things.books(4, 1820, 560, 5) + put(houseplant(s, "leafy", CLAY, 6), 2120, 560, sx=0.6),
        ),
    )
    s.add(
        "mid",
        furniture.chair(s, 790, 1290, 1.55, WOOD_D),
        furniture.chair(s, 1600, 1290, 1.55, WOOD_D),
    )
    p = Fig(s, PRIYA, (830, 800), 1.08, turn=0.6)
    p.set_head((852, 674), mouth="smile", eyes="open", tilt=3)
    j = Fig(s, JOANNE, (1560, 790), 1.08, turn=-0.6)
    j.set_head((1536, 662), flip=True, mouth="smile", eyes="down", tilt=-6)
    s.add(
        "subject",
        p.back_hair(),
        p.arm("r", (1090, 1194), 1, "flat", rot=4, dim=True),
        p.torso(),
        p.neck_part(),
        p.head(),
    )
    s.add("subject", j.back_hair(), j.torso(), j.neck_part(), j.head())
    s.add("near", furniture.tabletop(s, 1216, WOOD_L, 2400, 1600, edge=150))
    sheet = path(
        poly([(1030, 1270), (1360, 1270), (1420, 1410), (960, 1410)]), "#8a5a34", opacity=0.25
    ) + path(rpoly([(1030, 1258), (1360, 1258), (1420, 1396), (960, 1396)], 8), FERN)
    sheet += path(poly([(1046, 1266), (1340, 1266), (1390, 1386), (990, 1386)]), WHITE)
    for i in range(3):
        y = 1290 + i * 34
        sheet += things.tick(1062 - i * 9, y, 12, MOSS) + rect(
            1090 - i * 8, y - 6, 190 - (i % 2) * 40, 11, "#5d6b64", 5
        )
    s.add(
        "near",
        sheet,
        put(things.mug(s, CREAM, 1.05, -1, band=CLAY), 640, 1400),
        put(things.mug(s, DUSK, 1.05, 1), 1840, 1400),
        things.steam(640, 1262, 0.8),
        things.steam(1838, 1262, 0.8),
    )
    s.add(
        "near",
        p.arm("l", (800, 1250), 1, "flat", rot=8),
        j.arm("r", (1500, 1290), -1, "relaxed", rot=178, flip=-1),
    )

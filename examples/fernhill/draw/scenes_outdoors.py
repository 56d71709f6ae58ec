"""Out of doors: gate, path, raised bed, bench, street at dusk."""

import random

import streets
import things
from bodies import Fig
from gallery import picture
from land import hedge, lawn, sky
from nature import bush, cloud, flowers, grass, hills, leaf_at, poplar, stone_path, tree
from palette import (
    AMARA,
    ARTHUR,
    CLAY,
    CLAY_L,
    DUSK,
    FERN,
    FERN_L,
    GLOW,
    INK,
    LEAF,
    MARGARET,
    MIST,
    MOSS,
    MOSS_D,
    WHITE,
    WOOD,
    WOOD_D,
    WOOD_L,
)  # fmt: skip
from pen import circ, dark, line, path, poly, put, rect, rpoly, smooth
from poses import legs, shadow, sitting_lower, stand


@picture(
    "A garden gate stands ajar in the morning light",
    "garden gate, morning, path, cottage, ajar, coming home, sunlight, welcome",
    "wide",
    wide=True,
)
def garden_gate(s):
    sky(s, "#f2d9a6", "#fdf2d8", 2400, 1600, (560, 420, 84))
    s.add("sky", cloud(1500, 240, 1.5), cloud(1980, 380, 1.0), cloud(980, 170, 0.9))
    s.add(
        "far",
        put(hills(-200, 900, 2800, 900, "#c3cb95", "#a9ba80"), 0, 0),
        put(tree(s, "#93a869", "#7c9559"), 380, 1010, sx=0.9),
        put(poplar(s, "#6f8f62", "#557a50"), 2060, 1040, sx=1.1),
        put(poplar(s, "#6f8f62", "#557a50"), 2210, 1040, sx=0.86),
    )
    s.add(
        "far",
        put(streets.house(s, 560, 400, "#f3e3c3", CLAY_L, (), FERN, "#a9bfc6", WHITE), 1260, 1040),
    )
    s.add(
        "mid",
        lawn(s, 1030, "#9fb274", 2400, 1600),
        stone_path(s, (1420, 1040, 46), (1130, 1900, 330), "#eedcb6"),
    )
    s.add(
        "mid",
        put(bush(s, MOSS, MOSS_D), 1140, 1080, sx=0.8),
        put(bush(s, MOSS_D, FERN_L), 1790, 1090, sx=0.9),
        put(flowers(31, -180, 180, 0, 110, 10), 1780, 1110),
    )
    s.add(
        "near",
        hedge(s, -240, 800, 1400, 330, MOSS_D, 3),
        hedge(s, 1590, 2640, 1400, 330, MOSS_D, 5),
    )
    s.add(
        "near",
        put(flowers(7, -380, 380, 0, 190, 16), 380, 1430),
        put(flowers(9, -380, 380, 0, 190, 16), 2010, 1430),
    )
    g = dark(WHITE, 0.04)
    posts = "".join(
        s.two(
            rpoly([(x, 900), (x + 74, 900), (x + 74, 1440), (x, 1440)], 6),
            g,
            dark(WHITE, 0.2),
            24,
            0,
        )
        + rect(x - 12, 880, 98, 28, WHITE, 6)
        + circ(x + 37, 852, 32, WHITE)
        + path(
            smooth([(x + 50, 826), (x + 69, 852), (x + 50, 878), (x + 58, 852)]), dark(WHITE, 0.18)
        )
        for x in (800, 1520)
    )
    gate = ""
    for i in range(6):
        t = i / 5
        x, top, bottom = (
            878 + 330 * t,
            980 - 40 * (1 - t) - 60 * (4 * t * (1 - t)) * 0.4,
            1400 + 60 * t,
        )
        gate += path(
            rpoly(
                [(x, top + 20), (x + 22, top), (x + 44, top + 20), (x + 44, bottom), (x, bottom)], 5
            ),
            WHITE,
        ) + path(
            poly([(x + 34, top + 12), (x + 44, top + 20), (x + 44, bottom), (x + 34, bottom)]),
            dark(WHITE, 0.16),
        )
    for y0, y1 in ((1060, 1076), (1320, 1372)):
        gate += path(
            rpoly([(872, y0), (1262, y1), (1262, y1 + 32), (872, y0 + 32)], 6), WHITE
        ) + path(
            poly([(872, y0 + 24), (1262, y1 + 24), (1262, y1 + 32), (872, y0 + 32)]),
            dark(WHITE, 0.18),
        )
    s.add(
        "subject",
        posts,
        gate,
        circ(1240, 1216, 16, INK),
        put(grass(4, 740, 930, 1446, 60, 14)),
        put(grass(6, 1490, 1660, 1446, 60, 14)),
    )
    s.add(
        "subject",
        path(poly([(600, 480), (720, 440), (1500, 1600), (1040, 1600)]), "#fff3cc", opacity=0.2),
    )


@picture(
    "Margaret walks along the garden path with her stick, Amara beside her",
    "garden path, walking stick, walking together, fresh air, support, carer, Amara, Margaret",
    "medium",
    "Amara, Margaret",
)
def garden_path_walk(s):
    sky(s, "#bcd6dc", "#f7efda", sun=(1270, 330, 70))
    s.add("sky", cloud(420, 380, 1.3), cloud(1060, 560, 0.9))
    s.add(
        "far",
        hills(-200, 960, 2000, 700, "#bcc98f", "#a3b777"),
        put(poplar(s), 210, 1240, sx=1.3),
        put(poplar(s), 90, 1250, sx=1.0),
        put(tree(s), 1350, 1260, sx=1.35),
    )
    s.add(
        "mid",
        lawn(s, 1240, "#98ad6c"),
        hedge(s, -240, 560, 1300, 130, MOSS_D, 8),
        hedge(s, 1180, 1840, 1300, 120, MOSS_D, 9),
    )
    s.add("mid", stone_path(s, (760, 1250, 90), (800, 2100, 760), "#ead8b2"))
    s.add(
        "near",
        put(flowers(12, -190, 190, 0, 200, 9), 150, 1640),
        put(flowers(15, -170, 170, 0, 190, 8), 1500, 1600),
        put(grass(2, -40, 330, 1660, 70, 24)),
        put(grass(3, 1330, 1640, 1620, 70, 20)),
    )
    a = stand(s, AMARA, 590, 1810, 0.83, 0.5)
    a.set_head((a.neck[0] + 14, a.neck[1] - 98), mouth="smile")
    m = stand(s, MARGARET, 930, 1820, 0.78, 0.5)
    m.set_head((m.neck[0] + 10, m.neck[1] - 92), flip=True, mouth="laugh", eyes="happy", turn=0.8)
    x, y = m.neck
    s.add("subject", shadow(600, 1806, 190), shadow(930, 1816, 180))
    s.add(
        "subject",
        a.back_hair(),
        legs(a, 1810, 40),
        a.torso(flare=0.15),
        a.neck_part(),
        a.head(),
        a.arm("l", (a.neck[0] - 170, a.neck[1] + 380), 1, "relaxed", rot=88),
    )
    s.add("subject", m.shins((900, 968), 1660, 1770, 1), m.skirt(1690, 34), m.back_hair())
    stick = line("M1168 1800L1134 1222C1130 1170 1072 1168 1070 1208", WOOD_D, 19) + rect(
        1157, 1788, 24, 22, INK, 6
    )
    s.add(
        "subject",
        m.torso(flare=0.2),
        m.neck_part(),
        m.head(),
        m.arm("l", (x - 118, y + 270), 1, "relaxed", rot=60),
    )
    s.add(
        "subject",
        a.arm("r", (x - 190, y + 226), -1, "wrap", rot=0),
        stick,
        m.arm("r", (1096, y + 262), -1, "fist", rot=32),
    )


@picture(
    "Arthur waters the vegetables in his raised bed",
    "gardening, raised bed, watering can, vegetables, hobby, independence, Arthur",
    "medium",
    "Arthur",
)
def raised_bed(s):
    sky(s, "#c4dade", "#f8efd9", sun=(300, 360, 66))
    s.add("sky", cloud(980, 330, 1.3), cloud(1350, 520, 0.8))
    s.add(
        "far",
        put(tree(s, "#93a869", MOSS), 180, 1200, sx=1.4),
        hedge(s, -240, 1840, 1240, 190, "#82996a", 4),
    )
    shed = (
        rect(1080, 800, 400, 460, "#7f99a6")
        + "".join(rect(1080 + i * 50, 800, 4, 460, "#64808f") for i in range(1, 8))
        + s.two(rpoly([(1040, 816), (1520, 816), (1450, 660), (1110, 660)], 8), CLAY_L, CLAY, 24, 0)
    )
    shed += (
        rect(1140, 920, 130, 130, WHITE, 6)
        + rect(1150, 930, 110, 110, MIST)
        + rect(1200, 930, 10, 110, WHITE)
        + rect(1150, 980, 110, 10, WHITE)
        + rect(1330, 900, 110, 360, FERN_L, 5)
        + circ(1352, 1090, 8, GLOW)
    )
    s.add("far", shed)
    s.add(
        "mid",
        lawn(s, 1236, "#98ad6c"),
        put(bush(s, MOSS, MOSS_D), 80, 1420, sx=1.2),
        path(
            smooth(
                [
                    (-220, 1640),
                    (500, 1600),
                    (1100, 1640),
                    (1820, 1600),
                    (1820, 2220, 1),
                    (-220, 2220, 1),
                ]
            ),
            "#e4d2aa",
        ),
    )
    a = stand(s, ARTHUR, 560, 1830, 0.82, 0.7)
    a.set_head((a.neck[0] + 26, a.neck[1] - 96), mouth="smile", eyes="down", tilt=6)
    y = a.neck[1]
    hand = (850, y + 288)
    s.add(
        "subject",
        shadow(570, 1826, 200),
        a.back_hair(),
        a.arm("r", (hand[0] - 6, hand[1] + 4), 1, "fist", rot=20, dim=True),
        legs(a, 1830, 10),
        a.torso(),
        a.neck_part(),
        a.head(),
    )
    drops = "".join(
        line(
            [
                (1150 + i * 26, hand[1] + 96 + (i % 2) * 12),
                (1192 + i * 38, hand[1] + 200),
                (1216 + i * 46, hand[1] + 318),
            ],
            "#8fb7c9",
            6,
            stroke_dasharray="26 22",
        )
        for i in range(4)
    )
    bed = ""
    rng = random.Random(5)
    for i in range(5):
        bx = 1000 + i * 108
        if i % 2 == 0:
            bed += "".join(
                leaf_at(bx, 1560, 270 + t, 120, 66, (MOSS, LEAF, MOSS_D)[j % 3])
                for j, t in enumerate((-62, 62, -34, 34, 0))
            )
        else:
            bed += line([(bx, 1560), (bx + 4, 1400), (bx, 1330)], MOSS_D, 7) + "".join(
                leaf_at(bx, 1540 - j * 38, 270 + (52 if j % 2 else -52), 72, 34, MOSS)
                for j in range(5)
            )
            bed += "".join(
                circ(bx + rng.uniform(-34, 34), 1400 + j * 44, 19, CLAY) for j in range(3)
            )
    wood = (
        rect(900, 1540, 900, 40, "#5e4630")
        + "".join(
            s.two(
                rpoly(
                    [
                        (890, 1556 + j * 78),
                        (1900, 1556 + j * 78),
                        (1900, 1628 + j * 78),
                        (890, 1628 + j * 78),
                    ],
                    8,
                ),
                WOOD_L if j == 0 else WOOD,
                dark(WOOD, 0.2),
                0,
                14,
            )
            for j in range(3)
        )
        + s.two(
            rpoly([(880, 1536), (940, 1536), (940, 1800), (880, 1800)], 8),
            WOOD_D,
            dark(WOOD_D, 0.2),
            16,
            0,
        )
    )
    s.add(
        "near",
        bed,
        wood,
        drops,
        put(streets.watering_can(s, DUSK), hand[0] + 40, hand[1] + 2, rot=16),
    )
    s.add("near", a.arm("l", hand, 1, "fist", rot=10))


@picture(
    "Arthur and Margaret share a bench in the garden",
    "garden bench, two people, friends, conversation, company, sunshine, Arthur, Margaret",
    "wide",
    "Arthur, Margaret",
    wide=True,
)
def bench_garden(s):
    sky(s, "#bfd9dd", "#f8f0da", 2400, 1600, (440, 300, 72))
    s.add("sky", cloud(1150, 220, 1.3), cloud(1900, 330, 1.2))
    s.add(
        "far",
        hills(-200, 800, 2800, 900, "#c0cc96", "#a9ba80"),
        put(poplar(s), 1960, 1080, sx=1.25),
        put(poplar(s), 2110, 1090, sx=1.0),
        put(tree(s, MOSS, MOSS_D), 420, 1130, sx=1.75),
    )
    s.add("mid", lawn(s, 1070, "#98ad6c", 2400, 1600), hedge(s, 760, 1720, 1130, 190, MOSS_D, 6))
    s.add(
        "mid",
        put(flowers(41, -260, 260, 0, 170, 12), 1960, 1280),
        put(flowers(43, -240, 240, 0, 170, 11), 300, 1300),
        put(bush(s), 2260, 1300, sx=1.3),
    )
    back, front, arms = streets.bench(s, 1060)
    b = lambda c: put(c, 1200, 1460)
    a = Fig(s, ARTHUR, (930, 830), 0.84, turn=0.4, tall=420)
    a.set_head((942, 732), mouth="laugh", eyes="happy", tilt=4)
    m = Fig(s, MARGARET, (1440, 856), 0.8, turn=-0.4, tall=420)
    m.set_head((1426, 762), flip=True, mouth="smile", eyes="open", tilt=-2)
    s.add("subject", shadow(1200, 1462, 640, 30), b(back), b(front))
    s.add(
        "subject",
        sitting_lower(a, 1246, 1424, skirt=False, spread=1.1),
        a.torso(),
        a.neck_part(),
        a.head(),
    )
    s.add(
        "subject",
        m.back_hair(),
        sitting_lower(m, 1242, 1424),
        m.torso(flare=0.15),
        m.neck_part(),
        m.head(),
    )
    s.add(
        "subject",
        b(arms),
        a.arm("r", (1006, 1196), -1, "relaxed", rot=104, flip=-1),
        a.arm("l", (852, 1196), 1, "relaxed", rot=70),
    )
    cup = put(things.mug(s, CLAY, 0.7, 1), 1386, 1130)
    s.add(
        "subject",
        m.arm("r", (1450, 1092), -1, "wrap", rot=180, flip=-1),
        cup,
        things.steam(1384, 1030, 0.5),
        m.arm("l", (1328, 1094), 1, "wrap", rot=0),
    )

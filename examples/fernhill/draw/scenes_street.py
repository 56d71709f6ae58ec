"""Seen from the window and from the street."""

import random

import streets
import things
from gallery import picture
from land import hedge
from nature import bird, bush, cloud, flowers, hills, leaf_at, poplar, tree
from palette import (
    CLAY,
    CLAY_D,
    CLAY_L,
    CREAM,
    DUSK,
    FERN,
    GLOW,
    INK,
    MOSS,
    MOSS_D,
    WHITE,
    WOOD,
    WOOD_D,
)  # fmt: skip
from pen import circ, dark, ell, mix, path, poly, put, rect, smooth, tube


@picture(
    "A street of houses at dusk with one lit window",
    "street, dusk, evening, houses, lit window, home, alone, neighbourhood",
    "wide",
    wide=True,
)
def street_dusk(s):
    s.add(
        "sky",
        rect(-200, -200, 2800, 2000, "#e0a37c"),
        rect(-200, -200, 2800, 1500, s.lin("#2c4059", "#5b6f8c", "#c58f7f", "#efb787")),
    )
    rng = random.Random(3)
    s.add(
        "sky",
        "".join(
            circ(
                rng.uniform(0, 2400),
                rng.uniform(30, 420),
                rng.uniform(2, 4.5),
                "#fff3d6",
                opacity=0.7,
            )
            for _ in range(34)
        ),
        path(
            "M1960 188C2010 200 2036 250 2014 296C1996 334 1950 350 1912 334"
            "C1964 326 1992 290 1990 250C1989 222 1978 202 1960 188Z",
            "#fdeec6",
        ),
    )
    s.add(
        "far",
        path(
            smooth(
                [
                    (-220, 960),
                    (300, 840),
                    (820, 930),
                    (1400, 820),
                    (2000, 920),
                    (2620, 840),
                    (2620, 1700, 1),
                    (-220, 1700, 1),
                ]
            ),
            "#56607a",
        ),
        put(poplar(s, "#3f4f63", "#34445a"), 90, 1110, sx=1.2),
        put(tree(s, "#46566a", "#384a5e"), 2310, 1130, sx=1.2),
    )
    tones = (
        ("#6f6877", "#3e4658"),
        ("#5f6f83", "#4a3f48"),
        ("#83695f", "#39465a"),
        ("#66748a", "#3f3c49"),
        ("#77707c", "#39465a"),
    )
    row, home = "", ""
    for i, (wall, roof) in enumerate(tones):
        built = put(
            streets.house(
                s,
                500,
                560 + (i % 2) * 36,
                wall,
                roof,
                (1,) if i == 2 else (),
                FERN if i != 2 else CLAY,
                "#33485f",
                mix(wall, "#fff3dc", 0.3),
            ),
            -60 + i * 502,
            1230,
        )
        row, home = (row, built) if i == 2 else (row + built, home)
    s.add("mid", rect(-200, 1180, 2800, 620, "#4b5161"), row)
    s.add("subject", home)
    s.add(
        "near",
        rect(-200, 1226, 2800, 60, "#8b8288"),
        rect(-200, 1226, 2800, 10, "#a59a98"),
        rect(-200, 1284, 2800, 600, s.lin("#434a5b", "#2d3646")),
        "".join(rect(60 + i * 420, 1430, 200, 14, "#8e8f97", 7) for i in range(6)),
    )
    s.add(
        "near",
        streets.lamp_post(s, 420, 1262, 640),
        streets.lamp_post(s, 1990, 1262, 640),
    )
    s.add(
        "near",
        put(bush(s, "#465a55", "#384b4b"), 900, 1240, sx=0.7),
        put(bush(s, "#465a55", "#384b4b"), 1660, 1240, sx=0.6),
    )


@picture(
    "A bird on the feeder outside the window",
    "bird feeder, window, birds, garden, small pleasures, morning, watching",
    "close",
)
def bird_feeder(s):
    s.add(
        "sky",
        rect(-200, -200, 2000, 2400, "#f7efda"),
        rect(-200, -200, 2000, 1500, s.lin("#bcd8de", "#f7efda")),
        cloud(520, 420, 1.1),
    )
    s.add(
        "far",
        hills(-200, 1100, 2000, 800, "#c0cc96", "#a3b777"),
        put(tree(s, "#93a869", MOSS), 1250, 1360, sx=1.5),
        hedge(s, -240, 1840, 1480, 200, "#82996a", 14),
        put(flowers(21, -500, 500, 0, 130, 18), 640, 1490),
    )
    x = 800
    feeder = (
        path(tube([(1230, 900), (1080, 640), (760, 505)], [70, 44, 20]), WOOD_D)
        + leaf_at(800, 520, 200, 80, 40, MOSS)
        + leaf_at(900, 560, 250, 90, 44, "#93a869")
        + leaf_at(960, 590, 110, 80, 40, MOSS)
        + leaf_at(770, 512, 150, 70, 36, "#93a869")
        + rect(x - 4, 520, 8, 80, INK)
        + s.two(poly([(x - 170, 740), (x, 590), (x + 170, 740)]), CLAY, CLAY_D, 30, 10)
        + rect(x - 100, 736, 200, 260, "#dfe9e6", 8, opacity=0.75)
    )
    feeder += path(
        smooth(
            [
                (x - 96, 840, 1),
                (x - 30, 826),
                (x + 40, 846),
                (x + 96, 834, 1),
                (x + 96, 992, 1),
                (x - 96, 992, 1),
            ]
        ),
        "#c99a55",
    ) + "".join(
        ell(x - 80 + (i * 37) % 164, 858 + (i * 53) % 122, 8, 5, "#8d6330", rot=i * 31)
        for i in range(26)
    )
    feeder += (
        rect(x - 100, 736, 26, 260, "#fff", opacity=0.5)
        + rect(x - 120, 730, 240, 22, WOOD_D, 8)
        + rect(x - 190, 990, 380, 34, WOOD, 10)
        + rect(x - 190, 1012, 380, 12, WOOD_D, 6)
    )
    s.add(
        "subject",
        feeder,
        put(bird(1.75, DUSK, CLAY_L), 930, 992),
        put(bird(1.5, MOSS_D, GLOW), 640, 992, sx=-1, sy=1),
    )
    frame = "".join(
        rect(a, b, c, d, WHITE) for a, b, c, d in ((-200, -200, 300, 2400), (1500, -200, 300, 2400))
    ) + rect(-200, -200, 2000, 250, WHITE)
    frame += (
        rect(100, 50, 16, 1600, dark(WHITE, 0.16))
        + rect(100, 50, 1400, 16, dark(WHITE, 0.16))
        + rect(1486, 50, 14, 1600, "#fff")
    )
    s.add(
        "near",
        frame,
        rect(-200, 1610, 2000, 600, WHITE),
        rect(-200, 1610, 2000, 26, "#fff"),
        rect(-200, 1740, 2000, 30, dark(WHITE, 0.14)),
        rect(-200, 1770, 2000, 500, "#e6cfa3"),
    )
    s.add(
        "near",
        put(things.mug(s, CLAY, 1.35, 1, band=CREAM), 1230, 1726),
        things.steam(1226, 1536, 0.9, opacity=0.9),
        rect(270, 1706, 250, 26, DUSK, 4),
        rect(286, 1682, 220, 26, CREAM, 4),
    )

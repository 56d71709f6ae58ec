"""The visits: arriving, walking, cooking, helping."""

import random

import rooms
from bodies import Fig
from gallery import picture
from nature import bush, flowers, houseplant, pot
from palette import AMARA, CLAY, CREAM, DUSK_D, FERN, GLOW, INK, MARGARET, MOSS, MOSS_D, SAND, WHITE
from poses import bag, legs, shadow, skirted, stand
from pen import circ, dark, ell, light, line, mix, path, poly, put, rect, rpoly, smooth


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
            courses += rect(px, row * 50 + 8, 112, 38, mix(brick, "#8c4a2c", rng.choice((0.1, 0.17))), 6)
    s.add("sky", courses)
    s.add("sky", rect(-200, 1700, 2000, 500, "#d9c6a4"))
    # the open doorway and the lit hall behind it
    s.add("far", rect(752, 520, 620, 1190, WHITE, 6), rect(1340, 520, 32, 1190, dark(WHITE, 0.1)))
    hall = rpoly([(800, 570), (1324, 570), (1324, 1700), (800, 1700)], 4)
    inner = rect(780, 550, 560, 1160, s.lin("#f9e2b0", "#eec88c")) + s.glow(1000, 760, 430, GLOW, 0.85)
    inner += rect(780, 1500, 560, 210, "#a9764b") + rect(780, 1480, 560, 24, WHITE)
    inner += rooms.picture(s, 860, 820, 130, 160, FERN)
    s.add("far", s.clip(hall, inner))
    leaf = rpoly([(1180, 570), (1324, 570), (1324, 1700), (1180, 1660)], 4)
    s.add("far", s.two(leaf, FERN, dark(FERN, 0.3), 30, 0), rect(1214, 700, 76, 230, "#2c5c4c", 4), rect(1214, 1040, 76, 440, "#2c5c4c", 4), circ(1206, 1180, 15, GLOW))
    s.add("far", rect(690, 480, 740, 60, WHITE, 8), rect(690, 524, 740, 18, dark(WHITE, 0.14), 6))
    # wall lamp and number
    s.add("mid", s.glow(230, 760, 280, GLOW, 0.6), rect(206, 796, 48, 14, INK, 5), path(rpoly([(190, 700), (270, 700), (256, 800), (204, 800)], 10), "#ffe6a6"), path(poly([(178, 704), (282, 704), (230, 656)]), INK))
    s.add("mid", rect(-200, 1700, 2000, 30, "#efe2c6"), rect(-200, 1728, 2000, 400, "#cbb48c"))
    s.add("mid", rect(640, 1690, 840, 84, "#e7d6b4", 10), rect(640, 1756, 840, 30, "#b79d74", 8))
    s.add("mid", put(bush(s, MOSS, MOSS_D), 130, 1740, sx=1.7), put(flowers(4, -120, 140, 0, 150, 7), 110, 1740))
    s.add("mid", put(houseplant(s, "fern", CLAY, 2), 1500, 1730, sx=1.15))
    m = stand(s, MARGARET, 1070, 1740, 0.76, -0.7)
    m.set_head((m.neck[0] - 14, m.neck[1] - 92), flip=True, mouth="laugh", eyes="happy")
    mar = shadow(1070, 1736, 160, 18) + skirted(m, 1740, 0) + m.back_hair()
    mar += m.arm("r", (1190, 1130), -1, "relaxed", dim=True) + m.torso(flare=0.2) + m.neck_part() + m.head()
    mar += m.arm("l", (856, 1010), -1, "open", rot=196, flip=-1)
    s.add("subject", mar)
    a = stand(s, AMARA, 500, 1830, 0.84, 0.7)
    a.set_head((a.neck[0] + 12, a.neck[1] - 101), mouth="smile")
    x, y = a.neck
    body = shadow(510, 1826, 210, 24) + a.back_hair() + a.arm("r", (716, 1080), 1, "open", rot=-24, dim=True)
    body += legs(a, 1830, 8) + a.torso(flare=0.15) + a.neck_part() + a.head()
    body += line([(x + 70, y + 10), (x, y + 140), (x - 120, y + 330)], "#8a5a34", 18) + bag(s, x - 128, y + 320, 0.84, "#a8703f")
    s.add("subject", body + a.arm("l", (x - 110, y + 350), 1, "fist", rot=80))


_KEEP = (CREAM, DUSK_D, SAND, pot, smooth)

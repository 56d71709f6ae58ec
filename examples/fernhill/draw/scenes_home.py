"""At home: armchair, hallway, bedroom, stairs."""

import rooms
import things
from bodies import Fig
from gallery import picture
from nature import houseplant
from palette import (
    AMARA, BLUSH, CLAY, CLAY_D, CLAY_L, CREAM, DUSK, DUSK_D, DUSK_L, FERN, FERN_L, GLOW, INK, LEAF, MARGARET, MIST,
    MOSS, MOSS_D, NIGHT, PAPER, SAND, SAND_D, WHITE, WOOD, WOOD_D, WOOD_L,
)  # fmt: skip
from poses import pendant, shadow, sitting_lower, skirted, stand
from pen import circ, dark, ell, light, line, mix, path, poly, put, rect, rpoly, smooth, tube


@picture(
    "An older woman reads in her armchair by the window",
    "armchair, reading, window, afternoon, calm, at home, independence, Margaret",
    people="Margaret",
)
def armchair_window(s):
    s.add("sky", rooms.wall(s, "#e9d3ab"))
    s.add("sky", rooms.floor(s, 1640, "#b98a5e", skirting="#f3e6cb"))
    s.add("sky", rooms.light_patch([(930, 560), (1290, 640), (1290, 1230), (930, 1090)], "#fff1cc", 0.4))
    s.add("far", rooms.window(s, 110, 470, 430, 740, "day", 2, 3))
    s.add("far", rooms.rail(10, 400, 650))
    s.add("far", rooms.curtain(s, 20, 416, 180, 1180, BLUSH, -1))
    s.add("far", rooms.picture(s, 1110, 700, 230, 280, WOOD, rooms.landscape_art(s)))
    s.add("mid", rooms.rug(s, 820, 1790, 720, 120, "#b8674a"))
    s.add("mid", rooms.floor_lamp(s, 1440, 1720, 1.0, lit=False))
    s.add("mid", put(houseplant(s, "leafy", CREAM, 4), 205, 1700, sx=1.2))
    side = rooms.table(s, 1180, 1440, 240, 310, WOOD_L, 26, 30)
    s.add("mid", side, put(things.mug(s, DUSK_L, 0.85), 1290, 1440), things.steam(1286, 1326, 0.6))
    back, front, seat, arms = rooms.armchair(s, CLAY, 0.98)
    f = Fig(s, MARGARET, (790, 1020), 1.04, turn=-0.35, tall=410)
    f.set_head((776, 902), flip=True, eyes="down", tilt=7, mouth="smile")
    lap = sitting_lower(f, 1490, 1750)
    arm_r = f.arm("r", (930, 1272), -1, "wrap", rot=190, flip=1)
    arm_l = f.arm("l", (626, 1272), 1, "wrap", rot=-10)
    s.add("subject", put(shadow(0, 10, 420, 40) + back + front + seat, 800, 1750))
    s.add("subject", f.back_hair(), lap, f.torso(flare=0.15), f.neck_part(), f.head(), put(arms, 800, 1750))
    s.add("subject", put(things.book(s, 1.1, FERN_L), 776, 1352), arm_l, arm_r)


_KEEP = (CLAY_D, CLAY_L, DUSK, DUSK_D, FERN, GLOW, LEAF, MIST, MOSS, MOSS_D, NIGHT, PAPER, SAND, SAND_D, WHITE, WOOD_D, circ, mix, poly, rpoly)

"""Round the kitchen table."""

import rooms
import things
from bodies import Fig
from gallery import picture
from nature import houseplant
from palette import BLUSH, CLAY, CLAY_L, CREAM, DUSK, DUSK_L, FERN, FERN_L, GLOW, INK, JOANNE, MARGARET, MOSS, PAPER, SAND, WHITE, WOOD, WOOD_D
from poses import pendant
from pen import circ, dark, ell, light, line, mix, path, poly, put, rect, rpoly, smooth


@picture(
    "A mother and her daughter laugh together at the kitchen table",
    "kitchen table, laughing, daughter, mother, tea, together, family, Joanne, Margaret",
    people="Joanne, Margaret",
    wide=True,
)
def laughing_table(s):
    s.add("sky", rooms.wall(s, "#f0deba", 2400, 1600))
    s.add("far", rooms.window(s, 930, 260, 540, 560, "day", 2, 2))
    s.add("far", rooms.shelf(s, 1720, 560, 480, things.books(2, 1760, 560, 5) + put(things.mug(s, FERN_L, 0.8), 2020, 560) + put(things.mug(s, CLAY, 0.8), 2120, 560)))
    s.add("far", rooms.picture(s, 300, 330, 250, 310, WOOD, rooms.landscape_art(s)))
    s.add("mid", pendant(s, 1200, 250, 1.0))
    s.add("mid", put(houseplant(s, "leafy", CLAY, 7), 190, 1370, sx=1.6))
    j = Fig(s, JOANNE, (1560, 780), 1.08, turn=-0.7, lean=20).set_head((1530, 652), flip=True, mouth="laugh", eyes="happy", tilt=-5)
    m = Fig(s, MARGARET, (830, 820), 1.08, turn=0.7, lean=-20).set_head((852, 694), mouth="laugh", eyes="happy", tilt=5)
    ch = rooms.chair(s, 800, 1290, 1.5, WOOD) + rooms.chair(s, 1590, 1290, 1.5, WOOD)
    s.add("subject", ch)
    s.add("subject", m.back_hair(), m.arm("r", (1110, 1196), 1, "flat", rot=2, dim=True), m.torso(flare=0.2), m.neck_part(), m.head())
    s.add("subject", j.back_hair(), j.arm("l", (1290, 1196), -1, "flat", rot=180, flip=-1, dim=True), j.torso(flare=0.2), j.neck_part(), j.head())
    s.add("subject", rooms.tabletop(s, 1216, WOOD, 2400, 1600, edge=150))
    s.add("subject", put(things.teapot(s, FERN_L, 0.8), 1190, 1330), put(things.mug(s, CREAM, 1.15, band=CLAY), 930, 1380), put(things.mug(s, DUSK, 1.15, -1), 1490, 1380), things.steam(928, 1230, 0.8), things.steam(1490, 1230, 0.8))
    s.add("subject", m.arm("l", (800, 1250), 1, "flat", rot=8), j.arm("r", (1640, 1250), -1, "flat", rot=172, flip=-1))
    s.add("subject", ell(1960, 1400, 150, 26, WHITE), ell(1960, 1396, 110, 16, "#efe2c8"), path(smooth([(1880, 1390), (1890, 1340), (1960, 1320), (2030, 1344), (2040, 1390), (1960, 1402)]), "#d9a15c"))


_KEEP = (BLUSH, CLAY_L, DUSK_L, MOSS, PAPER, SAND, WOOD_D, circ, light, line, mix, poly, rpoly)

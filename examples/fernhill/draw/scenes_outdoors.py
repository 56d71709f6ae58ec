"""Out of doors: gate, path, raised bed, bench, street at dusk."""

import random

import rooms
import streets
import things
from bodies import Fig
from gallery import picture
from nature import bird, bush, cloud, fern, flowers, grass, hills, leaf_at, poplar, stone_path, tree
from palette import (
    AMARA, ARTHUR, CLAY, CLAY_D, CLAY_L, CREAM, DUSK, DUSK_D, DUSK_L, FERN, FERN_L, GLOW, INK, LEAF, MARGARET, MIST,
    MOSS, MOSS_D, NIGHT, NIGHT_L, PAPER, SAND, SAND_D, TOM, WHITE, WOOD, WOOD_D, WOOD_L,
)  # fmt: skip
from pen import circ, dark, ell, light, line, mix, path, poly, polar, put, rect, rpoly, smooth, tube
from poses import legs, shadow, sitting_lower, skirted, stand


def sky(s, top, low, w=1600, h=2000, sun=None):
    s.add("sky", rect(-200, -200, w + 400, h + 400, low), rect(-200, -200, w + 400, h * 0.8 + 200, s.lin(top, low)))
    if sun:
        x, y, r = sun
        s.add("sky", s.glow(x, y, r * 5, "#fff0c0", 0.8), circ(x, y, r, "#fff4d0"))


def lawn(s, y, colour="#98ad6c", w=1600, h=2000):
    return path(smooth([(-220, y + 20), (w * 0.3, y - 14), (w * 0.7, y + 16), (w + 220, y - 8), (w + 220, h + 220, 1), (-220, h + 220, 1)]), s.lin(light(colour, 0.14), dark(colour, 0.06)))


def hedge(s, x0, x1, y, h, colour=MOSS_D, seed=1):
    rng = random.Random(seed)
    pts = [(x0, y + 10, 1), (x0 - 6, y - h * 0.8)]
    x = x0 + 40
    while x < x1 - 30:
        pts.append((x, y - h * rng.uniform(0.94, 1.08)))
        x += rng.uniform(70, 120)
    pts += [(x1 + 6, y - h * 0.8), (x1, y + 10, 1)]
    tufts = "".join(line(f"M{rng.uniform(x0 + 30, x1 - 60):.0f} {rng.uniform(y - h * 0.8, y - 20):.0f}q16 -18 32 0", light(colour, 0.2), 5) for _ in range(int((x1 - x0) / 60)))
    return s.two(smooth(pts), colour, dark(colour, 0.2), 22, 22) + tufts


@picture(
    "A garden gate stands ajar in the morning light",
    "garden gate, morning, path, cottage, ajar, coming home, sunlight, welcome",
    "wide",
    wide=True,
)
def garden_gate(s):
    sky(s, "#f2d9a6", "#fdf2d8", 2400, 1600, (560, 420, 84))
    s.add("sky", cloud(1500, 240, 1.5), cloud(1980, 380, 1.0), cloud(980, 170, 0.9))
    s.add("far", put(hills(-200, 900, 2800, 900, "#c3cb95", "#a9ba80"), 0, 0), put(tree(s, "#93a869", "#7c9559"), 380, 1010, sx=0.9), put(poplar(s, "#6f8f62", "#557a50"), 2060, 1040, sx=1.1), put(poplar(s, "#6f8f62", "#557a50"), 2210, 1040, sx=0.86))
    s.add("far", put(streets.house(s, 560, 400, "#f3e3c3", CLAY_L, (), FERN, "#a9bfc6", WHITE), 1260, 1040))
    s.add("mid", lawn(s, 1030, "#9fb274", 2400, 1600), stone_path(s, (1420, 1040, 46), (1130, 1900, 330), "#eedcb6"))
    s.add("mid", put(bush(s, MOSS, MOSS_D), 1140, 1080, sx=0.8), put(bush(s, MOSS_D, FERN_L), 1790, 1090, sx=0.9), put(flowers(31, -180, 180, 0, 110, 10), 1780, 1110))
    s.add("near", hedge(s, -240, 800, 1400, 330, MOSS_D, 3), hedge(s, 1590, 2640, 1400, 330, MOSS_D, 5))
    s.add("near", put(flowers(7, -380, 380, 0, 190, 16), 380, 1430), put(flowers(9, -380, 380, 0, 190, 16), 2010, 1430))
    g = dark(WHITE, 0.04)
    posts = "".join(s.two(rpoly([(x, 900), (x + 74, 900), (x + 74, 1440), (x, 1440)], 6), g, dark(WHITE, 0.2), 24, 0) + rect(x - 12, 880, 98, 28, WHITE, 6) + circ(x + 37, 852, 32, WHITE) + path(smooth([(x + 50, 826), (x + 69, 852), (x + 50, 878), (x + 58, 852)]), dark(WHITE, 0.18)) for x in (800, 1520))
    gate = ""
    for i in range(6):
        t = i / 5
        x, top, bottom = 878 + 330 * t, 980 - 40 * (1 - t) - 60 * (4 * t * (1 - t)) * 0.4, 1400 + 60 * t
        gate += path(rpoly([(x, top + 20), (x + 22, top), (x + 44, top + 20), (x + 44, bottom), (x, bottom)], 5), WHITE) + path(poly([(x + 34, top + 12), (x + 44, top + 20), (x + 44, bottom), (x + 34, bottom)]), dark(WHITE, 0.16))
    for y0, y1 in ((1060, 1076), (1320, 1372)):
        gate += path(rpoly([(872, y0), (1262, y1), (1262, y1 + 32), (872, y0 + 32)], 6), WHITE) + path(poly([(872, y0 + 24), (1262, y1 + 24), (1262, y1 + 32), (872, y0 + 32)]), dark(WHITE, 0.18))
    s.add("subject", posts, gate, circ(1240, 1216, 16, INK), put(grass(4, 740, 930, 1446, 60, 14)), put(grass(6, 1490, 1660, 1446, 60, 14)))
    s.add("subject", path(poly([(600, 480), (720, 440), (1500, 1600), (1040, 1600)]), "#fff3cc", opacity=0.2))


@picture(
    "Margaret walks along the garden path with her stick, Amara beside her",
    "garden path, walking stick, walking together, fresh air, support, carer, Amara, Margaret",
    "medium",
    "Amara, Margaret",
)
def garden_path_walk(s):
    sky(s, "#bcd6dc", "#f7efda", sun=(1270, 330, 70))
    s.add("sky", cloud(420, 380, 1.3), cloud(1060, 560, 0.9))
    s.add("far", hills(-200, 960, 2000, 700, "#bcc98f", "#a3b777"), put(poplar(s), 210, 1240, sx=1.3), put(poplar(s), 90, 1250, sx=1.0), put(tree(s), 1350, 1260, sx=1.35))
    s.add("mid", lawn(s, 1240, "#98ad6c"), hedge(s, -240, 560, 1300, 130, MOSS_D, 8), hedge(s, 1180, 1840, 1300, 120, MOSS_D, 9))
    s.add("mid", stone_path(s, (760, 1250, 90), (800, 2100, 760), "#ead8b2"))
    s.add("near", put(flowers(12, -190, 190, 0, 200, 9), 150, 1640), put(flowers(15, -170, 170, 0, 190, 8), 1500, 1600), put(grass(2, -40, 330, 1660, 70, 24)), put(grass(3, 1330, 1640, 1620, 70, 20)))
    a = stand(s, AMARA, 590, 1810, 0.83, 0.5)
    a.set_head((a.neck[0] + 14, a.neck[1] - 98), mouth="smile")
    m = stand(s, MARGARET, 930, 1820, 0.78, 0.5)
    m.set_head((m.neck[0] + 10, m.neck[1] - 92), flip=True, mouth="laugh", eyes="happy", turn=0.8)
    x, y = m.neck
    s.add("subject", shadow(600, 1806, 190), shadow(930, 1816, 180))
    s.add("subject", a.back_hair(), legs(a, 1810, 40), a.torso(flare=0.15), a.neck_part(), a.head(), a.arm("l", (a.neck[0] - 170, a.neck[1] + 380), 1, "relaxed", rot=88))
    s.add("subject", m.shins((900, 968), 1660, 1770, 1), m.skirt(1690, 34), m.back_hair())
    stick = f'<path d="M1168 1800L1134 1222C1130 1170 1072 1168 1070 1208" fill="none" stroke="{WOOD_D}" stroke-width="19" stroke-linecap="round"/>' + rect(1157, 1788, 24, 22, INK, 6)
    s.add("subject", m.torso(flare=0.2), m.neck_part(), m.head(), m.arm("l", (x - 118, y + 270), 1, "relaxed", rot=60))
    s.add("subject", a.arm("r", (x - 190, y + 226), -1, "wrap", rot=0), stick, m.arm("r", (1096, y + 262), -1, "fist", rot=32))


@picture(
    "Arthur waters the vegetables in his raised bed",
    "gardening, raised bed, watering can, vegetables, hobby, independence, Arthur",
    "medium",
    "Arthur",
)
def raised_bed(s):
    sky(s, "#c4dade", "#f8efd9", sun=(300, 360, 66))
    s.add("sky", cloud(980, 330, 1.3), cloud(1350, 520, 0.8))
    s.add("far", put(tree(s, "#93a869", MOSS), 180, 1200, sx=1.4), hedge(s, -240, 1840, 1240, 190, "#82996a", 4))
    shed = rect(1080, 800, 400, 460, "#7f99a6") + "".join(rect(1080 + i * 50, 800, 4, 460, "#64808f") for i in range(1, 8)) + s.two(rpoly([(1040, 816), (1520, 816), (1450, 660), (1110, 660)], 8), CLAY_L, CLAY, 24, 0)
    shed += rect(1140, 920, 130, 130, WHITE, 6) + rect(1150, 930, 110, 110, MIST) + rect(1200, 930, 10, 110, WHITE) + rect(1150, 980, 110, 10, WHITE) + rect(1330, 900, 110, 360, FERN_L, 5) + circ(1352, 1090, 8, GLOW)
    s.add("far", shed)
    s.add("mid", lawn(s, 1236, "#98ad6c"), put(bush(s, MOSS, MOSS_D), 80, 1420, sx=1.2), path(smooth([(-220, 1640), (500, 1600), (1100, 1640), (1820, 1600), (1820, 2220, 1), (-220, 2220, 1)]), "#e4d2aa"))
    a = stand(s, ARTHUR, 560, 1830, 0.82, 0.7)
    a.set_head((a.neck[0] + 26, a.neck[1] - 96), mouth="smile", eyes="down", tilt=6)
    x, y = a.neck
    hand = (850, y + 288)
    s.add("subject", shadow(570, 1826, 200), a.back_hair(), a.arm("r", (hand[0] - 6, hand[1] + 4), 1, "fist", rot=20, dim=True), legs(a, 1830, 10), a.torso(), a.neck_part(), a.head())
    drops = "".join(line([(1150 + i * 26, hand[1] + 96 + (i % 2) * 12), (1192 + i * 38, hand[1] + 200), (1216 + i * 46, hand[1] + 318)], "#8fb7c9", 6, stroke_dasharray="26 22") for i in range(4))
    bed = ""
    rng = random.Random(5)
    for i in range(5):
        bx = 1000 + i * 108
        if i % 2 == 0:
            bed += "".join(leaf_at(bx, 1560, 270 + t, 120, 66, (MOSS, LEAF, MOSS_D)[j % 3]) for j, t in enumerate((-62, 62, -34, 34, 0)))
        else:
            bed += line([(bx, 1560), (bx + 4, 1400), (bx, 1330)], MOSS_D, 7) + "".join(leaf_at(bx, 1540 - j * 38, 270 + (52 if j % 2 else -52), 72, 34, MOSS) for j in range(5))
            bed += "".join(circ(bx + rng.uniform(-34, 34), 1400 + j * 44, 19, CLAY) for j in range(3))
    wood = rect(900, 1540, 900, 40, "#5e4630") + "".join(s.two(rpoly([(890, 1556 + j * 78), (1900, 1556 + j * 78), (1900, 1628 + j * 78), (890, 1628 + j * 78)], 8), WOOD_L if j == 0 else WOOD, dark(WOOD, 0.2), 0, 14) for j in range(3)) + s.two(rpoly([(880, 1536), (940, 1536), (940, 1800), (880, 1800)], 8), WOOD_D, dark(WOOD_D, 0.2), 16, 0)
    s.add("subject", bed, wood, drops, put(streets.watering_can(s, DUSK), hand[0] + 40, hand[1] + 2, rot=16))
    s.add("subject", a.arm("l", hand, 1, "fist", rot=10))


@picture(
    "A street of houses at dusk with one lit window",
    "street, dusk, evening, houses, lit window, home, alone, neighbourhood",
    "wide",
    wide=True,
)
def street_dusk(s):
    s.add("sky", rect(-200, -200, 2800, 2000, "#e0a37c"), rect(-200, -200, 2800, 1500, s.lin("#2c4059", "#5b6f8c", "#c58f7f", "#efb787")))
    rng = random.Random(3)
    s.add("sky", "".join(circ(rng.uniform(0, 2400), rng.uniform(30, 420), rng.uniform(2, 4.5), "#fff3d6", opacity=0.7) for _ in range(34)), path("M1960 188C2010 200 2036 250 2014 296C1996 334 1950 350 1912 334C1964 326 1992 290 1990 250C1989 222 1978 202 1960 188Z", "#fdeec6"))
    s.add("far", path(smooth([(-220, 960), (300, 840), (820, 930), (1400, 820), (2000, 920), (2620, 840), (2620, 1700, 1), (-220, 1700, 1)]), "#56607a"), put(poplar(s, "#3f4f63", "#34445a"), 90, 1110, sx=1.2), put(tree(s, "#46566a", "#384a5e"), 2310, 1130, sx=1.2))
    tones = (("#6f6877", "#3e4658"), ("#5f6f83", "#4a3f48"), ("#83695f", "#39465a"), ("#66748a", "#3f3c49"), ("#77707c", "#39465a"))
    row = ""
    for i, (wall, roof) in enumerate(tones):
        row += put(streets.house(s, 500, 560 + (i % 2) * 36, wall, roof, (1,) if i == 2 else (), FERN if i != 2 else CLAY, "#33485f", mix(wall, "#fff3dc", 0.3)), -60 + i * 502, 1230)
    s.add("mid", rect(-200, 1180, 2800, 620, "#4b5161"), row)
    s.add("near", rect(-200, 1226, 2800, 60, "#8b8288"), rect(-200, 1226, 2800, 10, "#a59a98"), rect(-200, 1284, 2800, 600, s.lin("#434a5b", "#2d3646")), "".join(rect(60 + i * 420, 1430, 200, 14, "#8e8f97", 7) for i in range(6)))
    s.add("near", path(poly([(1240, 1290), (1480, 1290), (1700, 1600), (1160, 1600)]), GLOW, opacity=0.1), streets.lamp_post(s, 420, 1262, 640), streets.lamp_post(s, 1990, 1262, 640))
    s.add("near", put(bush(s, "#465a55", "#384b4b"), 900, 1240, sx=0.7), put(bush(s, "#465a55", "#384b4b"), 1660, 1240, sx=0.6))


@picture(
    "A bird on the feeder outside the window",
    "bird feeder, window, birds, garden, small pleasures, morning, watching",
    "close",
)
def bird_feeder(s):
    s.add("sky", rect(-200, -200, 2000, 2400, "#f7efda"), rect(-200, -200, 2000, 1500, s.lin("#bcd8de", "#f7efda")), cloud(520, 420, 1.1))
    s.add("far", hills(-200, 1100, 2000, 800, "#c0cc96", "#a3b777"), put(tree(s, "#93a869", MOSS), 1250, 1360, sx=1.5), hedge(s, -240, 1840, 1480, 200, "#82996a", 14), put(flowers(21, -500, 500, 0, 130, 18), 640, 1490))
    x = 800
    feeder = rect(x - 4, -200, 8, 800, INK) + s.two(poly([(x - 170, 740), (x, 590), (x + 170, 740)]), CLAY, CLAY_D, 30, 10) + rect(x - 100, 736, 200, 260, "#dfe9e6", 8, opacity=0.75)
    feeder += path(smooth([(x - 96, 840, 1), (x - 30, 826), (x + 40, 846), (x + 96, 834, 1), (x + 96, 992, 1), (x - 96, 992, 1)]), "#c99a55") + "".join(ell(x - 80 + (i * 37) % 164, 858 + (i * 53) % 122, 8, 5, "#8d6330", rot=i * 31) for i in range(26))
    feeder += rect(x - 100, 736, 26, 260, "#fff", opacity=0.5) + rect(x - 120, 730, 240, 22, WOOD_D, 8) + rect(x - 190, 990, 380, 34, WOOD, 10) + rect(x - 190, 1012, 380, 12, WOOD_D, 6)
    s.add("subject", feeder, put(bird(1.75, DUSK, CLAY_L), 930, 992), put(bird(1.5, MOSS_D, GLOW), 640, 992, sx=-1, sy=1))
    frame = "".join(rect(a, b, c, d, WHITE) for a, b, c, d in ((-200, -200, 300, 2400), (1500, -200, 300, 2400))) + rect(-200, -200, 2000, 250, WHITE)
    frame += rect(100, 50, 16, 1600, dark(WHITE, 0.16)) + rect(100, 50, 1400, 16, dark(WHITE, 0.16)) + rect(1486, 50, 14, 1600, "#fff")
    s.add("near", frame, rect(-200, 1610, 2000, 600, WHITE), rect(-200, 1610, 2000, 26, "#fff"), rect(-200, 1740, 2000, 30, dark(WHITE, 0.14)), rect(-200, 1770, 2000, 500, "#e6cfa3"))
    s.add("near", put(things.mug(s, CLAY, 1.35, 1, band=CREAM), 1230, 1726), things.steam(1226, 1536, 0.9, opacity=0.9), rect(270, 1706, 250, 26, DUSK, 4), rect(286, 1682, 220, 26, CREAM, 4))


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
    s.add("far", hills(-200, 800, 2800, 900, "#c0cc96", "#a9ba80"), put(poplar(s), 1960, 1080, sx=1.25), put(poplar(s), 2110, 1090, sx=1.0), put(tree(s, MOSS, MOSS_D), 420, 1130, sx=1.75))
    s.add("mid", lawn(s, 1070, "#98ad6c", 2400, 1600), hedge(s, 760, 1720, 1130, 190, MOSS_D, 6))
    s.add("mid", put(flowers(41, -260, 260, 0, 170, 12), 1960, 1280), put(flowers(43, -240, 240, 0, 170, 11), 300, 1300), put(bush(s), 2260, 1300, sx=1.3))
    back, front, arms = streets.bench(s, 1060)
    b = lambda c: put(c, 1200, 1460)  # noqa: E731
    a = Fig(s, ARTHUR, (930, 830), 0.84, turn=0.4, tall=420)
    a.set_head((942, 732), mouth="laugh", eyes="happy", tilt=4)
    m = Fig(s, MARGARET, (1440, 856), 0.8, turn=-0.4, tall=420)
    m.set_head((1426, 762), flip=True, mouth="smile", eyes="open", tilt=-2)
    s.add("subject", shadow(1200, 1462, 640, 30), b(back), b(front))
    s.add("subject", sitting_lower(a, 1230, 1424, skirt=False, spread=1.05), a.torso(), a.neck_part(), a.head())
    s.add("subject", m.back_hair(), sitting_lower(m, 1230, 1424), m.torso(flare=0.15), m.neck_part(), m.head())
    s.add("subject", b(arms), a.arm("r", (1066, 1160), -1, "flat", rot=24), a.arm("l", (800, 1150), 1, "flat", rot=60))
    cup = put(things.mug(s, CLAY, 0.7, 1), 1386, 1130)
    s.add("subject", m.arm("r", (1450, 1092), -1, "wrap", rot=180, flip=-1), cup, things.steam(1384, 1030, 0.5), m.arm("l", (1328, 1094), 1, "wrap", rot=0))


_KEEP = (DUSK_L, DUSK_D, NIGHT, NIGHT_L, PAPER, SAND, SAND_D, TOM, WOOD_D, fern, polar, tube, rooms, skirted)

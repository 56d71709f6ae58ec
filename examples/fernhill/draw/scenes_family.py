"""The family: the desk, the drive home, the call, the photographs."""

import random

import furniture
import heads
import rooms
import streets
import things
from bodies import Fig
from gallery import picture
from nature import houseplant
from palette import (
    CLAY,
    CLAY_D,
    CLAY_L,
    CREAM,
    DANIEL,
    DUSK,
    DUSK_D,
    DUSK_L,
    FERN,
    FERN_L,
    GLOW,
    INK,
    JOANNE,
    MARGARET,
    MOSS,
    PAPER,
    WHITE,
    WOOD,
    WOOD_D,
    WOOD_L,
)  # fmt: skip
from pen import circ, dark, ell, light, line, path, poly, put, rect, rpoly, smooth, tube


def portrait(s, who, ground, flip=False, mouth="smile", **face):
    """A head and shoulders, in a 300 x 300 square with its middle at the origin."""
    back, front = heads.head(s, who, "three", flip, mouth, **face)
    body = path(
        smooth([(-150, 190), (-136, 120), (-60, 84), (60, 84), (136, 120), (150, 190)]), who.top
    )
    neck = path(tube([(0, 30), (0, 96)], [66, 88]), who.shade)
    return (
        rect(-200, -200, 400, 400, ground)
        + put(back, 0, -10, sx=-0.9 if flip else 0.9, sy=0.9)
        + body
        + neck
        + put(front, 0, -10, sx=-0.9 if flip else 0.9, sy=0.9)
    )


@picture(
    "Joanne looks at her phone at the office desk in the late light",
    "office, desk, daughter, phone, late, worry, working, evening, Joanne",
    "medium",
    "Joanne",
)
def daughter_desk(s):
    s.add("sky", rooms.wall(s, "#b9b3aa", glow=(0.3, 0.3)))
    s.add("far", rooms.window(s, 170, 300, 780, 760, "dusk", 3, 1, "#e6ddcc", view=False))
    rng = random.Random(8)
    blocks = ""
    for x, w, h in (
        (176, 130, 300),
        (300, 160, 420),
        (470, 120, 260),
        (600, 170, 380),
        (780, 160, 300),
    ):
        blocks += rect(x, 1056 - h, w, h, "#3b4a62")
        for _ in range(9):
            blocks += rect(
                x + 14 + rng.randrange(0, max(1, (w - 40) // 26)) * 26,
                1056 - h + 20 + rng.randrange(0, (h - 50) // 36) * 36,
                14,
                20,
                GLOW if rng.random() < 0.6 else "#5a6a82",
                2,
            )
    s.add(
        "far",
        blocks,
        rect(422, 300, 18, 760, "#e6ddcc"),
        rect(682, 300, 18, 760, "#e6ddcc"),
        path(poly([(210, 300), (420, 300), (170, 700), (170, 420)]), "#fff", opacity=0.1),
    )
    s.add(
        "mid",
        furniture.shelf(
            s,
            1120,
            760,
            420,
            things.books(7, 1150, 760, 6)
            + put(houseplant(s, "leafy", CREAM, 5), 1450, 760, sx=0.62),
        ),
    )
    f = Fig(s, JOANNE, (740, 1000), 1.22, turn=0.25)
    f.set_head((752, 858), eyes="down", mouth="calm", tilt=8)
    back = s.two(
        smooth(
            [(500, 1500, 1), (486, 1120), (560, 1010), (920, 1010), (1000, 1120), (986, 1500, 1)]
        ),
        "#41505c",
        "#2f3c47",
        26,
        8,
    )
    s.add("subject", back, f.back_hair(), f.torso(flare=0.1), f.neck_part(), f.head())
    s.add("near", furniture.tabletop(s, 1500, WOOD_L, edge=130))
    lap = (
        s.two(
            rpoly([(1120, 1190), (1580, 1150), (1596, 1486), (1136, 1500)], 16),
            "#2b3838",
            "#1b2626",
            16,
            8,
        )
        + path(rpoly([(1140, 1212), (1562, 1174), (1576, 1470), (1154, 1482)], 10), "#3d5058")
        + path(rpoly([(1080, 1500), (1596, 1486), (1640, 1530), (1060, 1540)], 10), "#56646a")
    )
    s.add("near", lap)
    s.add(
        "near",
        furniture.lamp(s, 210, 1560, 1.15, base=FERN_L),
        put(things.mug(s, DUSK, 1.2, -1), 430, 1620),
        rect(520, 1600, 300, 26, PAPER, 3),
        rect(532, 1584, 280, 20, CREAM, 3),
    )
    phone_p = put(
        things.phone(s, 150, 290, "#fff4d8")
        + circ(75, 84, 26, CLAY_L)
        + rect(34, 124, 82, 12, "#5d6b64", 6)
        + rect(28, 156, 70, 34, DUSK_L, 14)
        + rect(54, 200, 70, 34, MOSS, 14),
        838,
        1208,
        rot=10,
    )
    s.add(
        "near",
        s.glow(900, 1330, 240, "#fff0c0", 0.55),
        f.arm("l", (660, 1540), 1, "flat", rot=10),
        phone_p,
        f.arm("r", (986, 1440), -1, "wrap", rot=206, flip=-1),
    )


@picture(
    "Joanne drives home through the rain at dusk",
    "driving, car, rain, dusk, commute, distance, worry, evening, daughter, Joanne",
    "wide",
    "Joanne",
    wide=True,
)
def daughter_car_rain(s):
    s.add(
        "sky",
        rect(-200, -200, 2800, 2000, "#c49a86"),
        rect(-200, -200, 2800, 1400, s.lin("#34465d", "#5d6f86", "#b7958b")),
    )
    s.add(
        "far",
        path(
            smooth(
                [
                    (-220, 900),
                    (400, 800),
                    (1000, 880),
                    (1700, 790),
                    (2620, 880),
                    (2620, 1700, 1),
                    (-220, 1700, 1),
                ]
            ),
            "#57647a",
        ),
    )
    far = ""
    for i in range(6):
        far += put(
            streets.house(
                s,
                420,
                360,
                ("#68728a", "#5d6a82", "#746d7c")[i % 3],
                "#414a5f",
                (0,) if i == 1 else ((2,) if i == 4 else ()),
                "#3a5a55",
                "#3d4f68",
                "#8f94a4",
            ),
            -120 + i * 450,
            1120,
        )
    s.add("mid", rect(-200, 1090, 2800, 700, "#4d5567"), far)
    s.add(
        "mid",
        rect(-200, 1110, 2800, 50, "#807d86"),
        rect(-200, 1156, 2800, 700, s.lin("#4a5263", "#2c3544")),
        "".join(rect(-40 + i * 460, 1440, 230, 16, "#a5a4a8", 8, opacity=0.8) for i in range(6)),
    )
    s.add("mid", streets.lamp_post(s, 300, 1150, 700), streets.lamp_post(s, 2120, 1150, 700))
    beam = path(
        poly([(1790, 1062), (2700, 960), (2700, 1400), (1790, 1130)]), "#ffe9ad", opacity=0.22
    )
    refl = "".join(
        rect(x, 1352 + i * 26, w, 8, c, 4, opacity=0.5)
        for i, (x, w, c) in enumerate(
            (
                (760, 760, CLAY),
                (900, 560, CLAY_L),
                (1780, 330, GLOW),
                (1840, 240, GLOW),
                (1000, 300, CLAY),
            )
        )
    )
    back, front = heads.head(s, JOANNE, "profile", eyes="open", mouth="calm")
    driver = (
        path(
            smooth([(560, -240), (596, -356), (690, -366), (730, -300), (760, -240)]), JOANNE.top_d
        )
        + put(back + front, 668, -392, sx=0.42)
        + line([(700, -322), (770, -330), (806, -322)], JOANNE.top, 24)
        + circ(818, -326, 13, JOANNE.skin)
        + line([(836, -370), (812, -290)], INK, 10)
    )
    s.add("subject", beam, refl, put(streets.car(s, driver, CLAY), 600, 1340, sx=1.08))
    rng = random.Random(17)
    s.add(
        "near",
        "".join(
            line(f"M{x} {y}l-14 {h}", "#d5e0ea", 3.4, opacity=0.5)
            for x, y, h in (
                (rng.randrange(0, 2400), rng.randrange(0, 1500), rng.randrange(40, 80))
                for _ in range(130)
            )
        ),
    )
    s.add(
        "near",
        "".join(
            ell(rng.randrange(0, 2400), rng.randrange(1380, 1580), 22, 5, "#c9d5e0", opacity=0.35)
            for _ in range(24)
        ),
    )


@picture(
    "Daniel talks with his mother on a video call",
    "video call, son, laptop, mother, distance, conversation, evening, Daniel, Margaret",
    "medium",
    "Daniel, Margaret",
)
def video_call(s):
    s.add("sky", rooms.wall(s, "#a9bac2", glow=(0.7, 0.45)))
    s.add(
        "far",
        rooms.window(s, 130, 300, 400, 560, "night", 2, 2),
        furniture.shelf(
            s,
            1020,
            560,
            480,
            things.books(3, 1060, 560, 7) + put(houseplant(s, "fern", CLAY, 8), 1420, 560, sx=0.8),
        ),
    )
    s.add("mid", furniture.lamp(s, 190, 1440, 1.2, base=CLAY))
    f = Fig(s, DANIEL, (390, 1010), 1.22, turn=0.9)
    f.set_head((420, 868), view="profile", mouth="smile", eyes="open")
    s.add(
        "subject",
        f.arm("r", (700, 1180), 1, "open", rot=-50, dim=True),
        f.torso(),
        f.neck_part(),
        f.head(),
    )
    s.add("subject", furniture.tabletop(s, 1500, WOOD, edge=130))
    w, h, x, y = 640, 490, 690, 950
    lap = (
        rect(x - 4, y + 10, w + 20, h + 30, INK, 34, opacity=0.2)
        + rect(x - 22, y - 22, w + 44, h + 64, "#27333a", 30)
        + rect(x, y, w, h, "#f4dfb4", 10)
    )
    scr = s.lin("#f8ecd0", "#ecd09c")
    inner = (
        rect(x, y, w, h, scr)
        + rooms.window(s, x + 40, y + 50, 150, 190, "day", 2, 2)
        + rooms.picture(s, x + 490, y + 60, 110, 130, WOOD)
    )
    m = Fig(s, MARGARET, (x + 330, y + 356), 0.86, turn=-0.3)
    m.set_head((x + 322, y + 248), flip=True, mouth="laugh", eyes="happy")
    inner += (
        m.back_hair()
        + m.torso()
        + m.neck_part()
        + m.head()
        + m.arm("l", (x + 128, y + 300), -1, "open", rot=-100, flip=1)
    )
    inner += (
        circ(x + 290, y + 446, 26, "#fff", opacity=0.85)
        + circ(x + 410, y + 446, 26, CLAY)
        + rect(x + 398, y + 441, 24, 10, WHITE, 5)
        + ell(x + 290, y + 446, 9, 12, DUSK_D)
    )
    lap += s.clip(rpoly([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], 10), inner)
    lap += (
        path(
            rpoly(
                [
                    (x - 60, y + h + 40),
                    (x + w + 60, y + h + 40),
                    (x + w + 150, y + h + 130),
                    (x - 150, y + h + 130),
                ],
                16,
            ),
            "#6b7a80",
        )
        + path(
            rpoly(
                [
                    (x - 20, y + h + 52),
                    (x + w + 20, y + h + 52),
                    (x + w + 50, y + h + 92),
                    (x - 50, y + h + 92),
                ],
                8,
            ),
            "#45535a",
        )
        + rect(x - 148, y + h + 124, w + 296, 12, "#3d494f", 6)
    )
    s.add(
        "subject",
        lap,
        put(things.mug(s, FERN_L, 1.3, 1), 1400, 1680),
        things.steam(1396, 1510, 0.9),
    )
    s.add("subject", f.arm("l", (470, 1600), 1, "flat", rot=6))


@picture(
    "Family photographs in frames on the sideboard",
    "family photos, frames, sideboard, memories, home, generations",
    "medium",
    wide=True,
)
def photo_frames(s):
    s.add("sky", rooms.wall(s, "#dccfb4", 2400, 1600))
    s.add(
        "sky",
        rooms.light_patch([(240, 260), (800, 120), (800, 980), (240, 1040)], "#fff6dc", 0.5),
        rooms.light_patch([(880, 102), (1320, 0), (1320, 930), (880, 972)], "#fff6dc", 0.36),
    )
    s.add("sky", rooms.floor(s, 1480, "#a9805a", 2400, 1600))
    top = 1130
    side = (
        "".join(rect(xx, 1420, 40, 130, WOOD_D, 8) for xx in (330, 2030))
        + rect(260, top, 1880, 310, WOOD, 20)
        + rect(240, top - 30, 1920, 56, light(WOOD, 0.14), 16)
        + rect(240, top + 8, 1920, 18, dark(WOOD, 0.2), 8)
    )
    for i in range(3):
        xx = 300 + i * 610
        side += (
            rect(xx, top + 60, 570, 210, dark(WOOD, 0.14), 12)
            + rect(xx + 6, top + 66, 558, 198, WOOD_L, 10)
            + circ(xx + 285, top + 164, 19, GLOW)
        )
    s.add("mid", shadow_line(1200, 1552, 960), side)
    photos = (
        (760, 330, 400, CLAY_D, portrait(s, JOANNE, "#d5dcc6", mouth="laugh", eyes="happy")),
        (1130, 420, 520, FERN, portrait(s, MARGARET, "#f0d8a8")),
        (1570, 330, 400, WOOD_D, portrait(s, DANIEL, "#c5d4d8", flip=True)),
    )
    for x, w, h, frame, art in photos:
        y = top - 30 - h
        out = (
            path(
                poly([(x + w * 0.2, top - 30), (x + w + 60, top - 30), (x + w, y + 60)]),
                INK,
                opacity=0.12,
            )
            + rect(x, y, w, h, frame, 14)
            + rect(x + w - 12, y + 6, 12, h - 6, dark(frame, 0.25), 8)
            + rect(x + 26, y + 26, w - 52, h - 52, PAPER, 4)
        )
        d = rpoly(
            [
                (x + 48, y + 48),
                (x + w - 48, y + 48),
                (x + w - 48, y + h - 48),
                (x + 48, y + h - 48),
            ],
            4,
        )
        out += s.clip(d, put(art, x + w / 2, y + h * 0.53, sx=(h - 96) / 318))
        s.add("subject", out)
    s.add(
        "subject",
        furniture.lamp(s, 470, top - 28, 1.1, base=DUSK),
        put(things.flower_vase(s, 1.3, DUSK_L, 5), 2010, top - 28),
    )


def shadow_line(x, y, rx):
    return ell(x, y, rx, 20, INK, opacity=0.18)

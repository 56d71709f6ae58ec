"""Houses, streets, fences, gates and the family car."""

from palette import (
    CLAY,
    DUSK,
    FERN,
    GLOW,
    INK,
    NIGHT_L,
    WHITE,
    WOOD,
)
from pen import boxed, circ, dark, ell, light, line, path, poly, put, rect, rpoly


def _drape(x, y, w, h):
    return f"M{x:.0f} {y:.0f}h{w:.0f}q0 {h * 0.55:.0f} {-w:.0f} {h * 0.8:.0f}z"


def house(s, w, h, wall, roof, lit=(), door=FERN, pane=NIGHT_L, trim=None):
    """A terraced house on the origin's baseline, left edge at x = 0; windows 0-2 (up, up, down)."""
    trim = trim or light(wall, 0.3)
    out = rect(0, -h, w, h, s.lin(light(wall, 0.06), wall)) + rect(
        w - w * 0.08, -h, w * 0.08, h, dark(wall, 0.12)
    )
    out += rect(w * 0.68, -h - 190, w * 0.16, 150, dark(wall, 0.1)) + rect(
        w * 0.66, -h - 200, w * 0.2, 22, dark(wall, 0.24)
    )
    out += "".join(rect(w * x, -h - 232, w * 0.05, 36, dark(roof, 0.1), 4) for x in (0.7, 0.78))
    out += s.two(
        rpoly([(-26, -h + 6), (w + 26, -h + 6), (w - 60, -h - 150), (60, -h - 150)], 8),
        roof,
        dark(roof, 0.2),
        26,
        0,
    )
    out += rect(-30, -h, w + 60, 20, dark(roof, 0.25), 8)
    spots = ((w * 0.14, -h * 0.86), (w * 0.58, -h * 0.86), (w * 0.5, -h * 0.42))
    for i, (x, y) in enumerate(spots):
        ww, wh = (w * 0.28, h * 0.28) if i < 2 else (w * 0.4, h * 0.28)
        glow = i in lit
        if glow:
            out += s.glow(x + ww / 2, y + wh / 2, w * 0.75, GLOW, 0.75)
        out += rect(x - 12, y - 12, ww + 24, wh + 24, trim, 5)
        out += rect(x, y, ww, wh, s.lin("#fff0bd", GLOW) if glow else s.lin(pane, dark(pane, 0.15)))
        if glow:
            out += path(
                _drape(x, y, ww * 0.3, wh),
                "#e6a860",
            ) + path(
                _drape(x + ww, y, -ww * 0.3, wh),
                "#d98f4c",
            )
        out += (
            rect(x + ww / 2 - 5, y, 10, wh, trim)
            + rect(x, y + wh / 2 - 5, ww, 10, trim)
            + rect(x - 22, y + wh + 10, ww + 44, 16, trim, 4)
        )
    out += rect(w * 0.12, -h * 0.46, w * 0.28, h * 0.46, trim, 6) + rect(
        w * 0.15, -h * 0.43, w * 0.22, h * 0.43, door, 4
    )
    out += rect(
        w * 0.18, -h * 0.4, w * 0.16, h * 0.09, dark(pane, 0.05) if 3 not in lit else GLOW, 3
    ) + circ(w * 0.34, -h * 0.2, 7, GLOW)
    return out + rect(w * 0.08, -16, w * 0.36, 18, dark(wall, 0.16), 4)


def picket(x0, x1, y, height=150, colour=WHITE, step=46):
    out = rect(x0, y - height * 0.74, x1 - x0, 16, dark(colour, 0.1)) + rect(
        x0, y - height * 0.3, x1 - x0, 16, dark(colour, 0.1)
    )
    x = x0
    while x + 28 <= x1 + 1:
        out += path(f"M{x:.0f} {y}v{-height + 16:.0f}l14 -16l14 16v{height - 16:.0f}z", colour)
        x += step
    return out


def lamp_post(s, x, y, h=620, lit=True):
    out = s.glow(x, y - h, 260, GLOW, 0.65) if lit else ""
    out += rect(x - 7, y - h + 40, 14, h - 40, INK, 5) + rect(x - 18, y - 60, 36, 60, INK, 6)
    out += path(
        rpoly(
            [
                (x - 34, y - h - 34),
                (x + 34, y - h - 34),
                (x + 22, y - h + 44),
                (x - 22, y - h + 44),
            ],
            6,
        ),
        "#ffe9ae",
    )
    return out + path(poly([(x - 44, y - h - 30), (x + 44, y - h - 30), (x, y - h - 74)]), INK)


def car(s, driver="", colour=CLAY):
    """A small hatchback facing right, about 1180 long; the wheels stand on y = 0, x from 0."""
    d = dark(colour, 0.3)
    body = boxed(
        "M30 -150C26 -230 60 -290 150 -306L262 -320C330 -432 400 -480 520 -484L700 -486"
        "C800 -484 856 -436 930 -338L1080 -306C1150 -290 1176 -240 1172 -160"
        "C1172 -120 1150 -96 1116 -94"
        "L90 -94C50 -94 32 -116 30 -150Z",
        26,
        -486,
        1176,
        -94,
    )
    glass = "M318 -330C376 -416 430 -446 520 -448L556 -448V-318H330C316 -318 312 -322 318 -330Z"
    glass2 = "M596 -448H700C770 -446 816 -410 872 -338C878 -326 872 -318 860 -318H596Z"
    out = ell(600, -2, 600, 26, INK, opacity=0.3)
    out += s.clip(
        body,
        rect(0, -500, 1200, 420, colour),
        rect(0, -178, 1200, 100, d),
        path("M30 -306L1180 -306L1180 -290L30 -290Z", light(colour, 0.2)),
    )
    pane = s.lin("#4a627a", "#23384c", angle=60)
    out += path(glass, pane) + s.clip(
        boxed(glass2, 596, -448, 876, -318), rect(590, -460, 300, 150, pane), driver
    )
    out += path("M600 -440L660 -440L606 -330L600 -330Z", "#fff", opacity=0.12) + path(
        "M420 -420L480 -440L400 -330L350 -330Z", "#fff", opacity=0.12
    )
    out += (
        line([(576, -316), (572, -200), (590, -108)], d, 5)
        + line([(900, -306), (896, -200), (880, -120)], d, 5)
        + rect(604, -270, 64, 14, d, 7)
        + rect(350, -270, 60, 14, d, 7)
    )
    out += path("M858 -318L900 -350L922 -340L916 -310Z", d)
    out += path(
        "M1120 -290C1160 -280 1172 -250 1172 -220L1112 -226C1096 -240 1100 -280 1120 -290Z",
        "#fff2c4",
    ) + rect(30, -250, 34, 56, "#e8563a", 10)
    for x in (262, 952):
        out += (
            path(f"M{x - 128} -94C{x - 124} -236 {x + 124} -236 {x + 128} -94Z", "#16211f")
            + circ(x, -88, 94, "#1b2424")
            + circ(x, -88, 56, "#9aa6a6")
            + circ(x, -88, 46, "#76837f")
        )
        out += "".join(
            put(rect(-6, -42, 13, 42, "#4c5856"), x, -88, rot=a) for a in range(0, 360, 72)
        ) + circ(x, -88, 13, "#d9dfdc")
    return out


def watering_can(s, colour=DUSK):
    """A watering can; the top handle's middle is the origin, the rose points right."""
    d = dark(colour, 0.26)
    out = line("M-84 40C-90 -16 84 -16 84 44", d, 17)
    out += line([(80, 130), (170, 96), (236, 34)], d, 26) + line(
        [(80, 126), (168, 92), (236, 30)], colour, 20
    )
    out += put(rpoly_path(d), 246, 24, rot=42)
    return (
        out
        + s.two(rpoly([(-96, 36), (96, 36), (106, 200), (-106, 200)], 18), colour, d, 34, 0)
        + rect(-100, 32, 200, 18, light(colour, 0.2), 9)
    )


def rpoly_path(c):
    return path(rpoly([(-12, -20), (26, -46), (26, 46), (-12, 20)], 6), c)


def bench(s, w=1000, colour=WOOD):
    """(back, front) of a garden bench; origin at the middle of the ground line, seat at -250."""
    c, d = colour, dark(colour, 0.26)
    back = "".join(rect(x, -560, 34, 560, d, 8) for x in (-w / 2 + 20, w / 2 - 54))
    back += "".join(
        rect(-w / 2, -560 + i * 88, w, 56, c, 14) + rect(-w / 2, -518 + i * 88, w, 14, d, 7)
        for i in range(3)
    )
    front = rect(-w / 2 - 10, -262, w + 20, 44, light(c, 0.1), 14) + rect(
        -w / 2 - 10, -232, w + 20, 20, d, 8
    )
    front += "".join(rect(x, -214, 40, 216, d, 8) for x in (-w / 2 + 8, w / 2 - 48))
    arms = "".join(rect(x, -420, 30, 180, c, 8) for x in (-w / 2 - 4, w / 2 - 26)) + "".join(
        rect(x, -440, 74, 34, light(c, 0.1), 14) for x in (-w / 2 - 28, w / 2 - 46)
    )
    return back, front, arms

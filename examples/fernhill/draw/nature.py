"""Gardens and weather: hills, trees, bushes, ferns, flowers, pots, clouds."""

import random

from palette import CLAY, CLAY_L, DUSK, FERN, FERN_L, GLOW, LEAF, MOSS, MOSS_D, PAPER, WOOD_D
from pen import arc, circ, dark, ell, light, line, mix, path, polar, put, rpoly, smooth, tube


def hills(x, y, w, h, back=LEAF, front=MOSS):
    far = smooth(
        [
            (x - 40, y + h * 0.1),
            (x + w * 0.25, y - h * 0.22),
            (x + w * 0.55, y + h * 0.05),
            (x + w * 0.85, y - h * 0.16),
            (x + w + 40, y),
            (x + w + 40, y + h + 40, 1),
            (x - 40, y + h + 40, 1),
        ]
    )
    near = smooth(
        [
            (x - 40, y + h * 0.45),
            (x + w * 0.35, y + h * 0.2),
            (x + w * 0.75, y + h * 0.42),
            (x + w + 40, y + h * 0.25),
            (x + w + 40, y + h + 40, 1),
            (x - 40, y + h + 40, 1),
        ]
    )
    return path(far, back) + path(near, front)


def tree(s, leaf=MOSS, shade=MOSS_D, trunk=WOOD_D):
    """A round tree, 560 high, standing on the origin."""
    out = path(tube([(0, 6), (-6, -160), (4, -300)], [46, 32, 24]), trunk)
    out += line([(-2, -190), (50, -260)], trunk, 14) + line([(-4, -220), (-58, -290)], trunk, 12)
    crown = smooth(
        [
            (-170, -300),
            (-190, -400),
            (-110, -510),
            (10, -560),
            (130, -500),
            (180, -390),
            (150, -280),
            (40, -240),
            (-80, -246),
        ]
    )
    out += s.two(crown, leaf, shade, 46, 30)
    tufts = ((-90, -420), (10, -480), (60, -370), (-40, -330))
    return out + "".join(line(f"M{x - 22} {y}q22 -26 44 0", light(leaf, 0.22), 6) for x, y in tufts)


def poplar(s, leaf=FERN_L, shade=FERN, trunk=WOOD_D):
    """A slim tree, 560 high."""
    d = smooth(
        [
            (-62, -120),
            (-84, -260),
            (-50, -440),
            (0, -560),
            (50, -440),
            (84, -260),
            (62, -120),
            (0, -80),
        ]
    )
    return rect_trunk(trunk) + s.two(d, leaf, shade, 36, 6)


def rect_trunk(c):
    return path(rpoly([(-12, -140), (12, -140), (15, 4), (-15, 4)], 4), c)


def bush(s, leaf=MOSS, shade=MOSS_D):
    """A bush, about 300 wide and 190 high, standing on the origin."""
    d = smooth(
        [
            (-150, 6),
            (-166, -60),
            (-120, -120),
            (-60, -132),
            (-10, -186),
            (60, -172),
            (118, -130),
            (160, -70),
            (164, -10),
            (120, 10),
            (0, 12),
        ]
    )
    out = s.two(d, leaf, shade, 24, 18)
    return out + "".join(
        line(f"M{x - 14} {y}q14 -17 28 0", light(leaf, 0.24), 5)
        for x, y in ((-90, -70), (-10, -120), (50, -70), (-30, -40))
    )


def leaf_at(x, y, angle, length, width, colour):
    a, tip = (x, y), polar((x, y), angle, length)
    m = polar(a, angle, length * 0.45)
    p, q = polar(m, angle - 90, width / 2), polar(m, angle + 90, width / 2)
    return path(smooth([(*a, 1), p, (*tip, 1), q]), colour)


def fern(colour=FERN_L, rib=FERN, fronds=7, size=200, seed=1):
    """A fern growing from the origin: arched fronds with leaflets."""
    rng = random.Random(seed)
    out = ""
    order = sorted(range(fronds), key=lambda i: -abs(i - (fronds - 1) / 2))
    for i in order:
        t = i / (fronds - 1) * 2 - 1
        r = size * (1 - 0.18 * abs(t)) * rng.uniform(0.92, 1.06)
        tip = (t * r * 0.95, -r * (1 - 0.62 * t * t))
        mid = (t * r * 0.34, -r * 0.72 * (1 - 0.28 * abs(t)))
        c = mix(colour, rib, 0.15 + 0.5 * ((i % 3) / 2))
        spine = [(0, 0), mid, tip]
        out += line(spine, dark(c, 0.12), size * 0.022)
        for j in range(2, 10):
            q = j / 10
            x = 2 * q * (1 - q) * mid[0] * 1.28 + q * q * tip[0]
            y = 2 * q * (1 - q) * mid[1] * 1.28 + q * q * tip[1]
            ang = 270 + t * 40 + t * 75 * q
            ll = size * 0.26 * (1.06 - q)
            out += leaf_at(x, y, ang - 58, ll, ll * 0.36, c) + leaf_at(
                x, y, ang + 58, ll, ll * 0.36, c
            )
        out += leaf_at(tip[0], tip[1], 270 + t * 105, size * 0.06, size * 0.03, c)
    return out


def pot(s, colour=CLAY, k=1.0):
    """A terracotta pot, 150 wide and 130 high, standing on the origin."""
    d = dark(colour, 0.26)
    out = s.two(rpoly([(-62, -100), (62, -100), (46, 0), (-46, 0)], 12), colour, d, 20, 0)
    return put(
        out
        + s.two(
            rpoly([(-76, -132), (76, -132), (72, -90), (-72, -90)], 9), light(colour, 0.1), d, 22, 0
        ),
        sx=k,
    )


def houseplant(s, kind="leafy", colour=CLAY, seed=1):
    """A plant in a pot on the origin; about 380 high."""
    if kind == "fern":
        return put(fern(size=230, seed=seed), 0, -120) + pot(s, colour)
    rng = random.Random(seed)
    out = ""
    for i in range(9):
        t = i / 8 * 2 - 1
        base, tip = (
            (t * 22, -120),
            (t * 150 + rng.uniform(-12, 12), -260 - 130 * (1 - t * t) + rng.uniform(-20, 20)),
        )
        out += line([base, (t * 60, (base[1] + tip[1]) / 2), tip], FERN_L, 6)
        c = (FERN_L, MOSS, MOSS_D)[i % 3]
        out += leaf_at(tip[0] - t * 20, tip[1] + 20, 270 + t * 62, 112, 58, c)
        out += leaf_at(
            t * 60, (base[1] + tip[1]) / 2, 270 + t * 80 + 30, 78, 38, mix(c, FERN, 0.25)
        )
    return out + pot(s, colour)


def flower(x, y, r, petal=CLAY_L, heart=GLOW, petals=7):
    out = ""
    for i in range(petals):
        px, py = polar((x, y), 360 * i / petals - 90, r * 0.62)
        out += ell(px, py, r * 0.46, r * 0.28, petal, rot=360 * i / petals - 90)
    return out + circ(x, y, r * 0.34, heart)


def flowers(seed, x0, x1, y, height=150, count=9, tones=(CLAY_L, PAPER, GLOW, DUSK)):
    """A row of flowers on stems growing from the line y."""
    rng = random.Random(seed)
    out = ""
    for i in range(count):
        x = x0 + (x1 - x0) * (i + rng.uniform(0.2, 0.8)) / count
        h = height * rng.uniform(0.6, 1.0)
        top = (x + rng.uniform(-16, 16), y - h)
        out += line([(x, y), (x + rng.uniform(-8, 8), y - h / 2), top], MOSS_D, 5)
        out += leaf_at(x, y - h * 0.3, 270 + 48, h * 0.34, h * 0.12, MOSS) + leaf_at(
            x, y - h * 0.22, 270 - 50, h * 0.32, h * 0.12, MOSS_D
        )
        r = rng.uniform(18, 28)
        tone = tones[rng.randrange(len(tones))]
        if rng.random() < 0.6:
            out += flower(*top, r, tone, GLOW if tone != GLOW else CLAY)
        else:
            out += path(
                smooth(
                    [
                        (top[0] - r * 0.7, top[1]),
                        (top[0] - r * 0.5, top[1] - r),
                        (top[0], top[1] - r * 1.3),
                        (top[0] + r * 0.5, top[1] - r),
                        (top[0] + r * 0.7, top[1]),
                        (top[0], top[1] + r * 0.5),
                    ]
                ),
                tone,
            )
    return out


def grass(seed, x0, x1, y, height=60, count=40, colours=(MOSS, MOSS_D, LEAF)):
    rng = random.Random(seed)
    out = ""
    for i in range(count):
        x = x0 + (x1 - x0) * (i + rng.random()) / count
        h, b = height * rng.uniform(0.5, 1), rng.uniform(-22, 22)
        c = colours[rng.randrange(len(colours))]
        out += path(
            arc((x - 5, y), (x, y - h * 0.6), (x + b, y - h))
            + f"Q{x + 7:.0f} {y - h * 0.5:.0f} {x + 6:.0f} {y}Z",
            c,
        )
    return out


def cloud(x, y, k, colour="#fff7e8", opacity=0.75):
    d = smooth(
        [
            (-170, 20),
            (-150, -24),
            (-90, -30),
            (-50, -76),
            (30, -80),
            (70, -38),
            (130, -36),
            (176, 8),
            (150, 30),
            (0, 34),
        ]
    )
    return put(path(d, colour, opacity=float(opacity)), x, y, sx=k)


def stone_path(s, top, bottom, colour="#e5d3af"):
    """A path in perspective: top = (x, y, half width), bottom likewise."""
    (tx, ty, tw), (bx, by, bw) = top, bottom
    mid = (ty + by) / 2
    d = smooth(
        [
            (tx - tw, ty, 1),
            (tx + tw, ty, 1),
            (tx * 0.4 + bx * 0.6 + bw * 0.9, mid),
            (bx + bw, by, 1),
            (bx - bw, by, 1),
            (tx * 0.4 + bx * 0.6 - bw * 0.3, mid),
        ]
    )
    return s.two(d, colour, dark(colour, 0.1), 26, 0)


def bird(k=1.0, body=DUSK, belly=CLAY_L):
    """A small round bird facing right, perched on the origin."""
    out = path(smooth([(-96, -40, 1), (-30, -44), (-20, -20), (-40, -8)]), dark(body, 0.2))
    out += path(
        smooth([(-50, -30), (-30, -74), (14, -98), (48, -84), (56, -52), (34, -14), (-14, -6)]),
        body,
    )
    out += path(smooth([(56, -56), (50, -30), (20, -8), (-6, -10), (14, -36), (34, -64)]), belly)
    out += (
        path("M54 -74L78 -66L54 -58Z", GLOW)
        + circ(36, -72, 5, "#142022")
        + circ(34.5, -74, 1.6, "#fff")
    )
    out += path(
        smooth([(-44, -40), (-6, -60), (14, -44), (-8, -22), (-60, -22, 1)]), dark(body, 0.28)
    )
    out += line([(6, -8), (6, 4)], "#7a5530", 4) + line([(20, -10), (20, 4)], "#7a5530", 4)
    return put(out, sx=k)

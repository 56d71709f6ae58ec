"""What people wear, drawn inside the torso's outline, and the brand's sprig and badge."""

from palette import CLAY, CREAM, DUSK_D, FERN, GLOW, INK, MOSS_D, PAPER, WHITE
from pen import circ, dark, light, line, mix, path, poly, put, rect, rpoly, smooth, zigzag


# -- what people wear: drawn inside the torso's outline -------------------------------------
def _neckline(f, deep=70, wide=46):
    x, y, k = *f.neck, f.k
    sh = f.turn * 16 * k
    return poly(
        [
            (x - wide * k, y - 40 * k),
            (x + wide * k, y - 40 * k),
            (x + wide * k, y - 10 * k),
            (x + sh, y + deep * k),
            (x - wide * k, y - 10 * k),
        ]
    )


def _cardigan(f):
    w, k = f.who, f.k
    n, y = f.neck[0], f.neck[1]
    blouse = smooth(
        [
            (n - 50 * k, y - 40 * k),
            (n + 50 * k, y - 40 * k),
            (n + 44 * k, y + 30 * k),
            f.at(0.1, 0.22),
            f.at(0.13, 1.1),
            f.at(-0.13, 1.1),
            f.at(-0.1, 0.22),
            (n - 46 * k, y + 30 * k),
        ]
    )
    out = path(blouse, CREAM)
    sh = f.turn * 18 * k
    skin = path(
        poly(
            [
                (n - 36 * k, y - 30 * k),
                (n + 36 * k, y - 30 * k),
                (n + 30 * k, y + 6 * k),
                (n + sh, y + 54 * k),
                (n - 30 * k, y + 6 * k),
            ]
        ),
        mix(w.skin, w.shade, 0.5),
    )
    out += skin
    out += line([f.at(0, v) for v in (0.24, 0.6, 1.1)], "#dccfae", 3 * k)
    out += "".join(circ(*f.at(0.0, v), 6 * k, w.top_d) for v in (0.34, 0.52, 0.7, 0.88))
    for u, c in ((-0.16, light(w.top, 0.16)), (0.16, w.top_d)):
        out += line(
            [
                (n + (-58 if u < 0 else 58) * k, y - 20 * k),
                f.at(u, 0.2),
                f.at(u, 0.6),
                f.at(u, 1.1),
            ],
            c,
            17 * k,
        )
    for sign in (-1, 1):
        tip = (n + sh + sign * 40 * k, y + 84 * k)
        out += path(
            rpoly(
                [
                    (n + sign * 40 * k, y - 30 * k),
                    (n + sh * 0.6 + sign * 2 * k, y + 46 * k),
                    tip,
                    (n + sign * 66 * k, y + 14 * k),
                ],
                8 * k,
            ),
            WHITE if sign < 0 else "#ece0c6",
        )
    p0, p1 = f.at(-0.74, 0.7), f.at(-0.36, 0.7)
    out += line([p0, p1], w.top_d, 6 * k)
    return out


def _braces(f):
    w, k = f.who, f.k
    n, y = f.neck
    check = "".join(
        line([f.at(u, 0), f.at(u, 1)], light(w.top, 0.3), 3.2 * k)
        for u in (-0.75, -0.45, -0.15, 0.2, 0.5, 0.78)
    )
    check += "".join(
        line([f.at(-1.1, v), f.at(1.1, v)], light(w.top, 0.3), 3.2 * k)
        for v in (0.1, 0.26, 0.42, 0.58, 0.74, 0.9)
    )
    sh = f.turn * 16 * k
    placket = line([(n + sh, y + 40 * k), f.at(0, 0.5), f.at(0, 1.1)], light(w.top, 0.42), 17 * k)
    buttons = "".join(circ(*f.at(0, v), 5.4 * k, DUSK_D) for v in (0.2, 0.38, 0.56, 0.74))
    skin = path(_neckline(f, 44, 44), mix(w.skin, w.shade, 0.5))
    collar = ""
    for sign in (-1, 1):
        collar += path(
            rpoly(
                [
                    (n + sign * 44 * k, y - 34 * k),
                    (n + sh + sign * 2 * k, y + 36 * k),
                    (n + sh + sign * 40 * k, y + 80 * k),
                    (n + sign * 74 * k, y + 8 * k),
                ],
                7 * k,
            ),
            light(w.top, 0.45 if sign < 0 else 0.22),
        )
    strap = ""
    for u in (-0.56, 0.5):
        strap += line([f.at(u * 0.9, -0.1), f.at(u, 0.5), f.at(u * 0.96, 1.1)], CLAY, 23 * k)
        q = f.at(u * 0.98, 0.62)
        strap += path(
            rpoly(
                [
                    (q[0] - 15 * k, q[1] - 10 * k),
                    (q[0] + 15 * k, q[1] - 10 * k),
                    (q[0] + 15 * k, q[1] + 12 * k),
                    (q[0] - 15 * k, q[1] + 12 * k),
                ],
                4 * k,
            ),
            GLOW,
        )
    return check + placket + buttons + skin + collar + strap


def _coat(f):
    w, k = f.who, f.k
    n, y = f.neck
    sh = f.turn * 20 * k
    knit = path(
        smooth(
            [
                (n - 60 * k, y - 40 * k),
                (n + 60 * k, y - 40 * k),
                f.at(0.2, 0.3),
                f.at(0.12, 0.6),
                f.at(0.05, 0.62),
                f.at(-0.14, 0.3),
            ]
        ),
        CREAM,
    )
    neck = line(
        [(n - 46 * k, y - 4 * k), (n + sh * 0.6, y + 22 * k), (n + 48 * k, y - 4 * k)],
        "#e0cfa9",
        18 * k,
    )
    edge = line([f.at(0.06, 0.55), f.at(0.05, 0.8), f.at(0.04, 1.1)], w.top_d, 5 * k)
    out = knit + neck + edge
    lapel_l = rpoly(
        [
            (n - 58 * k, y - 36 * k),
            f.at(-0.46, 0.14),
            f.at(-0.3, 0.2),
            f.at(-0.34, 0.26),
            f.at(0.06, 0.6),
            (n + sh - 36 * k, y + 70 * k),
        ],
        9 * k,
    )
    lapel_r = rpoly(
        [
            (n + 58 * k, y - 36 * k),
            f.at(0.56, 0.14),
            f.at(0.42, 0.2),
            f.at(0.47, 0.26),
            f.at(0.08, 0.6),
            (n + sh + 42 * k, y + 70 * k),
        ],
        9 * k,
    )
    out += path(lapel_r, w.top_d) + path(lapel_l, light(w.top, 0.14))
    out += "".join(circ(*f.at(0.14, v), 8 * k, CLAY_BTN) for v in (0.68, 0.86))
    out += line([f.at(-0.78, 0.78), f.at(-0.4, 0.74)], w.top_d, 7 * k) + line(
        [f.at(0.5, 0.76), f.at(0.82, 0.8)], dark(w.top_d, 0.2), 7 * k
    )
    return out


CLAY_BTN = "#5f2616"


def _jumper(f):
    w, k = f.who, f.k
    n, y = f.neck
    sh = f.turn * 12 * k
    shirt = path(_neckline(f, 30, 52), mix(w.skin, w.shade, 0.6))
    collar = line(
        [(n - 52 * k, y - 12 * k), (n + sh, y + 30 * k), (n + 52 * k, y - 12 * k)],
        light(w.top, 0.12),
        20 * k,
    )
    hem = line([f.at(-1.1, 0.97), f.at(1.1, 0.97)], w.top_d, 22 * k)
    fold = line([f.at(-0.5, 0.66), f.at(-0.2, 0.74), f.at(0.06, 0.72)], w.top_d, 4 * k)
    return shirt + collar + hem + fold


def _tunic(f):
    w, k = f.who, f.k
    n, y = f.neck
    sh = f.turn * 20 * k
    v_tip = (n + sh, y + 96 * k)
    skin = path(
        poly(
            [
                (n - 48 * k, y - 40 * k),
                (n + 48 * k, y - 40 * k),
                (n + 46 * k, y - 4 * k),
                v_tip,
                (n - 46 * k, y - 4 * k),
            ]
        ),
        mix(w.skin, w.shade, 0.5),
    )
    trim = light(w.top, 0.24)
    pipe = line(
        zigzag(
            (n - 58 * k, y - 26 * k),
            (n - 44 * k, y + 2 * k),
            v_tip,
            (n + 44 * k, y + 2 * k),
            (n + 58 * k, y - 26 * k),
        ),
        trim,
        13 * k,
    )
    zip_ = line([(v_tip[0], v_tip[1]), f.at(0, 0.6), f.at(0, 1.1)], w.top_d, 5 * k)
    side = 1 if f.turn >= 0 else -1  # the badge sits where no near arm hides it
    pocket = f.at(-0.46 * side, 0.66)
    pk = rpoly(
        [
            (pocket[0] - 52 * k, pocket[1]),
            (pocket[0] + 52 * k, pocket[1]),
            (pocket[0] + 48 * k, pocket[1] + 110 * k),
            (pocket[0] - 48 * k, pocket[1] + 110 * k),
        ],
        12 * k,
    )
    out = (
        skin
        + pipe
        + zip_
        + path(pk, mix(w.top, w.top_d, 0.5))
        + line(
            [(pocket[0] - 50 * k, pocket[1] + 4 * k), (pocket[0] + 50 * k, pocket[1] + 4 * k)],
            trim,
            6 * k,
        )
    )
    b = f.at(0.4 * side, 0.3)
    if f.badge:
        out += put(badge(), *b, sx=k)
    return out


def badge():
    """A name badge: a cream card with the fern sprig and two bars for the name."""
    body = f'<rect x="-38" y="-26" width="76" height="56" rx="9" fill="{PAPER}"/>'
    sprig = put(frond(FERN), -17, 22, sx=0.26)
    bars = rect(-2, -8, 32, 8, INK, 4) + rect(-2, 8, 24, 6, MOSS_D, 3)
    return body + sprig + bars


def frond(colour, pairs=5, height=170):
    """A fern sprig standing on the origin."""
    out = line([(0, 0), (4, -height * 0.5), (0, -height)], colour, 9)
    for i in range(pairs):
        y = -height * (0.16 + 0.76 * i / pairs)
        r = (1 - i / (pairs + 1.2)) * 62
        for sign in (-1, 1):
            leaf = smooth(
                [
                    (0, y, 1),
                    (sign * r * 0.5, y - r * 0.62),
                    (sign * r, y - r * 0.55),
                    (sign * r * 0.62, y - r * 0.12),
                ]
            )
            out += path(leaf, colour)
    return out + path(
        smooth(
            [(0, -height + 14, 1), (11, -height - 12), (0, -height - 34, 1), (-11, -height - 12)]
        ),
        colour,
    )


OUTFITS = {
    "cardigan": _cardigan,
    "braces": _braces,
    "coat": _coat,
    "jumper": _jumper,
    "tunic": _tunic,
}

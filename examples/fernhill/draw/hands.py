"""Hands. Local units: the wrist at the origin, fingers towards +x, about 120 long.

The thumb is on the upper side (-y); mirror with sy=-1 for the other hand.
"""

import math

from pen import circ, ell, line, mix, path, smooth, tube


def _finger(s, pts, widths, skin, shade):
    d = tube(pts, widths)
    return path(tube([(x + 2, y + 4) for x, y in pts], widths), shade) + path(d, skin)


def relaxed(s, who):
    """A hand at rest: fingers together, softly bent."""
    k, d = who.skin, who.shade
    palm = smooth(
        [
            (-12, -26),
            (30, -32),
            (72, -30),
            (106, -20),
            (126, -4),
            (122, 10),
            (84, 24),
            (36, 31),
            (-12, 26),
        ]
    )
    out = s.two(palm, k, mix(k, d, 0.8), 3, 7)
    out += line([(84, -12), (106, -8), (122, -2)], d, 3) + line([(80, 6), (102, 7), (118, 7)], d, 3)
    out += _finger(s, [(12, -18), (42, -36), (76, -36)], [28, 24, 17], k, d)
    return out


def fist(s, who):
    """A hand closed round something that runs across it (a stick, a handle, a spoon)."""
    k, d = who.skin, who.shade
    palm = smooth(
        [(-12, -26), (24, -36), (58, -38), (82, -22), (84, 22), (60, 38), (24, 34), (-12, 26)]
    )
    out = s.two(palm, k, mix(k, d, 0.8), 3, 6)
    for i in range(4):
        y = -26 + i * 18.5
        out += _finger(s, [(46, y + 3), (66, y), (84 - abs(i - 1) * 3, y)], [17, 19, 18], k, d)
    out += _finger(s, [(14, -24), (44, -44), (72, -40)], [26, 24, 18], k, d)
    return out


def wrap(s, who, reach=58):
    """Four fingers laid round the near side of a mug or bowl; the thumb is behind."""
    k, d = who.skin, who.shade
    palm = smooth([(-12, -24), (20, -38), (44, -40), (52, 0), (44, 40), (16, 36), (-12, 24)])
    out = s.two(palm, k, mix(k, d, 0.8), 3, 6)
    for i in range(4):
        y = -30 + i * 20
        r = reach - (0, -6, 0, 12)[i]
        out += _finger(s, [(26, y * 0.9), (36 + r * 0.5, y - 3), (40 + r, y)], [21, 20, 16], k, d)
    return out


def open_hand(s, who):
    """An open hand, fingers a little apart: a wave, a greeting."""
    k, d = who.skin, who.shade
    out = ""
    for a, r in ((-16, 118), (-5, 130), (6, 124), (17, 106)):
        y = a * 1.5
        out += _finger(s, [(40, y), (80, y * 1.3), (r, y * 1.75)], [20, 19, 15], k, d)
    palm = smooth([(-12, -24), (20, -32), (58, -34), (72, 0), (60, 34), (20, 32), (-12, 24)])
    out += s.two(palm, k, mix(k, d, 0.6), 3, 5)
    return out + _finger(s, [(14, -18), (36, -50), (54, -70)], [27, 23, 17], k, d)


def flat(s, who):
    """A hand lying on a table seen from the side: low and long."""
    k, d = who.skin, who.shade
    palm = smooth(
        [(-12, -22), (30, -28), (66, -22), (104, -8), (128, 8), (124, 17), (60, 20), (-12, 20)]
    )
    out = s.two(palm, k, mix(k, d, 0.8), 3, 6)
    out += line([(80, -4), (104, 5), (122, 14)], d, 3)
    return out + _finger(s, [(20, -6), (52, 6), (80, 14)], [24, 20, 15], k, d)


def pinch(s, who):
    """Thumb and first finger together: holding a key, a pill, a thread, a pen."""
    k, d = who.skin, who.shade
    out = ""
    for i in (2, 1, 0):
        y = 2 + i * 15
        out += _finger(
            s,
            [(36, y), (70, y + 8), (84 - i * 6, y + 4), (72 - i * 8, y + 12)],
            [20, 19, 17, 14],
            k,
            d,
        )
    palm = smooth([(-12, -24), (24, -34), (54, -28), (60, 6), (50, 34), (16, 32), (-12, 24)])
    out += s.two(palm, k, mix(k, d, 0.7), 3, 6)
    out += _finger(s, [(40, -18), (78, -26), (104, -10)], [22, 20, 14], k, d)
    return out + _finger(s, [(14, -14), (52, -4), (102, -2)], [27, 22, 14], k, d)


def knuckles(x, y, step, count, colour):
    return "".join(circ(x + i * step, y, 2, colour) for i in range(count))


POSES = {
    "relaxed": relaxed,
    "fist": fist,
    "wrap": wrap,
    "open": open_hand,
    "flat": flat,
    "pinch": pinch,
}


def big(s, who, spread=1.0, curl=0.0, nails=True, thumb=True):
    """A detailed hand for close pictures: back of the hand, fingers to +x, about 150 long.

    curl 0..1 bends the fingers down (+y); draw it at three to five times the figure scale.
    """
    k, d = who.skin, who.shade
    soft = mix(k, d, 0.45)
    out = ""
    for base, length, width in ((27, 56, 17), (11, 72, 19.5), (-7, 78, 20.5), (-25, 68, 20)):
        y = base * spread
        drop = curl * (26 + abs(base) * 0.2)
        pts = [
            (46, base * 0.92),
            (66 + length * 0.28, y * 1.04 + drop * 0.12),
            (66 + length * 0.68, y * 1.1 + drop * 0.5),
            (66 + length * (1 - curl * 0.16), y * 1.12 + drop * 1.15),
        ]
        out += _finger(s, pts, [width * 1.12, width, width * 0.94, width * 0.74], k, d)
        (x1, y1), (x2, y2) = pts[2], pts[3]
        out += line(
            [
                (x1 - 9, y1 - width * 0.3 - drop * 0.2),
                (x1 - 6, y1 - drop * 0.16),
                (x1 - 8, y1 + width * 0.3 - drop * 0.2),
            ],
            soft,
            1.7,
        )
        if nails:
            a = math.degrees(math.atan2(y2 - y1, x2 - x1))
            out += ell(x2 - 1, y2 - 1.2, width * 0.33, width * 0.25, mix(k, "#fff2e6", 0.5), rot=a)
    palm = smooth(
        [
            (-40, -30),
            (0, -31),
            (28, -37),
            (58, -36),
            (74, -22),
            (78, 0),
            (74, 22),
            (58, 38),
            (26, 38),
            (0, 30),
            (-40, 28),
        ]
    )
    out += s.two(palm, k, mix(k, d, 0.75), 2, 7)
    if who.age > 70:
        out += (
            line([(10, -12), (34, -16), (54, -12)], soft, 2.6)
            + line([(6, 8), (30, 6), (52, 10)], soft, 2.4)
            + line([(20, -2), (44, -2)], soft, 2)
        )
    if thumb:
        out += _finger(s, [(2, -22), (30, -50), (60, -60), (82, -56)], [32, 27, 23, 17], k, d)
        if nails:
            out += ell(82, -57, 7, 5, mix(k, "#fff2e6", 0.5), rot=8)
    return out


POSES["big"] = big

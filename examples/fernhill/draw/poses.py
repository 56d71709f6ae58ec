"""Ways to stand and sit, and things people carry."""

from bodies import Fig
from palette import FERN, GLOW, INK
from pen import circ, dark, ell, light, path, put, rect, rpoly, smooth, tube


def stand(s, who, x, ground, k=0.85, turn=0.6, lean=0):
    """A figure whose soles stand on `ground` with straight legs."""
    return Fig(s, who, (x, ground - 1204 * k), k, lean=lean, turn=turn)


def legs(f, ground, step=0, way=1, gap=70):
    """Both trouser legs, standing (step 0) or walking; way is where the shoes point."""
    k = f.k
    cx = (f.hl[0] + f.hr[0]) / 2
    y = ground - 64 * k
    far, near = ("r", "l") if way >= 0 else ("l", "r")
    sign = 1 if way >= 0 else -1
    a, b = cx + sign * (gap + step) * k, cx - sign * (gap + step * 0.6) * k
    return f.leg(far, (a, y - 8 * k), -sign, dim=True, shoe=way) + f.leg(
        near, (b, y), -sign, shoe=way
    )


def skirted(f, ground, way=0, hem=150, spread=26):
    """Skirt, shins and shoes down to the ground."""
    k = f.k
    cx = (f.hl[0] + f.hr[0]) / 2
    y = ground - 64 * k
    return f.shins((cx - 62 * k, cx + 62 * k), y - hem * k - 40 * k, y, way) + f.skirt(
        y - hem * k, spread
    )


def shadow(x, y, rx, ry=24):
    return ell(x, y, rx, ry, INK, opacity=0.17)


def sitting_lower(f, knee_y, foot_y, skirt=True, spread=1.0):
    """The lap, seen from the front: thighs come towards us, shins hang down from the knees."""
    w, k, s = f.who, f.k, f.s
    cx = (f.hl[0] + f.hr[0]) / 2
    hip_y = f.hl[1] - 40 * k
    wide = (f.hr[0] - f.hl[0]) / 2 * spread
    low, shade = dark(w.legs, 0.14), dark(w.legs, 0.36)
    out = ""
    for sign in (-1, 1):
        x = cx + sign * wide * (0.5 if skirt else 0.64)
        if skirt:
            out += path(tube([(x, knee_y), (x, foot_y)], [74 * k, 52 * k]), w.shade)
        else:
            d = tube([(x, knee_y), (x - sign * 6 * k, foot_y)], [128 * k, 84 * k])
            out += s.two(d, low, shade, 22 * k, 2)
        out += f.shoe((x - (0 if skirt else sign * 6 * k), foot_y - 10 * k), 0)
    if skirt:
        drop = smooth(
            [
                (cx - wide * 1.06, knee_y - 30 * k),
                (cx + wide * 1.06, knee_y - 30 * k),
                (cx + wide * 1.1, knee_y + 120 * k, 1),
                (cx, knee_y + 132 * k),
                (cx - wide * 1.1, knee_y + 120 * k, 1),
            ]
        )
        out += s.two(drop, low, shade, 26 * k, 0)
        lap = smooth(
            [
                (f.hl[0] + 6, hip_y, 1),
                (f.hr[0] - 6, hip_y, 1),
                (cx + wide * 1.07, knee_y - 40 * k),
                (cx + wide * 1.04, knee_y + 20 * k),
                (cx + wide * 0.55, knee_y + 40 * k),
                (cx, knee_y + 22 * k),
                (cx - wide * 0.55, knee_y + 40 * k),
                (cx - wide * 1.04, knee_y + 20 * k),
                (cx - wide * 1.07, knee_y - 40 * k),
            ]
        )
        return out + s.two(lap, light(w.legs, 0.08), dark(w.legs, 0.1), 14 * k, 16 * k)
    out += path(
        smooth(
            [
                (f.hl[0] + 8, hip_y, 1),
                (f.hr[0] - 8, hip_y, 1),
                (cx + wide * 0.5, hip_y + 90 * k),
                (cx - wide * 0.5, hip_y + 90 * k),
            ]
        ),
        low,
    )
    for sign in (1, -1):
        x = cx + sign * wide * 0.64
        thigh = tube(
            [(cx + sign * wide * 0.46, hip_y), (x, (hip_y + knee_y) / 2), (x, knee_y + 6 * k)],
            [wide * 0.98, wide * 1.08, wide * 1.0],
        )
        out += s.two(thigh, light(w.legs, 0.08), dark(w.legs, 0.12), 14 * k, 22 * k)
    return out


def bag(s, x, y, k, colour):
    """A carer's shoulder bag hanging at (x, y)."""
    d = rpoly([(-110, 0), (110, 0), (124, 170), (-124, 170)], 30)
    flap = rpoly([(-112, -4), (112, -4), (116, 84), (-116, 84)], [24, 24, 50, 50])
    return put(
        s.two(d, colour, dark(colour, 0.28), 24, 6)
        + s.two(flap, light(colour, 0.1), dark(colour, 0.16), 14, 8)
        + circ(0, 66, 10, GLOW),
        x,
        y,
        sx=k,
    )


def pendant(s, x, y, k=1.0, colour=FERN):
    """A ceiling lamp hanging down to y."""
    d = smooth([(-30, -150), (30, -150), (60, -110), (150, -6, 1), (-150, -6, 1), (-60, -110)])
    return (
        s.glow(x, y + 30, 420 * k, GLOW, 0.5)
        + rect(x - 3, -200, 6, y + 60, INK)
        + put(
            s.two(d, colour, dark(colour, 0.26), 40, 4) + ell(0, -6, 150, 14, "#ffe9b4"), x, y, sx=k
        )
    )

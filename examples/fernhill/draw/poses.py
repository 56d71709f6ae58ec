"""Ways to stand and sit, and things people carry."""

from bodies import Fig
from palette import FERN, GLOW, INK
from pen import circ, dark, ell, light, line, path, put, rect, rpoly, smooth, tube


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
    """The lap, seen from the front: thighs come towards us, shins hang down."""
    w, k, s = f.who, f.k, f.s
    cx = (f.hl[0] + f.hr[0]) / 2
    out = ""
    wide = (f.hr[0] - f.hl[0]) / 2 * spread
    for sign in (-1, 1):
        x = cx + sign * wide * 0.52
        if skirt:
            out += path(tube([(x, knee_y), (x, foot_y)], [74 * k, 52 * k]), w.shade)
        else:
            d = tube([(x, knee_y - 20 * k), (x + sign * 3, foot_y)], [150 * k, 96 * k])
            out += s.two(d, w.legs, dark(w.legs, 0.3), 20 * k, 4)
        out += f.shoe((x, foot_y - 10 * k), 0)
    if skirt:
        d = smooth(
            [
                (f.hl[0] - 4, f.hl[1] - 50 * k, 1),
                (f.hr[0] + 4, f.hr[1] - 50 * k, 1),
                (cx + wide * 1.2, knee_y - 60 * k),
                (cx + wide * 1.22, knee_y + 110 * k, 1),
                (cx, knee_y + 126 * k),
                (cx - wide * 1.22, knee_y + 110 * k, 1),
                (cx - wide * 1.2, knee_y - 60 * k),
            ]
        )
        out += s.two(d, w.legs, dark(w.legs, 0.25), 30 * k, 6)
        out += s.clip(
            d,
            line(
                [(cx + 8, f.hl[1]), (cx, knee_y), (cx + 4, knee_y + 120 * k)],
                dark(w.legs, 0.25),
                6 * k,
            ),
        )
    else:
        for sign in (-1, 1):
            x = cx + sign * wide * 0.52
            d = tube(
                [(cx + sign * wide * 0.5, f.hl[1] - 20 * k), (x, knee_y - 20 * k)],
                [wide * 1.0, wide * 1.06],
            )
            out += s.two(d, light(w.legs, 0.05), dark(w.legs, 0.2), 18 * k, 20 * k)
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

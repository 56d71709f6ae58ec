"""Geometry and SVG writing: smooth paths, limbs of varying width, two-tone shapes, layers."""

import math

LAYERS = ("sky", "far", "mid", "subject", "near")


def n(value):
    """A number as short SVG text, one decimal at most."""
    text = f"{value:.1f}"
    text = text[:-2] if text.endswith(".0") else text
    return "0" if text == "-0" else text


def lerp(a, b, t):
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def polar(p, angle, r):
    """The point r away from p; angle in degrees, 0 right, 90 down."""
    a = math.radians(angle)
    return (p[0] + r * math.cos(a), p[1] + r * math.sin(a))


def mix(a, b, t):
    """Colour between two hex colours."""
    pa = [int(a[i : i + 2], 16) for i in (1, 3, 5)]
    pb = [int(b[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(x + (y - x) * t):02x}" for x, y in zip(pa, pb, strict=True))


def dark(c, t=0.18):
    return mix(c, "#16262b", t)


def light(c, t=0.2):
    return mix(c, "#fff3dc", t)


class D(str):
    """Path text that knows its bounding box (x0, y0, x1, y1)."""

    __slots__ = ("box",)

    def __new__(cls, text, pts):
        self = super().__new__(cls, text)
        xs, ys = [p[0] for p in pts], [p[1] for p in pts]
        self.box = (min(xs), min(ys), max(xs), max(ys))
        return self


def smooth(pts, closed=True, k=1 / 6):
    """A smooth path through points; a point with a third member is a corner."""
    m = len(pts)
    span = max(max(p[j] for p in pts) - min(p[j] for p in pts) for j in (0, 1))
    fine = n if span < 170 else (lambda v: str(round(v)))  # whole units are exact enough when large
    at = (float(fine(pts[0][0])), float(fine(pts[0][1])))
    out = [f"M{fine(at[0])} {fine(at[1])}c"]
    hull = list(pts)
    for i in range(m if closed else m - 1):
        b, c = pts[i], pts[(i + 1) % m]
        a = pts[(i - 1) % m] if closed or i else b
        d = pts[(i + 2) % m] if closed or i + 2 < m else c
        b1 = (b[0] + (c[0] - a[0]) * k, b[1] + (c[1] - a[1]) * k)
        c1 = (c[0] - (d[0] - b[0]) * k, c[1] - (d[1] - b[1]) * k)
        b1 = lerp(b, c, 0.25) if len(b) > 2 else b1
        c1 = lerp(c, b, 0.25) if len(c) > 2 else c1
        hull += [b1, c1]
        rel = " ".join(fine(q[j] - at[j]) for q in (b1, c1, c) for j in (0, 1))
        out.append((" " if i else "") + rel)
        at = (at[0] + float(fine(c[0] - at[0])), at[1] + float(fine(c[1] - at[1])))
    text = "".join(out).replace(" -", "-")
    return D(text + ("Z" if closed else ""), hull)


def rpoly(pts, r):
    """A polygon with rounded corners; r is one radius or one for each corner."""
    m = len(pts)
    out = []
    for i in range(m):
        a, b, c = pts[i - 1], pts[i], pts[(i + 1) % m]
        radius = r[i] if isinstance(r, (list, tuple)) else r
        la, lc = math.dist(a, b) or 1, math.dist(b, c) or 1
        p, q = lerp(b, a, min(0.5, radius / la)), lerp(b, c, min(0.5, radius / lc))
        out.append(f"{'L' if i else 'M'}{n(p[0])} {n(p[1])}")
        out.append(f"Q{n(b[0])} {n(b[1])} {n(q[0])} {n(q[1])}")
    return D("".join(out) + "Z", pts)


def poly(pts):
    return D("M" + "L".join(f"{n(p[0])} {n(p[1])}" for p in pts) + "Z", pts)


def _spine(pts, per):
    out = []
    m = len(pts)
    for i in range(m - 1):
        p0, p1 = pts[max(i - 1, 0)], pts[i]
        p2, p3 = pts[i + 1], pts[min(i + 2, m - 1)]
        for j in range(per):
            t = j / per
            out.append(
                tuple(
                    0.5
                    * (
                        2 * p1[a]
                        + (p2[a] - p0[a]) * t
                        + (2 * p0[a] - 5 * p1[a] + 4 * p2[a] - p3[a]) * t * t
                        + (3 * p1[a] - p0[a] - 3 * p2[a] + p3[a]) * t**3
                    )
                    for a in (0, 1)
                )
            )
    out.append(pts[-1][:2])
    return out


def tube(pts, widths, per=3, flat=False):
    """The outline of a soft tube along points; widths are diameters at those points.

    Ends are round unless flat is true.
    """
    mid = _spine(pts, per)
    count = len(mid)
    left, right = [], []
    for i, p in enumerate(mid):
        a, b = mid[max(i - 1, 0)], mid[min(i + 1, count - 1)]
        length = math.dist(a, b) or 1
        tx, ty = (b[0] - a[0]) / length, (b[1] - a[1]) / length
        pos = i / per
        j = min(int(pos), len(widths) - 2)
        t = pos - j
        t = t * t * (3 - 2 * t)
        w = (widths[j] * (1 - t) + widths[j + 1] * t) / 2
        left.append((p[0] + ty * w, p[1] - tx * w))
        right.append((p[0] - ty * w, p[1] + tx * w))
        if i == 0:
            start = (p[0] - tx * w, p[1] - ty * w)
        if i == count - 1:
            end = (p[0] + tx * w, p[1] + ty * w)
    if flat:
        edge = [(*left[0], 1), *left[1:-1], (*left[-1], 1)]
        edge += [(*right[-1], 1), *right[-2:0:-1], (*right[0], 1)]
        return smooth(edge)
    return smooth([start, *left, end, *right[::-1]], k=0.19)


def joint(a, b, c, tight=0.72):
    """The spine of a limb a-b-c with a bent, not noodle-like, middle."""
    return [a, lerp(a, b, tight), lerp(b, c, 1 - tight), c]


def reach(a, target, upper, lower, bend):
    """Two-bone reach: (middle joint, end). bend +1 or -1 picks the side of the middle joint."""
    dist = math.dist(a, target)
    top = (upper + lower) * 0.9995
    if dist > top:
        target = lerp(a, target, top / dist)
        dist = top
    dist = max(dist, abs(upper - lower) + 1)
    cos = (upper**2 + dist**2 - lower**2) / (2 * upper * dist)
    base = math.degrees(math.atan2(target[1] - a[1], target[0] - a[0]))
    angle = base + bend * math.degrees(math.acos(max(-1, min(1, cos))))
    return polar(a, angle, upper), target


def angle_of(a, b):
    return math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))


def path(d, fill, **extra):
    return f'<path d="{d}" fill="{fill}"{_attrs(extra)}/>'


def arc(a, c, b):
    """Path text of one curve from a to b, bent towards c."""
    return f"M{n(a[0])} {n(a[1])}Q{n(c[0])} {n(c[1])} {n(b[0])} {n(b[1])}"


def zigzag(*pts):
    """Path text of straight strokes through points."""
    return "M" + "L".join(f"{n(p[0])} {n(p[1])}" for p in pts)


def boxed(text, x0, y0, x1, y1):
    """Path text written by hand, with its bounding box."""
    return D(text, [(x0, y0), (x1, y1)])


def line(d, colour, width, **extra):
    """An open stroke with round ends; d is path text or a list of points (smoothed)."""
    d = d if isinstance(d, str) else smooth(d, closed=False)
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{n(width)}" '
        f'stroke-linecap="round" stroke-linejoin="round"{_attrs(extra)}/>'
    )


def circ(x, y, r, fill, **extra):
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{fill}"{_attrs(extra)}/>'


def ell(x, y, rx, ry, fill, rot=0, **extra):
    turn = f' transform="rotate({n(rot)} {n(x)} {n(y)})"' if rot else ""
    return (
        f'<ellipse cx="{n(x)}" cy="{n(y)}" rx="{n(rx)}" ry="{n(ry)}" '
        f'fill="{fill}"{turn}{_attrs(extra)}/>'
    )


def rect(x, y, w, h, fill, r=0, **extra):
    rx = f' rx="{n(r)}"' if r else ""
    return (
        f'<rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"{rx} '
        f'fill="{fill}"{_attrs(extra)}/>'
    )


def put(content, x=0, y=0, rot=0, sx=1, sy=None, **extra):
    """Content moved, turned (degrees) and scaled about its origin."""
    sy = sx if sy is None else sy
    parts = [f"translate({n(x)} {n(y)})"]
    parts += [f"rotate({n(rot)})"] if rot else []
    parts += [f"scale({sx:.4g} {sy:.4g})"] if (sx, sy) != (1, 1) else []
    return f'<g transform="{" ".join(parts)}"{_attrs(extra)}>{content}</g>'


def group(*content, **extra):
    return f"<g{_attrs(extra)}>{''.join(content)}</g>"


def _attrs(extra):
    return "".join(
        f' {key.replace("_", "-")}="{f"{v:.3g}" if isinstance(v, (int, float)) else v}"'
        for key, v in extra.items()
    )


class Scene:
    """One picture: definitions plus layers from back to front."""

    def __init__(self, width=1600, height=2000):
        self.w, self.h = width, height
        self.defs = []
        self.parts = {name: [] for name in LAYERS}
        self._memo = {}
        self._kept = 0

    def keep(self, *content):
        """Content that nothing may be set over: a face, or what the picture proves."""
        self._kept += 1
        return group(*content, id=f"keep-{self._kept}")

    def add(self, layer, *content):
        self.parts[layer].extend(content)

    def _define(self, body):
        if body not in self._memo:
            key = f"d{len(self._memo) + 1}"
            self._memo[body] = key
            self.defs.append(body.replace("@", key, 1))
        return f"url(#{self._memo[body]})"

    @staticmethod
    def _stops(stops):
        if not isinstance(stops[0], (tuple, list)):
            stops = [(i / (len(stops) - 1), c) for i, c in enumerate(stops)]
        return "".join(
            f'<stop offset="{s[0]:.3g}" stop-color="{s[1]}"'
            + (f' stop-opacity="{s[2]:.3g}"' if len(s) > 2 else "")
            + "/>"
            for s in stops
        )

    def lin(self, *stops, angle=90):
        """A linear gradient over the shape's box; angle 90 runs down, 0 runs right."""
        a = math.radians(angle)
        dx, dy = math.cos(a) / 2, math.sin(a) / 2
        return self._define(
            f'<linearGradient id="@" x1="{0.5 - dx:.3g}" y1="{0.5 - dy:.3g}" '
            f'x2="{0.5 + dx:.3g}" y2="{0.5 + dy:.3g}">{self._stops(stops)}</linearGradient>'
        )

    def rad(self, *stops, cx=0.5, cy=0.5, r=0.5):
        return self._define(
            f'<radialGradient id="@" cx="{cx:.3g}" cy="{cy:.3g}" r="{r:.3g}">'
            f"{self._stops(stops)}</radialGradient>"
        )

    def clip(self, d, *content):
        ref = self._define(f'<clipPath id="@"><path d="{d}"/></clipPath>')
        return f'<g clip-path="{ref}">{"".join(content)}</g>'

    def two(self, d, base, shade, dx=14, dy=8):
        """A shape lit from the upper left: a shaded edge of (dx, dy) stays at the lower right."""
        lit = put(path(d, base), -dx, -dy)
        x0, y0, x1, y1 = d.box
        return self.clip(d, rect(x0 - 2, y0 - 2, x1 - x0 + 4, y1 - y0 + 4, shade), lit)

    def glow(self, x, y, r, colour, strength=0.6):
        stops = ((0, colour, strength), (0.45, colour, strength * 0.38), (1, colour, 0.0))
        return circ(x, y, r, self.rad(*stops))

    def svg(self):
        layers = "".join(
            f'<g id="layer-{name}">{"".join(parts)}</g>\n'
            for name, parts in self.parts.items()
            if parts
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.w} {self.h}" '
            f'width="{self.w}" height="{self.h}">\n<defs>{"".join(self.defs)}</defs>\n'
            f"{layers}</svg>\n"
        )

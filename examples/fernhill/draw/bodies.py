"""Figures: joints placed in picture units, limbs found by two-bone reach, clothes by person."""

import math

import hands
import heads
import outfits
from palette import CLAY
from pen import (
    angle_of,
    circ,
    dark,
    joint,
    lerp,
    light,
    line,
    mix,
    path,
    put,
    reach,
    smooth,
    tube,
)


class Fig:
    """A person. k is the scale (1: the head is 200 high); neck is the pit of the neck.

    lean shifts the hips right of the neck (in units of k). turn is -1..1: which way the
    chest faces (0 front). Arms and legs are drawn on call, so props can come between.
    """

    def __init__(self, s, who, neck, k=1.0, lean=0, turn=0.6, tall=430, wide=1.0):
        self.s, self.who, self.k, self.neck, self.turn = s, who, k, neck, turn
        self.badge = True
        w = 158 * who.build * wide * (1 - 0.14 * abs(turn))
        self.sl = (neck[0] - w * k, neck[1] + 52 * k)
        self.sr = (neck[0] + w * k, neck[1] + 52 * k)
        hip = 140 * who.build * wide * (1 - 0.1 * abs(turn))
        hx, hy = neck[0] + lean * k, neck[1] + tall * k
        self.hl, self.hr = (hx - hip * k, hy), (hx + hip * k, hy)

    def at(self, u, v):
        """A point of the torso: u -1..1 across as the chest is turned, v 0..1 down."""
        u = u + self.turn * 0.34 * (1 - u * u)
        return lerp(lerp(self.sl, self.sr, (u + 1) / 2), lerp(self.hl, self.hr, (u + 1) / 2), v)

    def outline(self, flare=0.0, bottom=1.0):
        nx, ny, k = *self.neck, self.k
        w = 46 * k
        left, right = lerp(self.sl, self.hl, bottom), lerp(self.sr, self.hr, bottom)
        f = flare * 60 * k
        return smooth(
            [
                (nx - w, ny - 24 * k),
                lerp((nx - w, ny - 6 * k), self.sl, 0.5),
                (self.sl[0] + 12 * k, self.sl[1] + 4 * k),
                (self.sl[0] - 4 * k, self.sl[1] + 60 * k),
                lerp(lerp(self.sl, self.hl, 0.55), self.at(0, 0.55), 0.07),
                (left[0] - f, left[1], 1),
                (right[0] + f, right[1], 1),
                lerp(lerp(self.sr, self.hr, 0.55), self.at(0, 0.55), 0.07),
                (self.sr[0] + 4 * k, self.sr[1] + 60 * k),
                (self.sr[0] - 12 * k, self.sr[1] + 4 * k),
                lerp((nx + w, ny - 6 * k), self.sr, 0.5),
                (nx + w, ny - 24 * k),
            ]
        )

    # -- torso -----------------------------------------------------------------------------
    def torso(self, bottom=1.0, flare=0.0):
        w, s, k = self.who, self.s, self.k
        d = self.outline(flare, bottom)
        body = s.two(d, w.top, w.top_d, 34 * k, 4 * k)
        return body + s.clip(d, outfits.OUTFITS[w.outfit](self))

    def back_torso(self, bottom=1.0, flare=0.0):
        w, s, k = self.who, self.s, self.k
        d = self.outline(flare, bottom)
        seam = line(
            [(self.neck[0], self.neck[1] + 60 * k), lerp(self.hl, self.hr, 0.5)], w.top_d, 4 * k
        )
        if w.outfit == "braces":
            x = self.neck[0]
            seam = line(
                [(x - 90 * k, self.neck[1] + 10 * k), (x, self.neck[1] + 240 * k), (x, self.hl[1])],
                CLAY,
                20 * k,
            )
            seam += line(
                [(x + 90 * k, self.neck[1] + 10 * k), (x, self.neck[1] + 240 * k)], CLAY, 20 * k
            )
        return s.two(d, w.top, w.top_d, 34 * k, 4 * k) + s.clip(d, seam)

    # -- head ------------------------------------------------------------------------------
    def set_head(self, at, view="three", flip=False, tilt=0, size=1.0, **face):
        """Place the head's centre; returns self. face goes to heads.head."""
        self.head_at, self.flip, self.tilt, self.size = at, flip, tilt, size
        self.hair, self.face = heads.head(self.s, self.who, view, flip, **face)
        self.view = view
        return self

    def _on_head(self, content):
        q = self.k * self.size
        return put(content, *self.head_at, rot=self.tilt, sx=-q if self.flip else q, sy=q)

    def back_hair(self):
        return self._on_head(self.hair) if self.hair else ""

    def neck_part(self):
        k, (hx, hy) = self.k, self.head_at
        side = -1 if self.flip else 1
        off = {"profile": -22, "three": -4, "back": 0}[self.view] * side * k
        top = (hx + off, hy + 40 * k)
        base = (self.neck[0], self.neck[1] + 16 * k)
        skin = self.who.shade if self.view != "back" else self.who.skin
        return path(tube([top, lerp(top, base, 0.6), base], [78 * k, 78 * k, 100 * k]), skin)

    def head(self):
        return self._on_head(self.face)

    # -- limbs -----------------------------------------------------------------------------
    def shoulder(self, side):
        p = self.sl if side == "l" else self.sr
        d = 1 if side == "l" else -1
        return (p[0] + d * 34 * self.k, p[1] + 34 * self.k)

    def arm(
        self,
        side,
        hand_at,
        bend=1,
        pose="relaxed",
        rot=None,
        flip=1,
        upper=232,
        lower=214,
        dim=False,
        bare=0.0,
        over="",
    ):
        """Sleeve, cuff and hand. bend picks the elbow's side; over is drawn under the fingers."""
        w, k, s = self.who, self.k, self.s
        a = self.shoulder(side)
        elbow, wrist = reach(a, hand_at, upper * k, lower * k, bend)
        spine = joint(a, elbow, wrist)
        top = mix(w.top, w.top_d, 0.6) if dim else w.top
        width = (96 if w.outfit in ("coat", "cardigan", "jumper") else 88) * k * (w.build**0.5)
        widths = [width * 1.08, width * 0.96, width * 0.86, width * 0.66]
        angle = angle_of(spine[2], wrist) if rot is None else rot
        hand = put(hands.POSES[pose](s, w), *wrist, rot=angle, sx=k * 0.94, sy=k * 0.94 * flip)
        if w.outfit in ("tunic", "braces") or bare:
            mid = lerp(a, elbow, 0.7) if w.outfit == "tunic" else lerp(elbow, wrist, 0.22)
            arm_w = 64 * k * (w.build**0.5)
            skin = mix(w.skin, w.shade, 0.5) if dim else w.skin
            bare_d = tube(spine, [arm_w * 1.12, arm_w * 1.1, arm_w * 1.02, arm_w * 0.78])
            out = s.two(bare_d, skin, mix(w.skin, w.shade, 0.9), 9 * k, 8 * k) + hand
            if w.outfit == "tunic":
                edge = tube([lerp(a, mid, 0.9), mid], [width * 1.09, width * 1.08], flat=True)
                sleeve = tube(
                    [lerp(a, mid, 0.02), lerp(a, mid, 0.6), mid],
                    [width, width * 1.1, width * 1.06],
                    flat=True,
                )
                ball = circ(a[0], a[1], width * 0.53, top)
                return (
                    out
                    + ball
                    + s.two(sleeve, top, w.top_d, 12 * k, 10 * k)
                    + path(edge, light(w.top, 0.22))
                )
            sleeve = tube(
                [a, lerp(a, elbow, 0.72), lerp(elbow, mid, 0.5), mid],
                [width * 1.08, width, width * 0.94, width * 0.86],
            )
            return out + s.two(sleeve, top, w.top_d, 12 * k, 10 * k)
        cuff = tube(
            [lerp(spine[2], wrist, 0.88), lerp(spine[2], wrist, 1.03)],
            [width * 0.72, width * 0.7],
            flat=True,
        )
        return (
            hand
            + over
            + s.two(tube(spine, widths), top, w.top_d, 12 * k, 12 * k)
            + path(cuff, mix(w.top, w.top_d, 0.55))
        )

    def leg(
        self,
        side,
        foot,
        bend=1,
        upper=372,
        lower=350,
        dim=False,
        shoe=1,
        rot=0,
        widths=(150, 122, 104, 84),
    ):
        """A trouser leg and a shoe; foot is the ankle. shoe 1 points right, -1 left, 0 front."""
        w, k, s = self.who, self.k, self.s
        hip = lerp(self.hl, self.hr, 0.27 if side == "l" else 0.73)
        full, dist = (upper + lower) * k, math.dist(hip, foot)
        if dist > 0.94 * full:  # standing: all but straight
            upper, lower = upper * dist / full * 1.0012, lower * dist / full * 1.0012
        knee, ankle = reach(hip, foot, upper * k, lower * k, bend)
        base = dark(w.legs, 0.25) if dim else w.legs
        spine = joint(hip, knee, ankle)
        body = tube(spine, [q * k * w.build for q in widths])
        return self.shoe(ankle, shoe, rot, dim) + s.two(
            body, base, dark(w.legs, 0.32), 18 * k, 8 * k
        )

    def shoe(self, ankle, way=1, rot=0, dim=False):
        w, k, s = self.who, self.k, self.s
        c = dark(w.shoes, 0.2) if dim else w.shoes
        sole = dark(w.shoes, 0.35)
        if way == 0:
            d = smooth([(-34, -10), (34, -10), (44, 40), (30, 66), (-30, 66), (-44, 40)])
            return put(s.two(d, c, sole, 10, 4) + rect_sole(-40, 58, 80, sole), *ankle, sx=k)
        d = smooth(
            [
                (-40, -20),
                (28, -20),
                (44, 12),
                (96, 30),
                (118, 54),
                (112, 66, 1),
                (-46, 66, 1),
                (-50, 20),
            ]
        )
        body = s.two(d, c, dark(w.shoes, 0.16), 6 * way, 8) + rect_sole(-50, 60, 166, sole)
        return put(body, *ankle, rot=rot, sx=way * k, sy=k)

    def skirt(self, hem_y, spread=40, colour=None, left=None, right=None):
        """A skirt from the hips down to hem_y."""
        w, k, s = self.who, self.k, self.s
        c = colour or w.legs
        ll = left or (self.hl[0] - spread * k, hem_y)
        rr = right or (self.hr[0] + spread * k, hem_y)
        top_l, top_r = (self.hl[0] + 4, self.hl[1] - 30 * k), (self.hr[0] - 4, self.hr[1] - 30 * k)
        d = smooth(
            [
                (*top_l, 1),
                lerp(top_l, ll, 0.4),
                (*ll, 1),
                lerp(ll, rr, 0.5),
                (*rr, 1),
                lerp(top_r, rr, 0.4),
                (*top_r, 1),
            ]
        )
        folds = "".join(
            line([lerp(top_l, top_r, t), lerp(ll, rr, t * 1.06)], dark(c, 0.22), 5 * k)
            for t in (0.34, 0.62)
        )
        return s.two(d, c, dark(c, 0.25), 40 * k, 0) + s.clip(d, folds)

    def shins(self, xs, top, ankle_y, way=0):
        w, k = self.who, self.k
        out = ""
        for x in xs:
            out += path(tube([(x, top), (x, ankle_y)], [70 * k, 50 * k]), w.shade)
            out += self.shoe((x, ankle_y), way)
        return out


def rect_sole(x, y, w, c):
    return f'<rect x="{x}" y="{y}" width="{w}" height="12" rx="5" fill="{c}"/>'

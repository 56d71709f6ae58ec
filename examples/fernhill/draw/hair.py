"""Hair and caps by style: each returns (back part, front part) in the head's own units."""

from palette import CLAY
from pen import arc, circ, light, line, mix, path, smooth, tube


def _bob(s, who, view, sg, turn):
    h, d = who.hair, who.hair_d
    if view == "back":
        cap = smooth(
            [
                (-84, -10),
                (-66, -90),
                (0, -120),
                (66, -90),
                (84, -10),
                (86, 60),
                (60, 84),
                (0, 78),
                (-60, 84),
                (-86, 60),
            ]
        )
        return "", s.two(cap, h, d, 16 * sg, 6) + "".join(
            line([(x, -96), (x * 1.6, -20), (x * 1.7, 66)], d, 3) for x in (-26, 4, 32)
        )
    if view == "profile":
        cap = smooth(
            [
                (52, -66),
                (30, -60),
                (8, -34),
                (0, -6),
                (6, 30),
                (2, 62),
                (-22, 78),
                (-62, 76),
                (-88, 44),
                (-96, -20),
                (-74, -86),
                (-20, -120),
                (34, -112),
                (62, -88),
            ]
        )
        strands = line([(44, -82), (0, -76), (-34, -30), (-34, 56)], d, 3.2)
        strands += line([(20, -98), (-40, -84), (-68, -20), (-62, 50)], d, 3.2)
        return "", s.two(cap, h, d, 13 * sg, 9) + strands
    back = smooth(
        [
            (-82, -20),
            (-62, -96),
            (6, -122),
            (66, -98),
            (86, -24),
            (88, 48),
            (76, 80),
            (40, 70),
            (-40, 78),
            (-78, 84),
            (-92, 46),
        ]
    )
    front = smooth(
        [
            (-18, -72),
            (-44, -44),
            (-56, -4),
            (-50, 40),
            (-46, 76),
            (-70, 88),
            (-92, 62),
            (-94, 0),
            (-78, -78),
            (-26, -120),
            (34, -120),
            (76, -84),
            (88, -24),
            (88, 44),
            (78, 76),
            (68, 40),
            (68, -6),
            (56, -50),
            (24, -66),
        ]
    )
    strands = line([(-6, -96), (-50, -70), (-74, -6), (-70, 64)], d, 3.2)
    strands += line([(10, -94), (52, -82), (74, -30)], d, 3.2)
    return s.two(back, mix(h, d, 0.6), d, 10 * sg, 0), s.two(front, h, d, 9 * sg, 6) + strands


def _cap(s, who, view, sg, turn):
    tweed, tw_d, tw_l = "#6f6a58", "#544f42", "#86806c"
    h, d = who.hair, who.hair_d
    if view == "back":
        hair = s.two(
            smooth([(-72, -20), (72, -20), (70, 30), (40, 52), (0, 50), (-40, 52), (-70, 30)]),
            h,
            d,
            12 * sg,
            4,
        )
        cap = smooth(
            [(-78, -28), (-76, -84), (-30, -118), (30, -118), (76, -84), (78, -28), (0, -18)]
        )
        return "", hair + s.two(cap, tweed, tw_d, 18 * sg, 6)
    if view == "profile":
        side = path(
            smooth(
                [
                    (2, -44),
                    (-20, -34),
                    (-22, -6),
                    (-34, 26),
                    (-30, 50),
                    (-56, 56),
                    (-78, 20),
                    (-76, -40),
                ]
            ),
            h,
        )
        side += path(smooth([(-2, -44), (4, -8), (-6, 18), (-10, -8)]), h)
        crown = smooth(
            [
                (-84, -34),
                (-88, -76),
                (-50, -116),
                (10, -122),
                (62, -98),
                (82, -66),
                (60, -52),
                (0, -46),
                (-50, -32),
            ]
        )
        brim = smooth([(40, -66), (78, -74), (108, -56), (112, -44), (84, -44), (44, -48)])
        return "", side + s.two(crown, tweed, tw_d, 14 * sg, 9) + path(brim, tw_d) + line(
            [(60, -96), (20, -104), (-30, -98)], tw_l, 3.4
        )
    side = path(
        smooth([(-48, -44), (-54, -10), (-50, 10), (-60, -2), (-70, 30), (-78, 10), (-76, -36)]), h
    )
    side += path(smooth([(64, -44), (74, -44), (76, -6), (70, 10), (68, -14)]), d)
    crown = smooth(
        [
            (-82, -36),
            (-90, -70),
            (-60, -112),
            (4, -126),
            (66, -112),
            (94, -74),
            (84, -46),
            (50, -52),
            (0, -54),
            (-46, -46),
        ]
    )
    brim = smooth(
        [(-40, -58), (10, -72), (62, -70), (94, -52), (96, -40), (60, -46), (20, -48), (-28, -42)]
    )
    rim = smooth([(-40, -58), (10, -70), (62, -68), (92, -52), (60, -60), (14, -60)])
    return "", side + s.two(crown, tweed, tw_d, 14 * sg, 9) + path(brim, tw_d) + path(
        rim, tw_l
    ) + line([(-50, -92), (0, -106), (50, -98)], tw_l, 3.4)


def _curl_cloud(s, who, blobs, sg):
    h, d = who.hair, who.hair_d
    base = "".join(circ(x, y, r, d) for x, y, r in blobs)
    lit = "".join(circ(x - 4 * sg, y - 3, r - 2.5, h) for x, y, r in blobs)
    warm = light(h, 0.16)
    arcs = "".join(
        line(
            arc(
                (round(x - r * 0.5 - 4 * sg), y - 2),
                (x - 4 * sg, round(y - r * 0.72)),
                (round(x + r * 0.4 - 4 * sg), round(y - r * 0.2)),
            ),
            warm,
            3,
        )
        for x, y, r in blobs
    )
    return base + lit + arcs


def _curls(s, who, view, sg, turn):
    if view == "back":
        blobs = [
            (x, y, 32)
            for x, y in (
                (-62, -40),
                (-30, -84),
                (18, -90),
                (62, -50),
                (-80, 10),
                (80, 4),
                (-78, 62),
                (80, 58),
                (-52, 100),
                (54, 98),
                (0, 108),
                (0, -40),
                (-36, -6),
                (38, 0),
                (-32, 52),
                (36, 54),
                (2, 20),
                (0, 66),
            )
        ]
        return "", _curl_cloud(s, who, blobs, sg)
    if view == "profile":
        blobs = [
            (34, -92, 27),
            (2, -104, 30),
            (-36, -98, 32),
            (-68, -68, 34),
            (-86, -24, 34),
            (-90, 26, 33),
            (-80, 74, 33),
            (-50, 104, 31),
            (-52, 52, 34),
            (-44, 4, 32),
            (-32, -44, 34),
            (4, -66, 28),
            (-22, 84, 25),
            (-22, -2, 18),
        ]
        return "", _curl_cloud(s, who, blobs, sg)
    back = [
        (-82, -30, 34),
        (-96, 22, 36),
        (-88, 74, 36),
        (-56, 108, 32),
        (90, -28, 30),
        (98, 22, 32),
        (92, 72, 32),
        (62, 106, 30),
        (-20, 100, 30),
        (30, 104, 30),
    ]
    front = [
        (-62, -22, 22),
        (-64, -58, 28),
        (-34, -92, 30),
        (4, -106, 30),
        (42, -98, 30),
        (70, -66, 27),
        (78, -30, 19),
        (-20, -78, 22),
        (26, -80, 21),
        (-74, 10, 17),
    ]
    fill = path(
        smooth([(-80, -30), (0, -110), (86, -30), (96, 60), (0, 110), (-90, 60)]), who.hair_d
    )
    return fill + _curl_cloud(s, who, back, sg), _curl_cloud(s, who, front, sg)


def _short(s, who, view, sg, turn):
    h, d = who.hair, who.hair_d
    if view == "back":
        cap = smooth(
            [(-70, -20), (-62, -84), (0, -112), (62, -84), (70, -20), (60, 40), (0, 54), (-60, 40)]
        )
        return "", s.two(cap, h, d, 14 * sg, 5)
    if view == "profile":
        cap = smooth(
            [
                (64, -56),
                (44, -62),
                (22, -50),
                (10, -22),
                (4, -6),
                (2, 12),
                (-10, -14),
                (-26, -6),
                (-30, 26),
                (-44, 56),
                (-70, 34),
                (-84, -30),
                (-58, -94),
                (0, -118),
                (52, -100),
                (70, -76),
            ]
        )
        return "", s.two(cap, h, d, 11 * sg, 9)
    cap = smooth(
        [
            (-56, 8),
            (-54, -22),
            (-42, -50),
            (-14, -62),
            (26, -66),
            (56, -54),
            (68, -26),
            (72, 4),
            (80, -34),
            (72, -86),
            (34, -116),
            (-20, -118),
            (-64, -88),
            (-76, -36),
            (-70, 4),
        ]
    )
    return "", s.two(cap, h, d, 12 * sg, 9) + line(
        [(-34, -84), (4, -98), (44, -90)], light(h, 0.12), 4
    )


def _quiff(s, who, view, sg, turn):
    h, d = who.hair, who.hair_d
    if view in ("back", "profile"):
        back, cap = _short(s, who, view, sg, turn)
        if view == "profile":
            tuft = smooth([(20, -84), (40, -122), (78, -122), (88, -92), (66, -60), (36, -66)])
            cap += s.two(tuft, h, d, 8 * sg, 9)
        return back, cap
    sides = smooth(
        [
            (-57, 10),
            (-54, -24),
            (-44, -54),
            (20, -70),
            (60, -52),
            (68, -26),
            (72, 0),
            (79, -36),
            (70, -84),
            (20, -108),
            (-40, -106),
            (-74, -60),
            (-71, 0),
        ]
    )
    tuft = smooth(
        [
            (-50, -64),
            (-52, -104),
            (-16, -132),
            (40, -138),
            (80, -116),
            (82, -84),
            (60, -56),
            (40, -74),
            (4, -66),
            (-26, -58),
        ]
    )
    return "", path(sides, d) + s.two(tuft, h, d, 10 * sg, 12) + line(
        [(-28, -88), (10, -110), (56, -110)], light(h, 0.22), 4.4
    )


def _braids(s, who, view, sg, turn):
    h, d = who.hair, who.hair_d
    bun = smooth(
        [(-66, -104), (-54, -150), (-14, -166), (26, -152), (36, -112), (0, -92), (-40, -88)]
    )
    rope = lambda pts, w: (
        path(tube(pts, [w] * len(pts)), h) + line(pts, d, 3, stroke_dasharray="5 9")
    )
    twist = "".join(
        line([(-56 + i * 18, -104), (-40 + i * 14, -136), (-18 + i * 10, -158)], d, 3)
        for i in range(4)
    )
    band = line([(-58, -100), (-14, -96), (30, -108)], CLAY, 9)
    if view == "back":
        cap = smooth(
            [(-72, -10), (-64, -82), (0, -110), (64, -82), (72, -10), (58, 44), (0, 60), (-58, 44)]
        )
        rows = "".join(
            line([(x, 44), (x * 0.9, -20), (x * 0.4 - 8, -96)], d, 3)
            for x in (-50, -30, -10, 10, 30, 50)
        )
        tails = "".join(
            rope([(x * 0.4 - 10, -130), (x + 8, -40), (x * 1.1, 60), (x * 0.9, 150)], 15)
            for x in (-30, -14, 2, 18, 34)
        )
        return "", path(cap, h) + rows + path(bun, h) + twist + tails + band
    if view == "profile":
        cap = smooth(
            [
                (58, -68),
                (36, -64),
                (14, -40),
                (0, -12),
                (-10, -14),
                (-24, -4),
                (-32, 30),
                (-48, 54),
                (-76, 24),
                (-82, -40),
                (-54, -96),
                (0, -114),
                (44, -98),
                (62, -82),
            ]
        )
        rows = "".join(
            line(
                [(40 - i * 16, -70 + i * 17), (0 - i * 14, -84 + i * 8), (-44, -100 + i * 4)], d, 3
            )
            for i in range(5)
        )
        bunp = path(
            smooth(
                [
                    (-92, -80),
                    (-96, -124),
                    (-64, -154),
                    (-22, -148),
                    (-8, -116),
                    (-36, -92),
                    (-70, -72),
                ]
            ),
            h,
        )
        tails = "".join(
            rope(
                [
                    (-70 + i * 7, -110),
                    (-104 + i * 10, -40),
                    (-98 + i * 11, 50),
                    (-100 + i * 13, 146 - i * 6),
                ],
                15,
            )
            for i in range(4)
        )
        return tails, bunp + path(cap, h) + rows + line(
            [(-84, -84), (-54, -92), (-22, -106)], CLAY, 9
        )
    cap = smooth(
        [
            (-57, 12),
            (-56, -20),
            (-44, -52),
            (-16, -70),
            (24, -74),
            (54, -58),
            (66, -28),
            (70, 2),
            (78, -34),
            (68, -84),
            (30, -112),
            (-24, -114),
            (-66, -84),
            (-77, -34),
            (-70, 6),
        ]
    )
    rows = "".join(
        line(
            [
                (-54 + i * 21, -54 - 12 * min(i, 4 - i)),
                (-52 + i * 17, -84 - 6 * min(i, 4 - i)),
                (-40 + i * 11, -104),
            ],
            d,
            3,
        )
        for i in range(6)
    )
    tails = "".join(
        rope(
            [
                (-60 + i * 6, -100),
                (-92 + i * 8, -40),
                (-94 + i * 9, 50),
                (-92 + i * 12, 140 + i * 8),
            ],
            15,
        )
        for i in range(4)
    )
    earring = circ(-62, 40, 6, "#f0b84d")
    return path(bun, h) + twist + tails, path(cap, h) + rows + band + earring


HAIR = {
    "bob": _bob,
    "cap": _cap,
    "curls": _curls,
    "short": _short,
    "quiff": _quiff,
    "braids": _braids,
}

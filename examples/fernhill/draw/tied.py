"""Long hair: braids gathered in a bun, and straight hair to the shoulders."""

from palette import CLAY
from pen import circ, light, line, path, smooth, tube


def braids(s, who, view, sg, turn):
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
    return s.keep(path(bun, h) + twist) + tails, path(cap, h) + rows + band + earring


def straight(s, who, view, sg, turn):
    h, d = who.hair, who.hair_d
    if view == "back":
        fall = smooth(
            [
                (-78, -20),
                (-62, -92),
                (0, -114),
                (62, -92),
                (78, -20),
                (84, 130),
                (0, 146),
                (-84, 130),
            ]
        )
        return "", s.two(fall, h, d, 16 * sg, 4)
    if view == "profile":
        fall = smooth(
            [
                (60, -70),
                (30, -58),
                (6, -20),
                (-8, 30),
                (-20, 130),
                (-96, 136),
                (-98, -10),
                (-66, -94),
                (0, -116),
                (48, -100),
            ]
        )
        return "", s.two(fall, h, d, 12 * sg, 6)
    back = smooth(
        [
            (-80, -30),
            (-60, -98),
            (4, -116),
            (62, -98),
            (84, -30),
            (92, 90),
            (80, 150),
            (30, 130),
            (-50, 136),
            (-96, 152),
            (-98, 60),
        ]
    )
    front = smooth(
        [
            (14, -92),
            (-22, -74),
            (-48, -34),
            (-60, 20),
            (-66, 90),
            (-96, 140),
            (-100, 40),
            (-82, -62),
            (-30, -114),
            (30, -116),
            (72, -84),
            (86, -20),
            (90, 80),
            (76, 110),
            (70, 20),
            (62, -36),
            (38, -76),
        ]
    )
    shine = line([(-62, -64), (-34, -98), (6, -104)], light(h, 0.25), 5)
    return s.two(back, d, d, 8 * sg, 0), s.two(front, h, d, 8 * sg, 5) + shine

"""Heads: three-quarter, profile and from behind; hair in a back part and a front part.

Local units: the head is 200 high, its centre at the origin, facing right. `sg` is -1 when the
head will be mirrored, so that the light still comes from the upper left.
"""

from palette import CLAY, CLAY_D, INK
from pen import boxed, circ, ell, light, line, mix, path, smooth, tube


def face_outline(old):
    jaw = 5 if old else 0
    return smooth(
        [(-64, -30), (-46, -84), (4, -102), (52, -84), (70, -34), (68, 4), (70, 34),
         (60 + jaw / 2, 66 + jaw), (36, 96), (12, 102), (-18, 92), (-46, 64), (-60, 22)]
    )  # fmt: skip


def profile_outline():
    return boxed(
        "M-30 -98C10 -106 52 -90 64 -52C68 -38 64 -26 64 -16C67 -4 78 12 86 24C90 32 82 37 72 38"
        "C70 43 73 46 76 51C77 56 70 57 69 59C75 62 74 69 68 71C64 77 70 85 63 93"
        "C53 105 30 102 14 92C0 84 -10 72 -14 54L-46 56C-80 30 -80 -80 -30 -98Z",
        -82, -104, 92, 106,
    )  # fmt: skip


def head(s, who, view="three", flip=False, mouth="smile", eyes="open", turn=1.0):
    """(back, front): hair behind the neck and shoulders, and the head itself."""
    sg = -1 if flip else 1
    back, cap = HAIR[who.style](s, who, view, sg, turn)
    if view == "back":
        core = path(smooth([(-66, -30), (0, -100), (66, -30), (60, 40), (0, 92), (-60, 40)]), who.skin)
        core += ell(-68, 14, 11, 19, who.skin) + ell(68, 14, 11, 19, who.shade)
        return back, core + cap
    if view == "profile":
        return back, _profile(s, who, sg, mouth, eyes) + cap + _profile_extras(who)
    return back, _three(s, who, sg, mouth, eyes, turn) + cap + _glasses(who, turn)


def _eye(x, y, eyes, w=1.0):
    if eyes == "down":
        return line(f"M{x - 11 * w} {y + 2}Q{x} {y + 11} {x + 11 * w} {y + 2}", INK, 4.6)
    if eyes == "happy":
        return line(f"M{x - 11 * w} {y + 5}Q{x} {y - 8} {x + 11 * w} {y + 5}", INK, 5)
    dx = {"left": -3, "right": 3}.get(eyes, 0)
    dot = ell(x + dx, y + 1, 6 * w, 7.6, INK) + circ(x + dx - 2, y - 2, 1.9, "#fff")
    return dot + line(f"M{x - 11 * w} {y - 4}Q{x} {y - 13} {x + 11 * w} {y - 4}", INK, 3.4)


def _mouth(x, y, who, kind):
    c = mix(who.lip, who.skin, 0.45) if who.beard == "full" else who.lip
    if kind == "laugh":
        d = f"M{x - 25} {y - 5}Q{x} {y + 3} {x + 23} {y - 7}C{x + 22} {y + 26} {x - 18} {y + 30} {x - 25} {y - 5}Z"
        teeth = f"M{x - 21} {y - 4}Q{x} {y + 3} {x + 19} {y - 6}L{x + 16} {y + 5}Q{x} {y + 11} {x - 17} {y + 7}Z"
        return path(d, "#6d2620") + path(teeth, "#fff8ee")
    if kind == "calm":
        return line(f"M{x - 16} {y}Q{x} {y + 6} {x + 15} {y - 1}", c, 5.2)
    if kind == "talk":
        return ell(x, y + 2, 12, 8, "#7a2d26") + ell(x, y + 5, 8, 4, "#c8695c")
    return line(f"M{x - 23} {y - 4}Q{x} {y + 14} {x + 21} {y - 6}", c, 5.4)


def _three(s, who, sg, mouth, eyes, turn):
    d = face_outline(who.age > 70)
    cx = 16 * turn
    out = [ell(-64 + 3 * turn, 14, 14, 21, who.skin), ell(-63 + 3 * turn, 16, 7, 12, who.shade)]
    if turn < 0.4:
        out += [ell(68, 14, 12, 20, who.shade)]
    out.append(s.two(d, who.skin, mix(who.skin, who.shade, 0.75), 17 * sg, 7))
    out.append(s.clip(d, s.glow(cx - 44, 38, 34, who.blush, 0.75), s.glow(cx + 40, 36, 28, who.blush, 0.6)))
    bx, by = cx + 2, -34
    brow = who.brow
    lift = -4 if mouth == "laugh" else 0
    out.append(line([(bx - 46, by + 5 + lift), (bx - 32, by - 4 + lift), (bx - 16, by + lift)], brow, 7))
    out.append(line([(bx + 14, by + lift), (bx + 29, by - 4 + lift), (bx + 41, by + 4 + lift)], brow, 6.4))
    out.append(_eye(cx - 28, -8, eyes) + _eye(cx + 28 - 2 * turn, -8, eyes, 1 - 0.12 * turn))
    nose = (
        f"M{cx + 3} -6C{cx + 6} 8 {cx + 14 + 6 * turn} 20 {cx + 13 + 6 * turn} 28"
        f"C{cx + 12 + 5 * turn} 37 {cx - 4} 38 {cx - 7} 32C{cx - 2} 30 {cx + 2} 14 {cx + 3} -6Z"
    )
    out.append(path(nose, who.shade))
    out.append(_beard(s, who, cx, d))
    out.append(_mouth(cx + 2, 58, who, mouth))
    if who.age > 70:
        soft = mix(who.skin, who.shade, 0.8)
        out.append(line([(cx - 30, 40), (cx - 35, 52), (cx - 31, 64)], soft, 3.6))
        out.append(line([(cx + 32, 38), (cx + 36, 50), (cx + 32, 60)], soft, 3.4))
        out.append(line([(cx - 52, -2), (cx - 59, 2)], soft, 3.2) + line([(cx - 51, 5), (cx - 57, 10)], soft, 3))
        out.append(line(f"M{cx - 38} 10Q{cx - 28} 16 {cx - 17} 11", soft, 3.2))
        out.append(line(f"M{cx + 17} 11Q{cx + 27} 16 {cx + 36} 9", soft, 3))
    return "".join(out)


def _beard(s, who, cx, outline):
    if who.beard == "full":
        d = smooth(
            [(-62, 4), (-52, 26), (-38, 38), (cx - 22, 42), (cx + 2, 40), (cx + 28, 40), (60, 30), (72, 6),
             (76, 48), (58, 92), (30, 116), (4, 116), (-34, 94), (-58, 54)]
        )  # fmt: skip
        return s.two(d, who.hair, who.hair_d, 12, 8)
    if who.beard == "moustache":
        d = smooth(
            [(cx + 3, 36), (cx + 22, 38), (cx + 38, 50), (cx + 26, 54), (cx + 3, 49), (cx - 22, 55),
             (cx - 35, 51), (cx - 18, 38)]
        )  # fmt: skip
        return path(d, who.hair) + line([(cx - 26, 52), (cx + 3, 46), (cx + 29, 51)], who.hair_d, 2.6)
    return ""


def _glasses(who, turn):
    if not who.glasses:
        return ""
    cx = 16 * turn
    frame = CLAY_D
    lens = "".join(
        f'<ellipse cx="{x:.1f}" cy="-5" rx="{rx}" ry="22" fill="#fff" fill-opacity="0.2" stroke="{frame}" stroke-width="4.4"/>'
        for x, rx in ((cx - 29, 25), (cx + 28, 22))
    )
    return (
        lens
        + line(f"M{cx - 4} -8Q{cx + 1} -13 {cx + 6} -8", frame, 4.4)
        + line([(cx - 54, -8), (-60, -6)], frame, 4.4)
    )


def _profile(s, who, sg, mouth, eyes):
    d = profile_outline()
    out = [s.two(d, who.skin, mix(who.skin, who.shade, 0.75), 11 * sg, 7)]
    out.append(s.clip(d, s.glow(34, 36, 34, who.blush, 0.75)))
    out.append(ell(-16, 12, 14, 21, who.skin) + ell(-14, 14, 8, 13, who.shade))
    out.append(line([(30, -34), (44, -40), (58, -34)], who.brow, 7))
    if eyes == "down":
        out.append(line("M36 -6Q46 4 57 -4", INK, 4.6))
    elif eyes == "happy":
        out.append(line("M36 -4Q46 -16 57 -5", INK, 5))
    else:
        out.append(ell(49, -9, 5, 7.6, INK) + line("M38 -16Q48 -21 57 -15", INK, 3.4))
    out.append(path("M70 38C62 40 58 32 64 28C70 27 76 33 70 38Z", who.shade))
    if who.beard == "full":
        b = smooth(
            [(-12, 10), (-4, 34), (20, 44), (48, 40), (71, 37), (74, 47), (64, 58), (72, 70), (76, 92),
             (62, 114), (34, 116), (8, 102), (-10, 72)]
        )  # fmt: skip
        out.append(s.two(b, who.hair, who.hair_d, 10 * sg, 8))
        out.append(line("M50 60Q60 63 68 58", mix(who.lip, who.skin, 0.3), 5))
    elif who.beard == "moustache":
        out.append(path(smooth([(76, 38), (78, 50), (60, 54), (42, 58), (50, 44)]), who.hair))
        out.append(line("M50 66Q60 66 66 60", who.lip, 4.6))
    elif mouth == "laugh":
        out.append(path("M44 54Q60 60 73 54C74 70 56 78 44 54Z", "#6d2620") + path("M47 56Q60 61 72 56L70 61Q58 66 49 61Z", "#fff8ee"))
    else:
        bend = 64 if mouth == "smile" else 60
        out.append(line(f"M46 {bend - 8}Q56 {bend + 2} 69 58", who.lip, 5))
    if who.age > 70:
        soft = mix(who.skin, who.shade, 0.8)
        out.append(line([(44, 38), (39, 50), (42, 62)], soft, 3.6))
        out.append(line([(28, -4), (21, 0)], soft, 3.2) + line([(29, 4), (23, 10)], soft, 3))
    return "".join(out)


def _profile_extras(who):
    if not who.glasses:
        return ""
    return (
        f'<ellipse cx="52" cy="-5" rx="15" ry="21" fill="#fff" fill-opacity="0.22" stroke="{CLAY_D}" stroke-width="4.4"/>'
        + line([(37, -8), (-12, -2)], CLAY_D, 4.4)
    )


def _bob(s, who, view, sg, turn):
    h, d = who.hair, who.hair_d
    if view == "back":
        cap = smooth([(-84, -10), (-66, -90), (0, -120), (66, -90), (84, -10), (86, 60), (60, 84), (0, 78), (-60, 84), (-86, 60)])
        return "", s.two(cap, h, d, 16 * sg, 6) + "".join(
            line([(x, -96), (x * 1.6, -20), (x * 1.7, 66)], d, 3) for x in (-26, 4, 32)
        )
    if view == "profile":
        cap = smooth(
            [(52, -66), (30, -60), (8, -34), (0, -6), (6, 30), (2, 62), (-22, 78), (-62, 76), (-88, 44),
             (-96, -20), (-74, -86), (-20, -120), (34, -112), (62, -88)]
        )  # fmt: skip
        strands = line([(44, -82), (0, -76), (-34, -30), (-34, 56)], d, 3.2)
        strands += line([(20, -98), (-40, -84), (-68, -20), (-62, 50)], d, 3.2)
        return "", s.two(cap, h, d, 13 * sg, 9) + strands
    back = smooth([(-82, -20), (-62, -96), (6, -122), (66, -98), (86, -24), (88, 48), (76, 80), (40, 70), (-40, 78), (-78, 84), (-92, 46)])
    front = smooth(
        [(-18, -72), (-44, -44), (-56, -4), (-50, 40), (-46, 76), (-70, 88), (-92, 62), (-94, 0),
         (-78, -78), (-26, -120), (34, -120), (76, -84), (88, -24), (88, 44), (78, 76), (68, 40), (68, -6),
         (56, -50), (24, -66)]
    )  # fmt: skip
    strands = line([(-6, -96), (-50, -70), (-74, -6), (-70, 64)], d, 3.2)
    strands += line([(10, -94), (52, -82), (74, -30)], d, 3.2)
    return s.two(back, mix(h, d, 0.6), d, 10 * sg, 0), s.two(front, h, d, 9 * sg, 6) + strands


def _cap(s, who, view, sg, turn):
    tweed, tw_d, tw_l = "#6f6a58", "#544f42", "#86806c"
    h, d = who.hair, who.hair_d
    if view == "back":
        hair = s.two(smooth([(-72, -20), (72, -20), (70, 30), (40, 52), (0, 50), (-40, 52), (-70, 30)]), h, d, 12 * sg, 4)
        cap = smooth([(-78, -28), (-76, -84), (-30, -118), (30, -118), (76, -84), (78, -28), (0, -18)])
        return "", hair + s.two(cap, tweed, tw_d, 18 * sg, 6)
    if view == "profile":
        side = path(smooth([(2, -44), (-20, -34), (-22, -6), (-34, 26), (-30, 50), (-56, 56), (-78, 20), (-76, -40)]), h)
        side += path(smooth([(-2, -44), (4, -8), (-6, 18), (-10, -8)]), h)
        crown = smooth([(-84, -34), (-88, -76), (-50, -116), (10, -122), (62, -98), (82, -66), (60, -52), (0, -46), (-50, -32)])
        brim = smooth([(40, -66), (78, -74), (108, -56), (112, -44), (84, -44), (44, -48)])
        return "", side + s.two(crown, tweed, tw_d, 14 * sg, 9) + path(brim, tw_d) + line([(60, -96), (20, -104), (-30, -98)], tw_l, 3.4)
    side = path(smooth([(-48, -44), (-54, -10), (-50, 10), (-60, -2), (-70, 30), (-78, 10), (-76, -36)]), h)
    side += path(smooth([(64, -44), (74, -44), (76, -6), (70, 10), (68, -14)]), d)
    crown = smooth([(-82, -36), (-90, -70), (-60, -112), (4, -126), (66, -112), (94, -74), (84, -46), (50, -52), (0, -54), (-46, -46)])
    brim = smooth([(-40, -58), (10, -72), (62, -70), (94, -52), (96, -40), (60, -46), (20, -48), (-28, -42)])
    rim = smooth([(-40, -58), (10, -70), (62, -68), (92, -52), (60, -60), (14, -60)])
    return "", side + s.two(crown, tweed, tw_d, 14 * sg, 9) + path(brim, tw_d) + path(rim, tw_l) + line([(-50, -92), (0, -106), (50, -98)], tw_l, 3.4)


def _curl_cloud(s, who, blobs, sg):
    h, d = who.hair, who.hair_d
    base = "".join(circ(x, y, r, d) for x, y, r in blobs)
    lit = "".join(circ(x - 4 * sg, y - 3, r - 2.5, h) for x, y, r in blobs)
    warm = light(h, 0.16)
    arcs = "".join(
        line(f"M{x - r * 0.5 - 4 * sg:.0f} {y - 2:.0f}Q{x - 4 * sg:.0f} {y - r * 0.72:.0f} {x + r * 0.4 - 4 * sg:.0f} {y - r * 0.2:.0f}", warm, 3)
        for x, y, r in blobs
    )
    return base + lit + arcs


def _curls(s, who, view, sg, turn):
    if view == "back":
        blobs = [(x, y, 32) for x, y in ((-62, -40), (-30, -84), (18, -90), (62, -50), (-80, 10), (80, 4), (-78, 62), (80, 58),
                 (-52, 100), (54, 98), (0, 108), (0, -40), (-36, -6), (38, 0), (-32, 52), (36, 54), (2, 20), (0, 66))]  # fmt: skip
        return "", _curl_cloud(s, who, blobs, sg)
    if view == "profile":
        blobs = [(34, -92, 27), (2, -104, 30), (-36, -98, 32), (-68, -68, 34), (-86, -24, 34), (-90, 26, 33), (-80, 74, 33),
                 (-50, 104, 31), (-52, 52, 34), (-44, 4, 32), (-32, -44, 34), (4, -66, 28), (-22, 84, 25), (-22, -2, 18)]  # fmt: skip
        return "", _curl_cloud(s, who, blobs, sg)
    back = [(-82, -30, 34), (-96, 22, 36), (-88, 74, 36), (-56, 108, 32), (90, -28, 30), (98, 22, 32), (92, 72, 32), (62, 106, 30), (-20, 100, 30), (30, 104, 30)]
    front = [(-62, -22, 22), (-64, -58, 28), (-34, -92, 30), (4, -106, 30), (42, -98, 30), (70, -66, 27), (78, -30, 19), (-20, -78, 22), (26, -80, 21), (-74, 10, 17)]
    fill = path(smooth([(-80, -30), (0, -110), (86, -30), (96, 60), (0, 110), (-90, 60)]), who.hair_d)
    return fill + _curl_cloud(s, who, back, sg), _curl_cloud(s, who, front, sg)


def _short(s, who, view, sg, turn):
    h, d = who.hair, who.hair_d
    if view == "back":
        cap = smooth([(-70, -20), (-62, -84), (0, -112), (62, -84), (70, -20), (60, 40), (0, 54), (-60, 40)])
        return "", s.two(cap, h, d, 14 * sg, 5)
    if view == "profile":
        cap = smooth([(64, -56), (44, -62), (22, -50), (10, -22), (4, -6), (2, 12), (-10, -14), (-26, -6), (-30, 26), (-44, 56), (-70, 34), (-84, -30), (-58, -94), (0, -118), (52, -100), (70, -76)])
        return "", s.two(cap, h, d, 11 * sg, 9)
    cap = smooth(
        [(-56, 8), (-54, -22), (-42, -50), (-14, -62), (26, -66), (56, -54), (68, -26), (72, 4), (80, -34),
         (72, -86), (34, -116), (-20, -118), (-64, -88), (-76, -36), (-70, 4)]
    )  # fmt: skip
    return "", s.two(cap, h, d, 12 * sg, 9) + line([(-34, -84), (4, -98), (44, -90)], light(h, 0.12), 4)


def _quiff(s, who, view, sg, turn):
    h, d = who.hair, who.hair_d
    if view in ("back", "profile"):
        back, cap = _short(s, who, view, sg, turn)
        if view == "profile":
            tuft = smooth([(20, -84), (40, -122), (78, -122), (88, -92), (66, -60), (36, -66)])
            cap += s.two(tuft, h, d, 8 * sg, 9)
        return back, cap
    sides = smooth(
        [(-57, 10), (-54, -24), (-44, -54), (20, -70), (60, -52), (68, -26), (72, 0), (79, -36), (70, -84), (20, -108), (-40, -106), (-74, -60), (-71, 0)]
    )
    tuft = smooth([(-50, -64), (-52, -104), (-16, -132), (40, -138), (80, -116), (82, -84), (60, -56), (40, -74), (4, -66), (-26, -58)])
    return "", path(sides, d) + s.two(tuft, h, d, 10 * sg, 12) + line([(-28, -88), (10, -110), (56, -110)], light(h, 0.22), 4.4)


def _braids(s, who, view, sg, turn):
    h, d = who.hair, who.hair_d
    bun = smooth([(-66, -104), (-54, -150), (-14, -166), (26, -152), (36, -112), (0, -92), (-40, -88)])
    rope = lambda pts, w: path(tube(pts, [w] * len(pts)), h) + line(pts, d, 3, stroke_dasharray="5 9")  # noqa: E731
    twist = "".join(line([(-56 + i * 18, -104), (-40 + i * 14, -136), (-18 + i * 10, -158)], d, 3) for i in range(4))
    band = line([(-58, -100), (-14, -96), (30, -108)], CLAY, 9)
    if view == "back":
        cap = smooth([(-72, -10), (-64, -82), (0, -110), (64, -82), (72, -10), (58, 44), (0, 60), (-58, 44)])
        rows = "".join(line([(x, 44), (x * 0.9, -20), (x * 0.4 - 8, -96)], d, 3) for x in (-50, -30, -10, 10, 30, 50))
        tails = "".join(rope([(x * 0.4 - 10, -130), (x + 8, -40), (x * 1.1, 60), (x * 0.9, 150)], 15) for x in (-30, -14, 2, 18, 34))
        return "", path(cap, h) + rows + path(bun, h) + twist + tails + band
    if view == "profile":
        cap = smooth([(58, -68), (36, -64), (14, -40), (0, -12), (-10, -14), (-24, -4), (-32, 30), (-48, 54), (-76, 24), (-82, -40), (-54, -96), (0, -114), (44, -98), (62, -82)])
        rows = "".join(line([(40 - i * 16, -70 + i * 17), (0 - i * 14, -84 + i * 8), (-44, -100 + i * 4)], d, 3) for i in range(5))
        bunp = path(smooth([(-92, -80), (-96, -124), (-64, -154), (-22, -148), (-8, -116), (-36, -92), (-70, -72)]), h)
        tails = "".join(rope([(-70 + i * 7, -110), (-104 + i * 10, -40), (-98 + i * 11, 50), (-100 + i * 13, 146 - i * 6)], 15) for i in range(4))
        return tails, bunp + path(cap, h) + rows + line([(-84, -84), (-54, -92), (-22, -106)], CLAY, 9)
    cap = smooth(
        [(-57, 12), (-56, -20), (-44, -52), (-16, -70), (24, -74), (54, -58), (66, -28), (70, 2), (78, -34),
         (68, -84), (30, -112), (-24, -114), (-66, -84), (-77, -34), (-70, 6)]
    )  # fmt: skip
    rows = "".join(line([(-54 + i * 21, -54 - 12 * min(i, 4 - i)), (-52 + i * 17, -84 - 6 * min(i, 4 - i)), (-40 + i * 11, -104)], d, 3) for i in range(6))
    tails = "".join(rope([(-60 + i * 6, -100), (-92 + i * 8, -40), (-94 + i * 9, 50), (-92 + i * 12, 140 + i * 8)], 15) for i in range(4))
    earring = circ(-62, 40, 6, "#f0b84d")
    return path(bun, h) + twist + tails, path(cap, h) + rows + band + earring


HAIR = {"bob": _bob, "cap": _cap, "curls": _curls, "short": _short, "quiff": _quiff, "braids": _braids}

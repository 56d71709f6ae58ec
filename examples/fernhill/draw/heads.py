"""Heads: three-quarter, profile and from behind; hair in a back part and a front part.

Local units: the head is 200 high, its centre at the origin, facing right. `sg` is -1 when the
head will be mirrored, so that the light still comes from the upper left.
"""

import hair
from palette import CLAY_D, INK
from pen import boxed, circ, ell, line, mix, path, put, smooth


def face_outline(old):
    jaw = 5 if old else 0
    return smooth(
        [
            (-64, -30),
            (-46, -84),
            (4, -102),
            (52, -84),
            (70, -34),
            (68, 4),
            (70, 34),
            (60 + jaw / 2, 66 + jaw),
            (36, 96),
            (12, 102),
            (-18, 92),
            (-46, 64),
            (-60, 22),
        ]
    )


def profile_outline():
    return boxed(
        "M-30 -98C10 -106 52 -90 64 -52C68 -38 64 -26 64 -16C67 -4 78 12 86 24C90 32 82 37 72 38"
        "C70 43 73 46 76 51C77 56 70 57 69 59C75 62 74 69 68 71C64 77 70 85 63 93"
        "C53 105 30 102 14 92C0 84 -10 72 -14 54L-46 56C-80 30 -80 -80 -30 -98Z",
        -82,
        -104,
        92,
        106,
    )


def head(s, who, view="three", flip=False, mouth="smile", eyes="open", turn=1.0):
    """(back, front): hair behind the neck and shoulders, and the head itself."""
    sg = -1 if flip else 1
    back, cap = hair.HAIR[who.style](s, who, view, sg, turn)
    if view == "back":
        core = path(
            smooth([(-66, -30), (0, -100), (66, -30), (60, 40), (0, 92), (-60, 40)]), who.skin
        )
        core += ell(-68, 14, 11, 19, who.skin) + ell(68, 14, 11, 19, who.shade)
        return back, core + cap
    if view == "profile":
        return back, s.keep(_profile(s, who, sg, mouth, eyes) + cap + _profile_extras(who))
    return back, s.keep(_three(s, who, sg, mouth, eyes, turn) + cap + _glasses(who, turn))


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
        d = "M-25 -5Q0 3 23 -7C22 26 -18 30 -25 -5Z"
        teeth = "M-21 -4Q0 3 19 -6L16 5Q0 11 -17 7Z"
        return put(path(d, "#6d2620") + path(teeth, "#fff8ee"), x, y)
    if kind == "calm":
        return line(f"M{x - 16} {y}Q{x} {y + 6} {x + 15} {y - 1}", c, 5.2)
    if kind == "worry":
        return line(f"M{x - 15} {y + 4}Q{x} {y - 3} {x + 14} {y + 3}", c, 5.2)
    if kind == "talk":
        return ell(x, y + 2, 12, 8, "#7a2d26") + ell(x, y + 5, 8, 4, "#c8695c")
    return line(f"M{x - 23} {y - 4}Q{x} {y + 14} {x + 21} {y - 6}", c, 5.4)


def _three(s, who, sg, mouth, eyes, turn):
    d = face_outline(who.age > 70)
    cx = 16 * turn
    out = [ell(-60 + 3 * turn, 14, 18, 21, who.skin), ell(-63 + 3 * turn, 16, 7, 12, who.shade)]
    if turn < 0.4:
        out += [ell(68, 14, 12, 20, who.shade)]
    out.append(s.two(d, who.skin, mix(who.skin, who.shade, 0.75), 17 * sg, 7))
    out.append(
        s.clip(d, s.glow(cx - 44, 38, 34, who.blush, 0.75), s.glow(cx + 40, 36, 28, who.blush, 0.6))
    )
    bx, by = cx + 2, -34
    brow = who.brow
    lift = -4 if mouth == "laugh" else 0
    inner = -9 if mouth == "worry" else 0
    out.append(
        line(
            [(bx - 46, by + 5 + lift), (bx - 32, by - 4 + lift), (bx - 16, by + lift + inner)],
            brow,
            7,
        )
    )
    out.append(
        line(
            [(bx + 14, by + lift + inner), (bx + 29, by - 4 + lift), (bx + 41, by + 4 + lift)],
            brow,
            6.4,
        )
    )
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
        out.append(
            line([(cx - 52, -2), (cx - 59, 2)], soft, 3.2)
            + line([(cx - 51, 5), (cx - 57, 10)], soft, 3)
        )
        out.append(line(f"M{cx - 38} 10Q{cx - 28} 16 {cx - 17} 11", soft, 3.2))
        out.append(line(f"M{cx + 17} 11Q{cx + 27} 16 {cx + 36} 9", soft, 3))
    return "".join(out)


def _beard(s, who, cx, outline):
    if who.beard == "full":
        d = smooth(
            [
                (-62, 4),
                (-52, 26),
                (-38, 38),
                (cx - 22, 42),
                (cx + 2, 40),
                (cx + 28, 40),
                (60, 30),
                (72, 6),
                (76, 48),
                (58, 92),
                (30, 116),
                (4, 116),
                (-34, 94),
                (-58, 54),
            ]
        )
        return s.two(d, who.hair, who.hair_d, 12, 8)
    if who.beard == "moustache":
        d = smooth(
            [
                (cx + 3, 36),
                (cx + 22, 38),
                (cx + 38, 50),
                (cx + 26, 54),
                (cx + 3, 49),
                (cx - 22, 55),
                (cx - 35, 51),
                (cx - 18, 38),
            ]
        )
        return path(d, who.hair) + line(
            [(cx - 26, 52), (cx + 3, 46), (cx + 29, 51)], who.hair_d, 2.6
        )
    return ""


def _glasses(who, turn):
    if not who.glasses:
        return ""
    cx = 16 * turn
    frame = CLAY_D
    lens = "".join(
        ell(x, -5, rx, 22, "#fff", fill_opacity=0.2, stroke=frame, stroke_width=4.4)
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
            [
                (-12, 10),
                (-4, 34),
                (20, 44),
                (48, 40),
                (71, 37),
                (74, 47),
                (64, 58),
                (72, 70),
                (76, 92),
                (62, 114),
                (34, 116),
                (8, 102),
                (-10, 72),
            ]
        )
        out.append(s.two(b, who.hair, who.hair_d, 10 * sg, 8))
        out.append(line("M50 60Q60 63 68 58", mix(who.lip, who.skin, 0.3), 5))
    elif who.beard == "moustache":
        out.append(path(smooth([(76, 38), (78, 50), (60, 54), (42, 58), (50, 44)]), who.hair))
        out.append(line("M50 66Q60 66 66 60", who.lip, 4.6))
    elif mouth == "laugh":
        out.append(
            path("M44 54Q60 60 73 54C74 70 56 78 44 54Z", "#6d2620")
            + path("M47 56Q60 61 72 56L70 61Q58 66 49 61Z", "#fff8ee")
        )
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
    return ell(52, -5, 15, 21, "#fff", fill_opacity=0.22, stroke=CLAY_D, stroke_width=4.4) + line(
        [(37, -8), (-12, -2)], CLAY_D, 4.4
    )

"""The logo: a house whose gable is a hill, with a fern growing inside it, and the name."""

from palette import FERN, LEAF, MOSS, PAPER
from pen import boxed, line, path, polar, put, smooth
from wordmark import PATH, WIDTH

HOUSE = boxed(
    "M30 128C30 116 36 106 46 99L132 33C142 25 158 25 168 33L254 99C264 106 270 116 270 128"
    "V250C270 265 259 276 244 276H56C41 276 30 265 30 250Z",
    30, 27, 270, 276,
)  # fmt: skip


def _leaf(x, y, angle, length, width, colour):
    tip, mid = polar((x, y), angle, length), polar((x, y), angle, length * 0.5)
    a, b = polar(mid, angle - 90, width / 2), polar(mid, angle + 90, width / 2)
    return path(smooth([(x, y, 1), a, (*tip, 1), b]), colour)


def mark(house, hill, fern):
    """The house mark in a 300 x 300 square."""
    out = path(HOUSE, house)
    out += path(
        "M30 214C72 176 124 176 166 200C204 222 240 218 270 198V250C270 265 259 276 244 276H56"
        "C41 276 30 265 30 250Z",
        hill,
    )
    stem = [(118, 246), (132, 190), (150, 140), (182, 92)]
    out += line(stem, fern, 8.5)
    for i, (x, y) in enumerate(((124, 216), (133, 187), (144, 158), (157, 130), (170, 108))):
        lean = -62 + i * 3.2
        size = (60, 62, 55, 44, 29)[i]
        out += _leaf(x, y, lean + 62, size, size * 0.4, fern) + _leaf(
            x, y, lean - 62, size * 0.94, size * 0.38, fern
        )
    return out + _leaf(178, 98, -54, 34, 14, fern)


def logo(house=FERN, hill=MOSS, fern=PAPER, ink=FERN):
    width = 300 + 26 + WIDTH + 10
    body = mark(house, hill, fern) + put(path(PATH, ink), 322, 240)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} 300" '
        f'width="{width:.0f}" height="300">{body}</svg>\n'
    )


def reversed_logo():
    return logo(house=PAPER, hill=LEAF, fern=FERN, ink=PAPER)

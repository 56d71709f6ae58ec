"""A drawn field of colour for a clip made from words alone.

A camera over stills imagines nothing. Where no picture was given or found it films soft shapes in
the colours that the words name, under the words themselves; the clip says so.
"""

import colorsys
import random
import re

from ..domain.colour import CALLED_UP, luminance, shares, written

DARKEST_PALE = 0.13
"""Luminance on which white type has 5.8:1; the glow adds some light of its own."""


def colours_of(words: str, seed: int) -> tuple[str, ...]:
    """Three colours: those that the words name first, then their neighbours on the wheel."""
    named = [CALLED_UP[w] for w in re.findall(r"[a-z]+", words.lower()) if w in CALLED_UP]
    turn = random.Random(f"{seed}/{words}").random()
    found = list(dict.fromkeys(named))[:3] or [_colour(turn, 0.45, 0.42)]
    hue, light, full = colorsys.rgb_to_hls(*shares(found[0]))
    for shift, lift in ((0.07, 0.16), (-0.09, -0.12)):
        if len(found) < 3:
            found.append(
                _colour((hue + shift) % 1, min(0.86, max(0.2, light + lift)), max(0.25, full))
            )
    return tuple(found)


def field_svg(words: str, *, width: int, height: int, seed: int) -> bytes:
    """A layered SVG of width x height pixels: sky, far, mid and near, back to front."""
    sky, far, near = (_dark(c) for c in colours_of(words, seed))
    rng = random.Random(f"{seed}/{width}x{height}/{words}")
    w, h = width, height

    def disc(name: str, x: float, y: float, r: float) -> str:
        size = f'cx="{x * w:.1f}" cy="{y * h:.1f}" r="{r * max(w, h):.1f}"'
        return f'<circle {size} fill="url(#{name})"/>'

    def hill(top: float, rise: float, colour: str, share: float) -> str:
        a, b = rng.uniform(0.2, 0.4), rng.uniform(0.6, 0.8)
        d = (
            f"M{-0.2 * w:.1f} {1.2 * h:.1f} L{-0.2 * w:.1f} {top * h:.1f} "
            f"C{a * w:.1f} {(top - rise) * h:.1f} {b * w:.1f} {(top + rise) * h:.1f} "
            f"{1.2 * w:.1f} {(top - rise * 0.4) * h:.1f} L{1.2 * w:.1f} {1.2 * h:.1f} Z"
        )
        return f'<path d="{d}" fill="{colour}" fill-opacity="{share}"/>'

    low, deep = _shifted(sky, -0.12), _shifted(near, -0.1)
    glow = _shifted(far, 0.12)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}">',
        "<defs>",
        f'<linearGradient id="ground" x1="0" y1="0" x2="0.3" y2="1"><stop offset="0" '
        f'stop-color="{sky}"/><stop offset="1" stop-color="{low}"/></linearGradient>',
        f'<radialGradient id="glow"><stop offset="0" stop-color="{glow}" stop-opacity="0.55"/>'
        f'<stop offset="1" stop-color="{glow}" stop-opacity="0"/></radialGradient>',
        f'<radialGradient id="haze"><stop offset="0" stop-color="{near}" stop-opacity="0.55"/>'
        f'<stop offset="1" stop-color="{near}" stop-opacity="0"/></radialGradient>',
        "</defs>",
        f'<g id="layer-sky"><rect x="{-0.3 * w:.1f}" y="{-0.3 * h:.1f}" width="{1.6 * w:.1f}" '
        f'height="{1.6 * h:.1f}" fill="url(#ground)"/></g>',
        f'<g id="layer-far">{disc("glow", rng.uniform(0.55, 0.8), rng.uniform(0.2, 0.4), 0.42)}'
        f"{disc('haze', rng.uniform(0.05, 0.3), rng.uniform(0.55, 0.8), 0.36)}</g>",
        f'<g id="layer-mid">{hill(0.72, 0.12, deep, 0.5)}</g>',
        f'<g id="layer-near">{hill(0.87, 0.08, _shifted(deep, -0.12), 0.85)}</g>',
        "</svg>",
    ]
    return "\n".join(parts).encode()


def _colour(hue: float, light: float, full: float) -> str:
    r, g, b = colorsys.hls_to_rgb(hue, light, full)
    return written(round(r * 255), round(g * 255), round(b * 255))


def _dark(colour: str) -> str:
    """The colour, darkened until pale type can be read on it."""
    hue, light, full = colorsys.rgb_to_hls(*shares(colour))
    while luminance(colour) > DARKEST_PALE and light > 0.05:
        light -= 0.02
        colour = _colour(hue, light, full)
    return colour


def _shifted(colour: str, lift: float) -> str:
    hue, light, full = colorsys.rgb_to_hls(*shares(colour))
    return _colour(hue, min(0.92, max(0.08, light + lift)), full)

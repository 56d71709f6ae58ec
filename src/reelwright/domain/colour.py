"""Arithmetic of colours "#rrggbb": their channels, light, contrast, Lab and names.

Pictures of many pixels at once have theirs in `media.pictures.colour`.
"""

import math
from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "black": "#141414",
    "charcoal": "#3a3d40",
    "grey": "#8a8c8e",
    "pale grey": "#d0d3d4",
    "white": "#fafafa",
    "cream": "#f2e6cc",
    "sand": "#d8bd92",
    "tan": "#b8895c",
    "brown": "#7c5237",
    "dark brown": "#452c1e",
    "terracotta": "#b4552f",
    "red": "#c8202c",
    "orange": "#ee8a2c",
    "golden yellow": "#f2c04a",
    "olive green": "#7c8a45",
    "leaf green": "#5c9a48",
    "sage green": "#a3b58a",
    "dark green": "#1f4a3d",
    "teal": "#1f7a80",
    "pale blue": "#b4cbdc",
    "blue": "#3f72b4",
    "slate blue": "#5c7186",
    "navy": "#1e2f52",
    "purple": "#6c3f8e",
    "pink": "#e49ab0",
}
"""Names that a person and a video model both understand, and what they stand for."""

CALLED_UP: Mapping[str, str] = {
    "red": "#c8342f", "scarlet": "#c02a2a", "crimson": "#a81f35", "pink": "#e89bb0",
    "rose": "#d9738a", "orange": "#e8853a", "amber": "#e0a030", "gold": "#d9a93c",
    "golden": "#d9a93c", "yellow": "#edc94a", "green": "#4f8a55", "olive": "#7d8044",
    "mint": "#a5d6bd", "teal": "#2f8483", "turquoise": "#3fb0ac", "blue": "#3c74b8",
    "navy": "#22375f", "violet": "#6f55a3", "purple": "#704a93", "lilac": "#b9a3d6",
    "brown": "#80583a", "beige": "#ddcbaa", "tan": "#c9a97a", "white": "#f1efe9",
    "cream": "#f2e7cf", "grey": "#8c9096", "gray": "#8c9096", "silver": "#b9bec4",
    "black": "#26282c", "sky": "#8bbce0", "sea": "#2f7f9c", "ocean": "#256f92",
    "water": "#4b93ad", "lake": "#4b87a6", "river": "#4f8f9f", "beach": "#e2cc9f",
    "sand": "#dbc193", "desert": "#d9a566", "snow": "#e9eff4", "ice": "#cfe4ee",
    "winter": "#c6d4e0", "forest": "#3f6b4a", "garden": "#6a9c57", "leaves": "#6b9448",
    "grass": "#79a851", "meadow": "#8cb35c", "autumn": "#c9713a", "sunset": "#e58a5a",
    "sunrise": "#f0ad74", "dawn": "#e9b7a0", "dusk": "#7c6a94", "night": "#232c4d",
    "fire": "#d9662c", "candle": "#e6a84e", "wood": "#9c6f45", "stone": "#9a958c",
    "road": "#70747a", "city": "#6f7d8f", "wine": "#7d2a3e", "coffee": "#6b4a35",
    "lemon": "#ecd655", "straw": "#dcc07a", "rain": "#7f96a8", "mist": "#c3ccd1",
}  # fmt: skip
"""Colours that words call up: things have theirs, as "sky" or "wine"."""


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green, blue (0-255) of "#rrggbb"; the "#" may be left out."""
    code = colour.removeprefix("#")
    return int(code[:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def shares(colour: str) -> tuple[float, float, float]:
    """Red, green, blue of "#rrggbb" as shares, 0-1."""
    red, green, blue = rgb(colour)
    return red / 255, green / 255, blue / 255


def written(red: int, green: int, blue: int) -> str:
    """The colour of three channels (0-255) as "#rrggbb"."""
    return f"#{red:02x}{green:02x}{blue:02x}"


def vividness(colour: str) -> int:
    """How colourful, 0-255: the spread of the three channels."""
    parts = rgb(colour)
    return max(parts) - min(parts)


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two: share 0 is the first, 1 the second."""
    red, green, blue = (
        round(a + (b - a) * share) for a, b in zip(rgb(one), rgb(other), strict=True)
    )
    return written(red, green, blue)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2) of "#rrggbb", 0-1."""
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), _linear(colour), strict=True))


def ratio(a: float, b: float) -> float:
    """WCAG contrast ratio (1-21) of two relative luminances."""
    light, dark = max(a, b), min(a, b)
    return (light + 0.05) / (dark + 0.05)


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio (1-21) of two colours."""
    return ratio(luminance(one), luminance(other))


def lab(colour: str) -> tuple[float, float, float]:
    """CIE L*a*b* of "#rrggbb" under D65."""
    linear = _linear(colour)
    x, y, z = (
        _bent(sum(w * c for w, c in zip(row, linear, strict=True)) / white)
        for row, white in zip(_XYZ, _D65, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def colour_name(colour: str) -> str:
    """The plain name nearest to "#rrggbb", of `NAMES`."""
    own = lab(colour)
    return min(NAMES, key=lambda name: math.dist(own, lab(NAMES[name])))


_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_D65 = (0.95047, 1.0, 1.08883)


def _linear(colour: str) -> tuple[float, ...]:
    """Linear light of the three channels, 0-1."""
    return tuple(
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares(colour)
    )


def _bent(value: float) -> float:
    return math.cbrt(value) if value > 0.008856 else 7.787 * value + 16 / 116

"""Arithmetic of colours "#rrggbb": their channels, how vivid they are, how they contrast."""


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green, blue (0-255) of "#rrggbb"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def vividness(colour: str) -> int:
    """How colourful, 0-255: the spread of the three channels."""
    parts = rgb(colour)
    return max(parts) - min(parts)


def contrast(a: float, b: float) -> float:
    """WCAG contrast ratio (1-21) of two relative luminances."""
    light, dark = max(a, b), min(a, b)
    return (light + 0.05) / (dark + 0.05)

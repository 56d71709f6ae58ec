"""Looks: the colour grades that the compositor itself can give, to a still or to a scene."""

from typing import Literal, get_args

Look = Literal["", "warm", "cool", "bright", "dark", "muted", "vivid", "mono"]
"""\"\": as it was filmed. mono: black and white."""

LOOKS: tuple[str, ...] = tuple(look for look in get_args(Look) if look)

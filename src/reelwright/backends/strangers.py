"""Packages of anyone's that offer back ends, found without importing them."""

from importlib.metadata import EntryPoint, entry_points

GROUP = "reelwright.backends"
"""The entry-point group in which packages offer rows of their own."""


def offered() -> tuple[EntryPoint, ...]:
    """What packages on this machine offer, by package and name."""
    return tuple(sorted(entry_points(group=GROUP), key=lambda p: (package(p), p.name)))


def package(point: EntryPoint) -> str:
    """The package that an entry point belongs to."""
    return point.dist.name if point.dist else point.module

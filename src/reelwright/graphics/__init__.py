"""Brand templates become overlays."""

from .painter import Painter
from .zones import Zones, zones

__all__ = ["Painter", "Zones", "zones"]

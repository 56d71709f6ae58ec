"""Which back end films which scene, in which order; takes."""

from .direction import Direction, read_direction
from .moves import shoot
from .route import Route, choose_route, waves

__all__ = ["Direction", "Route", "choose_route", "read_direction", "shoot", "waves"]

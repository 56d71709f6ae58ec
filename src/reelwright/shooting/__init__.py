"""Which back end films which scene, in which order; takes."""

from .asking import Filled, fill, read_templates, split_prompt
from .coverage import cover
from .direction import Direction, read_direction
from .moves import shoot
from .route import Route, choose_route, waves

__all__ = [
    "Direction",
    "Filled",
    "Route",
    "choose_route",
    "cover",
    "fill",
    "read_direction",
    "read_templates",
    "shoot",
    "split_prompt",
    "waves",
]

"""The list of pictures: each drawing function enters itself with what a person would say of it."""

from collections.abc import Callable
from dataclasses import dataclass

from pen import Scene


@dataclass(frozen=True)
class Entry:
    file: str
    caption: str
    keywords: str
    scale: str
    people: str
    size: tuple[int, int]
    draw: Callable[[Scene], None]


PICTURES: dict[str, Entry] = {}


def picture(caption, keywords, scale="medium", people="", wide=False):
    """Enter a drawing function; its name becomes the file name."""

    def enter(draw):
        name = draw.__name__.replace("_", "-")
        size = (2400, 1600) if wide else (1600, 2000)
        PICTURES[name] = Entry(f"{name}.svg", caption, keywords, scale, people, size, draw)
        return draw

    return enter


def render(entry):
    """One picture as SVG text."""
    scene = Scene(*entry.size)
    entry.draw(scene)
    return scene.svg()

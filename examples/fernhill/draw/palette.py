"""The brand's colours and the people who appear again and again."""

from dataclasses import dataclass

FERN, FERN_L, FERN_D = "#1f4a3d", "#316654", "#15352c"
MOSS, MOSS_D, LEAF = "#7c9559", "#5e7a48", "#a9ba80"
PAPER, CREAM, SAND, SAND_D = "#fbf4e6", "#f4e6ca", "#e4cca3", "#cdae80"
CLAY, CLAY_L, CLAY_D, BLUSH = "#b04d2a", "#cf7549", "#8c3a20", "#ecbb9a"
DUSK, DUSK_D, DUSK_L, MIST = "#587590", "#2f455b", "#a8bccb", "#d8e2e4"
INK, GLOW, WHITE = "#1d2a2b", "#f7c869", "#fffaf0"
WOOD, WOOD_D, WOOD_L = "#b57d4c", "#8d5b36", "#cf9c69"
NIGHT, NIGHT_L = "#24374b", "#41597a"


@dataclass(frozen=True)
class Who:
    """A person's lasting look. build scales the torso's width."""

    name: str
    skin: str
    shade: str
    blush: str
    hair: str
    hair_d: str
    style: str
    top: str
    top_d: str
    outfit: str
    legs: str = DUSK_D
    shoes: str = INK
    build: float = 1.0
    glasses: bool = False
    beard: str = ""
    brow: str = ""
    age: int = 40
    lip: str = "#a9503f"


MARGARET = Who(
    "Margaret", "#f3caab", "#dfa684", "#e79a80", "#f4f0e6", "#d3d0c8", "bob",
    MOSS, MOSS_D, "cardigan", legs=DUSK_D, shoes=CLAY_D, build=0.98, glasses=True,
    brow="#b9b2a6", age=78, lip="#b65a4c",
)  # fmt: skip
ARTHUR = Who(
    "Arthur", "#9c6444", "#7c4b33", "#ac5f40", "#ece7dc", "#c9c4b9", "cap",
    DUSK_L, "#88a0b3", "braces", legs="#5b5145", shoes=WOOD_D, build=1.1,
    beard="moustache", brow="#e4ded2", age=82, lip="#6e3529",
)  # fmt: skip
JOANNE = Who(
    "Joanne", "#ecbc97", "#d0946d", "#dd8b6b", "#3a2a26", "#271b1a", "curls",
    CLAY, CLAY_D, "coat", legs=DUSK_D, shoes=INK, build=1.0, brow="#2c1f1d", age=52,
    lip="#a4463a",
)  # fmt: skip
DANIEL = Who(
    "Daniel", "#e8b790", "#cb9068", "#d98a68", "#4b3327", "#35231c", "short",
    DUSK, "#415b75", "jumper", legs=INK, shoes=WOOD_D, build=1.1, beard="full",
    brow="#3b271f", age=45, lip="#a4503f",
)  # fmt: skip
AMARA = Who(
    "Amara", "#7d4c34", "#5f3626", "#95492f", "#221a1c", "#3c2f30", "braids",
    FERN_L, FERN, "tunic", legs=INK, shoes=PAPER, build=1.0, brow="#1c1414", age=34,
    lip="#5a2420",
)  # fmt: skip
PRIYA = Who(
    "Priya", "#b97c55", "#96603f", "#b9583c", "#1e1718", "#120e10", "long",
    DUSK_D, "#22344a", "coat", legs=INK, shoes=CLAY_D, build=0.98, brow="#1a1213", age=45,
    lip="#8f3b33",
)  # fmt: skip
TOM = Who(
    "Tom", "#f5d0b3", "#e0aa89", "#e8977b", "#a85f34", "#864626", "quiff",
    FERN_L, FERN, "tunic", legs=INK, shoes=PAPER, build=1.04, brow="#8a4a2a", age=28,
    lip="#b8614f",
)  # fmt: skip

"""The labelled set as data, and the distractors that are made by rule. Rules: README.md."""

import csv
import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
DRAWINGS = HERE.parent.parent / "examples" / "fernhill" / "library"
PHOTOGRAPHS = HERE.parents[2] / "shared" / "data" / "photos"

EXACT, PARTLY = 2, 1


@dataclass(frozen=True)
class LabelledPicture:
    """A picture of the set, or a distractor. id: its file's name without the suffix.

    path is None where there is no picture: for distractors, and photographs that are not here.
    """

    id: str
    file: str
    caption: str
    keywords: tuple[str, ...]
    people: tuple[str, ...] = ()
    path: Path | None = None


@dataclass(frozen=True)
class Asked:
    """A query with its grades; what has none has grade 0. kind is "far" or "near" for none."""

    words: str
    kind: str
    grades: Mapping[str, int]


@cache
def pictures() -> tuple[LabelledPicture, ...]:
    """All pictures that queries are graded on."""
    drawn = _rows(DRAWINGS / "captions.csv", DRAWINGS)
    return (*drawn, *_rows(HERE / "photographs.csv", PHOTOGRAPHS))


def _rows(table: Path, folder: Path) -> Iterator[LabelledPicture]:
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            path = folder / row["file"]
            yield LabelledPicture(
                id=Path(row["file"]).stem,
                file=row["file"],
                caption=row["caption"],
                keywords=_listed(row["keywords"]),
                people=_listed(row.get("people") or ""),
                path=path if path.is_file() else None,
            )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


@cache
def queries() -> tuple[Asked, ...]:
    """The queries that something answers."""
    found = []
    for row in _given()["query"]:
        people = set(row.get("people", ()))
        grades = {p.id: PARTLY for p in pictures() if people & set(p.people)}
        grades |= dict.fromkeys(row.get("partly", ()), PARTLY)
        grades |= dict.fromkeys(row["exact"], EXACT)
        found.append(Asked(row["words"], row["kind"], grades))
    return tuple(found)


@cache
def unanswered() -> tuple[Asked, ...]:
    """The queries that nothing answers."""
    nothing = _given()["nothing"]
    return tuple(Asked(words, kind, {}) for kind in ("far", "near") for words in nothing[kind])


@cache
def _given() -> dict:
    return tomllib.loads((HERE / "queries.toml").read_text(encoding="utf-8"))


# -- distractors -------------------------------------------------------------------------------

TRADES = {
    "welder": ("joins steel beams", "lifts a visor", "grinds a seam"),
    "potter": ("shapes a clay bowl", "stacks a kiln", "mixes a glaze"),
    "fisherman": ("mends a net", "hauls up a lobster trap", "guts a mackerel"),
    "climber": ("checks a harness", "coils a rope", "chalks both palms"),
    "violinist": ("tunes an instrument", "turns a page of music", "rosins a bow"),
    "goldsmith": ("sets a ruby", "melts silver", "engraves a ring"),
    "blacksmith": ("hammers a horseshoe", "stokes a forge", "quenches a blade"),
    "glassblower": ("turns a vase", "cuts molten crystal", "reaches for the pipe"),
    "beekeeper": ("lifts a honeycomb", "calms a swarm with smoke", "seals a jar of honey"),
    "shepherd": ("counts a flock", "shears a ram", "whistles over a pasture"),
    "rower": ("lifts an oar", "steps into a scull", "bails out water"),
    "fencer": ("lowers a mask", "salutes with a foil", "lunges at a target"),
    "mechanic": ("hoists an engine", "tightens a bolt", "drains oil from a gearbox"),
    "archer": ("draws a longbow", "collects arrows", "straps on a bracer"),
    "printer": ("inks a press", "sets lead type", "trims a stack of posters"),
    "weaver": ("threads a loom", "dyes a skein", "knots a carpet"),
    "carpenter": ("planes an oak board", "glues a joint", "sharpens a chisel"),
    "surveyor": ("levels a tripod", "reads a theodolite", "drives in a stake"),
    "diver": ("tests a regulator", "rinses a wetsuit", "fills an oxygen tank"),
    "geologist": ("splits a rock", "sorts fossils", "drills a core"),
    "puppeteer": ("mends a marionette", "paints a wooden face", "rehearses with strings"),
    "stonemason": ("carves a gargoyle", "chips a marble block", "mixes mortar"),
    "astronomer": ("aligns a telescope", "opens a dome", "logs a comet"),
    "juggler": ("throws six clubs", "balances a plate", "rides a unicycle"),
    "boatbuilder": ("bends a plank", "caulks a hull", "sands a rudder"),
    "drummer": ("tightens a drumhead", "spins a stick", "counts in the band"),
    "miner": ("straps on a helmet", "pushes an ore cart", "props up a shaft"),
    "vintner": ("samples wine from a barrel", "crushes grapes", "corks a magnum"),
    "cheesemaker": ("turns wheels of cheddar", "cuts the curd", "washes a rind"),
    "roofer": ("nails down slates", "solders a gutter", "hoists a ladder"),
    "plumber": ("threads a pipe", "unblocks a drain", "fits a boiler valve"),
    "electrician": ("wires a fuse panel", "strips a cable", "tests a socket"),
    "stagehand": ("hauls a backdrop", "tapes down wires", "wheels in a piano"),
    "archaeologist": ("brushes off an amphora", "sieves sand", "sketches a mosaic"),
    "chemist": ("shakes a flask", "titrates an acid", "labels a sample"),
    "farrier": ("trims a hoof", "heats a nail", "calms a stallion"),
    "lacemaker": ("winds a bobbin", "pins a pattern", "bleaches a collar"),
    "clockmaker": ("oils a pendulum", "files a cog", "winds a tower clock"),
    "saddler": ("stitches a girth", "waxes a thread", "punches a strap"),
    "locksmith": ("files a tumbler", "cracks a vault", "cuts a bolt"),
}
PLACES = (
    "shipyard", "quarry", "foundry", "workshop", "warehouse", "courtyard", "fairground", "tunnel",
    "museum", "market hall", "laboratory", "monastery", "lighthouse", "village square", "hangar",
    "railway depot", "cellar", "barn", "arena", "studio", "castle", "mill", "cave", "brewery",
)  # fmt: skip
LIGHTS = (
    "at dawn", "at noon", "in the evening", "in thick fog", "by the light of a lamp", "at night",
    "in soft morning light", "late in the day",
)  # fmt: skip
NAMES = (
    "Ingrid", "Mateo", "Kenji", "Fatima", "Olga", "Piotr", "Yusuf", "Leila", "Bruno", "Sanna",
    "Henrik", "Rosa",
)  # fmt: skip


def distractors(count: int, seed: int = 1) -> tuple[LabelledPicture, ...]:
    """Captions of pictures that answer no query, each another; the same for a seed."""
    source = random.Random(seed)
    every = [(t, act, p, li) for t, acts in TRADES.items() for act in acts for p in PLACES
             for li in LIGHTS]  # fmt: skip
    found = []
    for n, (trade, act, place, light) in enumerate(source.sample(every, count)):
        article = _article(trade)
        who, people = f"{article.capitalize()} {trade}", ()
        if n % 3 == 0:
            name = source.choice(NAMES)
            who, people = f"{name}, {article} {trade},", (name,)
        found.append(
            LabelledPicture(
                id=f"{trade}-{place.replace(' ', '-')}-{n}",
                file=f"{trade}-{place.replace(' ', '-')}-{n}.png",
                caption=f"{who} {act} in {_article(place)} {place} {light}",
                keywords=(trade, act.split()[-1], place, *people),
                people=people,
            )
        )
    return tuple(found)


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def vocabulary() -> Sequence[str]:
    """Every word that distractors may hold."""
    acts = [act for acts in TRADES.values() for act in acts]
    return sorted({w for text in (*TRADES, *acts, *PLACES) for w in text.lower().split()})

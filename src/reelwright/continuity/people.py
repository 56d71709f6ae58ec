"""Who is seen in the library: names, what each one is, and the picture that shows them best."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.picture import Picture
from .lexicon import DATES, LEXICON

_ROLE = re.compile(
    r"\b(?:an?|the|her|his|their)?\s*("
    + "|".join(sorted(map(re.escape, LEXICON["actor"]), key=lambda w: (-len(w), w)))
    + r")\b",
    re.IGNORECASE,
)
_CLOSENESS = {"close": 0, "medium": 1, "wide": 2}


@dataclass(frozen=True)
class Depicted:
    """Somebody with a name. role is a noun such as "carer", "" where no caption says."""

    name: str
    role: str
    picture: Picture

    @property
    def called(self) -> str:
        """Name and role: "Amara, the carer"."""
        return f"{self.name}, the {self.role}" if self.role else self.name


def names_in(picture: Picture) -> tuple[str, ...]:
    """Names of the people in a picture: as listed, else keywords that are names by their look."""
    return picture.people or tuple(
        k for k in picture.keywords if k[:1].isupper() and k.isalpha() and k not in DATES
    )


def known_people(pictures: Sequence[Picture]) -> dict[str, Depicted]:
    """Everybody named in the library, by name.

    A person's picture is the one that shows them most alone, closest and sharpest.
    """
    seen: dict[str, list[Picture]] = {}
    for picture in pictures:
        for name in names_in(picture):
            seen.setdefault(name, []).append(picture)
    return {
        name: Depicted(name, _role(name, found), min(found, key=lambda p: _fitness(name, p)))
        for name, found in sorted(seen.items())
    }


def _fitness(name: str, picture: Picture) -> tuple[int, bool, int, int, str]:
    return (
        len(names_in(picture)),
        "portrait" not in picture.keywords,
        0 if name in picture.caption.split(",")[0].split() else 1,
        _CLOSENESS[picture.scale],
        picture.id,
    )


def _role(name: str, pictures: Sequence[Picture]) -> str:
    """The noun that stands beside the name ("Amara, the carer"), or that solo captions use."""
    beside = re.compile(
        rf"\b{re.escape(name)},?\s+(?:an?|the|her|his|their)\s+([^,.;:]+)", re.IGNORECASE
    )
    found: Counter[str] = Counter()
    for picture in pictures:
        said = beside.search(picture.caption)
        role = _ROLE.search(said[1]) if said else None
        if role:
            found[role[1].lower()] += 3
        elif len(names_in(picture)) == 1:
            found.update({m[1].lower(): 2 for m in _ROLE.finditer(picture.caption)})
            found.update(k.lower() for k in picture.keywords if k.lower() in LEXICON["actor"])
    best = sorted(found.items(), key=lambda e: (-e[1], -len(e[0]), e[0]))
    return best[0][0] if best else ""

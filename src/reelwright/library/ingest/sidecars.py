"""Files that lie beside a picture and describe it: name.json, name.jpg.txt, name.xmp, and more.

Names are compared without case and in one normal form, as those of a list's rows are.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePath

from ...domain.errors import InvalidIntake
from .lists import called, folded

SUFFIXES = (".json", ".txt", ".xmp")
_TAKEOUT = "supplemental-metadata"
"""What Google Takeout puts between a picture's name and ".json", whole or as far as it fits."""

_LONGEST = 46
"""Characters of such a name before ".json"; what is longer is cut off."""

_COPY = re.compile(r"^(.*)(\(\d+\))(\.[^.]+)$")
"""IMG_1(1).jpg, whose sidecar is IMG_1.jpg(1).json or IMG_1.jpg.supplemental-metadata(1).json."""


class Sidecars:
    """The sidecars of pictures; each folder is listed once, for as long as this is held.

    root: the folder that the pictures are read from, None where they come one by one.
    """

    def __init__(self, root: Path | None = None) -> None:
        self._root = root
        self._folders: dict[Path, dict[str, list[str]]] = {}

    def of(self, path: Path) -> list[Path]:
        """Those of a picture, the one that counts first. Raises InvalidIntake where two may be."""
        there = self._listed(path.parent)
        found: list[Path] = []
        for key in dict.fromkeys(_keys(path.name, there)):
            held = there.get(key, [])
            own = [n for n in held if n.startswith((f"{path.stem}.", f"{path.name}."))]
            chosen = own or [n for n in held if not _of_another(n, path, there)]
            if len(chosen) > 1:
                raise InvalidIntake(
                    f"{self.called(path)}: {' and '.join(chosen)} may both describe it; keep one"
                )
            found += [path.with_name(n) for n in chosen]
        return [p for p in found if p.is_file()]

    def called(self, path: Path) -> str:
        """A file as messages name it, with the folder it was read from."""
        return called(path, self._root)

    def _listed(self, folder: Path) -> dict[str, list[str]]:
        known = self._folders.get(folder)
        if known is not None:
            return known
        there: dict[str, list[str]] = {}
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            names = []
        for name in names:
            there.setdefault(folded(name), []).append(name)
        # Threads share this: they see a listing whole or not at all.
        self._folders[folder] = there
        return there


def _keys(name: str, there: dict[str, list[str]]) -> Iterator[str]:
    stem = PurePath(name).stem
    for suffix in SUFFIXES:
        yield folded(stem) + suffix
        yield folded(name) + suffix
    copy = _COPY.match(name)
    whole, number = (f"{copy[1]}{copy[3]}", copy[2]) if copy else (name, "")
    # Takeout cuts names, and what it adds to them, to a fixed length.
    for n in range(len(_TAKEOUT) + 1):
        added = f"{whole}.{_TAKEOUT[:n]}" if n else whole
        if (key := folded(added)[:_LONGEST] + number + ".json") in there:
            yield key


def _of_another(name: str, path: Path, there: dict[str, list[str]]) -> bool:
    """Whether a sidecar belongs to a file whose name differs from this one's by case alone."""
    twins = [n for n in there.get(folded(path.name), []) if n != path.name]
    return any(name.startswith((f"{PurePath(n).stem}.", f"{n}.")) for n in twins)

"""The user's own recordings of lines. They beat every engine."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ...domain.asset import Asset, Assets
from ...domain.base import slug
from ...domain.errors import MediaRefused, NotFound
from ...media.streams.listening import RATE, open_sound
from . import presence
from .interface import Line, Spoken

if TYPE_CHECKING:
    import numpy as np

MAX_SECONDS = 60


class Recordings:
    """Finds the recording of a line by its words, else by its scene."""

    def __init__(self, recordings: Sequence[Asset], assets: Assets) -> None:
        self._recordings = tuple(recordings)
        self._assets = assets

    presence = staticmethod(presence.recordings)

    def find(self, line: Line) -> Asset | None:
        """The recording of a line, or None.

        A file named after the words (or their beginning, four words at least) is taken before
        one named after the scene; a file ending in a language ("s1-es.wav") before one without.
        """
        written = key(line.written or line.text)
        scene = key(line.scene)
        language = line.language.split("-")[0].lower()
        named = {key(Path(a.name).stem): a for a in self._recordings}
        for want in (f"{written}-{language}", written, f"{scene}-{language}", scene):
            if want and want in named:
                return named[want]
        begun = [n for n in named if n.count("-") >= 3 and written.startswith(n)]
        return named[max(begun, key=len)] if begun else None

    def speak(self, line: Line) -> Spoken:
        """Play the recording of a line. Raises NotFound, and MediaRefused for a broken file."""
        asset = self.find(line)
        if asset is None:
            raise NotFound(
                f"there is no recording of scene {line.scene}: put one in voice/ as "
                f"{line.scene}.wav, or choose another engine"
            )
        return Spoken(play(asset, self._assets), RATE, Path(asset.name).stem, synthetic=False)


def play(asset: Asset, assets: Assets) -> "np.ndarray":
    """A recording's samples: mono float32 at RATE. Raises MediaRefused where nothing is heard."""
    samples = open_sound(assets.path(asset), name=asset.name, max_seconds=MAX_SECONDS)
    if float(abs(samples).max()) < 1e-3:
        raise MediaRefused(f"{asset.name} holds nothing but silence: record the line again")
    return samples


def key(text: str) -> str:
    """A name to compare by: lower case, words parted by hyphens; not only ASCII is kept."""
    plain = slug(text, "")
    if plain and not re.search(r"[^\W\d_]", re.sub(r"[\x00-\u024f]", "", text)):
        return plain
    return "-".join(re.findall(r"\w+", text.lower()))[:80]

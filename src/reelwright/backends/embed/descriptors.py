"""Picture descriptors without a model: for near-duplicates and palette, never for meaning.

They say how light, colours and edges lie in a picture. A cropped, mirrored or smaller copy of a
picture lies near it, and so does another picture of like colours; a dog and a drawing of a dog do
not. Search by what a picture shows needs captions, or a model that looks.
"""

import re
from collections.abc import Sequence

import numpy as np

from ...domain.errors import DoesNotFit
from ...media.pictures import descriptors as media
from ...media.pictures.colour import BASIC
from .interface import EmbedProfile, Purpose, check_pictures, chosen, takes_no, unit_rows

PROFILE = EmbedProfile(
    space="descriptors-332",
    model="opencv-descriptors-1",
    dimension=media.SIZE,
    dimensions=(media.SIZE,),
    modalities=("image",),
)

_SAME = {
    "black": "black ebony",
    "grey": "grey gray silver",
    "white": "white snowy ivory cream",
    "red": "red crimson scarlet maroon",
    "orange": "orange amber",
    "yellow": "yellow gold golden",
    "green": "green olive lime emerald",
    "turquoise": "turquoise teal cyan aqua",
    "blue": "blue navy azure",
    "purple": "purple violet lilac lavender mauve",
    "pink": "pink magenta rose",
    "brown": "brown beige tan",
}
_NAMES = {word: BASIC.index(name) for name, words in _SAME.items() for word in words.split()}


class Descriptors:
    """Describes pictures by 332 numbers of OpenCV's: pictures only, not semantics."""

    profile = PROFILE
    weights = PROFILE.model

    def __init__(self, *, dimension: int | None = None) -> None:
        chosen(dimension, PROFILE.dimensions, PROFILE.space)

    def texts(self, texts: Sequence[str], *, purpose: Purpose = "index") -> np.ndarray:
        """Raises DoesNotFit: there is no model that reads. For colour words see `colours`."""
        raise takes_no("text", self.profile)

    def pictures(self, pictures: Sequence[np.ndarray]) -> np.ndarray:
        """Descriptions, float32 [n, 332], unit length."""
        check_pictures(pictures)
        found = [media.describe(picture) for picture in pictures]
        return unit_rows(np.stack(found) if found else np.zeros((0, media.SIZE)), self.profile)

    def colours(self, words: str) -> np.ndarray:
        """A query vector, float32 [332], for pictures in which the named colours prevail.

        Only the twelve basic English colours and some of their by-names count; what else is said is
        left aside. Raises DoesNotFit when no colour is named.
        """
        shares = np.zeros(len(BASIC))
        for word in re.findall(r"[a-z]+", words.lower()):
            if word in _NAMES:
                shares[_NAMES[word]] = 1
        if not shares.any():
            raise DoesNotFit(f"{words[:60]!r} names no colour; name some of {', '.join(BASIC)}")
        return media.colour_query(shares)

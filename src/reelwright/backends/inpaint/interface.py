"""The seam to whatever paints into a picture: exemplar filling, or a model that invents.

A back end is a class with a `profile` and two verbs: `paint` makes candidates, `mask` finds what
words name. Masks are uint8 [height, width], 255 where the picture shall change.
"""

from typing import Literal, Protocol, runtime_checkable

import numpy as np
from pydantic import Field

from ...domain.base import Frozen
from ...domain.errors import DoesNotFit

Mode = Literal["replace", "remove", "repair"]
MODES: tuple[Mode, ...] = ("replace", "remove", "repair")


class InpaintProfile(Frozen):
    """What a back end can do.

    generates: it can invent what no picture shows; where False, "replace" needs a source picture.
    whole: it can repaint a whole picture. band: pixels beside the mask that may change too, so
    that no seam shows. most: candidates of one request. model: whose weights, "" without any.
    names: it finds things by their names itself, by `Names.paint_named`. grounds: `paint` takes
    ground=, the picture as it is without what is masked, where that is known.
    """

    name: str
    model: str = ""
    modes: tuple[Mode, ...] = MODES
    generates: bool
    whole: bool = False
    band: int = Field(default=0, ge=0)
    most: int = Field(default=16, ge=1)
    names: bool = False
    grounds: bool = False


class Inpainter(Protocol):
    """Paints into pictures."""

    profile: InpaintProfile

    def paint(
        self,
        picture: np.ndarray,
        mask: np.ndarray,
        *,
        mode: Mode,
        words: str = "",
        source: np.ndarray | None = None,
        count: int = 1,
        seed: int = 1,
    ) -> list[np.ndarray]:
        """Candidates, BGR uint8 of the picture's size; same arguments, same candidates.

        words say what shall be seen ("replace") or help a model ("remove", "repair"). source is a
        picture to take from: BGR, or BGRA where its opacity already cuts the subject out. Raises
        DoesNotFit for masks and requests it cannot serve, Missing and BackendFailed.
        """
        ...

    def mask(self, picture: np.ndarray, words: str) -> np.ndarray:
        """What the words name in the picture. Raises DoesNotFit where it cannot tell."""
        ...


@runtime_checkable
class Names(Protocol):
    """An in-painter whose model finds what a name means, such as "the dog"."""

    def paint_named(
        self,
        picture: np.ndarray,
        name: str,
        *,
        mode: Mode,
        words: str = "",
        count: int = 1,
        seed: int = 1,
    ) -> list[np.ndarray]:
        """As `paint`, where the model itself finds what shall change."""
        ...


def check_count(count: int, profile: InpaintProfile) -> None:
    """Raise DoesNotFit unless so many candidates can be made."""
    if not 1 <= count <= profile.most:
        raise DoesNotFit(f"{count} candidates cannot be made: ask for 1 to {profile.most}")


def seeds_of(seed: int, count: int, below: int = 2**31) -> list[int]:
    """A seed for each candidate; the first ones are the same however many there are."""
    return [int(s) % below for s in np.random.SeedSequence(seed).generate_state(count)]

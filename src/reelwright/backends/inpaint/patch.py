"""The embedded back end: fills from the picture itself or pastes from another; no weights."""

import numpy as np

from ...domain.errors import DoesNotFit
from ...media.painting.mask import checked, from_words, grown
from ...media.painting.paste import paste
from ...media.painting.patch import fill, fillable
from .interface import InpaintProfile, Mode, check_count, seeds_of

GROWN = {"remove": 2, "repair": 1, "replace": 0}
"""Pixels by which the mask grows, so that no rim of what goes away stays behind."""


class Patch:
    """Carries parts of pictures over; it invents nothing, and says so where that is asked for."""

    profile = InpaintProfile(name="patch", generates=False, band=4, grounds=True)

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
        ground: np.ndarray | None = None,
    ) -> list[np.ndarray]:
        """Candidates as the interface says; each begins from a seed of its own."""
        hole = checked(mask, picture)
        check_count(count, self.profile)
        if mode == "replace" and source is None:
            raise DoesNotFit(
                f"{words or 'the new content'!r} cannot be invented without a model: give a "
                "picture that shows it, or choose inpaint/diffusers or inpaint/canvas"
            )
        if not fillable(hole):
            raise DoesNotFit(
                "the mask covers nearly the whole picture, and nothing is left to fill it from: "
                "mask less, or choose inpaint/diffusers or inpaint/canvas"
            )
        hole = grown(hole, GROWN[mode])
        seeds = seeds_of(seed, count)
        if source is not None and mode == "replace":
            return [paste(picture, hole, source, seed=s, ground=ground) for s in seeds]
        return [fill(picture, hole, seed=s, near=mode == "repair") for s in seeds]

    def mask(self, picture: np.ndarray, words: str) -> np.ndarray:
        """What the words name, where it can be measured (see `media.mask.UNDERSTOOD`)."""
        return from_words(picture, words).mask

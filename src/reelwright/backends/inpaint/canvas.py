"""Amazon Nova Canvas on Bedrock: in-painting by a mask image, or by the name of a thing."""

import base64
import binascii
from typing import Any, Literal

import numpy as np

from ...domain.errors import BackendFailed, DoesNotFit
from ...domain.spending import Usage
from ...media.painting.inlay import BAND, Inlay, Sizes, changed, decoded, inlay, png
from ...media.painting.mask import checked, from_words
from ..bedrock import Bedrock
from .interface import InpaintProfile, Mode, check_count

MODEL = "amazon.nova-canvas-v1:0"
SIZES = Sizes(divisor=16, least=320, most=4096, pixels=4_194_303, shape=4)
MOST_IMAGES = 5
"""Pictures of one request; more candidates are more requests, each with a seed of its own."""

SEEDS = 858_993_460
MOST_TEXT = 1024


class Canvas:
    """Paints through Nova Canvas.

    cfg: how closely the words are followed, 1.1-10. negative: what must not be seen. Other options
    are Bedrock's: region, profile, endpoint_url, timeout, attempts.
    """

    profile: InpaintProfile

    def __init__(
        self,
        *,
        model: str = MODEL,
        quality: Literal["standard", "premium"] = "standard",
        cfg: float = 6.5,
        negative: str = "",
        timeout: float = 300,
        **options: Any,
    ) -> None:
        if not 1.1 <= cfg <= 10:
            raise DoesNotFit(f"cfg {cfg:g} is out of Nova Canvas' range; choose 1.1 to 10")
        self._bedrock = Bedrock(model, "inpaint/canvas", timeout=timeout, **options)
        self._quality, self._cfg, self._negative = quality, cfg, negative
        self.profile = InpaintProfile(
            name="canvas", model=model, generates=True, whole=True, band=BAND, most=20, names=True
        )

    presence = staticmethod(Bedrock.presence)

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
        """Candidates as the interface says; source is not used, the model invents."""
        hole = checked(mask, picture)
        fitted = inlay(picture, hole, SIZES)
        # Theirs is the other way round: black is what in-painting changes.
        where = {"maskImage": _coded(255 - fitted.mask)}
        answers = self._answers(fitted, where, mode, words, count, seed)
        return [fitted.laid_back(answer) for answer in answers]

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
        """As `paint`; the model finds what the name means. What it left alone stays the original.

        A new thing follows the outline of the old one: give a generous mask where it should not.
        """
        if not name.strip():
            raise DoesNotFit("nothing is named: say what shall change, or give a mask image")
        whole = np.full(picture.shape[:2], 255, np.uint8)
        fitted = inlay(picture, whole, SIZES)
        asked = {"maskPrompt": _text(name, "the name of what shall change")}
        found: list[np.ndarray] = []
        for answer in self._answers(fitted, asked, mode, words, count, seed):
            hole = changed(picture, fitted.laid_back(answer))
            if not hole.any():
                raise BackendFailed(
                    f"Nova Canvas changed nothing: it may not have found {name!r}; name it "
                    "otherwise, or give a mask image"
                )
            found.append(inlay(picture, hole, SIZES).laid_back(answer))
        return found

    def mask(self, picture: np.ndarray, words: str) -> np.ndarray:
        """What can be found by measuring; other names are for `paint_named`."""
        return from_words(picture, words).mask

    def _answers(
        self, fitted: Inlay, where: dict[str, str], mode: Mode, words: str, count: int, seed: int
    ) -> list[np.ndarray]:
        check_count(count, self.profile)
        if mode == "replace" and not words.strip():
            raise DoesNotFit("nothing is said of what shall be seen: give words to replace by")
        params: dict[str, Any] = {"image": _coded(fitted.picture), **where}
        # Without a text the masked thing is removed and its ground goes on.
        if words.strip() and mode != "remove":
            params["text"] = _text(words, "the words")
        if self._negative:
            params["negativeText"] = _text(self._negative, "the negative words")
        found: list[np.ndarray] = []
        while len(found) < count:
            number = min(MOST_IMAGES, count - len(found))
            config = {
                "numberOfImages": number,
                "cfgScale": self._cfg,
                "seed": (seed + len(found) // MOST_IMAGES) % SEEDS,
                "quality": self._quality,
            }
            body = {
                "taskType": "INPAINTING",
                "inPaintingParams": params,
                "imageGenerationConfig": config,
            }
            found += _images(self._bedrock.ask(body, Usage(pictures=number)), number)
        return found


def _images(answer: dict[str, Any], number: int) -> list[np.ndarray]:
    images: list[Any] = answer.get("images") or []
    error = answer.get("error")
    if error:
        raise BackendFailed(
            f"Nova Canvas made {len(images)} of {number} pictures: {str(error)[:300]}; say it in "
            "other words, or take another seed"
        )
    if len(images) != number:
        raise BackendFailed(f"Nova Canvas made {len(images)} of {number} pictures; try again")
    try:
        return [decoded(base64.b64decode(image, validate=True)) for image in images]
    except (binascii.Error, TypeError, ValueError) as problem:
        raise BackendFailed("Nova Canvas answered with broken pictures; try again") from problem


def _coded(picture: np.ndarray) -> str:
    return base64.b64encode(png(picture)).decode()


def _text(text: str, what: str) -> str:
    text = text.strip()
    if len(text) > MOST_TEXT:
        raise DoesNotFit(
            f"{what} are {len(text)} characters, Nova Canvas takes {MOST_TEXT}; shorten them"
        )
    return text

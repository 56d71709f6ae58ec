"""Amazon Titan Multimodal Embeddings G1 on Bedrock: English texts and pictures in one space."""

import base64
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from ...domain.errors import BackendFailed
from ...domain.loose import is_list
from ...domain.spending import Usage
from ...media.pictures.files import within, write_jpeg
from ..bedrock import Bedrock
from .interface import EmbedProfile, Purpose, check_pictures, check_texts, chosen, unit_rows

MODEL = "amazon.titan-embed-image-v1"
DIMENSIONS = (1024, 384, 256)
MAX_TOKENS, MAX_SIDE = 256, 2048

_TOKEN = re.compile(r"\w{1,4}|[^\w\s]")
"""A cautious token: four letters of a word at most, or one other sign. Titan's are longer."""


class Titan:
    """Embeds through Titan. dimension: 1024, 384 or 256.

    model: the id, or the ARN of a model of one's own. Pictures are sent as JPEG of at most 2048
    pixels a side (the service takes 25 MB), texts cut to 256 tokens. Other options are Bedrock's:
    region, profile, endpoint_url, timeout, attempts, parallel.
    """

    profile: EmbedProfile
    weights: str

    def __init__(self, *, dimension: int | None = None, model: str = MODEL, **options: Any) -> None:
        size = chosen(dimension, DIMENSIONS, "titan")
        self.profile = EmbedProfile(
            space=f"titan-{size}",
            model=model,
            dimension=size,
            dimensions=DIMENSIONS,
            modalities=("text", "image"),
            text_limit=MAX_TOKENS,
            picture_limit=MAX_SIDE,
        )
        self.weights = model
        self._bedrock = Bedrock(model, "embed/titan", **options)

    presence = staticmethod(Bedrock.presence)

    def texts(self, texts: Sequence[str], *, purpose: Purpose = "index") -> np.ndarray:
        """Unit vectors of texts; the purpose makes no difference. Blank texts are refused."""
        check_texts(texts, self.profile)
        return self._vectors(
            [({"inputText": _cut(text)}, Usage(tokens_in=MAX_TOKENS)) for text in texts]
        )

    def pictures(self, pictures: Sequence[np.ndarray]) -> np.ndarray:
        """Unit vectors of pictures."""
        check_pictures(pictures)
        return self._vectors(
            [
                (
                    {"inputImage": base64.b64encode(write_jpeg(within(p, MAX_SIDE), 92)).decode()},
                    Usage(pictures=1),
                )
                for p in pictures
            ]
        )

    def _vectors(self, inputs: Sequence[tuple[dict[str, str], Usage]]) -> np.ndarray:
        config = {"embeddingConfig": {"outputEmbeddingLength": self.profile.dimension}}
        answers = self._bedrock.ask_all([({**given, **config}, most) for given, most in inputs])
        return unit_rows([self._vector(answer) for answer in answers], self.profile)

    def _vector(self, answer: dict[str, Any]) -> list[float]:
        if message := answer.get("message"):
            raise BackendFailed(f"{self.profile.model} could not embed: {str(message)[:300]}")
        found = answer.get("embedding")
        if not is_list(found):
            raise BackendFailed(f"{self.profile.model} answered without an embedding; try again")
        return found


def _cut(text: str) -> str:
    found = [m.end() for m in _TOKEN.finditer(text)]
    return text if len(found) <= MAX_TOKENS else text[: found[MAX_TOKENS - 1]]

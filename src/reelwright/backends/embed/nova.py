"""Amazon Nova Multimodal Embeddings on Bedrock: texts and pictures in one space.

The model takes sound and film too; here it is asked for texts and pictures.
"""

import base64
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from ...domain.errors import BackendFailed
from ...domain.loose import is_list, is_table
from ...domain.spending import Usage
from ...media.pictures.files import within, write_jpeg
from ..bedrock import Bedrock
from .interface import EmbedProfile, Purpose, check_pictures, check_texts, chosen, unit_rows

MODEL = "amazon.nova-2-multimodal-embeddings-v1:0"
DIMENSIONS = (1024, 256, 384, 3072)
MAX_TOKENS = 8192
MAX_CHARACTERS = 8192
"""Of a text sent within a request; the rest is left off, as the model would."""

MAX_SIDE = 1664
"""Pixels of the longer side: pictures of over 4.2 million in all fail, and this shape never has."""

Retrieval = Literal[
    "GENERIC_RETRIEVAL",
    "TEXT_RETRIEVAL",
    "IMAGE_RETRIEVAL",
    "VIDEO_RETRIEVAL",
    "DOCUMENT_RETRIEVAL",
    "AUDIO_RETRIEVAL",
]


class Nova:
    """Embeds through Nova. dimension: 1024, 256, 384 or 3072.

    What is kept is embedded for GENERIC_INDEX. retrieval: what queries look for, pictures unless
    said otherwise. Other options are Bedrock's: region, profile, endpoint_url, timeout, attempts,
    parallel.
    """

    profile: EmbedProfile
    weights: str

    def __init__(
        self,
        *,
        dimension: int | None = None,
        model: str = MODEL,
        retrieval: Retrieval = "IMAGE_RETRIEVAL",
        **options: Any,
    ) -> None:
        size = chosen(dimension, DIMENSIONS, "nova")
        self.profile = EmbedProfile(
            space=f"nova-{size}",
            model=model,
            dimension=size,
            dimensions=DIMENSIONS,
            modalities=("text", "image"),
            text_limit=MAX_TOKENS,
            picture_limit=MAX_SIDE,
        )
        self.weights = model
        self._retrieval = retrieval
        self._bedrock = Bedrock(model, "embed/nova", **options)

    presence = staticmethod(Bedrock.presence)

    def texts(self, texts: Sequence[str], *, purpose: Purpose = "index") -> np.ndarray:
        """Unit vectors of texts, for keeping or for asking. Blank texts are refused."""
        check_texts(texts, self.profile)
        whole = "GENERIC_INDEX" if purpose == "index" else self._retrieval
        cut = [text[:MAX_CHARACTERS] for text in texts]
        return self._vectors(
            [
                ({"text": {"truncationMode": "END", "value": t}}, Usage(tokens_in=len(t.encode())))
                for t in cut
            ],
            whole,
        )

    def pictures(self, pictures: Sequence[np.ndarray]) -> np.ndarray:
        """Unit vectors of pictures, for keeping."""
        check_pictures(pictures)
        given: list[tuple[dict[str, Any], Usage]] = []
        for picture in pictures:
            data = base64.b64encode(write_jpeg(within(picture, MAX_SIDE), 92)).decode()
            image = {"format": "jpeg", "detailLevel": "STANDARD_IMAGE", "source": {"bytes": data}}
            given.append(({"image": image}, Usage(pictures=1)))
        return self._vectors(given, "GENERIC_INDEX")

    def _vectors(self, inputs: Sequence[tuple[dict[str, Any], Usage]], purpose: str) -> np.ndarray:
        shared = {
            "embeddingPurpose": purpose,
            "embeddingDimension": self.profile.dimension,
        }
        answers = self._bedrock.ask_all(
            [
                (
                    {
                        "schemaVersion": "nova-multimodal-embed-v1",
                        "taskType": "SINGLE_EMBEDDING",
                        "singleEmbeddingParams": {**shared, **given},
                    },
                    most,
                )
                for given, most in inputs
            ]
        )
        return unit_rows([self._vector(answer) for answer in answers], self.profile)

    def _vector(self, answer: dict[str, Any]) -> list[float]:
        if message := answer.get("message"):
            raise BackendFailed(f"{self.profile.model} could not embed: {str(message)[:300]}")
        given = answer.get("embeddings")
        if is_list(given) and given and is_table(given[0]) and is_list(given[0].get("embedding")):
            return given[0]["embedding"]
        raise BackendFailed(f"{self.profile.model} answered without an embedding; try again")

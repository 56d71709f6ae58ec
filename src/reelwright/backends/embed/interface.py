"""The seam to whatever turns texts and pictures into vectors.

An embedder is a class with two verbs, a profile, and the identity of its weights. All pass
tests/backends/test_embed_contract.py.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Protocol

from ...domain.base import Frozen
from ...domain.errors import BackendFailed, DoesNotFit

if TYPE_CHECKING:
    import numpy as np

Modality = Literal["text", "image", "audio", "video"]
Purpose = Literal["index", "query"]


class EmbedProfile(Frozen):
    """What an embedder makes.

    space: id of the vector space, such as "minilm-384"; vectors of two spaces never compare.
    dimension: numbers in a vector. dimensions: those that may be chosen. modalities: what it takes.
    text_limit: tokens of a text that count. picture_limit: pixels of the longer side that are
    looked at. None: no limit is known.

    In the registry, where no model is chosen yet, a profile may have model "" and dimension 0.
    """

    space: str
    model: str
    dimension: int
    dimensions: tuple[int, ...]
    modalities: tuple[Modality, ...]
    text_limit: int | None = None
    picture_limit: int | None = None


class Embedder(Protocol):
    """Turns texts and pictures into vectors of one space.

    weights: digest of the weights ("sha256:..."), or a remote model's id and version. With
    profile.space it is the space's identity: an index refuses vectors of other weights.
    """

    profile: EmbedProfile
    weights: str

    def texts(self, texts: Sequence[str], *, purpose: Purpose = "index") -> "np.ndarray":
        """Vectors of texts, float32 [len(texts), dimension], unit length.

        purpose: whether they are kept or asked with; some models tell these apart. A text's vector
        does not depend on the others. Raises DoesNotFit when the model takes no texts, or a text
        is blank that the model cannot take, and BackendFailed when a provider fails.
        """
        ...

    def pictures(self, pictures: "Sequence[np.ndarray]") -> "np.ndarray":
        """Vectors of pictures (BGR uint8 [h, w, 3] each), float32 [len, dimension], unit length.

        Raises DoesNotFit when the model takes no pictures, BackendFailed when a provider fails.
        """
        ...


def unit_rows(
    vectors: "np.ndarray | Sequence[Sequence[float]]", profile: EmbedProfile
) -> "np.ndarray":
    """Vectors as float32 [n, dimension] of unit length.

    Raises BackendFailed for another dimension, for what is no number, and where a vector is zero or
    not finite.
    """
    import numpy as np

    if not len(vectors):
        return np.zeros((0, profile.dimension), np.float32)
    for row in vectors:
        if len(row) != profile.dimension:
            raise BackendFailed(
                f"{profile.model} gave {len(row)} numbers where {profile.dimension} were asked "
                "for; choose a dimension that it can give"
            )
    try:
        found = np.asarray(vectors, np.float64)
        length = np.linalg.norm(found, axis=1, keepdims=True)
    except (TypeError, ValueError) as problem:
        raise BackendFailed(f"{profile.model} gave a vector that holds no numbers") from problem
    if not np.isfinite(length).all() or not (length > 0).all():
        raise BackendFailed(f"{profile.model} gave a vector without direction; try another model")
    return (found / length).astype(np.float32)


def chosen(dimension: int | None, dimensions: Sequence[int], name: str) -> int:
    """The dimension to work in; None: the first there is. Raises DoesNotFit for any other."""
    if dimension is None:
        return dimensions[0]
    if dimension not in dimensions:
        can = " or ".join(str(d) for d in sorted(dimensions))
        raise DoesNotFit(f"{name} gives {can} numbers, not {dimension}; choose one of these")
    return dimension


def takes_no(modality: Modality, profile: EmbedProfile) -> DoesNotFit:
    """The error for a modality that a model lacks."""
    things = {"text": "texts", "image": "pictures"}.get(modality, f"{modality}s")
    return DoesNotFit(
        f"{profile.space} takes no {things}, only {' and '.join(profile.modalities)}; "
        f"choose an embedder for {things}"
    )


def check_texts(texts: Sequence[str], profile: EmbedProfile) -> None:
    """Raises DoesNotFit where a text is blank, which providers refuse."""
    for n, text in enumerate(texts):
        if not text.strip():
            raise DoesNotFit(f"text {n} is blank, which {profile.model} cannot embed; leave it out")


def check_pictures(pictures: "Sequence[np.ndarray]") -> None:
    """Raises DoesNotFit unless each is uint8 [h, w, 3] with pixels in it."""
    import numpy as np

    for n, picture in enumerate(pictures):
        if picture.dtype != np.uint8 or picture.ndim != 3 or picture.shape[2] != 3:
            raise DoesNotFit(
                f"picture {n} is {picture.dtype} of shape {picture.shape}; give BGR uint8 [h, w, 3]"
            )
        if not picture.size:
            raise DoesNotFit(f"picture {n} has no pixels; leave it out")

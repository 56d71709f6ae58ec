"""SigLIP, SigLIP 2 and CLIP models as ONNX graphs: texts and pictures in one space, no PyTorch.

A model is a folder as Hugging Face's ONNX exports have it: text_model.onnx and vision_model.onnx
(there or in onnx/), tokenizer.json and preprocessor_config.json. Nothing is downloaded.
"""

import hashlib
import json
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from ...domain.base import slug
from ...domain.errors import BackendFailed, DoesNotFit, Missing
from ...domain.loose import is_table
from ...media.pictures.tensors import read_preparation
from .interface import EmbedProfile, Purpose, check_pictures, chosen, unit_rows

GET = (
    "give the folder of a model (text_model.onnx, "
    "vision_model.onnx, tokenizer.json, preprocessor_config.json)"
)
_OUTPUTS = ("text_embeds", "image_embeds", "pooler_output", "sentence_embedding")
_PICTURES, _TEXTS = 8, 32
"""How many go through the graph at once: more saves no time on a processor, and takes memory."""


class SigLIP:
    """Texts and pictures through two ONNX graphs on the processor.

    model: its folder. variant: which of several graphs, such as "fp16" or "quantized", the part
    of the file name after text_model_. threads: 0 lets the runtime choose.
    """

    profile: EmbedProfile
    weights: str

    def __init__(
        self,
        model: Path | str | None = None,
        *,
        variant: str = "",
        dimension: int | None = None,
        threads: int = 0,
    ) -> None:
        if model is None:
            raise Missing(f"embed/siglip needs a model: {GET}")
        folder = Path(model)
        paths = [_graph(folder, part, variant) for part in ("text", "vision")]
        self._text, self._vision = (_session(path, threads) for path in paths)
        prepared = folder / "preprocessor_config.json"
        if not prepared.is_file() and (folder / "processor_config.json").is_file():
            # Exports of transformers 5 keep it there, beside what else is prepared.
            prepared = folder / "processor_config.json"
        self._preparation = read_preparation(prepared)
        self._length = _text_length(folder, self._text)
        self._tokens = _tokenizer(folder, self._length)
        found = self._run_texts(["a"]).shape[1]
        seen = self._run_pictures([np.zeros((8, 8, 3), np.uint8)]).shape[1]
        if found != seen:
            raise DoesNotFit(
                f"the graphs in {folder} are of two models: texts become {found} numbers, "
                f"pictures {seen}; copy both from one"
            )
        name = f"{folder.name}{f'-{variant}' if variant else ''}"
        self.profile = EmbedProfile(
            space=f"{slug(name, 'siglip')}-{found}",
            model=name,
            dimension=chosen(dimension, (found,), name),
            dimensions=(found,),
            modalities=("text", "image"),
            text_limit=self._length,
            picture_limit=max(self._preparation.shape),
        )
        self.weights = digest_of_files(
            [
                *paths,
                *sorted(f for path in paths for f in path.parent.glob(f"{path.name}?data*")),
                folder / "tokenizer.json",
                prepared,
            ]
        )

    @staticmethod
    def presence() -> str | None:
        """The runtime; which model it runs is the user's business."""
        return "ONNX Runtime, for a model folder of yours" if find_spec("onnxruntime") else None

    def texts(self, texts: Sequence[str], *, purpose: Purpose = "index") -> np.ndarray:
        """Unit vectors of texts; the purpose makes no difference, long texts are cut."""
        return self._whole(self._run_texts, texts, _TEXTS)

    def pictures(self, pictures: Sequence[np.ndarray]) -> np.ndarray:
        """Unit vectors of pictures, prepared as the model's own configuration says."""
        check_pictures(pictures)
        return self._whole(self._run_pictures, pictures, _PICTURES)

    def _whole(self, run: Any, things: Sequence[Any], batch: int) -> np.ndarray:
        parts = [run(things[at : at + batch]) for at in range(0, len(things), batch)]
        return unit_rows(np.concatenate(parts) if parts else np.zeros((0, 0)), self.profile)

    def _run_texts(self, texts: Sequence[str]) -> np.ndarray:
        coded = self._tokens.encode_batch(list(texts))
        return _run(
            self._text,
            {
                "input_ids": np.array([c.ids for c in coded], np.int64),
                "attention_mask": np.array([c.attention_mask for c in coded], np.int64),
                "position_ids": np.tile(np.arange(self._length), (len(coded), 1)),
            },
        )

    def _run_pictures(self, pictures: Sequence[np.ndarray]) -> np.ndarray:
        pixels = np.stack([self._preparation.tensor(picture) for picture in pictures])
        return _run(self._vision, {"pixel_values": pixels})


def digest_of_files(paths: Sequence[Path]) -> str:
    """One digest, "sha256:...", over the names and contents of files. Raises Missing."""
    whole = hashlib.sha256()
    for path in paths:
        try:
            with path.open("rb") as file:
                inner = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as problem:
            raise Missing(f"{path} cannot be read; copy the model's folder anew") from problem
        whole.update(f"{path.name} {inner}\n".encode())
    return f"sha256:{whole.hexdigest()}"


def _graph(folder: Path, part: str, variant: str) -> Path:
    name = f"{part}_model{f'_{variant}' if variant else ''}.onnx"
    for place in (folder, folder / "onnx"):
        if (place / name).is_file():
            return place / name
    raise Missing(f"there is no {name} in {folder} or its onnx folder: {GET}")


def _session(path: Path, threads: int) -> Any:
    try:
        runtime: Any = import_module("onnxruntime")
    except ModuleNotFoundError as problem:
        raise Missing(f"embed/siglip needs ONNX Runtime: {GET}") from problem
    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    try:
        return runtime.InferenceSession(
            str(path), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception as problem:
        # The runtime raises classes of its own that share no other base.
        raise BackendFailed(f"{path} is no graph that can be run: {_first(problem)}") from problem


def _run(session: Any, given: dict[str, np.ndarray]) -> np.ndarray:
    wanted = {i.name: i for i in session.get_inputs()}
    if unknown := wanted.keys() - given.keys():
        raise DoesNotFit(
            f"the graph asks for {', '.join(sorted(unknown))}; export the text and the vision "
            "model apart, or use embed/clip"
        )
    feeds = {
        name: given[name].astype(np.float16) if "float16" in i.type else given[name]
        for name, i in wanted.items()
    }
    outputs = [o.name for o in session.get_outputs()]
    name = next((o for o in _OUTPUTS if o in outputs), None)
    if name is None:
        raise DoesNotFit(
            f"the graph gives {', '.join(outputs)}, none of {', '.join(_OUTPUTS)}; export it with "
            "its projection"
        )
    try:
        (found,) = session.run([name], feeds)
    except Exception as problem:
        raise BackendFailed(f"the graph could not be run: {_first(problem)}") from problem
    return np.asarray(found, np.float32)


def _text_length(folder: Path, session: Any) -> int:
    """Tokens that texts are padded to.

    The full length always: SigLIP was trained so, and CLIP reads its mark of the end, which no
    padding after it changes. So a text's vector does not depend on its neighbours.
    """
    shapes: list[list[Any]] = [i.shape for i in session.get_inputs() if i.name == "input_ids"]
    shape = shapes[0] if shapes else []
    if len(shape) == 2 and isinstance(shape[1], int):
        return shape[1]
    said = _json(folder / "config.json").get("text_config", {}).get("max_position_embeddings")
    said = said or _json(folder / "tokenizer_config.json").get("model_max_length")
    if isinstance(said, int) and 0 < said < 100_000:
        return said
    raise Missing(f"{folder} says nowhere how long texts may be; copy the model's config.json too")


def _tokenizer(folder: Path, length: int) -> Any:
    from tokenizers import Tokenizer
    from tokenizers.normalizers import Lowercase
    from tokenizers.normalizers import Sequence as Chain

    path = folder / "tokenizer.json"
    if not path.is_file():
        raise Missing(f"there is no tokenizer.json in {folder}: {GET}")
    try:
        tokens: Any = Tokenizer.from_file(str(path))
    except Exception as problem:
        raise BackendFailed(f"{path} is no tokenizer: {_first(problem)}") from problem
    said = _json(folder / "tokenizer_config.json")
    if said.get("do_lower_case"):
        first: Any = [Lowercase()]
        tokens.normalizer = Chain([*first, tokens.normalizer] if tokens.normalizer else first)
    tokens.enable_truncation(length)
    padding: dict[str, Any] = tokens.padding or _padding(tokens, said, folder)
    tokens.enable_padding(
        length=length, pad_id=padding["pad_id"], pad_token=padding["pad_token"], direction="right"
    )
    return tokens


def _padding(tokens: Any, said: dict[str, Any], folder: Path) -> dict[str, Any]:
    named = said.get("pad_token") or _json(folder / "special_tokens_map.json").get("pad_token")
    token = named["content"] if is_table(named) else named
    number = tokens.token_to_id(token) if token else None
    if number is None:
        raise Missing(f"{folder} names no padding token; copy the model's tokenizer_config.json")
    return {"pad_id": number, "pad_token": token}


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if is_table(found) else {}


def _first(problem: Exception) -> str:
    return (str(problem).splitlines() or [type(problem).__name__])[0][:200]

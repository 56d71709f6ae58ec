"""CLIP, SigLIP and their like through transformers: any model with a text and a picture side.

A model is a folder, or the name of one on the Hugging Face hub that already lies in its cache;
downloading must be asked for. On a machine with a CUDA device the model runs there.
"""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from ...domain.base import slug
from ...domain.errors import BackendFailed, DoesNotFit, Missing
from .interface import EmbedProfile, Purpose, check_pictures, chosen, unit_rows
from .siglip import digest_of_files

GET = (
    "pip install 'reelwright[torch]', and give the folder or hub name of a model such as "
    "google/siglip2-base-patch16-224"
)
_PICTURES, _TEXTS = 8, 32
_WEIGHTS = ("*.safetensors", "*.bin")
_BESIDE = ("config.json", "preprocessor_config.json", "processor_config.json", "tokenizer.json")


class CLIP:
    """Texts and pictures through one transformers model.

    model: a folder, or a hub name. revision: of a hub model; None: its main one. download: whether
    a hub model may be fetched. device: "auto" takes CUDA where there is a device, else the
    processor.
    """

    profile: EmbedProfile
    weights: str

    def __init__(
        self,
        model: Path | str | None = None,
        *,
        dimension: int | None = None,
        revision: str | None = None,
        download: bool = False,
        device: str = "auto",
    ) -> None:
        if model is None:
            raise Missing(f"embed/clip needs a model: {GET}")
        self._torch, transformers = _needed("torch"), _needed("transformers")
        folder = _folder(model, revision, download)
        transformers.logging.set_verbosity_error()
        transformers.logging.disable_progress_bar()
        try:
            # Never a model's own code: only classes that transformers itself brings.
            given: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
            net = transformers.AutoModel.from_pretrained(folder, dtype="auto", **given)
            # Pillow's way everywhere: torchvision, where it is there, gives other numbers.
            self._see = transformers.AutoImageProcessor.from_pretrained(
                folder, backend="pil", **given
            )
            self._read = transformers.AutoTokenizer.from_pretrained(folder, **given)
        except (OSError, ValueError, KeyError, RuntimeError) as problem:
            raise Missing(f"{model} is no whole model ({_first(problem)}): {GET}") from problem
        if not (hasattr(net, "get_text_features") and hasattr(net, "get_image_features")):
            raise DoesNotFit(
                f"{model} is a {net.config.model_type} model, which does not bring texts and "
                "pictures into one space; choose one of CLIP's or SigLIP's kind"
            )
        if device == "auto":
            device = "cuda" if self._torch.cuda.is_available() else "cpu"
        self._device = device
        self._net = net.to(device).eval()
        self._length = int(net.config.text_config.max_position_embeddings)
        found = int(self._run_texts(["a"]).shape[1])
        name = str(model) if not Path(model).is_dir() else Path(model).name
        self.profile = EmbedProfile(
            space=f"{slug(name, 'clip')}-{found}",
            model=name,
            dimension=chosen(dimension, (found,), name),
            dimensions=(found,),
            modalities=("text", "image"),
            text_limit=self._length,
            picture_limit=getattr(net.config.vision_config, "image_size", None),
        )
        self.weights = digest_of_files(_files(folder))

    @staticmethod
    def presence() -> str | None:
        """The packages; which model they run is the user's business."""
        there = all(find_spec(package) for package in ("torch", "transformers"))
        return "transformers, for a model of yours" if there else None

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
        # Padded to the full length always: SigLIP was trained so, and CLIP reads its mark of the
        # end. So a text's vector does not depend on its neighbours.
        given = self._read(
            list(texts),
            padding="max_length",
            max_length=self._length,
            truncation=True,
            return_tensors="pt",
        )
        return self._run(self._net.get_text_features, given)

    def _run_pictures(self, pictures: Sequence[np.ndarray]) -> np.ndarray:
        upright = [np.ascontiguousarray(picture[..., ::-1]) for picture in pictures]
        given = self._see(images=upright, input_data_format="channels_last", return_tensors="pt")
        return self._run(self._net.get_image_features, given)

    def _run(self, features: Any, given: Any) -> np.ndarray:
        try:
            with self._torch.inference_mode():
                found = features(**given.to(self._device))
        except RuntimeError as problem:
            raise BackendFailed(f"the model could not be run: {_first(problem)}") from problem
        # From transformers 5 on it is an object that holds the vector.
        found = getattr(found, "pooler_output", found)
        return found.to("cpu", self._torch.float32).numpy()


def _needed(package: str) -> Any:
    try:
        return import_module(package)
    except ModuleNotFoundError as problem:
        raise Missing(f"embed/clip needs the package {package}: {GET}") from problem


def _folder(model: Path | str, revision: str | None, download: bool) -> Path:
    if Path(model).is_dir():
        return Path(model)
    hub = _needed("huggingface_hub")
    try:
        return Path(
            hub.snapshot_download(str(model), revision=revision, local_files_only=not download)
        )
    except Exception as problem:
        # The hub's errors share no base with each other; none of them may pass.
        act = "" if download else "; put the model there, or say download=True to fetch it"
        raise Missing(
            f"{model} is no folder, nor a model in the Hugging Face cache ({_first(problem)}){act}"
        ) from problem


def _files(folder: Path) -> list[Path]:
    for pattern in _WEIGHTS:
        if found := sorted(folder.glob(pattern)):
            return [*found, *(folder / name for name in _BESIDE if (folder / name).is_file())]
    raise Missing(f"{folder} holds no weights ({' or '.join(_WEIGHTS)}): {GET}")


def _first(problem: Exception) -> str:
    return (str(problem).splitlines() or [type(problem).__name__])[0][:200]

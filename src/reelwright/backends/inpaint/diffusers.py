"""In-painting models through diffusers: Stable Diffusion, SDXL, FLUX Fill and their like.

A model is a folder, or the name of one on the Hugging Face hub that already lies in its cache;
downloading must be asked for. On a machine with a CUDA device the model runs there, in bfloat16.
"""

import warnings
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from ...domain.errors import BackendFailed, DoesNotFit, Missing
from ...media.painting.inlay import BAND, Sizes, inlay
from ...media.painting.mask import checked, from_words
from .interface import InpaintProfile, Mode, check_count, seeds_of

GET = (
    "pip install 'reelwright[torch]', and give the folder or hub name of an in-painting model such "
    "as stabilityai/stable-diffusion-2-inpainting or diffusers/stable-diffusion-xl-1.0-inpainting"
)
PLAIN = {
    "remove": "empty background, the same ground and surroundings, nothing else",
    "repair": "the same picture, clean and undamaged",
}
"""What is asked for where nobody said anything."""

AROUND = 0.6
"""How far beside the mask the model sees, in shares of the mask's box."""


class Diffusers:
    """Paints through a diffusers pipeline.

    model: a folder, or a hub name. revision: of a hub model. download: whether it may be fetched.
    device: "auto" takes CUDA where there is a device. steps, guidance: None leaves them to the
    pipeline. negative: what must not be seen. pixels: most that the model sees at once; None: the
    square it was trained on.
    """

    profile: InpaintProfile

    def __init__(
        self,
        model: Path | str | None = None,
        *,
        revision: str | None = None,
        download: bool = False,
        device: str = "auto",
        steps: int | None = None,
        guidance: float | None = None,
        negative: str = "",
        pixels: int | None = None,
    ) -> None:
        if model is None:
            raise Missing(f"inpaint/diffusers needs a model: {GET}")
        self._torch = _needed("torch")
        if device == "auto":
            device = "cuda" if self._torch.cuda.is_available() else "cpu"
        self._pipe = self._opened(str(model), revision, download, device)
        name = Path(model).name if Path(model).is_dir() else str(model)
        self.profile = InpaintProfile(
            name="diffusers", model=name, generates=True, whole=True, band=BAND
        )
        self._given: dict[str, Any] = {}
        if steps is not None:
            self._given["num_inference_steps"] = steps
        if guidance is not None:
            self._given["guidance_scale"] = guidance
        if negative:
            self._given["negative_prompt"] = negative
        self._sizes = _sizes(self._pipe, pixels)

    def _opened(self, model: str, revision: str | None, download: bool, device: str) -> Any:
        library = _needed("diffusers")
        dtype = self._torch.bfloat16 if device.startswith("cuda") else self._torch.float32
        library.utils.logging.set_verbosity_error()
        library.utils.logging.disable_progress_bar()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                pipe = library.AutoPipelineForInpainting.from_pretrained(
                    model, revision=revision, torch_dtype=dtype, local_files_only=not download
                )
        except (OSError, ValueError, KeyError, RuntimeError, AttributeError) as problem:
            act = "" if download else "; put it there, or say download=True to fetch it"
            raise Missing(
                f"{model} is no in-painting model that can be opened ({_first(problem)}){act}: "
                f"{GET}"
            ) from problem
        pipe.set_progress_bar_config(disable=True)
        return pipe.to(device)

    @staticmethod
    def presence() -> str | None:
        """The packages; which model they run is the user's business."""
        there = all(find_spec(package) for package in ("torch", "transformers", "diffusers"))
        return "diffusers, for a model of yours" if there else None

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
        """Candidates as the interface says; source is not used, the model invents.

        The model sees the mask and what is around it; each candidate has a seed of its own, and
        does not depend on how many there are.
        """
        hole = checked(mask, picture)
        check_count(count, self.profile)
        if mode == "replace" and not words.strip():
            raise DoesNotFit("nothing is said of what shall be seen: give words to replace by")
        fitted = inlay(picture, hole, self._sizes, around=AROUND)
        prompt = words.strip() or PLAIN[mode]
        return [
            fitted.laid_back(self._one(fitted.picture, fitted.mask, prompt, one))
            for one in seeds_of(seed, count)
        ]

    def mask(self, picture: np.ndarray, words: str) -> np.ndarray:
        """What can be found by measuring (see `media.mask.UNDERSTOOD`)."""
        return from_words(picture, words).mask

    def _one(self, picture: np.ndarray, mask: np.ndarray, prompt: str, seed: int) -> np.ndarray:
        images = import_module("PIL.Image")
        # Seeds are drawn on the processor, so that a GPU begins from the same noise.
        chance = self._torch.Generator("cpu").manual_seed(seed)
        try:
            with self._torch.inference_mode():
                answer = self._pipe(
                    prompt=prompt,
                    image=images.fromarray(np.ascontiguousarray(picture[..., ::-1])),
                    mask_image=images.fromarray(mask),
                    width=picture.shape[1],
                    height=picture.shape[0],
                    generator=chance,
                    output_type="np",
                    **self._given,
                )
        except (RuntimeError, ValueError, TypeError) as problem:
            raise BackendFailed(
                f"{self.profile.model} could not paint: {_first(problem)}"
            ) from problem
        flags = getattr(answer, "nsfw_content_detected", None)
        if flags and any(flags):
            raise BackendFailed(
                f"{self.profile.model} kept its picture back as not safe for work; take another "
                "seed or say it in other words"
            )
        found = np.asarray(answer.images[0], np.float32)
        if not np.isfinite(found).all():
            raise BackendFailed(f"{self.profile.model} made no picture, but numbers out of range")
        return (found[..., ::-1] * 255).round().clip(0, 255).astype(np.uint8)


def _sizes(pipe: Any, pixels: int | None) -> Sizes:
    scale = int(getattr(pipe, "vae_scale_factor", 8))
    net = getattr(pipe, "unet", None) or getattr(pipe, "transformer", None)
    sample = getattr(net.config, "sample_size", None) if net is not None else None
    side = int(sample) * scale if isinstance(sample, int) else 1024
    # Latents are halved again and again inside: multiples of eight times the scale always fit.
    divisor = max(8, scale) * (2 if getattr(pipe, "transformer", None) is not None else 1)
    least = min(side, 64 if side < 256 else 256)
    least = -(-least // divisor) * divisor
    return Sizes(divisor, least, 8 * side, pixels or max(side, least) ** 2)


def _needed(package: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return import_module(package)
    except ModuleNotFoundError as problem:
        raise Missing(f"inpaint/diffusers needs the package {package}: {GET}") from problem


def _first(problem: Exception) -> str:
    return (str(problem).splitlines() or [type(problem).__name__])[0][:200]

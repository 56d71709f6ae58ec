"""Pictures as a vision model's published preparation wants them: its size, its numbers."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ...domain.errors import DoesNotFit, Missing
from ...domain.loose import is_table


@dataclass(frozen=True)
class Preparation:
    """What preprocessor_config.json says, of the kinds CLIP and SigLIP models use.

    shortest: side that the shorter one is brought to, shape kept; else size is (height, width) the
    whole is brought to. crop: (height, width) cut from the middle. resample: Pillow's number.
    """

    size: tuple[int, int] | None
    shortest: int | None
    crop: tuple[int, int] | None
    resample: int
    scale: float
    mean: tuple[float, ...]
    spread: tuple[float, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width of what comes out."""
        fixed = self.crop or self.size
        if fixed is None:
            raise DoesNotFit("the preparation cuts pictures to no fixed shape")
        return fixed

    def tensor(self, picture: np.ndarray) -> np.ndarray:
        """A BGR uint8 picture as float32 [3, height, width], RGB."""
        image = Image.fromarray(np.ascontiguousarray(picture[..., ::-1]))
        target = self._target(image.width, image.height)
        if target != image.size:
            image = image.resize(target, Image.Resampling(self.resample))
        pixels = np.asarray(image)
        if self.crop:
            pixels = _middle(pixels, *self.crop)
        numbers = pixels.astype(np.float32) * np.float32(self.scale)
        numbers = (numbers - np.array(self.mean, np.float32)) / np.array(self.spread, np.float32)
        return np.ascontiguousarray(numbers.transpose(2, 0, 1))

    def _target(self, width: int, height: int) -> tuple[int, int]:
        if self.shortest:
            # The longer side is cut to a whole number, not rounded: as the models were trained.
            if width <= height:
                return self.shortest, int(self.shortest * height / width)
            return int(self.shortest * width / height), self.shortest
        if self.size:
            return self.size[1], self.size[0]
        return width, height


def read_preparation(path: Path) -> Preparation:
    """The preparation in a preprocessor_config.json.

    Raises Missing without the file, DoesNotFit for a kind that is not of CLIP's or SigLIP's.
    """
    try:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise Missing(
            f"{path} cannot be read ({problem}); copy the model's folder with all its files"
        ) from problem
    said = said.get("image_processor", said)
    if "max_num_patches" in said:
        raise DoesNotFit(f"{path} is of a model that takes patches of any number; use embed/clip")
    normal = said.get("do_normalize", True)
    if normal and not {"image_mean", "image_std"} <= said.keys():
        raise DoesNotFit(f"{path} gives no image_mean and image_std; use embed/clip")
    size, shortest = _sizes(said, path)
    crop = said.get("crop_size") if said.get("do_center_crop") else None
    made = Preparation(
        size=size,
        shortest=shortest,
        crop=_pair(crop) if crop is not None else None,
        resample=int(said.get("resample", Image.Resampling.BICUBIC)),
        scale=float(said.get("rescale_factor", 1 / 255)) if said.get("do_rescale", True) else 1.0,
        mean=tuple(said["image_mean"]) if normal else (0.0,) * 3,
        spread=tuple(said["image_std"]) if normal else (1.0,) * 3,
    )
    if made.crop is None and made.size is None:
        raise DoesNotFit(f"{path} brings pictures to no fixed size; use embed/clip")
    return made


def _sizes(said: dict[str, Any], path: Path) -> tuple[tuple[int, int] | None, int | None]:
    if not said.get("do_resize", True):
        return None, None
    size = said.get("size")
    if isinstance(size, int):
        # Before sizes had names, one number beside a crop was the shorter side.
        return (None, size) if said.get("do_center_crop") else ((size, size), None)
    if is_table(size) and "shortest_edge" in size:
        return None, int(size["shortest_edge"])
    if is_table(size) and {"height", "width"} <= size.keys():
        return _pair(size), None
    raise DoesNotFit(f"{path} has a size that is not understood ({size}); use embed/clip")


def _pair(size: Any) -> tuple[int, int]:
    return (size, size) if isinstance(size, int) else (int(size["height"]), int(size["width"]))


def _middle(pixels: np.ndarray, height: int, width: int) -> np.ndarray:
    """The middle of a picture; where it is smaller than the cut, black is laid around it."""
    short, narrow = max(0, height - pixels.shape[0]), max(0, width - pixels.shape[1])
    if short or narrow:
        above, left = -(-short // 2), -(-narrow // 2)
        pixels = np.pad(pixels, ((above, short - above), (left, narrow - left), (0, 0)))
    top, side = (pixels.shape[0] - height) // 2, (pixels.shape[1] - width) // 2
    return pixels[top : top + height, side : side + width]

"""Pictures to paint into, and every in-painting back end made ready to run here."""

import base64
import warnings
from contextlib import contextmanager
from urllib.parse import unquote

import cv2
import numpy as np
import pytest

from reelwright.backends import registry
from reelwright.domain.errors import Missing

from makers.tiny_models import needed
from servers.embedding import Refused, running


def meadow(width=256, height=192, ball=True):
    """Grass under a sky, grainy, a red ball in the middle: BGR uint8."""
    rng = np.random.default_rng(4)
    y = np.linspace(0, 1, height)[:, None, None]
    sky = np.array([235, 200, 160]) * (1 - y) + np.array([250, 235, 225]) * y
    grass = np.array([60, 130, 70]) + rng.normal(0, 22, (height, width, 1))
    picture = np.where(y < 0.4, sky, grass) + rng.normal(0, 2, (height, width, 3))
    picture = picture.clip(0, 255).astype(np.uint8)
    if ball:
        cv2.circle(picture, (width // 2, round(height * 0.6)), 26, (40, 40, 200), -1, cv2.LINE_AA)
    return picture


def spot(width=256, height=192, radius=34):
    """A mask over the ball."""
    mask = np.zeros((height, width), np.uint8)
    cv2.circle(mask, (width // 2, round(height * 0.6)), radius, 255, -1)
    return mask


@contextmanager
def inpainter_named(name, folder):
    """The back end of that name, with whatever it talks to or loads; skips what is not here."""
    if name == "inpaint/diffusers":
        needed("torch", "transformers", "diffusers")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = registry.load(
                name, model=tiny_diffusion(folder / "tiny"), device="cpu", steps=3, guidance=1.5
            )
        yield made
    elif name == "inpaint/canvas":
        with pytest.MonkeyPatch.context() as monkey, canvas(monkey) as made:
            yield made
    else:
        try:
            made = registry.load(name)
        except Missing as why:
            pytest.skip(str(why))
        yield made


def tiny_diffusion(folder):
    """A Stable Diffusion in-painting pipeline with seeded random weights, a few kB large."""
    import torch
    from diffusers import (
        AutoencoderKL,
        DDIMScheduler,
        StableDiffusionInpaintPipeline,
        UNet2DConditionModel,
    )
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import CLIPTextConfig, CLIPTextModel, PreTrainedTokenizerFast

    torch.manual_seed(3)
    # Threads that wait for each other cost more than such small products.
    torch.set_num_threads(1)
    net = UNet2DConditionModel(
        block_out_channels=(8, 16),
        layers_per_block=1,
        norm_num_groups=4,
        sample_size=16,
        in_channels=9,
        out_channels=4,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=16,
        attention_head_dim=4,
    )
    vae = AutoencoderKL(
        block_out_channels=(8, 16, 16, 16),
        norm_num_groups=4,
        in_channels=3,
        out_channels=3,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        latent_channels=4,
    )
    with torch.no_grad():
        # Random decoders come out nearly grey: stretched, so that pictures differ.
        vae.decoder.conv_out.weight.mul_(8)
    encoder = CLIPTextModel(
        CLIPTextConfig(
            hidden_size=16,
            intermediate_size=24,
            num_attention_heads=2,
            num_hidden_layers=2,
            vocab_size=64,
            max_position_embeddings=24,
            bos_token_id=2,
            eos_token_id=1,
            pad_token_id=0,
        )
    )
    words = ["<pad>", "</s>", "<s>", "<unk>", *"a red ball in the grass clean picture".split()]
    tokens = Tokenizer(models.WordLevel({w: n for n, w in enumerate(words)}, unk_token="<unk>"))
    tokens.pre_tokenizer = pre_tokenizers.Whitespace()
    reader = PreTrainedTokenizerFast(
        tokenizer_object=tokens,
        pad_token="<pad>",
        eos_token="</s>",
        bos_token="<s>",
        unk_token="<unk>",
        model_max_length=24,
    )
    pipe = StableDiffusionInpaintPipeline(
        vae=vae,
        text_encoder=encoder,
        tokenizer=reader,
        unet=net,
        scheduler=DDIMScheduler(num_train_timesteps=1000, clip_sample=False),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipe.save_pretrained(folder)
    return folder


class CanvasService:
    """Nova Canvas as Bedrock's runtime serves it: refuses what the service refuses.

    It paints noise that depends on seed, text and place, over all of the picture, as a model does
    that moves every pixel a little.
    """

    def __init__(self):
        self.asked = []
        self.error = None
        self.fewer = 0

    def __call__(self, server, path, headers, body):
        if not headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256 Credential="):
            raise Refused(403, "MissingAuthenticationTokenException", "Missing Token")
        if unquote(path) != "/model/amazon.nova-canvas-v1:0/invoke":
            raise Refused(404, "ResourceNotFoundException", f"Could not resolve {path}")
        self.asked.append(body)
        if body.keys() != {"taskType", "inPaintingParams", "imageGenerationConfig"}:
            raise _wrong(f"extraneous key among {sorted(body)}")
        params, config = body["inPaintingParams"], body["imageGenerationConfig"]
        if body["taskType"] != "INPAINTING" or params.keys() - {
            "image",
            "text",
            "negativeText",
            "maskPrompt",
            "maskImage",
        }:
            raise _wrong(f"taskType or keys {sorted(params)}")
        if ("maskPrompt" in params) == ("maskImage" in params):
            raise _wrong("exactly one of maskPrompt and maskImage is required")
        for key in ("text", "negativeText", "maskPrompt"):
            if key in params and not 1 <= len(params[key]) <= 1024:
                raise _wrong(f"{key} must have 1 to 1024 characters")
        if config.keys() != {"numberOfImages", "cfgScale", "seed", "quality"}:
            raise _wrong(f"keys {sorted(config)}")
        if not (
            1 <= config["numberOfImages"] <= 5
            and 1.1 <= config["cfgScale"] <= 10
            and 0 <= config["seed"] <= 858_993_459
            and config["quality"] in ("standard", "premium")
        ):
            raise _wrong(f"imageGenerationConfig {config}")
        picture = _picture(params["image"])
        height, width = picture.shape[:2]
        if not (
            width % 16 == height % 16 == 0
            and min(width, height) >= 320
            and max(width, height) <= 4096
            and width * height < 4_194_304
            and max(width, height) <= 4 * min(width, height)
        ):
            raise _wrong(f"a picture of {width} x {height}")
        hole = self._hole(picture, params)
        if self.error:
            return {"images": [], "error": self.error}
        made = [
            self._painted(picture, hole, [config["seed"], n, *params.get("text", "").encode()])
            for n in range(config["numberOfImages"] - self.fewer)
        ]
        return {"images": made}

    def _hole(self, picture, params):
        if "maskPrompt" in params:
            b, g, r = (picture[..., k].astype(int) for k in range(3))
            return (r > 130) & (g < 90) & (b < 90)
        mask = _picture(params["maskImage"])
        if mask.shape != picture.shape:
            raise _wrong("maskImage must have the size of image")
        if not np.isin(mask, (0, 255)).all():
            raise _wrong("maskImage must be of pure black and white")
        # Black is what in-painting changes.
        return mask[..., 0] == 0

    def _painted(self, picture, hole, seeds):
        rng = np.random.default_rng(seeds)
        colour = rng.integers(0, 255, 3)
        new = np.where(hole[..., None], colour + rng.normal(0, 20, picture.shape), picture + 3.0)
        data = cv2.imencode(".png", new.clip(0, 255).astype(np.uint8))[1]
        return base64.b64encode(data).decode()


def _wrong(message):
    return Refused(400, "ValidationException", message)


def _picture(data):
    found = np.frombuffer(base64.b64decode(data, validate=True), np.uint8)
    return cv2.imdecode(found, cv2.IMREAD_COLOR)


@contextmanager
def canvas(monkey, **options):
    """The Canvas back end and the service it talks to."""
    monkey.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkey.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkey.setenv("AWS_REGION", "us-east-1")
    service = CanvasService()
    with running(service) as server:
        made = registry.load(
            "inpaint/canvas", region="us-east-1", endpoint_url=server.address, **options
        )
        made.service, made.server = service, server
        yield made

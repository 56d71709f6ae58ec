"""Tiny CLIP and SigLIP models with seeded random weights, as files that embedders open."""

import warnings

import pytest

WORDS = "a an the red blue green dog cat house sea cup of tea in on and morning light old woman"
NEEDS = "pip install --group torch"
LENGTH, SIDE = 16, 32


def needed(*packages):
    """Skips the test unless the packages are there."""
    for package in packages:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pytest.importorskip(package, reason=f"{package} is not installed: {NEEDS}")


def tiny(kind, folder):
    """A model of kind "siglip" or "clip" in folder, with its tokenizer and both ONNX graphs."""
    needed("torch", "transformers", "onnx")
    import torch
    import transformers

    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    folder.mkdir(parents=True)
    torch.manual_seed({"siglip": 1, "clip": 2}[kind])
    text = {
        "vocab_size": 64,
        "hidden_size": 32,
        "intermediate_size": 48,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "max_position_embeddings": LENGTH,
        "bos_token_id": 2,
        "eos_token_id": 1,
        "pad_token_id": 0 if kind == "siglip" else 1,
    }
    vision = {
        "hidden_size": 32,
        "intermediate_size": 48,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "image_size": SIDE,
        "patch_size": 8,
    }
    if kind == "siglip":
        config = transformers.SiglipConfig(
            text_config=text | {"projection_size": 32}, vision_config=vision
        )
        net = transformers.SiglipModel(config)
        see = transformers.SiglipImageProcessorPil(size={"height": SIDE, "width": SIDE})
    else:
        config = transformers.CLIPConfig(text_config=text, vision_config=vision, projection_dim=24)
        net = transformers.CLIPModel(config)
        see = transformers.CLIPImageProcessorPil(
            size={"shortest_edge": SIDE}, crop_size={"height": SIDE, "width": SIDE}
        )
    # Larger numbers than the usual start, so that texts and pictures come out unlike.
    with torch.no_grad():
        for value in net.parameters():
            value.mul_(3 if value.ndim > 1 else 1)
    net.eval().save_pretrained(folder)
    see.save_pretrained(folder)
    _tokens(kind).save_pretrained(folder)
    _export(kind, folder)
    return folder


def _tokens(kind):
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    vocabulary = {"<pad>": 0, "</s>": 1, "<s>": 2, "<unk>": 3}
    vocabulary |= {word: 4 + n for n, word in enumerate(WORDS.split())}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    start = "<s> " if kind == "clip" else ""
    made.post_processor = processors.TemplateProcessing(
        single=f"{start}$A </s>", special_tokens=[("</s>", 1), ("<s>", 2)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=made,
        pad_token="<pad>" if kind == "siglip" else "</s>",
        eos_token="</s>",
        unk_token="<unk>",
        model_max_length=LENGTH,
        # As the published ones: SigLIP reads its padding, CLIP is told where it begins.
        model_input_names=["input_ids"] + ["attention_mask"] * (kind == "clip"),
    )


def _export(kind, folder):
    """The text and the vision side as graphs with the inputs and outputs that exports have."""
    import torch
    import transformers

    model = transformers.SiglipModel if kind == "siglip" else transformers.CLIPModel
    # Plain attention: the fused one does not trace.
    net = model.from_pretrained(folder, attn_implementation="eager").eval()
    sides = {
        "text": ("pooler_output", ["input_ids"]),
        "vision": ("pooler_output", ["pixel_values"]),
    }
    if kind == "clip":
        sides = {
            "text": ("text_embeds", ["input_ids", "attention_mask"]),
            "vision": ("image_embeds", ["pixel_values"]),
        }

    class Side(torch.nn.Module):
        def __init__(self, inputs):
            super().__init__()
            self.net, self.inputs = net, inputs

        def forward(self, *given):
            named = dict(zip(self.inputs, given, strict=True))
            if "pixel_values" in named:
                return self.net.get_image_features(**named).pooler_output
            return self.net.get_text_features(**named).pooler_output

    ids = torch.ones(2, LENGTH, dtype=torch.long)
    examples = {
        "input_ids": ids,
        "attention_mask": ids,
        "pixel_values": torch.zeros(2, 3, SIDE, SIDE),
    }
    (folder / "onnx").mkdir()
    for name, (output, inputs) in sides.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                Side(inputs).eval(),
                tuple(examples[i] for i in inputs),
                folder / "onnx" / f"{name}_model.onnx",
                input_names=inputs,
                output_names=[output],
                dynamic_axes={
                    i: {0: "batch"} | ({1: "tokens"} if i != "pixel_values" else {}) for i in inputs
                }
                | {output: {0: "batch"}},
                dynamo=False,
            )

"""CLIP-class embedders give what the model itself gives, through ONNX and through transformers."""

import json
import shutil
import warnings

import numpy as np
import pytest

from reelwright.backends.embed.clip import CLIP
from reelwright.backends.embed.siglip import SigLIP
from reelwright.domain.errors import BackendFailed, DoesNotFit, Missing
from reelwright.media.pictures.tensors import read_preparation

from makers.tiny_models import SIDE, needed, tiny

TEXTS = ["an old woman in the morning light", "Red DOG", "a cup of tea and the sea " * 9, ""]


@pytest.fixture(scope="module", params=["siglip", "clip"])
def model(request, tmp_path_factory):
    needed("onnxruntime")
    return tiny(request.param, tmp_path_factory.mktemp("models") / f"tiny-{request.param}")


@pytest.fixture(scope="module")
def siglip(tmp_path_factory):
    needed("onnxruntime")
    return tiny("siglip", tmp_path_factory.mktemp("faults") / "tiny-siglip")


@pytest.fixture(scope="module")
def pictures():
    rng = np.random.default_rng(5)
    made = []
    for height, width in ((50, 90), (120, 61), (SIDE, SIDE), (9, 200)):
        across = np.linspace(0, 200, width)[None, :, None] * np.array([1.0, 0.5, 0.1])
        made.append(np.uint8(across + rng.integers(0, 55, (height, width, 3))))
    return made


def reference(folder, texts, pictures):
    """Unit vectors straight from transformers, from RGB pictures through its own processor."""
    import torch
    import transformers
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        net = transformers.AutoModel.from_pretrained(folder).eval()
        see = transformers.AutoImageProcessor.from_pretrained(folder, backend="pil")
        read = transformers.AutoTokenizer.from_pretrained(folder)
    rgb = [Image.fromarray(np.ascontiguousarray(p[..., ::-1])) for p in pictures]
    given = read(texts, padding="max_length", truncation=True, max_length=16, return_tensors="pt")
    with torch.inference_mode():
        said = net.get_text_features(**given).pooler_output.numpy()
        seen = net.get_image_features(**see(images=rgb, return_tensors="pt")).pooler_output.numpy()
    return [v / np.linalg.norm(v, axis=1, keepdims=True) for v in (said, seen)]


@pytest.mark.longer
@pytest.mark.parametrize("kind", [SigLIP, CLIP])
def test_vectors_are_the_models_own(kind, model, pictures):
    said, seen = reference(model, TEXTS, pictures)
    embedder = kind(model)
    assert np.abs(embedder.texts(TEXTS) - said).max() < 1e-4
    assert np.abs(embedder.pictures(pictures) - seen).max() < 1e-4
    # The comparison could tell one input from another.
    assert np.abs(said[0] - said[1]).max() > 0.01
    assert np.abs(seen[0] - seen[1]).max() > 0.01


@pytest.mark.parametrize("kind", [SigLIP, CLIP])
def test_a_vector_does_not_depend_on_its_neighbours(kind, model, pictures):
    embedder = kind(model)
    texts = [f"{'old ' * (n % 9)}red dog" for n in range(40)]
    alone = np.concatenate([embedder.texts([t]) for t in texts[::7]])
    assert np.abs(embedder.texts(texts)[::7] - alone).max() < 1e-5
    many = pictures * 3
    alone = np.concatenate([embedder.pictures([p]) for p in many[::5]])
    assert np.abs(embedder.pictures(many)[::5] - alone).max() < 1e-5


@pytest.mark.parametrize("kind", [SigLIP, CLIP])
def test_channels_are_taken_in_their_order(kind, model):
    blue = np.zeros((SIDE, SIDE, 3), np.uint8)
    blue[..., 0] = 255
    red = np.ascontiguousarray(blue[..., ::-1])
    _, seen = reference(model, ["a"], [blue])
    embedder = kind(model)
    assert np.abs(embedder.pictures([blue]) - seen).max() < 1e-4
    assert np.abs(embedder.pictures([red]) - seen).max() > 1e-3


def test_the_profile_says_what_the_model_is(model):
    profile = SigLIP(model).profile
    size = 32 if "siglip" in model.name else 24
    assert (profile.dimension, profile.dimensions) == (size, (size,))
    assert (profile.text_limit, profile.picture_limit) == (16, SIDE)
    assert profile.space == f"{model.name}-{size}"
    assert CLIP(model).profile == profile
    with pytest.raises(DoesNotFit, match="choose one of these"):
        SigLIP(model, dimension=7)
    with pytest.raises(DoesNotFit, match="choose one of these"):
        CLIP(model, dimension=7)


@pytest.mark.parametrize(
    ("kind", "file"), [(SigLIP, "onnx/vision_model.onnx"), (CLIP, "model.safetensors")]
)
def test_other_weights_have_another_digest(kind, file, siglip, tmp_path):
    other = shutil.copytree(siglip, tmp_path / "other")
    assert kind(other).weights == kind(siglip).weights
    data = bytearray((other / file).read_bytes())
    middle = len(data) // 2
    data[middle] ^= 1
    (other / file).write_bytes(data)
    assert kind(other).weights != kind(siglip).weights


@pytest.mark.parametrize("name", ["text_model.onnx", "vision_model.onnx"])
def test_a_missing_graph_is_named(name, siglip, tmp_path):
    other = shutil.copytree(siglip, tmp_path / "other")
    (other / "onnx" / name).unlink()
    with pytest.raises(Missing, match=name):
        SigLIP(other)
    with pytest.raises(Missing, match="text_model_fp16"):
        SigLIP(siglip, variant="fp16")


def test_a_broken_graph_is_named(siglip, tmp_path):
    other = shutil.copytree(siglip, tmp_path / "other")
    (other / "onnx" / "text_model.onnx").write_bytes(b"not a graph")
    with pytest.raises(BackendFailed, match=r"text_model\.onnx"):
        SigLIP(other)


def test_graphs_of_two_models_are_refused(siglip, tmp_path):
    other = tiny("clip", tmp_path / "other")
    shutil.copy(siglip / "onnx" / "vision_model.onnx", other / "onnx" / "vision_model.onnx")
    with pytest.raises(DoesNotFit, match="two models"):
        SigLIP(other)


def test_the_preparation_may_lie_in_the_processors_file(siglip, tmp_path, pictures):
    other = shutil.copytree(siglip, tmp_path / "other")
    said = json.loads((other / "preprocessor_config.json").read_text())
    (other / "preprocessor_config.json").unlink()
    (other / "processor_config.json").write_text(json.dumps({"image_processor": said}))
    same = SigLIP(siglip).pictures(pictures)
    assert np.array_equal(SigLIP(other).pictures(pictures), same)


@pytest.mark.parametrize("file", ["tokenizer.json", "preprocessor_config.json"])
def test_a_missing_file_of_the_export_is_named(file, siglip, tmp_path):
    other = shutil.copytree(siglip, tmp_path / "other")
    (other / file).unlink()
    with pytest.raises(Missing, match=file):
        SigLIP(other)


def test_a_tokenizer_that_lowers_case_by_configuration_does_so_here(siglip, tmp_path):
    other = shutil.copytree(siglip, tmp_path / "other")
    tokens = json.loads((other / "tokenizer.json").read_text())
    tokens["normalizer"] = None
    (other / "tokenizer.json").write_text(json.dumps(tokens))
    bare = SigLIP(other).texts(["RED DOG", "red dog"])
    said = json.loads((other / "tokenizer_config.json").read_text())
    (other / "tokenizer_config.json").write_text(json.dumps(said | {"do_lower_case": True}))
    lowered = SigLIP(other).texts(["RED DOG", "red dog"])
    assert np.abs(bare[0] - bare[1]).max() > 0.01
    assert np.array_equal(lowered[0], lowered[1])


def test_no_model_is_looked_for_outside_the_machine(tmp_path):
    needed("torch", "transformers")
    with pytest.raises(Missing, match="nobody/no-such-model"):
        CLIP("nobody/no-such-model")
    (tmp_path / "empty").mkdir()
    with pytest.raises(Missing, match="no whole model"):
        CLIP(tmp_path / "empty")


def test_a_model_of_another_kind_is_refused(tmp_path):
    needed("torch", "transformers")
    import transformers

    folder = tmp_path / "bert"
    config = transformers.BertConfig(
        vocab_size=64, hidden_size=16, num_hidden_layers=1, num_attention_heads=2
    )
    transformers.BertModel(config).save_pretrained(folder)
    with pytest.raises((Missing, DoesNotFit), match="bert"):
        CLIP(folder)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"max_num_patches": 256, "patch_size": 16}, "embed/clip"),
        ({"size": {"longest_edge": 30}, "image_mean": [0], "image_std": [1]}, "not understood"),
        ({"size": {"height": 30, "width": 30}}, "image_mean"),
        ({"size": {"shortest_edge": 30}, "image_mean": [0], "image_std": [1]}, "no fixed size"),
    ],
)
def test_a_preparation_of_another_kind_is_refused(said, message, tmp_path):
    (tmp_path / "p.json").write_text(json.dumps(said))
    with pytest.raises(DoesNotFit, match=message):
        read_preparation(tmp_path / "p.json")

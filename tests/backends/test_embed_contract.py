"""Every embedder in the registry keeps the one contract; remote ones over HTTP, on this machine."""

from contextlib import contextmanager

import numpy as np
import pytest

from reelwright.backends import registry
from reelwright.domain.errors import DoesNotFit, Missing

from makers.tiny_models import needed, tiny
from servers import embedding

TEXTS = ["an old woman drinks tea", "a red dog in the morning light", "the sea", "a cup of tea"]


@contextmanager
def _plain(request, name):
    try:
        registry.load(name)
    except Missing as problem:
        pytest.skip(str(problem))
    yield lambda **options: registry.load(name, **options)


@contextmanager
def _model(request, name):
    needed("torch", "transformers", "onnx", "onnxruntime")
    folder = tiny("siglip", request.getfixturevalue("tmp_path_factory").mktemp("model") / "tiny")
    yield lambda **options: registry.load(name, model=folder, **options)


@contextmanager
def _bedrock(request, name):
    pytest.importorskip("boto3", reason="boto3 is not installed: pip install 'reelwright[aws]'")
    with embedding.running(embedding.bedrock) as server:
        request.getfixturevalue("dummy_keys")
        yield lambda **options: registry.load(
            name, region="us-east-1", endpoint_url=server.address, **options
        )


@contextmanager
def _openai(request, name):
    with embedding.running(embedding.openai, sees=True) as server:
        yield lambda **options: registry.load(
            name,
            model="vision",
            address=f"{server.address}/v1",
            key=embedding.KEY,
            **options,
        )


OPENED = {
    "embed/minilm": _plain,
    "embed/descriptors": _plain,
    "embed/siglip": _model,
    "embed/clip": _model,
    "embed/titan": _bedrock,
    "embed/nova": _bedrock,
    "embed/openai": _openai,
}


@pytest.fixture(scope="module")
def dummy_keys():
    """Keys that open nothing, in boto3's own chain."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "AKIDUMMY")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "dummy")
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        patch.setenv("NO_PROXY", "127.0.0.1")
        yield


@pytest.fixture(scope="module", params=registry.every("embed"))
def opened(request):
    """The embedder's name, and what opens it here with options."""
    with OPENED[request.param](request, request.param) as load:
        yield request.param, load


@pytest.fixture(scope="module")
def embedder(opened):
    return opened[1]()


@pytest.fixture(scope="module")
def things(embedder):
    """For each modality the verb and things to embed."""
    rng = np.random.default_rng(3)
    pictures = [
        np.uint8(rng.integers(0, 255, (h, w, 3))) for h, w in ((40, 60), (64, 64), (90, 31))
    ]
    pictures.append(np.full((50, 50, 3), (200, 80, 10), np.uint8))
    every = {"text": (embedder.texts, TEXTS), "image": (embedder.pictures, pictures)}
    return {m: pair for m, pair in every.items() if m in embedder.profile.modalities}


@pytest.mark.longer
def test_the_profile_is_whole_and_agrees_with_the_registry(opened, embedder):
    profile, listed = embedder.profile, registry.profile(opened[0])
    assert profile.dimension in profile.dimensions
    assert profile.space.endswith(f"-{profile.dimension}")
    assert profile.modalities
    assert profile.model
    assert embedder.weights
    assert set(listed.modalities) <= set(profile.modalities)
    if listed.model:
        assert profile == listed


@pytest.mark.proves("S2-18")
def test_vectors_are_unit_and_of_the_named_size(embedder, things):
    for verb, given in things.values():
        found = verb(given)
        assert found.dtype == np.float32
        assert found.shape == (len(given), embedder.profile.dimension)
        assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.proves("S2-18")
def test_a_batch_is_what_its_members_are_alone_and_in_their_order(things):
    for verb, given in things.values():
        together = verb(given)
        alone = np.concatenate([verb([one]) for one in given])
        assert np.abs(together - alone).max() < 1e-5
        assert np.abs(verb(given[::-1]) - together[::-1]).max() < 1e-5
        # And the members are told apart.
        assert (together @ together.T + np.eye(len(given)) * -1).max() < 0.99999


def test_the_same_thing_gives_the_same_vector(opened, things):
    again = opened[1]()
    for modality, (verb, given) in things.items():
        other = again.texts if modality == "text" else again.pictures
        assert np.abs(verb(given) - other(given)).max() < 1e-6


def test_nothing_gives_no_vectors(embedder, things):
    for verb, _ in things.values():
        assert verb([]).shape == (0, embedder.profile.dimension)
        assert verb([]).dtype == np.float32


@pytest.mark.proves("S2-18")
def test_a_dimension_is_honoured_or_refused(opened, embedder):
    for size in embedder.profile.dimensions:
        other = opened[1](dimension=size)
        assert other.profile.dimension == size
        assert other.profile.space.endswith(f"-{size}")
        verb = other.texts if "text" in other.profile.modalities else other.pictures
        given = ["tea"] if "text" in other.profile.modalities else [np.zeros((9, 9, 3), np.uint8)]
        assert verb(given).shape == (1, size)
    if opened[0] == "embed/openai":
        assert opened[1](dimension=77).texts(["tea"]).shape == (1, 77)
        return
    with pytest.raises(DoesNotFit, match="77"):
        opened[1](dimension=77)


def test_a_modality_it_lacks_is_refused(embedder):
    if "text" not in embedder.profile.modalities:
        with pytest.raises(DoesNotFit, match="takes no texts"):
            embedder.texts(["tea"])
    if "image" not in embedder.profile.modalities:
        with pytest.raises(DoesNotFit, match="takes no pictures"):
            embedder.pictures([np.zeros((9, 9, 3), np.uint8)])


def test_both_purposes_are_taken(embedder, things):
    for purpose in ("index", "query") if "text" in things else ():
        assert embedder.texts(TEXTS, purpose=purpose).shape[0] == len(TEXTS)


def test_what_is_no_picture_is_refused(embedder, things):
    odd_ones = (np.zeros((9, 9), np.uint8), np.zeros((9, 9, 3)), np.zeros((0, 9, 3), np.uint8))
    for odd in odd_ones if "image" in things else ():
        with pytest.raises(DoesNotFit, match="picture 0"):
            embedder.pictures([odd])


@pytest.mark.parametrize("name", ["embed/siglip", "embed/clip", "embed/openai"])
def test_a_model_that_is_not_named_is_asked_for(name):
    with pytest.raises(Missing, match=r"needs .* model"):
        registry.load(name)


def test_whether_it_can_work_here_is_told_without_opening_it():
    facts = {a.name: a for a in registry.available("embed")}
    assert set(facts) == set(OPENED)
    for name, found in facts.items():
        assert found.present or found.get == registry.entry(name).get


@pytest.mark.parametrize("name", registry.every("embed"))
def test_every_embedder_has_its_heading_in_the_documentation(name, request):
    text = (request.config.rootpath / "docs" / "backends.md").read_text(encoding="utf-8")
    assert f"\n### {name}\n" in text
    assert f"\n| `{name}` |" in text

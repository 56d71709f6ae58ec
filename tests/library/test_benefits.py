"""What retrieval gives without training: new knowledge by pictures, preferences as filters."""

import hashlib

import pytest

from reelwright.backends.embed.minilm import weights_folder
from reelwright.library.ingest.run import ingest

from makers.bases import SCENES, write_scenes


def stock_weights():
    """A digest of every file of the packaged weights."""
    files = sorted(p for p in weights_folder().rglob("*") if p.is_file())
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.mark.proves("S3-02")
def test_new_knowledge_is_new_pictures_and_no_weight_changes(library, tmp_path):
    write_scenes(tmp_path / "in")
    (tmp_path / "later").mkdir()
    (tmp_path / "in" / "lighthouse.jpg").rename(tmp_path / "later" / "lighthouse.jpg")
    base = library.new("growing")
    assert len(ingest(base, tmp_path / "in", approve=True).added) == 5
    weights, spaces = stock_weights(), base.facts.spaces
    assert not base.search("a lighthouse by the sea").grounded
    later = ingest(
        base, tmp_path / "later", manifest=tmp_path / "in" / "captions.csv", approve=True
    )
    assert len(later.added) == 1
    found = base.search("a lighthouse by the sea").found[0]
    assert found.item.caption == SCENES["lighthouse"]
    assert found.grounded
    assert stock_weights() == weights
    assert base.facts.spaces == spaces, "model, dimension and weights are those it began with"


@pytest.mark.proves("S3-03")
def test_a_query_beyond_what_the_model_reads_is_told(scenes):
    long = "a green teapot on a wooden table " * 30
    (note,) = scenes.search(long).notes
    assert "of which minilm-384 reads the first 128" in note
    assert scenes.search("a green teapot on a wooden table").notes == ()


@pytest.mark.proves("S3-13")
def test_the_same_words_give_each_person_what_they_prefer(scenes):
    """Interests and age decide, and no preference sees what another may not."""
    wanted = "something for a pleasant afternoon"
    sporty = scenes.search(wanted, where={"interest": "running"}, k=6).found
    homely = scenes.search(wanted, where={"interest": ("cooking", "gardening")}, k=6).found
    assert {f.item.asset.name for f in sporty} == {"red-shoes.jpg"}
    assert {f.item.asset.name for f in homely} == {"teapot.jpg", "tulips.jpg"}
    young = scenes.search(wanted, where={"demographic": "18-34", "interest": "cooking"}, k=6)
    assert young.found == ()

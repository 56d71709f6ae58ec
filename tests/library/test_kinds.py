"""Sounds, clips and models come through the same interface as pictures."""

import io

import numpy as np
import pytest
import soundfile

from reelwright.domain.errors import Missing
from reelwright.library.ingest.run import ingest
from reelwright.media.pictures.files import open_picture

from makers.bases import drawn, jpeg_of, library_of
from makers.models3d import box, glb


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """A base with a picture, a sound and a model, captioned by a list."""
    home = tmp_path_factory.mktemp("kinds")
    library = library_of(home / "home")
    folder = home / "mixed"
    folder.mkdir()
    (folder / "meadow.jpg").write_bytes(jpeg_of(drawn(4)))
    sink = io.BytesIO()
    soundfile.write(sink, 0.2 * np.sin(np.arange(48_000) * 0.05), 48_000, format="FLAC")
    (folder / "bell.flac").write_bytes(sink.getvalue())
    (folder / "crate.glb").write_bytes(glb([box(colour=(0.6, 0.1, 0.1))]))
    (folder / "captions.csv").write_text(
        "file,caption,licence,subject\n"
        "meadow.jpg,A meadow in the morning,CC0,country\n"
        "bell.flac,A church bell rings twice,CC0,country\n"
        "crate.glb,A red wooden crate,CC0,things\n"
    )
    try:
        base = library.new("mixed")
    except Missing as problem:
        pytest.skip(str(problem))
    done = ingest(base, folder, approve=True)
    assert done.refused == ()
    yield base
    library.close()


@pytest.mark.longer
@pytest.mark.proves("S3-11")
@pytest.mark.parametrize(
    ("words", "kind", "file"),
    [
        ("a grassy field", "image", "meadow.jpg"),
        ("bells of a church", "audio", "bell.flac"),
        ("a box made of wood", "model", "crate.glb"),
    ],
)
def test_each_kind_is_found_by_the_same_search(mixed, words, kind, file):
    anything = mixed.search(words, k=1).found[0].item
    assert (anything.kind, anything.asset.name) == (kind, file)
    only = mixed.search(words, where={"kind": kind}, k=5)
    assert [f.item.kind for f in only.found] == [kind]
    assert anything.rights.licence == "CC0"
    assert mixed.path(anything).stat().st_size == anything.asset.bytes


@pytest.mark.proves("S3-11")
def test_a_model_is_seen_from_its_sides(mixed):
    crate = mixed.search("a crate", where={"kind": "model"}, k=1).found[0].item
    assert (crate.picture.width, crate.picture.height) == (1600, 1200)
    assert len(crate.views) == 3
    seen = [open_picture(mixed.store.path(a)) for a in (crate.picture.asset, *crate.views)]
    for picture in seen:
        middle = picture[picture.shape[0] // 2, picture.shape[1] // 2].astype(int)
        assert middle[2] > 1.4 * middle[0], "the crate is red"
    found = mixed.search(picture=seen[0], k=1).found[0]
    assert found.item.id == crate.id
    assert found.score > 0.9


def test_a_sound_has_no_picture_and_is_not_found_by_one(mixed):
    bell = mixed.search("a bell", k=1).found[0].item
    assert bell.picture is None
    assert bell.seconds == pytest.approx(1, abs=0.01)
    found = mixed.search(picture=drawn(4), k=10).found
    assert bell.id not in [f.item.id for f in found]
    assert mixed.report().kinds == {"audio": 1, "image": 1, "model": 1}

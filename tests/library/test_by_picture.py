"""Search by a picture: copies that were changed, words beside it, and where an index lies."""

import cv2
import numpy as np
import pytest

from reelwright.backends.index.opening import open_index
from reelwright.backends.index.opensearch import _login
from reelwright.cli.library import _options
from reelwright.domain.errors import DoesNotFit, InvalidIntake, NotFound, StudioError
from reelwright.library.access import no_secret
from reelwright.library.retrieval import spaces
from reelwright.library.retrieval.scoring import FLOOR, score_of
from reelwright.media.pictures.files import open_picture
from reelwright.media.pictures.shaping import other_views
from reelwright.store.jobs import Jobs
from reelwright.studio import jobs


def photo(seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    small = rng.integers(0, 255, (5, 8, 3), np.uint8)
    made = cv2.resize(small, (480, 320), interpolation=cv2.INTER_CUBIC)
    return np.clip(made.astype(int) + rng.integers(-6, 6, made.shape), 0, 255).astype(np.uint8)


CHANGES = {
    "mirrored": lambda p: p[:, ::-1],
    "between bars": lambda p: cv2.copyMakeBorder(p, 60, 60, 0, 0, cv2.BORDER_CONSTANT),
    "between white sides": lambda p: cv2.copyMakeBorder(
        p, 0, 0, 90, 90, cv2.BORDER_CONSTANT, value=(255, 255, 255)
    ),
    "mirrored between bars": lambda p: cv2.copyMakeBorder(
        p[:, ::-1], 60, 60, 0, 0, cv2.BORDER_CONSTANT
    ),
    "turned": lambda p: cv2.warpAffine(
        p, cv2.getRotationMatrix2D((240, 160), 3, 1), (480, 320), borderMode=cv2.BORDER_REFLECT
    ),
}


def on_canvas(picture: np.ndarray, degrees: float, colour: tuple[int, ...]) -> np.ndarray:
    """The whole picture turned, on a larger canvas of one colour."""
    height, width = picture.shape[:2]
    wide, high = round(width * 1.2), round(height * 1.3)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    turn[:, 2] += (wide - width) / 2, (high - height) / 2
    return cv2.warpAffine(picture, turn, (wide, high), borderValue=colour)


CHANGES |= {
    "turned on white": lambda p: on_canvas(p, 5, (255, 255, 255)),
    "turned back on black": lambda p: on_canvas(p, -5, (0, 0, 0)),
    "turned far": lambda p: on_canvas(p, 12, (128, 128, 128)),
    "turned and mirrored": lambda p: on_canvas(p[:, ::-1].copy(), 5, (255, 255, 255)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_copy_is_near_to_its_picture(change):
    held = spaces.Spaces([spaces.new_space("embed/descriptors")])
    wanted, others = photo(1), [photo(n) for n in range(2, 12)]
    kept = held.embedder(held.all[0]).pictures([wanted, *others])
    asked = held.asks("", np.ascontiguousarray(CHANGES[change](wanted)))
    like = np.max([[a.like(float(cosine)) for cosine in kept @ a.vector] for a in asked], axis=0)
    assert like.argmax() == 0
    assert like[0] >= FLOOR


def test_a_picture_without_bars_is_asked_as_it_is_and_mirrored():
    assert len(other_views(photo(3))) == 2
    plain = np.full((300, 400, 3), 200, np.uint8)
    assert len(other_views(plain)) == 2
    barred = CHANGES["between bars"](photo(3))
    assert [v.shape for v in other_views(barred)] == [(440, 480, 3), (320, 480, 3)] * 2


@pytest.mark.parametrize("degrees", [3, 5, -8, 15])
def test_a_picture_turned_on_a_larger_canvas_is_asked_upright_too(degrees):
    views = other_views(on_canvas(photo(3), degrees, (255, 255, 255)))
    upright = views[len(views) // 2 - 1]
    assert np.abs(np.subtract(upright.shape[:2], (320, 480))).max() <= 6
    back = cv2.resize(upright, (480, 320))
    assert np.abs(back.astype(int) - photo(3))[12:-12, 12:-12].mean() < 8


def test_clear_corners_of_a_file_are_undone_as_white_ones(tmp_path):
    clear = np.dstack([photo(3), np.full((320, 480), 255, np.uint8)])
    cv2.imwrite(str(tmp_path / "turned.png"), on_canvas(clear, 5, (0, 0, 0, 0)))
    views = other_views(open_picture(tmp_path / "turned.png"))
    assert (320, 480, 3) in [view.shape for view in views]


def test_what_only_looks_turned_is_asked_as_it_is():
    round_ = cv2.circle(np.full((300, 300, 3), 255, np.uint8), (150, 150), 150, (40, 40, 200), -1)
    slanted = np.array([[0, 40], [399, 0], [330, 299], [60, 280]], np.int32)
    drawn = cv2.fillPoly(np.full((300, 400, 3), 255, np.uint8), [slanted], (90, 60, 20))
    assert [len(other_views(p)) for p in (round_, drawn)] == [2, 2]


def test_words_and_picture_do_not_halve_each_others_score():
    words = score_of(meaning=0.9, share=1.0)
    assert score_of(meaning=0.9, share=1.0, look=0.0) == words
    assert score_of(meaning=0.0, look=1.0) == 1.0
    assert score_of(meaning=0.5, share=0.5, look=0.8) > 0.8
    assert score_of(meaning=0.2, look=0.3) < FLOOR


def test_the_vector_of_a_query_is_asked_for_once():
    held = spaces.Spaces([spaces.new_space("embed/minilm")])
    embedder = held.embedder(held.all[0])
    asked = []

    class Counting:
        profile, weights = embedder.profile, embedder.weights

        def texts(self, texts, *, purpose="document"):
            asked.append(list(texts))
            return embedder.texts(texts, purpose=purpose)

    held._loaded[held.all[0].id] = Counting()
    first = held.asks("a dog at the sea", None)[0].vector
    assert (held.asks("a dog at the sea", None)[0].vector == first).all()
    held.asks("a cat", None)
    assert asked == [["a dog at the sea"], ["a cat"]]


def test_options_of_an_index_are_read_from_the_command_line():
    given = _options(["aws=aoss", "region=eu-west-1", "timeout=30", 'fields={"a": "keyword"}'])
    assert given == {
        "aws": "aoss", "region": "eu-west-1", "timeout": 30, "fields": {"a": "keyword"},
    }  # fmt: skip
    with pytest.raises(InvalidIntake, match="NAME=VALUE"):
        _options(["aoss"])
    with pytest.raises(DoesNotFit, match="index/exact takes no option aws"):
        open_index(None, spaces={"a": 3}, aws="aoss")


@pytest.mark.parametrize(
    ("index", "options"),
    [
        ("postgresql://me:open-sesame@host/db", {}),
        ("opensearch+https://me:open-sesame@host", {}),
        ("opensearch+https://host", {"keys": {"secret_access_key": "open-sesame"}}),
    ],
)
def test_a_password_is_not_kept_in_clear(index, options):
    with pytest.raises(InvalidIntake, match="kept in clear") as told:
        no_secret(index, options)
    assert "open-sesame" not in str(told.value)
    no_secret("opensearch+https://me@host:9200", {"aws": "es", "profile": "films"})


def test_a_password_is_read_from_netrc(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".netrc").write_text("machine host login me password sesame\n", encoding="utf-8")
    (tmp_path / ".netrc").chmod(0o600)
    assert _login("host", "me", None) == ("me", "sesame")
    assert _login("host", None, None) == ("me", "sesame")
    assert _login("host", "you", None) == ("you", "")
    assert _login("other", None, None) is None
    assert _login("host", "me", "mine") == ("me", "mine")


def test_an_index_that_is_not_there_leaves_no_base_behind(library):
    with pytest.raises(StudioError):
        library.new("far", spaces=["embed/descriptors"], index="postgresql://me@127.0.0.1:1/none")
    assert "far" not in library.names()


@pytest.mark.parametrize("index", ["foo", "foo/opensearch", "./here", "index/opensearch"])
def test_an_index_that_only_one_folder_would_find_is_refused(library, index):
    with pytest.raises(InvalidIntake, match=f"--index {index}: that is no address; give the whole"):
        library.new("near", spaces=["embed/descriptors"], index=index)
    assert "near" not in library.names()


def test_waiting_for_jobs_that_nobody_makes_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "IDLE", 0.5)
    (tmp_path / ".reelwright").mkdir()
    books = Jobs(tmp_path / ".reelwright" / "jobs.db")
    books.ask([("left-0", {"prompt": "a porch"})], batch="left", limit_s=60)
    books.close()
    with pytest.raises(NotFound, match=r"nobody works on the 1 open job .*--work"):
        jobs.wait(tmp_path, "left")

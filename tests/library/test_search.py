"""Search finds what a picture shows, says why, and admits when nothing fits."""

import numpy as np
import pytest

from reelwright.backends.embed import minilm
from reelwright.backends.index.exact import Exact
from reelwright.domain.errors import Missing
from reelwright.library import FLOOR, open_search, read_pictures
from reelwright.library.retrieval.search import Searcher

from makers.folder_assets import FolderAssets

SPACES = {minilm.NAME: minilm.DIMENSION}
ANSWERED = {
    "an old woman smiling at home": "margaret-portrait",
    "hands pouring tea": "hands-tea",
    "a daughter worried at work": "daughter-desk",
    "driving home in the rain": "daughter-car-rain",
    "carer arriving at the door": "front-door-arrival",
    "two friends sitting outside on a bench": "bench-garden",
    "an empty chair": "empty-chair",
    "medicine reminder": "pill-box",
    "safety on the stairs": "stairs-handrail",
    "a street of houses in the evening": "street-dusk",
    "cooking lunch together": "soup-stove",
    "video chat with the son far away": "video-call",
    "coming back from hospital": "suitcase-home",
    "gardening vegetables": "raised-bed",
    "the same carer every week": "calendar-tuesdays",
    "a message on the phone that all went well": "phone-visit-done",
    "helping an old man dress": "coat-help",
    "someone reading by the window": "armchair-window",
    "a close shot of two hands held": "hands-holding",
    "daughter relaxes on the sofa with a mug": "joanne-sofa",
}
UNANSWERED = (
    "a submarine under the ice",
    "a tax form with numbers",
    "a football match in a stadium",
    "a rocket launching into space",
    "a surgeon in an operating theatre",
    "a skier on a mountain",
    "red sneakers on a dark background",
    "a golden retriever",
    "an airport check-in queue",
    "sushi on a plate",
    "a server room with blinking lights",
    "a wedding couple dancing",
    "camels crossing the desert",
    "a businessman shaking hands in a boardroom",
    "children in a classroom",
    "northern lights over mountains",
    "a motorbike race",
    "an aerial view of a pine forest",
    "a jazz band on stage",
    "stock market chart",
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("vectors")


@pytest.fixture(scope="module")
def pictures(tmp_path_factory, request):
    folder = request.config.rootpath / "examples" / "fernhill" / "library"
    return read_pictures(folder, FolderAssets(tmp_path_factory.mktemp("assets"))).pictures


@pytest.fixture(scope="module")
def search(pictures, kept):
    try:
        return open_search(pictures, at=kept).search
    except Missing as problem:
        pytest.skip(str(problem))


@pytest.mark.longer
def test_what_the_library_shows_is_found_first(search):
    found = {query: search(query, k=1)[0].picture for query in ANSWERED}
    right = sum(found[q] == wanted for q, wanted in ANSWERED.items())
    assert right >= 19, {q: f for q, f in found.items() if f != ANSWERED[q]}


@pytest.mark.proves("S3-09")
def test_the_floor_parts_what_is_shown_from_what_is_not(search):
    shown = [search(q, k=1)[0].score for q in ANSWERED]
    absent = [search(q, k=1)[0].score for q in UNANSWERED]
    assert sum(s >= FLOOR for s in shown) >= 19
    assert sum(s < FLOOR for s in absent) >= 19


def test_candidates_come_best_first_with_a_score_and_a_reason(search, pictures):
    found = search("hands pouring tea from a teapot", k=7)
    assert len(found) == 7
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert all(0 <= c.score <= 1 for c in search("tea", k=len(pictures)))
    assert "pour" in found[0].reason
    assert "Hands pour tea from a green pot" in found[0].reason


def test_excluded_pictures_are_not_found(search):
    first = search("an empty chair", k=1)[0].picture
    assert first not in [c.picture for c in search("an empty chair", k=99, exclude=[first])]


def test_a_wished_scale_counts_a_little_and_is_said(search):
    plain, wide = search("a street", k=1)[0], search("a street", k=1, scale="wide")[0]
    assert wide.picture == plain.picture == "street-dusk"
    assert 0 < wide.score - plain.score < 0.05
    assert "it is wide, as wished" in wide.reason


def test_a_query_of_nothing_finds_nothing(search):
    assert search("  ") == ()
    assert open_search(()).search("tea") == ()


def test_texts_are_encoded_once_for_ever(pictures, kept, search):
    asked = []

    def counting(texts):
        asked.extend(texts)
        return minilm.encode(texts)

    again = open_search(pictures, at=kept, encode=counting)
    assert asked == []
    first = again.search("a heron by the river", k=3)
    assert asked == ["a heron by the river"]
    assert again.search("a heron by the river", k=3) == first
    assert asked == ["a heron by the river"]


def test_a_damaged_vector_is_made_again(pictures, tmp_path, search):
    open_search(pictures[:2], at=tmp_path)
    for path in tmp_path.rglob("*.npy"):
        path.write_bytes(b"damaged")
    found = open_search(pictures[:2], at=tmp_path).search("a carer", k=1)
    assert found[0].picture == "amara-portrait"


def spread(pictures, count):
    """Many pictures with the captions of few, each with a number of its own."""
    return [
        pictures[n % len(pictures)].model_copy(
            update={
                "id": f"p{n}",
                "captions": (
                    pictures[n % len(pictures)]
                    .captions[0]
                    .model_copy(update={"text": f"{pictures[n % len(pictures)].caption} {n}"}),
                ),
                "keywords": (),
            }
        )
        for n in range(count)
    ]


def random_vectors(texts):
    """Vectors that depend on each text alone."""
    rows = [np.random.default_rng(list(t.encode())).normal(size=384) for t in texts]
    found = np.array(rows, np.float32).reshape(-1, 384)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_large_libraries_are_searched_through_the_index(pictures):
    class Watched(Exact):
        asked = 0

        def near(self, space, vector, k, where=()):
            Watched.asked += 1
            return super().near(space, vector, k, where)

    many = spread(pictures, 1_500)
    found = open_search(many, encode=random_vectors, index=Watched(spaces=SPACES)).search(
        many[777].caption
    )
    assert Watched.asked == 1
    assert found[0].picture == "p777"
    assert found[0].score > 0.9


def test_a_library_on_disk_gives_the_same_answers(pictures, tmp_path):
    lance = pytest.importorskip("reelwright.backends.index.lance")
    many = spread(pictures, 1_500)
    in_memory = Searcher(many, random_vectors)
    on_disk = Searcher(many, random_vectors, index=lance.Lance(tmp_path, spaces=SPACES))
    for n in (3, 700, 1_499):
        query = many[n].caption
        assert on_disk.search(query, k=1) == in_memory.search(query, k=1)

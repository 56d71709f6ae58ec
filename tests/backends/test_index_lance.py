"""What only the index in a folder or a bucket does."""

import shutil
import sys
from datetime import timedelta

import numpy as np
import pytest

from reelwright.backends.index import buckets, lance
from reelwright.backends.index.interface import Unit
from reelwright.backends.index.opening import open_index
from reelwright.domain.errors import Missing, StoreFailed

from servers.index_places import Other, Place
from servers.small_bucket import SmallBucket
from values.units import SPACES, WEIGHTS, crowd, exact_order, pointing, unit

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:lance.*")


@pytest.fixture
def small(request):
    made = SmallBucket(request.param)
    yield made
    made.end()


def test_large_spaces_get_an_approximate_index_that_finds_nearly_all(tmp_path, monkeypatch):
    monkeypatch.setattr(lance, "INDEXED_FROM", 1_000)
    index = open_index(tmp_path, spaces=SPACES)
    units = crowd(900)
    index.upsert(units)
    index.tidy()
    assert vector_indexes(index) == {}
    units += crowd(1_100, start=900)
    index.upsert(units[900:])
    index.tidy()
    ((name, stats),) = vector_indexes(index).items()
    assert stats.index_type == "IVF_RQ"
    assert stats.distance_type == "cosine"
    assert stats.num_indexed_rows == 2_000
    late = unit("late", "late", pointing(*range(1, 17)))
    index.upsert([late])
    assert index.near("words-16", late.vectors["words-16"], 1)[0].id == "late"
    hits = 0
    for asked in crowd(30, start=7_000):
        vector = asked.vectors["words-16"]
        found = {h.id for h in index.near("words-16", vector, 10)}
        hits += len(found & set(exact_order([*units, late], vector, 10)[0]))
    assert hits >= 0.99 * 300
    index.tidy()
    assert vector_indexes(index)[name].num_indexed_rows == 2_001


def vector_indexes(index):
    table = index._table
    stats = {i.name: table.index_stats(i.name) for i in table.list_indices()}
    return {name: s for name, s in stats.items() if s.distance_type is not None}


def test_codes_are_longer_for_short_vectors_and_in_buckets():
    chosen = {(d, r): lance._bits_for(d, r) for d in (512, 384, 128, 16) for r in (False, True)}
    assert [chosen[d, False] for d in (512, 384, 128, 16)] == [1, 1, 4, 8]
    assert [chosen[d, True] for d in (512, 384, 128, 16)] == [4, 4, 4, 8]


def test_an_index_in_a_bucket_is_trained_there(bucket, monkeypatch):
    monkeypatch.setattr(lance, "INDEXED_FROM", 500)
    index = open_index("s3://shelf/trained", spaces=SPACES, storage=bucket)
    units = crowd(600)
    index.upsert(units)
    index.tidy()
    assert len(vector_indexes(index)) == 1
    vector = crowd(1, start=8_000)[0].vectors["words-16"]
    assert [h.id for h in index.near("words-16", vector, 5)] == exact_order(units, vector, 5)[0]
    index.drop()


def test_an_index_that_has_outgrown_its_training_is_trained_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(lance, "INDEXED_FROM", 300)
    index = open_index(tmp_path, spaces=SPACES)
    trained = []
    for start, count in ((0, 300), (300, 500), (800, 500)):
        index.upsert(crowd(count, start=start))
        index.tidy()
        (field,) = [f for f in index._table.schema if f.metadata and b"trained" in f.metadata]
        trained.append(int(field.metadata[b"trained"]))
    assert trained == [300, 300, 1_300]


@pytest.mark.parametrize(
    ("rows", "probes"), [(0, 256), (100_000, 256), (4_000_000, 256), (40_000_000, 1_220)]
)
def test_a_search_looks_through_more_lists_of_a_larger_index(rows, probes):
    note = {"space": "s", "trained": str(rows)} if rows else {"space": "s"}
    field = lance._field("s", 8, "").with_metadata(note)
    assert lance.probes_for(field) == probes
    assert probes >= (rows // lance.LIST if rows <= 4_000_000 else rows // lance.LIST // 2)


def test_all_lists_are_looked_through_where_neighbours_stand_in_many(tmp_path, monkeypatch):
    monkeypatch.setattr(lance, "INDEXED_FROM", 1_000)
    monkeypatch.setattr(lance, "LIST", 20)
    rng = np.random.default_rng(5)
    vectors = rng.standard_normal((2_000, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    index = open_index(tmp_path, spaces={"flat-64": 64})
    index.upsert([Unit(f"u{n}", "", {"flat-64": v}, ()) for n, v in enumerate(vectors)])
    index.tidy()
    hits = 0
    for n in range(40):
        asked = (vectors[n] + vectors[n + 900]) / np.linalg.norm(vectors[n] + vectors[n + 900])
        best = {f"u{m}" for m in np.argsort(-(vectors @ asked))[:10]}
        hits += len(best & {h.id for h in index.near("flat-64", asked, 10)})
    assert hits >= 0.99 * 400


def test_layers_of_additions_do_not_pile_up(tmp_path, monkeypatch):
    monkeypatch.setattr(lance, "INDEXED_FROM", 300)
    index = open_index(tmp_path, spaces=SPACES)
    layers = []
    for n in range(14):
        index.upsert(crowd(300 if n == 0 else 10, start=0 if n == 0 else 290 + 10 * n))
        index.tidy()
        layers.append(max(s.num_indices for s in vector_indexes(index).values()))
    assert max(layers) <= lance.LAYERS
    assert layers.count(1) >= 3
    assert index.facts().rows == 430


def test_chinese_and_japanese_words_are_found(tmp_path):
    index = open_index(tmp_path, spaces=SPACES)
    index.upsert([unit("zh", "茶壶在桌子上"), unit("ja", "お茶を飲む"), unit("fr", "un café noir")])
    assert [h.id for h in index.matching("茶壶", 5)] == ["zh"]
    assert [h.id for h in index.matching("飲む", 5)] == ["ja"]
    assert [h.id for h in index.matching("CAFE", 5)] == ["fr"]


def test_filters_are_written_with_numbers_alone():
    where = (("owner=o'dowd", "x=' OR 1=1"), ("kind=image",))
    text = lance._passing(where)
    kept = text.replace("array_has_any(tags, [", "").replace("])", "").replace(" AND ", ", ")
    assert {int(n) for n in kept.split(", ")} == {lance.tag_code(t) for g in where for t in g}


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreFailed, match=r"cannot be opened.*check"):
        open_index(tmp_path / "file" / "index", spaces=SPACES)


def test_a_folder_that_has_vanished_is_said(tmp_path):
    index = open_index(tmp_path / "index", spaces=SPACES)
    index.upsert(crowd(10))
    shutil.rmtree(tmp_path / "index")
    with pytest.raises(StoreFailed, match="rebuild"):
        index.near("words-16", pointing(1), 3)
    with pytest.raises(StoreFailed):
        index.upsert(crowd(10))


def test_a_full_disk_is_said_and_nothing_is_half_in(tmp_path):
    index = open_index(tmp_path / "index", spaces=SPACES, weights=WEIGHTS)
    index.upsert(crowd(20))
    other = Other()
    assert other.ask("open", at=str(tmp_path / "index"), options={}) == "open"
    said = other.ask("upsert on a full disk", bytes=30_000, start=20, count=2_000)
    assert "could not be added to" in said
    assert "free space" in said
    other.end()
    assert sorted(index.ids()) == sorted(f"u{n}" for n in range(20))
    index.upsert(crowd(30, start=10))
    index.tidy()
    assert index.facts().rows == 40
    assert index.matching("picture39", 2)[0].id == "u39"


def test_versions_younger_than_an_hour_stay_for_those_who_read_them(tmp_path):
    index = open_index(tmp_path, spaces=SPACES)
    for n in range(5):
        index.upsert(crowd(3, start=n))
    before = len(index._table.list_versions())
    index.tidy()
    assert len(index._table.list_versions()) > before
    assert timedelta(hours=1) <= lance.KEPT


def test_a_failed_tidying_raises_an_alarm_and_the_index_still_answers(tmp_path, monkeypatch):
    index = open_index(tmp_path, spaces=SPACES)
    index.upsert(crowd(20))

    def fails(**_):
        raise RuntimeError("lance error: disk is full")

    monkeypatch.setattr(index._table, "optimize", fails)
    with pytest.raises(StoreFailed, match=r"could not be tidied.*disk is full.*still there"):
        index.tidy()
    assert index.matching("picture7", 1)[0].id == "u7"


@pytest.mark.parametrize("small", [""], indirect=True)
def test_an_honest_bucket_passes_and_is_left_as_it_was(small):
    buckets.probe("s3://shelf/honest", small.storage)
    assert small.objects == {}


@pytest.mark.parametrize(
    ("small", "said"),
    [
        ("lies", "writers were told that they alone"),
        ("refuses", "does not support creating an object only if it is absent"),
        ("mixes", "other bytes"),
        ("ranges", "does not give back"),
    ],
    indirect=["small"],
)
def test_a_bucket_that_would_lose_rows_is_refused(small, said):
    with pytest.raises(StoreFailed, match=f"{said}.*use a folder"):
        open_index("s3://shelf/kb", spaces=SPACES, storage=small.storage)
    assert small.objects == {}


def test_a_bucket_that_cannot_be_reached_is_said():
    storage = {"endpoint": "http://127.0.0.1:1", "allow_http": "true", "region": "us-east-1"}
    storage |= {"access_key_id": "a", "secret_access_key": "b"}
    with pytest.raises(StoreFailed, match="could not be written"):
        buckets.probe("s3://shelf/x", storage)


def test_a_bucket_that_vanishes_is_said(bucket):
    import boto3

    client = boto3.client(
        "s3",
        endpoint_url=bucket["endpoint"],
        aws_access_key_id=bucket["access_key_id"],
        aws_secret_access_key=bucket["secret_access_key"],
        region_name="us-east-1",
    )
    client.create_bucket(Bucket="gone")
    index = open_index("s3://gone/kb", spaces=SPACES, storage=bucket)
    index.upsert(crowd(10))
    for held in client.list_objects_v2(Bucket="gone")["Contents"]:
        client.delete_object(Bucket="gone", Key=held["Key"])
    client.delete_bucket(Bucket="gone")
    with pytest.raises(StoreFailed, match="rebuild"):
        index.near("words-16", pointing(1), 3)
    with pytest.raises(StoreFailed):
        index.upsert(crowd(10, start=10))


def test_without_the_package_that_tries_buckets_none_is_used(monkeypatch):
    monkeypatch.setitem(sys.modules, "obstore.store", None)
    with pytest.raises(Missing, match=r"reelwright\[s3\]"):
        buckets.probe("s3://shelf/y", {})


KILLS = 3


@pytest.mark.longer
@pytest.mark.parametrize("doing", ["upsert", "tidy", "train"])
def test_nothing_is_lost_or_doubled_when_it_is_killed(doing, tmp_path):
    """kill -9 at moments spread over the work: what was acknowledged stays, once, and is found."""
    at = str(tmp_path / "index")
    place = Place("index/lance", at, {})
    index = open_index(at, spaces=SPACES, weights=WEIGHTS)
    index.upsert(crowd(600))
    kept = 600
    moments = np.random.default_rng(5).uniform(0.02, 0.5, KILLS)
    worker = Other()
    for moment in moments:
        assert worker.ask("open", at=place.at, options=place.options) == "open"
        spare = Other()  # Started meanwhile: a process takes longer to start than to be killed.
        acknowledged = worker.until_killed(doing, start=kept, after=float(moment))
        worker = spare
        held = set(index.ids())
        assert {f"u{n}" for n in range(kept + acknowledged)} <= held
        assert index.facts().rows == len(held)
        # At most the one in hand was kept without being acknowledged.
        assert len(held) - kept - acknowledged in (0, 50)
        kept = len(held)
        units = crowd(kept)
        asked = units[-1].vectors["words-16"]
        assert index.near("words-16", asked, 1)[0].id == f"u{kept - 1}"
        assert [h.id for h in index.matching(f"picture{kept - 1}", 2)] == [f"u{kept - 1}"]
        index.upsert(units[-50:])
        assert index.facts().rows == kept
    worker.end()
    index.tidy()
    assert set(index.ids()) == {f"u{n}" for n in range(kept)}

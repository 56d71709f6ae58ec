"""What only the index in OpenSearch does: its requests are held against the documented shapes."""

import numpy as np
import pytest

from reelwright.backends.index.opening import open_index
from reelwright.domain.errors import BackendFailed, DoesNotFit, Missing

from servers.opensearch import OpenSearchServer
from values.units import SPACES, crowd, pointing, unit

pytest.importorskip("opensearchpy")
TITAN = {"titan-1024": 1024}
KEYS = {"access_key_id": "someone", "secret_access_key": "secret"}


@pytest.fixture
def server():
    made = OpenSearchServer()
    yield made
    made.end()


@pytest.fixture
def collection():
    pytest.importorskip("boto3")
    made = OpenSearchServer(signed="aoss")
    yield made
    made.end()


@pytest.fixture
def opened():
    made = []

    def open_one(server, *, spaces=SPACES, **options):
        if server.signed and "aws" not in options:
            options |= {"aws": server.signed, "region": "eu-west-1", "keys": KEYS}
        made.append(open_index(server.address, spaces=spaces, **options))
        return made[-1]

    yield open_one
    for index in made:
        index.close()


def asked(server, method, path):
    return [body for m, p, body in server.requests if (m, p) == (method, path)]


@pytest.mark.proves("S2-17")
def test_the_mapping_is_the_documented_one_with_tags_and_an_explicit_engine(server, opened):
    """As the sample's index, but that engine, method and space are said, so that filters work."""
    fields = {"titan-1024": "image_vector"}
    opened(server, spaces=TITAN, weights={"titan-1024": "g1"}, name="vrag_index", fields=fields)
    assert asked(server, "PUT", "/vrag-index") == [
        {
            "settings": {"index.knn": "true", "index.knn.algo_param.ef_search": 256},
            "mappings": {
                "_meta": {"spaces": {"titan-1024": {"field": "image_vector", "weights": "g1"}}},
                "dynamic": "strict",
                "properties": {
                    "image_vector": {
                        "type": "knn_vector",
                        "dimension": 1024,
                        "method": {
                            "name": "hnsw",
                            "engine": "faiss",
                            "space_type": "innerproduct",
                            "parameters": {"m": 16, "ef_construction": 256},
                        },
                    },
                    "description": {"type": "text", "analyzer": "english"},
                    "unit_id": {"type": "keyword"},
                    "tags": {"type": "keyword"},
                    "written": {"type": "long"},
                },
            },
        }
    ]


def test_the_queries_are_the_documented_ones_with_a_filter_inside(server, opened):
    index = opened(server, spaces=TITAN, fields={"titan-1024": "image_vector"})
    vector = pointing(3, 4, size=1024)
    index.near("titan-1024", 5 * vector, 3)
    index.near("titan-1024", vector, 1, (("subject=botany", "subject=moss"), ("kind=image",)))
    index.matching("glass tower", 3, where=(("kind=image",),))
    index.matching("glass tower", 3, every=False)
    told = [round(float(v), 6) for v in vector]
    plain, filtered, words, any_word = asked(server, "POST", "/units/_search")
    for body in (plain, filtered):
        knn = body["query"]["knn"]["image_vector"]
        knn["vector"] = [round(v, 6) for v in knn["vector"]]
    assert plain == {
        "size": 3,
        "_source": {"exclude": ["image_vector"]},
        "query": {"knn": {"image_vector": {"vector": told, "k": 3}}},
    }
    groups = [
        {"terms": {"tags": ["subject=botany", "subject=moss"]}},
        {"terms": {"tags": ["kind=image"]}},
    ]
    assert filtered == {
        "size": 1,
        "_source": {"exclude": ["image_vector"]},
        "query": {
            "knn": {
                "image_vector": {"vector": told, "k": 1, "filter": {"bool": {"filter": groups}}}
            }
        },
    }
    match = {"match": {"description": {"query": "glass tower", "operator": "and"}}}
    assert words["query"] == {"bool": {"must": [match], "filter": groups[1:]}}
    assert any_word["query"]["match"]["description"]["operator"] == "or"


@pytest.mark.proves("S2-17")
def test_units_go_in_bulk_and_are_counted_after_the_load(server, opened):
    index = opened(server)
    index.upsert(crowd(1_100))
    bulks = asked(server, "POST", "/_bulk")
    assert [len(lines) for lines in bulks] == [1_000, 1_000, 200]
    assert set(bulks[0][1]) == {"unit_id", "description", "tags", "written", *vector_fields(server)}
    counted = asked(server, "POST", "/units/_count")
    assert [len(body["query"]["terms"]["unit_id"]) for body in counted] == [500, 500, 100]
    assert len(list(index.ids())) == 1_100


def vector_fields(server):
    mapped = server.indices["units"].mapping["properties"]
    (words,) = [f for f, said in mapped.items() if said.get("dimension") == 16]
    return [words]


def test_units_that_the_server_lost_are_missed(server, opened, monkeypatch):
    index = opened(server)
    held = server.indices["units"]
    refresh = held.refresh

    def forgetful():
        refresh()
        held.found.popitem()

    monkeypatch.setattr(held, "refresh", forgetful)
    with pytest.raises(BackendFailed, match="took 5 units and holds 4"):
        index.upsert(crowd(5))


def test_writes_that_a_busy_server_puts_off_are_tried_again(server, opened):
    index = opened(server)
    server.busy = 3
    index.upsert(crowd(5))
    assert len(list(index.ids())) == 5
    assert len(asked(server, "POST", "/_bulk")) == 2


def test_a_refused_write_says_why_and_may_be_repeated(server, opened):
    index = opened(server)
    long = unit("long", "x", pointing(1), tags=("tag=" + "x" * 40_000,))
    with pytest.raises(BackendFailed, match=r"refused 1 of 2 writes: immense term.*again"):
        index.upsert([unit("fits", "y", pointing(1)), long])
    index.upsert([unit("fits", "y", pointing(1)), unit("long", "x", pointing(1))])
    assert sorted(index.ids()) == ["fits", "long"]


@pytest.mark.parametrize("cosine", [1.0, 0.5, 0.0, -0.2, -1.0])
def test_scores_are_cosines_again(server, opened, cosine):
    index = opened(server)
    other = float(np.sqrt(1 - cosine**2))
    index.upsert([unit("a", "", pointing(1))])
    (found,) = index.near("words-16", pointing(cosine, other), 1)
    assert found.score == pytest.approx(cosine, abs=1e-6)


def test_an_index_of_another_program_is_left_alone(server, opened):
    opened(server)
    del server.indices["units"].mapping["properties"]["unit_id"]
    with pytest.raises(DoesNotFit, match="not made by this program"):
        opened(server)


def test_an_index_that_has_vanished_is_said(server, opened):
    index = opened(server)
    index.upsert(crowd(3))
    server.indices.clear()
    with pytest.raises(BackendFailed, match="is gone"):
        index.near("words-16", pointing(1), 3)


def test_a_server_that_cannot_be_reached_is_named_without_its_password():
    with pytest.raises(BackendFailed, match=r"127\.0\.0\.1.*cannot be reached") as failed:
        open_index("opensearch+http://me:secret@127.0.0.1:1", spaces=SPACES, timeout=1)
    assert "secret" not in str(failed.value)


def test_requests_are_signed_for_the_kind_of_service(collection, opened):
    index = opened(collection)
    index.upsert(crowd(3))
    assert len(list(index.ids())) == 3
    with pytest.raises(BackendFailed, match="data access policy"):
        opened(collection, aws="es", region="eu-west-1", keys=KEYS)
    with pytest.raises(BackendFailed, match="may not be opened"):
        open_index(collection.address, spaces=SPACES)
    domain = OpenSearchServer(signed="es")
    opened(domain).upsert(crowd(3))
    domain.end()


def test_signing_without_a_region_or_keys_says_what_is_missing(collection, monkeypatch, tmp_path):
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(Missing, match="region"):
        open_index(collection.address, spaces=SPACES, aws="aoss", keys=KEYS)


class TestServerless:
    """The collection chooses ids, takes no refresh, and shows what is written after a while."""

    def test_no_id_of_ours_is_sent(self, collection, opened):
        index = opened(collection)
        index.upsert(crowd(3))
        index.upsert(crowd(3))
        actions = [line for body in asked(collection, "POST", "/_bulk") for line in body]
        assert [a["index"] for a in actions if "index" in a] == [{"_index": "units"}] * 6
        assert sum("delete" in a for a in actions) == 3
        assert index.facts().rows == 3

    def test_the_delay_is_told(self, collection, server, opened):
        assert opened(collection).facts().delay_s == 60
        assert opened(server).facts().delay_s == 0

    def test_a_unit_written_twice_before_it_shows_is_found_once_and_swept(self, collection, opened):
        index = opened(collection)
        collection.settles = False
        index.upsert([unit("a", "a red teapot", pointing(1)), unit("b", "a cup", pointing(0, 1))])
        index.upsert([unit("a", "a blue teapot", pointing(0, 0, 1))])
        assert index.near("words-16", pointing(1), 5) == ()
        collection.settle()
        assert len(collection.indices["units"].found) == 3
        found = index.near("words-16", pointing(0, 0, 1), 5)
        assert [(h.id, round(h.score)) for h in found] == [("a", 1), ("b", 0)]
        assert [h.id for h in index.matching("teapot", 5)] == ["a"]
        assert sorted(index.ids()) == ["a", "b"]
        assert index.facts().rows == 2
        index.tidy()
        collection.settle()
        assert len(collection.indices["units"].found) == 2
        assert index.matching("red", 5) == ()
        assert [h.id for h in index.matching("blue", 5)] == ["a"]

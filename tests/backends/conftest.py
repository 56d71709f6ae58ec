"""Fixtures for the tests of back ends that need a server beside them."""

import uuid

import pytest

from index_places import Place, bucket_server


@pytest.fixture(scope="session")
def bucket():
    """Storage options of a small S3 server with a bucket called shelf."""
    pytest.importorskip("moto")
    pytest.importorskip("obstore")
    with bucket_server() as storage:
        yield storage


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

"""Places that keep bytes: a folder, and a bucket on a small S3 server."""

import uuid

import pytest

from reelwright.store import FolderStore

from servers.index_places import bucket_server


@pytest.fixture(scope="session")
def storage():
    """How to reach a small S3 server that has the bucket called shelf."""
    pytest.importorskip("moto")
    pytest.importorskip("obstore")
    with bucket_server() as found:
        yield found


@pytest.fixture
def open_bucket(storage, tmp_path):
    """Opens the bucket, or one of another name, with an empty local folder."""
    from reelwright.store.bucket import BucketStore

    prefix = uuid.uuid4().hex

    def opened(bucket="shelf", cache="cache"):
        return BucketStore(
            tmp_path / cache,
            bucket=bucket,
            prefix=prefix,
            endpoint=storage["endpoint"],
            region=storage.get("region", "us-east-1"),
            access_key_id=storage["access_key_id"],
            secret_access_key=storage["secret_access_key"],
        )

    return opened


@pytest.fixture(params=["folder", "bucket"])
def shelves(request, tmp_path):
    """Each place in turn."""
    if request.param == "folder":
        return FolderStore(tmp_path / "assets")
    return request.getfixturevalue("open_bucket")()

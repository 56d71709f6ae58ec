"""Places that keep bytes: a folder, and a bucket on a small S3 server."""

import uuid

import pytest

from reelwright.store import FolderStore
from reelwright.store.scratch import Scratch
from reelwright.store.sealed import Keys

from servers.index_places import bucket_server


@pytest.fixture(scope="session")
def storage():
    """How to reach a small S3 server that has the bucket called shelf."""
    pytest.importorskip("moto")
    pytest.importorskip("obstore")
    with bucket_server() as found:
        yield found


@pytest.fixture
def bucket_client(storage):
    """What someone else does to the bucket."""
    boto3 = pytest.importorskip("boto3")
    client = boto3.client(
        "s3",
        endpoint_url=storage["endpoint"],
        region_name=storage.get("region", "us-east-1"),
        aws_access_key_id=storage["access_key_id"],
        aws_secret_access_key=storage["secret_access_key"],
    )
    yield client
    client.close()


@pytest.fixture
def bucket_prefix():
    """Where in the bucket this test keeps its objects."""
    return uuid.uuid4().hex


@pytest.fixture
def open_bucket(storage, bucket_prefix, tmp_path):
    """Opens the bucket, or one of another name, with an empty local folder."""
    from reelwright.store.bucket import BucketStore

    def opened(bucket="shelf", cache="cache", **rest):
        return BucketStore(
            tmp_path / cache,
            bucket=bucket,
            prefix=bucket_prefix,
            endpoint=storage["endpoint"],
            region=storage.get("region", "us-east-1"),
            access_key_id=storage["access_key_id"],
            secret_access_key=storage["secret_access_key"],
            **rest,
        )

    return opened


@pytest.fixture
def keys():
    """A key that seals."""
    return Keys((bytes(range(32)),))


@pytest.fixture
def open_in(tmp_path):
    """A place of this test's own to open sealed bytes in."""
    return Scratch(tmp_path / "open")


@pytest.fixture
def again(request, tmp_path, open_in):
    """Opens one kind of place as often as wanted, always over the same bytes."""

    def opened(kind, cache="cache", **rest):
        rest.setdefault("open_in", open_in)
        if kind == "folder":
            return FolderStore(tmp_path / "assets", **rest)
        return request.getfixturevalue("open_bucket")(cache=cache, **rest)

    return opened


@pytest.fixture(params=["folder", "bucket"])
def kind(request):
    """Each kind of place in turn."""
    return request.param


@pytest.fixture(params=["folder", "bucket", "sealed folder", "sealed bucket", "bucket and copy"])
def shelves(request, again, keys):
    """Each place in turn, plain and sealed."""
    rest = {"keys": keys} if "sealed" in request.param else {}
    if "copy" in request.param:
        rest["stays"] = True
    return again("folder" if "folder" in request.param else "bucket", **rest)


@pytest.fixture
def spoil(tmp_path, bucket_client, bucket_prefix):
    """Changes the bytes of an asset behind a store's back, in the way that was asked."""

    def spoiled(kind, namespace, sha, change):
        key = f"{namespace}/{sha[:2]}/{sha}"
        if kind == "folder":
            path = tmp_path / "assets" / key
            path.write_bytes(change(path.read_bytes()))
            return
        key = f"{bucket_prefix}/{key}"
        body = bucket_client.get_object(Bucket="shelf", Key=key)["Body"].read()
        bucket_client.put_object(Bucket="shelf", Key=key, Body=change(body))

    return spoiled


@pytest.fixture(params=["file", "server"])
def where(request, tmp_path):
    """Where a database is kept, as the arguments of `Database`: a file, a server's space."""
    if request.param == "file":
        return tmp_path / "store.db", ""
    return request.getfixturevalue("postgres"), f"s{uuid.uuid4().hex[:12]}"


@pytest.fixture
def database(where):
    """Each kind of database in turn."""
    from reelwright.store.database import Database

    found = Database(*where)
    yield found
    found.close()

"""A knowledge base whose bytes live in a bucket works as one in a folder does."""

import pytest

from reelwright.domain.errors import StoreFailed
from reelwright.library.ingest.run import ingest

from makers.bases import drawn, library_of, write_pictures


@pytest.fixture
def library(storage, tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", storage["access_key_id"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", storage["secret_access_key"])
    monkeypatch.setenv("AWS_REGION", storage["region"])
    found = library_of(tmp_path / "home")
    yield found
    found.close()


def new_base(library, storage, name, bucket="shelf"):
    return library.new(
        name,
        spaces=["embed/descriptors"],
        store=f"s3://{bucket}/bases",
        store_options={"endpoint": storage["endpoint"], "region": storage["region"]},
    )


@pytest.mark.proves("S2-03", "S2-14")
def test_pictures_are_kept_in_the_bucket_and_fetched_from_it(library, storage, tmp_path):
    base = new_base(library, storage, "garden")
    paths = write_pictures(tmp_path / "in", 5)
    assert len(ingest(base, tmp_path / "in", approve=True).added) == 5
    assert len(base.store.listing("references")) == 5
    assert not list((base.folder / "assets").glob("references/??/*")), "nothing lies here yet"
    found = base.search(picture=drawn(3), k=1).found[0]
    assert base.path(found.item).read_bytes() == paths[3].read_bytes()
    facts = base.facts
    assert "secret" not in facts.model_dump_json(), "keys are never kept with a base"


@pytest.mark.proves("S2-27")
def test_two_bases_in_one_bucket_are_apart_and_one_can_go(library, storage, tmp_path):
    one, two = new_base(library, storage, "one"), new_base(library, storage, "two")
    first, second = write_pictures(tmp_path / "in", 2)
    ingest(one, first, approve=True)
    ingest(two, second, approve=True)
    steps = list(library.remove("one"))
    assert "emptied the store: 1 files" in steps[2]
    assert len(two.store.listing("references")) == 1
    assert two.search(picture=second, k=1).found[0].score > 0.97


def test_a_wrong_bucket_leaves_no_base_behind(library, storage):
    with pytest.raises(StoreFailed, match="there is no bucket 'nowhere'"):
        new_base(library, storage, "garden", bucket="nowhere")
    assert library.names() == ()


def test_a_bucket_that_vanishes_stops_adding_and_loses_nothing(library, storage, tmp_path):
    boto3 = pytest.importorskip("boto3")
    client = boto3.client("s3", endpoint_url=storage["endpoint"], region_name="us-east-1")
    client.create_bucket(Bucket="fleeting")
    base = new_base(library, storage, "garden", bucket="fleeting")
    first, second = write_pictures(tmp_path / "in", 2)
    ingest(base, first, approve=True)
    for found in client.list_objects_v2(Bucket="fleeting")["Contents"]:
        client.delete_object(Bucket="fleeting", Key=found["Key"])
    client.delete_bucket(Bucket="fleeting")
    with pytest.raises(StoreFailed, match="there is no bucket 'fleeting'"):
        ingest(base, second, approve=True)
    assert base.ledger.counts() == {"approved": 1}, "no item without its bytes"
    client.create_bucket(Bucket="fleeting")
    client.close()
    assert len(ingest(base, second, approve=True).added) == 1

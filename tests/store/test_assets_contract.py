"""Folder and bucket keep bytes alike: once, whole, under their SHA-256."""

import hashlib
import time

import pytest

from reelwright.domain.asset import Asset
from reelwright.domain.errors import NotFound, StoreFailed
from reelwright.store.bucket import BucketStore
from reelwright.store.sealed import sealed_size

from servers.small_bucket import SmallBucket


def test_bytes_come_back_as_they_were(shelves):
    kept = shelves.put(b"a picture", "a.png", "image/png", "references")
    assert kept.sha256 == hashlib.sha256(b"a picture").hexdigest()
    assert (kept.bytes, kept.media_type, kept.name) == (9, "image/png", "a.png")
    assert shelves.path(kept).read_bytes() == b"a picture"
    assert shelves.path(kept) == shelves.path(kept)


def test_the_same_bytes_are_kept_once_in_their_namespace(shelves):
    a = shelves.put(b"picture", "a.png", "image/png", "references")
    b = shelves.put(b"picture", "b.png", "image/png", "references")
    assert a.sha256 == b.sha256
    assert shelves.listing("references") == (a.sha256,)
    assert shelves.listing("takes") == ()


def test_a_large_file_is_the_same_as_its_bytes(shelves, tmp_path):
    path = tmp_path / "film.mp4"
    path.write_bytes(bytes(range(256)) * 80_000)
    kept = shelves.put_file(path, "video/mp4", "releases")
    assert kept.bytes == 20_480_000
    assert shelves.path(kept).read_bytes() == path.read_bytes()
    assert shelves.put(path.read_bytes(), "y", "video/mp4", "releases").sha256 == kept.sha256


def test_a_store_proves_that_it_keeps_bytes_and_leaves_none(shelves):
    shelves.prove()
    assert shelves.listing("inputs") == ()
    assert list(shelves.log()) == []


@pytest.mark.parametrize(("fault", "proven"), [("", True), ("keeps", True), ("closed", False)])
def test_a_bucket_is_proven_by_writing_into_it(tmp_path, fault, proven):
    bucket = SmallBucket(fault)
    try:
        store = BucketStore(tmp_path, bucket="shelf", prefix="reels/probe", **bucket.storage)
        if proven:
            store.prove()
        else:
            with pytest.raises(StoreFailed, match=r"bucket 'shelf'.*check the address, the keys"):
                store.prove()
        # A role that may not delete is enough to work.
        assert len(bucket.objects) == (fault == "keeps")
        assert all("/reels/probe/inputs/" in name for name in bucket.objects)
    finally:
        bucket.end()


def test_what_is_there_is_known(shelves):
    kept = shelves.put(b"words", "a.txt", "text/plain", "inputs")
    assert shelves.holds(kept)
    lost = Asset(sha256="f" * 64, media_type="x/y", bytes=1, name="gone.png")
    assert not shelves.holds(lost)
    with pytest.raises(NotFound, match=r"the bytes of 'gone.png' .* are gone"):
        shelves.path(lost)


@pytest.mark.proves("S1-03")
def test_reads_writes_and_deletions_are_noted(shelves):
    kept = shelves.put(b"words", "a.txt", "text/plain", "inputs")
    shelves.path(kept)
    shelves.remove("inputs", [kept.sha256], "no longer wanted")
    rows = list(shelves.log())
    assert [row["act"] for row in rows] == ["write", "read", "delete"]
    assert {row["sha256"] for row in rows} == {kept.sha256}
    assert {row["space"] for row in rows} == {"inputs"}
    assert rows[-1]["name"] == "no longer wanted"
    assert all(row["by"] and row["at"] for row in rows)
    with pytest.raises(NotFound):
        shelves.path(kept)


@pytest.mark.proves("S0-07")
@pytest.mark.parametrize("namespace", ["inputs", "takes", "references", "releases"])
def test_namespaces_are_apart(shelves, namespace):
    kept = shelves.put(b"here only", "a.bin", "x/y", namespace)
    everywhere = ("inputs", "takes", "references", "releases")
    assert {n: shelves.listing(n) for n in everywhere} == {
        n: (kept.sha256,) if n == namespace else () for n in everywhere
    }
    (found,) = shelves.kept(namespace)
    assert found.bytes >= 9
    assert abs(found.at - time.time()) < 60


@pytest.mark.proves("S2-27")
def test_all_can_be_taken_out(shelves):
    kept = [shelves.put(bytes([n]) * 1000, f"{n}", "x/y", "references") for n in range(5)]
    shelves.path(kept[0])
    size = sum(found.bytes for found in shelves.kept("references"))
    assert size == 5 * (sealed_size(1000) if getattr(shelves, "keys", None) else 1000)
    assert shelves.clear() == (5, size)
    assert shelves.listing("references") == ()
    assert not any(shelves.holds(k) for k in kept)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a/b", ".."])
def test_a_hostile_name_leads_nowhere_else(shelves, name):
    kept = shelves.put(b"harmless", name, "image/png", "references")
    assert shelves.path(kept).name == kept.sha256


def vanish(client, bucket):
    """Take a bucket away with all that lies in it."""
    for found in client.list_objects_v2(Bucket=bucket).get("Contents", ()):
        client.delete_object(Bucket=bucket, Key=found["Key"])
    client.delete_bucket(Bucket=bucket)


class TestBucket:
    """What only a bucket can meet."""

    def test_another_machine_reads_what_one_wrote(self, open_bucket):
        kept = open_bucket(cache="one").put(b"shared", "a.png", "image/png", "references")
        other = open_bucket(cache="two")
        assert other.holds(kept)
        assert other.path(kept).read_bytes() == b"shared"

    def test_a_read_is_fetched_once(self, open_bucket, monkeypatch):
        store = open_bucket()
        kept = store.put(b"once", "a.png", "image/png", "references")
        store.path(kept)
        monkeypatch.setattr(store, "_asked", None)
        assert store.path(kept).read_bytes() == b"once"

    def test_damaged_bytes_are_refused(self, open_bucket):
        store = open_bucket()
        kept = store.put(b"good bytes", "a.png", "image/png", "references")
        key = f"references/{kept.sha256[:2]}/{kept.sha256}"
        store._obstore.put(store._s3, key, b"evil bytes")
        with pytest.raises(StoreFailed, match=r"came damaged.*give the same file again"):
            store.path(kept)
        assert not list(store.cache.root.glob("references/??/*"))

    def test_a_bucket_that_is_not_there_is_named_at_once(self, open_bucket):
        with pytest.raises(StoreFailed, match=r"there is no bucket 'nowhere' .*make it"):
            open_bucket("nowhere")

    def test_a_bucket_that_vanishes_is_named(self, open_bucket, bucket_client):
        bucket_client.create_bucket(Bucket="brief")
        store = open_bucket("brief")
        kept = store.put(b"soon gone", "a.png", "image/png", "references")
        store.send_log()
        vanish(bucket_client, "brief")
        with pytest.raises(StoreFailed, match="there is no bucket 'brief'"):
            store.put(b"more", "b.png", "image/png", "references")
        with pytest.raises(StoreFailed, match="there is no bucket 'brief'"):
            store.path(kept)

    def test_a_service_that_is_gone_is_named_within_seconds(self, open_bucket, tmp_path):
        from reelwright.store.bucket import BucketStore

        with pytest.raises(StoreFailed, match=r"did not do what was asked.*check the address"):
            BucketStore(
                tmp_path / "c",
                bucket="shelf",
                endpoint="http://127.0.0.1:9",
                region="us-east-1",
                access_key_id="a",
                secret_access_key="b",
            )

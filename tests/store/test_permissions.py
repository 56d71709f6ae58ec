"""The role in docs/store.md is enough to work, and cannot read or rewrite the log."""

import urllib.request
from pathlib import Path

import pytest

from reelwright.domain.errors import StoreFailed

from servers.index_places import bucket_server

DOC = Path(__file__).resolve().parents[2] / "docs" / "store.md"


@pytest.fixture
def strict(monkeypatch):
    """A server that asks who may do what, and the key of someone in the documented role."""
    boto3 = pytest.importorskip("boto3")
    pytest.importorskip("moto")
    monkeypatch.delenv("BUCKET_FOR_TESTS", raising=False)
    policy = DOC.read_text("utf-8").split("```json\n")[1].split("```")[0]
    with bucket_server() as found:
        client = boto3.client(
            "iam",
            endpoint_url=found["endpoint"],
            region_name="us-east-1",
            aws_access_key_id="root",
            aws_secret_access_key="root",
        )
        client.create_user(UserName="worker")
        key = client.create_access_key(UserName="worker")["AccessKey"]
        client.put_user_policy(
            UserName="worker",
            PolicyName="work",
            PolicyDocument=policy.replace(":::films", ":::shelf"),
        )
        client.close()
        asks = urllib.request.Request(
            f"{found['endpoint']}/moto-api/reset-auth",
            data=b"0",
            headers={"Content-Type": "application/octet-stream"},
        )
        urllib.request.urlopen(asks, timeout=60).close()
        yield {
            "endpoint": found["endpoint"],
            "region": "us-east-1",
            "access_key_id": key["AccessKeyId"],
            "secret_access_key": key["SecretAccessKey"],
        }


@pytest.mark.proves("S1-03")
def test_a_worker_may_do_its_work_and_not_touch_the_log(strict, tmp_path):
    from reelwright.store.bucket import BucketStore

    def opened(prefix):
        return BucketStore(tmp_path / "cache", bucket="shelf", prefix=prefix, **strict)

    store = opened("reelwright/lamps-1")
    for namespace in ("inputs", "takes", "references", "releases"):
        kept = store.put(namespace.encode(), "a", "x/y", namespace)
        assert store.path(kept).read_bytes() == namespace.encode()
        assert store.listing(namespace) == (kept.sha256,)
    store.send_log()
    with pytest.raises(StoreFailed, match=r"privileges.*access/"):
        list(store.log())
    with pytest.raises(StoreFailed, match="did not do what was asked"):
        store.remove("releases", [kept.sha256], "")
    with pytest.raises(StoreFailed, match="did not do what was asked"):
        store.forget_log(2e9)
    with pytest.raises(StoreFailed, match="privileges"):
        opened("elsewhere").put(b"a", "a", "x/y", "inputs")
    assert store.holds(kept)

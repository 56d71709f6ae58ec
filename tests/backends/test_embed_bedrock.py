"""Titan and Nova over HTTP: what is sent, and what happens when the service does not play along."""

import base64
import io
import time

import numpy as np
import pytest
from PIL import Image

from reelwright.domain.errors import BackendFailed, DoesNotFit, Missing

from servers import embedding
from servers.embedding import Refused

pytest.importorskip("boto3", reason="boto3 is not installed: pip install 'reelwright[aws]'")

from reelwright.backends.embed.nova import Nova
from reelwright.backends.embed.titan import Titan


@pytest.fixture(autouse=True)
def chain(monkeypatch, tmp_path):
    """A boto3 chain of dummy keys and nothing of this machine's own."""
    for name in ("AWS_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDUMMY")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "dummy-secret-81723")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def server():
    with embedding.running(embedding.bedrock) as running:
        yield running


@pytest.fixture(params=[Titan, Nova])
def made(request, server):
    """Opens the one or the other with options."""
    return lambda **options: request.param(
        **{"region": "us-east-1", "endpoint_url": server.address, **options}
    )


def throttled():
    raise Refused(429, "ThrottlingException", "Too many requests, please wait")


def broken():
    raise Refused(503, "ServiceUnavailableException", "come back later")


def test_titan_is_asked_as_it_wants_to_be(server):
    titan = Titan(region="us-east-1", endpoint_url=server.address, dimension=384)
    titan.texts(["blue sky"])
    titan.pictures([np.full((30, 40, 3), (250, 10, 20), np.uint8)])
    (path, _, text), (_, _, image) = server.seen
    assert path.endswith("amazon.titan-embed-image-v1/invoke")
    config = {"embeddingConfig": {"outputEmbeddingLength": 384}}
    assert text == {"inputText": "blue sky", **config}
    sent = Image.open(io.BytesIO(base64.b64decode(image.pop("inputImage"))))
    assert image == config
    assert sent.size == (40, 30)
    red, _, blue = sent.convert("RGB").getpixel((20, 15))
    assert blue > 230 > 40 > red


def test_nova_is_asked_for_keeping_and_for_searching(server):
    nova = Nova(region="us-east-1", endpoint_url=server.address, dimension=256)
    nova.texts(["blue sky"])
    nova.texts(["blue sky"], purpose="query")
    nova.pictures([np.zeros((30, 40, 3), np.uint8)])
    asked = [body["singleEmbeddingParams"] for _, _, body in server.seen]
    purposes = [a["embeddingPurpose"] for a in asked]
    assert purposes == ["GENERIC_INDEX", "IMAGE_RETRIEVAL", "GENERIC_INDEX"]
    assert {a["embeddingDimension"] for a in asked} == {256}
    assert asked[0]["text"] == {"truncationMode": "END", "value": "blue sky"}
    assert asked[2]["image"]["format"] == "jpeg"
    other = Nova(region="us-east-1", endpoint_url=server.address, retrieval="DOCUMENT_RETRIEVAL")
    other.texts(["blue sky"], purpose="query")
    assert server.seen[-1][2]["singleEmbeddingParams"]["embeddingPurpose"] == "DOCUMENT_RETRIEVAL"


def test_large_pictures_are_brought_within_the_limits_in_their_own_shape(made, server):
    embedder = made()
    embedder.pictures([np.zeros((1500, 6000, 3), np.uint8)])
    body = server.seen[0][2]
    data = body.get("inputImage") or body["singleEmbeddingParams"]["image"]["source"]["bytes"]
    width, height = Image.open(io.BytesIO(base64.b64decode(data))).size
    assert width == embedder.profile.picture_limit
    assert width / height == pytest.approx(4, rel=0.01)


def test_long_texts_are_cut_to_what_the_model_takes(made, server):
    embedder = made()
    long = "unforgettable mornings, " * 2000
    assert embedder.texts([long]).shape == (1, 1024)
    body = server.seen[0][2]
    sent = body.get("inputText") or body["singleEmbeddingParams"]["text"]["value"]
    assert long.startswith(sent)


def test_a_blank_text_is_refused_before_it_is_sent(made, server):
    with pytest.raises(DoesNotFit, match="text 1 is blank"):
        made().texts(["tea", "  "])
    assert not server.seen


def test_throttling_is_waited_out(made, server):
    server.faults += [throttled, broken]
    assert made(attempts=4).texts(["blue sky"]).shape == (1, 1024)
    assert len(server.seen) == 3


def test_lasting_throttling_ends_in_an_error_that_says_what_to_do(made, server):
    server.faults += [throttled] * 9
    with pytest.raises(BackendFailed, match=r"ThrottlingException.*quota"):
        made(attempts=2).texts(["blue sky"])
    assert len(server.seen) == 2


def test_what_is_not_the_networks_fault_is_not_tried_again(made, server):
    def denied():
        raise Refused(403, "AccessDeniedException", "You don't have access to the model")

    server.faults += [denied]
    with pytest.raises(BackendFailed, match=r"AccessDenied.*Bedrock console"):
        made().texts(["blue sky"])
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"message": "the image is too blurred", "embedding": None}, "too blurred"),
        ({"embedding": [0.5] * 7, "embeddings": [{"embedding": [0.5] * 7}]}, "7 numbers .* 1024"),
        ({"embedding": ["x"] * 1024, "embeddings": [{"embedding": ["x"] * 1024}]}, "no numbers"),
        ({"embedding": [0] * 1024, "embeddings": [{"embedding": [0] * 1024}]}, "direction"),
        ({}, "without an embedding"),
        ([], "no JSON object"),
        (b"<html>", "no JSON"),
    ],
)
def test_an_unusable_answer_is_an_error(answer, message, made, server):
    server.faults.append(lambda: answer)
    with pytest.raises(BackendFailed, match=message):
        made().texts(["blue sky"])


def test_one_failure_in_a_batch_fails_it_and_ends_the_asking(made, server):
    def invalid():
        raise Refused(400, "ValidationException", "this one is not liked")

    server.faults += [invalid] * 4
    with pytest.raises(BackendFailed, match="not liked"):
        made().texts([f"text {n}" for n in range(200)])
    assert len(server.seen) < 200


def test_an_answer_that_does_not_come_is_not_waited_for(made, server):
    server.faults.append(lambda: time.sleep(1.5) or {})
    with pytest.raises(BackendFailed, match="cannot be reached"):
        made(timeout=0.3, attempts=1).texts(["blue sky"])


def test_a_service_that_is_not_there_is_named(made):
    with pytest.raises(BackendFailed, match="cannot be reached"):
        made(endpoint_url="http://127.0.0.1:9", attempts=1).texts(["blue sky"])


def test_missing_keys_profile_or_region_say_how_to_get_them(made, monkeypatch):
    with pytest.raises(Missing, match="AWS_REGION"):
        made(region=None)
    with pytest.raises(Missing, match=r"no-such-profile.*AWS_PROFILE"):
        made(profile="no-such-profile")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(Missing, match="AWS_ACCESS_KEY_ID"):
        made().texts(["blue sky"])


def test_keys_and_region_come_from_the_chain(made, server, monkeypatch, tmp_path):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    (tmp_path / "config").write_text("[profile films]\nregion = eu-west-3\n")
    (tmp_path / "credentials").write_text(
        "[films]\naws_access_key_id = AKIFILMS\naws_secret_access_key = x\n"
    )
    made(profile="films", region=None).texts(["blue sky"])
    signed = server.seen[0][1]["Authorization"]
    assert "AKIFILMS" in signed
    assert "/eu-west-3/bedrock/" in signed


def test_secrets_stay_out_of_errors_and_logs(made, server, caplog):
    def no():
        raise Refused(403, "InvalidSignatureException", "does not match\nCanonical: token-xyz")

    server.faults.append(no)
    with caplog.at_level("INFO"), pytest.raises(BackendFailed) as caught:
        made().texts(["blue sky"])
    for told in (str(caught.value), caplog.text):
        assert "dummy-secret" not in told
        assert "token-xyz" not in told

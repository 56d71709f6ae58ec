"""OpenAI-compatible endpoints over HTTP: texts always, pictures where a server takes them."""

import json

import numpy as np
import pytest

from reelwright.backends import registry
from reelwright.backends.embed.openai import OpenAI
from reelwright.domain.errors import BackendFailed, DoesNotFit, Missing
from reelwright.settings import Settings

from servers import embedding
from servers.embedding import KEY, Refused

PICTURE = np.full((30, 40, 3), (250, 10, 20), np.uint8)


@pytest.fixture(autouse=True)
def direct(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def serving():
    """Starts a server with facts; gives it and what opens an embedder on it."""
    begun = []

    def start(**facts):
        context = embedding.running(embedding.openai, **facts)
        server = context.__enter__()
        begun.append(context)

        def opened(**options):
            options = {"address": f"{server.address}/v1", "key": KEY, "pause": 0.01, **options}
            return OpenAI("some-model", **options)

        return server, opened

    yield start
    for context in begun:
        context.__exit__(None, None, None)


def test_texts_go_in_batches_and_come_back_in_order(serving):
    server, opened = serving()
    embedder = opened(batch=3)
    server.seen.clear()
    texts = [f"text {n}" for n in range(8)]
    together = embedder.texts(texts)
    assert [len(body["input"]) for _, _, body in server.seen] == [3, 3, 2]
    assert np.abs(together[6:7] - embedder.texts(["text 6"])).max() < 1e-6
    assert all(body["model"] == "some-model" for _, _, body in server.seen)


def test_the_dimension_is_the_models_own_or_the_chosen_one(serving):
    _, opened = serving(size=48)
    assert opened().profile.dimension == 48
    assert opened(dimension=16).texts(["tea"]).shape == (1, 16)
    _, opened = serving(size=48, chosen=False)
    with pytest.raises(BackendFailed, match="does not support changing"):
        opened(dimension=16)
    _, opened = serving(size=48, deaf=True)
    with pytest.raises(DoesNotFit, match="48 numbers, not 16"):
        opened(dimension=16)


def test_a_server_that_takes_pictures_is_found_out(serving):
    server, opened = serving(sees=True)
    embedder = opened()
    assert embedder.profile.modalities == ("text", "image")
    assert embedder.pictures([PICTURE, PICTURE[:, :9]]).shape == (2, 48)
    said = opened(picture_words="Represent the given image.")
    said.pictures([PICTURE])
    content = server.seen[-1][2]["messages"][0]["content"]
    assert content[1] == {"type": "text", "text": "Represent the given image."}
    assert said.weights != embedder.weights


@pytest.mark.parametrize("facts", [{}, {"deaf": True}])
def test_a_server_that_takes_none_is_found_out(serving, facts):
    _, opened = serving(**facts)
    embedder = opened()
    assert embedder.profile.modalities == ("text",)
    with pytest.raises(DoesNotFit, match="takes no pictures"):
        embedder.pictures([PICTURE])


def test_nothing_is_probed_that_is_not_wanted(serving):
    server, opened = serving(sees=True)
    assert opened(pictures=False).profile.modalities == ("text",)
    assert all("messages" not in body for _, _, body in server.seen)


def test_a_probe_that_is_put_off_is_not_taken_for_a_no(serving):
    server, opened = serving(sees=True)

    def busy():
        raise Refused(429, None, "slow down")

    server.faults += [lambda: server.answer(server, *server.seen[-1]), busy]
    assert "image" in opened().profile.modalities
    server.faults += [lambda: server.answer(server, *server.seen[-1]), busy, busy]
    with pytest.raises(BackendFailed, match="slow down"):
        opened(attempts=2)


def test_words_before_texts_are_part_of_the_space(serving):
    server, opened = serving()
    embedder = opened(query_words="query: ", index_words="passage: ")
    embedder.texts(["tea"], purpose="query")
    assert server.seen[-1][2]["input"] == ["query: tea"]
    embedder.texts(["tea"])
    assert server.seen[-1][2]["input"] == ["passage: tea"]
    assert embedder.weights != opened().weights


def test_a_missing_key_says_which_setting(serving):
    with pytest.raises(Missing, match="REELWRIGHT_EMBED_KEY"):
        OpenAI("text-embedding-3-small")
    _, opened = serving()
    with pytest.raises(Missing, match="REELWRIGHT_EMBED_KEY"):
        opened(key=None)
    _, opened = serving(key=None)
    assert opened(key=None).texts(["tea"]).shape == (1, 48)


def test_key_and_address_come_from_the_settings(serving, monkeypatch):
    server, _ = serving()
    options = {"embed/openai": {"model": "m", "address": f"{server.address}/v1"}}
    monkeypatch.setenv("REELWRIGHT_EMBEDDERS", json.dumps(options))
    monkeypatch.setenv("REELWRIGHT_EMBED_KEY", KEY)
    settings = Settings()
    assert KEY not in repr(settings)
    found = registry.load("embed/openai", **settings.embedder_options("embed/openai"))
    assert found.texts(["tea"]).shape == (1, 48)
    assert settings.embedder_options("embed/titan") == {}


def test_a_wrong_key_is_never_repeated(serving, caplog):
    _, opened = serving()
    secret = "sk-wrong-55d1c2"
    with caplog.at_level("DEBUG"), pytest.raises(BackendFailed, match=r"401.*EMBED_KEY") as caught:
        opened(key=secret)
    assert secret not in f"{caught.value} {caplog.text} {caught.value.__cause__!r}"
    with pytest.raises(DoesNotFit) as caught:
        opened(address=f"http://user:{secret}@127.0.0.1:9/v1")
    assert secret not in str(caught.value)


def test_what_the_server_puts_off_is_asked_for_again(serving):
    server, opened = serving()
    embedder = opened(attempts=4)

    def busy():
        raise Refused(429, None, "slow down", {"Retry-After": "0"})

    def down():
        raise Refused(503, None, "loading")

    server.faults += [busy, down]
    assert embedder.texts(["tea"]).shape == (1, 48)
    server.faults += [busy] * 4
    with pytest.raises(BackendFailed, match=r"429: slow down.*quota"):
        embedder.texts(["tea"])


def test_refusals_are_told_at_once(serving):
    server, opened = serving()
    embedder = opened()
    server.seen.clear()

    def no():
        raise Refused(404, None, "the model `some-model` does not exist")

    server.faults.append(no)
    with pytest.raises(BackendFailed, match=r"does not exist.*ends in /v1"):
        embedder.texts(["tea"])
    assert len(server.seen) == 1
    with pytest.raises(DoesNotFit, match="text 0 is blank"):
        embedder.texts([""])


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (b"<html>", "no embeddings"),
        ({"data": "x"}, "no embeddings"),
        ({"data": []}, "0 vectors for 1"),
        ({"data": [{"index": 0, "embedding": [0.1] * 9}]}, "9 numbers where 48"),
        ({"data": [{"index": 0, "embedding": [float("nan")] * 48}]}, "direction"),
    ],
)
def test_an_unusable_answer_is_an_error(serving, answer, message):
    server, opened = serving()
    embedder = opened()
    server.faults.append(lambda: answer)
    with pytest.raises(BackendFailed, match=message):
        embedder.texts(["tea"])


def test_an_endpoint_that_is_not_there_is_named():
    with pytest.raises(BackendFailed, match=r"127\.0\.0\.1:9.*cannot be reached"):
        OpenAI("some-model", address="http://127.0.0.1:9/v1", attempts=2, pause=0.01)

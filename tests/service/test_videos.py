"""The official client of the dialect `/v1/videos`, with a key of ours, before the real service."""

import base64
import threading
import time

import av
import pytest

from reelwright.studio import gallery, orders

from makers.bases import drawn, jpeg_of

openai = pytest.importorskip("openai")
Video = openai.types.Video

LONG = 240
# The dialect lives on where its first service does not.
pytestmark = pytest.mark.filterwarnings("ignore:The Sora API:DeprecationWarning")


@pytest.fixture
def worker(service):
    stop = threading.Event()
    thread = threading.Thread(target=lambda: orders.work(stop))
    thread.start()
    yield
    stop.set()
    thread.join(LONG)


@pytest.fixture
def client(service, browser):
    """Opens the official client with a key of these scopes."""
    opened = []

    def with_key(*scopes):
        wanted = {"label": "videos", "scopes": list(scopes)}
        secret = browser("admin").ask("POST", "/api/keys", json=wanted).json()["secret"]
        opened.append(
            openai.OpenAI(api_key=secret, base_url=f"{service}/v1", max_retries=0, timeout=60)
        )
        return opened[-1]

    yield with_key
    for one in opened:
        one.close()


def polled(client, video):
    ends = time.monotonic() + LONG
    while video.status in ("queued", "in_progress"):
        assert time.monotonic() < ends
        time.sleep(0.3)
        video = client.videos.retrieve(video.id)
    return video


@pytest.mark.longer
def test_the_official_client_creates_polls_downloads_lists_and_deletes(client, worker, tmp_path):
    editor = client("editor")
    asked = editor.videos.create(
        model="motion", prompt="a red kayak, pan left", seconds="2", size="1280x720"
    )
    assert (asked.object, asked.status, asked.progress) == ("video", "queued", 0)
    made = polled(editor, asked)
    assert (made.status, made.progress, made.error) == ("completed", 100, None)
    assert (made.seconds, made.size, made.prompt) == ("2", "1920x1080", "a red kayak, pan left")
    assert made.completed_at >= made.created_at > 1_600_000_000
    path = tmp_path / "video.mp4"
    editor.videos.download_content(made.id).write_to_file(path)
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        assert (stream.width, stream.height, stream.frames) == (1920, 1080, 60)
    still = editor.videos.download_content(made.id, variant="thumbnail").read()
    assert still[:2] == b"\xff\xd8"
    other = editor.videos.create(model="motion", prompt="a blue kayak", seconds="2")
    assert [v.id for v in editor.videos.list(limit=1).data] == [other.id]
    assert next(iter(editor.videos.list(limit=1, after=other.id))).id == made.id
    assert [v.id for v in editor.videos.list(order="asc").data] == [made.id, other.id]
    assert [v.id for v in editor.videos.list(order="asc", after=made.id).data] == [other.id]
    gone = editor.videos.delete(made.id)
    assert (gone.deleted, gone.object) == (True, "video.deleted")
    with pytest.raises(openai.NotFoundError):
        editor.videos.retrieve(made.id)
    editor.videos.delete(other.id)


@pytest.mark.longer
def test_a_video_stands_on_a_picture_given_as_a_file_or_as_a_data_address(client, worker):
    editor = client("editor")
    picture = jpeg_of(drawn(8, 1280, 960))
    address = f"data:image/jpeg;base64,{base64.b64encode(picture).decode()}"
    wanted = {"model": "motion", "prompt": "a kayak, pan left", "seconds": "2", "size": "720x1280"}
    asked = [
        editor.videos.create(**wanted, input_reference=("kayak.jpg", picture)),
        # The client has no call for this; the dialect has it as JSON.
        editor.post(
            "/videos", cast_to=Video, body=wanted | {"input_reference": {"image_url": address}}
        ),
    ]
    made = polled(editor, asked[1])
    assert (made.status, made.size, made.error) == ("completed", "1080x1920", None)
    given = [gallery.one(v.id, who="editor").wanted.picture for v in asked]
    assert given[0] == given[1] != ""


def test_a_video_asked_for_twice_with_one_key_is_one_video(client):
    editor, wanted = client("editor"), {"model": "motion", "prompt": "a green kayak"}
    key = {"Idempotency-Key": "a word of the client"}
    one, again = (editor.videos.create(**wanted, extra_headers=key) for _ in range(2))
    assert one.id == again.id
    with pytest.raises(openai.ConflictError):
        editor.videos.create(**wanted | {"prompt": "another"}, extra_headers=key)
    editor.videos.delete(one.id)


def test_what_cannot_be_made_is_told_in_the_clients_own_errors(client, worker):
    editor, viewer = client("editor"), client("viewer")
    for wrong in (
        {"model": "sora-2"},
        {"seconds": "900"},
        {"size": "100x900"},
        {"prompt": ""},
        {"input_reference": ("a.jpg", b"no picture")},
        {"extra_body": {"remix": "x"}},
    ):
        wanted = {"model": "motion", "prompt": "a kayak", "seconds": "4"} | wrong
        with pytest.raises(openai.UnprocessableEntityError):
            editor.videos.create(**wanted)
    elsewhere = {"prompt": "x", "input_reference": {"image_url": "http://127.0.0.1:1/a.png"}}
    with pytest.raises(openai.UnprocessableEntityError, match="nothing is fetched"):
        editor.post("/videos", cast_to=Video, body=elsewhere)
    with pytest.raises(openai.PermissionDeniedError):
        viewer.videos.create(model="motion", prompt="a kayak")
    with pytest.raises(openai.NotFoundError):
        viewer.videos.retrieve("clip-000000000000")
    nobody = openai.OpenAI(api_key="rw_no", base_url=editor.base_url, max_retries=0)
    with nobody, pytest.raises(openai.AuthenticationError):
        nobody.videos.list()

"""Every back end that films on this machine keeps the same promises, models over a real socket."""

import time
from fractions import Fraction

import pytest

from reelwright.backends import registry
from reelwright.backends.video.interface import NotSubmitted, ShotRequest, VideoJob
from reelwright.domain.asset import Asset
from reelwright.domain.base import Box
from reelwright.domain.campaign import FORMATS
from reelwright.domain.errors import BackendFailed, DoesNotFit, Missing
from reelwright.domain.footage import ClipPart
from reelwright.domain.picture import Caption, Picture
from reelwright.domain.take import Footage, Move
from reelwright.media.streams.footage import look_at_clip
from reelwright.media.streams.video import probe
from reelwright.shooting.setup import fitted, set_up

from makers.clips import clip, scene
from makers.folder_assets import FolderAssets
from servers.videos import KEY, MODEL, running

DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 200">
<rect width="160" height="200" fill="#d08030"/></svg>"""
SMALL = {
    "takes": ["text", "references", "first frame", "negative", "seed"],
    "sizes": [[90, 160], [160, 90], [128, 128], [96, 120]],
    "poll_s": 0.01,
    "timeout_s": 20,
    "finds": True,
}


@pytest.fixture(scope="module")
def server():
    with running(key=KEY) as server:
        yield server


@pytest.fixture(params=registry.every("video"))
def one(request, server):
    """A back end that is set up; those that need a server speak to a real one."""
    served = {"model": MODEL, "address": server.address, "key": KEY, "profile": SMALL}
    options = {"video/openai": served}.get(request.param, {})
    try:
        made = set_up({request.param: options})[request.param.removeprefix("video/")]
        made.load()
    except Missing as why:
        pytest.skip(str(why))
    return made


@pytest.fixture
def request_for(assets, tmp_path):
    picture = Picture(
        id="p",
        asset=assets.put(DRAWING, "a.svg", "image/svg+xml", "inputs"),
        width=1600,
        height=2000,
        captions=(Caption(text="a cup", source="person"),),
        subject=Box(x=0.3, y=0.3, w=0.4, h=0.4),
        calm=(0.5, 0.5, 0.5),
        palette=(),
        sharpness=200,
    )

    made = clip(tmp_path / "cup.mp4", scene(320, 180), 3)
    seen = look_at_clip(made)
    clip_ = assets.put_file(made, seen.media_type, "references")
    moving = picture.model_copy(update={"moving": seen.moving(clip_)})

    def make(move="push in", name="9:16", **more):
        return ShotRequest(
            scene="s1", picture=moving, part=ClipPart(start=0.4, end=1.9), prompt="A cup.",
            format=FORMATS[name], frames=45,
            move=move, references={"cup": (picture,)}, first=picture.asset, negative="blur", **more,
        )  # fmt: skip

    return make


def filmed(one, request, assets, key="k"):
    """Film as a caller does: the handle goes through JSON, as a durable workflow keeps it."""
    request, _ = fitted(request, one.profile)
    job = one.load().submit(request, key, assets)
    job = VideoJob.model_validate_json(job.model_dump_json())
    later = one.load()
    for _ in range(500):
        state = later.poll(job)
        if state.state == "done":
            return later.fetch(job, assets)
        assert state.state in ("queued", "running")
        time.sleep(0.01)
    raise AssertionError("never done")


@pytest.mark.longer
@pytest.mark.parametrize("name", FORMATS)
def test_a_request_becomes_a_shot_as_long_as_the_scene(one, request_for, assets, name):
    shot = filmed(one, request_for(name=name), assets).shot
    if isinstance(shot, Move):
        assert shot.picture.id == "p"
        assert not one.profile.generates
    else:
        assert isinstance(shot, Footage)
        assert isinstance(shot.clip, Asset)
        found = probe(assets.path(shot.clip))
        assert found.seconds >= 1.5 - 1 / 30
        film = FORMATS[name]
        if "clip" in one.profile.takes:
            assert shot.picture
            assert (shot.offset, shot.until) == (Fraction(2, 5), Fraction(19, 10))
            assert not one.profile.generates
            return
        assert found.width / found.height == pytest.approx(film.width / film.height, abs=0.02)


def test_the_same_request_gives_the_same_shot(one, request_for, assets):
    made = [filmed(one, request_for(), assets, key=str(n)).shot for n in range(2)]
    assert made[0] == made[1]


def test_the_profile_says_what_it_takes(one):
    assert one.profile.name == one.name.removeprefix("video/")
    assert one.profile.takes
    assert one.profile.at_once == (one.load().poll(_unknown(one)).state == "done")


def test_a_picture_that_never_moved_is_no_clip(request_for, assets):
    library = set_up({})["library"]
    still = request_for()
    still = still.model_copy(update={"picture": still.picture.model_copy(update={"moving": None})})
    with pytest.raises(DoesNotFit, match="p has no moving part that fills scene s1; choose"):
        filmed(library, still, assets)


def test_cancelling_what_is_gone_is_no_error(one, request_for, assets):
    job = one.load().submit(fitted(request_for(), one.profile)[0], "gone", assets)
    one.load().cancel(job)
    one.load().cancel(job)


def test_a_job_can_be_found_by_its_key_where_the_profile_says_so(one, request_for, assets):
    request, _ = fitted(request_for(), one.profile)
    if not one.profile.finds:
        pytest.skip("it does not say that it can")
    job = one.load().submit(request, "by-key", assets)
    assert one.load().find("by-key", request).id == job.id
    assert one.load().find("another", request) is None


def _unknown(one):
    from reelwright.domain.campaign import FORMATS

    picture = Picture(
        id="p", asset=Asset(sha256="0" * 64, media_type="image/jpeg", bytes=1, name="p.jpg"),
        width=10, height=10, captions=(Caption(text="p", source="person"),),
        subject=Box(x=0, y=0, w=1, h=1), calm=(0, 0, 0), palette=(), sharpness=1,
    )  # fmt: skip
    request = ShotRequest(
        scene="s1", picture=picture, prompt="", format=FORMATS["1:1"], frames=9, move="still"
    )
    return VideoJob(key="none", id="none", at=0.0, request=request)


# -- what only a server can show -----------------------------------------------------------------


def test_a_server_is_sent_what_the_profile_takes_and_no_more(server, request_for, assets):
    made = set_up({"video/openai": {"model": MODEL, "address": server.address, "key": KEY,
                                    "profile": SMALL | {"takes": ["text"]}}})["openai"]  # fmt: skip
    request, notes = fitted(request_for(seed=9), made.profile)
    made.load().submit(request, "plain", assets)
    sent = server.submissions[-1]
    assert not {"image_reference", "input_reference", "negative_prompt"} & set(sent)
    assert (sent["size"], sent["fps"], sent["num_frames"]) == ("90x160", "16", "25")
    said = " ".join(notes)
    for words in ("negative", "references", "cup", "first frame", "seed"):
        assert words in said


def test_the_key_stays_out_of_errors_and_a_wrong_one_begins_nothing(server, request_for, assets):
    made = set_up({"video/openai": {"model": MODEL, "address": server.address, "key": "sk-wrong",
                                    "profile": SMALL}})["openai"]  # fmt: skip
    before = len(server.submissions)
    with pytest.raises(NotSubmitted, match="REELWRIGHT_VIDEO_KEY") as problem:
        made.load().submit(fitted(request_for(), made.profile)[0], "k", assets)
    assert "sk-wrong" not in str(problem.value)
    assert "sk-wrong" not in repr(made)
    assert len(server.submissions) == before


def test_without_address_and_model_it_says_what_to_set():
    with pytest.raises(Missing, match="REELWRIGHT_VIDEO"):
        set_up({"video/openai": {}})["openai"].load()


def test_a_film_that_is_too_short_is_refused(server, request_for, assets, monkeypatch):
    made = set_up({"video/openai": {"model": MODEL, "address": server.address, "key": KEY,
                                    "profile": SMALL}})["openai"]  # fmt: skip
    request, _ = fitted(request_for(), made.profile)
    job = made.load().submit(request.model_copy(update={"length": 5}), "short", assets)
    with pytest.raises(BackendFailed, match=r"lasts 1\.50 s"):
        made.load().fetch(job, assets)


def test_assets_of_a_clip_are_takes(server, request_for, tmp_path):
    kept = {}

    class Noting(FolderAssets):
        def put_file(self, path, media_type, namespace):
            kept[namespace] = super().put_file(path, media_type, namespace)
            return kept[namespace]

    assets = Noting(tmp_path / "noting")
    made = set_up({"video/openai": {"model": MODEL, "address": server.address, "key": KEY,
                                    "profile": SMALL}})["openai"]  # fmt: skip
    request = request_for().model_copy(update={"references": {}, "first": None})
    shot = filmed(made, request, assets, "takes").shot
    assert kept == {"takes": shot.clip}

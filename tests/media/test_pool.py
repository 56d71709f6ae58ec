import itertools
import os
import signal
import threading

import pytest

from reelwright.domain.errors import BackendFailed, MediaRefused, StoreFailed
from reelwright.media.compositor.plan import (
    ClipPlan,
    FilmPlan,
    OverlayPlan,
    StillShot,
    View,
    spans_of,
)
from reelwright.media.compositor.pool import Pool


@pytest.fixture
def pool():
    made = Pool()
    yield made
    made.close()


def plan(path):
    shot = StillShot(str(path), "x", 100, 100, "push in", View(), View(zoom=1.1))
    return FilmPlan(64, 64, 30, 4, "draft", (ClipPlan(0, 4, shot),))


def picture(tmp_path):
    import cv2
    import numpy as np

    path = tmp_path / "picture.png"
    cv2.imwrite(str(path), np.random.default_rng(1).integers(0, 255, (100, 100, 3), np.uint8))
    return path


def test_what_a_job_refuses_is_raised_here(pool, tmp_path):
    with pytest.raises(MediaRefused, match=r"missing\.png"):
        pool.run([("span", (plan(tmp_path / "missing.png"), str(tmp_path / "a.mp4")))])


def test_a_missing_folder_is_a_failure_of_the_disk(pool, tmp_path):
    job = ("span", (plan(picture(tmp_path)), str(tmp_path / "gone" / "a.mp4")))
    with pytest.raises(StoreFailed, match="cannot be written"):
        pool.run([job])


def test_a_worker_that_dies_is_told_and_replaced(pool, tmp_path):
    job = ("span", (plan(picture(tmp_path)), str(tmp_path / "a.mp4")))
    pool.run([job], workers=1)
    (pid,) = pool.pids()
    # Held still, it cannot answer before it is killed.
    os.kill(pid, signal.SIGSTOP)
    killer = threading.Timer(0.3, os.kill, (pid, signal.SIGKILL))
    killer.start()
    with pytest.raises(BackendFailed, match="fewer workers"):
        pool.run([job], workers=1)
    killer.join()
    (span,) = pool.run([job], workers=1)
    assert span.rows.shape == (4, 4)
    assert pool.pids() != [pid]


def test_answers_come_in_the_order_of_their_jobs(pool, tmp_path):
    path = picture(tmp_path)
    done = []
    jobs = [("span", (plan(path).part(0, 1 + n), str(tmp_path / f"{n}.mp4"))) for n in range(3)]
    spans = pool.run(jobs, workers=2, on_done=lambda i, _: done.append(i))
    assert [len(s.rows) for s in spans] == [1, 2, 3]
    assert sorted(done) == [0, 1, 2]


def test_spans_are_laid_out_by_length_alone():
    assert spans_of(600, 30) == tuple((60 * i, 60 * i + 60) for i in range(10))
    for frames in (1, 59, 61, 119, 179, 601, 1799):
        spans = spans_of(frames, 30)
        assert spans[0][0] == 0
        assert spans[-1][1] == frames
        assert all(a[1] == b[0] for a, b in itertools.pairwise(spans))
        assert len(spans) == 1 or min(e - s for s, e in spans) >= 59


def test_a_part_depends_on_what_it_shows_and_on_nothing_else():
    def made(path, caption, at):
        base = plan(path)
        scenes = (ClipPlan(0, 200, base.scenes[0].shot),)
        overlays = (OverlayPlan("here.png", caption, at, 20, 0, 0),)
        return FilmPlan(64, 64, 30, 200, "draft", scenes, overlays)

    a, b = made("one/place.png", "text", 10), made("another/place.png", "other text", 10)
    assert a.part(60, 120).key() == b.part(60, 120).key()
    assert a.part(0, 60).key() != b.part(0, 60).key()
    assert a.part(0, 60).key() != made("one/place.png", "text", 11).part(0, 60).key()
    assert a.part(0, 60).key() != a.part(0, 60).key(engine="another")

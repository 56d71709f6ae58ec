"""The folder of encoded spans stays within its size; what is in use stays in it."""

import os

import pytest

from reelwright.cutting import kept


@pytest.fixture
def cache(tmp_path):
    for n in range(6):
        path = tmp_path / f"span{n}.mp4"
        path.write_bytes(b"x" * 1000)
        os.utime(path, (1000 + n, 1000 + n))
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / ".film-abc").mkdir()
    (tmp_path / ".film-abc" / "a.mp4").write_bytes(b"y" * 9000)
    return tmp_path


def names(cache):
    return sorted(p.name for p in cache.glob("*.mp4"))


def test_what_was_used_longest_ago_goes_first_until_the_rest_fits(cache):
    assert kept.bound(cache, 10_000) == 0
    kept.used(cache / "span0.mp4")
    assert kept.bound(cache, 3_500) == 3000
    assert names(cache) == ["span0.mp4", "span4.mp4", "span5.mp4"]
    assert (cache / "notes.txt").exists()
    assert (cache / ".film-abc" / "a.mp4").exists(), "a film in the making is left alone"


def test_what_the_present_run_used_stays_whatever_its_size(cache):
    assert kept.bound(cache, 0, since=1003) == 3000
    assert names(cache) == ["span3.mp4", "span4.mp4", "span5.mp4"]
    assert kept.bound(cache, 0) == 3000
    assert names(cache) == []


def test_a_folder_that_is_not_there_holds_nothing(tmp_path):
    assert kept.bound(tmp_path / "none", 0) == 0


def test_a_folder_of_the_former_name_is_taken_over(tmp_path):
    (tmp_path / kept.FORMER).mkdir()
    (tmp_path / kept.FORMER / "a.mp4").write_bytes(b"x")
    folder = kept.folder_of(tmp_path)
    assert (folder / "a.mp4").read_bytes() == b"x"
    (tmp_path / kept.FORMER).mkdir()
    assert kept.folder_of(tmp_path) == folder
    assert [p.name for p in tmp_path.iterdir()] == ["spans"]

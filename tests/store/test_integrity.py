"""Bytes that are no longer what was kept are never handed out."""

import time

import pytest

from reelwright.domain.errors import StoreFailed
from reelwright.store import folder
from reelwright.store.folder import FolderStore

CHANGES = {
    "a bit": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "cut": lambda data: data[:-1],
    "longer": lambda data: data + b"!",
    "emptied": lambda data: b"",
    "other bytes": lambda data: b"something else",
}


@pytest.mark.proves("S0-07")
@pytest.mark.parametrize("how", CHANGES)
@pytest.mark.parametrize("seals", [False, True], ids=["plain", "sealed"])
def test_damage_is_named_and_the_same_file_mends_it(again, kind, keys, spoil, seals, how, tmp_path):
    rest = {"keys": keys} if seals else {}
    data = bytes(range(256)) * 2000
    kept = again(kind, **rest).put(data, "clip.mp4", "video/mp4", "takes")
    spoil(kind, "takes", kept.sha256, CHANGES[how])
    store = again(kind, cache="elsewhere", **rest)
    for _ in range(2):
        with pytest.raises(StoreFailed, match=r"'clip.mp4'.*again.*backup"):
            store.path(kept)
    store.put(data, "clip.mp4", "video/mp4", "takes")
    assert store.path(kept).read_bytes() == data
    assert again(kind, cache="third", **rest).path(kept).read_bytes() == data


def test_a_sound_copy_in_another_namespace_is_handed_out(again, kind, spoil):
    store = again(kind)
    kept = store.put(b"twice kept", "a", "x/y", "inputs")
    store.put(b"twice kept", "a", "x/y", "takes")
    spoil(kind, "inputs", kept.sha256, CHANGES["a bit"])
    if kind == "folder":
        assert store.path(kept).read_bytes() == b"twice kept"


def test_a_copy_that_is_damaged_here_is_fetched_again(again):
    store = again("bucket")
    kept = store.put(b"far and near", "a", "x/y", "takes")
    store.path(kept).write_bytes(b"far and NEAR")
    assert store.path(kept).read_bytes() == b"far and near"


def test_an_unchanged_file_is_compared_once(tmp_path, monkeypatch):
    store = FolderStore(tmp_path / "assets")
    kept = store.put(bytes(5_000_000), "a", "x/y", "takes")
    time.sleep(0.1)
    compared = []
    real = folder.checked
    monkeypatch.setattr(
        folder,
        "checked",
        lambda blocks, sha, label: compared.append(sha) or real(blocks, sha, label),
    )
    for _ in range(50):
        path = store.path(kept)
    FolderStore(tmp_path / "assets").path(kept)
    assert compared == [kept.sha256]
    path.write_bytes(b"\1" + bytes(4_999_999))
    with pytest.raises(StoreFailed, match="damaged"):
        store.path(kept)


def test_a_file_that_changes_while_it_is_kept_is_named(tmp_path, monkeypatch):
    store, path = FolderStore(tmp_path / "assets"), tmp_path / "growing.csv"
    path.write_bytes(b"a,b\n")
    real = store._has

    def meanwhile(*args):
        path.write_bytes(b"a,b\n1,2\n")
        return real(*args)

    monkeypatch.setattr(store, "_has", meanwhile)
    with pytest.raises(StoreFailed, match=r"growing.csv changed while it was read"):
        store.put_file(path, "text/csv", "inputs")
    assert store.listing("inputs") == ()
    assert not list((tmp_path / "assets").glob("*/??/*"))

"""Sealed bytes are read with their key only, as they were kept, or not at all."""

import base64
import hashlib
import io
import os
import signal
import subprocess
import sys
import time

import pytest

from reelwright.domain.errors import InvalidIntake, Missing, StoreFailed
from reelwright.store.folder import FolderStore
from reelwright.store.scratch import NAME, Scratch, sweep
from reelwright.store.sealed import (
    BLOCK,
    HEAD,
    TAG,
    Keys,
    add_key,
    draw_key,
    read_keys,
    seal,
    sealed_size,
    unseal,
)

OTHER = Keys((b"o" * 32,))
WORDS = b"what a customer wrote in confidence "


def sealed(data, keys):
    sink = io.BytesIO()
    seal([data], sink, keys.first, hashlib.sha256(data).hexdigest())
    return sink.getvalue()


def opened(data, keys, sha):
    return b"".join(unseal(io.BytesIO(data), keys, sha, "it"))


def refused(data, keys, sha):
    try:
        opened(data, keys, sha)
    except StoreFailed:
        return True
    return False


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 3 * BLOCK + 7])
def test_bytes_of_any_length_come_back(keys, size):
    data = os.urandom(size)
    kept = sealed(data, keys)
    assert len(kept) == sealed_size(size)
    assert opened(kept, keys, hashlib.sha256(data).hexdigest()) == data
    assert kept != sealed(data, keys), "the same bytes are never sealed alike"


def test_every_change_is_noticed(keys):
    data = os.urandom(3 * BLOCK + 100)
    sha = hashlib.sha256(data).hexdigest()
    kept = sealed(data, keys)
    one = BLOCK + TAG
    head, blocks = kept[:HEAD], [kept[HEAD + i * one : HEAD + (i + 1) * one] for i in range(4)]
    elsewhere = sealed(data, keys)[HEAD : HEAD + one]
    changed = {
        "a bit of the salt": kept[:20] + bytes([kept[20] ^ 1]) + kept[21:],
        "a bit of the first block": kept[:HEAD] + bytes([kept[HEAD] ^ 1]) + kept[HEAD + 1 :],
        "the last bit": kept[:-1] + bytes([kept[-1] ^ 1]),
        "two blocks swapped": head + blocks[1] + blocks[0] + blocks[2] + blocks[3],
        "a block left out": head + blocks[0] + blocks[2] + blocks[3],
        "a block twice": head + blocks[0] + blocks[0] + blocks[1] + blocks[2] + blocks[3],
        "the last block left out": head + b"".join(blocks[:3]),
        "a byte more": kept + b"x",
        "cut within the head": kept[:30],
        "no block": head,
        "another file's block": head + elsewhere + b"".join(blocks[1:]),
    }
    unnoticed = [what for what, bad in changed.items() if not refused(bad, keys, sha)]
    assert unnoticed == []
    with pytest.raises(StoreFailed, match="damaged"):
        opened(kept, keys, "0" * 64)


@pytest.mark.proves("S1-04")
def test_nothing_lies_plain(again, kind, keys, tmp_path, bucket_client, bucket_prefix):
    store = again(kind, keys=keys)
    kept = store.put(WORDS * 5000, "a.txt", "text/plain", "inputs")
    path = tmp_path / "film.mp4"
    path.write_bytes(WORDS * 700_000)
    film = store.put_file(path, "video/mp4", "releases")
    assert store.path(kept).read_bytes() == WORDS * 5000
    assert store.path(film).read_bytes() == path.read_bytes()
    path.unlink()
    store.seal()
    lie = [p for p in tmp_path.rglob("*") if p.is_file() and tmp_path / "open" not in p.parents]
    assert not [p for p in lie if WORDS in p.read_bytes()]
    found = bucket_client.list_objects_v2(Bucket="shelf", Prefix=bucket_prefix).get("Contents", ())
    assert bool(found) == (kind == "bucket")
    for one in found:
        body = bucket_client.get_object(Bucket="shelf", Key=one["Key"])["Body"].read()
        assert WORDS not in body
    (folder,) = (tmp_path / "open").iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert store.listing("inputs") == (kept.sha256,)


@pytest.mark.proves("S1-04")
def test_without_its_key_nothing_is_read_and_nothing_is_kept_plain_instead(again, kind, keys):
    kept = again(kind, keys=keys).put(WORDS, "a.txt", "text/plain", "inputs")
    for other, said in ((None, "no key is given"), (OTHER, "another key is given")):
        store = again(kind, cache="elsewhere", keys=other)
        with pytest.raises(StoreFailed, match=rf"'a.txt'.*{said}.*ENCRYPTION_KEY_FILE"):
            store.path(kept)
    with pytest.raises(StoreFailed, match=r"'a.txt'.*no key is.given"):
        again(kind, cache="third").put(WORDS, "a.txt", "text/plain", "inputs")
    assert again(kind, keys=keys).path(kept).read_bytes() == WORDS


@pytest.mark.proves("S1-04")
def test_what_lay_plain_stays_readable_and_can_be_sealed(again, kind, keys, spoil):
    plain = again(kind)
    old = [plain.put(WORDS * n, f"{n}.txt", "text/plain", "takes") for n in (1, 40_000)]
    store = again(kind, cache="two", keys=keys)
    assert [store.path(k).read_bytes() for k in old] == [WORDS, WORDS * 40_000]
    assert store.seal() == 2
    assert store.seal() == 0
    assert [store.path(k).read_bytes() for k in old] == [WORDS, WORDS * 40_000]
    seen = []
    for k in old:
        spoil(kind, "takes", k.sha256, lambda data: seen.append(data) or data)
    assert all(data.startswith(b"RWSEAL1\n") and WORDS not in data for data in seen)
    newer = Keys((OTHER.first, keys.first))
    turned = again(kind, cache="three", keys=newer)
    assert turned.path(old[0]).read_bytes() == WORDS
    assert turned.seal() == 2
    alone = again(kind, cache="four", keys=OTHER)
    assert [alone.path(k).read_bytes() for k in old] == [WORDS, WORDS * 40_000]
    with pytest.raises(StoreFailed, match="openssl rand"):
        plain.seal()


def test_a_sealed_file_that_someone_gives_is_kept_as_it_is(again, kind, keys):
    given = [sealed(WORDS, keys), sealed(WORDS, OTHER), b"RWSEAL1\n", b"RWSEAL1\n" + bytes(90)]
    plain, store = again(kind), again(kind, cache="two", keys=keys)
    for data in given:
        for one in (plain, store):
            kept = one.put(data, "a.sealed", "x/y", "inputs" if one is plain else "takes")
            assert one.path(kept).read_bytes() == data
            one.remove("inputs" if one is plain else "takes", [kept.sha256], "")


def test_the_service_is_asked_to_encrypt_too(open_bucket, bucket_client, bucket_prefix):
    kept = open_bucket(encryption="AES256").put(WORDS, "a", "x/y", "inputs")
    key = f"{bucket_prefix}/inputs/{kept.sha256[:2]}/{kept.sha256}"
    assert bucket_client.head_object(Bucket="shelf", Key=key)["ServerSideEncryption"] == "AES256"
    other = open_bucket(encryption="aws:kms", kms_key="11111111-2222-3333-4444-555555555555")
    kept = other.put(WORDS * 2, "a", "x/y", "inputs")
    key = f"{bucket_prefix}/inputs/{kept.sha256[:2]}/{kept.sha256}"
    told = bucket_client.head_object(Bucket="shelf", Key=key)
    assert told["ServerSideEncryption"] == "aws:kms"
    assert told["SSEKMSKeyId"].endswith("555555555555")


class TestKeyFile:
    def test_keys_are_read_the_newest_first(self, tmp_path):
        path = tmp_path / "keys"
        path.write_bytes(b"\n".join(base64.b64encode(bytes([n]) * 32) for n in (1, 2)) + b"\n")
        assert read_keys(path) == Keys((b"\1" * 32, b"\2" * 32))
        assert (b"\1" * 32).hex() not in repr(read_keys(path))

    @pytest.mark.parametrize("text", ["", "word", base64.b64encode(b"short").decode(), "\xff" * 44])
    def test_another_file_is_refused(self, tmp_path, text):
        path = tmp_path / "keys"
        path.write_text(text, "latin-1")
        with pytest.raises(InvalidIntake, match=r"keys.*openssl rand -base64 32"):
            read_keys(path)

    def test_a_missing_file_is_named(self, tmp_path):
        with pytest.raises(Missing, match=r"nowhere.*openssl rand -base64 32"):
            read_keys(tmp_path / "nowhere")


class TestScratch:
    def test_it_is_bounded_by_what_was_used_longest_ago(self, tmp_path):
        scratch = Scratch(tmp_path, limit=2500, in_use=0.0)
        one, two = (scratch.keep(n, iter([bytes(1000)])) for n in "12")
        assert scratch.find("1") == one
        scratch.keep("3", iter([bytes(1000)]))
        assert (one.exists(), two.exists(), scratch.bytes()) == (True, False, 2000)
        assert scratch.find("2") is None

    def test_what_was_just_handed_out_stays(self, tmp_path):
        scratch = Scratch(tmp_path, limit=2500)
        paths = [scratch.keep(str(n), iter([bytes(1000)])) for n in range(5)]
        assert all(path.exists() for path in paths)

    def test_a_store_opens_anew_what_was_let_go(self, tmp_path, keys):
        scratch = Scratch(tmp_path / "open", limit=len(WORDS), in_use=0.0)
        store = FolderStore(tmp_path / "a", keys=keys, open_in=scratch)
        kept = [store.put(WORDS + bytes([n]), f"{n}", "x/y", "takes") for n in range(3)]
        for _ in range(2):
            for n, one in enumerate(kept):
                assert store.path(one).read_bytes() == WORDS + bytes([n])
        assert len(list((tmp_path / "open").rglob("*"))) == 3, "a folder, its lock, one copy"

    def test_the_folder_of_a_process_that_died_is_swept_and_a_living_one_stays(self, tmp_path):
        code = (
            "import sys, time, pathlib\n"
            "from reelwright.store.scratch import scratch\n"
            "mine = scratch(pathlib.Path(sys.argv[1]))\n"
            "print(mine.keep('a' * 64, iter([b'plain'])), flush=True)\n"
            "time.sleep(60 if sys.argv[2] == 'stay' else 0)\n"
        )

        def begun(how):
            process = subprocess.Popen(
                [sys.executable, "-c", code, str(tmp_path), how], stdout=subprocess.PIPE, text=True
            )
            return process, process.stdout.readline().strip()

        living, path = begun("stay")
        with living:
            assert sweep(tmp_path) == 0
            done, gone = begun("end")
            with done:
                assert done.wait(30) == 0
            assert not os.path.exists(gone), "a process that ends takes its copies along"
            assert os.path.exists(path)
            living.send_signal(signal.SIGKILL)
            living.wait()
        assert os.path.exists(path)
        scratch = Scratch(tmp_path)
        mine = scratch.keep("b" * 64, iter([b"mine"]))
        assert not os.path.exists(path), "the next one sweeps"
        assert mine.exists()
        assert len(list(tmp_path.glob(f"{NAME}*"))) == 1

    def test_a_full_disk_is_named(self, tmp_path, keys):
        import resource

        store = FolderStore(tmp_path / "a", keys=keys, open_in=Scratch(tmp_path / "open"))
        kept = store.put(bytes(200_000), "a", "x/y", "takes")
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
        try:
            with pytest.raises(StoreFailed, match=r"open a sealed asset.*free some space"):
                store.path(kept)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert store.path(kept).read_bytes() == bytes(200_000)


def test_opening_is_done_once(tmp_path, keys, open_in, monkeypatch):
    store = FolderStore(tmp_path / "a", keys=keys, open_in=open_in)
    kept = store.put(WORDS * 100_000, "a", "x/y", "takes")
    first = store.path(kept)
    began = time.perf_counter()
    assert all(store.path(kept) == first for _ in range(20))
    assert time.perf_counter() - began < 5.0


@pytest.mark.proves("S1-04")
def test_what_was_sealed_is_opened_for_good_and_needs_no_key_then(again, kind, keys):
    sealed = again(kind, keys=keys)
    kept = [sealed.put(f"take {n}".encode() * 99, f"{n}", "x/y", "takes") for n in range(3)]
    looks = sealed.put(b"RWSEAL1\n" + bytes(200), "looks sealed", "x/y", "takes")
    with pytest.raises(StoreFailed, match="no key is given"):
        again(kind, cache="another").unseal()
    assert sealed.unseal() == 4
    assert sealed.unseal() == 0
    plain = again(kind, cache="third")
    assert [plain.path(k).read_bytes() for k in kept] == [b"take %d" % n * 99 for n in range(3)]
    assert plain.path(looks).read_bytes() == b"RWSEAL1\n" + bytes(200)
    assert again(kind, cache="fourth", keys=keys).seal() == 4


def test_a_new_key_goes_first_and_the_old_ones_still_open(tmp_path, again):
    file, first, second = tmp_path / "films.key", draw_key(), draw_key()
    with pytest.raises(Missing, match=r"films\.key cannot be read"):
        add_key(file, first)
    assert not file.exists(), "a misspelt path is no place for a key"
    file.write_bytes(base64.b64encode(first))
    kept = again("folder", keys=read_keys(file)).put(b"a take", "a", "x/y", "takes")
    add_key(file, second)
    assert file.stat().st_mode & 0o777 == 0o600
    assert read_keys(file).all == (second, first)
    turned = again("folder", keys=read_keys(file))
    assert turned.path(kept).read_bytes() == b"a take"
    assert turned.seal() == 1
    only = Keys(read_keys(file).all[:1])
    assert again("folder", keys=only, open_in=Scratch(tmp_path / "o")).path(kept).read_bytes()
    file.write_text("no key\n")
    with pytest.raises(InvalidIntake, match="line 1"):
        add_key(file, draw_key())
    assert file.read_text() == "no key\n"

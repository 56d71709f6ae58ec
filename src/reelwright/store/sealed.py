"""Files sealed at rest: AES-256-GCM in blocks whose order and number are authenticated.

A sealed file is 48 bytes of head (mark, id of the key, salt) and blocks of 256 KiB, each with its
tag of 16 bytes. Every file has a key of its own, drawn from the key file's by HKDF-SHA-256 over
the salt. A block's nonce is its number and whether it is the last (the STREAM construction), and
all blocks are bound to the head and to the SHA-256 of the plain bytes: none can be moved, repeated,
left out or taken from another file without being noticed.
"""

import base64
import binascii
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ..domain.errors import InvalidIntake, Missing, StoreFailed

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MARK = b"RWSEAL1\n"
ID, SALT, TAG = 8, 32, 16
HEAD = len(MARK) + ID + SALT
BLOCK = 1 << 18
MAKE_ONE = "`openssl rand -base64 32 > FILE` makes one"
NO_KEY = (
    "nothing can be sealed without a key; name the file that holds one in "
    f"REELWRIGHT_ENCRYPTION_KEY_FILE ({MAKE_ONE})"
)


class Damaged(StoreFailed):
    """Bytes that are not what was kept."""


class Locked(StoreFailed):
    """Bytes sealed with a key that is not at hand."""


@dataclass(frozen=True)
class Keys:
    """Keys of 32 bytes: the first seals, all open."""

    all: tuple[bytes, ...]

    @property
    def first(self) -> bytes:
        """The key that seals."""
        return self.all[0]

    def named(self, name: bytes) -> bytes | None:
        """The key of an id; None: it is not among these."""
        return next((key for key in self.all if key_id(key) == name), None)

    def __repr__(self) -> str:
        return f"Keys({', '.join(key_id(key).hex() for key in self.all)})"


def key_id(key: bytes) -> bytes:
    """What a sealed file names its key by; nothing about the key can be learned from it."""
    return hashlib.sha256(b"reelwright key id" + key).digest()[:ID]


def read_keys(path: Path) -> Keys:
    """Keys of a file: 32 random bytes in base64, one key a line, the newest first.

    Raises Missing where there is no such file, InvalidIntake where it holds anything else.
    """
    try:
        lines = [line.strip() for line in path.read_bytes().splitlines() if line.strip()]
    except OSError as problem:
        raise Missing(
            f"the encryption key file {path} cannot be read ({problem.strerror}); name the right "
            f"one in REELWRIGHT_ENCRYPTION_KEY_FILE ({MAKE_ONE})"
        ) from problem
    keys: list[bytes] = []
    for number, line in enumerate(lines, 1):
        try:
            key = base64.b64decode(line, validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if len(key) != 32:
            raise InvalidIntake(
                f"line {number} of the encryption key file {path} is not 32 bytes in base64; "
                f"{MAKE_ONE}"
            )
        keys.append(key)
    if not keys:
        raise InvalidIntake(f"the encryption key file {path} is empty; {MAKE_ONE}")
    return Keys(tuple(keys))


def draw_key() -> bytes:
    """A new key of 32 bytes."""
    return os.urandom(32)


def add_key(path: Path, fresh: bytes) -> None:
    """Put a new key before those of a file, which only its owner reads from then on.

    Raises Missing where there is no such file: a misspelt path is no place for a key that nobody
    would find again. InvalidIntake where it holds anything but keys, StoreFailed where it cannot be
    written.
    """
    before = read_keys(path).all
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as sink:
            for key in (fresh, *before):
                sink.write(base64.b64encode(key) + b"\n")
            sink.flush()
            os.fsync(sink.fileno())
        os.replace(part, path)
    except OSError as problem:
        raise StoreFailed(
            f"the encryption key file {path} could not be written: {problem.strerror}; make room "
            "or name another in REELWRIGHT_ENCRYPTION_KEY_FILE"
        ) from problem


def seal(blocks: Iterable[bytes], sink: IO[bytes], key: bytes, sha: str) -> None:
    """Write plain bytes sealed; sha: their SHA-256 in hex."""
    head = MARK + key_id(key) + os.urandom(SALT)
    box, bound = _box(key, head), head + bytes.fromhex(sha)
    sink.write(head)
    number, waiting = 0, bytearray()
    for block in blocks:
        waiting += block
        # The last block is told from the others, so one always waits for what follows it.
        while len(waiting) > BLOCK:
            sink.write(box.encrypt(_nonce(number, False), bytes(waiting[:BLOCK]), bound))
            del waiting[:BLOCK]
            number += 1
    sink.write(box.encrypt(_nonce(number, True), bytes(waiting), bound))


def sealed_size(size: int) -> int:
    """Bytes that so many plain bytes take when they are sealed."""
    return HEAD + size + TAG * max(1, -(-size // BLOCK))


def key_of(head: bytes) -> bytes | None:
    """The id of the key that a file with this beginning is sealed with; None: it is not sealed."""
    return head[len(MARK) : len(MARK) + ID] if head.startswith(MARK) else None


def unseal(source: IO[bytes], keys: Keys | None, sha: str, label: str) -> Iterator[bytes]:
    """The plain bytes of a sealed file, block by block, each authenticated before it is given.

    label: what errors call the file. Raises Locked without its key, Damaged where a bit changed.
    """
    from cryptography.exceptions import InvalidTag

    head = source.read(HEAD)
    name = key_of(head)
    key = keys.named(name) if keys and name else None
    if name is None or len(head) < HEAD:
        raise Damaged(f"{label} is cut off")
    if key is None:
        given = "another key is given" if keys else "no key is given"
        raise Locked(
            f"{label} is sealed with the key {name.hex()}, and {given}; name the file that holds "
            "it in REELWRIGHT_ENCRYPTION_KEY_FILE"
        )
    box, bound, number = _box(key, head), head + bytes.fromhex(sha), 0
    block = source.read(BLOCK + TAG)
    while True:
        following = source.read(BLOCK + TAG)
        try:
            yield box.decrypt(_nonce(number, not following), block, bound)
        except (InvalidTag, ValueError) as problem:
            raise Damaged(f"block {number} of {label} is damaged") from problem
        if not following:
            return
        block, number = following, number + 1


def _box(key: bytes, head: bytes) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return AESGCM(HKDF(SHA256(), 32, salt=head[-SALT:], info=MARK).derive(key))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])

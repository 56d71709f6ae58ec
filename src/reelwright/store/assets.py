"""Where assets live: a folder or a bucket, chosen by one address; both do the same."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

from ..domain.asset import Asset, Assets, Namespace
from ..domain.errors import InvalidIntake
from .folder import FolderStore, Kept
from .scratch import Scratch
from .sealed import Keys

OPTIONS = ("endpoint", "region", "encryption", "kms_key")
"""What a bucket may be told besides its address."""


class Shelves(Assets, Protocol):
    """A store of bytes in four namespaces with an access log as the fifth."""

    def prove(self) -> None:
        """Keep, read and take away a small probe. Raises StoreFailed, saying what to do."""
        ...

    def holds(self, asset: Asset) -> bool:
        """Whether the bytes are there."""
        ...

    def listing(self, namespace: Namespace) -> tuple[str, ...]:
        """SHA-256 of everything kept in a namespace, sorted."""
        ...

    def kept(self, namespace: Namespace) -> Iterator[Kept]:
        """Everything kept in a namespace, with its size and age."""
        ...

    def remove(self, namespace: Namespace, shas: Iterable[str], why: str) -> None:
        """Delete what is kept under these SHA-256, and note it with the reason."""
        ...

    def clear(self) -> tuple[int, int]:
        """Take everything out but the access log; returns how many files and bytes went."""
        ...

    def held(self) -> tuple[int, int]:
        """How many files there are in all, and their bytes: the access log as well."""
        ...

    def drop(self) -> None:
        """Take everything away, the access log and the place itself as well; nothing is noted."""
        ...

    def tidy(self, now: float | None = None, dry_run: bool = False) -> int:
        """Remove what writers that died left half-written over an hour ago; returns how many."""
        ...

    def seal(self) -> int:
        """Seal what was kept before there was a key, or under an older one; returns how many."""
        ...

    def unseal(self) -> int:
        """Open for good what lies sealed; returns how many. The key is needed for it."""
        ...

    def log(self) -> Iterator[dict[str, Any]]:
        """Every line of the access log: "at", "act", "space", "sha256", "name", "by"."""
        ...

    def forget_log(self, before: float, dry_run: bool = False) -> int:
        """Delete files of the access log whose last line is older (epoch s); returns how many."""
        ...

    def close(self) -> None:
        """Send what is left of the access log, where it is kept elsewhere. Raises StoreFailed."""
        ...


def open_assets(
    root: Path,
    url: str = "",
    *,
    folder: str = "",
    options: Mapping[str, Any] | None = None,
    keys: Keys | None = None,
    open_in: Scratch | None = None,
    stays: bool = True,
) -> Shelves:
    """The assets at an address: "" is the folder root, "s3://bucket/prefix" a bucket.

    folder: a campaign's own place under the prefix. With a bucket, root holds what was read from
    it, what was written where it stays, and log lines that were not sent yet. options: see OPTIONS;
    access keys come from the AWS_* variables or the machine's role. Raises InvalidIntake for an
    address or option that is none, StoreFailed where the bucket cannot be used, OSError where root
    cannot be written.
    """
    if not url:
        return FolderStore(root, keys=keys, open_in=open_in)
    from .bucket import BucketStore

    scheme, _, rest = url.partition("://")
    bucket, _, prefix = rest.partition("/")
    if scheme != "s3" or not bucket:
        raise InvalidIntake(f"{url!r} is no place for bytes; write s3://bucket/folder")
    if unknown := sorted(set(options or {}) - set(OPTIONS)):
        raise InvalidIntake(
            f"a bucket has no option {', '.join(unknown)}; there are {', '.join(OPTIONS)}"
        )
    prefix = "/".join(part for part in (prefix.strip("/"), folder.strip("/")) if part)
    return BucketStore(
        root,
        bucket=bucket,
        prefix=prefix,
        keys=keys,
        open_in=open_in,
        stays=stays,
        **(options or {}),
    )

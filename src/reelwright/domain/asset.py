"""Bytes, kept once under their SHA-256, and the one door every department reads them through."""

from pathlib import Path
from typing import Literal, Protocol

from .base import Frozen

Namespace = Literal["inputs", "takes", "references", "releases"]


class Asset(Frozen):
    """A kept file: its SHA-256 (hex), media type, length in bytes, and its name."""

    sha256: str
    media_type: str
    bytes: int
    name: str

    @property
    def suffix(self) -> str:
        """File name ending with its dot, lower case; "" where the name has none."""
        return Path(self.name).suffix.lower()


class Assets(Protocol):
    """Where bytes live. Departments get one; `store` provides it."""

    def put(self, data: bytes, name: str, media_type: str, namespace: Namespace) -> Asset:
        """Keep bytes (written whole or not at all) and return their record."""
        ...

    def put_file(self, path: Path, media_type: str, namespace: Namespace) -> Asset:
        """Keep a file's bytes under the file's name, without reading it into memory at once."""
        ...

    def path(self, asset: Asset) -> Path:
        """A local file holding the asset's bytes, to read only. Raises NotFound."""
        ...

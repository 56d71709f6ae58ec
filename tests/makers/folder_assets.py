"""Small real parts that tests of many rooms share."""

import hashlib
import mimetypes
from pathlib import Path

from reelwright.domain.asset import Asset


class FolderAssets:
    """Assets kept as files in one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def put(self, data, name, media_type, namespace):
        sha = hashlib.sha256(data).hexdigest()
        (self.root / sha).write_bytes(data)
        return Asset(sha256=sha, media_type=media_type, bytes=len(data), name=name)

    def put_file(self, path, media_type, namespace):
        media_type = media_type or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return self.put(Path(path).read_bytes(), Path(path).name, media_type, namespace)

    def path(self, asset):
        return self.root / asset.sha256
